#include "screens/versions.h"

#include "base/mem.h"
#include "base/utc.h"
#include "engine/report.h"
#include "engine/versions.h"
#include "screens/form.h"
#include "screens/report_lines.h"
#include "tui/list.h"

#include <stdio.h>
#include <stdlib.h>

enum { versions_width = 70, mark_size = 3, time_size = 19 };

/* What the list shows. */
struct kept {
	struct app *app;
	struct version versions[history_max];
	bool passed[history_max]; /* their tests */
};

bool versions_are_kept(const struct app *app)
{
	return app->session.store.state.exists;
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

static void draw_version(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct kept *kept = ctx;
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	char at[utc_local_size];
	struct str names;

	utc_local(kept->versions[n].saved, " ", at);
	str_init(&names, 500);
	versions_say_changes(kept->app, n, versions_add_label, &names);
	paint_cell(line.y, line.x, line.width, "", role);
	if (kept->passed[n])
		paint_run(line.y, line.x + 1, 1, GLYPH_YES, marked ? role : ROLE_GOOD);
	paint_text(line.y, line.x + mark_size, time_size, at, role);
	paint_text(line.y, line.x + mark_size + time_size, line.width - mark_size - time_size,
		names.data, marked ? role : ROLE_DIM);
	str_fini(&names);
}

static void version_details(const void *ctx, size_t n, struct str *out)
{
	const struct kept *kept = ctx;

	if (kept->passed[n])
		str_text(out, "These settings passed their test.\n");
	versions_say_changes(kept->app, n, report_lines_as_text, out);
}

static void take_version(void *ctx, size_t n)
{
	const struct kept *kept = ctx;
	struct app *app = kept->app;
	char at[utc_local_size], sentence[form_notice_max];
	struct settings then;
	struct err e;

	settings_init_over(&then, app->session.saved.base);
	if (versions_load(&app->session, n + 1, &then, &e) < 0) {
		form_say(app, ROLE_BAD, e.message);
	} else {
		settings_copy(&app->session.draft, &then);
		password_note(&app->session.given, &then);
		form_forget_all(app);
		utc_local(kept->versions[n].saved, " ", at);
		(void)snprintf(sentence, sizeof(sentence), "Filled in from %s%s.", at,
			session_is_changed(&app->session) ? ". Not saved yet"
							  : ", the same as the file");
		form_say(app, ROLE_GOOD, sentence);
	}
	settings_fini(&then);
}

/*
 * Marks those that passed their test. Returns which one is proposed: the last one that worked where
 * the present settings do not, else the newest.
 */
static size_t versions_mark_passed(struct kept *kept, size_t count)
{
	const struct session *s = &kept->app->session;
	size_t last = count;

	for (size_t i = count; i-- > 0;) {
		kept->passed[i] = versions_passed(s, i + 1);
		last = kept->passed[i] ? i : last;
	}
	return last < count && session_state(s, &s->draft) != STATE_ESTABLISHED ? last : 0;
}

void versions_open(struct app *app)
{
	static const struct list_ops ops = {
		.draw_row = draw_version,
		.details = version_details,
		.choose = take_version,
		.free = free,
	};
	struct kept *kept = mem_zero(1, sizeof(*kept));
	size_t count;

	form_commit(app);
	kept->app = app;
	count = versions_list(&app->session, kept->versions);
	if (!count) {
		form_say(app, ROLE_TEXT, "There is no earlier version of this file yet.");
		free(kept);
		return;
	}
	list_open(&app->stack,
		&(struct list_spec) {
			.title = "Earlier versions",
			.about = "The versions that earlier saves replaced, the newest "
				 "first; a mark shows those that passed their test. "
				 "The one you choose goes into the form. The file "
				 "changes only when you save.",
			.ops = &ops,
			.ctx = kept,
			.count = count,
			.at = versions_mark_passed(kept, count),
			.width = versions_width,
		});
}
