/* A question of engine/questions.h as a paragraph and a numbered list. */
#include "cli/plain.h"

#include "cli/pick.h"

#include <string.h>

/* The choices that stand on the list, in their order. */
struct question_list {
	const struct question *question;
	const struct question_about *about;
	size_t rows[question_choices_max];
	size_t n;
};

static void question_list_fill(
	struct question_list *list, const struct question *q, const struct question_about *about)
{
	*list = (struct question_list) {.question = q, .about = about};
	for (size_t i = 0; i < question_choices(q); i++)
		if (!q->choices[i].line || *q->choices[i].line)
			list->rows[list->n++] = i;
}

static void question_list_text(const void *context, size_t row, struct str *out)
{
	const struct question_list *list = context;

	question_choice_line(&list->question->choices[list->rows[row]], list->about, out);
}

/* What stands apart in a box needs no blank line here. */
static void plain_say_paragraphs(char *text)
{
	char *rest, *line;

	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		talk_say(line);
}

static enum answer question_pick(struct talk *t, const struct question *q,
	const struct question_about *about, size_t *chosen)
{
	struct question_list choices;
	struct pick list = {.prompt = q->prompt,
		.proposed = q->proposed_line,
		.context = &choices,
		.text = question_list_text};
	enum answer answer;
	struct str line;

	question_list_fill(&choices, q, about);
	list.n = list.few = choices.n;
	str_init(&line, talk_line_max);
	answer = pick(t, &list, &line, chosen);
	str_fini(&line);
	if (answer == ANSWER_CHOSEN)
		*chosen = choices.rows[*chosen];
	return answer;
}

enum question_next plain_choose(enum question_id id, const struct question_about *about, size_t n)
{
	const struct question_choice *choice = &questions[id].choices[n];
	struct err e;
	enum question_next next = question_answer(&questions[id], about, n, &e);

	if (next == QUESTION_FAILED)
		plain_say_error(&e);
	else if (choice->said)
		talk_say(choice->said);
	return next;
}

enum answer plain_question(struct talk *t, enum question_id id, const struct question_about *about,
	enum question_next *next)
{
	const struct question *q = &questions[id];
	enum answer answer = ANSWER_CHOSEN;
	size_t chosen = 0;
	struct str text;

	*next = QUESTION_ON;
	str_init(&text, question_text_max);
	if (question_say_line(q, about, &text)) {
		plain_say_paragraphs(text.data);
		answer = question_pick(t, q, about, &chosen);
		*next = answer == ANSWER_CHOSEN ? plain_choose(id, about, chosen) : QUESTION_STAY;
	}
	str_fini(&text);
	return answer;
}

struct question_about plain_about(struct plain *p)
{
	return (struct question_about) {.session = &p->session, .draft = &p->draft};
}
