#include "screens/apply_fix.h"

#include "engine/report.h"
#include "model/fix.h"
#include "screens/action.h"
#include "screens/form.h"
#include "screens/result_draw.h"

bool apply_fix_is_known(const struct app *app)
{
	const struct tester *t = &app->tester;

	return t->judged && fix_is_new(&t->verdict, &t->settings, &app->session.draft);
}

static void add_change(void *context, const struct report_line *line)
{
	struct str *out = context;

	str_format(out, "%s\t%s\n", line->label, line->text);
}

void apply_fix_for(struct app *app, const struct test_purpose *purpose)
{
	struct settings *draft = &app->session.draft, before;
	struct str changed;
	struct err e;

	str_init(&changed, result_changed_max);
	settings_init(&before);
	settings_copy(&before, draft);
	if (fix_apply(&app->tester.verdict, &app->tester.settings, draft, &e) < 0) {
		form_say(app, ROLE_BAD, e.message);
	} else {
		report_changes(&before, draft, &(struct report_out) {add_change, &changed});
		form_reload(app);
		test_view_run_fixed(app, purpose, changed.data);
	}
	settings_fini(&before);
	str_fini(&changed);
}

void apply_fix(struct app *app)
{
	apply_fix_for(app, result_plain_test());
}

static void fix_add_label(void *context, const struct report_line *line)
{
	struct str *out = context;

	str_format(out, "%s%s", out->len ? ", " : "", line->label);
}

/* The names of what the fix would change now. */
static void say_labels(const struct app *app, struct str *out)
{
	const struct tester *t = &app->tester;
	struct settings fixed;
	struct err e;

	settings_init(&fixed);
	settings_copy(&fixed, &app->session.draft);
	(void)fix_apply(&t->verdict, &t->settings, &fixed, &e);
	report_changes(&app->session.draft, &fixed, &(struct report_out) {fix_add_label, out});
	settings_fini(&fixed);
}

void apply_fix_remind(struct app *app)
{
	char key[12];
	struct str labels, text;

	str_init(&labels, form_notice_max);
	str_init(&text, form_notice_max);
	action_key_name(&actions[ACTION_FIX], key);
	if (apply_fix_is_known(app)) {
		say_labels(app, &labels);
		str_format(&text, "%s fixes it: changes %s, and tests again.", key, labels.data);
		form_say(app, ROLE_GOOD, text.data);
	} else if (report_ending(&app->tester, &text)) {
		form_say(app, ROLE_WARN, text.data);
	}
	str_fini(&text);
	str_fini(&labels);
}
