/* The configuration file: what is read, and what a change of it leaves. */
#include "must.h"
#include "targets.h"

#include "base/edit.h"
#include "store/config_precheck.h"
#include "store/tree.h"

#include <string.h>

enum { text_max = 2 * config_size_max };

/* libconfig loses a string at each syntax error behind one; nobody else may lose anything. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libconfig.so";
}

static bool is_parsed(config_t *tree, const struct str *text)
{
	struct err e;

	return config_precheck("f", text->data, text->len, &e) == 0 &&
	       tree_parse(tree, "f", text->data, &e) == 0;
}

static int load(const struct str *text, struct content *content)
{
	struct err e;

	content_init(content, NULL);
	if (config_precheck("f", text->data, text->len, &e) < 0)
		return -1;
	return content_read(content, "f", text->data, &e);
}

/*
 * Written as they were read they are the same settings, and the second time the same bytes. Where
 * a text is so odd that they are not (`port = 4dict = 5;` is two settings), the store sees it as
 * well, and writes a new text.
 */
static void write_back(struct str *text, const struct content *read)
{
	struct content back;
	struct err e;
	char *once;

	if (content_change(text, "f", read, &read->settings, &read->tested, &e) < 0)
		return;
	if (load(text, &back) == 0 && settings_equal(&back.settings, &read->settings)) {
		once = strdup(text->data);
		must(once &&
			content_change(text, "f", &back, &back.settings, &back.tested, &e) == 0);
		must(strcmp(once, text->data) == 0);
		free(once);
	}
	content_fini(&back);
}

void fuzz_loader(const uint8_t *data, size_t len)
{
	struct content content;
	struct str text;

	str_init(&text, text_max);
	str_add(&text, (const char *)data, len);
	if (load(&text, &content) == 0)
		write_back(&text, &content);
	content_fini(&content);
	str_wipe(&text);
}

static const struct {
	const char *group, *name;
} keys[] = {
	{"server", "host"},
	{"server", "port"},
	{"auth", "user"},
	{"tested", "at"},
};

enum { key_count = sizeof(keys) / sizeof(keys[0]) };

/* Nothing is said of a text that is no longer one of libconfig: see above. */
static bool is_as_wished(const struct str *text, const struct edit *wish)
{
	const config_setting_t *group;
	bool there = false;
	config_t tree;

	config_init(&tree);
	if (is_parsed(&tree, text)) {
		group = config_lookup(&tree, wish->group);
		there = group && config_setting_get_member(group, wish->name);
	} else {
		there = wish->act == EDIT_PUT;
	}
	config_destroy(&tree);
	return there == (wish->act == EDIT_PUT);
}

static void grant(struct str *text, size_t which, enum edit_act act)
{
	struct edit wishes[key_count];

	for (size_t i = 0; i < key_count; i++)
		wishes[i] = (struct edit) {
			keys[i].group, keys[i].name, i == which ? act : EDIT_KEEP, "\"wanted\""};
	if (edit_apply(text, &scan_libconfig, wishes, key_count) == 0 && act != EDIT_KEEP)
		must(is_as_wished(text, &wishes[which]));
}

void fuzz_patcher(const uint8_t *data, size_t len)
{
	struct str text;
	config_t tree;

	if (len < 2)
		return;
	str_init(&text, text_max);
	str_add(&text, (const char *)data + 2, len - 2);
	config_init(&tree);
	if (is_parsed(&tree, &text))
		grant(&text, data[0] % key_count, (enum edit_act)(data[1] % 3));
	config_destroy(&tree);
	str_wipe(&text);
}
