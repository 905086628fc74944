#include "engine/program_diff.h"

#include "base/line_diff.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { forms = 4, form_max = 3 * secret_max };

/* A word that every format can hold as it is. */
static const char mask[] = "PASSWORD-HIDDEN";

void program_mask(struct settings *masked, const struct settings *s)
{
	struct err e;

	settings_copy(masked, s);
	settings_flatten(masked);
	if (!settings_is_empty(masked, FIELD_PASSWORD))
		(void)settings_assign(masked, FIELD_PASSWORD, mask, &e);
}

/* The ways in which a password may stand in a file. */
struct disguise {
	struct str forms[forms];
};

static void disguise_escape(struct str *out, const char *text, const char *which, char with)
{
	for (; *text; text++) {
		if (strchr(which, *text))
			str_char(out, with);
		str_char(out, *text);
	}
}

static void disguise_percent(struct str *out, const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";

	for (; *text; text++)
		if (strchr(plain, *text))
			str_char(out, *text);
		else
			str_format(out, "%%%02X", (unsigned)(unsigned char)*text);
}

static void disguise_init(struct disguise *d, const struct settings *s)
{
	const char *text = codec_value(s, FIELD_PASSWORD);

	for (size_t i = 0; i < forms; i++)
		str_init_guarded(&d->forms[i], form_max);
	str_text(&d->forms[0], text);
	disguise_escape(&d->forms[1], text, "\"\\$`", '\\');
	disguise_escape(&d->forms[2], text, "'", '\'');
	disguise_percent(&d->forms[3], text);
}

static void disguise_fini(struct disguise *d)
{
	for (size_t i = 0; i < forms; i++)
		str_wipe(&d->forms[i]);
}

static bool disguise_is_in(const struct disguise *d, const char *line)
{
	for (size_t i = 0; i < forms; i++)
		if (d->forms[i].len && strstr(line, d->forms[i].data))
			return true;
	return false;
}

/* A line that may have a password, be it one that was not understood. */
static bool line_is_secret(const char *line, const struct disguise *old, const struct disguise *now)
{
	bool url = strstr(line, "://") && strchr(line, '@');

	if (disguise_is_in(old, line) || disguise_is_in(now, line) || url)
		return true;
	return (strcasestr(line, "pass") && !strcasestr(line, "password_maps")) ||
	       strcasestr(line, "secret");
}

/* Only what stands before the value is shown of it. */
static void diff_add_line(struct str *out, const char *line, bool secret)
{
	size_t name = strcspn(line, "=:");

	if (!secret)
		str_text(out, line);
	else if (line[name] == '=')
		str_format(out, "%.*s=(hidden)", (int)name, line);
	else
		str_format(out, "%c(a line with a password)", *line);
	str_char(out, '\n');
}

/* Does the text have that line? */
static bool text_has_line(const struct str *text, const char *line)
{
	size_t len = strlen(line);

	for (const char *at = text->data; (at = strstr(at, line)); at++)
		if ((at == text->data || at[-1] == '\n') && (at[len] == '\n' || !at[len]))
			return true;
	return false;
}

/* Of a file of logins, the lines that stay have passwords that are not known here. */
static void diff_add(struct str *out, const struct str *lines, const struct disguise *old,
	const struct disguise *now, const struct str *logins)
{
	const char *line = lines->data;

	while (*line) {
		size_t len = strcspn(line, "\n");
		char *copy = mem_bytes(line, len);

		if (logins && text_has_line(logins, copy))
			str_text(out, "(a line that stays)\n");
		else
			diff_add_line(out, copy, line_is_secret(copy, old, now));
		explicit_bzero(copy, len);
		free(copy);
		line += len + (line[len] != '\0');
	}
}

static void diff_secrets(struct disguise *old, struct disguise *now, const struct program *p,
	const struct program_where *where, const struct settings *s)
{
	struct settings was;

	settings_init(&was);
	program_settings(p->codec, where, p->path, &was);
	disguise_init(old, &was);
	disguise_init(now, s);
	settings_fini(&was);
}

void program_show(const struct program *p, const struct program_where *where,
	const struct settings *s, bool reveal, struct str *out)
{
	struct disguise before, after;

	diff_secrets(&before, &after, p, where, s);
	for (size_t i = 0; i < p->files.n; i++) {
		const struct codec_file *file = &p->files.items[i];
		bool main = strcmp(file->path, p->path) == 0;

		str_format(out, "# %s\n", file->path);
		if (reveal)
			str_add(out, file->text.data, file->text.len);
		else
			diff_add(out, &file->text, &before, &after, main ? NULL : &p->old[i].text);
	}
	disguise_fini(&after);
	disguise_fini(&before);
}

void program_diff(const struct program *p, const struct program_where *where,
	const struct settings *s, struct str *out)
{
	struct disguise before, after;

	diff_secrets(&before, &after, p, where, s);
	for (size_t i = 0; i < p->files.n; i++) {
		const char *path = p->files.items[i].path;
		struct str lines;

		str_init(&lines, (size_t)4 * import_source_max);
		line_diff(&lines, &p->old[i].text, &p->files.items[i].text);
		str_format(
			out, "--- %s\n+++ %s\n", p->old[i].state.exists ? path : "/dev/null", path);
		diff_add(out, &lines, &before, &after, NULL);
		str_wipe(&lines);
	}
	disguise_fini(&after);
	disguise_fini(&before);
}
