#include "screens/choose.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/public_suffix.h"
#include "engine/sign_in_client.h"
#include "model/password.h"
#include "model/provider_card.h"
#include "screens/form.h"
#include "screens/form_rows.h"
#include "screens/help.h"
#include "screens/look_for.h"
#include "screens/question.h"
#include "tui/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { provider_list_width = 76, card_rows = 8, details_max = 1000 };

/* Where the columns of a row begin: the name, protocol and port, the host, the login. */
enum { name_x = 1, listed_x = 25, host_x = 36, login_width = 16, wide_row = 60 };

/* The provider menu: the catalogue, and a last row for all that is not in it. */

/* The context of the list, and freed by it. */
struct choose {
	struct app *app;
	char typed[value_max + 1];
};

static bool choose_is_other(const void *ctx, size_t n)
{
	(void)ctx;
	return n == provider_count;
}

static void words_of_provider(const void *ctx, size_t n, struct str *out)
{
	if (!choose_is_other(ctx, n))
		provider_words(&providers[n], out);
}

static void choose_typed(void *ctx, const char *query)
{
	struct choose *c = ctx;

	(void)snprintf(c->typed, sizeof(c->typed), "%s", query);
	ascii_lower_all(c->typed);
}

/* The domain that was typed, alone or in an address, or NULL; a longer name is a server's. */
static const char *choose_domain(const struct choose *c)
{
	const char *at = strrchr(c->typed, '@'), *registered;

	if (at)
		return host_is_qualified(at + 1) ? at + 1 : NULL;
	registered = host_is_qualified(c->typed) ? public_suffix_registrable(c->typed) : NULL;
	return registered == c->typed ? registered : NULL;
}

static void choose_say_other(const struct choose *c, struct str *out)
{
	const char *domain = choose_domain(c);

	if (domain)
		str_format(out, "Look for the server of %s", domain);
	else
		str_format(out, "Another server: %s",
			host_is_qualified(c->typed) ? c->typed : "type its name");
}

static void choose_draw_other(const struct choose *c, struct rect line, bool marked)
{
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	struct str text;

	str_init(&text, details_max);
	choose_say_other(c, &text);
	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + name_x, line.width - 2, text.data, role);
	str_fini(&text);
}

/* Fills in the server where its name was typed already. */
static void choose_take_other(const struct choose *c)
{
	const char *domain = choose_domain(c);
	struct change change = {FIELD_HOST, c->typed};
	struct app *app = c->app;
	struct err e;

	if (domain) {
		look_for_server(app, domain);
		return;
	}
	form_forget(app, FIELD_HOST);
	if (host_is_qualified(c->typed) &&
		settings_apply(&app->session.draft, &change, 1, &e) == 0) {
		form_reload(app);
		form_focus(app, FIELD_PORT);
	} else {
		form_focus(app, FIELD_HOST);
	}
}

static void choose_draw_server(struct rect line, const struct provider *p, enum role role)
{
	struct str listed;

	str_init(&listed, details_max);
	provider_card_listed(p, &listed);
	paint_text(line.y, line.x + listed_x, host_x - listed_x - 1, listed.data, role);
	paint_text(line.y, line.x + host_x, line.width - host_x - login_width - 1, p->listed.host,
		role);
	str_fini(&listed);
}

void choose_draw_provider(struct rect line, const struct provider *p, bool marked)
{
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	bool warns = p->status == PROVIDER_OBSOLETE || p->login == LOGIN_OAUTH;
	bool wide = line.width > wide_row;
	int end = line.width - login_width;

	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + name_x, (wide ? listed_x : end) - name_x - 1, p->name, role);
	if (wide)
		choose_draw_server(line, p, role);
	paint_text(line.y, line.x + end, login_width, provider_card_login(p),
		warns && !marked ? ROLE_WARN : role);
}

