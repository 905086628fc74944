#include "base/ascii.h"

#include <string.h>

char ascii_lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c;
}

void ascii_lower_all(char *text)
{
	for (; *text; text++)
		*text = ascii_lower(*text);
}

bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool ascii_is_hex(char c)
{
	char lower = ascii_lower(c);

	return ascii_is_digit(c) || (lower >= 'a' && lower <= 'f');
}

bool ascii_is_letter(char c)
{
	char lower = ascii_lower(c);

	return lower >= 'a' && lower <= 'z';
}

bool ascii_is_word(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

bool ascii_same_n(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (ascii_lower(a[i]) != ascii_lower(b[i]))
			return false;
		if (!a[i])
			return true;
	}
	return true;
}

bool ascii_same(const char *a, const char *b)
{
	size_t n = strlen(a);

	return n == strlen(b) && ascii_same_n(a, b, n);
}

bool ascii_starts(const char *text, const char *start)
{
	return ascii_same_n(text, start, strlen(start));
}

const char *ascii_find(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (; *text; text++)
		if (ascii_same_n(text, word, n))
			return text;
	return n ? NULL : text;
}
