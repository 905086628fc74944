#include "screens/wizard_end.h"

#include "screens/form.h"
#include "screens/question.h"
#include "screens/recover.h"
#include "screens/saved_page.h"
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

void wizard_finish(struct app *app)
{
	saved_page_show(app, wizard_trail_saved);
}
