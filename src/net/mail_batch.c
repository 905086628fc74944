#include "net/mail_batch.h"

#include "base/mem.h"
#include "base/text.h"
#include "net/reply.h"

#include <stdlib.h>
#include <string.h>

enum {
	batch_out_max = 4 * 1024 * 1024,
	batch_line_max = 64 * 1024,
	reply_ok = 2,
	reply_go_on = 354,
	reply_goodbye = 421,
};

void mail_batch_init(
	struct mail_batch *b, const struct facts *facts, const struct mail_batch_owner *owner)
{
	*b = (struct mail_batch) {.owner = *owner, .facts = facts};
	str_init(&b->out, batch_out_max);
	str_init(&b->line, batch_line_max);
	str_init(&b->text, facts_text_max);
}

static void batch_forget(struct mail_batch *b)
{
	free(b->from);
	b->from = NULL;
	strlist_fini(&b->to);
}

void mail_batch_fini(struct mail_batch *b)
{
	batch_forget(b);
	str_fini(&b->out);
	str_fini(&b->line);
	str_fini(&b->text);
}

static bool batch_offers(const struct mail_batch *b, const char *keyword)
{
	return facts_capability(b->facts, keyword);
}

static bool batch_is_ascii(const char *text)
{
	while (*text && !(*text & 0x80))
		text++;
	return !*text;
}

/* RFC 6531 3.1 */
static bool batch_needs_utf8(const struct mail_batch *b)
{
	bool needs = !batch_is_ascii(b->from);

	for (size_t i = 0; i < b->to.n; i++)
		needs = needs || !batch_is_ascii(b->to.items[i]);
	return needs;
}

static void batch_end(struct mail_batch *b, bool well)
{
	b->dirty = !well;
	b->state = BATCH_IDLE;
	batch_forget(b);
	b->owner.over(b->owner.ctx);
}

static void batch_tell(struct mail_batch *b, enum step step, long recipient, int code)
{
	struct reply_line line = {code, true, b->text.data, b->text.len};
	size_t n = code ? reply_enhanced(&line) : 0;
	char *enhanced = mem_bytes(b->text.data, n);
	const struct mail_answer answer = {
		step, recipient, code, enhanced, b->text.data + n + strspn(b->text.data + n, " ")};

	b->owner.answered(b->owner.ctx, &answer);
	free(enhanced);
}

/* Commands, by their number: MAIL, a RCPT for each, DATA */

static size_t batch_commands(const struct mail_batch *b)
{
	return b->to.n + 2;
}

static void batch_say_sender(struct mail_batch *b)
{
	str_format(&b->out, "MAIL FROM:<%s>", b->from);
	if (batch_offers(b, "SIZE"))
		str_format(&b->out, " SIZE=%zu", b->size);
	if (b->eight_bit && batch_offers(b, "8BITMIME"))
		str_text(&b->out, " BODY=8BITMIME");
	if (batch_needs_utf8(b))
		str_text(&b->out, " SMTPUTF8");
	str_text(&b->out, "\r\n");
}

static void batch_say_next(struct mail_batch *b)
{
	size_t i = b->said++;

	if (i == 0)
		batch_say_sender(b);
	else if (i <= b->to.n)
		str_format(&b->out, "RCPT TO:<%s>\r\n", b->to.items[i - 1]);
	else
		str_text(&b->out, "DATA\r\n");
}

/* As many as may go without an answer. */
static void batch_speak(struct mail_batch *b)
{
	bool all = batch_offers(b, "PIPELINING");

	while (b->said < batch_commands(b) && (all || (b->said == b->heard && !b->resets)))
		batch_say_next(b);
}

void mail_batch_begin(struct mail_batch *b, const char *from, const struct strlist *to, size_t size,
	bool eight_bit)
{
	b->from = mem_text(from);
	for (size_t i = 0; i < to->n; i++)
		strlist_add(&b->to, to->items[i], to->n);
	b->size = size;
	b->eight_bit = eight_bit;
	b->said = b->heard = b->taken = 0;
	b->sender_taken = b->data_taken = false;
	if (batch_needs_utf8(b) && !batch_offers(b, "SMTPUTF8")) {
		bool dirty = b->dirty;

		str_clear(&b->text);
		batch_tell(b, STEP_SENDER, -1, 0);
		batch_end(b, !dirty);
		return;
	}
	b->state = BATCH_ASKS;
	b->resets = b->dirty;
	if (b->resets)
		str_text(&b->out, "RSET\r\n");
	batch_speak(b);
}

