#include "screens/sign_in_box.h"

#include "base/mem.h"
#include "base/text.h"
#include "engine/sign_in.h"
#include "screens/form.h"
#include "tui/qr.h"

#include <stdlib.h>
#include <string.h>

enum {
	widest = 66,
	beside = 38,
	margin = 2,
	narrow = 60,
	text_max = 4000,
	tick_ms = 20000,
	spaced_max = 200
};

/* A paragraph of the box. */
struct sign_in_part {
	const char *text;
	enum role role;
	bool apart; /* a blank row before it */
};

enum { parts_max = 6 };

struct sign_in_box {
	struct screen screen;
	struct app *app;
	struct sign_in sign_in;
	void (*over)(struct app *app, bool done); /* NULL: the form hears of it */
	uint64_t tick;                            /* in the loop: the minutes that are left */
};

static struct sign_in_box *sign_in_box_of(struct screen *s)
{
	return (struct sign_in_box *)(void *)s;
}

bool sign_in_box_is_wanted(const struct app *app)
{
	return settings_get(&app->session.draft, FIELD_SIGN_IN)[0];
}

/* What is shown */

/* Large, as far as a terminal has that. */
static void box_space_code(const char *code, struct str *out)
{
	for (; *code; code++)
		str_format(out, out->len && !((unsigned char)*code & 0x80) ? " %c" : "%c", *code);
}

static int box_code_parts(const struct sign_in *i, struct str *code, struct str *below, int64_t now,
	struct sign_in_part parts[parts_max])
{
	box_space_code(i->code.data, code);
	str_format(below,
		"The page names the application %s. Go on there only if you started this here. "
		"%d minutes left; waiting ...",
		i->plan.client_id, device_flow_minutes(&i->device, now));
	parts[0] = (struct sign_in_part) {
		"Open this page on any device, for example your phone:", ROLE_TEXT, false};
	parts[1] = (struct sign_in_part) {i->page.data, ROLE_FOCUS, true};
	parts[2] = (struct sign_in_part) {"and enter this code:", ROLE_TEXT, true};
	parts[3] = (struct sign_in_part) {code->data, ROLE_FOCUS, true};
	parts[4] = (struct sign_in_part) {below->data, ROLE_DIM, true};
	return 5;
}

static int box_over_parts(
	const struct sign_in *i, struct str *below, struct sign_in_part parts[parts_max])
{
	const struct sign_in_provider *p = i->plan.provider;
	int n = 0;

	if (i->outcome == SIGN_IN_DONE) {
		str_format(
			below, "Signed in as %s. Test Server (F5) uses the token.", i->plan.user);
		parts[n++] = (struct sign_in_part) {below->data, ROLE_GOOD, false};
		return n;
	}
	parts[n++] = (struct sign_in_part) {i->why.data, ROLE_TEXT, false};
	if (i->outcome == SIGN_IN_SETUP && p && p->request && !*i->plan.client_id) {
		parts[n++] = (struct sign_in_part) {
			"What to send to the administrator:", ROLE_DIM, true};
		parts[n++] = (struct sign_in_part) {p->request, ROLE_TEXT, false};
	}
	return n;
}

/* A long address cannot be selected from a drawn screen. */
static int box_parts(struct sign_in_box *b, struct str *code, struct str *below,
	struct sign_in_part parts[parts_max])
{
	const struct sign_in *i = &b->sign_in;

	if (i->stage == SIGN_IN_SHOWS_CODE)
		return box_code_parts(i, code, below, loop_now(&b->app->loop), parts);
	if (i->stage == SIGN_IN_OVER)
		return box_over_parts(i, below, parts);
	parts[0] = (struct sign_in_part) {
		i->stage == SIGN_IN_SHOWS_PAGE
			? "Here a long address has to be opened in a browser, and the one that it "
			  "leads to pasted back. Save, leave, and run: smtpsetup sign-in"
			: "Asking for a code ...",
		ROLE_TEXT, false};
	return 1;
}

/* Drawing */

/* Blanks beside the text: an address should not be cut for them. */
static int box_padding(void)
{
	return paint_screen().width < narrow ? 1 : 2;
}

static int box_rows(const struct sign_in_part *parts, int n, int width)
{
	int rows = 0;

	for (int i = 0; i < n; i++)
		rows += parts[i].apart + paint_wrap_count(parts[i].text, width);
	return rows;
}

static void box_draw_parts(struct rect r, const struct sign_in_part *parts, int n)
{
	for (int i = 0; i < n && r.height > 0; i++) {
		int rows;

		r.y += parts[i].apart;
		r.height -= parts[i].apart;
		rows = paint_paragraph(r, parts[i].text, parts[i].role);
		r.y += rows;
		r.height -= rows;
	}
}

