#include "screens/programs_use.h"

#include "base/mem.h"
#include "base/utc.h"
#include "screens/form.h"
#include "screens/question.h"
#include "tui/ask.h"
#include "tui/dialog.h"

#include <stdlib.h>
#include <string.h>

enum { outcome_max = 4000 };

/* Files that were named stay in the list, written or not. */
void programs_look(struct app *app)
{
	const struct settings *s = session_for_programs(&app->session);
	struct program_list before = app->programs;

	program_list_look(&app->programs, "", s);
	for (size_t i = 0; i < before.n; i++)
		if (before.items[i].file)
			program_list_name(&app->programs, before.items[i].program.codec,
				before.items[i].file, s);
	program_list_fini(&before);
}

/* A use on its way: what has been asked. */
struct programs_use {
	struct app *app;
	enum question_id asked;
};

static void programs_use_ask(struct app *app, enum question_id id);

/* Who was asked has seen what is less safe, and that what runs is to read its files again. */
static void programs_use_begin(struct app *app)
{
	const struct program_wish wish = {.weak_too = true, .reload = true};

	program_task_apply(&app->task, &app->programs, session_for_programs(&app->session), wish);
	form_say(app, ROLE_TEXT, "Writing ...");
	if (!app->task.running)
		programs_on_news(app);
}

static void programs_use_answered(void *ctx, enum question_next next)
{
	const struct programs_use *use = ctx;

	if (next != QUESTION_ON)
		return;
	if (use->asked + 1 < QUESTION_APPLY_CHECKS_END)
		programs_use_ask(use->app, use->asked + 1);
	else
		programs_use_begin(use->app);
}

static void programs_use_ask(struct app *app, enum question_id id)
{
	const struct programs_use use = {app, id};
	struct question_about about = question_of(app);

	about.programs = &app->programs;
	question_open(app, id, &about,
		&(struct question_sequel) {
			programs_use_answered, mem_copy(&use, sizeof(use)), free});
}

void programs_use(struct app *app)
{
	if (!app->task.running && program_list_chosen(&app->programs))
		programs_use_ask(app, QUESTION_APPLY_CHECKS);
}

/* Undoing */

/* What is about one program. */
struct programs_about {
	struct app *app;
	size_t n;
};

static void programs_undo_answer(void *ctx, int button)
{
	const struct programs_about *undo = ctx;
	struct app *app = undo->app;

	if (button != 0 || app->task.running)
		return;
	program_task_undo(&app->task, &app->programs, undo->n);
	form_say(app, ROLE_TEXT, "Putting back ...");
	if (!app->task.running)
		programs_on_news(app);
}

void programs_undo(struct app *app, size_t n)
{
	const struct programs_about undo = {app, n};
	const struct program_item *item = &app->programs.items[n];
	char at[utc_local_size];
	struct str text;

	utc_local(item->applied, " ", at);
	str_init(&text, outcome_max);
	str_format(&text,
		"Restores the files of %s as they were before the change of %s. A file that was "
		"changed since is left alone.",
		item->program.codec->name, at);
	dialog_open(&app->stack, &(struct dialog_spec) {
					 .title = "Undo",
					 .text = text.data,
					 .buttons = {"Put back", "Go back"},
					 .answer = programs_undo_answer,
					 .ctx = mem_copy(&undo, sizeof(undo)),
					 .free = free,
				 });
	str_fini(&text);
}

/* Sending */

static void programs_send_to(void *ctx, const char *address)
{
	const struct programs_about *send = ctx;
	struct app *app = send->app;

	if (app->task.running || send->n >= app->programs.n)
		return;
	program_task_send(
		&app->task, &app->programs, send->n, session_for_programs(&app->session), address);
	form_say(app, ROLE_TEXT, "Sending ...");
	if (!app->task.running)
		programs_on_news(app);
}

void programs_send(struct app *app, size_t n)
{
	const struct programs_about send = {app, n};

	ask_open(&app->stack,
		&(struct ask_spec) {
			.title = question_addresses[QUESTION_SEND].title,
			.text = "The program itself sends it, with the settings in its own files. "
				"To which "
				"address?",
			.initial = settings_get(session_for_programs(&app->session), FIELD_FROM),
			.check = after_login_address,
			.answer = programs_send_to,
			.ctx = mem_copy(&send, sizeof(send)),
			.free = free,
		});
}

/* What became of it */

static void programs_say_good(const struct program_task *t, struct str *out)
{
	if (t->work == PROGRAM_SENDS) {
		program_task_say(t, out);
		return;
	}
	str_text(out, t->work == PROGRAM_UNDOES ? "Put back: " : "These settings are now used by ");
	for (size_t i = 0; i < t->n; i++)
		str_format(out, "%s%s", i ? ", " : "", t->answers[i].codec->name);
	str_char(out, '.');
}

static void programs_tell(struct app *app)
{
	bool sends = app->task.work == PROGRAM_SENDS;
	struct str text;

	str_init(&text, outcome_max);
	if (program_task_is_good(&app->task)) {
		programs_say_good(&app->task, &text);
		form_say(app, ROLE_GOOD, text.data);
	} else {
		program_task_say(&app->task, &text);
		form_say(app, ROLE_WARN,
			sends ? "The test message was not sent." : "Not everything was written.");
		dialog_open(&app->stack,
			&(struct dialog_spec) {
				.title = sends ? "The test message was not sent"
					       : "Not everything was written",
				.text = text.data + (sends ? strcspn(text.data, ":") + 2 : 0),
				.buttons = {"Close"},
			});
	}
	str_fini(&text);
}

void programs_on_news(struct app *app)
{
	app->stack.dirty = true;
	if (app->task.running)
		return;
	programs_look(app);
	if (form_page(app)->news)
		form_page(app)->news(app);
	programs_tell(app);
}
