#include "screens/action.h"

#include "tui/term.h"

#include <stdio.h>
#include <string.h>

const struct action *action_find(int code)
{
	for (int i = 0; i < ACTION_COUNT; i++)
		if ((actions[i].function_key && code == KEYCODE_F(actions[i].function_key)) ||
			code == KEYCODE_CTRL(actions[i].letter))
			return &actions[i];
	return NULL;
}

bool action_is_enabled(const struct app *app, const struct action *a)
{
	return !a->enabled || a->enabled(app);
}

void action_key_name(const struct action *a, char name[12])
{
	if (a->function_key && term_has_function_key(a->function_key))
		(void)snprintf(name, 12, "F%d", a->function_key);
	else
		(void)snprintf(name, 12, "^%c", a->letter);
}
