/*
 * An allocator that fails, to be preloaded: the FAIL_AT-th call from the start of main() on, and
 * with FAIL_ON=always each one behind it. At the end the number of calls goes to FAIL_COUNT.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned long calls, fail_at;
static bool always, started;

static bool fails(void)
{
	if (!started)
		return false;
	calls++;
	if (!fail_at || calls < fail_at || (calls > fail_at && !always))
		return false;
	errno = ENOMEM;
	return true;
}

/* The program has a malloc() of its own, which asks these. */

void *__libc_malloc(size_t size)
{
	static void *(*real)(size_t);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "__libc_malloc");
	return fails() ? NULL : real(size);
}

void *__libc_calloc(size_t count, size_t size)
{
	static void *(*real)(size_t, size_t);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "__libc_calloc");
	return fails() ? NULL : real(count, size);
}

void *__libc_realloc(void *old, size_t size)
{
	static void *(*real)(void *, size_t);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "__libc_realloc");
	return fails() ? NULL : real(old, size);
}

__attribute__((constructor)) static void start(void)
{
	const char *at = getenv("FAIL_AT"), *on = getenv("FAIL_ON");

	fail_at = at ? strtoul(at, NULL, 10) : 0;
	always = on && strcmp(on, "always") == 0;
	unsetenv("LD_PRELOAD"); /* the worker has a test of its own */
	started = true;
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAIL_COUNT");
	char text[32];
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	int len = snprintf(text, sizeof(text), "%lu", calls);

	if (fd >= 0 && write(fd, text, (size_t)len) == len)
		(void)close(fd);
}
