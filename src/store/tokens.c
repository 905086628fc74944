#include "store/tokens.h"

#include "base/edit.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utc.h"
#include "store/config_precheck.h"
#include "store/state.h"
#include "store/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { tokens_max = 128 * 1024, others = 0077 };

/*
 * Root's lie where they are found from cron and from services too, which may have no home; a
 * person's in the state directory.
 */
char *tokens_path(const char *key)
{
	const char *set = getenv("XDG_STATE_HOME");
	struct str name;
	char *path;

	str_init(&name, PATH_MAX);
	if (geteuid() == 0 && !(set && set[0] == '/'))
		str_format(&name, "%s/tokens/%s", STATEDIR, key);
	else
		str_format(&name, "tokens/%s", key);
	path = name.data[0] == '/' ? mem_text(name.data) : state_path(name.data);
	str_fini(&name);
	return path;
}

void tokens_fini(struct tokens *t)
{
	free(t->user);
	free(t->client_id);
	free(t->scope);
	free(t->token);
	free(t->revocation);
	free(t->ended);
	secret_free(t->refresh);
	secret_free(t->access);
	*t = (struct tokens) {0};
}

bool tokens_are_fresh(const struct tokens *t, time_t now, long seconds)
{
	return t->there && !t->ended && t->access && now >= t->got && t->ends - now >= seconds;
}

/* Reading */

static void tokens_take_text(const config_t *tree, const char *name, char **slot)
{
	const char *text;

	if (config_lookup_string(tree, name, &text) == CONFIG_TRUE)
		*slot = mem_text(text);
}

static void tokens_take_secret(const config_t *tree, const char *name, struct secret **slot)
{
	const char *text;

	if (config_lookup_string(tree, name, &text) == CONFIG_TRUE)
		*slot = secret_new(text, strlen(text));
}

static void tokens_take_time(const config_t *tree, const char *name, time_t *slot)
{
	const char *text;

	if (config_lookup_string(tree, name, &text) == CONFIG_TRUE)
		(void)utc_parse(text, slot);
}

static bool tokens_take(struct tokens *t, const config_t *tree)
{
	int machine = 0;

	tokens_take_text(tree, "user", &t->user);
	tokens_take_text(tree, "client_id", &t->client_id);
	tokens_take_text(tree, "scope", &t->scope);
	tokens_take_text(tree, "token_endpoint", &t->token);
	tokens_take_text(tree, "revocation_endpoint", &t->revocation);
	tokens_take_text(tree, "ended", &t->ended);
	tokens_take_secret(tree, "refresh_token", &t->refresh);
	tokens_take_secret(tree, "access_token", &t->access);
	tokens_take_time(tree, "got", &t->got);
	tokens_take_time(tree, "ends", &t->ends);
	tokens_take_time(tree, "signed_in", &t->signed_in);
	tokens_take_time(tree, "refreshed", &t->refreshed);
	(void)config_lookup_bool(tree, "machine", &machine);
	t->machine = machine;
	t->there = true;
	return t->user && t->client_id && t->token;
}

static int tokens_parse(struct tokens *t, const char *path, const struct str *text, struct err *e)
{
	config_t tree;
	int result = config_precheck(path, text->data, text->len, e);

	config_init(&tree);
	if (result == 0)
		result = tree_parse(&tree, path, text->data, e);
	if (result == 0 && !tokens_take(t, &tree))
		result = err_set(e, EX_CONFIG,
			"%s does not have the tokens of a sign-in: sign in again", path);
	config_destroy(&tree);
	return result;
}

static int tokens_check_own(const char *path, const struct file_state *state, struct err *e)
{
	if (state->owner == geteuid() && !(state->mode & others))
		return 0;
	return err_set(e, EX_CONFIG,
		"%s must be a file of yours that nobody else can read: remove it and sign in "
		"again",
		path);
}

int tokens_read(const char *key, struct tokens *t, struct err *e)
{
	char *path = tokens_path(key);
	struct file_state state;
	struct str text;
	int result;

	*t = (struct tokens) {0};
	str_init_guarded(&text, tokens_max);
	result = file_read_real(path, path, tokens_max - 1, &text, &state, e);
	if (result == 0 && state.exists)
		result = tokens_check_own(path, &state, e);
	if (result == 0 && state.exists)
		result = tokens_parse(t, path, &text, e);
	str_wipe(&text);
	free(path);
	return result;
}

/* Writing */

static void tokens_say_text(struct str *out, const char *name, const char *text)
{
	if (!text)
		return;
	str_format(out, "%s = ", name);
	edit_quote(out, text);
	str_text(out, ";\n");
}

static void tokens_say_time(struct str *out, const char *name, time_t at)
{
	char text[utc_size];

	utc_text(at, text);
	str_format(out, "%s = \"%s\";\n", name, text);
}

static void tokens_say(struct str *out, const struct tokens *t)
{
	str_text(out, "# The tokens of a sign-in (smtpsetup). They are as good as a password.\n");
	tokens_say_text(out, "user", t->user);
	tokens_say_text(out, "client_id", t->client_id);
	tokens_say_text(out, "scope", t->scope);
	tokens_say_text(out, "token_endpoint", t->token);
	tokens_say_text(out, "revocation_endpoint", t->revocation);
	tokens_say_text(out, "refresh_token", t->refresh ? secret_text(t->refresh) : NULL);
	tokens_say_text(out, "access_token", t->access ? secret_text(t->access) : NULL);
	tokens_say_time(out, "got", t->got);
	tokens_say_time(out, "ends", t->ends);
	tokens_say_time(out, "signed_in", t->signed_in);
	tokens_say_time(out, "refreshed", t->refreshed);
	str_format(out, "machine = %s;\n", t->machine ? "true" : "false");
	tokens_say_text(out, "ended", t->ended);
}

int tokens_write(const char *key, const struct tokens *t, struct err *e)
{
	char *path = tokens_path(key);
	struct str text;
	int result;

	str_init_guarded(&text, tokens_max);
	tokens_say(&text, t);
	result = text.full ? err_set(e, EX_DATAERR, "the tokens are too long to be kept")
			   : file_create(path, text.data, text.len, true, e);
	str_wipe(&text);
	free(path);
	return result;
}

int tokens_remove(const char *key, struct err *e)
{
	char *path = tokens_path(key);
	int result = unlink(path) < 0 && errno != ENOENT ? file_error(e, "remove", path) : 0;

	free(path);
	return result;
}

/* The lock: it stays beside them, so that nobody locks a file that is gone. */

static int tokens_open_lock(const char *path, struct err *e)
{
	struct str name;
	int fd;

	if (file_make_parents(path, e) < 0)
		return -1;
	str_init(&name, PATH_MAX);
	str_format(&name, "%s.lock", path);
	fd = open(name.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		(void)file_error(e, "create", name.data);
	str_fini(&name);
	return fd;
}

int tokens_try_lock(const char *key, struct err *e)
{
	char *path = tokens_path(key);
	int fd = tokens_open_lock(path, e);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno == EWOULDBLOCK || errno == EINTR)
			(void)err_set(
				e, EX_TEMPFAIL, "another process is using the sign-in (%s)", path);
		else
			(void)file_error(e, "lock", path);
		(void)close(fd);
		fd = -1;
	}
	if (fd >= 0)
		file_sweep(path); /* nobody else writes now */
	free(path);
	return fd;
}

void tokens_unlock(int lock)
{
	if (lock >= 0)
		(void)close(lock);
}
