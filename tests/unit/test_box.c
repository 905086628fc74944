/* Boxes alone, without a program: questions with buttons, with a line to type, and texts to read.
 */
#include "unit.h"

#include "base/mem.h"
#include "canvas.h"
#include "tui/ask.h"
#include "tui/dialog.h"
#include "tui/text_viewer.h"

#include <string.h>

struct asked {
	struct canvas canvas;
	int button, answers, freed;
	char text[80];
	bool gone; /* the box, when the answer came */
	bool again;
};

static void asked_free(void *ctx)
{
	((struct asked *)ctx)->freed++;
}

static void asked_open(struct asked *a, const char *text, int focus);

static void asked_answer(void *ctx, int button)
{
	struct asked *a = ctx;

	a->answers++;
	a->button = button;
	a->gone = canvas_is_bare(&a->canvas);
	if (a->again) {
		a->again = false;
		asked_open(a, "And now?", 0);
	}
}

static void asked_open(struct asked *a, const char *text, int focus)
{
	dialog_open(&a->canvas.stack, &(struct dialog_spec) {
					      .title = "A question",
					      .text = text,
					      .buttons = {"Yes", "Perhaps", "No"},
					      .focus = focus,
					      .answer = asked_answer,
					      .ctx = a,
					      .free = asked_free,
				      });
	canvas_draw(&a->canvas);
}

static void keys_find_their_button(void **state)
{
	static const struct {
		int keys[3], focus, button;
	} rows[] = {
		{{KEYCODE_ENTER}, 0, 0},
		{{KEYCODE_ENTER}, 1, 1},
		{{KEYCODE_TAB, KEYCODE_ENTER}, 1, 2},
		{{KEYCODE_TAB, KEYCODE_ENTER}, 2, 0},
		{{KEYCODE_BACK_TAB, KEYCODE_ENTER}, 0, 2},
		{{KEYCODE_RIGHT, KEYCODE_LEFT, KEYCODE_ENTER}, 1, 1},
		{{KEYCODE_ESC}, 0, 2},
		{{KEYCODE_CTRL('C')}, 0, 2},
	};
	struct asked a;

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		a = (struct asked) {.button = -1};
		canvas_open(&a.canvas, 24, 80);
		asked_open(&a, "is it so?", rows[i].focus);
		unit_expect(canvas_row(&a.canvas, "Is it so?") > 0, "row %zu: no sentence", i);
		for (int k = 0; k < 3 && rows[i].keys[k]; k++)
			canvas_key(&a.canvas, rows[i].keys[k]);
		unit_expect(a.button == rows[i].button && a.answers == 1 && a.gone && a.freed == 1,
			"row %zu: button %d, not %d", i, a.button, rows[i].button);
		canvas_close(&a.canvas);
		unit_expect(a.freed == 1, "row %zu: freed %d times", i, a.freed);
	}
	unit_end();
}

static void answer_may_ask_again(void **state)
{
	struct asked a = {.again = true};

	(void)state;
	canvas_open(&a.canvas, 24, 80);
	asked_open(&a, "Is it so?", 0);
	canvas_click(&a.canvas, "[ Perhaps ]");
	assert_int_equal(a.button, 1);
	assert_true(canvas_row(&a.canvas, "And now?") > 0);
	assert_int_equal(a.freed, 1);
	canvas_close(&a.canvas); /* unanswered */
	assert_int_equal(a.answers, 1);
	assert_int_equal(a.freed, 2);
}

/* Buttons that do not fit beside each other stand below; a text that is too long is scrolled. */
static void all_is_reached_at_every_size(void **state)
{
	struct asked a = {0};
	struct str text;

	(void)state;
	str_init(&text, 4000);
	for (int i = 0; i < 100; i++)
		str_format(&text, "word%d ", i);
	canvas_open(&a.canvas, 24, 80);
	asked_open(&a, text.data, 0);
	for (int height = 10; height <= 40; height += 5)
		for (int width = 40; width <= 120; width += 20) {
			canvas_resize(&a.canvas, height, width);
			for (int i = 0; i < 100; i++)
				canvas_key(&a.canvas, KEYCODE_UP);
			unit_expect(canvas_row(&a.canvas, "ord0 ") > 0, "no begin at %dx%d", width,
				height);
			for (int i = 0; i < 100; i++)
				canvas_key(&a.canvas, KEYCODE_DOWN);
			unit_expect(canvas_row(&a.canvas, "word99") > 0, "no end at %dx%d", width,
				height);
			unit_expect(canvas_row(&a.canvas, "[ No ]") > 0, "no button at %dx%d",
				width, height);
		}
	canvas_close(&a.canvas);
	str_fini(&text);
	unit_end();
}

