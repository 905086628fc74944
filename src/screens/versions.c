#include "screens/versions.h"

#include "engine/report.h"
#include "screens/form.h"
#include "tui/list.h"

#include <stdio.h>

enum { versions_width = 70, time_size = 20 };

bool versions_are_kept(const struct app *app)
{
	return app->session.store.state.exists;
}

static void versions_say_time(time_t at, char out[time_size])
{
	struct tm local;

	(void)strftime(out, time_size, "%Y-%m-%d %H:%M", localtime_r(&at, &local));
}

static void versions_add_label(void *context, const struct report_line *line)
{
	struct str *out = context;

	str_format(out, "%s%s", out->len ? ", " : "", line->label);
}

/* What putting it back would change. */
static void versions_say_changes(const struct app *app, size_t n,
	void (*say)(void *context, const struct report_line *line), struct str *out)
{
	struct settings then;
	struct err e;

	settings_init_over(&then, app->session.saved.base);
	if (versions_load(&app->session, n + 1, &then, &e) < 0)
		str_text(out, e.message);
	else
		report_changes(&app->session.draft, &then, &(struct report_out) {say, out});
	if (!out->len)
		str_text(out, "The same as in the form.");
	settings_fini(&then);
}

static void draw_version(const struct app *app, struct rect line, size_t n, bool marked)
{
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	char at[time_size];
	struct str names;

	versions_say_time(app->asked.versions[n].saved, at);
	str_init(&names, 500);
	versions_say_changes(app, n, versions_add_label, &names);
	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + 1, time_size, at, role);
	paint_text(line.y, line.x + time_size, line.width - time_size, names.data,
		marked ? role : ROLE_DIM);
	str_fini(&names);
}

static void version_details(const struct app *app, size_t n, struct str *out)
{
	versions_say_changes(app, n, report_as_text, out);
}

static void take_version(struct app *app, size_t n)
{
	char at[time_size], sentence[form_notice_max];
	struct settings then;
	struct err e;

	settings_init_over(&then, app->session.saved.base);
	if (versions_load(&app->session, n + 1, &then, &e) < 0) {
		form_say(app, ROLE_BAD, e.message);
	} else {
		settings_copy(&app->session.draft, &then);
		form_forget_all(app);
		versions_say_time(app->asked.versions[n].saved, at);
		(void)snprintf(sentence, sizeof(sentence), "As it was at %s%s.", at,
			session_is_changed(&app->session) ? ". Not saved yet"
							  : ", and as the file is now");
		form_say(app, ROLE_GOOD, sentence);
	}
	settings_fini(&then);
}

void versions_open(struct app *app)
{
	static const struct list_model model = {
		.title = "Earlier versions",
		.draw_row = draw_version,
		.details = version_details,
		.choose = take_version,
	};
	size_t count = versions_list(&app->session, app->asked.versions);

	form_commit(app);
	if (count)
		list_open(app, &model, count, 0, versions_width);
	else
		form_say(app, ROLE_TEXT, "There is no earlier version of this file yet.");
}
