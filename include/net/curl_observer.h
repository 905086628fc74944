/*
 * What one transfer of the library lets us hear, told to the session: the addresses it tries,
 * every line of the dialogue with its place in the stream, and what lies below, which only the
 * library's clocks tell of.
 */
#ifndef NET_CURL_OBSERVER_H
#define NET_CURL_OBSERVER_H

#include "net/tcp_bytes.h"
#include "net/smtp_session.h"

#include <curl/curl.h>
#include <time.h>

struct curl_observer {
	struct smtp_session *session;
	CURL *easy;
	struct timespec start;
	bool automatic;         /* the login method is chosen by what the server offers */
	int opened[8];          /* the sockets opened last, a ring */
	size_t n_opened;        /* of all */
	int socket;             /* the one that was connected; -1: none yet */
	int shortage;           /* errno: what there was none left of for a connection; or 0 */
	struct tcp_bytes seen;  /* as it was before bytes of ours went out, */
	struct tcp_bytes asked; /* and before our last command did */
	bool records;           /* what comes are TLS records */
	uint64_t early;         /* bytes of the connection that cannot answer that command */
	uint64_t place;         /* behind so many bytes the next line begins, or the next record */
	int64_t fresh;          /* bytes of text in the records that can answer it, not heard yet */
};

/* The clock begins. */
void curl_observer_start(struct curl_observer *h, struct smtp_session *session);

/* From now on it hears this handle, from its first byte; the clock goes on. */
void curl_observer_attach(struct curl_observer *h, CURL *easy);

/* us since the start */
int64_t curl_observer_us(const struct curl_observer *h);

/* What the check of mail says does not go through the library's dialogue: a command is about to go
 * out. */
void curl_observer_ask(struct curl_observer *h);

/*
 * For the plan of the session, with the observer as the context: the next line of the server, of so
 * many bytes, came before our last command can have been received.
 */
bool curl_observer_is_early(void *observer, size_t len);

/* Looks around between two waits, and once more at the end. */
void curl_observer_look(struct curl_observer *h);

#endif
