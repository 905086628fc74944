/*
 * Signing in line by line: says the page and the code, or the address and asks for the one it leads
 * to, and how it ended. No QR code is drawn here.
 */
#ifndef CLI_SIGN_IN_TALK_H
#define CLI_SIGN_IN_TALK_H

#include "cli/talk.h"
#include "engine/sign_in.h"

struct sign_in_talk {
	struct wait *wait;
	struct talk *talk; /* to ask by; NULL: one of its own, with its prompts on stderr */
	void (*say)(int code, const char *sentence); /* in lower case; code: it fails by that */
	FILE *to;                                    /* what is to be copied, alone on its line */
};

/*
 * Returns 0, or an exit code after a sentence; 128 + a signal that came. `user`: who is in, or
 * untouched; the caller's.
 */
int sign_in_talk(const struct sign_in_talk *t, const struct settings *s, enum sign_in_flow flow,
	struct str *user);

#endif
