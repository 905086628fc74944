#include "format/flat.h"

#include "format/keyval.h"

#include <string.h>

static int flat_lines_before(const char *bytes, size_t end)
{
	int lines = 0;

	for (const char *at; (at = memchr(bytes, '\n', end)); lines++) {
		end -= (size_t)(at + 1 - bytes);
		bytes = at + 1;
	}
	return lines;
}

static void flat_take(const struct flat *flat, struct codec_reading *r, const struct codec_key *key,
	const struct keyval *pair, int line)
{
	const char *why = flat->why_not ? flat->why_not(pair->value) : NULL;

	if (why || pair->refers)
		import_remark(r->f, r->f->file, line, "%s %s", key->name,
			why ? why : "refers to another variable and was left out.");
	else
		key->take(r, key, flat->unquote ? flat->unquote(pair->value) : pair->value, line);
}

void flat_read(const struct flat *flat, struct import_result *f, const struct import_source *in)
{
	const struct scan all = {.style = flat->style, .text = in->bytes, .end = in->len};
	struct scan_group group = {.inner = {0, in->len}};
	struct codec_reading r = {f, in, NULL};
	struct keyvals pairs;
	int before;

	if (flat->group && !flat->style->group(all, flat->group, strlen(flat->group), &group))
		return;
	before = flat_lines_before(in->bytes, group.inner.begin);
	keyvals_init(&pairs, in->bytes + group.inner.begin, group.inner.end - group.inner.begin,
		flat->style);
	for (size_t i = 0; i < flat->key_count; i++) {
		const struct keyval *pair = keyvals_find(&pairs, flat->keys[i].name);

		if (pair && flat->keys[i].take)
			flat_take(flat, &r, &flat->keys[i], pair, before + pair->line);
	}
	keyvals_fini(&pairs);
	if (import_has(f, FIELD_HOST) && flat->assume)
		flat->assume(f);
	import_settle(f);
}

int flat_write(const struct flat *flat, struct codec_writing *w)
{
	const struct codec_part part = {
		w->path, flat->style, flat->group, flat->keys, flat->key_count, flat->quote};

	return codec_edit(w, &part);
}

int flat_write_below(const struct flat *flat, struct codec_writing *w, const char *head)
{
	const struct import_source *old = w->in;
	struct import_source in = *old;
	int result;

	if (!in.len) {
		in.bytes = head;
		in.len = strlen(head);
	}
	w->in = &in;
	result = flat_write(flat, w);
	w->in = old;
	return result;
}
