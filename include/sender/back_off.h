/*
 * When what could not be sent is tried again: after about a minute, then less and less often, with
 * a part that is random, so that not all comes back at once.
 */
#ifndef SENDER_BACK_OFF_H
#define SENDER_BACK_OFF_H

#include "mail/ticket.h"

enum {
	back_off_first_s = 60, /* to the second try */
	back_off_longest_s = 4 * 60 * 60,
};

/* Seconds behind so many tries; `random` 0 to 255 is from a quarter less to a quarter more. */
long back_off_pause(unsigned tries, unsigned random);

/* One more try has failed. */
void back_off_begin(struct progress *p);

/* A clock that was set back makes nothing wait longer than it ever would. */
bool back_off_is_over(const struct progress *p, time_t now);

#endif
