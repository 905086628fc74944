/* What stands between this machine and the server, by its marks, and what the verdict makes of it.
 */
#include "fixture.h"

#include "model/between.h"
#include "model/diagnose.h"
#include "model/fix.h"

#define GREETED (FACT_BYTES | FACT_GREETING)

struct between_row {
	const char *id;
	enum end end;
	enum step step;
	unsigned flags;
	int code;
	const char *greeting, *text, *capability, *issuer, *name;
	unsigned problems;
	const char *settings;
	unsigned signs;
	const char *cause; /* a part of it; NULL: none of the words */
	bool may_have_fix;
};

#define GMAIL    "server.host=smtp.gmail.com"
#define PLAIN    "server.protocol=plain auth.user=me"
#define REWRITES "rewrites"
#define OPENS    "decrypts the connection"

/* clang-format off: a table, each row a sentence */
static const struct between_row between_rows[] = {
	/* Blotted out. */
	{"starttls.not_offered", END_REPLY, STEP_STARTTLS, GREETED | FACT_EHLO, 250,
		.greeting = "220 ****", .signs = BETWEEN_REWRITES, .cause = REWRITES},
	{"starttls.not_offered", END_REPLY, STEP_STARTTLS, GREETED | FACT_EHLO, 250,
		.greeting = "220 ***************************0*0*2*****2*0*",
		.signs = BETWEEN_REWRITES, .cause = REWRITES},
	{"starttls.not_offered", END_REPLY, STEP_STARTTLS, GREETED | FACT_EHLO, 250,
		.greeting = "220 mx", .capability = "XXXXXXXA", .signs = BETWEEN_REWRITES,
		.cause = REWRITES},
	{"starttls.not_offered", END_REPLY, STEP_STARTTLS, GREETED | FACT_EHLO, 250,
		.greeting = "220 mx", .capability = "XXXXXXXX", .signs = BETWEEN_REWRITES,
		.cause = REWRITES},
	{"ehlo.rejected", END_REPLY, STEP_EHLO, GREETED, 500, .greeting = "220 ****",
		.text = "Command unrecognized", .signs = BETWEEN_REWRITES, .cause = REWRITES},
	{"ehlo.rejected", END_REPLY, STEP_EHLO, GREETED, 502, .greeting = "220 mx",
		.text = "unrecognized: XXXX", .signs = BETWEEN_REWRITES, .cause = REWRITES},
	{"starttls.refused", END_REPLY, STEP_STARTTLS, GREETED | FACT_EHLO | FACT_STARTTLS_OFFERED,
		500, .greeting = "220 mx", .text = "unrecognized: XXXXXXXX",
		.signs = BETWEEN_REWRITES, .cause = REWRITES},
	{"auth.not_offered", END_LOGIN, STEP_AUTH, GREETED | FACT_EHLO | FACT_USER, 250,
		.greeting = "220 ****", .capability = "XXXB", .settings = PLAIN,
		.signs = BETWEEN_REWRITES, .cause = REWRITES},
	/* Stars and letters of a server's own. */
	{"starttls.not_offered", END_REPLY, STEP_STARTTLS, GREETED | FACT_EHLO, 250,
		.greeting = "220 **** no spam here ****", .capability = "X-EXPS"},
	{"starttls.not_offered", END_REPLY, STEP_STARTTLS, GREETED | FACT_EHLO, 250,
		.greeting = "220 mx", .capability = "XCLIENT"},
	{"starttls.not_offered", END_REPLY, STEP_STARTTLS, GREETED | FACT_EHLO, 250,
		.greeting = "220 mx", .capability = "XXX"},
	/* Without a mark: a server that does not know EHLO, whatever the name in it. */
	{"ehlo.rejected", END_REPLY, STEP_EHLO, GREETED, 500, .greeting = "220 mx",
		.text = "Command unrecognized", .cause = "does not know"},
	{"ehlo.rejected", END_REPLY, STEP_EHLO, GREETED, 502, .greeting = "220 mx",
		.text = "Not implemented", .cause = "does not know"},
	{"ehlo.rejected", END_REPLY, STEP_EHLO, GREETED, 550, .greeting = "220 mx",
		.text = "Bad name", .may_have_fix = true},

	/* Opened. */
	{"tls.unknown_ca", END_CERT, STEP_TLS, GREETED, .issuer = "CN=Some Mail Shield Root",
		.problems = CERT_UNKNOWN_CA, .settings = GMAIL, .signs = BETWEEN_OPENS,
		.cause = OPENS},
	{"tls.unknown_ca", END_CERT, STEP_TLS, GREETED, .issuer = "CN=Example Firewall CA",
		.problems = CERT_UNKNOWN_CA, .settings = GMAIL, .signs = BETWEEN_FOREIGN,
		.cause = OPENS},
	{"tls.unknown_ca", END_CERT, STEP_TLS, GREETED, .issuer = "CN=Example Firewall CA",
		.problems = CERT_UNKNOWN_CA | CERT_WRONG_NAME, .settings = GMAIL,
		.signs = BETWEEN_FOREIGN, .cause = OPENS},
	{"tls.self_signed", END_CERT, STEP_TLS, GREETED, .issuer = "CN=smtp.office365.com",
		.problems = CERT_SELF_SIGNED, .settings = "server.host=smtp.office365.com",
		.signs = BETWEEN_FOREIGN, .cause = OPENS},
	{"tls.unknown_ca", END_CERT, STEP_TLS, GREETED, .issuer = "CN=Zscaler Root CA,O=Zscaler",
		.problems = CERT_UNKNOWN_CA, .settings = "server.host=mx.example.net",
		.signs = BETWEEN_OPENS, .cause = OPENS},
	/* Nobody is accused: no authority is known here, or the server is one's own. */
	{"tls.unknown_ca", END_CERT, STEP_TLS, GREETED, .issuer = "CN=WR2,O=Google Trust Services",
		.problems = CERT_UNKNOWN_CA, .settings = GMAIL},
	{"tls.unknown_ca", END_CERT, STEP_TLS, GREETED, .issuer = "CN=DigiCert Global G2",
		.problems = CERT_UNKNOWN_CA, .settings = "server.host=smtp.office365.com"},
	{"tls.unknown_ca", END_CERT, STEP_TLS, GREETED, .issuer = "CN=Example Firewall CA",
		.problems = CERT_UNKNOWN_CA, .settings = "server.host=mx.example.net"},
	{"tls.unknown_ca", END_CERT, STEP_TLS, GREETED, .problems = CERT_UNKNOWN_CA,
		.settings = GMAIL},
	/* A host that takes all outgoing mail to itself shows its own name. */
	{"tls.wrong_name", END_CERT, STEP_TLS, GREETED, .issuer = "CN=R11,O=Let's Encrypt",
		.name = "shared.hosting.example", .problems = CERT_WRONG_NAME, .settings = GMAIL,
		.signs = BETWEEN_OTHER, .cause = "in its place"},
	{"tls.wrong_name", END_CERT, STEP_TLS, GREETED, .issuer = "CN=DigiCert Global G2",
		.name = "smtp.office365.com", .problems = CERT_WRONG_NAME,
		.settings = "server.host=smtp.mail.yahoo.com", .signs = BETWEEN_OTHER,
		.cause = "in its place"},
	{"tls.wrong_name", END_CERT, STEP_TLS, GREETED, .issuer = "CN=R11,O=Let's Encrypt",
		.name = "shared.hosting.example", .problems = CERT_WRONG_NAME,
		.settings = "server.host=mx.example.net", .may_have_fix = true},
};
/* clang-format on */

