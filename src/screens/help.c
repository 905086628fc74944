#include "screens/help.h"

#include "model/provider_card.h"
#include "model/sign_in_choice.h"
#include "screens/action.h"
#include "screens/form_message.h"
#include "tui/text_viewer.h"

#include <string.h>

enum { help_max = 16 * 1024 };

/* clang-format off: tables, each row a sentence */
const struct help_key help_moving[] = {
	{"Tab, Down", "To the next field or button."},
	{"Shift-Tab, Up", "To the previous field or button."},
	{"PgUp, PgDn", "To the previous or next section."},
	{"Enter", "In a text field: to the next field. Elsewhere: opens the list or presses the "
		  "button."},
	{"Esc", "Closes a list or a question, or cancels a test. Never loses what you typed."},
	{"?", "Help, except in a text field."},
	{"Alt-1, Alt-0", "F1, F10, and so on, if the terminal uses those keys itself."},
	{0},
};

const struct help_key help_editing[] = {
	{"Home, ^A", "To the beginning of the text."},
	{"End, ^E", "To its end."},
	{"Alt-b", "One word left (also Ctrl-Left)."},
	{"Alt-f", "One word right (also Ctrl-Right)."},
	{"^U", "Deletes everything before the cursor."},
	{"^K", "Deletes everything after the cursor."},
	{"^W", "Deletes the word before the cursor; Alt-Backspace only a part of it."},
	{"Alt-d", "Deletes the word after the cursor."},
	{"Alt-u", "Restores what was last deleted or replaced."},
	{0},
};

static const struct {
	enum glyph glyph;
	const char *what;
} marks[] = {
	{GLYPH_FOCUS, "The focus: what you type goes here."},
	{GLYPH_YES, "Good: tested, or correct."},
	{GLYPH_NO, "Wrong: change it, or the test failed."},
	{GLYPH_ALERT, "A warning."},
	{GLYPH_NOTE, "Advice."},
	{GLYPH_OPEN, "Not tested yet."},
	{GLYPH_STALE, "Changed since the test."},
	{GLYPH_OPENS, "Enter opens a list."},
	{GLYPH_FOLDED, "Enter shows the settings that few people need."},
	{GLYPH_INHERITED, "Inherited from Options."},
	{GLYPH_LEFT, "There is more text to the left; likewise for the other sides."},
};
/* clang-format on */

static void add_actions(struct str *out)
{
	char keys[action_keys_max];

	for (int i = 0; i < ACTION_COUNT; i++) {
		action_keys(&actions[i], ", ", keys);
		str_format(out, "%s\t%s\n", keys, actions[i].help);
	}
}

static void add_keys(struct str *out, const char *heading, const struct help_key *rows)
{
	str_format(out, "\n#%s\n", heading);
	for (; rows->keys; rows++)
		str_format(out, "%s\t%s\n", rows->keys, rows->what);
}

static void help_of_keys(void *ctx)
{
	struct app *app = ctx;
	struct str text;

	str_init(&text, help_max);
	add_actions(&text);
	add_keys(&text, "Moving about", help_moving);
	add_keys(&text, "In a text", help_editing);
	str_text(&text, "\n#Marks\n*\tChanged, not saved yet.\n");
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		str_format(&text, "%s\t%s\n", paint_glyph(marks[i].glyph), marks[i].what);
	text_viewer_take(&app->stack, "All keys", str_take(&text),
		(struct text_viewer_more) {NULL, NULL, NULL});
}

static struct text_viewer_more help_more(struct app *app)
{
	return (struct text_viewer_more) {"All keys", help_of_keys, app};
}

/* A box, a list, a page: what there is to know of it, and the keys that do something there. */
static void help_of_screen(void *ctx, struct screen *s)
{
	struct app *app = ctx;
	struct hint hints[hints_max];
	int n = s->ops->hints(&app->stack, s, hints);
	struct str text;

	str_init(&text, help_max);
	if (s->about)
		str_format(&text, "%s\n\n", s->about);
	str_text(&text, "#Keys here\n");
	for (int i = 0; i < n; i++)
		if (strcmp(hints[i].key, app->stack.help_key) != 0)
			str_format(&text, "%s\t%s\n", hints[i].key, hints[i].name);
	text_viewer_take(&app->stack, "Help", str_take(&text), help_more(app));
}

