/* The session: what is saved, what is drafted, and how things stand with it. */
#include "fixture.h"
#include "scratch.h"

#include "engine/session.h"
#include "engine/state_words.h"
#include "store/district.h"

#include <unistd.h>

#define COMPLETE "server.host=mx.example.org sender.from=a@example.org"

static void open_session(struct session *s, enum session_mode mode)
{
	struct err e = {0};

	if (session_open(s, (struct level) {.path = scratch_path("f")}, mode, &e) < 0)
		fail_msg("%s", e.message);
}

static void draft(struct session *s, enum field_id id, const char *text)
{
	struct err e = {0};

	if (settings_assign(&s->draft, id, text, &e) < 0)
		fail_msg("%s", e.message);
}

static void save(struct session *s)
{
	struct err e = {0};

	if (session_save(s, &e) < 0)
		fail_msg("%s", e.message);
}

static void remember(struct session *s, const char *id)
{
	session_remember(s, &s->draft, diagnosis_find(id));
}

static void a_draft_is_saved(void **state)
{
	struct session s;

	(void)state;
	open_session(&s, SESSION_READ);
	assert_false(session_is_changed(&s));
	draft(&s, FIELD_HOST, "mx.example.org");
	assert_true(session_is_changed(&s));
	assert_true(settings_is_empty(&s.saved, FIELD_HOST));
	save(&s);
	assert_false(session_is_changed(&s));
	assert_string_equal(settings_get(&s.saved, FIELD_HOST), "mx.example.org");
	session_close(&s);
	open_session(&s, SESSION_READ);
	assert_string_equal(settings_get(&s.draft, FIELD_HOST), "mx.example.org");
	session_close(&s);
}

/* What a test of which settings said; `later` is set after the test. */
static const struct {
	const char *settings, *verdict, *later;
	enum session_state state;
} states[] = {
	{"", NULL, "", STATE_INCOMPLETE},
	{"server.host=mx.example.org", NULL, "", STATE_INCOMPLETE},
	{COMPLETE, NULL, "", STATE_NOT_TESTED},
	{"server.host=smtp.gmail.com sender.from=a@example.org", NULL, "", STATE_INCOMPLETE},
	{COMPLETE, "ok.authenticated", "", STATE_ESTABLISHED},
	{COMPLETE, "ok.no_login", "", STATE_ESTABLISHED},
	{COMPLETE, "warn.not_encrypted", "", STATE_ESTABLISHED},
	{COMPLETE, "auth.rejected", "", STATE_FAILED},
	{COMPLETE, "local.setup", "", STATE_FAILED},
	{COMPLETE, "ok.authenticated", "server.host=other.example.org", STATE_CHANGED},
	{COMPLETE, "auth.rejected", "server.port=26", STATE_CHANGED},
	{COMPLETE, "ok.authenticated", "auth.password=x", STATE_CHANGED},
	{COMPLETE, "ok.authenticated", "sender.from=b@example.org limits.per_hour=5",
		STATE_ESTABLISHED},
};

static void set_words(struct settings *s, const char *words)
{
	struct settings other;

	fixture_settings(&other, words);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (settings_origin(&other, (enum field_id)i) == ORIGIN_FILE) {
			struct err e;
			const struct secret *secret = settings_secret(&other, (enum field_id)i);

			assert_int_equal(settings_assign(s, (enum field_id)i,
						 secret ? secret_text(secret)
							: settings_get(&other, (enum field_id)i),
						 &e),
				0);
		}
	settings_fini(&other);
}

/* In memory, and again from the file. */
static void how_things_stand(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(states); i++) {
		struct session s;

		(void)unlink(scratch_path("f"));
		open_session(&s, SESSION_READ);
		set_words(&s.draft, states[i].settings);
		if (states[i].verdict)
			remember(&s, states[i].verdict);
		set_words(&s.draft, states[i].later);
		unit_expect(session_state(&s, &s.draft) == states[i].state, "row %zu: %s", i,
			state_words[session_state(&s, &s.draft)].id);
		save(&s);
		session_close(&s);
		open_session(&s, SESSION_READ);
		unit_expect(session_state(&s, &s.saved) == states[i].state, "row %zu, saved: %s", i,
			state_words[session_state(&s, &s.saved)].id);
		session_close(&s);
	}
	unit_end();
}

