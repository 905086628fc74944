#include "screens/wizard_end.h"

#include "engine/state_words.h"
#include "screens/form.h"
#include "screens/question.h"
#include "screens/recover.h"
#include "screens/result_start.h"
#include "screens/wizard_trail.h"

static void wizard_end_answer(void *ctx, enum question_next next)
{
	if (next != QUESTION_ON)
		return;
	recover_say_how(ctx);
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

static void wizard_end_form(struct app *app)
{
	form_show(app, form_page_of_all());
}

/* Back to the form it was opened from, or out of the program. */
static void wizard_end_finish(struct app *app)
{
	const struct session *s = &app->session;

	if (!app->wizard_only) {
		wizard_end_form(app);
		return;
	}

	str_clear(&app->last_words);
	str_format(&app->last_words, "Saved in %s, %s", s->store.path,
		state_words[session_state(s, &s->saved)].ending);
	app_quit(app, 0);
}

/* What was saved, and what can be done with it. */
static void wizard_end_say(const struct app *app, struct str *out)
{
	const struct session *s = &app->session;
	bool works = session_state(s, &s->saved) == STATE_ESTABLISHED;

	str_format(out, "#%s ", paint_glyph(works ? GLYPH_YES : GLYPH_NO));
	session_say_saved(s, "", out);
	str_format(out, "\n%s\n", s->store.path);
	if (s->note.len)
		str_format(out, "%s\n", s->note.data);
	str_char(out, '\n');
	steps_say_next(&app->steps, out);
}

void wizard_finish(struct app *app)
{
	static const enum field_id none[] = {FIELD_COUNT};
	static const struct form_page page = {
		.title = "Saved",
		.trail = wizard_trail,
		.asks = none,
		.guided = true,
		.buttons =
			{
				{"Finish", "Leaves the wizard.", wizard_end_finish},
				{"Send a message", "Sends one message, to try it in earnest.",
					result_start_send},
				{"Full form", "Shows all settings at once.", wizard_end_form},
			},
		.say = wizard_end_say,
		.escape = wizard_end_finish,
		.saved = wizard_end_finish,
		.quit = wizard_end_finish,
	};

	form_show(app, &page);
}
