/* Test Server: what is asked first, the steps as they come, and what can be done about a failure.
 */
#include "cli/pick.h"
#include "cli/plain.h"
#include "engine/tester.h"
#include "model/request.h"
#include "model/fix.h"
#include "model/password.h"
#include "sender/hour.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { step_time_max = 20 };

/* One test after the other. `told`: the steps of this one that were said. */
struct round {
	struct plain *plain;
	struct tester tester;
	unsigned told;
	const char *to; /* whom a message is sent to; NULL: none */
	bool in_clear;  /* that the password would go in clear text was said, and wanted */
};

/* The step entered first of those that were not told; STEP_COUNT: none. */
static enum step next_step(const struct round *r, const struct facts *f)
{
	enum step next = STEP_COUNT;

	for (int s = 0; s < STEP_DONE; s++)
		if (f->entered[s] >= 0 && !(r->told & 1u << s) &&
			(next == STEP_COUNT || f->entered[s] < f->entered[next]))
			next = (enum step)s;
	return next;
}

/* On a terminal a step is a line when it is over: with its mark, and how long it took. */
static bool step_is_over(const struct tester *t, enum step s)
{
	for (int other = 0; other <= STEP_DONE; other++)
		if (t->facts.entered[other] > t->facts.entered[s])
			return true;
	return t->judged;
}

static void tell_step(const struct round *r, enum step s)
{
	const struct tester *t = &r->tester;
	struct str time;

	if (!r->plain->look.terminal) {
		talk_format("- %s", step_label(s));
		return;
	}
	str_init(&time, step_time_max);
	report_time(facts_step_us(&t->facts, s, tester_elapsed_us(t)), &time);
	look_mark(&r->plain->look, t->judged ? report_step_tone(t, s) : TONE_GOOD);
	(void)printf("%-32s %9s\n", step_label(s), time.data);
	str_fini(&time);
}

static void tell_steps(void *ctx)
{
	struct round *r = ctx;
	enum step s;

	while ((s = next_step(r, &r->tester.facts)) != STEP_COUNT) {
		if (r->plain->look.terminal && !step_is_over(&r->tester, s))
			break;
		r->told |= 1u << s;
		tell_step(r, s);
	}
	(void)fflush(stdout);
}

static void round_init(struct round *r, struct plain *p)
{
	*r = (struct round) {.plain = p};
	tester_init(&r->tester, (struct listener) {&p->wait.loop, tell_steps, r});
}

static void tell_verdict(const struct look *look, const struct verdict *v)
{
	talk_say("");
	if (look->terminal)
		look_paragraph(look, report_tone(v), v->title);
	else
		talk_say(v->title);
	if (*v->cause)
		talk_say(v->cause);
	if (*v->advice)
		talk_say(v->advice);
}

static void plain_test_record(struct plain *p, const struct tester *t)
{
	struct err e;

	if (!tester_counts(t))
		return;
	steps_tested(&p->steps, &t->verdict);
	if (session_take_result(&p->session, &t->settings, t->verdict.diagnosis, &e) < 0)
		talk_format("The result could not be recorded: %s", e.message);
}

/* A message counts in the hour; false: there is no room for one, as was said. */
static bool plain_test_enter(const struct round *r, struct hour *hour)
{
	struct err e;

	*hour = (struct hour) {0};
	if (!r->to || hour_enter_session(hour, &r->plain->session, &e) == 0)
		return true;
	talk_format("Not sent. %s.", e.message);
	hour_leave(hour, false);
	return false;
}

static void plain_test_start(struct round *r)
{
	const struct settings *draft = &r->plain->session.draft;

	talk_format("Testing %s port %s ...", settings_get(draft, FIELD_HOST),
		settings_get(draft, FIELD_PORT));
	(void)fflush(stdout);
	if (r->to)
		tester_send(&r->tester, draft, r->to);
	else
		tester_start(&r->tester, draft);
}

static void test_once(struct round *r)
{
	struct tester *t = &r->tester;
	struct hour hour;

	r->told = 0;
	if (!plain_test_enter(r, &hour))
		return;
	plain_test_start(r);
	if (!wait_while(&r->plain->wait, &t->running))
		tester_cancel(t);
	hour_leave(&hour, hour_may_name(t->judged ? t->verdict.diagnosis : NULL));
	tell_steps(r);
	if (r->plain->wait.signal == SIGINT)
		wait_forget(&r->plain->wait);
	for (size_t i = 0; tester_remark(t, i); i++)
		talk_say(tester_remark(t, i));
	if (t->worker.failure.code)
		plain_say_error(&t->worker.failure);
	else
		tell_verdict(&r->plain->look, &t->verdict);
	plain_test_record(r->plain, t);
}

