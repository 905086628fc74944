#include "engine/program_drift.h"

#include "engine/program_apply.h"
#include "store/applied.h"

#include <limits.h>
#include <string.h>

enum { ids_max = 64 };

static bool drift_differs(const char *root, const struct codec *codec, const char *key,
	const struct applied *last, const struct settings *s)
{
	const struct program_where where = {
		.root = root, .file = strcmp(key, codec->id) != 0 ? last->main : NULL};
	struct program p;
	bool differs;

	program_look(&p, codec, &where, s);
	differs = p.state != PROGRAM_SAME;
	program_fini(&p);
	return differs;
}

void program_drift(const char *root, const struct settings *s, struct strlist *ids)
{
	struct strlist keys;

	applied_list(&keys);
	for (size_t i = 0; i < keys.n; i++) {
		const struct codec *codec = program_of_key(keys.items[i]);
		struct applied last;
		struct err e;

		if (applied_last(keys.items[i], &last, &e) == 0 && last.done && codec &&
			drift_differs(root, codec, keys.items[i], &last, s))
			strlist_add(ids, codec->id, ids_max);
		applied_fini(&last);
	}
	strlist_fini(&keys);
}
