#include "net/waits.h"

#include "base/mem.h"
#include "model/wire.h"

#include <stdlib.h>

enum { idle_ms = 60 * 60 * 1000, waits_first = 16 };

void waits_clear(struct waits *w)
{
	w->n = 0;
	w->ms = idle_ms;
}

void waits_fini(struct waits *w)
{
	free(w->fds);
	*w = (struct waits) {0};
}

void waits_add(struct waits *w, curl_socket_t fd, short events)
{
	if (w->n == w->room) {
		w->room = w->room ? 2 * w->room : waits_first;
		w->fds = mem_grow(w->fds, w->room, sizeof(*w->fds));
	}
	w->fds[w->n++] = (struct curl_waitfd) {.fd = fd, .events = events};
}

void waits_not(struct waits *w)
{
	w->ms = 0;
}

/* Up to the next ms: a look before the time would only find that it is not over. */
bool waits_until(struct waits *w, int64_t left)
{
	if (left > 0 && left / us_per_ms < w->ms)
		w->ms = (int)(left / us_per_ms) + 1;
	return left <= 0;
}
