#include "tui/paint.h"

#include "base/cluster.h"
#include "base/wrap.h"

#include <curses.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

static const struct {
	const char *utf8, *ascii;
} glyphs[] = {
	[GLYPH_BULLET] = {"•", "*"},
	[GLYPH_FOCUS] = {"▌", ">"},
	[GLYPH_MARK] = {"▸", ">"},
	[GLYPH_FOLDED] = {"▸", "+"},
	[GLYPH_UNFOLDED] = {"▾", "-"},
	[GLYPH_OPENS] = {"▾", "v"},
	[GLYPH_YES] = {"✓", "+"},
	[GLYPH_NO] = {"✗", "x"},
	[GLYPH_NOTE] = {"›", "-"},
	[GLYPH_ALERT] = {"!", "!"},
	[GLYPH_MORE] = {"…", ">"},
	[GLYPH_STALE] = {"~", "~"},
	[GLYPH_OPEN] = {"○", "o"},
	[GLYPH_DOT] = {"●", "o"},
	[GLYPH_LATER] = {"·", "."},
	[GLYPH_INHERITED] = {"⇡", "^"},
	[GLYPH_TO] = {"→", "->"},
	[GLYPH_BAR] = {"│", "|"},
	[GLYPH_LINE] = {"─", "-"},
	[GLYPH_TOP_LEFT] = {"┌", "+"},
	[GLYPH_TOP_RIGHT] = {"┐", "+"},
	[GLYPH_BOTTOM_LEFT] = {"└", "+"},
	[GLYPH_BOTTOM_RIGHT] = {"┘", "+"},
	[GLYPH_TEE_LEFT] = {"├", "+"},
	[GLYPH_TEE_RIGHT] = {"┤", "+"},
	[GLYPH_UP] = {"↑", "^"},
	[GLYPH_DOWN] = {"↓", "v"},
	[GLYPH_LEFT] = {"←", "<"},
	[GLYPH_RIGHT] = {"→", ">"},
};

_Static_assert(sizeof(glyphs) / sizeof(glyphs[0]) == GLYPH_COUNT, "every glyph has two forms");

/* With fewer colours than the names have (a second one for a mark, say) there are none. */
enum { few_colours = 8, many_colours = 256 };

enum { dialog_widest = 70, wide_screen = 100, framed_max = 200 };

/* Glyphs of ours can be ASCII by choice; letters are shown wherever the terminal can. */
static bool ascii_glyphs, ascii_text, coloured, knows_own_colours;
static attr_t attributes[ROLE_COUNT];

void paint_init(bool ascii, bool colours)
{
	ascii_text = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	ascii_glyphs = ascii || ascii_text;
	coloured = colours && has_colors() && start_color() == OK && COLORS >= few_colours;
	knows_own_colours = coloured && use_default_colors() == OK;
}

/* A terminal that cannot be told to use its own colours gets what they usually are. */
static short paint_shown(int colour, int usual)
{
	return (short)(colour < 0 && !knows_own_colours ? usual : colour);
}

static bool make_pair(short pair, int fg, int bg)
{
	return coloured && (fg >= 0 || bg >= 0) &&
	       init_pair(pair, paint_shown(fg, COLOR_WHITE), paint_shown(bg, COLOR_BLACK)) == OK;
}

static attr_t attributes_of(const struct style *s, int ground, short pair)
{
	bool many = COLORS == many_colours; /* with more, a number is a mixture of its own */
	bool reverse = s->reverse || (!many && s->basic_reverse);
	bool underline = s->underline || (!many && s->basic_underline);
	int fg = many ? s->fg : s->basic_fg, bg = many ? s->bg : s->basic_bg;
	attr_t a = (s->bold ? A_BOLD : 0) | (reverse ? A_REVERSE : 0) |
		   (underline ? A_UNDERLINE : 0) | (s->dim ? A_DIM : 0);

	if (make_pair(pair, fg, bg))
		a |= (attr_t)COLOR_PAIR(pair);
	else if (bg >= 0 && bg != ground)
		a |= A_REVERSE; /* what stands out by its ground does so without colours too */
	return a;
}

