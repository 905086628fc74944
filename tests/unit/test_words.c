/*
 * What a verdict says: whole sentences with the values of the test in them, whatever came, the
 * exit code, and the ids that scripts rely on.
 */
#include "fixture.h"

#include "base/text.h"
#include "model/diagnose.h"
#include "model/verdict_rules.h"

enum { title_max = 60 }; /* columns; they are plain ASCII */

#include <fnmatch.h>

/* Facts that lead to a verdict by its words alone are not needed: the texts are filled in here. */
struct case_of {
	const char *id;
	enum end end;
	enum step step;
	unsigned flags;
	unsigned problems;
	int code, os_errno;
};

static void know_everything(struct facts *f)
{
	struct {
		char **slot;
		const char *text;
	} texts[] = {
		{&f->text, "{auth.password} said the server"},
		{&f->greeting, "+OK {reply}"},
		{&f->address, "192.0.2.7"},
		{&f->mechanisms, "GSSAPI"},
		{&f->tried, "PLAIN"},
		{&f->recipient, "friend@example.org"},
		{&f->detail, "a detail"},
		{&f->certificate.subject, "CN=mx"},
		{&f->certificate.issuer, "CN=ca"},
		{&f->certificate.not_before, "2030-01-01T00:00:00Z"},
		{&f->certificate.not_after, "2026-01-01T00:00:00Z"},
		{&f->certificate.sha256, "0123456789abcdef"},
		{&f->certificate.pin, "sha256//abcd"},
	};

	for (size_t i = 0; i < unit_count(texts); i++)
		facts_text(texts[i].slot, texts[i].text);
	f->certificate.days_left = -3;
	strlist_add(&f->capabilities, "SIZE 4711", 10);
	strlist_add(&f->certificate.names, "one.example", 10);
	strlist_add(&f->certificate.names, "two.example", 10);
}

/* A verdict for these facts; the caller ends it. */
static void judge_case(const struct case_of *c, bool everything, struct verdict *v)
{
	struct settings s;
	struct facts f;

	facts_init(&f);
	if (everything)
		know_everything(&f);
	f.end = c->end;
	f.step = c->step;
	f.flags = c->flags;
	f.code = c->code;
	f.os_errno = c->os_errno;
	f.certificate.problems = c->problems;
	fixture_settings(&s, "server.host=mx.example.org auth.user=me auth.password=verysecret "
			     "sender.from=me@example.org");
	diagnose(&f, &s, v);
	settings_fini(&s);
	facts_fini(&f);
}

static const struct case_of cases[] = {
	{"ok.authenticated", END_OK, STEP_DONE,
		FACT_ENCRYPTED | FACT_AUTHENTICATED | FACT_AUTH_SENT, 0, 0, 0},
	{"dns.not_found", END_RESOLVE, STEP_DNS, 0, 0, 0, 0},
	{"connect.refused", END_CONNECT, STEP_CONNECT, 0, 0, 0, 111},
	{"connect.timeout", END_TIMEOUT, STEP_CONNECT, 0, 0, 0, 0},
	{"greeting.not_smtp", END_REPLY, STEP_GREETING, FACT_BYTES, 0, 0, 0},
	{"greeting.rejected", END_REPLY, STEP_GREETING, FACT_BYTES, 0, 554, 0},
	{"greeting.wants_tls", END_TIMEOUT, STEP_GREETING, FACT_WANTS_TLS, 0, 0, 0},
	{"starttls.refused", END_REPLY, STEP_STARTTLS, FACT_EHLO | FACT_STARTTLS_OFFERED, 0, 454,
		0},
	{"tls.expired", END_CERT, STEP_TLS, 0, CERT_EXPIRED, 0, 0},
	{"tls.not_yet_valid", END_CERT, STEP_TLS, 0, CERT_NOT_YET_VALID, 0, 0},
	{"tls.unknown_ca", END_CERT, STEP_TLS, 0, CERT_UNKNOWN_CA, 0, 0},
	{"tls.wrong_name", END_CERT, STEP_TLS, 0, CERT_WRONG_NAME, 0, 0},
	{"auth.no_shared_method", END_LOGIN, STEP_AUTH,
		FACT_ENCRYPTED | FACT_USER | FACT_AUTH_OFFERED, 0, 250, 0},
	{"auth.rejected", END_LOGIN, STEP_AUTH, FACT_ENCRYPTED | FACT_USER | FACT_AUTH_SENT, 0, 535,
		0},
	{"ok.envelope", END_OK, STEP_DONE, FACT_ENCRYPTED | FACT_ENVELOPE, 0, 250, 0},
	{"ok.sent", END_OK, STEP_DONE, FACT_ENCRYPTED | FACT_SENT, 0, 250, 0},
	{"sender.refused", END_REPLY, STEP_SENDER, 0, 0, 553, 0},
	{"recipient.refused", END_REPLY, STEP_RECIPIENT, 0, 0, 550, 0},
	{"content.too_large", END_REPLY, STEP_SENDER, FACT_TOO_LARGE, 0, 250, 0},
	{"content.refused", END_REPLY, STEP_CONTENT, 0, 0, 554, 0},
	{"envelope.stalled", END_TIMEOUT, STEP_CONTENT, FACT_HANDED_OVER, 0, 354, 0},
	{"cancelled", END_CANCELLED, STEP_TLS, 0, 0, 0, 0},
	{"local.setup", END_SETUP, STEP_DNS, 0, 0, 0, 0},
};

