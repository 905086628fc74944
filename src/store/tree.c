#include "store/tree.h"

#include "base/edit.h"
#include "base/scan.h"
#include "store/config_precheck.h"

#include <stdio.h>
#include <string.h>

enum { number_text_size = 24 };

/* A key in its two parts. */
struct path {
	char group[32];
	const char *name;
};

static struct path tree_path(const char *key)
{
	struct path p = {.name = strchr(key, '.') + 1};

	memcpy(p.group, key, (size_t)(p.name - key - 1));
	return p;
}

/* The rows of `tested`, read and written alike. */
static const struct {
	const char *key;
	size_t offset, size;
} tested_rows[] = {
	{"tested.verdict", offsetof(struct tested, id), sizeof(((struct tested *)0)->id)},
	{"tested.at", offsetof(struct tested, at), sizeof(((struct tested *)0)->at)},
	{"tested.fingerprint", offsetof(struct tested, fingerprint),
		sizeof(((struct tested *)0)->fingerprint)},
};

enum { tested_count = sizeof(tested_rows) / sizeof(tested_rows[0]) };

/*
 * A comment that the end of the file ends is an error to libconfig 1.5: it gets a line end. What is
 * missing at the end is found behind that, on a line that the file may not have.
 */
int tree_parse(config_t *tree, const char *name, const char *text, struct err *e)
{
	struct str whole;
	int result = 0, line, last;

	str_init(&whole, config_size_max + 2);
	str_text(&whole, text);
	str_text(&whole, "\n");
	if (config_read_string(tree, whole.data) != CONFIG_TRUE) {
		line = config_error_line(tree);
		last = scan_libconfig_last_line(text, strlen(text));
		result = err_set(e, EX_CONFIG, "%s: line %d: %s", name, line < last ? line : last,
			config_error_text(tree));
	}
	str_wipe(&whole);
	return result;
}

static int tree_bad(const char *name, const config_setting_t *at, struct err *e, const char *reason)
{
	return err_set(e, EX_CONFIG, "%s: line %d: %s: %s", name,
		(int)config_setting_source_line(at), config_setting_name(at), reason);
}

/* The value as text, in the buffer or borrowed; NULL when it is of a wrong type. */
static const char *value_text(const config_setting_t *at, bool integer, char *buffer)
{
	int type = config_setting_type(at);

	if (!integer)
		return type == CONFIG_TYPE_STRING ? config_setting_get_string(at) : NULL;
	if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
		return NULL;
	(void)snprintf(buffer, number_text_size, "%lld",
		type == CONFIG_TYPE_INT ? (long long)config_setting_get_int(at)
					: config_setting_get_int64(at));
	return buffer;
}

static int read_field(const config_setting_t *at, enum field_id id, const char *name,
	struct settings *settings, struct err *e)
{
	char buffer[number_text_size];
	const char *text = value_text(at, fields[id].type->integer, buffer);
	struct err reason;

	if (!text)
		return tree_bad(name, at, e,
			fields[id].type->integer ? "expected a number" : "expected a string");
	if (settings_assign(settings, id, text, &reason) < 0)
		return tree_bad(name, at, e, reason.message);
	return 0;
}

static config_setting_t *tree_group(const config_t *tree, const char *word)
{
	return config_setting_get_member(config_root_setting(tree), word);
}

static int need_group(const config_setting_t *group, const char *name, struct err *e)
{
	return config_setting_is_group(group)
		       ? 0
		       : tree_bad(name, group, e, "expected a group in braces");
}

static int read_tested(const config_t *tree, const char *name, struct tested *tested, struct err *e)
{
	const config_setting_t *group = tree_group(tree, "tested");

	if (group && need_group(group, name, e) < 0)
		return -1;
	for (size_t i = 0; group && i < tested_count; i++) {
		const char *text = NULL;

		if (config_setting_lookup_string(
			    group, tree_path(tested_rows[i].key).name, &text) &&
			text)
			(void)snprintf((char *)tested + tested_rows[i].offset, tested_rows[i].size,
				"%s", text);
	}
	if (!tested->id[0]) /* somebody took the verdict out */
		*tested = (struct tested) {0};
	return 0;
}

