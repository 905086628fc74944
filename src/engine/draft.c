#include "engine/draft.h"

#include "base/mem.h"
#include "base/utc.h"
#include "engine/report.h"
#include "format/flat_set.h"
#include "store/state.h"

#include <libgen.h>
#include <limits.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { draft_max = 64 * 1024 };

static const char edits_type[] = "edits", base_type[] = "base", reset_name[] = "reset";

/* One configuration, one name, from wherever the program is started. */
static char *draft_path(const struct session *s)
{
	char digest[SHA256_DIGEST_STRING_LENGTH], name[32];
	char *copy = mem_text(s->store.path), *directory = realpath(dirname(copy), NULL);
	const char *slash = strrchr(s->store.path, '/');
	struct str path;

	str_init(&path, 2 * PATH_MAX);
	if (directory)
		str_format(&path, "%s/%s", directory, slash ? slash + 1 : s->store.path);
	else
		str_text(&path, s->store.path);
	free(directory);
	free(copy);
	(void)SHA256Data((const uint8_t *)path.data, path.len, digest);
	(void)snprintf(name, sizeof(name), "draft-%.16s", digest);
	str_fini(&path);
	return state_path(name);
}

static bool draft_is_secret(enum field_id id)
{
	return fields[id].flags & FIELD_SECRET;
}

/* The text of the file: two records. What is no value of its own any more is reset. */

static bool draft_differs(const struct session *s, enum field_id id)
{
	return !settings_same(&s->draft, &s->saved, id);
}

static bool is_edited(const struct draft *d, const struct session *s, enum field_id id)
{
	return d->edited[id] || draft_differs(s, id);
}

static void add_edit(struct str *out, const struct settings *settings, enum field_id id)
{
	if (draft_is_secret(id))
		wire_text(out, fields[id].key, "");
	else if (settings_is_own(settings, id))
		wire_text(out, fields[id].key, settings_get(settings, id));
	else
		wire_text(out, reset_name, fields[id].key);
}

static void add_edits(struct str *out, const struct draft *d, const struct session *s)
{
	size_t start = wire_start(out, edits_type);

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;

		if (is_edited(d, s, id))
			add_edit(out, draft_differs(s, id) ? &s->draft : &d->edits, id);
	}
	wire_finish(out, start);
}

static void add_base(struct str *out, const struct draft *d, const struct session *s)
{
	const struct settings *base = draft_is_left(d) ? &d->base : &s->saved;
	size_t start = wire_start(out, base_type);

	for (int i = 0; i < FIELD_COUNT; i++)
		if (!draft_is_secret((enum field_id)i) &&
			!settings_is_hidden(base, (enum field_id)i))
			wire_text(out, fields[i].key, settings_get(base, (enum field_id)i));
	wire_finish(out, start);
}

/* Nothing, where there is nothing but secrets to be kept. */
static void draft_encode(struct str *out, const struct draft *d, const struct session *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!draft_is_secret((enum field_id)i) && is_edited(d, s, (enum field_id)i)) {
			add_edits(out, d, s);
			add_base(out, d, s);
			return;
		}
}

static int draft_next(struct str *text, const char *type, struct wire_record *record)
{
	return wire_next(text, record) > 0 && strcmp(record->type, type) == 0 ? 0 : -1;
}

/* What this version does not know, or takes for no valid value, was not edited. */
static bool decode_edit(struct settings *edits, enum field_id id, const char *text)
{
	struct err e;

	return draft_is_secret(id) || settings_assign(edits, id, text, &e) == 0;
}

static void decode_edits(struct draft *d, const struct wire_record *record)
{
	for (size_t i = 0; i < record->n; i++) {
		const struct wire_value *v = &record->values[i];
		bool reset = strcmp(v->name, reset_name) == 0;
		enum field_id id = field_find(reset ? v->bytes : v->name);

		if (id == FIELD_COUNT)
			continue;
		d->edited[id] = reset || decode_edit(&d->edits, id, v->bytes);
		if (reset)
			settings_reset(&d->edits, id);
	}
}

static void decode_base(struct draft *d, const struct wire_record *record)
{
	struct err e;

	for (size_t i = 0; i < record->n; i++) {
		enum field_id id = field_find(record->values[i].name);

		if (id < FIELD_COUNT && !draft_is_secret(id))
			(void)settings_assign(&d->base, id, record->values[i].bytes, &e);
	}
}

static void draft_decode(struct draft *d, struct str *text)
{
	struct wire_record record;

	if (draft_next(text, edits_type, &record) < 0)
		return;
	decode_edits(d, &record);
	str_drop(text, (size_t)wire_next(text, &record));
	if (draft_next(text, base_type, &record) == 0)
		decode_base(d, &record);
}

/* What the configuration says by now needs no draft. */
static void draft_compare(struct draft *d, const struct session *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!draft_is_secret((enum field_id)i) &&
			settings_same(&d->edits, &s->saved, (enum field_id)i))
			d->edited[i] = false;
	if (!draft_is_left(d))
		draft_forget(d);
}

