/* The menu: the review of all settings, and a row for everything that can be done. */
#include "cli/pick.h"
#include "cli/plain.h"
#include "cli/sign_in_talk.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>

enum { said_max = 2 * steps_text_max };

/* Change a setting: context is the draft. */

static void field_text(const void *context, size_t row, struct str *out)
{
	enum field_id id = (enum field_id)row;
	const char *now = field_display(id, settings_get(context, id));

	str_format(out, "%s: %s", fields[id].label, *now ? now : "(empty)");
}

static enum way change_setting(struct plain *p)
{
	const struct pick list = {.prompt = "Which setting",
		.n = FIELD_COUNT,
		.few = FIELD_COUNT,
		.proposed = FIELD_COUNT,
		.context = &p->session.draft,
		.text = field_text};
	enum way way = WAY_BACK;
	struct str line;
	size_t chosen = 0;

	str_init(&line, talk_line_max);
	while (way == WAY_BACK) {
		enum answer answer = pick(&p->talk, &list, &line, &chosen);

		way = plain_way(answer);
		if (answer != ANSWER_CHOSEN)
			break;
		way = plain_ask_field(p, (enum field_id)chosen, NULL, false);
	}
	str_fini(&line);
	return way;
}

/* From the address on: where to start from was asked, if it was. */
static enum way ask_questions(struct plain *p)
{
	p->steps.at = AT_ADDRESS;
	return WAY_STAY;
}

/* As one who is asked when leaving the wizard; there this row of the menu was chosen already. */
enum { LEAVE_KEEP, LEAVE_FORGET };

static enum way menu_leave(struct plain *p)
{
	const struct question_about about = plain_about(p);

	if (session_is_changed(&p->session))
		(void)plain_choose(QUESTION_LEAVE, &about, LEAVE_KEEP);
	else
		talk_say("There are no changes to save.");
	p->done = true;
	return WAY_END;
}

static enum way menu_forget(struct plain *p)
{
	const struct question_about about = plain_about(p);

	(void)plain_choose(QUESTION_LEAVE, &about, LEAVE_FORGET);
	p->done = true;
	return WAY_END;
}

static void menu_say(int code, const char *sentence)
{
	char *copy = mem_text(sentence);

	(void)code;
	text_capital(copy);
	talk_say(copy);
	free(copy);
}

int plain_sign_in(struct plain *p)
{
	struct str user;
	int code;

	str_init(&user, value_max);
	code = sign_in_talk(
		&(struct sign_in_talk) {
			.wait = &p->wait, .talk = &p->talk, .say = menu_say, .to = stdout},
		&p->session.draft, FLOW_COUNT, &user);
	str_fini(&user);
	return code;
}

/* A signal ends the conversation, as it does at each question. */
static enum way menu_sign_in(struct plain *p)
{
	return plain_sign_in(p) > plain_signal_codes ? WAY_END : WAY_MENU;
}

enum {
	ROW_SAVE,
	ROW_TEST,
	ROW_SEND,
	ROW_CHANGE,
	ROW_PROVIDER,
	ROW_QUESTIONS,
	ROW_LEAVE,
	ROW_FORGET,
	ROW_SIGN_IN, /* the last: it is there only where it can be done */
	ROWS
};

/* clang-format off: a table, each row a sentence */
static const struct {
	const char *text; /* NULL: of the choice */
	enum way (*run)(struct plain *p);
	const struct question_choice *choice;
} rows[] = {
	[ROW_SAVE] = {"Save and finish", plain_save},
	[ROW_TEST] = {"Test Server", plain_test},
	[ROW_SEND] = {"Send a test message", plain_send},
	[ROW_CHANGE] = {"Change a setting", change_setting},
	[ROW_PROVIDER] = {"Choose a provider", plain_provider},
	[ROW_QUESTIONS] = {"Go through the questions", ask_questions},
	[ROW_SIGN_IN] = {"Sign in", menu_sign_in},
	[ROW_LEAVE] = {NULL, menu_leave, &questions[QUESTION_LEAVE].choices[LEAVE_KEEP]},
	[ROW_FORGET] = {NULL, menu_forget, &questions[QUESTION_LEAVE].choices[LEAVE_FORGET]},
};
/* clang-format on */

static void row_text(const void *context, size_t row, struct str *out)
{
	(void)context;
	str_text(out, rows[row].text ? rows[row].text : rows[row].choice->line);
}

static size_t proposed_row(const struct plain *p)
{
	const struct session *s = &p->session;

	if (session_is_changed(s) || p->fresh)
		return ROW_SAVE;
	return session_state(s, &s->draft) == STATE_ESTABLISHED ? ROW_LEAVE : ROW_TEST;
}

/* All that is set, and what there is to say of it. */
static void menu_say_review(const void *context)
{
	const struct plain *p = context;
	struct str text;

	str_init(&text, said_max);
	str_format(&text, "\n%s\n", steps_rows[AT_REVIEW].title);
	steps_summary(&p->steps, &(struct report_out) {report_as_text, &text});
	for (size_t i = 0; i < rule_count; i++) {
		if (!rules[i].when(&p->session.draft))
			continue;
		str_format(&text, "%s: ", fields[rules[i].field].label);
		rule_text(rules[i].sentence, &p->session.draft, &text);
		str_char(&text, '\n');
	}
	talk_say(text.data);
	plain_say_elsewhere(p);
	str_fini(&text);
}

enum way plain_menu(struct plain *p)
{
	size_t rows_shown = settings_get(&p->session.draft, FIELD_SIGN_IN)[0] ? ROWS : ROW_SIGN_IN;
	const struct pick list = {.prompt = "What now",
		.n = rows_shown,
		.few = rows_shown,
		.proposed = proposed_row(p),
		.context = p,
		.text = row_text,
		.help = menu_say_review};
	enum answer answer;
	enum way way;
	struct str line;
	size_t chosen = 0;

	if (!p->reviewed)
		menu_say_review(p);
	p->reviewed = true;
	talk_say("");
	str_init(&line, talk_line_max);
	answer = pick(&p->talk, &list, &line, &chosen);
	str_fini(&line);
	if (answer != ANSWER_CHOSEN)
		return plain_way(answer);
	way = rows[chosen].run(p);
	return way == WAY_END || p->done ? WAY_END : WAY_STAY;
}
