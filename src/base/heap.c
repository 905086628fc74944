/*
 * malloc() and its kin for the whole program, its libraries included. Where memory is out, the
 * program ends cleanly: libconfig 1.5 does not look whether it got any, and then crashes or loses
 * settings without a word; jansson gives half a document. And what is given back is wiped: a
 * password leaves copies in a parser's tokens and in buffers that grew, which nobody else can
 * reach. (Replacing malloc, glibc manual 3.2.5.)
 */
#include "base/mem.h"
#include "base/sanitized.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#if defined(HAVE___LIBC_MALLOC) && !defined(__SANITIZE_ADDRESS__)

/* glibc's names. NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c) */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void __libc_free(void *p);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c) */

static void *heap_or_exit(void *p)
{
	if (!p)
		mem_exhausted();
	return p;
}

void *malloc(size_t size)
{
	return heap_or_exit(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return heap_or_exit(__libc_calloc(count, size));
}

void free(void *p)
{
	if (p)
		explicit_bzero(p, malloc_usable_size(p));
	__libc_free(p);
}

/* Never by the library's own, which gives back the old place as it is. A size of 0 frees. */
void *realloc(void *old, size_t size)
{
	size_t had = old ? malloc_usable_size(old) : 0;
	void *p;

	if (old && size && size <= had && size > had / 2)
		return old;
	p = size || !old ? heap_or_exit(__libc_malloc(size)) : NULL;
	if (p && old)
		memcpy(p, old, size < had ? size : had);
	free(old);
	return p;
}

#endif
