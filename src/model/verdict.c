#include "model/verdict.h"

#include "base/mem.h"
#include "base/text.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	line_max = facts_text_max + 40, /* a line of the transcript with its time */
	number_max = 1000000000,        /* what any number of the facts stays below */
};

static const struct {
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

static const char *const problem_names[] = {
	"expired",
	"not_yet_valid",
	"self_signed",
	"unknown_ca",
	"wrong_name",
	"other",
};

/* One row a fact: both directions of the wire run over these. */
static const struct {
	const char *name;
	size_t offset;
} number_rows[] =
	{
		{"end", offsetof(struct facts, end)},
		{"step", offsetof(struct facts, step)},
		{"flags", offsetof(struct facts, flags)},
		{"total", offsetof(struct facts, total)},
		{"errno", offsetof(struct facts, os_errno)},
		{"code", offsetof(struct facts, code)},
		{"days_left", offsetof(struct facts, certificate.days_left)},
		{"problems", offsetof(struct facts, certificate.problems)},
},
  text_rows[] =
	  {
		  {"enhanced", offsetof(struct facts, enhanced)},
		  {"text", offsetof(struct facts, text)},
		  {"first_line", offsetof(struct facts, greeting)},
		  {"address", offsetof(struct facts, address)},
		  {"tls_version", offsetof(struct facts, tls_version)},
		  {"tls_cipher", offsetof(struct facts, tls_cipher)},
		  {"mechanisms", offsetof(struct facts, mechanisms)},
		  {"tried", offsetof(struct facts, tried)},
		  {"to", offsetof(struct facts, recipient)},
		  {"detail", offsetof(struct facts, detail)},
		  {"subject", offsetof(struct facts, certificate.subject)},
		  {"issuer", offsetof(struct facts, certificate.issuer)},
		  {"not_before", offsetof(struct facts, certificate.not_before)},
		  {"not_after", offsetof(struct facts, certificate.not_after)},
		  {"sha256", offsetof(struct facts, certificate.sha256)},
		  {"pin", offsetof(struct facts, certificate.pin)},
},
  list_rows[] = {
	  {"name", offsetof(struct facts, certificate.names)},
	  {"capability", offsetof(struct facts, capabilities)},
};

#define COUNT(rows)          (sizeof(rows) / sizeof((rows)[0]))
#define AT(facts, row, kind) ((kind *)(void *)((char *)(facts) + (row).offset))
#define AT_CONST(facts, row, kind)                                                                 \
	((const kind *)(const void *)((const char *)(facts) + (row).offset))

void facts_init(struct facts *f)
{
	*f = (struct facts) {0};
	for (int i = 0; i < STEP_COUNT; i++)
		f->entered[i] = -1;
}

void facts_fini(struct facts *f)
{
	for (size_t i = 0; i < COUNT(text_rows); i++)
		free(*AT(f, text_rows[i], char *));
	for (size_t i = 0; i < COUNT(list_rows); i++)
		strlist_fini(AT(f, list_rows[i], struct strlist));
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

		if (strncasecmp(text, keyword, len) == 0 && (!text[len] || text[len] == ' '))
			return text + len + strspn(text + len, " ");
	}
	return NULL;
}

void facts_text(char **slot, const char *text)
{
	free(*slot);
	*slot = text ? mem_bytes(text, strnlen(text, facts_text_max)) : NULL;
}

void facts_line(struct facts *f, double ms, bool from_client, const char *text)
{
	if (f->lines == facts_transcript_max)
		return;
	f->transcript = mem_grow(f->transcript, f->lines + 1, sizeof(*f->transcript));
	f->transcript[f->lines] = (struct transcript_line) {.ms = ms, .from_client = from_client};
	facts_text(&f->transcript[f->lines++].text, text);
}

double facts_step_ms(const struct facts *f, enum step s, double end)
{
	double begin = f->entered[s];

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
	for (size_t i = 0; i < COUNT(problem_names); i++)
		if (bit == 1u << i)
			return problem_names[i];
	return NULL;
}

static void encode_line(const struct transcript_line *line, struct str *out)
{
	struct str text;

	str_init(&text, line_max);
	str_format(&text, "%.3f %c %s", line->ms, line->from_client ? 'C' : 'S', line->text);
	wire_text(out, "line", text.data);
	str_fini(&text);
}

void facts_encode(const struct facts *f, struct str *out)
{
	size_t start = wire_start(out, "result");

	for (size_t i = 0; i < COUNT(number_rows); i++)
		wire_number(out, number_rows[i].name, *AT_CONST(f, number_rows[i], double));
	for (size_t i = 0; i < COUNT(text_rows); i++)
		if (*AT_CONST(f, text_rows[i], char *))
			wire_text(out, text_rows[i].name, *AT_CONST(f, text_rows[i], char *));
	for (size_t i = 0; i < COUNT(list_rows); i++) {
		const struct strlist *list = AT_CONST(f, list_rows[i], struct strlist);

		for (size_t n = 0; n < list->n; n++)
			wire_text(out, list_rows[i].name, list->items[n]);
	}
	for (int i = 0; i < STEP_COUNT; i++)
		wire_number(out, steps[i].name, f->entered[i]);
	for (size_t i = 0; i < f->lines; i++)
		encode_line(&f->transcript[i], out);
	wire_finish(out, start);
}

/* The worker is ours, but what it parses is not: the texts are cleaned once more here. */
static char *clean_text(const char *text, size_t len, size_t max)
{
	struct str safe;

	str_init(&safe, max);
	text_safe(&safe, text, len);
	return str_take(&safe);
}

static void decode_line(struct facts *f, const struct wire_value *value)
{
	char *text = clean_text(value->bytes, value->len, line_max), *rest;
	double ms = strtod(text, &rest);

	if (rest[0] == ' ' && rest[1] && rest[2] == ' ')
		facts_line(f, ms, rest[1] == 'C', rest + 3);
	free(text);
}

static void decode_value(struct facts *f, const struct wire_value *value)
{
	for (size_t i = 0; i < COUNT(number_rows); i++)
		if (strcmp(value->name, number_rows[i].name) == 0)
			*AT(f, number_rows[i], double) = wire_to_number(value);
	for (size_t i = 0; i < COUNT(text_rows); i++)
		if (strcmp(value->name, text_rows[i].name) == 0) {
			free(*AT(f, text_rows[i], char *));
			*AT(f, text_rows[i], char *) =
				clean_text(value->bytes, value->len, facts_text_max);
		}
	for (size_t i = 0; i < COUNT(list_rows); i++)
		if (strcmp(value->name, list_rows[i].name) == 0) {
			char *text = clean_text(value->bytes, value->len, facts_text_max);

			strlist_add(AT(f, list_rows[i], struct strlist), text, facts_list_max);
			free(text);
		}
}

int facts_decode(struct facts *f, const struct wire_record *record)
{
	if (strcmp(record->type, "result") != 0)
		return -1;
	for (size_t i = 0; i < record->n; i++) {
		const struct wire_value *value = &record->values[i];
		enum step s = step_find(value->name);

		if (s < STEP_COUNT)
			f->entered[s] = wire_to_number(value);
		else if (strcmp(value->name, "line") == 0)
			decode_line(f, value);
		else
			decode_value(f, value);
	}
	for (size_t i = 0; i < COUNT(number_rows); i++)
		if (fabs(*AT(f, number_rows[i], double)) > number_max)
			return -1;
	return f->end >= END_OK && f->end < END_COUNT && f->step >= 0 && f->step < STEP_COUNT &&
			       f->flags >= 0 && f->certificate.problems >= 0
		       ? 0
		       : -1;
}
