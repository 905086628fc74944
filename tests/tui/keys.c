#include "term.h"

#include "model/field.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	VTermKey key;
} named[] = {
	{"Enter", VTERM_KEY_ENTER},
	{"Tab", VTERM_KEY_TAB},
	{"Backspace", VTERM_KEY_BACKSPACE},
	{"Esc", VTERM_KEY_ESCAPE},
	{"Up", VTERM_KEY_UP},
	{"Down", VTERM_KEY_DOWN},
	{"Left", VTERM_KEY_LEFT},
	{"Right", VTERM_KEY_RIGHT},
	{"Insert", VTERM_KEY_INS},
	{"Delete", VTERM_KEY_DEL},
	{"Home", VTERM_KEY_HOME},
	{"End", VTERM_KEY_END},
	{"PageUp", VTERM_KEY_PAGEUP},
	{"PageDown", VTERM_KEY_PAGEDOWN},
	{"F1", VTERM_KEY_FUNCTION(1)},
	{"F2", VTERM_KEY_FUNCTION(2)},
	{"F3", VTERM_KEY_FUNCTION(3)},
	{"F4", VTERM_KEY_FUNCTION(4)},
	{"F5", VTERM_KEY_FUNCTION(5)},
	{"F6", VTERM_KEY_FUNCTION(6)},
	{"F7", VTERM_KEY_FUNCTION(7)},
	{"F8", VTERM_KEY_FUNCTION(8)},
	{"F9", VTERM_KEY_FUNCTION(9)},
	{"F10", VTERM_KEY_FUNCTION(10)},
	{"F11", VTERM_KEY_FUNCTION(11)},
	{"F12", VTERM_KEY_FUNCTION(12)},
};

static const struct {
	const char *prefix;
	VTermModifier mod;
} modifiers[] = {
	{"Shift-", VTERM_MOD_SHIFT},
	{"Alt-", VTERM_MOD_ALT},
	{"Ctrl-", VTERM_MOD_CTRL},
};

static bool take_modifier(const char **name, unsigned *mods)
{
	for (size_t i = 0; i < sizeof(modifiers) / sizeof(*modifiers); i++) {
		size_t len = strlen(modifiers[i].prefix);

		if (!strncmp(*name, modifiers[i].prefix, len)) {
			*mods |= modifiers[i].mod;
			*name += len;
			return true;
		}
	}
	return false;
}

static VTermModifier take_modifiers(const char **name)
{
	unsigned mods = VTERM_MOD_NONE;

	while (take_modifier(name, &mods))
		;
	return (VTermModifier)mods;
}

/*
 * Where a setting is on the whole form, of 80 columns and with what is folded shown, while the
 * password is typed: behind it is the row that is called source, before what is folded the one
 * that is called more.
 */
static long form_position(const char *name)
{
	enum field_id id = field_find(name);
	long at = 0;

	if (strcmp(name, "source") == 0)
		return form_position("auth.password") + 1;
	if (id == FIELD_COUNT && strcmp(name, "more") != 0)
		return -1;
	for (int folded = 0; folded < 2; folded++) {
		for (int i = 0; i < FIELD_COUNT; i++) {
			if (((fields[i].flags & FIELD_FOLDED) != 0) != folded ||
				(i > FIELD_PASSWORD && i <= FIELD_CLIENT_SECRET))
				continue;
			if (i == (int)id)
				return at;
			at += i == FIELD_PASSWORD ? 2 : 1;
		}
		if (id == FIELD_COUNT)
			return at;
		at++;
	}
	return -1;
}

/* How many rows lie from the first of FROM..TO, two keys of settings, to the other; 0: wrong. */
static long fields_between(const char *range)
{
	const char *dots = strstr(range, "..");
	char *first = must(strndup(range, dots ? (size_t)(dots - range) : 0));
	long from = form_position(first), to = form_position(dots ? dots + 2 : "");

	free(first);
	return from >= 0 && to >= 0 ? labs(to - from) : 0;
}

/*
 * N of NAME*N, and the length of NAME; a name of just "*" is that key. NAME*FROM..TO moves from one
 * field of the form to another, whatever lies between them.
 */
static long repetition(const char *name, size_t *len)
{
	const char *star = strrchr(name, '*');

	*len = strlen(name);
	if (!star || star == name || star[-1] == '-' || !star[1])
		return 1;
	*len = (size_t)(star - name);
	return strstr(star, "..") ? fields_between(star + 1) : strtol(star + 1, NULL, 10);
}

static bool press(struct term *t, const char *name, VTermModifier mod)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++)
		if (!strcmp(name, named[i].name)) {
			vterm_keyboard_key(t->vt, named[i].key, mod);
			return true;
		}
	if (!strcmp(name, "Space"))
		name = " ";
	if (!*name || name[1])
		return false;
	vterm_keyboard_unichar(t->vt, (unsigned char)*name, mod);
	return true;
}

/* ^T, ^@ or ^?: the byte itself, where libvterm would send a CSI u for ^I, ^J and ^M. */
static bool press_control(struct term *t, const char *name)
{
	if (name[0] != '^' || !name[1] || name[2])
		return false;
	t->reply(&(char) {(char)(name[1] == '?' ? 0x7f : name[1] & 0x1f)}, 1, t->user);
	return true;
}

bool term_key(struct term *t, const char *name)
{
	size_t len;
	long times = repetition(name, &len);
	char *one = must(strndup(name, len));
	const char *base = one;
	VTermModifier mod = take_modifiers(&base);
	bool known = times > 0;

	while (known && times--)
		known = press_control(t, base) || press(t, base, mod);
	free(one);
	return known;
}

void term_send(struct term *t, const char *text)
{
	t->reply(text, strlen(text), t->user);
}

void term_paste_bytes(struct term *t, const char *p, size_t n)
{
	vterm_keyboard_start_paste(t->vt);
	t->reply(p, n, t->user);
	vterm_keyboard_end_paste(t->vt);
}

void term_paste(struct term *t, const char *text)
{
	char *copy = must(strdup(text));

	for (char *p = copy; (p = strchr(p, '\n'));)
		*p = '\r';
	term_paste_bytes(t, copy, strlen(copy));
	free(copy);
}

void term_mouse(struct term *t, int row, int col, int button)
{
	vterm_mouse_move(t->vt, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(t->vt, button, true, VTERM_MOD_NONE);
	vterm_mouse_button(t->vt, button, false, VTERM_MOD_NONE);
}
