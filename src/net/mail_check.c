#include "net/mail_check.h"

#include "base/hex.h"
#include "base/mem.h"
#include "model/message.h"
#include "net/hostname.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { piece_size = 4096, unique_size = 16 };

static void make_unique(struct str *out)
{
	unsigned char bytes[unique_size];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort(); /* the kernel is not able to */
	hex_encode(out, bytes, sizeof(bytes));
}

/* The settings as the message may show them. */
static void set_addresses(struct settings *s, const struct settings *from)
{
	static const enum field_id ids[] = {FIELD_FROM, FIELD_REPLY_TO};

	settings_init(s);
	settings_copy(s, from);
	settings_reset(s, FIELD_PASSWORD);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		char *ascii = hostname_address(settings_get(from, ids[i]));
		struct err e;

		(void)settings_assign(s, ids[i], ascii, &e); /* longer than allowed: as it was */
		free(ascii);
	}
}

static void mail_check_compose(const struct settings *s, const char *to, long zone, struct str *out)
{
	char *host_name = hostname_helo();
	struct str unique;
	struct message message = {
		.settings = s,
		.to = to,
		.host_name = host_name,
		.at = time(NULL),
		.zone = zone,
	};

	str_init(&unique, 2 * (size_t)unique_size);
	make_unique(&unique);
	message.unique = unique.data;
	message_compose(&message, out);
	str_fini(&unique);
	free(host_name);
}

void mail_check_init(struct mail_check *e, struct smtp_session *m, const struct settings *settings,
	const struct after_login *after_login, const struct mail_check_owner *owner)
{
	char *to = hostname_address(after_login->to);
	struct str message;
	struct settings s;

	*e = (struct mail_check) {.owner = *owner, .deadline = owner->limit};
	set_addresses(&s, settings);
	str_init(&message, message_max);
	if (after_login->send)
		mail_check_compose(&s, to, after_login->zone, &message);
	envelope_init(&e->envelope, m, settings_get(&s, FIELD_FROM), to,
		after_login->send ? &message : NULL);
	str_fini(&message);
	settings_fini(&s);
	free(to);
}

void mail_check_fini(struct mail_check *e)
{
	envelope_fini(&e->envelope);
}

static int64_t mail_check_now(const struct mail_check *e)
{
	return e->owner.now(e->owner.context);
}

/* The same bytes again where they could not go: TLS wants it so. False: they never can. */
static bool send_out(struct mail_check *e, CURL *easy)
{
	struct str *out = &e->envelope.out;

	while (e->sent < out->len) {
		size_t n = 0;
		CURLcode code;

		if (!e->sent)
			e->owner.asks(e->owner.context);
		code = curl_easy_send(easy, out->data + e->sent, out->len - e->sent, &n);
		if (code != CURLE_OK)
			return code == CURLE_AGAIN;
		e->sent += n;
	}
	str_clear(out);
	e->sent = 0;
	return true;
}

/* To the last byte that is there: TLS may hold some that no poll tells of. False: no more comes. */
static bool take_in(struct mail_check *e, CURL *easy)
{
	char piece[piece_size];

	while (!e->envelope.session->over) {
		size_t n = 0;
		CURLcode code = curl_easy_recv(easy, piece, sizeof(piece), &n);

		if (code != CURLE_OK || !n)
			return code == CURLE_AGAIN;
		envelope_hear(&e->envelope, mail_check_now(e), piece, n);
	}
	return true;
}

static bool is_over(const struct mail_check *e)
{
	return e->envelope.session->over;
}

/* What the server said before it went away counts more than that it did. */
static void take_turns(struct mail_check *e, CURL *easy)
{
	const struct facts *facts = &e->envelope.session->facts;

	do {
		bool handed_over = facts_has(facts, FACT_HANDED_OVER), open;

		envelope_speak(&e->envelope, mail_check_now(e));
		if (!handed_over && facts_has(facts, FACT_HANDED_OVER))
			e->deadline = mail_check_now(e) + e->owner.limit;
		open = send_out(e, easy);
		open = take_in(e, easy) && open;
		if (!open && !is_over(e))
			smtp_session_stop(e->envelope.session, END_CLOSED);
	} while (!is_over(e) && e->envelope.session->answered);
}

/* Only where the server is not in the middle of something that we said. */
static void mail_check_quit(struct mail_check *e, CURL *easy)
{
	enum end end = e->envelope.session->verdict;

	if ((end != END_OK && end != END_REPLY) || e->sent < e->envelope.out.len)
		return;
	envelope_leave(&e->envelope, mail_check_now(e));
	(void)send_out(e, easy);
}

bool mail_check_go_on(struct mail_check *e, CURL *easy)
{
	take_turns(e, easy);
	if (!is_over(e) && mail_check_now(e) >= e->deadline)
		smtp_session_stop(e->envelope.session, END_TIMEOUT);
	if (is_over(e))
		mail_check_quit(e, easy);
	return is_over(e);
}

void mail_check_wait(const struct mail_check *e, CURL *easy, struct waits *waits)
{
	short events = CURL_WAIT_POLLIN;
	curl_socket_t socket = CURL_SOCKET_BAD;

	(void)waits_until(waits, e->deadline - mail_check_now(e));
	if (e->sent < e->envelope.out.len)
		events |= CURL_WAIT_POLLOUT;
	if (curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK &&
		socket != CURL_SOCKET_BAD)
		waits_add(waits, socket, events);
}
