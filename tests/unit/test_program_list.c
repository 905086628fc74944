/*
 * The programs of a machine beside the settings: which are here, how each stands, whose sendmail it
 * is; and what a task makes of those that are chosen, and takes back.
 */
#include "fixture.h"
#include "scratch.h"

#include "engine/program_list.h"
#include "engine/program_task.h"

static void machine_directory(const char *name)
{
	assert_int_equal(mkdir(scratch_path(name), 0755), 0);
}

/* What is installed: the file of a command is enough. */
static void machine_install(const char *name)
{
	scratch_write_bytes(name, "#!/bin/sh\n", 10, 0755);
}

static void machine_make(void)
{
	(void)setenv("XDG_STATE_HOME", scratch_path("state"), 1);
	(void)setenv("HOME", "/home", 1); /* below the root */
	machine_directory("home");
	machine_directory("etc");
	machine_directory("usr");
	machine_directory("usr/bin");
	machine_directory("usr/sbin");
}

/* root's programs read the machine's file. */
static const char *machine_msmtprc(void)
{
	return geteuid() == 0 ? "etc/msmtprc" : "home/.msmtprc";
}

static void settings_of_test(struct settings *s)
{
	settings_init(s);
	fixture_change(s, "server.host=smtp.example.org server.port=587 auth.user=me "
			  "auth.password=made-up sender.from=me@example.org");
}

static const struct program_item *item_of(const struct program_list *l, const char *id)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->items[i].program.codec->id, id) == 0)
			return &l->items[i];
	return NULL;
}

/* RC stands for msmtp's file. */
static void words_with_paths(const char *words, struct str *out)
{
	for (const char *rc; (rc = strstr(words, "RC")); words = rc + 2)
		str_format(out, "%.*s/%s", (int)(rc - words), words, machine_msmtprc());
	str_text(out, words);
}

static void words_are(const char *words, const char *expected)
{
	struct str whole;

	str_init(&whole, 2000);
	words_with_paths(expected, &whole);
	assert_string_equal(words, whole.data);
	str_fini(&whole);
}

static void words_have(const char *words, const char *expected)
{
	struct str whole;

	str_init(&whole, 2000);
	words_with_paths(expected, &whole);
	unit_expect(strstr(words, whole.data), "no \"%s\" in: %s", whole.data, words);
	str_fini(&whole);
}

/* "msmtp: has these settings" and so on, one after the other; then sendmail. */
static void list_says(const struct settings *s, const char *expected)
{
	struct program_list l;
	struct str out;

	program_list_look(&l, scratch_dir, s);
	str_init(&out, 2000);
	for (size_t i = 0; i < l.n; i++) {
		str_format(
			&out, "%s%s: ", l.items[i].chosen ? "*" : "", l.items[i].program.codec->id);
		program_item_say(&l, i, &out);
		str_text(&out, "; ");
	}
	program_list_say_sendmail(&l, &out);
	words_are(out.data, expected);
	str_fini(&out);
	program_list_fini(&l);
}

static void nothing_is_here(void **state)
{
	struct settings s;

	(void)state;
	machine_make();
	settings_of_test(&s);
	list_says(&s, "cannot send: there is no /usr/sbin/sendmail");
	machine_install("usr/sbin/sendmail");
	list_says(&s, "through /usr/sbin/sendmail, of a program not known here");
	scratch_write(machine_msmtprc(), "# left by a package that is gone\n");
	list_says(&s, "through /usr/sbin/sendmail, of a program not known here");
	settings_fini(&s);
}

static void each_state_has_its_words(void **state)
{
	struct settings s;

	(void)state;
	machine_make();
	settings_of_test(&s);
	machine_install("usr/bin/msmtp");
	assert_int_equal(symlink("../bin/msmtp", scratch_path("usr/sbin/sendmail")), 0);
	list_says(&s, "*msmtp: has no server: mail to the outside is stuck; "
		      "through /usr/sbin/sendmail (msmtp)");
	machine_directory("etc/nullmailer");
	scratch_write("etc/nullmailer/remotes", "old.example.org smtp --port=25\n");
	list_says(&s, "*msmtp: has no server: mail to the outside is stuck; "
		      "*nullmailer: other settings in /etc/nullmailer/remotes; "
		      "through /usr/sbin/sendmail (msmtp)");
	machine_install("usr/bin/git");
	list_says(&s, "*msmtp: has no server: mail to the outside is stuck; "
		      "*nullmailer: other settings in /etc/nullmailer/remotes; "
		      "git: has no mail server yet; through /usr/sbin/sendmail (msmtp)");
	settings_fini(&s);
}