static void fill_facts(struct facts *f, const struct between_row *r)
{
	facts_init(f);
	f->end = r->end;
	f->step = r->step;
	f->flags = r->flags;
	f->code = r->code;
	f->certificate.problems = r->problems;
	facts_text(&f->greeting, r->greeting);
	facts_text(&f->text, r->text);
	facts_text(&f->local, "192.0.2.1");
	facts_text(&f->certificate.issuer, r->issuer);
	facts_text(&f->certificate.pin, "sha256//canary");
	if (r->capability)
		strlist_add(&f->capabilities, r->capability, facts_list_max);
	if (r->name)
		strlist_add(&f->certificate.names, r->name, facts_list_max);
}

/* The kind is named, and the issuer; and neither a fix nor a pin, which could not help. */
static void each_sign(void **state)
{
	static const char *const words[] = {REWRITES, OPENS, "in its place", "does not know"};

	(void)state;
	for (size_t i = 0; i < unit_count(between_rows); i++) {
		const struct between_row *r = &between_rows[i];
		struct settings s;
		struct verdict v;
		struct facts f;

		fill_facts(&f, r);
		fixture_settings(&s, r->settings ? r->settings : "server.host=mx.example.net");
		diagnose(&f, &s, &v);
		unit_expect(strcmp(v.diagnosis->id, r->id) == 0, "row %zu: %s", i, v.diagnosis->id);
		unit_expect(
			between_signs(&f, &s) == r->signs, "row %zu: %x", i, between_signs(&f, &s));
		for (size_t w = 0; w < unit_count(words); w++)
			unit_expect(!!strstr(v.cause, words[w]) ==
					    (r->cause && strcmp(r->cause, words[w]) == 0),
				"row %zu: %s", i, v.cause);
		unit_expect(!r->signs || !r->issuer || r->name || strstr(v.cause, r->issuer),
			"row %zu: no issuer: %s", i, v.cause);
		unit_expect(!r->signs || !strstr(v.advice, "canary"), "row %zu: a pin", i);
		unit_expect(r->may_have_fix || !fix_is_known(&v), "row %zu: a fix", i);
		unit_expect(!strchr(v.cause, '{') && !strchr(v.advice, '{'), "row %zu", i);
		verdict_fini(&v);
		facts_fini(&f);
		settings_fini(&s);
	}
	unit_end();
}

/* Behind TLS nothing can be blotted out: such a keyword is the server's own. */
static void nothing_is_rewritten_inside(void **state)
{
	struct settings s;
	struct facts f;

	(void)state;
	fill_facts(&f, &between_rows[2]);
	fixture_settings(&s, "");
	assert_int_equal(between_signs(&f, &s), BETWEEN_REWRITES);
	f.flags |= FACT_ENCRYPTED;
	assert_int_equal(between_signs(&f, &s), 0);
	facts_fini(&f);
	settings_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_sign),
		cmocka_unit_test(nothing_is_rewritten_inside),
	};

	return unit_run(tests);
}
