/*
 * What the facts add to a verdict through the whole of diagnose(): fixes that are worked out, and
 * remarks on the certificate.
 */
#include "fixture.h"

#include "model/diagnose.h"
#include "model/fix.h"
#include "model/login.h"

enum { BASE = FACT_BYTES | FACT_GREETING | FACT_EHLO | FACT_STARTTLS_OFFERED };

#define TLS   (BASE | FACT_STARTTLS_READY | FACT_ENCRYPTED)
#define LOGIN (TLS | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT)
#define IN    (LOGIN | FACT_AUTHENTICATED)

/* A login on port 25 in clear text, and what mends it. */
#define IN_CLEAR    (BASE | FACT_USER | FACT_AUTH_OFFERED)
#define CLEAR_25    "server.protocol=plain server.port=25 auth.user=me"
#define TO_STARTTLS "server.protocol=starttls server.port=25"

static void fill_list(struct strlist *list, const char *words)
{
	char copy[400], *rest, *word;

	(void)snprintf(copy, sizeof(copy), "%s", words);
	for (word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		strlist_add(list, word, facts_list_max);
}

struct fix_row {
	enum end end;
	enum step step;
	unsigned flags, problems;
	int code;
	const char *enhanced, *text, *mechanisms, *tried, *refused, *machine, *local, *names;
	const char *settings;
	const char *id, *fix; /* KEY=VALUE, as many as there are; NULL: none */
};

/* clang-format off: a table, each row a sentence */
static const struct fix_row fix_rows[] = {
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "mail.example.org",
		.id = "tls.wrong_name", .fix = "server.host=mail.example.org"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "mail.example.org MAIL.example.org",
		.id = "tls.wrong_name", .fix = "server.host=mail.example.org"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "192.0.2.1 mail.example.org host",
		.id = "tls.wrong_name", .fix = "server.host=mail.example.org"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "mail.example.org smtp.example.org",
		.id = "tls.wrong_name"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "*.example.org",
		.id = "tls.wrong_name"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "192.0.2.1", .id = "tls.wrong_name"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "{auth.user}.example.org",
		.id = "tls.wrong_name"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .id = "tls.wrong_name"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "MX.example.net",
		.id = "tls.wrong_name"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME | CERT_WEAK, .names = "mail.example.org",
		.id = "tls.wrong_name"},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME | CERT_UNKNOWN_CA, .names = "mail.example.org",
		.id = "tls.unknown_ca"},
	{END_PIN, STEP_TLS, BASE, CERT_WRONG_NAME, .names = "mail.example.org",
		.id = "tls.pin_mismatch"},

	{END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 0, 550, .machine = "host.example.org",
		.local = "192.0.2.1", .settings = "server.helo_name=nonsense",
		.id = "ehlo.rejected", .fix = "server.helo_name=host.example.org"},
	{END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 0, 550, .machine = "host.example.org",
		.local = "192.0.2.1", .id = "ehlo.rejected", .fix = "server.helo_name=[192.0.2.1]"},
	{END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 0, 501, .local = "2001:db8::1",
		.id = "ehlo.rejected", .fix = "server.helo_name=[IPv6:2001:db8::1]"},
	{END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 0, 550, .local = "192.0.2.1",
		.settings = "server.helo_name=[192.0.2.1]", .id = "ehlo.rejected"},
	{END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 0, 550, .id = "ehlo.rejected"},
	{END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 0, 421, .local = "192.0.2.1",
		.id = "ehlo.rejected"},

	{END_LOGIN, STEP_AUTH, LOGIN & ~(unsigned)FACT_AUTH_SENT, 0, 250,
		.mechanisms = "GSSAPI login", .settings = "auth.user=me auth.method=plain",
		.id = "auth.no_shared_method", .fix = "auth.method=login"},
	{END_LOGIN, STEP_AUTH, LOGIN & ~(unsigned)FACT_AUTH_SENT, 0, 250, .mechanisms = "CRAM-MD5",
		.settings = "auth.user=me", .id = "auth.no_shared_method",
		.fix = "auth.method=cram-md5"},
	{END_LOGIN, STEP_AUTH, LOGIN & ~(unsigned)FACT_AUTH_SENT, 0, 250,
		.mechanisms = "GSSAPI SCRAM-SHA-256", .settings = "auth.user=me",
		.id = "auth.no_shared_method"},
	{END_LOGIN, STEP_AUTH, LOGIN & ~(unsigned)FACT_AUTH_SENT, 0, 250, .mechanisms = "XOAUTH2",
		.settings = "auth.user=me", .id = "auth.no_shared_method"},
	{END_LOGIN, STEP_AUTH, LOGIN & ~(unsigned)FACT_AUTH_SENT, 0, 250,
		.mechanisms = "PLAIN XOAUTH2", .settings = "auth.user=me auth.method=oauthbearer",
		.id = "auth.no_shared_method", .fix = "auth.method=xoauth2"},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 504, .mechanisms = "PLAIN LOGIN CRAM-MD5",
		.tried = "LOGIN", .refused = "PLAIN", .settings = "auth.user=me",
		.id = "auth.no_shared_method", .fix = "auth.method=cram-md5"},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 538, .mechanisms = "PLAIN LOGIN", .tried = "PLAIN",
		.settings = "auth.user=me auth.method=plain", .id = "auth.no_shared_method",
		.fix = "auth.method=login"},

	/* In clear text, with STARTTLS on offer, no other method is the answer. */
	{END_LOGIN, STEP_AUTH, IN_CLEAR, 0, 250, .mechanisms = "NTLM", .settings = CLEAR_25,
		.id = "auth.no_shared_method", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR, 0, 250, .mechanisms = "CRAM-MD5", .settings = CLEAR_25,
		.id = "auth.no_shared_method", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR, 0, 250, .mechanisms = "GSSAPI SCRAM-SHA-256",
		.settings = CLEAR_25, .id = "auth.no_shared_method", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR, 0, 250, .mechanisms = "CRAM-MD5 NTLM",
		.settings = CLEAR_25 " auth.method=login", .id = "auth.no_shared_method",
		.fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR | FACT_AUTH_SENT, 0, 504, "5.7.4",
		"Unrecognized authentication type", "PLAIN CRAM-MD5", "PLAIN", .settings = CLEAR_25,
		.id = "auth.no_shared_method", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR | FACT_AUTH_SENT, 0, 534, "5.7.9",
		"Authentication mechanism is too weak", "PLAIN LOGIN", "LOGIN", "PLAIN",
		.settings = CLEAR_25, .id = "auth.no_shared_method", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR | FACT_AUTH_SENT, 0, 503, "5.5.1",
		"AUTH command used when not advertised", "PLAIN", "PLAIN", .settings = CLEAR_25,
		.id = "auth.not_offered", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, (IN_CLEAR | FACT_AUTH_SENT) & ~(unsigned)FACT_STARTTLS_OFFERED, 0,
		503, "5.5.1", "AUTH command used when not advertised", "PLAIN", "PLAIN",
		.settings = CLEAR_25, .id = "auth.not_offered"},
	{END_LOGIN, STEP_AUTH, IN_CLEAR & ~(unsigned)FACT_STARTTLS_OFFERED, 0, 250,
		.mechanisms = "CRAM-MD5", .settings = CLEAR_25, .id = "auth.no_shared_method",
		.fix = "auth.method=cram-md5"},
	/* The demand in other codes and words. */
	{END_LOGIN, STEP_AUTH, IN_CLEAR | FACT_AUTH_SENT, 0, 523, "5.7.10",
		"Plaintext authentication disallowed on non-secure (SSL/TLS) connections.", "PLAIN",
		"PLAIN", .settings = CLEAR_25, .id = "auth.needs_tls", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR | FACT_AUTH_SENT, 0, 554, "5.7.11",
		"Encryption required for requested authentication mechanism", "PLAIN", "PLAIN",
		.settings = CLEAR_25, .id = "auth.needs_tls", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR | FACT_AUTH_SENT, 0, 535, NULL,
		"5.7.0 Must issue a STARTTLS command first", "LOGIN", "LOGIN", .settings = CLEAR_25,
		.id = "auth.needs_tls", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, IN_CLEAR | FACT_AUTH_SENT, 0, 550, NULL,
		"SSL/TLS required for authentication", "LOGIN", "LOGIN", .settings = CLEAR_25,
		.id = "auth.needs_tls", .fix = TO_STARTTLS},
	{END_LOGIN, STEP_AUTH, (IN_CLEAR | FACT_AUTH_SENT) & ~(unsigned)FACT_STARTTLS_OFFERED, 0,
		523, "5.7.10", "Encryption needed", "PLAIN", "PLAIN", .settings = CLEAR_25,
		.id = "auth.needs_tls"},
	{END_LOGIN, STEP_AUTH, IN_CLEAR | FACT_AUTH_SENT, 0, 535, "5.7.8", "Wrong", "PLAIN",
		"PLAIN", .settings = CLEAR_25 " auth.user=me@example.org", .id = "auth.rejected"},
	/* No fix that cannot help: a server that demands STARTTLS and offers none. */
	{END_REPLY, STEP_SENDER, BASE, 0, 530, "5.7.0", "Must issue a STARTTLS command first",
		.settings = CLEAR_25, .id = "envelope.needs_tls", .fix = TO_STARTTLS},
	{END_REPLY, STEP_SENDER, BASE, 0, 550, "5.7.10", "Encryption needed", .settings = CLEAR_25,
		.id = "envelope.needs_tls", .fix = TO_STARTTLS},
	{END_REPLY, STEP_SENDER, BASE, 0, 554, "5.7.1", "Session encryption is required",
		.settings = CLEAR_25, .id = "envelope.needs_tls", .fix = TO_STARTTLS},
	{END_REPLY, STEP_SENDER, BASE & ~(unsigned)FACT_STARTTLS_OFFERED, 0, 530, "5.7.0",
		"Must issue a STARTTLS command first", .settings = CLEAR_25,
		.id = "envelope.needs_tls"},

	{END_LOGIN, STEP_AUTH, LOGIN, 0, 535, .settings = "auth.user=me", .id = "auth.rejected",
		.fix = "auth.user=me@example.org"},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 535, .settings = "auth.user=m", .id = "auth.rejected"},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 535, .settings = "auth.user=me@example.net",
		.id = "auth.rejected"},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 535, .id = "auth.rejected", .fix = "auth.user=apikey",
		.settings = "auth.user=me@example.org server.host=smtp.sendgrid.net"},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 535, .id = "auth.rejected",
		.settings = "auth.user=apikey server.host=smtp.sendgrid.net"},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 454, .settings = "auth.user=me", .id = "auth.temporary"},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 534, "5.7.9", .settings = "auth.user=me",
		.id = "auth.app_password"},
};
/* clang-format on */

