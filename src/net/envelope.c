#include "net/envelope.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { command_max = 2000 }; /* bytes; two addresses of the longest and what stands around them */

static bool is_ascii(const char *text)
{
	while (*text && !(*text & 0x80))
		text++;
	return !*text;
}

/* RFC 6531 3.1 */
static bool needs_utf8(const struct envelope *e)
{
	return !is_ascii(e->from) || !is_ascii(e->to);
}

static const char *envelope_offered(const struct envelope *e, const char *keyword)
{
	return facts_capability(&e->session->facts, keyword);
}

static bool lacks_utf8(const struct envelope *e)
{
	return needs_utf8(e) && !envelope_offered(e, "SMTPUTF8");
}

/* RFC 1870 4: no number, or 0, is no limit. */
static bool is_too_large(const struct envelope *e)
{
	const char *size = envelope_offered(e, "SIZE");
	unsigned long long limit = size ? strtoull(size, NULL, 10) : 0;

	return e->sends && limit && e->message.len > limit;
}

/* What the server has said already that it will not take, in the order of asking. */
static const struct {
	bool (*is_so)(const struct envelope *e);
	unsigned fact;
} obstacles[] = {
	{lacks_utf8, FACT_NEEDS_UTF8},
	{is_too_large, FACT_TOO_LARGE},
};

static void envelope_say(struct envelope *e, int64_t us, const char *line)
{
	smtp_session_client(e->session, us, line, strlen(line));
	str_text(&e->out, line);
}

static void envelope_say_sender(struct envelope *e, int64_t us)
{
	struct str line;

	for (size_t i = 0; i < sizeof(obstacles) / sizeof(obstacles[0]); i++)
		if (obstacles[i].is_so(e)) {
			smtp_session_refuse(e->session, us, STEP_SENDER, obstacles[i].fact);
			return;
		}
	str_init(&line, command_max);
	str_format(&line, "MAIL FROM:<%s>", e->from);
	if (e->sends && envelope_offered(e, "SIZE"))
		str_format(&line, " SIZE=%zu", e->message.len);
	if (needs_utf8(e))
		str_text(&line, " SMTPUTF8");
	str_text(&line, "\r\n");
	envelope_say(e, us, line.data);
	str_fini(&line);
}

static void say_recipient(struct envelope *e, int64_t us)
{
	struct str line;

	str_init(&line, command_max);
	str_format(&line, "RCPT TO:<%s>\r\n", e->to);
	envelope_say(e, us, line.data);
	str_fini(&line);
}

static void say_data(struct envelope *e, int64_t us)
{
	envelope_say(e, us, "DATA\r\n");
}

static void say_message(struct envelope *e, int64_t us)
{
	envelope_stuff(&e->out, &e->message);
	smtp_session_message(e->session, us, e->message.len);
}

static const struct {
	void (*say)(struct envelope *e, int64_t us);
	bool rehearsed; /* also where nothing is sent */
} turns[] = {
	{envelope_say_sender, true},
	{say_recipient, true},
	{say_data, false},
	{say_message, false},
};

void envelope_init(struct envelope *e, struct smtp_session *m, const char *from, const char *to,
	struct str *message)
{
	*e = (struct envelope) {
		.session = m,
		.from = mem_text(from),
		.to = mem_text(to),
		.sends = message,
	};
	if (message) {
		e->message = *message;
		*message = (struct str) {0};
	}
	str_init(&e->out, 2 * e->message.len + 2 * command_max);
	str_init(&e->line, smtp_session_reply_max);
}

void envelope_fini(struct envelope *e)
{
	free(e->from);
	free(e->to);
	str_fini(&e->message);
	str_fini(&e->out);
	str_fini(&e->line);
}

void envelope_speak(struct envelope *e, int64_t us)
{
	const size_t n = sizeof(turns) / sizeof(turns[0]);

	if (e->session->over || !e->session->answered)
		return;
	if (e->turn < n && (turns[e->turn].rehearsed || e->sends))
		turns[e->turn++].say(e, us);
	else
		smtp_session_stop(e->session, END_OK);
}

void envelope_hear(struct envelope *e, int64_t us, const char *bytes, size_t len)
{
	while (len && !e->session->over) {
		const char *end = memchr(bytes, '\n', len);
		size_t n = end ? (size_t)(end - bytes) + 1 : len;

		str_add(&e->line, bytes, n);
		bytes += n;
		len -= n;
		if (e->line.full)
			smtp_session_stop(e->session, END_TOO_LONG);
		else if (end)
			smtp_session_server(e->session, us, e->line.data, e->line.len);
		if (end)
			str_clear(&e->line);
	}
}

/* QUIT alone forgets the envelope too (RFC 5321 4.1.1.10), RSET says so where both can go at once.
 */
void envelope_leave(struct envelope *e, int64_t us)
{
	if (!e->sends && facts_has(&e->session->facts, FACT_ENVELOPE) &&
		envelope_offered(e, "PIPELINING"))
		envelope_say(e, us, "RSET\r\n");
	envelope_say(e, us, "QUIT\r\n");
}

void envelope_stuff(struct str *out, const struct str *message)
{
	for (size_t i = 0; i < message->len; i++) {
		if (message->data[i] == '.' && (i == 0 || message->data[i - 1] == '\n'))
			str_char(out, '.');
		str_char(out, message->data[i]);
	}
	str_text(out, ".\r\n");
}
