/*
 * When to ask whether a person has said yes (RFC 8628 3.4 and 3.5): never earlier than the server
 * allows, more slowly for good when it asks for that or does not answer, and not after the code has
 * ended. Pure: the time is the caller's, in microseconds.
 */
#ifndef MODEL_DEVICE_FLOW_H
#define MODEL_DEVICE_FLOW_H

#include "model/sign_in_refusal.h"

#include <stdbool.h>
#include <stdint.h>

struct device_flow {
	int64_t next;  /* when to ask */
	int64_t end;   /* of the code */
	long interval; /* seconds */
};

/* From the answer with the code; a value that is missing or absurd has a usual one. */
void device_flow_begin(struct device_flow *f, const struct fetched *answer, int64_t now);

/*
 * What came of asking. True: it goes on, at f->next. False: it is over, by the outcome or since
 * the code has ended before the next question.
 */
bool device_flow_heard(
	struct device_flow *f, enum sign_in_outcome outcome, long retry_after, int64_t now);

/* Minutes left, rounded up; 0: it has ended. */
int device_flow_minutes(const struct device_flow *f, int64_t now);

#endif
