#include "engine/sign_in_state.h"

#include "model/sign_in_plan.h"
#include "store/tokens.h"

#include <time.h>

enum {
	day_s = 24 * 3600,
	ahead_days = 30,
	unknown_days = 60 /* of an issuer that has not published when it ends one */
};

static const char renew[] = "smtpsetup token --renew >/dev/null";

static void state_of_idle(const struct settings *s, long idle, struct str *out)
{
	const struct sign_in_provider *p = sign_in_provider_find(settings_get(s, FIELD_SIGN_IN));
	long left = p ? p->unused_days - idle : 0;

	if (!p && idle >= unknown_days)
		str_format(out,
			"the sign-in was last renewed %ld days ago, and ends if it is not used: %s",
			idle, renew);
	else if (p && left <= 0)
		str_format(out, "the sign-in was not used for %ld days, and may have ended: %s",
			idle, renew);
	else if (p && left <= ahead_days)
		str_format(out, "the sign-in ends in %ld day%s if it is not used: %s", left,
			left == 1 ? "" : "s", renew);
}

static void state_of_tokens(const struct settings *s, const struct tokens *t, struct str *out)
{
	if (!t->there)
		str_text(out, "nobody is signed in: smtpsetup sign-in");
	else if (t->ended)
		str_text(out, t->ended);
	else if (!t->machine)
		state_of_idle(s, (long)((time(NULL) - t->refreshed) / day_s), out);
}

static int state_read(const struct settings *s, struct tokens *t, struct err *e)
{
	char key[sign_in_key_size];

	sign_in_key(s, key);
	return tokens_read(key, t, e);
}

void sign_in_state(const struct settings *s, struct str *out)
{
	struct tokens tokens;
	struct err e;

	if (!sign_in_is_set(s))
		return;
	if (state_read(s, &tokens, &e) < 0)
		str_text(out, e.message);
	else
		state_of_tokens(s, &tokens, out);
	tokens_fini(&tokens);
}

bool sign_in_is_due(const struct settings *s)
{
	struct tokens tokens = {0};
	struct err e;
	bool due = sign_in_is_set(s) &&
		   (state_read(s, &tokens, &e) < 0 || !tokens.there || tokens.ended);

	tokens_fini(&tokens);
	return due;
}
