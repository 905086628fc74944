/*
 * What all ways of signing in have in common: a sign-in under way, requests and their answers, the
 * tokens that are kept, and the end. For engine/sign_in.
 */
#ifndef ENGINE_SIGN_IN_STEP_H
#define ENGINE_SIGN_IN_STEP_H

#include "engine/token_client.h"
#include "engine/token_lock.h"
#include "model/device_flow.h"
#include "model/pkce.h"
#include "model/token_answer.h"

enum sign_in_stage {
	SIGN_IN_ASKS,       /* something is under way */
	SIGN_IN_SHOWS_CODE, /* `page` and `code` are for the person; it goes on by itself */
	SIGN_IN_SHOWS_PAGE, /* `page` is to be opened; sign_in_paste() goes on */
	SIGN_IN_OVER,       /* `outcome`, and `why` where it is not done */
};

struct sign_in {
	bool open, running;
	enum sign_in_stage stage;
	enum sign_in_flow flow;
	enum sign_in_outcome outcome;
	struct str why;
	struct str page;   /* an https address */
	struct str code;   /* to be typed there */
	struct str filled; /* the page with the code in it, or empty */
	struct device_flow device;
	struct sign_in_plan plan;
	struct listener listener;
	struct settings settings;
	struct token_client client;
	struct token_lock lock;
	struct str device_code; /* a secret */
	char key[sign_in_key_size];
	char state[pkce_size], verifier[pkce_size];
	bool second_place;          /* of the metadata */
	struct str access, refresh; /* secrets: what is to be kept */
	long seconds;
	uint64_t timer;
};

/* Lets the listener hear. */
void sign_in_tell(struct sign_in *i);

/* It is over; sentence NULL: `why` has it already. */
void sign_in_end(struct sign_in *i, enum sign_in_outcome outcome, const char *sentence);
void sign_in_fail(struct sign_in *i, const struct err *e);

/* True: there is an answer. Else it is over. */
bool sign_in_heard(struct sign_in *i, const struct token_heard *heard);

/* It is over, as that answer of who has the address was no good one. */
void sign_in_refused(struct sign_in *i, const struct fetched *f, const char *url);

/* The start of a form, to be wiped by sign_in_post(), which hands the answer over. */
void sign_in_begin_form(const struct sign_in *i, struct str *form);
void sign_in_post(struct sign_in *i, const char *url, struct str *form,
	void (*heard)(void *ctx, const struct token_heard *heard));

/* What the token endpoint answered; where it is a token it is kept, and that is the end. */
enum sign_in_outcome sign_in_take(struct sign_in *i, const struct fetched *f);

#endif
