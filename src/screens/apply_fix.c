#include "screens/apply_fix.h"

#include "engine/report.h"
#include "model/fix.h"
#include "screens/form.h"
#include "screens/report_lines.h"
#include "screens/result.h"
#include "screens/result_draw.h"
#include "screens/result_start.h"

#include <stdio.h>

static void add_change(void *context, const struct report_line *line)
{
	struct str *out = context;

	str_format(out, "%s\t", line->label);
	report_lines_say(line, out);
	str_char(out, '\n');
}

/* The screen tells what was changed, from what to what. */
static void apply_fix_test(struct app *app, struct settings *before, struct result_order order)
{
	struct settings *draft = &app->session.draft;
	struct str changed;

	str_init(&changed, result_changed_max);
	(void)password_follow_fix(&app->session.given, draft, NULL);
	report_changes(before, draft, &(struct report_out) {add_change, &changed});
	form_reload(app);
	(void)snprintf(order.changed, sizeof(order.changed), "%s", changed.data);
	result_start(app, &order);
	str_fini(&changed);
}

static void apply_fix_for(struct app *app, struct result_order order)
{
	struct settings *draft = &app->session.draft, before;
	struct err e;

	settings_init(&before);
	settings_copy(&before, draft);
	if (fix_apply(&app->tester.verdict, &app->tester.settings, draft, &e) < 0)
		form_say(app, ROLE_BAD, e.message);
	else
		apply_fix_test(app, &before, order);
	settings_fini(&before);
}

void apply_fix(struct app *app)
{
	apply_fix_for(app, (struct result_order) {.purpose = &result_start_only_test});
}

void apply_fix_again(struct app *app)
{
	const struct result_order order = *result_order(app);

	stack_pop(&app->stack);
	apply_fix_for(app, order);
}

void apply_change_again(struct app *app, const struct change *change)
{
	const struct result_order order = *result_order(app);
	struct settings *draft = &app->session.draft, before;
	struct err e;

	stack_pop(&app->stack);
	settings_init(&before);
	settings_copy(&before, draft);
	if (settings_apply(draft, change, 1, &e) < 0)
		form_say(app, ROLE_BAD, e.message);
	else
		apply_fix_test(app, &before, order);
	settings_fini(&before);
}
