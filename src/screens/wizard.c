#include "screens/wizard.h"

#include "engine/state_words.h"
#include "screens/choose.h"
#include "screens/form.h"
#include "screens/help.h"
#include "screens/known_fix.h"
#include "screens/report_lines.h"
#include "screens/result.h"
#include "screens/result_start.h"
#include "screens/save_quit.h"
#include "screens/sign_in_box.h"
#include "screens/verdict_field.h"
#include "screens/wizard_end.h"
#include "screens/wizard_trail.h"
#include "tui/dialog.h"
#include "tui/list.h"

#include <stdio.h>
#include <string.h>

enum { list_width = 76, source_rows = 11, card_rows = 8 };

static void wizard_show(struct app *app);
static void wizard_use_provider(struct app *app, const struct provider *p, bool as_listed);

static const struct steps_row *wizard_row(const struct app *app)
{
	return &steps_rows[app->steps.at];
}

/* Moving */

static void wizard_go_on(struct app *app)
{
	steps_next(&app->steps);
	wizard_show(app);
}

static void back_to_form(struct app *app)
{
	form_show(app, form_page_of_all());
}

/* A test or a sign-in on the way is not run again: it would only lead forward. */
static bool step_back(struct app *app)
{
	bool there;

	do
		there = steps_back(&app->steps);
	while (there &&
		(wizard_row(app)->kind == STEPS_TEST || wizard_row(app)->kind == STEPS_SIGN_IN));
	return there;
}

static void wizard_go_back(struct app *app)
{
	form_commit(app);
	if (step_back(app))
		wizard_show(app);
	else if (app->wizard_only)
		wizard_leave(app);
	else
		back_to_form(app);
}

static bool wizard_needs(const struct app *app, enum field_id id)
{
	return steps_needs(&app->steps, id);
}

/* What is missing on the page, or is no valid value, comes first. */
static void wizard_next(struct app *app)
{
	form_commit(app);
	for (const enum field_id *id = wizard_row(app)->asks; *id != FIELD_COUNT; id++)
		if (wizard_needs(app, *id) && !form_has_trouble(app, *id)) {
			form_focus(app, *id);
			form_say(app, ROLE_WARN,
				"This is needed. To leave it out, go to the full form (F3 or "
				"^O).");
			return;
		}
	if (form_is_sound(app, "Not yet", 0))
		wizard_go_on(app);
}

/* The pages */

/* How the test of what is to be saved went. */
static void wizard_say_verdict(const struct app *app, struct str *out)
{
	const struct session *s = &app->session;
	enum session_state state = session_state(s, &s->draft);
	const struct diagnosis *last = diagnosis_find(session_tested(s, &s->draft)->id);

	if (state == STATE_FAILED || state == STATE_ESTABLISHED)
		str_format(out, "#%s %s\n",
			paint_glyph(state == STATE_FAILED ? GLYPH_NO : GLYPH_YES), last->title);
	else
		str_format(out, "#%s\n", state_words[state].saved);
	str_char(out, '\n');
}

static void wizard_say_step(const struct app *app, struct str *out)
{
	enum steps_at at = app->wizard_page;

	if (steps_rows[at].kind == STEPS_REVIEW) {
		wizard_say_verdict(app, out);
		steps_summary(&app->steps, &(struct report_out) {report_lines_as_text, out});
		return;
	}
	str_format(out, "#%s\n", steps_rows[at].title);
	steps_say(&app->steps, at, out);
}

static void echo_address(const struct app *app, const char *typed, struct str *out)
{
	(void)app;
	steps_say_address(typed, out);
}

static struct form_page *begin_page(struct app *app)
{
	static struct form_page page;

	app->wizard_page = app->steps.at;
	page = (struct form_page) {
		.title = wizard_row(app)->title,
		.trail = wizard_trail,
		.label = wizard_row(app)->label,
		.asks = wizard_row(app)->asks,
		.guided = true,
		.say = wizard_say_step,
		.echo = app->steps.at == AT_ADDRESS ? echo_address : NULL,
		.escape = wizard_go_back,
		.use_provider = wizard_use_provider,
		.saved = wizard_finish,
		.quit = wizard_leave,
	};
	return &page;
}

