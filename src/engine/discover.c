#include "engine/discover.h"

#include "base/file.h"
#include "base/mem.h"
#include "format/codec.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Appends the text of a regular file; false where there is none that can be read. */
static bool read_text(const char *path, struct str *out)
{
	struct file_state state;
	struct err e;

	return file_read(path, import_source_max, out, &state, &e) == 0 && state.exists;
}

/* Appends the path below the root; false: it is none that could be there. */
static bool discover_path(const void *root, const char *path, struct str *out)
{
	str_format(out, "%s%s", (const char *)root, path);
	return path[0] == '/';
}

static bool discover_fetch(const void *root, const char *path, struct str *out)
{
	struct str whole;
	bool result;

	str_init(&whole, PATH_MAX);
	result = discover_path(root, path, &whole) && read_text(whole.data, out);
	str_fini(&whole);
	return result;
}

static bool discover_is_usable(const void *root, const char *path)
{
	struct stat st;
	struct str whole;
	bool result;

	str_init(&whole, PATH_MAX);
	result = discover_path(root, path, &whole) && stat(whole.data, &st) == 0 &&
		 S_ISREG(st.st_mode) && access(whole.data, R_OK) == 0;
	str_fini(&whole);
	return result;
}

/* Found, and of no use: why. */
static void discover_note(struct discovery *d, const struct import_result *f)
{
	enum { notes_max = 10 };
	struct str note;

	str_init(&note, (size_t)2 * PATH_MAX);
	for (size_t i = 0; f->unusable && i < f->remarks.n; i++) {
		str_clear(&note);
		str_format(&note, "%s: %s", f->program, f->remarks.items[i]);
		strlist_add(&d->unusable, note.data, notes_max);
	}
	str_fini(&note);
}

static void discover_add(struct discovery *d, const struct codec *codec, const char *path,
	const struct str *text, const char *root)
{
	const struct import_source in = {
		text->data, text->len, discover_fetch, root, discover_is_usable};
	struct import_result f;

	import_init(&f, codec->name, path);
	codec->read(&f, &in);
	if (!import_has(&f, FIELD_HOST)) {
		discover_note(d, &f);
		import_fini(&f);
		return;
	}
	d->items = mem_grow(d->items, d->n + 1, sizeof(*d->items));
	d->items[d->n++] = f;
}

static void discover_look_at(struct discovery *d, const struct codec *codec,
	const struct codec_place *place, const char *root)
{
	struct str path, text;
	bool there;

	str_init(&path, PATH_MAX);
	str_init(&text, import_source_max);
	there = !place->directory || place->directory(&path);
	str_text(&path, place->name);
	if (there && place->directory)
		there = read_text(path.data, &text);
	else if (there)
		there = discover_fetch(root, path.data, &text);
	if (there && codec_sniff(codec, text.data, text.len))
		discover_add(d, codec, path.data, &text, root);
	str_wipe(&text);
	str_fini(&path);
}

static void discover_places(struct discovery *d, const struct codec *codec, const char *root)
{
	for (const struct codec_place *p = codec->places; p && p->name; p++)
		discover_look_at(d, codec, p, root);
}

void discover(struct discovery *d, const char *root)
{
	*d = (struct discovery) {0};
	for (size_t i = 0; i < codec_count; i++)
		discover_places(d, codecs[i], root);
}

void discover_program(struct discovery *d, const struct codec *codec, const char *root)
{
	*d = (struct discovery) {0};
	discover_places(d, codec, root);
}

/* Is the file one of the program's by its name? */
static bool discover_has_name(const struct codec *codec, const char *path)
{
	const char *name = strrchr(path, '/');

	name = name ? name + 1 : path;
	for (const struct codec_place *p = codec->places; p && p->name; p++) {
		const char *known = strrchr(p->name, '/');

		if (strcmp(known ? known + 1 : p->name, name) == 0)
			return true;
	}
	return false;
}

/* Some programs take every text for their own. */
static bool discover_says_something(const struct codec *codec, const char *path)
{
	return *codec->sniff[0] && !discover_has_name(codec, path);
}

static void discover_by(struct discovery *d, const char *path, const struct str *text,
	bool (*may_be)(const struct codec *codec, const char *path))
{
	for (size_t i = 0; i < codec_count; i++)
		if (codecs[i]->uses & CODEC_IMPORTS && may_be(codecs[i], path) &&
			codec_sniff(codecs[i], text->data, text->len))
			discover_add(d, codecs[i], path, text, "");
}

int discover_file(struct discovery *d, const char *path, struct err *e)
{
	struct file_state state;
	struct str text;
	int result;

	*d = (struct discovery) {0};
	str_init(&text, import_source_max);
	result = file_read(path, import_source_max, &text, &state, e);
	if (result == 0 && !state.exists)
		result = err_set(e, EX_NOINPUT, "%s does not exist", path);
	if (result == 0)
		discover_by(d, path, &text, discover_has_name);
	if (result == 0 && !d->n)
		discover_by(d, path, &text, discover_says_something);
	str_wipe(&text);
	return result;
}

void discover_take(struct session *s, const struct import_result *found)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (found->where[i])
			settings_take(&s->draft, &found->settings, (enum field_id)i);
	settings_fill_sender(&s->draft);
	if (found->where[FIELD_PASSWORD])
		password_note(&s->given, &s->draft);
}

void discovery_fini(struct discovery *d)
{
	for (size_t i = 0; i < d->n; i++)
		import_fini(&d->items[i]);
	free(d->items);
	strlist_fini(&d->unusable);
	*d = (struct discovery) {0};
}
