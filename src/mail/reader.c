#include "mail/reader.h"

#include "mail/addresses.h"
#include "mail/header.h"
#include "model/message.h"

#include <string.h>

enum { out_max = 64 * 1024, out_full = 16 * 1024 };

static const char newline[] = "\r\n";

void mail_reader_init(struct mail_reader *r, const struct mail_rules *rules,
	struct strlist *recipients, const struct mail_target *target)
{
	*r = (struct mail_reader) {
		.rules = *rules,
		.target = *target,
		.recipients = *recipients,
		.fresh = true,
	};
	*recipients = (struct strlist) {0};
	str_init(&r->header, mail_header_max);
	str_init(&r->line, mail_header_max);
	str_init(&r->out, 2 * mail_header_max + out_max);
}

void mail_reader_fini(struct mail_reader *r)
{
	strlist_fini(&r->recipients);
	str_fini(&r->header);
	str_fini(&r->line);
	str_fini(&r->out);
}

/* What goes on */

static int reader_flush(struct mail_reader *r, struct err *e)
{
	int result = 0;

	r->size += r->out.len;
	if (r->size > mail_size_max)
		return err_set(e, EX_DATAERR, "the message has more than %d MB",
			mail_size_max / 1024 / 1024);
	if (r->out.len)
		result = r->target.put(r->target.ctx, r->out.data, r->out.len, e);
	str_clear(&r->out);
	return result;
}

/* The first bytes of a line of the body, and its end. */
static int reader_put_line(struct mail_reader *r, size_t len, struct err *e)
{
	for (size_t i = 0; i < len; i++)
		r->eight_bit = r->eight_bit || (unsigned char)r->line.data[i] >= 0x80;
	str_add(&r->out, r->line.data, len);
	str_text(&r->out, newline);
	str_drop(&r->line, len);
	return r->out.len >= out_full ? reader_flush(r, e) : 0;
}

/* The header */

static const char *const recipient_fields[] = {"To", "Cc", "Bcc"};
static const char *const resent_fields[] = {"Resent-To", "Resent-Cc", "Resent-Bcc"};
static const char *const secret_fields[] = {"Bcc", "Resent-Bcc"};

static bool field_is_one(const struct header_field *f, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (header_is(f, names[i]))
			return true;
	return false;
}

#define IS_ONE(field, names) field_is_one(field, names, sizeof(names) / sizeof((names)[0]))

/* Those of a message that is sent on count alone (RFC 5322 3.6.6). */
static bool reader_is_resent(const struct mail_reader *r)
{
	struct header_field f;
	size_t at = 0;

	while (header_next(r->header.data, r->header.len, &at, &f))
		if (IS_ONE(&f, resent_fields))
			return true;
	return false;
}

static int reader_take_recipients(struct mail_reader *r, struct err *e)
{
	bool resent = reader_is_resent(r);
	struct header_field f;
	size_t at = 0;

	while (header_next(r->header.data, r->header.len, &at, &f)) {
		bool counts = resent ? IS_ONE(&f, resent_fields) : IS_ONE(&f, recipient_fields);

		if (counts && addresses_add(&r->recipients, f.body, f.body_len, e) < 0)
			return -1;
	}
	return 0;
}

static bool reader_has(const struct mail_reader *r, const char *name)
{
	struct header_field f;

	return header_find(r->header.data, r->header.len, name, &f);
}

static void reader_put_missing(struct mail_reader *r)
{
	const struct mail_rules *rules = &r->rules;

	if (!reader_has(r, "Date")) {
		str_text(&r->out, "Date: ");
		message_date(rules->at, rules->zone, &r->out);
		str_text(&r->out, newline);
	}
	if (!reader_has(r, "Message-ID"))
		str_format(&r->out, "Message-ID: <%s@%s>\r\n", rules->unique, rules->domain);
	if (!reader_has(r, "From")) {
		str_text(&r->out, "From:");
		message_mailbox(rules->name, rules->from, &r->out);
		str_text(&r->out, newline);
	}
}

