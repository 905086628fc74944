/* Drafts: what was edited comes back, no secret does, and nothing that lies in their place harms.
 */
#include "fixture.h"
#include "scratch.h"

#include "engine/draft.h"

#include <sys/wait.h>

#define PASSWORD "canary-in-a-draft"
#define SAVED                                                                                      \
	"server = { host = \"a.example.org\"; port = 26; protocol = \"starttls\"; };\n"            \
	"sender = { from = \"a@example.org\"; };\n"

struct run {
	struct session session;
	struct draft draft;
};

static void begin(struct run *r)
{
	struct err e = {0};

	if (session_open(&r->session, (struct level) {"f", NULL}, SESSION_READ, &e) < 0)
		fail_msg("%s", e.message);
	draft_open(&r->draft, &r->session);
}

static void end(struct run *r)
{
	draft_close(&r->draft);
	session_close(&r->session);
}

static int keep(struct run *r)
{
	struct err e = {0};

	return draft_keep(&r->draft, &r->session, &e) < 0 ? e.code : 0;
}

static void edit(struct run *r, const char *words)
{
	fixture_change(&r->session.draft, words);
	assert_int_equal(keep(r), 0);
}

/* An earlier run that was killed behind its last edit. */
static void leave(const char *words)
{
	struct run r;

	begin(&r);
	edit(&r, words);
	end(&r);
}

static const char *drafted(const struct run *r, enum field_id id)
{
	return settings_get(&r->session.draft, id);
}

static const char *name(void)
{
	static char path[scratch_path_max];
	struct run r;

	begin(&r);
	(void)snprintf(path, sizeof(path), "%s", r.draft.path);
	end(&r);
	return path;
}

/* What is in the state directory. */
static int files(void)
{
	return system("exit $(ls -A state/smtpsetup 2>/dev/null | wc -l)") >> 8;
}

static int setup(void **state)
{
	char place[scratch_path_max];

	if (scratch_setup(state) < 0 || chdir(scratch_dir) < 0)
		return -1;
	(void)snprintf(place, sizeof(place), "%s/state", scratch_dir);
	(void)setenv("XDG_STATE_HOME", place, 1);
	scratch_write("f", SAVED);
	return 0;
}

static void every_setting_comes_back(void **state)
{
	struct run r;

	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		bool secret = fields[i].flags & FIELD_SECRET;
		char words[200], other[100];

		(void)snprintf(
			other, sizeof(other), "%s", i == FIELD_TIMEOUT ? "16" : fields[i].example);
		for (const struct choice *c = fields[i].choices; c && c->value; c++)
			(void)snprintf(other, sizeof(other), "%s", c->value);
		(void)snprintf(
			words, sizeof(words), "%s=%s", fields[i].key, secret ? PASSWORD : other);
		for (char *at = words; *at; at++)
			*at = *at == ' ' ? '-' : *at;
		leave(words);
		unit_expect(files() == !secret, "%s: %d files", fields[i].key, files());
		begin(&r);
		unit_expect(draft_take(&r.draft, &r.session) == !secret, "%s", fields[i].key);
		unit_expect(secret || strcmp(drafted(&r, (enum field_id)i),
					      strchr(words, '=') + 1) == 0,
			"%s is %s", words, drafted(&r, (enum field_id)i));
		session_discard(&r.session);
		assert_int_equal(keep(&r), 0);
		end(&r);
		unit_expect(files() == 0, "%s: %d files at the end", fields[i].key, files());
	}
	unit_end();
}

static void a_value_that_was_emptied_comes_back_as_that(void **state)
{
	struct run r;

	(void)state;
	leave("sender.from= server.port=");
	begin(&r);
	assert_true(draft_take(&r.draft, &r.session));
	assert_string_equal(drafted(&r, FIELD_FROM), "");
	assert_string_equal(drafted(&r, FIELD_PORT), "587");
	assert_string_equal(drafted(&r, FIELD_HOST), "a.example.org");
	end(&r);
}

