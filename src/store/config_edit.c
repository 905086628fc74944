#include "store/config_edit.h"

#include "store/scan.h"

#include <string.h>

static struct scan config_whole(const struct str *text)
{
	return (struct scan) {.text = text->data, .end = text->len};
}

/* A key has two parts. */

static size_t group_len(const struct edit *w)
{
	return strcspn(w->key, ".");
}

static const char *config_name(const struct edit *w)
{
	return w->key + group_len(w) + 1;
}

static bool same_group(const struct edit *a, const struct edit *b)
{
	return strncmp(a->key, b->key, group_len(a) + 1) == 0;
}

static bool find_group(const struct str *text, const struct edit *w, struct scan_setting *group)
{
	return scan_find(config_whole(text), w->key, group_len(w), group);
}

static bool find_member(const struct str *text, const struct scan_setting *group,
	const struct edit *w, struct scan_setting *member)
{
	return scan_find(
		scan_group(text->data, group), config_name(w), strlen(config_name(w)), member);
}

/* Secrets are in the text: what it was is wiped. */
static void config_splice(struct str *text, struct span out, const struct str *in)
{
	struct str next;

	str_init(&next, text->max);
	str_add(&next, text->data, out.begin);
	str_add(&next, in->data, in->len);
	str_add(&next, text->data + out.end, text->len - out.end);
	str_wipe(text);
	*text = next;
}

/* Lines */

static size_t config_skip_blanks(const struct str *text, size_t at)
{
	while (text->data[at] == ' ' || text->data[at] == '\t' || text->data[at] == '\r')
		at++;
	return at;
}

static bool is_line_end(const struct str *text, size_t at)
{
	return at >= text->len || text->data[at] == '\n';
}

static size_t line_begin(const struct str *text, size_t at)
{
	while (at && text->data[at - 1] != '\n')
		at--;
	return at;
}

static bool is_first_on_line(const struct str *text, size_t at)
{
	return config_skip_blanks(text, line_begin(text, at)) == at;
}

/* Does nothing but a comment follow on this line? */
static bool is_last_on_line(const struct str *text, size_t at)
{
	const char *rest = text->data + config_skip_blanks(text, at);
	const char *line_end = strchr(rest, '\n'), *comment_end;

	if (is_line_end(text, (size_t)(rest - text->data)) || rest[0] == '#' ||
		strncmp(rest, "//", 2) == 0)
		return true;
	if (strncmp(rest, "/*", 2) != 0)
		return false;
	comment_end = strstr(rest + 2, "*/");
	return comment_end && (!line_end || comment_end < line_end) &&
	       is_last_on_line(text, (size_t)(comment_end + 2 - text->data));
}

static size_t next_line(const struct str *text, size_t at)
{
	const char *line_end = memchr(text->data + at, '\n', text->len - at);

	return line_end ? (size_t)(line_end + 1 - text->data) : text->len;
}

/* As the first line of the text ends. */
static const char *line_break(const struct str *text)
{
	const char *first = strchr(text->data, '\n');

	return first && first > text->data && first[-1] == '\r' ? "\r\n" : "\n";
}

/* Putting in */

/* Behind what ends there: on the next line, or beside it where more follows on the same one. */
static void insert_behind(struct str *text, size_t at, const char *indent, const struct str *words)
{
	struct str in;
	bool own_line = is_last_on_line(text, at);

	str_init(&in, text->max);
	if (own_line) {
		at = next_line(text, at);
		if (at && text->data[at - 1] != '\n')
			str_text(&in, line_break(text));
		str_text(&in, indent);
		str_add(&in, words->data, words->len);
		str_text(&in, line_break(text));
	} else {
		str_char(&in, ' ');
		str_add(&in, words->data, words->len);
	}
	config_splice(text, (struct span) {at, at}, &in);
	str_wipe(&in);
}

static void insert_before(struct str *text, size_t at, const struct str *words)
{
	struct str in;

	str_init(&in, text->max);
	str_add(&in, words->data, words->len);
	str_text(&in, is_first_on_line(text, at) ? line_break(text) : " ");
	config_splice(text, (struct span) {at, at}, &in);
	str_wipe(&in);
}

static void say_member(struct str *words, const struct edit *w)
{
	str_format(words, "%s = %s;", config_name(w), w->literal);
}

/* The blanks before a member that begins its line; else two more than those of its group. */
static void say_indent(struct str *out, const struct str *text, const struct scan_setting *group)
{
	struct scan members = scan_group(text->data, group);
	struct scan_setting first;
	bool own_line = scan_next(&members, &first) && is_first_on_line(text, first.name.begin);
	size_t at = own_line ? first.name.begin : group->name.begin, begin = line_begin(text, at);

	str_add(out, text->data + begin, config_skip_blanks(text, begin) - begin);
	if (!own_line)
		str_text(out, "  ");
}

