/* One mail beside the folder, as the test message is: it counts in the book of the hour, too. */
#ifndef SENDER_HOUR_H
#define SENDER_HOUR_H

#include "engine/session.h"
#include "model/verdict.h"

#include <stdbool.h>

struct hour {
	char *place;
	long entry; /* -1: none */
};

/*
 * Enters one recipient; hour_leave() in any case. Where no book can be kept there is none to count
 * in. `config` as sender_place() has it. Errors: EX_TEMPFAIL, the hour or the day is full.
 */
int hour_enter(struct hour *h, const char *config, const struct settings *s, struct err *e);

/* The same for what is edited of a session. */
int hour_enter_session(struct hour *h, const struct session *session, struct err *e);

/* May the server have been told of the recipient, when it ended like that? NULL: not known. */
bool hour_may_name(const struct diagnosis *d);

/* named: it may have been. Fine on a zeroed struct, which is what it leaves. */
void hour_leave(struct hour *h, bool named);

#endif
