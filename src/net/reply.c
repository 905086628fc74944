#include "net/reply.h"

#include "base/ascii.h"

#include <string.h>

enum { code_len = 3, digits_max = 3 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

size_t reply_trim(const char *line, size_t len)
{
	if (len && line[len - 1] == '\n')
		len--;
	if (len && line[len - 1] == '\r')
		len--;
	return len;
}

bool reply_parse(const char *line, size_t len, struct reply_line *reply)
{
	size_t bare = reply_trim(line, len);

	if (bare < code_len || line[0] < '2' || line[0] > '5' || !is_digit(line[1]) ||
		!is_digit(line[2]))
		return false;
	if (bare == code_len ? len != code_len + 2 : line[code_len] != ' ' && line[code_len] != '-')
		return false;
	reply->code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
	reply->last = bare == code_len || line[code_len] == ' ';
	reply->text = line + code_len + (bare > code_len);
	reply->len = bare - code_len - (bare > code_len);
	return true;
}

static size_t count_digits(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && is_digit(text[n]))
		n++;
	return n;
}

size_t reply_enhanced(const struct reply_line *reply)
{
	size_t at = 1;

	if (reply->len < 1 || reply->text[0] != '0' + reply->code / 100)
		return 0;
	for (int part = 0; part < 2; part++) {
		size_t n;

		if (at == reply->len || reply->text[at] != '.')
			return 0;
		n = count_digits(reply->text + at + 1, reply->len - at - 1);
		if (n < 1 || n > digits_max)
			return 0;
		at += 1 + n;
	}
	return at == reply->len || reply->text[at] == ' ' ? at : 0;
}

bool reply_keyword(const char *text, size_t len, const char *word, const char *stops)
{
	size_t n = strlen(word);

	if (len < n || !ascii_same_n(text, word, n))
		return false;
	return len == n || !stops || (text[n] && strchr(stops, text[n]));
}
