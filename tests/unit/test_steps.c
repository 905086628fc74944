/* The steps of the wizard: the way through them, what follows from an answer, and drafts. */
#include "fixture.h"
#include "scratch.h"

#include "engine/steps.h"
#include "model/provider.h"

static struct draft draft;
static struct loop loop;

/* A session over a file that is not there, or has this in it. */
static void open_session(struct session *s, const char *text)
{
	struct err e = {0};

	(void)unlink(scratch_path("f"));
	if (text)
		scratch_write("f", text);
	if (session_open(s, (struct level) {.path = scratch_path("f")}, SESSION_READ, &e) < 0)
		fail_msg("%s", e.message);
}

static void answer(struct steps *st, enum field_id id, const char *text)
{
	struct err e = {0};

	if (settings_assign(&st->session->draft, id, text, &e) < 0)
		fail_msg("%s", e.message);
}

static const char *drafted(const struct steps *st, enum field_id id)
{
	return settings_get(&st->session->draft, id);
}

/* From the address on; what another program of this machine has is passed by. */
static void begin(struct steps *st, struct session *s, const char *text)
{
	open_session(s, text);
	draft_open(&draft, s);
	loop_init(&loop, NULL);
	steps_init(st, s, &draft, (struct listener) {.loop = &loop});
	while (st->at < AT_ADDRESS)
		steps_next(st);
}

static void end(struct steps *st, struct session *s)
{
	struct err e;

	session_discard(s);
	assert_int_equal(draft_keep(&draft, s, &e), 0);
	draft_close(&draft);
	steps_fini(st);
	assert_int_equal(loop.n, 0);
	loop_fini(&loop);
	session_close(s);
}

/* The steps that come one after the other, and the same ones on the way back. */
static void follow(struct steps *st, const enum steps_at *way, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unit_expect(st->at == way[i], "step %zu is %d", i, (int)st->at);
		steps_next(st);
	}
	assert_int_equal(st->at, AT_REVIEW);
	for (size_t i = n; i-- > 0;) {
		assert_true(steps_back(st));
		unit_expect(st->at == way[i], "back at %zu it is %d", i, (int)st->at);
	}
	unit_end();
}

static void a_known_domain(void **state)
{
	static const enum steps_at way[] = {AT_ADDRESS, AT_LOGIN, AT_TEST, AT_SENDER};
	struct session s;
	struct steps st;
	int at, of;

	(void)state;
	begin(&st, &s, NULL);
	answer(&st, FIELD_FROM, "me@gmail.com");
	follow(&st, way, unit_count(way));
	assert_string_equal(drafted(&st, FIELD_HOST), "smtp.gmail.com");
	assert_string_equal(drafted(&st, FIELD_PORT), "465");
	assert_string_equal(drafted(&st, FIELD_USER), "me@gmail.com");
	assert_string_equal(drafted(&st, FIELD_PER_HOUR), "20");
	steps_count(&st, &at, &of);
	assert_int_equal(of - at, 4);
	end(&st, &s);
}

static void an_unknown_domain(void **state)
{
	static const enum steps_at way[] = {AT_ADDRESS, AT_PROVIDER, AT_LOGIN, AT_TEST, AT_SENDER};
	static const enum steps_at by_hand[] = {
		AT_ADDRESS, AT_PROVIDER, AT_SERVER, AT_LOGIN, AT_TEST, AT_SENDER};
	struct session s;
	struct steps st;
	size_t n, few;

	(void)state;
	begin(&st, &s, NULL);
	answer(&st, FIELD_FROM, "me@nowhere.invalid");
	follow(&st, way, unit_count(way));
	steps_next(&st);
	assert_int_equal(st.at, AT_PROVIDER);
	n = steps_options(&st, &few);
	assert_int_equal(few, 3); /* two guesses and one to be typed */
	assert_int_equal(n, few + provider_count);
	steps_choose(&st, 2);
	steps_back(&st);
	follow(&st, by_hand, unit_count(by_hand));
	assert_string_equal(drafted(&st, FIELD_USER), "me@nowhere.invalid");
	end(&st, &s);
}

