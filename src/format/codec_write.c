#include "format/codec.h"

#include "base/mem.h"
#include "format/keyval.h"

#include <stdlib.h>
#include <string.h>

/* Settings of this program, which nobody expects in others. */
static const unsigned codec_ours = CODEC_BIT(FIELD_HOSTING) | CODEC_BIT(FIELD_TIMEOUT) |
				   CODEC_BIT(FIELD_CLIENT_ID) | CODEC_BIT(FIELD_TENANT) |
				   CODEC_BIT(FIELD_SCOPE) | CODEC_BIT(FIELD_CLIENT_SECRET);

/* What is not read: it is looked at in each write. */
static const unsigned codec_of_machine = CODEC_BIT(FIELD_MAIL_TO) | CODEC_BIT(FIELD_SEND_AS);

static int codec_refuse(struct err *e, enum field_id id, const char *name, const char *kind)
{
	(void)err_set(e, EX_DATAERR, "%s cannot hold %s", name, kind);
	return err_field(e, fields[id].key);
}

void codec_files_fini(struct codec_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		free(files->items[i].path);
		str_wipe(&files->items[i].text);
	}
	*files = (struct codec_files) {0};
}

bool codec_changes(const struct codec_writing *w, unsigned bits)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (bits & CODEC_BIT(i) &&
			(w->forced & CODEC_BIT(i) ||
				!settings_same(w->s, &w->was->settings, (enum field_id)i)))
			return true;
	return false;
}

/* The texts: as they are, and as they will be */

static const struct codec_file *codec_file_find(const struct codec_files *files, const char *path)
{
	for (size_t i = 0; i < files->n; i++)
		if (strcmp(files->items[i].path, path) == 0)
			return &files->items[i];
	return NULL;
}

void codec_text(const struct codec_writing *w, const char *path, struct str *out)
{
	str_init(out, import_source_max);
	if (strcmp(path, w->path) == 0)
		str_add(out, w->in->bytes, w->in->len);
	else if (w->in->fetch)
		(void)w->in->fetch(w->in->context, path, out);
}

/* Whose the file is when it is new. */
static const struct codec_owner *codec_owner(const struct codec_writing *w, const char *path)
{
	const struct codec_owner *o = w->codec->files;

	if (strcmp(path, w->path) == 0)
		return o;
	while (o->mode && !(o->path && strcmp(o->path, path) == 0))
		o++;
	return o;
}

static void codec_put_file(const struct codec_writing *w, const char *path, const struct str *text)
{
	const struct codec_owner *o = codec_owner(w, path);

	w->files->items[w->files->n++] =
		(struct codec_file) {mem_text(path), *text, o->mode, o->owner, o->group};
}

int codec_apply(
	struct codec_writing *w, const struct codec_part *part, const struct edit *edits, size_t n)
{
	struct str text, old;
	bool same;
	int result;

	codec_text(w, part->path, &old);
	str_init(&text, import_source_max);
	str_add(&text, old.data, old.len);
	result = edit_apply(&text, part->style, edits, n);
	same = text.len == old.len && memcmp(text.data, old.data, old.len) == 0;
	if (result < 0)
		(void)err_set(w->e, EX_CONFIG, "%s cannot be edited in place", part->path);
	if (result == 0 && !same)
		codec_put_file(w, part->path, &text);
	else
		str_wipe(&text);
	str_wipe(&old);
	return result;
}

int codec_replace(struct codec_writing *w, const char *path, const struct str *text)
{
	struct str old, copy;

	if (text->full)
		return err_set(w->e, EX_CONFIG, "%s cannot be edited in place", path);
	codec_text(w, path, &old);
	if (text->len != old.len || memcmp(text->data, old.data, old.len) != 0) {
		str_init(&copy, import_source_max);
		str_add(&copy, text->data, text->len);
		codec_put_file(w, path, &copy);
	}
	str_wipe(&old);
	return 0;
}

/* The key map, turned into edits */

static unsigned codec_about(const struct codec_key *key)
{
	if (key->about)
		return key->about;
	return key->say ? CODEC_BIT(key->field) : 0;
}

