#include "net/smtp_session.h"

#include "base/base64.h"
#include "net/reply.h"

#include <string.h>

enum { challenge = 334, closing = 421 };

void smtp_session_enter(struct smtp_session *m, enum step step, int64_t us)
{
	m->step = step;
	if (m->facts.entered[step] >= 0)
		return;
	m->facts.entered[step] = us;
	if (m->plan.entered)
		m->plan.entered(m->plan.context, step, us, m->facts.address);
}

static bool is_challenge(const struct smtp_session *m, const struct reply_line *reply)
{
	return reply->code == challenge && m->awaited->step == STEP_AUTH;
}

/*
 * No final reply, but it may be the last that comes: the bearer mechanisms refuse with one, in
 * JSON, and at what is no challenge the library stops.
 */
static void session_challenged(struct smtp_session *m, const struct reply_line *reply)
{
	struct str said;

	str_init(&said, facts_text_max);
	if (!base64_decode(&said, reply->text, reply->len)) {
		str_clear(&said);
		str_add(&said, reply->text, reply->len);
	} else if (said.data[strspn(said.data, " \t\r\n")] == '{') {
		machine_note(m, FACT_EXPLAINED);
	}
	m->facts.code = challenge;
	facts_text(&m->facts.enhanced, NULL);
	transcript_fact(&m->transcript, &m->facts.text, said.data, said.len);
	str_fini(&said);
}

/* Layers */

static void everything_below_is_there(struct smtp_session *m, int64_t us)
{
	smtp_session_connected(m, us);
	if (m->step == STEP_TLS)
		smtp_session_secured(m, us);
}

void smtp_session_init(struct smtp_session *m, const struct smtp_session_plan *plan)
{
	*m = (struct smtp_session) {.plan = *plan, .awaited = &command_greeting};
	m->plan.user = m->plan.password = m->plan.to = NULL;
	facts_init(&m->facts);
	transcript_init(&m->transcript, &m->facts, plan->user, plan->password);
	str_init(&m->text, facts_text_max);
	if (*plan->user)
		machine_note(m, FACT_USER);
	facts_text(&m->facts.recipient, plan->to);
	smtp_session_enter(m, STEP_DNS, 0);
}

void smtp_session_fini(struct smtp_session *m)
{
	facts_fini(&m->facts);
	transcript_fini(&m->transcript);
	str_fini(&m->text);
}

void smtp_session_resolved(struct smtp_session *m, int64_t us, const char *address)
{
	facts_text(&m->facts.address, address);
	smtp_session_enter(m, STEP_CONNECT, us);
}

void smtp_session_connected(struct smtp_session *m, int64_t us)
{
	if (m->connected)
		return;
	m->connected = true;
	smtp_session_enter(m, m->plan.ssl ? STEP_TLS : STEP_GREETING, us);
}

void smtp_session_securing(struct smtp_session *m, int64_t us)
{
	smtp_session_connected(m, us);
	smtp_session_enter(m, STEP_TLS, us);
}

void smtp_session_secured(struct smtp_session *m, int64_t us)
{
	if (facts_has(&m->facts, FACT_ENCRYPTED))
		return;
	machine_note(m, FACT_ENCRYPTED);
	/* The library judges the name, and has taken it; what was found beside it only explains. */
	if (!m->plan.pinned)
		m->facts.certificate.problems &= ~(unsigned)CERT_WRONG_NAME;
	smtp_session_enter(m, m->plan.ssl ? STEP_GREETING : STEP_EHLO, us);
}

static void note_refused(struct facts *f)
{
	struct str refused;

	str_init(&refused, facts_text_max);
	if (f->refused)
		str_format(&refused, "%s ", f->refused);
	str_text(&refused, f->tried ? f->tried : "");
	facts_text(&f->refused, refused.data);
	str_fini(&refused);
}

void smtp_session_again(struct smtp_session *m, bool same)
{
	struct facts *f = &m->facts;

	if (!same)
		note_refused(f);
	facts_forget_certificates(f);
	f->flags &= FACT_USER;
	f->code = f->os_errno = 0;
	facts_text(&f->enhanced, NULL);
	facts_text(&f->text, NULL);
	facts_text(&f->detail, NULL);
	facts_text(&f->tls_version, NULL);
	facts_text(&f->tls_cipher, NULL);
	m->step = STEP_DNS;
	m->awaited = &command_greeting;
	m->answered = m->connected = m->over = false;
	m->code = 0;
	m->odd_case = 0;
	m->reply_size = 0;
	m->transcript.in_login = false;
}

/* Lines */

void smtp_session_client(struct smtp_session *m, int64_t us, const char *line, size_t len)
{
	size_t bare = reply_trim(line, len), skip;
	bool response = m->transcript.in_login;
	const struct command *command = response ? NULL : command_find(line, bare);

	everything_below_is_there(m, us);
	transcript_client(&m->transcript, us, line, len);
	if (!command)
		return;
	m->awaited = command;
	m->answered = false;
	smtp_session_enter(m, command->step, us);
	skip = strlen(command->verb);
	skip += bare > skip;
	if (command->sent)
		command->sent(m, line + skip, bare - skip);
}

/* A greeting may turn into a refusal half-way (postscreen does that); nothing else may. */
static bool session_continues(const struct smtp_session *m, const struct reply_line *reply)
{
	return !m->code || m->code == reply->code || m->awaited == &command_greeting;
}

