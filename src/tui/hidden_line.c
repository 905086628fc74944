#include "tui/hidden_line.h"

enum { shown_max = 4 * hidden_line_max, count_width = 14 };

void hidden_line_init(struct hidden_line *h)
{
	*h = (struct hidden_line) {0};
	str_init_guarded(&h->text, hidden_line_max);
}

void hidden_line_fini(struct hidden_line *h)
{
	if (h->text.data)
		str_wipe(&h->text);
	*h = (struct hidden_line) {0};
}

static void hidden_line_add(struct hidden_line *h, const struct key *key)
{
	h->refused = key->len > hidden_line_max - h->text.len;
	if (!h->refused)
		str_add(&h->text, key->text, key->len);
}

static void hidden_line_rub_out(struct hidden_line *h)
{
	while (h->text.len && ((unsigned char)h->text.data[h->text.len - 1] & 0xC0) == 0x80)
		h->text.data[--h->text.len] = '\0';
	if (h->text.len)
		h->text.data[--h->text.len] = '\0';
}

bool hidden_line_key(struct hidden_line *h, const struct key *key)
{
	h->refused = false;
	if (key->code == KEYCODE_TEXT || key->code == KEYCODE_PASTE)
		hidden_line_add(h, key);
	else if (key->code == KEYCODE_BACKSPACE)
		hidden_line_rub_out(h);
	else if (key->code == KEYCODE_CTRL('U'))
		str_clear(&h->text);
	else
		return false;
	return true;
}

int hidden_line_draw(const struct hidden_line *h, int y, int x, int width)
{
	int bullets = (int)h->text.len, most = width - count_width;
	struct str shown;

	str_init(&shown, shown_max);
	for (int i = 0; i < bullets && i < most; i++)
		str_text(&shown, paint_glyph(GLYPH_BULLET));
	if (bullets > most)
		str_format(&shown, " %zu bytes", h->text.len);
	paint_field(y, x, width, shown.data, ROLE_ACTIVE);
	bullets = paint_columns(shown.data, shown.len);
	str_fini(&shown);
	return bullets;
}
