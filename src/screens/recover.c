#include "screens/recover.h"

#include "engine/report.h"
#include "screens/form.h"
#include "tui/dialog.h"

enum { offer_max = 8000, time_size = 24 };

static void take_up(struct app *app)
{
	const struct session *s = &app->session;
	struct str said;

	(void)draft_take(&app->draft, &app->session);
	form_reload(app);
	str_init(&said, form_notice_max);
	str_text(&said, "Your edits are back. They are not saved yet.");
	if (s->given.elsewhere)
		str_char(&said, ' ');
	password_say_elsewhere(&s->given, &s->draft, &said);
	form_say(app, s->given.elsewhere ? ROLE_WARN : ROLE_GOOD, said.data);
	str_fini(&said);
}

static void recover_forget(struct app *app)
{
	draft_forget(&app->draft);
	form_say(app, ROLE_TEXT, "Your edits are forgotten. This is what the file says.");
}

static void recover_answer(void *ctx, int button)
{
	struct app *app = ctx;
	static void (*const ways[])(struct app * app) = {take_up, recover_forget};

	if (button < 2)
		ways[button](app);
	else
		form_say(app, ROLE_TEXT, "Your edits are kept, and offered at the next start.");
}

static void recover_say_changes(
	const struct settings *before, const struct settings *after, struct str *out)
{
	report_changes(before, after, &(struct report_out) {report_as_text, out});
}

/* What others did to the file stays as it is; only where both changed one setting it matters. */
static void say_file(const struct settings *base, const struct settings *now, struct str *out)
{
	if (settings_equal(base, now))
		return;
	str_text(out, "\nThe file was changed since then, and what is not named above stays as it "
		      "is there:\n");
	recover_say_changes(base, now, out);
}

static void say_offer(const struct app *app, struct str *out)
{
	const struct draft *d = &app->draft;
	const struct settings *now = &app->session.saved;
	struct settings edited, base;
	char at[time_size];
	struct tm local;

	settings_init(&edited);
	settings_init(&base);
	draft_look(d, &app->session, &edited, &base);
	(void)strftime(at, sizeof(at), "%Y-%m-%d at %H:%M", localtime_r(&d->at, &local));
	str_format(out, "Your edits of %s were not saved:\n", at);
	recover_say_changes(now, &edited, out);
	if (draft_lost_secret(d))
		str_text(out, "\nA password was edited as well. Passwords are never kept.\n");
	say_file(&base, now, out);
	settings_fini(&edited);
	settings_fini(&base);
}

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
	struct str text;

	if (!draft_is_left(&app->draft) || app->session.read_only)
		return;
	str_init(&text, offer_max);
	say_offer(app, &text);
	dialog_open(&app->stack, &(struct dialog_spec) {
					 .title = "Edits that were not saved",
					 .text = text.data,
					 .buttons = {"Restore", "Forget", "Later"},
					 .answer = recover_answer,
					 .ctx = app,
				 });
	str_fini(&text);
}
