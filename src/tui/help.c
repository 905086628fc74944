#include "tui/help.h"

#include "tui/action.h"
#include "tui/form.h"
#include "tui/pager.h"

#include <string.h>

enum { help_max = 16 * 1024 };

static const struct {
	const char *keys, *what;
} moving[] = {
	{"Tab, Down", "to the next field or button"},
	{"Shift-Tab, Up", "to the one before"},
	{"Page Up, Page Down", "to the section before or after"},
	{"Enter", "in a text: next field; else opens a list or presses the button"},
	{"Esc", "closes a list or question, cancels a test; never loses what you typed"},
	{"?", "this help, where no text is typed"},
};

static void add_field(struct str *out, enum field_id id)
{
	const struct field *f = &fields[id];

	str_format(out, "#%s\n%s\n", f->label, f->manual);
	for (const struct choice *c = f->choices; c && c->value; c++)
		str_format(out, "  %s: %s\n", c->value, c->label);
	if (*f->example && !f->choices)
		str_format(out, "Example: %s\n", f->example);
	str_format(out, "In the file and for the verbs it is called %s.\n\n", f->key);
}

static void add_keys(struct str *out)
{
	str_text(out, "#Keys\n");
	for (int i = 0; i < ACTION_COUNT; i++) {
		const struct action *a = &actions[i];

		if (a->function_key)
			str_format(out, "F%d or ^%c: %s\n", a->function_key, a->letter, a->help);
		else
			str_format(out, "^%c: %s\n", a->letter, a->help);
	}
	str_text(out, "\n#Moving about\n");
	for (size_t i = 0; i < sizeof(moving) / sizeof(moving[0]); i++)
		str_format(out, "%s: %s\n", moving[i].keys, moving[i].what);
	str_text(out, "\n#Marks\n* in front of a value: changed and not saved yet\n");
}

void help_open(struct app *app)
{
	enum field_id id = form_field(app);
	struct str text;

	form_commit(app);
	str_init(&text, help_max);
	if (id < FIELD_COUNT)
		add_field(&text, id);
	add_keys(&text);
	pager_take(app, "Help", str_take(&text));
}
