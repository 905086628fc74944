/*
 * A small program for the driver's own tests. It shows some attributes, its size, and in
 * hexadecimal every byte that it reads. Some bytes do something, as the table says.
 */
#include <curses.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <time.h>

enum { shown = 24, control = 0x1f };

static int last[shown]; /* the bytes read, the newest at the end */
static int n_last;
static const char *notice = "";
static bool told; /* the secret is on the screen */

static void draw_samples(void)
{
	static const struct {
		const char *text;
		attr_t attributes;
		short pair;
	} samples[] = {
		{"bold", A_BOLD, 0},
		{"reverse", A_REVERSE, 0},
		{"underline", A_UNDERLINE, 0},
		{"dim", A_DIM, 0},
		{"dim red", A_DIM, 1},
		{"red on blue", A_NORMAL, 1},
		{"plain", A_NORMAL, 0},
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		move(2 + (int)i, 2);
		attr_set(samples[i].attributes, samples[i].pair, NULL);
		addstr(samples[i].text);
		attr_set(A_NORMAL, 0, NULL);
	}
}

static void draw(void)
{
	char now[8];
	time_t t = time(NULL);

	strftime(now, sizeof(now), "%H:%M", localtime(&t));
	erase();
	mvprintw(0, 0, "Ready at %s, %dx%d", now, LINES, COLS);
	mvaddstr(1, 0, notice);
	draw_samples();
	mvprintw(10, 0, "wide \u65e5\u672c, marked e\u0301, end");
	if (told)
		mvprintw(11, 0, "a secret: %s", getenv("SECRET"));
	mvprintw(12, 0, "read");
	for (int i = 0; i < n_last; i++)
		printw(" %02x", (unsigned)last[i]);
	refresh();
}

static void keep(int byte)
{
	if (n_last == shown)
		n_last = 0;
	last[n_last++] = byte;
}

static void leave(int status)
{
	endwin();
	exit(status);
}

static void quit(void)
{
	leave(0);
}

static void fail(void)
{
	leave(3);
}

static void forget(void)
{
	n_last = 0;
}

static void tell(void)
{
	told = !told;
}

static void want_paste_marks(void)
{
	putp("\033[?2004h");
	fflush(stdout);
	notice = "paste is marked";
}

static void save(void)
{
	FILE *f = fopen("saved", "w");

	if (!f)
		leave(4);
	fputs("size = 24;\n", f);
	fclose(f);
}

static void stop_reading(void)
{
	notice = "deaf";
	draw();
	for (;;)
		napms(1000);
}

static const struct {
	int byte;
	void (*run)(void);
} commands[] = {
	{'Q' & control, quit},
	{'X' & control, fail},
	{'L' & control, forget},
	{'P' & control, want_paste_marks},
	{'W' & control, save},
	{'T' & control, tell},
	{'D' & control, stop_reading},
};

static void handle(int byte)
{
	keep(byte);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (commands[i].byte == byte)
			commands[i].run();
}

/* A resize that comes just before getch() begins to wait would be seen with the next key only. */
static int next(const sigset_t *unblocked)
{
	struct pollfd input = {.fd = 0, .events = POLLIN};

	struct winsize size;

	if (ppoll(&input, 1, NULL, unblocked) >= 0)
		return getch();
	if (errno != EINTR || ioctl(1, TIOCGWINSZ, &size) < 0)
		return ERR;
	resizeterm(size.ws_row, size.ws_col);
	return KEY_RESIZE;
}

int main(void)
{
	sigset_t resize, unblocked;

	setlocale(LC_ALL, "");
	if (!newterm(NULL, stdout, stdin))
		return 64;
	signal(SIGTERM, SIG_DFL); /* ncurses would make it an exit */
	raw();
	nonl();
	noecho();
	start_color();
	use_default_colors();
	init_pair(1, COLOR_RED, COLOR_BLUE);
	sigemptyset(&resize);
	sigaddset(&resize, SIGWINCH);
	sigprocmask(SIG_BLOCK, &resize, &unblocked);
	putp(keypad_xmit);
	fflush(stdout);
	for (;;) {
		int byte;

		draw();
		byte = next(&unblocked);
		if (byte == ERR)
			leave(5);
		if (byte != KEY_RESIZE)
			handle(byte);
	}
}
