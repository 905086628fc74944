#include "screens/broken_file.h"

#include "engine/versions.h"
#include "screens/action.h"
#include "screens/form.h"
#include "screens/recover.h"
#include "tui/dialog.h"

#include <stdio.h>

/* The way back, where there is one; that the old file stays was said with the question. */
static void broken_file_tell(struct app *app)
{
	struct version kept[history_max];
	char sentence[form_notice_max], key[12];

	action_key_name(&actions[ACTION_VERSIONS], key);
	(void)snprintf(sentence, sizeof(sentence), "%s has the earlier versions of the file.", key);
	form_say(app, ROLE_WARN,
		versions_list(&app->session, kept)
			? sentence
			: "A save will begin a new file; the old one is kept beside it.");
}

static void broken_file_answer(void *ctx, int button)
{
	struct app *app = ctx;

	if (button == 1) {
		app_quit(app, app->code);
		return;
	}
	app->code = 0;
	str_clear(&app->last_words);
	store_start_anew(&app->session.store);
	broken_file_tell(app);
	recover_offer(app);
}

void broken_file_ask(struct app *app, const struct err *e)
{
	struct str text;

	str_init(&text, sizeof(e->message) + 200);
	str_format(&text,
		"%s\n\nThe settings in it cannot be used. It is left as it is unless you begin "
		"anew and save; even then it is kept beside.",
		e->message);
	app->code = EX_CONFIG; /* also where the question is never seen */
	str_clear(&app->last_words);
	str_text(&app->last_words, e->message);
	dialog_open(&app->stack, &(struct dialog_spec) {
					 .title = "The configuration file",
					 .text = text.data,
					 .buttons = {"Begin anew", "Quit"},
					 .focus = 1,
					 .answer = broken_file_answer,
					 .ctx = app,
				 });
	str_fini(&text);
}
