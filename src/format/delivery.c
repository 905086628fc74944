#include "format/delivery.h"

#include <string.h>

enum { words_max = 600, key_max = 100, said_lines = 4 };

const char *const delivery_end_words[DELIVERY_END_COUNT] = {
	[DELIVERY_OPEN] = "unknown",
	[DELIVERY_SENT] = "sent",
	[DELIVERY_LEFT] = "accepted",
	[DELIVERY_WAITS] = "waiting",
	[DELIVERY_REFUSED] = "refused",
};

void delivery_verdict_init(struct delivery_verdict *v)
{
	v->end = DELIVERY_OPEN;
	str_init(&v->words, words_max);
	str_init(&v->key, key_max);
}

void delivery_verdict_fini(struct delivery_verdict *v)
{
	str_wipe(&v->words);
	str_fini(&v->key);
}

bool delivery_is_login(const char *words)
{
	static const char *const signs[] = {"535", "5.7.8", "uthentica", "ogin denied"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(words, signs[i]))
			return true;
	return false;
}

/* Lines */

static const char *delivery_next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line ? line + 1 : line;
}

/* In this line, or NULL. */
static const char *line_find(const char *line, const char *words)
{
	return memmem(line, strcspn(line, "\n"), words, strlen(words));
}

/* Up to the line's end, or the parenthesis that `from` is in. Controls are left out. */
static void line_say(const char *from, bool inside, struct str *out)
{
	size_t len;

	if (*from == '(') {
		inside = true;
		from++;
	}
	len = strcspn(from, "\r\n");
	len -= inside && len && from[len - 1] == ')';
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)from[i] >= ' ' && from[i] != 0x7f)
			str_char(out, from[i]);
}

/* What it said, of which the last lines have the reason. */
static void said_say(const char *said, struct str *out)
{
	size_t n = 0, skip;

	for (const char *line = said; *line; line = delivery_next_line(line))
		n += *line != '\n';
	skip = n > said_lines ? n - said_lines : 0;
	for (const char *line = said; *line; line = delivery_next_line(line)) {
		if (*line == '\n')
			continue;
		if (skip) {
			skip--;
			continue;
		}
		if (out->len)
			str_text(out, "; ");
		line_say(line, false, out);
	}
}

void delivery_by_exit(
	const struct delivery *d, const struct delivery_seen *seen, struct delivery_verdict *v)
{
	(void)d;
	v->end = seen->status ? DELIVERY_REFUSED : DELIVERY_SENT;
	if (seen->status)
		said_say(seen->said, &v->words);
}

/* As `** you@example.org R=smarthost ...: 550 no such user`, or `=> ... C="250 accepted"`. */
static void words_judge_line(
	const struct delivery *d, const char *text, const char *to, struct delivery_verdict *v)
{
	static const char answer[] = " C=\"", reason[] = ": ", defer[] = " defer ";

	for (const struct delivery_line *row = d->lines; row->words; row++) {
		const char *at = NULL;

		if (strncmp(text, row->words, strlen(row->words)) != 0 || !line_find(text, to))
			continue;
		v->end = row->end;
		str_clear(&v->words);
		if ((at = line_find(text, answer))) {
			at += strlen(answer);
			str_add(&v->words, at, strcspn(at, "\"\n"));
		} else if ((at = line_find(text, reason))) {
			line_say(at + strlen(reason), false, &v->words);
		} else if ((at = line_find(text, defer))) {
			at += strcspn(at, ":\n"); /* the number of the error */
			line_say(at + strspn(at, ": "), false, &v->words);
		}
		return;
	}
}

void delivery_by_words(
	const struct delivery *d, const struct delivery_seen *seen, struct delivery_verdict *v)
{
	for (const char *line = seen->said; *line; line = delivery_next_line(line)) {
		const char *text = line + strspn(line, " \t");

		if (!v->key.len && strncmp(text, d->mark, strlen(d->mark)) == 0)
			str_add(&v->key, text + strlen(d->mark),
				strcspn(text + strlen(d->mark), " \n"));
		words_judge_line(d, text, seen->to, v);
	}
	if (v->end == DELIVERY_OPEN && seen->status)
		delivery_by_exit(d, seen, v);
}