static bool has_passed(const struct tester *t)
{
	return t->judged && !t->worker.failure.code &&
	       diagnosis_is(t->verdict.diagnosis, DIAGNOSIS_ESTABLISHED);
}

/* What can be done when it failed: one row each. */

static bool may_test(const struct round *r)
{
	return steps_may_test(&r->plain->steps);
}

static bool plain_test_has_fix(const struct round *r)
{
	return may_test(r) && r->tester.judged &&
	       fix_is_new(&r->tester.verdict, &r->tester.settings, &r->plain->session.draft);
}

/* Was the login refused, with a password that was typed? */
static bool wants_password(const struct round *r)
{
	return may_test(r) && r->tester.judged &&
	       r->tester.verdict.diagnosis->field == FIELD_PASSWORD &&
	       password_source(&r->tester.settings) == FIELD_PASSWORD;
}

static bool plain_test_always(const struct round *r)
{
	(void)r;
	return true;
}

static void fix_text(const struct round *r, struct str *out)
{
	str_text(out, "Change this and test again: ");
	fix_say(&r->tester.verdict, &r->tester.settings, out);
}

enum next { AGAIN, ON, BACK, ASK, MENU, END };

static enum next of_way(enum way way, enum next on)
{
	const enum next nexts[] = {
		[WAY_ON] = on, [WAY_BACK] = BACK, [WAY_MENU] = MENU, [WAY_END] = END};

	return nexts[way];
}

static enum next plain_test_apply_fix(struct round *r)
{
	struct session *s = &r->plain->session;
	struct err e;

	if (fix_apply(&r->tester.verdict, &r->tester.settings, &s->draft, &e) < 0) {
		plain_say_error(&e);
		return ASK;
	}
	(void)password_follow_fix(&s->given, &s->draft, NULL);
	return AGAIN;
}

static enum next change_login(struct round *r)
{
	struct plain *p = r->plain;
	const struct steps_row *login = &steps_rows[AT_LOGIN];
	enum way way;

	if (login->due && !login->due(&p->steps))
		login = &steps_rows[AT_TOKEN];
	way = plain_ask_row(p, login, false);
	return way == WAY_BACK ? ASK : of_way(way, may_test(r) ? AGAIN : ASK);
}

/* A refused password is not sent again: that would count as another wrong one. */
static enum next new_password(struct round *r)
{
	struct plain *p = r->plain;
	enum way way = plain_type_secret(p, FIELD_PASSWORD, fields[FIELD_PASSWORD].label);
	bool same = settings_same(&r->tester.settings, &p->session.draft, FIELD_PASSWORD);

	return way == WAY_BACK ? ASK : of_way(way, same ? ASK : AGAIN);
}

static enum next plain_test_again(struct round *r)
{
	(void)r;
	return AGAIN;
}

static enum next plain_test_go_on(struct round *r)
{
	(void)r;
	return ON;
}

static const struct remedy {
	const char *text; /* NULL: fix_text() */
	bool (*shown)(const struct round *r);
	enum next (*run)(struct round *r);
} remedies[] = {
	{NULL, plain_test_has_fix, plain_test_apply_fix},
	{"Type a new password", wants_password, new_password},
	{"Change user and password", plain_test_always, change_login},
	{"Test again", may_test, plain_test_again},
	{"Continue anyway", plain_test_always, plain_test_go_on},
};

enum { remedy_count = sizeof(remedies) / sizeof(remedies[0]) };

struct remedy_list {
	const struct round *round;
	const struct remedy *rows[remedy_count];
	size_t n;
};

static void remedy_text(const void *context, size_t row, struct str *out)
{
	const struct remedy_list *list = context;

	if (list->rows[row]->text)
		str_text(out, list->rows[row]->text);
	else
		fix_text(list->round, out);
}

/* A fix, else another login where the login was refused, else what leads on. */
static size_t proposed_remedy(const struct remedy_list *list)
{
	const struct round *r = list->round;
	bool refused = r->tester.judged && r->tester.verdict.step == STEP_AUTH && may_test(r);

	if (!list->rows[0]->text)
		return 0;
	return refused ? 0 : list->n - 1;
}

static enum next ask_remedy(struct round *r)
{
	struct remedy_list rows = {.round = r};
	struct pick list = {.prompt = "What now", .context = &rows, .text = remedy_text};
	enum answer answer;
	struct str line;
	size_t chosen = 0;

