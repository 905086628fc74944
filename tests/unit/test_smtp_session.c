/* The worker's SMTP session, its grammar and its redaction: dialogues in, facts out. */
#include "unit.h"

#include "base/text.h"
#include "base/base64.h"
#include "net/smtp_session.h"
#include "net/reply.h"

#include <stdlib.h>
#include <string.h>

struct told {
	struct str steps;
};

static void on_entered(void *context, enum step step, int64_t us, const char *address)
{
	struct told *told = context;

	(void)us;
	(void)address;
	str_format(&told->steps, "%s%s", told->steps.len ? " " : "", step_name(step));
}

static void begin(struct smtp_session *m, const char *protocol, const char *user,
	const char *password, struct told *told)
{
	const struct smtp_session_plan plan = {
		.starttls = strcmp(protocol, "starttls") == 0,
		.ssl = strcmp(protocol, "ssl") == 0,
		.user = user,
		.password = password,
		.entered = told ? on_entered : NULL,
		.context = told,
	};

	if (told)
		str_init(&told->steps, 1000);
	smtp_session_init(m, &plan);
	smtp_session_resolved(m, 1, "192.0.2.1");
}

static bool is_early(void *observer, size_t len)
{
	(void)len;
	return *(const bool *)observer;
}

/* A dialogue, line by line: "S..." the server's ("E...": it came early), "C..." ours, "T" TLS. */
static void play(struct smtp_session *m, const char *dialogue)
{
	struct str line;
	int64_t us = 2;
	bool early;

	m->plan.is_early = is_early;
	m->plan.observer = &early;
	str_init(&line, 100000);
	for (size_t n; *dialogue; dialogue += n + (dialogue[n] == '\n'), us++) {
		n = strcspn(dialogue, "\n");
		str_clear(&line);
		str_add(&line, dialogue + 1, n - 1);
		str_text(&line, "\r\n");
		early = *dialogue == 'E';
		if (early || *dialogue == 'S')
			smtp_session_server(m, us, line.data, line.len);
		else if (*dialogue == 'C')
			smtp_session_client(m, us, line.data, line.len);
		else
			smtp_session_securing(m, us);
	}
	m->plan.is_early = NULL;
	str_fini(&line);
}

static bool facts_hold(const struct facts *f, const char *needle)
{
	struct str wire;
	bool found = false;

	str_init(&wire, wire_record_max);
	facts_encode(f, &wire);
	for (size_t i = 0; i + strlen(needle) <= wire.len && !found; i++)
		found = strncasecmp(wire.data + i, needle, strlen(needle)) == 0;
	str_fini(&wire);
	return found;
}

static const char *text_or_none(const char *text)
{
	return text ? text : "(none)";
}

#define LOGS_IN "S220 hi\nCEHLO me\nS250-hi\nS250 AUTH PLAIN LOGIN\nCAUTH LOGIN\n"
#define GREET   "S220 mail.example.test\nCEHLO us\n"
#define SECURE  GREET "S250-mail\nS250 STARTTLS\nCSTARTTLS\nS220 Go\nT\nCEHLO us\n"

static void reply_lines_are_told_from_others(void **state)
{
	static const struct {
		const char *line;
		int code; /* 0: no reply */
		bool last;
		const char *text;
	} rows[] = {
		{"250 ok\r\n", 250, true, "ok"},
		{"250-ok\r\n", 250, false, "ok"},
		{"250 ok\n", 250, true, "ok"},
		{"250 \r\n", 250, true, ""},
		{"250-\r\n", 250, false, ""},
		{"571 x\r\n", 571, true, "x"},
		{"220\r\n", 220, true, ""},
		{"220\n", 0, false, ""},
		{"22\r\n", 0, false, ""},
		{"2200 x\r\n", 0, false, ""},
		{"250_x\r\n", 0, false, ""},
		{"150 x\r\n", 0, false, ""},
		{"650 x\r\n", 0, false, ""},
		{" 250 x\r\n", 0, false, ""},
		{"2a0 x\r\n", 0, false, ""},
		{"\r\n", 0, false, ""},
		{"SSH-2.0-x\r\n", 0, false, ""},
		{"250\tx\r\n", 0, false, ""},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct reply_line reply = {0};
		bool is = reply_parse(rows[i].line, strlen(rows[i].line), &reply);

		unit_expect(is == (rows[i].code != 0), "row %zu: %d", i, is);
		unit_expect(!is || (reply.code == rows[i].code && reply.last == rows[i].last &&
					   reply.len == strlen(rows[i].text) &&
					   memcmp(reply.text, rows[i].text, reply.len) == 0),
			"row %zu: %d %d %.*s", i, reply.code, reply.last, (int)reply.len,
			reply.text);
	}
	unit_end();
}

