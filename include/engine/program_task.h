/*
 * Applying to several programs, undoing, or a test message through one, beside what a person sees:
 * a copy of this process does it, since programs take their time, and sends an answer for each.
 * Never blocks; it hangs in the loop of its listener, who hears of each answer and of the end. What
 * is on its way is never ended half-way: program_task_fini() waits for it.
 */
#ifndef ENGINE_PROGRAM_TASK_H
#define ENGINE_PROGRAM_TASK_H

#include "base/loop.h"
#include "base/proc.h"
#include "engine/program_apply.h"
#include "engine/program_list.h"

struct program_answer {
	const struct codec *codec;
	char *file; /* as in struct program_item */
	struct program_result result;
	struct err e; /* code 0, or why nothing was done */
};

enum program_work { PROGRAM_APPLIES, PROGRAM_UNDOES, PROGRAM_SENDS };

struct program_task {
	struct listener listener;
	struct proc copy;
	struct str in; /* not a whole answer yet */
	uint64_t reading;
	bool running;
	enum program_work work;
	struct program_answer
		*answers; /* in the order of what was asked; the first `came` are in */
	size_t n, came;
};

/* Fine on a zeroed struct. */
void program_task_init(struct program_task *t, struct listener listener);
void program_task_fini(struct program_task *t);

/* Begins, for what is chosen. What cannot even be started is an answer as well. */
void program_task_apply(struct program_task *t, const struct program_list *l,
	const struct settings *s, struct program_wish wish);
void program_task_undo(struct program_task *t, const struct program_list *l, size_t n);
void program_task_send(struct program_task *t, const struct program_list *l, size_t n,
	const struct settings *s, const char *to);

/* Did all of it go well? */
bool program_task_is_good(const struct program_task *t);

/* Appends what became of it, a sentence for each program and each message. */
void program_task_say(const struct program_task *t, struct str *out);

#endif
