#include "engine/report.h"

#include "model/fix.h"
#include "model/verdict_notes.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { line_max = 4 * facts_text_max, digest_half = 32 };

static void report_put(
	const struct report_out *out, enum tone tone, const char *label, const char *text)
{
	out->line(out->context, &(struct report_line) {tone, label, text, NULL});
}

__attribute__((format(printf, 4, 5))) static void put_format(
	const struct report_out *out, enum tone tone, const char *label, const char *format, ...)
{
	char text[line_max];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	report_put(out, tone, label, text);
}

/* What is not known is not said. */
static void put_known(const struct report_out *out, const char *label, const char *text)
{
	if (text && *text)
		report_put(out, TONE_TEXT, label, text);
}

/* In halves, which fit into a line. */
static void put_fingerprint(
	const struct report_out *out, const char *label, const struct certificate *c)
{
	const char *sha256 = c->sha256;

	if (sha256)
		put_format(out, TONE_TEXT, label, "%.*s %s", digest_half, sha256,
			strnlen(sha256, digest_half) < digest_half ? "" : sha256 + digest_half);
}

static const char *report_said(const struct settings *s, enum field_id id)
{
	if (settings_is_hidden(s, id))
		return settings_hidden_words;
	return settings_is_empty(s, id) ? "(not set)" : settings_get(s, id);
}

/* The verdict */

static void say_fix(const struct tester *t, const struct report_out *out)
{
	struct settings fixed;
	struct err e;

	if (!fix_is_new(&t->verdict, &t->settings, &t->settings))
		return;
	settings_init(&fixed);
	settings_copy(&fixed, &t->settings);
	(void)fix_apply(&t->verdict, &t->settings, &fixed, &e);
	report_put(out, TONE_TEXT, NULL, "");
	report_put(out, TONE_HEADING, NULL, "Suggested fix");
	report_changes(&t->settings, &fixed, out);
	settings_fini(&fixed);
}

enum tone report_tone(const struct verdict *v)
{
	static const enum tone tones[] = {
		[OUTCOME_OK] = TONE_GOOD,
		[OUTCOME_WARNING] = TONE_WARN,
		[OUTCOME_FAILED] = TONE_BAD,
		[OUTCOME_CANCELLED] = TONE_WARN,
	};

	return tones[v->diagnosis->outcome];
}

static void put_paragraph(const struct report_out *out, enum tone tone, const char *text)
{
	if (!*text)
		return;
	report_put(out, TONE_TEXT, NULL, "");
	report_put(out, tone, NULL, text);
}

/* A certificate that ends soon is a paragraph of its own: the advice is about the verdict. */
static void report_split_advice(const struct tester *t, struct str *advice, struct str *ending)
{
	const char *all = t->verdict.advice, *at = NULL;

	if (report_ending(t, ending))
		at = strstr(all, ending->data);
	if (!at) {
		str_clear(ending);
		str_text(advice, all);
		return;
	}
	str_add(advice, all, at > all ? (size_t)(at - all - 1) : 0);
	at += ending->len;
	str_text(advice, at + (advice->len == 0 && *at == ' '));
}

/* Has a certificate to be compared before it is trusted, since nobody confirms it? */
static bool report_unconfirmed(const struct tester *t)
{
	return t->verdict.diagnosis->problem & (CERT_SELF_SIGNED | CERT_UNKNOWN_CA) &&
	       t->facts.certificate.sha256;
}

void report_advice(const struct tester *t, struct str *out)
{
	const struct certificate *c = &t->facts.certificate;

	str_text(out, t->verdict.advice);
	if (report_unconfirmed(t))
		str_format(out, " Fingerprint: %s. Pin: %s.", c->sha256, c->pin ? c->pin : "none");
}

static void say_unconfirmed(const struct tester *t, const struct report_out *out)
{
	const struct certificate *c = &t->facts.certificate;

	if (!report_unconfirmed(t))
		return;
	report_put(out, TONE_TEXT, NULL, "");
	put_known(out, "Issuer", c->issuer);
	put_fingerprint(out, "Fingerprint", c);
	put_known(out, "Pin", c->pin);
}

static void say_verdict(const struct tester *t, const struct report_out *out)
{
	const struct verdict *v = &t->verdict;
	struct str advice, ending;

	str_init(&advice, line_max);
	str_init(&ending, line_max);
	report_split_advice(t, &advice, &ending);
	report_put(out, report_tone(v), NULL, v->title);
	put_paragraph(out, TONE_TEXT, v->cause);
	put_paragraph(out, TONE_TEXT, advice.data);
	put_paragraph(out, TONE_NOTE, ending.data);
	say_unconfirmed(t, out);
	say_fix(t, out);
	str_fini(&ending);
	str_fini(&advice);
}

