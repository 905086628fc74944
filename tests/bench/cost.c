#include "cost.h"

#include "codes.h"

#include <stdio.h>
#include <string.h>

enum { rows = 24, cols = 80, cell_max = 24 };

struct shot {
	char cells[rows][cols][cell_max];
};

static void take_shot(const struct seat *s, struct shot *shot)
{
	struct bytes text = {0};

	memset(shot, 0, sizeof(*shot));
	for (int y = 0; y < rows; y++)
		for (int x = 0, wide; x < cols; x += wide) {
			wide = term_cell(&s->term, y, x, &text);
			(void)snprintf(shot->cells[y][x], cell_max, "%s", bytes_string(&text));
		}
	bytes_fini(&text);
}

static size_t differences(const struct shot *a, const struct shot *b)
{
	size_t n = 0;

	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++)
			n += strcmp(a->cells[y][x], b->cells[y][x]) != 0;
	return n;
}

struct mark {
	struct shot shot;
	size_t out, writes, calls, tick_bytes;
};

static void set_mark(struct seat *s, struct mark *m)
{
	seat_settle(s);
	take_shot(s, &m->shot);
	m->out = s->out.n;
	m->writes = s->writes;
	m->calls = s->calls;
	m->tick_bytes = s->tick_bytes;
}

static struct cost since(struct seat *s, const struct mark *m)
{
	struct shot now;
	struct codes codes;

	seat_settle(s);
	take_shot(s, &now);
	codes = codes_count(&s->out, m->out);
	return (struct cost) {
		.bytes = s->out.n - m->out - (s->tick_bytes - m->tick_bytes),
		.colours = codes.colours,
		.queries = codes.queries,
		.writes = s->writes - m->writes,
		.calls = s->calls - m->calls,
		.cells = differences(&m->shot, &now),
	};
}

struct cost cost_of_key(struct seat *s, const char *key)
{
	struct mark m;

	set_mark(s, &m);
	seat_key(s, key);
	return since(s, &m);
}

struct cost cost_of_text(struct seat *s, const char *text)
{
	struct mark m;

	set_mark(s, &m);
	term_send(&s->term, text);
	return since(s, &m);
}

struct cost cost_of_paste(struct seat *s, const char *text)
{
	struct mark m;

	set_mark(s, &m);
	term_paste(&s->term, text);
	return since(s, &m);
}

struct cost cost_of_paint(struct seat *s)
{
	struct mark m = {0};

	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++)
			m.shot.cells[y][x][0] = ' ';
	return since(s, &m);
}
