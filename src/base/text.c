#include "base/text.h"

#include <string.h>

enum { fill_name_max = 40 };

struct range {
	uint32_t first, last;
};

/* The lead byte decides the length, and the range of the second byte shuts out overlong forms. */
static const struct lead {
	unsigned char first, last, second_first, second_last, length;
} leads[] = {
	{0xC2, 0xDF, 0x80, 0xBF, 2},
	{0xE0, 0xE0, 0xA0, 0xBF, 3},
	{0xE1, 0xEC, 0x80, 0xBF, 3},
	{0xED, 0xED, 0x80, 0x9F, 3},
	{0xEE, 0xEF, 0x80, 0xBF, 3},
	{0xF0, 0xF0, 0x90, 0xBF, 4},
	{0xF1, 0xF3, 0x80, 0xBF, 4},
	{0xF4, 0xF4, 0x80, 0x8F, 4},
};

/* clang-format off: a table, each row a sentence */
static const struct range deceptive[] = {
	{0x0000, 0x001F},
	{0x007F, 0x009F},
	{0x00AD, 0x00AD},
	{0x034F, 0x034F},
	{0x061C, 0x061C},
	{0x115F, 0x1160},
	{0x17B4, 0x17B5},
	{0x180B, 0x180F},
	{0x200B, 0x200F},
	{0x2028, 0x202E},
	{0x2060, 0x206F},
	{0x3164, 0x3164},
	{0xFE00, 0xFE0F},
	{0xFEFF, 0xFEFF},
	{0xFFA0, 0xFFA0},
	{0xFFF0, 0xFFFB},
	{0xE0000, 0xE0FFF},
};
/* clang-format on */

/* clang-format off: a table, each row a sentence */
static const struct range blanks[] = {
	{0x0009, 0x000D},
	{0x0020, 0x0020},
	{0x0085, 0x0085},
	{0x00A0, 0x00A0},
	{0x1680, 0x1680},
	{0x2000, 0x200A},
	{0x2028, 0x2029},
	{0x202F, 0x202F},
	{0x205F, 0x205F},
	{0x3000, 0x3000},
};
/* clang-format on */

static bool text_is_in(uint32_t character, const struct range *ranges, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return true;
	return false;
}

static const struct lead *lead_of(unsigned char byte)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++)
		if (byte >= leads[i].first && byte <= leads[i].last)
			return &leads[i];
	return NULL;
}

static bool tail_is_valid(const unsigned char *s, size_t len, const struct lead *lead)
{
	if (len < lead->length || s[1] < lead->second_first || s[1] > lead->second_last)
		return false;
	for (size_t i = 2; i < lead->length; i++)
		if ((s[i] & 0xC0) != 0x80)
			return false;
	return true;
}

bool utf8_next(const char *bytes, size_t len, uint32_t *character, size_t *taken)
{
	const unsigned char *s = (const unsigned char *)bytes;
	const struct lead *lead;

	*taken = len ? 1 : 0;
	*character = utf8_replacement;
	if (!len)
		return false;
	if (s[0] < 0x80) {
		*character = s[0];
		return true;
	}
	lead = lead_of(s[0]);
	if (!lead || !tail_is_valid(s, len, lead))
		return false;
	*character = s[0] & (0xFFu >> (lead->length + 1));
	for (size_t i = 1; i < lead->length; i++)
		*character = (*character << 6) | (s[i] & 0x3Fu);
	*taken = lead->length;
	return true;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

bool text_is_clean(const char *text, size_t len)
{
	uint32_t c;
	size_t n;

	for (size_t i = 0; i < len; i += n)
		if (!utf8_next(text + i, len - i, &c, &n) || is_control(c))
			return false;
	return true;
}

bool text_is_deceptive(uint32_t character)
{
	return text_is_in(character, deceptive, sizeof(deceptive) / sizeof(deceptive[0]));
}

bool text_is_blank(uint32_t character)
{
	return text_is_in(character, blanks, sizeof(blanks) / sizeof(blanks[0]));
}

void text_safe(struct str *out, const char *bytes, size_t len)
{
	uint32_t c;
	size_t n;

	for (size_t i = 0; i < len && !out->full; i += n) {
		bool valid = utf8_next(bytes + i, len - i, &c, &n);

		if (c == '\t')
			str_char(out, ' ');
		else if (!valid || text_is_deceptive(c))
			str_char(out, '?');
		else if (n <= out->max - out->len)
			str_add(out, bytes + i, n);
		else
			out->full = true;
	}
}

const char *text_trim(const char *text, size_t *len)
{
	const char *end = text + strlen(text);

	text += strspn(text, " \t");
	while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*len = (size_t)(end - text);
	return text;
}

void text_fill(struct str *out, const char *template,
	const char *(*value)(const void *context, const char *name), const void *context)
{
	char name[fill_name_max];

	for (;;) {
		size_t plain = strcspn(template, "{"), len;
		const char *filling;

		str_add(out, template, plain);
		template += plain;
		len = strcspn(template, "}");
		if (!template[0] || !template[len] || len > sizeof(name))
			return;
		memcpy(name, template + 1, len - 1);
		name[len - 1] = '\0';
		filling = value(context, name);
		if (filling)
			str_text(out, filling);
		template += len + 1;
	}
}

void text_capital(char *sentence)
{
	size_t word = strspn(sentence, "abcdefghijklmnopqrstuvwxyz");

	if (word && sentence[word] == ' ')
		sentence[0] = (char)(sentence[0] - 'a' + 'A');
}

void text_shell(struct str *out, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._-/+,:@%";

	if (*text && !text[strspn(text, plain)]) {
		str_text(out, text);
		return;
	}
	str_char(out, '\'');
	for (; *text; text++)
		if (*text == '\'')
			str_text(out, "'\\''");
		else
			str_char(out, *text);
	str_char(out, '\'');
}
