#include "tui/term.h"

#include "base/mem.h"
#include "tui/sequence.h"

#include <curses.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

enum { escape_delay_ms = 25 };

static SCREEN *screen;
static WINDOW *keyboard; /* a pad: reading from it draws nothing */
static bool with_mouse;

/* Habits of terminals that terminfo has no name for: bracketed paste, and the mouse in numbers. */
static void private_modes(bool on)
{
	(void)putp(on ? "\033[?2004h" : "\033[?2004l");
	if (with_mouse)
		(void)putp(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
	(void)fflush(stdout);
}

static bool moves_its_cursor(void)
{
	const char *sequence = tigetstr("cup");
	bool moves = sequence && sequence != (char *)-1;

	(void)del_curterm(cur_term); /* newterm() reads it anew */
	return moves;
}

bool term_can_draw(void)
{
	int found;

	return setupterm(NULL, STDOUT_FILENO, &found) == ERR || moves_its_cursor();
}

static int check_terminal(struct err *e)
{
	const char *name = getenv("TERM");
	int found;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, EX_USAGE, "the form needs a terminal");
	if (!name || !*name)
		return err_set(e, EX_USAGE,
			"the variable TERM is not set, so that the form does "
			"not know the terminal; try TERM=xterm, or use the verbs");
	if (setupterm(NULL, STDOUT_FILENO, &found) == ERR)
		return err_set(e, EX_USAGE,
			"the terminal \"%s\" (TERM) is not known here; try "
			"TERM=xterm, or use the verbs",
			name);
	if (!moves_its_cursor())
		return err_set(e, EX_USAGE,
			"the terminal \"%s\" (TERM) cannot move its cursor, "
			"which the form needs; use --plain or the verbs",
			name);
	return 0;
}

int term_open(struct err *e)
{
	if (check_terminal(e) < 0)
		return -1;
	screen = newterm(NULL, stdout, stdin);
	if (!screen)
		return err_set(e, EX_USAGE, "the terminal cannot be used");
	mem_on_failure(term_close);
	(void)endwin(); /* from here on ncurses writes in blocks, not after each movement */
	(void)raw();
	(void)noecho();
	(void)nonl();
	(void)typeahead(-1);
	(void)set_escdelay(escape_delay_ms);
	keyboard = newpad(1, 1);
	(void)keypad(keyboard, TRUE);
	(void)nodelay(keyboard, TRUE);
	sequence_claim();
	(void)define_key("\033[200~", term_paste_begin);
	(void)define_key("\033[201~", term_paste_end);
	private_modes(true);
	return 0;
}

static bool has_another_screen(void)
{
	const char *sequence = tigetstr("rmcup");

	return sequence && sequence != (char *)-1;
}

/*
 * Where the form stands on the only screen there is, what it showed would stay for all to read,
 * and roll into the memory of the terminal.
 */
static void leave_nothing_behind(void)
{
	if (has_another_screen())
		return;
	(void)erase();
	(void)refresh();
}

void term_close(void)
{
	if (!screen)
		return;
	private_modes(false);
	leave_nothing_behind();
	(void)endwin();
	mem_on_failure(NULL);
	(void)delwin(keyboard);
	delscreen(screen);
	screen = NULL;
	keyboard = NULL;
}

void term_use_mouse(void)
{
	with_mouse = true;
	private_modes(true);
}

int term_getch(void)
{
	int code = wgetch(keyboard);

	while (code == KEY_RESIZE) /* an echo of term_resize(), which nobody pressed */
		code = wgetch(keyboard);
	return code;
}

void term_resize(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		(void)resizeterm(size.ws_row, size.ws_col);
	term_redraw();
}

void term_redraw(void)
{
	(void)clearok(curscr, TRUE);
}

void term_suspend(void)
{
	sigset_t stop;

	private_modes(false);
	leave_nothing_behind();
	(void)endwin();
	(void)sigemptyset(&stop);
	(void)sigaddset(&stop, SIGTSTP);
	(void)signal(SIGTSTP, SIG_DFL);
	(void)kill(0, SIGTSTP); /* the group: a script that started us has to stop as well */
	(void)sigprocmask(SIG_UNBLOCK, &stop, NULL);
	(void)sigprocmask(SIG_BLOCK, &stop, NULL);
	private_modes(true);
	term_resize();
}

bool term_has_function_key(int number)
{
	char name[8];
	const char *sequence;

	(void)snprintf(name, sizeof(name), "kf%d", number);
	sequence = tigetstr(name);
	return sequence && sequence != (char *)-1;
}
