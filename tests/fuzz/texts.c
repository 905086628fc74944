/* Text from outside, and values. */
#include "must.h"
#include "targets.h"

#include "base/text.h"
#include "model/settings.h"

#include <string.h>

enum { safe_max = 4096 };

void fuzz_safe(const uint8_t *data, size_t len)
{
	struct str once, twice;
	uint32_t character;
	size_t taken;

	str_init(&once, safe_max);
	str_init(&twice, safe_max);
	text_safe(&once, (const char *)data, len);
	must(text_is_clean(once.data, once.len));
	for (size_t at = 0; at < once.len; at += taken) {
		must(utf8_next(once.data + at, once.len - at, &character, &taken));
		must(!text_is_deceptive(character));
	}
	text_safe(&twice, once.data, once.len);
	must(strcmp(once.data, twice.data) == 0);
	str_fini(&once);
	str_fini(&twice);
}

static size_t encode(uint32_t c, uint8_t out[4])
{
	static const uint8_t first[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (uint8_t)(0x80 | (c & 0x3F));
	out[0] = (uint8_t)(first[n] | c);
	return n;
}

void fuzz_utf8(const uint8_t *data, size_t len)
{
	uint32_t character;
	uint8_t again[4];
	size_t taken;

	for (size_t at = 0; at < len; at += taken) {
		bool valid = utf8_next((const char *)data + at, len - at, &character, &taken);

		must(taken >= 1 && taken <= 4 && taken <= len - at);
		must(character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF));
		must(valid || (taken == 1 && character == utf8_replacement));
		must(!valid ||
			(encode(character, again) == taken && !memcmp(again, data + at, taken)));
	}
}

/* What was accepted is in its canonical form: the same again is the same. */
void fuzz_setter(const uint8_t *data, size_t len)
{
	char *text, *first;
	struct settings s;
	enum field_id id;
	struct err e;

	if (!len)
		return;
	id = (enum field_id)(data[0] % FIELD_COUNT);
	text = strndup((const char *)data + 1, len - 1);
	must(text);
	settings_init(&s);
	if (settings_assign(&s, id, text, &e) == 0 && !(fields[id].flags & FIELD_SECRET)) {
		first = strdup(settings_get(&s, id));
		must(first && settings_assign(&s, id, first, &e) == 0);
		must(strcmp(settings_get(&s, id), first) == 0);
		must(text_is_clean(first, strlen(first)));
		free(first);
	}
	settings_fini(&s);
	free(text);
}
