#include "sender/login.h"

#include "engine/password_source.h"
#include "engine/token_source.h"
#include "model/password.h"
#include "sender/place.h"

/* Under way: one of them. */
struct login {
	struct loop loop;
	struct password_source password;
	struct token_source token;
};

static void login_nothing(void *ctx)
{
	(void)ctx;
}

static const struct secret *login_password(struct login *l, const struct settings *s, struct err *e)
{
	password_source_start(&l->password, s, (struct listener) {&l->loop, login_nothing, l});
	while (l->password.running)
		loop_turn(&l->loop);
	*e = l->password.failure;
	return l->password.password;
}

static const struct secret *login_token(struct login *l, const struct settings *s, struct err *e)
{
	token_source_start(&l->token, s, false, (struct listener) {&l->loop, login_nothing, l});
	while (l->token.running)
		loop_turn(&l->loop);
	if (!l->token.token)
		(void)err_set(e, EX_CONFIG, "%s", l->token.why.data);
	return l->token.token;
}

/* Settings for nothing but to read what root hands over. */
static const struct secret *login_handed(
	struct login *l, const struct settings *saved, struct err *e)
{
	const struct secret *secret = NULL;
	struct settings s;

	settings_init(&s);
	if (settings_assign(&s, FIELD_USER, settings_get(saved, FIELD_USER), e) == 0 &&
		settings_assign(&s, FIELD_PASSWORD_CREDENTIAL, sender_secret, e) == 0)
		secret = login_password(l, &s, e);
	settings_fini(&s);
	return secret;
}

int login_settings(const struct settings *saved, struct settings *with, struct err *e)
{
	bool has_user = !settings_is_empty(saved, FIELD_USER);
	struct login l = {0};
	const struct secret *secret;
	int result = 0;

	loop_init(&l.loop, NULL);
	e->code = 0;
	if (has_user && sender_has_secret())
		secret = login_handed(&l, saved, e);
	else if (has_user && password_source(saved) == FIELD_SIGN_IN)
		secret = login_token(&l, saved, e);
	else
		secret = login_password(&l, saved, e);
	if (e->code)
		result = -1;
	if (result == 0) {
		settings_copy(with, saved);
		settings_flatten(with);
		if (secret)
			result = settings_assign_secret(
				with, FIELD_PASSWORD, secret_text(secret), e);
	}
	password_source_fini(&l.password);
	token_source_fini(&l.token);
	loop_fini(&l.loop);
	return result;
}