	if (!may_test(r))
		talk_say(steps_stop_sentence);
	for (size_t i = 0; i < remedy_count; i++)
		if (remedies[i].shown(r))
			rows.rows[rows.n++] = &remedies[i];
	list.n = list.few = rows.n;
	list.proposed = proposed_remedy(&rows);
	str_init(&line, talk_line_max);
	answer = pick(&r->plain->talk, &list, &line, &chosen);
	str_fini(&line);
	return answer == ANSWER_CHOSEN ? rows.rows[chosen]->run(r) : of_way(plain_way(answer), ASK);
}

/* What is asked before a test */

/* Is something in the way of testing? Then it is said. */
static bool is_testable(const struct plain *p)
{
	const struct settings *s = &p->session.draft;

	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct rule *rule = rules_first(s, (enum field_id)i, SEVERITY_ERROR);

		if (!rule || !(fields[i].flags & FIELD_DECIDES))
			continue;
		talk_format("Not tested. %s:", fields[i].label);
		plain_say_rule(rule, s);
		return false;
	}
	if (settings_is_empty(s, FIELD_HOST)) {
		talk_say("Not tested. Which server? Type its name, or choose a provider.");
	} else if (password_is_needed(&p->session.given, s)) {
		talk_say("Not tested.");
		plain_say_elsewhere(p);
	} else {
		return true;
	}
	return false;
}

/* AGAIN: test; ON: not now. */
static enum next ask_in_clear(struct round *r)
{
	const struct question_about about = plain_about(r->plain);
	enum question_next next;
	enum answer answer = plain_question(&r->plain->talk, QUESTION_IN_CLEAR, &about, &next);

	r->in_clear = password_goes_in_clear(&r->plain->session.draft);
	return of_way(plain_way(answer), next == QUESTION_ON ? AGAIN : ON);
}

static enum next ask_first(struct round *r)
{
	static const char *const rows[] = {"Yes", "Not now", NULL};
	enum answer answer;
	size_t chosen = 0;

	if (password_goes_in_clear(&r->plain->session.draft))
		return ask_in_clear(r);
	r->in_clear = false;
	answer = pick_word(&r->plain->talk, "Test now", rows, 0, &chosen);
	return of_way(plain_way(answer), chosen == 0 ? AGAIN : ON);
}

static enum next one_round(struct round *r)
{
	if (!is_testable(r->plain))
		return ON;
	if (password_goes_in_clear(&r->plain->session.draft) && !r->in_clear)
		return ask_in_clear(r);
	test_once(r);
	return has_passed(&r->tester) ? ON : ASK;
}

static enum way way_of(enum next next)
{
	static const enum way ways[] = {
		[ON] = WAY_ON, [BACK] = WAY_BACK, [MENU] = WAY_MENU, [END] = WAY_END};

	return ways[next];
}

enum way plain_test(struct plain *p)
{
	struct round round;
	enum next next;

	round_init(&round, p);
	next = steps_may_test(&p->steps) ? ask_first(&round) : ASK;
	while (next == AGAIN || next == ASK)
		next = next == AGAIN ? one_round(&round) : ask_remedy(&round);
	tester_fini(&round.tester);
	return way_of(next);
}

/* The address of a message: asked for again until it is one. */
static enum answer plain_test_ask_address(
	struct plain *p, const char *proposed, struct str *address)
{
	struct str prompt, line;
	enum answer answer;
	struct err e = {0};

	str_init(&prompt, 2 * value_max);
	str_init(&line, talk_line_max);
	str_format(&prompt, "%s to [%s]: ", question_addresses[QUESTION_SEND].title, proposed);
	do {
		answer = talk_ask(&p->talk, prompt.data, &line);
		if (answer == ANSWER_ENTER)
			str_text(&line, proposed);
		else if (answer != ANSWER_TEXT)
			break;
		e.code = 0;
		if (after_login_address(line.data, address, &e) < 0)
			plain_say_error(&e);
	} while (e.code);
	str_fini(&prompt);
	str_fini(&line);
	return answer == ANSWER_ENTER ? ANSWER_TEXT : answer;
}

enum way plain_send(struct plain *p)
{
	const char *proposed = question_address_proposed(&p->session);
	struct round round;
	struct str address;
	enum answer answer;
	enum next next = ON;

	if (!proposed) {
		talk_say(question_address_no_sender);
		return WAY_ON;
	}
	str_init(&address, value_max);
	round_init(&round, p);
	answer = plain_test_ask_address(p, proposed, &address);
	round.to = address.data;
	if (answer == ANSWER_TEXT && is_testable(p))
		next = ask_in_clear(&round);
	if (next == AGAIN)
		test_once(&round);
	tester_fini(&round.tester);
	str_fini(&address);
	return answer == ANSWER_END || next == END ? WAY_END : WAY_ON;
}
