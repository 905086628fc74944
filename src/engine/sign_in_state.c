#include "engine/sign_in_state.h"

#include "model/sign_in_plan.h"
#include "store/tokens.h"

#include <time.h>

enum { day_s = 24 * 3600, unused_days = 60 /* issuers end one that is not used after 90 or 180 */ };

static void state_of_tokens(const struct tokens *t, struct str *out)
{
	long days = (long)((time(NULL) - t->refreshed) / day_s);

	if (!t->there)
		str_text(out, "nobody is signed in: smtpsetup sign-in");
	else if (t->ended)
		str_text(out, t->ended);
	else if (days >= unused_days && !t->machine)
		str_format(out,
			"the sign-in was last renewed %ld days ago, and ends if it is not used: "
			"smtpsetup token --renew >/dev/null",
			days);
}

void sign_in_state(const struct settings *s, struct str *out)
{
	char key[sign_in_key_size];
	struct tokens tokens;
	struct err e;

	if (!settings_get(s, FIELD_SIGN_IN)[0])
		return;
	sign_in_key(s, key);
	if (tokens_read(key, &tokens, &e) < 0)
		str_text(out, e.message);
	else
		state_of_tokens(&tokens, out);
	tokens_fini(&tokens);
}
