/* The questions for one setting: a text, a choice, or a secret. */
#include "cli/plain.h"

#include "base/text.h"
#include "cli/pick.h"
#include "model/password.h"
#include "model/sign_in_choice.h"

#include <string.h>

enum { prompt_max = 2 * value_max, said_max = 4000 };

/* In the place of hints that name a key of the form. */
static const char *const other_hints[FIELD_COUNT] = {
	[FIELD_HOST] = "The name of the outgoing mail server.",
	[FIELD_PROTOCOL] = "How the connection is protected.",
};

/* The hint has a line of its own: a prompt should fit into 40 cells. */
static void field_add_label(enum field_id id, const char *label, struct str *out)
{
	talk_say(other_hints[id] ? other_hints[id] : fields[id].hint);
	str_text(out, label);
}

static void say_help(enum field_id id)
{
	talk_say(fields[id].manual);
	talk_say(fields[id].where);
	if (*fields[id].example)
		talk_format("For example: %s", fields[id].example);
}

void plain_say_error(const struct err *e)
{
	char sentence[sizeof(e->message)];

	memcpy(sentence, e->message, sizeof(sentence));
	text_capital(sentence);
	talk_say(sentence);
}

void plain_say_rule(const struct rule *rule, const struct settings *s)
{
	struct str text;

	str_init(&text, said_max);
	rule_text(rule->sentence, s, &text);
	talk_say(text.data);
	str_fini(&text);
}

void plain_say_elsewhere(const struct plain *p)
{
	struct str text;

	str_init(&text, said_max);
	password_say_elsewhere(&p->session.given, &p->session.draft, &text);
	if (text.len)
		talk_say(text.data);
	str_fini(&text);
}

/* What there is to say of an answer that was taken: of this setting, and what it makes wrong. */
static void say_rules(const struct settings *s, enum field_id id)
{
	const struct rule *own = rules_first(s, id, SEVERITY_ADVICE);
	const struct rule *wrong = rules_first(s, FIELD_COUNT, SEVERITY_ERROR);

	if (own)
		plain_say_rule(own, s);
	if (wrong && wrong != own)
		plain_say_rule(wrong, s);
}

void plain_tell_changes(const struct plain *p, const struct settings *before)
{
	const struct settings *draft = &p->session.draft;

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;
		const char *now = field_display(id, settings_get(draft, id));

		if (!settings_same(draft, before, id))
			talk_format("%s: %s", fields[i].label, *now ? now : "(empty)");
	}
}

/* What a new value of this setting did to others: the port follows the protocol. */
static void tell_followers(struct plain *p, struct settings *before, enum field_id id)
{
	settings_take(before, &p->session.draft, id);
	plain_tell_changes(p, before);
}

/* Can the setting stay like that? If not, the reason is said. */
static bool field_is_sound(const struct plain *p, enum field_id id, bool needed)
{
	const struct rule *broken = rules_first(&p->session.draft, id, SEVERITY_ERROR);
	bool missing = needed && steps_needs(&p->steps, id);

	if (broken)
		plain_say_rule(broken, &p->session.draft);
	else if (missing)
		talk_say("This is needed. (To leave it out, type ! for the menu.)");
	return !broken && !missing;
}

/* Takes a value, unless the setting cannot be like that: then the reason is said. The password
 * follows it. */
static bool field_take(struct plain *p, enum field_id id, const char *text, bool needed)
{
	const struct change change = {id, text};
	struct settings *draft = &p->session.draft;
	struct settings before;
	struct str said;
	struct err e;
	bool sound = false;

	settings_init(&before);
	settings_copy(&before, draft);
	str_init(&said, said_max);
	if (password_is_source(id) && id != FIELD_SIGN_IN && *text)
		sign_in_make_room(draft);
	if (settings_apply(draft, &change, 1, &e) < 0) {
		plain_say_error(&e);
	} else if (field_is_sound(p, id, needed)) {
		(void)password_follow(&p->session.given, draft, &said);
		tell_followers(p, &before, id);
		if (said.len)
			talk_say(said.data);
		say_rules(draft, id);
		sound = true;
	} else {
		settings_copy(draft, &before);
	}
	str_fini(&said);
	settings_fini(&before);
	return sound;
}

