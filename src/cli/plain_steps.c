/* The steps of the wizard, each by its kind, and the provider menu. */
#include "cli/pick.h"
#include "cli/plain.h"
#include "model/provider_card.h"

#include <signal.h>
#include <stdio.h>

enum { said_max = steps_text_max };

static const struct steps_row *plain_step_row(const struct plain *p)
{
	return &steps_rows[p->steps.at];
}

static void say_title(const struct plain *p)
{
	struct str text;
	int at, of;

	steps_count(&p->steps, &at, &of);
	str_init(&text, said_max);
	str_format(&text, "\nStep %d of %d: %s\n", at, of, plain_step_row(p)->title);
	if (plain_step_row(p)->kind == STEPS_REVIEW)
		steps_summary(&p->steps, &(struct report_out) {report_as_text, &text});
	else
		steps_say(&p->steps, p->steps.at, &text);
	talk_say(text.data);
	str_fini(&text);
}

static enum way ask_fields(struct plain *p, bool backwards)
{
	return plain_ask_row(p, plain_step_row(p), backwards);
}

static enum way ask_test(struct plain *p, bool backwards)
{
	(void)backwards;
	return plain_test(p);
}

/* The guesses */

static void say_guesses(const struct autodetect *s)
{
	struct str text;

	str_init(&text, said_max);
	str_text(&text, "Trying ");
	for (size_t i = 0; i < s->n; i += autodetect_per_guess)
		str_format(&text, "%s%s", i ? " and " : "",
			settings_get(&s->endpoints[i].settings, FIELD_HOST));
	str_text(&text, " (a guess), without a login, at most 5 seconds ...");
	talk_say(text.data);
	str_fini(&text);
}

/* SIGINT ends the wait, as it ends a test. */
static void wait_for_guesses(struct plain *p)
{
	struct autodetect *s = &p->steps.autodetect;

	if (!s->running)
		return;
	say_guesses(s);
	(void)fflush(stdout);
	if (!wait_while(&p->wait, &s->running))
		autodetect_stop(s);
	if (p->wait.signal == SIGINT)
		wait_forget(&p->wait);
}

/* A choice: context is the steps. */

static void option_text(const void *context, size_t row, struct str *out)
{
	steps_option(context, row, out);
}

static void plain_step_option_details(const void *context, size_t row, struct str *out)
{
	steps_option_details(context, row, out);
}

static size_t option_search(const void *context, const char *query, size_t *kept)
{
	return steps_option_search(context, query, kept);
}

static enum way plain_step_ask_choice(struct plain *p, bool backwards)
{
	struct pick list = {.prompt = "Number",
		.context = &p->steps,
		.text = option_text,
		.details = plain_step_option_details};
	enum answer answer;
	struct str line;
	size_t chosen = 0;

	(void)backwards;
	wait_for_guesses(p);
	list.n = steps_options(&p->steps, &list.few);
	list.proposed = steps_option_proposed(&p->steps);
	if (list.few < list.n) {
		list.prompt = "Number, or part of a provider's name";
		list.search = option_search;
	}
	str_init(&line, talk_line_max);
	answer = pick(&p->talk, &list, &line, &chosen);
	str_fini(&line);
	if (answer == ANSWER_CHOSEN)
		steps_choose(&p->steps, chosen);
	return plain_way(answer);
}

/* Where it did not come to an end, what it needs is asked again. */
static enum way plain_step_sign_in(struct plain *p, bool backwards)
{
	int code = backwards ? 0 : plain_sign_in(p);

	if (code > plain_signal_codes)
		return WAY_END;
	return backwards || code ? WAY_BACK : WAY_ON;
}

static enum way ask_review(struct plain *p, bool backwards)
{
	(void)backwards;
	return plain_menu(p);
}

enum way plain_step(struct plain *p, bool backwards)
{
	static enum way (*const kinds[])(struct plain * p, bool backwards) = {
		[STEPS_FIELDS] = ask_fields,
		[STEPS_CHOICE] = plain_step_ask_choice,
		[STEPS_SIGN_IN] = plain_step_sign_in,
		[STEPS_TEST] = ask_test,
		[STEPS_REVIEW] = ask_review,
	};

	if (plain_step_row(p)->kind != STEPS_REVIEW) {
		p->reviewed = false;
		say_title(p);
	}
	return kinds[plain_step_row(p)->kind](p, backwards);
}

/* The provider menu: context is not needed, the rows are the catalogue. */

static void provider_text(const void *context, size_t row, struct str *out)
{
	const struct provider *p = &providers[row];

	(void)context;
	str_format(out, "%s (%s), %s", p->name, p->listed.host, provider_card_login(p));
}

static void plain_step_provider_details(const void *context, size_t row, struct str *out)
{
	const struct plain *p = context;

	provider_card(&providers[row], &p->session.draft, out);
}

static size_t provider_row_search(const void *context, const char *query, size_t *kept)
{
	(void)context;
	return provider_search(query, kept);
}

/* What its sign-in needs, where that is chosen and not there. */
static void say_sign_in(const struct plain *p, const struct provider *provider)
{
	struct str text;

	if (!settings_is(
		    &p->session.draft, FIELD_SIGN_IN, provider->sign_in ? provider->sign_in : ""))
		return;
	str_init(&text, said_max);
	provider_card_sign_in(provider, &p->session.draft, &text);
	if (text.len)
		talk_say(text.data);
	str_fini(&text);
}

static void use_provider(struct plain *p, const struct provider *provider, bool as_listed)
{
	struct settings before;

	settings_init(&before);
	settings_copy(&before, &p->session.draft);
	steps_use_provider(&p->steps, provider, as_listed);
	talk_format("Filled in from %s.", provider->name);
	plain_tell_changes(p, &before);
	plain_say_elsewhere(p);
	if (!provider->today.host)
		talk_say(provider->requirement);
	say_sign_in(p, provider);
	settings_fini(&before);
}

enum way plain_provider(struct plain *p)
{
	const struct provider *now = provider_of(&p->session.draft);
	const struct pick list = {.prompt = "Part of a provider's name, or number",
		.context = p,
		.n = provider_count,
		.proposed = now ? (size_t)(now - providers) : provider_count,
		.text = provider_text,
		.details = plain_step_provider_details,
		.search = provider_row_search};
	struct question_about about = plain_about(p);
	enum question_next next = QUESTION_ON;
	enum answer answer;
	struct str line;
	size_t chosen = 0;

	str_init(&line, talk_line_max);
	do {
		answer = pick(&p->talk, &list, &line, &chosen);
		if (answer != ANSWER_CHOSEN)
			break;
		about.provider = &providers[chosen];
		answer = plain_question(&p->talk, QUESTION_OBSOLETE, &about, &next);
	} while (answer == ANSWER_BACK);
	str_fini(&line);
	if (answer == ANSWER_CHOSEN)
		use_provider(p, about.provider, next == QUESTION_AS_LISTED);
	return plain_way(answer);
}