static void draw_provider(const void *ctx, struct rect line, size_t n, bool marked)
{
	if (choose_is_other(ctx, n))
		choose_draw_other(ctx, line, marked);
	else
		choose_draw_provider(line, &providers[n], marked);
}

static void choose_provider_details(const void *ctx, size_t n, struct str *out)
{
	const struct choose *c = ctx;

	if (!choose_is_other(ctx, n))
		provider_card(&providers[n], &c->app->session.draft, out);
	else if (choose_domain(ctx))
		str_text(out, "Tries the usual names of a mail server there, without a login.");
	else
		str_text(out, "Your own server, or a provider that is not in this list.");
}

/* The user of another organisation is another one, unless it is the same word for everybody. */
static bool needs_user(const struct session *s, const struct provider *p)
{
	return settings_is_empty(&s->draft, FIELD_USER) || (s->given.elsewhere && !p->fixed_user);
}

static void choose_use(struct app *app, const struct provider *p, bool as_listed)
{
	struct session *s = &app->session;
	struct str said, owner;
	bool signs_in;

	form_forget(app, FIELD_HOST); /* what was typed there and is no value, too */
	form_forget(app, FIELD_PORT);
	if (form_page(app)->use_provider) {
		form_page(app)->use_provider(app, p, as_listed);
		return;
	}
	str_init(&said, details_max);
	str_init(&owner, details_max);
	provider_apply(p, as_listed, &s->draft);
	(void)password_follow(&s->given, &s->draft, &owner);
	form_rows_forget_source(app);
	signs_in = sign_in_client_choose(s, p);
	form_reload(app);
	form_focus(app, needs_user(s, p) ? FIELD_USER
			: signs_in       ? FIELD_CLIENT_ID
					 : FIELD_PASSWORD);
	form_select(app);
	str_format(&said, "Filled in from %s: ", p->name);
	listing_text(provider_listing(p, as_listed), &said);
	if (owner.len)
		str_format(&said, ". %s", owner.data);
	form_say(app, owner.len ? ROLE_WARN : ROLE_GOOD, said.data);
	str_fini(&owner);
	str_fini(&said);
}

/* Whose listed values are obsolete. */
struct obsolete {
	struct app *app;
	const struct provider *provider;
};

static void choose_answer_obsolete(void *ctx, enum question_next next)
{
	const struct obsolete *o = ctx;

	if (next != QUESTION_STAY)
		choose_use(o->app, o->provider, next == QUESTION_AS_LISTED);
}

static void tell_provider(void *ctx, size_t n)
{
	const struct choose *c = ctx;

	if (choose_is_other(ctx, n))
		help_of_field(c->app, FIELD_HOST);
	else
		help_of_provider(c->app, &providers[n]);
}

static void take_provider(void *ctx, size_t n)
{
	const struct choose *c = ctx;
	const struct obsolete o = {c->app, &providers[n]};
	struct question_about about = question_of(c->app);

	if (choose_is_other(ctx, n)) {
		choose_take_other(c);
		return;
	}
	about.provider = o.provider;
	question_open(c->app, QUESTION_OBSOLETE, &about,
		&(struct question_sequel) {choose_answer_obsolete, mem_copy(&o, sizeof(o)), free});
}

void choose_provider(struct app *app)
{
	static const struct list_ops ops = {
		.words = words_of_provider,
		.draw_row = draw_provider,
		.details = choose_provider_details,
		.choose = take_provider,
		.help = tell_provider,
		.typed = choose_typed,
		.stays = choose_is_other,
		.free = free,
	};
	struct choose *c = mem_zero(1, sizeof(*c));
	const struct provider *now;

	c->app = app;
	form_commit(app);
	now = provider_of(&app->session.draft);
	list_open(&app->stack, &(struct list_spec) {
				       .title = "Providers",
				       .ops = &ops,
				       .ctx = c,
				       .count = provider_count + 1,
				       .at = now ? (size_t)(now - providers) : 0,
				       .width = provider_list_width,
				       .details_rows = card_rows,
				       .filter = true,
			       });
}
