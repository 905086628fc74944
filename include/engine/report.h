/*
 * What there is to tell of a test, in sections: one row each. The screen shows them on its pages,
 * the verb `test` prints the first ones, and the report for whoever is asked for help is all of
 * them. No secret is in it: of a secret setting only that it is set, and what the server and we
 * said was redacted by the worker as it came.
 */
#ifndef ENGINE_REPORT_H
#define ENGINE_REPORT_H

#include "engine/tester.h"

/* TONE_NOTE: a warning beside what matters most. */
enum tone { TONE_TEXT, TONE_HEADING, TONE_GOOD, TONE_WARN, TONE_BAD, TONE_NOTE, TONE_COUNT };

/* A label in the left column and what is said beside it; without a label, a paragraph. */
struct report_line {
	enum tone tone;
	const char *label, *text;
	const char *was; /* the value that the text replaces; NULL: none */
};

/* Where the lines go. */
struct report_out {
	void (*line)(void *context, const struct report_line *line);
	void *context;
};

struct report_section {
	const char *title;
	const char *page;  /* of the screen; NULL: on none, or drawn there in another way */
	const char *about; /* of the page, for its help; NULL: the section before has it */
	void (*say)(const struct tester *t, const struct report_out *out);
};

/* In the order of the report; those of one page follow each other. */
enum {
	REPORT_RESULT,
	REPORT_STEPS,
	REPORT_ENDPOINTS,
	REPORT_SETTINGS,
	REPORT_CERTIFICATES,
	REPORT_CONNECTION,
	REPORT_CAPABILITIES,
	REPORT_TRANSCRIPT,
	REPORT_COUNT
};

extern const struct report_section report_sections[REPORT_COUNT];

/* The steps that were entered, in the order of their times. Returns how many. */
int report_steps(const struct facts *f, enum step order[STEP_COUNT]);

/* How the title of a verdict is marked. */
enum tone report_tone(const struct verdict *v);

/* Good: it went well; bad: the test failed there; warn: it was cancelled there; text: none yet. */
enum tone report_step_tone(const struct tester *t, enum step s);

/* The same in one row: few words, each with its time so far. Returns how many there are. */
struct report_step {
	const char *word;
	enum tone tone; /* as above */
	bool begun;
	int64_t us;
};

int report_step_row(const struct tester *t, struct report_step out[STEP_COUNT]);

/* Appends a time as people read it: "< 1 ms", "21 ms", "1.5 s". */
void report_time(int64_t us, struct str *out);

/*
 * Appends a sentence and returns true when the server's certificate is still valid and ends
 * within verdict_notes_days.
 */
bool report_ending(const struct tester *t, struct str *out);

/* A row of a change. The usual port of a protocol is another setting, and is left out. */
void report_change(
	const struct report_out *out, const char *label, const char *was, const char *now);

/* Every setting that differs, a row each: "Port", "465", which was "587". */
void report_changes(
	const struct settings *before, const struct settings *after, const struct report_out *out);

/* Appends a line as plain text, broken at blanks where it is long. context: a struct str. */
void report_as_text(void *context, const struct report_line *line);

enum { report_max = 512 * 1024 };

/* Appends the advice, and what a person reads in the table below it: for whom there is no table. */
void report_advice(const struct tester *t, struct str *out);

/*
 * Appends the whole report of a test that is judged (report_max bytes are enough); on request
 * without the names and addresses in it (engine/report_hide.h).
 */
void report_write(const struct tester *t, bool hide_names, struct str *out);

#endif
