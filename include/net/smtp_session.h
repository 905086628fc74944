/*
 * The truth of a test: a SMTP session of our own over the lines of the dialogue. The library
 * that carries the dialogue says OK when it has skipped the login; this machine says so only
 * when a 235 has answered our AUTH. It fills the facts, keeps the transcript and says when a
 * server need not be heard any further. Pure: no network, no clock; times are given, in us.
 */
#ifndef NET_SMTP_SESSION_H
#define NET_SMTP_SESSION_H

#include "base/str.h"
#include "model/test_facts.h"
#include "net/transcript.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	smtp_session_reply_max =
		64 * 1024, /* bytes of one reply; RFC 5321 4.5.3.1.5 wants 512 a line */
};

/* What is to be done, and who hears of a step that is entered for the first time. */
struct smtp_session_plan {
	bool starttls, ssl; /* at most one of them */
	bool pinned;        /* the key alone decides, not the name of the certificate */
	const char *user;   /* empty: no login */
	const char *password;
	const char *to; /* whom mail goes to after the login; NULL: nobody */
	/* The address is the one in use, NULL before there is any. */
	void (*entered)(void *context, enum step step, int64_t us, const char *address);
	void *context;
	/*
	 * Asked of every line of the server, in their order: is it, of so many bytes, one that came
	 * too early to answer what we said last? NULL: none is.
	 */
	bool (*is_early)(void *observer, size_t len);
	void *observer;
};

struct smtp_session;
struct reply_line;

/*
 * What a session is made of (net/smtp_session_commands): the commands, the step that each belongs
 * to, and what its reply means to the session. Two are no commands: the greeting answers none, and
 * a message has no name.
 */
struct command {
	const char *verb;
	enum step step;
	void (*sent)(struct smtp_session *m, const char *argument, size_t len);
	void (*line)(struct smtp_session *m, const struct reply_line *reply);
	void (*answered)(struct smtp_session *m, int code, int64_t us);
};

extern const struct command command_greeting, command_message;

/* The command that a line of ours is, without its line end; NULL: none of these. */
const struct command *command_find(const char *line, size_t len);

struct smtp_session {
	struct facts facts;
	struct transcript transcript;
	struct smtp_session_plan plan; /* without the password */
	enum step step; /* where it is now; facts.entered holds the first time of each */
	const struct command *awaited; /* the command whose reply is awaited */
	int code;                      /* of the reply under way; 0 before its first line */
	size_t reply_size;             /* bytes of it so far */
	bool answered;                 /* the reply that was awaited has come */
	struct str text;               /* its text so far, clean */
	bool connected;
	unsigned odd_case; /* keywords that were not in capitals: their FACT_ bits */
	bool over;         /* nothing more is to be expected: smtp_session_end() with `verdict` */
	enum end verdict;
};

/* Enters the first step at 0 us. */
void smtp_session_init(struct smtp_session *m, const struct smtp_session_plan *plan);
void smtp_session_fini(struct smtp_session *m);

/* A step begins, perhaps not for the first time. */
void smtp_session_enter(struct smtp_session *m, enum step step, int64_t us);

/* What happens below SMTP. A line implies that all below it is there. */
void smtp_session_resolved(
	struct smtp_session *m, int64_t us, const char *address); /* may come again */
void smtp_session_connected(struct smtp_session *m, int64_t us);
void smtp_session_securing(struct smtp_session *m, int64_t us);
void smtp_session_secured(struct smtp_session *m, int64_t us);

/* Lines of the dialogue, with their line ends. */
void smtp_session_client(struct smtp_session *m, int64_t us, const char *line, size_t len);
void smtp_session_server(struct smtp_session *m, int64_t us, const char *line, size_t len);

/* The message behind DATA went out: not a line of it is kept, only that it was so many bytes. */
void smtp_session_message(struct smtp_session *m, int64_t us, size_t bytes);

/*
 * Once more on a new connection: with the same method written in another way, or with the next one,
 * since it was refused as such; then it is added to facts.refused. The transcript and the times of
 * the steps go on.
 */
void smtp_session_again(struct smtp_session *m, bool same);

/* What cannot even be asked for: enters the step, notes the fact and ends there. */
void smtp_session_refuse(struct smtp_session *m, int64_t us, enum step step, unsigned fact);

/* Has the login that was wanted been made? */
bool smtp_session_is_in(const struct smtp_session *m);

/* The machine's own end of the dialogue: sets `over` and `verdict`. */
void smtp_session_stop(struct smtp_session *m, enum end end);

/* The end: completes the facts. An END_OK without the login that was wanted is END_LOGIN. */
void smtp_session_end(struct smtp_session *m, int64_t us, enum end end);

static inline void machine_note(struct smtp_session *m, unsigned flags)
{
	m->facts.flags = (unsigned)m->facts.flags | flags;
}

#endif
