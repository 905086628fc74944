#include "base/mem.h"
#include "model/request.h"
#include "model/send.h"
#include "net/hostname.h"
#include "net/job.h"
#include "net/limits.h"
#include "net/lookup.h"
#include "net/mail_batch.h"
#include "net/probe.h"
#include "net/smtp_session.h"

#include <stdlib.h>
#include <string.h>

enum { piece_size = 16 * 1024, patience_factor = 10 };

/*
 * One connection, one login and as many messages as come: what a test does up to the login, then
 * one message after the other. The settings' time is for each answer, ten of them for the answer to
 * a message, which servers look at before they say that they have it.
 */
struct send {
	struct job job;
	struct settings settings; /* until it starts: then the password goes */
	struct trust *trust;
	struct lookups lookups;
	struct probe *probe; /* NULL: not started */
	struct mail_batch batch;
	bool ready, leaving;
	bool wants;       /* a piece of the message has been asked for */
	int64_t timeout;  /* us */
	int64_t deadline; /* us since the start */
};

/* What is told */

static void send_say(const struct send *s, const char *type, const struct send_answer *answer)
{
	struct str record;
	size_t start;

	str_init(&record, wire_record_max);
	start = wire_start(&record, type);
	if (answer)
		send_add_answer(answer, &record);
	job_send(&s->job, &record, start);
}

static void send_answered(void *ctx, const struct mail_answer *answer)
{
	const struct send_answer told = {
		answer->step, answer->recipient, answer->code, answer->enhanced, answer->text};

	send_say(ctx, "answer", &told);
}

static void send_over(void *ctx)
{
	send_say(ctx, "over", NULL);
}

static void send_facts(const struct send *s, const struct facts *facts, bool more)
{
	struct str record;

	str_init(&record, wire_record_max);
	facts_encode(facts, &record);
	if (more)
		wire_number(&record, "more", 1);
	job_send(&s->job, &record, 0);
}

/* The dialogue */

static void send_renew(struct send *s)
{
	int64_t patience =
		s->batch.state == BATCH_WAITS ? patience_factor * s->timeout : s->timeout;

	s->deadline = probe_us(s->probe) + patience;
}

static void send_begin(struct send *s, struct smtp_session *m)
{
	const struct mail_batch_owner owner = {send_answered, send_over, s};

	s->ready = true;
	mail_batch_init(&s->batch, &m->facts, &owner);
	send_facts(s, &m->facts, true);
}

/* False: the connection is gone. */
static bool send_write(struct send *s, CURL *easy)
{
	struct str *out = &s->batch.out;

	while (out->len) {
		size_t n = 0;
		CURLcode code = curl_easy_send(easy, out->data, out->len, &n);

		if (code != CURLE_OK)
			return code == CURLE_AGAIN;
		str_drop(out, n);
		send_renew(s);
	}
	return true;
}

static bool send_read(struct send *s, CURL *easy)
{
	char piece[piece_size];

	while (s->batch.state != BATCH_LOST) {
		size_t n = 0;
		CURLcode code = curl_easy_recv(easy, piece, sizeof(piece), &n);

		if (code != CURLE_OK || !n)
			return code == CURLE_AGAIN;
		mail_batch_hear(&s->batch, piece, n);
		send_renew(s);
	}
	return false;
}

static void send_ask(struct send *s)
{
	if (s->batch.state != BATCH_TEXT || s->wants || s->batch.out.len)
		return;
	s->wants = true;
	send_say(s, "want", NULL);
}

static void send_wait(const struct send *s, CURL *easy, struct waits *waits)
{
	curl_socket_t socket = CURL_SOCKET_BAD;
	short events = CURL_WAIT_POLLIN;

	if (s->batch.state != BATCH_IDLE)
		(void)waits_until(waits, s->deadline - probe_us(s->probe));
	if (s->batch.out.len)
		events |= CURL_WAIT_POLLOUT;
	if (curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK &&
		socket != CURL_SOCKET_BAD)
		waits_add(waits, socket, events);
}

static bool send_is_late(const struct send *s)
{
	return s->batch.state != BATCH_IDLE && probe_us(s->probe) >= s->deadline;
}

/* The server sees a clean end; nobody waits for its answer. */
static void send_goodbye(CURL *easy)
{
	static const char quit[] = "QUIT\r\n";
	size_t sent;

	(void)curl_easy_send(easy, quit, sizeof(quit) - 1, &sent);
}

