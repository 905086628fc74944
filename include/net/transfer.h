/*
 * A handle of libcurl and the multi handle that drives it. Behind its CURLOPT_PRIVATE stands the
 * transfer, and behind the transfer's ops whoever wants to hear of its end.
 */
#ifndef NET_TRANSFER_H
#define NET_TRANSFER_H

#include "base/err.h"

#include <curl/curl.h>

struct transfer;

struct transfer_ops {
	/* The library is done with it. The handle stays for questions until transfer_close(). */
	void (*ended)(struct transfer *t, CURLcode code);
};

struct transfer {
	const struct transfer_ops *ops;
	CURLM *multi;
	CURL *easy; /* NULL: there is none */
};

/* A handle without options. Errors: EX_OSERR; transfer_close() all the same. */
int transfer_init(struct transfer *t, const struct transfer_ops *ops, CURLM *multi, struct err *e);

/* From now on the multi handle drives it. Errors: EX_OSERR. */
int transfer_start(struct transfer *t, struct err *e);

/* A new handle with the same options in the place of this one, whose clocks have run. */
int transfer_renew(struct transfer *t, struct err *e);

/* Also in the middle, and fine on a zeroed struct. */
void transfer_close(struct transfer *t);

/* Lets all that have ended on the multi handle be heard of. */
void transfer_hear_ends(CURLM *multi);

#endif
