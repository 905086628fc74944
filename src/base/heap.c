/*
 * malloc() and its kin for the whole program, its libraries included: where memory is out, the
 * program ends cleanly. libconfig 1.5 does not look whether it got any, and then crashes or loses
 * settings without a word; jansson gives half a document. (Replacing malloc, glibc manual 3.2.5.)
 */
#include "base/mem.h"
#include "base/sanitized.h"

#include <stdlib.h>

#if defined(HAVE___LIBC_MALLOC) && !defined(__SANITIZE_ADDRESS__)

/* glibc's names. NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c) */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c) */

static void *there(void *p)
{
	if (!p)
		mem_exhausted();
	return p;
}

void *malloc(size_t size)
{
	return there(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return there(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size)
{
	void *p = __libc_realloc(old, size);

	return p || !size ? p : there(p); /* a size of 0 frees */
}

#endif
