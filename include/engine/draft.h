/*
 * Edits that are not in the configuration yet, kept so that they outlive the program however it
 * ends: a file of its own for each configuration, in the person's state directory, 0600, without
 * any secret. It has what was edited and nothing else, so that taking it up again undoes nothing
 * that others changed meanwhile, and what the configuration said then, so that this can be told.
 * An interface brings it up to date after each edit; what was left by an earlier run stays in it
 * until it is taken up, forgotten, or edited anew.
 */
#ifndef ENGINE_DRAFT_H
#define ENGINE_DRAFT_H

#include "base/claimed_file.h"
#include "engine/session.h"

struct draft {
	char *path;
	struct claimed_file claim;
	struct str kept;          /* the bytes that lie there, or could not be put there */
	struct err trouble;       /* why they could not; code 0: they lie there */
	bool edited[FIELD_COUNT]; /* what was left; of a secret: that it was edited */
	struct settings edits;    /* where edited */
	struct settings base; /* what the configuration said then; of secrets what it says now */
	time_t at;            /* when the last edit of it was kept */
};

/*
 * Looks for what was left. A file that cannot be used, or that another process holds, is none.
 * draft_close() by the caller, which leaves behind what is kept.
 */
void draft_open(struct draft *d, const struct session *s);
void draft_close(struct draft *d);

/* Was anything left that the configuration does not say? */
bool draft_is_left(const struct draft *d);

/* What was left: on top of what is saved, and what the configuration said then. */
void draft_look(const struct draft *d, const struct session *s, struct settings *edited,
	struct settings *base);

/* Was a secret edited as well, which is lost? */
bool draft_lost_secret(const struct draft *d);

/* Appends what was edited, when, what of it is lost, and what others did to the file since. */
void draft_say(const struct draft *d, const struct session *s, struct str *out);

/*
 * Puts what was left into the draft of the session, where the password of the file follows. False:
 * there was nothing.
 */
bool draft_take(struct draft *d, struct session *s);

/* Gives up what was left. */
void draft_forget(struct draft *d);

/*
 * Appends "To go on: " and the command that takes up what is kept of that session; words: an option
 * and a verb for its end, or "". False, with nothing appended, where nothing is kept.
 */
bool draft_say_how(
	const struct draft *d, const struct session *s, const char *words, struct str *out);

/*
 * Brings the file up to date with what the session has and the configuration has not; where that
 * is nothing, and nothing was left, there is none. Writes only when something is different. Errors:
 * those of file_put(), again and again without another try, until something is different.
 */
int draft_keep(struct draft *d, const struct session *s, struct err *e);

#endif
