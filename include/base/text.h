/*
 * Text that came from outside. utf8_next() reads one character and never past the end;
 * text_safe() turns any bytes into what may be shown on a terminal or put into JSON: valid
 * UTF-8 without C0 and C1 controls, bidirectional marks, zero-width characters and line
 * separators, of bounded length. All server text goes through it.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { utf8_replacement = 0xFFFD };

/*
 * The character at bytes[0], and how many bytes it takes (1 to 4; 0 only when len is 0).
 * Returns false, takes one byte and gives U+FFFD where the bytes are not valid UTF-8
 * (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
 */
bool utf8_next(const char *bytes, size_t len, uint32_t *character, size_t *taken);

/* Is the text valid UTF-8 and free of C0 and C1 controls and DEL? */
bool text_is_clean(const char *text, size_t len);

/* A blank of any width, a tab or a line end (White_Space of Unicode's PropList). */
bool text_is_blank(uint32_t character);

/* A character that moves, hides or reorders what a terminal shows. */
bool text_is_deceptive(uint32_t character);

/* Appends the bytes to out; what may not be shown becomes `?` (a tab becomes a blank). */
void text_safe(struct str *out, const char *bytes, size_t len);

/* The text without blanks (space and tab) at both ends: points into text, sets *len. */
const char *text_trim(const char *text, size_t *len);

/*
 * Appends the template with every {name} replaced by what value() returns for it; where it
 * returns NULL nothing is put in.
 */
void text_fill(struct str *out, const char *template,
	const char *(*value)(const void *context, const char *name), const void *context);

/*
 * A sentence begins with a capital letter on the screen, though not behind "smtpsetup: ". Only a
 * plain word is changed: a file, a host or a literal value stays what it is.
 */
void text_capital(char *sentence);

/* Appends the text as one word for a shell, in quotes where it needs them. */
void text_shell(struct str *out, const char *text);

#endif
