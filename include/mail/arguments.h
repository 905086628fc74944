/*
 * The command line of sendmail as its callers have it: cron, PHP, mailx, git and the others pass
 * what sendmail has taken for forty years. What has no meaning here is accepted and ignored. Pure.
 */
#ifndef MAIL_ARGUMENTS_H
#define MAIL_ARGUMENTS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum sendmail_mode {
	SENDMAIL_SEND,
	SENDMAIL_LIST,    /* -bp, mailq: what waits */
	SENDMAIL_ALIASES, /* -bi, newaliases: there is nothing to be built */
	SENDMAIL_RUN,     /* -q: what waits is sent; -qTIME: so every time, and what comes */
	SENDMAIL_VERIFY,  /* -bv: only the addresses are looked at */
	SENDMAIL_TALK,    /* -bs: SMTP on standard input */
};

struct sendmail_args {
	enum sendmail_mode mode;
	bool from_header; /* -t: recipients stand in the message, too */
	bool dots;        /* -i: a line with one dot does not end it */
	const char *from; /* -f; NULL: not given; "": nobody, <> */
	const char *name; /* -F; NULL: not given */
	const char *config;
	long every_s; /* -qTIME; 0: once */
	struct strlist recipients;
};

/*
 * argv[0] is the name it was called by. The texts are those of argv; sendmail_args_fini() in any
 * case. Errors: EX_USAGE; EX_DATAERR, a recipient or sender that is no address.
 */
int sendmail_args_parse(struct sendmail_args *a, int argc, char *const argv[], struct err *e);
void sendmail_args_fini(struct sendmail_args *a);

#endif
