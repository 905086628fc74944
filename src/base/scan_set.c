#include "base/scan.h"

#include <string.h>

/* The end of a word, in which quotes and backslashes may hold blanks. */
static size_t set_word_end(const struct scan *s, size_t at, size_t end, const char *stop)
{
	char quote = '\0';

	for (; at < end; at++) {
		char c = s->text[at];

		if (c == '\\' && quote != '\'' && at + 1 < end)
			at++;
		else if (quote && c != quote)
			continue;
		else if (quote)
			quote = '\0';
		else if (c && strchr("'\"", c))
			quote = c;
		else if (!c || strchr(stop, c))
			break;
	}
	return at;
}

static size_t set_skip_blanks(const struct scan *s, size_t at, size_t end)
{
	while (at < end && (!s->text[at] || scan_is_blank(s->text[at])))
		at++;
	return at;
}

/* Is there nothing in the line any more? */
static bool set_is_end(const struct scan *s, size_t at, size_t end)
{
	return at >= end || s->text[at] == '#';
}

/* Behind the verb, where the line has it; else its end. */
static size_t set_begin(const struct scan *s, size_t *verb, size_t end)
{
	static const char set[] = "set";
	size_t behind;

	*verb = set_skip_blanks(s, *verb, end);
	behind = *verb + sizeof(set) - 1;
	if (behind >= end || memcmp(s->text + *verb, set, sizeof(set) - 1) != 0 ||
		!scan_is_blank(s->text[behind]))
		return end;
	return set_skip_blanks(s, behind, end);
}

static void set_cut(const struct scan *s, size_t at, size_t end, struct scan_setting *setting)
{
	size_t name_end = set_word_end(s, at, end, "= \t\v\f\r");
	size_t equals = set_skip_blanks(s, name_end, end);

	setting->name = (struct span) {at, name_end};
	setting->value = (struct span) {name_end, name_end};
	if (equals < end && s->text[equals] == '=') {
		size_t value = set_skip_blanks(s, equals + 1, end);

		setting->value = (struct span) {value, set_word_end(s, value, end, " \t\v\f\r")};
	}
	setting->whole = (struct span) {at, setting->value.end};
}

/* A setting that is alone takes the verb with it when it goes. */
static bool set_next(struct scan *s, struct scan_setting *setting)
{
	while (s->at < s->end) {
		size_t verb = s->at, at, rest;
		const char *line_end = memchr(s->text + s->at, '\n', s->end - s->at);
		size_t end = line_end ? (size_t)(line_end - s->text) : s->end;
		bool first = !s->inside;

		at = first ? set_begin(s, &verb, end) : set_skip_blanks(s, s->at, end);
		s->inside = false;
		s->at = line_end ? end + 1 : end;
		if (set_is_end(s, at, end))
			continue;
		set_cut(s, at, end, setting);
		rest = set_skip_blanks(s, setting->whole.end, end);
		s->inside = !set_is_end(s, rest, end);
		if (s->inside)
			s->at = setting->whole.end;
		else if (first)
			setting->whole.begin = verb;
		return true;
	}
	return false;
}

const struct scan_style scan_set = {
	.next = set_next,
	.lines = true,
	.last = true,
	.verb = "set ",
	.equals = "=",
	.stop = "",
	.indent = "",
};
