#include "store/tree.h"

#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { number_text_size = 24 };

/* A key in its two parts. */
struct path {
	char group[32];
	const char *name;
};

static struct path path_of(const char *key)
{
	struct path p = {.name = strchr(key, '.') + 1};

	memcpy(p.group, key, (size_t)(p.name - key - 1));
	return p;
}

/* The rows of `tested`, read and written alike. */
static const struct {
	const char *name;
	size_t offset, size;
} tested_rows[] = {
	{"verdict", offsetof(struct tested, id), sizeof(((struct tested *)0)->id)},
	{"at", offsetof(struct tested, at), sizeof(((struct tested *)0)->at)},
	{"fingerprint", offsetof(struct tested, fingerprint),
		sizeof(((struct tested *)0)->fingerprint)},
};

enum { tested_count = sizeof(tested_rows) / sizeof(tested_rows[0]) };

int tree_parse(config_t *tree, const char *name, const char *text, struct err *e)
{
	if (config_read_string(tree, text) == CONFIG_TRUE)
		return 0;
	return err_set(e, EX_CONFIG, "%s: line %d: %s", name, config_error_line(tree),
		config_error_text(tree));
}

static int bad(const char *name, const config_setting_t *at, struct err *e, const char *reason)
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
		return bad(name, at, e,
			fields[id].type->integer ? "a number is needed" : "a string is needed");
	if (settings_set(settings, id, text, &reason) < 0)
		return bad(name, at, e, reason.message);
	return 0;
}

static config_setting_t *group_of(const config_t *tree, const char *word)
{
	return config_setting_get_member(config_root_setting(tree), word);
}

static int need_group(const config_setting_t *group, const char *name, struct err *e)
{
	return config_setting_is_group(group) ? 0
					      : bad(name, group, e, "a group in braces is needed");
}

static int read_tested(const config_t *tree, const char *name, struct tested *tested, struct err *e)
{
	const config_setting_t *group = group_of(tree, "tested");

	if (group && need_group(group, name, e) < 0)
		return -1;
	for (size_t i = 0; group && i < tested_count; i++) {
		const char *text = NULL;

		if (config_setting_lookup_string(group, tested_rows[i].name, &text) && text)
			(void)snprintf((char *)tested + tested_rows[i].offset, tested_rows[i].size,
				"%s", text);
	}
	return 0;
}

int tree_read(const config_t *tree, const char *name, struct settings *settings,
	struct tested *tested, struct err *e)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		struct path p = path_of(fields[i].key);
		const config_setting_t *group = group_of(tree, p.group), *at;

		if (!group)
			continue;
		if (need_group(group, name, e) < 0)
			return -1;
		at = config_setting_get_member(group, p.name);
		if (at && read_field(at, (enum field_id)i, name, settings, e) < 0)
			return -1;
	}
	return read_tested(tree, name, tested, e);
}

static config_setting_t *make_group(config_t *tree, const char *word)
{
	config_setting_t *group = group_of(tree, word);

	if (!group)
		group = config_setting_add(config_root_setting(tree), word, CONFIG_TYPE_GROUP);
	if (!group)
		mem_exhausted();
	return group;
}

/* A setting keeps its place while its type is right; else it is taken out and added anew. */
static config_setting_t *make_member(config_setting_t *group, const char *name, int type)
{
	config_setting_t *at = config_setting_get_member(group, name);

	if (at && config_setting_type(at) != type) {
		(void)config_setting_remove(group, name);
		at = NULL;
	}
	if (!at)
		at = config_setting_add(group, name, type);
	if (!at)
		mem_exhausted();
	return at;
}

static void put_text(config_setting_t *group, const char *name, const char *text)
{
	config_setting_t *at = make_member(group, name, CONFIG_TYPE_STRING);

	if (!config_setting_set_string(at, text))
		mem_exhausted();
}

static void put_field(config_setting_t *group, const char *name, enum field_id id,
	const struct settings *settings)
{
	const struct secret *secret = settings_secret(settings, id);

	if (!fields[id].type->integer)
		put_text(group, name, secret ? secret_text(secret) : settings_get(settings, id));
	else
		(void)config_setting_set_int(make_member(group, name, CONFIG_TYPE_INT),
			(int)settings_number(settings, id));
}

static void write_field(config_t *tree, enum field_id id, const struct settings *settings)
{
	struct path p = path_of(fields[id].key);
	config_setting_t *group = group_of(tree, p.group);
	bool there = group && config_setting_get_member(group, p.name);

	if (settings_is_default(settings, id) && !(fields[id].flags & FIELD_ALWAYS)) {
		if (there && settings_origin(settings, id) == ORIGIN_DEFAULT)
			(void)config_setting_remove(group, p.name);
		if (!there || settings_origin(settings, id) == ORIGIN_DEFAULT)
			return;
	}
	put_field(make_group(tree, p.group), p.name, id, settings);
}

static void write_tested(config_t *tree, const struct tested *tested)
{
	if (!tested->id[0]) {
		if (group_of(tree, "tested"))
			(void)config_setting_remove(config_root_setting(tree), "tested");
		return;
	}
	for (size_t i = 0; i < tested_count; i++)
		put_text(make_group(tree, "tested"), tested_rows[i].name,
			(const char *)tested + tested_rows[i].offset);
}

void tree_write(config_t *tree, const struct settings *settings, const struct tested *tested)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		write_field(tree, (enum field_id)i, settings);
	write_tested(tree, tested);
}

int tree_print(const config_t *tree, struct str *out, struct err *e)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);
	int failed = 1;

	if (stream) {
		config_write(tree, stream);
		failed = ferror(stream);
		failed |= fclose(stream);
	}
	if (!failed)
		str_add(out, text, len);
	if (text)
		explicit_bzero(text, len);
	free(text);
	if (failed || out->full)
		return err_set(e, EX_SOFTWARE, "the settings cannot be written as text");
	return 0;
}
