#include "base/str.h"

#include "base/mem.h"
#include "base/secret.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { first_capacity = 64, guarded_capacity = 2048 };

static void str_release(struct str *s)
{
	if (s->guarded)
		secret_release(s->data);
	else
		free(s->data);
}

/* A larger buffer by copy, not realloc: a secret must not stay behind in freed memory. */
static void str_reserve(struct str *s, size_t need)
{
	size_t cap = s->cap;
	char *data;

	if (need + 1 <= cap)
		return;
	while (cap < need + 1)
		cap *= 2;
	data = s->guarded ? secret_alloc(cap) : mem_zero(cap, 1);
	memcpy(data, s->data, s->len + 1);
	explicit_bzero(s->data, s->len);
	str_release(s);
	s->data = data;
	s->cap = cap;
}

void str_init(struct str *s, size_t max)
{
	*s = (struct str) {.data = mem_zero(first_capacity, 1), .cap = first_capacity, .max = max};
}

void str_init_guarded(struct str *s, size_t max)
{
	*s = (struct str) {
		.data = secret_alloc(guarded_capacity),
		.cap = guarded_capacity,
		.max = max,
		.guarded = true,
	};
}

void str_fini(struct str *s)
{
	str_release(s);
	*s = (struct str) {0};
}

void str_wipe(struct str *s)
{
	if (s->data)
		explicit_bzero(s->data, s->cap);
	str_fini(s);
}

void str_clear(struct str *s)
{
	explicit_bzero(s->data, s->guarded ? s->cap : s->len);
	s->len = 0;
	s->full = false;
}

char *str_take(struct str *s)
{
	char *data = s->data;

	*s = (struct str) {0};
	return data;
}

void str_add(struct str *s, const char *bytes, size_t len)
{
	if (len > s->max - s->len) {
		len = s->max - s->len;
		s->full = true;
	}
	if (!len)
		return;
	str_reserve(s, s->len + len);
	memcpy(s->data + s->len, bytes, len);
	s->len += len;
	s->data[s->len] = '\0';
}

void str_text(struct str *s, const char *text)
{
	str_add(s, text, strlen(text));
}

void str_char(struct str *s, char c)
{
	str_add(s, &c, 1);
}

void str_format(struct str *s, const char *format, ...)
{
	va_list ap, again;
	char *text;
	int len;

	va_start(ap, format);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (len >= 0) {
		text = mem_zero((size_t)len + 1, 1);
		(void)vsnprintf(text, (size_t)len + 1, format, again);
		str_add(s, text, (size_t)len);
		free(text);
	}
	va_end(again);
}

void str_drop(struct str *s, size_t len)
{
	s->len -= len;
	memmove(s->data, s->data + len, s->len + 1);
	explicit_bzero(s->data + s->len, len); /* what moved was there a second time */
}

void strlist_add(struct strlist *l, const char *text, size_t max)
{
	if (l->n >= max)
		return;
	l->items = mem_grow(l->items, l->n + 1, sizeof(*l->items));
	l->items[l->n++] = mem_text(text);
}

void strlist_fini(struct strlist *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->items[i]);
	free(l->items);
	*l = (struct strlist) {0};
}