void paint_styles(const struct style styles[ROLE_COUNT])
{
	int ground = styles[ROLE_TEXT].basic_bg;

	for (int i = 0; i < ROLE_COUNT; i++)
		attributes[i] = attributes_of(&styles[i], ground, (short)(i + 1));
	(void)bkgdset(' ' | attributes[ROLE_TEXT]);
}

bool paint_has_contrast(void)
{
	return coloured && !ascii_glyphs;
}

void paint_contrast(int y, int x, const char *text)
{
	enum { pair = ROLE_COUNT + 1, pure_black = 16, pure_white = 231 };
	bool many = COLORS == many_colours;

	if (make_pair(pair, many ? pure_black : COLOR_BLACK, many ? pure_white : COLOR_WHITE))
		(void)attrset((attr_t)COLOR_PAIR(pair));
	(void)mvaddstr(y, x, text);
	(void)attrset(attributes[ROLE_TEXT]);
}

struct rect paint_screen(void)
{
	return (struct rect) {0, 0, LINES, COLS};
}

void paint_begin(void)
{
	(void)erase();
}

/* Only when it changes, from shown: what terminfo has for it is a write of its own. */
static void show_cursor(bool shown)
{
	static bool hidden;

	if (hidden == !shown)
		return;
	hidden = !shown;
	(void)curs_set(shown);
}

void paint_end(int y, int x)
{
	show_cursor(y >= 0);
	if (y >= 0)
		(void)move(y, x);
	else
		(void)move(LINES - 1, COLS - 1);
	(void)wnoutrefresh(stdscr);
	(void)doupdate();
}

const char *paint_glyph(enum glyph g)
{
	return ascii_glyphs ? glyphs[g].ascii : glyphs[g].utf8;
}

int paint_columns(const char *text, size_t len)
{
	return wrap_columns(text, len, ascii_text);
}

size_t paint_fit(const char *text, int columns)
{
	return wrap_fit(text, strlen(text), columns, ascii_text);
}

static void paint_put(const char *bytes, size_t len)
{
	(void)addnstr(bytes, (int)len);
}

/* What the terminal cannot show goes out as `?`; nothing else but text does. */
static void put_bytes(int y, int x, const char *text, size_t len)
{
	size_t n;

	if (move(y, x) == ERR)
		return;
	for (size_t i = 0; i < len; i += n) {
		n = cluster_next(text + i, len - i);
		(void)cluster_show(text + i, n, ascii_text, paint_put);
	}
}

int paint_text(int y, int x, int width, const char *text, enum role role)
{
	int columns = paint_columns(text, strlen(text));
	size_t fits;

	if (width <= 0 || y < 0 || y >= LINES || x < 0 || x >= COLS)
		return 0;
	if (width > COLS - x)
		width = COLS - x;
	(void)attrset(attributes[role]);
	if (columns <= width) {
		put_bytes(y, x, text, strlen(text));
		return columns;
	}
	fits = paint_fit(text, width - 1);
	put_bytes(y, x, text, fits);
	columns = paint_columns(text, fits);
	(void)mvaddstr(y, x + columns, paint_glyph(GLYPH_MORE));
	return columns + 1;
}

void paint_cell(int y, int x, int width, const char *text, enum role role)
{
	int used = paint_text(y, x, width, text, role);

	if (used < width)
		(void)mvprintw(y, x + used, "%*s", width - used, "");
}

void paint_run(int y, int x, int count, enum glyph g, enum role role)
{
	(void)attrset(attributes[role]);
	for (int i = 0; i < count; i++)
		(void)mvaddstr(y, x + i, paint_glyph(g));
}

void paint_line(int y, int x, int width)
{
	paint_run(y, x, width, GLYPH_LINE, ROLE_LINE);
}

void paint_field(int y, int x, int width, const char *text, enum role role)
{
	paint_cell(y, x, width, text, role);
}

void paint_heading(int y, int x, int width, const char *title)
{
	int used = 2;

	paint_line(y, x, 1);
	used += paint_text(y, x + used, width - used, title, ROLE_SECTION) + 1;
	paint_line(y, x + used, width - used);
}

