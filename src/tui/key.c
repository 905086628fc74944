#include "tui/key.h"

#include "base/text.h"
#include "tui/term.h"

#include <curses.h>
#include <string.h>

enum { paste_max = 64 * 1024 };

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

void key_reader_init(struct key_reader *r)
{
	*r = (struct key_reader) {.pushed_back = -1};
	str_init(&r->paste, paste_max);
}

void key_reader_fini(struct key_reader *r)
{
	str_wipe(&r->paste);
}

static int next_code(struct key_reader *r)
{
	int code = r->pushed_back;

	r->pushed_back = -1;
	return code >= 0 ? code : term_getch();
}

static size_t length_of(unsigned char lead)
{
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	return lead >= 0xF0 && lead <= 0xF4 ? 4 : 1;
}

static bool give(struct key *key, const char *text, size_t len)
{
	*key = (struct key) {.code = KEYCODE_TEXT, .text = text, .len = len};
	return true;
}

/* Takes one byte of a character. True when a character (or U+FFFD for a broken one) is whole. */
static bool take_byte(struct key_reader *r, int byte, struct key *key)
{
	uint32_t c;
	size_t n;

	if (!r->have)
		r->need = length_of((unsigned char)byte);
	else if ((byte & 0xC0) != 0x80) {
		r->have = 0;
		r->pushed_back = byte;
		return give(key, replacement, strlen(replacement));
	}
	r->bytes[r->have++] = (char)byte;
	if (r->have < r->need)
		return false;
	r->have = 0;
	if (!utf8_next(r->bytes, r->need, &c, &n))
		return give(key, replacement, strlen(replacement));
	return give(key, r->bytes, n);
}

static void drop_controls(struct str *s, struct key *key)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->len; i++) {
		unsigned char c = (unsigned char)s->data[i];

		if (c >= 0x20 && c != 0x7F)
			s->data[kept++] = s->data[i];
	}
	key->cut = kept < s->len;
	s->len = kept;
	s->data[kept] = '\0';
}

static bool finish_paste(struct key_reader *r, struct key *key)
{
	size_t len = r->paste.len;

	*key = (struct key) {.code = KEYCODE_PASTE};
	while (len && strchr("\r\n", r->paste.data[len - 1]))
		len--;
	key->ended = len < r->paste.len;
	r->paste.len = len;
	drop_controls(&r->paste, key);
	key->text = r->paste.data;
	key->len = r->paste.len;
	r->pasting = false;
	return true;
}

static bool start_paste(struct key_reader *r)
{
	str_clear(&r->paste);
	r->pasting = true;
	return false;
}

static bool take_code(struct key_reader *r, int code, struct key *key)
{
	if (code == term_paste_begin)
		return start_paste(r);
	if (code == term_paste_end)
		return r->pasting && finish_paste(r, key);
	if (r->pasting) {
		if (code < 256)
			str_char(&r->paste, (char)code);
		return false;
	}
	if (code >= 0x80 && code < 256)
		return take_byte(r, code, key);
	r->have = 0;
	if (code >= 0x20 && code < 0x7F)
		return take_byte(r, code, key);
	*key = (struct key) {.code = code};
	return true;
}

/* The same key under its other names. */
static int one_name(int code)
{
	static const struct {
		int from, to;
	} rows[] = {
		{'\n', KEYCODE_ENTER},
		{KEY_ENTER, KEYCODE_ENTER},
		{'\b', KEYCODE_BACKSPACE},
		{KEY_BACKSPACE, KEYCODE_BACKSPACE},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].from == code)
			return rows[i].to;
	return code;
}

bool key_read(struct key_reader *r, struct key *key)
{
	int code;

	while ((code = next_code(r)) != ERR)
		if (take_code(r, code, key)) {
			key->code = one_name(key->code);
			return true;
		}
	return false;
}
