/* The session and what others do meanwhile: to its file, and to Options under a district. */
#include "engine/session.h"

/* Options that this person may not read are inherited all the same. */
static int merge_read_options(
	const char *path, struct settings *options, bool *exist, struct err *e)
{
	struct tested tested;
	struct store store;
	int result;

	store_init(&store, path);
	result = store_load(&store, options, &tested, e);
	if (exist)
		*exist = store.state.exists || store.state.denied;
	if (result < 0 && store.state.denied) {
		settings_hide(options);
		result = 0;
	}
	store_fini(&store);
	return result;
}

int session_inherit(struct session *s, struct err *e)
{
	struct settings now;
	int result;

	if (!s->district)
		return 0;
	settings_init(&now);
	result = merge_read_options(s->options_path, &now, &s->options_exist, e);
	if (result == 0)
		settings_copy(&s->options, &now);
	settings_fini(&now);
	return result;
}

/* Do Options say what was inherited from them? -1: they cannot be used. */
static int same_options(const struct session *s, bool *same, struct err *e)
{
	struct settings now;
	int result;

	*same = true;
	if (!s->district)
		return 0;
	settings_init(&now);
	result = merge_read_options(s->options_path, &now, NULL, e);
	*same = result == 0 && settings_equal(&now, &s->options);
	settings_fini(&now);
	return result;
}

/* Who holds the lock since the file was read has read Options a moment ago. */
int session_check_inherited(const struct session *s, struct err *e)
{
	bool same = true;

	if (s->lock < 0 && same_options(s, &same, e) < 0)
		return -1;
	return same ? 0
		    : err_set(e, EX_TEMPFAIL,
			      "%s, from which settings are inherited, was changed by another "
			      "program since it was read",
			      s->options_path);
}

bool session_is_outdated(const struct session *s)
{
	struct err e;
	bool same;

	return !file_is_same(s->store.path, &s->store.state) || same_options(s, &same, &e) < 0 ||
	       !same;
}

/* What is the draft's own stays; what it gave back is what is inherited by now. */
static void merge_rebase(struct settings *draft, const struct settings *theirs, const bool *edited)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!edited[i])
			settings_take(draft, theirs, (enum field_id)i);
		else if (!settings_is_own(draft, (enum field_id)i))
			settings_reset(draft, (enum field_id)i);
}

int session_merge(struct session *s, struct err *e)
{
	bool edited[FIELD_COUNT];
	struct settings theirs;
	struct tested tested;
	int result = session_inherit(s, e);

	for (int i = 0; i < FIELD_COUNT; i++)
		edited[i] = !settings_same(&s->draft, &s->saved, (enum field_id)i);
	settings_init_over(&theirs, s->saved.base);
	if (result == 0)
		result = store_load(&s->store, &theirs, &tested, e);
	if (result == 0) {
		merge_rebase(&s->draft, &theirs, edited);
		if (!edited[FIELD_PASSWORD])
			password_note(&s->given, &theirs);
		(void)password_follow(&s->given, &s->draft, NULL);
		settings_copy(&s->saved, &theirs);
		session_pass_on(s);
		s->in_file = tested;
	}
	settings_fini(&theirs);
	return result;
}

int session_theirs(const struct session *s, struct settings *theirs, struct err *e)
{
	struct session now;
	int result =
		session_open(&now, (struct level) {s->options_path, s->district}, SESSION_READ, e);

	settings_copy(theirs, &now.saved);
	settings_flatten(theirs);
	session_close(&now);
	return result;
}
