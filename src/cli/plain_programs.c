/* After a save: how the programs of the machine stand to the settings, and using them there. */
#include "cli/plain.h"

#include "base/mem.h"
#include "engine/program_task.h"

#include <stdlib.h>

enum { programs_said_max = 8000 };

static void plain_programs_say(const struct program_list *l)
{
	struct str words;

	str_init(&words, programs_said_max);
	talk_say("\nPrograms on this machine that send mail:");
	program_list_say_sendmail(l, &words);
	talk_format("%s: %s.", program_senders, words.data);
	for (size_t i = 0; !l->sendmail && i < program_package_count; i++)
		talk_format("The package %s provides it: %s.", program_packages[i].name,
			program_packages[i].words);
	for (size_t i = 0; i < l->n; i++) {
		str_clear(&words);
		program_item_say(l, i, &words);
		talk_format("%s: %s.", l->items[i].program.codec->name, words.data);
	}
	for (size_t i = 0; i < l->machine.n; i++)
		talk_say(l->machine.items[i]);
	str_fini(&words);
}

static bool plain_programs_check(struct plain *p, const struct program_list *l)
{
	struct question_about about = plain_about(p);
	enum question_next next = QUESTION_ON;
	enum answer answer = ANSWER_CHOSEN;

	about.programs = l;
	for (enum question_id id = QUESTION_APPLY_CHECKS;
		id < QUESTION_APPLY_CHECKS_END && answer == ANSWER_CHOSEN && next == QUESTION_ON;
		id++)
		answer = plain_question(&p->talk, id, &about, &next);
	return answer == ANSWER_CHOSEN && next == QUESTION_ON;
}

/* The questions have named what is less safe, and what is run. */
static void plain_programs_apply(struct plain *p, const struct program_list *l)
{
	const struct program_wish wish = {.weak_too = true, .reload = true};
	struct program_task task;
	struct str said;

	program_task_init(&task, (struct listener) {.loop = &p->wait.loop});
	program_task_apply(&task, l, &p->session.saved, wish);
	if (wait_while(&p->wait, &task.running)) {
		str_init(&said, programs_said_max);
		program_task_say(&task, &said);
		talk_say(said.data);
		str_fini(&said);
	}
	program_task_fini(&task);
}

static void plain_programs_use(struct plain *p, const struct program_list *l)
{
	if (plain_programs_check(p, l))
		plain_programs_apply(p, l);
}

static void plain_programs_each(struct plain *p, struct program_list *l)
{
	bool *meant = mem_zero(l->n, sizeof(*meant));

	for (size_t i = 0; i < l->n; i++) {
		meant[i] = l->items[i].chosen;
		l->items[i].chosen = false;
	}
	for (size_t i = 0; i < l->n; i++) {
		l->items[i].chosen = meant[i];
		if (meant[i])
			plain_programs_use(p, l);
		l->items[i].chosen = false;
	}
	free(meant);
}

void plain_programs(struct plain *p)
{
	struct question_about about = plain_about(p);
	enum question_next next = QUESTION_STAY;
	struct program_list l;

	program_list_look(&l, "", &p->session.saved);
	plain_programs_say(&l);
	about.programs = &l;
	if (program_list_chosen(&l))
		(void)plain_question(&p->talk, QUESTION_PROGRAMS, &about, &next);
	if (next == QUESTION_ON)
		plain_programs_use(p, &l);
	else if (next == QUESTION_EACH)
		plain_programs_each(p, &l);
	program_list_fini(&l);
}
