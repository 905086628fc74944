#include "tui/pager.h"

#include "base/mem.h"
#include "tui/layout.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { widest = 76 };

struct pager {
	struct screen screen;
	const char *title; /* a constant */
	char *text;
	int scroll, page, lines;
};

static struct pager *of(struct screen *s)
{
	return (struct pager *)(void *)s;
}

static void draw(struct app *app, struct screen *s)
{
	struct pager *p = of(s);
	struct rect screen = paint_screen(), r;
	char line[value_line_max];
	int width = screen.width < widest ? screen.width : widest;

	p->lines = paint_wrap_count(p->text, width - 4);
	p->page = p->lines < screen.height - 3 ? p->lines : screen.height - 3;
	r = (struct rect) {
		(screen.height - 3 - p->page) / 2, (screen.width - width) / 2, p->page + 2, width};
	p->scroll = layout_scroll(p->scroll, p->page, p->lines, p->scroll, p->scroll);
	paint_box(r, p->title);
	for (int i = 0; i < p->page; i++)
		if (paint_wrap(p->text, width - 4, p->scroll + i, line, sizeof(line)))
			paint_text(r.y + 1 + i, r.x + 2, width - 4, line + (line[0] == '#'),
				line[0] == '#' ? ROLE_SECTION : ROLE_TEXT);
	if (p->scroll + p->page < p->lines)
		paint_run(r.y + r.height - 2, r.x + r.width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
	if (p->scroll > 0)
		paint_run(r.y + 1, r.x + r.width - 1, 1, GLYPH_UP, ROLE_FOCUS);
	app_cursor(app, -1, -1);
}

static void key(struct app *app, struct screen *s, const struct key *key)
{
	struct pager *p = of(s);
	const struct {
		int code, by;
	} moves[] = {
		{KEY_DOWN, 1},
		{KEY_UP, -1},
		{KEY_NPAGE, p->page},
		{KEY_PPAGE, -p->page},
		{KEY_HOME, -p->lines},
		{KEY_END, p->lines},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == key->code) {
			p->scroll += moves[i].by;
			return;
		}
	if (key->code == KEYCODE_TEXT && key->text[0] == ' ')
		p->scroll += p->page;
	else
		app_pop(app);
}

static int hints(struct app *app, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	(void)app;
	hints[n++] = (struct hint) {"Esc", "Close", 0};
	if (of(s)->lines > of(s)->page)
		hints[n++] = (struct hint) {"Up Down", "Scroll", 0};
	return n;
}

static void pager_free(struct screen *s)
{
	free(of(s)->text);
	free(s);
}

static const struct screen_ops ops = {
	.draw = draw,
	.key = key,
	.hints = hints,
	.free = pager_free,
};

void pager_take(struct app *app, const char *title, char *text)
{
	struct pager *p = mem_zero(1, sizeof(*p));

	*p = (struct pager) {.screen.ops = &ops, .title = title, .text = text};
	app_take(app, &p->screen);
}
