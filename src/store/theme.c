#include "store/theme.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/text.h"
#include "store/config_precheck.h"
#include "store/state.h"
#include "store/tree.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { remembered_max = 63 };

static const char suffix[] = ".theme";

static const char *const role_names[] = {
	[ROLE_TEXT] = "text",
	[ROLE_TITLE] = "title",
	[ROLE_SECTION] = "section",
	[ROLE_LABEL] = "label",
	[ROLE_FOCUS] = "focus",
	[ROLE_DIM] = "dim",
	[ROLE_GOOD] = "good",
	[ROLE_WARN] = "warn",
	[ROLE_BAD] = "bad",
	[ROLE_BUTTON] = "button",
	[ROLE_SELECTED] = "selected",
	[ROLE_FRAME] = "frame",
	[ROLE_KEY] = "key",
	[ROLE_FIELD] = "field",
	[ROLE_EMPTY] = "empty",
	[ROLE_ACTIVE] = "active",
	[ROLE_PRIMARY] = "primary",
	[ROLE_LINE] = "line",
	[ROLE_BEHIND] = "behind",
	[ROLE_CHIP_GOOD] = "chip_good",
	[ROLE_CHIP_WARN] = "chip_warn",
	[ROLE_CHIP_BAD] = "chip_bad",
};

_Static_assert(sizeof(role_names) / sizeof(role_names[0]) == ROLE_COUNT, "every role has a name");

static const char *const colour_names[] = {
	"black",
	"red",
	"green",
	"yellow",
	"blue",
	"magenta",
	"cyan",
	"white",
};

enum { basic_colours = sizeof(colour_names) / sizeof(colour_names[0]) };

/* Themes lie beside a program that is run from its build tree, else where they are installed. */
static char *theme_directory(void)
{
	char *beside = proc_beside("themes");

	return beside ? beside : mem_text(THEMEDIR);
}

static int theme_by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void theme_list(struct strlist *names)
{
	char *path = theme_directory();
	DIR *dir = opendir(path);
	struct dirent *entry;

	*names = (struct strlist) {0};
	while (dir && (entry = readdir(dir))) {
		char *dot = strrchr(entry->d_name, '.');

		if (!dot || dot == entry->d_name || strcmp(dot, suffix) != 0)
			continue;
		*dot = '\0';
		strlist_add(names, entry->d_name, 100);
	}
	if (dir)
		(void)closedir(dir);
	free(path);
	if (names->n)
		qsort(names->items, names->n, sizeof(*names->items), theme_by_name);
}

struct reading {
	const char *path;
	struct err *e;
};

static int theme_bad(const struct reading *r, const config_setting_t *at, const char *reason)
{
	return err_set(r->e, EX_CONFIG, "%s: line %d: %s", r->path,
		(int)config_setting_source_line(at), reason);
}

static int read_colour(const struct reading *r, const config_setting_t *at, void *out)
{
	int *colour = out;
	const char *name = config_setting_get_string(at);
	long number = config_setting_type(at) == CONFIG_TYPE_INT ? config_setting_get_int(at) : -1;

	for (int i = 0; name && i < basic_colours; i++)
		if (strcmp(name, colour_names[i]) == 0)
			number = i;
	if (name && strcmp(name, "default") == 0)
		*colour = COLOUR_DEFAULT;
	else if (number >= 0 && number <= 255)
		*colour = (int)number;
	else
		return theme_bad(r, at,
			"a colour is a number from 0 to 255 or one of black, red, green, "
			"yellow, blue, magenta, cyan, white, default");
	return 0;
}

static int read_flag(const struct reading *r, const config_setting_t *at, void *out)
{
	bool *flag = out;

	if (config_setting_type(at) != CONFIG_TYPE_BOOL)
		return theme_bad(r, at, "expected true or false");
	*flag = config_setting_get_bool(at);
	return 0;
}

static int read_property(const struct reading *r, const config_setting_t *at, struct style *s)
{
	const char *name = config_setting_name(at);
	const struct {
		const char *name;
		int (*read)(const struct reading *r, const config_setting_t *at, void *out);
		void *out;
	} rows[] = {
		{"fg", read_colour, &s->fg},
		{"bg", read_colour, &s->bg},
		{"basic_fg", read_colour, &s->basic_fg},
		{"basic_bg", read_colour, &s->basic_bg},
		{"bold", read_flag, &s->bold},
		{"reverse", read_flag, &s->reverse},
		{"underline", read_flag, &s->underline},
		{"dim", read_flag, &s->dim},
		{"basic_reverse", read_flag, &s->basic_reverse},
		{"basic_underline", read_flag, &s->basic_underline},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].read(r, at, rows[i].out);
	return theme_bad(r, at,
		"a role has fg, bg, basic_fg, basic_bg, bold, reverse, underline, dim, "
		"basic_reverse and basic_underline");
}

