#include "engine/discover.h"

#include "base/file.h"
#include "base/mem.h"
#include "format/dotenv.h"
#include "format/exim.h"
#include "format/msmtp.h"
#include "format/postfix.h"

#include <limits.h>
#include <stdlib.h>

struct source {
	const char *program;
	bool (*directory)(struct str *path); /* appends it; NULL: below the root */
	const char *name;
	void (*read)(struct import_result *f, const struct import_source *in);
};

static bool discover_home(struct str *path)
{
	const char *directory = getenv("HOME");

	str_text(path, directory ? directory : "");
	return path->len;
}

/* XDG base directory specification: a relative path there is to be ignored. */
static bool config_home(struct str *path)
{
	const char *directory = getenv("XDG_CONFIG_HOME");

	if (!directory || directory[0] != '/') {
		if (!discover_home(path))
			return false;
		directory = "/.config";
	}
	str_text(path, directory);
	return true;
}

static bool discover_here(struct str *path)
{
	(void)path;
	return true;
}

/* A table, each row a sentence. */
/* clang-format off */
static const struct source sources[] = {
	{"msmtp", discover_home, "/.msmtprc", msmtp_read},
	{"msmtp", config_home, "/msmtp/config", msmtp_read},
	{"msmtp", NULL, "/etc/msmtprc", msmtp_read},
	{"Postfix", NULL, "/etc/postfix/main.cf", postfix_read},
	{"Exim", NULL, "/etc/exim4/update-exim4.conf.conf", exim_read},
	{".env", discover_here, ".env", dotenv_read},
};
/* clang-format on */

/* Appends the text of a regular file; false where there is none that can be read. */
static bool read_text(const char *path, struct str *out)
{
	struct file_state state;
	struct err e;

	return file_read(path, import_source_max, out, &state, &e) == 0 && state.exists;
}

static bool discover_fetch(const void *root, const char *path, struct str *out)
{
	struct str whole;
	bool result;

	str_init(&whole, PATH_MAX);
	str_format(&whole, "%s%s", (const char *)root, path);
	result = path[0] == '/' && read_text(whole.data, out);
	str_fini(&whole);
	return result;
}

static void discover_add(struct discovery *d, const struct source *source, const char *path,
	const struct str *text, const char *root)
{
	const struct import_source in = {text->data, text->len, discover_fetch, root};
	struct import_result f;

	import_init(&f, source->program, path);
	source->read(&f, &in);
	if (!import_has(&f, FIELD_HOST)) {
		import_fini(&f);
		return;
	}
	d->items = mem_grow(d->items, d->n + 1, sizeof(*d->items));
	d->items[d->n++] = f;
}

static void discover_look_at(struct discovery *d, const struct source *source, const char *root)
{
	struct str path, text;
	bool there;

	str_init(&path, PATH_MAX);
	str_init(&text, import_source_max);
	there = !source->directory || source->directory(&path);
	str_text(&path, source->name);
	if (there && source->directory)
		there = read_text(path.data, &text);
	else if (there)
		there = discover_fetch(root, path.data, &text);
	if (there)
		discover_add(d, source, path.data, &text, root);
	str_wipe(&text);
	str_fini(&path);
}

void discover(struct discovery *d, const char *root)
{
	*d = (struct discovery) {0};
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		discover_look_at(d, &sources[i], root);
}

void discovery_fini(struct discovery *d)
{
	for (size_t i = 0; i < d->n; i++)
		import_fini(&d->items[i]);
	free(d->items);
	*d = (struct discovery) {0};
}
