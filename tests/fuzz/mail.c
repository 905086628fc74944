/* What programs hand over to be sent. */
#include "must.h"
#include "targets.h"

#include "mail/addresses.h"
#include "mail/handover.h"
#include "mail/header.h"
#include "mail/reader.h"
#include "mail/ticket.h"

#include <string.h>

enum { kept_max = 1 << 20 };

/* What is taken is sound, there is no second of it, and it is the same when it is read again. */
void fuzz_addresses(const uint8_t *data, size_t len)
{
	struct strlist first = {0}, again = {0};
	struct err e;

	if (addresses_add(&first, (const char *)data, len, &e) == 0)
		for (size_t i = 0; i < first.n; i++) {
			must(address_is_sound(first.items[i]));
			must(addresses_add(&again, first.items[i], strlen(first.items[i]), &e) ==
				0);
			must(again.n == i + 1 && strcmp(again.items[i], first.items[i]) == 0);
		}
	strlist_fini(&first);
	strlist_fini(&again);
}

static int message_begin(void *ctx, const struct strlist *recipients, struct err *e)
{
	struct str *out = ctx;

	(void)e;
	must(recipients->n && !out->len);
	return 0;
}

static int message_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	struct str *out = ctx;

	(void)e;
	str_add(out, bytes, len);
	return 0;
}

static void message_must_be_sound(const struct str *out)
{
	const char *header = strstr(out->data, "\r\n\r\n");
	struct header_field f;
	size_t line = 0;

	must(header && out->len >= 2 && strcmp(out->data + out->len - 2, "\r\n") == 0);
	must(!memchr(out->data, '\0', out->len));
	must(!header_find(out->data, (size_t)(header - out->data) + 2, "Bcc", &f));
	must(header_find(out->data, (size_t)(header - out->data) + 2, "From", &f));
	must(header_find(out->data, (size_t)(header - out->data) + 2, "Message-ID", &f));
	for (size_t i = 0; i < out->len; i++) {
		must((out->data[i] == '\n') == (i > 0 && out->data[i - 1] == '\r'));
		line = out->data[i] == '\n' ? 0 : line + 1;
		must(out->data + i < header || line <= mail_line_max + 1);
	}
}

/* In pieces of `step` bytes; false: it was refused. */
static bool message_read(const uint8_t *data, size_t len, size_t step, struct str *out)
{
	struct mail_target target = {message_begin, message_put, out};
	struct mail_rules rules = {
		.dots = data[0] & 1,
		.from_header = data[0] & 2,
		.from = "user@host",
		.name = "A User",
		.domain = "host",
		.unique = "u",
	};
	struct strlist to = {0};
	struct mail_reader r;
	struct err e;
	bool taken = true;

	if (data[0] & 4)
		strlist_add(&to, "to@host", 1);
	mail_reader_init(&r, &rules, &to, &target);
	for (size_t at = 1; at < len && taken; at += step)
		taken = mail_reader_feed(&r, (const char *)data + at,
				len - at < step ? len - at : step, &e) == 0;
	taken = taken && mail_reader_end(&r, &e) == 0;
	must(!taken || r.size == out->len);
	mail_reader_fini(&r);
	return taken;
}

/* What goes on is a message as SMTP has it, whatever came, and in whatever pieces it came. */
void fuzz_message(const uint8_t *data, size_t len)
{
	struct str whole, pieces;
	bool taken;

	if (!len)
		return;
	str_init(&whole, kept_max);
	str_init(&pieces, kept_max);
	taken = message_read(data, len, len, &whole);
	must(message_read(data, len, 1 + data[0] % 7, &pieces) == taken);
	must(!taken ||
		(whole.len == pieces.len && memcmp(whole.data, pieces.data, whole.len) == 0));
	if (taken)
		message_must_be_sound(&whole);
	str_fini(&whole);
	str_fini(&pieces);
}

/* A ticket that is taken is written as it was understood. */
void fuzz_ticket(const uint8_t *data, size_t len)
{
	struct ticket t, again;
	struct str out;
	struct err e;
	size_t body;

	if (ticket_read(&t, (const char *)data, len, &e) == 0) {
		must(t.from && t.to.n && t.message <= len);
		for (size_t i = 0; i < t.to.n; i++)
			must(address_is_sound(t.to.items[i]));
		str_init(&out, kept_max);
		ticket_write(&t, &out, &body);
		must(ticket_read(&again, out.data, out.len, &e) == 0);
		must(again.message == out.len && again.uid == t.uid && again.at == t.at &&
			again.eight_bit == t.eight_bit && strcmp(again.from, t.from) == 0 &&
			again.to.n == t.to.n);
		ticket_fini(&again);
		str_fini(&out);
	}
	ticket_fini(&t);
}

void fuzz_progress(const uint8_t *data, size_t len)
{
	struct progress p, again;
	struct str first, second;
	struct err e;

	if (progress_read(&p, (const char *)data, len, &e) < 0)
		return;
	str_init(&first, kept_max);
	str_init(&second, kept_max);
	progress_write(&p, &first);
	must(progress_read(&again, first.data, first.len, &e) == 0);
	progress_write(&again, &second);
	must(strcmp(first.data, second.data) == 0);
	must(progress_count(&p, RECIPIENT_WAITS) == progress_count(&again, RECIPIENT_WAITS));
	progress_fini(&p);
	progress_fini(&again);
	str_fini(&first);
	str_fini(&second);
}

static int handover_begin(void *ctx, const struct ticket *t, struct err *e)
{
	struct str *out = ctx;

	(void)e;
	must(!out->len && t->from && t->to.n);
	str_format(out, "%s %zu\n", t->from, t->to.n);
	return 0;
}

static bool handover_read(const uint8_t *data, size_t len, size_t step, struct str *out)
{
	const struct handover_target target = {handover_begin, message_put, out};
	struct handover h;
	struct err e;
	bool whole = true;

	handover_init(&h, &target);
	for (size_t at = 0; at < len && whole; at += step)
		whole = handover_feed(&h, (const char *)data + at,
				len - at < step ? len - at : step, &e) == 0;
	whole = whole && h.ended;
	must(!whole || h.begun);
	handover_fini(&h);
	return whole;
}

/* The same in whatever pieces it comes. */
void fuzz_handover(const uint8_t *data, size_t len)
{
	struct str whole, pieces;
	bool taken;

	str_init(&whole, kept_max);
	str_init(&pieces, kept_max);
	taken = handover_read(data, len, len ? len : 1, &whole);
	must(handover_read(data, len, 1 + len % 7, &pieces) == taken);
	must(whole.len <= len + 32);
	must(!taken || strcmp(whole.data, pieces.data) == 0);
	str_fini(&whole);
	str_fini(&pieces);
}
