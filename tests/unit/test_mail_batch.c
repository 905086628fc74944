/* The dialogue of many messages: what is said in one go, and whom each answer is about. */
#include "unit.h"

#include "net/mail_batch.h"

#include <string.h>

enum { text_max = 65536 };

/* A server that offers words, says its lines one by one, and what came of them. */
static const struct scene {
	const char *name, *offers, *to;
	bool eight_bit;
	const char *server; /* lines, each ended by a bar */
	const char *said;   /* by us; a bar for each time that the server is heard */
	const char *found;
} scenes[] = {
	{"all well, in two turns", "PIPELINING", "a@b c@d", false,
		"250 ok|250 ok|250 ok|354 go|250 q",
		"MAIL FROM:<f@g>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n||||TEXT.\r\n|",
		"content -1 250 q;over;"},
	{"one by one", "SIZE 100", "a@b", false, "250 ok|250 ok|354 go|250 2.0.0 queued",
		"MAIL FROM:<f@g> SIZE=6\r\n|RCPT TO:<a@b>\r\n|DATA\r\n|TEXT.\r\n|",
		"content -1 250 queued;over;"},
	{"8BITMIME", "8BITMIME", "a@b", true, "250 ok|250 ok|354 go|250 q",
		"MAIL FROM:<f@g> BODY=8BITMIME\r\n|RCPT TO:<a@b>\r\n|DATA\r\n|TEXT.\r\n|",
		"content -1 250 q;over;"},
	{"one recipient is refused", "PIPELINING", "a@b c@d", false,
		"250 ok|550 5.1.1 who|250 ok|354 go|250 q",
		"MAIL FROM:<f@g>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n||||TEXT.\r\n|",
		"recipient 0 550 who;content -1 250 q;over;"},
	{"all are refused, and a message is wanted for nobody", "PIPELINING", "a@b", false,
		"250 ok|550 no|354 go|554 none",
		"MAIL FROM:<f@g>\r\nRCPT TO:<a@b>\r\nDATA\r\n|||.\r\n|",
		"recipient 0 550 no;over;"},
	{"all are refused, one by one", "", "a@b c@d", false, "250 ok|550 no|450-well|450 no",
		"MAIL FROM:<f@g>\r\n|RCPT TO:<a@b>\r\n|RCPT TO:<c@d>\r\n||",
		"recipient 0 550 no;recipient 1 450 well no;over;"},
	{"the sender is refused", "PIPELINING", "a@b", false, "553 5.7.1 not you|503 x|503 x",
		"MAIL FROM:<f@g>\r\nRCPT TO:<a@b>\r\nDATA\r\n|||", "sender -1 553 not you;over;"},
	{"the sender is refused, one by one", "", "a@b", false, "553 not you",
		"MAIL FROM:<f@g>\r\n|", "sender -1 553 not you;over;"},
	{"DATA is refused", "PIPELINING", "a@b", false, "250 ok|250 ok|451 4.3.0 later",
		"MAIL FROM:<f@g>\r\nRCPT TO:<a@b>\r\nDATA\r\n|||", "content -1 451 later;over;"},
	{"the message is refused", "PIPELINING", "a@b", false, "250 ok|250 ok|354 go|554 spam",
		"MAIL FROM:<f@g>\r\nRCPT TO:<a@b>\r\nDATA\r\n|||TEXT.\r\n|",
		"content -1 554 spam;over;"},
	{"goodbye in the middle", "PIPELINING", "a@b", false, "250 ok|421 bye",
		"MAIL FROM:<f@g>\r\nRCPT TO:<a@b>\r\nDATA\r\n||", "lost;"},
	{"what is no reply", "", "a@b", false, "HTTP/1.1 200", "MAIL FROM:<f@g>\r\n|", "lost;"},
	{"an address that needs SMTPUTF8", "", "\xc3\xa9@b", false, "", "", "sender -1 0 ;over;"},
	{"one that gets it", "SMTPUTF8", "\xc3\xa9@b", false, "250 ok",
		"MAIL FROM:<f@g> SMTPUTF8\r\n|RCPT TO:<\xc3\xa9@b>\r\n", ""},
};

