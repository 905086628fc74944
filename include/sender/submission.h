/*
 * A message on its way in from a program that calls as it calls sendmail: what goes on is a ticket
 * and a message as the folder has them.
 */
#ifndef SENDER_SUBMISSION_H
#define SENDER_SUBMISSION_H

#include "mail/arguments.h"
#include "mail/handover.h"
#include "mail/reader.h"

enum {
	submission_name_max = 256,
	submission_unique_size = 16,
	submission_unique_text = 2 * submission_unique_size + 1
};

struct submission {
	const struct sendmail_args *args;
	const struct handover_target *target;
	char user[submission_name_max], name[submission_name_max];
	char unique[submission_unique_text];
	char *host_name;
	struct str address;
	struct mail_reader reader;
};

/* Takes over the recipients of the arguments; both stay where they are. submission_fini() */
void submission_init(
	struct submission *s, struct sendmail_args *args, const struct handover_target *target);
void submission_fini(struct submission *s);

/*
 * Reads standard input to its end. Errors: those of mail_reader_feed(), of mail_reader_end() and
 * of the target.
 */
int submission_read(struct submission *s, struct err *e);

/* Letters and digits that no other message has. */
void submission_unique(char unique[submission_unique_text]);

#endif
