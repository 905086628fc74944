#include "engine/program_apply.h"

#include "base/hex.h"
#include "base/mem.h"
#include "base/place.h"
#include "engine/program_run.h"
#include "store/applied.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { key_digits = 8 };

void program_result_fini(struct program_result *r)
{
	strlist_fini(&r->paths);
	strlist_fini(&r->backups);
	strlist_fini(&r->messages);
	*r = (struct program_result) {0};
}

/* Under which name its changes are kept: where several files could be meant, for each file. */
char *program_key(const struct codec *codec, const struct program_where *where)
{
	unsigned char digest[file_digest_size];
	struct str key;

	str_init(&key, NAME_MAX);
	str_text(&key, codec->id);
	if (where->file) {
		file_digest(where->file, strlen(where->file), digest);
		str_char(&key, '-');
		hex_encode(&key, digest, key_digits);
	}
	return str_take(&key);
}

const struct codec *program_of_key(const char *key)
{
	const struct codec *found = NULL;

	for (size_t i = 0; i < codec_count; i++) {
		size_t len = strlen(codecs[i]->id);

		if (strncmp(codecs[i]->id, key, len) == 0 && (!key[len] || key[len] == '-') &&
			(!found || len > strlen(found->id)))
			found = codecs[i];
	}
	return found;
}

char *program_whole(const struct program_where *where, const char *path)
{
	struct str whole;

	str_init(&whole, PATH_MAX);
	str_format(&whole, "%s%s", where->root, path);
	return str_take(&whole);
}

/* Putting back */

static int put_back_with(struct place *place, const struct applied_file *file,
	const struct str *bytes, const struct file_state *now, struct err *e)
{
	const struct place_file old = {bytes->data, bytes->len, file->mode, geteuid(), getegid()};
	struct str staged;
	int result;

	if (!file->existed)
		return place_remove(place, now, e);
	str_init(&staged, NAME_MAX);
	result = place_stage(place, &old, now, &staged, e);
	if (result == 0)
		result = place_commit(place, staged.data, now, e);
	if (result < 0 && staged.len)
		place_drop(place, staged.data);
	str_fini(&staged);
	return result;
}

/* What the file says now: nothing at all has the digest of nothing. */
static int put_back_look(struct place *place, const struct program_where *where,
	const struct applied_file *file, struct file_state *now, struct err *e)
{
	char *whole = program_whole(where, file->path);
	struct str bytes;
	int result = place_open(place, whole, e);

	str_init(&bytes, import_source_max);
	if (result == 0)
		result = place_read(place, import_source_max, &bytes, now, e);
	str_wipe(&bytes);
	free(whole);
	return result;
}

static bool is_after(const struct applied_file *file, const struct file_state *now)
{
	return now->exists && memcmp(now->digest, file->after, file_digest_size) == 0;
}

static bool is_before(const struct applied_file *file, const struct file_state *now)
{
	return now->exists == file->existed &&
	       (!now->exists || memcmp(now->digest, file->before, file_digest_size) == 0);
}

static int put_back_one(const char *key, const struct program_where *where, const struct applied *a,
	size_t i, struct err *e)
{
	struct file_state now;
	struct place place;
	struct str bytes;
	int result = put_back_look(&place, where, &a->files[i], &now, e);

	if (result == 0)
		place_sweep(&place);
	str_init(&bytes, import_source_max);
	if (result == 0 && is_after(&a->files[i], &now)) {
		result = applied_before(key, a, i, &bytes, e);
		if (result == 0)
			result = put_back_with(&place, &a->files[i], &bytes, &now, e);
	}
	str_wipe(&bytes);
	place_close(&place);
	return result;
}

/* A file that somebody has changed since is left alone. */
static int put_back(
	const char *key, const struct program_where *where, const struct applied *a, struct err *e)
{
	for (size_t i = a->n; i-- > 0;)
		if (put_back_one(key, where, a, i, e) < 0)
			return -1;
	applied_forget(key, a->number);
	return 0;
}

