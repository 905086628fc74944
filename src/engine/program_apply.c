#include "engine/program_apply.h"

#include "base/mem.h"
#include "base/place.h"
#include "engine/program_check.h"
#include "engine/program_run.h"
#include "engine/program_send.h"
#include "store/applied.h"

#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { messages_max = 20 };

/* A change on its way. */
struct application {
	const struct codec *codec;
	const struct program_where *where;
	struct program program;
	struct place places[codec_files_max];
	struct str staged[codec_files_max]; /* names in the places; empty: none */
	size_t opened;
	unsigned number; /* of the change that was begun; 0: none */
	struct program_result *result;
};

static uid_t file_owner(const struct codec_file *file)
{
	const struct passwd *user = file->owner ? getpwnam(file->owner) : NULL;

	return user ? user->pw_uid : geteuid();
}

static gid_t file_group(const struct codec_file *file)
{
	const struct group *group = file->group ? getgrnam(file->group) : NULL;

	return group ? group->gr_gid : getegid();
}

/* Who finds that others can read the file no longer is to know why. */
static mode_t application_mode(
	struct application *a, const struct codec_file *file, const struct file_state *old)
{
	mode_t mode = program_file_mode(a->codec, file, old);
	struct str note;

	if (!old->exists || mode == old->mode)
		return mode;
	str_init(&note, 2 * PATH_MAX);
	str_format(&note, "%s had mode %04o and has %04o now.", file->path, (unsigned)old->mode,
		(unsigned)mode);
	strlist_add(&a->result->messages, note.data, messages_max);
	str_fini(&note);
	return mode;
}

static int application_stage_one(struct application *a, size_t i, struct err *e)
{
	const struct codec_file *file = &a->program.files.items[i];
	const struct program_file *old = &a->program.old[i];
	const struct place_file now = {file->text.data, file->text.len,
		application_mode(a, file, &old->state), file_owner(file), file_group(file)};
	char *whole = program_whole(a->where, file->path);
	int result = place_open(&a->places[i], whole, e);

	a->opened = i + 1;
	str_init(&a->staged[i], NAME_MAX);
	if (result == 0)
		result = place_stage(&a->places[i], &now, &old->state, &a->staged[i], e);
	if (result < 0)
		str_clear(&a->staged[i]);
	free(whole);
	return result;
}

static int application_stage(struct application *a, struct err *e)
{
	for (size_t i = 0; i < a->program.files.n; i++)
		if (application_stage_one(a, i, e) < 0)
			return -1;
	return 0;
}

static int application_commit(struct application *a, struct err *e)
{
	for (size_t i = 0; i < a->program.files.n; i++) {
		if (place_commit(&a->places[i], a->staged[i].data, &a->program.old[i].state, e) < 0)
			return -1;
		str_clear(&a->staged[i]);
	}
	return 0;
}

static void application_close(struct application *a)
{
	for (size_t i = 0; i < a->opened; i++) {
		if (a->staged[i].len)
			place_drop(&a->places[i], a->staged[i].data);
		str_fini(&a->staged[i]);
		place_close(&a->places[i]);
	}
}

static int application_check(struct application *a, struct err *e)
{
	size_t n = a->program.files.n;
	struct check_file files[codec_files_max];
	bool missing = false;
	int result;

	for (size_t i = 0; i < n; i++)
		files[i] = (struct check_file) {a->program.files.items[i].path, a->staged[i].data,
			&a->program.files.items[i].text};
	result = program_check(a->codec, a->where->root, a->program.path, files, n, &missing, e);
	if (missing)
		strlist_add(&a->result->messages,
			"Its own check did not run: the program is not installed.", messages_max);
	return result;
}

/* What the program itself has to do with its new files. Nothing of it for another root. */
static int application_finish(struct application *a, bool reload, struct err *e)
{
	bool missing = false;
	int result = 0;

	if (a->where->root[0])
		return 0;
	if (a->codec->build)
		result = program_run(
			a->codec->build, a->codec->name, a->program.path, "", &missing, e);
	if (result == 0 && reload && a->codec->reload) {
		result = program_run(
			a->codec->reload, a->codec->name, a->program.path, "", &missing, e);
		a->result->reloaded = result == 0 && !missing;
	} else if (result == 0 && a->codec->reload) {
		strlist_add(&a->result->messages,
			"If it is running, it uses the new settings after a reload (--reload).",
			messages_max);
	}
	return result;
}

static void application_changes(
	const struct application *a, struct applied_change changes[codec_files_max])
{
	for (size_t i = 0; i < a->program.files.n; i++)
		changes[i] =
			(struct applied_change) {a->program.old[i].path, &a->program.old[i].text,
				&a->program.files.items[i].text, &a->program.old[i].state};
}

/* What was not sent is not left in the queue, to be sent by settings that are put back. */
static int application_deliver(
	struct application *a, const struct settings *s, const char *to, struct err *e)
{
	struct program_sent sent;
	struct str sentence;
	int result = program_send(a->codec, a->where, s, to, &sent, e);
	int code = result == 0 ? program_sent_code(&sent) : 0;

