#include "net/transcript.h"

#include "base/ascii.h"
#include "base/hex.h"
#include "base/text.h"
#include "base/base64.h"
#include "net/reply.h"

#include <stdlib.h>
#include <string.h>

enum {
	/* To hide what is shorter would garble every line, and tell by its gaps what it is. */
	forbidden_min = 4,
	forbidden_max = 32,
	form_max = 64 * 1024, /* bytes; the longest password, each byte of it as %XX */
};

static const char hidden[] = "[hidden]";

/* Padding says nothing, and an echo may come without it. */
static void transcript_forbid(struct transcript *t, const char *text, size_t len)
{
	struct str copy;

	while (len && text[len - 1] == '=')
		len--;
	str_init(&copy, form_max);
	str_add(&copy, text, len);
	if (copy.len >= forbidden_min)
		strlist_add(&t->forbidden, copy.data, forbidden_max);
	str_wipe(&copy);
}

static void form_plain(struct str *out, const char *bytes, size_t len)
{
	str_add(out, bytes, len);
}

static void form_hex(struct str *out, const char *bytes, size_t len)
{
	hex_encode(out, bytes, len);
}

/* RFC 3986 2.1; web forms write a blank in another way. */
static void transcript_percent(struct str *out, const char *bytes, size_t len, const char *blank)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c < 0x80 && (ascii_is_word((char)c) || strchr("-._~", c)))
			str_char(out, (char)c);
		else if (c == ' ')
			str_text(out, blank);
		else
			str_format(out, "%%%02X", c);
	}
}

static void form_url(struct str *out, const char *bytes, size_t len)
{
	transcript_percent(out, bytes, len, "%20");
}

static void form_web(struct str *out, const char *bytes, size_t len)
{
	transcript_percent(out, bytes, len, "+");
}

static void forbid_as(struct transcript *t, void (*form)(struct str *, const char *, size_t),
	const struct str *bytes)
{
	struct str text;

	str_init(&text, form_max);
	form(&text, bytes->data, bytes->len);
	transcript_forbid(t, text.data, text.len);
	str_wipe(&text);
}

/* The one message of PLAIN (RFC 4616 2). */
static void forbid_plain(
	struct transcript *t, const char *identity, const char *user, const char *password)
{
	const char *const parts[] = {identity, user, password};
	struct str message;

	str_init(&message, form_max);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		str_add(&message, "", i ? 1 : 0);
		str_text(&message, parts[i]);
	}
	forbid_as(t, base64_encode, &message);
	str_wipe(&message);
}

static void forbid_password(struct transcript *t, const char *password)
{
	static void (*const forms[])(struct str *, const char *, size_t) = {
		form_plain, base64_encode, form_hex, form_url, form_web};
	struct str bytes;

	str_init(&bytes, form_max);
	str_text(&bytes, password);
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		forbid_as(t, forms[i], &bytes);
	str_wipe(&bytes);
}

void transcript_init(
	struct transcript *t, struct facts *facts, const char *user, const char *password)
{
	*t = (struct transcript) {.facts = facts};
	if (!*password)
		return;
	forbid_password(t, password);
	forbid_plain(t, "", user, password);
	forbid_plain(t, user, user, password);
}

void transcript_fini(struct transcript *t)
{
	for (size_t i = 0; i < t->forbidden.n; i++)
		explicit_bzero(t->forbidden.items[i], strlen(t->forbidden.items[i]));
	strlist_fini(&t->forbidden);
}

/* The length of the longest forbidden text at the start of the bytes; 0: none. */
static size_t forbidden_at(const struct transcript *t, const char *bytes, size_t len)
{
	size_t longest = 0;

	for (size_t i = 0; i < t->forbidden.n; i++) {
		size_t n = strlen(t->forbidden.items[i]);

		if (n > longest && n <= len && ascii_same_n(bytes, t->forbidden.items[i], n))
			longest = n;
	}
	return longest;
}

void transcript_clean(const struct transcript *t, struct str *out, const char *bytes, size_t len)
{
	size_t start = 0, n;

	for (size_t i = 0; i < len; i += n ? n : 1) {
		n = forbidden_at(t, bytes + i, len - i);
		if (n) {
			text_safe(out, bytes + start, i - start);
			str_text(out, hidden);
			start = i + n;
		}
	}
	text_safe(out, bytes + start, len - start);
}

void transcript_fact(const struct transcript *t, char **slot, const char *bytes, size_t len)
{
	struct str text;

	str_init(&text, facts_text_max);
	transcript_clean(t, &text, bytes, len);
	facts_text(slot, text.data);
	str_fini(&text);
}

static void transcript_add(
	struct transcript *t, int64_t us, bool from_client, const char *bytes, size_t len)
{
	char *text = NULL;

	transcript_fact(t, &text, bytes, len);
	facts_line(t->facts, us, from_client, text);
	free(text);
}

/* Keeps the mechanism and forbids the initial response, in case the server repeats it. */
static void add_login(struct transcript *t, int64_t us, const char *line, size_t len)
{
	const char *mechanism = memchr(line, ' ', len), *end = line + len, *response;
	struct str shown;

	response = mechanism ? memchr(mechanism + 1, ' ', (size_t)(end - mechanism - 1)) : NULL;
	str_init(&shown, facts_text_max);
	str_add(&shown, line, (size_t)((response ? response : end) - line));
	if (response) {
		transcript_forbid(t, response + 1, (size_t)(end - response - 1));
		str_format(&shown, " %s", hidden);
	}
	transcript_add(t, us, true, shown.data, shown.len);
	str_fini(&shown);
}

void transcript_client(struct transcript *t, int64_t us, const char *line, size_t len)
{
	len = reply_trim(line, len);
	if (t->in_login) {
		transcript_forbid(t, line, len);
		facts_line(t->facts, us, true, hidden);
	} else if (reply_keyword(line, len, "AUTH", " ")) {
		t->in_login = true;
		add_login(t, us, line, len);
	} else {
		transcript_add(t, us, true, line, len);
	}
}

void transcript_server(struct transcript *t, int64_t us, const char *line, size_t len)
{
	struct reply_line reply;
	bool is_reply = reply_parse(line, len, &reply);

	if (t->in_login && is_reply && reply.code == 334) {
		facts_line(t->facts, us, false, "334 [challenge]");
		return;
	}
	if (is_reply && reply.last)
		t->in_login = false;
	transcript_add(t, us, false, line, reply_trim(line, len));
}
