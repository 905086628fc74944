#include "model/message.h"

#include "base/ascii.h"
#include "base/text.h"

#include <string.h>

enum {
	header_max = 76, /* of a line with an encoded word (RFC 2047 2); of the others too */
	word_max = 68,   /* of an encoded word, so that it fits behind "From: " */
	body_max = 78,   /* RFC 5322 2.1.1 */
	quoted_max = 76, /* of a line in quoted-printable (RFC 2045 6.7) */
	piece_max = 12,  /* a character of UTF-8, each byte as =XX */
};

static const char newline[] = "\r\n";

/* Columns that are used of the line under way. */
static size_t message_column(const struct str *out)
{
	const char *end = memrchr(out->data, '\n', out->len);

	return end ? (size_t)(out->data + out->len - end - 1) : out->len;
}

/* What is outside of 7-bit ASCII, or beyond its printable part. */
static bool is_printable(const char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

/* Headers */

/* A word of a header line, on the next line where this one has no room (RFC 5322 2.2.3). */
static void put_word(struct str *out, const char *word)
{
	if (message_column(out) + 1 + strlen(word) > header_max)
		str_text(out, newline);
	str_format(out, " %s", word);
}

/* A phrase that needs no quotes: atoms with single blanks between them (RFC 5322 3.2.5). */
static bool is_phrase(const char *name)
{
	for (const char *c = name; *c; c++)
		if (!ascii_is_word(*c) && !strchr("!#$%&'*+-/=?^_`{|}~", *c) &&
			(*c != ' ' || c[1] == ' '))
			return false;
	return true;
}

static void message_quote(struct str *out, const char *text)
{
	str_char(out, '"');
	for (; *text; text++)
		str_format(out, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
	str_char(out, '"');
}

/* What RFC 2047 5 (3) leaves as it is in a phrase; a blank is an underscore. */
static void encode_character(struct str *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c < 0x80 && (ascii_is_word((char)c) || (c && strchr("!*+-/", c))))
			str_char(out, (char)c);
		else if (c == ' ')
			str_char(out, '_');
		else
			str_format(out, "=%02X", c);
	}
}

/* As many words as it takes; none is cut within a character. */
static void put_encoded(struct str *out, const char *name)
{
	static const char begin[] = "=?UTF-8?Q?", end[] = "?=";
	size_t len = strlen(name), n;
	struct str word, piece;
	uint32_t c;

	str_init(&word, word_max);
	str_init(&piece, piece_max);
	str_text(&word, begin);
	for (size_t i = 0; i < len; i += n) {
		(void)utf8_next(name + i, len - i, &c, &n);
		str_clear(&piece);
		encode_character(&piece, name + i, n);
		if (word.len + piece.len + sizeof(end) - 1 > word_max) {
			str_text(&word, end);
			put_word(out, word.data);
			str_clear(&word);
			str_text(&word, begin);
		}
		str_add(&word, piece.data, piece.len);
	}
	str_text(&word, end);
	put_word(out, word.data);
	str_fini(&word);
	str_fini(&piece);
}

/* A name that looks encoded already would be decoded by its reader. */
static void put_name(struct str *out, const char *name)
{
	struct str quoted;

	str_init(&quoted, 2 * value_max + 2);
	message_quote(&quoted, name);
	if (!is_printable(name) || strstr(name, "=?") || quoted.len > word_max)
		put_encoded(out, name);
	else
		put_word(out, is_phrase(name) ? name : quoted.data);
	str_fini(&quoted);
}

void message_mailbox(const char *name, const char *address, struct str *out)
{
	struct str angle;

	if (!*name) {
		put_word(out, address);
		return;
	}
	str_init(&angle, strlen(address) + 2);
	str_format(&angle, "<%s>", address);
	put_name(out, name);
	put_word(out, angle.data);
	str_fini(&angle);
}

static void message_from(const struct message *m, struct str *out)
{
	message_mailbox(settings_get(m->settings, FIELD_FROM_NAME),
		settings_get(m->settings, FIELD_FROM), out);
}

static void put_to(const struct message *m, struct str *out)
{
	put_word(out, m->to);
}

static void put_reply_to(const struct message *m, struct str *out)
{
	put_word(out, settings_get(m->settings, FIELD_REPLY_TO));
}

static void put_subject(const struct message *m, struct str *out)
{
	(void)m;
	str_text(out, " Test message from smtpsetup");
}

static void put_date(const struct message *m, struct str *out)
{
	str_char(out, ' ');
	message_date(m->at, m->zone, out);
}

/* RFC 5322 3.6.4: the domain is one of ours, so that what is unique in it is so everywhere. */
static void put_id(const struct message *m, struct str *out)
{
	const char *from = settings_get(m->settings, FIELD_FROM);
	const char *at = strrchr(from, '@');

	str_format(out, " <%s%s>", m->unique, at ? at : "@localhost");
}

