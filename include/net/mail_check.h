/*
 * What a job asks for behind the login: a rehearsed envelope or a test message. Makes the addresses
 * fit for the protocol and the message, then carries the dialogue (net/envelope) over a connection
 * of libcurl whose own part is done (CURLOPT_CONNECT_ONLY). Nothing here blocks; times are us
 * since the start of the test.
 */
#ifndef NET_MAIL_CHECK_H
#define NET_MAIL_CHECK_H

#include "model/request.h"
#include "net/envelope.h"
#include "net/waits.h"

#include <curl/curl.h>
#include <stdbool.h>

/*
 * `limit` is for the whole test. The answer to a message may take it once more: servers look at
 * what they got before they say that they have it.
 */
struct mail_check_owner {
	int64_t (*now)(void *context);
	void (*asks)(void *context); /* a command, or the message, is about to go out */
	void *context;
	int64_t limit;
};

struct mail_check {
	struct envelope envelope;
	struct mail_check_owner owner;
	size_t sent;      /* bytes of the envelope's out */
	int64_t deadline; /* when it ends without a result */
};

/* What the request wants after the login, which has an address. */
void mail_check_init(struct mail_check *e, struct smtp_session *m, const struct settings *settings,
	const struct after_login *after_login, const struct mail_check_owner *owner);
void mail_check_fini(struct mail_check *e);

/* As far as it goes without waiting; true when it is over: the session's verdict counts. */
bool mail_check_go_on(struct mail_check *e, CURL *easy);

/* What it waits for then: an event of the connection, until its time is over. */
void mail_check_wait(const struct mail_check *e, CURL *easy, struct waits *waits);

#endif
