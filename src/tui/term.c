#include "tui/term.h"

#include "base/mem.h"
#include "base/proc.h"
#include "tui/job_control.h"
#include "tui/keycode.h"
#include "tui/sequence.h"
#include "tui/signals.h"
#include "tui/terminfo.h"

#include <curses.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

enum { escape_delay_ms = 25 };

/* The buffer of ncurses has (2 + lines) * (6 + columns) bytes; columns are counted in a short. */
enum { bytes_a_cell = 4, least_buffer = 6400, widest_strip = 30000 };

static SCREEN *screen;
static WINDOW *keyboard; /* a pad: reading from it draws nothing */
static unsigned long taken;
static bool with_mouse;
static bool away; /* a line is shown in the place of the screen */

static void term_put(const char *sequence)
{
	if (sequence)
		(void)putp(sequence);
}

static void private_modes(bool on)
{
	term_put(on ? terminfo_paste_on() : terminfo_paste_off());
	if (with_mouse)
		term_put(on ? terminfo_mouse_on() : terminfo_mouse_off());
	(void)fflush(stdout);
}

/*
 * Where the form stands on the only screen there is, what it showed would stay for all to read,
 * and roll into the memory of the terminal.
 */
static void leave_nothing_behind(void)
{
	if (terminfo_string("rmcup"))
		return;
	(void)erase();
	(void)refresh();
}

static void give_back(void)
{
	private_modes(false);
	leave_nothing_behind();
	if (!terminfo_string("op"))
		term_put(terminfo_string("sgr0")); /* colours that cannot be taken back otherwise */
	(void)endwin();
	signals_disarm();
}

static bool window_size(struct winsize *size)
{
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, size) == 0 && size->ws_row && size->ws_col;
}

/* All is drawn anew, on a terminal that somebody else has used, and perhaps in another size. */
static void term_take(void)
{
	away = false;
	signals_rearm();
	signals_write(true);
	private_modes(true);
	signals_write(false);
	term_resize();
}

static void set_modes(void)
{
	(void)raw();
	(void)noecho();
	(void)nonl();
	(void)typeahead(-1);
	(void)set_escdelay(escape_delay_ms);
}

static void open_keyboard(void)
{
	keyboard = newpad(1, 1);
	(void)nodelay(keyboard, TRUE);
}

/*
 * Behind an endwin() ncurses writes in blocks, not after each movement. What it has to say of it,
 * entering the screen and leaving it again, would be a write for nothing: nobody hears it.
 */
static void write_in_blocks(void)
{
	int terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (terminal >= 0 && nowhere >= 0)
		(void)dup2(nowhere, STDOUT_FILENO);
	(void)endwin();
	if (terminal >= 0)
		(void)dup2(terminal, STDOUT_FILENO);
	(void)close(terminal);
	(void)close(nowhere);
}

/*
 * ncurses makes the buffer of what it writes by the size that it begins with, and one that is full
 * is a write of its own, so that a box could be seen half drawn. It begins with a strip of one
 * line, long enough for a buffer that holds all cells with what colours and lines cost: lines are
 * allocated one by one. A window that needs a longer one than there can be gets a strip of more.
 */
static void begin_as_strip(const struct winsize *window)
{
	size_t wanted = (size_t)window->ws_row * window->ws_col * bytes_a_cell;
	char high[24], wide[24];
	size_t width;

	if (wanted < least_buffer)
		wanted = least_buffer;
	width = wanted / 3 < widest_strip ? wanted / 3 : widest_strip;
	(void)snprintf(high, sizeof(high), "%zu", 1 + (wanted - 3 * width) / width);
	(void)snprintf(wide, sizeof(wide), "%zu", width);
	(void)setenv("LINES", high, 1);
	(void)setenv("COLUMNS", wide, 1);
	use_env(TRUE);
	use_tioctl(FALSE);
}

