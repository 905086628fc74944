#include "tui/line_edit.h"

#include "base/ascii.h"
#include "base/cluster.h"
#include "tui/paint.h"

#include <string.h>

static size_t line_most(const struct line_edit *e)
{
	return e->secret ? line_edit_secret_max : line_edit_max;
}

void line_edit_set(struct line_edit *e, const char *text, size_t len, bool secret)
{
	line_edit_wipe(e);
	e->secret = secret;
	if (len > line_most(e))
		len = line_most(e);
	memcpy(e->text, text, len);
	e->len = e->cursor = len;
}

void line_edit_wipe(struct line_edit *e)
{
	explicit_bzero(e, sizeof(*e));
}

static size_t line_before(const struct line_edit *e)
{
	return cluster_before(e->text, e->cursor);
}

static size_t line_after(const struct line_edit *e)
{
	return e->cursor + cluster_next(e->text + e->cursor, e->len - e->cursor);
}

/* What is there now can be brought back. */
static void line_keep(struct line_edit *e)
{
	memcpy(e->kept, e->text, e->len);
	e->kept_len = e->len;
	e->has_kept = true;
}

static void line_cut(struct line_edit *e, size_t from, size_t to)
{
	if (from == to)
		return;
	memmove(e->text + from, e->text + to, e->len - to);
	explicit_bzero(e->text + e->len - (to - from), to - from);
	e->len -= to - from;
	e->cursor = from;
	e->touched = true;
}

static void cut_many(struct line_edit *e, size_t from, size_t to)
{
	if (from != to)
		line_keep(e);
	line_cut(e, from, to);
}

static void line_insert(struct line_edit *e, const char *text, size_t len)
{
	e->refused = len > line_most(e) - e->len;
	if (e->refused || !len)
		return;
	memmove(e->text + e->cursor + len, e->text + e->cursor, e->len - e->cursor);
	memcpy(e->text + e->cursor, text, len);
	e->len += len;
	e->cursor += len;
	e->touched = true;
}

static void line_go_left(struct line_edit *e)
{
	e->cursor = line_before(e);
}

static void line_go_right(struct line_edit *e)
{
	e->cursor = line_after(e);
}

static void go_home(struct line_edit *e)
{
	e->cursor = 0;
}

static void go_end(struct line_edit *e)
{
	e->cursor = e->len;
}

static void rub_out(struct line_edit *e)
{
	line_cut(e, line_before(e), e->cursor);
}

static void delete_next(struct line_edit *e)
{
	line_cut(e, e->cursor, line_after(e));
}

static void delete_to_start(struct line_edit *e)
{
	cut_many(e, 0, e->cursor);
}

static void delete_to_end(struct line_edit *e)
{
	cut_many(e, e->cursor, e->len);
}

static bool line_is_blank(char c)
{
	return c == ' ';
}

/* What is between words, for the keys that go from one to the next. */
static bool line_is_mark(char c)
{
	return (unsigned char)c < 0x80 && !ascii_is_word(c);
}

/* The words of a secret are nobody's business: it is all one. */
static size_t word_left(const struct line_edit *e, bool (*between)(char c))
{
	size_t at = e->secret ? 0 : e->cursor;

	while (at > 0 && between(e->text[at - 1]))
		at--;
	while (at > 0 && !between(e->text[at - 1]))
		at--;
	return at;
}

static size_t word_right(const struct line_edit *e)
{
	size_t at = e->secret ? e->len : e->cursor;

	while (at < e->len && line_is_mark(e->text[at]))
		at++;
	while (at < e->len && !line_is_mark(e->text[at]))
		at++;
	return at;
}

static void go_word_left(struct line_edit *e)
{
	e->cursor = word_left(e, line_is_mark);
}

static void go_word_right(struct line_edit *e)
{
	e->cursor = word_right(e);
}

static void delete_blank_word(struct line_edit *e)
{
	cut_many(e, word_left(e, line_is_blank), e->cursor);
}

static void delete_word_left(struct line_edit *e)
{
	cut_many(e, word_left(e, line_is_mark), e->cursor);
}

static void delete_word_right(struct line_edit *e)
{
	cut_many(e, e->cursor, word_right(e));
}

/* Back to the text before the last paste or larger deletion, and forth again. */
static void line_undo(struct line_edit *e)
{
	struct line_edit now = *e;

	if (e->has_kept) {
		memcpy(e->text, now.kept, now.kept_len);
		memcpy(e->kept, now.text, now.len);
		explicit_bzero(e->text + now.kept_len, sizeof(e->text) - now.kept_len);
		e->len = e->cursor = now.kept_len;
		e->kept_len = now.len;
		e->touched = true;
	}
	line_edit_wipe(&now);
}

