/*
 * Characters as a person sees them: a letter with its accents, an emoji joined of several, a flag
 * of two letters are one. Terminals disagree about how wide the joined ones are; what is shown is
 * therefore their parts, without what joins them, so that the cursor is where the text is. What
 * is shown never moves, hides or reorders anything (text_is_deceptive).
 */
#ifndef BASE_CLUSTER_H
#define BASE_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The bytes of the character at text[0]; 0 only when len is 0. */
size_t cluster_next(const char *text, size_t len);

/* Where the character before text[at] begins. */
size_t cluster_before(const char *text, size_t at);

/* How many there are. */
size_t cluster_count(const char *text, size_t len);

/* Does it belong to the character before it, and has nothing of its own to be shown? */
bool cluster_is_joiner(uint32_t c);

/*
 * Shows one character of so many bytes: calls put (NULL: nobody) with what is to be sent, a code
 * point each, and returns its columns. What cannot be shown is a `?`.
 */
int cluster_show(
	const char *text, size_t bytes, bool ascii, void (*put)(const char *bytes, size_t len));

#endif
