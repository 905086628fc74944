/* Bytes as hexadecimal digits, in lower case (RFC 4648 8 without its capitals), and back. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include "base/str.h"

#include <stdbool.h>

/* Appends two digits a byte. */
void hex_encode(struct str *out, const void *bytes, size_t len);

/* Reads exactly len bytes from the first 2 * len characters; false where they are no digits. */
bool hex_decode(const char *text, unsigned char *bytes, size_t len);

/* The value of one digit of either case, or -1. */
int hex_digit(char c);

#endif
