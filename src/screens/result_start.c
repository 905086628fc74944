#include "screens/result_start.h"

#include "base/mem.h"
#include "model/password.h"
#include "screens/form.h"
#include "screens/result.h"
#include "tui/ask.h"
#include "tui/dialog.h"

#include <stdio.h>
#include <stdlib.h>

/* A test that is to begin. */
struct beginning {
	struct app *app;
	struct result_order order;
};

static void result_start_test(struct app *app, const struct result_order *order)
{
	if (order->purpose->start)
		order->purpose->start(&app->tester, &app->session.draft, order->address);
	else
		tester_start(&app->tester, &app->session.draft);
	result_open(app, order);
}

static void answer_in_clear(void *ctx, int button)
{
	const struct beginning *b = ctx;

	if (button == 0)
		result_start_test(b->app, &b->order);
	else if (b->order.purpose->closed)
		b->order.purpose->closed(b->app);
}

static void ask_in_clear(struct app *app, const struct result_order *order)
{
	const struct beginning b = {app, *order};

	dialog_open(&app->stack,
		&(struct dialog_spec) {
			.title = "The password would not be encrypted",
			.text = "With Standard SMTP everybody on the way to the server can "
				"read the password. That is fine on this machine or on a "
				"network of your own.",
			.buttons = {"Test without encryption", "Go back"},
			.answer = answer_in_clear,
			.ctx = mem_copy(&b, sizeof(b)),
			.free = free,
		});
}

/* A login without one can only be refused, and counts as one that was. */
static void ask_password(struct app *app)
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
	const struct settings *s = &app->session.draft;

	if (!form_is_sound(app, "Not tested", FIELD_DECIDES))
		return;
	if (settings_is_empty(s, FIELD_HOST)) {
		form_focus(app, FIELD_HOST);
		form_say(app, ROLE_BAD, "Which server? Type its name, or choose a provider.");
	} else if (password_is_needed(&app->session.given, s)) {
		ask_password(app);
	} else if (password_goes_in_clear(s)) {
		ask_in_clear(app, order);
	} else {
		result_start_test(app, order);
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

static void result_start_go_to(
	struct app *app, const char *address, const struct result_purpose *purpose)
{
	struct result_order order = {.purpose = purpose};

	(void)snprintf(order.address, sizeof(order.address), "%s", address);
	result_start(app, &order);
}

static void send_to(void *ctx, const char *address)
{
	static const struct result_purpose purpose = {
		.start = tester_send,
		.buttons = {{"Close", NULL, result_close}},
	};

	result_start_go_to(ctx, address, &purpose);
}

static void rehearse_to(void *ctx, const char *address)
{
	static const struct result_purpose purpose = {
		.start = tester_rehearse,
		.buttons = {{"Close", NULL, result_close}},
	};

	result_start_go_to(ctx, address, &purpose);
}

static int result_start_check_address(const char *typed, struct str *out, struct err *e)
{
	return field_check(&fields[FIELD_FROM], typed, out, e);
}

/* Both need somebody to come from, who is also proposed as the one to go to. */
static void result_start_ask_address(
	struct app *app, const char *not_done, const struct ask_spec *spec)
{
	const struct settings *s = &app->session.draft;
	struct ask_spec whole = *spec;

	if (!form_is_sound(app, not_done, 0))
		return;
	if (settings_is_empty(s, FIELD_FROM)) {
		form_focus(app, FIELD_FROM);
		form_say(app, ROLE_BAD, "Who is the message from? It needs a sender's address.");
		return;
	}
	whole.initial = settings_get(s, FIELD_FROM);
	whole.check = result_start_check_address;
	whole.ctx = app;
	ask_open(&app->stack, &whole);
}

void result_start_send(struct app *app)
{
	result_start_ask_address(app, "Nothing sent",
		&(struct ask_spec) {
			.title = "Send a test message",
			.text = "One real message goes out, to this address. It says how it was "
				"sent.",
			.answer = send_to,
		});
}

void result_start_rehearse(struct app *app)
{
	result_start_ask_address(app, "Not tried",
		&(struct ask_spec) {
			.title = "Try an address",
			.text = "Asks the server whether it would take mail from you to this "
				"address. Nothing is sent.",
			.answer = rehearse_to,
		});
}
