#include "base/edit.h"

#include <string.h>

/* A text and the way it is written. */
struct edited {
	struct str *text;
	const struct scan_style *style;
};

static struct scan edit_scan(const struct edited *t, struct span within)
{
	return (struct scan) {
		.style = t->style, .text = t->text->data, .at = within.begin, .end = within.end};
}

static struct span edit_all(const struct edited *t)
{
	return (struct span) {0, t->text->len};
}

static bool same_group(const struct edit *a, const struct edit *b)
{
	return !a->group || strcmp(a->group, b->group) == 0;
}

/* What is not in groups is in one that is all of the text. */
static bool find_group(const struct edited *t, const struct edit *w, struct scan_group *group)
{
	if (w->group)
		return t->style->group(
			edit_scan(t, edit_all(t)), w->group, strlen(w->group), group);
	*group = (struct scan_group) {.whole = edit_all(t), .inner = edit_all(t)};
	return true;
}

static bool find_member(const struct edited *t, const struct scan_group *group,
	const struct edit *w, struct scan_setting *member)
{
	return scan_find(edit_scan(t, group->inner), w->name, strlen(w->name), member);
}

/* Secrets are in the text: what it was is wiped. */
static void edit_splice(struct str *text, struct span out, const struct str *in)
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

static size_t edit_skip_blanks(const struct str *text, size_t at)
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
	return edit_skip_blanks(text, line_begin(text, at)) == at;
}

