#include "dim.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { longest = 128 };

/* How many parameters belong to the colour that 38 or 48 begins: "5;N" or "2;R;G;B". */
static int colour_length(const char *kind)
{
	if (!kind)
		return 0;
	return !strcmp(kind, "5") ? 2 : !strcmp(kind, "2") ? 4 : 0;
}

static const char *translated(const char *parameter)
{
	static const char *const pairs[][2] = {{"2", "12"}, {"22", "22;10"}};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (!strcmp(parameter, pairs[i][0]))
			return pairs[i][1];
	return parameter;
}

/* The held bytes are ESC [ and parameters, which may be split up now. */
static void rewrite(struct dim *d, struct bytes *out)
{
	char *rest = d->held.p + 2;
	const char *parameter;
	int colour = 0;

	bytes_text(out, "\033[");
	while ((parameter = strsep(&rest, ";"))) {
		bool plain = colour == 0;

		if (plain && (!strcmp(parameter, "38") || !strcmp(parameter, "48"))) {
			size_t len = rest ? strcspn(rest, ";") : 0;
			char *kind = must(strndup(rest ? rest : "", len));

			colour = colour_length(kind);
			free(kind);
		} else if (!plain) {
			colour--;
		}
		bytes_text(out, plain ? translated(parameter) : parameter);
		if (rest)
			bytes_text(out, ";");
	}
}

static void release(struct dim *d, struct bytes *out)
{
	bytes_add(out, bytes_string(&d->held), d->held.n);
	bytes_clear(&d->held);
}

static bool continues(const struct dim *d, char c)
{
	if (d->held.n == 1)
		return c == '[';
	return ((c >= '0' && c <= '9') || c == ';' || c == ':') && d->held.n < longest;
}

static void filter_byte(struct dim *d, char c, struct bytes *out)
{
	if (d->held.n && continues(d, c)) {
		bytes_add(&d->held, &c, 1);
		return;
	}
	if (d->held.n > 1 && c == 'm') {
		rewrite(d, out);
		bytes_clear(&d->held);
	}
	release(d, out);
	bytes_add(c == '\033' ? &d->held : out, &c, 1);
}

void dim_filter(struct dim *d, const char *p, size_t n, struct bytes *out)
{
	for (size_t i = 0; i < n; i++)
		filter_byte(d, p[i], out);
}

void dim_fini(struct dim *d)
{
	bytes_fini(&d->held);
}