/* A template that a row of diagnoses[] has: every name in it is one that is known. */
static void expect_names_known(const char *id, const char *template)
{
	static const char known[] =
		" reply greeting address mechanisms tried detail not_after not_before issuer names "
		"days_ago provider code recipient limit sha256 pin refused ";

	for (const char *at = strchr(template, '{'); at; at = strchr(at + 1, '{')) {
		size_t len = strcspn(at + 1, "}");
		char word[80], name[64];

		(void)snprintf(name, sizeof(name), "%.*s", (int)len, at + 1);
		(void)snprintf(word, sizeof(word), " %s ", name);
		unit_expect(at[1 + len] == '}' &&
				    (strstr(known, word) || field_find(name) < FIELD_COUNT),
			"%s: {%s}", id, name);
	}
}

static void templates_use_known_names(void **state)
{
	(void)state;
	for (size_t j = 0; j < verdict_rule_count; j++)
		if (verdict_rules[j].cause)
			expect_names_known(
				diagnoses[verdict_rules[j].verdict].id, verdict_rules[j].cause);
	for (size_t d = 0; d < VERDICT_COUNT; d++) {
		expect_names_known(diagnoses[d].id, diagnoses[d].title);
		expect_names_known(diagnoses[d].id, diagnoses[d].cause);
		expect_names_known(diagnoses[d].id, diagnoses[d].advice);
	}
	unit_end();
}

/* A test that was stopped needs no advice; everything else does. */
static void all_rows_have_words(void **state)
{
	(void)state;
	for (size_t d = 0; d < VERDICT_COUNT; d++)
		unit_expect(
			diagnoses[d].cause[0] && (diagnoses[d].advice[0] ||
							 diagnoses[d].outcome == OUTCOME_CANCELLED),
			"%s", diagnoses[d].id);
	unit_end();
}

static void values_are_put_in(void **state)
{
	static const struct {
		const char *id, *words;
	} parts[] = {
		{"ok.authenticated", "(PLAIN)"},
		{"dns.not_found", "mx.example.org"},
		{"connect.refused", "192.0.2.7 is reachable"},
		{"connect.refused", "port 587"},
		{"connect.timeout", "15"},
		{"greeting.rejected", "554 "},
		{"tls.expired", "3 days ago, at 2026-01-01T00:00:00Z"},
		{"tls.not_yet_valid", "2030-01-01"},
		{"tls.unknown_ca", "CN=ca"},
		{"tls.wrong_name", "one.example, two.example"},
		{"tls.wrong_name", "mx.example.org"},
		{"auth.no_shared_method", "GSSAPI"},
		{"auth.rejected", "535 "},
		{"ok.envelope", "me@example.org"},
		{"ok.envelope", "friend@example.org"},
		{"ok.envelope", "4711"},
		{"ok.sent", "mx.example.org"},
		{"sender.refused", "me@example.org"},
		{"recipient.refused", "friend@example.org"},
		{"content.too_large", "4711"},
		{"content.refused", "554 "},
		{"envelope.stalled", "15"},
		{"local.setup", "a detail"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(cases); i++) {
		struct verdict v;

		judge_case(&cases[i], true, &v);
		unit_expect(strcmp(v.diagnosis->id, cases[i].id) == 0, "%s: %s", cases[i].id,
			v.diagnosis->id);
		for (size_t p = 0; p < unit_count(parts); p++)
			unit_expect(strcmp(parts[p].id, cases[i].id) != 0 ||
					    strstr(v.cause, parts[p].words),
				"%s: %s", cases[i].id, v.cause);
		verdict_fini(&v);
	}
	unit_end();
}

/* The server's words are never read as a template, and no secret gets into a sentence. */
static void the_servers_words_are_no_template(void **state)
{
	static const struct case_of rejected = {"auth.rejected", END_LOGIN, STEP_AUTH,
		FACT_ENCRYPTED | FACT_USER | FACT_AUTH_SENT, 0, 535, 0};
	struct verdict v;

	(void)state;
	judge_case(&rejected, true, &v);
	assert_non_null(strstr(v.cause, "{auth.password} said the server"));
	assert_null(strstr(v.cause, "verysecret"));
	verdict_fini(&v);
}

static void nothing_known_leaves_no_braces(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(cases); i++) {
		struct verdict v;

		judge_case(&cases[i], false, &v);
		unit_expect(!strchr(v.cause, '{') && !strchr(v.advice, '{'), "%s: %s", cases[i].id,
			v.cause);
		unit_expect(
			v.cause[0] || strcmp(cases[i].id, "local.setup") == 0, "%s", cases[i].id);
		verdict_fini(&v);
	}
	unit_end();
}

