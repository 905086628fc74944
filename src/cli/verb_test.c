#include "cli/verbs.h"

#include "cli/report.h"
#include "cli/wait.h"
#include "engine/program_drift.h"
#include "engine/state_words.h"
#include "engine/tester.h"
#include "model/request.h"

#include <signal.h>

/* One test that a verb asks for. */
struct test_wish {
	void (*start)(struct tester *t, const struct settings *settings, const char *to);
	const char *to; /* whom mail goes to after the login; NULL: nobody */
	bool to_sender; /* where nobody is named, to the From address */
	bool record;
};

static int with_timeout(const struct cli *cli, struct settings *settings)
{
	const char *seconds = cli->options[OPTION_TIMEOUT];
	struct err e;

	if (seconds && settings_assign(settings, FIELD_TIMEOUT, seconds, &e) < 0)
		return cli_say(EX_USAGE, "--timeout: %s", e.message);
	return 0;
}

static void test_verb_record(
	struct session *s, const struct settings *tested, const struct diagnosis *d)
{
	struct err e;

	session_remember(s, tested, d);
	if (session_record(s, &e) < 0)
		cli_say(0, "the result could not be recorded: %s", e.message);
	else if (s->note.len)
		cli_say(0, "%s", s->note.data);
}

static int run_test(const struct cli *cli, struct session *s, const struct test_wish *wish)
{
	const struct look look = look_of(cli);
	struct tester t;
	struct wait w;
	int code;

	wait_init(&w);
	wait_watch(&w, SIGINT);
	tester_init(&t, (struct listener) {.loop = &w.loop});
	t.alone = cli->options[OPTION_ONLY_THIS_PORT];
	wish->start(&t, &s->draft, wish->to);
	if (!wait_while(&w, &t.running))
		tester_cancel(&t);
	if (t.worker.remark)
		cli_say(0, "%s", t.worker.remark);
	if (t.worker.failure.code) {
		code = cli_error(&t.worker.failure);
	} else {
		code = t.verdict.diagnosis->exit;
		if (cli->options[OPTION_JSON])
			report_json(&t);
		else
			report_text(&look, &t);
		if (wish->record && t.verdict.diagnosis->outcome != OUTCOME_CANCELLED)
			test_verb_record(s, &s->saved, t.verdict.diagnosis);
	}
	tester_fini(&t);
	wait_fini(&w);
	return code;
}

/* What mail needs: an address to go to, and one to come from. */
static int test_verb_check_address(const struct settings *s, const char *to)
{
	struct str canonical;
	struct err e;
	int code = 0;

	str_init(&canonical, value_max);
	if (settings_is_empty(s, FIELD_FROM))
		code = cli_say(EX_DATAERR, "no From address is set: smtpsetup set "
					   "sender.from=ADDRESS");
	else if (after_login_address(to, &canonical, &e) < 0)
		code = cli_say(e.code, "%s: %s", to, e.message);
	str_fini(&canonical);
	return code;
}

static int run_wish(const struct cli *cli, struct test_wish *wish)
{
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);

	if (code)
		return code;
	if (!session_is_begun(&s))
		code = cli_say(EX_NOINPUT,
			"there is no configuration yet (%s): set it up first%s%s", s.store.path,
			s.personal ? ". " : "", s.personal ? session_personal_words : "");
	else
		code = with_timeout(cli, &s.draft);
	if (!code && wish->to_sender && !wish->to)
		wish->to = settings_get(&s.draft, FIELD_FROM);
	if (!code && wish->to)
		code = test_verb_check_address(&s.draft, wish->to);
	if (!code)
		code = run_test(cli, &s, wish);
	session_close(&s);
	return code;
}

static void start_plain(struct tester *t, const struct settings *settings, const char *to)
{
	(void)to;
	tester_start(t, settings);
}

/* With mail the result is about an address too: the settings may be right all the same. */
int verb_test(const struct cli *cli)
{
	const char *to = cli->options[OPTION_ENVELOPE];

	return run_wish(cli, &(struct test_wish) {
				     .start = to ? tester_rehearse : start_plain,
				     .to = to,
				     .record = !to && !cli->options[OPTION_NO_RECORD],
			     });
}

int verb_send_test(const struct cli *cli)
{
	return run_wish(cli, &(struct test_wish) {.start = tester_send,
				     .to = cli->n ? cli->arguments[0] : NULL,
				     .to_sender = true});
}

static void test_verb_say_missing(const struct settings *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (rules_missing(s, (enum field_id)i))
			cli_say(0, "missing: %s (%s)", fields[i].label, fields[i].key);
}

int verb_status(const struct cli *cli)
{
	const struct look look = look_of(cli);
	struct strlist differ = {0};
	enum session_state state;
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);

	if (code)
		return code;
	state = session_state(&s, &s.saved);
	program_drift("", &s.saved, &differ);
	if (cli->options[OPTION_JSON])
		report_status(state, &s.tested, differ.n);
	else if (look.terminal)
		look_paragraph(&look, report_state_tone(state), state_words[state].status);
	else
		(void)printf("%s\n", state_words[state].status);
	test_verb_say_missing(&s.saved);
	for (size_t i = 0; i < differ.n; i++)
		cli_say(0, "%s no longer has these settings; smtpsetup program diff %s shows why",
			differ.items[i], differ.items[i]);
	strlist_fini(&differ);
	if (look.terminal && s.personal)
		cli_say(0, "%s", session_personal_words);
	session_close(&s);
	return state == STATE_ESTABLISHED ? 0 : 1;
}
