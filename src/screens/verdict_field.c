#include "screens/verdict_field.h"

#include "model/provider.h"
#include "screens/form.h"

#include <string.h>

/* "Gmail (SSL)" is Gmail. Returns the bytes of it. */
static int verdict_field_name(const struct provider *p)
{
	const char *row = strstr(p->name, " (");

	return (int)(row ? (size_t)(row - p->name) : strlen(p->name));
}

/* Only the first sentence: the result has them all. */
static void verdict_field_say_remedy(const struct tester *t, struct str *out)
{
	const char *end = strstr(t->verdict.advice, ". ");
	const struct provider *p = provider_of(&t->settings);

	if (diagnosis_is(t->verdict.diagnosis, DIAGNOSIS_LOGIN) && p &&
		p->login == LOGIN_APP_PASSWORD)
		str_format(
			out, "%.*s only accepts an app password.", verdict_field_name(p), p->name);
	else
		str_add(out, t->verdict.advice,
			end ? (size_t)(end + 1 - t->verdict.advice) : strlen(t->verdict.advice));
}

/* It is about these settings only: another server says nothing of this password. */
bool verdict_field_say(const struct app *app, enum field_id id, struct str *out)
{
	const struct tester *t = &app->tester;

	if (tester_field(t) != id)
		return false;
	for (int i = 0; i < FIELD_COUNT; i++)
		if (fields[i].flags & FIELD_DECIDES &&
			!settings_same(&t->settings, &app->session.draft, (enum field_id)i))
			return false;
	str_format(out, "%s. ", t->verdict.title);
	verdict_field_say_remedy(t, out);
	return true;
}

void verdict_field_focus(struct app *app)
{
	enum field_id id = tester_field(&app->tester);

	if (id == FIELD_COUNT || (form_is_guided(app) && !form_page_asks(form_page(app), id)))
		return;
	form_focus(app, id);
	form_select(app);
}
