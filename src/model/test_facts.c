#include "model/test_facts.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/text.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	line_max = facts_text_max + 40, /* a line of the transcript with its time */
	number_max = 1000000000,        /* what any number of the facts stays below */
};

static const struct words {
	const char *name, *label;
} steps[] = {
	[STEP_DNS] = {"dns", "Looking up the name"},
	[STEP_CONNECT] = {"connect", "Connecting"},
	[STEP_GREETING] = {"greeting", "Waiting for the greeting"},
	[STEP_EHLO] = {"ehlo", "Introducing ourselves (EHLO)"},
	[STEP_STARTTLS] = {"starttls", "Asking for encryption (STARTTLS)"},
	[STEP_TLS] = {"tls", "Securing the connection (TLS)"},
	[STEP_AUTH] = {"auth", "Logging in (AUTH)"},
	[STEP_SENDER] = {"sender", "Naming the sender (MAIL)"},
	[STEP_RECIPIENT] = {"recipient", "Naming the recipient (RCPT)"},
	[STEP_CONTENT] = {"content", "Handing over the message (DATA)"},
	[STEP_DONE] = {"done", "Done"},
};

_Static_assert(sizeof(steps) / sizeof(steps[0]) == STEP_COUNT, "every step has its words");

static const struct words cert_problems[] = {
	{"expired", "it has expired"},
	{"not_yet_valid", "it is not valid yet"},
	{"self_signed", "it is self-signed"},
	{"unknown_ca", "its authority is not trusted"},
	{"wrong_name", "it is for other names"},
	{"weak", "its key or signature is too weak"},
	{"other", "it is not valid for another reason"},
};

/* A number as it lies in memory: an int, or what has its size. Out of its range it is refused. */
struct number_row {
	const char *name;
	size_t offset;
	int min, max;
};

_Static_assert(sizeof(enum end) == sizeof(int) && sizeof(enum step) == sizeof(int) &&
		       sizeof(unsigned) == sizeof(int),
	"all numbers of a row have the size of an int");

/* One row a fact: both directions of the wire run over these. */
static const struct number_row number_rows[] = {
	{"end", offsetof(struct facts, end), 0, END_COUNT - 1},
	{"step", offsetof(struct facts, step), 0, STEP_COUNT - 1},
	{"flags", offsetof(struct facts, flags), 0, 2 * (FACT_END - 1) - 1},
	{"errno", offsetof(struct facts, os_errno), -number_max, number_max},
	{"code", offsetof(struct facts, code), -number_max, number_max},
};

static const struct text_row {
	const char *name;
	size_t offset;
} text_rows[] = {
	{"enhanced", offsetof(struct facts, enhanced)},
	{"text", offsetof(struct facts, text)},
	{"first_line", offsetof(struct facts, greeting)},
	{"address", offsetof(struct facts, address)},
	{"tls_version", offsetof(struct facts, tls_version)},
	{"tls_cipher", offsetof(struct facts, tls_cipher)},
	{"mechanisms", offsetof(struct facts, mechanisms)},
	{"tried", offsetof(struct facts, tried)},
	{"refused", offsetof(struct facts, refused)},
	{"helo", offsetof(struct facts, helo)},
	{"host_name", offsetof(struct facts, host_name)},
	{"local", offsetof(struct facts, local)},
	{"to", offsetof(struct facts, recipient)},
	{"detail", offsetof(struct facts, detail)},
};

/* The same of one certificate. The digest is always there, so it begins the next of the chain. */
static const struct text_row certificate_texts[] = {
	{"sha256", offsetof(struct certificate, sha256)},
	{"subject", offsetof(struct certificate, subject)},
	{"issuer", offsetof(struct certificate, issuer)},
	{"not_before", offsetof(struct certificate, not_before)},
	{"not_after", offsetof(struct certificate, not_after)},
	{"pin", offsetof(struct certificate, pin)},
};

static const struct number_row certificate_numbers[] = {
	{"days_left", offsetof(struct certificate, days_left), -number_max, number_max},
	{"problems", offsetof(struct certificate, problems), 0, 2 * (CERT_END - 1) - 1},
};

static const char list_name[] = "capability";
static const char chain_mark[] = "chain."; /* before a name: of the last of the chain */

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
_Static_assert(1u << COUNT(cert_problems) == 2u * (CERT_END - 1), "every problem has its words");

/* All that a record can hold, and the job and the endpoint that the worker adds. */
enum {
	certificate_values = COUNT(certificate_texts) + COUNT(certificate_numbers),
	facts_values = COUNT(number_rows) + 1 + COUNT(text_rows) + facts_list_max +
		       certificate_values + facts_list_max +
		       facts_chain_max * (certificate_values + facts_chain_names_max) + STEP_COUNT +
		       facts_transcript_max + 2,
};

_Static_assert((int)facts_values <= (int)wire_values_max &&
		       (int)facts_values * (line_max + 60) < (int)wire_record_max,
	"the fullest facts are one record");

