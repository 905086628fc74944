#include "model/sign_in_choice.h"

#include "model/password.h"
#include "model/sign_in_plan.h"

bool sign_in_choose(const struct provider *p, struct settings *s)
{
	struct err e;

	if (p->sign_in_first && !password_is_given(s))
		(void)settings_assign(s, FIELD_SIGN_IN, p->sign_in, &e); /* rows are valid */
	return p->sign_in_first && settings_is(s, FIELD_SIGN_IN, p->sign_in);
}

const struct sign_in_provider *sign_in_lacking(const struct provider *p, const struct settings *s)
{
	const struct sign_in_provider *by =
		p->sign_in_first ? sign_in_provider_find(p->sign_in) : NULL;

	return by && !sign_in_has_client(by, s) ? by : NULL;
}

void sign_in_make_room(struct settings *s)
{
	const struct provider *p = provider_of(s);

	if (p && sign_in_lacking(p, s) && settings_is(s, FIELD_SIGN_IN, p->sign_in))
		settings_reset(s, FIELD_SIGN_IN);
}
