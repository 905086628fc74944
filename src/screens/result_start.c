#include "screens/result_start.h"

#include "base/mem.h"
#include "model/request.h"
#include "screens/form.h"
#include "screens/question.h"
#include "screens/result.h"
#include "tui/ask.h"

#include <stdio.h>
#include <stdlib.h>

/* A test that is to begin. */
struct beginning {
	struct app *app;
	struct result_order order;
};

/* A message counts in the hour; false: there is no room for one. */
static bool result_enter_hour(struct app *app, const struct result_order *order)
{
	struct str text;
	struct err e;

	hour_leave(&app->hour, true);
	if (order->start != tester_send || hour_enter_session(&app->hour, &app->session, &e) == 0)
		return true;
	hour_leave(&app->hour, false);
	str_init(&text, form_notice_max);
	str_format(&text, "Not sent. %s.", e.message);
	form_say(app, ROLE_BAD, text.data);
	str_fini(&text);
	return false;
}

static void result_start_test(struct app *app, const struct result_order *order)
{
	if (!result_enter_hour(app, order))
		return;
	if (order->start)
		order->start(&app->tester, &app->session.draft, order->address);
	else
		tester_start(&app->tester, &app->session.draft);
	result_open(app, order);
}

static void result_start_answered(void *ctx, enum question_next next)
{
	const struct beginning *b = ctx;

	if (next == QUESTION_ON)
		result_start_test(b->app, &b->order);
	else if (b->order.purpose->closed)
		b->order.purpose->closed(b->app);
}

/* A login without one can only be refused, and counts as one that was. */
static void result_ask_password(struct app *app)
{
	struct str text;

	str_init(&text, form_notice_max);
	str_text(&text, "Not tested. ");
	password_say_elsewhere(&app->session.given, &app->session.draft, &text);
	form_focus(app, FIELD_PASSWORD);
	form_say(app, ROLE_WARN, text.data);
	str_fini(&text);
}

void result_start(struct app *app, const struct result_order *order)
{
	const struct question_about about = question_of(app);
	const struct beginning b = {app, *order};

	if (!form_is_sound(app, "Not tested", FIELD_DECIDES))
		return;
	if (settings_is_empty(&app->session.draft, FIELD_HOST)) {
		form_focus(app, FIELD_HOST);
		form_say(app, ROLE_BAD, "Which server? Type its name, or choose a provider.");
	} else if (password_is_needed(&app->session.given, &app->session.draft)) {
		result_ask_password(app);
	} else {
		question_open(app, QUESTION_IN_CLEAR, &about,
			&(struct question_sequel) {
				result_start_answered, mem_copy(&b, sizeof(b)), free});
	}
}

/* What a test can be for, beside the wizard's */

const struct result_purpose result_start_only_test = {
	.buttons = {{"Close", NULL, result_close}},
	.leads_on = true,
};

void result_start_plain(struct app *app)
{
	result_start(app, &(struct result_order) {.purpose = &result_start_only_test});
}

/* To whom mail is to go, of which question. */
struct addressing {
	struct app *app;
	const struct question_address *question;
};

static void result_start_go_to(void *ctx, const char *address)
{
	static const struct result_purpose purpose = {
		.buttons = {{"Close", NULL, result_close}},
	};
	const struct addressing *a = ctx;
	struct result_order order = {.purpose = &purpose, .start = a->question->start};

	(void)snprintf(order.address, sizeof(order.address), "%s", address);
	result_start(a->app, &order);
}

static void result_start_ask_address(struct app *app, const struct question_address *q)
{
	const struct addressing a = {app, q};
	const char *proposed;

	if (!form_is_sound(app, q->not_done, 0))
		return;
	proposed = question_address_proposed(&app->session);
	if (!proposed) {
		form_focus(app, FIELD_FROM);
		form_say(app, ROLE_BAD, question_address_no_sender);
		return;
	}
	ask_open(&app->stack, &(struct ask_spec) {
				      .title = q->title,
				      .text = q->text,
				      .initial = proposed,
				      .check = after_login_address,
				      .answer = result_start_go_to,
				      .ctx = mem_copy(&a, sizeof(a)),
				      .free = free,
			      });
}

void result_start_send(struct app *app)
{
	result_start_ask_address(app, &question_addresses[QUESTION_SEND]);
}

void result_start_rehearse(struct app *app)
{
	result_start_ask_address(app, &question_addresses[QUESTION_REHEARSE]);
}
