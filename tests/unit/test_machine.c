/* What is true of a machine before other programs are given settings, in sentences. */
#include "fixture.h"
#include "scratch.h"

#include "engine/machine.h"
#include "engine/program_apply.h"

#define POOL "etc/php/8.2/fpm/pool.d/www.conf"

static void machine_directory(const char *name)
{
	assert_int_equal(mkdir(scratch_path(name), 0755), 0);
}

static void machine_directories(const char *const *names)
{
	for (; *names; names++)
		machine_directory(*names);
}

static void machine_make(void)
{
	static const char *const names[] = {"home", "etc", "usr", "usr/bin", "usr/sbin", "var",
		"var/spool", "srv", "srv/www", "srv/www/bin", "srv/www/usr", "srv/www/usr/sbin",
		"etc/php", "etc/php/8.2", "etc/php/8.2/fpm", "etc/php/8.2/fpm/pool.d", NULL};

	(void)setenv("XDG_STATE_HOME", scratch_path("state"), 1);
	(void)setenv("HOME", "/home", 1); /* below the root */
	machine_directories(names);
}

static void machine_install(const char *name)
{
	scratch_write_bytes(name, "#!/bin/sh\n", 10, 0755);
}

static void settings_of_test(struct settings *s)
{
	settings_init(s);
	fixture_change(s, "server.host=smtp.example.org server.port=587 auth.user=me "
			  "auth.password=made-up sender.from=me@example.org");
}

/* All of it, a sentence a line. */
static void machine_says(const char *expected)
{
	struct strlist said = {0};
	struct settings s;
	struct str out;

	settings_of_test(&s);
	machine_say(scratch_dir, &s, &said);
	str_init(&out, 4000);
	for (size_t i = 0; i < said.n; i++)
		str_format(&out, "%s\n", said.items[i]);
	assert_string_equal(out.data, expected);
	str_fini(&out);
	strlist_fini(&said);
	settings_fini(&s);
}

static void nothing_to_say(void **state)
{
	(void)state;
	machine_make();
	machine_says("");
	machine_install("usr/sbin/sendmail");
	scratch_write(POOL, "[www]\nuser = www-data\n;chroot = /srv/none\n");
	machine_says("");
}

/* PHP's mail() runs what is in the chroot, and needs a shell for it. */
static void a_pool_in_a_chroot(void **state)
{
	(void)state;
	machine_make();
	scratch_write(POOL, "[www]\nchroot = /srv/$pool\n");
	machine_says("PHP's pool www (/etc/php/8.2/fpm/pool.d/www.conf) runs in /srv/www, where "
		     "there is no /usr/sbin/sendmail: its mail() cannot send.\n");
	machine_install("srv/www/usr/sbin/sendmail");
	machine_says("PHP's pool www (/etc/php/8.2/fpm/pool.d/www.conf) runs in /srv/www, where "
		     "there is no /bin/sh: its mail() cannot send.\n");
	machine_install("srv/www/bin/sh");
	machine_says("");
}

/* Each pool of a file has a sendmail of its own; what is not there at all is not looked into. */
static void pools_name_their_sendmail(void **state)
{
	(void)state;
	machine_make();
	machine_install("srv/www/bin/sh");
	scratch_write(POOL, "[global]\npid = x\n[one]\nchroot = \"/srv/www\"\n"
			    "php_admin_value[sendmail_path] = \"/bin/mini -t -i\"\n"
			    "[two]\nchroot = /srv/www/\n[three]\nuser = three\n"
			    "[four]\nchroot = /srv/gone\n");
	machine_says("PHP's pool one (/etc/php/8.2/fpm/pool.d/www.conf) runs in /srv/www, where "
		     "there is no /bin/mini: its mail() cannot send.\n"
		     "PHP's pool two (/etc/php/8.2/fpm/pool.d/www.conf) runs in /srv/www/, where "
		     "there is no /usr/sbin/sendmail: its mail() cannot send.\n");
	machine_install("srv/www/bin/mini");
	machine_says("PHP's pool two (/etc/php/8.2/fpm/pool.d/www.conf) runs in /srv/www/, where "
		     "there is no /usr/sbin/sendmail: its mail() cannot send.\n");
}

