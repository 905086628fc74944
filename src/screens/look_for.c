#include "screens/look_for.h"

#include "base/mem.h"
#include "engine/autodetect.h"
#include "screens/form.h"
#include "tui/list.h"

#include <stdio.h>
#include <stdlib.h>

enum { look_for_width = 76, look_for_said = 1000 };

/* The context of the list, and freed by it. */
struct look_for {
	struct app *app;
	struct autodetect autodetect;
};

static size_t look_for_guesses(const struct look_for *l)
{
	return l->autodetect.n / autodetect_per_guess;
}

/* The endpoint of the name that would do, else its first. */
static const struct autodetect_endpoint *look_for_endpoint(const struct look_for *l, size_t guess)
{
	const struct autodetect_endpoint *first =
		&l->autodetect.endpoints[guess * autodetect_per_guess];

	for (size_t i = 0; i < autodetect_per_guess; i++)
		if (autodetect_is_good(&first[i]))
			return &first[i];
	return first;
}

static void look_for_state(
	const struct look_for *l, const struct autodetect_endpoint *at, struct str *out)
{
	if (autodetect_is_good(at))
		str_format(out, "answers, port %s", settings_get(&at->settings, FIELD_PORT));
	else
		str_text(out, l->autodetect.running ? "trying ..." : "no answer");
}

static void look_for_draw(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct look_for *l = ctx;
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	struct str text;

	str_init(&text, look_for_said);
	if (n < look_for_guesses(l)) {
		const struct autodetect_endpoint *at = look_for_endpoint(l, n);

		str_format(&text, "%s: ", settings_get(&at->settings, FIELD_HOST));
		look_for_state(l, at, &text);
	} else {
		str_text(&text, "Another server: type its name");
	}
	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + 1, line.width - 2, text.data, role);
	str_fini(&text);
}

static void look_for_details(const void *ctx, size_t n, struct str *out)
{
	const struct look_for *l = ctx;

	if (n >= look_for_guesses(l))
		str_text(out,
			"The administrator of the domain's mail can give you the server's name.");
	else
		str_text(out, "Guessed from the domain and tried without a login. Test Server "
			      "tests your login.");
}

static void look_for_take(struct app *app, const struct autodetect_endpoint *at)
{
	static const enum field_id taken[] = {FIELD_HOST, FIELD_PORT, FIELD_PROTOCOL};
	bool good = autodetect_is_good(at);
	struct str said;

	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
		form_forget(app, taken[i]);
		settings_take(&app->session.draft, &at->settings, taken[i]);
	}
	form_reload(app);
	form_focus(app, FIELD_USER);
	str_init(&said, look_for_said);
	str_format(&said, "Filled in %s:%s (guessed; %s).", settings_get(&at->settings, FIELD_HOST),
		settings_get(&at->settings, FIELD_PORT), good ? "it answered" : "no answer yet");
	form_say(app, good ? ROLE_GOOD : ROLE_WARN, said.data);
	str_fini(&said);
}

static void look_for_choose(void *ctx, size_t n)
{
	struct look_for *l = ctx;

	autodetect_stop(&l->autodetect);
	if (n < look_for_guesses(l))
		look_for_take(l->app, look_for_endpoint(l, n));
	else
		form_focus(l->app, FIELD_HOST);
}

static void look_for_free(void *ctx)
{
	struct look_for *l = ctx;

	autodetect_fini(&l->autodetect);
	free(l);
}

/* News of a guess; the first that answers is proposed. */
static void look_for_on_news(void *ctx)
{
	struct look_for *l = ctx;
	const struct autodetect_endpoint *found = autodetect_found(&l->autodetect);

	if (found)
		list_propose(&l->app->stack,
			(size_t)(found - l->autodetect.endpoints) / autodetect_per_guess);
	l->app->stack.dirty = true;
}

void look_for_server(struct app *app, const char *domain)
{
	static const struct list_ops ops = {
		.draw_row = look_for_draw,
		.details = look_for_details,
		.choose = look_for_choose,
		.free = look_for_free,
	};
	struct look_for *l = mem_zero(1, sizeof(*l));

	l->app = app;
	autodetect_add_guesses(&l->autodetect, &app->session.draft, domain);
	autodetect_start(&l->autodetect, (struct listener) {&app->loop, look_for_on_news, l});
	list_open(&app->stack,
		&(struct list_spec) {
			.title = "Your mail server",
			.about = "The usual names of a mail server in that domain are "
				 "tried, without a user or a password. Choose one that "
				 "answers.",
			.ops = &ops,
			.ctx = l,
			.count = look_for_guesses(l) + 1,
			.width = look_for_width,
			.details_rows = 2,
		});
}
