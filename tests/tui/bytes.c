#include "bytes.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *must(void *p)
{
	if (!p) {
		fputs("Bail out! memory is out\n", stdout);
		exit(EXIT_FAILURE);
	}
	return p;
}

void bytes_add(struct bytes *b, const void *p, size_t n)
{
	if (b->n + n + 1 > b->room) {
		b->room = 2 * (b->n + n + 1);
		b->p = must(realloc(b->p, b->room));
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void bytes_text(struct bytes *b, const char *text)
{
	bytes_add(b, text, strlen(text));
}

void bytes_format(struct bytes *b, const char *format, ...)
{
	va_list args;
	char *text = NULL;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	bytes_text(b, must(text));
	free(text);
}

void bytes_drop(struct bytes *b, size_t n)
{
	b->n -= n;
	memmove(b->p, b->p + n, b->n + 1);
}

void bytes_clear(struct bytes *b)
{
	if (b->n)
		bytes_drop(b, b->n);
}

void bytes_fini(struct bytes *b)
{
	free(b->p);
	*b = (struct bytes) {0};
}

const char *bytes_string(const struct bytes *b)
{
	return b->p ? b->p : "";
}

int bytes_read_file(struct bytes *b, const char *path)
{
	FILE *f = fopen(path, "re");
	char chunk[4096];
	size_t n;
	int failed;

	if (!f)
		return -1;
	errno = 0;
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		bytes_add(b, chunk, n);
	failed = ferror(f) ? errno : 0;
	fclose(f);
	errno = failed;
	return failed ? -1 : 0;
}
