/*
 * One round over what waits in a folder, with the settings as they are saved now: read by who may
 * read them, and sent by who the folder belongs to. Why nothing can be sent is kept with the mail.
 */
#ifndef SENDER_ROUND_H
#define SENDER_ROUND_H

#include "sender/delivery.h"

struct round {
	const char *place, *config; /* as sender_place() and sender_config() have them */
	/* As struct delivery's; NULL: nobody waits. */
	bool (*tell)(void *ctx, const struct delivery_news *news);
	void *ctx;
	bool insists;
};

/* Is there anything in the folder? */
bool round_has_work(const char *place);

/*
 * The process may be another user's behind it. Errors: those of session_open(), EX_NOINPUT, there
 * is no configuration; those of login_settings() and of delivery_run().
 */
int round_deliver(const struct round *r, struct err *e);

#endif
