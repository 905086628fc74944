#include "cli/report.h"

#include "cli/json.h"
#include "engine/report.h"
#include "engine/state_words.h"
#include "model/fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What has nothing to say leaves no gap. */
static void print_section(const struct tester *t, int i)
{
	struct str text;

	str_init(&text, report_max);
	report_sections[i].say(t, &(struct report_out) {report_as_text, &text});
	if (text.len)
		(void)printf("%s%s", i == REPORT_RESULT ? "" : "\n", text.data);
	str_fini(&text);
}

enum { report_label_width = 32, report_time_width = 9 };

/* A line of a section, on a terminal. */
static void report_line_look(void *context, const struct report_line *line)
{
	const struct look *look = context;

	if (!line->label) {
		look_paragraph(look, line->tone, line->text);
		return;
	}
	look_mark(look, line->tone);
	(void)printf("%-*s %s%s%s\n", report_label_width, line->label, line->was ? line->was : "",
		!line->was    ? ""
		: look->ascii ? " -> "
			      : " → ",
		line->text);
}

static void report_steps_look(const struct look *look, const struct tester *t)
{
	enum step order[STEP_COUNT];
	int n = report_steps(&t->facts, order);
	struct str time;

	for (int i = 0; i < n; i++) {
		if (order[i] == STEP_DONE)
			continue;
		str_init(&time, report_max);
		report_time(facts_step_us(&t->facts, order[i], t->facts.total), &time);
		look_mark(look, report_step_tone(t, order[i]));
		(void)printf("%-*s %*s\n", report_label_width, step_label(order[i]),
			report_time_width, time.data);
		str_fini(&time);
	}
	look_mark(look, TONE_TEXT);
	(void)printf("%-*s %s\n", report_label_width, "Verdict", t->verdict.diagnosis->id);
}

static void report_endpoints_look(const struct look *look, const struct tester *t)
{
	const struct endpoint *endpoint;

	for (size_t i = 0; (endpoint = tester_endpoint(t, i)); i++) {
		look_mark(look, endpoint->good ? TONE_GOOD : TONE_BAD);
		(void)printf("%s:%s %s%s%s: %s\n", endpoint->host, endpoint->port,
			endpoint->protocol, endpoint->family == FAMILY_ANY ? "" : " ",
			endpoint->family == FAMILY_ANY ? "" : family_name(endpoint->family),
			endpoint->good ? "it answers" : endpoint->found->title);
	}
}

static void report_look(const struct look *look, const struct tester *t)
{
	struct look copy = *look;

	report_sections[REPORT_RESULT].say(t, &(struct report_out) {report_line_look, &copy});
	(void)putchar('\n');
	report_steps_look(look, t);
	if (tester_endpoint(t, 0))
		(void)putchar('\n');
	report_endpoints_look(look, t);
}

void report_text(const struct look *look, const struct tester *t)
{
	if (look->terminal) {
		report_look(look, t);
		return;
	}
	for (int i = REPORT_RESULT; i <= REPORT_ENDPOINTS; i++)
		print_section(t, i);
}

static void add_fix(void *context, enum field_id id, const char *value)
{
	json_object_set_new(context, fields[id].key, json_string(value));
}

static json_t *fix_json(const struct tester *t)
{
	json_t *fix;

	if (!fix_is_known(&t->verdict))
		return json_null();
	fix = json_object();
	fix_each(&t->verdict, &t->settings, add_fix, fix);
	return fix;
}

static json_t *smtp_json(const struct facts *f)
{
	if (!f->code)
		return json_null();
	return json_pack("{s:i, s:o, s:o}", "code", f->code, "enhanced", json_text(f->enhanced),
		"text", json_text(f->text));
}

static json_t *steps_json(const struct facts *f)
{
	enum step order[STEP_COUNT];
	int n = report_steps(f, order);
	json_t *steps = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(
			steps, json_pack("{s:s, s:f}", "step", step_name(order[i]), "ms",
				       (double)facts_step_us(f, order[i], f->total) / us_per_ms));
	return steps;
}

static json_t *report_list_json(const struct strlist *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++)
		json_array_append_new(array, json_string(list->items[i]));
	return array;
}

static json_t *problems_json(unsigned problems)
{
	json_t *array = json_array();

	for (unsigned bit = 1; cert_problem_name(bit); bit <<= 1)
		if (problems & bit)
			json_array_append_new(array, json_string(cert_problem_name(bit)));
	return array;
}

