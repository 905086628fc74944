/*
 * Getting the password from where it is kept: a command, a file, or a credential of systemd. A
 * command is run without a shell and without input, in a session of its own, and is gone with all
 * that it started when it has answered, when its time is over and when password_source_fini()
 * returns. Never blocks: poll password_source_fd() for reading and call password_source_read().
 * What goes wrong is told in a sentence that has the cause, and nothing of what the source gave.
 */
#ifndef ENGINE_PASSWORD_SOURCE_H
#define ENGINE_PASSWORD_SOURCE_H

#include "base/proc.h"
#include "model/settings.h"

#include <stdbool.h>

struct password_source {
	bool running;
	struct secret *password; /* NULL: it is not there yet, or the stored one is meant */
	struct err failure;      /* code 0: none; EX_CONFIG */
	struct proc command;
	struct str bytes; /* what it said so far */
	char *program;
	int watch, timer, end; /* descriptors: all at once, 5 seconds, the end of the command */
};

/* Fine on a zeroed struct. Without a login, or with a stored password, there is nothing to do. */
void password_source_start(struct password_source *f, const struct settings *s);

/* To poll for reading while running; -1 otherwise. */
int password_source_fd(const struct password_source *f);

void password_source_read(struct password_source *f);

/* Ends what runs and wipes the password. Fine on a zeroed struct. */
void password_source_fini(struct password_source *f);

#endif
