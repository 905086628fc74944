#include "net/machine.h"

#include "net/base64.h"
#include "net/reply.h"

#include <string.h>

enum { challenge = 334, login_accepted = 235 };

/* A command of ours; the greeting answers none, and is the first row. */
struct command {
	const char *verb;
	enum step step;
	void (*sent)(struct machine *m, const char *argument, size_t len);
	void (*line)(struct machine *m, const struct reply_line *reply);
	void (*answered)(struct machine *m, int code, double ms);
};

static void forget(struct machine *m, unsigned flags)
{
	m->facts.flags = (unsigned)m->facts.flags & ~flags;
}

static void enter(struct machine *m, enum step step, double ms)
{
	m->step = step;
	if (m->facts.entered[step] >= 0)
		return;
	m->facts.entered[step] = ms;
	if (m->plan.entered)
		m->plan.entered(m->plan.context, step, ms, m->facts.address);
}

/* Keywords of an EHLO answer */

static void offers_login(struct machine *m, const char *text, size_t len)
{
	transcript_fact(&m->transcript, &m->facts.mechanisms, text, len);
}

/* The form before the standard counts only where there is no other. */
static void offers_old_login(struct machine *m, const char *text, size_t len)
{
	if (!facts_has(&m->facts, FACT_AUTH_OFFERED))
		offers_login(m, text, len);
}

static const struct keyword {
	const char *word, *stops;
	unsigned fact;
	void (*offered)(struct machine *m, const char *text, size_t len);
} keywords[] = {
	{"STARTTLS", " ", FACT_STARTTLS_OFFERED, NULL},
	{"AUTH", " ", FACT_AUTH_OFFERED, offers_login},
	{"AUTH=", NULL, FACT_AUTH_OLD, offers_old_login},
};

static void capability(struct machine *m, const char *text, size_t len)
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
static void ehlo_sent(struct machine *m, const char *argument, size_t len)
{
	(void)argument;
	(void)len;
	forget(m, FACT_AUTH_OFFERED | FACT_AUTH_OLD);
	m->odd_case = 0;
	facts_text(&m->facts.mechanisms, NULL);
	strlist_fini(&m->facts.capabilities);
}

static void auth_sent(struct machine *m, const char *argument, size_t len)
{
	const char *blank = memchr(argument, ' ', len);

	machine_note(m, FACT_AUTH_SENT);
	transcript_fact(&m->transcript, &m->facts.tried, argument,
		blank ? (size_t)(blank - argument) : len);
}

/* Lines of a reply */

static void ehlo_line(struct machine *m, const struct reply_line *reply)
{
	struct str text;

	if (!m->code || reply->code / 100 != 2) /* the first line is the server's name */
		return;
	str_init(&text, facts_text_max);
	transcript_clean(&m->transcript, &text, reply->text, reply->len);
	strlist_add(&m->facts.capabilities, text.data, facts_list_max);
	str_fini(&text);
	capability(m, reply->text, reply->len);
}

/* Replies */

static void introduced(struct machine *m, double ms)
{
	if (m->plan.starttls && !facts_has(&m->facts, FACT_ENCRYPTED))
		enter(m, STEP_STARTTLS, ms);
	else if (facts_has(&m->facts, FACT_USER))
		enter(m, STEP_AUTH, ms);
}

static void greeting_answered(struct machine *m, int code, double ms)
{
	if (code / 100 != 2)
		return;
	machine_note(m, FACT_GREETING);
	enter(m, STEP_EHLO, ms);
}

/* The library would try HELO after any refusal; after "later" and "closing" that is no use. */
static void ehlo_answered(struct machine *m, int code, double ms)
{
	if (code / 100 == 4)
		machine_stop(m, END_REPLY);
	if (code / 100 != 2)
		return;
	machine_note(m, FACT_EHLO);
	if (facts_has(&m->facts, FACT_AUTH_OFFERED))
		forget(m, FACT_AUTH_OLD);
	introduced(m, ms);
}

static void helo_answered(struct machine *m, int code, double ms)
{
	if (code / 100 != 2)
		return;
	machine_note(m, FACT_HELO);
	introduced(m, ms);
}

static void starttls_answered(struct machine *m, int code, double ms)
{
	(void)ms;
	if (code == 220)
		machine_note(m, FACT_STARTTLS_READY);
}

static void auth_answered(struct machine *m, int code, double ms)
{
	(void)ms;
	if (code == login_accepted)
		machine_note(m, FACT_AUTHENTICATED);
}

static const struct command commands[] = {
	{"", STEP_GREETING, NULL, NULL, greeting_answered},
	{"EHLO", STEP_EHLO, ehlo_sent, ehlo_line, ehlo_answered},
	{"HELO", STEP_EHLO, ehlo_sent, NULL, helo_answered},
	{"STARTTLS", STEP_STARTTLS, NULL, NULL, starttls_answered},
	{"AUTH", STEP_AUTH, auth_sent, NULL, auth_answered},
};

static bool is_challenge(const struct machine *m, const struct reply_line *reply)
{
	return reply->code == challenge && m->awaited->step == STEP_AUTH;
}

/* No final reply, but the bearer mechanisms refuse with one, in JSON, and the library stops. */
static void challenged(struct machine *m, const struct reply_line *reply)
{
	struct str json;

	str_init(&json, facts_text_max);
	if (base64_decode(&json, reply->text, reply->len) && json.data[0] == '{') {
		m->facts.code = challenge;
		facts_text(&m->facts.enhanced, NULL);
		transcript_fact(&m->transcript, &m->facts.text, json.data, json.len);
	}
	str_fini(&json);
}

