#include "model/diagnose.h"

#include "base/text.h"
#include "model/provider.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Derived from the settings; above all FACT_ bits. */
enum {
	ASK_PLAIN = 1 << 24,  /* no encryption was asked for */
	ASK_SHARED = 1 << 25, /* the server offers a mechanism that the settings allow */
	ASK_OAUTH = 1 << 26,  /* the provider takes no passwords, and one was tried */
};

enum { sentence_max = 2000, names_said = 4 };

#define ENDS(e)  (1u << (e))
#define STEPS(s) (1u << (s))

/* A rule holds when everything it names holds; what it leaves out it does not ask. */
struct judge {
	const char *id;
	unsigned ends, steps;   /* masks; 0: any */
	unsigned with, without; /* FACT_ and ASK_ */
	unsigned problems;      /* CERT_, any of them */
	int code_min, code_max; /* of the reply */
	const char *enhanced;   /* the enhanced code, whole */
	const char *words;      /* in the reply or the greeting, without case */
	int os_errno;
	const char *cause; /* better words than the diagnosis has for this case */
};

/* First match wins. */
/* clang-format off: a table, each row a sentence */
static const struct judge judges[] = {
	{.id = "cancelled", .ends = ENDS(END_CANCELLED)},
	{.id = "local.setup", .ends = ENDS(END_SETUP)},

	{.id = "dns.timeout", .steps = STEPS(STEP_DNS), .ends = ENDS(END_TIMEOUT)},
	{.id = "dns.not_found", .steps = STEPS(STEP_DNS)},
	{.id = "dns.not_found", .ends = ENDS(END_RESOLVE)},

	{.id = "connect.timeout", .steps = STEPS(STEP_CONNECT), .ends = ENDS(END_TIMEOUT)},
	{.id = "connect.timeout", .ends = ENDS(END_CONNECT), .os_errno = ETIMEDOUT},
	{.id = "connect.refused", .ends = ENDS(END_CONNECT), .os_errno = ECONNREFUSED},
	{.id = "greeting.closed", .ends = ENDS(END_CONNECT), .os_errno = ECONNRESET},
	{.id = "connect.unreachable", .ends = ENDS(END_CONNECT)},
	{.id = "connect.unreachable", .steps = STEPS(STEP_CONNECT)},

	{.id = "tls.pin_mismatch", .ends = ENDS(END_PIN)},
	{.id = "tls.expired", .ends = ENDS(END_CERT), .problems = CERT_EXPIRED},
	{.id = "tls.not_yet_valid", .ends = ENDS(END_CERT), .problems = CERT_NOT_YET_VALID},
	{.id = "tls.self_signed", .ends = ENDS(END_CERT), .problems = CERT_SELF_SIGNED},
	{.id = "tls.unknown_ca", .ends = ENDS(END_CERT), .problems = CERT_UNKNOWN_CA},
	{.id = "tls.wrong_name", .ends = ENDS(END_CERT), .problems = CERT_WRONG_NAME},
	{.id = "tls.unknown_ca", .ends = ENDS(END_CERT)},
	{.id = "starttls.injected", .with = FACT_INJECTED},
	{.id = "tls.client_certificate", .with = FACT_CLIENT_CERT},
	{.id = "tls.too_old", .with = FACT_OLD_TLS},
	{.id = "tls.not_tls", .with = FACT_NOT_TLS},
	{.id = "tls.stalled", .steps = STEPS(STEP_TLS), .ends = ENDS(END_TIMEOUT)},
	{.id = "tls.closed", .steps = STEPS(STEP_TLS), .ends = ENDS(END_CLOSED) | ENDS(END_TLS)},

	{.id = "greeting.wants_tls", .with = FACT_WANTS_TLS},
	{.id = "greeting.http", .steps = STEPS(STEP_GREETING), .words = "HTTP/"},
	{.id = "greeting.ssh", .steps = STEPS(STEP_GREETING), .words = "SSH-"},
	{.id = "reply.too_long", .ends = ENDS(END_TOO_LONG)},
	{.id = "greeting.silent", .steps = STEPS(STEP_GREETING), .ends = ENDS(END_TIMEOUT)},
	{.id = "greeting.rejected",
		.steps = STEPS(STEP_GREETING),
		.code_min = 500,
		.code_max = 599},
	{.id = "greeting.busy", .steps = STEPS(STEP_GREETING), .code_min = 400, .code_max = 499},
	{.id = "greeting.closed",
		.steps = STEPS(STEP_GREETING),
		.ends = ENDS(END_CLOSED),
		.without = FACT_BYTES},
	{.id = "greeting.not_smtp", .steps = STEPS(STEP_GREETING)},
	{.id = "reply.malformed", .with = FACT_MALFORMED, .without = FACT_AUTH_SENT},

	{.id = "ehlo.stalled", .steps = STEPS(STEP_EHLO), .ends = ENDS(END_TIMEOUT)},
	{.id = "ehlo.closed", .steps = STEPS(STEP_EHLO), .ends = ENDS(END_CLOSED)},
	{.id = "starttls.not_offered",
		.steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS),
		.with = FACT_EHLO,
		.without = FACT_STARTTLS_OFFERED | ASK_PLAIN | FACT_ENCRYPTED},
	{.id = "starttls.not_offered",
		.steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS),
		.with = FACT_HELO,
		.without = ASK_PLAIN | FACT_ENCRYPTED},
	{.id = "ehlo.rejected", .steps = STEPS(STEP_EHLO), .without = FACT_STARTTLS_OFFERED},
	{.id = "tls.stalled", .steps = STEPS(STEP_STARTTLS), .ends = ENDS(END_TIMEOUT)},
	{.id = "tls.closed", .steps = STEPS(STEP_STARTTLS), .ends = ENDS(END_CLOSED)},
	{.id = "starttls.refused",
		.steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS),
		.code_min = 200,
		.code_max = 299,
		.cause = "{detail}"},
	{.id = "starttls.refused", .steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS)},

	{.id = "auth.needs_tls",
		.with = FACT_USER | ASK_PLAIN | FACT_STARTTLS_OFFERED,
		.without = FACT_AUTH_OFFERED},
	{.id = "auth.needs_tls",
		.with = FACT_USER,
		.without = FACT_ENCRYPTED,
		.code_min = 530,
		.code_max = 530},
	{.id = "auth.needs_tls", .with = FACT_USER, .code_min = 538, .code_max = 538},
	{.id = "auth.stalled",
		.with = FACT_AUTH_SENT,
		.without = FACT_AUTHENTICATED,
		.ends = ENDS(END_TIMEOUT)},
	{.id = "auth.closed",
		.with = FACT_AUTH_SENT,
		.without = FACT_AUTHENTICATED,
		.ends = ENDS(END_CLOSED)},
	{.id = "auth.temporary", .with = FACT_AUTH_SENT, .code_min = 400, .code_max = 499},
	{.id = "auth.no_shared_method", .with = FACT_AUTH_SENT, .code_min = 504, .code_max = 504},
	{.id = "auth.app_password", .with = FACT_AUTH_SENT, .enhanced = "5.7.9"},
	{.id = "auth.app_password", .with = FACT_AUTH_SENT, .words = "application-specific"},
	{.id = "auth.app_password", .with = FACT_AUTH_SENT, .words = "app-specific"},
	{.id = "auth.app_password", .with = FACT_AUTH_SENT, .words = "app password"},
	{.id = "auth.app_password", .with = FACT_AUTH_SENT, .words = "application password"},
	{.id = "auth.app_password", .with = FACT_AUTH_SENT, .words = "#AUTH005"},
	{.id = "auth.oauth_required",
		.with = FACT_AUTH_SENT,
		.words = "basic authentication is disabled"},
	{.id = "auth.oauth_required", .with = FACT_AUTH_SENT, .enhanced = "5.7.30"},
	{.id = "auth.disabled", .with = FACT_AUTH_SENT, .enhanced = "5.7.139"},
	{.id = "auth.oauth_required",
		.with = FACT_AUTH_SENT | ASK_OAUTH,
		.code_min = 500,
		.code_max = 599},
	{.id = "auth.rejected",
		.with = FACT_AUTH_SENT,
		.without = FACT_AUTHENTICATED,
		.code_min = 500,
		.code_max = 599},
	{.id = "auth.rejected",
		.with = FACT_AUTH_SENT,
		.without = FACT_AUTHENTICATED,
		.ends = ENDS(END_LOGIN),
		.code_min = 334,
		.code_max = 334},
	{.id = "auth.protocol", .with = FACT_AUTH_SENT, .without = FACT_AUTHENTICATED},
	{.id = "auth.no_shared_method",
		.with = FACT_USER | FACT_AUTH_OFFERED,
		.without = FACT_AUTHENTICATED | ASK_SHARED},
	{.id = "auth.stalled", .steps = STEPS(STEP_AUTH), .ends = ENDS(END_TIMEOUT)},
	{.id = "auth.closed", .steps = STEPS(STEP_AUTH), .ends = ENDS(END_CLOSED)},
	{.id = "auth.not_offered",
		.with = FACT_USER | FACT_AUTH_OFFERED,
		.without = FACT_AUTHENTICATED,
		.cause = "{detail}"},
	{.id = "auth.not_offered", .with = FACT_USER, .without = FACT_AUTHENTICATED},

	{.id = "warn.not_encrypted",
		.ends = ENDS(END_OK),
		.with = FACT_AUTHENTICATED,
		.without = FACT_ENCRYPTED,
		.cause = "The login was accepted ({tried}), but user and password went over the "
			 "network in clear text: everybody on the way can read them."},
	{.id = "warn.not_encrypted", .ends = ENDS(END_OK), .without = FACT_ENCRYPTED},
	{.id = "ok.authenticated", .ends = ENDS(END_OK), .with = FACT_AUTHENTICATED},
	{.id = "ok.no_login", .ends = ENDS(END_OK)},
	{.id = "reply.malformed"},
};
/* clang-format on */

