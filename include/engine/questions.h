/*
 * What a person is asked in the middle of something else: a row a question, with its text, its
 * choices, and what each of them does to the session. The form shows a row as a box with buttons,
 * the plain interface as a paragraph and a numbered list; neither knows more of a row than how to
 * show it. The last choice of a row changes nothing: it is what Esc, or going back, chooses.
 */
#ifndef ENGINE_QUESTIONS_H
#define ENGINE_QUESTIONS_H

#include "engine/draft.h"
#include "engine/program_list.h"
#include "engine/tester.h"

enum question_id {
	QUESTION_BROKEN,   /* the file cannot be used */
	QUESTION_IN_CLEAR, /* before a test: the password would not be encrypted */
	QUESTION_OBSOLETE, /* the listed values of the provider no longer work */
	QUESTION_MISSING,  /* before a save: the first of QUESTION_SAVE_CHECKS */
	QUESTION_WORSE,
	QUESTION_REWRITE,
	QUESTION_OUTDATED, /* another program has changed the file */
	QUESTION_UNSAVED,  /* before something that gives up the draft */
	QUESTION_LEAVE,    /* the wizard, without a save */
	QUESTION_RESTORE,  /* what was edited in an earlier run, and not saved */
	QUESTION_PROGRAMS, /* after a save: the settings for the machine's programs as well? */
	QUESTION_UNTESTED, /* before they are: the first of QUESTION_APPLY_CHECKS */
	QUESTION_WEAKER,
	QUESTION_APPLY,
	QUESTION_COUNT,

	QUESTION_SAVE_CHECKS = QUESTION_MISSING, /* one after the other, and up to this one */
	QUESTION_SAVE_CHECKS_END = QUESTION_REWRITE + 1,
	QUESTION_APPLY_CHECKS = QUESTION_UNTESTED, /* likewise */
	QUESTION_APPLY_CHECKS_END = QUESTION_APPLY + 1
};

enum { question_choices_max = 3, question_text_max = 8000 };

/* What it is about, all of it borrowed: the session always, the others where the row needs them. */
struct question_about {
	struct session *session;
	struct draft *draft;                 /* QUESTION_LEAVE, QUESTION_RESTORE */
	const struct provider *provider;     /* QUESTION_OBSOLETE */
	const char *trouble;                 /* QUESTION_BROKEN: why the file cannot be used */
	const struct program_list *programs; /* from QUESTION_PROGRAMS on: those that are chosen */
};

/* What is left to the interface. */
enum question_next {
	QUESTION_STAY,      /* nothing follows */
	QUESTION_ON,        /* what the question came before */
	QUESTION_AS_LISTED, /* the same, with the values that no longer work */
	QUESTION_SAVE,      /* a save, with what belongs to it */
	QUESTION_EACH,      /* what it came before, for one after the other */
	QUESTION_SHOW,      /* the draft is another one now */
	QUESTION_FAILED     /* the error says why */
};

struct question_choice {
	const char *label;
	/* On a line of its own; NULL: the label, "": it is not on the list, < chooses it. */
	const char *line;
	void (*say)(const struct question_about *about, struct str *out); /* added there, or NULL */
	/* NULL: nothing changes, and nothing follows. */
	enum question_next (*answer)(const struct question_about *about, struct err *e);
	const char *said; /* a sentence, where nothing follows that says more; NULL: none */
};

struct question {
	const char *title; /* NULL: the provider's name */
	/* Appends the text; false, with nothing appended, when there is nothing to ask. */
	bool (*say)(const struct question_about *about, struct str *out);
	struct question_choice choices[question_choices_max + 1]; /* ended by one without a label */
	size_t proposed;
	/* Without a box round it: what stands before the number, and what is said instead, or NULL.
	 * What is proposed there is careful, for answers also come through pipes. */
	const char *prompt;
	bool (*say_line)(const struct question_about *about, struct str *out);
	size_t proposed_line;
	/* The setting that would end it; NULL: none. */
	enum field_id (*field)(const struct question_about *about);
};

extern const struct question questions[QUESTION_COUNT];

size_t question_choices(const struct question *q);
const char *question_title(const struct question *q, const struct question_about *about);

/* The text, and a choice, without a box. */
bool question_say_line(
	const struct question *q, const struct question_about *about, struct str *out);
void question_choice_line(
	const struct question_choice *choice, const struct question_about *about, struct str *out);

/* Does what choice n says; e only with QUESTION_FAILED. */
enum question_next question_answer(
	const struct question *q, const struct question_about *about, size_t n, struct err *e);

/* Questions with a line to type: the address that mail goes to. */

enum question_address_id { QUESTION_SEND, QUESTION_REHEARSE, QUESTION_ADDRESSES };

struct question_address {
	const char *title; /* also what it is asked as where there is no box */
	const char *text;
	const char *not_done; /* "Nothing sent", in front of the reason */
	/* What is done with the address. */
	void (*start)(struct tester *t, const struct settings *settings, const char *to);
};

extern const struct question_address question_addresses[QUESTION_ADDRESSES];

/* The address that is proposed; NULL: it cannot be asked for, because mail has no sender. */
const char *question_address_proposed(const struct session *s);
extern const char question_address_no_sender[];

#endif
