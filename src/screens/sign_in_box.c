#include "screens/sign_in_box.h"

#include "base/mem.h"
#include "base/text.h"
#include "engine/sign_in_client.h"
#include "screens/form.h"
#include "screens/sign_in_draw.h"
#include "tui/term.h"

#include <stdlib.h>

enum { tick_ms = 20000 };

static struct sign_in_box *sign_in_box_of(struct screen *s)
{
	return (struct sign_in_box *)(void *)s;
}

static void sign_in_box_draw(struct stack *st, struct screen *s)
{
	sign_in_draw(st, sign_in_box_of(s));
}

bool sign_in_box_is_wanted(const struct app *app)
{
	return settings_get(&app->session.draft, FIELD_SIGN_IN)[0];
}

/* What happens */

static void sign_in_box_on_news(void *ctx)
{
	struct sign_in_box *b = ctx;

	b->app->stack.dirty = true;
}

static void sign_in_box_on_tick(void *ctx)
{
	struct sign_in_box *b = ctx;

	b->tick = loop_timer(&b->app->loop, tick_ms, sign_in_box_on_tick, b);
	b->app->stack.dirty = true;
}

static void sign_in_box_begin(struct sign_in_box *b, enum sign_in_flow flow)
{
	sign_in_fini(&b->sign_in);
	str_clear(&b->pasted.text);
	b->trouble.code = 0;
	sign_in_start(&b->sign_in, &b->app->session.draft, flow,
		(struct listener) {&b->app->loop, sign_in_box_on_news, b});
}

static bool sign_in_box_has_failed(const struct sign_in *i)
{
	return i->stage == SIGN_IN_OVER && i->outcome != SIGN_IN_DONE;
}

static bool sign_in_box_may_begin(const struct sign_in *i)
{
	return i->stage == SIGN_IN_SHOWS_CODE || sign_in_box_has_failed(i);
}

/* A code, or an address that is pasted: the one that is not under way; FLOW_COUNT: there is none.
 */
static enum sign_in_flow sign_in_box_other(const struct sign_in *i)
{
	bool waits = i->stage == SIGN_IN_SHOWS_CODE || i->stage == SIGN_IN_SHOWS_PAGE ||
		     sign_in_box_has_failed(i);

	if (waits && i->flow == FLOW_DEVICE && i->plan.authorize)
		return FLOW_PASTE;
	return waits && i->flow == FLOW_PASTE && i->plan.device ? FLOW_DEVICE : FLOW_COUNT;
}

static void sign_in_box_close(struct stack *st, struct sign_in_box *b)
{
	struct app *app = b->app;
	void (*over)(struct app * app, bool done) = b->over;
	bool done = b->sign_in.stage == SIGN_IN_OVER && b->sign_in.outcome == SIGN_IN_DONE;

	stack_pop(st);
	if (over)
		over(app, done);
	else if (done)
		form_say(app, ROLE_GOOD, "Signed in. Test Server (F5) uses the token.");
}

/* What was pasted is wiped, whatever came of it. */
static void sign_in_box_paste(struct sign_in_box *b)
{
	b->trouble.code = 0;
	if (sign_in_paste(&b->sign_in, b->pasted.text.data, &b->trouble) < 0)
		text_capital(b->trouble.message);
	str_clear(&b->pasted.text);
}

static void sign_in_box_type(struct sign_in_box *b, const struct key *key)
{
	b->trouble.code = 0;
	if (key->code == KEYCODE_ENTER)
		sign_in_box_paste(b);
	else if (key->code == KEYCODE_F(4))
		term_show_alone(b->sign_in.page.data);
	else if (!hidden_line_key(&b->pasted, key))
		b->app->stack.unmoved = true;
	else if (b->pasted.refused)
		(void)err_set(
			&b->trouble, EX_DATAERR, "Too long: at most %d bytes.", hidden_line_max);
}

static bool sign_in_box_is_over(const struct sign_in *i)
{
	return i->stage == SIGN_IN_OVER;
}

