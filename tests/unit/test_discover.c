/*
 * The places where other programs keep their settings: found, in order, and left alone where
 * there is nothing to take. The scratch directory is the root, the home and where we stand.
 */
#include "scratch.h"

#include "base/file.h"
#include "engine/discover.h"

#define SERVER(name) "account default\nhost " name ".example.org\n"

static int before;

static int setup(void **state)
{
	if (scratch_setup(state) < 0)
		return -1;
	before = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return setenv("HOME", scratch_path("home"), 1) || unsetenv("XDG_CONFIG_HOME") ||
	       chdir(scratch_dir);
}

static int teardown(void **state)
{
	int back = fchdir(before);

	(void)close(before);
	return scratch_teardown(state) || back;
}

static void place(const char *name, const char *text)
{
	struct err e;

	assert_int_equal(file_make_parents(scratch_path(name), &e), 0);
	scratch_write(name, text);
}

/* "file host, file host": what is there, each with the directory taken off. */
static void expect(const char *words)
{
	struct discovery d;
	struct str out;

	str_init(&out, 4000);
	discover(&d, scratch_dir);
	for (size_t i = 0; i < d.n; i++) {
		const char *file = d.items[i].file;

		if (strncmp(file, scratch_dir, strlen(scratch_dir)) == 0)
			file += strlen(scratch_dir);
		str_format(&out, "%s%s %s %s", i ? ", " : "", d.items[i].program, file,
			settings_get(&d.items[i].settings, FIELD_HOST));
	}
	assert_string_equal(out.data, words);
	assert_int_equal(d.unusable.n, 0);
	discovery_fini(&d);
	str_fini(&out);
}

static void nothing_is_there(void **state)
{
	(void)state;
	expect("");
	assert_int_equal(scratch_files(), 0);
}

static void everything_is_there(void **state)
{
	(void)state;
	place(".env", "MAIL_HOST=env.example.org\n");
	place("home/.msmtprc", SERVER("home"));
	place("home/.config/msmtp/config", SERVER("config"));
	place("etc/msmtprc", SERVER("etc"));
	place("etc/postfix/main.cf", "relayhost = [postfix.example.org]\n");
	place("etc/exim4/update-exim4.conf.conf",
		"dc_eximconfig_configtype=smarthost\ndc_smarthost=exim.example.org\n");
	expect("msmtp /home/.msmtprc home.example.org, "
	       "msmtp /home/.config/msmtp/config config.example.org, "
	       "msmtp /etc/msmtprc etc.example.org, "
	       "Postfix /etc/postfix/main.cf postfix.example.org, "
	       "Exim /etc/exim4/update-exim4.conf.conf exim.example.org, "
	       ".env .env env.example.org");
}

static void the_place_of_configuration(void **state)
{
	(void)state;
	place("home/.config/msmtp/config", SERVER("standard"));
	place("xdg/msmtp/config", SERVER("xdg"));
	assert_int_equal(setenv("XDG_CONFIG_HOME", scratch_path("xdg"), 1), 0);
	expect("msmtp /xdg/msmtp/config xdg.example.org");
	assert_int_equal(setenv("XDG_CONFIG_HOME", "xdg", 1), 0);
	expect("msmtp /home/.config/msmtp/config standard.example.org");
	assert_int_equal(unsetenv("HOME"), 0);
	expect("");
}

