#include "base/wrap.h"

#include "base/cluster.h"

#include <string.h>

int wrap_columns(const char *text, size_t len, bool ascii)
{
	int columns = 0;
	size_t n;

	for (size_t i = 0; i < len && text[i]; i += n) {
		n = cluster_next(text + i, len - i);
		columns += cluster_show(text + i, n, ascii, NULL);
	}
	return columns;
}

size_t wrap_fit(const char *text, size_t len, int columns, bool ascii)
{
	size_t i = 0, n;

	while (i < len) {
		n = cluster_next(text + i, len - i);
		columns -= cluster_show(text + i, n, ascii, NULL);
		if (columns < 0)
			break;
		i += n;
	}
	return i;
}

/* The bytes of the line that begins here: up to the last blank that fits. */
static size_t wrap_length(const struct wrap *w)
{
	const char *end = memchr(w->rest, '\n', w->len);
	size_t whole = end ? (size_t)(end - w->rest) : w->len;
	size_t fits = wrap_fit(w->rest, whole, w->width, w->ascii), cut = fits;

	if (fits == whole)
		return whole;
	while (cut > 0 && w->rest[cut] != ' ')
		cut--;
	while (cut > 0 && w->rest[cut - 1] == ' ')
		cut--;
	if (cut > 0)
		return cut;
	while (w->whole_words && fits < whole && w->rest[fits] != ' ')
		fits++;
	return fits ? fits : cluster_next(w->rest, whole);
}

static void wrap_skip(struct wrap *w, size_t len)
{
	w->rest += len;
	w->len -= len;
}

bool wrap_next(struct wrap *w, const char **line, size_t *len)
{
	if (!w->len)
		return false;
	*line = w->rest;
	*len = wrap_length(w);
	wrap_skip(w, *len);
	if (w->len && *w->rest == '\n')
		wrap_skip(w, 1);
	else
		while (w->len && *w->rest == ' ')
			wrap_skip(w, 1);
	return true;
}
