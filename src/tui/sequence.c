#include "tui/sequence.h"

#include "tui/keycode.h"
#include "tui/terminfo.h"

#include <curses.h>
#include <limits.h>
#include <stdio.h>
#include <term.h>

enum { longest = 32, number_max = 9999, with_alt = 2, with_ctrl = 4 };

struct row {
	int byte; /* the last one, or the number before ~ */
	int code;
};

/* Behind ESC [ and ESC O alike. */
static const struct row letters[] = {
	{'A', KEYCODE_UP},
	{'B', KEYCODE_DOWN},
	{'C', KEYCODE_RIGHT},
	{'D', KEYCODE_LEFT},
	{'F', KEYCODE_END},
	{'H', KEYCODE_HOME},
	{'P', KEYCODE_F(1)},
	{'Q', KEYCODE_F(2)},
	{'R', KEYCODE_F(3)},
	{'S', KEYCODE_F(4)},
	{'Z', KEYCODE_BACK_TAB},
	{0, 0},
};

/* Behind ESC O only: the number pad, and Ctrl with an arrow on rxvt. */
static const struct row pad[] = {
	{'M', KEYCODE_ENTER},
	{'c', KEYCODE_WORD_RIGHT},
	{'d', KEYCODE_WORD_LEFT},
	{'a', KEYCODE_UP},
	{'b', KEYCODE_DOWN},
	{'I', KEYCODE_TAB},
	{'X', '='},
	{'j', '*'},
	{'k', '+'},
	{'l', ','},
	{'m', '-'},
	{'n', '.'},
	{'o', '/'},
	{'p', '0'},
	{'q', '1'},
	{'r', '2'},
	{'s', '3'},
	{'t', '4'},
	{'u', '5'},
	{'v', '6'},
	{'w', '7'},
	{'x', '8'},
	{'y', '9'},
	{0, 0},
};

static const struct row console[] = {
	{'A', KEYCODE_F(1)},
	{'B', KEYCODE_F(2)},
	{'C', KEYCODE_F(3)},
	{'D', KEYCODE_F(4)},
	{'E', KEYCODE_F(5)},
	{0, 0},
};

/* Numbers before ~ (rxvt: before ^ with Ctrl, before $ with Shift). */
static const struct row numbers[] = {
	{1, KEYCODE_HOME},
	{2, KEYCODE_INSERT},
	{3, KEYCODE_DELETE},
	{4, KEYCODE_END},
	{5, KEYCODE_PAGE_UP},
	{6, KEYCODE_PAGE_DOWN},
	{7, KEYCODE_HOME},
	{8, KEYCODE_END},
	{11, KEYCODE_F(1)},
	{12, KEYCODE_F(2)},
	{13, KEYCODE_F(3)},
	{14, KEYCODE_F(4)},
	{15, KEYCODE_F(5)},
	{17, KEYCODE_F(6)},
	{18, KEYCODE_F(7)},
	{19, KEYCODE_F(8)},
	{20, KEYCODE_F(9)},
	{21, KEYCODE_F(10)},
	{23, KEYCODE_F(11)},
	{24, KEYCODE_F(12)},
	{200, KEYCODE_PASTE_BEGIN},
	{201, KEYCODE_PASTE_END},
	{0, 0},
};

/* Behind a bare ESC: what readline has there, and F-keys for terminals that keep them. */
static const struct row behind_escape[] = {
	{'b', KEYCODE_WORD_LEFT},
	{'f', KEYCODE_WORD_RIGHT},
	{'d', KEYCODE_WORD_DELETE},
	{'u', KEYCODE_UNDO},
	{'m', KEYCODE_F(11)},
	{'\b', KEYCODE_WORD_RUB_OUT},
	{0x7F, KEYCODE_WORD_RUB_OUT},
	{KEY_BACKSPACE, KEYCODE_WORD_RUB_OUT},
	{KEYCODE_LEFT, KEYCODE_WORD_LEFT},
	{KEYCODE_RIGHT, KEYCODE_WORD_RIGHT},
	{KEYCODE_DELETE, KEYCODE_WORD_DELETE},
	{'1', KEYCODE_F(1)},
	{'2', KEYCODE_F(2)},
	{'3', KEYCODE_F(3)},
	{'4', KEYCODE_F(4)},
	{'5', KEYCODE_F(5)},
	{'6', KEYCODE_F(6)},
	{'7', KEYCODE_F(7)},
	{'8', KEYCODE_F(8)},
	{'9', KEYCODE_F(9)},
	{'0', KEYCODE_F(10)},
	{0, 0},
};

/* Alt or Ctrl with these is by words. */
static const struct row by_words[] = {
	{KEYCODE_LEFT, KEYCODE_WORD_LEFT},
	{KEYCODE_RIGHT, KEYCODE_WORD_RIGHT},
	{KEYCODE_DELETE, KEYCODE_WORD_DELETE},
	{0, 0},
};

/* Buttons of the mouse; Shift, Alt and Ctrl do not count. */
static const struct row mouse_buttons[] = {
	{1, KEYCODE_CLICK},
	{1 + 64, KEYCODE_WHEEL_UP},
	{1 + 65, KEYCODE_WHEEL_DOWN},
	{0, 0},
};

enum { button_bits = 0xE3 };

static int sequence_find(const struct row *rows, int byte)
{
	for (; rows->code; rows++)
		if (rows->byte == byte)
			return rows->code;
	return 0;
}

/* Shift with an arrow is the arrow; with an F-key it is another key, which means nothing here. */
static int sequence_modified(int code, int modifiers, bool meta)
{
	int words = meta || modifiers & (with_alt | with_ctrl) ? sequence_find(by_words, code) : 0;

	if (words)
		return words;
	return modifiers && code >= KEYCODE_F(1) && code <= KEYCODE_F(12) ? 0 : code;
}