/* The code for a camera, where it fits beside the text; false: there is no room, or no code. */
static bool box_has_qr(const struct sign_in_box *b, int *height, int *width)
{
	const struct sign_in *i = &b->sign_in;
	struct rect screen = paint_screen();

	return i->stage == SIGN_IN_SHOWS_CODE &&
	       qr_size(i->filled.len ? i->filled.data : i->page.data, height, width) &&
	       screen.width - 2 - margin >= beside + 2 * box_padding() + *width &&
	       screen.height - 1 >= *height + 2;
}

static struct rect box_place(int rows, int width)
{
	struct rect screen = paint_screen();
	int height = rows + 2 < screen.height - 1 ? rows + 2 : screen.height - 1;

	return (struct rect) {
		(screen.height - 1 - height) / 2, (screen.width - width) / 2, height, width};
}

static void sign_in_box_draw(struct stack *st, struct screen *s)
{
	struct sign_in_box *b = sign_in_box_of(s);
	struct sign_in_part parts[parts_max];
	int qr_height = 0, qr_width = 0, n, rows, inside, screen = paint_screen().width;
	bool qr = box_has_qr(b, &qr_height, &qr_width);
	struct str code, below;
	struct rect r;

	str_init(&code, spaced_max);
	str_init(&below, text_max);
	n = box_parts(b, &code, &below, parts);
	inside = qr ? beside
		    : (screen - margin < widest ? screen - margin : widest) - 2 - 2 * box_padding();
	rows = box_rows(parts, n, inside);
	r = box_place(qr && rows < qr_height ? qr_height : rows,
		inside + 2 + 2 * box_padding() + (qr ? qr_width : 0));
	paint_box(r, "Sign in");
	box_draw_parts(
		(struct rect) {r.y + 1, r.x + 1 + box_padding(), r.height - 2, inside}, parts, n);
	if (qr)
		qr_draw(r.y + 1, r.x + r.width - 1 - qr_width,
			b->sign_in.filled.len ? b->sign_in.filled.data : b->sign_in.page.data);
	str_fini(&below);
	str_fini(&code);
	stack_cursor(st, r.y + 1, r.x + 1 + box_padding());
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

static void sign_in_box_begin(struct sign_in_box *b)
{
	sign_in_fini(&b->sign_in);
	sign_in_start(&b->sign_in, &b->app->session.draft, FLOW_COUNT,
		(struct listener) {&b->app->loop, sign_in_box_on_news, b});
}

static bool sign_in_box_may_begin(const struct sign_in *i)
{
	return i->stage == SIGN_IN_SHOWS_CODE ||
	       (i->stage == SIGN_IN_OVER && i->outcome != SIGN_IN_DONE);
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

static void sign_in_box_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct sign_in_box *b = sign_in_box_of(s);
	bool over = b->sign_in.stage == SIGN_IN_OVER || b->sign_in.stage == SIGN_IN_SHOWS_PAGE;

	if (key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C') ||
		(over && key->code == KEYCODE_ENTER))
		sign_in_box_close(st, b);
	else if ((key->code == KEYCODE_F(5) || key->code == KEYCODE_CTRL('T')) &&
		 sign_in_box_may_begin(&b->sign_in))
		sign_in_box_begin(b);
	else if (stack_is_help(key))
		stack_help(st, s);
	else
		st->unmoved = true;
}

static int sign_in_box_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	const struct sign_in_box *b = sign_in_box_of(s);
	bool over = b->sign_in.stage == SIGN_IN_OVER || b->sign_in.stage == SIGN_IN_SHOWS_PAGE;
	int n = 0;

	if (over)
		hints[n++] = (struct hint) {"Enter", "Close", 0};
	else
		hints[n++] = (struct hint) {"Esc", "Cancel", 0};
	if (sign_in_box_may_begin(&b->sign_in))
		hints[n++] = (struct hint) {"F5", "New code", 1};
	return stack_hint_help(st, hints, n, 2);
}

static void sign_in_box_free(struct screen *s)
{
	struct sign_in_box *b = sign_in_box_of(s);

	loop_remove(&b->app->loop, &b->tick);
	sign_in_fini(&b->sign_in);
	free(b);
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

	if (!form_is_sound(app, "Not signed in", FIELD_DECIDES))
		return;
	b = mem_zero(1, sizeof(*b));
	b->screen.ops = &ops;
	b->screen.about =
		"The sign-in (OAuth 2) gives an access token instead of a password. The page and "
		"the code can be used on any device; this machine waits until it is confirmed "
		"there. Nothing but the code is asked for: enter it only if you started this.";
	b->app = app;
	b->over = over;
	stack_take(&app->stack, &b->screen);
	sign_in_box_begin(b);
	sign_in_box_on_tick(b);
}
