#include "model/diagnose.h"

#include "base/ascii.h"
#include "base/text.h"
#include "model/verdict_rules.h"
#include "model/login.h"
#include "model/password_pasted.h"
#include "model/provider.h"
#include "model/rules.h"
#include "model/verdict_notes.h"
#include "model/fix_suggest.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { sentence_max = 2000, names_said = 4, first_refusal = 400, first_permanent = 500 };

/* Codes that ask for encryption; the last one may ask for a login as well. */
enum { encryption_needed = 523, encryption_required = 538, something_first = 530 };

/* Only a refusal has reasons: what a server says with a success decides nothing. */
static bool has_enhanced(const struct verdict_rule *j, const struct facts *f)
{
	return f->code >= first_refusal && f->enhanced && strcmp(f->enhanced, j->enhanced) == 0;
}

static bool starts_with(const char *line, const char *start)
{
	return line && ascii_starts(line, start);
}

/* What the rules ask beside the facts. */
struct asked {
	unsigned flags;         /* FACT_ and ASK_ */
	enum reply_class class; /* of the reply */
	const char *provider;   /* the id of the preset, or "" */
	unsigned between;       /* BETWEEN_ */
	unsigned set;           /* SET_ */
};

static bool rule_holds(const struct verdict_rule *j, const struct facts *f, const struct asked *a)
{
	bool logged_in = a->flags & FACT_AUTHENTICATED;

	return !(logged_in && diagnosis_is(&diagnoses[j->verdict], DIAGNOSIS_LOGIN)) &&
	       (!j->ends || j->ends & ENDS(f->end)) && (!j->steps || j->steps & STEPS(f->step)) &&
	       (a->flags & j->with) == j->with && !(a->flags & j->without) &&
	       (a->set & j->set) == j->set && (!j->between || a->between & j->between) &&
	       (!j->problems || f->certificate.problems & j->problems) &&
	       (!j->code_max || (f->code >= j->code_min && f->code <= j->code_max)) &&
	       (!j->class || j->class == a->class) && (!j->enhanced || has_enhanced(j, f)) &&
	       (!j->greeting || starts_with(f->greeting, j->greeting)) &&
	       (!j->provider || fnmatch(j->provider, a->provider, 0) == 0) &&
	       (!j->os_errno || f->os_errno == j->os_errno);
}

/* The ways to say that encryption has to come first (RFC 3463 5.7.10, RFC 4954 6, RFC 5248). */
static bool demands_tls(const struct facts *f)
{
	static const char *const enhanced[] = {"5.7.10", "5.7.11"};
	bool found = f->code == encryption_needed || f->code == encryption_required ||
		     (f->code == something_first && f->step == STEP_AUTH);

	for (size_t i = 0; i < sizeof(enhanced) / sizeof(enhanced[0]); i++)
		found = found || (f->enhanced && strcmp(f->enhanced, enhanced[i]) == 0);
	return found ||
	       (f->code >= first_permanent && reply_class_of(f, f->step) == REPLY_NEEDS_TLS);
}

static unsigned verdict_settings(const struct settings *s)
{
	const char *protocol = settings_get(s, FIELD_PROTOCOL);
	bool is_ssl = strcmp(protocol, "ssl") == 0, is_plain = strcmp(protocol, "plain") == 0;
	bool is_usual = !is_plain && settings_is(s, FIELD_PORT, protocol_port(protocol));

	return (is_ssl ? SET_SSL : 0u) | (is_usual ? SET_SUBMISSION : 0u) |
	       (settings_is_empty(s, FIELD_CA_FILE) ? 0u : SET_CA_FILE) |
	       (settings_is(s, FIELD_METHOD, "cram-md5") ? SET_CRAM_MD5 : 0u) |
	       (settings_get(s, FIELD_SIGN_IN)[0] ? SET_SIGN_IN : 0u);
}

static struct asked verdict_ask(const struct facts *f, const struct settings *s)
{
	const struct provider *p = provider_of(s);
	bool token = settings_use_token(s);

	return (struct asked) {
		.flags = f->flags | (settings_is(s, FIELD_PROTOCOL, "plain") ? ASK_PLAIN : 0u) |
			 (login_is_shared(f, s) ? ASK_SHARED : 0u) | (token ? ASK_TOKEN : 0u) |
			 (p && p->login == LOGIN_OAUTH && !token ? ASK_OAUTH : 0u) |
			 (demands_tls(f) ? ASK_TLS_FIRST : 0u),
		.class = reply_class_of(f, f->step),
		.provider = p ? p->id : "",
		.between = between_signs(f, s),
		.set = verdict_settings(s),
	};
}

static const struct verdict_rule *verdict_rule_for(const struct facts *f, const struct asked *a)
{
	size_t i = 0;

	while (!rule_holds(&verdict_rules[i], f, a)) /* the last row always holds */
		i++;
	return &verdict_rules[i];
}

struct filling {
	const struct facts *facts;
	const struct provider *provider;
	const struct settings *settings;
	struct str names, limit;
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
		{"refused", f->facts->refused},
		{"recipient", f->facts->recipient},
		{"limit", f->limit.data},
		{"detail", f->facts->detail},
		{"not_after", f->facts->certificate.not_after},
		{"not_before", f->facts->certificate.not_before},
		{"issuer", f->facts->certificate.issuer},
		{"names", f->names.data},
		{"days_ago", f->days},
		{"provider", f->provider ? f->provider->name : NULL},
		{"code", f->code},
	};
	enum field_id id = field_find(name);

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (strcmp(values[i].name, name) == 0)
			return values[i].value;
	return id < FIELD_COUNT ? settings_get(f->settings, id) : NULL;
}