static void no_secret_is_kept_but_that_there_was_one(void **state)
{
	struct run r;

	(void)state;
	leave("auth.user=me auth.password=" PASSWORD);
	assert_int_equal(system("! grep -rq " PASSWORD " . && "
				"test \"$(stat -c %a state/smtpsetup/draft-*)\" = 600"),
		0);
	begin(&r);
	assert_true(draft_lost_secret(&r.draft));
	assert_true(draft_take(&r.draft, &r.session));
	assert_string_equal(drafted(&r, FIELD_USER), "me");
	assert_string_equal(drafted(&r, FIELD_PASSWORD), "");
	end(&r);
}

static void what_is_as_in_the_file_needs_none(void **state)
{
	struct run r;

	(void)state;
	begin(&r);
	assert_int_equal(keep(&r), 0);
	assert_int_equal(files(), 0);
	edit(&r, "server.host=b.example.org");
	assert_int_equal(files(), 1);
	edit(&r, "server.host=a.example.org");
	assert_int_equal(files(), 0);
	end(&r);
	leave("server.host=b.example.org"); /* saved, and killed before the draft was dropped: */
	scratch_write("f", "server = { host = \"b.example.org\"; port = 26; };\n"
			   "sender = { from = \"a@example.org\"; };\n");
	begin(&r);
	assert_false(draft_is_left(&r.draft));
	assert_int_equal(files(), 0);
	end(&r);
}

static void what_was_left_stays_until_it_is_decided(void **state)
{
	struct run r;

	(void)state;
	leave("server.host=b.example.org server.port=27");
	begin(&r);
	edit(&r, "server.host=c.example.org"); /* instead of b; 27 is still open */
	assert_string_equal(drafted(&r, FIELD_PORT), "26");
	end(&r);
	begin(&r);
	assert_true(draft_take(&r.draft, &r.session));
	assert_string_equal(drafted(&r, FIELD_HOST), "c.example.org");
	assert_string_equal(drafted(&r, FIELD_PORT), "27");
	session_discard(&r.session);
	assert_int_equal(keep(&r), 0);
	assert_int_equal(files(), 0);
	end(&r);
	leave("server.port=27");
	begin(&r);
	draft_forget(&r.draft);
	assert_int_equal(keep(&r), 0);
	assert_int_equal(files(), 0);
	end(&r);
}

static void what_others_changed_meanwhile_stays(void **state)
{
	struct settings edited, base;
	struct run r;

	(void)state;
	leave("server.host=b.example.org");
	scratch_write("f", "server = { host = \"a.example.org\"; port = 99; };\n"
			   "auth = { password = \"" PASSWORD "\"; };\n"
			   "sender = { from = \"a@example.org\"; };\n");
	begin(&r);
	settings_init(&edited);
	settings_init(&base);
	draft_look(&r.draft, &r.session, &edited, &base);
	assert_string_equal(settings_get(&edited, FIELD_HOST), "b.example.org");
	assert_string_equal(settings_get(&edited, FIELD_PORT), "99");
	for (int i = 0; i < FIELD_COUNT; i++)
		unit_expect(settings_same(&base, &r.session.saved, (enum field_id)i) ==
				    (i != FIELD_PORT),
			"%s", fields[i].key);
	assert_string_equal(settings_get(&base, FIELD_PORT), "26");
	assert_true(draft_take(&r.draft, &r.session));
	assert_string_equal(drafted(&r, FIELD_PORT), "99");
	settings_fini(&edited);
	settings_fini(&base);
	end(&r);
	unit_end();
}

/* The password of the file was for the server of the file. */
static void the_password_of_the_file_goes_to_no_server_of_a_draft(void **state)
{
	struct run r;

	(void)state;
	scratch_write("f", SAVED "auth = { user = \"me\"; password = \"" PASSWORD "\"; };\n");
	leave("server.host=smtp.b.example");
	begin(&r);
	assert_string_equal(drafted(&r, FIELD_PASSWORD), "(set)");
	assert_true(draft_take(&r.draft, &r.session));
	assert_string_equal(drafted(&r, FIELD_HOST), "smtp.b.example");
	assert_string_equal(drafted(&r, FIELD_PASSWORD), "");
	assert_true(password_is_withheld(&r.session.given));
	session_discard(&r.session);
	assert_string_equal(drafted(&r, FIELD_PASSWORD), "(set)");
	assert_int_equal(keep(&r), 0);
	end(&r);
}