static void show_fields(struct app *app)
{
	static const struct button buttons[] = {
		{"Next", "Goes on to the next step.", wizard_next},
		{"Back", "Goes back one step; nothing is lost.", wizard_go_back},
		{"Full form", "Shows all settings at once; F3 or ^O comes back.", back_to_form},
	};
	struct form_page *page;

	form_commit(app);
	page = begin_page(app);
	page->enter = wizard_next;
	page->needs = wizard_needs;
	memcpy(page->buttons, buttons, sizeof(buttons));
	form_show(app, page);
}

/* The choices */

static void draw_option(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct app *app = ctx;
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	const struct provider *p = steps_option_provider(&app->steps, n);
	struct str text;

	if (p) {
		choose_draw_provider(line, p, marked);
		return;
	}

	str_init(&text, steps_text_max);
	steps_option(&app->steps, n, &text);
	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + 1, line.width - 2, text.data, role);
	str_fini(&text);
}

static void option_words(const void *ctx, size_t n, struct str *out)
{
	const struct app *app = ctx;

	steps_option_words(&app->steps, n, out);
}

/* Another server: what stands before the catalogue. */
static bool option_stays(const void *ctx, size_t n)
{
	const struct steps *st = &((const struct app *)ctx)->steps;

	return !steps_option_provider(st, n) && steps_option_provider(st, n + 1);
}

static bool option_hidden(const void *ctx, size_t n)
{
	return steps_option_hidden(&((const struct app *)ctx)->steps, n);
}

static void wizard_option_details(const void *ctx, size_t n, struct str *out)
{
	const struct app *app = ctx;

	steps_option_details(&app->steps, n, out);
}

static void help_of_option(void *ctx, size_t n)
{
	struct app *app = ctx;
	const struct provider *p = steps_option_provider(&app->steps, n);

	if (p)
		help_of_provider(app, p);
}

static void choose_option(void *ctx, size_t n)
{
	struct app *app = ctx;

	steps_choose(&app->steps, n);
	form_reload(app);
	wizard_go_on(app);
}

static void close_choice(void *ctx)
{
	wizard_go_back(ctx);
}

static void show_choice(struct app *app)
{
	static const struct list_ops plain =
					     {
						     .words = option_words,
						     .draw_row = draw_option,
						     .details = wizard_option_details,
						     .choose = choose_option,
						     .stays = option_stays,
						     .hidden = option_hidden,
						     .close = close_choice,
					     },
				     of_providers = {
					     .words = option_words,
					     .draw_row = draw_option,
					     .details = wizard_option_details,
					     .choose = choose_option,
					     .help = help_of_option,
					     .stays = option_stays,
					     .hidden = option_hidden,
					     .close = close_choice,
				     };
	size_t few, n = steps_options(&app->steps, &few);

	form_commit(app);
	form_show(app, begin_page(app));
	list_open(&app->stack,
		&(struct list_spec) {
			.title = wizard_row(app)->title,
			.ops = steps_option_provider(&app->steps, 0) ? &of_providers : &plain,
			.ctx = app,
			.count = n,
			.at = steps_option_proposed(&app->steps),
			.width = list_width,
			.details_rows = n > few ? card_rows : source_rows,
			.filter = n > few,
		});
}

/* The guesses are being tried: news for the list that is open. */
static void wizard_on_guesses(void *ctx)
{
	struct app *app = ctx;

	if (!app->steps.autodetect.running && wizard_row(app)->kind == STEPS_CHOICE)
		list_propose(&app->stack, steps_option_proposed(&app->steps));
	app->stack.dirty = true;
}

/* The sign-in */

static void wizard_signed_in(struct app *app, bool done)
{
	if (done)
		wizard_go_on(app);
	else
		wizard_go_back(app);
}

static void show_sign_in(struct app *app)
{
	form_commit(app);
	form_show(app, begin_page(app));
	sign_in_box_open_for(app, wizard_signed_in);
}

/* The test */

