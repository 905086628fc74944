#include "format/keyval.h"

#include "base/ascii.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\v\f\r";

/* A backslash takes its meaning from these only; before all else it is itself. */
static bool is_escape(const char *text, char quote)
{
	return quote == '"' && text[0] == '\\' && text[1] && strchr("\"\\$`", text[1]);
}

/* Not in single quotes, and not behind a backslash. */
static bool keyval_refers(const char *text)
{
	for (; text[0] != '\'' && (text = strpbrk(text, "\\$")); text++)
		if (text[0] == '\\' && text[1])
			text++;
		else if (text[0] == '$' && text[1] == '{')
			return true;
	return false;
}

/* A dollar sign that would begin a reference loses the backslash before it, in place. */
static void keyval_unescape(char *text)
{
	char *to = text;

	for (const char *from = text; *from; *to++ = *from++)
		if (strncmp(from, "\\${", 3) == 0)
			from++;
	*to = '\0';
}

/* Takes what is between the quotes, in place. */
static void keyval_unquote(struct keyval *pair)
{
	char *from = pair->value + 1, *to = pair->value, quote = *to;

	while (*from && *from != quote) {
		if (is_escape(from, quote))
			from++;
		*to++ = *from++;
	}
	*to = '\0';
}

/* A copy with each NUL turned into a control that no value has. */
static void keyval_copy(struct keyvals *p, const char *bytes, size_t len)
{
	p->buffer = mem_bytes(bytes, len);
	p->len = len;
	for (size_t i = 0; i < len; i++)
		if (!p->buffer[i])
			p->buffer[i] = '\1';
}

/* Moves lines that go on to the end of the one before, without the comments among them. */
static char *keyval_text(char *buffer, struct span span, const struct scan_style *style)
{
	char *to = buffer + span.begin, *end = buffer + span.end, *text, *next;

	if (to < end && *to == '\n')
		to++;
	text = to;
	for (char *from = buffer + span.begin; from < end; from = next) {
		char *line_end = memchr(from, '\n', (size_t)(end - from));
		size_t len = (size_t)((line_end ? line_end : end) - from);

		next = line_end ? line_end + 1 : end;
		if (from > buffer + span.begin && scan_is_comment(style, from, len))
			continue;
		memmove(to, from, len);
		to += len;
	}
	*to = '\0';
	return style->exact ? text : keyvals_trim(text);
}

static int lines_between(const char *text, size_t begin, size_t end)
{
	int n = 0;

	for (const char *at; (at = memchr(text + begin, '\n', end - begin)); n++)
		begin = (size_t)(at - text) + 1;
	return n;
}

/* Cuts up what the scan has left behind, never what it has still to read. */
static void keyval_take(
	struct keyvals *p, const struct scan *scan, const struct scan_setting *setting, int line)
{
	struct keyval *pair;

	p->items = mem_grow(p->items, p->n + 1, sizeof(*p->items));
	pair = &p->items[p->n++];
	*pair = (struct keyval) {.line = line};
	pair->value = keyval_text(p->buffer, setting->value, scan->style);
	pair->name = keyval_text(p->buffer, setting->name, scan->style);
	if (!scan->style->shell)
		return;
	pair->refers = keyval_refers(pair->value);
	if (pair->value[0] == '"' || pair->value[0] == '\'')
		keyval_unquote(pair);
	else
		keyval_unescape(pair->value);
}

void keyvals_init(struct keyvals *p, const char *bytes, size_t len, const struct scan_style *style)
{
	struct scan_setting setting;
	struct scan scan;
	size_t counted = 0;
	int line = 1;

	*p = (struct keyvals) {.fold = style->fold};
	keyval_copy(p, bytes, len);
	scan = (struct scan) {.style = style, .text = p->buffer, .end = len};
	while (scan_next(&scan, &setting)) {
		int first = line + lines_between(p->buffer, counted, setting.whole.begin);

		line = first + lines_between(p->buffer, setting.whole.begin, scan.at);
		counted = scan.at;
		keyval_take(p, &scan, &setting, first);
	}
}

void keyvals_fini(struct keyvals *p)
{
	explicit_bzero(p->buffer, p->len);
	free(p->buffer);
	free(p->items);
	*p = (struct keyvals) {0};
}

const struct keyval *keyvals_find(const struct keyvals *p, const char *name)
{
	for (size_t i = p->n; i > 0; i--)
		if (p->fold ? ascii_same(p->items[i - 1].name, name)
			    : strcmp(p->items[i - 1].name, name) == 0)
			return &p->items[i - 1];
	return NULL;
}

char *keyvals_trim(char *text)
{
	char *end;

	text += strspn(text, blanks);
	end = text + strlen(text);
	while (end > text && strchr(blanks, end[-1]))
		end--;
	*end = '\0';
	return text;
}

char *keyvals_split(char *text, const char *separators)
{
	char *at = strpbrk(text, separators);

	if (!at)
		return NULL;
	*at = '\0';
	return at + 1;
}
