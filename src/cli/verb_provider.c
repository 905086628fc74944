#include "cli/guess.h"
#include "cli/json.h"
#include "cli/notes.h"
#include "cli/settings_diff.h"
#include "cli/verbs.h"

#include "base/mem.h"
#include "base/suggest.h"
#include "base/wrap.h"
#include "engine/sign_in_client.h"
#include "model/provider_card.h"

#include <stdlib.h>
#include <string.h>

enum { query_words_max = 15, said_max = 2000 };

static json_t *endpoint_json(const struct listing *at)
{
	if (!at->host)
		return json_null();
	return json_pack(
		"{s:s, s:i, s:s}", "host", at->host, "port", at->port, "protocol", at->protocol);
}

static json_t *limit_json(long limit)
{
	return limit ? json_integer(limit) : json_null();
}

static json_t *provider_json(const struct provider *p)
{
	return json_pack("{s:s, s:s, s:s, s:i, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "id", p->id,
		"name", p->name, "host", p->listed.host, "port", p->listed.port, "protocol",
		p->listed.protocol, "status", provider_status_name(p), "requirement",
		p->requirement, "username", json_text(p->fixed_user ? p->fixed_user : p->username),
		"per_hour", limit_json(p->per_hour), "per_day", limit_json(p->per_day),
		"replaced_by", endpoint_json(&p->today));
}

static void provider_verb_join(const struct cli *cli, size_t from, char *query, size_t size)
{
	size_t used = 0;

	query[0] = '\0';
	for (size_t i = from; i < cli->n && used < size; i++)
		used += (size_t)snprintf(
			query + used, size - used, "%s%s", i > from ? " " : "", cli->arguments[i]);
}

/* The cells of a row, the last of which needs no width. */
enum { cell_max = 80, cells = 5 };

static void provider_verb_cells(const struct provider *p, struct str row[cells])
{
	const char *const texts[cells] = {
		p->id, p->name, "", p->listed.host, provider_card_login(p)};

	for (size_t i = 0; i < cells; i++) {
		str_init(&row[i], cell_max);
		str_text(&row[i], texts[i]);
	}
	provider_card_listed(p, &row[2]);
}

/* The widest of each column, as far as a few long ones do not push all others away. */
static void provider_verb_widths(const size_t *rows, size_t n, int widths[cells])
{
	static const int most[cells] = {20, 24, 9, 24};
	struct str row[cells];

	for (size_t i = 0; i < n; i++) {
		provider_verb_cells(&providers[rows[i]], row);
		for (size_t k = 0; k < cells; k++) {
			int columns = wrap_columns(row[k].data, row[k].len, false);

			if (columns > widths[k])
				widths[k] = columns < most[k] ? columns : most[k];
			str_fini(&row[k]);
		}
	}
}

static void provider_verb_print_rows(const size_t *rows, size_t n)
{
	int widths[cells] = {0};
	struct str row[cells];

	provider_verb_widths(rows, n, widths);
	for (size_t i = 0; i < n; i++) {
		provider_verb_cells(&providers[rows[i]], row);
		for (size_t k = 0; k < cells; k++) {
			int left = widths[k] - wrap_columns(row[k].data, row[k].len, false);

			(void)printf("%s%*s", row[k].data,
				k + 1 == cells ? 0
				: left > 0     ? left + 2
					       : 2,
				"");
			str_fini(&row[k]);
		}
		(void)putchar('\n');
	}
}

static int provider_list(const struct cli *cli)
{
	json_t *all = cli->options[OPTION_JSON] ? json_array() : NULL, *document;
	size_t *kept = mem_zero(provider_count, sizeof(*kept)), found;
	char query[value_max];

	provider_verb_join(cli, 1, query, sizeof(query));
	found = provider_search(query, kept);
	for (size_t i = 0; all && i < found; i++)
		json_array_append_new(all, provider_json(&providers[kept[i]]));
	if (!all)
		provider_verb_print_rows(kept, found);
	free(kept);
	if (!found)
		cli_say(0, "no provider matches \"%s\"", query);
	if (!all)
		return 0;
	document = json_document();
	json_object_set_new(document, "providers", all);
	json_print(document);
	return 0;
}

static bool is_address(const char *text)
{
	struct str address;
	struct err e;
	bool is;

	if (!strchr(text, '@'))
		return false;
	str_init(&address, value_max);
	is = field_check(&fields[FIELD_FROM], text, &address, &e) == 0;
	str_fini(&address);
	return is;
}

/* The provider of that id, or NULL after a sentence. */
static const struct provider *by_id(const struct cli *cli)
{
	const struct provider *p = provider_named(cli->arguments[1]);
	const char *id = cli->arguments[1];
	struct err e;

	if (!p) {
		(void)suggest_error(&e, provider_suggest(id), "; smtpsetup provider lists them",
			"there is no provider \"%s\"", id);
		cli_error(&e);
	}
	return p;
}

