#include "base/argv.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* Each takes what is behind its mark and returns where it ends; NULL: it does not. */

static const char *take_literal(const char *at, struct str *word)
{
	const char *end = strchr(at, '\'');

	if (!end)
		return NULL;
	str_add(word, at, (size_t)(end - at));
	return end + 1;
}

/* A backslash there stands for itself but before what it could protect (POSIX 2.2.3). */
static const char *take_quoted(const char *at, struct str *word)
{
	for (; *at && *at != '"'; at++) {
		if (*at == '\\' && at[1] && strchr("\"\\$`", at[1]))
			at++;
		str_char(word, *at);
	}
	return *at ? at + 1 : NULL;
}

static const char *take_escaped(const char *at, struct str *word)
{
	if (!*at)
		return NULL;
	str_char(word, *at);
	return at + 1;
}

static const struct {
	char mark;
	const char *(*take)(const char *at, struct str *word);
	const char *unfinished;
} marks[] = {
	{'\'', take_literal, "a single quote (') is not closed"},
	{'"', take_quoted, "a double quote (\") is not closed"},
	{'\\', take_escaped, "nothing follows the backslash at the end"},
};

enum { mark_count = sizeof(marks) / sizeof(marks[0]) };

static const char *take_piece(const char *at, struct str *word, struct err *e)
{
	for (size_t i = 0; i < mark_count; i++)
		if (*at == marks[i].mark) {
			at = marks[i].take(at + 1, word);
			if (!at)
				(void)err_set(e, EX_DATAERR, "%s", marks[i].unfinished);
			return at;
		}
	str_char(word, *at);
	return at + 1;
}

static bool argv_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static const char *take_word(const char *at, struct str *word, struct err *e)
{
	while (at && *at && !argv_is_blank(*at))
		at = take_piece(at, word, e);
	return at;
}

static void argv_append(struct argv *a, char *word)
{
	a->words = mem_grow(a->words, a->n + 2, sizeof(*a->words));
	a->words[a->n++] = word;
	a->words[a->n] = NULL;
}

int argv_split(const char *text, struct argv *out, struct err *e)
{
	size_t len = strlen(text);

	*out = (struct argv) {0};
	for (;;) {
		struct str word;

		while (argv_is_blank(*text))
			text++;
		if (!*text)
			return 0;
		str_init(&word, len);
		text = take_word(text, &word, e);
		argv_append(out, str_take(&word));
		if (!text) {
			argv_fini(out);
			return -1;
		}
	}
}

bool argv_wants_shell(const char *text)
{
	struct str word;
	struct err e;
	bool wants = false;

	str_init(&word, 0); /* the words are of no interest */
	while (text && *text && !wants) {
		wants = strchr("|;&<>`$", *text);
		text = take_piece(text, &word, &e);
	}
	str_fini(&word);
	return wants;
}

void argv_fini(struct argv *a)
{
	for (size_t i = 0; i < a->n; i++)
		free(a->words[i]);
	free(a->words);
	*a = (struct argv) {0};
}