static const char *const outcome_names[] = {
	[OUTCOME_OK] = "ok",
	[OUTCOME_WARNING] = "warning",
	[OUTCOME_FAILED] = "failed",
	[OUTCOME_CANCELLED] = "cancelled",
};

static bool holds_words(const char *text, const char *words)
{
	return text && strcasestr(text, words);
}

static bool rule_holds(const struct judge *j, const struct facts *f, unsigned flags)
{
	unsigned problems = (unsigned)f->certificate.problems;

	return (!j->ends || j->ends & ENDS((unsigned)f->end)) &&
	       (!j->steps || j->steps & STEPS((unsigned)f->step)) && (flags & j->with) == j->with &&
	       !(flags & j->without) && (!j->problems || problems & j->problems) &&
	       (!j->code_max || (f->code >= j->code_min && f->code <= j->code_max)) &&
	       (!j->enhanced || (f->enhanced && strcmp(f->enhanced, j->enhanced) == 0)) &&
	       (!j->words || holds_words(f->text, j->words) ||
		       holds_words(f->greeting, j->words)) &&
	       (!j->os_errno || (int)f->os_errno == j->os_errno);
}

static bool has_mechanism(const char *offered, const char *name)
{
	size_t len = strlen(name);

	while (offered && *offered) {
		size_t n = strcspn(offered, " ");

		if (n == len && strncasecmp(offered, name, n) == 0)
			return true;
		offered += n + (offered[n] == ' ');
	}
	return false;
}

