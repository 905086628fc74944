#include "screens/question.h"

#include "base/mem.h"
#include "screens/form.h"
#include "tui/dialog.h"

#include <stdlib.h>

_Static_assert((int)question_choices_max == (int)dialog_buttons_max, "a button for each choice");

struct question_box {
	struct app *app;
	const struct question *question;
	struct question_about about;
	struct question_sequel sequel;
};

struct question_about question_of(struct app *app)
{
	return (struct question_about) {.session = &app->session, .draft = &app->draft};
}

/* Another draft may lead elsewhere than where its password was given for. */
static void question_show(struct app *app, const char *sentence)
{
	const struct session *s = &app->session;
	struct str said;

	form_forget_all(app);
	str_init(&said, form_notice_max);
	str_text(&said, sentence);
	if (s->given.elsewhere)
		str_char(&said, ' ');
	password_say_elsewhere(&s->given, &s->draft, &said);
	form_say(app, s->given.elsewhere ? ROLE_WARN : ROLE_GOOD, said.data);
	str_fini(&said);
}

/* What goes on says itself what becomes of it. */
static void question_tell(struct app *app, const struct question_choice *choice,
	enum question_next next, const struct err *e)
{
	if (next == QUESTION_FAILED)
		form_say(app, ROLE_BAD, e->message);
	else if (next == QUESTION_SHOW)
		question_show(app, choice->said);
	else if (next == QUESTION_STAY && choice->said)
		form_say(app, ROLE_TEXT, choice->said);
}

static void question_box_go_on(const struct question_box *box, enum question_next next)
{
	if (box->sequel.run)
		box->sequel.run(box->sequel.ctx, next);
}

static void question_box_answer(void *ctx, int button)
{
	const struct question_box *box = ctx;
	struct err e;
	enum question_next next = question_answer(box->question, &box->about, (size_t)button, &e);

	question_tell(box->app, &box->question->choices[button], next, &e);
	question_box_go_on(box, next);
}

static void question_box_free(void *ctx)
{
	struct question_box *box = ctx;

	if (box->sequel.free)
		box->sequel.free(box->sequel.ctx);
	free(box);
}

static void question_box_show(struct question_box *box, const char *text)
{
	const struct question *q = box->question;
	struct dialog_spec spec = {
		.title = question_title(q, &box->about),
		.text = text,
		.focus = (int)q->proposed,
		.answer = question_box_answer,
		.ctx = box,
		.free = question_box_free,
	};

	for (size_t i = 0; i < question_choices(q); i++)
		spec.buttons[i] = q->choices[i].label;
	dialog_open(&box->app->stack, &spec);
}

void question_open(struct app *app, enum question_id id, const struct question_about *about,
	const struct question_sequel *sequel)
{
	const struct question_box whole = {app, &questions[id], *about, *sequel};
	struct question_box *box = mem_copy(&whole, sizeof(whole));
	struct str text;

	str_init(&text, question_text_max);
	if (box->question->say(about, &text)) {
		question_box_show(box, text.data);
	} else {
		question_box_go_on(box, QUESTION_ON);
		question_box_free(box);
	}
	str_fini(&text);
}