static void enhanced_codes_fit_their_class(void **state)
{
	static const struct {
		const char *line, *enhanced, *text;
	} rows[] = {
		{"535 5.7.8 no", "5.7.8", "no"},
		{"535 5.7.139 no", "5.7.139", "no"},
		{"535 5.7.8", "5.7.8", ""},
		{"535 5.7.8  two", "5.7.8", "two"},
		{"535 4.7.8 no", "(none)", "4.7.8 no"},
		{"535 5.7 no", "(none)", "5.7 no"},
		{"535 5.7.1234 no", "(none)", "5.7.1234 no"},
		{"535 5.7.8x no", "(none)", "5.7.8x no"},
		{"535 5..8 no", "(none)", "5..8 no"},
		{"535 55.7.8 no", "(none)", "55.7.8 no"},
		{"535 5", "(none)", "5"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct smtp_session m;
		struct str dialogue;

		str_init(&dialogue, 1000);
		str_format(&dialogue, GREET "S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN eA==\nS%s",
			rows[i].line);
		begin(&m, "plain", "u", "p", NULL);
		play(&m, dialogue.data);
		unit_expect(strcmp(text_or_none(m.facts.enhanced), rows[i].enhanced) == 0 &&
				    strcmp(m.facts.text, rows[i].text) == 0,
			"%s: %s, %s", rows[i].line, text_or_none(m.facts.enhanced), m.facts.text);
		smtp_session_fini(&m);
		str_fini(&dialogue);
	}
	unit_end();
}

static void steps_are_told_once_and_in_order(void **state)
{
	static const struct {
		const char *protocol, *user, *dialogue, *steps;
	} rows[] = {
		{"starttls", "u", SECURE "S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN eA==\nS235 ok",
			"dns connect greeting ehlo starttls tls auth done"},
		{"starttls", "", SECURE "S250 x", "dns connect greeting ehlo starttls tls done"},
		{"ssl", "u", "T\n" GREET "S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN eA==\nS235 ok",
			"dns connect tls greeting ehlo auth done"},
		{"plain", "", GREET "S250 x", "dns connect greeting ehlo done"},
		{"plain", "",
			GREET "S250 x\nCMAIL FROM:<a@b>\nS250 x\nCRCPT TO:<c@d>\nS250 x\nCDATA\n"
			      "S354 x\nCQUIT",
			"dns connect greeting ehlo sender recipient content done"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct smtp_session m;
		struct told told;

		begin(&m, rows[i].protocol, rows[i].user, "password", &told);
		play(&m, rows[i].dialogue);
		smtp_session_end(&m, 99, END_OK);
		unit_expect(strcmp(told.steps.data, rows[i].steps) == 0, "row %zu: %s", i,
			told.steps.data);
		unit_expect(m.facts.end == END_OK, "row %zu: end %d", i, (int)m.facts.end);
		unit_expect(facts_has(&m.facts, FACT_ENCRYPTED) ==
				    (strcmp(rows[i].protocol, "plain") != 0),
			"row %zu: encrypted", i);
		smtp_session_fini(&m);
		str_fini(&told.steps);
	}
	unit_end();
}

static void ends_where_the_dialogue_was(void **state)
{
	static const struct {
		const char *protocol, *dialogue;
		enum step step;
	} rows[] = {
		{"starttls", "", STEP_CONNECT},
		{"starttls", "S220-half", STEP_GREETING},
		{"starttls", GREET "S250-half", STEP_EHLO},
		{"starttls", GREET "S250 x", STEP_STARTTLS},
		{"starttls", GREET "S250 STARTTLS\nCSTARTTLS\nS220 Go\nT", STEP_TLS},
		{"starttls", SECURE, STEP_EHLO},
		{"starttls", SECURE "S250 x", STEP_AUTH},
		{"ssl", "T", STEP_TLS},
		{"ssl", "T\nS220 hi", STEP_EHLO},
		{"plain", GREET "S250 x\nCMAIL FROM:<a@b>", STEP_SENDER},
		{"plain", GREET "S250 x\nCMAIL FROM:<a@b>\nS250 x\nCRCPT TO:<c@d>\nS250-x",
			STEP_RECIPIENT},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct smtp_session m;

		begin(&m, rows[i].protocol, "u", "password", NULL);
		play(&m, rows[i].dialogue);
		smtp_session_end(&m, 99, END_TIMEOUT);
		unit_expect((enum step)m.facts.step == rows[i].step, "row %zu: %s", i,
			step_name((enum step)m.facts.step));
		smtp_session_fini(&m);
	}
	unit_end();
}

static void only_a_235_is_a_login(void **state)
{
	static const struct {
		const char *dialogue; /* behind the greeting */
		unsigned with, without;
		enum end end;
	} rows[] = {
		{"S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN eA==\nS235 ok",
			FACT_AUTH_SENT | FACT_AUTHENTICATED, FACT_AUTH_OLD, END_OK},
		{"S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN eA==\nS250 ok", FACT_AUTH_SENT,
			FACT_AUTHENTICATED, END_LOGIN},
		{"S250-x\nS250 AUTH LOGIN\nCAUTH LOGIN\nS334 VXNl\nCeA==\nS334 UGFz\nCeA==\n"
		 "S235 x",
			FACT_AUTHENTICATED, 0, END_OK},
		{"S250-x\nS250 AUTH PLAIN", FACT_AUTH_OFFERED, FACT_AUTH_SENT, END_LOGIN},
		{"S250-x\nS250 auth PLAIN", FACT_AUTH_OFFERED, FACT_AUTH_SENT, END_LOGIN},
		{"S250-x\nS250 AUTH=PLAIN", FACT_AUTH_OLD, FACT_AUTH_OFFERED, END_LOGIN},
		{"S250-x\nS250-AUTH=LOGIN\nS250 AUTH PLAIN", FACT_AUTH_OFFERED, FACT_AUTH_OLD,
			END_LOGIN},
		{"S250-x\nS250 AUTHX PLAIN", 0, FACT_AUTH_OFFERED | FACT_AUTH_OLD, END_LOGIN},
		{"S250 AUTH PLAIN", 0, FACT_AUTH_OFFERED, END_LOGIN}, /* only a name */
		{"S502 what\nCHELO us\nS250 x", FACT_HELO, FACT_EHLO, END_LOGIN},
		{"S235 x", FACT_EHLO, FACT_AUTHENTICATED, END_LOGIN},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct smtp_session m;

		begin(&m, "plain", "u", "password", NULL);
		play(&m, GREET);
		play(&m, rows[i].dialogue);
		smtp_session_end(&m, 99, END_OK);
		unit_expect(facts_has(&m.facts, rows[i].with), "row %zu lacks a fact", i);
		unit_expect(!((unsigned)m.facts.flags & rows[i].without), "row %zu has one", i);
		unit_expect(m.facts.end == rows[i].end, "row %zu: %d", i, (int)m.facts.end);
		smtp_session_fini(&m);
	}
	unit_end();
}

static void only_the_last_answer_to_ehlo_counts(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "starttls", "u", "password", NULL);
	play(&m, GREET "S250-mail\nS250-AUTH PLAIN\nS250 STARTTLS\nCSTARTTLS\nS220 Go\nT\n"
		       "CEHLO us\nS250-mail\nS250 SIZE 10");
	assert_false(facts_has(&m.facts, FACT_AUTH_OFFERED));
	assert_true(facts_has(&m.facts, FACT_STARTTLS_OFFERED | FACT_STARTTLS_READY));
	assert_null(m.facts.mechanisms);
	assert_int_equal(m.facts.capabilities.n, 1);
	assert_string_equal(m.facts.capabilities.items[0], "SIZE 10");
	smtp_session_fini(&m);
}

static void what_is_no_reply_ends_it_at_once(void **state)
{
	static const struct {
		const char *dialogue;
		bool malformed;
	} rows[] = {
		{"SHTTP/1.1 400 Bad Request", false},
		{"SSSH-2.0-OpenSSH_9.2", false},
		{"S", false},
		{"S220-half\nSnonsense", true},
		{GREET "Snonsense", true},
		{GREET "S250-x\nSnonsense", true},
		{GREET "S250-x\nS550 no", true},
		{GREET "S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN eA==\nSnonsense", true},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct smtp_session m;

		begin(&m, "plain", "u", "password", NULL);
		play(&m, rows[i].dialogue);
		unit_expect(m.over && m.verdict == END_REPLY, "row %zu goes on", i);
		unit_expect(m.facts.code == 0, "row %zu: code %d", i, m.facts.code);
		unit_expect(facts_has(&m.facts, FACT_MALFORMED) == rows[i].malformed,
			"row %zu: malformed", i);
		smtp_session_fini(&m);
	}
	unit_end();
}

static void a_greeting_may_turn_into_a_refusal(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "plain", "", "", NULL);
	play(&m, "S220-wait a moment\nS550 5.7.1 Blocked");
	assert_false(m.over);
	assert_int_equal((int)m.facts.code, 550);
	assert_string_equal(m.facts.enhanced, "5.7.1");
	assert_false(facts_has(&m.facts, FACT_GREETING | FACT_MALFORMED));
	assert_string_equal(m.facts.greeting, "220-wait a moment");
	smtp_session_fini(&m);
}