/* What is there already may stay though it breaks a rule: one may come to mend another setting. */
static bool field_keep(const struct plain *p, enum field_id id, bool needed)
{
	if (needed && steps_needs(&p->steps, id))
		return field_is_sound(p, id, needed);
	say_rules(&p->session.draft, id);
	return true;
}

/* Is that the end of the question? Otherwise it is asked again. */
static bool take_answer(
	struct plain *p, enum field_id id, enum answer answer, const char *text, bool needed)
{
	if (answer == ANSWER_HELP)
		say_help(id);
	if (answer == ANSWER_ENTER)
		return field_keep(p, id, needed);
	return answer != ANSWER_HELP &&
	       field_take(p, id, answer == ANSWER_CLEAR ? "" : text, needed);
}

static bool is_taken(enum answer answer)
{
	return answer == ANSWER_TEXT || answer == ANSWER_ENTER || answer == ANSWER_CLEAR ||
	       answer == ANSWER_HELP;
}

enum way plain_way(enum answer answer)
{
	static const enum way ways[] = {[ANSWER_CHOSEN] = WAY_ON,
		[ANSWER_BACK] = WAY_BACK,
		[ANSWER_MENU] = WAY_MENU,
		[ANSWER_END] = WAY_END};

	return ways[answer];
}

static enum way ask_text(struct plain *p, enum field_id id, const char *label, bool needed)
{
	enum answer answer;
	struct str line, prompt;

	str_init(&line, talk_line_max);
	str_init(&prompt, prompt_max);
	field_add_label(id, label, &prompt);
	if (!settings_is_empty(&p->session.draft, id))
		str_format(
			&prompt, " [%s]", field_display(id, settings_get(&p->session.draft, id)));
	str_text(&prompt, ": ");
	do
		answer = talk_ask(&p->talk, prompt.data, &line);
	while (is_taken(answer) && !take_answer(p, id, answer, line.data, needed));
	str_fini(&prompt);
	str_fini(&line);
	return plain_way(answer);
}

/* A choice: context is the setting. */

static void choice_text(const void *context, size_t row, struct str *out)
{
	const struct field *f = context;

	str_text(out, f->choices[row].label);
}

static void choice_help(const void *context)
{
	const struct field *f = context;

	say_help((enum field_id)(f - fields));
}

/* The same again is no answer, so that nothing is written that was not before. */
static enum answer take_choice(
	const struct plain *p, enum field_id id, size_t chosen, struct str *line)
{
	const char *value = fields[id].choices[chosen].value;

	str_clear(line);
	str_text(line, value);
	return settings_is(&p->session.draft, id, value) ? ANSWER_ENTER : ANSWER_TEXT;
}

static enum way field_ask_choice(struct plain *p, enum field_id id, const char *label, bool needed)
{
	struct pick list = {.prompt = label,
		.context = &fields[id],
		.text = choice_text,
		.help = choice_help,
		.takes_words = true};
	enum answer answer;
	struct str line;
	size_t chosen = 0;

	for (; fields[id].choices[list.n].value; list.n++)
		if (settings_is(&p->session.draft, id, fields[id].choices[list.n].value))
			list.proposed = list.n;
	list.few = list.n;
	str_init(&line, talk_line_max);
	field_add_label(id, label, &line);
	talk_format("%s:", line.data);
	for (;;) {
		answer = pick(&p->talk, &list, &line, &chosen);
		if (answer == ANSWER_CHOSEN)
			answer = take_choice(p, id, chosen, &line);
		if (!is_taken(answer) || take_answer(p, id, answer, line.data, needed))
			break;
	}
	str_fini(&line);
	return plain_way(answer);
}

/* A secret */

enum way plain_type_secret(struct plain *p, enum field_id id, const char *label)
{
	bool was_set = !settings_is_empty(&p->session.draft, id);
	enum answer answer;
	struct str line, prompt;
	bool taken = true;