/* The provider of that id or address; NULL after a sentence, but not for an unknown domain. */
static const struct provider *provider_verb_named(const struct cli *cli)
{
	const char *name = cli->arguments[1];

	return is_address(name) ? provider_by_address(name) : by_id(cli);
}

static void print_endpoint(const char *title, const struct listing *at)
{
	struct str text;

	str_init(&text, value_max);
	listing_text(at, &text);
	(void)printf("%-12s %s\n", title, text.data);
	str_fini(&text);
}

/* A provider, or the server that is guessed where there is none. */
static void provider_verb_show_json(const struct provider *p, const struct settings *guess)
{
	json_t *document = json_document(), *row = p ? provider_json(p) : json_null();

	if (p) {
		json_object_set_new(row, "date", json_text(p->date));
		json_object_set_new(row, "source", json_text(p->source));
	}
	json_object_set_new(document, "provider", row);
	json_object_set_new(document, "guess",
		p ? json_null()
		  : endpoint_json(&(struct listing) {settings_get(guess, FIELD_HOST),
			    (int)settings_number(guess, FIELD_PORT),
			    settings_get(guess, FIELD_PROTOCOL)}));
	json_print(document);
}

/* For an address of an unknown domain: what the guesses say, and nothing is saved. */
static int show_guess(const struct cli *cli)
{
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);

	if (code)
		return code;
	code = guess_server(cli->arguments[1], &s.draft);
	if (!code && cli->options[OPTION_JSON])
		provider_verb_show_json(NULL, &s.draft);
	else if (!code)
		(void)printf("%-12s %s\n%-12s %s\n%-12s %s\n",
			"Server:", settings_get(&s.draft, FIELD_HOST),
			"Port:", settings_get(&s.draft, FIELD_PORT), "Protocol:",
			field_display(FIELD_PROTOCOL, settings_get(&s.draft, FIELD_PROTOCOL)));
	session_close(&s);
	return code;
}

/* What is true before anything is set. */
static void provider_verb_show_sign_in(const struct provider *p)
{
	struct settings none;
	struct str text;

	settings_init(&none);
	str_init(&text, said_max);
	provider_card_sign_in(p, &none, &text);
	if (text.len)
		(void)printf("%s\n\n", text.data);
	str_fini(&text);
	settings_fini(&none);
}

static int provider_show(const struct cli *cli)
{
	const struct provider *p = provider_verb_named(cli);

	if (!p)
		return is_address(cli->arguments[1]) ? show_guess(cli) : EX_USAGE;
	if (cli->options[OPTION_JSON]) {
		provider_verb_show_json(p, NULL);
		return 0;
	}
	(void)printf("%s\n\n", p->name);
	print_endpoint(p->today.host ? "Listed:" : "Server:", &p->listed);
	if (p->today.host)
		print_endpoint("Today:", &p->today);
	(void)printf(
		"%-12s %s\n%-12s %s\n", "User:", p->username, "Login:", provider_login_words(p));
	if (provider_per_hour(p))
		(void)printf("%-12s %ld an hour\n", "Limit:", provider_per_hour(p));
	(void)printf("\n%s\n\n", p->requirement);
	provider_verb_show_sign_in(p);
	(void)printf("As of %s, %s\n", p->date, p->source);
	return 0;
}

/* The one that stands behind the provider; NULL: none. */
static const char *provider_verb_address(const struct cli *cli)
{
	return cli->n > 2 ? cli->arguments[2] : NULL;
}

/* The address is where mail comes from, and the user where the provider takes it for that. */
static void provider_verb_fill(const struct cli *cli, struct settings *s, const struct provider *p)
{
	const char *address = provider_verb_address(cli);
	struct err e; /* it was checked */

	provider_apply(p, cli->options[OPTION_AS_LISTED], s);
	if (address)
		(void)settings_assign(s, FIELD_FROM, address, &e);
	if (address && provider_user_is_address(p))
		(void)settings_assign(s, FIELD_USER, address, &e);
}

static void provider_verb_note(json_t *notes, const char *text)
{
	notes_add(notes, "", SEVERITY_ADVICE, text);
}

static void provider_verb_note_today(json_t *notes, const struct provider *p)
{
	struct str text;

	str_init(&text, said_max);
	str_format(&text, "%s:%d no longer works: using %s:%d", p->listed.host, p->listed.port,
		p->today.host, p->today.port);
	provider_verb_note(notes, text.data);
	str_fini(&text);
}

