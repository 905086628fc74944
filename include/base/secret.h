/*
 * A password or token in memory: locked, left out of core dumps, wiped when freed, and of an
 * opaque type, so that no format string can print it by mistake. Whoever calls secret_text()
 * must not keep a copy. And memory of that kind, for buffers that have a secret among other bytes.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

struct secret;

struct secret *secret_new(const char *bytes, size_t len); /* copies; secret_free() by the caller */
struct secret *secret_copy(const struct secret *s);       /* NULL gives NULL */
void secret_free(struct secret *s);                       /* wipes; NULL is fine */

const char *secret_text(const struct secret *s); /* borrowed, NUL-terminated; "" for NULL */
size_t secret_len(const struct secret *s);       /* bytes; 0 for NULL */
bool secret_equal(const struct secret *a, const struct secret *b);

/* Zeroed; to be given back with secret_release(), which wipes all of it. NULL is fine there. */
void *secret_alloc(size_t size);
void secret_release(void *p);

/* Keeps what the process knows to itself: no core, and no look at it by others of the same user. */
void secret_guard_process(void);

#endif
