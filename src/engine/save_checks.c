#include "engine/save_checks.h"

static enum field_id first_missing(const struct session *s)
{
	int id = 0;

	while (id < FIELD_COUNT && !session_misses(s, (enum field_id)id))
		id++;
	return (enum field_id)id;
}

static bool check_say_missing(const struct session *s, struct str *out)
{
	const char *between = "Mail cannot be sent without: ";
	enum field_id first = first_missing(s);

	for (int i = (int)first; i < FIELD_COUNT; i++)
		if (session_misses(s, (enum field_id)i)) {
			str_format(out, "%s%s", between, fields[i].label);
			between = ", ";
		}
	if (first < FIELD_COUNT)
		str_char(out, '.');
	return first < FIELD_COUNT;
}

/* What works is not replaced by what does not unless that is meant. */
static bool say_worse(const struct session *s, struct str *out)
{
	bool worsens = session_worsens(s);

	if (worsens)
		session_say_worse(s, out);
	return worsens;
}

const struct save_check save_checks[] = {
	{"Something is missing", check_say_missing, false, first_missing},
	{"The test failed", say_worse, true, NULL},
	{"The file has to be written anew", session_say_rewrites, true, NULL},
};

const size_t save_check_count = sizeof(save_checks) / sizeof(save_checks[0]);
