#include "cli/amend.h"

#include "cli/json.h"
#include "cli/notes.h"
#include "cli/settings_diff.h"
#include "engine/sign_in_client.h"
#include "model/password.h"
#include "model/password_pasted.h"

#include <string.h>

enum { message_max = 1000 };

static int amend_refuse(struct amend *a, const struct err *e)
{
	notes_add(a->messages, e->field, SEVERITY_ERROR, e->message);
	json_note_error(e);
	return e->code;
}

/* What breaks a rule of severity error is refused; advice is only said. */
static int amend_check_rules(struct amend *a, const struct settings *s)
{
	bool error = rules_first(s, FIELD_COUNT, SEVERITY_ERROR);
	struct str text;
	struct err e;

	for (size_t i = 0; i < rule_count; i++) {
		if (!rules[i].when(s) || (error && rules[i].severity != SEVERITY_ERROR))
			continue;
		notes_add_rule(a->messages, &rules[i], s);
		if (!error)
			continue;
		str_init(&text, message_max);
		rule_text(rules[i].sentence, s, &text);
		(void)err_set(&e, EX_DATAERR, "%s", text.data);
		(void)err_field(&e, fields[rules[i].field].key);
		json_note_error(&e);
		str_fini(&text);
	}
	return error ? EX_DATAERR : 0;
}

static void amend_say_port(struct amend *a)
{
	const struct wishes *w = &a->wishes;
	char text[message_max];

	if (!w->port)
		return;
	(void)snprintf(text, sizeof(text),
		w->port_left_out ? "Port %s in it was ignored: server.port is also given."
				 : "Port %s in it was moved to server.port.",
		w->port);
	notes_add(a->messages, fields[FIELD_HOST].key, SEVERITY_ADVICE, text);
}

/* It comes last: whether it is an app password depends on what is set before it. */
static void amend_tidy_password(struct amend *a, const struct settings *draft)
{
	struct wishes *w = &a->wishes;
	struct settings next;
	struct err e;

	if (!w->password.len)
		return;
	settings_init(&next);
	settings_copy(&next, draft);
	str_clear(&w->tidy);
	if (settings_apply(&next, w->changes, w->n - 1, &e) == 0 &&
		password_pasted_tidy(&next, w->password.data, &w->tidy)) {
		w->changes[w->n - 1].text = w->tidy.data;
		notes_add(a->messages, fields[FIELD_PASSWORD].key, SEVERITY_ADVICE,
			password_pasted_said);
	}
	settings_fini(&next);
}

/* One that was given for another server or user is not sent to this one unless that is wanted. */
static void amend_follow_password(struct amend *a, struct session *s, bool keep)
{
	enum password_move move;
	struct str said;

	if (keep || wishes_have(&a->wishes, FIELD_PASSWORD)) {
		password_note(&s->given, &s->draft);
		return;
	}
	str_init(&said, message_max);
	move = password_follow(&s->given, &s->draft, &said);
	if (move == PASSWORD_TAKEN)
		str_text(&said,
			password_is_bound(&s->given)
				? " It is inherited and not sent to another server: set the "
				  "district's own with --password-stdin."
				: " It was removed: set the new one with --password-stdin. "
				  "--keep-password keeps the old one; rollback restores it.");
	if (said.len)
		notes_add(a->messages, fields[password_source(&s->given.then)].key, SEVERITY_ADVICE,
			said.data);
	str_fini(&said);
}

static void amend_say_rewrite(struct amend *a, const struct session *s)
{
	struct str words;

	str_init(&words, message_max);
	if (session_say_rewrites(s, &words))
		notes_add(a->messages, "", SEVERITY_ADVICE, words.data);
	str_fini(&words);
}

/* A provider and another one's server cannot both be meant. */
static int amend_check_provider(const struct wishes *w, const struct settings *s, struct err *e)
{
	const char *host = w->provider ? provider_listing(w->provider, false)->host : NULL;

	if (!host || strcasecmp(host, settings_get(s, FIELD_HOST)) == 0)
		return 0;
	(void)err_set(e, EX_DATAERR,
		"the server of the provider %s is %s: leave out one of the two", w->provider->id,
		host);
	return err_field(e, fields[FIELD_HOST].key);
}

/* One that is given takes the place of what only a provider's row chose. */
static void amend_make_room(const struct wishes *w, struct settings *draft)
{
	for (size_t i = 0; i < w->n; i++)
		if (password_is_source(w->changes[i].id) && w->changes[i].text &&
			*w->changes[i].text && !wishes_name(w, FIELD_SIGN_IN))
			sign_in_make_room(draft);
}

static int amend_fill(struct amend *a, struct settings *draft, struct err *e)
{
	struct wishes *w = &a->wishes;

	for (int i = 0; i < FIELD_COUNT && w->exact; i++)
		settings_reset(draft, (enum field_id)i);
	if (w->provider)
		provider_apply(w->provider, false, draft);
	amend_make_room(w, draft);
	amend_tidy_password(a, draft);
	if (settings_apply(draft, w->changes, w->n, e) < 0)
		return -1;
	return amend_check_provider(w, draft, e);
}

