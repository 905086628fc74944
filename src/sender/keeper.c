#include "sender/keeper.h"

#include "sender/place.h"

#include <stdlib.h>
#include <unistd.h>

/* A caller that could try again does so. */
static int keeper_fail(struct err *e)
{
	if (e->code == EX_IOERR || e->code == EX_CANTCREAT)
		e->code = EX_TEMPFAIL;
	return -1;
}

int keeper_open(struct keeper *k, const char *config, struct err *e)
{
	*k = (struct keeper) {
		.config = config,
		.place = sender_place(config),
		.to = {.to = -1},
		.spool = {.fd = -1},
		.in = {.uid = (long)getuid(), .entry = {.fd = -1}},
	};
	k->in.spool = &k->spool;
	if (!config && (geteuid() != 0 || sender_is_foreign(k->place))) {
		k->handed = hand_over_open(&k->to);
		if (!k->handed)
			hand_over_close(&k->to);
	}
	if (k->handed) {
		k->target = (struct handover_target) {hand_over_begin, hand_over_put, &k->to};
		return 0;
	}
	k->target = (struct handover_target) {intake_begin, intake_put, &k->in};
	if (spool_open(&k->spool, k->place, true, e) == 0)
		return 0;
	e->code = EX_TEMPFAIL;
	return -1;
}

/* What is refused where it was handed to was said there. */
int keeper_end(struct keeper *k, bool whole, bool eight_bit, struct err *e)
{
	if (k->handed && (whole || e->code == EX_TEMPFAIL))
		return hand_over_end(&k->to, whole, e);
	if (whole && !k->handed && spool_keep(&k->in.entry, eight_bit, e) == 0)
		return 0;
	return keeper_fail(e);
}

void keeper_close(struct keeper *k)
{
	spool_drop(&k->in.entry);
	spool_close(&k->spool);
	if (k->handed)
		hand_over_close(&k->to);
	free(k->place);
	k->place = NULL;
}
