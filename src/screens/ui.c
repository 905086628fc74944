#include "screens/ui.h"

#include "base/proc.h"
#include "engine/as_command.h"
#include "screens/action.h"
#include "screens/broken_file.h"
#include "screens/choose.h"
#include "screens/form.h"
#include "screens/help.h"
#include "screens/levels.h"
#include "screens/programs_use.h"
#include "screens/recover.h"
#include "screens/themes.h"
#include "screens/wizard.h"
#include "tui/job_control.h"
#include "tui/signals.h"
#include "tui/term.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { tick_ms = 100, last_words_max = 2000 };

static void ui_show(struct app *app)
{
	signals_write(true);
	app_draw(app);
	signals_write(false);
}

/* What was to be seen for a moment only must not stay on a screen that is left. */
static void ui_conceal(struct app *app)
{
	if (form_conceal(app))
		ui_show(app);
}

/* Input */

/* Nobody can know what a key would act on, but these. */
static void ui_key_unseen(struct app *app, const struct key *key, const struct action *action)
{
	bool stop = key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C');

	if (app->tester.running && stop) {
		tester_cancel(&app->tester);
		stack_news(&app->stack);
	} else if (action && action->unseen) {
		action->run(app);
	} else {
		app->stack.unmoved = true;
	}
}

static void ui_key_seen(struct app *app, const struct key *key, const struct action *action)
{
	struct key told = *key;

	told.command = action;
	told.help = action == &actions[ACTION_HELP];
	if (action && action->everywhere)
		action->run(app);
	else
		stack_key(&app->stack, &told);
}

static void ui_key_once(struct app *app, const struct key *key)
{
	bool before = form_conceal(app) || app->stack.dirty;
	bool room = app_has_room();

	/* What is acted on, and what is clicked on, is what is there, not what was. */
	if (room && (!app->stack.seen || (key->code == KEYCODE_CLICK && before)))
		ui_show(app);
	app->stack.dirty = true;
	app->stack.unmoved = false;
	(room ? ui_key_seen : ui_key_unseen)(app, key, action_find(key->code));
	if (app->stack.unmoved)
		app->stack.dirty = before;
}

/* Back to the screen that a line was shown in the place of. */
static void ui_come_back(struct app *app, const struct key *key)
{
	if (key->code != KEYCODE_ENTER && key->code != KEYCODE_ESC &&
		key->code != KEYCODE_CTRL('C'))
		return;
	term_come_back();
	stack_outdate(&app->stack);
}

static void ui_key(struct app *app, const struct key *key)
{
	if (term_is_away()) {
		ui_come_back(app, key);
		return;
	}
	do {
		app->stack.again = false;
		ui_key_once(app, key);
	} while (app->stack.again && !app->done);
}

static void end_by(struct app *app, int signal)
{
	app->signal = signal;
	app->done = true;
}

/* Behind another job there is nothing to do but to end, by the signal that wants it so. */
static void ui_go_on(struct app *app, bool forward)
{
	int signal = forward ? 0 : signals_waiting();

	stack_outdate(&app->stack);
	if (!forward)
		end_by(app, signal ? signal : SIGHUP);
}

void ui_suspend(struct app *app)
{
	ui_conceal(app);
	ui_go_on(app, term_suspend());
}

static void ui_on_continue(struct app *app)
{
	ui_go_on(app, term_retake());
}

static void ui_on_resize(struct app *app)
{
	term_resize();
	stack_outdate(&app->stack);
}

/* All others end the program. */
static const struct {
	int signal;
	void (*run)(struct app *app);
} passing[] = {
	{SIGWINCH, ui_on_resize},
	{SIGTSTP, ui_suspend},
	{SIGCONT, ui_on_continue},
};

static void ui_on_signal(void *ctx, int signal)
{
	struct app *app = ctx;

	if (app->done)
		return;
	for (size_t i = 0; i < sizeof(passing) / sizeof(passing[0]); i++)
		if (passing[i].signal == signal) {
			passing[i].run(app);
			return;
		}
	end_by(app, signal);
}

