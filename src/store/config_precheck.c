#include "store/config_precheck.h"

#include "base/ascii.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

enum state { CODE, STRING, ESCAPE, LINE_COMMENT, BLOCK_COMMENT };

struct scan {
	const char *text;
	size_t len, at;
	enum state state;
	int line, depth, settings;
	size_t names;        /* bytes of all names */
	bool line_start;     /* only blanks so far on this line */
	const char *trouble; /* what a word or an escape was found to be; NULL: nothing */
};

static bool precheck_starts(const struct scan *s, const char *word)
{
	size_t n = strlen(word);

	return s->len - s->at >= n && memcmp(s->text + s->at, word, n) == 0;
}

/* Each state eats one character, or two where they belong together, and names the next state. */

static bool in_word(char c)
{
	return ascii_is_word(c) || strchr("_*.", c);
}

static bool precheck_is_name(char first)
{
	return ascii_is_letter(first) || first == '*';
}

/* The bytes of the name or number that begins here: a minus goes on with a name only. */
static size_t word_length(const struct scan *s)
{
	const char *word = s->text + s->at;
	size_t n = 0;

	while (s->at + n < s->len && word[n] &&
		(in_word(word[n]) || (word[n] == '-' && precheck_is_name(word[0]))))
		n++;
	return n;
}

/* libconfig 1.5 wraps integers that it cannot hold without a word. */
static bool is_beyond_integer(const char *word, size_t len, bool negative)
{
	bool is_long = len && word[len - 1] == 'L',
	     hexadecimal = len > 1 && (word[1] | 0x20) == 'x';
	char digits[40];
	long long value;

	if (!ascii_is_digit(word[0]) || memchr(word, '.', len))
		return false;
	if (len >= sizeof(digits))
		return true;
	memcpy(digits, word, len);
	digits[len] = '\0';
	if (!hexadecimal && strpbrk(digits, "eE"))
		return false;
	errno = 0;
	value = strtoll(digits, NULL, hexadecimal ? 16 : 10);
	return errno ||
	       (!is_long && value > (hexadecimal ? UINT32_MAX : (long long)INT32_MAX + negative));
}

/* A name or a number, as a whole: what is in it has no meaning of its own. */
static enum state eat_word(struct scan *s)
{
	size_t len = word_length(s);
	bool negative = s->at && s->text[s->at - 1] == '-';

	if (is_beyond_integer(s->text + s->at, len, negative))
		s->trouble = "a number is too large";
	if (precheck_is_name(s->text[s->at]))
		s->names += len;
	s->at += len - 1;
	return CODE;
}

static enum state eat_code(struct scan *s)
{
	char c = s->text[s->at];

	if (c && in_word(c))
		return eat_word(s);

	if (c == '"')
		return STRING;
	if (c == '#' || precheck_starts(s, "//"))
		return LINE_COMMENT;
	if (precheck_starts(s, "/*")) {
		s->at++;
		return BLOCK_COMMENT;
	}
	s->depth += c == '{' || c == '(' || c == '[';
	s->depth -= c == '}' || c == ')' || c == ']';
	s->settings += c == '=' || c == ':' || c == ',';
	return CODE;
}

static enum state eat_string(struct scan *s)
{
	if (s->text[s->at] == '\\')
		return ESCAPE;
	return s->text[s->at] == '"' ? CODE : STRING;
}

/* The character behind a backslash. \x00 would end the string for everybody who reads it. */
static enum state eat_escape(struct scan *s)
{
	if (precheck_starts(s, "x00"))
		s->trouble = "a NUL byte (\\x00) in a string";
	return STRING;
}

static enum state eat_line_comment(struct scan *s)
{
	return s->text[s->at] == '\n' ? CODE : LINE_COMMENT;
}

static enum state eat_block_comment(struct scan *s)
{
	if (!precheck_starts(s, "*/"))
		return BLOCK_COMMENT;
	s->at++;
	return CODE;
}

static enum state (*const eat[])(struct scan *) = {
	[CODE] = eat_code,
	[STRING] = eat_string,
	[ESCAPE] = eat_escape,
	[LINE_COMMENT] = eat_line_comment,
	[BLOCK_COMMENT] = eat_block_comment,
};

/* What is wrong at this place; NULL: nothing. */
static const char *precheck_objection(const struct scan *s)
{
	if (s->text[s->at] == '\0')
		return "a NUL byte";
	if (s->at == 0 && precheck_starts(s, byte_order_mark))
		return "a byte order mark (BOM): save the file as UTF-8 without one";
	if (s->state == CODE && s->line_start && precheck_starts(s, "@include"))
		return "@include is not allowed here";
	if (s->depth > config_depth_max)
		return "groups are nested too deeply";
	if (s->trouble)
		return s->trouble;
	if (s->settings > config_settings_max || s->names * (size_t)s->settings > config_work_max)
		return "too many settings";
	return NULL;
}

int config_precheck(const char *name, const char *text, size_t len, struct err *e)
{
	struct scan s = {.text = text, .len = len, .line = 1, .line_start = true};

	for (; s.at < len; s.at++) {
		const char *reason = precheck_objection(&s);
		char c = text[s.at];

		if (reason)
			return err_set(e, EX_CONFIG, "%s: line %d: %s", name, s.line, reason);
		s.line += c == '\n';
		s.line_start = c == '\n' || (s.line_start && (c == ' ' || c == '\t'));
		s.state = eat[s.state](&s);
	}
	if (s.state == BLOCK_COMMENT)
		s.trouble = "a comment that begins with /* does not end";
	if (s.trouble) /* in the last word of all, or at the end */
		return err_set(e, EX_CONFIG, "%s: line %d: %s", name, s.line, s.trouble);
	return 0;
}