/* Unless something else is wished for. One that is wished for gets the administrator's id. */
static void amend_choose_sign_in(struct amend *a, struct session *s)
{
	const struct wishes *w = &a->wishes;
	bool wished = wishes_have(w, FIELD_SIGN_IN);
	struct err e;

	if (w->provider && !wishes_name(w, FIELD_SIGN_IN))
		wished = sign_in_choose(w->provider, &s->draft);
	if (wished && !wishes_name(w, FIELD_CLIENT_ID) && sign_in_client_fill(s, &e) < 0)
		notes_add(a->messages, fields[FIELD_CLIENT_ID].key, SEVERITY_ADVICE, e.message);
}

int amend_draft(const struct cli *cli, struct amend *a, struct session *s)
{
	struct err e;

	if (!a->messages)
		a->messages = json_array();
	json_array_clear(a->messages);
	if (amend_fill(a, &s->draft, &e) < 0)
		return amend_refuse(a, &e);
	amend_say_port(a);
	amend_follow_password(a, s, cli->options[OPTION_KEEP_PASSWORD]);
	amend_choose_sign_in(a, s);
	settings_fill_sender(&s->draft);
	return amend_check_rules(a, &s->draft);
}

/* To take out what no file holds needs none. */
static bool amend_would_change(const struct amend *a, const struct session *s)
{
	return (s->store.state.exists || !wishes_are_resets(&a->wishes)) && session_would_write(s);
}

/* What was tested is what is saved. */
static int amend_take_tested(const struct amend *a, struct session *s, struct err *e)
{
	if (!a->tested.id[0])
		return 0;
	s->tested = a->tested;
	return session_passed(&s->tested, &s->draft) ? 0
						     : err_set(e, EX_TEMPFAIL,
							       "%s was changed by another program "
							       "during the test; nothing was saved",
							       s->store.path);
}

static int amend_save(struct amend *a, struct session *s)
{
	bool is_new = !s->store.state.exists;
	struct err e;

	if (amend_take_tested(a, s, &e) < 0 || session_save(s, &e) < 0)
		return amend_refuse(a, &e);
	a->changed = s->store.wrote;
	if (is_new && a->changed && s->personal)
		notes_add(a->messages, "", SEVERITY_ADVICE, session_personal_words);
	if (s->note.len)
		notes_add(a->messages, "", SEVERITY_ADVICE, s->note.data);
	return 0;
}

static void amend_compare(struct amend *a, const struct session *s)
{
	json_decref(a->diff);
	a->diff = settings_diff(&s->saved, &s->draft);
}

/* What a save would need is looked at here, so that a check promises what the run can do. */
static int amend_look(const struct cli *cli, struct amend *a, struct session *s)
{
	struct err e;

	a->changed = amend_would_change(a, s);
	amend_compare(a, s);
	if (a->changed && session_check_save(s, &e) < 0)
		return amend_refuse(a, &e);
	return a->prove ? a->prove(cli, a, s) : 0;
}

static int amend_in(const struct cli *cli, struct amend *a, struct session *s)
{
	int code = amend_draft(cli, a, s);

	if (code)
		return code;
	amend_say_rewrite(a, s);
	if (s->lock < 0)
		return amend_look(cli, a, s);
	amend_compare(a, s);
	return amend_save(a, s);
}

static int amend_try(const struct cli *cli, struct amend *a, enum session_mode mode, bool *opened)
{
	struct session s;
	int code = cli_open(cli, &s, mode);

	*opened = !code;
	if (code)
		return code;
	code = amend_in(cli, a, &s);
	if (code)
		a->changed = false;
	session_close(&s);
	return code;
}

static void amend_print_json(struct amend *a)
{
	json_t *document = json_document();

	json_object_set_new(document, "changed", json_boolean(a->changed));
	json_object_set_new(document, "messages", json_incref(a->messages));
	json_object_set_new(document, "diff", a->diff ? json_incref(a->diff) : json_array());
	if (a->test)
		json_object_set_new(document, "test", json_incref(a->test));
	json_print(document);
}

int amend_run(const struct cli *cli, struct amend *a, int code)
{
	bool opened = false;

	if (!code)
		code = amend_try(cli, a, SESSION_READ, &opened);
	if (!code && a->changed && !cli->options[OPTION_CHECK])
		code = amend_try(cli, a, SESSION_WRITE, &opened);
	if (!code && cli->options[OPTION_DIFF] && !json_is_wanted())
		settings_diff_print(a->diff);
	if (opened && json_is_wanted())
		amend_print_json(a);
	else if (opened)
		notes_say(a->messages);
	json_decref(a->messages);
	json_decref(a->diff);
	json_decref(a->test);
	wishes_fini(&a->wishes);
	return code;
}
