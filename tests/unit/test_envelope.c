/* The dialogue behind the login: what the server says in, what is said to it out. */
#include "unit.h"

#include "net/envelope.h"

#include <stdlib.h>
#include <string.h>

#define HELLO "250-mail\r\n250-SIZE 1000\r\n250-SMTPUTF8\r\n250 PIPELINING\r\n"
#define BARE  "250 mail\r\n"

struct stage {
	struct smtp_session machine;
	struct envelope envelope;
	struct str said; /* all that was to be sent */
};

/* At the end of a session without a login: greeting and EHLO have been answered. */
static void begin(
	struct stage *s, const char *hello, const char *from, const char *to, const char *message)
{
	const struct smtp_session_plan plan = {.user = "", .password = "", .to = to};
	struct str text;

	smtp_session_init(&s->machine, &plan);
	smtp_session_server(&s->machine, 1, "220 mail\r\n", 10);
	smtp_session_client(&s->machine, 2, "EHLO us\r\n", 9);
	str_init(&text, 10000);
	str_text(&text, message ? message : "");
	envelope_init(&s->envelope, &s->machine, from, to, message ? &text : NULL);
	str_fini(&text);
	envelope_hear(&s->envelope, 3, hello, strlen(hello));
	str_init(&s->said, 10000);
}

static void end(struct stage *s)
{
	envelope_fini(&s->envelope);
	smtp_session_fini(&s->machine);
	str_fini(&s->said);
}

static void speak(struct stage *s)
{
	envelope_speak(&s->envelope, 4);
	str_add(&s->said, s->envelope.out.data, s->envelope.out.len);
	str_clear(&s->envelope.out);
}

/* Each answer comes when we have spoken, in pieces of so many bytes. */
static void play(struct stage *s, const char *const answers[], size_t piece)
{
	speak(s);
	for (size_t i = 0; answers[i]; i++) {
		size_t len = strlen(answers[i]);

		for (size_t at = 0; at < len; at += piece)
			envelope_hear(&s->envelope, 5, answers[i] + at,
				len - at < piece ? len - at : piece);
		speak(s);
	}
	if (s->machine.over)
		envelope_leave(&s->envelope, 6);
	str_add(&s->said, s->envelope.out.data, s->envelope.out.len);
}

#define RCPT "RCPT TO:<b@y.example>\r\n"