	str_init_guarded(&line, talk_secret_max);
	str_init(&prompt, prompt_max);
	field_add_label(id, label, &prompt);
	str_text(&prompt, ", Enter for none: ");
	do {
		answer = talk_ask_secret(&p->talk, prompt.data, &line);
		if (answer == ANSWER_ENTER && was_set)
			talk_say("Nothing typed: the value is unchanged.");
		else if (answer != ANSWER_END)
			taken = field_take(p, id, line.data, false);
	} while (answer == ANSWER_TEXT && !taken);
	str_fini(&prompt);
	str_wipe(&line);
	return plain_way(answer);
}

static const char *const secret_rows[] = {"Keep it", "Type a new one", "Remove it"};
enum { SECRET_KEEP, SECRET_TYPE, SECRET_REMOVE, SECRET_ROWS };

static void secret_text_of(const void *context, size_t row, struct str *out)
{
	(void)context;
	str_text(out, secret_rows[row]);
}

static enum way ask_secret(struct plain *p, enum field_id id, const char *label)
{
	const struct pick list = {.prompt = label,
		.n = SECRET_ROWS,
		.few = SECRET_ROWS,
		.context = &fields[id],
		.text = secret_text_of,
		.help = choice_help};
	enum answer answer;
	struct str line;
	size_t chosen = SECRET_KEEP;

	if (settings_is_empty(&p->session.draft, id) && password_is_given(&p->session.draft))
		talk_format("It comes from %s and cannot be typed here.",
			fields[password_source(&p->session.draft)].label);
	if (settings_is_empty(&p->session.draft, id))
		return plain_type_secret(p, id, label);
	talk_format("%s is set:", label);
	str_init(&line, talk_line_max);
	answer = pick(&p->talk, &list, &line, &chosen);
	str_fini(&line);
	if (answer == ANSWER_CHOSEN && chosen == SECRET_TYPE)
		return plain_type_secret(p, id, label);
	if (answer == ANSWER_CHOSEN && chosen == SECRET_REMOVE)
		(void)field_take(p, id, "", false);
	return plain_way(answer);
}

static void say_origin(const struct settings *s, enum field_id id)
{
	static const char *const sentences[] = {
		[ORIGIN_OPTIONS] = "Inherited from Options.",
		[ORIGIN_DISTRICT] = "The district's own.",
		[ORIGIN_HIDDEN] = "Inherited from Options, which you cannot read.",
	};
	const char *sentence = sentences[settings_origin(s, id)];

	if (sentence)
		talk_say(sentence);
}

enum way plain_ask_field(struct plain *p, enum field_id id, const char *label, bool needed)
{
	bool is_secret = fields[id].flags & FIELD_SECRET;

	if (!label)
		label = fields[id].label;
	say_origin(&p->session.draft, id);
	if (is_secret) /* never needed: where no sign can be typed, nobody may be held */
		return ask_secret(p, id, label);
	return (fields[id].choices ? field_ask_choice : ask_text)(p, id, label, needed);
}

/* Where nothing can be typed but the secret itself, nobody could go back further. */
static bool can_be_left(const struct plain *p, enum field_id id)
{
	return !(fields[id].flags & FIELD_SECRET) || !settings_is_empty(&p->session.draft, id);
}

enum way plain_ask_row(struct plain *p, const struct steps_row *row, bool from_last)
{
	int i = 0;

	while (from_last && row->asks[i] != FIELD_COUNT && row->asks[i + 1] != FIELD_COUNT)
		i++;
	while (i >= 0 && row->asks[i] != FIELD_COUNT) {
		enum way way = WAY_BACK;

		if (!from_last || can_be_left(p, row->asks[i]))
			way = plain_ask_field(p, row->asks[i], i ? NULL : row->label, true);
		if (way == WAY_MENU || way == WAY_END)
			return way;
		from_last = way == WAY_BACK;
		i += way == WAY_BACK ? -1 : 1;
	}
	return i < 0 ? WAY_BACK : WAY_ON;
}