/* Behind the nearest of those before it that is there, else first in its group. */
static void put_member(struct str *text, const struct scan_setting *group, const struct edit *edits,
	const struct edit *w)
{
	size_t at = group->value.begin + 1;
	struct scan_setting before;
	struct str words, indent;

	for (const struct edit *b = w; b-- > edits && same_group(b, w);)
		if (find_member(text, group, b, &before)) {
			at = before.end;
			break;
		}
	str_init(&words, text->max);
	str_init(&indent, text->max);
	say_member(&words, w);
	say_indent(&indent, text, group);
	insert_behind(text, at, indent.data, &words);
	str_fini(&indent);
	str_wipe(&words);
}

/* Behind the nearest group before it, else before the nearest one behind it, else at the end. */
static void place_group(struct str *text, const struct edit *edits, size_t n, const struct edit *w,
	const struct str *words)
{
	struct scan_setting other;

	for (const struct edit *b = w; b-- > edits;)
		if (find_group(text, b, &other)) {
			insert_behind(text, other.end, "", words);
			return;
		}
	for (const struct edit *b = w + 1; b < edits + n; b++)
		if (find_group(text, b, &other)) {
			insert_before(text, other.name.begin, words);
			return;
		}
	insert_behind(text, text->len, "", words);
}

static void put_group(struct str *text, const struct edit *edits, size_t n, const struct edit *w)
{
	struct str words;

	str_init(&words, text->max);
	str_format(&words, "%.*s = {%s  ", (int)group_len(w), w->key, line_break(text));
	say_member(&words, w);
	str_format(&words, "%s};", line_break(text));
	place_group(text, edits, n, w, &words);
	str_wipe(&words);
}

static void config_put(struct str *text, const struct edit *edits, size_t n, const struct edit *w)
{
	struct scan_setting group, member;
	struct str literal;

	if (!find_group(text, w, &group)) {
		put_group(text, edits, n, w);
		return;
	}
	if (!find_member(text, &group, w, &member)) {
		put_member(text, &group, edits, w);
		return;
	}
	str_init(&literal, text->max);
	str_text(&literal, w->literal);
	config_splice(text, member.value, &literal);
	str_wipe(&literal);
}

/* Taking out */

/* The blanks in front go as well, but one where it keeps two settings without a ; apart. */
static size_t blanks_begin(const struct str *text, size_t at, size_t end)
{
	size_t begin = at;

	while (text->data[begin - 1] == ' ' || text->data[begin - 1] == '\t')
		begin--;
	if (begin < at && !strchr("{};,", text->data[begin - 1]) &&
		!strchr(" \t\r\n}", text->data[end]))
		begin++;
	return begin;
}

/* With its line, where it stands alone; a comment beside it stays. */
static void take_out(struct str *text, const struct scan_setting *s)
{
	const struct str nothing = {.data = (char[]) {""}};
	struct span out = {s->name.begin, config_skip_blanks(text, s->end)};

	if (!is_first_on_line(text, out.begin)) {
		out.end = s->end;
		out.begin = blanks_begin(text, out.begin, out.end);
	} else if (is_line_end(text, out.end)) {
		out = (struct span) {line_begin(text, out.begin), next_line(text, out.end)};
	}
	config_splice(text, out, &nothing);
}

static bool config_is_blank(const struct str *text, struct span in)
{
	return in.begin + strspn(text->data + in.begin, " \t\r\n") >= in.end;
}

static void config_drop(struct str *text, const struct edit *w)
{
	struct scan_setting group, member;

	if (!find_group(text, w, &group) || !find_member(text, &group, w, &member))
		return;
	take_out(text, &member);
	if (find_group(text, w, &group) &&
		config_is_blank(text, (struct span) {group.value.begin + 1, group.value.end - 1}))
		take_out(text, &group);
}

static bool is_list(struct scan s)
{
	struct scan_setting setting;

	while (scan_next(&s, &setting))
		;
	return !s.lost;
}

/* Is this a list of settings, and what has the name of a group one, too? */
static bool is_understood(const struct str *text, const struct edit *edits, size_t n)
{
	struct scan_setting group;
	bool result = is_list(config_whole(text));

	for (size_t i = 0; i < n && result; i++)
		if (find_group(text, &edits[i], &group))
			result = text->data[group.value.begin] == '{' &&
				 is_list(scan_group(text->data, &group));
	return result;
}

int config_edit_apply(struct str *text, const struct edit *edits, size_t n)
{
	if (!is_understood(text, edits, n))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (edits[i].act == EDIT_DROP)
			config_drop(text, &edits[i]);
		else if (edits[i].act == EDIT_PUT)
			config_put(text, edits, n, &edits[i]);
	return text->full ? -1 : 0;
}

void config_edit_quote(struct str *out, const char *text)
{
	str_char(out, '"');
	for (; *text; text++)
		if (*text == '"' || *text == '\\')
			str_format(out, "\\%c", *text);
		else if ((unsigned char)*text < ' ' || *text == 0x7f)
			str_format(out, "\\x%02X", (unsigned char)*text);
		else
			str_char(out, *text);
	str_char(out, '"');
}
