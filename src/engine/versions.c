#include "engine/versions.h"

size_t versions_list(const struct session *s, struct version versions[history_max])
{
	return history_list(s->store.real, versions);
}

/* Loads version n into a store of its own; it is to be finished in any case. */
static int open_version(const struct session *s, size_t n, struct store *store,
	struct settings *settings, struct tested *tested, struct err *e)
{
	struct version versions[history_max];
	size_t count = versions_list(s, versions);

	store_init(store, n && n <= count ? versions[n - 1].path : "");
	if (!count)
		return err_set(
			e, EX_NOINPUT, "there is no earlier version of %s yet", s->store.path);
	if (!n || n > count)
		return err_set(
			e, EX_NOINPUT, "there is no version %zu: the oldest one is %zu", n, count);
	if (store_load_version(store, s->store.real, &versions[n - 1], settings, tested, e) < 0)
		return -1;
	return store->state.exists ? 0 : err_set(e, EX_NOINPUT, "version %zu was just removed", n);
}

int versions_load(const struct session *s, size_t n, struct settings *settings, struct err *e)
{
	struct tested tested;
	struct store store;
	int result = open_version(s, n, &store, settings, &tested, e);

	store_fini(&store);
	return result;
}

bool versions_passed(const struct session *s, size_t n)
{
	struct settings settings;
	struct tested tested;
	struct store store;
	struct err e;
	bool result;

	settings_init_over(&settings, s->saved.base);
	result = open_version(s, n, &store, &settings, &tested, &e) == 0 &&
		 session_passed(&tested, &settings);
	store_fini(&store);
	settings_fini(&settings);
	return result;
}

bool versions_differ_beyond(const struct session *s, size_t n)
{
	struct settings settings;
	struct tested tested;
	struct store store;
	struct err e;
	bool result;

	settings_init(&settings);
	result = open_version(s, n, &store, &settings, &tested, &e) == 0 &&
		 store_differs_beyond(&s->store, &store, &s->saved, &s->in_file);
	store_fini(&store);
	settings_fini(&settings);
	return result;
}

int versions_check(struct session *s, size_t n, bool *would, struct err *e)
{
	struct settings settings;
	struct tested tested;
	struct store store;
	int result;

	settings_init_over(&settings, s->saved.base);
	result = open_version(s, n, &store, &settings, &tested, e);
	if (result == 0 && !store_has_text(&s->store, &store.text))
		result = store_check_place(&s->store, e);
	if (result == 0)
		*would = !store_has_text(&s->store, &store.text);
	store_fini(&store);
	settings_fini(&settings);
	return result;
}

int versions_restore(struct session *s, size_t n, struct err *e)
{
	struct settings settings;
	struct tested tested;
	struct store store;
	int result;

	str_clear(&s->note);
	settings_init_over(&settings, s->saved.base);
	result = open_version(s, n, &store, &settings, &tested, e);
	if (result == 0)
		result = store_restore(&s->store, &store.text, &s->note, e);
	if (result == 0) {
		settings_copy(&s->saved, &settings);
		session_discard(s);
	}
	store_fini(&store);
	settings_fini(&settings);
	return result;
}