static void judge_row(const struct fix_row *r, struct settings *s, struct verdict *v)
{
	struct facts f;

	facts_init(&f);
	f.end = r->end;
	f.step = r->step;
	f.flags = r->flags;
	f.code = r->code;
	f.certificate.problems = r->problems;
	facts_text(&f.enhanced, r->enhanced);
	facts_text(&f.text, r->text);
	facts_text(&f.mechanisms, r->mechanisms);
	facts_text(&f.tried, r->tried);
	facts_text(&f.refused, r->refused);
	facts_text(&f.host_name, r->machine);
	facts_text(&f.local, r->local);
	fill_list(&f.certificate.names, r->names ? r->names : "");
	fixture_settings(s, "server.host=mx.example.net sender.from=me@example.org");
	fixture_change(s, r->settings ? r->settings : "");
	diagnose(&f, s, v);
	facts_fini(&f);
}

static void add_fix(void *context, enum field_id id, const char *value)
{
	struct str *out = context;

	str_format(out, "%s%s=%s", out->len ? " " : "", fields[id].key, value);
}

static void each_fix(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(fix_rows); i++) {
		const struct fix_row *r = &fix_rows[i];
		const char *wanted = r->fix ? r->fix : "";
		struct settings s;
		struct verdict v;
		struct str fix;
		struct err e;

		judge_row(r, &s, &v);
		str_init(&fix, 1000);
		fix_each(&v, &s, add_fix, &fix);
		unit_expect(strcmp(v.diagnosis->id, r->id) == 0, "row %zu: %s", i, v.diagnosis->id);
		unit_expect(strcmp(fix.data, wanted) == 0, "row %zu: \"%s\"", i, fix.data);
		unit_expect(fix_apply(&v, &s, &s, &e) == 0, "row %zu: %s", i, e.message);
		str_fini(&fix);
		verdict_fini(&v);
		settings_fini(&s);
	}
	unit_end();
}

