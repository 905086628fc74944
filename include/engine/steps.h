/*
 * The questions of the wizard and of the plain interface, as rows: from an e-mail address to
 * tested, saved settings. The answers go into the draft of the session at once, so that going back
 * loses nothing. An interface asks what the row of the present step names, shows what is to be
 * said, and calls steps_next(); nothing here knows a screen.
 */
#ifndef ENGINE_STEPS_H
#define ENGINE_STEPS_H

#include "engine/discover.h"
#include "engine/autodetect.h"
#include "engine/draft.h"
#include "engine/report.h"

enum steps_at {
	AT_SOURCE,   /* start from what another program uses? */
	AT_ADDRESS,  /* finds the provider */
	AT_PROVIDER, /* which one, where the address does not tell */
	AT_SERVER,   /* typed by hand */
	AT_WAY,      /* to log in, where the provider has a sign-in and passwords end */
	AT_LOGIN,
	AT_TOKEN,   /* the same where no password works */
	AT_CLIENT,  /* what a sign-in needs */
	AT_SIGN_IN, /* with a code or a pasted address, unless somebody is signed in */
	AT_TEST,
	AT_SENDER,
	AT_REVIEW,
	AT_COUNT
};

enum steps_kind { STEPS_FIELDS, STEPS_CHOICE, STEPS_SIGN_IN, STEPS_TEST, STEPS_REVIEW };

enum { steps_asks_max = 4, steps_refusals_max = 3, steps_text_max = 4000 };

struct steps;

struct steps_row {
	enum steps_kind kind;
	const char *title;
	const char *crumb; /* its word in the trail; NULL: it is a part of the step before */
	const char *label; /* in the place of the first setting's own, or NULL */
	enum field_id asks[steps_asks_max + 1]; /* ended by FIELD_COUNT */
	bool (*due)(const struct steps *st);    /* NULL: always */
	/* Appends what is to be known before anything is typed; NULL: nothing. */
	void (*say)(const struct steps *st, struct str *out);
	void (*enter)(struct steps *st); /* what is to be done when the step comes; NULL: nothing */
	void (*done)(struct steps *st);  /* what follows from its answers; NULL: nothing */
};

extern const struct steps_row steps_rows[AT_COUNT];

struct steps {
	struct session *session;
	struct listener listener;
	struct settings before; /* the draft as it was at the beginning */
	enum steps_at at;
	struct discovery found;
	struct autodetect autodetect;        /* of the guesses */
	bool by_hand;                        /* the server is to be typed */
	bool server_given;                   /* by a file, not by the address */
	bool no_login;                       /* that file has none for its server */
	bool recalled;                       /* a draft was there */
	char address[value_max + 1];         /* the one that the draft follows from */
	char detected_domain[value_max + 1]; /* the domain that the guesses are of */
	int refusals;                        /* logins in a row */
};

/*
 * Begins over the session; what was left as a draft is taken up. The listener hears of the guesses
 * that are tried meanwhile. steps_fini() by the caller.
 */
void steps_init(
	struct steps *st, struct session *session, struct draft *draft, struct listener listener);
void steps_fini(struct steps *st);

/* To the next step that is due, and to the one before; false: there is none. */
void steps_next(struct steps *st);
bool steps_back(struct steps *st);

/* To the first step of the login, after another provider was chosen. */
void steps_to_login(struct steps *st);

/* Back to the step that asks this; where none on the way does, one step back. */
bool steps_back_to(struct steps *st, enum field_id id);

/* The trail: the words of the steps that are due, one after the other, and how each stands. */
enum steps_mark { STEPS_AHEAD, STEPS_DONE, STEPS_FAILED };

struct steps_crumb {
	const char *word;
	enum steps_mark mark;
};

/* Returns how many there are; here: the number of the present one. */
size_t steps_trail(const struct steps *st, struct steps_crumb crumbs[AT_COUNT], size_t *here);

/* Which one of how many it is, from 1, as things stand. */
void steps_count(const struct steps *st, int *at, int *of);

/* Appends what a step has to say. */
void steps_say(const struct steps *st, enum steps_at at, struct str *out);

/* What an address leads to, in words, while it is being typed; nothing for what is none. */
void steps_say_address(const char *address, struct str *out);

/*
 * The options of a step of kind STEPS_CHOICE. steps_option() appends one line; the details are a
 * paragraph. The first `few` are the ones to be read out, the others are the catalogue.
 */
size_t steps_options(const struct steps *st, size_t *few);
void steps_option(const struct steps *st, size_t n, struct str *out);
void steps_option_details(const struct steps *st, size_t n, struct str *out);
/* Is it known by now that it is of no use? */
bool steps_option_hidden(const struct steps *st, size_t n);
const struct provider *steps_option_provider(const struct steps *st, size_t n); /* or NULL */
void steps_option_words(const struct steps *st, size_t n, struct str *out);     /* for a search */
size_t steps_option_search(const struct steps *st, const char *query, size_t *kept);
size_t steps_option_proposed(const struct steps *st);
void steps_choose(struct steps *st, size_t n);

/* Must it be answered before going on? */
bool steps_needs(const struct steps *st, enum field_id id);

/* Fills in the user where it is only the old address, or empty, and the provider takes one. */
void steps_propose_user(struct steps *st, const char *address);

/* A provider that the person has chosen, from whichever menu. */
void steps_use_provider(struct steps *st, const struct provider *p, bool as_listed);

/*
 * May another login be tried? After three refusals in a row accounts get locked; the sentence
 * says so. steps_tested() counts.
 */
bool steps_may_test(const struct steps *st);
extern const char steps_stop_sentence[];
void steps_tested(struct steps *st, const struct verdict *verdict);

/*
 * The review: where it will be written and who can read that, and all that is set, a line each,
 * with what the file has otherwise.
 */
void steps_summary(const struct steps *st, const struct report_out *out);

/* Appends what can be done next with what was saved, a line each. */
void steps_say_next(const struct session *s, struct str *out);

#endif