/* Of several names for one thing those are used that are there. */
static bool codec_is_named(const struct codec_part *part, const struct keyvals *pairs,
	const struct codec_key *key, bool forced)
{
	if (keyvals_find(pairs, key->name))
		return true;
	for (size_t i = 0; i < part->key_count && !key->alias && !forced; i++)
		if (part->keys[i].alias && part->keys[i].take &&
			part->keys[i].field == key->field &&
			keyvals_find(pairs, part->keys[i].name))
			return false;
	return !key->alias;
}

/* What stands there is left as it is written where it means the same. */
static bool codec_is_said(const struct codec_writing *w, const char *value)
{
	return w->old && strcmp(w->old, value) == 0 && !strchr(value, '$');
}

/* What is to happen to a key, and for EDIT_PUT the value as the file has it. -1: e is filled. */
static int codec_wish(struct codec_writing *w, const struct codec_part *part,
	const struct keyvals *pairs, const struct codec_key *key, struct str *literal)
{
	const struct keyval *old = part->group ? NULL : keyvals_find(pairs, key->name);
	const char *kind = NULL;
	struct str value;
	int act = EDIT_DROP;

	if (key->say)
		w->said |= codec_about(key);
	if (!codec_changes(w, codec_about(key)) ||
		!codec_is_named(part, pairs, key, w->forced & CODEC_BIT(key->field)))
		return EDIT_KEEP;
	str_init(&value, import_source_max);
	w->old = old ? old->value : NULL;
	if (key->say)
		act = (int)key->say(w, key, &value);
	if (act == EDIT_PUT && codec_is_said(w, value.data))
		act = EDIT_KEEP;
	if (act == EDIT_PUT)
		kind = part->quote(literal, value.data);
	w->old = NULL;
	str_wipe(&value);
	return kind ? codec_refuse(w->e, key->field, w->codec->name, kind) : act;
}

static int codec_wishes(struct codec_writing *w, const struct codec_part *part, struct edit *edits,
	struct str *literals)
{
	struct keyvals pairs;
	struct str text;
	int act = EDIT_KEEP;

	codec_text(w, part->path, &text);
	keyvals_init(&pairs, text.data, text.len, part->style);
	for (size_t i = 0; i < part->key_count && act >= 0; i++) {
		act = codec_wish(w, part, &pairs, &part->keys[i], &literals[i]);
		edits[i] = (struct edit) {part->group, part->keys[i].name,
			act < 0 ? EDIT_KEEP : (enum edit_act)act, literals[i].data};
	}
	keyvals_fini(&pairs);
	str_wipe(&text);
	return act < 0 ? -1 : 0;
}

int codec_edit(struct codec_writing *w, const struct codec_part *part)
{
	struct edit *edits = mem_zero(part->key_count, sizeof(*edits));
	struct str *literals = mem_zero(part->key_count, sizeof(*literals));
	int result;

	for (size_t i = 0; i < part->key_count; i++)
		str_init(&literals[i], import_source_max);
	result = codec_wishes(w, part, edits, literals);
	if (result == 0)
		result = codec_apply(w, part, edits, part->key_count);
	for (size_t i = 0; i < part->key_count; i++)
		str_wipe(&literals[i]);
	free(literals);
	free(edits);
	return result;
}

/* What can be said */

/* Leaves out what means nothing to anybody. */
static void codec_fit(const struct codec *c, struct settings *s, const struct settings *was)
{
	static const enum field_id of_login[] = {
		FIELD_METHOD, FIELD_PASSWORD, FIELD_PASSWORD_COMMAND};

	for (size_t i = 0; i < sizeof(of_login) / sizeof(of_login[0]); i++)
		if (settings_is_empty(s, FIELD_USER))
			settings_reset(s, of_login[i]);
	if (settings_is_empty(s, FIELD_FROM) && !settings_same(s, was, FIELD_FROM_NAME))
		settings_reset(s, FIELD_FROM_NAME);
	if (c->fit)
		c->fit(s, was);
}

/* The system's trust is what there is without a CA file, too. */
static void codec_want(struct settings *wanted, const struct settings *s)
{
	settings_copy(wanted, s);
	settings_flatten(wanted);
	if (import_is_system_trust(settings_get(s, FIELD_CA_FILE)))
		settings_reset(wanted, FIELD_CA_FILE);
}

