#include "base/cluster.h"

#include "base/text.h"

#include <wchar.h>

enum { zero_width_joiner = 0x200D, regional_first = 0x1F1E6, regional_last = 0x1F1FF };

static const struct {
	uint32_t first, last;
} joiners[] = {
	{0x200C, zero_width_joiner}, {0xFE00, 0xFE0F}, /* variants: text or emoji */
	{0x1F3FB, 0x1F3FF},                            /* colours of skin */
	{0xE0020, 0xE007F},                            /* tags: flags of regions */
};

bool cluster_is_joiner(uint32_t c)
{
	for (size_t i = 0; i < sizeof(joiners) / sizeof(joiners[0]); i++)
		if (c >= joiners[i].first && c <= joiners[i].last)
			return true;
	return false;
}

static bool is_regional(uint32_t c)
{
	return c >= regional_first && c <= regional_last;
}

/* An accent or the like: shown, in the place of the character before it. */
static bool cluster_is_mark(uint32_t c)
{
	return wcwidth((wchar_t)c) == 0 && !text_is_deceptive(c);
}

size_t cluster_next(const char *text, size_t len)
{
	uint32_t c, before;
	size_t used, n;

	(void)utf8_next(text, len, &before, &used);
	for (; used < len && (unsigned char)text[used] >= 0x80; used += n) {
		(void)utf8_next(text + used, len - used, &c, &n);
		if (before != zero_width_joiner && !cluster_is_joiner(c) && !cluster_is_mark(c) &&
			!(is_regional(before) && is_regional(c)))
			break;
		/* Two letters are a flag, the third begins another. */
		before = is_regional(c) ? 0 : c;
	}
	return used;
}

size_t cluster_before(const char *text, size_t at)
{
	size_t from = 0, n;

	while (from < at && from + (n = cluster_next(text + from, at - from)) < at)
		from += n;
	return from;
}

size_t cluster_count(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i += cluster_next(text + i, len - i))
		count++;
	return count;
}

static void put_nothing(const char *bytes, size_t len)
{
	(void)bytes;
	(void)len;
}

/* What stands at the begin of a character, or behind a joiner. */
static int show_base(uint32_t c, const char *bytes, size_t len, bool ascii,
	void (*put)(const char *bytes, size_t len))
{
	int width = c >= 0x20 && c < 0x7F ? 1 : wcwidth((wchar_t)c);

	if (is_regional(c) && !ascii) {
		put(&"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[c - regional_first], 1);
		return 1;
	}
	if (width <= 0 || (ascii && c >= 0x80) || (c >= 0x7F && text_is_deceptive(c))) {
		put("?", 1);
		return 1;
	}
	put(bytes, len);
	return width;
}

int cluster_show(
	const char *text, size_t bytes, bool ascii, void (*put)(const char *bytes, size_t len))
{
	int columns = 0;
	uint32_t c;
	size_t n;

	if (!put)
		put = put_nothing;
	for (size_t i = 0; i < bytes; i += n) {
		bool valid = utf8_next(text + i, bytes - i, &c, &n);

		if (i && (cluster_is_joiner(c) || (ascii && cluster_is_mark(c))))
			continue;
		if (i && cluster_is_mark(c))
			put(text + i, n);
		else
			columns += show_base(valid ? c : '\0', text + i, n, ascii, put);
	}
	return columns;
}