void mail_batch_text(struct mail_batch *b, const char *bytes, size_t len, bool last)
{
	if (b->state != BATCH_TEXT)
		return;
	for (size_t i = 0; i < len; i++) {
		if (b->line_start && bytes[i] == '.')
			str_char(&b->out, '.');
		str_char(&b->out, bytes[i]);
		b->line_start = bytes[i] == '\n';
	}
	if (!last)
		return;
	str_text(&b->out, b->line_start ? ".\r\n" : "\r\n.\r\n");
	b->state = BATCH_WAITS;
}

/* Answers */

static void batch_answer_sender(struct mail_batch *b)
{
	b->sender_taken = b->code / 100 == reply_ok;
	if (!b->sender_taken)
		batch_tell(b, STEP_SENDER, -1, b->code);
}

static void batch_answer_recipient(struct mail_batch *b, size_t i)
{
	bool taken = b->code / 100 == reply_ok;

	b->taken += taken;
	if (!taken && b->sender_taken)
		batch_tell(b, STEP_RECIPIENT, (long)i, b->code);
}

/*
 * A server that wants a message for nobody gets an empty one, and has to refuse it (RFC 2920 3.1).
 */
static void batch_answer_data(struct mail_batch *b)
{
	b->data_taken = b->code == reply_go_on;
	if (b->data_taken && b->taken) {
		b->state = BATCH_TEXT;
		b->line_start = true;
	} else if (b->data_taken) {
		str_text(&b->out, ".\r\n");
		b->state = BATCH_WAITS;
	} else {
		if (b->taken)
			batch_tell(b, STEP_CONTENT, -1, b->code);
		batch_end(b, false);
	}
}

/* Without PIPELINING what is of no use any more is not said. */
static bool batch_gives_up(const struct mail_batch *b)
{
	return b->said == b->heard &&
	       ((!b->sender_taken && b->heard == 1) || (!b->taken && b->heard == b->to.n + 1));
}

static void batch_answer_command(struct mail_batch *b)
{
	size_t i = b->heard;

	if (b->resets) {
		b->resets = false;
		batch_speak(b);
		return;
	}
	b->heard++;
	if (i == 0)
		batch_answer_sender(b);
	else if (i <= b->to.n)
		batch_answer_recipient(b, i - 1);
	else
		batch_answer_data(b);
	if (b->state != BATCH_ASKS)
		return;
	if (batch_gives_up(b))
		batch_end(b, false);
	else
		batch_speak(b);
}

/* What answers nothing that was asked, or is a goodbye, ends it. */
static void batch_answer(struct mail_batch *b)
{
	bool goodbye = b->code == reply_goodbye;

	if (!goodbye && b->state == BATCH_ASKS) {
		batch_answer_command(b);
	} else if (!goodbye && b->state == BATCH_WAITS) {
		if (b->taken)
			batch_tell(b, STEP_CONTENT, -1, b->code);
		batch_end(b, b->taken && b->code / 100 == reply_ok);
	} else {
		b->state = BATCH_LOST;
	}
}

static void batch_take_line(struct mail_batch *b)
{
	struct reply_line line;

	if (!reply_parse(b->line.data, reply_trim(b->line.data, b->line.len), &line) &&
		!reply_parse(b->line.data, b->line.len, &line)) {
		b->state = BATCH_LOST;
		return;
	}
	if (!b->code)
		str_clear(&b->text);
	if (b->code)
		str_char(&b->text, ' ');
	text_safe(&b->text, line.text, line.len);
	b->code = line.code;
	if (!line.last)
		return;
	batch_answer(b);
	b->code = 0;
	b->text.full = false;
}

void mail_batch_hear(struct mail_batch *b, const char *bytes, size_t len)
{
	while (len && b->state != BATCH_LOST) {
		const char *end = memchr(bytes, '\n', len);
		size_t n = end ? (size_t)(end - bytes) + 1 : len;

		str_add(&b->line, bytes, n);
		bytes += n;
		len -= n;
		if (b->line.full)
			b->state = BATCH_LOST;
		else if (end)
			batch_take_line(b);
		if (end)
			str_clear(&b->line);
	}
}
