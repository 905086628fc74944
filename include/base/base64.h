/*
 * Base64 (RFC 4648 4), the form in which SASL puts names and passwords on the wire.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the encoded bytes, padded. */
void base64_encode(struct str *out, const char *bytes, size_t len);

/* Appends the decoded bytes; false where the text is no base64, what was decoded so far stays. */
bool base64_decode(struct str *out, const char *text, size_t len);

#endif
