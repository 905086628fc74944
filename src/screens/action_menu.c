#include "screens/action_menu.h"

#include "base/mem.h"
#include "screens/action.h"
#include "screens/form.h"
#include "tui/list.h"

#include <stdlib.h>
#include <string.h>

enum { menu_width = 60, menu_details_rows = 2 };

struct action_menu {
	struct app *app;
	size_t n;
	const struct action *rows[ACTION_COUNT];
};

static bool menu_can(const struct app *app, const struct action *a)
{
	return action_is_enabled(app, a) && !(a->writes && app->session.read_only);
}

static void menu_words(const void *ctx, size_t n, struct str *out)
{
	const struct action_menu *menu = ctx;
	const struct action *a = menu->rows[n];
	char keys[action_keys_max];

	action_keys(a, " ", keys);
	str_format(out, "%s %s %s", a->menu, a->name ? a->name : "", keys);
}

static void menu_draw_row(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct action_menu *menu = ctx;
	const struct action *a = menu->rows[n];
	enum role role = marked ? ROLE_SELECTED : !menu_can(menu->app, a) ? ROLE_DIM : ROLE_TEXT;
	char key[action_key_max];
	int width;

	action_key_name(a, key);
	width = paint_columns(key, strlen(key));
	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + 1, line.width - width - 4, a->menu, role);
	paint_text(line.y, line.x + line.width - width - 1, width, key,
		role == ROLE_TEXT ? ROLE_KEY : role);
}

/* What it does, or why it cannot be done now. */
static void menu_details(const void *ctx, size_t n, struct str *out)
{
	const struct action_menu *menu = ctx;
	const struct action *a = menu->rows[n];

	if (!action_is_enabled(menu->app, a))
		str_text(out, a->disabled);
	else if (!menu_can(menu->app, a))
		str_format(out, "Read-only: %s.", menu->app->session.read_only);
	else
		str_text(out, a->help);
}

static void menu_choose(void *ctx, size_t n)
{
	const struct action_menu *menu = ctx;

	form_act(menu->app, menu->rows[n]);
}

static void menu_fill(struct action_menu *menu)
{
	for (int place = PLACE_SETUP; place < PLACE_COUNT; place++)
		for (int i = 0; i < ACTION_COUNT; i++)
			if (actions[i].menu && (int)actions[i].place == place)
				menu->rows[menu->n++] = &actions[i];
}

void action_menu_open(struct app *app)
{
	static const struct list_ops ops = {
		.words = menu_words,
		.draw_row = menu_draw_row,
		.details = menu_details,
		.choose = menu_choose,
		.free = free,
	};
	struct action_menu *menu = mem_zero(1, sizeof(*menu));

	menu->app = app;
	menu_fill(menu);
	list_open(&app->stack,
		&(struct list_spec) {
			.title = "Menu",
			.about = "Everything that can be done here, with its key. Typing "
				 "looks for it by its words or its key.",
			.ops = &ops,
			.ctx = menu,
			.count = menu->n,
			.width = menu_width,
			.details_rows = menu_details_rows,
			.filter = true,
		});
}
