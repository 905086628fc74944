/*
 * What the texts of a verdict claim, held against the facts: each rule in every situation that a
 * test can come to. A claim is a piece of a text, and what has to be so where it stands. The
 * module's own source is included, to ask which rule decides.
 */
#include "fixture.h"
#include "reply_words.h"

#include "../../src/model/diagnose.c"

enum { TITLE = 1, CAUSE = 2, ADVICE = 4, TEXTS = CAUSE | ADVICE };

#define STEPS_FROM(step) (~0u << (step))

/* Where the words stand in one of those texts, all the rest has to hold. */
static const struct claim {
	const char *words;
	unsigned texts;
	unsigned with, without; /* FACT_ and ASK_ */
	unsigned set, unset;    /* SET_ */
	unsigned steps;         /* 0: any */
	int code_min;           /* 0: any; else a reply that ended it is not below it */
} claims[] = {
	/* whether a login was made */
	{"login was accepted", TEXTS, .with = FACT_AUTHENTICATED},
	{"it and the login", TEXTS, .with = FACT_AUTHENTICATED},
	{"the user and the password", CAUSE, .with = FACT_AUTHENTICATED},
	{"accepted the user", TEXTS, .with = FACT_AUTHENTICATED},
	{"account", TITLE, .with = FACT_USER},
	{"account's address", TEXTS, .with = FACT_AUTHENTICATED},
	{"account's own", TEXTS, .with = FACT_AUTHENTICATED},
	{"Wrong user or password", TITLE, .with = FACT_AUTH_SENT, .without = FACT_AUTHENTICATED},
	{"Set the user", ADVICE, .without = FACT_USER},
	{"set the user", ADVICE, .without = FACT_USER},
	{"No user is set", TEXTS, .without = FACT_USER},
	{"only after a login", TITLE | TEXTS, .without = FACT_AUTHENTICATED},
	{"leave the user empty", ADVICE, .with = FACT_USER},
	/* what the password is, and whether it was looked at */
	{"password again", ADVICE, .with = FACT_AUTH_SENT, .without = ASK_TOKEN, .code_min = 500},
	{"app password", TITLE | ADVICE, .with = FACT_AUTH_SENT, .without = ASK_TOKEN},
	{"wrong passwords", ADVICE, .with = FACT_AUTH_SENT, .without = ASK_TOKEN},
	{"login may be right", CAUSE, .with = FACT_AUTH_SENT},
	{"normal password", CAUSE, .with = FACT_AUTH_SENT, .without = ASK_TOKEN},
	{"whether the password is", CAUSE, .with = FACT_AUTH_SENT, .without = ASK_TOKEN},
	{"password was not checked", TITLE, .without = FACT_AUTHENTICATED},
	{"XOAUTH2", ADVICE, .without = ASK_TOKEN},
	{"no longer accepts passwords", TITLE, .without = ASK_TOKEN},
	{"{tried}", TEXTS, .with = FACT_AUTH_SENT},
	{"Login Method", ADVICE, .with = FACT_USER},
	/* what went on */
	{"accepted the sender and the recipient", CAUSE, .with = FACT_ENVELOPE},
	{"accepted the test message", CAUSE | TITLE, .with = FACT_SENT},
	{"Nothing was sent", CAUSE, .without = FACT_SENT | FACT_HANDED_OVER},
	{"nothing private was sent", CAUSE, .without = FACT_AUTH_SENT},
	{"message was sent", CAUSE, .with = FACT_HANDED_OVER},
	{"Check SMTP Server and Port", ADVICE, .without = FACT_EHLO},
	{"not a mail server", TITLE, .without = FACT_EHLO},
	{"no greeting came", CAUSE, .without = FACT_GREETING},
	{"without a greeting", TITLE, .without = FACT_GREETING},
	{"no address", CAUSE, .steps = STEPS(STEP_DNS)},
	{"spelling", ADVICE, .steps = STEPS(STEP_DNS)},
	/* encryption */
	{"is encrypted", CAUSE, .with = FACT_ENCRYPTED},
	{"and encrypted", TITLE, .with = FACT_ENCRYPTED},
	{"nothing is encrypted", TITLE, .without = FACT_ENCRYPTED},
	{"connection is in clear text", TEXTS, .with = ASK_PLAIN},
	{"but in clear text", TEXTS, .with = ASK_PLAIN},
	{"Set Transport Protocol to TLS", ADVICE, .with = ASK_PLAIN},
	{"Choose TLS (STARTTLS)", ADVICE, .set = SET_SSL},
	{"Use TLS (STARTTLS)", ADVICE, .with = ASK_PLAIN},
	{"choose Standard SMTP", ADVICE, .without = ASK_PLAIN},
	{"Set Transport Protocol to SSL", ADVICE, .unset = SET_SSL},
	{"SSL on port 465", ADVICE, .unset = SET_SSL},
	{"SSL port", ADVICE, .unset = SET_SUBMISSION},
	{"a port that begins in clear text", ADVICE, .set = SET_SSL},
	{"port and the protocol", ADVICE, .without = FACT_STARTTLS_READY},
	{"not offer STARTTLS", CAUSE, .without = FACT_STARTTLS_OFFERED},
	{"submission port", ADVICE, .unset = SET_SUBMISSION},
	{"587 or 465", ADVICE, .unset = SET_SUBMISSION},
	{"587 for STARTTLS", ADVICE, .unset = SET_SUBMISSION},
	{"ca-certificates", ADVICE, .unset = SET_CA_FILE},
	/* what can only help where it was that */
	{"Set HELO Name", ADVICE, .code_min = 500},
};