/* Less than a whole day ago is 0 days, and never "-0". */
static void expired_today(void **state)
{
	struct settings s;
	struct verdict v;
	struct facts f;

	(void)state;
	facts_init(&f);
	f.end = END_CERT;
	f.step = STEP_TLS;
	f.certificate.problems = CERT_EXPIRED;
	f.certificate.days_left = 0;
	settings_init(&s);
	diagnose(&f, &s, &v);
	if (strstr(v.cause, "-0"))
		fail_msg("%s", v.cause);
	verdict_fini(&v);
	settings_fini(&s);
}

/* However long the server's words are, and wherever they are cut, a sentence is valid UTF-8. */
static void long_words_are_cut_between_characters(void **state)
{
	char text[facts_text_max + 1];
	struct settings s;

	(void)state;
	settings_init(&s);
	for (size_t shift = 0; shift < 2; shift++) {
		struct verdict v;
		struct facts f;

		memset(text, 'x', sizeof(text) - 1);
		for (size_t i = shift; i + 1 < facts_text_max; i += 2)
			memcpy(text + i, "\xC3\xA9", 2);
		text[facts_text_max] = '\0';
		if (shift)
			text[facts_text_max - 1] = 'x';
		facts_init(&f);
		for (int i = 0; i < 4; i++)
			strlist_add(&f.certificate.names, text, 4);
		f.end = END_CERT;
		f.step = STEP_TLS;
		f.certificate.problems = CERT_WRONG_NAME;
		diagnose(&f, &s, &v);
		unit_expect(
			text_is_clean(v.cause, strlen(v.cause)), "names, shifted by %zu", shift);
		verdict_fini(&v);
		facts_fini(&f);
	}
	settings_fini(&s);
	unit_end();
}

/* What is offered as a fix can be set, all of it, and is something else than what there is. */
static void fixes_are_values(void **state)
{
	(void)state;
	for (size_t d = 0; d < VERDICT_COUNT; d++)
		for (const struct fix *fix = diagnoses[d].fix; fix->value; fix++) {
			const char *value = fix->value;
			struct settings s;
			struct err e;

			settings_init(&s);
			if (strcmp(value, "{server.port}") == 0)
				value = settings_get(&s, FIELD_PORT);
			unit_expect(settings_assign(&s, fix->field, value, &e) == 0, "%s: %s=%s",
				diagnoses[d].id, fields[fix->field].key, fix->value);
			settings_fini(&s);
		}
	unit_end();
}

/* Where a login failed, what the provider says of its logins is part of the advice. */
static void the_provider_has_a_word(void **state)
{
	struct settings s;
	struct verdict v;
	struct facts f;

	(void)state;
	facts_init(&f);
	f.end = END_LOGIN;
	f.step = STEP_AUTH;
	f.flags = FACT_USER | FACT_ENCRYPTED | FACT_AUTH_SENT;
	f.code = 535;
	fixture_settings(&s, "server.host=smtp.gmail.com server.port=465 server.protocol=ssl");
	diagnose(&f, &s, &v);
	assert_string_equal(v.diagnosis->id, "auth.rejected");
	assert_non_null(strstr(v.advice, "app password"));
	verdict_fini(&v);
	settings_fini(&s);
}

/* The promise to scripts, first match. */
static const struct {
	const char *pattern;
	int exit;
} exits[] = {
	{"ok.*", 0},
	{"warn.*", 0},
	{"dns.not_found", 68},
	{"connect.*", 69},
	{"dns.timeout", 75},
	{"dns.failed", 75},
	{"greeting.silent", 75},
	{"greeting.busy", 75},
	{"*.stalled", 75},
	{"auth.temporary", 75},
	{"auth.closed", 76},
	{"auth.protocol", 76},
	{"auth.*", 77},
	{"client.refused", 77},
	{"account.inactive", 77},
	{"*.temporary", 75},
	{"sender.not_allowed", 77},
	{"envelope.needs_*", 77},
	{"local.setup", 78},
	{"cancelled", 130},
	{"*", 76},
};

