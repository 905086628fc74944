/* What a turn of the worker waits for beside the library's own business. Times are us from now. */
#ifndef NET_WAITS_H
#define NET_WAITS_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct waits {
	struct curl_waitfd *fds;
	size_t n, room;
	int ms; /* no longer than this */
};

/* For a new turn, on a zeroed struct or the one of the last turn. */
void waits_clear(struct waits *w);
void waits_fini(struct waits *w);

/* CURL_WAIT_POLLIN, CURL_WAIT_POLLOUT; 0: only that the other end has gone. */
void waits_add(struct waits *w, curl_socket_t fd, short events);

/* A wait of so many us is long enough; true when it is over already. */
bool waits_until(struct waits *w, int64_t left);

/* There is something to do at once. */
void waits_not(struct waits *w);

#endif
