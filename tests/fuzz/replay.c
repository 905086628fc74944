/*
 * Plays the seeds of every target, as they are and each with many small changes, the same ones
 * every time. TAP on stdout. argv: the directory of the seeds, and how many changes.
 */
#include "targets.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	void (*play)(const uint8_t *data, size_t len);
} targets[] = {
	{"addresses", fuzz_addresses},
	{"handover", fuzz_handover},
	{"loader", fuzz_loader},
	{"message", fuzz_message},
	{"patcher", fuzz_patcher},
	{"progress", fuzz_progress},
	{"safe", fuzz_safe},
	{"setter", fuzz_setter},
	{"ticket", fuzz_ticket},
	{"utf8", fuzz_utf8},
};

enum { target_count = sizeof(targets) / sizeof(targets[0]), seed_max = 4096 };

static uint32_t state;

static uint32_t random_below(uint32_t n)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 8) % n;
}

/* Another byte, one less, or one that stands elsewhere in between. */
static size_t change(uint8_t *data, size_t len)
{
	size_t at = len ? random_below((uint32_t)len) : 0;
	uint32_t way = random_below(3);

	if (!len)
		return len;
	if (way == 0) {
		data[at] = (uint8_t)random_below(256);
	} else if (way == 1) {
		memmove(data + at, data + at + 1, len - at - 1);
		len--;
	} else if (len < seed_max) {
		uint8_t from = data[random_below((uint32_t)len)];

		memmove(data + at + 1, data + at, len - at);
		data[at] = from;
		len++;
	}
	return len;
}

/* The bytes are on the heap, to their very end, so that a sanitizer sees who goes beyond. */
static void play(size_t target, const uint8_t *data, size_t len)
{
	uint8_t *copy = malloc(len ? len : 1);

	if (!copy)
		abort();
	memcpy(copy, data, len);
	targets[target].play(copy, len);
	free(copy);
}

static void play_seed(size_t target, const char *path, long changes)
{
	uint8_t seed[seed_max], data[seed_max];
	FILE *file = fopen(path, "rb");
	size_t len = 0, seed_len;

	if (!file)
		abort();
	seed_len = fread(seed, 1, sizeof(seed), file);
	(void)fclose(file);
	play(target, seed, seed_len);
	for (long i = 0; i < changes; i++) {
		if (i % 8 == 0) {
			memcpy(data, seed, seed_len);
			len = seed_len;
		}
		len = change(data, len);
		play(target, data, len);
	}
}

static size_t play_target(size_t target, const char *directory, long changes)
{
	char pattern[4096];
	glob_t seeds;
	size_t n = 0;

	(void)snprintf(pattern, sizeof(pattern), "%s/%s/*", directory, targets[target].name);
	if (glob(pattern, 0, NULL, &seeds) == 0) {
		n = seeds.gl_pathc;
		for (size_t i = 0; i < n; i++)
			play_seed(target, seeds.gl_pathv[i], changes);
		globfree(&seeds);
	}
	return n;
}

int main(int argc, char **argv)
{
	const char *directory = argc > 1 ? argv[1] : getenv("SEEDS");
	long changes = argc > 2 ? strtol(argv[2], NULL, 10) : 2000;
	int failed = 0;

	(void)printf("1..%d\n", (int)target_count);
	for (size_t i = 0; i < target_count; i++) {
		size_t n = play_target(i, directory ? directory : ".", changes);

		failed += n == 0;
		(void)printf("%s %zu - %s: %zu seeds, %ld changes of each\n", n ? "ok" : "not ok",
			i + 1, targets[i].name, n, changes);
		(void)fflush(stdout);
	}
	return failed > 0;
}
