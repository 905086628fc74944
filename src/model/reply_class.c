#include "model/reply_class.h"

#include "base/ascii.h"

#include <string.h>

enum { first_refusal = 400 };

/* The text behind one of the words, if it begins with it; NULL: with none. */
static const char *reply_starts(const char *text, const char *words, size_t len)
{
	for (const char *end = words + len; words < end;) {
		size_t n = strcspn(words, "|*");

		if (ascii_same_n(text, words, n))
			return text + n;
		words += n + 1;
	}
	return NULL;
}

/*
 * The text behind the first of the words, which begins a word there: "ip" is not in "recipient".
 * NULL: none is there.
 */
static const char *reply_behind(const char *text, const char *words, size_t len)
{
	bool inside = false;

	for (; *text; inside = ascii_is_letter(*text++)) {
		const char *behind = inside ? NULL : reply_starts(text, words, len);

		if (behind)
			return behind;
	}
	return NULL;
}

static bool reply_has(const char *text, const char *words)
{
	while (text && *words) {
		size_t len = strcspn(words, "*");

		text = reply_behind(text, words, len);
		words += len + (words[len] == '*');
	}
	return text;
}

/* Without addresses: one that is quoted, "blocked@example.org", has no reason in it. */
static void reply_reasons(const char *text, struct str *out)
{
	while (*text) {
		size_t len = strcspn(text, " ");

		if (!memchr(text, '@', len))
			str_add(out, text, len);
		text += len;
		len = strspn(text, " ");
		str_add(out, text, len);
		text += len;
	}
}

enum reply_class reply_class_of(const struct facts *f, enum step step)
{
	enum reply_class found = REPLY_UNKNOWN;
	struct str reasons;

	if (f->code < first_refusal || !f->text)
		return REPLY_UNKNOWN;
	str_init(&reasons, facts_text_max);
	reply_reasons(f->text, &reasons);
	for (size_t i = 0; !found && i < reply_rule_count; i++)
		if ((!reply_rules[i].steps || reply_rules[i].steps & STEPS(step)) &&
			reply_has(reasons.data, reply_rules[i].words))
			found = reply_rules[i].class;
	str_fini(&reasons);
	return found;
}
