#include "tui/edit.h"

#include "base/text.h"
#include "tui/paint.h"

#include <curses.h>
#include <string.h>

void edit_set(struct edit *e, const char *text, size_t len, bool secret)
{
	edit_wipe(e);
	if (len > value_max)
		len = value_max;
	memcpy(e->text, text, len);
	e->len = e->cursor = len;
	e->secret = secret;
}

void edit_wipe(struct edit *e)
{
	explicit_bzero(e, sizeof(*e));
}

static size_t before(const struct edit *e)
{
	size_t at = e->cursor;

	while (at > 0 && ((unsigned char)e->text[--at] & 0xC0) == 0x80)
		;
	return at;
}

static size_t after(const struct edit *e)
{
	uint32_t c;
	size_t n;

	(void)utf8_next(e->text + e->cursor, e->len - e->cursor, &c, &n);
	return e->cursor + n;
}

static void cut(struct edit *e, size_t from, size_t to)
{
	if (from == to)
		return;
	memmove(e->text + from, e->text + to, e->len - to);
	explicit_bzero(e->text + e->len - (to - from), to - from);
	e->len -= to - from;
	e->cursor = from;
	e->touched = true;
}

static void insert(struct edit *e, const char *text, size_t len)
{
	e->refused = len > value_max - e->len;
	if (e->refused)
		return;
	memmove(e->text + e->cursor + len, e->text + e->cursor, e->len - e->cursor);
	memcpy(e->text + e->cursor, text, len);
	e->len += len;
	e->cursor += len;
	e->touched = true;
}

static void go_left(struct edit *e)
{
	e->cursor = before(e);
}

static void go_right(struct edit *e)
{
	e->cursor = after(e);
}

static void go_home(struct edit *e)
{
	e->cursor = 0;
}

static void go_end(struct edit *e)
{
	e->cursor = e->len;
}

static void rub_out(struct edit *e)
{
	cut(e, before(e), e->cursor);
}

static void delete_next(struct edit *e)
{
	cut(e, e->cursor, after(e));
}

static void delete_to_start(struct edit *e)
{
	cut(e, 0, e->cursor);
}

static void delete_to_end(struct edit *e)
{
	size_t at = e->cursor;

	cut(e, at, e->len);
}

static void delete_word(struct edit *e)
{
	size_t at = e->cursor;

	while (at > 0 && e->text[at - 1] == ' ')
		at--;
	while (at > 0 && e->text[at - 1] != ' ')
		at--;
	cut(e, at, e->cursor);
}

/* The keys of readline, as far as no action of the program has them. */
static const struct {
	int code;
	void (*run)(struct edit *e);
} commands[] = {
	{KEY_LEFT, go_left},
	{KEY_RIGHT, go_right},
	{KEY_HOME, go_home},
	{KEY_END, go_end},
	{KEY_DC, delete_next},
	{KEYCODE_BACKSPACE, rub_out},
	{KEYCODE_CTRL('A'), go_home},
	{KEYCODE_CTRL('B'), go_left},
	{KEYCODE_CTRL('D'), delete_next},
	{KEYCODE_CTRL('E'), go_end},
	{KEYCODE_CTRL('K'), delete_to_end},
	{KEYCODE_CTRL('U'), delete_to_start},
	{KEYCODE_CTRL('W'), delete_word},
};

bool edit_key(struct edit *e, const struct key *key)
{
	e->refused = false;
	if (key->code == KEYCODE_TEXT || key->code == KEYCODE_PASTE) {
		insert(e, key->text, key->len);
		return true;
	}
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (commands[i].code == key->code) {
			commands[i].run(e);
			return true;
		}
	return false;
}

/* A secret is as long as it has characters; what they are is nobody's business. */
static void masked(const struct edit *e, char *out, size_t *cursor)
{
	const char *bullet = paint_glyph(GLYPH_BULLET);
	size_t n, used = 0, width = strlen(bullet);
	uint32_t c;

	for (size_t i = 0; i < e->len; i += n) {
		if (i == e->cursor)
			*cursor = used;
		(void)utf8_next(e->text + i, e->len - i, &c, &n);
		memcpy(out + used, bullet, width);
		used += width;
	}
	if (e->cursor == e->len)
		*cursor = used;
	out[used] = '\0';
}

/* The first byte to show, so that the cursor is inside the place. */
static size_t scrolled(const char *text, size_t cursor, int width)
{
	size_t from = 0, n;
	uint32_t c;

	while (paint_columns(text + from, cursor - from) >= width) {
		(void)utf8_next(text + from, cursor - from, &c, &n);
		from += n;
	}
	return from;
}

void edit_look(const struct edit *e, int width, struct edit_view *view)
{
	size_t cursor = e->cursor, from, fits;

	if (e->secret) {
		masked(e, view->shown, &cursor);
	} else {
		memcpy(view->shown, e->text, e->len);
		view->shown[e->len] = '\0';
	}
	from = scrolled(view->shown, cursor, width);
	view->cursor = paint_columns(view->shown + from, cursor - from);
	fits = paint_fit(view->shown + from, width);
	memmove(view->shown, view->shown + from, fits);
	view->shown[fits] = '\0';
}
