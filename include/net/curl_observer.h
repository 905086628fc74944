/*
 * What one transfer of the library lets us hear, told to the session: the addresses it tries,
 * every line of the dialogue with its place in the stream, and what lies below, which only the
 * library's clocks tell of.
 */
#ifndef NET_CURL_OBSERVER_H
#define NET_CURL_OBSERVER_H

#include "net/smtp_session.h"

#include <curl/curl.h>
#include <time.h>

struct curl_observer {
	struct smtp_session *session;
	CURL *easy;
	struct timespec start;
	int socket;             /* the one opened last; -1: none */
	int shortage;           /* errno: what there was none left of for a connection; or 0 */
	uint64_t told, records; /* bytes of the server's lines; TLS records with data */
};

/* The clock begins. */
void curl_observer_start(struct curl_observer *h, struct smtp_session *session);

/* From now on it hears this handle, from its first byte; the clock goes on. */
void curl_observer_attach(struct curl_observer *h, CURL *easy);

/* us since the start */
int64_t curl_observer_us(const struct curl_observer *h);

/* Looks around between two waits, and once more at the end. */
void curl_observer_look(struct curl_observer *h);

#endif