static void turns(void **state)
{
	static const struct {
		const char *hello, *message;
		const char *answers[6];
		const char *said;
		bool over;
		enum end end;
	} rows[] = {
		{HELLO, "H: 1\r\n\r\nx", {"250 a\r\n", "250 b\r\n", "354 c\r\n", "250 d\r\n"},
			"MAIL FROM:<a@x.example> SIZE=9\r\n" RCPT "DATA\r\nH: 1\r\n\r\nx.\r\n"
			"QUIT\r\n",
			true, END_OK},
		{BARE, "H: 1\r\n", {"250 a\r\n", "251 b\r\n", "354 c\r\n", "200 d\r\n"},
			"MAIL FROM:<a@x.example>\r\n" RCPT "DATA\r\nH: 1\r\n.\r\nQUIT\r\n", true,
			END_OK},
		{HELLO, NULL, {"250 a\r\n", "250 b\r\n"},
			"MAIL FROM:<a@x.example>\r\n" RCPT "RSET\r\nQUIT\r\n", true, END_OK},
		{BARE, NULL, {"250 a\r\n", "250 b\r\n"},
			"MAIL FROM:<a@x.example>\r\n" RCPT "QUIT\r\n", true, END_OK},
		{BARE, NULL, {"250-a\r\n250-b\r\n250 c\r\n", "250-d\r\n"},
			"MAIL FROM:<a@x.example>\r\n" RCPT, false, END_OK},
		{BARE, NULL, {"550 no\r\n"}, "MAIL FROM:<a@x.example>\r\nQUIT\r\n", true,
			END_REPLY},
		{HELLO, NULL, {"250 a\r\n", "450 no\r\n"},
			"MAIL FROM:<a@x.example>\r\n" RCPT "QUIT\r\n", true, END_REPLY},
		{BARE, "H: 1\r\n", {"250 a\r\n", "250 b\r\n", "250 c\r\n"},
			"MAIL FROM:<a@x.example>\r\n" RCPT "DATA\r\nQUIT\r\n", true, END_REPLY},
		{BARE, "H: 1\r\n", {"250 a\r\n", "250 b\r\n", "354 c\r\n", "354 d\r\n"},
			"MAIL FROM:<a@x.example>\r\n" RCPT "DATA\r\nH: 1\r\n.\r\nQUIT\r\n", true,
			END_REPLY},
		{BARE, NULL, {"250 a\r\n250 b\r\n"}, "MAIL FROM:<a@x.example>\r\nQUIT\r\n", true,
			END_REPLY},
		{BARE, NULL, {"250 a\r\n421 b\r\n"}, "MAIL FROM:<a@x.example>\r\nQUIT\r\n", true,
			END_REPLY},
		{BARE, NULL, {"354 a\r\n"}, "MAIL FROM:<a@x.example>\r\nQUIT\r\n", true, END_REPLY},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows) * 3; i++) {
		size_t row = i / 3, piece = (size_t[]) {1, 5, 1000}[i % 3];
		struct stage s;

		begin(&s, rows[row].hello, "a@x.example", "b@y.example", rows[row].message);
		play(&s, rows[row].answers, piece);
		unit_expect(strcmp(s.said.data, rows[row].said) == 0, "row %zu by %zu: %s", row,
			piece, s.said.data);
		unit_expect(s.machine.over == rows[row].over &&
				    (!s.machine.over || s.machine.verdict == rows[row].end),
			"row %zu by %zu: %d %d", row, piece, s.machine.over, s.machine.verdict);
		end(&s);
	}
	unit_end();
}

static void what_the_server_says_beforehand(void **state)
{
	static const struct {
		const char *hello, *to, *message, *said;
		unsigned fact; /* 0: it is asked */
	} rows[] = {
		{HELLO, "j\303\274@y.example", NULL, "MAIL FROM:<a@x.example> SMTPUTF8\r\n", 0},
		{BARE, "j\303\274@y.example", NULL, "", FACT_NEEDS_UTF8},
		{BARE, "j@\303\274.example", NULL, "", FACT_NEEDS_UTF8},
		{"250-m\r\n250 SIZE 10\r\n", "b@y.example", "0123456789",
			"MAIL FROM:<a@x.example> SIZE=10\r\n", 0},
		{"250-m\r\n250 SIZE 9\r\n", "b@y.example", "0123456789", "", FACT_TOO_LARGE},
		{"250-m\r\n250 SIZE 9\r\n", "b@y.example", NULL, "MAIL FROM:<a@x.example>\r\n", 0},
		{"250-m\r\n250 size\r\n", "b@y.example", "0123456789",
			"MAIL FROM:<a@x.example> SIZE=10\r\n", 0},
		{"250-m\r\n250 SIZE 0\r\n", "b@y.example", "0123456789",
			"MAIL FROM:<a@x.example> SIZE=10\r\n", 0},
		{"250-m\r\n250 SIZE 99999999999999999999999\r\n", "b@y.example", "0123456789",
			"MAIL FROM:<a@x.example> SIZE=10\r\n", 0},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct stage s;

		begin(&s, rows[i].hello, "a@x.example", rows[i].to, rows[i].message);
		speak(&s);
		unit_expect(strcmp(s.said.data, rows[i].said) == 0, "row %zu: %s", i, s.said.data);
		unit_expect(s.machine.over == (rows[i].fact != 0) &&
				    facts_has(&s.machine.facts, rows[i].fact),
			"row %zu: %#x", i, s.machine.facts.flags);
		unit_expect(!rows[i].fact || s.machine.step == STEP_SENDER, "row %zu: step", i);
		end(&s);
	}
	unit_end();
}