/* Layers */

static void everything_below_is_there(struct machine *m, double ms)
{
	machine_connected(m, ms);
	if (m->step == STEP_TLS)
		machine_secured(m, ms);
}

void machine_init(struct machine *m, const struct machine_plan *plan)
{
	*m = (struct machine) {.plan = *plan, .awaited = &commands[0]};
	m->plan.user = m->plan.password = NULL;
	facts_init(&m->facts);
	transcript_init(&m->transcript, &m->facts, plan->user, plan->password);
	str_init(&m->text, facts_text_max);
	if (*plan->user)
		machine_note(m, FACT_USER);
	enter(m, STEP_DNS, 0);
}

void machine_fini(struct machine *m)
{
	facts_fini(&m->facts);
	transcript_fini(&m->transcript);
	str_fini(&m->text);
}

void machine_resolved(struct machine *m, double ms, const char *address)
{
	facts_text(&m->facts.address, address);
	enter(m, STEP_CONNECT, ms);
}

void machine_connected(struct machine *m, double ms)
{
	if (m->connected)
		return;
	m->connected = true;
	enter(m, m->plan.ssl ? STEP_TLS : STEP_GREETING, ms);
}

void machine_securing(struct machine *m, double ms)
{
	machine_connected(m, ms);
	enter(m, STEP_TLS, ms);
}

void machine_secured(struct machine *m, double ms)
{
	if (facts_has(&m->facts, FACT_ENCRYPTED))
		return;
	machine_note(m, FACT_ENCRYPTED);
	enter(m, m->plan.ssl ? STEP_GREETING : STEP_EHLO, ms);
}

/* Lines */

void machine_client(struct machine *m, double ms, const char *line, size_t len)
{
	size_t bare = reply_trim(line, len);
	bool response = m->transcript.in_login;

	everything_below_is_there(m, ms);
	transcript_client(&m->transcript, ms, line, len);
	for (size_t i = 1; i < sizeof(commands) / sizeof(commands[0]) && !response; i++) {
		size_t verb = strlen(commands[i].verb), skip = verb + (bare > verb);

		if (!reply_keyword(line, bare, commands[i].verb, " "))
			continue;
		m->awaited = &commands[i];
		enter(m, commands[i].step, ms);
		if (commands[i].sent)
			commands[i].sent(m, line + skip, bare - skip);
	}
}

/* A greeting may turn into a refusal half-way (postscreen does that); nothing else may. */
static bool continues(const struct machine *m, const struct reply_line *reply)
{
	return !m->code || m->code == reply->code || m->awaited == &commands[0];
}

/* The first thing that a server says need not be SMTP at all: that is not malformed. */
static void not_a_reply(struct machine *m, const char *line, size_t len)
{
	if (facts_has(&m->facts, FACT_GREETING) || m->code)
		machine_note(m, FACT_MALFORMED);
	m->facts.code = 0;
	facts_text(&m->facts.enhanced, NULL);
	transcript_fact(&m->transcript, &m->facts.text, line, reply_trim(line, len));
	machine_stop(m, END_REPLY);
}

static void collect(struct machine *m, const struct reply_line *reply)
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

static void complete(struct machine *m, double ms)
{
	int code = m->code;

	m->code = 0;
	m->reply_size = 0;
	m->facts.code = code;
	facts_text(&m->facts.text, m->text.data);
	m->awaited->answered(m, code, ms);
}

static void line_came(struct machine *m, double ms, const char *line, size_t len)
{
	transcript_server(&m->transcript, ms, line, len);
	if (!m->facts.greeting)
		transcript_fact(&m->transcript, &m->facts.greeting, line, reply_trim(line, len));
	if (!facts_has(&m->facts, FACT_ENCRYPTED))
		machine_note(m, FACT_BYTES);
	m->reply_size += len;
}

void machine_server(struct machine *m, double ms, const char *line, size_t len)
{
	struct reply_line reply;

	if (m->over)
		return;
	everything_below_is_there(m, ms);
	line_came(m, ms, line, len);
	if (m->reply_size > machine_reply_max) {
		machine_stop(m, END_TOO_LONG);
	} else if (!reply_parse(line, len, &reply) || !continues(m, &reply)) {
		not_a_reply(m, line, len);
	} else if (is_challenge(m, &reply)) {
		challenged(m, &reply);
	} else {
		collect(m, &reply);
		if (reply.last)
			complete(m, ms);
	}
}

void machine_stop(struct machine *m, enum end end)
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
		"The server offers STARTTLS, but not in capital letters, and so it was not used."},
	{END_LOGIN, STEP_AUTH, FACT_AUTH_OFFERED, FACT_AUTH_SENT,
		"The server offers AUTH, but not in capital letters, and so it was not used."},
};

static void explain_odd_case(struct machine *m)
{
	for (size_t i = 0; i < sizeof(odd_cases) / sizeof(odd_cases[0]); i++)
		if (m->facts.end == odd_cases[i].end && m->step == odd_cases[i].step &&
			m->odd_case & odd_cases[i].offered &&
			!((unsigned)m->facts.flags & odd_cases[i].lack))
			facts_text(&m->facts.detail, odd_cases[i].detail);
}

void machine_end(struct machine *m, double ms, enum end end)
{
	if (end == END_OK && facts_has(&m->facts, FACT_USER) &&
		!facts_has(&m->facts, FACT_AUTHENTICATED))
		end = END_LOGIN;
	if (end == END_OK)
		enter(m, STEP_DONE, ms);
	m->facts.end = end;
	m->facts.step = m->step;
	m->facts.total = ms;
	explain_odd_case(m);
}
