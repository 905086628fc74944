/* sign-in, sign-out and token: what a person, or a program, is told of a sign-in. */
#include "cli/json.h"
#include "cli/talk.h"
#include "cli/verbs.h"
#include "cli/wait.h"

#include "engine/sign_in.h"
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
static void sign_in_say_code(const struct sign_in *i, int64_t now)
{
	const struct sign_in_provider *p = i->plan.provider;

	cli_say(0, "open this page on any device, for example your phone:");
	(void)fprintf(stderr, "\n    %s\n\n", i->page.data);
	cli_say(0, "and enter this code:");
	(void)fprintf(stderr, "\n    %s\n\n", i->code.data);
	cli_say(0,
		"the page names the application that is registered as %s%s%s; continue only if "
		"you started this here. The code is valid for %d minutes; waiting ...",
		i->plan.client_id, p ? " at " : "", p ? p->name : "",
		device_flow_minutes(&i->device, now));
}

static void sign_in_say_page(const struct sign_in *i)
{
	cli_say(0,
		"open this address in a browser and sign in; the browser then shows an address "
		"that begins with %s, on a page that may not load:",
		i->plan.redirect);
	(void)fprintf(stderr, "\n%s\n\n", i->page.data);
}

/* What the browser ended on; it is a secret until it is used. */
static int sign_in_read_page(struct sign_in *i, struct wait *w)
{
	struct talk talk;
	struct str line;
	struct err e = {0};
	enum answer answer;
	int result = -1;

	talk_init(&talk, w);
	talk.prompts = stderr;
	str_init_guarded(&line, talk_secret_max);
	do {
		answer = talk_ask_secret(&talk, "Paste that address here (it is not shown)", &line);
		if (answer == ANSWER_TEXT)
			result = sign_in_paste(i, line.data, &e);
		if (answer == ANSWER_TEXT && result < 0)
			cli_error(&e);
	} while (answer == ANSWER_TEXT && result < 0 && e.code == EX_DATAERR && talk.on_terminal);
	str_wipe(&line);
	talk_fini(&talk);
	if (answer == ANSWER_TEXT)
		return result < 0 ? e.code : 0;
	return w->signal ? code_interrupted + w->signal
			 : cli_say(EX_NOINPUT, "no address was given");
}

/* What is heard of it makes the loop look whether there is something to say. */
struct sign_in_seen {
	struct sign_in sign_in;
	enum sign_in_stage stage;
	bool quiet; /* nothing new to say */
};

static void sign_in_on_news(void *ctx)
{
	struct sign_in_seen *seen = ctx;

	seen->quiet = seen->sign_in.running && seen->sign_in.stage == seen->stage;
}

static int sign_in_conclude(const struct sign_in *i)
{
	if (i->outcome == SIGN_IN_DONE && json_is_wanted())
		sign_in_print("user", i->plan.user);
	if (i->outcome == SIGN_IN_DONE)
		return cli_say(0, "signed in as %s%s", i->plan.user,
			i->refresh.len || i->flow == FLOW_CLIENT_CREDENTIALS
				? ""
				: "; no token to renew it came, so this ends soon: the scope "
				  "may need offline_access");
	cli_say(sign_in_exit(i->outcome), "%s", i->why.data);
	if (i->outcome == SIGN_IN_SETUP && i->plan.provider && !*i->plan.client_id &&
		i->plan.provider->request)
		(void)fprintf(stderr, "\n%s\n\n", i->plan.provider->request);
	return sign_in_exit(i->outcome);
}

static int sign_in_follow(struct sign_in_seen *seen, struct wait *w)
{
	struct sign_in *i = &seen->sign_in;
	int code = 0;

	while (i->running && !code) {
		seen->quiet = true;
		if (!wait_while(w, &seen->quiet))
			return code_interrupted + w->signal;
		if (!i->running || i->stage == seen->stage)
			continue;
		seen->stage = i->stage;
		if (i->stage == SIGN_IN_SHOWS_CODE) {
			sign_in_say_code(i, loop_now(&w->loop));
		} else if (i->stage == SIGN_IN_SHOWS_PAGE) {
			sign_in_say_page(i);
			code = sign_in_read_page(i, w);
		}
	}
	return code ? code : sign_in_conclude(i);
}

int verb_sign_in(const struct cli *cli)
{
	const char *way = cli->options[OPTION_FLOW];
	struct sign_in_seen seen = {.stage = SIGN_IN_ASKS};
	struct session s;
	struct wait w;
	int code = sign_in_open(cli, &s);

	if (code)
		return code;
	wait_init(&w);
	wait_watch(&w, SIGINT);
	sign_in_start(&seen.sign_in, &s.draft, way ? sign_in_flow_find(way) : FLOW_COUNT,
		(struct listener) {&w.loop, sign_in_on_news, &seen});
	code = sign_in_follow(&seen, &w);
	sign_in_fini(&seen.sign_in);
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