static void take_answer(void *ctx, const struct mail_answer *a)
{
	str_format(ctx, "%s %ld %d %s;", step_name(a->step), a->recipient, a->code, a->text);
}

static void take_over(void *ctx)
{
	str_text(ctx, "over;");
}

static void batch_flush(struct mail_batch *b, struct str *said)
{
	str_add(said, b->out.data, b->out.len);
	str_clear(&b->out);
}

static struct facts offering(const char *words)
{
	struct facts facts;

	facts_init(&facts);
	if (*words)
		strlist_add(&facts.capabilities, words, 1);
	return facts;
}

static void begin(struct mail_batch *b, const char *to, bool eight_bit)
{
	struct strlist list = {0};
	char words[200], *at = words, *word;

	(void)snprintf(words, sizeof(words), "%s", to);
	while ((word = strsep(&at, " ")))
		strlist_add(&list, word, 9);
	mail_batch_begin(b, "f@g", &list, 6, eight_bit);
	strlist_fini(&list);
}

static void each_scene(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(scenes); i++) {
		const struct scene *scene = &scenes[i];
		struct facts facts = offering(scene->offers);
		char lines[400], *at = lines, *line;
		struct str said, found;
		struct mail_batch b;

		(void)snprintf(lines, sizeof(lines), "%s", scene->server);
		str_init(&said, text_max);
		str_init(&found, text_max);
		mail_batch_init(
			&b, &facts, &(struct mail_batch_owner) {take_answer, take_over, &found});
		begin(&b, scene->to, scene->eight_bit);
		batch_flush(&b, &said);
		while (*scene->server && (line = strsep(&at, "|"))) {
			str_char(&said, '|');
			mail_batch_hear(&b, line, strlen(line));
			mail_batch_hear(&b, "\r\n", 2);
			if (b.state == BATCH_TEXT) {
				str_text(&said, "TEXT");
				mail_batch_text(&b, "", 0, true);
			}
			batch_flush(&b, &said);
		}
		if (b.state == BATCH_LOST)
			str_text(&found, "lost;");
		unit_expect(
			strcmp(said.data, scene->said) == 0, "%s: said %s", scene->name, said.data);
		unit_expect(strcmp(found.data, scene->found) == 0, "%s: found %s", scene->name,
			found.data);
		mail_batch_fini(&b);
		facts_fini(&facts);
		str_fini(&said);
		str_fini(&found);
	}
	unit_end();
}

static void resets_behind_a_refusal(void **state)
{
	struct facts facts = offering("PIPELINING");
	struct str said, found;
	struct mail_batch b;

	(void)state;
	str_init(&said, text_max);
	str_init(&found, text_max);
	mail_batch_init(&b, &facts, &(struct mail_batch_owner) {take_answer, take_over, &found});
	begin(&b, "a@b", false);
	mail_batch_hear(&b, "250 x\r\n550 no\r\n503 x\r\n", 22);
	str_clear(&b.out);
	begin(&b, "c@d", false);
	batch_flush(&b, &said);
	assert_string_equal(said.data, "RSET\r\nMAIL FROM:<f@g>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
	str_clear(&found);
	mail_batch_hear(&b, "250 r\r\n250 x\r\n250 x\r\n354 go\r\n", 29);
	mail_batch_text(&b, "a\r\n.b\r\n.", 8, false);
	mail_batch_text(&b, "\r\n", 2, true);
	mail_batch_hear(&b, "250 q\r\n", 7);
	assert_string_equal(found.data, "content -1 250 q;over;");
	assert_string_equal(b.out.data, "a\r\n..b\r\n..\r\n.\r\n");
	str_clear(&b.out);
	begin(&b, "e@f", false);
	assert_true(strncmp(b.out.data, "MAIL", 4) == 0);
	mail_batch_fini(&b);
	facts_fini(&facts);
	str_fini(&said);
	str_fini(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_scene),
		cmocka_unit_test(resets_behind_a_refusal),
	};

	return unit_run(tests);
}