static void provider_verb_apply(
	const struct cli *cli, struct session *s, const struct provider *p, json_t *notes)
{
	provider_verb_fill(cli, &s->draft, p);
	if (p->today.host && !cli->options[OPTION_AS_LISTED])
		provider_verb_note_today(notes, p);
	provider_verb_note(notes, p->requirement);
	if (provider_verb_address(cli) && !provider_user_is_address(p) && !p->fixed_user)
		notes_add(notes, fields[FIELD_USER].key, SEVERITY_ADVICE, p->username);
}

/* It was given for another server. */
static void provider_verb_follow_password(struct session *s, json_t *notes)
{
	struct str said;

	str_init(&said, said_max);
	if (password_follow(&s->given, &s->draft, &said) == PASSWORD_TAKEN)
		str_text(&said, " It was removed: set the new one with set --password-stdin. "
				"rollback restores it.");
	if (said.len)
		provider_verb_note(notes, said.data);
	str_fini(&said);
}

/* After the password has followed. */
static void provider_verb_choose_sign_in(struct session *s, const struct provider *p, json_t *notes)
{
	const struct sign_in_provider *lacks;
	struct str request;
	struct err e;

	if (!sign_in_choose(p, &s->draft))
		return;
	if (sign_in_client_fill(s, &e) < 0)
		provider_verb_note(notes, e.message);
	lacks = sign_in_lacking(p, &s->draft);
	provider_verb_note(notes, lacks ? lacks->needs : "Next, sign in: smtpsetup sign-in");
	if (!lacks || !lacks->request)
		return;
	str_init(&request, said_max);
	str_format(&request, "What to send to the administrator: %s", lacks->request);
	provider_verb_note(notes, request.data);
	str_fini(&request);
}

static int provider_verb_save(struct session *s, json_t *notes)
{
	bool is_new = !s->store.state.exists;
	struct err e;

	if (session_save(s, &e) < 0)
		return cli_error(&e);
	if (is_new && s->personal)
		provider_verb_note(notes, session_personal_words);
	if (s->note.len)
		provider_verb_note(notes, s->note.data);
	return 0;
}

static void provider_use_change(const struct cli *cli, struct session *s, const void *provider)
{
	provider_verb_fill(cli, &s->draft, provider);
	(void)sign_in_client_choose(s, provider);
}

static void provider_use_say(const json_t *notes)
{
	for (size_t i = 0; i < json_array_size(notes); i++) {
		const json_t *note = json_array_get(notes, i);
		const char *field = json_string_value(json_object_get(note, "field"));

		cli_say(0, "%s%s%s", field ? field : "", field ? ": " : "",
			json_string_value(json_object_get(note, "text")));
	}
}

static void provider_use_print(const struct session *s, json_t *notes, json_t *diff)
{
	json_t *document = json_document();

	json_object_set_new(document, "changed", json_boolean(s->store.wrote));
	json_object_set_new(document, "messages", notes);
	json_object_set_new(document, "diff", diff);
	json_print(document);
}

static int provider_use_in(const struct cli *cli, struct session *s, const struct provider *p)
{
	json_t *notes = json_array(), *diff;
	int code = 0;

	if (p)
		provider_verb_apply(cli, s, p, notes);
	else
		code = guess_server(cli->arguments[1], &s->draft);
	if (!code)
		provider_verb_follow_password(s, notes);
	if (!code && p)
		provider_verb_choose_sign_in(s, p, notes);
	diff = settings_diff(&s->saved, &s->draft);
	if (!code)
		code = provider_verb_save(s, notes);
	if (!cli->options[OPTION_JSON])
		provider_use_say(notes);
	provider_use_print(s, notes, diff);
	return code;
}

static int provider_use(const struct cli *cli)
{
	const struct provider *p = provider_verb_named(cli);
	const char *address = provider_verb_address(cli);
	struct session s;
	int code;

	if (!p && !is_address(cli->arguments[1]))
		return EX_USAGE;
	if (address && (!p || is_address(cli->arguments[1]) || !is_address(address)))
		return cli_say(EX_USAGE, "expected a provider and an e-mail address, got %s %s",
			cli->arguments[1], address);
	/* What finds no server leaves nothing behind, and locks nobody out while it looks. */
	code = cli_open(cli, &s, p ? cli_mode_for(cli, provider_use_change, p) : SESSION_READ);
	if (code)
		return code;
	code = provider_use_in(cli, &s, p);
	session_close(&s);
	return code;
}

static const struct cli_action actions[] = {
	{"list", provider_list, OPTION_BIT(OPTION_JSON), 0, query_words_max, "[QUERY] [--json]"},
	{"show", provider_show, 0, 1, 1, "ID|ADDRESS"},
	{"use", provider_use, OPTION_BIT(OPTION_AS_LISTED), 1, 2,
		"ID|ADDRESS [--as-listed] | ID ADDRESS"},
	{0},
};

int verb_provider(const struct cli *cli)
{
	return cli_act(cli, actions);
}
