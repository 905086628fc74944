#include "screens/save_quit.h"

#include "base/mem.h"
#include "engine/report.h"
#include "engine/save_checks.h"
#include "screens/form.h"
#include "tui/dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A save on its way: what has been asked, and what follows. */
struct save {
	struct app *app;
	struct sequel then;
	size_t check; /* of save_checks, that was asked last */
};

static void save_now(const struct save *s);

/* The box keeps the save as it is now. */
static void save_quit_ask(const struct save *s, const struct dialog_spec *spec)
{
	struct dialog_spec whole = *spec;

	whole.ctx = mem_copy(s, sizeof(*s));
	whole.free = free;
	dialog_open(&s->app->stack, &whole);
}

static void finish_save(const struct save *s)
{
	struct app *app = s->app;
	char sentence[form_notice_max];
	const char *note = app->session.note.data;

	form_reload(app);
	if (s->then.run) {
		s->then.run(app, s->then.n);
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
	dialog_open(&app->stack, &(struct dialog_spec) {
					 .title = "Not saved",
					 .text = e->message,
					 .buttons = {"Go back"},
				 });
}

static void save_mine(const struct save *s)
{
	struct session *session = &s->app->session;
	struct err e;

	if (session_merge(session, &e) < 0 && session->store.broken)
		store_start_anew(&session->store);
	save_now(s);
}

static void take_theirs(const struct save *s)
{
	struct app *app = s->app;
	struct err e;

	if (session_reload(&app->session, &e) < 0) {
		tell_error(app, &e);
		return;
	}
	form_forget_all(app);
	form_say(app, ROLE_GOOD, "This is what the file says now.");
}

static void answer_overwrite(void *ctx, int button)
{
	static void (*const ways[])(const struct save *s) = {save_mine, take_theirs};

	if (button < 2)
		ways[button](ctx);
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

static void ask_overwrite(const struct save *s)
{
	const struct app *app = s->app;
	struct str text;

	str_init(&text, 4000);
	str_format(&text,
		"Another program has changed %s since it was read here. What you "
		"changed can be put into it; the rest stays as the other program made it.\n",
		app->session.district ? "the file or Options" : "the file");
	say_both(app, &text);
	save_quit_ask(s, &(struct dialog_spec) {
				 .title = "The file was changed meanwhile",
				 .text = text.data,
				 .buttons = {"Save mine", "Reload", "Go back"},
				 .answer = answer_overwrite,
			 });
	str_fini(&text);
}

static void save_now(const struct save *s)
{
	struct app *app = s->app;
	struct err e;

	if (session_save(&app->session, &e) == 0)
		finish_save(s);
	else if (e.code == EX_TEMPFAIL && session_is_outdated(&app->session))
		ask_overwrite(s);
	else
		tell_error(app, &e);
}

enum { doubt_max = 1000 };

static void ask_from(const struct save *s, size_t first);

static void answer_doubt(void *ctx, int button)
{
	const struct save *s = ctx;
	const struct save_check *doubt = &save_checks[s->check];

	if (button == 0)
		ask_from(s, s->check + 1);
	else if (doubt->about)
		form_focus(s->app, doubt->about(&s->app->session));
}

static void ask_from(const struct save *s, size_t first)
{
	struct save next = *s;
	struct str text;

	str_init(&text, doubt_max);
	while (first < save_check_count && !save_checks[first].say(&s->app->session, &text))
		first++;
	next.check = first;
	if (first < save_check_count)
		save_quit_ask(&next, &(struct dialog_spec) {
					     .title = save_checks[first].title,
					     .text = text.data,
					     .buttons = {"Save anyway", "Go back"},
					     .focus = save_checks[first].grave,
					     .answer = answer_doubt,
				     });
	else
		save_now(&next);
	str_fini(&text);
}

void save_quit_save_then(struct app *app, struct sequel then)
{
	if (form_is_sound(app, "Not saved", 0))
		ask_from(&(struct save) {app, then, 0}, 0);
}

void save_quit_save(struct app *app)
{
	save_quit_save_then(app, (struct sequel) {NULL, 0});
}

/* Leaving what is not saved: of a program, or of a level. */
struct unsaved {
	struct app *app;
	struct sequel then;
};

static void answer_unsaved(void *ctx, int button)
{
	const struct unsaved *u = ctx;

	if (button == 0) {
		save_quit_save_then(u->app, u->then);
	} else if (button == 1) {
		session_discard(&u->app->session);
		u->then.run(u->app, u->then.n);
	}
}

void save_quit_ask_unsaved(struct app *app, struct sequel then)
{
	form_commit(app);
	if (!form_is_changed(app)) {
		then.run(app, then.n);
		return;
	}
	dialog_open(&app->stack,
		&(struct dialog_spec) {
			.title = "Not saved yet",
			.text = "There are changes that are not in the file.",
			.buttons = {"Save", "Discard", "Stay"},
			.answer = answer_unsaved,
			.ctx = mem_copy(&(struct unsaved) {app, then}, sizeof(struct unsaved)),
			.free = free,
		});
}

static void save_quit_end(struct app *app, size_t n)
{
	(void)n;
	app_quit(app, app->code);
}

void save_quit(struct app *app)
{
	if (!app_has_room() && form_is_changed(app))
		app->held = true; /* the question would not be seen */
	else if (form_page(app)->quit)
		form_page(app)->quit(app);
	else
		save_quit_ask_unsaved(app, (struct sequel) {save_quit_end, 0});
}