#define AT(facts, row, kind) ((kind *)(void *)((char *)(facts) + (row).offset))
#define AT_CONST(facts, row, kind)                                                                 \
	((const kind *)(const void *)((const char *)(facts) + (row).offset))

void facts_init(struct facts *f)
{
	*f = (struct facts) {0};
	for (int i = 0; i < STEP_COUNT; i++)
		f->entered[i] = -1;
}

static void certificate_fini(struct certificate *c)
{
	for (size_t i = 0; i < COUNT(certificate_texts); i++)
		free(*AT(c, certificate_texts[i], char *));
	strlist_fini(&c->names);
}

void facts_forget_certificates(struct facts *f)
{
	certificate_fini(&f->certificate);
	f->certificate = (struct certificate) {0};
	for (size_t i = 0; i < f->chain_length; i++)
		certificate_fini(&f->chain[i]);
	free(f->chain);
	f->chain = NULL;
	f->chain_length = 0;
}

void facts_fini(struct facts *f)
{
	facts_forget_certificates(f);
	for (size_t i = 0; i < COUNT(text_rows); i++)
		free(*AT(f, text_rows[i], char *));
	strlist_fini(&f->capabilities);
	for (size_t i = 0; i < f->lines; i++)
		free(f->transcript[i].text);
	free(f->transcript);
	facts_init(f);
}

const char *facts_capability(const struct facts *f, const char *keyword)
{
	size_t len = strlen(keyword);

	for (size_t i = 0; i < f->capabilities.n; i++) {
		const char *text = f->capabilities.items[i];

		if (ascii_same_n(text, keyword, len) && (!text[len] || text[len] == ' '))
			return text + len + strspn(text + len, " ");
	}
	return NULL;
}

void facts_text(char **slot, const char *text)
{
	free(*slot);
	*slot = text ? mem_bytes(text, strnlen(text, facts_text_max)) : NULL;
}

void facts_line(struct facts *f, int64_t us, bool from_client, const char *text)
{
	if (f->lines == facts_transcript_max)
		return;
	f->transcript = mem_grow(f->transcript, f->lines + 1, sizeof(*f->transcript));
	f->transcript[f->lines] = (struct transcript_line) {.us = us, .from_client = from_client};
	facts_text(&f->transcript[f->lines++].text, text);
}

struct certificate *facts_append_certificate(struct facts *f)
{
	if (f->chain_length == facts_chain_max)
		return NULL;
	f->chain = mem_grow(f->chain, f->chain_length + 1, sizeof(*f->chain));
	f->chain[f->chain_length] = (struct certificate) {0};
	return &f->chain[f->chain_length++];
}

int64_t facts_step_us(const struct facts *f, enum step s, int64_t end)
{
	int64_t begin = f->entered[s];

	for (int next = 0; next < STEP_COUNT; next++)
		if (f->entered[next] > begin && f->entered[next] < end)
			end = f->entered[next];
	return begin >= 0 && end > begin ? end - begin : 0;
}

const char *step_name(enum step s)
{
	return (unsigned)s < STEP_COUNT ? steps[s].name : NULL;
}

enum step step_find(const char *name)
{
	enum step s = STEP_DNS;

	while (s < STEP_COUNT && strcmp(steps[s].name, name) != 0)
		s++;
	return s;
}

const char *step_label(enum step s)
{
	return (unsigned)s < STEP_COUNT ? steps[s].label : NULL;
}

const char *cert_problem_name(unsigned bit)
{
	for (size_t i = 0; i < COUNT(cert_problems); i++)
		if (bit == 1u << i)
			return cert_problems[i].name;
	return NULL;
}

const char *cert_problem_label(unsigned bit)
{
	for (size_t i = 0; i < COUNT(cert_problems); i++)
		if (bit == 1u << i)
			return cert_problems[i].label;
	return NULL;
}

static void encode_line(const struct transcript_line *line, struct str *out)
{
	struct str text;

	str_init(&text, line_max);
	str_format(&text, "%.3f %c %s", (double)line->us / us_per_ms, line->from_client ? 'C' : 'S',
		line->text);
	wire_text(out, "line", text.data);
	str_fini(&text);
}

static void encode_certificate(const struct certificate *c, const char *mark, struct str *out)
{
	char name[32];

	for (size_t i = 0; i < COUNT(certificate_texts); i++) {
		const char *text = *AT_CONST(c, certificate_texts[i], char *);

		(void)snprintf(name, sizeof(name), "%s%s", mark, certificate_texts[i].name);
		if (text)
			wire_text(out, name, text);
	}
	for (size_t i = 0; i < COUNT(certificate_numbers); i++) {
		(void)snprintf(name, sizeof(name), "%s%s", mark, certificate_numbers[i].name);
		wire_number(out, name, *AT_CONST(c, certificate_numbers[i], int));
	}
	(void)snprintf(name, sizeof(name), "%sname", mark);
	for (size_t i = 0; i < c->names.n; i++)
		wire_text(out, name, c->names.items[i]);
}

