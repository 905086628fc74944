#include "net/errand.h"

#include "base/mem.h"
#include "model/message.h"
#include "net/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { piece_size = 4096, unique_size = 16 };

/* The address with its domain in A-labels; the caller frees. */
static char *address_ascii(const char *address)
{
	const char *at = strrchr(address, '@');
	char *domain = at ? name_ascii(at + 1) : NULL;
	struct str text;

	str_init(&text, 2 * value_max);
	str_add(&text, address, at ? (size_t)(at - address) : strlen(address));
	if (domain)
		str_format(&text, "@%s", domain);
	free(domain);
	return str_take(&text);
}

static void make_unique(char out[2 * unique_size + 1])
{
	unsigned char bytes[unique_size];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort(); /* the kernel is not able to */
	for (size_t i = 0; i < unique_size; i++)
		(void)snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

/* The settings as the message may show them. */
static void set_addresses(struct settings *s, const struct settings *from)
{
	static const enum field_id ids[] = {FIELD_FROM, FIELD_REPLY_TO};

	settings_init(s);
	settings_copy(s, from);
	settings_reset(s, FIELD_PASSWORD);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		char *ascii = address_ascii(settings_get(from, ids[i]));
		struct err e;

		(void)settings_set(s, ids[i], ascii, &e); /* longer than allowed: as it was */
		free(ascii);
	}
}

static void mail_check_compose(const struct settings *s, const char *to, long zone, struct str *out)
{
	char *machine = name_of_machine(), unique[2 * unique_size + 1];
	const struct message message = {
		.settings = s,
		.to = to,
		.machine = machine,
		.unique = unique,
		.at = time(NULL),
		.zone = zone,
	};

	make_unique(unique);
	message_compose(&message, out);
	free(machine);
}

void errand_init(struct errand_run *e, struct machine *m, const struct settings *settings,
	const struct errand *errand, const struct errand_clock *clock)
{
	char *to = address_ascii(errand->to);
	struct str message;
	struct settings s;

	*e = (struct errand_run) {.clock = *clock, .deadline = clock->limit};
	set_addresses(&s, settings);
	str_init(&message, message_max);
	if (errand->send)
		mail_check_compose(&s, to, errand->zone, &message);
	envelope_init(
		&e->envelope, m, settings_get(&s, FIELD_FROM), to, errand->send ? &message : NULL);
	str_fini(&message);
	settings_fini(&s);
	free(to);
}

void errand_fini(struct errand_run *e)
{
	envelope_fini(&e->envelope);
}

static double mail_check_now(const struct errand_run *e)
{
	return e->clock.now(e->clock.context);
}

/* The same bytes again where they could not go: TLS wants it so. False: they never can. */
static bool send_out(struct errand_run *e, CURL *easy)
{
	struct str *out = &e->envelope.out;

	while (e->sent < out->len) {
		size_t n = 0;
		CURLcode code = curl_easy_send(easy, out->data + e->sent, out->len - e->sent, &n);

		if (code != CURLE_OK)
			return code == CURLE_AGAIN;
		e->sent += n;
	}
	str_clear(out);
	e->sent = 0;
	return true;
}

/* To the last byte that is there: TLS may hold some that no poll tells of. False: no more comes. */
static bool take_in(struct errand_run *e, CURL *easy)
{
	char piece[piece_size];

	while (!e->envelope.machine->over) {
		size_t n = 0;
		CURLcode code = curl_easy_recv(easy, piece, sizeof(piece), &n);

		if (code != CURLE_OK || !n)
			return code == CURLE_AGAIN;
		envelope_hear(&e->envelope, mail_check_now(e), piece, n);
	}
	return true;
}

static bool is_over(const struct errand_run *e)
{
	return e->envelope.machine->over;
}

/* What the server said before it went away counts more than that it did. */
static void take_turns(struct errand_run *e, CURL *easy)
{
	const struct facts *facts = &e->envelope.machine->facts;

	do {
		bool handed_over = facts_has(facts, FACT_HANDED_OVER), open;

		envelope_speak(&e->envelope, mail_check_now(e));
		if (!handed_over && facts_has(facts, FACT_HANDED_OVER))
			e->deadline = mail_check_now(e) + e->clock.limit;
		open = send_out(e, easy);
		open = take_in(e, easy) && open;
		if (!open && !is_over(e))
			machine_stop(e->envelope.machine, END_CLOSED);
	} while (!is_over(e) && e->envelope.machine->answered);
}

/* Only where the server is not in the middle of something that we said. */
static void mail_check_quit(struct errand_run *e, CURL *easy)
{
	enum end end = e->envelope.machine->verdict;

	if ((end != END_OK && end != END_REPLY) || e->sent < e->envelope.out.len)
		return;
	envelope_leave(&e->envelope, mail_check_now(e));
	(void)send_out(e, easy);
}

bool errand_go_on(struct errand_run *e, CURL *easy)
{
	take_turns(e, easy);
	if (!is_over(e) && mail_check_now(e) >= e->deadline)
		machine_stop(e->envelope.machine, END_TIMEOUT);
	if (is_over(e))
		mail_check_quit(e, easy);
	return is_over(e);
}

struct curl_waitfd errand_wait(const struct errand_run *e, CURL *easy, int *wait_ms)
{
	struct curl_waitfd wait = {.fd = CURL_SOCKET_BAD, .events = CURL_WAIT_POLLIN};
	double left = e->deadline - mail_check_now(e);

	if (left < *wait_ms)
		*wait_ms = left > 0 ? (int)left + 1 : 0;
	if (e->sent < e->envelope.out.len)
		wait.events |= CURL_WAIT_POLLOUT;
	(void)curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &wait.fd);
	return wait;
}
