/*
 * Growable bytes with a NUL behind them, and memory that is there or ends the driver. A struct
 * bytes of zeroes is empty and ready; bytes_fini() frees it and makes it empty again.
 */
#ifndef TUI_BYTES_H
#define TUI_BYTES_H

#include <stddef.h>

struct bytes {
	char *p;
	size_t n;
	size_t room;
};

/* Passes p through; ends the driver when it is NULL. For malloc, realloc, strdup and their like. */
void *must(void *p);

void bytes_add(struct bytes *b, const void *p, size_t n);
void bytes_text(struct bytes *b, const char *text);
void bytes_format(struct bytes *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void bytes_drop(struct bytes *b, size_t n); /* n bytes at the front */
void bytes_clear(struct bytes *b);
void bytes_fini(struct bytes *b);

/* The bytes as a string, "" when there are none. Borrowed until the next change. */
const char *bytes_string(const struct bytes *b);

/* Appends the whole file. 0, or -1 with errno set. */
int bytes_read_file(struct bytes *b, const char *path);

#endif