void help_init(struct app *app)
{
	action_key_name(&actions[ACTION_HELP], app->stack.help_key);
	app->stack.help = help_of_screen;
	app->stack.help_ctx = app;
}

static void add_choices(struct str *out, const struct field *f)
{
	str_text(out, "\n#Choices\n");
	for (const struct choice *c = f->choices; c->value; c++)
		str_format(out, "%s\t%s\n", c->value, c->label);
}

/* What the provider has to say of this setting. */
static void add_provider_words(struct str *out, enum field_id id, const struct provider *p)
{
	if (id == FIELD_USER)
		str_format(out, "%s wants %s.\n", p->name, p->username);
	if (id == FIELD_PASSWORD)
		str_format(out, "\n#%s\n%s\n%s\n", p->name, p->requirement, p->source);
}

static void help_add_field(struct str *out, enum field_id id, const struct provider *p)
{
	const struct field *f = &fields[id];

	str_format(out, "%s\n", f->manual);
	if (f->choices)
		add_choices(out, f);
	str_format(out, "\n#Where to find it\n%s\n", f->where);
	if (p)
		add_provider_words(out, id, p);
	str_text(out, "\n");
	if (*f->example && !f->choices)
		str_format(out, "Example\t%s\n", f->example);
	if (*f->fallback)
		str_format(out, "Default\t%s\n", f->fallback);
	str_format(out, "For scripts\t%s\n", f->key);
}

static void help_show_field(struct app *app, enum field_id id, struct str *text)
{
	text_viewer_take(&app->stack, fields[id].label, str_take(text), help_more(app));
}

void help_of_field(struct app *app, enum field_id id)
{
	struct str text;

	str_init(&text, help_max);
	help_add_field(&text, id, provider_of(&app->session.draft));
	help_show_field(app, id, &text);
}

/* What had no room on the form: the words of a step, and all of the message below the setting. */
static void help_of_focus(struct app *app, enum field_id id)
{
	const struct form *f = (const struct form *)(const void *)app->form;
	struct str text, field;
	struct message m;

	str_init(&text, help_max);
	str_init(&field, help_max);
	help_add_field(&field, id, provider_of(&app->session.draft));
	if (f->said_cut) {
		f->page->say(app, &text);
		str_text(&text, "\n\n");
	}
	if (form_message(app, f, id, &m) && !strstr(field.data, m.text))
		str_format(&text, "%s %s\n\n", paint_glyph(m.glyph), m.text);
	str_text(&text, field.data);
	help_show_field(app, id, &text);
	str_fini(&field);
}

static void add_limit(struct str *out, const char *label, long limit)
{
	if (limit)
		str_format(out, "%s\t%ld messages\n", label, limit);
}

static void add_provider(struct str *out, const struct provider *p, const struct settings *s)
{
	str_format(out, "%s\n\nUser\t%s\nPassword\t%s\n%s\t", p->requirement, p->username,
		provider_login_words(p), p->today.host ? "No longer works" : "Server");
	listing_text(&p->listed, out);
	if (p->today.host) {
		str_text(out, "\nToday\t");
		listing_text(&p->today, out);
	}
	str_text(out, "\n");
	add_limit(out, "In an hour", p->per_hour);
	add_limit(out, "In a day", p->per_day);
	str_format(out, "Source\t%s, %s\nFor scripts\t%s\n", p->source, p->date, p->id);
	if (sign_in_lacking(p, s)) {
		str_char(out, '\n');
		provider_card_sign_in(p, s, out);
		str_char(out, '\n');
	}
}

void help_of_provider(struct app *app, const struct provider *p)
{
	struct str text;

	str_init(&text, help_max);
	add_provider(&text, p, &app->session.draft);
	text_viewer_take(&app->stack, p->name, str_take(&text), help_more(app));
}

void help_open(struct app *app)
{
	enum field_id id = form_field(app);

	form_commit(app);
	if (id < FIELD_COUNT)
		help_of_focus(app, id);
	else
		help_of_keys(app);
}
