#include "screens/wizard_end.h"

#include "engine/state_words.h"
#include "screens/form.h"
#include "tui/dialog.h"

static void wizard_end_answer(void *ctx, int button)
{
	struct app *app = ctx;
	struct err e;

	if (button == 1)
		session_discard(&app->session);
	if (button == 0 && draft_keep(&app->draft, &app->session, &e) < 0)
		form_say(app, ROLE_BAD, e.message);
	else if (button < 2)
		app_quit(app, 0);
}

void wizard_leave(struct app *app)
{
	form_commit(app);
	if (!form_is_changed(app)) {
		app_quit(app, 0);
		return;
	}
	dialog_open(&app->stack,
		&(struct dialog_spec) {
			.title = "Leave now?",
			.text = "Nothing is saved yet. Your answers can be kept for next "
				"time, but for the password.",
			.buttons = {"Keep and leave", "Discard", "Stay"},
			.answer = wizard_end_answer,
			.ctx = app,
		});
}

void wizard_finish(struct app *app)
{
	const struct session *s = &app->session;

	if (!app->wizard_only) {
		form_show(app, form_page_of_all());
		return;
	}
	str_clear(&app->last_words);
	str_format(&app->last_words, "Saved in %s, %s", s->store.path,
		state_words[session_state(s, &s->saved)].ending);
	app_quit(app, 0);
}
