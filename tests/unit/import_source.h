/*
 * Tables of other programs' configuration: a text, the files that it points to, and what should
 * be found, written down as lines. {password} stands for one that is made up for the run.
 */
#ifndef TESTS_FOREIGN_H
#define TESTS_FOREIGN_H

#include "unit.h"

#include "format/import_result.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { foreign_also_max = 2, foreign_password_length = 12 };

#define AT_IN(path, line) " [" path ", line " #line "]\n"
#define AT(line)          AT_IN("rc", line)

struct file {
	const char *path, *text;
};

struct row {
	const char *name, *text;
	const char *expected; /* key=value [where], and remarks behind a "!", one a line */
	struct file also[foreign_also_max];
};

static char foreign_password[foreign_password_length + 1];

static inline void foreign_make_up_password(void)
{
	static const char letters[] = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
	unsigned char bytes[foreign_password_length];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort();
	for (size_t i = 0; i < sizeof(bytes); i++)
		foreign_password[i] = letters[bytes[i] % (sizeof(letters) - 1)];
}

/* Appends the text with the password put in. */
static inline void foreign_fill(struct str *out, const char *text)
{
	static const char mark[] = "{password}";

	for (const char *at; (at = strstr(text, mark)); text = at + sizeof(mark) - 1) {
		str_add(out, text, (size_t)(at - text));
		str_text(out, foreign_password);
	}
	str_text(out, text);
}

static inline bool foreign_fetch(const void *context, const char *path, struct str *out)
{
	const struct row *row = context;

	for (int i = 0; i < foreign_also_max && row->also[i].path; i++)
		if (strcmp(row->also[i].path, path) == 0) {
			foreign_fill(out, row->also[i].text);
			return true;
		}
	return false;
}

static inline bool foreign_is_usable(const void *context, const char *path)
{
	const struct row *row = context;

	for (int i = 0; i < foreign_also_max && row->also[i].path; i++)
		if (strcmp(row->also[i].path, path) == 0)
			return true;
	return false;
}

static inline void foreign_render(struct str *out, const struct import_result *f)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct secret *secret = settings_secret(&f->settings, (enum field_id)i);

		if (f->where[i])
			str_format(out, "%s=%s [%s]\n", fields[i].key,
				secret ? secret_text(secret)
				       : settings_get(&f->settings, (enum field_id)i),
				f->where[i]);
		else
			unit_expect(settings_is_default(&f->settings, (enum field_id)i),
				"%s came from nowhere", fields[i].key);
	}
	for (size_t i = 0; i < f->remarks.n; i++) {
		str_format(out, "!%s\n", f->remarks.items[i]);
		unit_expect(!strstr(f->remarks.items[i], foreign_password),
			"the password is in: %s", f->remarks.items[i]);
	}
}

static inline void foreign_row(
	void (*read)(struct import_result *f, const struct import_source *in),
	const struct row *row)
{
	struct str text, expected, rendered;
	struct import_result f;

	str_init(&text, import_source_max);
	str_init(&expected, import_source_max);
	str_init(&rendered, import_source_max);
	foreign_fill(&text, row->text);
	foreign_fill(&expected, row->expected);
	import_init(&f, "program", "rc");
	read(&f, &(struct import_source) {
			 text.data, text.len, foreign_fetch, row, foreign_is_usable});
	foreign_render(&rendered, &f);
	if (!import_has(&f, FIELD_HOST) && !*row->expected)
		str_clear(&rendered); /* without a server it is no source, whatever else is there */
	unit_expect(strcmp(rendered.data, expected.data) == 0, "%s:\n%s", row->name, rendered.data);
	import_fini(&f);
	str_fini(&rendered);
	str_fini(&expected);
	str_fini(&text);
}

#endif
