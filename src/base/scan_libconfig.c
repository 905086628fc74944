#include "base/scan.h"

#include <string.h>

static const char blanks[] = " \t\r\n\f\v";

static bool scan_is_one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

static bool scan_starts(const struct scan *s, const char *word)
{
	size_t len = strlen(word);

	return s->end - s->at >= len && memcmp(s->text + s->at, word, len) == 0;
}

/* false: the word does not come any more, and the scan is at its end. */
static bool skip_past(struct scan *s, const char *word)
{
	while (s->at < s->end && !scan_starts(s, word))
		s->at++;
	if (s->at >= s->end)
		return false;
	s->at += strlen(word);
	return true;
}

static bool skip_comment(struct scan *s)
{
	if (scan_starts(s, "#") || scan_starts(s, "//")) {
		(void)skip_past(s, "\n");
		return true;
	}
	if (!scan_starts(s, "/*"))
		return false;
	s->at += 2;
	s->lost |= !skip_past(s, "*/");
	return true;
}

static void scan_skip_blanks(struct scan *s)
{
	do {
		while (s->at < s->end && scan_is_one_of(s->text[s->at], blanks))
			s->at++;
	} while (skip_comment(s));
}

static void skip_string(struct scan *s)
{
	for (s->at++; s->at < s->end && s->text[s->at] != '"'; s->at++)
		s->at += s->text[s->at] == '\\';
	s->at = s->at < s->end ? s->at + 1 : s->end;
}

/* Strings beside each other are one. */
static void skip_strings(struct scan *s)
{
	size_t end;

	do {
		skip_string(s);
		end = s->at;
		scan_skip_blanks(s);
	} while (scan_starts(s, "\""));
	s->at = end;
}

static void skip_word(struct scan *s)
{
	while (s->at < s->end && s->text[s->at] && !scan_is_one_of(s->text[s->at], blanks) &&
		!scan_is_one_of(s->text[s->at], "=:;,{}[]()\"#/"))
		s->at++;
}

/* A group, a list or an array, with all that is in it. */
static void skip_brackets(struct scan *s)
{
	int depth = 0;

	do {
		scan_skip_blanks(s);
		if (scan_starts(s, "\"")) {
			skip_string(s);
		} else if (s->at < s->end) {
			depth += scan_is_one_of(s->text[s->at], "{[(");
			depth -= scan_is_one_of(s->text[s->at], "}])");
			s->at++;
		}
	} while (depth > 0 && s->at < s->end);
}

static void skip_value(struct scan *s)
{
	if (scan_starts(s, "\""))
		skip_strings(s);
	else if (s->at < s->end && scan_is_one_of(s->text[s->at], "{[("))
		skip_brackets(s);
	else
		skip_word(s);
}

/* What this part eats: never nothing, or the scan is lost. */
static struct span scan_take(struct scan *s, void (*skip)(struct scan *))
{
	struct span span;

	scan_skip_blanks(s);
	span.begin = s->at;
	skip(s);
	span.end = s->at;
	s->lost |= span.begin == span.end;
	return span;
}

static void skip_sign(struct scan *s)
{
	s->at += scan_starts(s, "=") || scan_starts(s, ":");
}

static void skip_terminator(struct scan *s)
{
	size_t before = s->at;

	scan_skip_blanks(s);
	s->at = scan_starts(s, ";") || scan_starts(s, ",") ? s->at + 1 : before;
}

static bool libconfig_next(struct scan *s, struct scan_setting *setting)
{
	scan_skip_blanks(s);
	if (s->lost || s->at >= s->end)
		return false;
	setting->name = scan_take(s, skip_word);
	(void)scan_take(s, skip_sign);
	setting->value = scan_take(s, skip_value);
	skip_terminator(s);
	setting->whole = (struct span) {setting->name.begin, s->at};
	return !s->lost;
}

/* A group is a setting, too. */
static bool libconfig_group(struct scan s, const char *name, size_t len, struct scan_group *group)
{
	struct scan_setting setting;

	if (!scan_find(s, name, len, &setting))
		return false;
	*group = (struct scan_group) {
		.whole = setting.whole,
		.inner = {setting.value.begin + 1, setting.value.end - 1},
		.lost = s.text[setting.value.begin] != '{',
	};
	return true;
}

static void skip_token(struct scan *s)
{
	if (scan_starts(s, "\""))
		skip_string(s);
	else
		s->at++;
}

int scan_libconfig_last_line(const char *text, size_t len)
{
	struct scan s = {.text = text, .end = len};
	size_t last = 0;
	int line = 1;

	for (scan_skip_blanks(&s); s.at < s.end; scan_skip_blanks(&s)) {
		last = s.at;
		skip_token(&s);
	}
	for (size_t i = 0; i < last; i++)
		line += text[i] == '\n';
	return line;
}

const struct scan_style scan_libconfig = {
	.next = libconfig_next,
	.group = libconfig_group,
	.equals = " = ",
	.stop = ";",
	.open = "",
	.opened = " = {",
	.close = "};",
	.indent = "  ",
};