static enum sequence_step sequence_end(struct sequence *s, int key, int *code)
{
	s->state = SEQUENCE_NONE;
	*code = key;
	return key ? SEQUENCE_KEY : SEQUENCE_UNKNOWN;
}

static void sequence_claim_one(const char *begin, const char *keys, const char *end)
{
	char bytes[16];

	for (; *keys; keys++) {
		(void)snprintf(bytes, sizeof(bytes), "\033%s%c%s", begin, *keys, end);
		(void)define_key(bytes, 0);
	}
}

void sequence_claim(void)
{
	static const char modifiers[] = "345678"; /* with Alt or Ctrl */
	const char *mouse = terminfo_string("kmous");

	sequence_claim_one(
		"O", "XMjklmnopqrstuvwxyzcd", ""); /* the number pad, and arrows of rxvt */
	sequence_claim_one("[1;", modifiers, "C");
	sequence_claim_one("[1;", modifiers, "D");
	sequence_claim_one("[3;", modifiers, "~");
	sequence_claim_one("[3", "^", "");
	if (mouse)
		(void)define_key(mouse, 0);
}

void sequence_begin(struct sequence *s)
{
	*s = (struct sequence) {.state = SEQUENCE_ESCAPE};
}

static enum sequence_step take_escape(struct sequence *s, int byte, int *code)
{
	if (byte == '[' || byte == 'O') {
		s->state = byte == '[' ? SEQUENCE_CSI : SEQUENCE_SS3;
		return SEQUENCE_GOES_ON;
	}
	if (byte == KEYCODE_ESC && !s->meta) {
		s->meta = true;
		return SEQUENCE_GOES_ON;
	}
	*code = s->meta && byte <= UCHAR_MAX ? 0 : sequence_find(behind_escape, byte);
	s->state = SEQUENCE_NONE;
	return *code ? SEQUENCE_KEY : SEQUENCE_BROKEN;
}

static void take_digit(struct sequence *s, int digit)
{
	if (!s->n)
		s->n = 1;
	if (s->params[s->n - 1] < number_max)
		s->params[s->n - 1] = s->params[s->n - 1] * 10 + digit;
}

static void take_semicolon(struct sequence *s)
{
	if (!s->n)
		s->n = 1;
	if (s->n < sequence_params)
		s->params[s->n++] = 0;
}

static int button_of(const struct sequence *s)
{
	return sequence_find(mouse_buttons, 1 + (s->params[0] & button_bits));
}

static enum sequence_step end_csi(struct sequence *s, int byte, int *code)
{
	int modifiers = s->n > 1 && s->params[1] > 0 ? s->params[1] - 1 : 0;
	bool numbered = byte == '~' || byte == '^' || byte == '$';

	modifiers |= (byte == '^' ? with_ctrl : 0) | (byte == '$');
	return sequence_end(s,
		sequence_modified(
			sequence_find(numbered ? numbers : letters, numbered ? s->params[0] : byte),
			modifiers, s->meta),
		code);
}

static enum sequence_step take_csi(struct sequence *s, int byte, int *code)
{
	if (byte >= '0' && byte <= '9')
		take_digit(s, byte - '0');
	else if (byte == ';')
		take_semicolon(s);
	else if (byte == '[' && s->length == 2 + s->meta)
		s->state = SEQUENCE_CONSOLE;
	else if (byte == '<')
		s->sgr = true;
	else if (byte == 'M' && !s->n)
		s->state = SEQUENCE_MOUSE;
	else if (s->sgr && (byte == 'M' || byte == 'm'))
		return sequence_end(s, byte == 'M' ? button_of(s) : 0, code);
	else if (byte == '$' || byte >= 0x40)
		return end_csi(s, byte, code);
	return SEQUENCE_GOES_ON;
}

static enum sequence_step take_ss3(struct sequence *s, int byte, int *code)
{
	int key = sequence_find(letters, byte);

	if (byte >= '0' && byte <= '9') /* xterm of old: ESC O 5 C */
		return SEQUENCE_GOES_ON;
	return sequence_end(
		s, sequence_modified(key ? key : sequence_find(pad, byte), 0, s->meta), code);
}

static enum sequence_step take_console(struct sequence *s, int byte, int *code)
{
	return sequence_end(s, sequence_find(console, byte), code);
}

/* How a terminal reports the mouse that does not know numbers. */
static enum sequence_step take_mouse(struct sequence *s, int byte, int *code)
{
	s->params[s->n++] = byte - ' ';
	return s->n < sequence_params ? SEQUENCE_GOES_ON : sequence_end(s, button_of(s), code);
}

enum sequence_step sequence_take(struct sequence *s, int byte, int *code)
{
	static enum sequence_step (*const takes[])(struct sequence *, int, int *) = {
		[SEQUENCE_ESCAPE] = take_escape,
		[SEQUENCE_CSI] = take_csi,
		[SEQUENCE_SS3] = take_ss3,
		[SEQUENCE_CONSOLE] = take_console,
		[SEQUENCE_MOUSE] = take_mouse,
	};
	bool inside = s->state > SEQUENCE_ESCAPE, high = s->state == SEQUENCE_MOUSE;

	if ((inside && (byte < 0x20 || byte > (high ? UCHAR_MAX : 0x7E))) ||
		++s->length > longest) {
		s->state = SEQUENCE_NONE;
		return SEQUENCE_BROKEN;
	}
	return takes[s->state](s, byte, code);
}
