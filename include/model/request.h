/*
 * The job of a test, as it goes to the worker: a record of type "test" with each setting that
 * matters there, by its key, and what the settings do not say. Pure.
 */
#ifndef MODEL_REQUEST_H
#define MODEL_REQUEST_H

#include "model/endpoint.h"
#include "model/settings.h"
#include "model/wire.h"

/*
 * What is to be done behind the login: ask whether mail from sender.from to that address would be
 * taken, or send it a test message. All zero: nothing.
 */
struct after_login {
	const char *to; /* NULL: nothing is to be done */
	bool send;
	long zone; /* of the message's date, seconds east of UTC */
};

/* What the job of a test carries beside the settings; NULL: nothing. */
struct test_request {
	const char *type; /* of the record; NULL: of a test */
	const char *name; /* comes back in all that is said of the job */
	const char *ca;   /* the bytes of the CA file */
	size_t ca_len;
	const struct secret *password; /* in the place of the stored one */
	struct after_login after_login;
	const struct endpoints *endpoints; /* the others, should this one be shut */
};

void test_request_encode(
	const struct settings *s, const struct test_request *request, struct str *out);

/* The settings of a job, put into those of s. Errors: EX_DATAERR (a value that is none). */
int test_request_decode(struct settings *s, const struct wire_record *record, struct err *e);

/* Appends the canonical form of the address that mail goes to after the login. Errors: EX_DATAERR.
 */
int after_login_address(const char *text, struct str *out, struct err *e);

/*
 * What a job wants after the login; its texts are the record's. Errors: EX_DATAERR, the recipient
 * is no canonical address.
 */
int after_login_decode(
	struct after_login *after_login, const struct wire_record *record, struct err *e);

#endif
