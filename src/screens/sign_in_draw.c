#include "screens/sign_in_draw.h"

#include "tui/qr.h"

#include <string.h>

enum { widest = 66, beside = 38, margin = 2, narrow = 60, text_max = 4000 };

/* A paragraph of the box. */
struct sign_in_part {
	const char *text;
	enum role role;
	bool apart; /* a blank row before it, where there is room for all of these */
};

enum { parts_max = 6 };

/* The texts of a drawing, which its parts are of. */
struct sign_in_texts {
	struct str code, below;
	struct sign_in_part parts[parts_max];
	int n;
};

/* What is shown */

static void box_add(struct sign_in_texts *t, const char *text, enum role role)
{
	t->parts[t->n] = (struct sign_in_part) {text, role, t->n > 0};
	t->n++;
}

/* Large, as far as a terminal has that. */
static void box_space_code(const char *code, struct str *out)
{
	for (; *code; code++)
		str_format(out, out->len && !((unsigned char)*code & 0x80) ? " %c" : "%c", *code);
}

static void box_say_application(const struct sign_in *i, struct str *out)
{
	str_format(out,
		"The page names the application registered as %s. Continue only if you started "
		"this here.",
		i->plan.client_id);
}

static void box_show_code(const struct sign_in *i, int64_t now, struct sign_in_texts *t)
{
	int minutes = device_flow_minutes(&i->device, now);

	box_space_code(i->code.data, &t->code);
	str_format(&t->below, "Waiting, %d minute%s left. ", minutes, minutes == 1 ? "" : "s");
	box_say_application(i, &t->below);
	box_add(t, "Open this page on any device:", ROLE_TEXT);
	box_add(t, i->page.data, ROLE_FOCUS);
	box_add(t, "and enter this code:", ROLE_TEXT);
	box_add(t, t->code.data, ROLE_FOCUS);
	box_add(t, t->below.data, ROLE_DIM);
}

/* A long address cannot be selected from a drawn screen. */
static void box_show_page(const struct sign_in_box *b, struct sign_in_texts *t)
{
	box_say_application(&b->sign_in, &t->below);
	str_format(&t->code,
		"F4 shows a long address: open it in a browser and sign in. The browser then shows "
		"an address that begins with %s, on a page that may not load. Paste that one here; "
		"it is not shown:",
		b->sign_in.plan.redirect);
	if (b->trouble.code)
		box_add(t, b->trouble.message, ROLE_WARN);
	else
		box_add(t, t->code.data, ROLE_TEXT);
	box_add(t, " ", ROLE_ACTIVE);
	box_add(t, t->below.data, ROLE_DIM);
}

static void box_show_end(const struct sign_in *i, struct sign_in_texts *t)
{
	const struct sign_in_provider *p = i->plan.provider;

	if (i->outcome == SIGN_IN_DONE) {
		str_format(&t->below, "Signed in as %s. Test Server (F5) uses the token.",
			i->plan.user);
		box_add(t, t->below.data, ROLE_GOOD);
		return;
	}
	box_add(t, i->why.data, ROLE_TEXT);
	if (i->outcome == SIGN_IN_SETUP && p && p->request && !*i->plan.client_id) {
		box_add(t, "What to send to the administrator:", ROLE_DIM);
		box_add(t, p->request, ROLE_TEXT);
	}
}

static void box_texts(struct sign_in_box *b, struct sign_in_texts *t)
{
	const struct sign_in *i = &b->sign_in;

	t->n = 0;
	str_init(&t->code, text_max);
	str_init(&t->below, text_max);
	if (i->stage == SIGN_IN_SHOWS_CODE)
		box_show_code(i, loop_now(&b->app->loop), t);
	else if (i->stage == SIGN_IN_SHOWS_PAGE)
		box_show_page(b, t);
	else if (i->stage == SIGN_IN_OVER)
		box_show_end(i, t);
	else
		box_add(t, "Asking the sign-in service ...", ROLE_TEXT);
}

/* Drawing */

/* Blanks beside the text: an address should not be cut for them. */
static int box_padding(void)
{
	return paint_screen().width < narrow ? 1 : 2;
}

static int box_most_rows(void)
{
	return paint_screen().height - 1 - 2;
}

static int box_rows(const struct sign_in_texts *t, int width, bool apart)
{
	int rows = 0;

	for (int i = 0; i < t->n; i++)
		rows += (apart && t->parts[i].apart) + paint_wrap_count(t->parts[i].text, width);
	return rows;
}

static void box_draw_parts(
	struct stack *st, struct rect r, const struct sign_in_box *b, const struct sign_in_texts *t)
{
	bool apart = box_rows(t, r.width, true) <= r.height;

	for (int i = 0; i < t->n && r.height > 0; i++) {
		const struct sign_in_part *part = &t->parts[i];
		int rows = apart && part->apart, used = 1;

		r.y += rows;
		r.height -= rows;
		if (part->role == ROLE_ACTIVE)
			stack_cursor(
				st, r.y, r.x + hidden_line_draw(&b->pasted, r.y, r.x, r.width));
		else
			used = paint_paragraph(r, part->text, part->role);
		r.y += used;
		r.height -= used;
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
	int height = rows < box_most_rows() ? rows + 2 : box_most_rows() + 2;

	return (struct rect) {
		(screen.height - 1 - height) / 2, (screen.width - width) / 2, height, width};
}

static int box_inside(bool qr)
{
	int screen = paint_screen().width, gap = screen < narrow ? 0 : margin;
	int width = screen - gap < widest ? screen - gap : widest;

	return qr ? beside : width - 2 - 2 * box_padding();
}

void sign_in_draw(struct stack *st, struct sign_in_box *b)
{
	int qr_height = 0, qr_width = 0, rows, inside;
	bool qr = box_has_qr(b, &qr_height, &qr_width);
	struct sign_in_texts texts;
	struct rect r;

	box_texts(b, &texts);
	inside = box_inside(qr);
	rows = box_rows(&texts, inside, box_rows(&texts, inside, true) <= box_most_rows());
	r = box_place(qr && rows < qr_height ? qr_height : rows,
		inside + 2 + 2 * box_padding() + (qr ? qr_width : 0));
	paint_box(r, "Sign in");
	stack_cursor(st, r.y + 1, r.x + 1 + box_padding());
	box_draw_parts(st, (struct rect) {r.y + 1, r.x + 1 + box_padding(), r.height - 2, inside},
		b, &texts);
	if (qr)
		qr_draw(r.y + 1, r.x + r.width - 1 - qr_width,
			b->sign_in.filled.len ? b->sign_in.filled.data : b->sign_in.page.data);
	str_fini(&texts.below);
	str_fini(&texts.code);
}
