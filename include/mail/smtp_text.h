/*
 * A message as it comes behind DATA (RFC 5321 4.5.2): a dot in front of a line is taken away, and a
 * line with nothing but a dot ends it. Pure.
 */
#ifndef MAIL_SMTP_TEXT_H
#define MAIL_SMTP_TEXT_H

#include "base/str.h"

enum smtp_text_at {
	SMTP_TEXT_FRONT, /* of a line */
	SMTP_TEXT_DOT,   /* behind a dot at the front */
	SMTP_TEXT_DOT_CR,
	SMTP_TEXT_IN, /* a line */
	SMTP_TEXT_END
};

/*
 * Appends what the bytes are of the message and returns how many of them were used: fewer than len
 * only where it has ended. *at is SMTP_TEXT_FRONT at first.
 */
size_t smtp_text_take(enum smtp_text_at *at, const char *bytes, size_t len, struct str *out);

#endif
