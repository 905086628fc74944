/* The steps of a test as people read them: how each went, and how long it took. */
#include "engine/report.h"

#include <string.h>

enum { FOR_LOGIN = 1, FOR_AFTER_LOGIN = 2, FOR_MESSAGE = 4 };

/*
 * The steps in the order in which their protocols take them, with the word of a narrow row. Those
 * of one word in a row are one; one that joins another is only worth a word where it does not pass.
 */
static const struct {
	enum step step;
	const char *only; /* for this protocol; NULL: for all */
	unsigned asks;    /* FOR_, all of them */
	const char *word;
	const char *joins; /* the word that its time counts with, or NULL */
} steps_expected[] = {
	{STEP_DNS, NULL, 0, "Name", NULL},
	{STEP_CONNECT, NULL, 0, "Connect", NULL},
	{STEP_TLS, "ssl", 0, "Encryption", NULL},
	{STEP_GREETING, NULL, 0, "Greeting", "Connect"},
	{STEP_EHLO, NULL, 0, "EHLO", "Connect"},
	{STEP_STARTTLS, "starttls", 0, "Encryption", NULL},
	{STEP_TLS, "starttls", 0, "Encryption", NULL},
	{STEP_AUTH, NULL, FOR_LOGIN, "Login", NULL},
	{STEP_SENDER, NULL, FOR_AFTER_LOGIN, "Sender", NULL},
	{STEP_RECIPIENT, NULL, FOR_AFTER_LOGIN, "Recipient", NULL},
	{STEP_CONTENT, NULL, FOR_MESSAGE, "Message", NULL},
};

enum { steps_expected_count = sizeof(steps_expected) / sizeof(steps_expected[0]) };

int report_steps(const struct facts *f, enum step order[STEP_COUNT])
{
	int n = 0;

	for (int s = 0; s < STEP_COUNT; s++) {
		int at = n;

		if (f->entered[s] < 0)
			continue;
		while (at > 0 && f->entered[order[at - 1]] > f->entered[s]) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = (enum step)s;
		n++;
	}
	return n;
}

/* The step that the dialogue stands at, or ended at. */
static bool report_is_last(const struct facts *f, enum step s)
{
	for (int other = 0; other < STEP_DONE; other++)
		if (f->entered[other] > f->entered[s])
			return false;
	return true;
}

enum tone report_step_tone(const struct tester *t, enum step s)
{
	static const enum tone ends[] = {
		[OUTCOME_OK] = TONE_GOOD,
		[OUTCOME_WARNING] = TONE_GOOD,
		[OUTCOME_FAILED] = TONE_BAD,
		[OUTCOME_CANCELLED] = TONE_WARN,
	};

	if (t->facts.entered[s] < 0)
		return TONE_TEXT;
	if (!report_is_last(&t->facts, s))
		return TONE_GOOD;
	return t->judged ? ends[t->verdict.diagnosis->outcome] : TONE_TEXT;
}

static bool report_expects(const struct tester *t, size_t row)
{
	unsigned asks = steps_expected[row].asks;
	unsigned is = (settings_is_empty(&t->settings, FIELD_USER) ? 0u : FOR_LOGIN) |
		      (t->to ? FOR_AFTER_LOGIN : 0u) | (t->sends ? FOR_MESSAGE : 0u);
	const char *only = steps_expected[row].only;

	return (!only || settings_is(&t->settings, FIELD_PROTOCOL, only)) && (asks & is) == asks;
}

static struct report_step *report_find_word(struct report_step out[], int n, const char *word)
{
	while (n > 0 && strcmp(out[n - 1].word, word) != 0)
		n--;
	return n > 0 ? &out[n - 1] : NULL;
}

static void report_add_time(struct report_step *to, const struct report_step *step)
{
	to->us += step->us;
	if (!step->begun)
		return;
	to->begun = true;
	to->tone = step->tone;
}

int report_step_row(const struct tester *t, struct report_step out[STEP_COUNT])
{
	int n = 0;

	for (size_t i = 0; i < steps_expected_count; i++) {
		enum step s = steps_expected[i].step;
		const char *joins = steps_expected[i].joins;
		struct report_step step = {steps_expected[i].word, report_step_tone(t, s),
			t->facts.entered[s] >= 0, 0};
		struct report_step *other;

		if (!report_expects(t, i))
			continue;
		if (step.begun)
			step.us = facts_step_us(&t->facts, s, tester_elapsed_us(t));
		other = joins && (!step.begun || step.tone == TONE_GOOD)
				? report_find_word(out, n, joins)
				: report_find_word(out, n, step.word);
		if (other && joins)
			other->us += step.us;
		else if (other)
			report_add_time(other, &step);
		else
			out[n++] = step;
	}
	return n;
}

void report_time(int64_t us, struct str *out)
{
	double ms = (double)us / us_per_ms;

	if (ms >= 1000)
		str_format(out, "%.1f s", ms / 1000);
	else if (ms < 1)
		str_text(out, "< 1 ms");
	else
		str_format(out, "%.0f ms", ms);
}
