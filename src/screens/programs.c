#include "screens/programs.h"

#include "base/mem.h"
#include "engine/program_diff.h"
#include "format/delivery.h"
#include "screens/programs_box.h"
#include "screens/programs_use.h"
#include "tui/text_viewer.h"

#include <stdlib.h>

enum { card_max = 65536 };

static struct programs *programs_of(struct screen *s)
{
	return (struct programs *)(void *)s;
}

/* What can be done */

static void programs_use_there(struct programs *v)
{
	struct program_item *item = programs_item(v);

	if (!program_list_chosen(&v->app->programs) && item && program_item_can(item))
		item->chosen = true;
	if (program_list_chosen(&v->app->programs))
		programs_use(v->app);
	else
		v->refusal = "Nothing to write: choose a program with Space first.";
}

/* All that there is to know of one, with what would be changed in its files. */
static void programs_card(const struct programs *v, const struct program_item *item)
{
	const struct program_where where = program_item_where(&v->app->programs, item);
	struct str text;

	str_init(&text, card_max);
	str_format(&text, "#%s: ", item->program.codec->name);
	program_item_say(&v->app->programs, (size_t)(v->mark - ROW_FIRST), &text);
	str_char(&text, '\n');
	program_item_details(item, &text);
	str_char(&text, '\n');
	program_diff(&item->program, &where, session_for_programs(&v->app->session), &text);
	text_viewer_take(&v->app->stack, item->program.codec->name, str_take(&text),
		(struct text_viewer_more) {NULL, NULL, NULL});
}

static void programs_details(struct programs *v)
{
	const struct program_item *item = programs_item(v);
	struct str text;

	if (item) {
		programs_card(v, item);
		return;
	}
	str_init(&text, card_max);
	str_format(&text, "#%s: ", program_senders);
	program_list_say_sendmail(&v->app->programs, &text);
	str_char(&text, '\n');
	programs_say_sendmail(v, &text);
	text_viewer_take(&v->app->stack, program_senders, str_take(&text),
		(struct text_viewer_more) {NULL, NULL, NULL});
}

static void programs_take_back(struct programs *v)
{
	const struct program_item *item = programs_item(v);

	if (item && item->applied)
		programs_undo(v->app, (size_t)(v->mark - ROW_FIRST));
	else
		v->refusal = "There is nothing to undo: smtpsetup has written nothing there.";
}

/* On the row of cron and the like it is what is behind sendmail. */
static void programs_send_through(struct programs *v)
{
	const struct program_list *l = &v->app->programs;
	size_t n = programs_item(v) ? (size_t)(v->mark - ROW_FIRST) : l->behind;
	const struct delivery *way = n < l->n ? delivery_find(l->items[n].program.codec->id) : NULL;

	if (way && way->command)
		programs_send(v->app, n);
	else
		v->refusal = way ? way->instead : "There is no command here that sends a message.";
}

static void programs_close(struct programs *v)
{
	stack_pop(&v->app->stack);
}

const struct programs_button programs_buttons[programs_button_count] = {
	{"Use settings there", programs_use_there},
	{"Details", programs_details},
	{"Undo", programs_take_back},
	{"Send test", programs_send_through},
	{"Close", programs_close},
};

static void programs_press(struct programs *v)
{
	v->told = true;
	if (programs_is_last(v) && programs_buttons[v->focus].run != programs_close)
		programs_add_file(v->app);
	else if (v->app->task.running && programs_buttons[v->focus].run != programs_close)
		v->refusal = "The last work still goes on ...";
	else
		programs_buttons[v->focus].run(v);
}

static void programs_toggle(struct programs *v)
{
	struct program_item *item = programs_item(v);

	if (programs_is_last(v))
		programs_add_file(v->app);
	else if (item && program_item_can(item))
		item->chosen = !item->chosen;
	else if (item && item->program.why.code)
		v->refusal = "The settings cannot be written there.";
	else
		v->refusal = "There is nothing to write there.";
}

/* Keys */

static void programs_move(struct programs *v, int by)
{
	int last = programs_rows(v) - 1, next = v->mark + by;

	v->mark = next < 0 ? 0 : next > last ? last : next;
	v->told = true;
}

static bool programs_move_key(struct programs *v, int code)
{
	const struct {
		int code, row, button;
	} moves[] = {
		{KEYCODE_DOWN, 1, 0},
		{KEYCODE_UP, -1, 0},
		{KEYCODE_PAGE_DOWN, programs_rows(v), 0},
		{KEYCODE_PAGE_UP, -programs_rows(v), 0},
		{KEYCODE_END, programs_rows(v), 0},
		{KEYCODE_HOME, -programs_rows(v), 0},
		{KEYCODE_TAB, 0, 1},
		{KEYCODE_RIGHT, 0, 1},
		{KEYCODE_BACK_TAB, 0, -1},
		{KEYCODE_LEFT, 0, -1},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == code) {
			programs_move(v, moves[i].row);
			v->focus = (v->focus + moves[i].button + programs_button_count) %
				   programs_button_count;
			return true;
		}
	return false;
}

static void programs_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct programs *v = programs_of(s);

	v->refusal = NULL;
	if (key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C'))
		programs_close(v);
	else if (stack_is_help(key))
		stack_help(st, s);
	else if (key->code == KEYCODE_ENTER)
		programs_press(v);
	else if (key->code == KEYCODE_TEXT && key->text[0] == ' ')
		programs_toggle(v);
	else
		st->unmoved = !programs_move_key(v, key->code);
}

static void programs_click(struct stack *st, struct screen *s, int what)
{
	struct programs *v = programs_of(s);

	(void)st;
	v->refusal = NULL;
	if (what < programs_button_count) {
		v->focus = what;
		programs_press(v);
	} else if (v->mark == what - programs_button_count) {
		programs_toggle(v);
	} else {
		v->mark = what - programs_button_count;
		v->told = true;
	}
}

static int programs_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	hints[n++] = (struct hint) {"Enter", programs_buttons[programs_of(s)->focus].label, 1};
	hints[n++] = (struct hint) {"Space", "Choose", 0};
	hints[n++] = (struct hint) {"Up Down", "Move", 1};
	hints[n++] = (struct hint) {"Tab", "Next", 2};
	hints[n++] = (struct hint) {"Esc", "Close", 0};
	return stack_hint_help(st, hints, n, 2);
}

/* The work is over, and the programs were looked at again. */
static void programs_news(struct stack *st, struct screen *s)
{
	struct programs *v = programs_of(s);

	(void)st;
	v->told = v->told && v->app->task.running;
}

static void programs_free(struct screen *s)
{
	free(s);
}

static const struct screen_ops programs_ops = {
	.draw = programs_draw,
	.key = programs_key,
	.hints = programs_hints,
	.click = programs_click,
	.news = programs_news,
	.free = programs_free,
};

/* Opening */

bool programs_can(const struct app *app)
{
	return !app->session.district;
}

void programs_open(struct app *app)
{
	struct programs *v = mem_zero(1, sizeof(*v));

	programs_look(app);
	v->screen.ops = &programs_ops;
	v->screen.about = "Programs on this machine that send mail, and how they stand to the "
			  "saved settings. Those with a cross get them; you see every change "
			  "before it is written, Undo restores what was there, and Send test has "
			  "the marked program send a message.";
	v->app = app;
	v->told = !app->task.running;
	if (app->programs.sendmail && app->programs.n)
		v->mark = ROW_FIRST;
	stack_take(&app->stack, &v->screen);
}
