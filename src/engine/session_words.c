/* What there is to tell people of a session: that it is saved, and what a save would cost. */
#include "engine/session.h"

#include "base/ascii.h"
#include "base/utc.h"

enum { when_max = 32 };

/* A title begins with a capital, and is no sentence of its own here. */
static void session_say_failure(const struct tested *tested, const char *where, struct str *out)
{
	const char *title = diagnosis_find(tested->id)->title;
	bool name = title[0] && title[1] && ascii_lower(title[1]) != title[1];

	str_format(out, "Saved%s, but the test failed: %c%s.", where,
		name ? title[0] : ascii_lower(title[0]), title + 1);
}

void session_say_saved(const struct session *s, const char *where, struct str *out)
{
	enum session_state state = session_state(s, &s->saved);
	const struct tested *tested = session_tested(s, &s->saved);
	char at[when_max] = "";
	struct tm local;

	if (session_local_time(tested, &local))
		(void)strftime(at, sizeof(at), " at %H:%M", &local);
	if (state == STATE_ESTABLISHED)
		str_format(out, "Saved%s and tested%s.", where, at);
	else if (state == STATE_FAILED)
		session_say_failure(tested, where, out);
	else if (state == STATE_CHANGED)
		str_format(out, "Saved%s. Changed since the test.", where);
	else
		str_format(out, "Saved%s. Not tested yet.", where);
}

static void say_when(const struct tested *t, char out[when_max])
{
	struct tm local;

	out[0] = '\0';
	if (session_local_time(t, &local))
		(void)strftime(out, when_max, " on %Y-%m-%d at %H:%M", &local);
}

void session_say_worse(const struct session *s, struct str *out)
{
	char failed[when_max], passed[when_max];

	say_when(&s->tested, failed);
	say_when(&s->in_file, passed);
	str_format(out,
		"These settings failed their test%s: %s. The settings in the file passed theirs%s, "
		"and would be replaced.",
		failed, diagnosis_find(s->tested.id)->title, passed);
}

bool session_say_rewrites(const struct session *s, struct str *out)
{
	if (!store_rewrites(&s->store, &s->draft, &s->tested))
		return false;
	str_format(out,
		"%s cannot be edited in place. It will be rewritten with these settings only; "
		"comments and everything else stay in %s.bak.",
		s->store.path, s->store.path);
	return true;
}

bool session_local_time(const struct tested *t, struct tm *local)
{
	time_t then;

	return utc_parse(t->at, &then) && localtime_r(&then, local);
}
