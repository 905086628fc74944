/*
 * A message on its way in: from a program that calls as it calls sendmail, or from another user,
 * who may hand over what they like. What goes on is a ticket and a message as the folder has them.
 */
#ifndef SENDER_SUBMISSION_H
#define SENDER_SUBMISSION_H

#include "mail/arguments.h"
#include "mail/handover.h"

/* Reads standard input. Errors: those of mail_reader_feed() and of the target. */
int submission_take(struct sendmail_args *args, const struct handover_target *target,
	bool *eight_bit, struct err *e);

/* The rules for what a caller leaves out; *unique and *address are the text's. */
enum { submission_unique_size = 16, submission_unique_text = 2 * submission_unique_size + 1 };
void submission_unique(char unique[submission_unique_text]);

#endif
