/*
 * Letters and digits of ASCII, and comparisons without their case, whatever the locale is: in
 * Turkish the small letter of I is another one, and a protocol word must not depend on it. Bytes
 * beyond ASCII are no letters, and equal only to themselves.
 */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>
#include <stddef.h>

char ascii_lower(char c);
void ascii_lower_all(char *text);
bool ascii_is_digit(char c);
bool ascii_is_hex(char c);
bool ascii_is_letter(char c);
bool ascii_is_word(char c); /* a letter or a digit */

/* Without case: the whole texts; so many bytes, or up to a NUL; the start of a text. */
bool ascii_same(const char *a, const char *b);
bool ascii_same_n(const char *a, const char *b, size_t n);
bool ascii_starts(const char *text, const char *start);

/* Where the word is in the text, without case; NULL: nowhere. */
const char *ascii_find(const char *text, const char *word);

#endif
