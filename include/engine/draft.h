/*
 * Answers that are not in the configuration yet, kept for the next time: a file of its own for
 * each configuration, in the person's state directory, 0600, without any secret.
 */
#ifndef ENGINE_DRAFT_H
#define ENGINE_DRAFT_H

#include "engine/session.h"

/*
 * Keeps what the draft of the session says, or drops the old one where the draft says nothing
 * that is not saved. Errors: those of file_replace().
 */
int draft_keep(const struct session *s, struct err *e);

/* Puts what was kept into the draft of the session. False: there was nothing. */
bool draft_recall(struct session *s);

void draft_drop(const struct session *s);

#endif