static void dots_are_doubled(void **state)
{
	static const char *const rows[][2] = {
		{"", ".\r\n"},
		{"a\r\n", "a\r\n.\r\n"},
		{".\r\n", "..\r\n.\r\n"},
		{"a.b\r\n", "a.b\r\n.\r\n"},
		{"a\r\n.b\r\n..c\r\n.\r\n", "a\r\n..b\r\n...c\r\n..\r\n.\r\n"},
		{"a\r\n\r\n.\r\n", "a\r\n\r\n..\r\n.\r\n"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str there, back;

		str_init(&there, 100);
		str_init(&back, 100);
		str_text(&there, rows[i][0]);
		envelope_stuff(&back, &there);
		unit_expect(strcmp(back.data, rows[i][1]) == 0, "row %zu: %s", i, back.data);
		str_fini(&there);
		str_fini(&back);
	}
	unit_end();
}

static void the_transcript_has_no_message(void **state)
{
	static const char *const answers[] = {
		"250 a\r\n", "250 b\r\n", "354 c\r\n", "550 5.7.1 d\r\n", NULL};
	static const char *const lines[] = {"MAIL FROM:<a@x.example> SIZE=18", "250 a",
		"RCPT TO:<b@y.example>", "250 b", "DATA", "354 c", "(message, 18 bytes)",
		"550 5.7.1 d", "QUIT"};
	struct stage s;
	size_t first;

	(void)state;
	begin(&s, HELLO, "a@x.example", "b@y.example", "Subject: hello\r\n\r\n");
	first = s.machine.facts.lines;
	play(&s, answers, 1000);
	assert_int_equal(s.machine.facts.lines, first + unit_count(lines));
	for (size_t i = 0; i < unit_count(lines); i++)
		assert_string_equal(s.machine.facts.transcript[first + i].text, lines[i]);
	assert_true(s.machine.facts.transcript[first + 6].from_client);
	assert_true(facts_has(&s.machine.facts, FACT_ENVELOPE | FACT_HANDED_OVER));
	assert_false(facts_has(&s.machine.facts, FACT_SENT));
	assert_string_equal(s.machine.facts.recipient, "b@y.example");
	end(&s);
}

static void without_end(void **state)
{
	char flood[4096];
	struct stage s;
	size_t rounds = 0;

	(void)state;
	memset(flood, 'x', sizeof(flood));
	begin(&s, HELLO, "a@x.example", "b@y.example", NULL);
	speak(&s);
	for (; !s.machine.over && rounds < 1000; rounds++)
		envelope_hear(&s.envelope, 5, flood, sizeof(flood));
	assert_int_equal(s.machine.verdict, END_TOO_LONG);
	assert_true(rounds <= smtp_session_reply_max / sizeof(flood) + 1);
	end(&s);
}

/* Bytes at random: it ends or goes on, and a message is sent only when all before was accepted. */
static void survives_any_answer(void **state)
{
	static const char *const pieces[] = {"250", "251", "354", "421", "550", "-", " ", " ", " ",
		"\r\n", "\r\n", "\r\n", "\n", "x", "\033", "\377", "5.1.1"};
	uint64_t seed = 99;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct stage s;

		begin(&s, HELLO, "a@x.example", "b@y.example", "H: 1\r\n");
		for (int i = 0; i < 40 && !s.machine.over; i++) {
			const char *piece = pieces[unit_random(&seed) % unit_count(pieces)];

			if (unit_random(&seed) % 3 == 0)
				speak(&s);
			envelope_hear(&s.envelope, i, piece, strlen(piece));
		}
		unit_expect(!facts_has(&s.machine.facts, FACT_SENT) ||
				    facts_has(&s.machine.facts, FACT_ENVELOPE | FACT_HANDED_OVER),
			"round %d: sent without an envelope", round);
		unit_expect(
			!strstr(s.said.data, "DATA") || facts_has(&s.machine.facts, FACT_ENVELOPE),
			"round %d: DATA without an envelope", round);
		end(&s);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(turns),
		cmocka_unit_test(what_the_server_says_beforehand),
		cmocka_unit_test(dots_are_doubled),
		cmocka_unit_test(the_transcript_has_no_message),
		cmocka_unit_test(without_end),
		cmocka_unit_test(survives_any_answer),
	};

	return unit_run(tests);
}