/* The log */

/* The word before the mark ends with a colon, the one behind it with the line. */
static void log_take_key(
	const struct delivery *d, const char *line, const char *mark, struct str *key)
{
	const char *end = mark;

	if (d->key == DELIVERY_KEY_NONE)
		return;
	if (d->key == DELIVERY_KEY_AFTER) {
		end = line_find(mark, "queued as ");
		mark = end ? end + strlen("queued as ") : mark + strcspn(mark, "\n");
		str_add(key, mark, strcspn(mark, " \r\n"));
		return;
	}
	while (end > line && strchr(": ", end[-1]))
		end--;
	for (mark = end; mark > line && mark[-1] != ' ';)
		mark--;
	str_add(key, mark, (size_t)(end - mark));
}

/* The line behind the last one that names the message, and its key; NULL: none does. */
static const char *log_find(
	const struct delivery *d, const struct delivery_seen *seen, struct str *key)
{
	const char *name = d->key == DELIVERY_KEY_AFTER ? seen->to : seen->id, *found = NULL;
	struct str mark;

	str_init(&mark, words_max);
	str_format(&mark, "%s<%s>", d->mark, name);
	for (const char *line = seen->log; *line; line = delivery_next_line(line)) {
		const char *at = line_find(line, mark.data);

		if (!at)
			continue;
		str_clear(key);
		log_take_key(d, line, at, key);
		found = delivery_next_line(line);
	}
	str_fini(&mark);
	return found;
}

static void log_judge_line(const struct delivery *d, const char *line, struct delivery_verdict *v)
{
	for (const struct delivery_line *row = d->lines; row->words; row++) {
		const char *at = line_find(line, row->words);

		if (!at)
			continue;
		v->end = row->end;
		at += strlen(row->words);
		if (!row->keeps) {
			str_clear(&v->words);
			line_say(at, at[-1] == '(', &v->words);
		}
		return;
	}
}

static void log_judge(
	const struct delivery *d, const struct delivery_seen *seen, struct delivery_verdict *v)
{
	const char *line = log_find(d, seen, &v->key);

	for (; line && *line; line = delivery_next_line(line)) {
		if (d->key == DELIVERY_KEY_NONE && line_find(line, d->mark))
			return;
		if (line_find(line, v->key.data))
			log_judge_line(d, line, v);
	}
}

/* The queue */

static size_t delivery_waiting(const char *queue, const char *to)
{
	size_t n = 0;

	while ((queue = strstr(queue, to))) {
		queue += strlen(to);
		n++;
	}
	return n;
}

/*
 * Of a list as Postfix and others of its kind print it: a line that begins with the key, one in
 * parentheses with a reason, and the recipients.
 */
static void queue_judge(const struct delivery_seen *seen, struct delivery_verdict *v)
{
	const char *reason = NULL;
	struct str key;
	bool is_new = false;

	str_init(&key, key_max);
	for (const char *line = seen->queue; *line; line = delivery_next_line(line)) {
		const char *text = line + strspn(line, " \t");

		if (text == line && *line != '(' && *line != '\n') {
			str_clear(&key);
			str_add(&key, line, strcspn(line, " *!\n"));
			is_new = key.len && !strstr(seen->before, key.data);
			reason = NULL;
		} else if (*text == '(') {
			reason = text;
		} else if (is_new && reason && line_find(line, seen->to)) {
			v->end = DELIVERY_WAITS;
			str_clear(&v->words);
			line_say(reason, false, &v->words);
			str_clear(&v->key);
			str_text(&v->key, key.data);
		}
	}
	str_fini(&key);
}

void delivery_by_queue(
	const struct delivery *d, const struct delivery_seen *seen, struct delivery_verdict *v)
{
	if (seen->status) {
		delivery_by_exit(d, seen, v);
		return;
	}
	log_judge(d, seen, v);
	if (v->end == DELIVERY_OPEN)
		queue_judge(seen, v);
	if (v->end == DELIVERY_OPEN &&
		delivery_waiting(seen->queue, seen->to) <= delivery_waiting(seen->before, seen->to))
		v->end = DELIVERY_LEFT;
}
