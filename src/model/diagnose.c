#include "model/diagnose.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/judge.h"
#include "model/provider.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { sentence_max = 2000, names_said = 4 };

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
	       (!j->words || holds_words(f->text, j->words)) &&
	       (!j->greeting || holds_words(f->greeting, j->greeting)) &&
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
		{"recipient", f->facts->recipient},
		{"limit", f->limit.data},
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
	double ago = facts->certificate.days_left < 0 ? -facts->certificate.days_left : 0;

	*f = (struct filling) {.facts = facts, .settings = s};
	str_init(&f->names, sentence_max);
	str_init(&f->limit, sentence_max);
	say_limit(&f->limit, facts);
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
	v->title = fill(v->diagnosis->title, &filling, NULL);
	verdict_mend(v, v->diagnosis->fix);
	v->cause = fill(found->cause ? found->cause : v->diagnosis->cause, &filling, NULL);
	if (!*v->cause) {
		free(v->cause);
		v->cause = fill(v->diagnosis->cause, &filling, NULL);
	}
	v->advice = fill(found->advice ? found->advice : v->diagnosis->advice, &filling,
		provider_advice(v->diagnosis, s));
	str_fini(&filling.names);
	str_fini(&filling.limit);
}

void verdict_mend(struct verdict *v, const struct fix fix[fix_max])
{
	for (int i = 0; i < fix_max; i++) {
		free(v->fix[i].value);
		v->fix[i].field = fix[i].field;
		v->fix[i].value = fix[i].value ? mem_text(fix[i].value) : NULL;
	}
}

void verdict_fini(struct verdict *v)
{
	verdict_mend(v, (const struct fix[fix_max]) {{.value = NULL}});
	free(v->title);
	free(v->cause);
	free(v->advice);
	*v = (struct verdict) {0};
}

const char *outcome_name(enum outcome o)
{
	return outcome_names[o];
}