/* A sendmail that is no link is of the one program that is here and has one. */
static void sendmail_is_known_by_what_is_here(void **state)
{
	struct settings s;

	(void)state;
	machine_make();
	settings_of_test(&s);
	machine_install("usr/sbin/sendmail");
	machine_directory("etc/nullmailer");
	list_says(&s, "*nullmailer: has no server: mail to the outside is stuck; "
		      "through /usr/sbin/sendmail (nullmailer)");
	machine_directory("etc/dma");
	list_says(&s, "dma: has no mail server yet; nullmailer: has no mail server yet; "
		      "through /usr/sbin/sendmail, of a program not known here");
	settings_fini(&s);
}

static void details_name_files_and_what_is_lost(void **state)
{
	struct program_list l;
	struct settings s;
	struct str out;

	(void)state;
	machine_make();
	settings_of_test(&s);
	fixture_change(&s, "limits.per_hour=20");
	machine_install("usr/bin/msmtp");
	program_list_look(&l, scratch_dir, &s);
	str_init(&out, 1000);
	program_item_details(item_of(&l, "msmtp"), &out);
	words_have(out.data, "Makes RC (mode 0600, owner ");
	words_have(out.data, "emails per hour cannot be stored there.");
	scratch_write_bytes(machine_msmtprc(), "host old.example.org\n", 21, 0644);
	program_list_fini(&l);
	program_list_look(&l, scratch_dir, &s);
	str_clear(&out);
	program_item_details(item_of(&l, "msmtp"), &out);
	words_have(out.data, "Changes RC (mode 0600, owner ");
	str_fini(&out);
	program_list_fini(&l);
	settings_fini(&s);
	unit_end();
}

/* What is in the way is said in the place of the state, and such a program is never chosen. */
static void a_value_that_does_not_fit(void **state)
{
	struct settings s;

	(void)state;
	machine_make();
	settings_of_test(&s);
	fixture_change(&s, "auth.user=a:b");
	machine_directory("etc/postfix");
	scratch_write("etc/postfix/main.cf", "relayhost = [old.example.org]:25\n");
	list_says(&s, "postfix: Postfix cannot hold a user name with a colon; "
		      "cannot send: there is no /usr/sbin/sendmail");
	settings_fini(&s);
}

/* The task */

struct task_scene {
	struct loop loop;
	struct program_task task;
	struct program_list list;
	int heard;
};

static void task_heard(void *ctx)
{
	((struct task_scene *)ctx)->heard++;
}

static void task_open(struct task_scene *t, const struct settings *s)
{
	*t = (struct task_scene) {0};
	loop_init(&t->loop, NULL);
	program_task_init(&t->task, (struct listener) {&t->loop, task_heard, t});
	program_list_look(&t->list, scratch_dir, s);
}

static void task_close(struct task_scene *t)
{
	program_task_fini(&t->task);
	program_list_fini(&t->list);
	loop_fini(&t->loop);
}

static void task_says(struct task_scene *t, bool good, const char *words)
{
	struct str out;

	while (t->task.running)
		loop_turn(&t->loop);
	assert_true(t->heard > 0);
	str_init(&out, 4000);
	program_task_say(&t->task, &out);
	unit_expect(program_task_is_good(&t->task) == good, "good: %d", !good);
	words_have(out.data, words);
	str_fini(&out);
}

static void several_are_written_and_undone(void **state)
{
	struct program_wish wish = {.weak_too = true};
	struct task_scene t;
	struct settings s;

	(void)state;
	machine_make();
	settings_of_test(&s);
	scratch_write(machine_msmtprc(), "# ours\nhost old.example.org\n");
	scratch_write("home/.gitconfig", "[sendemail]\n\tsmtpServer = old.example.org\n");
	task_open(&t, &s);
	assert_int_equal(program_list_chosen(&t.list), 2);
	program_task_apply(&t.task, &t.list, &s, wish);
	assert_true(t.task.running);
	task_says(&t, true, "msmtp: wrote RC");
	task_says(&t, true, "git send-email: wrote /home/.gitconfig.");
	assert_non_null(strstr(scratch_read(machine_msmtprc()), "# ours\n"));
	assert_non_null(strstr(scratch_read(machine_msmtprc()), "smtp.example.org"));
	program_task_undo(&t.task, &t.list, 0);
	task_says(&t, true, "msmtp: put back RC");
	assert_string_equal(scratch_read(machine_msmtprc()), "# ours\nhost old.example.org\n");
	program_task_undo(&t.task, &t.list, 0);
	task_says(&t, false, "msmtp: nothing was applied to msmtp.");
	task_close(&t);
	list_says(&s, "*msmtp: other settings in RC; git: has these settings; "
		      "cannot send: there is no /usr/sbin/sendmail");
	settings_fini(&s);
	unit_end();
}

