#include "tui/term_check.h"

#include "base/str.h"
#include "base/text.h"
#include "tui/terminfo.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

enum { hard_copy_found = 1, shown_name_max = 40 };

static bool cannot_move(void)
{
	return !terminfo_string("cup");
}

static bool cannot_erase(void)
{
	return !terminfo_string("clear") || !terminfo_string("el");
}

static bool strikes_over(void)
{
	return tigetflag("os") > 0;
}

/* ncurses counts on it that a mark takes no room. */
static bool needs_room_for_marks(void)
{
	return tigetnum("xmc") > 0;
}

static const struct {
	bool (*is_so)(void);
	const char *words;
} hindrances[] = {
	{cannot_move, "cannot move its cursor"},
	{strikes_over, "writes over what it shows without erasing it"},
	{cannot_erase, "cannot erase what it shows"},
	{needs_room_for_marks, "needs a screen cell for each mark of bold or reverse"},
};

static const char *term_check_hindrance(void)
{
	for (size_t i = 0; i < sizeof(hindrances) / sizeof(hindrances[0]); i++)
		if (hindrances[i].is_so())
			return hindrances[i].words;
	return NULL;
}

/* What every terminal emulator of today takes after. */
static const char *const stand_ins[] = {"xterm-256color", "xterm"};

static bool read_entry(const char *name, int *found)
{
	return *name && strlen(name) < term_check_name_max &&
	       setupterm(name, STDOUT_FILENO, found) == OK;
}

static void forget_entry(void)
{
	(void)del_curterm(cur_term); /* newterm() reads it anew */
}

static const char *find_stand_in(void)
{
	int found;

	for (size_t i = 0; i < sizeof(stand_ins) / sizeof(stand_ins[0]); i++)
		if (read_entry(stand_ins[i], &found)) {
			bool draws = !term_check_hindrance();

			forget_entry();
			if (draws)
				return stand_ins[i];
		}
	return NULL;
}

/* The name comes from outside: it is shown on the terminal that it is wrong about. */
static void term_check_describe(const char *name, struct str *out)
{
	str_text(out, *name ? "TERM=" : "TERM");
	text_safe(out, name, strnlen(name, shown_name_max));
	str_text(out, strlen(name) > shown_name_max ? "..." : "");
}

static void term_check_remark(
	struct term_check *f, const char *name, const char *trouble, const char *outcome)
{
	struct str text;

	str_init(&text, term_check_remark_max - 1);
	term_check_describe(name, &text);
	str_format(&text, "%s: %s.", trouble, outcome);
	(void)snprintf(f->remark, sizeof(f->remark), "%s", text.data);
	str_fini(&text);
}

static void ask_line_by_line(struct term_check *f, const char *name, const char *trouble)
{
	f->draws = false;
	term_check_remark(f, name, trouble, "the questions come line by line");
}

static void draw_with(struct term_check *f, const char *entry)
{
	f->draws = true;
	(void)snprintf(f->entry, sizeof(f->entry), "%s", entry);
}

static void take_stand_in(struct term_check *f, const char *name)
{
	const char *trouble = *name ? " is not known here" : " is not set";
	const char *entry = find_stand_in();
	char outcome[80];

	if (!entry) {
		ask_line_by_line(f, name, trouble);
		return;
	}
	draw_with(f, entry);
	(void)snprintf(outcome, sizeof(outcome), "taken for %s", entry);
	term_check_remark(f, name, trouble, outcome);
}

static void take_known(struct term_check *f, const char *name)
{
	const char *why = term_check_hindrance();
	char trouble[80];

	forget_entry();
	if (!why) {
		draw_with(f, name);
		return;
	}
	(void)snprintf(trouble, sizeof(trouble), " %s", why);
	ask_line_by_line(f, name, trouble);
}

void term_check_find(struct term_check *f)
{
	const char *name = getenv("TERM");
	int found = 0;

	*f = (struct term_check) {0};
	name = name ? name : "";
	if (read_entry(name, &found))
		take_known(f, name);
	else if (*name && found == hard_copy_found)
		ask_line_by_line(f, name, " prints on paper");
	else
		take_stand_in(f, name);
}
