/* A store with the settings that it loaded, in the scratch directory of scratch.h. */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include "scratch.h"

#include "store/store.h"

struct bench {
	struct store store;
	struct settings settings;
	struct tested tested;
	struct err e;
};

static inline int bench_load(struct bench *b, const char *name)
{
	*b = (struct bench) {0};
	store_init(&b->store, scratch_path(name));
	settings_init(&b->settings);
	return store_load(&b->store, &b->settings, &b->tested, &b->e);
}

static inline void bench_end(struct bench *b)
{
	store_fini(&b->store);
	settings_fini(&b->settings);
}

static inline int bench_save(struct bench *b)
{
	return store_save(&b->store, &b->settings, &b->tested, NULL, &b->e);
}

static inline void bench_put(struct bench *b, enum field_id id, const char *text)
{
	struct err e = {0};

	if (settings_assign(&b->settings, id, text, &e) < 0)
		fail_msg("%s", e.message);
}

#endif