/* A reply too many would be taken for the answer to the next command. */
static void unasked_replies(void **state)
{
	static const struct {
		const char *dialogue;
		bool over;
		int code;
	} rows[] = {
		{GREET "S250 x\nCMAIL FROM:<a@b>\nS250 x", false, 250},
		{GREET "S250 x\nCMAIL FROM:<a@b>\nS250 x\nS250 y", true, 0},
		{GREET "S250 x\nCMAIL FROM:<a@b>\nS250 x\nS550 y", true, 0},
		{GREET "S250 x\nCMAIL FROM:<a@b>\nS250 x\nS421 y", true, 421},
		{GREET "S250 x\nCMAIL FROM:<a@b>\nS550 x", true, 550},
		{GREET "S250 x\nCMAIL FROM:<a@b>\nS250 x\nCRCPT TO:<c@d>\nS250 x\nS250 y", true, 0},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct smtp_session m;

		begin(&m, "plain", "", "", NULL);
		play(&m, rows[i].dialogue);
		unit_expect(m.over == rows[i].over && (int)m.facts.code == rows[i].code,
			"row %zu: %d %d", i, m.over, m.facts.code);
		smtp_session_fini(&m);
	}
	unit_end();
}

/* Whatever it says; only "closing" may come at any time. */
static void an_answer_before_its_question_is_none(void **state)
{
	static const struct {
		const char *dialogue;
		bool over;
		int code;
		unsigned facts; /* that must not be there */
	} rows[] = {
		{"E220 hi\nCEHLO me\nS250-hi\nS250 AUTH PLAIN", false, 250, FACT_MALFORMED},
		{"S220 hi\nCEHLO me\nE250-hi", true, 0, FACT_EHLO},
		{"S220 hi\nCEHLO me\nS250-hi\nE250 AUTH PLAIN", false, 250, FACT_MALFORMED},
		{"S220 hi\nCEHLO me\nE550 no", true, 0, FACT_EHLO},
		{LOGS_IN "E235 2.7.0 Welcome", true, 0, FACT_AUTHENTICATED},
		{LOGS_IN "E235-2.7.0 Welcome\nS235 2.7.0 in", true, 0, FACT_AUTHENTICATED},
		{LOGS_IN "E535 5.7.8 No", true, 0, FACT_AUTHENTICATED},
		{LOGS_IN "E334 \nCeA==\nS235 2.7.0 Welcome", true, 0, FACT_AUTHENTICATED},
		{LOGS_IN "S334 \nCeA==\nE235 2.7.0 Welcome", true, 0, FACT_AUTHENTICATED},
		{LOGS_IN "S235-2.7.0 Welcome\nE235 2.7.0 in", false, 235, FACT_MALFORMED},
		{LOGS_IN "E421 4.3.2 Closing", false, 421, FACT_MALFORMED},
		{LOGS_IN "S235 in\nCMAIL FROM:<a@b>\nE250 ok", true, 0, 0},
		{LOGS_IN "S235 in\nCMAIL FROM:<a@b>\nS250 ok\nCRCPT TO:<c@d>\nE250 ok", true, 0,
			FACT_ENVELOPE},
		{LOGS_IN "S235 in\nCDATA\nE354 go on", true, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct smtp_session m;

		begin(&m, "ssl", "me", "x", NULL);
		play(&m, rows[i].dialogue);
		unit_expect(m.over == rows[i].over && (int)m.facts.code == rows[i].code &&
				    !((unsigned)m.facts.flags & rows[i].facts),
			"row %zu: %d %d", i, m.over, m.facts.code);
		smtp_session_fini(&m);
	}
	unit_end();
}

static void a_later_is_not_answered_with_helo(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "plain", "", "", NULL);
	play(&m, GREET "S421 4.3.2 Closing");
	assert_true(m.over);
	assert_int_equal(m.verdict, END_REPLY);
	assert_int_equal((int)m.facts.code, 421);
	smtp_session_fini(&m);
}

