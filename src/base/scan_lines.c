#include "base/scan.h"

#include "base/ascii.h"

#include <string.h>

static const char scan_blanks[] = " \t\v\f\r";

bool scan_is_blank(char c)
{
	return c && strchr(scan_blanks, c);
}

bool scan_is_comment(const struct scan_style *style, const char *line, size_t len)
{
	while (len && scan_is_blank(*line)) {
		line++;
		len--;
	}
	return !len || *line == '\n' ||
	       (*line && strchr(style->comment ? style->comment : "#", *line));
}

static struct span scan_trim(const struct scan *s, struct span span)
{
	while (span.begin < span.end && scan_is_blank(s->text[span.begin]))
		span.begin++;
	while (span.begin < span.end && scan_is_blank(s->text[span.end - 1]))
		span.end--;
	return span;
}

/* The line that begins there, and its line end left out. */
static struct span lines_at(const struct scan *s, size_t at)
{
	const char *end = memchr(s->text + at, '\n', s->end - at);

	return (struct span) {at, end ? (size_t)(end - s->text) : s->end};
}

static bool lines_is_comment(const struct scan *s, struct span line)
{
	return scan_is_comment(s->style, s->text + line.begin, line.end - line.begin);
}

static size_t lines_behind(const struct scan *s, struct span line)
{
	return line.end < s->end ? line.end + 1 : s->end;
}

/* Takes in the lines that begin with a blank; comments may stand before them. */
static void lines_join(struct scan *s, struct span *line)
{
	struct span next;

	for (size_t at = s->at; at < s->end; at = lines_behind(s, next)) {
		next = lines_at(s, at);
		if (lines_is_comment(s, next))
			continue;
		if (!scan_is_blank(s->text[at]))
			break;
		line->end = next.end;
		s->at = lines_behind(s, next);
	}
}

/* The next line that says something, with those that go on with it, without outer blanks. */
static bool lines_take(struct scan *s, struct span *line)
{
	static const char mark[] = "\xEF\xBB\xBF"; /* of the byte order */

	if (!s->at && s->end >= sizeof(mark) - 1 && memcmp(s->text, mark, sizeof(mark) - 1) == 0)
		s->at = sizeof(mark) - 1;
	do {
		if (s->at >= s->end)
			return false;
		*line = lines_at(s, s->at);
		s->at = lines_behind(s, *line);
	} while (lines_is_comment(s, *line));
	if (s->style->joined)
		lines_join(s, line);
	if (!s->style->exact)
		*line = scan_trim(s, *line);
	return true;
}

/* What parts name and value; the end of the line where nothing does. */
static size_t lines_parting(const struct scan *s, struct span line)
{
	const char *between = s->style->between ? s->style->between : " \t\v\f\r\n";
	size_t at = line.begin;

	while (at < line.end && !(s->text[at] && strchr(between, s->text[at]))) {
		if (s->text[at++] != '\n' || !lines_is_comment(s, lines_at(s, at)))
			continue;
		at = lines_at(s, at).end;
	}
	return at < line.end ? at : line.end;
}

/* The end of the second quote; 0 where it is missing. A backslash is one before these only. */
static size_t shell_quotes_end(const struct scan *s, struct span value)
{
	char quote = s->text[value.begin];

	for (size_t at = value.begin + 1; at < value.end; at++) {
		if (s->text[at] == quote)
			return at + 1;
		at += quote == '"' && s->text[at] == '\\' && at + 1 < value.end &&
		      s->text[at + 1] && strchr("\"\\$`", s->text[at + 1]);
	}
	return 0;
}

/* Leaves the comment out, which begins with a blank, or is all there is. */
static bool shell_cut(const struct scan *s, struct span *value)
{
	bool quoted = value->begin < value->end && s->text[value->begin] &&
		      strchr("\"'", s->text[value->begin]);
	size_t at = quoted ? shell_quotes_end(s, *value) : value->begin;

	if (quoted && !at)
		return false;
	for (; at < value->end; at++)
		if (s->text[at] == '#' && (at == value->begin || scan_is_blank(s->text[at - 1]))) {
			value->end = at;
			*value = scan_trim(s, *value);
		}
	return true;
}

