#include "tui/text_viewer.h"

#include "base/mem.h"
#include "tui/line_layout.h"
#include "tui/scroll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { widest = 76 };

struct text_viewer {
	struct screen screen;
	const char *title; /* a constant */
	char *text;
	struct text_viewer_more more;
	int labels; /* columns of the widest */
	int scroll, page, lines;
};

static struct text_viewer *viewer_of(struct screen *s)
{
	return (struct text_viewer *)(void *)s;
}

/* One line of the text: a heading, a label and its text, or a paragraph. */
static void viewer_put_line(struct line_layout *layout, const char *text, size_t len)
{
	char line[value_line_max], *tab;

	(void)snprintf(line, sizeof(line), "%.*s", (int)len, text);
	tab = strchr(line, '\t');
	if (tab) {
		*tab = '\0';
		line_layout_row(layout, line, tab + 1, ROLE_TEXT);
	} else {
		line_layout_text(
			layout, line + (line[0] == '#'), line[0] == '#' ? ROLE_SECTION : ROLE_TEXT);
	}
}

static int viewer_put_all(const struct text_viewer *p, struct rect inside)
{
	struct line_layout layout = {.inside = inside, .scroll = p->scroll};
	const char *end;

	line_layout_align(&layout, p->labels);
	for (const char *line = p->text; *line; line = end + (*end == '\n')) {
		end = line + strcspn(line, "\n");
		viewer_put_line(&layout, line, (size_t)(end - line));
	}
	return layout.at;
}

static int viewer_widest_label(const char *text)
{
	int most = 0;

	for (const char *line = text, *end; *line; line = end + (*end == '\n')) {
		size_t label = strcspn(line, "\t\n");
		int columns = line[label] == '\t' ? paint_columns(line, label) : 0;

		end = line + strcspn(line, "\n");
		most = columns > most ? columns : most;
	}
	return most;
}

void text_viewer_draw(struct rect place, const char *text)
{
	const struct text_viewer whole = {
		.text = (char *)text, .labels = viewer_widest_label(text)};

	(void)viewer_put_all(&whole, place);
}

static void viewer_draw(struct stack *st, struct screen *s)
{
	struct text_viewer *p = viewer_of(s);
	struct rect screen = paint_screen(), r;
	int width = paint_sheet_width(screen.width, widest);

	p->lines = viewer_put_all(p, (struct rect) {.width = width - 4});
	p->page = p->lines < screen.height - 3 ? p->lines : screen.height - 3;
	r = (struct rect) {
		(screen.height - 3 - p->page) / 2, (screen.width - width) / 2, p->page + 2, width};
	p->scroll = scroll_to(p->scroll, p->page, p->lines, p->scroll, p->scroll);
	paint_box(r, p->title);
	(void)viewer_put_all(p, (struct rect) {r.y + 1, r.x + 2, p->page, width - 4});
	paint_box_arrows(
		r, r.y + 1, r.y + r.height - 2, p->scroll > 0, p->scroll + p->page < p->lines);
	stack_cursor(st, r.y + 1, r.x + 2);
}

static bool viewer_asks_for_more(const struct text_viewer *p, const struct key *key)
{
	return p->more.run && stack_is_help(key);
}

static void viewer_go_to_more(struct stack *st, const struct text_viewer *p)
{
	const struct text_viewer_more more = p->more;

	stack_pop(st);
	more.run(more.ctx);
}

static void viewer_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct text_viewer *p = viewer_of(s);
	const struct {
		int code, by;
	} moves[] = {
		{KEYCODE_DOWN, 1},
		{KEYCODE_UP, -1},
		{KEYCODE_PAGE_DOWN, p->page},
		{KEYCODE_PAGE_UP, -p->page},
		{KEYCODE_HOME, -p->lines},
		{KEYCODE_END, p->lines},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == key->code) {
			p->scroll += moves[i].by;
			return;
		}
	if (key->code == KEYCODE_TEXT && key->text[0] == ' ')
		p->scroll += p->page;
	else if (viewer_asks_for_more(p, key))
		viewer_go_to_more(st, p);
	else
		stack_pop(st);
}

static int viewer_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	hints[n++] = (struct hint) {"Esc", "Close", 0};
	if (viewer_of(s)->more.run) {
		(void)snprintf(hints[n].key, key_name_max, "%s", st->help_key);
		hints[n].rank = 0;
		hints[n++].name = viewer_of(s)->more.name;
	}
	if (viewer_of(s)->lines > viewer_of(s)->page)
		hints[n++] = (struct hint) {"Up Down", "Scroll", 0};
	return n;
}

static void viewer_free(struct screen *s)
{
	free(viewer_of(s)->text);
	free(s);
}

static const struct screen_ops ops = {
	.draw = viewer_draw,
	.key = viewer_key,
	.hints = viewer_hints,
	.free = viewer_free,
};

void text_viewer_take(struct stack *st, const char *title, char *text, struct text_viewer_more more)
{
	struct text_viewer *p = mem_zero(1, sizeof(*p));

	*p = (struct text_viewer) {.screen.ops = &ops,
		.title = title,
		.text = text,
		.more = more,
		.labels = viewer_widest_label(text)};
	stack_take(st, &p->screen);
}
