/* PHP's pools (php-fpm.conf): one that runs in a chroot has the sendmail and the shell of that. */
#include "engine/machine.h"

#include "base/file.h"
#include "format/keyval.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

enum { pools_max = 200, pool_max = 64 * 1024, pool_sentence_max = 3 * PATH_MAX };

/* Debian, and others. */
static const char *const pool_places[] = {
	"/etc/php/*/fpm/pool.d/*.conf",
	"/etc/php-fpm.d/*.conf",
	"/etc/php/php-fpm.d/*.conf",
};

/* A pool: what stands below [name]. */
struct pool {
	const char *path; /* of the file, without the root */
	struct str name;
	struct keyvals pairs;
};

/* The value of a key with "$pool" in it; false: there is none. */
static bool pool_value(const struct pool *pool, const char *key, struct str *out)
{
	static const char mark[] = "$pool";
	const struct keyval *pair = keyvals_find(&pool->pairs, key);
	const char *at, *end, *found;

	if (!pair)
		return false;
	at = pair->value + strspn(pair->value, "\"'");
	end = at + strcspn(at, "\"';");
	for (; (found = strstr(at, mark)) && found < end; at = found + strlen(mark)) {
		str_add(out, at, (size_t)(found - at));
		str_text(out, pool->name.data);
	}
	str_add(out, at, (size_t)(end - at));
	return out->len;
}

/* Is it missing there, for sure? A link in a chroot leads elsewhere than it would from here. */
static bool pool_lacks(const char *root, const char *chroot, const char *path)
{
	struct str whole;
	struct stat st;
	bool lacks;

	str_init(&whole, PATH_MAX);
	str_format(&whole, "%s%s", root, chroot);
	lacks = stat(whole.data, &st) == 0;
	str_text(&whole, path);
	lacks = lacks && lstat(whole.data, &st) < 0 && errno == ENOENT;
	str_fini(&whole);
	return lacks;
}

static void pool_say(
	const struct pool *pool, const char *chroot, const char *missing, struct strlist *out)
{
	struct str sentence;

	str_init(&sentence, pool_sentence_max);
	str_format(&sentence,
		"PHP's pool %s (%s) runs in %s, where there is no %s: its mail() cannot send.",
		pool->name.data, pool->path, chroot, missing);
	strlist_add(out, sentence.data, machine_sentences_max);
	str_fini(&sentence);
}

static void pool_look(const struct pool *pool, const char *root, struct strlist *out)
{
	struct str chroot, program;

	str_init(&chroot, PATH_MAX);
	str_init(&program, PATH_MAX);
	if (!pool_value(pool, "php_admin_value[sendmail_path]", &program) &&
		!pool_value(pool, "php_value[sendmail_path]", &program))
		str_text(&program, machine_sendmail_path);
	program.data[strcspn(program.data, " ")] = '\0'; /* without its options */
	if (!pool_value(pool, "chroot", &chroot) || chroot.data[0] != '/')
		;
	else if (pool_lacks(root, chroot.data, program.data))
		pool_say(pool, chroot.data, program.data, out);
	else if (pool_lacks(root, chroot.data, "/bin/sh"))
		pool_say(pool, chroot.data, "/bin/sh", out);
	str_fini(&program);
	str_fini(&chroot);
}

/* A file may have several pools. */
static void pools_look(const char *root, const char *path, const char *text, struct strlist *out)
{
	struct pool pool = {.path = path};

	str_init(&pool.name, pool_max);
	for (const char *next; text; text = next) {
		size_t len = strcspn(text, "]\n");

		next = strstr(text, "\n[");
		next = next ? next + 1 : NULL;
		if (text[0] != '[' || text[len] != ']')
			continue;
		str_clear(&pool.name);
		str_add(&pool.name, text + 1, len - 1);
		keyvals_init(
			&pool.pairs, text, next ? (size_t)(next - text) : strlen(text), &scan_ini);
		pool_look(&pool, root, out);
		keyvals_fini(&pool.pairs);
	}
	str_fini(&pool.name);
}

static void machine_say_php_at(const char *root, const char *place, struct strlist *out)
{
	struct str pattern;
	glob_t found;

	str_init(&pattern, PATH_MAX);
	str_format(&pattern, "%s%s", root, place);
	if (glob(pattern.data, 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc && i < pools_max; i++) {
			const char *path = found.gl_pathv[i];
			struct file_state state;
			struct str text;
			struct err e;

			str_init(&text, pool_max);
			if (file_read(path, pool_max, &text, &state, &e) == 0)
				pools_look(root, path + strlen(root), text.data, out);
			str_fini(&text);
		}
		globfree(&found);
	}
	str_fini(&pattern);
}

void machine_say_php(const char *root, struct strlist *out)
{
	for (size_t i = 0; i < sizeof(pool_places) / sizeof(pool_places[0]); i++)
		machine_say_php_at(root, pool_places[i], out);
}