/* Where passwords end the sign-in is chosen; a token can be typed instead. */
static void a_sign_in(void **state)
{
	static const enum steps_at signs_in[] = {AT_ADDRESS, AT_PROVIDER, AT_WAY, AT_CLIENT,
		AT_SIGN_IN, AT_TEST, AT_SENDER},
				   types[] = {AT_WAY, AT_TOKEN, AT_TEST, AT_SENDER},
				   password[] = {AT_WAY, AT_LOGIN, AT_TEST, AT_SENDER};
	struct session s;
	struct steps st;

	(void)state;
	begin(&st, &s, NULL);
	answer(&st, FIELD_FROM, "me@nowhere.invalid");
	steps_next(&st);
	steps_choose(&st, 3 + (size_t)(provider_find("hotmail") - providers));
	assert_string_equal(drafted(&st, FIELD_HOST), "smtp-mail.outlook.com");
	assert_string_equal(drafted(&st, FIELD_SIGN_IN), "microsoft");
	assert_true(steps_needs(&st, FIELD_CLIENT_ID));
	steps_back(&st);
	follow(&st, signs_in, unit_count(signs_in));
	steps_to_login(&st);
	assert_int_equal(steps_option_proposed(&st), 0);
	steps_choose(&st, 1);
	assert_string_equal(drafted(&st, FIELD_SIGN_IN), "");
	follow(&st, types, unit_count(types));
	steps_use_provider(&st, provider_find("microsoft365"), false);
	assert_string_equal(drafted(&st, FIELD_SIGN_IN), "microsoft");
	steps_to_login(&st);
	steps_choose(&st, 1);
	answer(&st, FIELD_PASSWORD, "typed");
	assert_int_equal(steps_option_proposed(&st), 1);
	follow(&st, password, unit_count(password));
	steps_to_login(&st);
	steps_choose(&st, 0);
	assert_string_equal(drafted(&st, FIELD_PASSWORD), "");
	assert_string_equal(drafted(&st, FIELD_SIGN_IN), "microsoft");
	answer(&st, FIELD_CLIENT_ID, "own-id");
	assert_false(steps_needs(&st, FIELD_CLIENT_ID));
	steps_use_provider(&st, provider_find("gmail-ssl"), false);
	assert_string_equal(drafted(&st, FIELD_SIGN_IN), "");
	end(&st, &s);
}

/* What followed from an address follows another one, but not what was typed. */
static void another_address(void **state)
{
	struct session s;
	struct steps st;

	(void)state;
	begin(&st, &s, NULL);
	answer(&st, FIELD_FROM, "me@gmail.com");
	steps_next(&st);
	steps_back(&st);
	answer(&st, FIELD_FROM, "you@gmail.com");
	steps_next(&st);
	assert_string_equal(drafted(&st, FIELD_USER), "you@gmail.com");
	answer(&st, FIELD_USER, "typed");
	steps_back(&st);
	answer(&st, FIELD_FROM, "me@nowhere.invalid");
	steps_next(&st);
	assert_int_equal(st.at, AT_PROVIDER);
	assert_string_equal(drafted(&st, FIELD_HOST), "");
	assert_string_equal(drafted(&st, FIELD_USER), "typed");
	end(&st, &s);
}

#define GMAIL                                                                                      \
	"server = { host = \"smtp.gmail.com\"; port = 465; protocol = \"ssl\"; };\n"               \
	"auth = { user = \"me@gmail.com\"; password = \"old\"; };\n"                               \
	"sender = { from = \"me@gmail.com\"; };\n"

/* It is asked for again, and comes back with the address that it was for. */
static void another_provider_does_not_get_the_password(void **state)
{
	struct session s;
	struct steps st;
	struct str said;

	(void)state;
	begin(&st, &s, GMAIL);
	assert_string_equal(drafted(&st, FIELD_PASSWORD), "(set)");
	answer(&st, FIELD_FROM, "me@fastmail.com");
	steps_next(&st);
	assert_int_equal(st.at, AT_LOGIN);
	assert_string_equal(drafted(&st, FIELD_HOST), "smtp.fastmail.com");
	assert_string_equal(drafted(&st, FIELD_PASSWORD), "");
	assert_true(steps_needs(&st, FIELD_PASSWORD));
	str_init(&said, steps_text_max);
	steps_say(&st, AT_LOGIN, &said);
	assert_non_null(strstr(said.data, "The old password was for smtp.gmail.com. Type the new"));
	steps_back(&st);
	answer(&st, FIELD_FROM, "me@gmail.com");
	steps_next(&st);
	assert_string_equal(drafted(&st, FIELD_PASSWORD), "(set)");
	str_clear(&said);
	steps_say(&st, AT_LOGIN, &said);
	assert_null(strstr(said.data, "old password"));
	steps_use_provider(&st, provider_find("gmail-tls"), false);
	assert_string_equal(drafted(&st, FIELD_PASSWORD), "(set)");
	steps_use_provider(&st, provider_find("posteo"), false);
	assert_string_equal(drafted(&st, FIELD_PASSWORD), "");
	str_fini(&said);
	end(&st, &s);
}