static int reader_end_header(struct mail_reader *r, struct err *e)
{
	struct header_field f;
	size_t at = 0;

	r->in_body = true;
	if (r->rules.from_header && reader_take_recipients(r, e) < 0)
		return -1;
	if (!r->recipients.n)
		return err_set(e, EX_USAGE, "the message has no recipient");
	while (header_next(r->header.data, r->header.len, &at, &f))
		if (!IS_ONE(&f, secret_fields))
			str_add(&r->out, f.bytes, f.len);
	reader_put_missing(r);
	str_text(&r->out, newline);
	str_clear(&r->header);
	if (r->target.begin(r->target.ctx, &r->recipients, e) < 0)
		return -1;
	return reader_flush(r, e);
}

/* The line that the header of a mailbox begins with is none of the message. */
static bool line_is_mailbox(const struct str *line)
{
	return strncmp(line->data, "From ", 5) == 0 || strncmp(line->data, ">From ", 6) == 0;
}

static bool line_is_field(const struct mail_reader *r)
{
	const struct str *line = &r->line;

	if (r->header.len && (*line->data == ' ' || *line->data == '\t'))
		return true;
	return header_name(line->data, line->len) > 0;
}

static int reader_header_line(struct mail_reader *r, struct err *e)
{
	if (!r->line.len)
		return reader_end_header(r, e);
	if (line_is_field(r)) {
		str_add(&r->header, r->line.data, r->line.len);
		str_text(&r->header, newline);
		str_clear(&r->line);
		return r->header.full ? err_set(e, EX_DATAERR, "the header has more than %d kB",
						mail_header_max / 1024)
				      : 0;
	}
	if (reader_end_header(r, e) < 0)
		return -1;
	return reader_put_line(r, r->line.len, e);
}

/* The lines */

static int reader_end_line(struct mail_reader *r, struct err *e)
{
	bool fresh = r->fresh;

	r->fresh = false;
	if (!r->rules.dots && strcmp(r->line.data, ".") == 0 && r->line.len == 1) {
		str_clear(&r->line);
		r->ended = true;
		return 0;
	}
	if (fresh && line_is_mailbox(&r->line)) {
		str_clear(&r->line);
		return 0;
	}
	return r->in_body ? reader_put_line(r, r->line.len, e) : reader_header_line(r, e);
}

/* Not within a character of UTF-8. */
static size_t line_break_at(const struct str *line, char next)
{
	size_t at = line->len;

	if (((unsigned char)next & 0xc0) != 0x80)
		return at;
	while (at > line->len - 3 && ((unsigned char)line->data[at - 1] & 0xc0) == 0x80)
		at--;
	return at - 1;
}

/* The line is as long as SMTP has it. What is no field need not be kept until it ends. */
static int reader_break_line(struct mail_reader *r, char next, struct err *e)
{
	if (r->in_body)
		return reader_put_line(r, line_break_at(&r->line, next), e);
	if (r->line.len < mail_line_max || line_is_field(r))
		return r->line.len < mail_header_max
			       ? 0
			       : err_set(e, EX_DATAERR, "a line of the header has more than %d kB",
					 mail_header_max / 1024);
	r->fresh = false;
	if (reader_end_header(r, e) < 0)
		return -1;
	return reader_put_line(r, line_break_at(&r->line, next), e);
}

static int reader_take(struct mail_reader *r, char c, struct err *e)
{
	bool cr = r->cr;

	r->cr = c == '\r';
	if (r->cr || !c)
		return 0;
	if (c == '\n')
		return reader_end_line(r, e);
	if (cr && reader_end_line(r, e) < 0)
		return -1;
	if (r->ended)
		return 0;
	if (r->line.len >= mail_line_max && reader_break_line(r, c, e) < 0)
		return -1;
	str_char(&r->line, c);
	return 0;
}

int mail_reader_feed(struct mail_reader *r, const char *bytes, size_t len, struct err *e)
{
	for (size_t i = 0; i < len && !r->ended; i++)
		if (reader_take(r, bytes[i], e) < 0)
			return -1;
	return 0;
}

int mail_reader_end(struct mail_reader *r, struct err *e)
{
	if (!r->ended && (r->line.len || r->cr) && reader_end_line(r, e) < 0)
		return -1;
	if (!r->in_body && reader_end_header(r, e) < 0)
		return -1;
	return reader_flush(r, e);
}
