#include "screens/recover.h"

#include "screens/form.h"
#include "screens/question.h"

void recover_keep(struct app *app)
{
	struct str sentence;
	struct err e;

	if (draft_keep(&app->draft, &app->session, &e) == 0 || app->told ||
		app->stack.top != app->form)
		return;
	app->told = true;
	str_init(&sentence, form_notice_max);
	str_format(&sentence, "No draft is kept: %s", e.message);
	form_say(app, ROLE_WARN, sentence.data);
	str_fini(&sentence);
}

void recover_offer(struct app *app)
{
	const struct question_about about = question_of(app);

	question_open(app, QUESTION_RESTORE, &about, &(struct question_sequel) {0});
}

void recover_say_how(struct app *app)
{
	struct str how;

	str_init(&how, form_notice_max);
	str_clear(&app->last_words);
	if (draft_say_how(&app->draft, &app->session, form_is_guided(app) ? "wizard" : "", &how))
		str_format(&app->last_words,
			"Nothing was saved. Your edits are kept, except passwords.\n%s", how.data);
	str_fini(&how);
}