static bool send_go_on(void *ctx, struct smtp_session *m, CURL *easy, struct waits *waits)
{
	struct send *s = ctx;
	bool open;

	if (!s->ready)
		send_begin(s, m);
	open = send_write(s, easy);
	open = send_read(s, easy) && open;
	open = open && send_write(s, easy); /* what the answers made it say */
	if (!open) {
		smtp_session_stop(m, END_CLOSED);
	} else if (send_is_late(s)) {
		smtp_session_stop(m, END_TIMEOUT);
	} else if (s->leaving && s->batch.state == BATCH_IDLE) {
		send_goodbye(easy);
		smtp_session_stop(m, END_OK);
	} else {
		send_ask(s);
		send_wait(s, easy, waits);
	}
	return m->over;
}

/* The job */

static int send_read_job(
	struct job *j, const struct wire_record *record, struct trusts *trusts, struct err *e)
{
	struct send *s = (struct send *)j;
	const struct wire_value *ca = wire_find(record, "ca");
	struct str host;

	settings_init(&s->settings);
	s->trust = trusts_get(trusts, ca ? ca->bytes : NULL, ca ? ca->len : 0);
	if (test_request_decode(&s->settings, record, e) < 0)
		return -1;
	s->timeout = settings_number(&s->settings, FIELD_TIMEOUT) * us_per_second;
	str_init(&host, 2 * value_max);
	str_format(&host, "%s %s", settings_get(&s->settings, FIELD_HOST),
		settings_get(&s->settings, FIELD_PORT));
	j->host = str_take(&host);
	j->connections = 1;
	return 0;
}

static void send_start(struct job *j, CURLM *multi)
{
	struct send *s = (struct send *)j;
	const struct probe_job job = {
		.settings = &s->settings,
		.trust = s->trust,
		.lookups = &s->lookups,
		.behind = {send_go_on, s},
	};

	s->probe = probe_new(multi, &job);
	settings_reset(&s->settings, FIELD_PASSWORD);
}

/* The domains in A-labels; the lists are owned. */
static void send_take_mail(struct send *s, const struct send_mail *mail)
{
	struct strlist to = {0};
	char *from = hostname_address(mail->from);

	for (size_t i = 0; i < mail->to.n; i++) {
		char *ascii = hostname_address(mail->to.items[i]);

		strlist_add(&to, ascii, send_recipients_max);
		free(ascii);
	}
	mail_batch_begin(&s->batch, from, &to, mail->size, mail->eight_bit);
	send_renew(s);
	strlist_fini(&to);
	free(from);
}

static void send_hear_mail(struct send *s, const struct wire_record *record)
{
	struct send_mail mail;
	struct err e;

	if (s->ready && s->batch.state == BATCH_IDLE && send_decode_mail(&mail, record, &e) == 0)
		send_take_mail(s, &mail);
	else
		s->leaving = true;
	strlist_fini(&mail.to);
}

static void send_hear_text(struct send *s, const struct wire_record *record)
{
	const struct wire_value *bytes = wire_find(record, "bytes");

	if (!s->wants || !bytes)
		return;
	s->wants = false;
	mail_batch_text(&s->batch, bytes->bytes, bytes->len, wire_find(record, "last"));
	send_renew(s);
}

static bool send_hear(struct job *j, const struct wire_record *record)
{
	struct send *s = (struct send *)j;

	if (strcmp(record->type, "mail") == 0)
		send_hear_mail(s, record);
	else if (strcmp(record->type, "text") == 0)
		send_hear_text(s, record);
	else if (strcmp(record->type, "leave") == 0)
		s->leaving = true;
	else
		return false;
	return true;
}

static bool send_look(struct job *j, struct waits *waits)
{
	struct send *s = (struct send *)j;

	return probe_look(s->probe, waits);
}

static void send_done(struct job *j, const struct err *refused)
{
	const struct send *s = (const struct send *)j;
	struct facts facts;

	if (!refused) {
		send_facts(s, probe_facts(s->probe), false);
		return;
	}
	facts_init(&facts);
	facts.end = END_SETUP;
	facts_text(&facts.detail, refused->message);
	send_facts(s, &facts, false);
	facts_fini(&facts);
}

static void send_free(struct job *j)
{
	struct send *s = (struct send *)j;

	if (s->ready)
		mail_batch_fini(&s->batch);
	if (s->probe)
		probe_free(s->probe);
	lookups_fini(&s->lookups);
	settings_fini(&s->settings);
	trust_release(s->trust);
}

const struct job_kind job_mail = {
	.name = "send",
	.size = sizeof(struct send),
	.read = send_read_job,
	.start = send_start,
	.hear = send_hear,
	.look = send_look,
	.done = send_done,
	.free = send_free,
	.limits =
		{
			.at_once = connections_max,
			.per_host = 4,
			.descriptors = connection_descriptors,
		},
};
