/*
 * Where a message of this caller is kept: handed to the service of this machine or put into its
 * drop folder, or, of a configuration that the caller can read, in a folder of their own.
 */
#ifndef SENDER_KEEPER_H
#define SENDER_KEEPER_H

#include "sender/hand_over.h"
#include "sender/intake.h"

struct keeper {
	const char *config; /* as sender_place() has it */
	char *place;
	bool handed; /* to others, who send it */
	struct hand_over to;
	struct spool spool;
	struct intake in;
	struct handover_target target; /* that the message goes to */
};

/* For one message; keeper_close() in any case. Errors: EX_TEMPFAIL, it could not be kept. */
int keeper_open(struct keeper *k, const char *config, struct err *e);

/*
 * It is whole, or what went wrong is in *e: kept, and on the disk, when this returns 0. Errors:
 * EX_TEMPFAIL, it could not be; EX_DATAERR.
 */
int keeper_end(struct keeper *k, bool whole, bool eight_bit, struct err *e);
void keeper_close(struct keeper *k);

#endif
