#include "cli/sign_in_talk.h"

#include <stdarg.h>
#include <sysexits.h>

enum { code_interrupted = 128, said_max = 4000 };

/* What is heard of it makes the loop look whether there is something to say. */
struct sign_in_seen {
	const struct sign_in_talk *talk;
	struct sign_in sign_in;
	enum sign_in_stage stage;
	bool quiet; /* nothing new to say */
};

static void seen_on_news(void *ctx)
{
	struct sign_in_seen *seen = ctx;

	seen->quiet = seen->sign_in.running && seen->sign_in.stage == seen->stage;
}

static void seen_say(const struct sign_in_seen *seen, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void seen_say(const struct sign_in_seen *seen, int code, const char *format, ...)
{
	char sentence[said_max];
	va_list ap;

	va_start(ap, format);
	(void)vsnprintf(sentence, sizeof(sentence), format, ap);
	va_end(ap);
	seen->talk->say(code, sentence);
}

/* Alone on its line, whole, to be copied. */
static void seen_print(const struct sign_in_seen *seen, const char *text)
{
	(void)fprintf(seen->talk->to, "\n%s\n\n", text);
	(void)fflush(seen->talk->to);
}

static void seen_say_code(const struct sign_in_seen *seen)
{
	const struct sign_in *i = &seen->sign_in;
	const struct sign_in_provider *p = i->plan.provider;

	seen_say(seen, 0, "open this page on any device, for example your phone:");
	seen_print(seen, i->page.data);
	seen_say(seen, 0, "and enter this code:");
	seen_print(seen, i->code.data);
	seen_say(seen, 0,
		"the page names the application that is registered as %s%s%s; continue only if "
		"you started this here. The code is valid for %d minutes; waiting ...",
		i->plan.client_id, p ? " at " : "", p ? p->name : "",
		device_flow_minutes(&i->device, loop_now(&seen->talk->wait->loop)));
}

static void seen_say_page(const struct sign_in_seen *seen)
{
	seen_say(seen, 0,
		"open this address in a browser and sign in; the browser then shows an address "
		"that begins with %s, on a page that may not load:",
		seen->sign_in.plan.redirect);
	seen_print(seen, seen->sign_in.page.data);
}

/* What the browser ended on; it is a secret until it is used. */
static int seen_ask_page(struct sign_in_seen *seen, struct talk *talk)
{
	struct str line;
	struct err e = {0};
	enum answer answer;
	int result = -1;

	str_init_guarded(&line, talk_secret_max);
	do {
		answer = talk_ask_secret(talk, "Paste that address here (it is not shown)", &line);
		if (answer == ANSWER_TEXT)
			result = sign_in_paste(&seen->sign_in, line.data, &e);
		if (answer == ANSWER_TEXT && result < 0)
			seen_say(seen, e.code, "%s", e.message);
	} while (answer == ANSWER_TEXT && result < 0 && e.code == EX_DATAERR && talk->on_terminal);
	str_wipe(&line);
	if (answer == ANSWER_TEXT)
		return result < 0 ? e.code : 0;
	if (seen->talk->wait->signal)
		return code_interrupted + seen->talk->wait->signal;
	seen_say(seen, EX_NOINPUT, "no address was given");
	return EX_NOINPUT;
}

static int seen_read_page(struct sign_in_seen *seen)
{
	struct talk own;
	int code;

	if (seen->talk->talk)
		return seen_ask_page(seen, seen->talk->talk);
	talk_init(&own, seen->talk->wait);
	own.prompts = stderr;
	code = seen_ask_page(seen, &own);
	talk_fini(&own);
	return code;
}

static int seen_conclude(const struct sign_in_seen *seen, struct str *user)
{
	const struct sign_in *i = &seen->sign_in;
	bool lasts = i->refresh.len || i->flow == FLOW_CLIENT_CREDENTIALS;

	if (i->outcome == SIGN_IN_DONE) {
		str_text(user, i->plan.user);
		seen_say(seen, 0, "signed in as %s%s", i->plan.user,
			lasts ? ""
			      : "; no refresh token came, so this ends soon: the scope may need "
				"offline_access");
		return 0;
	}
	seen_say(seen, sign_in_exit(i->outcome), "%s", i->why.data);
	if (i->outcome == SIGN_IN_SETUP && i->plan.provider && !*i->plan.client_id &&
		i->plan.provider->request)
		seen_print(seen, i->plan.provider->request);
	return sign_in_exit(i->outcome);
}

static int seen_follow(struct sign_in_seen *seen, struct str *user)
{
	struct wait *w = seen->talk->wait;
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
			seen_say_code(seen);
		} else if (i->stage == SIGN_IN_SHOWS_PAGE) {
			seen_say_page(seen);
			code = seen_read_page(seen);
		}
	}
	return code ? code : seen_conclude(seen, user);
}

int sign_in_talk(const struct sign_in_talk *t, const struct settings *s, enum sign_in_flow flow,
	struct str *user)
{
	struct sign_in_seen seen = {.talk = t, .stage = SIGN_IN_ASKS};
	int code;

	sign_in_start(
		&seen.sign_in, s, flow, (struct listener) {&t->wait->loop, seen_on_news, &seen});
	code = seen_follow(&seen, user);
	sign_in_fini(&seen.sign_in);
	return code;
}
