/*
 * Memory that is there or the program ends. No caller checks for NULL; when memory is out the
 * hook runs (the screen uses it to give the terminal back) and the program ends with EX_OSERR.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* The hook runs once, before the program ends for want of memory; NULL removes it. */
void mem_on_failure(void (*hook)(void));

/* What every function here does when the system has no memory left. */
_Noreturn void mem_exhausted(void);

void *mem_zero(size_t count, size_t size); /* zeroed; the caller frees */
void *mem_grow(void *old, size_t count, size_t size);
char *mem_text(const char *text);               /* a copy; the caller frees */
void *mem_copy(const void *of, size_t size);    /* the caller frees */
char *mem_bytes(const char *bytes, size_t len); /* a copy with a NUL behind it; the caller frees */

#endif