/* What the program behind sendmail has leaves with the settings; what others have stays. */
static void mail_that_waits(void **state)
{
	static const char *const queue[] = {"etc/nullmailer", "var/spool/nullmailer",
		"var/spool/nullmailer/queue", "var/spool/exim4", "var/spool/exim4/input",
		"var/spool/exim4/input/x", "var/spool/dma", NULL};

	(void)state;
	machine_make();
	machine_directories(queue);
	machine_says("");
	scratch_write("var/spool/exim4/input/1abc-000-00-H", "");
	scratch_write("var/spool/exim4/input/1abc-000-00-D", "");
	scratch_write("var/spool/exim4/input/x/1abd-000-00-H", "");
	scratch_write("var/spool/dma/M1", "");
	scratch_write("var/spool/dma/Q1", "");
	scratch_write("var/spool/dma/flush", "");
	scratch_write("var/spool/nullmailer/queue/1.1", "");
	machine_install("usr/sbin/sendmail");
	machine_says("2 messages wait in Exim's queue (/var/spool/exim4/input) and stay there: "
		     "/usr/sbin/sendmail is not Exim's.\n"
		     "1 message waits in dma's queue (/var/spool/dma) and stays there: "
		     "/usr/sbin/sendmail is not dma's.\n"
		     "1 message waits in nullmailer's queue (/var/spool/nullmailer/queue) and "
		     "leaves with the settings that nullmailer has then.\n");
}

/* Hundreds are not counted one by one. */
static void much_mail_waits(void **state)
{
	static const char *const queue[] = {"var/spool/postfix", "var/spool/postfix/deferred",
		"var/spool/postfix/deferred/A", "var/spool/postfix/deferred/B", NULL};
	char name[80];

	(void)state;
	machine_make();
	machine_directories(queue);
	for (int i = 0; i < 501; i++) {
		(void)snprintf(name, sizeof(name), "var/spool/postfix/deferred/%c/%d",
			i % 2 ? 'A' : 'B', i);
		scratch_write(name, "");
	}
	machine_says("More than 500 messages wait in Postfix's queue (/var/spool/postfix/deferred) "
		     "and stay there: /usr/sbin/sendmail is not Postfix's.\n");
}

static void machine_apply(const char *id)
{
	const struct program_where where = {.root = scratch_dir};
	const struct program_wish wish = {.weak_too = true};
	struct program_result result;
	struct settings s;
	struct err e;

	settings_of_test(&s);
	assert_int_equal(program_apply(codec_find(id), &where, &s, wish, &result, &e), 0);
	program_result_fini(&result);
	settings_fini(&s);
}

/* Another mail server was installed since. */
static void a_server_installed_later(void **state)
{
	(void)state;
	machine_make();
	machine_directory("etc/nullmailer");
	machine_install("usr/sbin/sendmail");
	machine_apply("nullmailer");
	machine_says("");
	machine_install("usr/bin/msmtp");
	(void)unlink(scratch_path("usr/sbin/sendmail"));
	assert_int_equal(symlink("../bin/msmtp", scratch_path("usr/sbin/sendmail")), 0);
	machine_says("/usr/sbin/sendmail is msmtp's now, which does not have these settings: they "
		     "were applied to nullmailer.\n");
	machine_apply("msmtp");
	machine_says("");
	(void)unlink(scratch_path("usr/sbin/sendmail"));
	machine_install("usr/sbin/other");
	assert_int_equal(symlink("other", scratch_path("usr/sbin/sendmail")), 0);
	machine_says("/usr/sbin/sendmail is of a program not known here, which does not have these "
		     "settings: they were applied to msmtp.\n");
}

/* Our own needs nothing applied. */
static void our_own_sendmail(void **state)
{
	struct machine_sendmail found;

	(void)state;
	machine_make();
	machine_directory("etc/nullmailer");
	machine_install("usr/sbin/sendmail");
	machine_apply("nullmailer");
	machine_install("usr/bin/smtpsetup-sendmail");
	(void)unlink(scratch_path("usr/sbin/sendmail"));
	assert_int_equal(
		symlink("../bin/smtpsetup-sendmail", scratch_path("usr/sbin/sendmail")), 0);
	machine_find_sendmail(scratch_dir, &found);
	assert_true(found.there && found.ours && !found.codec);
	machine_says("");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(nothing_to_say),
		scratch_test(a_pool_in_a_chroot),
		scratch_test(pools_name_their_sendmail),
		scratch_test(mail_that_waits),
		scratch_test(much_mail_waits),
		scratch_test(a_server_installed_later),
		scratch_test(our_own_sendmail),
	};

	return unit_run(tests);
}
