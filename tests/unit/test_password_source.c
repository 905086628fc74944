/* Getting the password: from each source, and everything that can be wrong with it. */
#include "fake_clock.h"
#include "scratch.h"

#include "engine/password_source.h"

#include <poll.h>
#include <signal.h>

enum { patience_ms = 120000 };

static void set(struct settings *s, enum field_id id, const char *text)
{
	struct err e;

	assert_int_equal(settings_assign(s, id, text, &e), 0);
}

static struct loop loop;
static const struct listener nobody = {.loop = &loop};

static void on_end(void *ctx)
{
	++*(int *)ctx;
}

/* Runs to its end with that source; clock NULL: as long as it takes. */
static void run_by(const struct loop_clock *clock, struct password_source *f, enum field_id source,
	const char *text)
{
	struct settings s;
	int ends = 0;
	bool ran;

	loop_init(&loop, clock);
	settings_init(&s);
	set(&s, FIELD_USER, "me");
	set(&s, source, text);
	*f = (struct password_source) {0};
	password_source_start(f, &s, (struct listener) {&loop, on_end, &ends});
	settings_fini(&s);
	ran = f->running;
	while (f->running)
		loop_turn(&loop);
	assert_int_equal(ends, ran); /* heard once, where there was something to wait for */
	assert_int_equal(loop.n, 0);
	assert_int_equal(f->command.pid, 0);
	loop_fini(&loop);
}

static void run(struct password_source *f, enum field_id source, const char *text)
{
	run_by(NULL, f, source, text);
}

static void expect_password(enum field_id source, const char *text, const char *password)
{
	struct password_source f;

	run(&f, source, text);
	unit_expect(!f.failure.code && strcmp(secret_text(f.password), password) == 0,
		"%s: \"%s\" %s", text, secret_text(f.password), f.failure.message);
	password_source_fini(&f);
}

/* The sentence says why, and nothing of what was given. */
static void expect_failure_by(
	const struct loop_clock *clock, enum field_id source, const char *text, const char *why)
{
	struct password_source f;

	run_by(clock, &f, source, text);
	unit_expect(f.failure.code == EX_CONFIG && !f.password, "%s: succeeds", text);
	unit_expect(strstr(f.failure.message, why), "%s: no \"%s\" in: %s", text, why,
		f.failure.message);
	unit_expect(!strstr(f.failure.message, "canary"), "%s: says %s", text, f.failure.message);
	password_source_fini(&f);
}

static void expect_failure(enum field_id source, const char *text, const char *why)
{
	expect_failure_by(NULL, source, text, why);
}