static void say_steps(const struct tester *t, const struct report_out *out)
{
	enum step order[STEP_COUNT];
	int n = report_steps(&t->facts, order);

	for (int i = 0; i < n; i++)
		put_format(out, TONE_TEXT, step_name(order[i]), "%8.1f ms",
			(double)facts_step_us(&t->facts, order[i], t->facts.total) / us_per_ms);
	report_put(out, TONE_TEXT, "verdict", t->verdict.diagnosis->id);
}

/* "587   STARTTLS  IPv4": the port, what was spoken there, over which kind of addresses. */
static void report_say_door(
	const char *port, const char *protocol, const char *family, struct str *out)
{
	static const struct {
		const char *value, *words;
	} spoken[] = {{"starttls", "STARTTLS"}, {"ssl", "SSL"}, {"plain", "no TLS"}};

	for (size_t i = 0; i < sizeof(spoken) / sizeof(spoken[0]); i++)
		if (strcmp(spoken[i].value, protocol) == 0)
			protocol = spoken[i].words;
	str_format(out, "%-5s %-8s  %s", port, protocol, family);
}

/* What was tried stands above what was looked at beside it. */
static void put_chosen(const struct tester *t, const struct report_out *out)
{
	struct str label;

	str_init(&label, value_max);
	report_say_door(settings_get(&t->settings, FIELD_PORT),
		settings_get(&t->settings, FIELD_PROTOCOL), "", &label);
	report_put(out, report_tone(&t->verdict), label.data, t->verdict.title);
	str_fini(&label);
}

/* Of an endpoint that would do, its verdict speaks of a login that was not asked for. */
static void say_endpoints(const struct tester *t, const struct report_out *out)
{
	static const char *const families[] = {
		[FAMILY_ANY] = "", [FAMILY_IPV4] = "IPv4", [FAMILY_IPV6] = "IPv6"};
	const struct endpoint *endpoint;

	if (tester_endpoint(t, 0) && t->judged)
		put_chosen(t, out);
	for (size_t i = 0; (endpoint = tester_endpoint(t, i)); i++) {
		bool same = settings_is(&t->settings, FIELD_HOST, endpoint->host);
		struct str label;

		str_init(&label, 2 * value_max);
		if (!same)
			str_format(&label, "%s ", endpoint->host);
		report_say_door(
			endpoint->port, endpoint->protocol, families[endpoint->family], &label);
		report_put(out, endpoint->good ? TONE_GOOD : TONE_BAD, label.data,
			endpoint->good ? "It answers" : endpoint->found->title);
		str_fini(&label);
	}
}

/* What was tested */

static void say_settings(const struct tester *t, const struct report_out *out)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		report_put(out, TONE_TEXT, fields[i].label,
			report_said(&t->settings, (enum field_id)i));
	put_known(out, "Recipient", t->to);
}

/* The certificates */

static void report_say_names(const struct certificate *c, const struct report_out *out)
{
	struct str names;

	str_init(&names, line_max);
	for (size_t i = 0; i < c->names.n; i++)
		str_format(&names, "%s%s", i ? ", " : "", c->names.items[i]);
	put_known(out, "Names", names.data);
	str_fini(&names);
}

static void say_end(const struct certificate *c, const struct report_out *out)
{
	int days = c->days_left;
	enum tone tone = days < 0 ? TONE_BAD : days <= verdict_notes_days ? TONE_WARN : TONE_TEXT;

	if (c->not_after && days < 0)
		put_format(
			out, tone, "Valid until", "%s, expired %d days ago", c->not_after, -days);
	else if (c->not_after)
		put_format(out, tone, "Valid until", "%s, %d days left", c->not_after, days);
}

static void say_problems(const struct certificate *c, const struct report_out *out)
{
	for (unsigned bit = 1; cert_problem_label(bit); bit <<= 1)
		if (c->problems & bit)
			report_put(out, TONE_BAD, "Problem", cert_problem_label(bit));
	if (!c->problems)
		report_put(out, TONE_GOOD, "Problems", "none");
}

static void report_say_certificate(const struct certificate *c, const struct report_out *out)
{
	put_known(out, "Subject", c->subject);
	put_known(out, "Issuer", c->issuer);
	report_say_names(c, out);
	put_known(out, "Valid from", c->not_before);
	say_end(c, out);
	put_fingerprint(out, "SHA-256", c);
	put_known(out, "Key", c->pin);
	say_problems(c, out);
}

