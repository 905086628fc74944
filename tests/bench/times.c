#include "times.h"

#include "claim.h"
#include "cost.h"

#include "model/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { rounds = 101, key_rounds = 31, words_max = 7 + 8 * FIELD_COUNT, idle_s = 2 };

struct rival {
	const char *name;
	const char *argv[words_max];
	const char *next, *open; /* keys: to the next field, opens a list; NULL: it has none */
	double times[rounds];
	size_t bytes;
	bool missing;
};

enum { MINIMAL, OURS_NONE, OURS_SAVED, WHIPTAIL, DIALOG, RIVALS };

static int by_time(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* What disturbs only ever adds. */
static double least(const double *times, size_t n)
{
	double found = times[0];

	for (size_t i = 1; i < n; i++)
		found = times[i] < found ? times[i] : found;
	return found;
}

static double median(double *times, size_t n)
{
	qsort(times, n, sizeof(*times), by_time);
	return times[n / 2];
}

static bool is_installed(const char *name)
{
	char command[100];

	(void)snprintf(command, sizeof(command), "command -v %s >/dev/null", name);
	return system(command) == 0;
}

/* A form of dialog has eight words a field. */
static void fill_dialog(const char *argv[])
{
	static char labels[FIELD_COUNT][40], rows[FIELD_COUNT][8];
	int n = 0;

	for (const char *const *word = (const char *const[]) {"dialog", "--form", "A form", "23",
		     "78", "18", NULL};
		*word; word++)
		argv[n++] = *word;
	for (int i = 0; i < FIELD_COUNT; i++) {
		(void)snprintf(labels[i], sizeof(labels[i]), "Label of field %d", i + 1);
		(void)snprintf(rows[i], sizeof(rows[i]), "%d", i + 1);
		for (const char *const *word = (const char *const[]) {labels[i], rows[i], "1",
			     "value", rows[i], "30", "40", "0", NULL};
			*word; word++)
			argv[n++] = *word;
	}
	argv[n] = NULL;
}

static void fill_rivals(struct rival *r, const struct place *p)
{
	static char count[8];

	(void)snprintf(count, sizeof(count), "%d", FIELD_COUNT);
	r[MINIMAL] = (struct rival) {.name = "minimal ncurses form",
		.argv = {"tests/bench/minimal", count},
		.next = "Tab",
		.open = "Enter"};
	r[OURS_NONE] = (struct rival) {.name = "smtpsetup, no file yet",
		.argv = {"./smtpsetup", "--config", p->none},
		.next = "Tab",
		.open = "F2"};
	r[OURS_SAVED] = r[OURS_NONE];
	r[OURS_SAVED].name = "smtpsetup, a saved one";
	r[OURS_SAVED].argv[2] = p->saved;
	r[WHIPTAIL] = (struct rival) {.name = "whiptail",
		.argv = {"whiptail", "--inputbox", "A text", "20", "76", "value"},
		.next = "Tab"};
	r[DIALOG] = (struct rival) {.name = "dialog", .next = "Down"};
	fill_dialog(r[DIALOG].argv);
	for (int i = 0; i < RIVALS; i++)
		r[i].missing = i >= WHIPTAIL && !is_installed(r[i].argv[0]);
}

/* What is exact of it, in one line. */
static void describe(struct rival *r)
{
	struct cost paint, typed, move, open = {0};
	struct seat s;
	long peak;

	if (r->missing) {
		(void)printf("# %-23s not installed\n", r->name);
		return;
	}
	seat_open(&s, r->argv, true);
	(void)seat_await(&s, r->bytes); /* some pause on the way */
	paint = cost_of_paint(&s);
	(void)cost_of_text(&s, "a");
	typed = cost_of_text(&s, "b");
	move = cost_of_key(&s, r->next);
	if (r->open)
		open = cost_of_key(&s, r->open);
	peak = seat_status(&s, "VmHWM");
	(void)printf("# %-23s %6.2f %6.2f %6zu %6zu %5zu %6ld %5zu/%zu/%-3zu %5zu/%zu %6zu/%zu\n",
		r->name, least(r->times, rounds), median(r->times, rounds), paint.bytes,
		paint.cells, paint.writes, peak, typed.bytes, typed.writes, typed.calls, move.bytes,
		move.writes, open.bytes, open.writes);
	seat_close(&s);
}

/* What is compared with nothing is not compared. */
static void not_measured(const char *name)
{
	(void)printf("Bail out! not measured: %s does not paint what it has to\n", name);
	exit(1);
}

static double time_paint(const struct rival *r)
{
	struct seat s;
	double ms;

	seat_open(&s, r->argv, false);
	if (!seat_await(&s, r->bytes))
		not_measured(r->name);
	ms = s.last_ms - s.started_ms;
	seat_close(&s);
	return ms;
}

static void learn_bytes(struct rival *r)
{
	struct seat s;

	seat_open(&s, r->argv, false);
	seat_settle(&s);
	if (!s.out.n || s.ended)
		not_measured(r->name);
	r->bytes = s.out.n;
	seat_close(&s);
}

static void claim_paint(const struct place *p)
{
	static struct rival r[RIVALS];
	double reference, ours;

	fill_rivals(r, p);
	for (int i = 0; i < RIVALS; i++)
		if (!r[i].missing)
			learn_bytes(&r[i]);
	for (int round = 0; round < rounds; round++)
		for (int i = 0; i < RIVALS; i++)
			if (!r[i].missing)
				r[i].times[round] = time_paint(&r[i]);
	(void)printf("# %-23s %13s %6s %6s %5s %6s %9s %7s %8s\n", "", "paint", "bytes", "cells",
		"write", "RSS", "typed", "move", "list");
	(void)printf("# %-23s %13s %6s %6s %5s %6s %9s %7s %8s\n", "", "least/median", "", "", "s",
		"kB", "B/w/calls", "B/w", "B/w");
	for (int i = 0; i < RIVALS; i++)
		describe(&r[i]);
	reference = least(r[MINIMAL].times, rounds);
	for (int i = OURS_NONE; i <= OURS_SAVED; i++) {
		ours = least(r[i].times, rounds);
		claim(ours <= 1.5 * reference,
			"exec to full paint, %s: %.2f ms, %.2f x the minimal form, at most 1.5",
			r[i].name, ours, ours / reference);
		if (r[WHIPTAIL].missing)
			claim_not_measured("before whiptail", "whiptail is not installed");
		else
			claim(ours < least(r[WHIPTAIL].times, rounds),
				"%s is there before whiptail: %.2f ms, %.2f ms", r[i].name, ours,
				least(r[WHIPTAIL].times, rounds));
	}
}

/* From the key to the last byte that it brings about. */
static double time_key(struct seat *s, const char *key, const char *text)
{
	double before;
	size_t had;

	seat_settle(s);
	had = s->out.n;
	before = seat_now_ms();
	if (key)
		seat_key(s, key);
	else
		term_send(&s->term, text);
	if (!seat_await(s, had + 1))
		not_measured(key ? key : text);
	seat_settle(s);
	return s->last_ms - before;
}

static void claim_escape(const struct place *p)
{
	double times[key_rounds];
	struct seat s;

	place_start(p->saved, &s, false);
	for (int i = 0; i < key_rounds; i++) {
		(void)time_key(&s, "F2", NULL);
		times[i] = time_key(&s, "Esc", NULL);
	}
	seat_close(&s);
	claim(median(times, key_rounds) <= 26, "Esc closes a list in %.2f ms, at most 26",
		median(times, key_rounds));
}

static void claim_idle(const struct place *p)
{
	const struct timespec pause = {.tv_sec = idle_s};
	struct seat s;
	long before;
	size_t bytes;

	place_start(p->saved, &s, false);
	seat_settle(&s);
	before = seat_status(&s, "voluntary_ctxt_switches");
	bytes = s.out.n;
	(void)nanosleep(&pause, NULL);
	seat_settle(&s);
	claim(seat_status(&s, "voluntary_ctxt_switches") == before && s.out.n == bytes,
		"idle for %d s: %ld wake-ups, %zu bytes", idle_s,
		seat_status(&s, "voluntary_ctxt_switches") - before, s.out.n - bytes);
	seat_close(&s);
}

/* What is typed narrows 20,000 rows down, to none of them, and to what only a pattern finds. */
static const char searched[] = "mail.google~\x15smtp.yahoo.fr\x15~\x15 e o\x15zoho";

enum { searches_max = sizeof(searched) - 1, many_rounds = 11 };

/* The first key of them: a space shows nothing by itself, so what is behind it comes with it. */
static size_t first_key(const char *keys, char key[3])
{
	size_t n = keys[0] == ' ' && keys[1] ? 2 : 1;

	memcpy(key, keys, n);
	key[n] = '\0';
	return n;
}

static void open_many(const struct place *p, struct seat *s, bool traced)
{
	const char *const argv[] = {"tests/bench/many", "--config", p->none, NULL};

	seat_open(s, argv, traced);
}

/* The least of each key, since what disturbs only ever adds; of these the greatest. */
static void claim_search(const struct place *p)
{
	double opens[many_rounds], times[searches_max][many_rounds], dearest = 0;
	struct seat s;
	char key[3];
	int searches = 0;

	for (int round = 0; round < many_rounds; round++) {
		open_many(p, &s, false);
		opens[round] = time_key(&s, "F2", NULL);
		searches = 0;
		for (const char *rest = searched; *rest;) {
			rest += first_key(rest, key);
			times[searches++][round] = time_key(&s, NULL, key);
		}
		seat_close(&s);
	}
	for (int i = 0; i < searches; i++)
		if (least(times[i], many_rounds) > dearest)
			dearest = least(times[i], many_rounds);
	claim(least(opens, many_rounds) <= 3, "20,000 providers are opened in %.2f ms, at most 3",
		least(opens, many_rounds));
	claim(dearest <= 20, "20,000 providers are narrowed down in %.2f ms a key, at most 20",
		dearest);
}

static void claim_search_writes(const struct place *p)
{
	size_t writes = 0;
	struct seat s;
	char key[3];

	open_many(p, &s, true);
	(void)cost_of_key(&s, "F2");
	for (const char *rest = searched; *rest;) {
		struct cost c;

		rest += first_key(rest, key);
		c = cost_of_text(&s, key);
		writes = c.writes > writes ? c.writes : writes;
	}
	claim(writes <= 1, "20,000 providers are narrowed down with %zu writes a key, at most 1",
		writes);
	seat_close(&s);
}

void times_claim(const struct place *p)
{
	claim_escape(p);
	claim_idle(p);
	claim_search(p);
	claim_search_writes(p);
	claim_paint(p); /* at last: it leaves drafts behind */
}
