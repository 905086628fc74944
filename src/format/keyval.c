#include "format/keyval.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\v\f\r";

/* A backslash takes its meaning from these only; before all else it is itself. */
static bool is_escape(const char *text, char quote)
{
	return quote == '"' && text[0] == '\\' && text[1] && strchr("\"\\$`", text[1]);
}

/* Takes what is between the quotes, in place; false where the second one is missing. */
static bool keyval_unquote(struct keyval *pair)
{
	char *from = pair->value + 1, *to = pair->value;

	pair->quote = pair->value[0];
	while (*from && *from != pair->quote) {
		if (is_escape(from, pair->quote))
			from++;
		*to++ = *from++;
	}
	if (!*from)
		return false;
	*to = '\0';
	return true;
}

/* A comment behind a bare value begins with a blank. */
static void drop_comment(char *value)
{
	for (char *hash = strchr(value, '#'); hash; hash = strchr(hash + 1, '#'))
		if (hash == value || strchr(blanks, hash[-1])) {
			*hash = '\0';
			return;
		}
}

/* A copy without a byte order mark, and with each NUL turned into a control that no value has. */
static void keyval_copy(struct keyvals *p, const char *bytes, size_t len)
{
	static const char mark[] = "\xEF\xBB\xBF";
	enum { mark_len = sizeof(mark) - 1 };

	if (len >= mark_len && memcmp(bytes, mark, mark_len) == 0) {
		bytes += mark_len;
		len -= mark_len;
	}
	p->buffer = mem_bytes(bytes, len);
	p->len = len;
	for (size_t i = 0; i < len; i++)
		if (!p->buffer[i])
			p->buffer[i] = '\1';
}

static size_t count_lines(const char *text)
{
	size_t n = 1;

	while ((text = strchr(text, '\n'))) {
		text++;
		n++;
	}
	return n;
}

static bool is_comment(const char *line)
{
	line += strspn(line, blanks);
	return !*line || *line == '#';
}

/* One pair a line, its name the line. Joining moves a line down to the end of the one before. */
static void cut_lines(struct keyvals *p, enum keyvals_lines lines)
{
	char *line = p->buffer, *end = line, *next;

	for (int number = 1; line; line = next, number++) {
		next = keyvals_split(line, "\n");
		if (is_comment(line))
			continue;
		if (lines == KEYVALS_JOINED && p->n && strchr(blanks, line[0])) {
			memmove(end, line, strlen(line) + 1);
		} else {
			p->items[p->n++] = (struct keyval) {.name = line, .line = number};
			end = line;
		}
		end += strlen(end);
	}
}

void keyvals_init(struct keyvals *p, const char *bytes, size_t len, enum keyvals_lines lines,
	bool (*cut)(struct keyval *pair))
{
	size_t kept = 0;

	*p = (struct keyvals) {0};
	keyval_copy(p, bytes, len);
	p->items = mem_zero(count_lines(p->buffer), sizeof(*p->items));
	cut_lines(p, lines);
	for (size_t i = 0; i < p->n; i++) {
		struct keyval pair = p->items[i];

		pair.name = keyvals_trim(pair.name);
		pair.value = pair.name + strlen(pair.name);
		if (cut(&pair))
			p->items[kept++] = pair;
	}
	p->n = kept;
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
		if (strcmp(p->items[i - 1].name, name) == 0)
			return &p->items[i - 1];
	return NULL;
}

bool keyvals_cut_blank(struct keyval *pair)
{
	char *value = keyvals_split(pair->name, blanks);

	if (value)
		pair->value = keyvals_trim(value);
	return true;
}

bool keyvals_cut_equals(struct keyval *pair)
{
	char *value = keyvals_split(pair->name, "=");

	if (!value)
		return false;
	pair->name = keyvals_trim(pair->name);
	pair->value = keyvals_trim(value);
	return true;
}

bool keyvals_cut_assignment(struct keyval *pair)
{
	static const char export[] = "export";
	enum { len = sizeof(export) - 1 };

	if (strncmp(pair->name, export, len) == 0 && strspn(pair->name + len, blanks))
		pair->name += len;
	if (!keyvals_cut_equals(pair))
		return false;
	if (pair->value[0] == '"' || pair->value[0] == '\'')
		return keyval_unquote(pair);
	drop_comment(pair->value);
	pair->value = keyvals_trim(pair->value);
	return true;
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
