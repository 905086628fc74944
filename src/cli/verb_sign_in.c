/* sign-in, sign-out and token: what a person, or a program, is told of a sign-in. */
#include "cli/json.h"
#include "cli/sign_in_talk.h"
#include "cli/verbs.h"
#include "cli/wait.h"

#include "engine/sign_out.h"
#include "engine/token_source.h"

#include <signal.h>
#include <unistd.h>

enum { code_interrupted = 128 };

/* What scripts get: one value. */
static void sign_in_print(const char *name, const char *value)
{
	json_t *document = json_document();

	json_object_set_new(document, name, json_text(value));
	json_print(document);
}

/* The settings have to be there, and to want a sign-in. */
static int sign_in_open(const struct cli *cli, struct session *s)
{
	int code = cli_open(cli, s, SESSION_READ);

	if (code)
		return code;
	if (!session_is_begun(s))
		code = cli_say(EX_NOINPUT, "there is no configuration yet (%s): set it up first",
			s->store.path);
	else if (settings_are_hidden(&s->draft))
		code = cli_say(EX_NOPERM, "not all settings are readable by you");
	else if (!sign_in_is_set(&s->draft))
		code = cli_say(EX_CONFIG,
			"no sign-in is set: smtpsetup set auth.sign_in=microsoft, google or an "
			"issuer's https address");
	if (code)
		session_close(s);
	return code;
}

/* Words go to stderr, so that the code is seen where stdout is a pipe. */
static void sign_in_say(int code, const char *sentence)
{
	cli_say(code, "%s", sentence);
}

int verb_sign_in(const struct cli *cli)
{
	const char *way = cli->options[OPTION_FLOW];
	struct session s;
	struct str user;
	struct wait w;
	int code = sign_in_open(cli, &s);

	if (code)
		return code;
	wait_init(&w);
	wait_watch(&w, SIGINT);
	str_init(&user, value_max);
	code = sign_in_talk(&(struct sign_in_talk) {.wait = &w, .say = sign_in_say, .to = stderr},
		&s.draft, way ? sign_in_flow_find(way) : FLOW_COUNT, &user);
	if (!code && json_is_wanted())
		sign_in_print("user", user.data);
	str_fini(&user);
	wait_fini(&w);
	session_close(&s);
	return code;
}

int verb_sign_out(const struct cli *cli)
{
	struct sign_out o = {0};
	struct session s;
	struct wait w;
	int code = sign_in_open(cli, &s);

	if (code)
		return code;
	wait_init(&w);
	wait_watch(&w, SIGINT);
	sign_out_start(&o, &s.draft, (struct listener) {.loop = &w.loop});
	if (!wait_while(&w, &o.running))
		code = code_interrupted + w.signal;
	else if (o.failure.code)
		code = cli_error(&o.failure);
	if (!code && json_is_wanted())
		sign_in_print("user", o.tokens.user);
	if (!code)
		cli_say(0, "%s",
			!o.was_in   ? "nobody was signed in"
			: o.revoked ? "signed out; the tokens are revoked"
				    : "signed out: the tokens are forgotten here, but were not "
				      "revoked");
	sign_out_fini(&o);
	wait_fini(&w);
	session_close(&s);
	return code;
}

/* With the old token while it lasts, what hinders a new one is only said. */
static int token_print(const struct token_source *t)
{
	if (!t->token)
		return cli_say(sign_in_exit(t->outcome), "%s", t->why.data);
	if (t->why.len)
		cli_say(0, "the token could not be renewed yet: %s", t->why.data);
	if (json_is_wanted())
		sign_in_print("token", secret_text(t->token));
	else
		(void)printf("%s\n", secret_text(t->token));
	return 0;
}

int verb_token(const struct cli *cli)
{
	struct token_source t = {0};
	struct session s;
	struct wait w;
	int code = sign_in_open(cli, &s);

	if (code)
		return code;
	wait_init(&w);
	wait_watch(&w, SIGINT);
	token_source_start(
		&t, &s.draft, cli->options[OPTION_RENEW], (struct listener) {.loop = &w.loop});
	code = wait_while(&w, &t.running) ? token_print(&t) : code_interrupted + w.signal;
	token_source_fini(&t);
	wait_fini(&w);
	session_close(&s);
	return code;
}