/* A named file stands in the list once it is chosen, and afterwards as long as it can be undone. */
static void a_named_file_is_a_program_too(void **state)
{
	const struct codec *laravel = codec_find("env-laravel");
	struct program_wish wish = {.weak_too = true};
	struct task_scene t;
	struct settings s;

	(void)state;
	machine_make();
	settings_of_test(&s);
	machine_directory("srv");
	scratch_write("srv/.env", "# ours\nMAIL_HOST=old.example.org\n");
	task_open(&t, &s);
	assert_int_equal(t.list.n, 0);
	program_list_name(&t.list, laravel, "/srv/.env", &s);
	program_list_name(&t.list, laravel, "/srv/.env", &s);
	assert_int_equal(t.list.n, 1);
	assert_int_equal(t.list.behind, 1);
	assert_int_equal(program_list_chosen(&t.list), 1);
	program_task_apply(&t.task, &t.list, &s, wish);
	task_says(&t, true, "Laravel: wrote /srv/.env.");
	list_says(&s, "env-laravel: has these settings: /srv/.env; "
		      "cannot send: there is no /usr/sbin/sendmail");
	scratch_write("srv/.env", "MAIL_HOST=other.example.org\n");
	list_says(&s, "*env-laravel: no longer these settings: /srv/.env; "
		      "cannot send: there is no /usr/sbin/sendmail");
	program_task_undo(&t.task, &t.list, 0);
	task_says(&t, false, "/srv/.env was changed after it was applied");
	task_close(&t);
	settings_fini(&s);
	unit_end();
}

/* One that cannot be written keeps nobody else from it, and says why. */
static void one_that_fails_is_named(void **state)
{
	struct program_wish wish = {0};
	struct task_scene t;
	struct settings s;

	(void)state;
	machine_make();
	settings_of_test(&s);
	scratch_write(machine_msmtprc(), "host old.example.org\n");
	machine_directory("etc/dma");
	scratch_write("etc/dma/dma.conf", "SMARTHOST old.example.org\n");
	task_open(&t, &s);
	program_task_apply(&t.task, &t.list, &s, wish);
	task_says(&t, false, "msmtp: wrote RC");
	task_says(&t, false,
		"dma: dma needs --yes: dma does not check the certificate: anyone on the path can "
		"read the password. Its files are as they were.");
	assert_string_equal(scratch_read("etc/dma/dma.conf"), "SMARTHOST old.example.org\n");
	task_close(&t);
	settings_fini(&s);
	unit_end();
}

/* Who leaves while it runs waits for it: no file is left half written. */
static void leaving_waits(void **state)
{
	struct program_wish wish = {0};
	struct task_scene t;
	struct settings s;

	(void)state;
	machine_make();
	settings_of_test(&s);
	scratch_write(machine_msmtprc(), "host old.example.org\n");
	task_open(&t, &s);
	program_task_apply(&t.task, &t.list, &s, wish);
	task_close(&t);
	list_says(&s, "msmtp: has these settings; cannot send: there is no /usr/sbin/sendmail");
	scratch_write(machine_msmtprc(), "host other.example.org\n");
	list_says(&s, "*msmtp: no longer these settings: RC; "
		      "cannot send: there is no /usr/sbin/sendmail");
	settings_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(nothing_is_here),
		scratch_test(each_state_has_its_words),
		scratch_test(sendmail_is_known_by_what_is_here),
		scratch_test(details_name_files_and_what_is_lost),
		scratch_test(a_value_that_does_not_fit),
		scratch_test(several_are_written_and_undone),
		scratch_test(a_named_file_is_a_program_too),
		scratch_test(one_that_fails_is_named),
		scratch_test(leaving_waits),
	};

	return unit_run(tests);
}
