/*
 * What a session is made of: the commands, the step that each belongs to, and what its reply means
 * to the session (net/smtp_session), which these rows work on. Two rows are no commands: the
 * greeting answers none, and a message has no name.
 */
#ifndef NET_COMMAND_H
#define NET_COMMAND_H

#include "net/smtp_session.h"
#include "net/reply.h"

struct command {
	const char *verb;
	enum step step;
	void (*sent)(struct smtp_session *m, const char *argument, size_t len);
	void (*line)(struct smtp_session *m, const struct reply_line *reply);
	void (*answered)(struct smtp_session *m, int code, double ms);
};

extern const struct command command_greeting, command_message;

/* The command that a line of ours is, without its line end; NULL: none of these. */
const struct command *command_find(const char *line, size_t len);

#endif