/*
 * Everything that is there. A terminal that is readable and has nothing, or does not give what
 * it has, has gone away.
 */
static void read_keys(struct app *app)
{
	unsigned long before = term_taken();
	struct key key;
	int waiting = 0;

	(void)ioctl(STDIN_FILENO, FIONREAD, &waiting);
	while (waiting && !app->done && key_read(&app->keys, &key)) {
		/* What is pressed behind a change of size was pressed unseen. */
		loop_hear_signals(&app->loop);
		if (!app->done)
			ui_key(app, &key);
	}
	if (!app->done && term_taken() == before)
		end_by(app, SIGHUP);
}

/* What came of a paste is all that there is of it, as it seems. */
static void ui_on_quiet(void *ctx)
{
	struct app *app = ctx;
	struct key key;

	if (!app->done && key_read_quiet(&app->keys, &key))
		ui_key(app, &key);
}

static void ui_on_keys(void *ctx)
{
	struct app *app = ctx;

	if (app->done)
		return;
	read_keys(app);
	loop_remove(&app->loop, &app->quiet);
	if (key_expects_more(&app->keys))
		app->quiet = loop_timer(&app->loop, paste_quiet_ms, ui_on_quiet, app);
}

static void ui_on_terminal_gone(void *ctx)
{
	struct app *app = ctx;

	if (!app->done)
		end_by(app, SIGHUP);
}

static void ui_on_task(void *ctx)
{
	struct app *app = ctx;

	if (app->done)
		return;
	programs_on_news(app);
	stack_news(&app->stack);
}

static void ui_on_test(void *ctx)
{
	struct app *app = ctx;
	const struct tester *t = &app->tester;

	if (!t->running)
		hour_leave(&app->hour, hour_may_name(t->judged ? t->verdict.diagnosis : NULL));
	if (app->done)
		return;
	stack_news(&app->stack);
	app->stack.dirty = true;
}

/* The clock of a running test is drawn, and goes on. */
static void ui_on_tick(void *ctx)
{
	struct app *app = ctx;

	loop_remove(&app->loop, &app->tick);
	app->stack.dirty = app->stack.dirty || app->tester.running;
}

static void ui_tick(struct app *app)
{
	if (app->tester.running && !app->tick)
		app->tick = loop_timer(&app->loop, tick_ms, ui_on_tick, app);
}

static void ui_loop(struct app *app)
{
	ui_show(app);
	term_listen();
	(void)loop_fd(&app->loop, STDOUT_FILENO, 0, ui_on_terminal_gone, app);
	(void)loop_fd(&app->loop, STDIN_FILENO, POLLIN, ui_on_keys, app);
	while (!app->done) {
		if (app->stack.dirty)
			ui_show(app);
		ui_tick(app);
		loop_turn(&app->loop);
		recover_keep(app);
	}
}

/*
 * A broken theme must not keep anybody from the settings: its trouble is told on the form. Only
 * a name that was asked for and does not exist is an error.
 */
static int choose_theme(struct app *app, const char *name, struct err *trouble)
{
	char recalled[sizeof(app->theme.name)];
	bool asked = name;

	if (!asked) {
		theme_recall(recalled, sizeof(recalled));
		name = recalled;
	}
	if (theme_load(&app->theme, name, trouble) == 0)
		return 0;
	theme_plain(&app->theme);
	return asked && trouble->code == EX_USAGE ? -1 : 0;
}

/* Ended by a signal: nobody was asked what is to become of what was typed. */
static void leave_unasked(struct app *app)
{
	form_commit(app); /* the line under edit as well */
	recover_keep(app);
	if (proc_is_behind() || !signals_can_write())
		str_clear(&app->last_words); /* the terminal is another job's, or takes nothing */
	else
		recover_say_how(app);
}

