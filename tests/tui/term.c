#include "term.h"

#include <stdlib.h>
#include <string.h>

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct term *t = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		t->visible = value->boolean;
	else if (prop == VTERM_PROP_ALTSCREEN)
		t->altscreen = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		t->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

/* Designated, because later versions of libvterm have more members. */
static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

void term_open(struct term *t, int rows, int cols, VTermOutputCallback *reply, void *user)
{
	*t = (struct term) {.rows = rows, .cols = cols, .reply = reply, .user = user};
	t->visible = true;
	t->vt = must(vterm_new(rows, cols));
	vterm_set_utf8(t->vt, 1);
	vterm_output_set_callback(t->vt, reply, user);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
}

void term_close(struct term *t)
{
	if (t->vt)
		vterm_free(t->vt);
	dim_fini(&t->dim);
	*t = (struct term) {0};
}

void term_resize(struct term *t, int rows, int cols)
{
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
}

void term_feed(struct term *t, const char *p, size_t n)
{
	struct bytes out = {0};

	dim_filter(&t->dim, p, n, &out);
	vterm_input_write(t->vt, bytes_string(&out), out.n);
	bytes_fini(&out);
}

static VTermScreenCell cell_at(const struct term *t, int row, int col)
{
	VTermScreenCell cell = {0};

	vterm_screen_get_cell(t->screen, (VTermPos) {.row = row, .col = col}, &cell);
	return cell;
}

static void add_utf8(struct bytes *b, uint32_t c)
{
	static const struct {
		uint32_t below;
		unsigned char lead;
		int more;
	} forms[] = {{0x80, 0, 0}, {0x800, 0xc0, 1}, {0x10000, 0xe0, 2}, {0x110000, 0xf0, 3}};
	size_t i = 0;

	while (i < 3 && c >= forms[i].below)
		i++;
	for (int shift = 6 * forms[i].more; shift >= 0; shift -= 6) {
		bool first = shift == 6 * forms[i].more;
		uint32_t bits = first ? forms[i].lead | c >> shift : 0x80 | (c >> shift & 0x3f);

		bytes_add(b, &(char) {(char)bits}, 1);
	}
}

int term_cell(const struct term *t, int row, int col, struct bytes *text)
{
	VTermScreenCell cell = cell_at(t, row, col);
	/* Behind a wide character stands a cell of -1; alone it is the rest of one that is gone. */
	bool empty = !cell.chars[0] || cell.chars[0] == (uint32_t)-1;

	bytes_clear(text);
	if (empty)
		bytes_text(text, " ");
	for (int i = 0; !empty && i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
		add_utf8(text, cell.chars[i]);
	return cell.width > 1 ? 2 : 1;
}

VTermPos term_cursor(const struct term *t)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &pos);
	return pos;
}

struct bytes term_row(const struct term *t, int row)
{
	struct bytes whole = {0}, cell = {0};

	for (int col = 0; col < t->cols;) {
		col += term_cell(t, row, col, &cell);
		bytes_add(&whole, cell.p, cell.n);
	}
	while (whole.n && whole.p[whole.n - 1] == ' ')
		whole.p[--whole.n] = '\0';
	bytes_fini(&cell);
	return whole;
}

/* The first column behind text when it stands at col; -1 when it does not. */
static int match_at(const struct term *t, int row, int col, const char *text)
{
	struct bytes cell = {0};

	while (*text && col < t->cols) {
		int width = term_cell(t, row, col, &cell);

		if (strncmp(text, cell.p, cell.n))
			break;
		text += cell.n;
		col += width;
	}
	bytes_fini(&cell);
	return *text ? -1 : col;
}

bool term_find(const struct term *t, int row, const char *text, term_found *found, void *user)
{
	for (int col = 0; col < t->cols; col++) {
		int end = match_at(t, row, col, text);

		if (end >= 0 && (!found || found(t, row, col, end, user)))
			return true;
	}
	return false;
}

bool term_has(const struct term *t, const char *text)
{
	for (int row = 0; row < t->rows; row++)
		if (term_find(t, row, text, NULL, NULL))
			return true;
	return false;
}

enum { bold = 1, dim = 2, underline = 4, italic = 8, blink = 16, reverse = 32 };

static const struct {
	const char *name;
	unsigned bit;
} styles[] = {
	{"bold", bold},
	{"dim", dim},
	{"underline", underline},
	{"italic", italic},
	{"blink", blink},
	{"reverse", reverse},
};

static unsigned style_of(const VTermScreenCell *c)
{
	return (c->attrs.bold ? bold : 0u) | (c->attrs.font == dim_font ? dim : 0u) |
	       (c->attrs.underline ? underline : 0u) | (c->attrs.italic ? italic : 0u) |
	       (c->attrs.blink ? blink : 0u) | (c->attrs.reverse ? reverse : 0u);
}

static int is_colour(const VTermColor *c, bool is_default, const char *wanted)
{
	char *end;
	long n = strtol(wanted, &end, 10);

	if (!strcmp(wanted, "default"))
		return is_default;
	if (!*wanted || *end)
		return -1;
	return !is_default && VTERM_COLOR_IS_INDEXED(c) && c->indexed.idx == n;
}

static int has_attribute(const VTermScreenCell *c, const char *name)
{
	if (!strncmp(name, "fg:", 3))
		return is_colour(&c->fg, VTERM_COLOR_IS_DEFAULT_FG(&c->fg), name + 3);
	if (!strncmp(name, "bg:", 3))
		return is_colour(&c->bg, VTERM_COLOR_IS_DEFAULT_BG(&c->bg), name + 3);
	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++)
		if (!strcmp(name, styles[i].name))
			return (style_of(c) & styles[i].bit) != 0;
	return -1;
}

int term_attribute(const struct term *t, int row, int col, const char *name)
{
	const VTermScreenCell cell = cell_at(t, row, col);
	bool negated = !strncmp(name, "not-", 4);
	int has = has_attribute(&cell, name + (negated ? 4 : 0));

	return has < 0 ? has : has != negated;
}

static void add_colour(struct bytes *b, const char *which, const VTermColor *c, bool is_default)
{
	if (is_default)
		return;
	bytes_format(b, VTERM_COLOR_IS_INDEXED(c) ? "%s:%d " : "%s:rgb ", which,
		VTERM_COLOR_IS_INDEXED(c) ? c->indexed.idx : 0);
}

void term_style(const struct term *t, int row, int col, struct bytes *text)
{
	const VTermScreenCell cell = cell_at(t, row, col);
	unsigned seen = style_of(&cell), of_blanks = underline | reverse;
	bool blank = !cell.chars[0] || cell.chars[0] == ' ';

	if (blank)
		seen &= of_blanks;
	if (!blank || seen)
		add_colour(text, "fg", &cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	add_colour(text, "bg", &cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++)
		if (seen & styles[i].bit)
			bytes_format(text, "%s ", styles[i].name);
	if (!text->n)
		bytes_text(text, "plain ");
	text->p[--text->n] = '\0';
}

bool term_coloured(const struct term *t)
{
	for (int row = 0; row < t->rows; row++)
		for (int col = 0; col < t->cols; col++) {
			const VTermScreenCell c = cell_at(t, row, col);

			if (!VTERM_COLOR_IS_DEFAULT_FG(&c.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&c.bg))
				return true;
		}
	return false;
}
