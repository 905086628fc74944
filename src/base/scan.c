#include "base/scan.h"

#include "base/ascii.h"

#include <string.h>

bool scan_next(struct scan *s, struct scan_setting *setting)
{
	return s->style->next(s, setting);
}

static bool scan_is_named(
	const struct scan *s, const struct span *found, const char *name, size_t len)
{
	const char *text = s->text + found->begin;

	if (found->end - found->begin != len)
		return false;
	return s->style->fold ? ascii_same_n(text, name, len) : memcmp(text, name, len) == 0;
}

bool scan_find(struct scan s, const char *name, size_t len, struct scan_setting *setting)
{
	struct scan_setting each;
	bool found = false;

	while ((!found || s.style->last) && scan_next(&s, &each))
		if (scan_is_named(&s, &each.name, name, len)) {
			*setting = each;
			found = true;
		}
	return found;
}