static int ui_leave(struct app *app)
{
	int signal = app->signal;

	if (signal)
		leave_unasked(app);
	if (!proc_is_behind())
		ui_conceal(app);
	while (app->stack.top)
		stack_pop(&app->stack);
	tester_fini(&app->tester);
	hour_leave(&app->hour, true);
	program_task_fini(&app->task);
	program_list_fini(&app->programs);
	steps_fini(&app->steps);
	strlist_fini(&app->districts);
	draft_close(&app->draft);
	session_close(&app->session);
	key_reader_fini(&app->keys);
	signals_write(true);
	term_close();
	signals_write(false);
	if (app->printed.len && !signal)
		(void)printf("%s\n", app->printed.data);
	if (app->last_words.len)
		(void)fprintf(stderr, "smtpsetup: %s\n", app->last_words.data);
	str_fini(&app->last_words);
	str_fini(&app->printed);
	signals_unwatch(signal);
	loop_fini(&app->loop);
	return app->code;
}

static void open_screens(struct app *app, const struct ui_options *options,
	const struct err *load_error, const struct err *theme_error)
{
	paint_init(options->ascii, options->colours);
	paint_styles(app->theme.styles);
	help_init(app);
	app->form = form_new(app);
	stack_take(&app->stack, app->form);
	levels_look(app);
	if (app->session.personal)
		form_say(app, ROLE_TEXT, session_personal_words);
	(void)form_tell_rights(app);
	if (*options->remark)
		form_say(app, ROLE_WARN, options->remark);
	if (theme_error->code)
		form_say(app, ROLE_WARN, theme_error->message);
	if (load_error->code) {
		broken_file_ask(app, load_error);
	} else if (options->open_wizard) {
		wizard_toggle(app); /* which takes a draft up by itself */
	} else {
		if (options->open_providers)
			choose_provider(app);
		recover_offer(app);
	}
}

static int ui_refuse(struct app *app, const struct err *e)
{
	draft_close(&app->draft);
	session_close(&app->session);
	loop_fini(&app->loop);
	(void)fprintf(stderr, "smtpsetup: %s\n", e->message);
	return e->code;
}

/* Signals are watched before the terminal is changed: there is no moment between. */
static int take_terminal(struct app *app, const struct ui_options *options, struct err *e)
{
	int opened;

	if (!job_control_come_forward())
		return err_set(e, EX_USAGE, "the terminal is in use by another program");
	if (signals_watch(&app->loop, ui_on_signal, app, e) < 0)
		return -1;
	signals_write(true);
	opened = term_open(options->terminal, e);
	if (opened == 0 && options->mouse)
		term_use_mouse();
	signals_write(false);
	if (opened < 0)
		signals_unwatch(0);
	return opened;
}

int ui_run(const struct ui_options *options)
{
	struct app app = {.stack.dirty = true, .wizard_only = options->open_wizard};
	struct err e = {0}, load_error = {0}, theme_error = {0};

	loop_init(&app.loop, NULL);
	tester_init(&app.tester, (struct listener) {&app.loop, ui_on_test, &app});
	program_task_init(&app.task, (struct listener) {&app.loop, ui_on_task, &app});
	if (session_open(&app.session, options->level, SESSION_READ, &load_error) == 0)
		load_error.code = 0;
	else if (!store_can_start_anew(&app.session.store))
		return ui_refuse(&app, &load_error);
	draft_open(&app.draft, &app.session);
	if (choose_theme(&app, options->theme, &theme_error) < 0)
		return ui_refuse(&app, &theme_error);
	if (take_terminal(&app, options, &e) < 0)
		return ui_refuse(&app, &e);
	str_init(&app.last_words, last_words_max);
	str_init(&app.printed, as_command_max);
	key_reader_init(&app.keys);
	open_screens(&app, options, &load_error, &theme_error);
	ui_loop(&app);
	return ui_leave(&app);
}