/* The keys of readline, as far as no action of the program has them. */
static const struct {
	int code;
	void (*run)(struct line_edit *e);
} commands[] = {
	{KEYCODE_LEFT, line_go_left},
	{KEYCODE_RIGHT, line_go_right},
	{KEYCODE_HOME, go_home},
	{KEYCODE_END, go_end},
	{KEYCODE_DELETE, delete_next},
	{KEYCODE_BACKSPACE, rub_out},
	{KEYCODE_CTRL('A'), go_home},
	{KEYCODE_CTRL('B'), line_go_left},
	{KEYCODE_CTRL('D'), delete_next},
	{KEYCODE_CTRL('E'), go_end},
	{KEYCODE_CTRL('K'), delete_to_end},
	{KEYCODE_CTRL('U'), delete_to_start},
	{KEYCODE_CTRL('W'), delete_blank_word},
	{KEYCODE_UNDO, line_undo},
	{KEYCODE_WORD_LEFT, go_word_left},
	{KEYCODE_WORD_RIGHT, go_word_right},
	{KEYCODE_WORD_DELETE, delete_word_right},
	{KEYCODE_WORD_RUB_OUT, delete_word_left},
};

/* What nobody can see is not added to, nor what was only proposed. */
static void type_over(struct line_edit *e, const struct key *key)
{
	bool text = key->code == KEYCODE_TEXT || key->code == KEYCODE_PASTE;

	if (e->selected && text && key->len && key->len <= line_most(e)) {
		line_keep(e);
		line_cut(e, 0, e->len);
		e->touched = true;
	} else if (key->code == KEYCODE_PASTE && key->len && key->len <= line_most(e) - e->len) {
		line_keep(e);
	}
	e->selected = false;
}

bool line_edit_key(struct line_edit *e, const struct key *key)
{
	e->refused = false;
	type_over(e, key);
	if (key->code == KEYCODE_TEXT || key->code == KEYCODE_PASTE) {
		line_insert(e, key->text, key->len);
		return true;
	}
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (commands[i].code == key->code) {
			commands[i].run(e);
			return true;
		}
	return false;
}

static bool tell_of_paste(const struct line_edit *e, const struct key *key, struct str *out)
{
	if (e->refused) {
		str_format(out, "Not pasted, too long: %zu bytes%s (maximum %zu)", key->len,
			key->pasted.full ? " and more" : "", line_most(e));
		return true;
	}
	paste_say(&key->pasted, out);
	if (e->secret && key->len && key->text[key->len - 1] == ' ')
		str_text(out, ", a blank at its end");
	return !paste_is_whole(&key->pasted);
}

bool line_edit_tell(const struct line_edit *e, const struct key *key, struct str *out)
{
	if (key->code == KEYCODE_PASTE)
		return tell_of_paste(e, key, out);
	if (e->refused)
		str_format(out, "Too long: at most %zu bytes.", line_most(e));
	return e->refused;
}

/* A secret is as long as it has characters; what they are is nobody's business. */
static void line_masked(const struct line_edit *e, char *out, size_t *cursor)
{
	const char *bullet = paint_glyph(GLYPH_BULLET);
	size_t used = 0, width = strlen(bullet);

	for (size_t i = 0; i < e->len; i += cluster_next(e->text + i, e->len - i)) {
		if (i == e->cursor)
			*cursor = used;
		memcpy(out + used, bullet, width);
		used += width;
	}
	if (e->cursor == e->len)
		*cursor = used;
	out[used] = '\0';
}

/*
 * The first byte to show, so that the cursor is inside the place. It moves by half of the place
 * at once: else each character typed at the end would move all the others.
 */
static size_t line_scrolled(const char *text, size_t cursor, int width)
{
	int at = paint_columns(text, cursor), step = width > 1 ? width / 2 : 1, hidden;
	size_t from = 0;

	hidden = at < width ? 0 : ((at - width) / step + 1) * step;
	while (hidden > 0) {
		size_t n = cluster_next(text + from, cursor - from);

		hidden -= paint_columns(text + from, n);
		from += n;
	}
	return from;
}

void line_edit_look(const struct line_edit *e, int width, struct line_edit_view *view)
{
	size_t cursor = e->cursor, from, fits;

	if (e->secret && !e->revealed) {
		line_masked(e, view->shown, &cursor);
	} else {
		memcpy(view->shown, e->text, e->len);
		view->shown[e->len] = '\0';
	}
	from = line_scrolled(view->shown, cursor, width);
	view->cursor = paint_columns(view->shown + from, cursor - from);
	fits = paint_fit(view->shown + from, width);
	view->before = from > 0;
	view->behind = view->shown[from + fits];
	memmove(view->shown, view->shown + from, fits);
	view->shown[fits] = '\0';
}
