#include "model/fix.h"

#include "base/mem.h"
#include "model/rules.h"

#include <stdlib.h>

bool fix_is_known(const struct verdict *v)
{
	return v->fix[0].value;
}

void fix_each(const struct verdict *v, const struct settings *tested,
	void (*each)(void *context, enum field_id id, const char *value), void *context)
{
	for (int i = 0; i < fix_max && v->fix[i].value; i++) {
		struct str value;

		str_init(&value, value_max);
		rule_text(v->fix[i].value, tested, &value);
		each(context, v->fix[i].field, value.data);
		str_fini(&value);
	}
}

static void fix_say_one(void *context, enum field_id id, const char *value)
{
	struct str *out = context;

	str_format(
		out, "%s%s %s", out->len ? ", " : "", fields[id].label, field_display(id, value));
}

void fix_say(const struct verdict *v, const struct settings *tested, struct str *out)
{
	struct str words;

	str_init(&words, out->max);
	fix_each(v, tested, fix_say_one, &words);
	str_text(out, words.data);
	str_fini(&words);
}

struct changes {
	struct change items[fix_max];
	char *texts[fix_max];
	size_t n;
};

static void fix_collect(void *context, enum field_id id, const char *value)
{
	struct changes *c = context;

	c->texts[c->n] = mem_text(value);
	c->items[c->n] = (struct change) {id, c->texts[c->n]};
	c->n++;
}

int fix_apply(
	const struct verdict *v, const struct settings *tested, struct settings *to, struct err *e)
{
	struct changes c = {.n = 0};
	int result;

	fix_each(v, tested, fix_collect, &c);
	result = settings_apply(to, c.items, c.n, e);
	for (size_t i = 0; i < c.n; i++)
		free(c.texts[i]);
	return result;
}

bool fix_is_new(const struct verdict *v, const struct settings *tested, const struct settings *now)
{
	struct settings fixed;
	struct err e;
	bool is_new;

	if (!fix_is_known(v))
		return false;
	settings_init(&fixed);
	settings_copy(&fixed, now);
	is_new = fix_apply(v, tested, &fixed, &e) == 0 && !settings_equal(&fixed, now);
	settings_fini(&fixed);
	return is_new;
}