int paint_sheet_width(int screen, int wanted)
{
	bool sheet = wanted > dialog_widest && screen <= wide_screen;

	return sheet || wanted > screen ? screen : wanted;
}

/* A row across the box: what it begins and ends with, and in between a line. */
static void paint_box_row(struct rect r, int y, enum glyph left, enum glyph right)
{
	paint_run(y, r.x, 1, left, ROLE_FRAME);
	paint_run(y, r.x + 1, r.width - 2, GLYPH_LINE, ROLE_FRAME);
	paint_run(y, r.x + r.width - 1, 1, right, ROLE_FRAME);
}

void paint_box(struct rect r, const char *title)
{
	char framed[framed_max];
	int last = r.y + r.height - 1;

	paint_box_row(r, r.y, GLYPH_TOP_LEFT, GLYPH_TOP_RIGHT);
	for (int y = r.y + 1; y < last; y++) {
		paint_run(y, r.x, 1, GLYPH_BAR, ROLE_FRAME);
		paint_cell(y, r.x + 1, r.width - 2, "", ROLE_TEXT);
		paint_run(y, r.x + r.width - 1, 1, GLYPH_BAR, ROLE_FRAME);
	}
	paint_box_row(r, last, GLYPH_BOTTOM_LEFT, GLYPH_BOTTOM_RIGHT);
	if (!title || !*title)
		return;
	(void)snprintf(framed, sizeof(framed), " %s ", title);
	paint_text(r.y, r.x + 2, r.width - 4, framed, ROLE_SECTION);
}

void paint_box_divide(struct rect r, int y)
{
	paint_box_row(r, y, GLYPH_TEE_LEFT, GLYPH_TEE_RIGHT);
}

void paint_box_corner(struct rect r, const char *text)
{
	int width = paint_columns(text, strlen(text));

	if (width && width + 8 < r.width)
		paint_text(r.y, r.x + r.width - width - 2, width, text, ROLE_SECTION);
}

void paint_box_arrows(struct rect r, int first, int last, bool before, bool after)
{
	if (before)
		paint_run(first, r.x + r.width - 1, 1, GLYPH_UP, ROLE_FOCUS);
	if (after)
		paint_run(last, r.x + r.width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
}

/* Blanks are left as they are, as each cell that changes is sent. */
static bool paint_is_blank(int y, int x)
{
	wchar_t text[CCHARW_MAX + 1];
	attr_t as;
	short pair;
	cchar_t cell;

	if (mvin_wch(y, x, &cell) == ERR || getcchar(&cell, text, &as, &pair, NULL) == ERR)
		return false;
	return text[0] == L' ' && !text[1];
}

void paint_behind(void)
{
	const attr_t *behind = &attributes[ROLE_BEHIND], *text = &attributes[ROLE_TEXT];

	for (int y = 0; y < LINES; y++)
		for (int x = 0, end; x < COLS; x = end) {
			bool blank = paint_is_blank(y, x);
			attr_t a = blank ? *text : *behind;

			for (end = x + 1; end < COLS && paint_is_blank(y, end) == blank;)
				end++;
			(void)mvchgat(y, x, end - x, a & ~A_COLOR, (short)PAIR_NUMBER(a), NULL);
		}
}

bool paint_wrap(const char *text, int width, int n, char *line, size_t size)
{
	struct wrap wrap = {text, strlen(text), width, .ascii = ascii_text};
	const char *at;
	size_t len;

	while (width > 0 && wrap_next(&wrap, &at, &len)) {
		if (n-- == 0) {
			(void)snprintf(line, size, "%.*s", (int)len, at);
			return true;
		}
	}
	return false;
}

int paint_wrap_count(const char *text, int width)
{
	char line[value_line_max];
	int n = 0;

	while (paint_wrap(text, width, n, line, sizeof(line)))
		n++;
	return n;
}

int paint_paragraph(struct rect r, const char *text, enum role role)
{
	char line[value_line_max];
	int n = 0;

	for (; n < r.height && paint_wrap(text, r.width, n, line, sizeof(line)); n++)
		paint_text(r.y + n, r.x, r.width, line, role);
	return n;
}
