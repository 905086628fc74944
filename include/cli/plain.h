/*
 * The plain interface: the questions of the wizard, and a menu of all that the form can do, one
 * line at a time (cli/talk.h). Answers go into the draft of the session; however the conversation
 * ends, nothing is half saved, and what was answered is kept as a draft.
 */
#ifndef CLI_PLAIN_H
#define CLI_PLAIN_H

#include "cli/cli.h"
#include "cli/look.h"
#include "cli/talk.h"
#include "engine/questions.h"
#include "engine/steps.h"

/*
 * Runs the whole conversation; returns the exit code: EX_USAGE when the input ends too early,
 * EX_CONFIG when a broken file is left alone. Dies by the signal that ended it.
 */
int plain_run(const struct cli *cli);

/* For plain_*.c: the conversation, and where an answer leads. */
struct plain {
	struct wait wait;
	struct session session;
	struct draft draft;
	struct steps steps;
	struct talk talk;
	struct look look; /* without colours: no escape byte is ever printed here */
	bool fresh;       /* there is no configuration yet, or none that can be used */
	bool reviewed;    /* the review was said since the last question */
	bool done;        /* ended by a choice of the menu, which says all there is to say */
	int code;
};

enum way {
	WAY_ON,
	WAY_BACK,
	WAY_MENU,
	WAY_STAY, /* the step that is to come is set already */
	WAY_END,
};

/* Of an answer that is a sign. */
enum way plain_way(enum answer answer);

/* Asks for one setting; label NULL: its own. `needed`: as steps_needs() says. */
enum way plain_ask_field(struct plain *p, enum field_id id, const char *label, bool needed);

/* Asks for a secret, without proposing to keep what is there. */
enum way plain_type_secret(struct plain *p, enum field_id id, const char *label);

/* The questions of a row, from the first; from the last when one comes back to it. */
enum way plain_ask_row(struct plain *p, const struct steps_row *row, bool from_last);

/* One step of the wizard; the review is the menu. */
enum way plain_step(struct plain *p, bool backwards);
enum way plain_menu(struct plain *p);

/* Says an error, or a sentence of a rule, as a sentence of its own. */
void plain_say_error(const struct err *e);
void plain_say_rule(const struct rule *rule, const struct settings *s);

/* Says whom the password was given for, where the draft leads elsewhere; nothing otherwise. */
void plain_say_elsewhere(const struct plain *p);

/*
 * Asks: ANSWER_CHOSEN, with what follows it in *next, also where there is nothing to ask (then
 * QUESTION_ON); else the sign that was typed, and QUESTION_STAY. The answer has acted, and what
 * there is to say of it is said.
 */
enum answer plain_question(struct talk *t, enum question_id id, const struct question_about *about,
	enum question_next *next);

/* The same for a choice that was made elsewhere, without asking. */
enum question_next plain_choose(enum question_id id, const struct question_about *about, size_t n);

/* The session and the draft, for a question that is about nothing else. */
struct question_about plain_about(struct plain *p);

/* The whole of Test Server, with mending and testing again. */
enum way plain_test(struct plain *p);

/* Signs in; returns the exit code, above plain_signal_codes where a signal ended it. */
enum { plain_signal_codes = 128 };

int plain_sign_in(struct plain *p);

/* Sends a test message to an address that is asked for. */
enum way plain_send(struct plain *p);

/* The provider menu; a choice is in the draft then. */
enum way plain_provider(struct plain *p);

/* Asks what there is to ask, and saves; p->done is set when it is saved. */
enum way plain_save(struct plain *p);

/*
 * After a save: how the programs of the machine stand, and, where that is wanted, the settings
 * written into their files.
 */
void plain_programs(struct plain *p);

/* "LABEL: VALUE" of every setting that is not as before; a secret is "(set)". */
void plain_tell_changes(const struct plain *p, const struct settings *before);

#endif