static json_t *certificate_json(const struct certificate *c)
{
	if (!c->subject)
		return json_null();
	return json_pack("{s:s, s:o, s:o, s:o, s:i, s:o, s:o}", "subject", c->subject, "issuer",
		json_text(c->issuer), "names", report_list_json(&c->names), "not_after",
		json_text(c->not_after), "days_left", c->days_left, "sha256", json_text(c->sha256),
		"problems", problems_json(c->problems));
}

static json_t *chain_json(const struct facts *f)
{
	json_t *array = json_array();

	for (size_t i = 0; i < f->chain_length; i++)
		json_array_append_new(array, certificate_json(&f->chain[i]));
	return array;
}

static json_t *tls_json(const struct facts *f)
{
	if (!f->tls_version && !f->certificate.subject)
		return json_null();
	return json_pack("{s:o, s:o, s:o, s:o}", "version", json_text(f->tls_version), "cipher",
		json_text(f->tls_cipher), "certificate", certificate_json(&f->certificate), "chain",
		chain_json(f));
}

static json_t *transcript_json(const struct facts *f)
{
	json_t *lines = json_array();

	for (size_t i = 0; i < f->lines; i++)
		json_array_append_new(lines,
			json_pack("{s:f, s:s, s:s}", "ms", (double)f->transcript[i].us / us_per_ms,
				"from", f->transcript[i].from_client ? "client" : "server", "text",
				f->transcript[i].text));
	return lines;
}

static json_t *endpoints_json(const struct tester *t)
{
	json_t *endpoints = json_array();
	const struct endpoint *endpoint;

	for (size_t i = 0; (endpoint = tester_endpoint(t, i)); i++)
		json_array_append_new(endpoints,
			json_pack("{s:s, s:i, s:s, s:s, s:s}", "host", endpoint->host, "port",
				atoi(endpoint->port), "protocol", endpoint->protocol, "family",
				family_name(endpoint->family), "id", endpoint->found->id));
	return endpoints;
}

static json_t *advice_json(const struct tester *t)
{
	struct str advice;
	json_t *text;

	str_init(&advice, report_max);
	report_advice(t, &advice);
	text = json_text(advice.data);
	str_fini(&advice);
	return text;
}

json_t *report_json(const struct tester *t)
{
	const struct facts *f = &t->facts;
	const struct verdict *v = &t->verdict;
	enum field_id field = tester_field(t);
	const struct {
		const char *name;
		json_t *value;
	} rows[] = {
		{"verdict", json_string(outcome_name(v->diagnosis->outcome))},
		{"id", json_string(v->diagnosis->id)},
		{"step", json_string(step_name(v->step))},
		{"title", json_string(v->title)},
		{"cause", json_text(v->cause)},
		{"advice", advice_json(t)},
		{"field", json_text(field < FIELD_COUNT ? fields[field].key : NULL)},
		{"fix", fix_json(t)},
		{"authenticated", json_boolean(v->authenticated)},
		{"encrypted", json_boolean(v->encrypted)},
		{"smtp", smtp_json(f)},
		{"steps", steps_json(f)},
		{"address", json_text(f->address)},
		{"doors", endpoints_json(t)},
		{"tls", tls_json(f)},
		{"capabilities", report_list_json(&f->capabilities)},
		{"transcript", transcript_json(f)},
	};
	json_t *document = json_document();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		json_object_set_new(document, rows[i].name, rows[i].value);
	return document;
}

enum tone report_state_tone(enum session_state state)
{
	static const enum tone tones[STATE_COUNT] = {
		[STATE_NOT_TESTED] = TONE_WARN,
		[STATE_ESTABLISHED] = TONE_GOOD,
		[STATE_FAILED] = TONE_BAD,
		[STATE_CHANGED] = TONE_WARN,
		[STATE_INCOMPLETE] = TONE_WARN,
	};

	return tones[state];
}

void report_status(enum session_state state, const struct tested *tested, size_t programs_differ,
	size_t waiting)
{
	bool known = diagnosis_find(tested->id);
	json_t *document = json_document();

	json_object_set_new(document, "established", json_boolean(state == STATE_ESTABLISHED));
	json_object_set_new(document, "state", json_string(state_words[state].id));
	json_object_set_new(document, "id", json_text(known ? tested->id : NULL));
	json_object_set_new(document, "at", json_text(known ? tested->at : NULL));
	json_object_set_new(document, "programs_differ", json_integer((json_int_t)programs_differ));
	json_object_set_new(document, "waiting", json_integer((json_int_t)waiting));
	json_print(document);
}
