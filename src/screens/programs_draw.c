/* What is seen of the box of programs: the rows, the pane below them, the buttons. */
#include "screens/programs_box.h"

#include "screens/programs.h"
#include "tui/buttons.h"
#include "tui/scroll.h"
#include "tui/text_viewer.h"

enum {
	widest = 78,
	narrow = 48,     /* columns, below which names and buttons are brief */
	name_width = 16, /* of the first column */
	name_brief = 13,
	pane_rows = 6,
	pane_few = 2,
	roomy = 20,       /* rows, from which on the pane has all of its own */
	choice_width = 4, /* "[x] " */
	words_max = 4000,
};

enum glyph programs_glyph(enum tone tone)
{
	static const enum glyph glyphs[TONE_COUNT] = {
		[TONE_TEXT] = GLYPH_OPEN,
		[TONE_HEADING] = GLYPH_OPEN,
		[TONE_GOOD] = GLYPH_YES,
		[TONE_WARN] = GLYPH_STALE,
		[TONE_BAD] = GLYPH_NO,
	};

	return glyphs[tone];
}

static enum role programs_role(enum tone tone)
{
	return tone == TONE_GOOD ? ROLE_GOOD : tone == TONE_BAD ? ROLE_BAD : ROLE_WARN;
}

int programs_rows(const struct programs *v)
{
	return ROW_FIRST + (int)v->app->programs.n + 1;
}

bool programs_is_last(const struct programs *v)
{
	return v->mark == programs_rows(v) - 1;
}

/* Of the row that is marked; NULL: it is not one of a program. */
struct program_item *programs_item(const struct programs *v)
{
	return v->mark < ROW_FIRST || v->mark >= programs_rows(v) - 1
		       ? NULL
		       : &v->app->programs.items[v->mark - ROW_FIRST];
}

void programs_say_sendmail(const struct programs *v, struct str *out)
{
	if (v->app->programs.sendmail)
		str_text(out, "Whatever hands its mail to sendmail needs nothing of its own: cron, "
			      "at, PHP, mail, logwatch, unattended-upgrades.\n");
	else
		str_text(out, "One of these packages provides it:\n");
	for (size_t i = 0; !v->app->programs.sendmail && i < program_package_count; i++)
		str_format(out, "%s\t%s\n", program_packages[i].name, program_packages[i].words);
	for (size_t i = 0; i < v->app->programs.machine.n; i++)
		str_format(out, "%s\n", v->app->programs.machine.items[i]);
}

static struct buttons programs_row_of_buttons(const struct programs *v, int width)
{
	struct buttons row = {.n = programs_button_count,
		.focus = v->focus,
		.primary = -1,
		.narrow = width < narrow};

	for (int i = 0; i < programs_button_count; i++)
		row.labels[i] = programs_buttons[i].label;
	return row;
}

static void programs_say_row(const struct program_list *l, int row, bool brief, struct str *out)
{
	size_t n = (size_t)(row - ROW_FIRST);

	if (row < ROW_FIRST)
		(brief ? program_list_say_sendmail_brief : program_list_say_sendmail)(l, out);
	else if (brief)
		str_text(out, program_item_brief(l, n));
	else
		program_item_say(l, n, out);
}

static void programs_draw_last(const struct programs *v, struct rect line)
{
	enum role role = programs_is_last(v) ? ROLE_SELECTED : ROLE_TEXT;

	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + 1 + choice_width + 2, line.width - choice_width - 3,
		"Another file ...", role);
}

