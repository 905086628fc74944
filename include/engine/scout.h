/*
 * Asks several servers at once whether they would do: whether they answer, encrypted and with a
 * certificate that is right. No user and no password is ever sent to one of them. The doors are
 * in the order of preference; the first that would do decides, as soon as none before it is open.
 */
#ifndef ENGINE_SCOUT_H
#define ENGINE_SCOUT_H

#include "engine/link.h"
#include "model/door.h"

enum { scout_doors_max = 8, scout_doors_per_guess = doors_per_name };

struct scout_door {
	struct settings settings; /* without a login */
	bool judged;
	struct verdict verdict; /* when judged */
};

struct scout {
	struct link link; /* its failure: there will be no more verdicts */
	struct scout_door doors[scout_doors_max];
	size_t n;
	bool running;
};

/* Adds a door: that server, with all else as in `settings` but the login. Before the start. */
void scout_add(struct scout *s, const struct settings *settings, const struct door *at);

/*
 * Adds smtp.DOMAIN and mail.DOMAIN, scout_doors_per_guess doors each, which get at most 5 seconds.
 */
void scout_add_guesses(struct scout *s, const struct settings *settings, const char *domain);

void scout_start(struct scout *s);

/* As tester_fd() and tester_read(). */
int scout_fd(const struct scout *s);
void scout_read(struct scout *s);

/* Looks no further; what is judged by then stays. */
void scout_stop(struct scout *s);

/* Did it answer, encrypted, with a certificate that is right? */
bool scout_door_is_good(const struct scout_door *door);

/* The door that would do, or NULL: when nothing runs any more, it is final. */
const struct scout_door *scout_found(const struct scout *s);

/* Fine on a zeroed struct, which is how one begins. */
void scout_fini(struct scout *s);

#endif
