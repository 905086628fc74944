/*
 * What the form costs on the line and at the start, through the real program on a real terminal of
 * 24 by 80, an xterm with 256 colours. Prints TAP: each figure with its bound. Bytes are those
 * that the terminal got, all of them, colours and lines included. Writes are counted by tracing the
 * program. Cells are looked at on the screen of libvterm. With the word `bench` memory and times
 * come to it, whose bounds are those of one machine, and other programs.
 */
#include "claim.h"
#include "cost.h"
#include "place.h"
#include "times.h"

#include "model/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { buttons = 4, memory_rounds = 3, ticks_watched = 10 };

/* Bytes at most. */
enum {
	paint_bytes = 4096,
	move_bytes = 600,
	box_bytes = 6000,
	character_bytes = 32,
	tick_bytes = 32
};
enum { paint_writes = 4 };

/* The dearest of some steps. */
struct worst {
	struct cost cost;
	char where[60];
	size_t writes;
	int n;
};

static void consider(struct worst *w, const struct cost *c, const char *where)
{
	w->n++;
	if (c->writes > w->writes)
		w->writes = c->writes;
	if (w->n > 1 && c->bytes <= w->cost.bytes)
		return;
	w->cost = *c;
	(void)snprintf(w->where, sizeof(w->where), "%s", where);
}

static void claim_paint(const char *what, const char *config)
{
	struct seat s;
	struct cost c;

	place_start(config, &s, true);
	c = cost_of_paint(&s);
	claim(c.bytes <= paint_bytes,
		"first paint, %s: %zu bytes for %zu filled cells, %zu of them for colours; at most "
		"%d",
		what, c.bytes, c.cells, c.colours, paint_bytes);
	claim(c.writes <= paint_writes,
		"first paint, %s: %zu writes, at most %d (%zu system calls)", what, c.writes,
		paint_writes, c.calls);
	claim(s.endless && !s.timers, "idle, %s: waits for input alone, without a timer", what);
	claim(c.queries == 0, "first paint, %s: %zu questions to the terminal", what, c.queries);
	seat_close(&s);
}

static void claim_moves(const char *what, const char *config, const char *key)
{
	struct worst w = {.n = 0};
	struct seat s;

	place_start(config, &s, true);
	for (int i = 0; i < FIELD_COUNT + buttons; i++) {
		struct cost c = cost_of_key(&s, key);
		char where[20];

		(void)snprintf(where, sizeof(where), "move %d", i + 1);
		consider(&w, &c, where);
	}
	claim(w.cost.bytes <= move_bytes,
		"%d focus moves with %s, %s: %zu bytes, at most %d (%s: %zu cells)", w.n, key, what,
		w.cost.bytes, move_bytes, w.where, w.cost.cells);
	claim(w.writes <= 1, "%d focus moves with %s, %s: %zu writes, at most 1", w.n, key, what,
		w.writes);
	seat_close(&s);
}

/* In every field, once it is marked changed. */
static void claim_typing(const char *config)
{
	struct worst typed[2] = {{.n = 0}}, pasted = {.n = 0};
	struct seat s;

	place_start(config, &s, true);
	for (int i = 0; i < FIELD_COUNT; i++) {
		struct worst *w = &typed[(fields[i].flags & FIELD_SECRET) != 0];
		struct cost c;

		if (fields[i].type != &type_choice) {
			(void)cost_of_text(&s, "a");
			c = cost_of_text(&s, "b");
			consider(w, &c, fields[i].label);
			c = cost_of_paste(&s, "sixteen more.com");
			consider(&pasted, &c, fields[i].label);
			(void)cost_of_text(&s, "\x15");
		}
		(void)cost_of_key(&s, "Tab");
	}
	for (int secret = 0; secret < 2; secret++)
		claim(typed[secret].cost.bytes <= character_bytes && typed[secret].writes <= 1,
			"a %s typed into %d fields: %zu bytes in %zu writes, at most %d in 1",
			secret ? "bullet" : "character", typed[secret].n, typed[secret].cost.bytes,
			typed[secret].writes, character_bytes);
	claim(pasted.writes <= 1, "16 characters pasted into %d fields: %zu writes, at most 1",
		pasted.n, pasted.writes);
	seat_close(&s);
}