static int codec_check(const struct codec_writing *w)
{
	for (const struct codec_refusal *r = w->codec->cannot; r && r->kind; r++)
		if (codec_changes(w, CODEC_BIT(r->field)) &&
			r->is(w->s, codec_value(w->s, r->field)))
			return codec_refuse(w->e, r->field, w->codec->name, r->kind);
	return 0;
}

static unsigned codec_left_out(const struct codec_writing *w, const struct settings *wanted)
{
	unsigned bits = 0;

	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct settings *there = w->said & CODEC_BIT(i) ? w->s : &w->was->settings;

		if (!settings_same(there, wanted, (enum field_id)i))
			bits |= CODEC_BIT(i);
	}
	/* A sign-in goes on as a command: where there is no place for that, it is what is missing.
	 */
	if (settings_get(wanted, FIELD_SIGN_IN)[0])
		bits &= ~CODEC_BIT(bits & CODEC_BIT(FIELD_PASSWORD_COMMAND) ? FIELD_PASSWORD_COMMAND
									    : FIELD_SIGN_IN);
	return bits & ~codec_ours;
}

/* Reading back */

static bool codec_fetch(const void *context, const char *path, struct str *out)
{
	const struct codec_writing *w = context;
	const struct codec_file *file = codec_file_find(w->files, path);

	if (file)
		str_add(out, file->text.data, file->text.len);
	return file || (w->in->fetch && w->in->fetch(w->in->context, path, out));
}

/* The first field that would be read as another value; FIELD_COUNT: none. */
static enum field_id codec_differs(const struct codec_writing *w)
{
	const struct codec_file *main = codec_file_find(w->files, w->path);
	const struct import_source in = {main ? main->text.data : w->in->bytes,
		main ? main->text.len : w->in->len, codec_fetch, w, NULL};
	unsigned bits = w->said & ~(w->codec->unread | codec_of_machine);
	struct import_result back;
	int id = 0;

	import_init(&back, w->codec->name, w->path);
	w->codec->read(&back, &in);
	import_decline(&back);
	while (id < FIELD_COUNT &&
		(!(bits & CODEC_BIT(id)) || settings_same(&back.settings, w->s, (enum field_id)id)))
		id++;
	import_fini(&back);
	return (enum field_id)id;
}

/* First what changes; then, too, what the rest of the file is against. */
static int codec_try(struct codec_writing *w)
{
	enum field_id id = FIELD_COUNT;

	do {
		if (id < FIELD_COUNT)
			w->forced |= CODEC_BIT(id);
		codec_files_fini(w->files);
		if (codec_check(w) < 0 || w->codec->write(w) < 0)
			return -1;
		id = codec_differs(w);
	} while (id < FIELD_COUNT && !(w->forced & CODEC_BIT(id)));
	return id < FIELD_COUNT ? codec_refuse(w->e, id, w->codec->name,
					  "this value together with the others")
				: 0;
}

int codec_write(const struct codec *c, const char *path, const struct import_source *in,
	const struct settings *s, struct codec_files *out, struct err *e)
{
	struct import_result was;
	struct settings wanted, fit;
	struct codec_writing w = {c, path, in, &fit, &was, .files = out, .e = e};
	int result = 0;

	*out = (struct codec_files) {0};
	if (settings_are_hidden(s))
		return err_set(e, EX_NOPERM, "not all settings are readable");
	if (settings_is_empty(s, FIELD_HOST))
		return codec_refuse(e, FIELD_HOST, c->name, "settings without a server");
	import_init(&was, c->name, path);
	settings_init(&wanted);
	settings_init(&fit);
	codec_want(&wanted, s);
	settings_copy(&fit, &wanted);
	c->read(&was, in);
	import_decline(&was);
	w.forced = import_has(&was, FIELD_HOST) ? codec_of_machine : ~0u;
	codec_fit(c, &fit, &was.settings);
	result = codec_try(&w);
	if (result == 0)
		out->left_out = codec_left_out(&w, &wanted);
	else
		codec_files_fini(out);
	settings_fini(&fit);
	settings_fini(&wanted);
	import_fini(&was);
	return result;
}