static void put_automatic(const struct message *m, struct str *out)
{
	(void)m;
	str_text(out, " auto-generated");
}

static void message_mime(const struct message *m, struct str *out)
{
	(void)m;
	str_text(out, " 1.0");
}

static bool has_reply_to(const struct message *m)
{
	return !settings_is_empty(m->settings, FIELD_REPLY_TO);
}

static const struct {
	const char *name;
	void (*put)(const struct message *m, struct str *out);
	bool (*is_there)(const struct message *m); /* NULL: always */
} headers[] = {
	{"From", message_from, NULL},
	{"To", put_to, NULL},
	{"Reply-To", put_reply_to, has_reply_to},
	{"Subject", put_subject, NULL},
	{"Date", put_date, NULL},
	{"Message-ID", put_id, NULL},
	{"Auto-Submitted", put_automatic, NULL},
	{"MIME-Version", message_mime, NULL},
};

static void put_headers(const struct message *m, struct str *out)
{
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		if (headers[i].is_there && !headers[i].is_there(m))
			continue;
		str_format(out, "%s:", headers[i].name);
		headers[i].put(m, out);
		str_text(out, newline);
	}
}

/* The body */

/* The words of the choice; what follows the comma is about ports. */
static void say_protocol(const struct message *m, struct str *out)
{
	const char *label =
		field_display(FIELD_PROTOCOL, settings_get(m->settings, FIELD_PROTOCOL));

	str_add(out, label, strcspn(label, ","));
}

static void message_say_server(const struct message *m, struct str *out)
{
	str_format(out, "%s port %s", settings_get(m->settings, FIELD_HOST),
		settings_get(m->settings, FIELD_PORT));
}

static void say_user(const struct message *m, struct str *out)
{
	bool none = settings_is_empty(m->settings, FIELD_USER);

	str_text(out, none ? "none (without a login)" : settings_get(m->settings, FIELD_USER));
}

static void say_machine(const struct message *m, struct str *out)
{
	str_text(out, m->host_name);
}

static void say_date(const struct message *m, struct str *out)
{
	message_date(m->at, m->zone, out);
}

static const struct {
	const char *label;
	void (*say)(const struct message *m, struct str *out);
} lines[] = {
	{"Server", message_say_server},
	{"Transport", say_protocol},
	{"User", say_user},
	{"Sent from", say_machine},
	{"Sent at", say_date},
};

/* Whatever the name of a machine holds, it ends no line. */
static void message_put_line(struct str *out, const char *label, const struct str *value)
{
	str_format(out, "  %-10s ", label);
	text_safe(out, value->data, value->len);
	str_text(out, newline);
}

static void put_text(const struct message *m, struct str *out)
{
	str_text(out, "This is a test message from smtpsetup.\r\n"
		      "It was sent with these settings:\r\n\r\n");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct str value;

		str_init(&value, 2 * value_max);
		lines[i].say(m, &value);
		message_put_line(out, lines[i].label, &value);
		str_fini(&value);
	}
	str_text(out, "\r\nYou need not answer it.\r\n");
}

static bool is_plain(const struct str *text)
{
	size_t width = 0;

	for (size_t i = 0; i < text->len; i++) {
		width = text->data[i] == '\n' ? 0 : width + 1;
		if (text->data[i] & 0x80 || width > body_max + 1) /* the CR too */
			return false;
	}
	return true;
}

/* RFC 2045 6.7; no line begins with a dot, and in our text none ends with a blank. */
static void put_quoted(struct str *out, const struct str *text)
{
	for (size_t i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->data[i];
		bool as_it_is = c < 0x80 && c != '=' && (c != '.' || message_column(out));

		if (c != '\r' && c != '\n' &&
			message_column(out) + (as_it_is ? 1 : 3) >= quoted_max) {
			str_text(out, "=\r\n");
			as_it_is = as_it_is && c != '.';
		}
		str_format(out, as_it_is ? "%c" : "=%02X", c);
	}
}

static void put_body(const struct message *m, struct str *out)
{
	struct str text;
	bool plain;

	str_init(&text, message_max);
	put_text(m, &text);
	plain = is_plain(&text);
	str_format(out,
		"Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n",
		plain ? "us-ascii" : "utf-8", plain ? "7bit" : "quoted-printable");
	if (plain)
		str_add(out, text.data, text.len);
	else
		put_quoted(out, &text);
	str_fini(&text);
}

void message_compose(const struct message *m, struct str *out)
{
	put_headers(m, out);
	put_body(m, out);
}

void message_date(time_t at, long zone, struct str *out)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t shifted = at + zone;
	long minutes = (zone < 0 ? -zone : zone) / 60;
	struct tm t;

	(void)gmtime_r(&shifted, &t);
	str_format(out, "%.3s, %d %.3s %d %02d:%02d:%02d %c%02ld%02ld", days + 3 * t.tm_wday,
		t.tm_mday, months + 3 * t.tm_mon, t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec,
		zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}