/* The first thing that a server says need not be SMTP at all: that is not malformed. */
static void not_a_reply(struct smtp_session *m, const char *line, size_t len)
{
	if (facts_has(&m->facts, FACT_GREETING) || m->code)
		machine_note(m, FACT_MALFORMED);
	m->facts.code = 0;
	facts_text(&m->facts.enhanced, NULL);
	transcript_fact(&m->transcript, &m->facts.text, line, reply_trim(line, len));
	smtp_session_stop(m, END_REPLY);
}

static void session_collect(struct smtp_session *m, const struct reply_line *reply)
{
	size_t enhanced = reply_enhanced(reply), skip = enhanced;

	if (!m->code) {
		str_clear(&m->text);
		facts_text(&m->facts.enhanced, NULL);
	} else if (m->text.len) {
		str_text(&m->text, " ");
	}
	if (enhanced)
		transcript_fact(&m->transcript, &m->facts.enhanced, reply->text, enhanced);
	while (skip < reply->len && reply->text[skip] == ' ')
		skip++;
	transcript_clean(&m->transcript, &m->text, reply->text + skip, reply->len - skip);
	if (m->awaited->line)
		m->awaited->line(m, reply);
	m->code = reply->code;
}

static void session_complete_reply(struct smtp_session *m, int64_t us)
{
	int code = m->code;

	m->answered = true;
	m->code = 0;
	m->reply_size = 0;
	m->facts.code = code;
	facts_text(&m->facts.text, m->text.data);
	m->awaited->answered(m, code, us);
}

static void line_came(struct smtp_session *m, int64_t us, const char *line, size_t len)
{
	transcript_server(&m->transcript, us, line, len);
	if (!m->facts.greeting)
		transcript_fact(&m->transcript, &m->facts.greeting, line, reply_trim(line, len));
	if (!facts_has(&m->facts, FACT_ENCRYPTED))
		machine_note(m, FACT_BYTES);
	m->reply_size += len;
}

void smtp_session_message(struct smtp_session *m, int64_t us, size_t bytes)
{
	struct str text;

	str_init(&text, facts_text_max);
	str_format(&text, "(message, %zu bytes)", bytes);
	facts_line(&m->facts, us, true, text.data);
	str_fini(&text);
	machine_note(m, FACT_HANDED_OVER);
	m->awaited = &command_message;
	m->answered = false;
}

/*
 * Behind the login, where a reply that nobody waits for would be taken for the answer to the next
 * command. Only "closing" may come at any time (RFC 5321 3.8).
 */
static bool is_unasked(const struct smtp_session *m, const struct reply_line *reply)
{
	return m->answered && m->awaited->step >= STEP_SENDER && reply->code != closing;
}

/* Whatever it says, it does not answer the command. A greeting answers none (RFC 5321 3.1). */
static bool is_premature(const struct smtp_session *m, const struct reply_line *reply, bool early)
{
	return early && !m->code && m->awaited != &command_greeting && reply->code != closing;
}

void smtp_session_server(struct smtp_session *m, int64_t us, const char *line, size_t len)
{
	struct reply_line reply;
	bool early;

	if (m->over)
		return;
	early = m->plan.is_early && m->plan.is_early(m->plan.observer, len);
	everything_below_is_there(m, us);
	line_came(m, us, line, len);
	if (m->reply_size > smtp_session_reply_max) {
		smtp_session_stop(m, END_TOO_LONG);
	} else if (!reply_parse(line, len, &reply) || !session_continues(m, &reply) ||
		   is_unasked(m, &reply) || is_premature(m, &reply, early)) {
		not_a_reply(m, line, len);
	} else if (is_challenge(m, &reply)) {
		session_challenged(m, &reply);
	} else {
		session_collect(m, &reply);
		if (reply.last)
			session_complete_reply(m, us);
	}
}

void smtp_session_refuse(struct smtp_session *m, int64_t us, enum step step, unsigned fact)
{
	smtp_session_enter(m, step, us);
	machine_note(m, fact);
	smtp_session_stop(m, END_REPLY);
}

bool smtp_session_is_in(const struct smtp_session *m)
{
	return !facts_has(&m->facts, FACT_USER) || facts_has(&m->facts, FACT_AUTHENTICATED);
}

void smtp_session_stop(struct smtp_session *m, enum end end)
{
	m->over = true;
	m->verdict = end;
}

/* The library compares keywords with their case, RFC 5321 2.4 does not. */
static const struct {
	enum end end;
	enum step step;
	unsigned offered, lack;
	const char *detail;
} odd_cases[] = {
	{END_REPLY, STEP_STARTTLS, FACT_STARTTLS_OFFERED, FACT_STARTTLS_READY,
		"The server offers STARTTLS, but not in capital letters, so it was not used."},
	{END_LOGIN, STEP_AUTH, FACT_AUTH_OFFERED, FACT_AUTH_SENT,
		"The server offers AUTH, but not in capital letters, so it was not used."},
};

static void explain_odd_case(struct smtp_session *m)
{
	for (size_t i = 0; i < sizeof(odd_cases) / sizeof(odd_cases[0]); i++)
		if (m->facts.end == odd_cases[i].end && m->step == odd_cases[i].step &&
			m->odd_case & odd_cases[i].offered && !(m->facts.flags & odd_cases[i].lack))
			facts_text(&m->facts.detail, odd_cases[i].detail);
}

void smtp_session_end(struct smtp_session *m, int64_t us, enum end end)
{
	if (end == END_OK && !smtp_session_is_in(m))
		end = END_LOGIN;
	if (end == END_OK)
		smtp_session_enter(m, STEP_DONE, us);
	m->facts.end = end;
	m->facts.step = m->step;
	m->facts.total = us;
	explain_odd_case(m);
}
