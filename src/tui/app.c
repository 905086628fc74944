#include "tui/app.h"

#include "tui/action.h"
#include "tui/form.h"
#include "tui/layout.h"
#include "tui/levels.h"
#include "tui/moment.h"
#include "tui/mouse.h"
#include "tui/recover.h"
#include "tui/term.h"
#include "tui/wizard.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { tick_ms = 100, last_words_max = 2000 };

void app_take(struct app *app, struct screen *s)
{
	s->below = app->top;
	app->top = s;
	app->dirty = true;
}

void app_pop(struct app *app)
{
	struct screen *s = app->top;

	app->top = s->below;
	s->ops->free(s);
	app->dirty = true;
}

void app_quit(struct app *app, int code)
{
	app->done = true;
	app->code = code;
}

void app_cursor(struct app *app, int y, int x)
{
	app->cursor_y = y;
	app->cursor_x = x;
}

/* Drawing */

static void draw_stack(struct app *app, struct screen *s)
{
	if (s->below)
		draw_stack(app, s->below);
	app_cursor(app, -1, -1);
	app->n_spots = 0;
	s->ops->draw(app, s);
}

static void draw_too_small(struct rect r)
{
	char text[160];

	(void)snprintf(text, sizeof(text),
		"smtpsetup needs %d columns and %d lines; this window has %d and %d. Nothing is "
		"lost: make it larger.",
		layout_min_width, layout_min_height, r.width, r.height);
	(void)paint_paragraph(r, text, ROLE_WARN);
}

static int hint_width(const struct hint *h)
{
	return paint_columns(h->key, strlen(h->key)) + 1 + paint_columns(h->name, strlen(h->name)) +
	       2;
}

/* The highest rank at which all hints up to it fit into the width. */
static int rank_that_fits(const struct hint *hints, int n, int width)
{
	for (int rank = 9; rank > 0; rank--) {
		int used = 0;

		for (int i = 0; i < n; i++)
			used += hints[i].rank <= rank ? hint_width(&hints[i]) : 0;
		if (used <= width)
			return rank;
	}
	return 0;
}

static void draw_bar(struct app *app, struct rect r)
{
	struct hint hints[hints_max];
	int n = app->top->ops->hints(app, app->top, hints), x = 1, y = r.height - 1;
	int rank = rank_that_fits(hints, n, r.width);

	paint_cell(y, 0, r.width, "", ROLE_TEXT);
	for (int i = 0; i < n; i++) {
		if (hints[i].rank > rank)
			continue;
		x += paint_text(y, x, r.width - x, hints[i].key, ROLE_KEY) + 1;
		x += paint_text(y, x, r.width - x, hints[i].name, ROLE_TEXT) + 2;
	}
}

static void draw(struct app *app)
{
	struct rect r = paint_screen();

	paint_begin();
	app_cursor(app, -1, -1);
	app->n_spots = 0;
	if (r.width < layout_min_width || r.height < layout_min_height) {
		draw_too_small(r);
	} else {
		draw_stack(app, app->top);
		draw_bar(app, r);
	}
	paint_end(app->cursor_y, app->cursor_x);
	app->dirty = false;
}

/* What was to be seen for a moment only must not stay on a screen that is left. */
static void conceal(struct app *app)
{
	if (moment_end(app))
		draw(app);
}

/* Input */

static void handle_key(struct app *app, const struct key *key)
{
	const struct action *action = action_find(key->code);

	(void)moment_end(app);
	if (action && action->everywhere)
		action->run(app);
	else if (!mouse_key(app, key))
		app->top->ops->key(app, app->top, key);
	app->dirty = true;
}

/* Everything that is there; a terminal that is readable and has nothing has gone away. */
static void read_keys(struct app *app)
{
	struct key key;
	int waiting = 0;

	(void)ioctl(STDIN_FILENO, FIONREAD, &waiting);
	if (!waiting) {
		app->signal = SIGHUP;
		app->done = true;
		return;
	}
	while (!app->done && key_read(&app->keys, &key))
		handle_key(app, &key);
}

static void on_resize(struct app *app, int signal)
{
	(void)signal;
	term_resize();
	app->dirty = true;
}

static void on_stop(struct app *app, int signal)
{
	(void)signal;
	conceal(app);
	term_suspend();
	app->dirty = true;
}

static void on_end(struct app *app, int signal)
{
	app->signal = signal;
	app->done = true;
}

static const struct {
	int signal;
	void (*run)(struct app *app, int signal);
} signals[] = {
	{SIGWINCH, on_resize},
	{SIGTSTP, on_stop},
	{SIGHUP, on_end},
	{SIGINT, on_end},
	{SIGTERM, on_end},
	{SIGQUIT, on_end},
};

enum { signal_count = sizeof(signals) / sizeof(signals[0]) };

static void read_signals(struct app *app, int fd)
{
	struct signalfd_siginfo info;

	while (read(fd, &info, sizeof(info)) == (ssize_t)sizeof(info))
		for (int i = 0; i < signal_count; i++)
			if (signals[i].signal == (int)info.ssi_signo)
				signals[i].run(app, signals[i].signal);
}

