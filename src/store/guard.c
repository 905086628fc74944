#include "store/guard.h"

#include <string.h>

enum state { CODE, STRING, LINE_COMMENT, BLOCK_COMMENT };

struct scan {
	const char *text;
	size_t len, at;
	enum state state;
	int line, depth, settings;
	bool comments;
	bool line_start; /* only blanks so far on this line */
};

static bool starts(const struct scan *s, const char *word)
{
	size_t n = strlen(word);

	return s->len - s->at >= n && memcmp(s->text + s->at, word, n) == 0;
}

/* Each state eats one character, or two where they belong together, and names the next state. */

static enum state enter_comment(struct scan *s, enum state next)
{
	s->comments = true;
	return next;
}

static enum state eat_code(struct scan *s)
{
	char c = s->text[s->at];

	if (c == '"')
		return STRING;
	if (c == '#' || starts(s, "//"))
		return enter_comment(s, LINE_COMMENT);
	if (starts(s, "/*")) {
		s->at++;
		return enter_comment(s, BLOCK_COMMENT);
	}
	s->depth += c == '{' || c == '(' || c == '[';
	s->depth -= c == '}' || c == ')' || c == ']';
	s->settings += c == '=' || c == ':' || c == ',';
	return CODE;
}

static enum state eat_string(struct scan *s)
{
	if (s->text[s->at] == '\\' && s->at + 1 < s->len)
		s->at++;
	else if (s->text[s->at] == '"')
		return CODE;
	return STRING;
}

static enum state eat_line_comment(struct scan *s)
{
	return s->text[s->at] == '\n' ? CODE : LINE_COMMENT;
}

static enum state eat_block_comment(struct scan *s)
{
	if (!starts(s, "*/"))
		return BLOCK_COMMENT;
	s->at++;
	return CODE;
}

static enum state (*const eat[])(struct scan *) = {
	[CODE] = eat_code,
	[STRING] = eat_string,
	[LINE_COMMENT] = eat_line_comment,
	[BLOCK_COMMENT] = eat_block_comment,
};

/* What is wrong at this place; NULL: nothing. */
static const char *objection(const struct scan *s)
{
	if (s->text[s->at] == '\0')
		return "a NUL byte";
	if (s->line_start && starts(s, "@include"))
		return "@include is not allowed here";
	if (s->depth > guard_depth_max)
		return "groups are nested too deeply";
	if (s->settings > guard_settings_max)
		return "too many settings";
	return NULL;
}

int guard_check(const char *name, const char *text, size_t len, bool *has_comments,
	struct err *e)
{
	struct scan s = {.text = text, .len = len, .line = 1, .line_start = true};

	for (; s.at < len; s.at++) {
		const char *reason = objection(&s);
		char c = text[s.at];

		if (reason)
			return err_set(e, EX_CONFIG, "%s: line %d: %s", name, s.line, reason);
		s.line += c == '\n';
		s.line_start = c == '\n' || (s.line_start && (c == ' ' || c == '\t'));
		s.state = eat[s.state](&s);
	}
	if (has_comments)
		*has_comments = s.comments;
	return 0;
}
