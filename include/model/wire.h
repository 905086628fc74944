/*
 * Records on the pipe between the program and its worker. A record has a type word and named
 * values of any bytes. On the wire: a length (4 bytes, most significant first), then that many
 * bytes: the type and a NUL, then for each value its name and a NUL, its length (4 bytes) and its
 * bytes and a NUL. Both sides are bounded and trust nothing: a record that is too long, or whose
 * lengths do not add up, is refused.
 */
#ifndef MODEL_WIRE_H
#define MODEL_WIRE_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

enum { us_per_ms = 1000, us_per_second = 1000000 };

enum {
	wire_record_max = 2 * 1024 * 1024, /* bytes; a CA bundle is the largest value */
	wire_values_max = 1024,            /* values in a record; more is refused */
};

struct wire_value {
	const char *name;
	const char *bytes; /* a NUL follows them */
	size_t len;
};

/* A decoded record points into the buffer that it was decoded from. */
struct wire_record {
	const char *type;
	struct wire_value values[wire_values_max];
	size_t n;
};

/* Appends a record to out: start, values, finish. start returns what finish needs. */
size_t wire_start(struct str *out, const char *type);
void wire_add(struct str *out, const char *name, const char *bytes, size_t len);
void wire_text(struct str *out, const char *name, const char *text);
void wire_number(struct str *out, const char *name, double number);
void wire_time(struct str *out, const char *name, int64_t us); /* as milliseconds */
void wire_finish(struct str *out, size_t start);

/*
 * Decodes the record at the front of the buffer. Returns the bytes it took (the caller drops
 * them when done with the record), 0 when more bytes are needed, -1 when it is malformed.
 */
long wire_next(const struct str *buffer, struct wire_record *record);

/* The first value of that name, or NULL. */
const struct wire_value *wire_find(const struct wire_record *record, const char *name);

/* The value as a number; 0 where it is none, or not a finite one. */
double wire_to_number(const struct wire_value *value);

/* The same as text ("" where absent) and as a number (0 where absent or not a number). */
const char *wire_get(const struct wire_record *record, const char *name);
double wire_get_number(const struct wire_record *record, const char *name);

/* What wire_time() wrote, in microseconds; the end of the range stands for all beyond it. */
int64_t wire_to_time(const struct wire_value *value);

#endif
