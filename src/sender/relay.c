#include "sender/relay.h"

#include "base/mem.h"
#include "mail/masquerade.h"
#include "model/diagnose.h"
#include "model/send.h"
#include "spool/ledger.h"

#include <stdlib.h>
#include <string.h>

static void relay_nothing(void *ctx)
{
	(void)ctx;
}

void relay_init(struct relay *r, struct loop *loop, const struct settings *settings)
{
	*r = (struct relay) {.loop = loop, .settings = settings};
	facts_init(&r->facts);
	worker_client_init(&r->worker, (struct listener) {loop, relay_nothing, r});
}

void relay_fini(struct relay *r)
{
	worker_client_fini(&r->worker);
	facts_fini(&r->facts);
}

const struct diagnosis *relay_judge(const struct relay *r, const struct facts *facts, char **words)
{
	const struct diagnosis *diagnosis;
	struct verdict v = {0};
	struct str text;

	diagnose(facts, r->settings, &v);
	str_init(&text, progress_reason_max);
	str_text(&text, v.title);
	if (v.cause && *v.cause)
		str_format(
			&text, "%s%s", v.title[strlen(v.title) - 1] == '.' ? " " : ". ", v.cause);
	*words = str_take(&text);
	diagnosis = v.diagnosis;
	verdict_fini(&v);
	return diagnosis;
}

/* What is said of a message */

/* Verdicts that are about one message; any other is about what all mail meets. */
static const enum verdict_id of_message[] = {
	VERDICT_RECIPIENT_REFUSED,
	VERDICT_CONTENT_REFUSED,
	VERDICT_CONTENT_TOO_LARGE,
	VERDICT_ENVELOPE_UTF8,
};

static bool relay_is_blamed(
	const struct relay *r, const struct diagnosis *d, const struct send_answer *answer)
{
	for (size_t i = 0; i < sizeof(of_message) / sizeof(of_message[0]); i++)
		if (d == &diagnoses[of_message[i]])
			return false;
	return answer->code / 100 == 5 && (answer->step != STEP_SENDER || !r->any);
}

static void relay_note(struct relay *r, struct outgoing *o, const struct send_answer *answer)
{
	struct facts facts = r->facts;
	const struct diagnosis *diagnosis;
	char *words;

	/* The words are the facts' own while they are judged. */
	facts.step = answer->step;
	facts.end = END_REPLY;
	facts.code = answer->code;
	facts.text = (char *)answer->text;
	facts.enhanced = *answer->enhanced ? (char *)answer->enhanced : NULL;
	facts.recipient = answer->recipient >= 0 ? o->to.items[answer->recipient] : o->to.items[0];
	if (!answer->code)
		facts.flags = (unsigned)facts.flags | FACT_NEEDS_UTF8;
	diagnosis = relay_judge(r, &facts, &words);
	o->blames_server = o->blames_server || relay_is_blamed(r, diagnosis, answer);
	free(o->words);
	free(o->reason);
	o->words = words;
	o->reason = mem_text(diagnosis->id);
}

static void relay_keep_words(struct outgoing *o, const struct send_answer *answer)
{
	struct str said;

	str_init(&said, facts_text_max);
	str_format(&said, "%d %s%s%s", answer->code, answer->enhanced, *answer->enhanced ? " " : "",
		answer->text);
	free(o->said);
	o->said = str_take(&said);
	o->sent = true;
}

/* For good where the server says so of this message, and of nothing else. */
static void relay_answer(struct relay *r, const struct send_answer *answer)
{
	struct outgoing *o = r->now;
	bool good = answer->code / 100 == 2, final = answer->code / 100 == 5 || !answer->code;

	if (!o || answer->recipient >= (long)o->to.n)
		return;
	if (good) {
		relay_keep_words(o, answer);
		return;
	}
	relay_note(r, o, answer);
	for (size_t i = 0; i < o->to.n; i++) {
		if (answer->recipient >= 0 ? (size_t)answer->recipient != i : o->answered[i])
			continue;
		o->answered[i] = true;
		if (final && !o->blames_server)
			o->progress.to.items[o->places[i]][0] = RECIPIENT_REFUSED;
	}
}

/*
 * One that cannot be read ends the connection: the server has half a message that it never takes.
 */
static void relay_feed(struct relay *r)
{
	const char *job = worker_client_name(&r->worker, r->request);
	struct str record, piece;
	bool last;

	if (!r->now)
		return;
	str_init(&record, wire_record_max);
	str_init(&piece, wire_record_max);
	if (outgoing_next(r->now, send_piece_max, &piece, &last)) {
		send_encode_text(job, piece.data, piece.len, last, &record);
		worker_client_add(&r->worker, r->request, &record);
	} else {
		worker_client_fail(&r->worker, "A message cannot be read.");
	}
	str_fini(&record);
	str_fini(&piece);
}

static bool relay_heard(void *ctx, const struct wire_record *record)
{
	struct relay *r = ctx;
	struct send_answer answer;

	if (strcmp(record->type, "want") == 0) {
		relay_feed(r);
	} else if (strcmp(record->type, "answer") == 0) {
		if (send_decode_answer(&answer, record) == 0)
			relay_answer(r, &answer);
	} else if (strcmp(record->type, "over") == 0) {
		if (r->now)
			r->now->over = true;
	} else if (strcmp(record->type, "result") == 0) {
		bool more = wire_find(record, "more");

		facts_fini(&r->facts);
		facts_init(&r->facts);
		(void)facts_decode(&r->facts, record);
		r->ready = more;
		r->ended = !more;
		return !more;
	}
	return false;
}

static bool relay_is_broken(const struct relay *r)
{
	return r->ended || r->worker.failure.code;
}

int relay_connect(struct relay *r, struct err *e)
{
	const struct test_request job = {.type = "send"};

	worker_client_fini(&r->worker);
	worker_client_init(&r->worker, (struct listener) {r->loop, relay_nothing, r});
	r->ready = r->ended = false;
	r->request = worker_client_request(&r->worker, r->settings, job, relay_heard, r, e);
	if (!r->request)
		return -1;
	while (!r->ready && !relay_is_broken(r))
		loop_turn(r->loop);
	if (r->worker.failure.code) {
		*e = r->worker.failure;
		return -1;
	}
	return 0;
}

void relay_leave(struct relay *r)
{
	struct str record;

	if (!r->ready || relay_is_broken(r))
		return;
	str_init(&record, wire_record_max);
	send_encode_leave(worker_client_name(&r->worker, r->request), &record);
	worker_client_add(&r->worker, r->request, &record);
	str_fini(&record);
	while (!relay_is_broken(r))
		loop_turn(r->loop);
}

void relay_name(struct relay *r, struct outgoing *o, const char *from)
{
	const struct send_mail mail = {
		.from = from,
		.to = o->to,
		.size = o->header.len + o->size,
		.eight_bit = o->ticket.eight_bit,
	};
	struct str record;

	str_init(&record, wire_record_max);
	send_encode_mail(worker_client_name(&r->worker, r->request), &mail, &record);
	r->now = o;
	worker_client_add(&r->worker, r->request, &record);
	str_fini(&record);
}

void relay_send(struct relay *r, struct outgoing *o)
{
	int64_t end = loop_now(r->loop) + (int64_t)ledger_way_ms * us_per_ms;

	while (!o->over && !relay_is_broken(r) && loop_now(r->loop) < end)
		loop_turn(r->loop);
	r->now = NULL;
	/* The book counts no longer than that what was under way. */
	if (!o->over)
		worker_client_close(&r->worker);
	r->lost += !o->over;
	r->ready = r->ready && o->over && !relay_is_broken(r);
}
