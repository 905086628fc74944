/* The table of actions: whatever is added to it can be reached, and has its place everywhere. */
#include "unit.h"

#include "screens/action.h"
#include "screens/form_page.h"

#include <string.h>

static void keys_are_of_one_action(void **state)
{
	(void)state;
	for (int i = 0; i < ACTION_COUNT; i++) {
		const struct action *a = &actions[i];

		unit_expect(!a->function_key || action_find(KEYCODE_F(a->function_key)) == a,
			"F%d has another action", a->function_key);
		unit_expect(!a->letter || action_find(KEYCODE_CTRL(a->letter)) == a,
			"^%c has another action", a->letter);
	}
	assert_null(action_find(0)); /* a key that means nothing */
	assert_null(action_find(KEYCODE_ENTER));
	unit_end();
}

static void each_is_reached(void **state)
{
	(void)state;
	for (int i = 0; i < ACTION_COUNT; i++) {
		const struct action *a = &actions[i];

		unit_expect(a->run && a->help, "action %d does nothing or has no help", i);
		unit_expect(
			a->menu || a->function_key || a->letter, "action %d is out of reach", i);
		unit_expect((a->menu != NULL) == (a->place != PLACE_NOWHERE),
			"action %d has words for the menu or a place in it, not both", i);
		unit_expect((a->enabled != NULL) == (a->disabled != NULL),
			"action %d can be disabled, or says why, not both", i);
		unit_expect(
			a->rank >= 0 && a->rank <= hint_rank_max, "action %d: rank %d", i, a->rank);
	}
	unit_end();
}

static void names_fit(void **state)
{
	char keys[action_keys_max];
	int buttons = 0;

	(void)state;
	for (int i = 0; i < ACTION_COUNT; i++) {
		action_keys(&actions[i], " , ", keys);
		unit_expect(strlen(keys) > 0 && strlen(keys) < action_keys_max - 1,
			"action %d: keys \"%s\"", i, keys);
		unit_expect(!actions[i].menu || strlen(actions[i].menu) <= 26,
			"\"%s\" is too long for a menu on 40 columns", actions[i].menu);
		buttons += actions[i].button != NULL;
	}
	assert_int_equal(buttons, form_page_buttons(form_page_of_all()));
	unit_end();
}

static void keys_are_named_in_one_way(void **state)
{
	static const struct {
		struct action action;
		const char *keys;
	} rows[] = {
		{{.function_key = 5, .letter = 'T'}, "F5, ^T"},
		{{.function_key = 11, .alt = 'm'}, "F11, Alt-m"},
		{{.function_key = 12}, "F12"},
		{{.letter = 'L'}, "^L"},
		{{.menu = "Something"}, "Menu"},
	};
	char keys[action_keys_max];

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		action_keys(&rows[i].action, ", ", keys);
		unit_expect(
			strcmp(keys, rows[i].keys) == 0, "\"%s\", not \"%s\"", keys, rows[i].keys);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_of_one_action),
		cmocka_unit_test(each_is_reached),
		cmocka_unit_test(names_fit),
		cmocka_unit_test(keys_are_named_in_one_way),
	};

	return unit_run(tests);
}