/* A server that is set already is no guess: the first address does not change it. */
static void a_server_that_is_given(void **state)
{
	static const enum steps_at way[] = {AT_ADDRESS, AT_LOGIN, AT_TEST, AT_SENDER};
	struct session s;
	struct steps st;

	(void)state;
	begin(&st, &s, "server = { host = \"mx.example.org\"; };\n");
	answer(&st, FIELD_FROM, "me@gmail.com");
	follow(&st, way, unit_count(way));
	assert_string_equal(drafted(&st, FIELD_HOST), "mx.example.org");
	assert_string_equal(drafted(&st, FIELD_USER), "me@gmail.com");
	answer(&st, FIELD_FROM, "me@nowhere.invalid");
	steps_next(&st);
	assert_int_equal(st.at, AT_PROVIDER);
	end(&st, &s);
}

/* What a machine sends mail with may want no login: then none is made up from the address. */
static void a_server_without_a_login(void **state)
{
	static const struct {
		const char *file, *text, *answer, *user;
	} rows[] = {
		{".env",
			"SMTP_HOST=mailserver.invalid\nSMTP_PORT=25\n"
			"SMTP_FROM=\"Family <wg@nowhere.invalid>\"\n",
			NULL, ""},
		{".env", "MAIL_HOST=mailserver.invalid\nMAIL_USERNAME=null\n", "me@nowhere.invalid",
			""},
		{".env", "MAIL_HOST=mailserver.invalid\nMAIL_FROM_ADDRESS=a@nowhere.invalid\n",
			"b@nowhere.invalid", ""},
		{".env", "MAIL_HOST=mailserver.invalid\nMAIL_FROM_ADDRESS=a@nowhere.invalid\n",
			"me@gmail.com", "me@gmail.com"},
		{".env", "SMTP_HOST=smtp.gmail.com\nSMTP_FROM=me@gmail.com\n", NULL,
			"me@gmail.com"},
		{".env", "SMTP_HOST=h.invalid\nSMTP_USER=u\nSMTP_FROM=me@nowhere.invalid\n", NULL,
			"u"},
		{".msmtprc",
			"account default\nhost mailserver.invalid\nauth off\nuser me\n"
			"from me@nowhere.invalid\n",
			NULL, ""},
		{"f",
			"server = { host = \"h.invalid\"; };\nsender = { from = \"a@h.invalid\"; "
			"};\n",
			NULL, ""},
	};
	struct session s;
	struct steps st;

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		scratch_write(rows[i].file, rows[i].text);
		begin(&st, &s, strcmp(rows[i].file, "f") == 0 ? rows[i].text : NULL);
		if (st.found.n) {
			(void)steps_back(&st);
			steps_choose(&st, 0);
			steps_next(&st);
		}
		if (rows[i].answer)
			answer(&st, FIELD_FROM, rows[i].answer);
		while (st.at < AT_TEST)
			steps_next(&st);
		unit_expect(strcmp(drafted(&st, FIELD_USER), rows[i].user) == 0, "row %zu: %s", i,
			drafted(&st, FIELD_USER));
		end(&st, &s);
		(void)unlink(scratch_path(rows[i].file));
	}
	unit_end();
}

static struct verdict verdict_of(const char *id, enum step step)
{
	return (struct verdict) {.diagnosis = diagnosis_find(id), .step = step};
}

static void three_refusals_in_a_row(void **state)
{
	static const struct {
		const char *ids[6];
		bool may;
	} rows[] = {
		{{"auth.rejected", "auth.rejected"}, true},
		{{"auth.rejected", "auth.app_password", "auth.rejected"}, false},
		{{"auth.rejected", "connect.refused", "auth.rejected", "auth.disabled"}, false},
		{{"auth.rejected", "auth.rejected", "ok.authenticated", "auth.rejected"}, true},
		{{"auth.temporary", "auth.temporary", "auth.temporary"}, true},
	};
	struct session s;

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct steps st;

		begin(&st, &s, NULL);
		for (const char *const *id = rows[i].ids; *id; id++) {
			struct verdict v = verdict_of(*id, STEP_AUTH);

			v.authenticated = strncmp(*id, "ok.", 3) == 0;
			steps_tested(&st, &v);
		}
		unit_expect(steps_may_test(&st) == rows[i].may, "row %zu", i);
		end(&st, &s);
	}
	unit_end();
}

