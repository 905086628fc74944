#include "engine/draft.h"

#include "store/state.h"

#include <limits.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One configuration, one name, from wherever the program is started. */
static char *path_of(const struct session *s)
{
	char digest[SHA256_DIGEST_STRING_LENGTH], name[32], here[PATH_MAX] = "";
	struct str path;

	str_init(&path, 2 * PATH_MAX);
	if (s->store.path[0] != '/' && getcwd(here, sizeof(here)))
		str_format(&path, "%s/", here);
	str_text(&path, s->store.path);
	(void)SHA256Data((const uint8_t *)path.data, path.len, digest);
	(void)snprintf(name, sizeof(name), "draft-%.16s.cfg", digest);
	str_fini(&path);
	return state_path(name);
}

static bool is_secret(enum field_id id)
{
	return fields[id].flags & FIELD_SECRET;
}

static bool says_something(const struct session *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!is_secret((enum field_id)i) &&
			!settings_same(&s->draft, &s->saved, (enum field_id)i))
			return true;
	return false;
}

static int write_to(const char *path, const struct settings *settings, struct err *e)
{
	const struct tested untested = {0};
	struct settings old;
	struct tested tested;
	struct store store;
	int result;

	store_init(&store, path);
	settings_init_over(&old, settings->base);
	if (store_load(&store, &old, &tested, e) < 0)
		store_start_anew(&store);
	store.keep_reason = NULL; /* of a draft, nothing is worth keeping beside */
	result = store_save(&store, settings, &untested, NULL, e);
	settings_fini(&old);
	store_fini(&store);
	return result;
}

int draft_keep(const struct session *s, struct err *e)
{
	struct settings kept;
	char *path;
	int result;

	if (!says_something(s)) {
		draft_drop(s);
		return 0;
	}
	path = path_of(s);
	settings_init_over(&kept, s->draft.base);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!is_secret((enum field_id)i))
			settings_take(&kept, &s->draft, (enum field_id)i);
	result = write_to(path, &kept, e);
	settings_fini(&kept);
	free(path);
	return result;
}

bool draft_recall(struct session *s)
{
	char *path = path_of(s);
	struct settings kept;
	struct tested tested;
	struct store store;
	struct err e;
	bool there;

	store_init(&store, path);
	settings_init_over(&kept, s->draft.base);
	there = store_load(&store, &kept, &tested, &e) == 0 && store.state.exists;
	for (int i = 0; i < FIELD_COUNT && there; i++)
		if (!is_secret((enum field_id)i) &&
			!settings_same(&kept, &s->draft, (enum field_id)i))
			settings_take(&s->draft, &kept, (enum field_id)i);
	settings_fini(&kept);
	store_fini(&store);
	free(path);
	return there;
}

void draft_drop(const struct session *s)
{
	char *path = path_of(s);

	(void)unlink(path);
	free(path);
}
