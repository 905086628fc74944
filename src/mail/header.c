#include "mail/header.h"

#include "base/ascii.h"

#include <string.h>

/* RFC 5322 2.2, and the blanks before the colon of 4.5. */
size_t header_name(const char *line, size_t len)
{
	size_t n = 0, at;

	while (n < len && line[n] > ' ' && line[n] < 0x7f && line[n] != ':')
		n++;
	for (at = n; at < len && (line[at] == ' ' || line[at] == '\t');)
		at++;
	return n && at < len && line[at] == ':' ? n : 0;
}

static bool header_is_folded(const char *line)
{
	return *line == ' ' || *line == '\t';
}

bool header_next(const char *header, size_t len, size_t *at, struct header_field *field)
{
	size_t begin = *at, end = begin;
	const char *colon;

	if (begin >= len)
		return false;
	do {
		const char *line = memchr(header + end, '\n', len - end);

		end = line ? (size_t)(line - header) + 1 : len;
	} while (end < len && header_is_folded(header + end));
	*field = (struct header_field) {.bytes = header + begin, .len = end - begin};
	field->name_len = header_name(field->bytes, field->len);
	colon = field->name_len ? memchr(field->bytes, ':', field->len) : NULL;
	field->body = colon ? colon + 1 : field->bytes;
	field->body_len = (size_t)(field->bytes + field->len - field->body);
	*at = end;
	return true;
}

bool header_is(const struct header_field *field, const char *name)
{
	return field->name_len == strlen(name) && ascii_same_n(field->bytes, name, field->name_len);
}

bool header_find(const char *header, size_t len, const char *name, struct header_field *field)
{
	size_t at = 0;

	while (header_next(header, len, &at, field))
		if (header_is(field, name))
			return true;
	return false;
}