static char *kept_variable(const char *name)
{
	const char *value = getenv(name);

	return value ? mem_text(value) : NULL;
}

/* Of another window it would count again when the screen is left: then it is set right. */
static void restore_variable(const char *name, char *value, unsigned known)
{
	char number[16];

	(void)snprintf(number, sizeof(number), "%u", known);
	if (value)
		(void)setenv(name, known ? number : value, 1);
	else
		(void)unsetenv(name);
	free(value);
}

/* The window's own size comes before LINES and COLUMNS, which may be of another window. */
static SCREEN *new_screen(const char *entry)
{
	char *old_height = kept_variable("LINES"), *old_width = kept_variable("COLUMNS");
	struct winsize size;
	bool known = window_size(&size);
	SCREEN *made;

	if (known)
		begin_as_strip(&size);
	made = newterm(entry, stdout, stdin);
	restore_variable("LINES", old_height, known ? size.ws_row : 0);
	restore_variable("COLUMNS", old_width, known ? size.ws_col : 0);
	use_env(!known);
	use_tioctl(known);
	/* The width first: all lines of the window as long as the strip would be megabytes. */
	if (made && known && resizeterm(1, size.ws_col) == OK)
		(void)resizeterm(size.ws_row, size.ws_col);
	return made;
}

int term_open(const char *entry, struct err *e)
{
	signals_arm();
	mem_on_failure(signals_restore);
	screen = new_screen(entry);
	if (!screen) {
		signals_restore();
		mem_on_failure(NULL);
		return err_set(e, EX_USAGE, "the terminal cannot be used");
	}
	signals_prepare(with_mouse);
	write_in_blocks();
	set_modes();
	open_keyboard();
	private_modes(true);
	return 0;
}

void term_close(void)
{
	if (!screen)
		return;
	if (!proc_is_behind() && signals_can_write())
		give_back();
	signals_restore(); /* as far as it can be done */
	mem_on_failure(NULL);
	(void)delwin(keyboard);
	delscreen(screen);
	screen = NULL;
	keyboard = NULL;
}

void term_use_mouse(void)
{
	with_mouse = true;
	signals_prepare(with_mouse);
	private_modes(true);
}

void term_listen(void)
{
	(void)keypad(keyboard, TRUE);
	sequence_claim();
	(void)define_key("\033[200~", KEYCODE_PASTE_BEGIN);
	(void)define_key("\033[201~", KEYCODE_PASTE_END);
}

int term_getch(void)
{
	int code = wgetch(keyboard);

	while (code == KEY_RESIZE) /* an echo of term_resize(), which nobody pressed */
		code = wgetch(keyboard);
	taken += code != ERR;
	return code;
}

unsigned long term_taken(void)
{
	return taken;
}

void term_resize(void)
{
	struct winsize size;

	if (window_size(&size))
		(void)resizeterm(size.ws_row, size.ws_col);
	signals_prepare(with_mouse);
	term_redraw();
}

void term_redraw(void)
{
	(void)clearok(curscr, TRUE);
}

bool term_suspend(void)
{
	signals_write(true);
	give_back();
	signals_write(false);
	if (!job_control_stop())
		return false;
	term_take();
	return true;
}

void term_show_alone(const char *line)
{
	signals_write(true);
	give_back();
	(void)printf("\n%s\n\nEnter goes back.\n", line);
	(void)fflush(stdout);
	signals_write(false);
	(void)reset_prog_mode();
	signals_rearm();
	away = true;
}

bool term_is_away(void)
{
	return away;
}

void term_come_back(void)
{
	term_take();
}

bool term_retake(void)
{
	if (!job_control_come_forward())
		return false;
	signals_write(true);
	(void)endwin();
	signals_write(false);
	term_take();
	return true;
}

bool term_has_function_key(int number)
{
	char name[8];

	(void)snprintf(name, sizeof(name), "kf%d", number);
	return terminfo_string(name);
}
