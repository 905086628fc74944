#include "base/base64.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode_three(struct str *out, const unsigned char *bytes, size_t len)
{
	unsigned group = (unsigned)bytes[0] << 16 | (len > 1 ? (unsigned)bytes[1] << 8 : 0u) |
			 (len > 2 ? (unsigned)bytes[2] : 0u);

	for (size_t i = 0; i < 4; i++)
		str_char(out, (char)(i <= len ? alphabet[group >> (18 - 6 * i) & 63] : '='));
}

void base64_encode(struct str *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i += 3)
		encode_three(out, (const unsigned char *)bytes + i, len - i < 3 ? len - i : 3);
}

bool base64_decode(struct str *out, const char *text, size_t len)
{
	unsigned group = 0, bits = 0;

	while (len && text[len - 1] == '=')
		len--;
	for (size_t i = 0; i < len; i++) {
		const char *at = text[i] ? strchr(alphabet, text[i]) : NULL;

		if (!at)
			return false;
		group = group << 6 | (unsigned)(at - alphabet);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			str_char(out, (char)(group >> bits));
		}
	}
	return true;
}
