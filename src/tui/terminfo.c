#include "tui/terminfo.h"

#include <curses.h>
#include <stdbool.h>
#include <string.h>
#include <term.h>

const char *terminfo_string(const char *name)
{
	const char *sequence = tigetstr(name);

	return sequence && sequence != (char *)-1 && *sequence ? sequence : NULL;
}

/* A terminal without any private mode would show the sequence. */
static bool terminfo_has_private_modes(void)
{
	static const char *const places[] = {"rmcup", "cnorm", "rmkx", "rs2", "is2"};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const char *sequence = terminfo_string(places[i]);

		if (sequence && strstr(sequence, "\033[?"))
			return true;
	}
	return false;
}

static const char *terminfo_string_or(const char *name, const char *usual)
{
	const char *sequence = name ? terminfo_string(name) : NULL;

	return sequence || !terminfo_has_private_modes() ? sequence : usual;
}

const char *terminfo_paste_on(void)
{
	return terminfo_string_or("BE", "\033[?2004h");
}

const char *terminfo_paste_off(void)
{
	return terminfo_string_or("BD", "\033[?2004l");
}

const char *terminfo_mouse_on(void)
{
	return terminfo_string_or(NULL, "\033[?1000h\033[?1006h");
}

const char *terminfo_mouse_off(void)
{
	return terminfo_string_or(NULL, "\033[?1006l\033[?1000l");
}