static void exit_codes(void **state)
{
	(void)state;
	for (size_t d = 0; d < VERDICT_COUNT; d++) {
		size_t i = 0;

		while (fnmatch(exits[i].pattern, diagnoses[d].id, 0) != 0)
			i++;
		unit_expect(diagnoses[d].exit == exits[i].exit, "%s: %d, not %d", diagnoses[d].id,
			diagnoses[d].exit, exits[i].exit);
	}
	unit_end();
}

static void the_promised_verdicts(void **state)
{
	static const char ids[] =
		" ok.authenticated ok.no_login warn.not_encrypted dns.not_found dns.timeout "
		"dns.failed "
		"connect.refused connect.timeout connect.unreachable greeting.silent "
		"greeting.closed "
		"greeting.rejected greeting.busy greeting.http greeting.ssh greeting.not_smtp "
		"greeting.wants_tls ehlo.rejected ehlo.closed ehlo.stalled starttls.not_offered "
		"starttls.refused starttls.injected tls.not_tls tls.stalled tls.closed tls.too_old "
		"tls.expired tls.not_yet_valid tls.self_signed tls.unknown_ca tls.wrong_name "
		"tls.pin_mismatch tls.client_certificate auth.not_offered auth.needs_tls "
		"auth.no_shared_method auth.rejected auth.app_password auth.oauth_required "
		"auth.token client.refused account.inactive "
		"auth.disabled auth.temporary auth.stalled auth.closed auth.protocol "
		"ok.envelope ok.sent envelope.needs_login envelope.needs_tls envelope.utf8 "
		"envelope.stalled envelope.closed sender.refused sender.temporary "
		"sender.not_allowed recipient.refused recipient.temporary recipient.relay_denied "
		"content.refused content.temporary content.too_large "
		"reply.too_long "
		"reply.malformed cancelled local.setup ";
	size_t words = 0;

	(void)state;
	for (const char *c = ids + 1; *c; c++)
		words += *c == ' ';
	unit_expect(words == VERDICT_COUNT, "%d verdicts, %zu promised", VERDICT_COUNT, words);
	for (size_t d = 0; d < VERDICT_COUNT; d++) {
		char word[64];

		(void)snprintf(word, sizeof(word), " %s ", diagnoses[d].id);
		unit_expect(strstr(ids, word), "%s was never promised", diagnoses[d].id);
		unit_expect(diagnosis_find(diagnoses[d].id) == &diagnoses[d], "%s is there twice",
			diagnoses[d].id);
		unit_expect(diagnoses[d].title[0], "%s has no title", diagnoses[d].id);
		unit_expect(strlen(diagnoses[d].title) <= title_max, "%s: the title is too wide",
			diagnoses[d].id);
	}
	unit_end();
}

static void outcomes(void **state)
{
	(void)state;
	for (size_t d = 0; d < VERDICT_COUNT; d++) {
		const char *id = diagnoses[d].id;
		enum outcome o = strncmp(id, "ok.", 3) == 0     ? OUTCOME_OK
				 : strncmp(id, "warn.", 5) == 0 ? OUTCOME_WARNING
				 : strcmp(id, "cancelled") == 0 ? OUTCOME_CANCELLED
								: OUTCOME_FAILED;

		unit_expect(diagnoses[d].outcome == o, "%s", id);
	}
	unit_expect(strcmp(outcome_name(OUTCOME_OK), "ok") == 0 &&
			    strcmp(outcome_name(OUTCOME_WARNING), "warning") == 0 &&
			    strcmp(outcome_name(OUTCOME_FAILED), "failed") == 0 &&
			    strcmp(outcome_name(OUTCOME_CANCELLED), "cancelled") == 0,
		"words");
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(templates_use_known_names),
		cmocka_unit_test(all_rows_have_words),
		cmocka_unit_test(values_are_put_in),
		cmocka_unit_test(the_servers_words_are_no_template),
		cmocka_unit_test(nothing_known_leaves_no_braces),
		cmocka_unit_test(expired_today),
		cmocka_unit_test(long_words_are_cut_between_characters),
		cmocka_unit_test(fixes_are_values),
		cmocka_unit_test(the_provider_has_a_word),
		cmocka_unit_test(exit_codes),
		cmocka_unit_test(the_promised_verdicts),
		cmocka_unit_test(outcomes),
	};

	return unit_run(tests);
}