static int read_settings(const config_t *tree, const char *name, struct content *c, struct err *e)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		struct path p = tree_path(fields[i].key);
		const config_setting_t *group = tree_group(tree, p.group), *at;

		if (!group)
			continue;
		if (need_group(group, name, e) < 0)
			return -1;
		at = config_setting_get_member(group, p.name);
		c->there[i] = at;
		if (at && read_field(at, (enum field_id)i, name, &c->settings, e) < 0)
			return -1;
	}
	return 0;
}

void content_init(struct content *c, const struct settings *base)
{
	*c = (struct content) {0};
	settings_init_over(&c->settings, base);
}

void content_fini(struct content *c)
{
	settings_fini(&c->settings);
}

int content_read(struct content *c, const char *name, const char *text, struct err *e)
{
	config_t tree;
	int result;

	config_init(&tree);
	result = tree_parse(&tree, name, text, e);
	if (result == 0)
		result = read_settings(&tree, name, c, e);
	if (result == 0)
		result = read_tested(&tree, name, &c->tested, e);
	config_destroy(&tree);
	return result;
}

/* What is to be done to the text */

enum { wish_count = FIELD_COUNT + tested_count };

struct wishes {
	struct edit rows[wish_count];
	struct str literals[wish_count];
};

static void wish_for(
	struct wishes *w, int at, const char *group, const char *key, enum edit_act act)
{
	str_init(&w->literals[at], config_size_max);
	w->rows[at] = (struct edit) {group, tree_path(key).name, act, NULL};
}

static void say_literal(struct str *out, const struct settings *settings, enum field_id id)
{
	const struct secret *secret = settings_secret(settings, id);

	if (fields[id].type->integer)
		str_text(out, settings_get(settings, id));
	else
		edit_quote(out, secret ? secret_text(secret) : settings_get(settings, id));
}

/* A default stands in the file where somebody wrote it there, or where it always does. */
static bool is_left_out(const struct settings *settings, enum field_id id, bool there)
{
	return settings_is_default(settings, id) && !(fields[id].flags & FIELD_ALWAYS) &&
	       (!there || settings_origin(settings, id) == ORIGIN_DEFAULT);
}

/* What is inherited stands in the file where somebody wrote it there all the same. */
static bool is_inherited(
	const struct settings *was, const struct settings *settings, enum field_id id, bool there)
{
	return !settings_is_own(settings, id) && !(there && !settings_is_own(was, id));
}

static enum edit_act act_for(
	const struct content *was, const struct settings *settings, enum field_id id)
{
	bool there = was->there[id];

	if (settings->base ? is_inherited(&was->settings, settings, id, there)
			   : is_left_out(settings, id, there))
		return EDIT_DROP;
	return there && settings_same(&was->settings, settings, id) ? EDIT_KEEP : EDIT_PUT;
}

static void wish_fields(
	struct wishes *w, const struct content *was, const struct settings *settings)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		wish_for(w, i, field_section((enum field_id)i)->word, fields[i].key,
			act_for(was, settings, (enum field_id)i));
		say_literal(&w->literals[i], settings, (enum field_id)i);
	}
}

static void wish_tested(struct wishes *w, const struct tested *was, const struct tested *tested)
{
	for (size_t i = 0; i < tested_count; i++) {
		const char *old = (const char *)was + tested_rows[i].offset;
		const char *new = (const char *)tested + tested_rows[i].offset;
		bool same = *old && strcmp(old, new) == 0;

		wish_for(w, (int)(FIELD_COUNT + i), "tested", tested_rows[i].key,
			!tested->id[0] ? EDIT_DROP
			: same         ? EDIT_KEEP
				       : EDIT_PUT);
		edit_quote(&w->literals[FIELD_COUNT + i], new);
	}
}

static int tree_grant(struct wishes *w, struct str *text)
{
	int result;

	for (int i = 0; i < wish_count; i++)
		w->rows[i].literal = w->literals[i].data;
	result = edit_apply(text, &scan_libconfig, w->rows, wish_count);
	for (int i = 0; i < wish_count; i++)
		str_wipe(&w->literals[i]);
	return result;
}

int content_change(struct str *text, const char *name, const struct content *was,
	const struct settings *settings, const struct tested *tested, struct err *e)
{
	struct wishes w;

	wish_fields(&w, was, settings);
	wish_tested(&w, &was->tested, tested);
	if (tree_grant(&w, text) < 0)
		return err_set(e, EX_SOFTWARE, "%s cannot be edited in place", name);
	return 0;
}