static void lines_of_a_reply_are_joined(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "plain", "u", "password", NULL);
	play(&m, GREET "S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN eA==\n"
		       "S535-5.7.8 Wrong.\nS535-5.7.8\nS535 5.7.8 See elsewhere.");
	assert_string_equal(m.facts.text, "Wrong.  See elsewhere.");
	assert_string_equal(m.facts.enhanced, "5.7.8");
	assert_string_equal(m.facts.tried, "PLAIN");
	assert_string_equal(m.facts.mechanisms, "PLAIN");
	smtp_session_fini(&m);
}

static void a_bearer_challenge_of_json_is_the_answer(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "plain", "u", "token-token", NULL);
	play(&m, GREET "S250-x\nS250 AUTH XOAUTH2\nCAUTH XOAUTH2 dXNlcg==\n"
		       "S334 eyJzdGF0dXMiOiI0MDEifQ==");
	smtp_session_end(&m, 99, END_LOGIN);
	assert_int_equal((int)m.facts.code, 334);
	assert_string_equal(m.facts.text, "{\"status\":\"401\"}");
	assert_string_equal(m.facts.transcript[m.facts.lines - 1].text, "334 [challenge]");
	smtp_session_fini(&m);
}

static void odd_case_is_explained(void **state)
{
	static const struct {
		const char *protocol, *dialogue;
		enum end end;
		const char *word;
	} rows[] = {
		{"starttls", GREET "S250-x\nS250 StartTLS", END_REPLY, "STARTTLS"},
		{"plain", GREET "S250-x\nS250 auth PLAIN", END_OK, "AUTH"},
		{"plain", GREET "S250-x\nS250 AUTH FOO", END_LOGIN, NULL},
		{"starttls", GREET "S250-x\nS250 SIZE", END_REPLY, NULL},
		{"starttls", GREET "S250-x\nS250 starttls\nCSTARTTLS\nS220 Go", END_REPLY, NULL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct smtp_session m;
		const char *detail;

		begin(&m, rows[i].protocol, "u", "password", NULL);
		play(&m, rows[i].dialogue);
		smtp_session_end(&m, 99, rows[i].end);
		detail = m.facts.detail;
		unit_expect(rows[i].word ? detail && strstr(detail, rows[i].word) : !detail,
			"row %zu: %s", i, text_or_none(detail));
		smtp_session_fini(&m);
	}
	unit_end();
}

static void a_reply_without_end_is_too_long(void **state)
{
	struct smtp_session m;
	int lines = 0;

	(void)state;
	begin(&m, "plain", "", "", NULL);
	play(&m, GREET);
	for (; !m.over && lines < smtp_session_reply_max; lines++)
		smtp_session_server(&m, 3, "250-xxxxxxxxxx\r\n", 16);
	assert_true(m.over);
	assert_int_equal(m.verdict, END_TOO_LONG);
	assert_int_equal(lines, smtp_session_reply_max / 16 + 1);
	assert_int_equal(m.facts.lines, facts_transcript_max);
	assert_int_equal(m.facts.capabilities.n, facts_list_max);
	smtp_session_fini(&m);
}

/* Redaction */

static const char user[] = "nobody@example.test";

/* Made up on the spot, with letters that every encoding has to change. */
static void make_password(struct str *password)
{
	FILE *random = fopen("/dev/urandom", "rb");
	unsigned char bytes[9];

	assert_non_null(random);
	assert_int_equal(fread(bytes, 1, sizeof(bytes), random), sizeof(bytes));
	(void)fclose(random);
	str_init(password, 100);
	str_text(password, "Geheim \303\251/");
	for (size_t i = 0; i < sizeof(bytes); i++)
		str_format(password, "%02x", bytes[i]);
}

static void encode_plain(struct str *out, const char *identity, const char *password)
{
	struct str message;

	str_init(&message, 1000);
	str_text(&message, identity);
	str_char(&message, '\0');
	str_text(&message, user);
	str_char(&message, '\0');
	str_text(&message, password);
	base64_encode(out, message.data, message.len);
	str_fini(&message);
}

static void percent_encode(struct str *out, const char *text, const char *blank)
{
	for (; *text; text++)
		if (*text == ' ')
			str_text(out, blank);
		else if (*text == '/' || (unsigned char)*text >= 0x80)
			str_format(out, "%%%02x", (unsigned char)*text);
		else
			str_char(out, *text);
}

enum { form_count = 8 };

/* How a server could give the password back. */
static void make_forms(struct str forms[form_count], const char *password)
{
	for (size_t i = 0; i < form_count; i++)
		str_init(&forms[i], 1000);
	str_text(&forms[0], password);
	base64_encode(&forms[1], password, strlen(password));
	encode_plain(&forms[2], "", password);
	encode_plain(&forms[3], user, password);
	for (const char *at = password; *at; at++) {
		str_format(&forms[4], "%02x", (unsigned char)*at);
		str_format(&forms[5], "%02X", (unsigned char)*at);
	}
	percent_encode(&forms[6], password, "%20");
	percent_encode(&forms[7], password, "+");
}

static void the_password_never_gets_out(void **state)
{
	static const char *const places[] = {
		"S220 %s",
		"S220-%s\nS220 x",
		"SSSH-%s",
		GREET "S250-x\nS250 %s",
		GREET "S250-%s\nS250 AUTH PLAIN",
		GREET "S250-x\nS250 AUTH %s",
		GREET "S250-x\nS250 AUTH=%s",
		GREET "S550 5.7.1 %s",
		GREET "S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN %s\nS235 2.7.0 Hello %s",
		GREET "S250-x\nS250 AUTH PLAIN\nCAUTH PLAIN %s\nS535-5.7.8 x\nS535 %s",
		GREET "S250-x\nS250 AUTH LOGIN\nCAUTH LOGIN\nS334 %s\nC%s\nS334 x\nC%s\nS535 %s",
		GREET "S250-x\nS250 AUTH %s\nCAUTH %s %s\nS334 %s\nC%s\nC*\nS%s",
	};
	struct str password, forms[form_count];

	(void)state;
	make_password(&password);
	make_forms(forms, password.data);
	for (size_t i = 0; i < unit_count(places) * form_count; i++) {
		const char *place = places[i / form_count], *form = forms[i % form_count].data;
		struct smtp_session m;
		struct str dialogue;

		str_init(&dialogue, 10000);
		for (; *place; place++)
			if (place[0] == '%' && place[1] == 's')
				str_text(&dialogue, (place++, form));
			else
				str_char(&dialogue, *place);
		begin(&m, "plain", user, password.data, NULL);
		play(&m, dialogue.data);
		smtp_session_end(&m, 99, END_LOGIN);
		unit_expect(!facts_hold(&m.facts, form), "form %zu: %s", i % form_count,
			places[i / form_count]);
		smtp_session_fini(&m);
		str_fini(&dialogue);
	}
	for (size_t i = 0; i < form_count; i++)
		str_fini(&forms[i]);
	str_fini(&password);
	unit_end();
}

/* What is sent and is no form of the password: a digest, a token in a wrapping. */
static void whatever_a_login_sends_is_hidden(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "plain", user, "unrelated", NULL);
	play(&m, GREET "S250-x\nS250 AUTH CRAM-MD5\nCAUTH CRAM-MD5\nS334 PDEyMzQ+\n"
		       "Cc29tZWJvZHkgZGlnZXN0\nS535 5.7.8 c29tZWJvZHkgZGlnZXN0 is wrong");
	assert_string_equal(m.facts.transcript[4].text, "AUTH CRAM-MD5");
	assert_string_equal(m.facts.transcript[5].text, "334 [challenge]");
	assert_string_equal(m.facts.transcript[6].text, "[hidden]");
	assert_string_equal(m.facts.transcript[7].text, "535 5.7.8 [hidden] is wrong");
	smtp_session_fini(&m);
}