static int read_role(const struct reading *r, const config_setting_t *group, struct theme *t)
{
	const char *name = config_setting_name(group);
	int role = 0;

	while (role < ROLE_COUNT && strcmp(role_names[role], name) != 0)
		role++;
	if (role == ROLE_COUNT)
		return theme_bad(r, group, "there is no such role");
	if (!config_setting_is_group(group))
		return theme_bad(r, group, "expected a group in braces");
	for (int i = 0; i < config_setting_length(group); i++)
		if (read_property(
			    r, config_setting_get_elem(group, (unsigned)i), &t->styles[role]) < 0)
			return -1;
	return 0;
}

static int read_about(const struct reading *r, const config_setting_t *at, struct theme *t)
{
	const char *text = config_setting_get_string(at);

	if (!text || !text_is_clean(text, strlen(text)) || strlen(text) >= sizeof(t->about))
		return theme_bad(r, at, "expected a few words, at most 63 bytes");
	(void)snprintf(t->about, sizeof(t->about), "%s", text);
	return 0;
}

static int read_part(const struct reading *r, const config_setting_t *at, struct theme *t)
{
	if (strcmp(config_setting_name(at), "about") == 0)
		return read_about(r, at, t);
	return read_role(r, at, t);
}

static int read_theme(const struct reading *r, const char *text, struct theme *t)
{
	const config_setting_t *root;
	config_t tree;
	int result;

	config_init(&tree);
	result = tree_parse(&tree, r->path, text, r->e);
	root = config_root_setting(&tree);
	for (int i = 0; result == 0 && i < config_setting_length(root); i++)
		result = read_part(r, config_setting_get_elem(root, (unsigned)i), t);
	config_destroy(&tree);
	return result;
}

void theme_plain(struct theme *t)
{
	*t = (struct theme) {.name = "plain"};
	for (int i = 0; i < ROLE_COUNT; i++)
		t->styles[i] = (struct style) {.fg = COLOUR_DEFAULT,
			.bg = COLOUR_DEFAULT,
			.basic_fg = COLOUR_DEFAULT,
			.basic_bg = COLOUR_DEFAULT};
}

int theme_read(struct theme *t, const char *name, const char *path, struct err *e)
{
	const struct reading r = {path, e};
	struct file_state state;
	struct theme fresh;
	struct str text;
	int result;

	str_init(&text, config_size_max + 1);
	theme_plain(&fresh);
	(void)snprintf(fresh.name, sizeof(fresh.name), "%s", name);
	result = file_read(path, config_size_max, &text, &state, e);
	if (result == 0 && !state.exists)
		result = err_set(e, EX_USAGE, "there is no theme \"%s\"", name);
	if (result == 0)
		result = config_precheck(path, text.data, text.len, e);
	if (result == 0)
		result = read_theme(&r, text.data, &fresh);
	if (result == 0)
		*t = fresh;
	str_fini(&text);
	return result;
}

int theme_load(struct theme *t, const char *name, struct err *e)
{
	char *dir;
	struct str path;
	int result;

	if (strcmp(name, theme_default.name) == 0) {
		*t = theme_default;
		return 0;
	}
	dir = theme_directory();
	str_init(&path, PATH_MAX);
	str_format(&path, "%s/%s%s", dir, name, suffix);
	if (strchr(name, '/') || !*name)
		result = err_set(e, EX_USAGE, "there is no theme \"%s\"", name);
	else
		result = theme_read(t, name, path.data, e);
	str_fini(&path);
	free(dir);
	return result;
}

void theme_recall(char *name, size_t size)
{
	char *path = state_path("theme");
	struct file_state state;
	struct str text;
	struct err e;

	str_init(&text, remembered_max + 1);
	(void)snprintf(name, size, "default");
	if (file_read(path, remembered_max, &text, &state, &e) == 0 && text.len > 1)
		(void)snprintf(name, size, "%.*s", (int)strcspn(text.data, "\n"), text.data);
	str_fini(&text);
	free(path);
}

int theme_remember(const char *name, struct err *e)
{
	char *path = state_path("theme");
	const struct file_state none = {0};
	struct str text;
	int result;

	str_init(&text, remembered_max);
	str_format(&text, "%s\n", name);
	result = file_replace(path, text.data, text.len, &none, e);
	str_fini(&text);
	free(path);
	return result;
}