/* Only small letters, and made large. */
static int asked_check(const char *typed, struct str *out, struct err *e)
{
	if (strspn(typed, "abcdefghijklmnopqrstuvwxyz") != strlen(typed))
		return err_set(e, EX_DATAERR, "only letters");
	for (; *typed; typed++)
		str_char(out, (char)(*typed - 'a' + 'A'));
	return 0;
}

static void asked_take(void *ctx, const char *text)
{
	struct asked *a = ctx;

	a->answers++;
	a->gone = canvas_is_bare(&a->canvas);
	(void)snprintf(a->text, sizeof(a->text), "%s", text);
}

static void asked_open_line(struct asked *a)
{
	*a = (struct asked) {0};
	canvas_open(&a->canvas, 24, 80);
	ask_open(&a->canvas.stack, &(struct ask_spec) {
					   .title = "A line",
					   .text = "What is it called?",
					   .initial = "first",
					   .check = asked_check,
					   .answer = asked_take,
					   .ctx = a,
					   .free = asked_free,
				   });
	canvas_draw(&a->canvas);
}

static void line_is_answered_when_it_is_right(void **state)
{
	struct asked a;

	(void)state;
	asked_open_line(&a);
	assert_true(canvas_row(&a.canvas, " first ") > 0);
	canvas_type(&a.canvas, "next1"); /* in the place of what was proposed */
	canvas_key(&a.canvas, KEYCODE_ENTER);
	assert_int_equal(a.answers, 0);
	assert_true(canvas_row(&a.canvas, "Only letters") > 0);
	canvas_key(&a.canvas, KEYCODE_BACKSPACE);
	assert_int_equal(canvas_row(&a.canvas, "Only letters"), -1);
	canvas_key(&a.canvas, KEYCODE_ENTER);
	assert_string_equal(a.text, "NEXT");
	assert_true(a.gone);
	assert_int_equal(a.freed, 1);
	canvas_close(&a.canvas);
}

static void line_is_not_answered_empty(void **state)
{
	struct asked a;

	(void)state;
	asked_open_line(&a);
	canvas_key(&a.canvas, KEYCODE_BACKSPACE);
	canvas_key(&a.canvas, KEYCODE_CTRL('U'));
	canvas_key(&a.canvas, KEYCODE_ENTER);
	assert_int_equal(a.answers, 0);
	canvas_key(&a.canvas, KEYCODE_ESC);
	assert_true(canvas_is_bare(&a.canvas));
	assert_int_equal(a.answers, 0);
	assert_int_equal(a.freed, 1);
	canvas_close(&a.canvas);
}

static void asked_more(void *ctx)
{
	((struct asked *)ctx)->answers++;
}

static void text_is_scrolled_and_leads_on(void **state)
{
	struct asked a = {0};
	struct str text;

	(void)state;
	str_init(&text, 4000);
	str_text(&text, "#Heading\nlabel\tbeside it\n");
	for (int i = 0; i < 60; i++)
		str_format(&text, "line %d.\n", i);
	canvas_open(&a.canvas, 24, 80);
	text_viewer_take(&a.canvas.stack, "A text", str_take(&text),
		(struct text_viewer_more) {"Go on", asked_more, &a});
	canvas_draw(&a.canvas);
	assert_true(canvas_row(&a.canvas, "label  beside it") > 0);
	assert_true(canvas_row(&a.canvas, "F1 Go on") > 0);
	canvas_key(&a.canvas, KEYCODE_END);
	assert_true(canvas_row(&a.canvas, "line 59.") > 0);
	assert_int_equal(canvas_row(&a.canvas, "Heading"), -1);
	canvas_help(&a.canvas);
	assert_int_equal(a.answers, 1);
	assert_true(canvas_is_bare(&a.canvas));
	canvas_close(&a.canvas);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_find_their_button),
		cmocka_unit_test(answer_may_ask_again),
		cmocka_unit_test(all_is_reached_at_every_size),
		cmocka_unit_test(line_is_answered_when_it_is_right),
		cmocka_unit_test(line_is_not_answered_empty),
		cmocka_unit_test(text_is_scrolled_and_leads_on),
	};

	return unit_run(tests);
}
