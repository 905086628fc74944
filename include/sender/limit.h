/*
 * How much may be sent: in an hour as the settings have it, and in a day as the provider publishes
 * it. While no more may be, the folder has why and until when, for who cannot read the settings.
 */
#ifndef SENDER_LIMIT_H
#define SENDER_LIMIT_H

#include "model/settings.h"
#include "spool/ledger.h"
#include "spool/spool.h"

struct ledger_limit limit_of(const struct settings *s);
bool limit_is_set(struct ledger_limit limit);

/* Appends, for a full hour or day, how much was sent and when there is room. */
void limit_say(const struct settings *s, const struct ledger_room *room, struct str *out);

/* Notes so, or that there is room. */
void limit_note(
	const struct spool *s, const struct settings *settings, const struct ledger_room *room);

/* What is noted; zeroed where there is room, or was in the meantime. progress_fini() */
void limit_noted(const struct spool *s, struct progress *p);

#endif