static void open_list(struct worst *w, struct seat *s, const char *key, const char *where)
{
	struct cost c = cost_of_key(s, key);

	consider(w, &c, where);
	(void)cost_of_key(s, "Esc");
}

static void claim_lists(const char *config)
{
	struct worst w = {.n = 0};
	struct seat s;

	place_start(config, &s, true);
	open_list(&w, &s, "F2", "providers");
	open_list(&w, &s, "F7", "versions");
	open_list(&w, &s, "F1", "help");
	open_list(&w, &s, "F6", "themes");
	open_list(&w, &s, "F11", "menu");
	for (int i = 0; i < FIELD_COUNT; i++) {
		if (fields[i].type == &type_choice)
			open_list(&w, &s, "Enter", fields[i].label);
		(void)cost_of_key(&s, "Tab");
	}
	claim(w.cost.bytes <= box_bytes, "opening %d boxes: %zu bytes, at most %d (%s: %zu cells)",
		w.n, w.cost.bytes, box_bytes, w.where, w.cost.cells);
	claim(w.writes <= 1, "opening %d boxes: %zu writes, at most 1", w.n, w.writes);
	seat_close(&s);
}

/* The time that a step takes is drawn as it passes. */
static void claim_under_test(const char *config)
{
	struct seat s;
	size_t ticks, bytes, writes;

	place_start(config, &s, true);
	seat_settle(&s);
	seat_key(&s, "F5");
	seat_see(&s, "▸ Greeting");
	ticks = s.ticks;
	bytes = s.tick_bytes;
	writes = s.tick_writes;
	seat_await_ticks(&s, ticks + ticks_watched);
	seat_settle(&s);
	ticks = s.ticks - ticks;
	bytes = s.tick_bytes - bytes;
	writes = s.tick_writes - writes;
	claim(bytes > 0 && bytes <= ticks * tick_bytes && writes <= ticks && !s.endless,
		"a test that runs draws its time %zu times: %zu bytes in %zu writes, at most %d in "
		"1 each time",
		ticks, bytes, writes, tick_bytes);
	seat_close(&s);
}

/* All that can be looked at before the first test, one after the other. */
static long peak_of(const char *config)
{
	static const char *const keys[] = {"F2", "End", "Esc", "F1", "End", "Esc", "F3", "F3", "F6",
		"Down", "Down", "Down", "Esc"};
	struct seat s;
	long peak;

	place_start(config, &s, true);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		(void)cost_of_key(&s, keys[i]);
	peak = seat_status(&s, "VmHWM");
	seat_close(&s);
	return peak;
}

/* How much of a library the system maps at once is its own affair: the least of some runs. */
static void claim_memory(const char *config)
{
	const char *sanitized = getenv("SANITIZED");
	long least = 0;

	if (sanitized && strcmp(sanitized, "yes") == 0) {
		claim_not_measured("peak resident memory", "the sanitizers take their own");
		return;
	}
	for (int round = 0; round < memory_rounds; round++) {
		long peak = peak_of(config);

		least = least && least < peak ? least : peak;
	}
	claim(least > 0 && least <= 3584,
		"peak resident memory before a test: %ld kB, at most 3.5 MB = 3584", least);
}

int main(int argc, char **argv)
{
	struct place p = {0};

	if (!place_make(&p)) {
		(void)puts("Bail out! no place to measure in");
		return 1;
	}
	claim_paint("no file yet", p.none);
	claim_paint("a saved one", p.saved);
	claim_moves("no file yet", p.none, "Tab");
	claim_moves("a saved one", p.saved, "Tab");
	claim_moves("a saved one", p.saved, "Shift-Tab");
	claim_typing(p.typed);
	claim_lists(p.saved);
	claim_under_test(p.saved);
	if (argc > 1 && strcmp(argv[1], "bench") == 0) {
		claim_memory(p.saved);
		times_claim(&p);
	}
	place_leave(&p);
	return claim_end();
}