static void a_command_says_it(void **state)
{
	static const struct {
		const char *command, *password;
	} rows[] = {
		{"echo word", "word"},
		{"/bin/echo word", "word"},
		{"printf word", "word"},
		{"printf 'word\\r\\n'", "word"},
		{"printf ' two  blanks \\nand more\\n'", " two  blanks "},
		{"printf 'word\\n\\n'", "word"},
		{"echo $HOME '*' \"`id`\"", "$HOME * `id`"},
		{"sh -c 'echo complaint >&2; echo word'", "word"},
		{"sh -c 'read x || echo no input'", "no input"},
		{"sh -c 'true 2>/dev/null </dev/tty && echo asks || echo word'", "word"},
		{"sh -c 'echo word; exec >&-; sleep .1'", "word"},
		{"sh -c 'echo word; sleep 600 & exit 0'", "word"},
		{"sh -c 'echo wo\\\\c; sleep .1; echo rd'", "word"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		expect_password(FIELD_PASSWORD_COMMAND, rows[i].command, rows[i].password);
	unit_end();
}

static void a_command_fails(void **state)
{
	static const struct {
		const char *command, *why;
	} rows[] = {
		{"sh -c 'echo canary; echo canary >&2; exit 3'", "exit status 3"},
		{"sh -c 'echo canary; kill -9 $$'", "signal 9"},
		{"true", "it is empty"},
		{"echo", "first line is empty"},
		{"sh -c 'echo; echo canary'", "first line is empty"},
		{"printf 'canary\\0word\\n'", "NUL"},
		{"printf 'canary\\nw\\0rd\\n'", "NUL"},
		{"printf 'canary\\033[A\\n'", "control characters"},
		{"printf 'canary\\377\\n'", "broken UTF-8"},
		{"yes canary", "more than 16384 bytes"},
		{"/nonexistent/program", "cannot start"},
		{"no-such-program-here", "not in /usr/local/bin, /usr/bin or /bin"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		expect_failure(FIELD_PASSWORD_COMMAND, rows[i].command, rows[i].why);
	unit_end();
}

static void a_command_takes_too_long(void **state)
{
	int64_t start = fake_clock_us;

	(void)state;
	expect_failure_by(&fake_clock, FIELD_PASSWORD_COMMAND,
		"sh -c 'echo canary; exec sleep 600'", "more than 5 seconds");
	assert_int_equal(fake_clock_us - start, 5000000);
	unit_end();
}

/* 16384 bytes are taken to the last one, and one more is not. */
static void as_long_as_it_gets(void **state)
{
	static char token[secret_max + 4];
	struct password_source f;

	(void)state;
	memset(token, 't', secret_max);
	scratch_write("token", token);
	run(&f, FIELD_PASSWORD_FILE, scratch_path("token"));
	assert_int_equal(secret_len(f.password), secret_max);
	password_source_fini(&f);
	token[secret_max] = '\n';
	scratch_write("token", token);
	run(&f, FIELD_PASSWORD_FILE, scratch_path("token"));
	assert_int_equal(secret_len(f.password), secret_max);
	password_source_fini(&f);
	token[secret_max] = 't';
	scratch_write("token", token);
	expect_failure(FIELD_PASSWORD_FILE, scratch_path("token"), "more than 16384 bytes");
	token[secret_max + 1] = token[secret_max + 2] = 't';
	scratch_write("token", token);
	expect_failure(FIELD_PASSWORD_FILE, scratch_path("token"), "larger than 16 KiB");
	unit_end();
}

/*
 * What it started lives in its process group, and goes with it: it holds the writing end of a
 * pipe that nobody else has, so that there is the end of the file when it is gone.
 */
static void ending_leaves_nothing_behind(void **state)
{
	char command[scratch_path_max + 100], byte;
	struct pollfd fd = {.events = POLLIN};
	struct settings s;
	struct password_source f = {0};
	int end;

	(void)state;
	assert_int_equal(mkfifo(scratch_path("pipe"), 0600), 0);
	end = open(scratch_path("pipe"), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	(void)snprintf(command, sizeof(command),
		"sh -c 'exec 3>%s; sleep 600 & echo; echo >&3; wait'", scratch_path("pipe"));
	settings_init(&s);
	set(&s, FIELD_USER, "me");
	set(&s, FIELD_PASSWORD_COMMAND, command);
	loop_init(&loop, NULL);
	password_source_start(&f, &s, nobody);
	settings_fini(&s);
	fd.fd = end;
	assert_int_equal(poll(&fd, 1, patience_ms), 1);
	assert_int_equal(read(end, &byte, 1), 1);
	password_source_fini(&f);
	assert_int_equal(loop.n, 0);
	loop_fini(&loop);
	assert_int_equal(poll(&fd, 1, patience_ms), 1);
	assert_int_equal(read(end, &byte, 1), 0);
	(void)close(end);
}

static void a_file_has_it(void **state)
{
	(void)state;
	scratch_write("f", "word\r\nmore\n");
	expect_password(FIELD_PASSWORD_FILE, scratch_path("f"), "word");
	scratch_write_bytes("f", "word", 4, 0640);
	expect_password(FIELD_PASSWORD_FILE, scratch_path("f"), "word");
	assert_int_equal(symlink(scratch_path("f"), scratch_path("link")), 0);
	expect_password(FIELD_PASSWORD_FILE, scratch_path("link"), "word");
	unit_end();
}

/* What is root's may be open to readers. */
static void be_another_users(const char *name)
{
	if (geteuid() == 0)
		assert_int_equal(chown(scratch_path(name), 65534, (gid_t)-1), 0);
}

static void a_file_is_refused(void **state)
{
	static const mode_t open_modes[] = {0604, 0602, 0601, 0644, 0666};

	(void)state;
	expect_failure(FIELD_PASSWORD_FILE, scratch_path("none"), "does not exist");
	expect_failure(FIELD_PASSWORD_FILE, scratch_dir, "not a regular file");
	expect_failure(FIELD_PASSWORD_FILE, "/dev/null", "not a regular file");
	assert_int_equal(mkfifo(scratch_path("pipe"), 0600), 0);
	expect_failure(FIELD_PASSWORD_FILE, scratch_path("pipe"), "not a regular file");
	scratch_write("f", "");
	expect_failure(FIELD_PASSWORD_FILE, scratch_path("f"), "it is empty");
	scratch_write("f", "\ncanary\n");
	expect_failure(FIELD_PASSWORD_FILE, scratch_path("f"), "first line is empty");
	scratch_write_bytes("f", "canary\0", 7, 0600);
	expect_failure(FIELD_PASSWORD_FILE, scratch_path("f"), "NUL");
	for (size_t i = 0; i < unit_count(open_modes); i++) {
		scratch_write_bytes("f", "canary\n", 7, open_modes[i]);
		be_another_users("f");
		expect_failure(FIELD_PASSWORD_FILE, scratch_path("f"), "chmod o-rwx ");
	}
	unit_end();
}

static void a_credential_has_it(void **state)
{
	(void)state;
	scratch_write_bytes("c", "word\n", 5, 0400);
	(void)unsetenv("CREDENTIALS_DIRECTORY");
	expect_failure(FIELD_PASSWORD_CREDENTIAL, "c", "CREDENTIALS_DIRECTORY");
	(void)setenv("CREDENTIALS_DIRECTORY", "relative", 1);
	expect_failure(FIELD_PASSWORD_CREDENTIAL, "c", "CREDENTIALS_DIRECTORY");
	(void)setenv("CREDENTIALS_DIRECTORY", scratch_dir, 1);
	expect_password(FIELD_PASSWORD_CREDENTIAL, "c", "word");
	expect_failure(FIELD_PASSWORD_CREDENTIAL, "none", "does not exist");
	scratch_write_bytes("c", "canary\n", 7, 0444);
	be_another_users("c");
	expect_failure(FIELD_PASSWORD_CREDENTIAL, "c", "chmod o-rwx ");
	unit_end();
}

/* Without a user there is no login: then nothing is run, nor read. */
static void only_for_a_login(void **state)
{
	struct settings s;
	struct password_source f = {0};

	(void)state;
	settings_init(&s);
	password_source_start(&f, &s, nobody);
	assert_false(f.running || f.failure.code || f.password);
	set(&s, FIELD_PASSWORD_FILE, "/nonexistent");
	password_source_start(&f, &s, nobody);
	assert_false(f.running || f.failure.code || f.password);
	settings_reset(&s, FIELD_PASSWORD_FILE);
	set(&s, FIELD_USER, "me");
	set(&s, FIELD_PASSWORD, "stored");
	password_source_start(&f, &s, nobody);
	assert_false(f.running || f.failure.code || f.password);
	settings_fini(&s);
	password_source_fini(&f);
}

static void two_sources_are_none(void **state)
{
	struct settings s;
	struct password_source f = {0};

	(void)state;
	settings_init(&s);
	set(&s, FIELD_USER, "me");
	set(&s, FIELD_PASSWORD, "stored");
	set(&s, FIELD_PASSWORD_FILE, "/nonexistent");
	password_source_start(&f, &s, nobody);
	assert_int_equal(f.failure.code, EX_CONFIG);
	assert_non_null(strstr(f.failure.message, "Unset auth.password or auth.password_file"));
	settings_fini(&s);
	password_source_fini(&f);
}

/* What others may have written into a file is not run for this person, nor read. */
static void of_others_choice(void **state)
{
	static const enum field_id sources[] = {
		FIELD_PASSWORD_COMMAND, FIELD_PASSWORD_FILE, FIELD_PASSWORD_CREDENTIAL};

	(void)state;
	scratch_write("f", "canary\n");
	(void)setenv("CREDENTIALS_DIRECTORY", scratch_dir, 1);
	for (size_t i = 0; i < unit_count(sources); i++) {
		struct settings s;
		struct password_source f = {0};

		settings_init(&s);
		set(&s, FIELD_USER, "me");
		set(&s, sources[i], sources[i] == FIELD_PASSWORD_FILE ? scratch_path("f") : "f");
		settings_distrust(&s);
		password_source_start(&f, &s, nobody);
		unit_expect(!f.running && f.failure.code == EX_CONFIG &&
				    strstr(f.failure.message, "other users can write"),
			"%s: %s", fields[sources[i]].key, f.failure.message);
		password_source_fini(&f);
		if (sources[i] == FIELD_PASSWORD_FILE) {
			set(&s, sources[i], scratch_path("f")); /* typed, it is one's own choice */
			password_source_start(&f, &s, nobody);
			unit_expect(f.password, "typed: %s", f.failure.message);
			password_source_fini(&f);
		}
		settings_fini(&s);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(a_command_says_it),
		scratch_test(a_command_fails),
		scratch_test(a_command_takes_too_long),
		scratch_test(as_long_as_it_gets),
		scratch_test(ending_leaves_nothing_behind),
		scratch_test(a_file_has_it),
		scratch_test(a_file_is_refused),
		scratch_test(a_credential_has_it),
		scratch_test(only_for_a_login),
		scratch_test(two_sources_are_none),
		scratch_test(of_others_choice),
	};

	return unit_run(tests);
}