static const struct {
	const char *protocol;
	unsigned asks, set;
} protocols[] = {{"starttls", 0, 0}, {"ssl", 0, SET_SSL}, {"plain", ASK_PLAIN, 0}};

/* One situation: how far a test came, by which protocol, and what it was asked for. */
struct situation {
	size_t protocol;
	enum step step;
	enum end end;
	bool user, sent; /* a user is set; AUTH went out */
	bool token, submission, ca_file;
};

static bool is_of_starttls(const struct situation *at)
{
	return at->protocol == 0;
}

static bool is_of_ssl(const struct situation *at)
{
	return at->protocol == 1;
}

/* Steps in the order in which that protocol comes to them. */
static int place_of(const struct situation *at, enum step step)
{
	static const int ssl_places[STEP_COUNT] = {0, 1, 3, 4, 5, 2, 6, 7, 8, 9, 10};

	return is_of_ssl(at) ? ssl_places[step] : (int)step;
}

static bool is_behind(const struct situation *at, enum step step)
{
	return place_of(at, at->step) > place_of(at, step);
}

/* What has to be so when a test of this kind is there. */
static unsigned flags_of(const struct situation *at)
{
	bool secure = at->protocol != 2 && is_behind(at, STEP_TLS);
	bool beyond_login = at->user && is_behind(at, STEP_AUTH);

	return protocols[at->protocol].asks | (at->user ? FACT_USER : 0u) |
	       (at->token ? ASK_TOKEN : 0u) | (is_behind(at, STEP_GREETING) ? FACT_GREETING : 0u) |
	       (is_behind(at, STEP_GREETING) && !is_of_ssl(at) ? FACT_BYTES : 0u) |
	       (is_behind(at, STEP_EHLO) ? FACT_EHLO : 0u) |
	       (is_of_starttls(at) && is_behind(at, STEP_STARTTLS)
			       ? FACT_STARTTLS_OFFERED | FACT_STARTTLS_READY
			       : 0u) |
	       (secure ? FACT_ENCRYPTED : 0u) |
	       (at->sent || beyond_login ? FACT_AUTH_SENT | FACT_AUTH_OFFERED | ASK_SHARED : 0u) |
	       (beyond_login ? FACT_AUTHENTICATED : 0u) |
	       (is_behind(at, STEP_RECIPIENT) && at->step == STEP_CONTENT ? FACT_ENVELOPE : 0u);
}

