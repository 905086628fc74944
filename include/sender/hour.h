/* One mail beside the folder, as the test message is: it counts in the book of the hour, too. */
#ifndef SENDER_HOUR_H
#define SENDER_HOUR_H

#include "base/err.h"
#include "model/settings.h"

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

/* named: the server may have been told of the recipient. */
void hour_leave(struct hour *h, bool named);

#endif
