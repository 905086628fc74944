#include "script.h"

#include <ctype.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

struct lexer {
	const char *p;
	const struct vars *vars;
	struct bytes word;
	struct bytes *why;
};

static int complain(struct lexer *l, const char *what)
{
	bytes_format(l->why, "%s", what);
	return -1;
}

static int lex_hex(struct lexer *l)
{
	char digits[3] = {0};
	char byte;

	if (!isxdigit((unsigned char)l->p[1]) || !isxdigit((unsigned char)l->p[2]))
		return complain(l, "\\x needs two hexadecimal digits");
	memcpy(digits, l->p + 1, 2);
	byte = (char)strtol(digits, NULL, 16);
	if (!byte)
		return complain(l, "\\x00 cannot be in a word; key ^@ sends that byte");
	bytes_add(&l->word, &byte, 1);
	l->p += 3;
	return 0;
}

static int lex_escape(struct lexer *l)
{
	static const char names[] = "ntre", meanings[] = "\n\t\r\033";
	const char *hit;

	l->p++;
	if (!*l->p)
		return complain(l, "a backslash with nothing behind it");
	if (*l->p == 'x')
		return lex_hex(l);
	hit = strchr(names, *l->p);
	bytes_add(&l->word, hit ? &meanings[hit - names] : l->p, 1);
	l->p++;
	return 0;
}

static int lex_variable(struct lexer *l)
{
	bool braced = l->p[1] == '{';
	const char *name = l->p + 1 + braced;
	size_t len = vars_name_length(name);
	const char *value;

	if (braced && (!len || name[len] != '}'))
		return complain(l, "${ needs a name and }");
	if (!len) {
		bytes_add(&l->word, l->p++, 1);
		return 0;
	}
	value = vars_find(l->vars, name, len);
	if (!value) {
		bytes_format(l->why, "the variable %.*s is not set", (int)len, name);
		return -1;
	}
	bytes_text(&l->word, value);
	l->p = name + len + braced;
	return 0;
}

static int lex_char(struct lexer *l)
{
	if (*l->p == '\\')
		return lex_escape(l);
	if (*l->p == '$')
		return lex_variable(l);
	bytes_add(&l->word, l->p++, 1);
	return 0;
}

static int lex_single(struct lexer *l)
{
	const char *end = strchr(++l->p, '\'');

	if (!end)
		return complain(l, "a quote that is not closed");
	bytes_add(&l->word, l->p, (size_t)(end - l->p));
	l->p = end + 1;
	return 0;
}

static int lex_double(struct lexer *l)
{
	l->p++;
	while (*l->p != '"') {
		if (!*l->p)
			return complain(l, "a quote that is not closed");
		if (lex_char(l) < 0)
			return -1;
	}
	l->p++;
	return 0;
}

static int lex_word(struct lexer *l)
{
	bytes_clear(&l->word);
	while (*l->p && !isblank((unsigned char)*l->p)) {
		int (*part)(struct lexer *) = *l->p == '\''  ? lex_single
					      : *l->p == '"' ? lex_double
							     : lex_char;

		if (part(l) < 0)
			return -1;
	}
	return 0;
}

static int lex_here(struct lexer *l, struct words *w)
{
	l->p += 2;
	w->verbatim = *l->p == '\'' || *l->p == '"';
	if (lex_word(l) < 0)
		return -1;
	if (!l->word.n)
		return complain(l, "<< needs the text of the last line");
	w->here = must(strdup(l->word.p));
	l->p += strlen(l->p);
	return 0;
}

static int lex_line(struct lexer *l, struct words *w)
{
	for (;;) {
		l->p += strspn(l->p, " \t");
		if (!*l->p || *l->p == '#')
			return 0;
		if (!strncmp(l->p, "<<", 2))
			return lex_here(l, w);
		if (lex_word(l) < 0)
			return -1;
		words_add(w, bytes_string(&l->word), l->word.n);
	}
}

static int expand(struct bytes *out, const char *text, const struct vars *vars, struct bytes *why)
{
	struct lexer l = {.p = text, .vars = vars, .why = why};
	int failed = 0;

	while (*l.p && !failed) {
		bool escaped = *l.p == '\\' && (l.p[1] == '$' || l.p[1] == '\\');

		if (escaped || *l.p == '$')
			failed = lex_char(&l);
		else
			bytes_add(&l.word, l.p++, 1);
	}
	bytes_add(out, bytes_string(&l.word), l.word.n);
	bytes_fini(&l.word);
	return failed;
}

int script_open(struct script *s, const char *path)
{
	char *real = realpath(path, NULL);

	*s = (struct script) {0};
	if (!real || bytes_read_file(&s->text, real) < 0) {
		free(real);
		bytes_fini(&s->text);
		return -1;
	}
	s->name = must(strdup(path));
	s->dir = must(strdup(dirname(real)));
	bytes_text(&s->text, "");
	s->next = s->text.p;
	free(real);
	return 0;
}

void script_close(struct script *s)
{
	free(s->name);
	free(s->dir);
	bytes_fini(&s->text);
}

char *script_line(struct script *s)
{
	char *line = s->next && *s->next ? strsep(&s->next, "\n") : NULL;

	if (line)
		s->line++;
	return line;
}

char *script_path(const struct script *s, const char *path)
{
	struct bytes whole = {0};

	if (*path != '/')
		bytes_format(&whole, "%s/", s->dir);
	bytes_text(&whole, path);
	return whole.p;
}

int words_split(struct words *w, const char *line, const struct vars *vars, struct bytes *why)
{
	struct lexer l = {.p = line, .vars = vars, .why = why};
	int failed;

	*w = (struct words) {.v = must(calloc(1, sizeof(char *)))};
	failed = lex_line(&l, w);
	bytes_fini(&l.word);
	return failed;
}

void words_add(struct words *w, const char *text, size_t len)
{
	w->v = must(realloc(w->v, ((size_t)w->n + 2) * sizeof(*w->v)));
	w->v[w->n++] = must(strndup(text, len));
	w->v[w->n] = NULL;
}

void words_fini(struct words *w)
{
	for (int i = 0; i < w->n; i++)
		free(w->v[i]);
	free(w->v);
	free(w->here);
}

int words_here(struct words *w, struct script *s, const struct vars *vars, struct bytes *why)
{
	struct bytes body = {0}, whole = {0};
	int failed = 0;
	char *line;

	while ((line = script_line(s)) && strcmp(line, w->here))
		bytes_format(&body, "%s\n", line);
	if (!line) {
		bytes_format(why, "the text has no last line %s", w->here);
		failed = -1;
	} else if (w->verbatim) {
		bytes_add(&whole, bytes_string(&body), body.n);
	} else {
		failed = expand(&whole, bytes_string(&body), vars, why);
	}
	words_add(w, bytes_string(&whole), whole.n);
	bytes_fini(&body);
	bytes_fini(&whole);
	return failed;
}