/* Facts of a rule that may come to it there. */
static unsigned more_of(const struct situation *at, unsigned with)
{
	unsigned may = FACT_OLD_TLS | FACT_CERT_WANTED | FACT_MALFORMED | ASK_OAUTH | FACT_AUTH_OLD;

	if (at->token)
		may &= ~(unsigned)ASK_OAUTH;
	if (at->step == STEP_TLS)
		may |= FACT_NOT_TLS | FACT_CLIENT_CERT;
	if (at->step == STEP_TLS && is_of_starttls(at))
		may |= FACT_STARTTLS_READY | FACT_INJECTED;
	if (at->step == STEP_GREETING && !is_of_ssl(at))
		may |= FACT_WANTS_TLS;
	if (at->step == STEP_AUTH)
		may |= FACT_AUTH_OFFERED | (at->sent ? FACT_EXPLAINED | FACT_INITIAL : 0);
	if (place_of(at, at->step) >= place_of(at, STEP_AUTH) && at->protocol == 2)
		may |= FACT_STARTTLS_OFFERED | ASK_TLS_FIRST;
	if (at->step == STEP_SENDER)
		may |= FACT_NEEDS_UTF8 | FACT_TOO_LARGE;
	if (at->step == STEP_CONTENT)
		may |= FACT_HANDED_OVER;
	if (at->step == STEP_DONE)
		may |= FACT_ENVELOPE | FACT_SENT;
	if (at->step == STEP_DONE && with & FACT_SENT)
		with |= FACT_ENVELOPE;
	return with & may;
}

static bool end_is_possible(const struct situation *at)
{
	switch (at->end) {
	case END_OK: return at->step == STEP_DONE;
	case END_RESOLVE:
	case END_RESOLVER: return at->step == STEP_DNS;
	case END_CONNECT: return at->step == STEP_CONNECT;
	case END_TLS:
	case END_CERT:
	case END_PIN:
	case END_UNSAFE: return at->step == STEP_TLS;
	case END_LOGIN: return at->step == STEP_AUTH;
	case END_CLOSED:
	case END_TOO_LONG: return at->step >= STEP_GREETING && at->step < STEP_DONE;
	case END_REPLY:
		return at->step >= STEP_GREETING && at->step < STEP_DONE && at->step != STEP_TLS;
	default: return at->step < STEP_DONE;
	}
}

static bool is_possible(const struct situation *at)
{
	if (!is_of_starttls(at) && at->step == STEP_STARTTLS)
		return false;
	if (at->protocol == 2 && at->step == STEP_TLS)
		return false;
	if (at->ca_file && at->protocol == 2)
		return false;
	if ((at->sent || at->token) && !at->user)
		return false;
	if (at->step == STEP_AUTH && !at->user)
		return false;
	return at->sent == (at->step == STEP_AUTH && at->sent) && end_is_possible(at);
}

static bool ended_by_reply(const struct facts *f)
{
	return f->code && (f->end == END_REPLY || f->end == END_LOGIN);
}

static bool claim_holds(const struct claim *c, const struct facts *f, const struct asked *a)
{
	return (a->flags & c->with) == c->with && !(a->flags & c->without) &&
	       (a->set & c->set) == c->set && !(a->set & c->unset) &&
	       (!c->steps || c->steps & STEPS(f->step)) &&
	       (!c->code_min || !ended_by_reply(f) || f->code >= c->code_min ||
		       a->class == REPLY_HELO);
}

