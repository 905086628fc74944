/* The verbs about tests: test, send-test and status. */
#include "cli/amend.h"
#include "cli/json.h"
#include "cli/notes.h"
#include "cli/report.h"
#include "cli/test_run.h"
#include "cli/verbs.h"

#include "engine/machine.h"
#include "engine/program_drift.h"
#include "engine/sign_in_state.h"
#include "engine/state_words.h"
#include "model/request.h"
#include "sender/hour.h"
#include "sender/listing.h"
#include "sender/place.h"

#include <stdlib.h>

enum { sign_in_words_max = 2000 };

static void test_verb_record(struct session *s, const struct diagnosis *d)
{
	struct err e;

	session_remember(s, &s->saved, d);
	if (session_record(s, &e) < 0)
		cli_say(0, "the result could not be recorded: %s", e.message);
	else if (s->note.len)
		cli_say(0, "%s", s->note.data);
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

/* One test of a verb, and whether its result is one about what is saved. */
struct test_wish {
	struct test_run run;
	struct amend amend; /* what else is to be tested than what is saved; none: nothing */
	bool amends;
	bool to_sender; /* where nobody is named, to the From address */
	bool record;
};

/* What is only tried needs no file. */
static int test_verb_fill(const struct cli *cli, struct session *s, struct test_wish *wish)
{
	int code = 0;

	if (wish->amends) {
		code = amend_draft(cli, &wish->amend, s);
		notes_say(wish->amend.messages);
	} else if (!session_is_begun(s)) {
		code = cli_say(EX_NOINPUT,
			"there is no configuration yet (%s): set it up first%s%s", s->store.path,
			s->personal ? ". " : "", s->personal ? session_personal_words : "");
	}
	if (!code)
		code = test_run_take_timeout(cli, &s->draft);
	if (!code && wish->to_sender && !wish->run.to)
		wish->run.to = settings_get(&s->draft, FIELD_FROM);
	if (!code && wish->run.to)
		code = test_verb_check_address(&s->draft, wish->run.to);
	return code;
}

/* A test message is mail: it counts in the hour, unless no server was ever told of it. */
static int test_verb_send(const struct cli *cli, struct test_wish *wish, const struct settings *s)
{
	struct hour hour;
	struct err e;
	int code;

	if (hour_enter(&hour, cli_level(cli).path, s, &e) < 0)
		code = cli_error(&e);
	else
		code = test_run(cli, &wish->run, s);
	hour_leave(&hour, wish->run.verdict && hour_may_name(wish->run.verdict));
	return code;
}

static int test_verb_run(const struct cli *cli, struct test_wish *wish)
{
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);

	if (code)
		return code;
	code = test_verb_fill(cli, &s, wish);
	if (!code && wish->to_sender)
		code = test_verb_send(cli, wish, &s.draft);
	else if (!code)
		code = test_run(cli, &wish->run, &s.draft);
	if (wish->run.result)
		json_print(wish->run.result);
	if (wish->run.verdict && wish->record && wish->run.verdict->outcome != OUTCOME_CANCELLED)
		test_verb_record(&s, wish->run.verdict);
	json_decref(wish->amend.messages);
	session_close(&s);
	return code;
}

/* With mail the result is about an address too: the settings may be right all the same. */
int verb_test(const struct cli *cli)
{
	const char *to = cli->options[OPTION_ENVELOPE];
	struct test_wish wish = {
		.run = {.start = to ? tester_rehearse : test_run_start_plain, .to = to}};
	int code = wishes_read_words(cli, &wish.amend.wishes);

	wish.amends = wish.amend.wishes.n;
	wish.record = !to && !wish.amends && !cli->options[OPTION_NO_RECORD];
	if (!code)
		code = test_verb_run(cli, &wish);
	wishes_fini(&wish.amend.wishes);
	return code;
}

int verb_send_test(const struct cli *cli)
{
	struct test_wish wish = {
		.run = {.start = tester_send, .to = cli->n ? cli->arguments[0] : NULL},
		.to_sender = true};

	return test_verb_run(cli, &wish);
}

static void test_verb_say_missing(const struct settings *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (rules_missing(s, (enum field_id)i))
			cli_say(0, "missing: %s (%s)", fields[i].label, fields[i].key);
}

static void test_verb_say_sign_in(const struct settings *s)
{
	struct str words;

	str_init(&words, sign_in_words_max);
	sign_in_state(s, &words);
	if (words.len)
		cli_say(0, "%s", words.data);
	str_fini(&words);
}

/* How much mail waits, and why, where all of it does. */
static size_t test_verb_waiting(const struct cli *cli)
{
	char *place = sender_place(cli_level(cli).path);
	struct spool spool;
	struct str words;
	struct err e;
	size_t n = spool_count(place);

	str_init(&words, 2 * progress_reason_max);
	if (n && spool_open(&spool, place, false, &e) == 0) {
		listing_say_server(&spool, &words);
		spool_close(&spool);
	}
	if (n)
		cli_say(0, n == 1 ? "%zu message waits. %s" : "%zu messages wait. %s", n,
			words.data);
	str_fini(&words);
	free(place);
	return n;
}

/* A sentence for each program that does not have what was applied. */
static void test_verb_drift(const struct settings *s, struct strlist *sentences)
{
	enum { drift_max = 100, drift_sentence_max = 500 };
	struct strlist ids = {0};
	struct str sentence;

	str_init(&sentence, drift_sentence_max);
	program_drift("", s, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		str_clear(&sentence);
		str_format(&sentence,
			"%s no longer has these settings; smtpsetup program diff %s shows why",
			ids.items[i], ids.items[i]);
		strlist_add(sentences, sentence.data, drift_max);
	}
	str_clear(&sentence);
	if (machine_say_drift("", s, &sentence))
		strlist_add(sentences, sentence.data, drift_max);
	str_fini(&sentence);
	strlist_fini(&ids);
}

int verb_status(const struct cli *cli)
{
	const struct look look = look_of(cli);
	struct strlist drift = {0};
	enum session_state state;
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);

	if (code)
		return code;
	state = session_state(&s, &s.saved);
	test_verb_drift(session_for_programs(&s), &drift);
	if (cli->options[OPTION_JSON])
		report_status(state, session_tested(&s, &s.saved), drift.n, test_verb_waiting(cli));
	else if (look.terminal)
		look_paragraph(&look, report_state_tone(state), state_words[state].status);
	else
		(void)printf("%s\n", state_words[state].status);
	if (!cli->options[OPTION_JSON])
		(void)test_verb_waiting(cli);
	test_verb_say_missing(&s.saved);
	test_verb_say_sign_in(&s.saved);
	for (size_t i = 0; i < drift.n; i++)
		cli_say(0, "%s", drift.items[i]);
	strlist_fini(&drift);
	if (look.terminal && s.personal)
		cli_say(0, "%s", session_personal_words);
	session_close(&s);
	return state == STATE_ESTABLISHED ? 0 : 1;
}
