#include "engine/session.h"

#include "base/mem.h"
#include "base/utc.h"
#include "base/xdg.h"
#include "engine/passed_on.h"
#include "model/fingerprint.h"
#include "store/district.h"
#include "store/tested_beside.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum { note_max = 1000, contents_max = 1024 * 1024 };

static void session_read_contents(void *ctx, const char *path, struct str *out)
{
	struct file_state state;
	struct err e;

	(void)ctx;
	if (file_read(path, contents_max, out, &state, &e) < 0)
		str_clear(out);
}

static const struct fingerprint_files session_files = {session_read_contents, NULL};

const char session_system_path[] = CONFDIR "/smtpsetup.cfg";

static char *standard_path(void)
{
	struct str path;

	if (geteuid() == 0)
		return mem_text(session_system_path);
	str_init(&path, PATH_MAX);
	(void)xdg_config(&path);
	str_text(&path, "/smtpsetup/smtpsetup.cfg");
	return str_take(&path);
}

char *session_options_path(struct level level)
{
	return level.path ? mem_text(level.path) : standard_path();
}

static bool session_is_about(const struct tested *tested, const struct settings *settings)
{
	return fingerprint_matches(tested->fingerprint, settings, &session_files);
}

/* The one that a save would write. */
static const struct tested *session_tested_by_file(
	const struct session *s, const struct settings *settings)
{
	bool of_file =
		session_is_about(&s->in_file, settings) && !session_is_about(&s->tested, settings);

	return of_file ? &s->in_file : &s->tested;
}

/* If not, other programs have what is saved, and there is no second copy of a password. */
static bool session_passes_on_more(const struct session *s)
{
	return settings_get(&s->saved, FIELD_SIGN_IN)[0] ||
	       strcmp(settings_sender(&s->saved), settings_get(&s->saved, FIELD_FROM)) != 0;
}

void session_pass_on(struct session *s)
{
	char *config;

	if (!session_passes_on_more(s))
		return;
	config = realpath(s->options_path, NULL);
	passed_on(&s->saved, config ? config : s->options_path, s->district, &s->passed_on);
	free(config);
}

const struct settings *session_for_programs(const struct session *s)
{
	return session_passes_on_more(s) ? &s->passed_on : &s->saved;
}

static int session_load(struct session *s, struct err *e)
{
	int result;

	if (session_inherit(s, e) < 0)
		return -1;
	result = store_load(&s->store, &s->saved, &s->tested, e);

	s->in_file = s->tested;
	tested_beside_load(s->store.real, &s->beside);
	session_pass_on(s);
	session_discard(s);
	return result;
}

static char *session_path(const char *options, const char *district)
{
	return district ? district_path(options, district) : mem_text(options);
}

const char session_personal_words[] = "Your own settings. For the whole machine: sudo smtpsetup";

static void session_init(struct session *s, struct level level)
{
	char *path;

	*s = (struct session) {.lock = -1, .options_path = session_options_path(level)};
	s->personal = !level.path && geteuid() != 0;
	s->district = level.district ? mem_text(level.district) : NULL;
	path = session_path(s->options_path, s->district);
	store_init(&s->store, path);
	s->store.history = true;
	settings_init(&s->options);
	settings_init_over(&s->saved, s->district ? &s->options : NULL);
	settings_init_over(&s->draft, s->saved.base);
	settings_init_over(&s->passed_on, s->saved.base);
	password_note(&s->given, &s->draft);
	str_init(&s->note, note_max);
	free(path);
}

static void look_at_rights(struct session *s)
{
	char *real = file_resolve(s->store.path);

	s->read_only = file_read_only(real);
	free(real);
}

int session_open(struct session *s, struct level level, enum session_mode mode, struct err *e)
{
	session_init(s, level);
	if (s->district && district_check(s->options_path, s->district, e) < 0)
		return -1;
	look_at_rights(s);
	if (mode == SESSION_WRITE) {
		s->lock = file_lock(s->store.path, e);
		if (s->lock < 0)
			return -1;
	}
	return session_load(s, e);
}

int session_repair(struct level level, struct str *note, struct err *e)
{
	char *options = session_options_path(level), *path = session_path(options, level.district);
	int result = file_repair(path, note, e);

	free(path);
	free(options);
	return result;
}

void session_close(struct session *s)
{
	file_unlock(s->lock);
	settings_fini(&s->saved);
	settings_fini(&s->passed_on);
	settings_fini(&s->draft);
	settings_fini(&s->options);
	password_given_fini(&s->given);
	str_fini(&s->note);
	store_fini(&s->store);
	free(s->district);
	free(s->options_path);
}

bool session_is_changed(const struct session *s)
{
	return !settings_equal(&s->saved, &s->draft);
}

void session_discard(struct session *s)
{
	settings_copy(&s->draft, &s->saved);
	password_note(&s->given, &s->draft);
}

int session_check_save(const struct session *s, struct err *e)
{
	return store_check_place(&s->store, e) < 0 ? -1 : file_check_writable(s->store.real, e);
}

/*
 * Takes the lock unless the session holds it already. A district that was removed meanwhile does
 * not come back by a save. Returns -1 with e.
 */
static int borrow_lock(const struct session *s, int *lock, struct err *e)
{
	*lock = -1;
	if (s->lock >= 0)
		return 0;
	if (s->district && district_check(s->options_path, s->district, e) < 0)
		return -1;
	if (store_check_place(&s->store, e) < 0)
		return -1;
	*lock = file_lock(s->store.path, e);
	return *lock < 0 ? -1 : 0;
}

