#include "sender/hour.h"

#include "sender/as_owner.h"
#include "sender/limit.h"
#include "sender/place.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct hour_question {
	struct ledger_limit limit;
	long entry;
	bool settles, named;
};

struct hour_answer {
	long entry; /* -1: there is no room */
	struct ledger_room room;
};

static void hour_run(void *ctx, const struct spool *s, int to)
{
	const struct hour_question *q = ctx;
	struct hour_answer a = {.entry = -1};
	struct ledger_clock clock;
	const struct ledger ledger = {s->fd, &clock};
	struct err e;

	ledger_clock_init(&clock);
	if (q->settles)
		(void)ledger_settle(&ledger, q->entry, q->named, &e);
	else if (ledger_enter(&ledger, q->limit, (long)getuid(), 1, &a.entry, &e) == 0 &&
		 ledger_look(&ledger, q->limit, &a.room, &e) == 0)
		(void)!write(to, &a, sizeof(a));
}

static bool hour_ask(const struct hour *h, struct hour_question q, struct hour_answer *a)
{
	const struct as_owner as = {h->place, !q.settles, hour_run, &q};
	struct str bytes;
	struct err e;
	bool answered;

	str_init(&bytes, sizeof(*a));
	answered = as_owner_ask(&as, &bytes, &e) == 0 && bytes.len == sizeof(*a);
	if (answered)
		memcpy(a, bytes.data, sizeof(*a));
	str_fini(&bytes);
	return answered;
}

int hour_enter(struct hour *h, const char *config, const struct settings *s, struct err *e)
{
	struct hour_answer a;
	struct str words;

	*h = (struct hour) {.place = sender_place(config), .entry = -1};
	if (!hour_ask(h, (struct hour_question) {.limit = limit_of(s)}, &a))
		return 0;
	h->entry = a.entry;
	if (a.entry >= 0)
		return 0;
	str_init(&words, sizeof(e->message) - 1);
	limit_say(s, &a.room, &words);
	(void)err_set(e, EX_TEMPFAIL, "%s", words.data);
	str_fini(&words);
	return -1;
}

int hour_enter_session(struct hour *h, const struct session *session, struct err *e)
{
	char *standard = session_options_path((struct level) {NULL, NULL});
	const char *own = session->options_path;
	int result = hour_enter(h, strcmp(own, standard) == 0 ? NULL : own, &session->draft, e);

	free(standard);
	return result;
}

bool hour_may_name(const struct diagnosis *d)
{
	return !d ||
	       !diagnosis_is(d, DIAGNOSIS_UNCONNECTED | DIAGNOSIS_CERTIFICATE | DIAGNOSIS_LOGIN);
}

void hour_leave(struct hour *h, bool named)
{
	struct hour_answer none;

	if (h->place && h->entry >= 0)
		(void)hour_ask(h,
			(struct hour_question) {.settles = true, .entry = h->entry, .named = named},
			&none);
	free(h->place);
	*h = (struct hour) {0};
}
