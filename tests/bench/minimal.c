/*
 * What a form is measured against: nothing but labels, values and ncurses, in the way that costs
 * least (endwin() right behind newterm(): from there on ncurses writes in blocks, not after each
 * movement; one doupdate() a turn). argv: the number of fields, of which those are there that fit
 * on 24 lines. Tab moves, Enter opens a list, Esc closes it, ^X ends.
 */
#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { fields_max = 22, text_max = 40, value_x = 30, list_rows = 8, list_width = 40 };

static struct {
	int fields, focus, len[fields_max];
	char text[fields_max][text_max + 1];
	bool open, done;
} form;

static void draw_list(void)
{
	for (int i = 0; i < list_rows; i++)
		(void)mvprintw(4 + i, 20, "| %-*s |", list_width, i ? "One of the choices" : "");
}

static void draw(void)
{
	(void)erase();
	(void)mvaddstr(0, 1, "A minimal form");
	for (int i = 0; i < form.fields; i++) {
		(void)mvprintw(1 + i, 2, "Label of field %d", i + 1);
		(void)mvprintw(1 + i, value_x, "%s", form.text[i]);
	}
	(void)mvaddstr(LINES - 1, 1, "Tab Next  Enter Open  Esc Close  ^X Quit");
	if (form.open)
		draw_list();
	(void)move(1 + form.focus, value_x + form.len[form.focus]);
	(void)wnoutrefresh(stdscr);
	(void)doupdate();
}

static void take(int key)
{
	int *len = &form.len[form.focus];

	if (key == '\t')
		form.focus = (form.focus + 1) % form.fields;
	else if (key == '\r')
		form.open = true;
	else if (key == '\033')
		form.open = false;
	else if (key == 'X' - '@')
		form.done = true;
	else if (key >= ' ' && key < 0x7F && *len < text_max)
		form.text[form.focus][(*len)++] = (char)key;
}

int main(int argc, char **argv)
{
	struct pollfd keys = {.fd = STDIN_FILENO, .events = POLLIN};
	SCREEN *screen;
	WINDOW *pad;

	form.fields = argc > 1 ? atoi(argv[1]) : 0;
	if (form.fields < 1)
		return 64;
	if (form.fields > fields_max)
		form.fields = fields_max;
	(void)setlocale(LC_ALL, "");
	screen = newterm(NULL, stdout, stdin);
	if (!screen)
		return 64;
	(void)endwin();
	(void)raw();
	(void)noecho();
	(void)nonl();
	(void)typeahead(-1);
	(void)set_escdelay(25);
	pad = newpad(1, 1);
	(void)keypad(pad, TRUE);
	(void)nodelay(pad, TRUE);
	while (!form.done) {
		int key;

		draw();
		(void)poll(&keys, 1, -1);
		form.done = keys.revents & POLLHUP;
		while ((key = wgetch(pad)) != ERR)
			take(key);
	}
	(void)endwin();
	delscreen(screen);
	return 0;
}
