#include "store/store.h"

#include "base/mem.h"
#include "base/text.h"
#include "store/config_mode.h"
#include "store/config_precheck.h"
#include "store/tree.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

void store_init(struct store *st, const char *path)
{
	*st = (struct store) {.path = mem_text(path)};
	str_init_guarded(&st->text, config_size_max + 1);
}

void store_fini(struct store *st)
{
	free(st->path);
	free(st->real);
	str_wipe(&st->text);
}

static void be_empty(struct settings *settings, struct tested *tested)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		settings_reset(settings, (enum field_id)i);
	*tested = (struct tested) {0};
}

/* What cannot be read may have a secret in it. */
static int load_text(
	struct store *st, struct settings *settings, struct tested *tested, struct err *e)
{
	struct content content;
	bool secret = true;
	int result;

	if (config_mode_check(st->path, st->state.mode, false, st->history, e) < 0)
		return -1;
	content_init(&content, settings->base);
	result = config_precheck(st->path, st->text.data, st->text.len, e);
	if (result == 0)
		result = content_read(&content, st->path, st->text.data, e);
	if (result == 0)
		secret = config_has_secret(&content.settings);
	if (config_mode_check(st->path, st->state.mode, secret, st->history, e) < 0)
		result = -1;
	if (result == 0) {
		settings_copy(settings, &content.settings);
		*tested = content.tested;
	}
	content_fini(&content);
	return result;
}

static void begin_load(struct store *st, struct settings *settings, struct tested *tested)
{
	str_clear(&st->text);
	free(st->real);
	st->real = file_resolve(st->path);
	st->broken = false;
	st->keep_reason = NULL;
	be_empty(settings, tested);
}

/* With what was read of the file, or not: result and e say so. */
static int finish_load(struct store *st, int result, struct settings *settings,
	struct tested *tested, struct err *e)
{
	if (result == 0 && st->state.exists)
		result = load_text(st, settings, tested, e);
	if (result == 0 && st->state.exists && !file_is_trusted(st->real, &st->state))
		settings_distrust(settings);
	if (result < 0) {
		st->broken = true;
		be_empty(settings, tested);
	}
	return result;
}

int store_load(struct store *st, struct settings *settings, struct tested *tested, struct err *e)
{
	int result;

	begin_load(st, settings, tested);
	result = file_read_real(st->real, st->path, config_size_max, &st->text, &st->state, e);
	return finish_load(st, result, settings, tested, e);
}

int store_load_version(struct store *st, const char *real, const struct version *version,
	struct settings *settings, struct tested *tested, struct err *e)
{
	int result;

	begin_load(st, settings, tested);
	result = history_read(real, version, &st->text, &st->state, e);
	return finish_load(st, result, settings, tested, e);
}

bool store_can_start_anew(const struct store *st)
{
	return st->broken && !st->state.denied;
}

void store_start_anew(struct store *st)
{
	st->broken = false;
	st->keep_reason = "it could not be used";
	str_clear(&st->text);
}

static bool tested_same(const struct tested *a, const struct tested *b)
{
	return strcmp(a->id, b->id) == 0 && strcmp(a->at, b->at) == 0 &&
	       strcmp(a->fingerprint, b->fingerprint) == 0;
}

/* A default that stands in the file and is no longer meant to. */
static bool drops_a_default(const struct settings *now, const struct settings *next)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!(fields[i].flags & FIELD_ALWAYS) && settings_is_own(now, (enum field_id)i) &&
			!settings_is_own(next, (enum field_id)i))
			return true;
	return false;
}

/* Reads what is about to be written: it must say exactly what was meant. */
static int store_verify(const struct store *st, const struct str *text,
	const struct settings *settings, const struct tested *tested, struct err *e)
{
	struct content back;
	int result;

	content_init(&back, settings->base);
	result = content_read(&back, st->path, text->data, e);
	if (result == 0 &&
		(!settings_equal(&back.settings, settings) || !tested_same(&back.tested, tested)))
		result = err_set(e, EX_SOFTWARE,
			"%s: internal error: the new file does not match the settings; nothing was "
			"written",
			st->path);
	content_fini(&back);
	return result;
}