void draft_open(struct draft *d, const struct session *s)
{
	struct str text;

	*d = (struct draft) {.path = draft_path(s)};
	settings_init_over(&d->edits, s->saved.base);
	settings_init(&d->base);
	settings_copy(&d->base, &s->saved); /* what is not told was no different */
	str_init(&d->kept, draft_max);
	str_init(&text, draft_max);
	if (claimed_file_read(&d->claim, d->path, draft_max, &text, &d->at) == 0) {
		draft_decode(d, &text);
		draft_compare(d, s);
		draft_encode(&d->kept, d, s);
		if (!d->kept.len)
			claimed_file_drop(&d->claim, d->path);
	}
	str_fini(&text);
}

void draft_close(struct draft *d)
{
	if (!d->path)
		return;
	claimed_file_release(&d->claim);
	settings_fini(&d->edits);
	settings_fini(&d->base);
	str_fini(&d->kept);
	free(d->path);
	*d = (struct draft) {.claim.fd = -1};
}

bool draft_is_left(const struct draft *d)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (d->edited[i] && !draft_is_secret((enum field_id)i))
			return true;
	return false;
}

bool draft_lost_secret(const struct draft *d)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (d->edited[i] && draft_is_secret((enum field_id)i))
			return true;
	return false;
}

void draft_look(const struct draft *d, const struct session *s, struct settings *edited,
	struct settings *base)
{
	settings_copy(edited, &s->saved);
	settings_copy(base, &d->base);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (d->edited[i] && !draft_is_secret((enum field_id)i))
			settings_take(edited, &d->edits, (enum field_id)i);
}

static void draft_say_changes(
	const struct settings *before, const struct settings *after, struct str *out)
{
	report_changes(before, after, &(struct report_out) {report_as_text, out});
}

/* What others did to the file stays as it is; only where both changed one setting it matters. */
static void draft_say_file(const struct settings *base, const struct settings *now, struct str *out)
{
	if (settings_equal(base, now))
		return;
	str_text(out, "\nThe file has changed since then; settings not listed above stay as they "
		      "are there:\n");
	draft_say_changes(base, now, out);
}

void draft_say(const struct draft *d, const struct session *s, struct str *out)
{
	struct settings edited, base;
	char at[utc_local_size];

	settings_init(&edited);
	settings_init(&base);
	draft_look(d, s, &edited, &base);
	utc_local(d->at, " at ", at);
	str_format(out, "Your edits of %s were not saved:\n", at);
	draft_say_changes(&s->saved, &edited, out);
	if (draft_lost_secret(d))
		str_text(out, "\nA password was edited too. Passwords are never kept.\n");
	draft_say_file(&base, &s->saved, out);
	settings_fini(&edited);
	settings_fini(&base);
}

bool draft_take(struct draft *d, struct session *s)
{
	bool left = draft_is_left(d);

	for (int i = 0; i < FIELD_COUNT; i++)
		if (d->edited[i] && !draft_is_secret((enum field_id)i))
			settings_take(&s->draft, &d->edits, (enum field_id)i);
	(void)password_follow(&s->given, &s->draft, NULL);
	draft_forget(d);
	return left;
}

void draft_forget(struct draft *d)
{
	memset(d->edited, 0, sizeof(d->edited));
}

static int draft_put(struct draft *d)
{
	if (d->kept.len)
		return claimed_file_write(
			&d->claim, d->path, d->kept.data, d->kept.len, &d->trouble);
	claimed_file_drop(&d->claim, d->path);
	return 0;
}

int draft_keep(struct draft *d, const struct session *s, struct err *e)
{
	struct str now;

	for (int i = 0; i < FIELD_COUNT; i++)
		d->edited[i] = d->edited[i] && !draft_differs(s, (enum field_id)i);
	str_init(&now, draft_max);
	draft_encode(&now, d, s);
	if (now.len != d->kept.len || memcmp(now.data, d->kept.data, now.len) != 0) {
		str_clear(&d->kept);
		str_add(&d->kept, now.data, now.len);
		if (draft_put(d) == 0)
			d->trouble.code = 0;
	}
	str_fini(&now);
	if (!d->trouble.code)
		return 0;
	*e = d->trouble;
	return -1;
}

bool draft_say_how(
	const struct draft *d, const struct session *s, const char *words, struct str *out)
{
	char *usual;

	if (!d->kept.len || d->trouble.code)
		return false;
	usual = session_options_path((struct level) {NULL, NULL});
	str_text(out, "To go on: smtpsetup");
	if (strcmp(usual, s->options_path) != 0) {
		str_text(out, " --config ");
		(void)flat_set_shell_quote(out, s->options_path);
	}
	if (s->district) {
		str_text(out, " --district ");
		(void)flat_set_shell_quote(out, s->district);
	}
	str_format(out, "%s%s", *words ? " " : "", words);
	free(usual);
	return true;
}