/* Does nothing but a comment follow on this line? */
static bool is_last_on_line(const struct str *text, size_t at)
{
	const char *rest = text->data + edit_skip_blanks(text, at);
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
static void insert_behind(
	const struct edited *t, size_t at, const char *indent, const struct str *words)
{
	struct str *text = t->text, in;
	bool own_line = t->style->lines || is_last_on_line(text, at);

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
	edit_splice(text, (struct span) {at, at}, &in);
	str_wipe(&in);
}

static void insert_before(struct str *text, size_t at, const struct str *words)
{
	struct str in;

	str_init(&in, text->max);
	str_add(&in, words->data, words->len);
	str_text(&in, is_first_on_line(text, at) ? line_break(text) : " ");
	edit_splice(text, (struct span) {at, at}, &in);
	str_wipe(&in);
}

/* What parts a name from its value, where there is one or there has to be one. */
static const char *edit_equals(const struct edited *t, const char *literal)
{
	return *literal || t->style->between ? t->style->equals : "";
}

static void say_member(const struct edited *t, struct str *words, const struct edit *w)
{
	if (t->style->verb)
		str_text(words, t->style->verb);
	str_format(
		words, "%s%s%s%s", w->name, edit_equals(t, w->literal), w->literal, t->style->stop);
}

/* The blanks before a member that begins its line; else those of its group and some more. */
static void say_indent(const struct edited *t, struct str *out, const struct scan_group *group)
{
	const struct str *text = t->text;
	struct scan members = edit_scan(t, group->inner);
	struct scan_setting first;
	bool own_line = scan_next(&members, &first) && is_first_on_line(text, first.whole.begin);
	size_t at = own_line ? first.whole.begin : group->whole.begin;
	size_t begin = line_begin(text, at);

	if (t->style->joined)
		return;
	str_add(out, text->data + begin, edit_skip_blanks(text, begin) - begin);
	if (!own_line)
		str_text(out, t->style->indent);
}

/* Behind the nearest of those before it that is there, else first in its group. */
static size_t edit_place(const struct edited *t, const struct scan_group *group,
	const struct edit *edits, const struct edit *w)
{
	struct scan_setting before;

	for (const struct edit *b = w; b-- > edits && same_group(b, w);)
		if (find_member(t, group, b, &before))
			return before.whole.end;
	return w->group ? group->inner.begin : group->inner.end;
}

static void put_member(const struct edited *t, const struct scan_group *group,
	const struct edit *edits, const struct edit *w)
{
	struct str words, indent;

	str_init(&words, t->text->max);
	str_init(&indent, t->text->max);
	say_member(t, &words, w);
	say_indent(t, &indent, group);
	insert_behind(t, edit_place(t, group, edits, w), indent.data, &words);
	str_fini(&indent);
	str_wipe(&words);
}

/* Behind the nearest group before it, else before the nearest one behind it, else at the end. */
static void place_group(const struct edited *t, const struct edit *edits, size_t n,
	const struct edit *w, const struct str *words)
{
	struct scan_group other;

	for (const struct edit *b = w; b-- > edits;)
		if (find_group(t, b, &other)) {
			insert_behind(t, other.whole.end, "", words);
			return;
		}
	for (const struct edit *b = w + 1; b < edits + n; b++)
		if (find_group(t, b, &other)) {
			insert_before(t->text, other.whole.begin, words);
			return;
		}
	insert_behind(t, t->text->len, "", words);
}

static void put_group(
	const struct edited *t, const struct edit *edits, size_t n, const struct edit *w)
{
	const struct scan_style *style = t->style;
	const char *end = line_break(t->text);
	struct str words;

	str_init(&words, t->text->max);
	str_format(&words, "%s%s%s%s%s", style->open, w->group, style->opened, end, style->indent);
	say_member(t, &words, w);
	if (style->close)
		str_format(&words, "%s%s", end, style->close);
	place_group(t, edits, n, w, &words);
	str_wipe(&words);
}

/* The comments among the lines of a value, each with a line end before it. */
static void say_comments(const struct edited *t, struct str *out, struct span value)
{
	const struct str *text = t->text;
	size_t end;

	for (size_t at = next_line(text, value.begin); t->style->joined && at < value.end;
		at = end) {
		end = next_line(text, at);
		if (!scan_is_comment(t->style, text->data + at, end - at))
			continue;
		str_text(out, line_break(text));
		str_add(out, text->data + at, end - at - strlen(line_break(text)));
	}
}

static void change_value(
	const struct edited *t, const struct scan_setting *member, const char *literal)
{
	struct str in;

	str_init(&in, t->text->max);
	if (member->value.begin == member->name.end)
		str_text(&in, edit_equals(t, literal));
	str_text(&in, literal);
	say_comments(t, &in, member->value);
	edit_splice(t->text, member->value, &in);
	str_wipe(&in);
}

static void edit_put(
	const struct edited *t, const struct edit *edits, size_t n, const struct edit *w)
{
	struct scan_group group;
	struct scan_setting member;

	if (!find_group(t, w, &group))
		put_group(t, edits, n, w);
	else if (!find_member(t, &group, w, &member))
		put_member(t, &group, edits, w);
	else
		change_value(t, &member, w->literal);
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

/* With its line, where it stands alone; no comment goes with it. */
static void edit_take_out(const struct edited *t, struct span what)
{
	struct str *text = t->text, comments;
	struct span out = {what.begin, edit_skip_blanks(text, what.end)};

	str_init(&comments, text->max);
	if (!is_first_on_line(text, out.begin)) {
		out.end = what.end;
		out.begin = blanks_begin(text, out.begin, out.end);
	} else if (is_line_end(text, out.end)) {
		out = (struct span) {line_begin(text, out.begin), next_line(text, out.end)};
		say_comments(t, &comments, what);
	}
	if (comments.len) {
		str_drop(&comments, strlen(line_break(text)));
		str_text(&comments, line_break(text));
	}
	edit_splice(text, out, &comments);
	str_fini(&comments);
}

static bool edit_is_blank(const struct str *text, struct span in)
{
	return in.begin + strspn(text->data + in.begin, " \t\r\n") >= in.end;
}

/* All of that name; and its group, where that has an end and nothing is in it any more. */
static void edit_drop(const struct edited *t, const struct edit *w)
{
	struct scan_group group;
	struct scan_setting member;
	bool dropped = false;

	while (find_group(t, w, &group) && find_member(t, &group, w, &member)) {
		edit_take_out(t, member.whole);
		dropped = true;
	}
	if (dropped && t->style->close && find_group(t, w, &group) &&
		edit_is_blank(t->text, group.inner))
		edit_take_out(t, group.whole);
}

static bool is_list(struct scan s)
{
	struct scan_setting setting;

	while (scan_next(&s, &setting))
		;
	return !s.lost;
}

/* Is this a list of settings, and what has the name of a group one, too? */
static bool is_understood(const struct edited *t, const struct edit *edits, size_t n)
{
	struct scan_group group;
	bool result =
		!memchr(t->text->data, '\0', t->text->len) && is_list(edit_scan(t, edit_all(t)));

	for (size_t i = 0; i < n && result; i++)
		if (find_group(t, &edits[i], &group))
			result = !group.lost && is_list(edit_scan(t, group.inner));
	return result;
}

int edit_apply(struct str *text, const struct scan_style *style, const struct edit *edits, size_t n)
{
	const struct edited t = {text, style};

	if (!is_understood(&t, edits, n))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (edits[i].act == EDIT_DROP)
			edit_drop(&t, &edits[i]);
		else if (edits[i].act == EDIT_PUT)
			edit_put(&t, edits, n, &edits[i]);
	return text->full ? -1 : 0;
}

void edit_quote(struct str *out, const char *text)
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
