#include "mail/masquerade.h"

#include "base/ascii.h"
#include "base/text.h"
#include "mail/addresses.h"
#include "mail/header.h"
#include "model/message.h"

#include <string.h>

enum { names_max = 2000 };

static bool address_is_full(const char *address)
{
	return strchr(address, '@');
}

const char *masquerade_sender(const struct masquerade *id, const char *given)
{
	return id->any && address_is_full(given) ? given : id->from;
}

static bool header_has(const char *header, size_t len, const char *name)
{
	struct header_field f;

	return header_find(header, len, name, &f);
}

/* The first address of the field; false: it has none that makes sense. */
static bool field_address(const struct header_field *f, struct str *out)
{
	struct strlist list = {0};
	struct err e;
	bool found = addresses_add(&list, f->body, f->body_len, &e) == 0 && list.n;

	if (found)
		str_text(out, list.items[0]);
	strlist_fini(&list);
	return found;
}

static void put_field(struct str *out, const char *name, const char *text)
{
	str_format(out, "%s: %s\r\n", name, text);
}

/* As it was, in one line, fit to be shown. */
static void put_original(const struct header_field *f, struct str *out)
{
	struct str line, safe;
	size_t len;
	const char *text;

	str_init(&line, names_max);
	str_init(&safe, names_max / 3);
	for (size_t i = 0; i < f->body_len; i++)
		if (f->body[i] != '\r' && f->body[i] != '\n')
			str_char(&line, f->body[i]);
	len = line.len;
	text = text_trim(line.data, &len);
	text_safe(&safe, text, len);
	put_field(out, "X-Original-From", safe.data);
	str_fini(&line);
	str_fini(&safe);
}

static void masquerade_from(
	const struct masquerade *id, const struct header_field *f, struct str *out)
{
	struct str name;

	str_init(&name, names_max);
	addresses_first_name(f->body, f->body_len, &name);
	if (!name.len || !text_is_clean(name.data, name.len)) {
		str_clear(&name);
		str_text(&name, id->name);
	}
	str_text(out, "From:");
	/* An encoded name is in its form already, which quotes would take from it. */
	if (strncmp(name.data, "=?", 2) == 0 && !strpbrk(name.data, "\"<>()\\,;:@"))
		str_format(out, " %s\r\n <%s>", name.data, id->from);
	else
		message_mailbox(name.data, id->from, out);
	str_text(out, "\r\n");
	str_fini(&name);
}

/* The From of a message whose sender may stay is left as it is. */
static void put_sender(const struct masquerade *id, const struct header_field *f,
	const char *header, size_t len, struct str *out)
{
	struct str address;
	bool known, full;

	str_init(&address, mail_address_max);
	known = field_address(f, &address);
	full = known && address_is_full(address.data);
	if ((known && ascii_same(address.data, id->from)) || (id->any && full)) {
		str_add(out, f->bytes, f->len);
	} else {
		masquerade_from(id, f, out);
		if (full && !header_has(header, len, "Reply-To"))
			put_field(out, "Reply-To", address.data);
		put_original(f, out);
	}
	str_fini(&address);
}

static bool masquerade_adds_reply_to(const struct masquerade *id, const char *header, size_t len,
	const struct str *out, size_t before)
{
	return *id->reply_to && !header_has(header, len, "Reply-To") &&
	       !header_has(out->data + before, out->len - before, "Reply-To");
}

/* RFC 2045 4, 6.1: what is not ASCII says what it is. */
static void masquerade_mime(const char *header, size_t len, struct str *out)
{
	if (header_has(header, len, "MIME-Version") || header_has(header, len, "Content-Type"))
		return;
	put_field(out, "MIME-Version", "1.0");
	put_field(out, "Content-Type", "text/plain; charset=utf-8");
	if (!header_has(header, len, "Content-Transfer-Encoding"))
		put_field(out, "Content-Transfer-Encoding", "8bit");
}

void masquerade_header(const struct masquerade *id, const char *header, size_t len, struct str *out)
{
	struct header_field f;
	size_t at = 0, before = out->len;
	bool seen = false;

	while (header_next(header, len, &at, &f)) {
		if (f.len == 2 && f.bytes[0] == '\r')
			break;
		if (header_is(&f, "From") && !seen)
			put_sender(id, &f, header, len, out);
		else if (!header_is(&f, "From") && (id->any || !header_is(&f, "Sender")))
			str_add(out, f.bytes, f.len);
		seen = seen || header_is(&f, "From");
	}
	if (masquerade_adds_reply_to(id, header, len, out, before))
		put_field(out, "Reply-To", id->reply_to);
	if (id->eight_bit)
		masquerade_mime(header, len, out);
	str_text(out, "\r\n");
}