static void an_initial_response_is_hidden_whole(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "plain", user, "unrelated", NULL);
	play(&m, GREET "S250-x\nS250 AUTH XOAUTH2\nCAUTH XOAUTH2 unrelatedAndMore==\n"
		       "S535 no unrelatedAndMore here");
	assert_string_equal(m.facts.transcript[4].text, "AUTH XOAUTH2 [hidden]");
	assert_string_equal(m.facts.text, "no [hidden] here");
	smtp_session_fini(&m);
}

static void a_response_is_no_command(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "plain", user, "unrelated", NULL);
	play(&m, GREET "S250-x\nS250 AUTH LOGIN\nCAUTH LOGIN\nS334 VXNlcg==\nCEHLO\nS235 ok");
	assert_true(facts_has(&m.facts, FACT_AUTHENTICATED));
	assert_string_equal(m.facts.mechanisms, "LOGIN");
	smtp_session_fini(&m);
}

static void the_transcript_keeps_what_is_no_secret(void **state)
{
	struct smtp_session m;

	(void)state;
	begin(&m, "plain", user, "abc", NULL); /* too short to be hidden without a trace */
	play(&m, GREET "S250-abc\nS250 AUTH PLAIN\nCAUTH PLAIN AHNvbWU=\nS235 abc ok\nCQUIT");
	assert_int_equal(m.facts.lines, 7);
	assert_string_equal(m.facts.transcript[1].text, "EHLO us");
	assert_true(m.facts.transcript[1].from_client);
	assert_string_equal(m.facts.transcript[4].text, "AUTH PLAIN [hidden]");
	assert_string_equal(m.facts.transcript[5].text, "235 abc ok");
	assert_false(m.facts.transcript[5].from_client);
	assert_string_equal(m.facts.transcript[6].text, "QUIT");
	smtp_session_fini(&m);
}

