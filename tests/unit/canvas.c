#include "canvas.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { row_max = 512 };

static SCREEN *screen;
static FILE *nowhere;
static struct canvas *open_one;

static void ground_draw(struct stack *st, struct screen *s)
{
	(void)st;
	(void)s;
}

static void ground_key(struct stack *st, struct screen *s, const struct key *key)
{
	(void)st;
	(void)s;
	(void)key;
	open_one->keys++;
}

static int ground_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	(void)st;
	(void)s;
	(void)hints;
	return 0;
}

static void ground_news(struct stack *st, struct screen *s)
{
	(void)st;
	(void)s;
	open_one->news++;
}

static void ground_free(struct screen *s)
{
	(void)s;
}

static const struct screen_ops ground_ops = {
	.draw = ground_draw,
	.key = ground_key,
	.hints = ground_hints,
	.news = ground_news,
	.free = ground_free,
};

static struct screen ground;

void canvas_open(struct canvas *c, int rows, int columns)
{
	nowhere = fopen("/dev/null", "r+");
	screen = nowhere ? newterm("xterm", nowhere, nowhere) : NULL;
	if (!screen)
		abort();
	paint_init(true, false);
	*c = (struct canvas) {0};
	open_one = c;
	ground = (struct screen) {.ops = &ground_ops};
	stack_take(&c->stack, &ground);
	(void)snprintf(c->stack.help_key, key_name_max, "F1");
	canvas_resize(c, rows, columns);
}

void canvas_resize(struct canvas *c, int rows, int columns)
{
	(void)resizeterm(rows, columns);
	canvas_draw(c);
}

void canvas_close(struct canvas *c)
{
	while (c->stack.top)
		stack_pop(&c->stack);
	(void)endwin();
	delscreen(screen);
	(void)fclose(nowhere);
}

bool canvas_is_bare(const struct canvas *c)
{
	return c->stack.top == &ground;
}

void canvas_draw(struct canvas *c)
{
	paint_begin();
	stack_draw(&c->stack);
	paint_end(c->stack.cursor_y, c->stack.cursor_x);
	stack_drawn(&c->stack);
}

static bool canvas_find(const char *text, int *y, int *x)
{
	char row[row_max];

	for (*y = 0; *y < LINES; ++*y) {
		const char *at;

		(void)mvinnstr(*y, 0, row, row_max - 1);
		at = strstr(row, text);
		if (at) {
			*x = (int)(at - row);
			return true;
		}
	}
	return false;
}

int canvas_row(const struct canvas *c, const char *text)
{
	int y, x;

	(void)c;
	return canvas_find(text, &y, &x) ? y : -1;
}

static void canvas_press(struct canvas *c, const struct key *key)
{
	canvas_draw(c);
	stack_key(&c->stack, key);
	canvas_draw(c);
}

void canvas_key(struct canvas *c, int code)
{
	canvas_press(c, &(struct key) {.code = code});
}

void canvas_type(struct canvas *c, const char *text)
{
	for (; *text; text++)
		canvas_press(c, &(struct key) {.code = KEYCODE_TEXT, .text = text, .len = 1});
}

void canvas_click(struct canvas *c, const char *text)
{
	struct key key = {.code = KEYCODE_CLICK};

	canvas_draw(c);
	if (!canvas_find(text, &key.y, &key.x))
		abort();
	canvas_press(c, &key);
}

void canvas_command(struct canvas *c)
{
	canvas_press(c, &(struct key) {.code = KEYCODE_F(6), .command = true});
}

void canvas_help(struct canvas *c)
{
	canvas_press(c, &(struct key) {.code = KEYCODE_F(1), .command = true, .help = true});
}
