#include "mail/smtp_text.h"

static enum smtp_text_at text_byte(enum smtp_text_at at, char byte, struct str *out)
{
	if (at == SMTP_TEXT_FRONT && byte == '.')
		return SMTP_TEXT_DOT;
	if (at == SMTP_TEXT_DOT && byte == '\r')
		return SMTP_TEXT_DOT_CR;
	if ((at == SMTP_TEXT_DOT || at == SMTP_TEXT_DOT_CR) && byte == '\n')
		return SMTP_TEXT_END;
	if (at == SMTP_TEXT_DOT_CR)
		str_char(out, '\r');
	str_char(out, byte);
	return byte == '\n' ? SMTP_TEXT_FRONT : SMTP_TEXT_IN;
}

size_t smtp_text_take(enum smtp_text_at *at, const char *bytes, size_t len, struct str *out)
{
	size_t n = 0;

	while (n < len && *at != SMTP_TEXT_END)
		*at = text_byte(*at, bytes[n++], out);
	return n;
}