static void texts_must_hold(const struct facts *f, const struct asked *a)
{
	const struct verdict_rule *rule = verdict_rule_for(f, a);
	const struct diagnosis *d = &diagnoses[rule->verdict];
	const char *texts[] = {d->title, rule->cause ? rule->cause : d->cause,
		rule->advice ? rule->advice : d->advice};

	for (size_t i = 0; i < unit_count(claims); i++)
		for (size_t t = 0; t < unit_count(texts); t++)
			unit_expect(!(claims[i].texts & 1u << t) ||
					    !strstr(texts[t], claims[i].words) ||
					    claim_holds(&claims[i], f, a),
				"%s says \"%s\": end %d, step %d, flags %x, set %x, code %d %s",
				d->id, claims[i].words, (int)f->end, (int)f->step, a->flags, a->set,
				f->code, f->text ? f->text : "");
}

static void each_code(const struct situation *at, const struct verdict_rule *rule, struct facts *f)
{
	const int codes[] = {
		0, 250, 354, 421, 454, 500, 501, 502, 504, 530, 535, 550, rule->code_min};
	struct asked a = {.flags = flags_of(at) | more_of(at, rule->with),
		.between = rule->between &
			   (flags_of(at) & FACT_ENCRYPTED ? ~(unsigned)BETWEEN_REWRITES : ~0u),
		.provider = rule->provider ? rule->provider : "",
		.set = protocols[at->protocol].set | (at->submission ? SET_SUBMISSION : 0u) |
		       (at->ca_file ? SET_CA_FILE : 0u)};

	f->end = at->end;
	f->step = at->step;
	f->flags = a.flags;
	facts_text(&f->text, reply_words(rule->class, at->step));
	for (size_t i = 0; i < unit_count(codes); i++) {
		/* A reply that ends it is a refusal, or out of place. */
		f->code = codes[i];
		if (at->end != END_REPLY && at->end != END_LOGIN && codes[i] >= 400)
			continue;
		a.class = reply_class_of(f, f->step);
		texts_must_hold(f, &a);
	}
}

static void each_situation_of(const struct verdict_rule *rule)
{
	struct facts f;

	facts_init(&f);
	facts_text(&f.enhanced, rule->enhanced);
	f.certificate.problems = rule->problems;
	f.os_errno = rule->os_errno;
	for (unsigned n = 0; n < 3u * STEP_COUNT * END_COUNT * 32; n++) {
		const struct situation at = {.protocol = n % 3,
			.step = (enum step)(n / 3 % STEP_COUNT),
			.end = (enum end)(n / 3 / STEP_COUNT % END_COUNT),
			.user = n / 3 / STEP_COUNT / END_COUNT & 1,
			.sent = n / 3 / STEP_COUNT / END_COUNT & 2,
			.token = n / 3 / STEP_COUNT / END_COUNT & 4,
			.submission = n / 3 / STEP_COUNT / END_COUNT & 8,
			.ca_file = n / 3 / STEP_COUNT / END_COUNT & 16};

		if (is_possible(&at))
			each_code(&at, rule, &f);
	}
	facts_fini(&f);
}

static void texts_agree_with_the_facts(void **state)
{
	(void)state;
	for (size_t i = 0; i < verdict_rule_count; i++)
		each_situation_of(&verdict_rules[i]);
	unit_end();
}

/* A claim that no text makes any more would pass for ever. */
static void each_claim_is_made(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(claims); i++) {
		bool made = false;

		for (size_t v = 0; v < VERDICT_COUNT; v++)
			made = made || strstr(diagnoses[v].title, claims[i].words) ||
			       strstr(diagnoses[v].cause, claims[i].words) ||
			       strstr(diagnoses[v].advice, claims[i].words);
		for (size_t j = 0; j < verdict_rule_count; j++) {
			const struct verdict_rule *r = &verdict_rules[j];

			made = made || (r->cause && strstr(r->cause, claims[i].words)) ||
			       (r->advice && strstr(r->advice, claims[i].words));
		}
		unit_expect(made, "%s", claims[i].words);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_agree_with_the_facts),
		cmocka_unit_test(each_claim_is_made),
	};

	return unit_run(tests);
}