/* The old text, which says `was`, with the settings put in. */
static int store_change(const struct store *st, const struct content *was,
	const struct settings *settings, const struct tested *tested, struct str *text,
	struct err *e)
{
	str_add(text, st->text.data, st->text.len);
	if (content_change(text, st->path, was, settings, tested, e) < 0)
		return -1;
	return store_verify(st, text, settings, tested, e);
}

/* What the file says that was read; nothing where there is none. */
static int store_content(
	const struct store *st, const struct settings *base, struct content *content, struct err *e)
{
	content_init(content, base);
	return content_read(content, st->path, st->text.data, e);
}

bool store_rewrites(
	const struct store *st, const struct settings *settings, const struct tested *tested)
{
	struct content was;
	struct str text;
	struct err e;
	bool rewrites;

	str_init(&text, config_size_max);
	rewrites = st->text.len && (store_content(st, settings->base, &was, &e) < 0 ||
					   store_change(st, &was, settings, tested, &text, &e) < 0);
	if (st->text.len)
		content_fini(&was);
	str_wipe(&text);
	return rewrites;
}

/* Where the old text cannot be changed in its places, a new one is made, and the old one kept. */
static int store_render(struct store *st, const struct content *was,
	const struct settings *settings, const struct tested *tested, struct str *text,
	struct err *e)
{
	struct content nothing;
	int result;

	if (was && store_change(st, was, settings, tested, text, e) == 0)
		return 0;
	str_wipe(text);
	str_init(text, config_size_max);
	st->keep_reason = "anything else in it is not in the new one";
	content_init(&nothing, settings->base);
	result = content_change(text, st->path, &nothing, settings, tested, e);
	content_fini(&nothing);
	return result == 0 ? store_verify(st, text, settings, tested, e) : -1;
}

static int keep_beside(const struct store *st, struct str *note, struct err *e)
{
	struct str old, name;
	struct file_state state, beside = {0};
	int result;

	str_init(&old, config_size_max + 1);
	str_init(&name, PATH_MAX);
	str_format(&name, "%s.bak", st->real);
	result = file_read_real(st->real, st->path, config_size_max, &old, &state, e);
	if (result == 0) /* a link that lies there is not followed */
		result = file_put(name.data, old.data, old.len, &beside, e);
	if (result == 0 && note)
		str_format(note, "The old file is kept as %s: %s.", name.data, st->keep_reason);
	str_wipe(&old);
	str_fini(&name);
	return result;
}

/* A broken file that was given up has no text, and is kept beside. */
static int keep_version(const struct store *st, struct err *e)
{
	if (!st->history || !st->state.exists || !st->text.len)
		return 0;
	return history_keep(st->real, &st->text, &st->state, e);
}

static int put_in_place(struct store *st, const struct str *text, struct str *note, struct err *e)
{
	if (st->keep_reason && keep_beside(st, note, e) < 0)
		return -1;
	return file_put(st->real, text->data, text->len, &st->state, e);
}

/* After a save the store stands on the new file. */
static int store_reread(struct store *st, struct err *e)
{
	char *real = file_resolve(st->real); /* a new file has a name along links only now */

	free(st->real);
	st->real = real;
	str_clear(&st->text);
	st->keep_reason = NULL;
	return file_read_real(st->real, st->path, config_size_max, &st->text, &st->state, e);
}

/* What the file is to become: as it is, with another result of a test, or with other settings. */
enum extent { SAVES_NOTHING, SAVES_RECORD, SAVES_SETTINGS };

static enum extent store_compare(const struct store *st, const struct content *was,
	const struct settings *settings, const struct tested *tested)
{
	if (!was || !st->state.exists || !st->text.len ||
		!settings_equal(&was->settings, settings) ||
		drops_a_default(&was->settings, settings))
		return SAVES_SETTINGS;
	return tested_same(&was->tested, tested) ? SAVES_NOTHING : SAVES_RECORD;
}

