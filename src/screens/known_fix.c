#include "screens/known_fix.h"

#include "engine/report.h"
#include "model/fix.h"
#include "screens/action.h"
#include "screens/form.h"

bool known_fix_is_new(const struct app *app)
{
	const struct tester *t = &app->tester;

	return t->judged && fix_is_new(&t->verdict, &t->settings, &app->session.draft);
}

static void known_fix_add_label(void *context, const struct report_line *line)
{
	struct str *out = context;

	str_format(out, "%s%s", out->len ? ", " : "", line->label);
}

/* The names of what the fix would change now. */
static void known_fix_say_labels(const struct app *app, struct str *out)
{
	const struct tester *t = &app->tester;
	struct settings fixed;
	struct err e;

	settings_init(&fixed);
	settings_copy(&fixed, &app->session.draft);
	(void)fix_apply(&t->verdict, &t->settings, &fixed, &e);
	report_changes(
		&app->session.draft, &fixed, &(struct report_out) {known_fix_add_label, out});
	settings_fini(&fixed);
}

void known_fix_remind(struct app *app)
{
	char key[12];
	struct str labels, text;

	str_init(&labels, form_notice_max);
	str_init(&text, form_notice_max);
	action_key_name(&actions[ACTION_FIX], key);
	if (known_fix_is_new(app)) {
		known_fix_say_labels(app, &labels);
		str_format(&text, "%s fixes it: changes %s, and tests again.", key, labels.data);
		form_say(app, ROLE_GOOD, text.data);
	} else if (report_ending(&app->tester, &text)) {
		form_say(app, ROLE_WARN, text.data);
	}
	str_fini(&text);
	str_fini(&labels);
}
