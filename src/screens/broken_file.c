#include "screens/broken_file.h"

#include "engine/versions.h"
#include "screens/action.h"
#include "screens/form.h"
#include "screens/question.h"
#include "screens/recover.h"

#include <stdio.h>

/* The way back, where there is one; that the old file stays was said with the question. */
static void broken_file_tell(struct app *app)
{
	struct version kept[history_max];
	char sentence[form_notice_max], key[12];

	action_key_name(&actions[ACTION_VERSIONS], key);
	(void)snprintf(sentence, sizeof(sentence), "%s lists earlier versions of the file.", key);
	form_say(app, ROLE_WARN,
		versions_list(&app->session, kept)
			? sentence
			: "Saving starts a new file; the old one is kept beside it.");
}

static void broken_file_answer(void *ctx, enum question_next next)
{
	struct app *app = ctx;

	if (next == QUESTION_STAY) {
		app_quit(app, app->code);
		return;
	}
	app->code = 0;
	str_clear(&app->last_words);
	broken_file_tell(app);
	recover_offer(app);
}

void broken_file_ask(struct app *app, const struct err *e)
{
	struct question_about about = question_of(app);

	about.trouble = e->message;
	app->code = EX_CONFIG; /* also where the question is never seen */
	str_clear(&app->last_words);
	str_text(&app->last_words, e->message);
	question_open(app, QUESTION_BROKEN, &about,
		&(struct question_sequel) {.run = broken_file_answer, .ctx = app});
}