/* What failed is failed on each page after it, whatever it failed for. */
static void the_trail(void **state)
{
	static const struct {
		const char *id;
		enum steps_mark mark;
	} rows[] = {
		{"", STEPS_AHEAD},
		{"ok.authenticated", STEPS_DONE},
		{"auth.rejected", STEPS_FAILED},
		{"connect.refused", STEPS_FAILED},
	};
	struct steps_crumb crumbs[AT_COUNT];
	struct session s;
	struct steps st;
	size_t here, n;

	(void)state;
	begin(&st, &s, NULL);
	answer(&st, FIELD_FROM, "me@gmail.com");
	for (size_t i = 0; i < unit_count(rows); i++) {
		st.at = AT_ADDRESS;
		while (st.at < AT_TEST)
			steps_next(&st);
		if (*rows[i].id)
			session_remember(&s, &s.draft, diagnosis_find(rows[i].id));
		for (; st.at < AT_REVIEW; steps_next(&st)) {
			n = steps_trail(&st, crumbs, &here);
			assert_int_equal(n, 4);
			assert_string_equal(crumbs[1].word, "Login");
			unit_expect(crumbs[1].mark == rows[i].mark, "%s at %d", rows[i].id, st.at);
			assert_int_equal(crumbs[0].mark, STEPS_DONE);
			assert_int_equal(crumbs[3].mark, STEPS_AHEAD);
			assert_int_equal(here, st.at == AT_TEST ? 1 : 2);
		}
	}
	unit_end();
	end(&st, &s);
}

/* One file for each configuration, without the password, and gone when it is dropped. */
static void drafts(void **state)
{
	struct err e = {0};
	struct session s;
	struct steps st;

	(void)state;
	begin(&st, &s, "sender = { from = \"old@example.org\"; from_name = \"Old\"; };\n");
	answer(&st, FIELD_FROM, "new@example.org");
	answer(&st, FIELD_FROM_NAME, "");
	answer(&st, FIELD_PASSWORD, "canary-in-a-draft");
	assert_int_equal(draft_keep(&draft, &s, &e), 0);
	draft_close(&draft);
	steps_fini(&st);
	session_close(&s);
	assert_int_equal(
		system("! grep -rq canary-in-a-draft \"$XDG_STATE_HOME\" && "
		       "test \"$(stat -c %a \"$XDG_STATE_HOME\"/smtpsetup/draft-*)\" = 600"),
		0);

	begin(&st, &s, "sender = { from = \"old@example.org\"; from_name = \"Old\"; };\n");
	assert_true(st.recalled);
	assert_string_equal(drafted(&st, FIELD_FROM), "new@example.org");
	assert_string_equal(drafted(&st, FIELD_FROM_NAME), "");
	assert_string_equal(drafted(&st, FIELD_PASSWORD), "");
	end(&st, &s);

	begin(&st, &s, NULL);
	assert_false(st.recalled);
	assert_int_equal(draft_keep(&draft, &s, &e), 0); /* nothing is worth keeping */
	end(&st, &s);
	assert_int_equal(system("test -z \"$(ls \"$XDG_STATE_HOME\"/smtpsetup)\""), 0);
}

static int setup(void **state)
{
	if (scratch_setup(state) < 0)
		return -1;
	(void)setenv("XDG_STATE_HOME", scratch_dir, 1);
	(void)setenv("HOME", scratch_dir, 1);
	(void)unsetenv("XDG_CONFIG_HOME");
	return chdir(scratch_dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_known_domain),
		cmocka_unit_test(an_unknown_domain),
		cmocka_unit_test(a_sign_in),
		cmocka_unit_test(another_address),
		cmocka_unit_test(another_provider_does_not_get_the_password),
		cmocka_unit_test(a_server_that_is_given),
		cmocka_unit_test(a_server_without_a_login),
		cmocka_unit_test(three_refusals_in_a_row),
		cmocka_unit_test(the_trail),
		cmocka_unit_test(drafts),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