bool store_would_write(
	const struct store *st, const struct settings *settings, const struct tested *tested)
{
	struct content was;
	struct err e;
	bool would = store_content(st, settings->base, &was, &e) < 0 ||
		     store_compare(st, &was, settings, tested) != SAVES_NOTHING;

	content_fini(&was);
	return would;
}

/* The path led to a file when it was read; it still has to lead to that one, as it was. */
static bool is_where_it_was(const struct store *st)
{
	char *real = file_resolve(st->path);
	bool same = strcmp(real, st->real) == 0 && file_is_same(real, &st->state);

	free(real);
	return same;
}

/* A name more would keep the old bytes, and whoever made it the password. */
int store_check_place(const struct store *st, struct err *e)
{
	if (!st->state.exists || st->state.links == 1)
		return file_check_place(st->real, e);
	return err_set(e, EX_CONFIG,
		"%s has %lu names (hard links), and saving would change only this one. Find them "
		"with: find / -xdev -inum %llu",
		st->real, (unsigned long)st->state.links, (unsigned long long)st->state.inode);
}

/* May it be written at all? */
static int store_check(const struct store *st, struct err *e)
{
	if (st->broken)
		return err_set(e, EX_CONFIG,
			"%s cannot be read as a configuration and was not overwritten", st->path);
	if (!is_where_it_was(st))
		return err_set(e, EX_TEMPFAIL,
			"%s was changed by another program since it was read", st->path);
	return 0;
}

static int write_text(struct store *st, const struct str *text, struct str *note, struct err *e)
{
	int result = put_in_place(st, text, note, e);

	st->wrote = result == 0;
	return result == 0 ? store_reread(st, e) : -1;
}

static int write_new(struct store *st, const struct content *was, const struct settings *settings,
	const struct tested *tested, struct str *note, struct err *e)
{
	struct str text;
	int result;

	str_init(&text, config_size_max);
	result = store_render(st, was, settings, tested, &text, e);
	if (result == 0)
		result = write_text(st, &text, note, e);
	str_wipe(&text);
	return result;
}

/* `was`: what the file says now; NULL where that cannot be read. */
static int save_over(struct store *st, const struct content *was, const struct settings *settings,
	const struct tested *tested, struct str *note, struct err *e)
{
	enum extent extent = store_compare(st, was, settings, tested);

	if (extent == SAVES_NOTHING)
		return 0;
	if (store_check_place(st, e) < 0 || (extent == SAVES_SETTINGS && keep_version(st, e) < 0))
		return -1;
	return write_new(st, was, settings, tested, note, e);
}

int store_save(struct store *st, const struct settings *settings, const struct tested *tested,
	struct str *note, struct err *e)
{
	struct content was;
	bool readable;
	int result;

	st->wrote = false;
	if (store_check(st, e) < 0)
		return -1;
	readable = store_content(st, settings->base, &was, e) == 0;
	result = save_over(st, readable ? &was : NULL, settings, tested, note, e);
	content_fini(&was);
	return result;
}

bool store_has_text(const struct store *st, const struct str *text)
{
	return text->len == st->text.len && memcmp(text->data, st->text.data, text->len) == 0;
}

bool store_differs_beyond(const struct store *now, const struct store *then,
	const struct settings *settings, const struct tested *tested)
{
	struct content was;
	struct str text;
	struct err e;
	bool same;

	str_init(&text, config_size_max);
	same = store_content(then, settings->base, &was, &e) == 0 &&
	       store_change(then, &was, settings, tested, &text, &e) == 0 &&
	       store_has_text(now, &text);
	content_fini(&was);
	str_wipe(&text);
	return !same;
}

int store_restore(struct store *st, const struct str *text, struct str *note, struct err *e)
{
	st->wrote = false;
	if (store_check(st, e) < 0)
		return -1;
	if (store_has_text(st, text))
		return 0;
	if (store_check_place(st, e) < 0 || keep_version(st, e) < 0)
		return -1;
	return write_text(st, text, note, e);
}