int program_recover_locked(
	const char *key, const struct program_where *where, bool *recovered, struct err *e)
{
	struct applied last;
	int result = applied_last(key, &last, e);

	*recovered = result == 0 && last.number && !last.done;
	if (*recovered)
		result = put_back(key, where, &last, e);
	applied_fini(&last);
	return result;
}

int program_recover(const struct codec *codec, const struct program_where *where, bool *recovered,
	struct err *e)
{
	char *key = program_key(codec, where);
	struct applied last;
	int lock, result = applied_last(key, &last, e);
	bool open = result == 0 && last.number && !last.done;

	*recovered = false;
	applied_fini(&last);
	if (open) {
		lock = applied_lock(key, e);
		result = lock < 0 ? -1 : program_recover_locked(key, where, recovered, e);
		file_unlock(lock);
	}
	free(key);
	return result;
}

/* Undo */

static int undo_check(const struct program_where *where, const struct applied *a, struct err *e)
{
	for (size_t i = 0; i < a->n; i++) {
		struct file_state now;
		struct place place;
		int result = put_back_look(&place, where, &a->files[i], &now, e);

		place_close(&place);
		if (result != 0)
			return result;
		if (!is_after(&a->files[i], &now) && !is_before(&a->files[i], &now))
			return err_set(e, EX_CONFIG,
				"%s was changed after it was applied; nothing was undone. The "
				"earlier content is kept",
				a->files[i].path);
	}
	return 0;
}

/* The last change, which is to be finished in any case. */
static int undo_look(
	const struct codec *codec, const char *key, struct applied *last, struct err *e)
{
	int code = applied_last(key, last, e);

	return code == 0 && !last->number
		       ? err_set(e, EX_NOINPUT, "nothing was applied to %s", codec->name)
		       : code;
}

/* The files are back in any case: one that does not run needs no reload. */
static void undo_reload(const struct codec *codec, const char *main, struct program_result *result)
{
	bool missing;
	struct err why;
	int code = program_run(codec->reload, codec->name, main, "", &missing, &why);

	result->reloaded = code == 0 && !missing;
	strlist_add(&result->messages,
		result->reloaded ? "It was reloaded and uses the earlier settings."
				 : "If it is running, it uses the earlier settings after a reload; "
				   "now it could not be reloaded.",
		1);
}

static int undo_locked(const struct codec *codec, const char *key,
	const struct program_where *where, struct program_result *result, struct err *e)
{
	struct applied last;
	bool missing;
	int code = undo_look(codec, key, &last, e);

	if (code == 0)
		code = undo_check(where, &last, e);
	if (code == 0)
		code = applied_reopen(key, last.number, e);
	if (code == 0)
		code = put_back(key, where, &last, e);
	for (size_t i = 0; code == 0 && i < last.n; i++)
		strlist_add(&result->paths, last.files[i].path, codec_files_max);
	result->changed = code == 0;
	if (code == 0 && codec->build && !where->root[0])
		code = program_run(codec->build, codec->name, last.main, "", &missing, e);
	if (code == 0 && codec->reload && !where->root[0])
		undo_reload(codec, last.main, result);
	applied_fini(&last);
	return code;
}

int program_undo(const struct codec *codec, const struct program_where *where,
	struct program_result *result, struct err *e)
{
	char *key = program_key(codec, where);
	bool recovered = false;
	struct applied last;
	int lock = -1, code = undo_look(codec, key, &last, e);

	*result = (struct program_result) {0};
	applied_fini(&last);
	if (code == 0)
		lock = applied_lock(key, e);
	code = lock < 0 ? -1 : program_recover_locked(key, where, &recovered, e);
	if (code == 0)
		code = undo_locked(codec, key, where, result, e);
	file_unlock(lock);
	free(key);
	return code;
}

time_t program_applied_at(const struct codec *codec, const struct program_where *where)
{
	char *key = program_key(codec, where);
	struct applied last;
	struct err e;
	time_t at = applied_last(key, &last, &e) == 0 && last.done ? last.at : 0;

	applied_fini(&last);
	free(key);
	return at;
}
