#include "tui/key.h"

#include "base/text.h"
#include "tui/term.h"

#include <curses.h>
#include <string.h>

_Static_assert(KEYCODE_DOWN == KEY_DOWN && KEYCODE_UP == KEY_UP && KEYCODE_LEFT == KEY_LEFT &&
		       KEYCODE_RIGHT == KEY_RIGHT && KEYCODE_HOME == KEY_HOME &&
		       KEYCODE_DELETE == KEY_DC && KEYCODE_INSERT == KEY_IC &&
		       KEYCODE_PAGE_DOWN == KEY_NPAGE && KEYCODE_PAGE_UP == KEY_PPAGE &&
		       KEYCODE_BACK_TAB == KEY_BTAB && KEYCODE_END == KEY_END &&
		       KEYCODE_F(12) == KEY_F(12), /* NOLINT(misc-redundant-expression) */
	"the keys of the keyboard have the numbers of curses");

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

void key_reader_init(struct key_reader *r)
{
	*r = (struct key_reader) {0};
	paste_init(&r->paste);
}

void key_reader_fini(struct key_reader *r)
{
	paste_fini(&r->paste);
}

static int next_code(struct key_reader *r)
{
	return r->n_pushed ? r->pushed[--r->n_pushed] : term_getch();
}

/* Two at most at a time: what broke a sequence, and the ESC before it. */
static void push_back(struct key_reader *r, int code)
{
	if (r->n_pushed < key_pushed_max)
		r->pushed[r->n_pushed++] = code;
}

static size_t length_of(unsigned char lead)
{
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	return lead >= 0xF0 && lead <= 0xF4 ? 4 : 1;
}

static bool key_give(struct key *key, const char *text, size_t len)
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
		push_back(r, byte);
		return key_give(key, replacement, strlen(replacement));
	}
	r->bytes[r->have++] = (char)byte;
	if (r->have < r->need)
		return false;
	r->have = 0;
	if (!utf8_next(r->bytes, r->need, &c, &n))
		return key_give(key, replacement, strlen(replacement));
	return key_give(key, r->bytes, n);
}

static bool give_paste(struct key_reader *r, struct key *key)
{
	*key = (struct key) {.code = KEYCODE_PASTE};
	paste_finish(&r->paste, &key->pasted);
	key->text = r->paste.raw.data;
	key->len = r->paste.raw.len;
	key->lines = r->paste.lines.data;
	return true;
}

/* What was given when it fell silent is not given again. */
static bool end_paste(struct key_reader *r, struct key *key)
{
	bool more = r->paste.on && !r->paste.quiet;

	r->paste.on = false;
	return more && give_paste(r, key);
}

static bool take_plain(struct key_reader *r, int code, struct key *key)
{
	if (code == KEYCODE_ESC) {
		r->have = 0;
		sequence_begin(&r->sequence);
		return false;
	}
	if (r->paste.on) {
		if (code < 256)
			paste_byte(&r->paste, (char)code);
		else
			paste_sequence(&r->paste);
		return false;
	}
	if (code >= 0x80 && code < 256)
		return take_byte(r, code, key);
	r->have = 0;
	if (code >= 0x20 && code < 0x7F)
		return take_byte(r, code, key);
	*key = (struct key) {
		.code = code, .y = r->sequence.params[2] - 1, .x = r->sequence.params[1] - 1};
	return true;
}

static bool take_code(struct key_reader *r, int code, struct key *key)
{
	if (code == KEYCODE_PASTE_BEGIN && !key_expects_more(r)) {
		paste_begin(&r->paste);
		return false;
	}
	return code == KEYCODE_PASTE_END ? end_paste(r, key) : take_plain(r, code, key);
}

/* ESC alone, or twice. */
static bool give_escape(struct key_reader *r, struct key *key)
{
	bool twice = r->sequence.meta;

	r->sequence.state = SEQUENCE_NONE;
	if (r->paste.on) {
		paste_byte(&r->paste, KEYCODE_ESC);
		return false;
	}
	if (twice)
		push_back(r, KEYCODE_ESC);
	*key = (struct key) {.code = KEYCODE_ESC};
	return true;
}

static bool take_sequence(struct key_reader *r, int code, struct key *key)
{
	bool bare = r->sequence.state == SEQUENCE_ESCAPE;
	int byte = code;
	enum sequence_step step = sequence_take(&r->sequence, code, &byte);

	if (step == SEQUENCE_BROKEN)
		push_back(r, code);
	if (step == SEQUENCE_BROKEN && bare)
		return give_escape(r, key);
	if (step == SEQUENCE_KEY && (!r->paste.on || byte == KEYCODE_PASTE_END))
		return take_code(r, byte, key);
	if (step != SEQUENCE_GOES_ON && r->paste.on)
		paste_sequence(&r->paste);
	return false;
}

/* A person's key comes alone; what was pasted goes on with more than one byte. */
static bool ends_quiet_paste(struct key_reader *r, int code)
{
	int behind;

	if (!r->paste.on || !r->paste.quiet || r->n_pushed || r->sequence.state != SEQUENCE_NONE)
		return false;
	behind = term_getch();
	if (behind != ERR)
		push_back(r, behind);
	return behind == ERR && code != KEYCODE_PASTE_END;
}

static bool take_any(struct key_reader *r, int code, struct key *key)
{
	if (ends_quiet_paste(r, code)) {
		r->paste.on = false;
		if (code == '\r' || code == '\n')
			code = 0; /* a key that means nothing */
	}
	if (r->sequence.state != SEQUENCE_NONE)
		return take_sequence(r, code, key);
	return take_code(r, code, key);
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
	bool is_key = false;
	int code;

	paste_forget(&r->paste);
	while (!is_key && (code = next_code(r)) != ERR)
		is_key = take_any(r, code, key);
	if (!is_key && r->sequence.state == SEQUENCE_ESCAPE)
		is_key = give_escape(r, key);
	if (is_key)
		key->code = one_name(key->code);
	return is_key;
}

bool key_expects_more(const struct key_reader *r)
{
	return r->paste.on && !r->paste.quiet;
}

bool key_read_quiet(struct key_reader *r, struct key *key)
{
	r->paste.quiet = true;
	(void)give_paste(r, key);
	key->pasted.open = true;
	return true;
}