static int watch_signals(sigset_t *before)
{
	sigset_t set;

	(void)sigemptyset(&set);
	for (int i = 0; i < signal_count; i++)
		(void)sigaddset(&set, signals[i].signal);
	(void)sigprocmask(SIG_BLOCK, &set, before);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static void read_worker(struct app *app)
{
	tester_read(&app->tester);
	if (app->top->ops->news)
		app->top->ops->news(app, app->top);
	app->dirty = true;
}

static void read_scout(struct app *app)
{
	scout_read(&app->steps.scout);
	wizard_news(app);
	app->dirty = true;
}

static int wait_ms(const struct app *app)
{
	int ms = app->tester.running ? tick_ms : -1;

	if (key_expects_more(&app->keys))
		ms = paste_quiet_ms;
	return moment_wait(app, ms);
}

/* Nothing has happened for so long as was waited for. */
static void on_silence(struct app *app)
{
	struct key key;

	if (!moment_check(app) && key_expects_more(&app->keys) && key_read_quiet(&app->keys, &key))
		handle_key(app, &key);
	app->dirty = true; /* the clock of a running test */
}

/* One turn: wait, then let whatever came be handled. */
static void turn(struct app *app, int signal_fd)
{
	struct pollfd fds[] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = signal_fd, .events = POLLIN},
		{.fd = tester_fd(&app->tester), .events = POLLIN},
		{.fd = scout_fd(&app->steps.scout), .events = POLLIN},
	};
	int ready = poll(fds, sizeof(fds) / sizeof(fds[0]), wait_ms(app));

	if (ready == 0)
		on_silence(app);
	if (ready > 0 && fds[1].revents)
		read_signals(app, signal_fd);
	if (ready > 0 && fds[0].revents && !app->done)
		read_keys(app);
	if (ready > 0 && fds[2].revents && !app->done && app->tester.running)
		read_worker(app);
	if (ready > 0 && fds[3].revents && !app->done && app->steps.scout.running)
		read_scout(app);
}

static void loop(struct app *app, int signal_fd)
{
	while (!app->done) {
		if (app->dirty)
			draw(app);
		turn(app, signal_fd);
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

static int leave(struct app *app, int signal_fd, const sigset_t *before)
{
	int signal_number = app->signal;

	if (signal_number) {
		form_commit(app); /* the line under edit as well */
		recover_keep(app);
	}
	conceal(app);
	while (app->top)
		app_pop(app);
	tester_fini(&app->tester);
	steps_fini(&app->steps);
	strlist_fini(&app->districts);
	draft_close(&app->draft);
	session_close(&app->session);
	key_reader_fini(&app->keys);
	term_close();
	if (app->last_words.len && !signal_number)
		(void)fprintf(stderr, "smtpsetup: %s\n", app->last_words.data);
	str_fini(&app->last_words);
	(void)close(signal_fd);
	if (signal_number) {
		(void)signal(signal_number, SIG_DFL);
		(void)raise(signal_number);
	}
	(void)sigprocmask(SIG_SETMASK, before, NULL);
	return app->code;
}

static void open_screens(struct app *app, const struct app_options *options,
	const struct err *load_error, const struct err *theme_error)
{
	paint_init(options->ascii, options->colours);
	paint_theme(&app->theme);
	app->form = form_new(app);
	app_take(app, app->form);
	levels_look(app);
	(void)form_tell_rights(app);
	if (theme_error->code)
		form_say(app, ROLE_WARN, theme_error->message);
	if (load_error->code) {
		form_ask_broken(app, load_error);
	} else if (options->open_wizard) {
		wizard_toggle(app); /* which takes a draft up by itself */
	} else {
		if (options->open_providers)
			action_providers(app);
		recover_offer(app);
	}
}

static int refuse(struct app *app, const struct err *e)
{
	draft_close(&app->draft);
	session_close(&app->session);
	(void)fprintf(stderr, "smtpsetup: %s\n", e->message);
	return e->code;
}

int app_run(const struct app_options *options)
{
	struct app app = {.dirty = true, .wizard_only = options->open_wizard};
	struct err e = {0}, load_error = {0}, theme_error = {0};
	sigset_t before;
	int signal_fd;

	if (session_open(&app.session, options->level, SESSION_READ, &load_error) == 0)
		load_error.code = 0;
	else if (!app.session.store.broken)
		return refuse(&app, &load_error);
	draft_open(&app.draft, &app.session);
	if (choose_theme(&app, options->theme, &theme_error) < 0)
		return refuse(&app, &theme_error);
	if (term_open(&e) < 0)
		return refuse(&app, &e);
	if (options->mouse)
		term_use_mouse();
	signal_fd = watch_signals(&before);
	str_init(&app.last_words, last_words_max);
	key_reader_init(&app.keys);
	open_screens(&app, options, &load_error, &theme_error);
	loop(&app, signal_fd);
	return leave(&app, signal_fd, &before);
}