static void base64_goes_both_ways(void **state)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"f", "Zg=="},
		{"fo", "Zm8="},
		{"foo", "Zm9v"},
		{"foob", "Zm9vYg=="},
		{"\377\376\375", "//79"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str there, back;

		str_init(&there, 100);
		str_init(&back, 100);
		base64_encode(&there, rows[i][0], strlen(rows[i][0]));
		unit_expect(strcmp(there.data, rows[i][1]) == 0, "row %zu: %s", i, there.data);
		unit_expect(base64_decode(&back, there.data, there.len) &&
				    strcmp(back.data, rows[i][0]) == 0,
			"row %zu back: %s", i, back.data);
		unit_expect(!base64_decode(&back, "Zm 9", 4), "a blank is no base64");
		str_fini(&there);
		str_fini(&back);
	}
	unit_end();
}

/* Lines put together at random: nothing breaks, and what comes out may always be shown. */
static void survives_any_dialogue(void **state)
{
	static const char *const pieces[] = {
		"220",
		"250",
		"334",
		"235",
		"535",
		"421",
		"-",
		" ",
		"-",
		" ",
		"STARTTLS",
		"AUTH",
		"AUTH=",
		"PLAIN",
		"EHLO",
		"HELO",
		"5.7.8",
		"\033[2J",
		"\302\205",
		"\377",
		"\n",
		"eyJ9",
		"secret word",
		"c2VjcmV0IHdvcmQ",
		"\r",
		"x",
	};
	uint64_t seed = 20231;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct smtp_session m;
		struct str line;

		str_init(&line, 1000);
		begin(&m, round % 2 ? "starttls" : "ssl", "u", "secret word", NULL);
		for (int i = 0; i < 12; i++) {
			str_clear(&line);
			for (uint64_t n = unit_random(&seed) % 6; n; n--)
				str_text(&line, pieces[unit_random(&seed) % unit_count(pieces)]);
			str_text(&line, unit_random(&seed) % 4 ? "\r\n" : "\n");
			if (unit_random(&seed) % 2)
				smtp_session_client(&m, i, line.data, line.len);
			else
				smtp_session_server(&m, i, line.data, line.len);
		}
		smtp_session_end(&m, 99, END_OK);
		unit_expect(!facts_hold(&m.facts, "secret word"), "round %d leaks", round);
		for (size_t i = 0; i < m.facts.lines; i++)
			unit_expect(text_is_clean(m.facts.transcript[i].text,
					    strlen(m.facts.transcript[i].text)),
				"round %d, line %zu", round, i);
		smtp_session_fini(&m);
		str_fini(&line);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reply_lines_are_told_from_others),
		cmocka_unit_test(enhanced_codes_fit_their_class),
		cmocka_unit_test(steps_are_told_once_and_in_order),
		cmocka_unit_test(ends_where_the_dialogue_was),
		cmocka_unit_test(only_a_235_is_a_login),
		cmocka_unit_test(only_the_last_answer_to_ehlo_counts),
		cmocka_unit_test(what_is_no_reply_ends_it_at_once),
		cmocka_unit_test(a_greeting_may_turn_into_a_refusal),
		cmocka_unit_test(unasked_replies),
		cmocka_unit_test(an_answer_before_its_question_is_none),
		cmocka_unit_test(a_later_is_not_answered_with_helo),
		cmocka_unit_test(lines_of_a_reply_are_joined),
		cmocka_unit_test(a_bearer_challenge_of_json_is_the_answer),
		cmocka_unit_test(odd_case_is_explained),
		cmocka_unit_test(a_reply_without_end_is_too_long),
		cmocka_unit_test(the_password_never_gets_out),
		cmocka_unit_test(whatever_a_login_sends_is_hidden),
		cmocka_unit_test(an_initial_response_is_hidden_whole),
		cmocka_unit_test(a_response_is_no_command),
		cmocka_unit_test(the_transcript_keeps_what_is_no_secret),
		cmocka_unit_test(base64_goes_both_ways),
		cmocka_unit_test(survives_any_dialogue),
	};

	return unit_run(tests);
}