static size_t shell_name(const struct scan *s, struct span line)
{
	static const char export[] = "export";
	size_t behind = line.begin + sizeof(export) - 1;

	return behind < line.end && scan_is_blank(s->text[behind]) &&
			       memcmp(s->text + line.begin, export, sizeof(export) - 1) == 0
		       ? behind
		       : line.begin;
}

static bool lines_cut(const struct scan *s, struct span line, struct scan_setting *setting)
{
	struct span *name = &setting->name, *value = &setting->value;
	size_t at = lines_parting(s, line);
	bool parted = at < line.end;

	if (s->style->between && !parted)
		return false;
	*name = (struct span) {s->style->shell ? shell_name(s, line) : line.begin, at};
	while (name->end > name->begin && strchr(" \t\v\f\r\n", s->text[name->end - 1]))
		name->end--;
	*name = scan_trim(s, *name);
	*value = (struct span) {at + (s->style->between || s->style->exact), line.end};
	if (value->begin > value->end)
		value->begin = value->end;
	if (!s->style->exact)
		*value = scan_trim(s, *value);
	if (s->style->shell && !shell_cut(s, value))
		return false;
	if (value->begin == value->end && parted)
		value->begin = value->end = at + 1;
	setting->whole = (struct span) {line.begin, value->end};
	return true;
}

bool scan_lines_next(struct scan *s, struct scan_setting *setting)
{
	struct span line;

	while (lines_take(s, &line))
		if (lines_cut(s, line, setting))
			return true;
	return false;
}

bool scan_lines_group(struct scan s, const char *name, size_t len, struct scan_group *group)
{
	const char *root = s.style->root;
	bool inside = root && strlen(root) == len && memcmp(root, name, len) == 0, found = false;
	struct span line, title;

	*group = (struct scan_group) {0};
	while (lines_take(&s, &line)) {
		bool begins = s.style->header(s.text, line, &title);

		if (begins && inside)
			group->inner.end = line.begin;
		if (begins) {
			inside = title.end - title.begin == len &&
				 (s.style->fold ? ascii_same_n(s.text + title.begin, name, len)
						: memcmp(s.text + title.begin, name, len) == 0);
			if (inside)
				*group = (struct scan_group) {
					.whole = line, .inner = {line.end, s.end}};
		}
		found |= inside;
		if (inside)
			group->whole.end = line.end;
	}
	if (inside)
		group->inner.end = s.end;
	return found;
}

/* A bracket begins a section, and no setting. */
bool scan_ini_header(const char *text, struct span line, struct span *name)
{
	const char *end = memchr(text + line.begin, ']', line.end - line.begin);

	*name = (struct span) {line.begin + 1, end ? (size_t)(end - text) : line.begin + 1};
	return text[line.begin] == '[' && end;
}

bool scan_ini_next(struct scan *s, struct scan_setting *setting)
{
	do {
		if (!scan_lines_next(s, setting))
			return false;
	} while (s->text[setting->whole.begin] == '[');
	return true;
}

const struct scan_style scan_ini = {
	.next = scan_ini_next,
	.group = scan_lines_group,
	.lines = true,
	.comment = "#;",
	.between = "=",
	.header = scan_ini_header,
	.root = "",
	.last = true,
	.equals = " = ",
	.stop = "",
	.open = "[",
	.opened = "]",
	.indent = "",
};

const struct scan_style scan_parameters = {
	.next = scan_lines_next,
	.lines = true,
	.joined = true,
	.between = "=",
	.last = true,
	.equals = " = ",
	.stop = "",
	.indent = "",
};

const struct scan_style scan_table = {
	.next = scan_lines_next,
	.lines = true,
	.joined = true,
	.fold = true,
	.equals = " ",
	.stop = "",
	.indent = "",
};

const struct scan_style scan_assignments = {
	.next = scan_lines_next,
	.lines = true,
	.shell = true,
	.between = "=",
	.last = true,
	.equals = "=",
	.stop = "",
	.indent = "",
};

/* The empty name lies behind the value, so that cutting it off spoils nothing. */
static bool values_next(struct scan *s, struct scan_setting *setting)
{
	struct span line;

	if (!lines_take(s, &line))
		return false;
	*setting = (struct scan_setting) {line, {line.end, line.end}, line};
	return true;
}

const struct scan_style scan_values = {
	.next = values_next,
	.lines = true,
	.equals = "",
	.stop = "",
	.indent = "",
};
