#include "screens/action.h"

#include "tui/term.h"

#include <stdio.h>
#include <string.h>

const struct action *action_find(int code)
{
	for (int i = 0; i < ACTION_COUNT; i++)
		if ((actions[i].function_key && code == KEYCODE_F(actions[i].function_key)) ||
			(actions[i].letter && code == KEYCODE_CTRL(actions[i].letter)))
			return &actions[i];
	return NULL;
}

bool action_is_enabled(const struct app *app, const struct action *a)
{
	return !a->enabled || a->enabled(app);
}

static void action_twin_name(const struct action *a, char name[action_key_max])
{
	name[0] = '\0';
	if (a->letter)
		(void)snprintf(name, action_key_max, "^%c", a->letter);
	else if (a->alt)
		(void)snprintf(name, action_key_max, "Alt-%c", a->alt);
}

void action_key_name(const struct action *a, char name[action_key_max])
{
	if (a->function_key && term_has_function_key(a->function_key))
		(void)snprintf(name, action_key_max, "F%d", a->function_key);
	else
		action_twin_name(a, name);
}

void action_keys(const struct action *a, const char *comma, char names[action_keys_max])
{
	char twin[action_key_max];

	action_twin_name(a, twin);
	if (a->function_key)
		(void)snprintf(names, action_keys_max, "F%d%s%s", a->function_key,
			*twin ? comma : "", twin);
	else
		(void)snprintf(names, action_keys_max, "%s", *twin ? twin : "Menu");
}