/* Programs and people can tell one state from another. */
static void every_state_has_its_words(void **state)
{
	(void)state;
	for (int i = 0; i < STATE_COUNT; i++) {
		const struct state_words *w = &state_words[i];
		const char *const words[] = {w->id, w->badge, w->status, w->saved, w->ending};

		for (size_t k = 0; k < unit_count(words); k++)
			unit_expect(words[k] && *words[k], "state %d, column %zu: nothing", i, k);
		for (int other = 0; other < i; other++)
			unit_expect(strcmp(w->id, state_words[other].id) != 0 &&
					    strcmp(w->status, state_words[other].status) != 0,
				"%s cannot be told from %s", w->id, state_words[other].id);
	}
	unit_end();
}

/* What passed and is in the file counts again when it is typed again, and a save leaves it. */
static void what_passed_counts_again(void **state)
{
	struct session s;

	(void)state;
	open_session(&s, SESSION_READ);
	set_words(&s.draft, COMPLETE);
	remember(&s, "ok.authenticated");
	save(&s);
	draft(&s, FIELD_PORT, "2525");
	remember(&s, "auth.rejected");
	assert_int_equal(session_state(&s, &s.draft), STATE_FAILED);
	settings_copy(&s.draft, &s.saved);
	assert_int_equal(session_state(&s, &s.draft), STATE_ESTABLISHED);
	save(&s);
	session_close(&s);
	open_session(&s, SESSION_READ);
	assert_int_equal(session_state(&s, &s.saved), STATE_ESTABLISHED);
	session_close(&s);
}

