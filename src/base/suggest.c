#include "base/suggest.h"

#include "base/ascii.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

enum { distance_max = 40 };

static size_t suggest_least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool suggest_alike(char a, char b)
{
	return ascii_lower(a) == ascii_lower(b);
}

size_t suggest_distance(const char *a, const char *b)
{
	/* Of the prefix of a that is one shorter, two shorter, and the present one. */
	size_t rows[3][distance_max + 1], m = strlen(a), n = strlen(b);

	if (m > distance_max || n > distance_max)
		return distance_max;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *twice = rows[(i + 1) % 3];

		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t changed = above[j - 1] + !suggest_alike(a[i - 1], b[j - 1]);

			row[j] = suggest_least(changed, suggest_least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && suggest_alike(a[i - 1], b[j - 2]) &&
				suggest_alike(a[i - 2], b[j - 1]))
				row[j] = suggest_least(row[j], twice[j - 2] + 1);
		}
	}
	return rows[m % 3][n];
}

void suggest_offer(struct suggest *s, const char *word, const char *result)
{
	size_t distance = suggest_distance(s->word, word), typed = strlen(s->word),
	       len = strlen(word), longer = len > typed ? len - typed : typed - len;

	if (2 * distance > typed)
		return;
	if (s->found &&
		(distance > s->distance || (distance == s->distance && longer >= s->longer)))
		return;
	s->found = result;
	s->distance = distance;
	s->longer = longer;
}

int suggest_error(struct err *e, const char *found, const char *otherwise, const char *format, ...)
{
	char what[sizeof(e->message) / 2];
	va_list ap;

	va_start(ap, format);
	(void)vsnprintf(what, sizeof(what), format, ap);
	va_end(ap);
	if (found)
		return err_set(e, EX_USAGE, "%s; did you mean %s?", what, found);
	return err_set(e, EX_USAGE, "%s%s", what, otherwise);
}
