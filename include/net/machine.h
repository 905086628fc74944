/*
 * The truth of a test: a step machine of our own over the lines of the dialogue. The library
 * that carries the dialogue says OK when it has skipped the login; this machine says so only
 * when a 235 has answered our AUTH. It fills the facts, keeps the transcript and says when a
 * server need not be heard any further. Pure: no network, no clock; times are given, in ms.
 */
#ifndef NET_MACHINE_H
#define NET_MACHINE_H

#include "base/str.h"
#include "model/verdict.h"
#include "net/transcript.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	machine_reply_max = 64 * 1024, /* bytes of one reply; RFC 5321 4.5.3.1.5 wants 512 a line */
};

/* What is to be done, and who hears of a step that is entered for the first time. */
struct machine_plan {
	bool starttls, ssl; /* at most one of them */
	const char *user;   /* empty: no login */
	const char *password;
	const char *to; /* whom the errand behind the login goes to; NULL: there is none */
	/* The address is the one in use, NULL before there is any. */
	void (*entered)(void *context, enum step step, double ms, const char *address);
	void *context;
};

struct command;

struct machine {
	struct facts facts;
	struct transcript transcript;
	struct machine_plan plan; /* without the password */
	enum step step;           /* where it is now; facts.entered holds the first time of each */
	const struct command *awaited; /* the command whose reply is awaited */
	int code;                      /* of the reply under way; 0 before its first line */
	size_t reply_size;             /* bytes of it so far */
	bool answered;                 /* the reply that was awaited has come */
	struct str text;               /* its text so far, clean */
	double place, there, heard;    /* machine_arrived(); heard: `there` when a reply ended */
	bool connected;
	unsigned odd_case; /* keywords that were not in capitals: their FACT_ bits */
	bool over;         /* nothing more is to be expected: machine_end() with `verdict` */
	enum end verdict;
};

/* Enters the first step at 0 ms. */
void machine_init(struct machine *m, const struct machine_plan *plan);
void machine_fini(struct machine *m);

/* A step begins, perhaps not for the first time. */
void machine_enter(struct machine *m, enum step step, double ms);

/* What happens below SMTP. A line implies that all below it is there. */
void machine_resolved(struct machine *m, double ms, const char *address); /* may come again */
void machine_connected(struct machine *m, double ms);
void machine_securing(struct machine *m, double ms);
void machine_secured(struct machine *m, double ms);

/* Lines of the dialogue, with their line ends. */
void machine_client(struct machine *m, double ms, const char *line, size_t len);
void machine_server(struct machine *m, double ms, const char *line, size_t len);

/*
 * Before a line of the server: its place in what the connection brought, and how much is there
 * already, in any unit; 0: not known. An answer to AUTH that was there before AUTH went out is
 * none (RFC 4954 4).
 */
void machine_arrived(struct machine *m, double place, double there);

/* The message behind DATA went out: not a line of it is kept, only that it was so many bytes. */
void machine_message(struct machine *m, double ms, size_t bytes);

/*
 * The same once more on a new connection, since the method used for the login was refused as such:
 * it is added to facts.refused. The transcript and the times of the steps go on.
 */
void machine_again(struct machine *m);

/* What cannot even be asked for: enters the step, notes the fact and ends there. */
void machine_refuse(struct machine *m, double ms, enum step step, unsigned fact);

/* Has the login that was wanted been made? */
bool machine_is_in(const struct machine *m);

/* The machine's own end of the dialogue: sets `over` and `verdict`. */
void machine_stop(struct machine *m, enum end end);

/* The end: completes the facts. An END_OK without the login that was wanted is END_LOGIN. */
void machine_end(struct machine *m, double ms, enum end end);

static inline void machine_note(struct machine *m, unsigned flags)
{
	m->facts.flags = (unsigned)m->facts.flags | flags;
}

#endif