	if (code)
		program_sent_drop(a->codec, &sent);
	str_init(&sentence, sizeof(e->message) - 1);
	if (result == 0)
		program_sent_say(a->codec, to, &sent, &sentence);
	if (code)
		result = err_set(e, code, "%s", sentence.data);
	else if (result == 0)
		strlist_add(&a->result->messages,
			sentence.data + strlen(a->codec->name) + strlen(": "), messages_max);
	str_fini(&sentence);
	program_sent_fini(&sent);
	return result;
}

/* After a failure: what has built or loaded the new files is to have the old ones again. */
static void application_revert(struct application *a, const char *key)
{
	bool recovered;
	struct err why;

	a->result->left = program_recover_locked(key, a->where, &recovered, &why) < 0;
	if (a->result->left) {
		strlist_add(&a->result->messages, why.message, messages_max);
		return;
	}
	if (a->where->root[0])
		return;
	if (a->codec->build)
		(void)program_run(
			a->codec->build, a->codec->name, a->program.path, "", &recovered, &why);
	if (a->result->reloaded)
		(void)program_run(
			a->codec->reload, a->codec->name, a->program.path, "", &recovered, &why);
	a->result->reloaded = false;
}

static int application_write(struct application *a, const char *key, const struct settings *s,
	const struct program_wish *wish, struct err *e)
{
	struct applied_change changes[codec_files_max];
	int result;

	application_changes(a, changes);
	a->number = applied_begin(key, a->program.path, changes, a->program.files.n, e);
	if (!a->number)
		return -1;
	result = application_stage(a, e);
	if (result == 0)
		result = application_check(a, e);
	if (result == 0)
		result = application_commit(a, e);
	if (result == 0)
		result = application_finish(a, wish->reload || wish->test, e);
	if (result == 0 && wish->test)
		result = application_deliver(a, s, wish->test, e);
	if (result == 0)
		result = applied_done(key, a->number, e);
	application_close(a);
	if (result < 0)
		application_revert(a, key);
	return result;
}

static void application_note(struct application *a, const char *key)
{
	a->result->changed = true;
	for (size_t i = 0; i < a->program.files.n; i++) {
		char *backup = a->number ? applied_backup(key, a->number, i) : NULL;

		strlist_add(&a->result->paths, a->program.files.items[i].path, codec_files_max);
		strlist_add(&a->result->backups,
			backup && a->program.old[i].state.exists ? backup : "", codec_files_max);
		free(backup);
	}
}

/* May it be written at all, as the person wants it? */
static int application_allow(
	const struct application *a, const struct program_wish *wish, struct err *e)
{
	const struct program *p = &a->program;

	if (p->state == PROGRAM_ABSENT)
		return err_set(e, EX_NOINPUT, "%s is not on this machine", a->codec->name);
	if (p->why.code) {
		*e = p->why;
		return -1;
	}
	if (p->files.n && p->weak && !wish->weak_too)
		return err_set(
			e, EX_DATAERR, "%s needs --yes: %s", a->codec->name, p->cannot.items[0]);
	return 0;
}

/* What is so already, or is refused, needs no lock and leaves nothing behind. */
static bool application_would_write(const struct codec *codec, const struct program_where *where,
	const struct settings *s, const struct program_wish *wish)
{
	struct application a = {.codec = codec, .where = where};
	struct err e;
	bool would;

	program_look(&a.program, codec, where, s);
	would = !wish->check && application_allow(&a, wish, &e) == 0 && a.program.files.n;
	program_fini(&a.program);
	return would;
}

static int apply_with(struct application *a, const char *key, const struct settings *s,
	const struct program_wish *wish, bool recovered, struct err *e)
{
	int result;

	if (recovered)
		strlist_add(&a->result->messages, "An interrupted change was undone first.",
			messages_max);
	program_look(&a->program, a->codec, a->where, s);
	result = application_allow(a, wish, e);
	if (result == 0 && a->program.files.n && !wish->check)
		result = application_write(a, key, s, wish, e);
	else if (result == 0 && !a->program.files.n && wish->test)
		result = application_deliver(a, s, wish->test, e);
	if (result == 0 && a->program.files.n)
		application_note(a, key);
	for (size_t i = 0; i < a->program.cannot.n; i++)
		strlist_add(&a->result->messages, a->program.cannot.items[i], messages_max);
	program_fini(&a->program);
	return result;
}

int program_apply(const struct codec *codec, const struct program_where *where,
	const struct settings *s, struct program_wish wish, struct program_result *result,
	struct err *e)
{
	struct application a = {.codec = codec, .where = where, .result = result};
	char *key = program_key(codec, where);
	bool recovered = false, again = false, dry = wish.check;
	int lock = -1, code = program_recover(codec, where, &recovered, e);

	*result = (struct program_result) {0};
	if (dry)
		wish.test = NULL;
	if (code == 0 && application_would_write(codec, where, s, &wish)) {
		lock = applied_lock(key, e);
		code = lock < 0 ? -1 : program_recover_locked(key, where, &again, e);
	} else {
		wish.check = true;
	}
	if (code == 0)
		code = apply_with(&a, key, s, &wish, recovered || again, e);
	if (code == 0 && lock < 0 && !dry && result->changed)
		code = err_set(e, EX_TEMPFAIL,
			"%s: another program is changing its files right now", codec->name);
	file_unlock(lock);
	free(key);
	return code;
}
