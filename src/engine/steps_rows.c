/* The steps themselves, and what belongs to each: a table and its small functions. */
#include "engine/steps.h"

#include "base/ascii.h"
#include "engine/sign_in_client.h"
#include "engine/sign_in_state.h"
#include "model/password.h"
#include "model/provider_card.h"
#include "model/sign_in_plan.h"

#include <stdio.h>
#include <string.h>

static struct settings *draft_of(const struct steps *st)
{
	return &st->session->draft;
}

static const char *rows_domain(const char *address)
{
	const char *at = strrchr(address, '@');

	return at ? at + 1 : "";
}

static const struct provider *found_by_address(const struct steps *st)
{
	return provider_by_address(settings_sender(draft_of(st)));
}

static bool source_due(const struct steps *st)
{
	return st->found.n > 0 || st->found.unusable.n > 0;
}

static bool provider_due(const struct steps *st)
{
	bool known = !*settings_sender(draft_of(st)) || found_by_address(st);

	return !st->server_given && !known;
}

static bool server_due(const struct steps *st)
{
	return st->by_hand && provider_due(st);
}

static bool needs_token(const struct steps *st)
{
	const struct provider *p = provider_of(draft_of(st));

	return p && p->login == LOGIN_OAUTH;
}

static bool way_due(const struct steps *st)
{
	const struct provider *p = provider_of(draft_of(st));

	return p && p->sign_in_first;
}

static bool signs_in(const struct steps *st)
{
	return sign_in_is_set(draft_of(st));
}

static bool login_due(const struct steps *st)
{
	return !needs_token(st) && !signs_in(st);
}

static bool token_due(const struct steps *st)
{
	return needs_token(st) && !signs_in(st);
}

static bool sign_in_due(const struct steps *st)
{
	return sign_in_is_due(draft_of(st));
}

/* What is said */

static void say_source(const struct steps *st, struct str *out)
{
	if (st->found.n)
		str_text(out, "Another program on this machine already sends mail. You can start "
			      "from its settings and change what you like.");
	else
		str_text(out, "The settings of another program were found, but cannot be used.");
	for (size_t i = 0; i < st->found.unusable.n; i++)
		str_format(out, "\n%s", st->found.unusable.items[i]);
}

void steps_say_address(const char *address, struct str *out)
{
	const struct provider *p = provider_by_address(address);

	if (!p)
		return;
	str_format(out, "%s, %s: ", p->name, provider_login_words(p));
	listing_text(provider_listing(p, false), out);
	str_format(out, ".\n%s", p->requirement);
}

static void say_address(const struct steps *st, struct str *out)
{
	if (st->recalled)
		str_text(out, "Your earlier answers are filled in. Passwords are never kept. ");
	str_text(out, "Mail will be sent from this address. It also tells us which server to use.");
}

static void say_provider(const struct steps *st, struct str *out)
{
	str_format(out,
		"No provider is known for %s. Likely server names are being tried, without a "
		"login. Or choose the provider that hosts your mail.",
		rows_domain(settings_sender(draft_of(st))));
}

static void rows_say_server(const struct steps *st, struct str *out)
{
	(void)st;
	str_text(out, "The server's administrator knows its name and its protocol.");
}

/* What the provider wants comes first: it is what may be missing. */
static void say_login(const struct steps *st, struct str *out)
{
	const struct settings *draft = draft_of(st);
	const struct provider *p = provider_of(draft);
	size_t before = out->len;

	password_say_elsewhere(&st->session->given, draft, out);
	if (out->len > before)
		str_char(out, '\n');
	str_format(out, "%s\n%s%s",
		p ? p->requirement : "If the server needs no login, leave both empty.",
		p ? p->name : "Server", p ? ", " : ": ");
	listing_text(&(const struct listing) {settings_get(draft, FIELD_HOST),
			     (int)settings_number(draft, FIELD_PORT),
			     settings_get(draft, FIELD_PROTOCOL)},
		out);
	str_char(out, '.');
}

static void say_way(const struct steps *st, struct str *out)
{
	str_text(out, provider_of(draft_of(st))->requirement);
}

/* What is not there comes first. */
static void say_client(const struct steps *st, struct str *out)
{
	const struct settings *draft = draft_of(st);
	const struct provider *p = provider_of(draft);
	size_t before = out->len;

	if (p)
		provider_card_sign_in(p, draft, out);
	if (out->len == before)
		str_text(out, "The sign-in gives an access token instead of a password. Next, a "
			      "code or an address is shown, to be opened on any device with a "
			      "browser.");
}

static void steps_say_sign_in(const struct steps *st, struct str *out)
{
	(void)st;
	str_text(out, "Gets the access token. This machine waits until you confirm it.");
}

static void say_test(const struct steps *st, struct str *out)
{
	(void)st;
	str_text(out, "Connects and logs in with what you typed. No mail is sent.");
}

static void rows_say_sender(const struct steps *st, struct str *out)
{
	(void)st;
	str_text(out, "How your mail appears to others, and how much may be sent.");
}

