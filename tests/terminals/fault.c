/*
 * Put before the program by LD_PRELOAD: what FAULT names happens when the terminal has been taken
 * (FAULT_AT=0), or in the place of showing the screen for the FAULT_AT-th time.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int doupdate(void);
void *newterm(const char *type, FILE *out, FILE *in);

static void *volatile sink;

static void leave_by_exit(void)
{
	exit(3);
}

static void want_memory(void)
{
	sink = malloc(PTRDIFF_MAX);
}

static void write_nowhere(void)
{
	*(volatile int *)sink = 1;
}

/* The compiler must not make a loop of it, nor see that it never ends. */
static int overflow(int depth)
{
	volatile char block[4096];

	block[depth % 4096] = (char)depth;
	if (depth == INT_MAX)
		return 0;
	return overflow(depth + 1) + block[depth % 4096];
}

static void use_up_the_stack(void)
{
	sink = (void *)(size_t)overflow(0);
}

static void be_told_to_end(void)
{
	raise(SIGTERM);
}

static const struct {
	const char *name;
	void (*run)(void);
} faults[] = {
	{"exit", leave_by_exit},
	{"memory", want_memory},
	{"pointer", write_nowhere},
	{"stack", use_up_the_stack},
	{"abort", abort},
	{"term", be_told_to_end},
};

static void fail_at(int time)
{
	const char *fault = getenv("FAULT"), *at = getenv("FAULT_AT");

	if (!fault || !at || time != atoi(at))
		return;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		if (strcmp(faults[i].name, fault) == 0)
			faults[i].run();
}

void *newterm(const char *type, FILE *out, FILE *in)
{
	void *(*theirs)(const char *, FILE *, FILE *) =
		(void *(*)(const char *, FILE *, FILE *))dlsym(RTLD_NEXT, "newterm");
	void *screen = theirs(type, out, in);

	fail_at(0);
	return screen;
}

int doupdate(void)
{
	static int times;

	fail_at(++times);
	return ((int (*)(void))dlsym(RTLD_NEXT, "doupdate"))();
}
