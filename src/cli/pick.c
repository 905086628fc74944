#include "cli/pick.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { shown_max = 40, found_at_once = 20, row_max = 2000 };

static const char more_sign[] = "+";

/* What is on the list as it was said last. */
struct shown {
	size_t rows[shown_max];
	size_t n;
	char query[talk_line_max + 1]; /* empty: the first rows */
	size_t next;                   /* of those that were found, the one to go on with */
	bool more;
};

static void pick_say_row(const struct pick *list, const struct shown *shown, size_t i)
{
	struct str row;

	str_init(&row, row_max);
	str_format(&row, "  %zu ", i + 1);
	list->text(list->context, shown->rows[i], &row);
	talk_say(row.data);
	str_fini(&row);
}

static void put_details(const struct pick *list, size_t row)
{
	struct str text, indented;
	char *rest, *line;

	str_init(&text, row_max);
	str_init(&indented, 2 * row_max);
	if (list->details)
		list->details(list->context, row, &text);
	for (line = strtok_r(text.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		str_format(&indented, "     %s\n", line);
	if (indented.len)
		talk_say(indented.data);
	str_fini(&indented);
	str_fini(&text);
}

static void put_rows(const struct pick *list, const struct shown *shown)
{
	for (size_t i = 0; i < shown->n; i++) {
		pick_say_row(list, shown, i);
		if (!*shown->query)
			put_details(list, shown->rows[i]);
	}
	if (shown->more && *shown->query)
		talk_say("+ shows more, or type more of the name.");
	else if (shown->more)
		talk_say("To search, type part of a name.");
}

static void show_first(const struct pick *list, struct shown *shown)
{
	*shown = (struct shown) {.more = list->few < list->n};
	for (size_t i = 0; i < list->few && shown->n < shown_max - 1; i++)
		shown->rows[shown->n++] = i;
	if (list->proposed >= list->few && list->proposed < list->n)
		shown->rows[shown->n++] = list->proposed;
	put_rows(list, shown);
}

/* The next rows that go with the query of `shown`. */
static void pick_search(const struct pick *list, struct shown *shown)
{
	size_t *kept = mem_zero(list->n, sizeof(*kept));
	size_t found = list->search(list->context, shown->query, kept);

	shown->n = 0;
	while (shown->next < found && shown->n < found_at_once)
		shown->rows[shown->n++] = kept[shown->next++];
	shown->more = shown->next < found;
	free(kept);
}

/* True when it found something; what is shown then is that. */
static bool pick_find(const struct pick *list, struct shown *shown, const char *query)
{
	struct shown found = {0};

	(void)snprintf(found.query, sizeof(found.query), "%s", query);
	pick_search(list, &found);
	if (!found.n)
		return false;
	*shown = found;
	put_rows(list, shown);
	return true;
}

static void put_help(const struct pick *list, const struct shown *shown)
{
	if (list->help)
		list->help(list->context);
	for (size_t i = 0; i < shown->n; i++) {
		pick_say_row(list, shown, i);
		put_details(list, shown->rows[i]);
	}
}

static void say_what_goes(const struct pick *list, const struct shown *shown)
{
	if (!shown->n)
		talk_say("Type part of a name.");
	else
		talk_format("Type a number from 1 to %zu%s.", shown->n,
			list->search ? ", or part of a name" : "");
}

static void pick_complain(
	const struct pick *list, const struct shown *shown, const char *text, bool number)
{
	if (number)
		talk_format("The list has no number %s.", text);
	else if (list->search)
		talk_format("Nothing in the list matches \"%s\".", text);
	else
		talk_format("\"%s\" is not a number.", text);
	say_what_goes(list, shown);
}

/* The number of the row that Enter chooses; 0: none. A search that found one means that one. */
static size_t proposed_number(const struct pick *list, const struct shown *shown)
{
	for (size_t i = 0; i < shown->n; i++)
		if (shown->rows[i] == list->proposed)
			return i + 1;
	return shown->n == 1 && *shown->query;
}

static enum answer ask_number(
	struct talk *t, const struct pick *list, const struct shown *shown, struct str *line)
{
	size_t number = proposed_number(list, shown);
	enum answer answer;
	struct str prompt;

	str_init(&prompt, row_max);
	str_text(&prompt, list->prompt);
	if (number)
		str_format(&prompt, " [%zu]", number);
	str_text(&prompt, ": ");
	answer = talk_ask(t, prompt.data, line);
	str_fini(&prompt);
	if (answer != ANSWER_ENTER)
		return answer;
	str_format(line, "%zu", number);
	return number ? ANSWER_TEXT : ANSWER_ENTER;
}

static bool says_more(const struct pick *list, struct shown *shown, const char *text)
{
	if (strcmp(text, more_sign) != 0 || !*shown->query || !shown->more)
		return false;
	pick_search(list, shown);
	put_rows(list, shown);
	return true;
}

/* What was typed is a number, a word to look for, or an answer of its own. */
static enum answer take_text(
	const struct pick *list, struct shown *shown, const char *text, size_t *chosen)
{
	bool is_number = !text[strspn(text, "0123456789")];
	size_t number = is_number ? strtoul(text, NULL, 10) : 0;

	if (number >= 1 && number <= shown->n) {
		*chosen = shown->rows[number - 1];
		return ANSWER_CHOSEN;
	}
	if (list->takes_words && !is_number)
		return ANSWER_TEXT;
	if (!says_more(list, shown, text) && !(list->search && pick_find(list, shown, text)))
		pick_complain(list, shown, text, is_number);
	return ANSWER_HELP;
}

/* What is no choice yet; ANSWER_HELP: the question is to be asked again. */
static enum answer take_sign(const struct pick *list, struct shown *shown, enum answer answer)
{
	if (answer == ANSWER_HELP)
		put_help(list, shown);
	else if (answer == ANSWER_ENTER || (answer == ANSWER_CLEAR && !list->takes_words))
		say_what_goes(list, shown);
	else if (answer == ANSWER_BACK && *shown->query)
		show_first(list, shown);
	else
		return answer;
	return ANSWER_HELP;
}

enum answer pick(struct talk *t, const struct pick *list, struct str *line, size_t *chosen)
{
	enum answer answer = ANSWER_HELP;
	struct shown shown;

	show_first(list, &shown);
	while (answer == ANSWER_HELP) {
		answer = ask_number(t, list, &shown, line);
		answer = answer == ANSWER_TEXT ? take_text(list, &shown, line->data, chosen)
					       : take_sign(list, &shown, answer);
	}
	return answer;
}

static void word_text(const void *context, size_t row, struct str *out)
{
	const char *const *rows = context;

	str_text(out, rows[row]);
}

enum answer pick_word(struct talk *t, const char *prompt, const char *const rows[], size_t proposed,
	size_t *chosen)
{
	struct pick list = {
		.prompt = prompt, .proposed = proposed, .context = rows, .text = word_text};
	enum answer answer;
	struct str line;

	while (rows[list.n])
		list.n++;
	list.few = list.n;
	str_init(&line, talk_line_max);
	answer = pick(t, &list, &line, chosen);
	str_fini(&line);
	return answer;
}
