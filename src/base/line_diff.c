#include "base/line_diff.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { cells_max = 4 * 1024 * 1024 };

struct line {
	const char *begin;
	size_t len;
};

struct lines {
	struct line *items;
	size_t n;
};

/* The common part of each pair of ends: how many lines of it there are. */
struct common {
	uint16_t *cells;
	size_t columns;
};

static void lines_init(struct lines *l, const struct str *text)
{
	const char *at = text->data, *end = text->data + text->len;

	*l = (struct lines) {0};
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((stop ? stop : end) - at);

		l->items = mem_grow(l->items, l->n + 1, sizeof(*l->items));
		l->items[l->n++] = (struct line) {at, len};
		at += len + 1;
	}
}

static bool line_same(struct line a, struct line b)
{
	return a.len == b.len && memcmp(a.begin, b.begin, a.len) == 0;
}

/* Leaves out what is the same at both ends. */
static void lines_trim(struct lines *a, struct lines *b)
{
	while (a->n && b->n && line_same(a->items[a->n - 1], b->items[b->n - 1])) {
		a->n--;
		b->n--;
	}
	while (a->n && b->n && line_same(a->items[0], b->items[0])) {
		a->items++;
		b->items++;
		a->n--;
		b->n--;
	}
}

static uint16_t *common_at(const struct common *c, size_t i, size_t j)
{
	return &c->cells[i * c->columns + j];
}

static void common_fill(struct common *c, const struct lines *a, const struct lines *b)
{
	for (size_t i = a->n; i-- > 0;)
		for (size_t j = b->n; j-- > 0;) {
			uint16_t down = *common_at(c, i + 1, j), right = *common_at(c, i, j + 1);

			if (line_same(a->items[i], b->items[j]))
				*common_at(c, i, j) = (uint16_t)(*common_at(c, i + 1, j + 1) + 1);
			else
				*common_at(c, i, j) = down > right ? down : right;
		}
}

static void line_diff_put(struct str *out, char mark, struct line line)
{
	str_char(out, mark);
	str_add(out, line.begin, line.len);
	str_char(out, '\n');
}

static void line_diff_walk(
	struct str *out, const struct common *c, const struct lines *a, const struct lines *b)
{
	size_t i = 0, j = 0;

	while (i < a->n || j < b->n)
		if (i < a->n && j < b->n && c && line_same(a->items[i], b->items[j])) {
			i++;
			j++;
		} else if (i < a->n &&
			   (j == b->n || !c ||
				   *common_at(c, i + 1, j) >= *common_at(c, i, j + 1))) {
			line_diff_put(out, '-', a->items[i++]);
		} else {
			line_diff_put(out, '+', b->items[j++]);
		}
}

void line_diff(struct str *out, const struct str *old, const struct str *now)
{
	struct lines a, b;
	struct line *of_a, *of_b;

	lines_init(&a, old);
	lines_init(&b, now);
	of_a = a.items;
	of_b = b.items;
	lines_trim(&a, &b);
	if ((a.n + 1) * (b.n + 1) > cells_max || a.n > UINT16_MAX) {
		line_diff_walk(out, NULL, &a, &b);
	} else {
		struct common c = {mem_zero((a.n + 1) * (b.n + 1), sizeof(*c.cells)), b.n + 1};

		common_fill(&c, &a, &b);
		line_diff_walk(out, &c, &a, &b);
		free(c.cells);
	}
	free(of_a);
	free(of_b);
}
