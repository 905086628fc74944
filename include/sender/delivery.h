/*
 * A run over what waits: one connection and one login for all of it, one message after the other as
 * far as the hourly limit goes. What the server refuses for good ends there, with a notice to who
 * sent it; what it refuses for now, or cannot be reached for, is tried again later, less and less
 * often for five days. When the login is refused all mail is held until the settings change or a
 * person lets it go: more tries may lock the account.
 */
#ifndef SENDER_DELIVERY_H
#define SENDER_DELIVERY_H

#include "model/settings.h"
#include "spool/spool.h"

#include <stdbool.h>

enum { delivery_keep_s = 5 * 24 * 60 * 60 };

/* What is said of a message when the run is done with it. Texts are borrowed. */
struct delivery_news {
	const char *id;
	bool gone;         /* it waits no more */
	bool refused;      /* some recipient was, for good */
	const char *words; /* why; NULL: all got it */
};

struct delivery {
	const struct spool *spool;
	const struct settings *settings; /* as they are saved */
	bool complete;                   /* they have what the login needs, wherever it is kept */
	/* Hears of every message; true: who sent it knows already of a refusal, and gets no notice.
	 */
	bool (*tell)(void *ctx, const struct delivery_news *news);
	void *ctx;
	bool insists; /* what waits for its time goes at once */
};

/*
 * Sends until nothing may go, if nobody else does. Errors: EX_UNAVAILABLE, the server cannot be
 * reached or refuses the login, with the verdict's words, and the mail waits; EX_IOERR, EX_CONFIG.
 */
int delivery_run(const struct delivery *d, struct err *e);

#endif