static void programs_draw_row(const struct programs *v, int row, struct rect line)
{
	const struct program_list *l = &v->app->programs;
	size_t n = (size_t)(row - ROW_FIRST);
	bool marked = row == v->mark, brief = line.width < narrow, own = row >= ROW_FIRST;
	enum tone tone = own ? program_item_tone(&l->items[n]) : program_list_sendmail_tone(l);
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	int width = brief ? name_brief : name_width, x = line.x + 1;
	struct str words;

	str_init(&words, words_max);
	programs_say_row(l, row, brief, &words);
	paint_cell(line.y, line.x, line.width, "", role);
	if (own && program_item_can(&l->items[n]))
		paint_text(line.y, x, choice_width, l->items[n].chosen ? "[x]" : "[ ]", role);
	x += choice_width;
	paint_run(line.y, x, 1, programs_glyph(tone), marked ? role : programs_role(tone));
	x += 2;
	paint_text(line.y, x, width - 1,
		own     ? l->items[n].program.codec->name
		: brief ? program_senders_brief
			: program_senders,
		role);
	x += width;
	paint_text(line.y, x, line.x + line.width - x, words.data, role);
	str_fini(&words);
}

/* What the last work did, while that is news; else what there is to know of the row. */
static void programs_say_pane(const struct programs *v, struct str *out)
{
	static const char *const doing[] = {
		[PROGRAM_APPLIES] = "Writing ...",
		[PROGRAM_UNDOES] = "Putting back ...",
		[PROGRAM_SENDS] = "Sending ... It can take a minute until it is known what became "
				  "of the message.",
	};
	const struct app *app = v->app;
	const struct program_item *item = programs_item(v);

	if (v->refusal)
		str_text(out, v->refusal);
	else if (app->task.running)
		str_text(out, doing[app->task.work]);
	else if (app->task.n && !v->told)
		program_task_say(&app->task, out);
	else if (item)
		program_item_details(item, out);
	else if (programs_is_last(v))
		str_text(out, "An application's own file, such as .env of Laravel, Symfony or "
			      "Django, or one for curl. Enter asks for it.");
	else
		programs_say_sendmail(v, out);
	for (size_t i = 0; i < app->programs.put_back.n && !v->told; i++)
		str_format(out, "\n%s", app->programs.put_back.items[i]);
}

static void programs_draw_pane(const struct programs *v, struct rect place)
{
	struct str text;

	str_init(&text, words_max);
	programs_say_pane(v, &text);
	if (v->refusal)
		(void)paint_paragraph(place, text.data, ROLE_WARN);
	else
		text_viewer_draw(place, text.data);
	str_fini(&text);
}

/* The frame, the rows, the pane behind its line, the buttons. */
void programs_draw(struct stack *st, struct screen *s)
{
	struct programs *v = (struct programs *)(void *)s;
	struct rect screen = paint_screen(), box;
	int width = paint_sheet_width(screen.width, widest), inside = width - 4;
	const struct buttons buttons = programs_row_of_buttons(v, inside);
	int below = buttons_rows(&buttons, inside), rows = programs_rows(v);
	int pane = screen.height < roomy ? pane_few : pane_rows;
	int room = screen.height - 1 - 3 - pane - below;

	rows = rows < room ? rows : room;
	box = (struct rect) {0, (screen.width - width) / 2, rows + 3 + pane + below, width};
	box.y = (screen.height - 1 - box.height) / 2;
	paint_box(box, "Programs");
	if (v->mark >= programs_rows(v)) /* one that was there is gone */
		v->mark = programs_rows(v) - 1;
	v->scroll = scroll_to(v->scroll, rows, programs_rows(v), v->mark, v->mark + 1);
	for (int i = 0; i < rows; i++) {
		struct rect line = {box.y + 1 + i, box.x + 1, 1, width - 2};

		if (v->scroll + i == programs_rows(v) - 1)
			programs_draw_last(v, line);
		else
			programs_draw_row(v, v->scroll + i, line);
		stack_spot(st, line.y, line.x, line.width, programs_button_count + v->scroll + i);
	}
	paint_box_arrows(
		box, box.y + 1, box.y + rows, v->scroll > 0, v->scroll + rows < programs_rows(v));
	paint_box_divide(box, box.y + 1 + rows);
	programs_draw_pane(v, (struct rect) {box.y + 2 + rows, box.x + 2, pane, inside});
	buttons_draw(
		st, (struct rect) {box.y + 2 + rows + pane, box.x + 2, below, inside}, &buttons, 0);
}