/* True: the key was one of those that do the same at every stage. */
static bool sign_in_box_common_key(struct stack *st, struct sign_in_box *b, const struct key *key)
{
	enum sign_in_flow other = sign_in_box_other(&b->sign_in);
	bool again = key->code == KEYCODE_F(5) || key->code == KEYCODE_CTRL('T');

	if (key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C') ||
		(sign_in_box_is_over(&b->sign_in) && key->code == KEYCODE_ENTER))
		sign_in_box_close(st, b);
	else if (key->code == KEYCODE_F(2) && other != FLOW_COUNT)
		sign_in_box_begin(b, other);
	else if (again && sign_in_box_may_begin(&b->sign_in))
		sign_in_box_begin(b, b->sign_in.flow);
	else
		return false;
	return true;
}

static void sign_in_box_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct sign_in_box *b = sign_in_box_of(s);
	bool types = b->sign_in.stage == SIGN_IN_SHOWS_PAGE;

	if (sign_in_box_common_key(st, b, key))
		return;
	if (types ? key->help : stack_is_help(key))
		stack_help(st, s);
	else if (types)
		sign_in_box_type(b, key);
	else
		st->unmoved = true;
}

static int sign_in_box_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	const struct sign_in *i = &sign_in_box_of(s)->sign_in;
	bool pastes = i->stage == SIGN_IN_SHOWS_PAGE;
	int n = 0;

	if (pastes)
		hints[n++] = (struct hint) {"Enter", "Go on", 0};
	if (sign_in_box_is_over(i))
		hints[n++] = (struct hint) {"Enter", "Close", 0};
	else
		hints[n++] = (struct hint) {"Esc", "Cancel", 0};
	if (pastes)
		hints[n++] = (struct hint) {"F4", "Address", 0};
	if (sign_in_box_other(i) != FLOW_COUNT)
		hints[n++] = (struct hint) {"F2", "Other way", pastes ? 2 : 1};
	if (sign_in_box_may_begin(i))
		hints[n++] = (struct hint) {
			"F5", i->stage == SIGN_IN_OVER ? "Try again" : "New code", 1};
	return stack_hint_help(st, hints, n, 2);
}

static void sign_in_box_free(struct screen *s)
{
	struct sign_in_box *b = sign_in_box_of(s);

	loop_remove(&b->app->loop, &b->tick);
	sign_in_fini(&b->sign_in);
	hidden_line_fini(&b->pasted);
	free(b);
}

/* The administrator's client id is looked up here, as a sign-in may have been typed by hand. */
static bool sign_in_box_has_client(struct app *app)
{
	struct err e;

	if (sign_in_client_fill(&app->session, &e) < 0) {
		form_say(app, ROLE_WARN, e.message);
		return false;
	}
	form_reload(app);
	return true;
}

void sign_in_box_open(struct app *app)
{
	sign_in_box_open_for(app, NULL);
}

void sign_in_box_open_for(struct app *app, void (*over)(struct app *app, bool done))
{
	static const struct screen_ops ops = {
		.draw = sign_in_box_draw,
		.key = sign_in_box_key,
		.hints = sign_in_box_hints,
		.free = sign_in_box_free,
	};
	struct sign_in_box *b;

	if (!form_is_sound(app, "Not signed in", FIELD_DECIDES) || !sign_in_box_has_client(app))
		return;
	b = mem_zero(1, sizeof(*b));
	b->screen.ops = &ops;
	b->screen.about =
		"The sign-in (OAuth 2) gives an access token instead of a password. Its page can "
		"be opened on any device; this machine waits until you confirm it there. There "
		"are two ways, and F2 changes between them: a code that you enter on the page, or "
		"an address that you paste back, for where codes are blocked. F4 leaves the screen "
		"for that long address, so that it can be selected. Continue only if you started "
		"this here.";
	b->app = app;
	b->over = over;
	stack_take(&app->stack, &b->screen);
	hidden_line_init(&b->pasted);
	sign_in_box_begin(b, FLOW_COUNT);
	sign_in_box_on_tick(b);
}