void facts_encode(const struct facts *f, struct str *out)
{
	size_t start = wire_start(out, "result");

	for (size_t i = 0; i < COUNT(number_rows); i++)
		wire_number(out, number_rows[i].name, *AT_CONST(f, number_rows[i], int));
	wire_time(out, "total", f->total);
	for (size_t i = 0; i < COUNT(text_rows); i++)
		if (*AT_CONST(f, text_rows[i], char *))
			wire_text(out, text_rows[i].name, *AT_CONST(f, text_rows[i], char *));
	for (size_t i = 0; i < f->capabilities.n; i++)
		wire_text(out, list_name, f->capabilities.items[i]);
	encode_certificate(&f->certificate, "", out);
	for (size_t i = 0; i < f->chain_length; i++)
		encode_certificate(&f->chain[i], chain_mark, out);
	for (int i = 0; i < STEP_COUNT; i++)
		wire_time(out, steps[i].name, f->entered[i]);
	for (size_t i = 0; i < f->lines; i++)
		encode_line(&f->transcript[i], out);
	wire_finish(out, start);
}

/* The worker is ours, but what it parses is not: the texts are cleaned once more here. */
static char *clean_text(const struct wire_value *value, size_t max)
{
	struct str safe;

	str_init(&safe, max);
	text_safe(&safe, value->bytes, value->len);
	return str_take(&safe);
}

static void decode_line(struct facts *f, const struct wire_value *value)
{
	char *text = clean_text(value, line_max), *rest;
	int64_t us = wire_to_time(value);

	(void)strtod(text, &rest);
	if (rest[0] == ' ' && rest[1] && rest[2] == ' ')
		facts_line(f, us, rest[1] == 'C', rest + 3);
	free(text);
}

static int decode_number(void *to, const struct number_row *row, const struct wire_value *value)
{
	double number = wire_to_number(value);

	if (number < row->min || number > row->max)
		return -1;
	*AT(to, *row, int) = (int)number;
	return 0;
}

static void decode_item(struct strlist *list, size_t max, const struct wire_value *value)
{
	char *text = clean_text(value, facts_text_max);

	strlist_add(list, text, max);
	free(text);
}

static void decode_text(void *of, const struct text_row *rows, size_t n, const char *name,
	const struct wire_value *value)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(name, rows[i].name) == 0) {
			free(*AT(of, rows[i], char *));
			*AT(of, rows[i], char *) = clean_text(value, facts_text_max);
		}
}

static int decode_certificate(
	struct certificate *c, size_t names_max, const char *name, const struct wire_value *value)
{
	for (size_t i = 0; i < COUNT(certificate_numbers); i++)
		if (strcmp(name, certificate_numbers[i].name) == 0)
			return decode_number(c, &certificate_numbers[i], value);
	decode_text(c, certificate_texts, COUNT(certificate_texts), name, value);
	if (strcmp(name, "name") == 0)
		decode_item(&c->names, names_max, value);
	return 0;
}

/* Of the chain only what follows the digest of one that still fits is kept. */
static int decode_chain(struct facts *f, const struct wire_value *value)
{
	const char *name = value->name + strlen(chain_mark);
	bool begins = strcmp(name, certificate_texts[0].name) == 0;
	struct certificate *c = begins ? facts_append_certificate(f) : NULL;

	if (!begins && f->chain_length)
		c = &f->chain[f->chain_length - 1];
	return c ? decode_certificate(c, facts_chain_names_max, name, value) : 0;
}

static int facts_decode_value(struct facts *f, const struct wire_value *value)
{
	for (size_t i = 0; i < COUNT(number_rows); i++)
		if (strcmp(value->name, number_rows[i].name) == 0)
			return decode_number(f, &number_rows[i], value);
	decode_text(f, text_rows, COUNT(text_rows), value->name, value);
	if (strcmp(value->name, list_name) == 0)
		decode_item(&f->capabilities, facts_list_max, value);
	return decode_certificate(&f->certificate, facts_list_max, value->name, value);
}

int facts_decode(struct facts *f, const struct wire_record *record)
{
	int result = strcmp(record->type, "result") == 0 ? 0 : -1;

	for (size_t i = 0; i < record->n && result == 0; i++) {
		const struct wire_value *value = &record->values[i];
		enum step s = step_find(value->name);

		if (s < STEP_COUNT)
			f->entered[s] = wire_to_time(value);
		else if (strcmp(value->name, "total") == 0)
			f->total = wire_to_time(value);
		else if (strcmp(value->name, "line") == 0)
			decode_line(f, value);
		else if (strncmp(value->name, chain_mark, strlen(chain_mark)) == 0)
			result = decode_chain(f, value);
		else
			result = facts_decode_value(f, value);
	}
	return result;
}
