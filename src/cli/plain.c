#include "cli/plain.h"

#include <signal.h>
#include <stdio.h>

/* True: it is begun anew. */
static bool ask_broken(struct plain *p, const struct err *e)
{
	struct question_about about = plain_about(p);
	enum question_next next;
	enum answer answer;

	about.trouble = e->message;
	do
		answer = plain_question(&p->talk, QUESTION_BROKEN, &about, &next);
	while (answer == ANSWER_BACK || answer == ANSWER_MENU);
	p->done = answer == ANSWER_CHOSEN && next == QUESTION_STAY;
	p->code = p->done ? e->code : 0;
	return next == QUESTION_ON;
}

/* With the questions; with what is there, unless the wizard was asked for. */
static void plain_begin(struct plain *p, const struct cli *cli)
{
	if (p->session.personal)
		talk_say(session_personal_words);
	talk_signs();
	steps_init(&p->steps, &p->session, &p->draft, (struct listener) {.loop = &p->wait.loop});
	if (!p->fresh && !cli->verb)
		p->steps.at = AT_REVIEW;
	if (p->steps.at == AT_REVIEW && p->steps.recalled)
		talk_say("Your earlier answers are filled in. Passwords are never kept.");
}

static void plain_converse(struct plain *p)
{
	bool backwards = false;
	enum way way = WAY_ON;
	struct err e;

	while (way != WAY_END) {
		way = plain_step(p, backwards);
		(void)draft_keep(&p->draft, &p->session, &e); /* the end tells why not */
		backwards = way == WAY_BACK;
		if (backwards && !steps_back(&p->steps))
			talk_say("There is no question before this one.");
		if (way == WAY_ON)
			steps_next(&p->steps);
		if (way == WAY_MENU)
			p->steps.at = AT_REVIEW;
	}
}

/* However it ended too early: what was answered is kept, and said to be. */
static void plain_say_kept(const struct plain *p, const char *why)
{
	struct str how;

	str_init(&how, value_max);
	(void)draft_say_how(&p->draft, &p->session, "--plain", &how);
	(void)cli_say(0,
		"%s: nothing was saved; your answers are kept for next time, except passwords. %s",
		why, how.data);
	str_fini(&how);
}

static void plain_keep_draft(struct plain *p)
{
	bool changed = session_is_changed(&p->session);
	struct err e;

	const char *why = p->wait.signal ? "interrupted" : "the input ended";

	(void)fflush(stdout);
	if (p->session.store.broken || !changed)
		(void)cli_say(0, "%s: nothing was saved", why);
	else if (draft_keep(&p->draft, &p->session, &e) == 0)
		plain_say_kept(p, why);
	else
		(void)cli_say(0, "%s: nothing was saved, and the answers could not be kept: %s",
			why, e.message);
}

static int plain_finish(struct plain *p)
{
	int signal_number = p->done ? 0 : p->wait.signal;

	if (!p->done)
		plain_keep_draft(p);
	steps_fini(&p->steps);
	draft_close(&p->draft);
	session_close(&p->session);
	talk_fini(&p->talk);
	if (signal_number) {
		wait_unwatch(&p->wait, signal_number);
		(void)raise(signal_number);
	}
	wait_fini(&p->wait);
	return cli_end_output(p->done ? p->code : EX_USAGE);
}

int plain_run(const struct cli *cli)
{
	struct plain p = {.look = look_of(cli)};
	struct err e;
	int opened;

	p.look.colours = false;
	wait_init(&p.wait);
	talk_init(&p.talk, &p.wait);
	opened = session_open(&p.session, cli_level(cli), SESSION_READ, &e);
	draft_open(&p.draft, &p.session);
	if (opened < 0) {
		if (!store_can_start_anew(&p.session.store)) {
			p.done = true;
			p.code = cli_error(&e);
		}
		if (p.done || !ask_broken(&p, &e))
			return plain_finish(&p);
		p.fresh = true;
	}
	p.fresh = p.fresh || !p.session.store.state.exists;
	plain_begin(&p, cli);
	plain_converse(&p);
	return plain_finish(&p);
}
