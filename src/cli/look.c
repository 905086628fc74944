#include "cli/look.h"

#include "base/wrap.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { look_width = 78, mark_width = 2 };

/* The colours are those of the terminal's own palette (ECMA-48 8.3.117). */
static const struct {
	const char *utf8, *ascii, *colour;
} marks[TONE_COUNT] = {
	[TONE_GOOD] = {"✓", "+", "\033[32m"},
	[TONE_WARN] = {"!", "!", "\033[33m"},
	[TONE_BAD] = {"✗", "x", "\033[31m"},
	[TONE_NOTE] = {"!", "!", "\033[33m"},
};

static bool look_draws(void)
{
	const char *term = getenv("TERM");

	return term && *term && strcmp(term, "dumb") != 0;
}

struct look look_of(const struct cli *cli)
{
	bool terminal = isatty(STDOUT_FILENO);
	const char *when = cli->options[OPTION_COLOR];
	bool always = when && strcmp(when, "always") == 0;

	return (struct look) {
		.terminal = terminal,
		.colours = terminal && cli_wants_colours(cli) && (always || look_draws()),
		.ascii = cli->options[OPTION_ASCII] || strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
	};
}

void look_mark(const struct look *look, enum tone tone)
{
	const char *mark = look->ascii ? marks[tone].ascii : marks[tone].utf8;

	if (!mark)
		(void)fputs("  ", stdout);
	else if (look->colours)
		(void)printf("%s%s\033[0m ", marks[tone].colour, mark);
	else
		(void)printf("%s ", mark);
}

void look_paragraph(const struct look *look, enum tone tone, const char *text)
{
	struct wrap wrap = {text, strlen(text), look_width - mark_width, .whole_words = true};
	const char *line = "";
	size_t len = 0;

	if (!*text) {
		(void)putchar('\n');
		return;
	}
	look_mark(look, tone);
	do {
		(void)wrap_next(&wrap, &line, &len);
		(void)printf("%.*s\n%s", (int)len, line, wrap.len ? "  " : "");
	} while (wrap.len);
}