/* What follows from the answers */

static bool same_domain(const struct steps *st, const char *address)
{
	return ascii_same(rows_domain(st->address), rows_domain(address));
}

static void address_use(struct steps *st, const struct provider *p)
{
	provider_apply(p, false, draft_of(st));
	(void)password_follow(&st->session->given, draft_of(st), NULL);
	(void)sign_in_client_choose(st->session, p);
}

/* The server follows the address, unless a file gave it before there was an address. */
static void address_done(struct steps *st)
{
	struct settings *draft = draft_of(st);
	const char *address = settings_sender(draft);
	const struct provider *p = found_by_address(st);
	bool first = !*st->address && st->server_given;

	if (!first && !same_domain(st, address)) {
		st->server_given = false;
		st->by_hand = false;
		if (p && p != provider_of(draft))
			address_use(st, p);
		else if (!p)
			settings_reset(draft, FIELD_HOST);
	}
	steps_propose_user(st, address);
	(void)snprintf(st->address, sizeof(st->address), "%s", address);
}

static void enter_provider(struct steps *st)
{
	const char *domain = rows_domain(settings_sender(draft_of(st)));

	if (strcmp(st->detected_domain, domain) == 0)
		return;
	(void)snprintf(st->detected_domain, sizeof(st->detected_domain), "%s", domain);
	autodetect_fini(&st->autodetect);
	autodetect_add_guesses(&st->autodetect, draft_of(st), domain);
	autodetect_start(&st->autodetect, st->listener);
}

static void server_done(struct steps *st)
{
	steps_propose_user(st, settings_sender(draft_of(st)));
}

/* clang-format off: a table, each row a sentence */
const struct steps_row steps_rows[AT_COUNT] = {
	[AT_SOURCE] =
		{
			.kind = STEPS_CHOICE,
			.title = "Start from what is here?",
			.crumb = "Start",
			.asks = {FIELD_COUNT},
			.due = source_due,
			.say = say_source,
		},
	[AT_ADDRESS] =
		{
			.kind = STEPS_FIELDS,
			.title = "Your e-mail address",
			.crumb = "Address",
			.label = "E-mail address",
			.asks = {FIELD_FROM, FIELD_COUNT},
			.say = say_address,
			.done = address_done,
		},
	[AT_PROVIDER] =
		{
			.kind = STEPS_CHOICE,
			.title = "Your mail server",
			.crumb = "Server",
			.asks = {FIELD_COUNT},
			.due = provider_due,
			.say = say_provider,
			.enter = enter_provider,
		},
	[AT_SERVER] =
		{
			.kind = STEPS_FIELDS,
			.title = "Your mail server",
			.crumb = "Server",
			.asks = {FIELD_HOST, FIELD_PROTOCOL, FIELD_PORT, FIELD_COUNT},
			.due = server_due,
			.say = rows_say_server,
			.done = server_done,
		},
	[AT_WAY] =
		{
			.kind = STEPS_CHOICE,
			.title = "How to log in",
			.crumb = "Login",
			.asks = {FIELD_COUNT},
			.due = way_due,
			.say = say_way,
		},
	[AT_LOGIN] =
		{
			.kind = STEPS_FIELDS,
			.title = "User and password",
			.crumb = "Login",
			.asks = {FIELD_USER, FIELD_PASSWORD, FIELD_COUNT},
			.due = login_due,
			.say = say_login,
		},
	[AT_TOKEN] =
		{
			.kind = STEPS_FIELDS,
			.title = "User and access token",
			.crumb = "Login",
			.asks = {FIELD_USER, FIELD_METHOD, FIELD_PASSWORD, FIELD_COUNT},
			.due = token_due,
			.say = say_login,
		},
	[AT_CLIENT] =
		{
			.kind = STEPS_FIELDS,
			.title = "The sign-in",
			.crumb = "Login",
			.asks = {FIELD_USER, FIELD_CLIENT_ID, FIELD_TENANT, FIELD_COUNT},
			.due = signs_in,
			.say = say_client,
		},
	[AT_SIGN_IN] =
		{
			.kind = STEPS_SIGN_IN,
			.title = "Sign in",
			.asks = {FIELD_COUNT},
			.due = sign_in_due,
			.say = steps_say_sign_in,
		},
	[AT_TEST] =
		{
			.kind = STEPS_TEST,
			.title = "The test",
			.asks = {FIELD_COUNT},
			.say = say_test,
		},
	[AT_SENDER] =
		{
			.kind = STEPS_FIELDS,
			.title = "The sender, and the limit",
			.crumb = "Sender",
			.asks = {FIELD_FROM, FIELD_FROM_NAME, FIELD_REPLY_TO, FIELD_PER_HOUR,
				FIELD_COUNT},
			.say = rows_say_sender,
		},
	[AT_REVIEW] =
		{
			.kind = STEPS_REVIEW,
			.title = "Review",
			.crumb = "Review",
			.asks = {FIELD_COUNT},
		},
};
/* clang-format on */