static bool mechanism_shared(const struct facts *f, const struct settings *s)
{
	if (settings_is(s, FIELD_METHOD, "auto"))
		return has_mechanism(f->mechanisms, "PLAIN") ||
		       has_mechanism(f->mechanisms, "LOGIN");
	return has_mechanism(f->mechanisms, settings_get(s, FIELD_METHOD));
}

static unsigned ask_flags(const struct facts *f, const struct settings *s)
{
	const struct provider *p = provider_of(s);

	return (settings_is(s, FIELD_PROTOCOL, "plain") ? ASK_PLAIN : 0u) |
	       (mechanism_shared(f, s) ? ASK_SHARED : 0u) |
	       (p && p->login == LOGIN_OAUTH && !settings_use_token(s) ? ASK_OAUTH : 0u);
}

const struct diagnosis *diagnosis_find(const char *id)
{
	for (size_t i = 0; i < diagnosis_count; i++)
		if (strcmp(diagnoses[i].id, id) == 0)
			return &diagnoses[i];
	return NULL;
}

static const struct judge *judge(const struct facts *f, unsigned flags)
{
	size_t i = 0;

	while (!rule_holds(&judges[i], f, flags)) /* the last row always holds */
		i++;
	return &judges[i];
}

struct filling {
	const struct facts *facts;
	const struct settings *settings;
	struct str names;
	char days[24], code[16];
};