static void say_certificates(const struct tester *t, const struct report_out *out)
{
	const struct facts *f = &t->facts;

	if (!f->certificate.sha256)
		return;
	report_put(out, TONE_HEADING, NULL, "The server's own");
	report_say_certificate(&f->certificate, out);
	for (size_t i = 0; i < f->chain_length; i++) {
		report_put(out, TONE_TEXT, NULL, "");
		put_format(
			out, TONE_HEADING, NULL, "Sent along, %zu of %zu", i + 1, f->chain_length);
		report_say_certificate(&f->chain[i], out);
	}
}

/* The server */

static void say_reply(const struct facts *f, const struct report_out *out)
{
	if (f->code)
		put_format(out, TONE_TEXT, "Last reply", "%d %s%s%s", f->code,
			f->enhanced ? f->enhanced : "", f->enhanced ? " " : "",
			f->text ? f->text : "");
}

static void say_encryption(const struct facts *f, const struct report_out *out)
{
	if (f->tls_version)
		put_format(out, TONE_TEXT, "Encryption", "%s, %s", f->tls_version,
			f->tls_cipher ? f->tls_cipher : "?");
	else if (facts_has(f, FACT_BYTES))
		report_put(out, TONE_WARN, "Encryption", "none");
}

static void say_connection(const struct tester *t, const struct report_out *out)
{
	const struct facts *f = &t->facts;

	put_known(out, "Address", f->address);
	say_encryption(f, out);
	put_known(out, "Greeting", f->greeting);
	say_reply(f, out);
	put_known(out, "Logins", f->mechanisms);
	put_known(out, "Login used", f->tried);
	put_known(out, "Details", f->detail);
}

static void say_capabilities(const struct tester *t, const struct report_out *out)
{
	for (size_t i = 0; i < t->facts.capabilities.n; i++)
		report_put(out, TONE_TEXT, NULL, t->facts.capabilities.items[i]);
}

static void say_transcript(const struct tester *t, const struct report_out *out)
{
	for (size_t i = 0; i < t->facts.lines; i++) {
		const struct transcript_line *line = &t->facts.transcript[i];
		char label[40];

		(void)snprintf(label, sizeof(label), "%8.1f %c", (double)line->us / us_per_ms,
			line->from_client ? 'C' : 'S');
		report_put(out, TONE_TEXT, label, line->text);
	}
}

/* clang-format off */
const struct report_section report_sections[REPORT_COUNT] = {
	[REPORT_RESULT] = {"Result", NULL,
		"What happened, why, and what to do. Below: the steps of the test with their "
		"times. A "
		"login counts only if the server accepted this user and this password.",
		say_verdict},
	[REPORT_STEPS] = {"Steps", NULL, NULL, say_steps},
	[REPORT_ENDPOINTS] = {"Other ports", "Other ports",
		"When the chosen port fails, the other mail ports of the server are tried as well, "
		"without a user or a password.",
		say_endpoints},
	[REPORT_SETTINGS] = {"Settings", NULL, NULL, say_settings},
	[REPORT_CERTIFICATES] = {"Certificates", "Certificates",
		"What the server showed to prove its name: its own certificate, then those that it "
		"sent along.",
		say_certificates},
	[REPORT_CONNECTION] = {"Connection", "Server",
		"The address that answered, the encryption, and what the server offers.",
		say_connection},
	[REPORT_CAPABILITIES] = {"Capabilities (EHLO)", "Server", NULL, say_capabilities},
	[REPORT_TRANSCRIPT] = {"Transcript (ms, Client or Server)", "Transcript",
		"Everything both sides said: the time in ms, C for this machine, S for the server. "
		"Passwords are left out.",
		say_transcript},
};
/* clang-format on */

static size_t report_words_length(const char *value)
{
	const char *usual = strstr(value, ", usually ");

	return usual ? (size_t)(usual - value) : strlen(value);
}

void report_change(
	const struct report_out *out, const char *label, const char *was, const char *now)
{
	char from[line_max], to[line_max];

	(void)snprintf(from, sizeof(from), "%.*s", (int)report_words_length(was), was);
	(void)snprintf(to, sizeof(to), "%.*s", (int)report_words_length(now), now);
	out->line(out->context, &(struct report_line) {TONE_TEXT, label, to, from});
}

void report_changes(
	const struct settings *before, const struct settings *after, const struct report_out *out)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;

		if (!settings_same(before, after, id))
			report_change(out, fields[id].label,
				field_display(id, report_said(before, id)),
				field_display(id, report_said(after, id)));
	}
}

bool report_ending(const struct tester *t, struct str *out)
{
	return t->judged && verdict_notes_ending(&t->facts.certificate, out);
}