/* What is saved passed or failed; the draft changes what decides, and its test says the other. */
static void worse_over_better_is_noticed(void **state)
{
	static const struct {
		const char *saved, *drafted; /* verdicts; NULL: not tested */
		bool worse;
	} rows[] = {
		{"ok.authenticated", "auth.rejected", true},
		{"warn.not_encrypted", "connect.refused", true},
		{"ok.authenticated", "warn.not_encrypted", false},
		{"ok.authenticated", NULL, false},
		{"auth.rejected", "connect.refused", false},
		{NULL, "auth.rejected", false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct session s;
		struct str words;

		(void)unlink(scratch_path("f"));
		open_session(&s, SESSION_READ);
		set_words(&s.draft, COMPLETE);
		if (rows[i].saved)
			remember(&s, rows[i].saved);
		save(&s);
		session_close(&s);
		open_session(&s, SESSION_READ);
		draft(&s, FIELD_PORT, "2525");
		if (rows[i].drafted)
			remember(&s, rows[i].drafted);
		unit_expect(session_worsens(&s) == rows[i].worse, "row %zu", i);
		str_init(&words, 1000);
		if (rows[i].worse)
			session_say_worse(&s, &words);
		unit_expect(!rows[i].worse ||
				    strstr(words.data, diagnosis_find(rows[i].drafted)->title),
			"row %zu: %s", i, words.data);
		save(&s);
		unit_expect(!session_worsens(&s), "row %zu: after it is saved", i);
		str_fini(&words);
		session_close(&s);
	}
	unit_end();
}

/* A change that is taken back makes the test hold again. */
static void changed_and_changed_back(void **state)
{
	struct session s;

	(void)state;
	open_session(&s, SESSION_READ);
	set_words(&s.draft, COMPLETE);
	remember(&s, "ok.authenticated");
	draft(&s, FIELD_PORT, "2525");
	assert_int_equal(session_state(&s, &s.draft), STATE_CHANGED);
	settings_reset(&s.draft, FIELD_PORT);
	assert_int_equal(session_state(&s, &s.draft), STATE_ESTABLISHED);
	session_close(&s);
}

static void a_verdict_that_nobody_knows_is_none(void **state)
{
	struct session s;

	(void)state;
	scratch_write("f",
		"server = { host = \"mx.example.org\"; }; sender = { from = \"a@b.c\"; };"
		"tested = { verdict = \"ok.future\"; at = \"x\"; fingerprint = \"y\"; };");
	open_session(&s, SESSION_READ);
	assert_int_equal(session_state(&s, &s.saved), STATE_NOT_TESTED);
	session_close(&s);
}

static void the_time_of_a_test_is_rfc_3339(void **state)
{
	int year, month, day, hour, minute, second;
	struct session s;
	char zone;

	(void)state;
	open_session(&s, SESSION_READ);
	remember(&s, "ok.no_login");
	assert_int_equal(sscanf(s.tested.at, "%4d-%2d-%2dT%2d:%2d:%2d%c", &year, &month, &day,
				 &hour, &minute, &second, &zone),
		7);
	assert_int_equal(zone, 'Z');
	assert_int_equal(strlen(s.tested.at), 20);
	session_close(&s);
}

/* Recording a result writes that and nothing of the draft, and keeps what others wrote. */
static void a_result_is_recorded_alone(void **state)
{
	struct session s, other;
	struct err e;

	(void)state;
	open_session(&s, SESSION_READ);
	set_words(&s.draft, COMPLETE);
	save(&s);
	draft(&s, FIELD_FROM_NAME, "drafted");
	open_session(&other, SESSION_WRITE);
	draft(&other, FIELD_REPLY_TO, "other@example.org");
	save(&other);
	session_close(&other);
	session_remember(&s, &s.saved, diagnosis_find("ok.no_login"));
	assert_int_equal(session_record(&s, &e), 0);
	session_close(&s);
	open_session(&s, SESSION_READ);
	assert_int_equal(session_state(&s, &s.saved), STATE_ESTABLISHED);
	assert_string_equal(settings_get(&s.saved, FIELD_REPLY_TO), "other@example.org");
	assert_true(settings_is_empty(&s.saved, FIELD_FROM_NAME));
	session_close(&s);
}

/* A result is written at once where nothing else waits for a save, and there is a file. */
static void a_result_is_taken(void **state)
{
	static const struct {
		bool exists;
		const char *drafted;
		enum session_state written;
	} rows[] = {
		{true, "", STATE_ESTABLISHED},
		{true, "drafted", STATE_NOT_TESTED},
		{false, "", STATE_INCOMPLETE},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct session s;
		struct err e;

		(void)unlink(scratch_path("f"));
		open_session(&s, SESSION_READ);
		set_words(&s.draft, COMPLETE);
		if (rows[i].exists)
			save(&s);
		else
			set_words(&s.saved, COMPLETE);
		draft(&s, FIELD_FROM_NAME, rows[i].drafted);
		assert_int_equal(
			session_take_result(&s, &s.saved, diagnosis_find("ok.no_login"), &e), 0);
		assert_int_equal(session_state(&s, &s.saved), STATE_ESTABLISHED);
		session_close(&s);
		open_session(&s, SESSION_READ);
		unit_expect(session_state(&s, &s.saved) == rows[i].written, "row %zu: written %s",
			i, state_words[session_state(&s, &s.saved)].id);
		session_close(&s);
	}
	unit_end();
}

/* The form read the file, a verb wrote it: the form is told, and may then insist. */
static void somebody_else_saved_meanwhile(void **state)
{
	struct session form, verb;
	struct err e = {0};

	(void)state;
	scratch_write("f", "server = { port = 26; }; extra = 1;");
	open_session(&form, SESSION_READ);
	draft(&form, FIELD_HOST, "form.example.org");
	open_session(&verb, SESSION_WRITE);
	draft(&verb, FIELD_HOST, "verb.example.org");
	draft(&verb, FIELD_FROM, "theirs@example.org");
	save(&verb);
	session_close(&verb);
	assert_int_equal(session_save(&form, &e), -1);
	assert_int_equal(e.code, EX_TEMPFAIL);
	assert_non_null(strstr(scratch_read("f"), "verb.example.org"));
	assert_true(session_is_changed(&form));
	assert_int_equal(session_merge(&form, &e), 0);
	save(&form);
	assert_non_null(strstr(scratch_read("f"), "form.example.org"));
	assert_non_null(strstr(scratch_read("f"), "theirs@example.org"));
	assert_non_null(strstr(scratch_read("f"), "extra"));
	session_close(&form);
}

static void in_the_draft(const struct session *s, const char *host, const char *password)
{
	assert_string_equal(settings_get(&s->draft, FIELD_HOST), host);
	assert_string_equal(secret_text(settings_secret(&s->draft, FIELD_PASSWORD)), password);
}

#define HOST_AND_PASSWORD(host, password)                                                          \
	"server = { host = \"" host "\"; }; auth = { user = \"me\"; password = \"" password "\"; " \
	"};"

/* Theirs was given for their server, and mine for mine: no merge brings them together. */
static void a_merge_brings_no_password_to_another_server(void **state)
{
	struct session form;
	struct err e = {0};

	(void)state;
	scratch_write("f", "server = { host = \"smtp.a.example\"; }; auth = { user = \"me\"; };");
	open_session(&form, SESSION_READ);
	draft(&form, FIELD_HOST, "smtp.b.example");
	scratch_write("f", HOST_AND_PASSWORD("smtp.a.example", "theirs"));
	assert_int_equal(session_merge(&form, &e), 0);
	in_the_draft(&form, "smtp.b.example", "");
	session_close(&form);

	scratch_write("f", HOST_AND_PASSWORD("smtp.a.example", "old"));
	open_session(&form, SESSION_READ);
	draft(&form, FIELD_PASSWORD, "mine");
	(void)password_follow(&form.given, &form.draft, NULL);
	scratch_write("f", HOST_AND_PASSWORD("smtp.b.example", "theirs"));
	assert_int_equal(session_merge(&form, &e), 0);
	in_the_draft(&form, "smtp.b.example", "");
	session_close(&form);

	scratch_write("f", HOST_AND_PASSWORD("smtp.a.example", "old"));
	open_session(&form, SESSION_READ);
	draft(&form, FIELD_FROM, "me@a.example");
	scratch_write("f", HOST_AND_PASSWORD("smtp.b.example", "theirs"));
	assert_int_equal(session_merge(&form, &e), 0);
	in_the_draft(&form, "smtp.b.example", "theirs");
	session_close(&form);
}

static void open_district(struct session *s)
{
	struct err e;

	if (session_open(s, (struct level) {scratch_path("f"), "north"}, SESSION_READ, &e) < 0)
		fail_msg("%s", e.message);
}

static void add_district(const char *text)
{
	struct err e;

	if (district_add(scratch_path("f"), "north", &e) < 0)
		fail_msg("%s", e.message);
	scratch_write("districts/north/smtpsetup.cfg", text);
}

static void save_options(const char *text)
{
	scratch_write("f", text);
}

/* Typed back to what was inherited, and given back to it: what Options say by now has to be seen.
 */
static void options_changed_under_a_district(void **state)
{
	struct session form;
	struct err e = {0};

	(void)state;
	save_options("server = { host = \"old.example.org\"; port = 26; };");
	add_district("server = { port = 27; };");
	open_district(&form);
	draft(&form, FIELD_FROM_NAME, "North");
	settings_reset(&form.draft, FIELD_PORT);
	save_options("server = { host = \"new.example.org\"; port = 28; };");
	assert_int_equal(session_save(&form, &e), -1);
	assert_int_equal(e.code, EX_TEMPFAIL);
	assert_true(session_is_outdated(&form));
	assert_non_null(strstr(scratch_read("districts/north/smtpsetup.cfg"), "27"));
	save_options("server = {");
	assert_int_equal(session_merge(&form, &e), -1);
	assert_string_equal(settings_get(&form.options, FIELD_HOST), "old.example.org");
	assert_int_equal(session_save(&form, &e), -1);
	assert_int_equal(e.code, EX_CONFIG);
	save_options("server = { host = \"new.example.org\"; port = 28; };");
	assert_int_equal(session_merge(&form, &e), 0);
	assert_string_equal(settings_get(&form.draft, FIELD_HOST), "new.example.org");
	assert_string_equal(settings_get(&form.draft, FIELD_PORT), "28");
	save(&form);
	assert_null(strstr(scratch_read("districts/north/smtpsetup.cfg"), "27"));
	assert_non_null(strstr(scratch_read("districts/north/smtpsetup.cfg"), "North"));
	save_options("server = { host = \"new.example.org\"; port = 28; }; /* a test, or words */");
	draft(&form, FIELD_FROM_NAME, "West");
	save(&form);
	session_close(&form);
}

static void a_removed_district_stays_away(void **state)
{
	struct session form;
	struct err e = {0};

	(void)state;
	add_district("server = { port = 27; };");
	open_district(&form);
	assert_int_equal(district_remove(scratch_path("f"), "north", &e), 0);
	draft(&form, FIELD_PORT, "28");
	assert_int_equal(session_save(&form, &e), -1);
	assert_int_equal(e.code, EX_USAGE);
	assert_int_equal(session_record(&form, &e), -1);
	assert_int_equal(access(scratch_path("districts/north"), F_OK), -1);
	session_close(&form);
}

static void a_broken_file_opens_with_defaults(void **state)
{
	struct session s;
	struct err e = {0};

	(void)state;
	scratch_write("f", "server = {");
	assert_int_equal(
		session_open(&s, (struct level) {.path = scratch_path("f")}, SESSION_WRITE, &e),
		-1);
	assert_int_equal(e.code, EX_CONFIG);
	assert_true(settings_is_empty(&s.draft, FIELD_HOST));
	assert_int_equal(session_save(&s, &e), -1);
	session_close(&s);
	assert_string_equal(scratch_read("f"), "server = {");
}

/* What another program saved can be seen and taken, each without the other. */
static void theirs_is_seen_and_taken(void **state)
{
	struct session form, other;
	struct settings theirs;
	struct err e;

	(void)state;
	open_session(&form, SESSION_READ);
	draft(&form, FIELD_HOST, "mine.example.org");
	open_session(&other, SESSION_READ);
	draft(&other, FIELD_HOST, "theirs.example.org");
	save(&other);
	session_close(&other);
	assert_int_equal(session_save(&form, &e), -1);
	assert_int_equal(e.code, EX_TEMPFAIL);
	settings_init(&theirs);
	assert_int_equal(session_theirs(&form, &theirs, &e), 0);
	assert_string_equal(settings_get(&theirs, FIELD_HOST), "theirs.example.org");
	assert_string_equal(settings_get(&form.draft, FIELD_HOST), "mine.example.org");
	assert_int_equal(session_save(&form, &e), -1); /* looking at it is no consent */
	assert_int_equal(session_reload(&form, &e), 0);
	assert_string_equal(settings_get(&form.draft, FIELD_HOST), "theirs.example.org");
	draft(&form, FIELD_PORT, "26");
	save(&form);
	settings_fini(&theirs);
	session_close(&form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(a_draft_is_saved),
		scratch_test(how_things_stand),
		cmocka_unit_test(every_state_has_its_words),
		scratch_test(worse_over_better_is_noticed),
		scratch_test(what_passed_counts_again),
		scratch_test(changed_and_changed_back),
		scratch_test(a_verdict_that_nobody_knows_is_none),
		scratch_test(the_time_of_a_test_is_rfc_3339),
		scratch_test(a_result_is_recorded_alone),
		scratch_test(a_result_is_taken),
		scratch_test(somebody_else_saved_meanwhile),
		scratch_test(a_merge_brings_no_password_to_another_server),
		scratch_test(options_changed_under_a_district),
		scratch_test(a_removed_district_stays_away),
		scratch_test(a_broken_file_opens_with_defaults),
		scratch_test(theirs_is_seen_and_taken),
	};

	return unit_run(tests);
}