/* What a server with all methods answers to PLAIN, and what is tried then. */
static void what_is_tried_next(void **state)
{
	static const struct {
		int code;
		unsigned flags;
		const char *enhanced, *text, *mechanisms, *refused, *tried, *next;
	} next_rows[] = {
		{504, LOGIN, NULL, "", "PLAIN LOGIN", NULL, "PLAIN", "login"},
		{504, LOGIN, NULL, "", "plain Login", NULL, "PLAIN", "login"},
		{501, LOGIN, "5.5.4", "", "PLAIN LOGIN", NULL, "PLAIN", "login"},
		{534, LOGIN, "5.7.9", "mechanism is too weak", "PLAIN LOGIN", NULL, "PLAIN",
			"login"},
		{538, LOGIN, NULL, "", "PLAIN LOGIN", NULL, "PLAIN", "login"},
		{504, LOGIN, NULL, "", "PLAIN LOGIN", NULL, "LOGIN", "plain"},
		{504, LOGIN, NULL, "", "PLAIN LOGIN", "PLAIN", "LOGIN", NULL},
		{504, LOGIN, NULL, "", "PLAIN CRAM-MD5 XOAUTH2", NULL, "PLAIN", NULL},
		{504, LOGIN, NULL, "", "PLAIN", NULL, "PLAIN", NULL},
		{535, LOGIN, NULL, "", "PLAIN LOGIN", NULL, "PLAIN", NULL},
		{535, LOGIN, "5.5.4", "mechanism is too weak", "PLAIN LOGIN", NULL, "PLAIN", NULL},
		{534, LOGIN, "5.7.9", "app password", "PLAIN LOGIN", NULL, "PLAIN", NULL},
		{454, LOGIN, "5.5.4", "", "PLAIN LOGIN", NULL, "PLAIN", NULL},
		{538, LOGIN & ~(unsigned)FACT_ENCRYPTED, NULL, "", "PLAIN LOGIN", NULL, "PLAIN",
			NULL},
		{504, IN, NULL, "", "PLAIN LOGIN", NULL, "PLAIN", NULL},
		{504, TLS, NULL, "", "PLAIN LOGIN", NULL, "PLAIN", NULL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(next_rows); i++) {
		const char *next, *wanted = next_rows[i].next ? next_rows[i].next : "nothing";
		struct facts f;

		facts_init(&f);
		f.flags = next_rows[i].flags;
		f.code = next_rows[i].code;
		facts_text(&f.enhanced, next_rows[i].enhanced);
		facts_text(&f.text, next_rows[i].text);
		facts_text(&f.mechanisms, next_rows[i].mechanisms);
		facts_text(&f.refused, next_rows[i].refused);
		facts_text(&f.tried, next_rows[i].tried);
		next = login_next(&f, false);
		unit_expect(strcmp(next ? next : "nothing", wanted) == 0, "row %zu: %s", i,
			next ? next : "nothing");
		facts_fini(&f);
	}
	unit_end();
}

/* One reply, and what it means at whose server it is. */
static void the_provider_decides(void **state)
{
	static const struct {
		const char *settings, *cause;
	} meanings[] = {
		{"server.host=smtp.gmail.com", "Gmail only accepts an app password"},
		{"server.host=smtp.mail.yahoo.com", "Yahoo only accepts an app password"},
		{"server.host=smtp.mail.me.com", "Apple only accepts an app password"},
		{"server.host=smtp.fastmail.com", "Fastmail only accepts an app password"},
		{"server.host=smtp.office365.com", "SMTP AUTH is off"},
		{"server.host=smtp.zoho.eu", "another Zoho site"},
		{"server.host=smtp.zoho.com", "another Zoho site"},
		{"server.host=smtp.sendgrid.net", "the word apikey"},
		{"server.host=email-smtp.us-east-1.amazonaws.com", "another region"},
		{"server.host=smtp.eu.mailgun.org", "other region"},
		{"server.host=smtp.postmarkapp.com", "both have to be the server's token"},
		{"server.host=smtp-relay.brevo.com", "an API key does not work"},
		{"server.host=smtp.gmail.com auth.method=xoauth2", "The server answered"},
		{"server.host=mail.example.org", "The server answered"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(meanings); i++) {
		const struct fix_row row = {END_LOGIN, STEP_AUTH, LOGIN, 0, 535, "5.7.8",
			"Authentication failed", .settings = meanings[i].settings};
		bool own = strncmp(meanings[i].cause, "The server", 10) != 0;
		struct settings s;
		struct verdict v;

		judge_row(&row, &s, &v);
		unit_expect(strcmp(v.diagnosis->id, strstr(meanings[i].settings, "xoauth2")
							    ? "auth.token"
							    : "auth.rejected") == 0 &&
				    strstr(v.cause, meanings[i].cause) &&
				    strstr(v.cause, "535 Authentication failed") &&
				    own == (strncmp(v.cause, "The server", 10) != 0),
			"%s: %s", meanings[i].settings, v.cause);
		verdict_fini(&v);
		settings_fini(&s);
	}
	unit_end();
}

struct remark_row {
	enum end end;
	enum step step;
	unsigned flags, problems;
	int days_left;
	const char *cause, *advice; /* what they end with; NULL: they have none of the words */
};

#define NO_MATTER "The certificate has problems, but the pinned key is right: "
#define MORE      "The certificate has more problems: "

/* clang-format off: a table, each row a sentence */
static const struct remark_row remark_rows[] = {
	{END_OK, STEP_DONE, IN, 0, 22, NULL, NULL},
	{END_OK, STEP_DONE, IN, 0, 21, NULL,
		"The server's certificate expires in 21 days (2027-01-01): make sure it is "
		"renewed."},
	{END_OK, STEP_DONE, TLS, 0, 1, NULL,
		"expires in 1 day (2027-01-01): make sure it is renewed."},
	{END_OK, STEP_DONE, IN, 0, 0, NULL,
		"expires in 0 days (2027-01-01): make sure it is renewed."},
	{END_OK, STEP_DONE, IN, CERT_EXPIRED, -1, NO_MATTER "it has expired.", NULL},
	{END_OK, STEP_DONE, IN, CERT_NOT_YET_VALID, 900, NO_MATTER "it is not valid yet.", NULL},
	{END_OK, STEP_DONE, IN, CERT_SELF_SIGNED | CERT_WRONG_NAME, 900,
		NO_MATTER "it is self-signed, it is for other names.", NULL},
	{END_OK, STEP_DONE, BASE, 0, 0, NULL, NULL},
	{END_LOGIN, STEP_AUTH, LOGIN, 0, 3, NULL,
		"expires in 3 days (2027-01-01): make sure it is renewed."},
	{END_CANCELLED, STEP_AUTH, LOGIN, 0, 3, NULL, NULL},
	{END_CERT, STEP_TLS, BASE, CERT_EXPIRED, -1, NULL, NULL},
	{END_CERT, STEP_TLS, BASE, CERT_EXPIRED | CERT_UNKNOWN_CA | CERT_WRONG_NAME, -1,
		MORE "its authority is not trusted, it is for other names.", NULL},
	{END_CERT, STEP_TLS, BASE, CERT_SELF_SIGNED | CERT_WEAK, 90,
		MORE "its key or signature is too weak.", NULL},
	{END_CERT, STEP_TLS, BASE, CERT_WRONG_NAME | CERT_OTHER, 90,
		MORE "it is not valid for another reason.", NULL},
};
/* clang-format on */

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && strcmp(text + len - n, end) == 0;
}

static void each_remark(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(remark_rows); i++) {
		const struct remark_row *r = &remark_rows[i];
		struct settings s;
		struct verdict v;
		struct facts f;

		facts_init(&f);
		f.end = r->end;
		f.step = r->step;
		f.flags = r->flags;
		f.certificate.days_left = r->days_left;
		f.certificate.problems = r->problems;
		facts_text(&f.certificate.not_after, "2027-01-01T00:00:00Z");
		fixture_settings(&s, "server.host=mx.example.net");
		diagnose(&f, &s, &v);
		unit_expect(r->cause ? ends_with(v.cause, r->cause) : !strstr(v.cause, "faults"),
			"row %zu: %s", i, v.cause);
		unit_expect(r->advice ? ends_with(v.advice, r->advice) : !strstr(v.advice, "ends "),
			"row %zu: %s", i, v.advice);
		unit_expect(f.end != END_OK || v.diagnosis->exit == 0, "row %zu", i);
		verdict_fini(&v);
		facts_fini(&f);
		settings_fini(&s);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fix),
		cmocka_unit_test(what_is_tried_next),
		cmocka_unit_test(the_provider_decides),
		cmocka_unit_test(each_remark),
	};

	return unit_run(tests);
}
