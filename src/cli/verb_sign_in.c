/* sign-in, sign-out and token: what a person, or a program, is told of a sign-in. */
#include "cli/json.h"
#include "cli/sign_in_talk.h"
#include "cli/verbs.h"
#include "cli/wait.h"

#include "engine/sign_out.h"
#include "engine/token_source.h"
#include "store/token_file.h"

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

/* One of the verbs at work: with the settings, until it is done or interrupted. */
struct sign_in_run {
	struct session session;
	struct wait wait;
};

/* Fills it, for sign_in_run_end(); another code than 0: it was said why not, and nothing is left.
 */
static int sign_in_run_begin(struct sign_in_run *run, const struct cli *cli)
{
	int code = sign_in_open(cli, &run->session);

	if (code)
		return code;
	wait_init(&run->wait);
	wait_watch(&run->wait, SIGINT);
	return 0;
}

static void sign_in_run_end(struct sign_in_run *run)
{
	wait_fini(&run->wait);
	session_close(&run->session);
}

/* Words go to stderr, so that the code is seen where stdout is a pipe. */
static void sign_in_say(int code, const char *sentence)
{
	cli_say(code, "%s", sentence);
}

int verb_sign_in(const struct cli *cli)
{
	const char *way = cli->options[OPTION_FLOW];
	struct sign_in_run run;
	struct str user;
	int code = sign_in_run_begin(&run, cli);

	if (code)
		return code;
	str_init(&user, value_max);
	code = sign_in_talk(
		&(struct sign_in_talk) {.wait = &run.wait, .say = sign_in_say, .to = stderr},
		&run.session.draft, way ? sign_in_flow_find(way) : FLOW_COUNT, &user);
	if (!code && json_is_wanted())
		sign_in_print("user", user.data);
	str_fini(&user);
	sign_in_run_end(&run);
	return code;
}

int verb_sign_out(const struct cli *cli)
{
	struct sign_out o = {0};
	struct sign_in_run run;
	int code = sign_in_run_begin(&run, cli);

	if (code)
		return code;
	sign_out_start(&o, &run.session.draft, (struct listener) {.loop = &run.wait.loop});
	if (!wait_while(&run.wait, &o.running))
		code = code_interrupted + run.wait.signal;
	else if (o.failure.code)
		code = cli_error(&o.failure);
	if (!code && json_is_wanted())
		sign_in_print("user", o.tokens.user);
	if (!code)
		cli_say(0, "%s",
			!o.was_in ? "nobody was signed in"
			: o.revoked
				? "signed out; the tokens are revoked"
				: "signed out: the tokens are deleted here, but were not revoked");
	sign_out_fini(&o);
	sign_in_run_end(&run);
	return code;
}

/* With the old token while it lasts, what hinders a new one is only said. */
static int token_print(const struct token_source *t, const char *output)
{
	struct err e;

	if (!t->token)
		return cli_say(sign_in_exit(t->outcome), "%s", t->why.data);
	if (t->why.len)
		cli_say(0, "the token could not be renewed yet: %s", t->why.data);
	if (output && token_file_write(output, t->token, &e) < 0)
		return cli_error(&e);
	if (json_is_wanted())
		sign_in_print("token", output ? NULL : secret_text(t->token));
	else if (!output)
		(void)printf("%s\n", secret_text(t->token));
	return 0;
}

int verb_token(const struct cli *cli)
{
	struct token_source t = {0};
	struct sign_in_run run;
	int code = sign_in_run_begin(&run, cli);

	if (code)
		return code;
	token_source_start(&t, &run.session.draft, cli->options[OPTION_RENEW],
		(struct listener) {.loop = &run.wait.loop});
	code = wait_while(&run.wait, &t.running) ? token_print(&t, cli->options[OPTION_OUTPUT])
						 : code_interrupted + run.wait.signal;
	token_source_fini(&t);
	sign_in_run_end(&run);
	return code;
}