static int session_write(struct session *s, struct err *e)
{
	int lock, result;

	if (borrow_lock(s, &lock, e) < 0)
		return -1;
	result = session_check_inherited(s, e);
	if (result == 0)
		result = store_save(&s->store, &s->draft, &s->tested, &s->note, e);
	file_unlock(lock);
	return result;
}

/* What is so already needs no lock, and no right to write. */
int session_save(struct session *s, struct err *e)
{
	str_clear(&s->note);
	s->store.wrote = false;
	settings_fill_sender(&s->draft);
	s->tested = *session_tested_by_file(s, &s->draft);
	if ((session_would_write(s) || session_is_outdated(s)) && session_write(s, e) < 0)
		return -1;
	settings_copy(&s->saved, &s->draft);
	session_pass_on(s);
	s->in_file = s->tested;
	if (!password_is_withheld(&s->given))
		password_note(&s->given, &s->draft);
	return 0;
}

int session_reload(struct session *s, struct err *e)
{
	return session_load(s, e);
}

void session_remember(
	struct session *s, const struct settings *settings, const struct diagnosis *diagnosis)
{
	unsigned char salt[fingerprint_salt_size];

	if (getrandom(salt, sizeof(salt), 0) != (ssize_t)sizeof(salt))
		abort();
	(void)snprintf(s->tested.id, sizeof(s->tested.id), "%s", diagnosis->id);
	utc_text(time(NULL), s->tested.at);
	fingerprint_make(settings, salt, &session_files, s->tested.fingerprint);
}

static int session_say_gone(const struct session *s, struct err *e)
{
	return err_set(e, EX_CANTCREAT, "%s no longer exists", s->store.path);
}

static int session_record_beside(struct session *s, struct err *e)
{
	if (tested_beside_keep(s->store.real, &s->tested, e) < 0)
		return -1;
	s->beside = s->tested;
	s->tested = s->in_file;
	str_format(&s->note, "%s cannot be written: the result is kept in your state directory.",
		s->store.path);
	return 0;
}

/* A file that was removed meanwhile, or emptied, does not come back by the result of a test. */
int session_record(struct session *s, struct err *e)
{
	bool had_file = s->store.state.exists;
	struct settings current;
	struct tested old;
	int lock, result;

	str_clear(&s->note);
	if (had_file && !file_exists(s->store.path))
		return session_say_gone(s, e);
	if (s->read_only)
		return session_record_beside(s, e);
	if (borrow_lock(s, &lock, e) < 0)
		return -1;
	settings_init_over(&current, s->saved.base);
	result = store_load(&s->store, &current, &old, e);
	if (result == 0 && had_file && !s->store.text.len)
		result = session_say_gone(s, e);
	if (result == 0)
		result = store_save(&s->store, &current, &s->tested, &s->note, e);
	if (result == 0)
		s->in_file = s->tested;
	settings_fini(&current);
	file_unlock(lock);
	return result;
}

int session_take_result(struct session *s, const struct settings *settings,
	const struct diagnosis *diagnosis, struct err *e)
{
	bool now = s->store.state.exists && !s->store.broken && !session_is_changed(s);

	session_remember(s, settings, diagnosis);
	return now ? session_record(s, e) : 0;
}

static bool is_incomplete(const struct settings *settings)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (rules_missing(settings, (enum field_id)i))
			return true;
	return false;
}

bool session_misses(const struct session *s, enum field_id id)
{
	return rules_missing(&s->draft, id) ||
	       (id == FIELD_PASSWORD && password_is_needed(&s->given, &s->draft));
}

bool session_is_begun(const struct session *s)
{
	return s->store.state.exists || s->options_exist;
}

bool session_is_configured(const struct session *s)
{
	return session_is_begun(s) && !is_incomplete(&s->saved);
}

static enum session_state state_by(const struct tested *tested, const struct settings *settings)
{
	const struct diagnosis *last = diagnosis_find(tested->id);

	if (!last)
		return is_incomplete(settings) ? STATE_INCOMPLETE : STATE_NOT_TESTED;
	if (!fingerprint_matches(tested->fingerprint, settings, &session_files))
		return STATE_CHANGED;
	return diagnosis_is(last, DIAGNOSIS_ESTABLISHED) ? STATE_ESTABLISHED : STATE_FAILED;
}

bool session_passed(const struct tested *tested, const struct settings *settings)
{
	return state_by(tested, settings) == STATE_ESTABLISHED;
}

const struct tested *session_tested(const struct session *s, const struct settings *settings)
{
	const struct tested *tested = session_tested_by_file(s, settings);
	bool newer = strcmp(s->beside.at, tested->at) > 0;

	return newer && session_is_about(&s->beside, settings) ? &s->beside : tested;
}

enum session_state session_state(const struct session *s, const struct settings *settings)
{
	return state_by(session_tested(s, settings), settings);
}

bool session_worsens(const struct session *s)
{
	return session_state(s, &s->draft) == STATE_FAILED &&
	       state_by(&s->in_file, &s->saved) == STATE_ESTABLISHED;
}

bool session_would_write(const struct session *s)
{
	return store_would_write(&s->store, &s->draft, session_tested_by_file(s, &s->draft));
}