static const char *filling_value(const void *context, const char *name)
{
	const struct filling *f = context;
	const struct {
		const char *name, *value;
	} values[] = {
		{"reply", f->facts->text},
		{"greeting", f->facts->greeting},
		{"address", f->facts->address},
		{"mechanisms", f->facts->mechanisms},
		{"tried", f->facts->tried},
		{"detail", f->facts->detail},
		{"not_after", f->facts->certificate.not_after},
		{"not_before", f->facts->certificate.not_before},
		{"issuer", f->facts->certificate.issuer},
		{"names", f->names.data},
		{"days_ago", f->days},
		{"code", f->code},
	};
	enum field_id id = field_find(name);

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (strcmp(values[i].name, name) == 0)
			return values[i].value;
	return id < FIELD_COUNT ? settings_get(f->settings, id) : NULL;
}

static void filling_init(struct filling *f, const struct facts *facts, const struct settings *s)
{
	const struct strlist *names = &facts->certificate.names;
	double ago = facts->certificate.days_left < 0 ? -facts->certificate.days_left : 0;

	*f = (struct filling) {.facts = facts, .settings = s};
	str_init(&f->names, sentence_max);
	for (size_t i = 0; i < names->n && i < names_said; i++)
		str_format(&f->names, "%s%s", i ? ", " : "", names->items[i]);
	(void)snprintf(f->days, sizeof(f->days), "%.0f", ago);
	if (facts->code)
		(void)snprintf(f->code, sizeof(f->code), "%.0f ", facts->code);
}

/* However long the server's words are, the sentence is cut between two characters. */
static char *fill(const char *template, const struct filling *filling, const char *more)
{
	struct str whole, out;

	str_init(&whole, 4 * sentence_max);
	str_init(&out, sentence_max);
	text_fill(&whole, template, filling_value, filling);
	if (more)
		str_format(&whole, "%s%s", whole.len ? " " : "", more);
	text_safe(&out, whole.data, whole.len);
	str_fini(&whole);
	return str_take(&out);
}

/* What the provider publishes is the best advice where a login failed. */
static const char *provider_advice(const struct diagnosis *d, const struct settings *s)
{
	const struct provider *p = provider_of(s);

	return p && d->outcome == OUTCOME_FAILED && strncmp(d->id, "auth.", 5) == 0 ? p->requirement
										    : NULL;
}

void diagnose(const struct facts *f, const struct settings *s, struct verdict *v)
{
	const struct judge *found = judge(f, (unsigned)f->flags | ask_flags(f, s));
	struct filling filling;

	filling_init(&filling, f, s);
	*v = (struct verdict) {
		.diagnosis = diagnosis_find(found->id),
		.step = (enum step)f->step,
		.authenticated = facts_has(f, FACT_AUTHENTICATED),
		.encrypted = facts_has(f, FACT_ENCRYPTED),
	};
	v->cause = fill(found->cause ? found->cause : v->diagnosis->cause, &filling, NULL);
	if (!*v->cause) {
		free(v->cause);
		v->cause = fill(v->diagnosis->cause, &filling, NULL);
	}
	v->advice = fill(v->diagnosis->advice, &filling, provider_advice(v->diagnosis, s));
	str_fini(&filling.names);
}

void verdict_fini(struct verdict *v)
{
	free(v->cause);
	free(v->advice);
	*v = (struct verdict) {0};
}

const char *outcome_name(enum outcome o)
{
	return outcome_names[o];
}
