#include "tui/paste.h"

#include "base/cluster.h"
#include "base/text.h"

#include <string.h>

enum { paste_max = 64 * 1024, kinds_told = 2 };

void paste_init(struct paste *p)
{
	*p = (struct paste) {0};
	str_init_guarded(&p->raw, paste_max);
	str_init_guarded(&p->lines, paste_max);
}

void paste_fini(struct paste *p)
{
	str_wipe(&p->raw);
	str_wipe(&p->lines);
}

static void start_anew(struct paste *p)
{
	str_clear(&p->raw);
	str_clear(&p->lines);
	p->sequences = 0;
}

void paste_begin(struct paste *p)
{
	start_anew(p);
	p->on = true;
	p->quiet = false;
}

void paste_forget(struct paste *p)
{
	if (p->on && !p->quiet)
		return;
	str_clear(&p->raw);
	str_clear(&p->lines);
}

/* What was given before is not given again. */
static void paste_go_on(struct paste *p)
{
	if (p->quiet)
		start_anew(p);
	p->quiet = false;
}

void paste_byte(struct paste *p, char byte)
{
	paste_go_on(p);
	str_char(&p->raw, byte);
}

void paste_sequence(struct paste *p)
{
	paste_go_on(p);
	p->sequences++;
}

/* Counts what must not stay; NULL: it stays. */
static unsigned *place_of(struct pasted *report, uint32_t c, bool valid)
{
	if (!valid)
		return &report->broken;
	if (c == '\r' || c == '\n')
		return &report->line_ends;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return &report->controls;
	if (text_is_deceptive(c) && !cluster_is_joiner(c))
		return &report->invisible;
	return NULL;
}

/* A terminal gives a line end as a carriage return; both together are one. */
static void paste_keep_lines(const struct str *raw, struct str *lines)
{
	struct pasted ignored = {0};
	size_t n;
	uint32_t c;

	str_clear(lines);
	for (size_t i = 0; i < raw->len; i += n) {
		bool valid = utf8_next(raw->data + i, raw->len - i, &c, &n);
		const unsigned *place = place_of(&ignored, c, valid);

		if (!place || c == '\t')
			str_add(lines, raw->data + i, n);
		else if (place == &ignored.line_ends &&
			 (c == '\r' || !i || raw->data[i - 1] != '\r'))
			str_char(lines, '\n');
	}
}

static void paste_clean(struct str *s, struct pasted *report)
{
	size_t kept = 0, n;
	uint32_t c;

	for (size_t i = 0; i < s->len; i += n) {
		bool valid = utf8_next(s->data + i, s->len - i, &c, &n);
		unsigned *place = place_of(report, c, valid);

		if (!place) {
			memmove(s->data + kept, s->data + i, n);
			kept += n;
		} else if (c != '\n' || !i || s->data[i - 1] != '\r') {
			++*place;
		}
	}
	s->len = kept;
	s->data[kept] = '\0';
}

void paste_finish(struct paste *p, struct pasted *report)
{
	size_t len = p->raw.len;

	*report = (struct pasted) {.sequences = p->sequences, .full = p->raw.full};
	while (len && strchr("\r\n", p->raw.data[len - 1]))
		len--;
	report->ended = len < p->raw.len;
	p->raw.len = len;
	paste_keep_lines(&p->raw, &p->lines);
	paste_clean(&p->raw, report);
	report->characters = cluster_count(p->raw.data, p->raw.len);
}

struct kind {
	unsigned count;
	const char *one, *many;
};

enum { kinds_max = 5 };

static int kinds_of(const struct pasted *r, struct kind kinds[kinds_max])
{
	const struct kind rows[kinds_max] = {
		{r->line_ends, "line end", "line ends"},
		{r->controls, "control character", "control characters"},
		{r->sequences, "escape sequence", "escape sequences"},
		{r->invisible, "invisible character", "invisible characters"},
		{r->broken, "broken byte", "broken bytes"},
	};
	int n = 0;

	for (int i = 0; i < kinds_max; i++)
		if (rows[i].count)
			kinds[n++] = rows[i];
	return n;
}

bool paste_is_whole(const struct pasted *report)
{
	struct kind kinds[kinds_max];

	return !report->full && !report->open && kinds_of(report, kinds) == 0;
}

static void say_kinds(const struct kind *kinds, int n, struct str *out)
{
	unsigned all = 0;

	for (int i = 0; i < n; i++) {
		all += kinds[i].count;
		if (n <= kinds_told)
			str_format(out, ", %u %s removed", kinds[i].count,
				kinds[i].count == 1 ? kinds[i].one : kinds[i].many);
	}
	if (n > kinds_told)
		str_format(out, ", %u not allowed and removed", all);
}

void paste_say(const struct pasted *report, struct str *out)
{
	struct kind kinds[kinds_max];
	int n = kinds_of(report, kinds);

	if (!report->characters)
		str_text(out, "Nothing pasted");
	else
		str_format(out, "%zu character%s pasted", report->characters,
			report->characters == 1 ? "" : "s");
	if (report->ended)
		str_text(out, ", line end removed");
	say_kinds(kinds, n, out);
	if (report->open)
		str_text(out, "; the paste did not end: press a key");
}