static bool wizard_judged(struct app *app)
{
	const struct verdict *v = &app->tester.verdict;
	enum outcome o = v->diagnosis->outcome;

	steps_tested(&app->steps, v);
	if (!diagnosis_is(v->diagnosis, DIAGNOSIS_ESTABLISHED))
		return false;
	stack_pop(&app->stack);
	wizard_go_on(app);
	form_say(app, o == OUTCOME_OK ? ROLE_GOOD : ROLE_WARN, v->title);
	known_fix_remind(app);
	return true;
}

/* To the question that the verdict is about. */
static void wizard_mend(struct app *app)
{
	(void)steps_back_to(&app->steps, tester_field(&app->tester));
	wizard_show(app);
	verdict_field_focus(app);
}

static void skip_test(struct app *app)
{
	bool failed = app->tester.judged;

	stack_pop(&app->stack);
	wizard_go_on(app);
	form_say(app, ROLE_WARN,
		failed ? "The test failed: test again before you save."
		       : "Not tested yet: test before you save.");
}

static void answer_stop(void *ctx, int button)
{
	struct app *app = ctx;

	if (button == 0)
		wizard_go_on(app);
	else
		wizard_go_back(app);
}

static void show_test(struct app *app)
{
	static const struct result_purpose purpose = {
		.judged = wizard_judged,
		.buttons = {{"Go back", NULL, result_close}, {"Continue anyway", NULL, skip_test}},
		.closed = wizard_mend,
	};

	if (steps_may_test(&app->steps))
		result_start(app, &(struct result_order) {.purpose = &purpose});
	else
		dialog_open(&app->stack, &(struct dialog_spec) {
						 .title = "No more logins for now",
						 .text = steps_stop_sentence,
						 .buttons = {"Continue untested", "Go back"},
						 .answer = answer_stop,
						 .ctx = app,
					 });
}

/* The review */

static void wizard_test_again(struct app *app)
{
	app->steps.at = AT_TEST;
	wizard_show(app);
}

/* What failed is tested again before it is saved, unless that would lock the account. */
static bool wizard_must_test(const struct app *app)
{
	const struct session *s = &app->session;

	return session_state(s, &s->draft) == STATE_FAILED && steps_may_test(&app->steps);
}

static void show_review(struct app *app)
{
	static const struct button buttons[] = {
		{"Save", "Writes the settings into the file.", save_quit_save},
		{"Test again", "Connects and logs in. No mail is sent.", wizard_test_again},
		{"Send a message", "Sends one real message.", result_start_send},
		{"Back", "Goes back one step; nothing is lost.", wizard_go_back},
		{"Full form", "Shows all settings at once; F3 or ^O comes back.", back_to_form},
	};
	struct form_page *page = begin_page(app);

	memcpy(page->buttons, buttons, sizeof(buttons));
	if (wizard_must_test(app)) {
		page->buttons[0] = buttons[1];
		page->buttons[1] = buttons[0];
	}
	form_show(app, page);
}

static void (*const shows[])(struct app *app) = {
	[STEPS_FIELDS] = show_fields,
	[STEPS_CHOICE] = show_choice,
	[STEPS_SIGN_IN] = show_sign_in,
	[STEPS_TEST] = show_test,
	[STEPS_REVIEW] = show_review,
};

static void wizard_show(struct app *app)
{
	shows[wizard_row(app)->kind](app);
}

/* From outside */

void wizard_toggle(struct app *app)
{
	form_commit(app);
	if (form_is_guided(app)) {
		back_to_form(app);
		return;
	}
	if (!app->steps.session)
		steps_init(&app->steps, &app->session, &app->draft,
			(struct listener) {&app->loop, wizard_on_guesses, app});
	form_reload(app);
	wizard_show(app);
}

static void wizard_use_provider(struct app *app, const struct provider *p, bool as_listed)
{
	steps_use_provider(&app->steps, p, as_listed);
	form_reload(app);
	if (!settings_is_empty(&app->session.draft, FIELD_FROM))
		steps_to_login(&app->steps);
	wizard_show(app);
}
