#include "screens/save_quit.h"

#include "engine/save_checks.h"
#include "engine/report.h"
#include "tui/dialog.h"
#include "screens/form.h"

#include <stdio.h>
#include <string.h>

static void save_now(struct app *app);

static void finish_save(struct app *app)
{
	char sentence[form_notice_max];
	const char *note = app->session.note.data;

	form_reload(app);
	if (app->asked.saved) {
		app->asked.saved(app);
		return;
	}
	if (form_page(app)->saved)
		form_page(app)->saved(app);
	(void)snprintf(
		sentence, sizeof(sentence), "Saved in %s. %s", app->session.store.path, note);
	form_say(app, ROLE_GOOD, sentence);
}

static void tell_error(struct app *app, const struct err *e)
{
	dialog_open(app, &(struct dialog_spec) {
				 .title = "Not saved",
				 .text = e->message,
				 .buttons = {"Go back"},
			 });
}

static void save_mine(struct app *app)
{
	struct err e;

	if (session_merge(&app->session, &e) < 0 && app->session.store.broken)
		store_start_anew(&app->session.store);
	save_now(app);
}

static void take_theirs(struct app *app)
{
	struct err e;

	if (session_reload(&app->session, &e) < 0) {
		tell_error(app, &e);
		return;
	}
	form_forget_all(app);
	form_say(app, ROLE_GOOD, "This is what the file says now.");
}

static void answer_overwrite(struct app *app, int button)
{
	static void (*const ways[])(struct app * app) = {save_mine, take_theirs};

	if (button < 2)
		ways[button](app);
}

static void save_quit_say_changes(const char *who, const struct settings *before,
	const struct settings *after, struct str *out)
{
	str_format(out, "\n%s changed:\n", who);
	report_changes(before, after, &(struct report_out) {report_as_text, out});
}

/* Both began with what was loaded here. */
static void say_both(const struct app *app, struct str *out)
{
	const struct settings *before = &app->session.saved;
	struct settings theirs;
	struct err e;

	settings_init(&theirs);
	if (session_theirs(&app->session, &theirs, &e) == 0)
		save_quit_say_changes("The other program", before, &theirs, out);
	else
		str_format(out, "\nThe file cannot be used as it is now: %s\n", e.message);
	save_quit_say_changes("You", before, &app->session.draft, out);
	settings_fini(&theirs);
}

static void ask_overwrite(struct app *app)
{
	struct str text;

	str_init(&text, 4000);
	str_format(&text,
		"Another program has changed %s since it was read here. What you "
		"changed can be put into it; the rest stays as the other program made it.\n",
		app->session.district ? "the file or Options" : "the file");
	say_both(app, &text);
	dialog_open(app, &(struct dialog_spec) {
				 .title = "The file was changed meanwhile",
				 .text = text.data,
				 .buttons = {"Save mine", "Reload", "Go back"},
				 .answer = answer_overwrite,
			 });
	str_fini(&text);
}

static void save_now(struct app *app)
{
	struct err e;

	if (session_save(&app->session, &e) == 0)
		finish_save(app);
	else if (e.code == EX_TEMPFAIL && session_is_outdated(&app->session))
		ask_overwrite(app);
	else
		tell_error(app, &e);
}

enum { doubt_max = 1000 };

static void ask_from(struct app *app, size_t first);

static void answer_doubt(struct app *app, int button)
{
	const struct save_check *doubt = &save_checks[app->asked.save_check];

	if (button == 0)
		ask_from(app, app->asked.save_check + 1);
	else if (doubt->about)
		form_focus(app, doubt->about(&app->session));
}

static void save_quit_ask(struct app *app, const char *text)
{
	const struct save_check *doubt = &save_checks[app->asked.save_check];

	dialog_open(app, &(struct dialog_spec) {
				 .title = doubt->title,
				 .text = text,
				 .buttons = {"Save anyway", "Go back"},
				 .focus = doubt->grave,
				 .answer = answer_doubt,
			 });
}

static void ask_from(struct app *app, size_t first)
{
	struct str text;

	str_init(&text, doubt_max);
	while (first < save_check_count && !save_checks[first].say(&app->session, &text))
		first++;
	app->asked.save_check = first;
	if (first < save_check_count)
		save_quit_ask(app, text.data);
	else
		save_now(app);
	str_fini(&text);
}

static void save_quit_write(struct app *app)
{
	if (form_is_sound(app, "Not saved", 0))
		ask_from(app, 0);
}

void save_quit_save_then(struct app *app, void (*then)(struct app *app))
{
	app->asked.saved = then;
	save_quit_write(app);
}

void save_quit_save(struct app *app)
{
	save_quit_save_then(app, NULL);
}

void save_quit_ask_unsaved(struct app *app, void (*answer)(struct app *app, int button))
{
	dialog_open(app, &(struct dialog_spec) {
				 .title = "Not saved yet",
				 .text = "There are changes that are not in the file.",
				 .buttons = {"Save", "Discard", "Stay"},
				 .answer = answer,
			 });
}

static void save_quit_end(struct app *app)
{
	app_quit(app, 0);
}

static void answer_quit(struct app *app, int button)
{
	if (button == 0) {
		save_quit_save_then(app, save_quit_end);
	} else if (button == 1) {
		session_discard(&app->session);
		save_quit_end(app);
	}
}

void save_quit(struct app *app)
{
	if (form_page(app)->quit) {
		form_page(app)->quit(app);
		return;
	}
	form_commit(app);
	if (form_is_changed(app))
		save_quit_ask_unsaved(app, answer_quit);
	else
		save_quit_end(app);
}
