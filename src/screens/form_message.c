#include "screens/form_message.h"

#include "base/text.h"
#include "model/password.h"
#include "screens/verdict_field.h"

#include <stdio.h>
#include <string.h>

static void set_message(struct message *m, enum role role, enum glyph glyph, const char *text)
{
	m->role = role;
	m->glyph = glyph;
	(void)snprintf(m->text, sizeof(m->text), "%s", text);
	text_capital(m->text);
}

static void set_rule(struct message *m, const struct rule *rule, const struct settings *s)
{
	bool error = rule->severity == SEVERITY_ERROR;
	struct str text;

	str_init(&text, message_max);
	rule_text(rule->sentence, s, &text);
	set_message(m, error ? ROLE_BAD : ROLE_TEXT, error ? GLYPH_NO : GLYPH_NOTE, text.data);
	str_fini(&text);
}

/* What a provider wants to be known before a password is typed. */
static const char *form_draw_requirement(const struct settings *s, enum field_id id)
{
	const struct provider *p = id == FIELD_PASSWORD ? provider_of(s) : NULL;

	return p && !password_is_given(s) ? p->requirement : NULL;
}

/* Whom a password was given for that the draft leads away from; the wizard says it above. */
static bool set_elsewhere(
	const struct app *app, const struct form *f, enum field_id id, struct message *m)
{
	const struct session *s = &app->session;
	bool withheld = id == FIELD_PASSWORD && password_is_withheld(&s->given);
	struct str text;

	if (f->page->guided || !s->given.elsewhere || withheld ||
		id != password_source(&s->given.then))
		return false;
	str_init(&text, message_max);
	password_say_elsewhere(&s->given, &s->draft, &text);
	set_message(m, ROLE_WARN, GLYPH_ALERT, text.data);
	str_fini(&text);
	return true;
}

/* Why the last test failed, at the setting that it failed for. */
static bool set_verdict(const struct app *app, enum field_id id, struct message *m)
{
	struct str text;
	bool said;

	str_init(&text, message_max);
	said = verdict_field_say(app, id, &text);
	if (said)
		set_message(m, ROLE_BAD, GLYPH_NO, text.data);
	str_fini(&text);
	return said;
}

/*
 * An error first, then what the test found, the provider's word, and advice; nothing of what is
 * being typed. Returns false for none.
 */
bool form_message(const struct app *app, const struct form *f, enum field_id id, struct message *m)
{
	const struct settings *s = &app->session.draft;
	const struct rule *error = rules_first(s, id, SEVERITY_ERROR);
	const struct rule *advice = rules_first(s, id, SEVERITY_ADVICE);
	const char *words = f->page->guided ? NULL : form_draw_requirement(s, id);

	if (f->focus == (int)id && f->edit.touched)
		return false;
	if (f->errors[id].code)
		set_message(m, ROLE_BAD, GLYPH_NO, f->errors[id].message);
	else if (error)
		set_rule(m, error, s);
	else if (set_verdict(app, id, m) || set_elsewhere(app, f, id, m))
		return true;
	else if (words)
		set_message(m, ROLE_TEXT, GLYPH_NOTE, words);
	else if (advice && !(settings_is_empty(s, id) &&
				   (f->page->guided || session_misses(&app->session, id))))
		set_rule(m, advice, s);
	else
		return false;
	return true;
}
