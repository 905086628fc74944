/*
 * Running a test: gets the password from where it is kept, starts the worker, feeds it the job,
 * follows its records and judges. When the chosen endpoint is shut the worker looks at the others,
 * without a login, and they have their say in the verdict. Never blocks: it hangs in the loop of
 * its listener, which hears of each thing that the worker said and of the end. The worker is ended
 * 250 ms after the time of the test, whatever it does: test.timeout from the name to the login, the
 * next mechanism included, once more for the other endpoints, and once more for the answer to a
 * message. Cancelling kills what runs. What is tested is a copy of the settings given, so that the
 * form may go on being edited.
 */
#ifndef ENGINE_TESTER_H
#define ENGINE_TESTER_H

#include "engine/password_source.h"
#include "engine/token_source.h"
#include "engine/worker_client.h"
#include "model/fallback.h"

struct tester {
	struct listener listener;
	uint64_t deadline; /* in the loop: a worker that is not done by then hangs */
	struct password_source
		source; /* the password, where it is not stored: before there is a worker */
	struct token_source token;   /* or the access token of a sign-in */
	struct worker_client worker; /* its failure: there will be no verdict */
	struct settings settings;
	struct facts facts; /* `entered` is filled as the steps come */
	enum step step;     /* the one under way */
	bool begun, running, judged;
	bool password_is_open; /* everybody on this machine can read the file that has it */
	bool alone;            /* set before the start: the other endpoints are left alone */
	struct endpoints endpoints;
	char *to;               /* whom mail goes to after the login; NULL: a plain test */
	bool sends;             /* it is to send a test message */
	long zone;              /* of its date */
	struct verdict verdict; /* when judged */
	int64_t started;        /* us of the loop's clock */
	int64_t begins;         /* likewise, of what the deadline is about; 0: nothing yet */
	bool found;             /* the facts are whole: only the other endpoints are awaited */
};

/* Before all else. */
void tester_init(struct tester *t, struct listener listener);

/* What cannot be started is a failure, or a verdict local.setup; then nobody hears of it. */
void tester_start(struct tester *t, const struct settings *settings);

/*
 * The same, and when the login is made, asks whether the server would take mail from sender.from
 * to that address, or sends it a test message. The result says nothing that a plain test would
 * not, so it is not to be recorded as one: the settings may be right and the recipient wrong.
 */
void tester_rehearse(struct tester *t, const struct settings *settings, const char *to);
void tester_send(struct tester *t, const struct settings *settings, const char *to);

/*
 * The endpoints that were opened beside the chosen one and what was found there, in the order of
 * preference; NULL behind the last. Complete when the test is judged.
 */
const struct endpoint *tester_endpoint(const struct tester *t, size_t n);

/*
 * The setting that a failed test is about; FIELD_COUNT: none, or it did not fail. A password that
 * is not typed is changed where it comes from.
 */
enum field_id tester_field(const struct tester *t);

/* What there is to say beside the verdict, as sentences; NULL behind the last. */
const char *tester_remark(const struct tester *t, size_t n);

/* Is the verdict one about the settings? None of a cancelled test is, nor of one with a recipient.
 */
bool tester_counts(const struct tester *t);

/* How long it has taken so far, or took in all. */
int64_t tester_elapsed_us(const struct tester *t);

/* Ends the test with the verdict `cancelled`. The listener does not hear of it. */
void tester_cancel(struct tester *t);

/* Forgets the test; another one may be started. Fine on a zeroed struct. */
void tester_fini(struct tester *t);

#endif
