#include "model/wire.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	length_size = 4,
	wire_ms_max = 1000000000, /* of a time: eleven days */
};

static void put_length(char *at, size_t len)
{
	for (int i = 0; i < length_size; i++)
		at[i] = (char)(len >> (8 * (length_size - 1 - i)));
}

static size_t get_length(const char *at)
{
	size_t len = 0;

	for (int i = 0; i < length_size; i++)
		len = len << 8 | (unsigned char)at[i];
	return len;
}

size_t wire_start(struct str *out, const char *type)
{
	size_t start = out->len;

	str_add(out, "\0\0\0\0", length_size);
	str_add(out, type, strlen(type) + 1);
	return start;
}

void wire_add(struct str *out, const char *name, const char *bytes, size_t len)
{
	char length[length_size];

	put_length(length, len);
	str_add(out, name, strlen(name) + 1);
	str_add(out, length, length_size);
	str_add(out, bytes, len);
	str_char(out, '\0');
}

void wire_text(struct str *out, const char *name, const char *text)
{
	wire_add(out, name, text, strlen(text));
}

void wire_number(struct str *out, const char *name, double number)
{
	struct str text;

	str_init(&text, 40);
	str_format(&text, "%.10g", number);
	wire_text(out, name, text.data);
	str_fini(&text);
}

void wire_time(struct str *out, const char *name, int64_t us)
{
	wire_number(out, name, (double)us / us_per_ms);
}

void wire_finish(struct str *out, size_t start)
{
	if (!out->full)
		put_length(out->data + start, out->len - start - length_size);
}

/* A NUL-terminated word inside [*at, end); moves *at behind it. NULL where there is none. */
static const char *wire_word(const char **at, const char *end)
{
	const char *start = *at, *nul = memchr(start, '\0', (size_t)(end - start));

	if (!nul)
		return NULL;
	*at = nul + 1;
	return start;
}

static int wire_decode_value(const char **at, const char *end, struct wire_value *value)
{
	value->name = wire_word(at, end);
	if (!value->name || end - *at < length_size)
		return -1;
	value->len = get_length(*at);
	*at += length_size;
	if (value->len >= (size_t)(end - *at) || (*at)[value->len] != '\0')
		return -1;
	value->bytes = *at;
	*at += value->len + 1;
	return 0;
}

long wire_next(const struct str *buffer, struct wire_record *record)
{
	const char *at = buffer->data + length_size, *end;
	size_t len;

	if (buffer->len < length_size)
		return 0;
	len = get_length(buffer->data);
	if (len > wire_record_max)
		return -1;
	if (buffer->len - length_size < len)
		return 0;
	end = at + len;
	record->n = 0;
	record->type = wire_word(&at, end);
	if (!record->type)
		return -1;
	while (at < end)
		if (record->n == wire_values_max ||
			wire_decode_value(&at, end, &record->values[record->n++]) < 0)
			return -1;
	return (long)(len + length_size);
}

const struct wire_value *wire_find(const struct wire_record *record, const char *name)
{
	for (size_t i = 0; i < record->n; i++)
		if (strcmp(record->values[i].name, name) == 0)
			return &record->values[i];
	return NULL;
}

const char *wire_get(const struct wire_record *record, const char *name)
{
	const struct wire_value *value = wire_find(record, name);

	return value ? value->bytes : "";
}

double wire_to_number(const struct wire_value *value)
{
	double number = strtod(value->bytes, NULL);

	return isfinite(number) ? number : 0;
}

double wire_get_number(const struct wire_record *record, const char *name)
{
	const struct wire_value *value = wire_find(record, name);

	return value ? wire_to_number(value) : 0;
}

int64_t wire_to_time(const struct wire_value *value)
{
	double ms = wire_to_number(value);

	if (ms > wire_ms_max || ms < -wire_ms_max)
		return (ms > 0 ? 1 : -1) * (int64_t)wire_ms_max * us_per_ms;
	return (int64_t)(ms * us_per_ms + (ms < 0 ? -0.5 : 0.5));
}
