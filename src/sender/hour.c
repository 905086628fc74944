#include "sender/hour.h"

#include "sender/place.h"

#include <stdlib.h>

enum { ms_per_minute = 60 * 1000 };

static int hour_full(struct hour *h, size_t limit, struct err *e)
{
	const struct ledger ledger = {h->spool.fd, &h->clock};
	struct ledger_room room = {0};

	(void)ledger_look(&ledger, limit, &room, e);
	return err_set(e, EX_TEMPFAIL,
		"%zu of %zu emails were sent within the hour (limits.per_hour); there is room for "
		"another one in %lld minutes",
		room.used, limit, (long long)(room.next_ms / ms_per_minute + 1));
}

int hour_enter(struct hour *h, const char *config, size_t limit, struct err *e)
{
	char *place = sender_place(config);
	int result;

	*h = (struct hour) {.entry = -1};
	ledger_clock_init(&h->clock);
	result = spool_open(&h->spool, place, true, e);
	free(place);
	if (result < 0 ||
		ledger_enter(&(struct ledger) {h->spool.fd, &h->clock}, limit, 1, &h->entry, e) < 0)
		return 0;
	return h->entry < 0 ? hour_full(h, limit, e) : 0;
}

void hour_leave(struct hour *h, bool named)
{
	struct err e;

	if (h->entry >= 0)
		(void)ledger_settle(&(struct ledger) {h->spool.fd, &h->clock}, h->entry, named, &e);
	spool_close(&h->spool);
}
