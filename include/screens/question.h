/* A question of engine/questions.h as a box on the stack. */
#ifndef SCREENS_QUESTION_H
#define SCREENS_QUESTION_H

#include "engine/questions.h"
#include "screens/app.h"

/* What follows an answer, which has acted by then. */
struct question_sequel {
	void (*run)(void *ctx, enum question_next next);
	void *ctx;
	void (*free)(void *ctx); /* after it, or without one; NULL: ctx is borrowed */
};

/*
 * Asks; where there is nothing to ask it goes on at once, with QUESTION_ON. The form shows what
 * changed, and says why an answer could not act.
 */
void question_open(struct app *app, enum question_id id, const struct question_about *about,
	const struct question_sequel *sequel);

/* The session and the draft of the app, for a question that is about nothing else. */
struct question_about question_of(struct app *app);

#endif