/* Logins lie in files of their own, below the same root, and are shown without it. */
static void logins_beside(void **state)
{
	static const struct {
		const char *settings, *text, *login, *where;
	} table[] = {
		{"etc/postfix/main.cf",
			"relayhost = [smtp.example.org]:587\nsmtp_sasl_auth_enable = yes\n"
			"smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd\n",
			"[smtp.example.org]:587 me:", "/etc/postfix/sasl_passwd, line 1"},
		{"etc/exim4/update-exim4.conf.conf",
			"dc_eximconfig_configtype='smarthost'\n"
			"dc_smarthost='smtp.example.org::587'\n",
			"*.example.org:me:", "/etc/exim4/passwd.client, line 1"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		char password[32], login[100], name[100];
		struct discovery d;

		(void)snprintf(password, sizeof(password), "%ld-%ld", random(), random());
		(void)snprintf(login, sizeof(login), "%s%s\n", table[i].login, password);
		(void)snprintf(name, sizeof(name), "%.*s", (int)strcspn(table[i].where, ",") - 1,
			table[i].where + 1);
		place(table[i].settings, table[i].text);
		place(name, login);
		discover(&d, scratch_dir);
		assert_int_equal(d.n, 1);
		assert_string_equal(d.items[0].where[FIELD_PASSWORD], table[i].where);
		assert_string_equal(
			secret_text(settings_secret(&d.items[0].settings, FIELD_PASSWORD)),
			password);
		discovery_fini(&d);
		assert_int_equal(unlink(scratch_path(table[i].settings)), 0);
	}
}

static void logins_elsewhere_are_not_looked_for(void **state)
{
	struct discovery d;

	(void)state;
	place("sasl_passwd", "smtp.example.org me:");
	place("etc/postfix/main.cf", "relayhost = [smtp.example.org]\nsmtp_sasl_auth_enable = yes\n"
				     "smtp_sasl_password_maps = hash:sasl_passwd\n");
	discover(&d, scratch_dir);
	assert_int_equal(d.n, 1);
	assert_false(import_has(&d.items[0], FIELD_USER));
	assert_int_equal(d.items[0].remarks.n, 1);
	discovery_fini(&d);
}

static void without_a_server_it_is_no_source(void **state)
{
	(void)state;
	place(".env", "APP_NAME=Shop\nMAIL_FROM_ADDRESS=shop@example.org\n");
	place("etc/msmtprc", "defaults\nauth on\n");
	place("etc/postfix/main.cf", "relayhost =\n");
	place("etc/exim4/update-exim4.conf.conf",
		"dc_eximconfig_configtype='internet'\ndc_smarthost=''\n");
	expect("");
}

/* A file to trust counts where it is one, below the same root. */
static void trust_that_is_there(void **state)
{
	static const struct {
		const char *name;
		bool taken;
	} table[] = {{"/etc/ssl/own.pem", true}, {"/etc/ssl/gone.pem", false}, {"/etc/ssl", false},
		{"/etc/ssl/dangling.pem", false}};
	struct discovery d;
	char text[200];

	(void)state;
	place("etc/ssl/own.pem", "");
	assert_int_equal(symlink("nowhere", scratch_path("etc/ssl/dangling.pem")), 0);
	for (size_t i = 0; i < unit_count(table); i++) {
		(void)snprintf(text, sizeof(text), "relayhost = [h]\nsmtp_tls_CAfile = %s\n",
			table[i].name);
		place("etc/postfix/main.cf", text);
		discover(&d, scratch_dir);
		assert_int_equal(d.n, 1);
		assert_int_equal(import_has(&d.items[0], FIELD_CA_FILE), table[i].taken);
		assert_int_equal(d.items[0].remarks.n, !table[i].taken);
		discovery_fini(&d);
	}
}

/* A server that is there and cannot be used is not passed by in silence. */
static void without_use_there_are_reasons(void **state)
{
	static const struct {
		const char *file, *text, *program, *reason;
	} table[] = {
		{"etc/msmtprc", "defaults\nhost smtp.example.org\nauth on\n", "msmtp",
			"/etc/msmtprc, line 1: the defaults name a server, but no account"},
		{"etc/msmtprc", "account default\nhost smtp_.example.org/x\n", "msmtp",
			"/etc/msmtprc, line 2: SMTP Server was left out: "},
		{"etc/msmtprc", "account default : a\naccount a\nhost smtp.example.org\n", "msmtp",
			"/etc/msmtprc, line 1: msmtp refuses this file: there is no account a"},
		{"etc/msmtprc", "account a\nhost smtp.example.org\naccount default\nport 26\n",
			"msmtp", "/etc/msmtprc, line 3: the account default names no server."},
		{"etc/msmtprc", "account default\nhostname smtp.example.org\n", "msmtp",
			"/etc/msmtprc, line 2: msmtp refuses this file: the command hostname is "
			"not"},
		{"etc/postfix/main.cf", "transport_maps = hash:/etc/postfix/transport\n", "Postfix",
			"/etc/postfix/main.cf, line 1: there is no relayhost, and "},
		{"etc/exim4/update-exim4.conf.conf",
			"dc_eximconfig_configtype='local'\ndc_smarthost='smtp.example.org'\n",
			"Exim",
			"/etc/exim4/update-exim4.conf.conf, line 2: dc_smarthost was left out: "},
		{".env", "MAILER_DSN=smtp://me:x@\n", ".env",
			".env, line 1: MAILER_DSN names no server."},
		{"etc/postfix/main.cf", "mynetworks = ::1\nrelayhost = [$smarthost]:587\n",
			"Postfix",
			"/etc/postfix/main.cf, line 2: relayhost was left out: it refers to a "
			"value"},
		{"etc/exim4/update-exim4.conf.conf",
			"dc_eximconfig_configtype=smarthost\ndc_smarthost='a b'\n", "Exim",
			"/etc/exim4/update-exim4.conf.conf, line 2: SMTP Server was left out: "},
		{".env", "MAIL_HOST=${HOST}\n", ".env",
			".env, line 1: MAIL_HOST refers to another variable and was left out."},
		{".env", "MAIL_MAILER=log\nMAIL_HOST=127.0.0.1\n", ".env",
			".env, line 2: MAIL_HOST was left out: mail is not sent by SMTP there."},
		{".env", "MAILER_DSN=null://null\n", ".env",
			".env, line 1: MAILER_DSN names no SMTP server and was left out."},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		struct discovery d;

		place(table[i].file, table[i].text);
		discover(&d, scratch_dir);
		assert_int_equal(d.n, 0);
		assert_int_equal(d.unusable.n, 1);
		if (!strstr(d.unusable.items[0], table[i].reason) ||
			strncmp(d.unusable.items[0], table[i].program, strlen(table[i].program)) !=
				0)
			fail_msg("%s", d.unusable.items[0]);
		discovery_fini(&d);
		assert_int_equal(unlink(scratch_path(table[i].file)), 0);
	}
}

/* A pipe would hold us up, a directory and a dangling link are no text. */
static void what_is_no_file_is_left_alone(void **state)
{
	(void)state;
	place("etc/msmtprc", SERVER("etc"));
	assert_int_equal(mkfifo(scratch_path(".env"), 0600), 0);
	assert_int_equal(mkdir(scratch_path("home"), 0700), 0);
	assert_int_equal(mkdir(scratch_path("home/.msmtprc"), 0700), 0);
	assert_int_equal(mkdir(scratch_path("etc/postfix"), 0700), 0);
	assert_int_equal(symlink("nowhere", scratch_path("etc/postfix/main.cf")), 0);
	expect("msmtp /etc/msmtprc etc.example.org");
}

static void what_is_too_large_is_left_alone(void **state)
{
	static char text[import_source_max + 1];
	int len = snprintf(text, sizeof(text), "MAIL_HOST=env.example.org\n");

	(void)state;
	memset(text + len, '\n', sizeof(text) - (size_t)len);
	scratch_write_bytes(".env", text, import_source_max, 0600);
	expect(".env .env env.example.org");
	scratch_write_bytes(".env", text, import_source_max + 1, 0600);
	expect("");
}

static void what_may_not_be_read_is_left_alone(void **state)
{
	(void)state;
	place("etc/msmtprc", SERVER("etc"));
	assert_int_equal(chmod(scratch_path("etc/msmtprc"), 0), 0);
	assert_int_equal(symlink(".env", scratch_path(".env")), 0);
	expect(geteuid() == 0 ? "msmtp /etc/msmtprc etc.example.org" : "");
}

/* By its name, or else by what is in it; and no program takes any text there is for its own. */
static void a_named_file_is_read_by_its_program(void **state)
{
	static const struct {
		const char *name, *text, *program; /* NULL: none */
	} rows[] = {
		{"a/remotes", "mx.example.org smtp --port=587 --starttls\n", "nullmailer"},
		{"a/grafana.ini", "[database]\nhost = db\n[smtp]\nhost = mx.example.org:587\n",
			"Grafana"},
		{"a/curl.conf", "url = \"smtps://mx.example.org\"\n", "curl"},
		{"a/x", "MAIL_HOST=mx.example.org\n", ".env"},
		{"a/notes", "mx.example.org smtp\n", NULL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct discovery d;
		struct err e;

		place(rows[i].name, rows[i].text);
		assert_int_equal(discover_file(&d, scratch_path(rows[i].name), &e), 0);
		assert_int_equal(d.n, rows[i].program ? 1 : 0);
		assert_string_equal(
			d.n ? d.items[0].program : "", rows[i].program ? rows[i].program : "");
		discovery_fini(&d);
	}
}

#define test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		test(nothing_is_there),
		test(everything_is_there),
		test(the_place_of_configuration),
		test(logins_beside),
		test(logins_elsewhere_are_not_looked_for),
		test(without_a_server_it_is_no_source),
		test(trust_that_is_there),
		test(without_use_there_are_reasons),
		test(what_is_no_file_is_left_alone),
		test(what_is_too_large_is_left_alone),
		test(what_may_not_be_read_is_left_alone),
		test(a_named_file_is_read_by_its_program),
	};

	srandom((unsigned)getpid());
	return unit_run(tests);
}
