#include "sender/as_owner.h"

#include "base/proc.h"
#include "sender/place.h"

#include <poll.h>

static void as_owner_run(void *ctx, int to)
{
	const struct as_owner *a = ctx;
	struct spool spool = {.fd = -1};
	struct err e;

	if (sender_become(a->place, &e) == 0 && spool_open(&spool, a->place, a->make, &e) == 0)
		a->call(a->ctx, &spool, to);
	spool_close(&spool);
}

int as_owner_ask(const struct as_owner *a, struct str *answer, struct err *e)
{
	struct proc p = {0};
	struct pollfd news = {.events = POLLIN};

	if (proc_call(&p, as_owner_run, (void *)a, e) < 0)
		return -1;
	do {
		news.fd = p.from;
		(void)poll(&news, 1, -1);
	} while (proc_read(&p, answer));
	proc_end(&p);
	return 0;
}