/* A sentence about the SIZE that the server offers (RFC 1870 4), or nothing. */
static void say_limit(struct str *out, const struct facts *f)
{
	const char *size = facts_capability(f, "SIZE");
	size_t digits = size ? strspn(size, "0123456789") : 0;

	if (digits && *size != '0')
		str_format(out, " It takes messages of up to %.*s bytes.", (int)digits, size);
}

static void filling_init(struct filling *f, const struct facts *facts, const struct settings *s)
{
	const struct strlist *names = &facts->certificate.names;
	int ago = facts->certificate.days_left < 0 ? -facts->certificate.days_left : 0;

	*f = (struct filling) {.facts = facts, .provider = provider_of(s), .settings = s};
	str_init(&f->names, sentence_max);
	str_init(&f->limit, sentence_max);
	say_limit(&f->limit, facts);
	for (size_t i = 0; i < names->n && i < names_said; i++)
		str_format(&f->names, "%s%s", i ? ", " : "", names->items[i]);
	if (!names->n && facts->certificate.subject)
		str_text(&f->names, facts->certificate.subject);
	(void)snprintf(f->days, sizeof(f->days), "%d", ago);
	if (facts->code)
		(void)snprintf(f->code, sizeof(f->code), "%d ", facts->code);
}

/* The words of a server, with which a sentence may end, mostly have no full stop. */
static void add_sentence(struct str *out, const char *sentence)
{
	if (out->len && !strchr(".!?", out->data[out->len - 1]))
		str_text(out, ".");
	str_format(out, "%s%s", out->len ? " " : "", sentence);
}

/* However long the server's words are, the sentence is cut between two characters. */
static char *verdict_fill(const char *template, const struct filling *filling, const char *more)
{
	struct str whole, out;

	str_init(&whole, 4 * sentence_max);
	str_init(&out, sentence_max);
	text_fill(&whole, template, filling_value, filling);
	if (*more)
		add_sentence(&whole, more);
	text_safe(&out, whole.data, whole.len);
	str_fini(&whole);
	return str_take(&out);
}

/* What the provider publishes is the best advice where a login failed. */
static void provider_advice(const struct diagnosis *d, const struct settings *s, struct str *out)
{
	const struct provider *p = provider_of(s);

	if (p && diagnosis_is(d, DIAGNOSIS_LOGIN))
		add_sentence(out, p->requirement);
}

/* A password that looks as if a copy had changed it is the first thing to look at. */
static void pasted_advice(const struct diagnosis *d, const struct settings *s, struct str *out)
{
	const struct rule *rule = rules_first(s, FIELD_PASSWORD, SEVERITY_ADVICE);
	struct str sentence;

	if (d->field != FIELD_PASSWORD || !password_pasted_signs(s) || !rule)
		return;
	str_init(&sentence, sentence_max);
	rule_text(rule->sentence, s, &sentence);
	add_sentence(out, sentence.data);
	str_fini(&sentence);
}

/* The cause of the rule, if it comes to any words, else that of its verdict. */
static char *say_cause(
	const struct verdict_rule *rule, const struct diagnosis *d, const struct filling *filling)
{
	char *cause;
	struct str more;

	str_init(&more, sentence_max);
	verdict_notes_cause(d, filling->facts, &more);
	cause = verdict_fill(rule->cause ? rule->cause : d->cause, filling, more.data);
	if (strcmp(cause, more.data) == 0) {
		free(cause);
		cause = verdict_fill(d->cause, filling, more.data);
	}
	str_fini(&more);
	return cause;
}

static char *say_advice(
	const struct verdict_rule *rule, const struct diagnosis *d, const struct filling *filling)
{
	char *advice;
	struct str more;

	str_init(&more, sentence_max);
	pasted_advice(d, filling->settings, &more);
	provider_advice(d, filling->settings, &more);
	verdict_notes_advice(d, filling->facts, filling->settings, &more);
	advice = verdict_fill(rule->advice ? rule->advice : d->advice, filling, more.data);
	str_fini(&more);
	return advice;
}

static void diagnose_fix(struct verdict *v, const struct verdict_rule *rule, const struct facts *f,
	const struct settings *s)
{
	if (rule->fix[0].value) {
		verdict_set_fix(v, rule->fix);
	} else if (!rule->no_fix) {
		verdict_set_fix(v, v->diagnosis->fix);
		fix_suggest(v, f, s);
	}
}

void diagnose(const struct facts *f, const struct settings *s, struct verdict *v)
{
	const struct asked asked = verdict_ask(f, s);
	const struct verdict_rule *found = verdict_rule_for(f, &asked);
	struct filling filling;

	filling_init(&filling, f, s);
	*v = (struct verdict) {
		.diagnosis = &diagnoses[found->verdict],
		.step = f->step,
		.authenticated = facts_has(f, FACT_AUTHENTICATED),
		.encrypted = facts_has(f, FACT_ENCRYPTED),
	};
	v->title = verdict_fill(v->diagnosis->title, &filling, "");
	v->cause = say_cause(found, v->diagnosis, &filling);
	v->advice = say_advice(found, v->diagnosis, &filling);
	diagnose_fix(v, found, f, s);
	str_fini(&filling.names);
	str_fini(&filling.limit);
}
