#include "screens/save_quit.h"

#include "base/mem.h"
#include "screens/action.h"
#include "screens/form.h"
#include "screens/question.h"
#include "screens/saved_page.h"
#include "tui/dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A save on its way: what has been asked, and what follows. */
struct save {
	struct app *app;
	struct sequel then;
	enum question_id asked;
};

static void save_quit_ask(const struct save *s, enum question_id id);

/* What is true of what was saved, and the key that tests it. */
static void save_quit_tell(struct app *app)
{
	static const char *const tests[STATE_COUNT] = {
		[STATE_FAILED] = "tests again",
		[STATE_CHANGED] = "tests again",
		[STATE_NOT_TESTED] = "tests it",
		[STATE_INCOMPLETE] = "tests it",
	};
	const struct session *s = &app->session;
	enum session_state state = session_state(s, &s->saved);
	const char *name = strrchr(s->store.path, '/');
	char where[value_max], key[action_key_max];
	struct str sentence;

	(void)snprintf(where, sizeof(where), " in %s", name ? name + 1 : s->store.path);
	str_init(&sentence, form_notice_max);
	session_say_saved(s, where, &sentence);
	action_key_name(&actions[ACTION_TEST], key);
	if (tests[state])
		str_format(&sentence, " %s %s.", key, tests[state]);
	str_format(&sentence, "%s%s", s->note.len ? " " : "", s->note.len ? s->note.data : "");
	form_say(app, state == STATE_FAILED ? ROLE_WARN : ROLE_GOOD, sentence.data);
	str_fini(&sentence);
}

static void finish_save(const struct save *s)
{
	struct app *app = s->app;

	form_reload(app);
	if (s->then.run) {
		s->then.run(app, s->then.n);
		return;
	}
	if (form_page(app)->saved)
		form_page(app)->saved(app);
	else if (saved_page_is_due(app))
		saved_page_show(app, NULL);
	else
		save_quit_tell(app);
}

static void tell_error(struct app *app, const struct err *e)
{
	dialog_open(&app->stack, &(struct dialog_spec) {
					 .title = "Not saved",
					 .text = e->message,
					 .buttons = {"Go back"},
				 });
}

static void save_now(const struct save *s)
{
	struct session *session = &s->app->session;
	struct err e;

	if (session_save(session, &e) == 0)
		finish_save(s);
	else if (e.code == EX_TEMPFAIL && session_is_outdated(session))
		save_quit_ask(s, QUESTION_OUTDATED);
	else
		tell_error(s->app, &e);
}

static void save_quit_answered(void *ctx, enum question_next next)
{
	const struct save *s = ctx;
	const struct question *q = &questions[s->asked];
	const struct question_about about = question_of(s->app);

	if (next == QUESTION_ON && s->asked + 1 < QUESTION_SAVE_CHECKS_END)
		save_quit_ask(s, s->asked + 1);
	else if (next == QUESTION_ON || next == QUESTION_SAVE)
		save_now(s);
	else if (next == QUESTION_STAY && q->field)
		form_focus(s->app, q->field(&about));
}

/* The box keeps the save as it is now. */
static void save_quit_ask(const struct save *s, enum question_id id)
{
	const struct save asked = {s->app, s->then, id};
	const struct question_about about = question_of(s->app);

	question_open(s->app, id, &about,
		&(struct question_sequel) {
			save_quit_answered, mem_copy(&asked, sizeof(asked)), free});
}

void save_quit_save_then(struct app *app, struct sequel then)
{
	if (form_is_sound(app, "Not saved", 0))
		save_quit_ask(&(struct save) {.app = app, .then = then}, QUESTION_SAVE_CHECKS);
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

static void answer_unsaved(void *ctx, enum question_next next)
{
	const struct unsaved *u = ctx;

	if (next == QUESTION_SAVE)
		save_quit_save_then(u->app, u->then);
	else if (next == QUESTION_ON)
		u->then.run(u->app, u->then.n);
}

void save_quit_ask_unsaved(struct app *app, struct sequel then)
{
	const struct unsaved unsaved = {app, then};
	struct question_about about;

	form_commit(app);
	if (!form_is_changed(app)) {
		then.run(app, then.n);
		return;
	}
	about = question_of(app);
	question_open(app, QUESTION_UNSAVED, &about,
		&(struct question_sequel) {
			answer_unsaved, mem_copy(&unsaved, sizeof(unsaved)), free});
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
