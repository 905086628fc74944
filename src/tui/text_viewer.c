#include "tui/text_viewer.h"

#include "base/mem.h"
#include "screens/action.h"
#include "screens/layout.h"
#include "screens/line_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { widest = 76 };

struct text_viewer {
	struct screen screen;
	const char *title; /* a constant */
	char *text;
	void (*more)(struct app *app);
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
	struct report_line row = {.tone = TONE_TEXT, .text = line};

	(void)snprintf(line, sizeof(line), "%.*s", (int)len, text);
	tab = strchr(line, '\t');
	if (tab) {
		*tab = '\0';
		row.label = line;
		row.text = tab + 1;
	} else if (line[0] == '#') {
		row.tone = TONE_HEADING;
		row.text = line + 1;
	}
	line_layout_report_line(layout, &row);
}

static int put_all(const struct text_viewer *p, struct rect inside)
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

static int widest_label(const char *text)
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

static void viewer_draw(struct app *app, struct screen *s)
{
	struct text_viewer *p = viewer_of(s);
	struct rect screen = paint_screen(), r;
	int width = screen.width < widest ? screen.width : widest;

	p->lines = put_all(p, (struct rect) {.width = width - 4});
	p->page = p->lines < screen.height - 3 ? p->lines : screen.height - 3;
	r = (struct rect) {
		(screen.height - 3 - p->page) / 2, (screen.width - width) / 2, p->page + 2, width};
	p->scroll = layout_scroll(p->scroll, p->page, p->lines, p->scroll, p->scroll);
	paint_box(r, p->title);
	(void)put_all(p, (struct rect) {r.y + 1, r.x + 2, p->page, width - 4});
	if (p->scroll + p->page < p->lines)
		paint_run(r.y + r.height - 2, r.x + r.width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
	if (p->scroll > 0)
		paint_run(r.y + 1, r.x + r.width - 1, 1, GLYPH_UP, ROLE_FOCUS);
	app_cursor(app, -1, -1);
}

static bool asks_for_more(const struct text_viewer *p, const struct key *key)
{
	return p->more && (action_find(key->code) == &actions[ACTION_HELP] ||
				  (key->code == KEYCODE_TEXT && key->text[0] == '?'));
}

static void go_to_more(struct app *app, const struct text_viewer *p)
{
	void (*more)(struct app *) = p->more;

	app_pop(app);
	more(app);
}

static void viewer_key(struct app *app, struct screen *s, const struct key *key)
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
	else if (asks_for_more(p, key))
		go_to_more(app, p);
	else
		app_pop(app);
}

static int viewer_hints(struct app *app, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	(void)app;
	hints[n++] = (struct hint) {"Esc", "Close", 0};
	if (viewer_of(s)->more) {
		action_key_name(&actions[ACTION_HELP], hints[n].key);
		hints[n].rank = 0;
		hints[n++].name = "All keys";
	}
	if (viewer_of(s)->lines > viewer_of(s)->page)
		hints[n++] = (struct hint) {"Up Down", "Scroll", 0};
	return n;
}

static void pager_free(struct screen *s)
{
	free(viewer_of(s)->text);
	free(s);
}

static const struct screen_ops ops = {
	.draw = viewer_draw,
	.key = viewer_key,
	.hints = viewer_hints,
	.free = pager_free,
};

void text_viewer_take(struct app *app, const char *title, char *text, void (*more)(struct app *app))
{
	struct text_viewer *p = mem_zero(1, sizeof(*p));

	*p = (struct text_viewer) {.screen.ops = &ops,
		.title = title,
		.text = text,
		.more = more,
		.labels = widest_label(text)};
	app_take(app, &p->screen);
}
