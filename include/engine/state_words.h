/* The state of a test in words: a row for each state, a column for each place that shows it. */
#ifndef ENGINE_STATE_WORDS_H
#define ENGINE_STATE_WORDS_H

#include "engine/session.h"

struct state_words {
	const char *id;     /* for programs */
	const char *badge;  /* in the corner of the form */
	const char *status; /* the whole answer of the verb status */
	const char *saved;  /* a sentence after a save */
	const char *ending; /* what follows "Saved in FILE, " when the wizard is over */
};

extern const struct state_words state_words[STATE_COUNT];

#endif
