#include "net/smtp_session.h"

#include "net/reply.h"

#include <string.h>

enum { login_accepted = 235, send_message = 354 };

static void command_forget(struct smtp_session *m, unsigned flags)
{
	m->facts.flags &= ~flags;
}

/* Keywords of an EHLO answer */

static void offers_login(struct smtp_session *m, const char *text, size_t len)
{
	transcript_fact(&m->transcript, &m->facts.mechanisms, text, len);
}

/* The form before the standard counts only where there is no other. */
static void offers_old_login(struct smtp_session *m, const char *text, size_t len)
{
	if (!facts_has(&m->facts, FACT_AUTH_OFFERED))
		offers_login(m, text, len);
}

static const struct keyword {
	const char *word, *stops;
	unsigned fact;
	void (*offered)(struct smtp_session *m, const char *text, size_t len);
} keywords[] = {
	{"STARTTLS", " ", FACT_STARTTLS_OFFERED, NULL},
	{"AUTH", " ", FACT_AUTH_OFFERED, offers_login},
	{"AUTH=", NULL, FACT_AUTH_OLD, offers_old_login},
};

static void command_capability(struct smtp_session *m, const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
		const struct keyword *k = &keywords[i];
		size_t n = strlen(k->word), skip = n + (len > n && text[n] == ' ');

		if (!reply_keyword(text, len, k->word, k->stops))
			continue;
		machine_note(m, k->fact);
		if (memcmp(text, k->word, n) != 0)
			m->odd_case |= k->fact;
		if (k->offered)
			k->offered(m, text + skip, len - skip);
	}
}

/* Commands sent */

/* Only the last answer counts: what was offered in clear text may not be so under TLS. */
static void ehlo_sent(struct smtp_session *m, const char *argument, size_t len)
{
	transcript_fact(&m->transcript, &m->facts.helo, argument, len);
	command_forget(m, FACT_AUTH_OFFERED | FACT_AUTH_OLD);
	m->odd_case = 0;
	facts_text(&m->facts.mechanisms, NULL);
	strlist_fini(&m->facts.capabilities);
}

static void auth_sent(struct smtp_session *m, const char *argument, size_t len)
{
	const char *blank = memchr(argument, ' ', len);

	command_forget(m, FACT_INITIAL);
	machine_note(m, FACT_AUTH_SENT | (blank ? (unsigned)FACT_INITIAL : 0u));
	transcript_fact(&m->transcript, &m->facts.tried, argument,
		blank ? (size_t)(blank - argument) : len);
}

/* Lines of a reply */

static void ehlo_line(struct smtp_session *m, const struct reply_line *reply)
{
	struct str text;

	if (!m->code || reply->code / 100 != 2) /* the first line is the server's name */
		return;
	str_init(&text, facts_text_max);
	transcript_clean(&m->transcript, &text, reply->text, reply->len);
	strlist_add(&m->facts.capabilities, text.data, facts_list_max);
	str_fini(&text);
	command_capability(m, reply->text, reply->len);
}

/* Replies */

static void command_introduced(struct smtp_session *m, int64_t us)
{
	if (m->plan.starttls && !facts_has(&m->facts, FACT_ENCRYPTED))
		smtp_session_enter(m, STEP_STARTTLS, us);
	else if (facts_has(&m->facts, FACT_USER))
		smtp_session_enter(m, STEP_AUTH, us);
}

static void greeting_answered(struct smtp_session *m, int code, int64_t us)
{
	if (code / 100 != 2)
		return;
	machine_note(m, FACT_GREETING);
	smtp_session_enter(m, STEP_EHLO, us);
}

/* The library would try HELO after any refusal; after "later" and "closing" that is no use. */
static void ehlo_answered(struct smtp_session *m, int code, int64_t us)
{
	if (code / 100 == 4)
		smtp_session_stop(m, END_REPLY);
	if (code / 100 != 2)
		return;
	machine_note(m, FACT_EHLO);
	if (facts_has(&m->facts, FACT_AUTH_OFFERED))
		command_forget(m, FACT_AUTH_OLD);
	command_introduced(m, us);
}

static void helo_answered(struct smtp_session *m, int code, int64_t us)
{
	if (code / 100 != 2)
		return;
	machine_note(m, FACT_HELO);
	command_introduced(m, us);
}

static void starttls_answered(struct smtp_session *m, int code, int64_t us)
{
	(void)us;
	if (code == 220)
		machine_note(m, FACT_STARTTLS_READY);
}

static void auth_answered(struct smtp_session *m, int code, int64_t us)
{
	(void)us;
	if (code == login_accepted)
		machine_note(m, FACT_AUTHENTICATED);
}

static void end_unless(struct smtp_session *m, bool accepted)
{
	if (!accepted)
		smtp_session_stop(m, END_REPLY);
}

static void sender_answered(struct smtp_session *m, int code, int64_t us)
{
	(void)us;
	end_unless(m, code / 100 == 2);
}

static void recipient_answered(struct smtp_session *m, int code, int64_t us)
{
	(void)us;
	if (code / 100 == 2)
		machine_note(m, FACT_ENVELOPE);
	end_unless(m, code / 100 == 2);
}

static void data_answered(struct smtp_session *m, int code, int64_t us)
{
	(void)us;
	end_unless(m, code == send_message);
}

static void message_answered(struct smtp_session *m, int code, int64_t us)
{
	(void)us;
	if (code / 100 == 2)
		machine_note(m, FACT_SENT);
	end_unless(m, code / 100 == 2);
}

static const struct command commands[] = {
	{"EHLO", STEP_EHLO, ehlo_sent, ehlo_line, ehlo_answered},
	{"HELO", STEP_EHLO, ehlo_sent, NULL, helo_answered},
	{"STARTTLS", STEP_STARTTLS, NULL, NULL, starttls_answered},
	{"AUTH", STEP_AUTH, auth_sent, NULL, auth_answered},
	{"MAIL", STEP_SENDER, NULL, NULL, sender_answered},
	{"RCPT", STEP_RECIPIENT, NULL, NULL, recipient_answered},
	{"DATA", STEP_CONTENT, NULL, NULL, data_answered},
};

const struct command command_greeting = {"", STEP_GREETING, NULL, NULL, greeting_answered};
const struct command command_message = {"", STEP_CONTENT, NULL, NULL, message_answered};

const struct command *command_find(const char *line, size_t len)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (reply_keyword(line, len, commands[i].verb, " "))
			return &commands[i];
	return NULL;
}
