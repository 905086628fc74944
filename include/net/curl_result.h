/*
 * From the library's end of a transfer to the end of the test: a table. The library's code alone
 * does not tell enough, so a row may also ask what the session has seen.
 */
#ifndef NET_CURL_RESULT_H
#define NET_CURL_RESULT_H

#include "net/smtp_session.h"

#include <curl/curl.h>
#include <stdbool.h>

struct curl_ending {
	CURLcode code;
	bool broken;  /* the TLS handshake ended by the server's going away */
	bool unsafe;  /* or by us: what the server chose is too weak */
	long replied; /* bytes of replies that the library took */
};

/* Returns the end; moves the session to the step where it came, and corrects its facts. */
enum end curl_result_judge(const struct curl_ending *o, struct smtp_session *m);

#endif
