/*
 * Getting the password from where it is kept: a command, a file, or a credential of systemd. A
 * command is run without a shell and without input, in a session of its own, and is gone with all
 * that it started when it has answered, when its time is over and when password_source_fini()
 * returns. Never blocks: it hangs in the listener's loop, which hears when a command is over.
 * What goes wrong is told in a sentence that has the cause, and nothing of what the source gave.
 */
#ifndef ENGINE_PASSWORD_SOURCE_H
#define ENGINE_PASSWORD_SOURCE_H

#include "base/loop.h"
#include "base/proc.h"
#include "model/settings.h"

#include <stdbool.h>

struct password_source {
	bool running;
	const char *what;        /* is got: "password" */
	struct secret *password; /* NULL: it is not there yet, or the stored one is meant */
	struct err failure;      /* code 0: none; EX_CONFIG */
	bool is_open;            /* the file that has it can be read by everybody */
	struct proc command;
	struct str bytes; /* what it said so far */
	char *program;
	int end;                         /* the descriptor of the command's */
	uint64_t reading, ending, timer; /* in the loop */
	struct listener listener;
};

/*
 * Fine on a zeroed struct. Without a login, or with a stored password, there is nothing to do.
 * What does not run when this returns is over, and nobody hears of it.
 */
void password_source_start(
	struct password_source *f, const struct settings *s, struct listener listener);

/* The same for the secret of a client id (auth.client_secret), if it has one. */
void password_source_start_client(
	struct password_source *f, const struct settings *s, struct listener listener);

/*
 * May what the password comes from be asked for these settings? Errors: EX_CONFIG, somebody else
 * may have chosen it or where it goes, or several are set.
 */
int password_source_check(const struct settings *s, struct err *e);

/* Ends what runs and wipes the password. Fine on a zeroed struct. */
void password_source_fini(struct password_source *f);

#endif
