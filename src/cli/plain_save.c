/* Save and finish: what is in the way of it, and what is said at the end. */
#include "cli/plain.h"
#include "engine/state_words.h"

static bool breaks_a_rule(const struct settings *s)
{
	const struct rule *rule = rules_first(s, FIELD_COUNT, SEVERITY_ERROR);

	if (!rule)
		return false;
	talk_format("Not saved. %s:", fields[rule->field].label);
	plain_say_rule(rule, s);
	return true;
}

/* ANSWER_CHOSEN: save; ANSWER_BACK: not yet, because of the question *asked. */
static enum answer ask_about_doubts(struct plain *p, enum question_id *asked)
{
	const struct question_about about = plain_about(p);
	enum question_next next = QUESTION_ON;
	enum answer answer = ANSWER_CHOSEN;

	for (enum question_id id = QUESTION_SAVE_CHECKS;
		id < QUESTION_SAVE_CHECKS_END && next == QUESTION_ON; id++) {
		*asked = id;
		answer = plain_question(&p->talk, id, &about, &next);
	}
	return answer == ANSWER_CHOSEN && next == QUESTION_STAY ? ANSWER_BACK : answer;
}

/* What was changed there stays; only where that cannot be is there a question. */
static bool plain_save_merge(struct plain *p)
{
	const struct question_about about = plain_about(p);
	enum question_next next;
	struct settings before;
	struct err e;
	bool merged;

	settings_init(&before);
	settings_copy(&before, &p->session.draft);
	merged = session_merge(&p->session, &e) == 0;
	if (merged)
		talk_format("Another program changed %s while you were editing. Its changes are "
			    "kept, except where you changed the same setting.",
			p->session.district ? "the file or Options" : "the file");
	else
		(void)plain_question(&p->talk, QUESTION_OUTDATED, &about, &next);
	plain_tell_changes(p, &before);
	settings_fini(&before);
	return merged || next == QUESTION_SAVE;
}

static void plain_save_finish(struct plain *p)
{
	struct session *s = &p->session;
	struct err e;

	(void)draft_keep(&p->draft, s, &e); /* nothing is written */
	talk_format("Saved in %s.", s->store.path);
	if (s->note.len)
		talk_say(s->note.data);
	talk_say(state_words[session_state(s, &s->saved)].saved);
	p->done = true;
	if (!s->district)
		plain_programs(p);
}

static bool try_save(struct plain *p)
{
	struct err e;

	while (!breaks_a_rule(&p->session.draft)) {
		if (session_save(&p->session, &e) == 0)
			return true;
		if (e.code != EX_TEMPFAIL || !session_is_outdated(&p->session)) {
			talk_say("Not saved.");
			plain_say_error(&e);
			return false;
		}
		if (!plain_save_merge(p))
			return false;
	}
	return false;
}

/* Asks for the setting that would end the question; WAY_ON: the save may be tried again. */
static enum way plain_save_fill_in(struct plain *p, enum question_id asked)
{
	const struct question_about about = plain_about(p);

	return plain_ask_field(p, questions[asked].field(&about), NULL, true);
}

enum way plain_save(struct plain *p)
{
	enum question_id asked = QUESTION_SAVE_CHECKS;
	enum answer answer = ANSWER_BACK;
	enum way way = WAY_ON;

	while (answer == ANSWER_BACK && way == WAY_ON) {
		if (breaks_a_rule(&p->session.draft))
			return WAY_ON;
		answer = ask_about_doubts(p, &asked);
		if (answer == ANSWER_BACK && !questions[asked].field)
			return WAY_ON;
		if (answer == ANSWER_BACK)
			way = plain_save_fill_in(p, asked);
	}
	if (answer == ANSWER_BACK)
		return way == WAY_BACK ? WAY_ON : way;
	if (answer == ANSWER_CHOSEN && try_save(p))
		plain_save_finish(p);
	return plain_way(answer);
}
