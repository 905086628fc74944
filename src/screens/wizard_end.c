#include "screens/wizard_end.h"

#include "engine/state_words.h"
#include "screens/form.h"
#include "screens/question.h"

static void wizard_end_answer(void *ctx, enum question_next next)
{
	if (next == QUESTION_ON)
		app_quit(ctx, 0);
}

void wizard_leave(struct app *app)
{
	const struct question_about about = question_of(app);

	form_commit(app);
	if (form_is_changed(app))
		question_open(app, QUESTION_LEAVE, &about,
			&(struct question_sequel) {.run = wizard_end_answer, .ctx = app});
	else
		app_quit(app, 0);
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
