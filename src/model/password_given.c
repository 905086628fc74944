#include "model/password_given.h"

#include "model/organisation.h"
#include "model/password.h"
#include "model/password_pasted.h"
#include "model/provider.h"

#include <string.h>

/* A value that may not be read is the same as itself only; an empty one then never counts. */
static bool value_belongs(const struct settings *then, const struct settings *now, enum field_id id,
	bool (*same)(const char *a, const char *b))
{
	if (settings_is_hidden(then, id) || settings_is_hidden(now, id))
		return settings_is_hidden(then, id) && settings_is_hidden(now, id);
	return settings_is_empty(then, id) || same(settings_get(then, id), settings_get(now, id));
}

static bool text_is_same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static bool server_belongs(const struct settings *then, const struct settings *now)
{
	return value_belongs(then, now, FIELD_HOST, organisation_is_same);
}

bool password_belongs(const struct settings *then, const struct settings *now)
{
	return server_belongs(then, now) && value_belongs(then, now, FIELD_USER, text_is_same);
}

void password_note(struct password_given *g, const struct settings *s)
{
	settings_copy(&g->then, s);
	g->elsewhere = false;
}

void password_given_fini(struct password_given *g)
{
	settings_fini(&g->then);
	*g = (struct password_given) {0};
}

static bool is_stored(const struct settings *s)
{
	return password_source(s) == FIELD_PASSWORD;
}

/* Another password, or another place that it comes from, than was left in the settings. */
static bool is_given_anew(const struct password_given *g, const struct settings *s)
{
	bool taken = password_is_withheld(g);

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;
		bool is_there = !settings_is_empty(s, id) &&
				(id == FIELD_PASSWORD || !settings_is_hidden(s, id));

		if (password_is_source(id) && (taken ? is_there : !settings_same(&g->then, s, id)))
			return true;
	}
	return false;
}

static const char *given_owner(const struct password_given *g, const struct settings *s)
{
	bool by_server = !server_belongs(&g->then, s);
	enum field_id id = by_server ? FIELD_HOST : FIELD_USER;

	if (settings_is_hidden(&g->then, id))
		return by_server ? "the server of Options" : "the user of Options";
	return settings_get(&g->then, id);
}

static void say_owner(const struct password_given *g, const struct settings *s, struct str *out)
{
	if (is_stored(&g->then))
		str_format(out, "The old password was for %s.", given_owner(g, s));
	else
		str_format(out, "%s was set for %s. Check that it gives the right password now.",
			fields[password_source(&g->then)].label, given_owner(g, s));
}

static bool base_belongs(const struct settings *s)
{
	return s->base && password_belongs(s->base, s);
}

/* One that is inherited comes up behind one's own. */
static void given_take_out(struct password_given *g, struct settings *s)
{
	struct err e;

	settings_reset(s, FIELD_PASSWORD);
	if (base_belongs(s))
		password_note(g, s);
	else
		(void)settings_assign(s, FIELD_PASSWORD, "", &e); /* nothing is always a value */
}

/* It is inherited, and so is where it goes. */
static bool is_back_at_its_base(const struct settings *s)
{
	enum field_id source = password_source(s);

	return base_belongs(s) && source != FIELD_COUNT && !settings_is_own(s, source);
}

static enum password_move lead_elsewhere(
	struct password_given *g, struct settings *s, struct str *said)
{
	bool stored = is_stored(&g->then);

	if (g->elsewhere)
		return PASSWORD_STAYS;
	g->elsewhere = true;
	if (said)
		say_owner(g, s, said);
	if (stored)
		given_take_out(g, s);
	return stored ? PASSWORD_TAKEN : PASSWORD_ELSEWHERE;
}

static enum password_move lead_back(struct password_given *g, struct settings *s)
{
	bool taken = password_is_withheld(g);

	if (taken)
		settings_take(s, &g->then, FIELD_PASSWORD);
	password_note(g, s);
	return taken ? PASSWORD_BACK : PASSWORD_STAYS;
}

enum password_move password_follow(struct password_given *g, struct settings *s, struct str *said)
{
	if (said)
		password_pasted_tidy_own(s, said);
	if (!password_is_given(&g->then) || is_given_anew(g, s) || is_back_at_its_base(s)) {
		password_note(g, s);
		return PASSWORD_STAYS;
	}
	return password_belongs(&g->then, s) ? lead_back(g, s) : lead_elsewhere(g, s, said);
}

enum password_move password_follow_fix(
	struct password_given *g, struct settings *s, struct str *said)
{
	bool safe = server_belongs(&g->then, s) || provider_has_host(settings_get(s, FIELD_HOST));

	if (g->elsewhere || !safe)
		return password_follow(g, s, said);
	password_note(g, s);
	return PASSWORD_STAYS;
}

bool password_is_astray(const struct settings *s)
{
	return s->base && is_stored(s) && !settings_is_own(s, FIELD_PASSWORD) &&
	       !settings_is_hidden(s, FIELD_PASSWORD) && !settings_is_empty(s, FIELD_USER) &&
	       !password_belongs(s->base, s);
}

bool password_is_bound(const struct password_given *g)
{
	return password_is_withheld(g) && !settings_is_own(&g->then, FIELD_PASSWORD);
}

bool password_take_back(struct password_given *g, struct settings *s)
{
	if (password_is_bound(g))
		return false;
	settings_take(s, &g->then, FIELD_PASSWORD);
	password_note(g, s);
	return true;
}

bool password_is_withheld(const struct password_given *g)
{
	return g->elsewhere && is_stored(&g->then);
}

bool password_is_needed(const struct password_given *g, const struct settings *s)
{
	return password_is_withheld(g) && !settings_is_empty(s, FIELD_USER);
}

void password_say_elsewhere(
	const struct password_given *g, const struct settings *s, struct str *out)
{
	if (!g->elsewhere)
		return;
	say_owner(g, s, out);
	if (password_is_withheld(g))
		str_text(out, " Type the new one.");
}
