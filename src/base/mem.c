#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static void (*failure_hook)(void);

_Noreturn void mem_exhausted(void)
{
	static const char sentence[] = "smtpsetup: out of memory\n";
	void (*hook)(void) = failure_hook;

	failure_hook = NULL;
	if (hook)
		hook();
	if (write(STDERR_FILENO, sentence, sizeof(sentence) - 1) < 0)
		_exit(EX_IOERR);
	_exit(EX_OSERR);
}

static void *mem_or_exit(void *p)
{
	if (!p)
		mem_exhausted();
	return p;
}

void mem_on_failure(void (*hook)(void))
{
	failure_hook = hook;
}

void *mem_zero(size_t count, size_t size)
{
	return mem_or_exit(calloc(count ? count : 1, size ? size : 1));
}

void *mem_grow(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		mem_exhausted();
	return mem_or_exit(realloc(old, count && size ? count * size : 1));
}

char *mem_text(const char *text)
{
	return mem_or_exit(strdup(text));
}

void *mem_copy(const void *of, size_t size)
{
	return memcpy(mem_zero(1, size), of, size);
}

char *mem_bytes(const char *bytes, size_t len)
{
	char *copy = mem_zero(len + 1, 1);

	if (len)
		memcpy(copy, bytes, len);
	return copy;
}
