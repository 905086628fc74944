/*
 * A growable string with a maximum given at birth. What does not fit is dropped and remembered:
 * `full` stays true, so that a caller checks once at the end instead of after every call.
 * The text always has a NUL behind it; it may hold NULs itself (len counts).
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	char *data; /* never NULL after str_init */
	size_t len;
	size_t cap;
	size_t max; /* bytes, the NUL not counted */
	bool full;  /* something did not fit */
	bool guarded;
};

void str_init(struct str *s, size_t max);
void str_init_guarded(struct str *s, size_t max); /* in memory for secrets (base/secret.h) */
void str_fini(struct str *s);
void str_wipe(struct str *s);  /* as str_fini, the bytes zeroed first */
void str_clear(struct str *s); /* the bytes are zeroed as well */
char *str_take(struct str *s); /* the bytes; the caller frees them, s is finished. Not guarded. */

void str_add(struct str *s, const char *bytes, size_t len);
void str_text(struct str *s, const char *text);
void str_char(struct str *s, char c);
void str_format(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_drop(struct str *s, size_t len); /* removes len bytes at the front */

/* A list of texts with a maximum of its own; more are dropped. Owns its texts. */
struct strlist {
	char **items;
	size_t n;
};

void strlist_add(struct strlist *l, const char *text, size_t max);
void strlist_fini(struct strlist *l);

#endif