static void nothing_is_written_twice(void **state)
{
	struct stat before, after;
	struct run r;

	(void)state;
	leave("server.host=b.example.org");
	assert_int_equal(stat(name(), &before), 0);
	begin(&r);
	assert_int_equal(keep(&r), 0);
	end(&r);
	assert_int_equal(stat(name(), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

/* What lies in the place of the draft ("$1"). One that could be ours is cleared away. */
static const struct {
	const char *script;
	bool is_ours, is_in_the_way;
} hostile[] = {
	{.script = "mkfifo \"$1\""},
	{.script = "mkdir \"$1\"; touch \"$1\"/x", .is_in_the_way = true},
	{.script = "ln -s $PWD/good \"$1\""},
	{.script = "ln -s \"$1\" \"$1\""},
	{.script = "ln -s /dev/zero \"$1\""},
	{.script = "head -c 10485760 /dev/zero >\"$1\"; chmod 600 \"$1\""},
	{.script = "cp good \"$1\"; head -c 70000 /dev/zero >>\"$1\"; chmod 600 \"$1\""},
	{.script = "cp good \"$1\"; chmod 640 \"$1\""},
	{.script = "cp good \"$1\"; chmod 666 \"$1\""},
	{.script = ": >\"$1\"; chmod 600 \"$1\"", .is_ours = true},
	{.script = "head -c 9000 /dev/urandom >\"$1\"; chmod 600 \"$1\"", .is_ours = true},
	{.script = "cp f \"$1\"; chmod 600 \"$1\"", .is_ours = true},
};

static void what_is_hostile_is_none_and_not_touched(void **state)
{
	char path[scratch_path_max], script[2000];
	struct run r;

	(void)state;
	leave("server.host=evil.example.org");
	(void)snprintf(path, sizeof(path), "%s", name());
	assert_int_equal(rename(path, "good"), 0);
	for (size_t i = 0; i < unit_count(hostile); i++) {
		(void)snprintf(script, sizeof(script), "set -- '%s'; rm -rf \"$1\"; %s", path,
			hostile[i].script);
		assert_int_equal(system(script), 0);
		begin(&r);
		unit_expect(!draft_is_left(&r.draft), "%s", hostile[i].script);
		assert_int_equal(keep(&r), 0);
		unit_expect(file_exists(path) != hostile[i].is_ours, "%s: it is gone",
			hostile[i].script);
		fixture_change(&r.session.draft, "server.host=b.example.org");
		unit_expect(keep(&r) == (hostile[i].is_in_the_way ? EX_CANTCREAT : 0), "%s: %d",
			hostile[i].script, keep(&r));
		end(&r);
		begin(&r);
		unit_expect(draft_is_left(&r.draft) != hostile[i].is_in_the_way, "%s: not kept",
			hostile[i].script);
		end(&r);
		unit_expect(system("test \"$(grep -c evil good)\" = 1") == 0, "%s: followed",
			hostile[i].script);
	}
	unit_end();
}

static void another_users_is_none(void **state)
{
	struct run r;

	(void)state;
	if (geteuid() != 0)
		skip();
	leave("server.host=evil.example.org");
	assert_int_equal(chown(name(), 65534, 65534), 0);
	begin(&r);
	assert_false(draft_is_left(&r.draft));
	end(&r);
}

/* Cut short at every byte, and with every byte turned: never more than a value that is valid. */
static void broken_ones_harm_nobody(void **state)
{
	char path[scratch_path_max], bytes[4096];
	struct run r;
	ssize_t len;
	int fd;

	(void)state;
	leave("server.host=b.example.org server.port=27");
	(void)snprintf(path, sizeof(path), "%s", name());
	fd = open(path, O_RDONLY | O_CLOEXEC);
	len = read(fd, bytes, sizeof(bytes));
	(void)close(fd);
	assert_true(len > 100);
	for (ssize_t i = 0; i < 2 * len; i++) {
		fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		bytes[i % len] = (char)~bytes[i % len];
		assert_true(write(fd, bytes, (size_t)(i < len ? i : len)) >= 0);
		bytes[i % len] = (char)~bytes[i % len];
		(void)close(fd);
		begin(&r);
		(void)draft_take(&r.draft, &r.session);
		unit_expect(settings_number(&r.session.draft, FIELD_PORT) > 0, "%zd", i);
		end(&r);
	}
	unit_end();
}

static void one_that_is_worked_on_is_none(void **state)
{
	struct run one, two, three;

	(void)state;
	begin(&one);
	edit(&one, "server.host=one.example.org");
	begin(&two);
	assert_false(draft_is_left(&two.draft));
	assert_int_equal(keep(&two), 0);
	assert_int_equal(files(), 1);
	edit(&two, "server.host=two.example.org"); /* the last one wins */
	session_discard(&one.session);
	assert_int_equal(keep(&one), 0); /* it removes only what is its own */
	end(&one);
	begin(&three);
	assert_false(draft_is_left(&three.draft));
	end(&three);
	end(&two);
	begin(&three);
	assert_true(draft_take(&three.draft, &three.session));
	assert_string_equal(drafted(&three, FIELD_HOST), "two.example.org");
	end(&three);
	assert_int_equal(files(), 1);
}

/* Several at once, each killed at any moment: what is there is always a whole one. */
static void none_is_ever_torn(void **state)
{
	enum { writers = 4, rounds = 60 };
	char path[scratch_path_max];
	pid_t pids[writers];
	struct run r;

	(void)state;
	leave("server.host=mx0.example.org");
	(void)snprintf(path, sizeof(path), "%s", name());
	for (int w = 0; w < writers; w++) {
		pids[w] = fork();
		if (pids[w] != 0)
			continue;
		begin(&r);
		for (int i = 0;; i++) {
			char words[100];

			(void)snprintf(words, sizeof(words), "server.host=mx%d.example.org", i);
			fixture_change(&r.session.draft, words);
			(void)keep(&r);
		}
	}
	for (int i = 0; i < rounds; i++) {
		struct wire_record record;
		struct str text;
		int fd = open(path, O_RDONLY | O_CLOEXEC);

		str_init(&text, 65536);
		assert_true(fd >= 0);
		assert_int_equal(file_read_all(fd, &text), 0);
		unit_expect(wire_next(&text, &record) > 0, "round %d: %zu bytes", i, text.len);
		(void)close(fd);
		str_fini(&text);
	}
	for (int w = 0; w < writers; w++) {
		(void)kill(pids[w], SIGKILL);
		(void)waitpid(pids[w], NULL, 0);
	}
	begin(&r);
	assert_true(draft_is_left(&r.draft));
	end(&r);
	assert_int_equal(files(), 1); /* also what the dead ones had begun is gone */
	unit_end();
}

static void where_none_can_be_the_trouble_is_told_without_another_try(void **state)
{
	struct run r;

	(void)state;
	assert_int_equal(system("rm -rf state && touch state"), 0);
	begin(&r);
	assert_int_equal(keep(&r), 0);
	fixture_change(&r.session.draft, "server.host=b.example.org");
	assert_int_equal(keep(&r), EX_CANTCREAT);
	assert_int_equal(system("rm state"), 0);
	assert_int_equal(keep(&r), EX_CANTCREAT);
	assert_int_equal(files(), 0);
	edit(&r, "server.host=c.example.org");
	assert_int_equal(files(), 1);
	end(&r);
}

#define draft_test(f) cmocka_unit_test_setup_teardown(f, setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		draft_test(every_setting_comes_back),
		draft_test(a_value_that_was_emptied_comes_back_as_that),
		draft_test(no_secret_is_kept_but_that_there_was_one),
		draft_test(what_is_as_in_the_file_needs_none),
		draft_test(what_was_left_stays_until_it_is_decided),
		draft_test(what_others_changed_meanwhile_stays),
		draft_test(the_password_of_the_file_goes_to_no_server_of_a_draft),
		draft_test(nothing_is_written_twice),
		draft_test(what_is_hostile_is_none_and_not_touched),
		draft_test(another_users_is_none),
		draft_test(broken_ones_harm_nobody),
		draft_test(one_that_is_worked_on_is_none),
		draft_test(none_is_ever_torn),
		draft_test(where_none_can_be_the_trouble_is_told_without_another_try),
	};

	return unit_run(tests);
}
