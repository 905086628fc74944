#include "screens/result_pages.h"

#include <string.h>

enum { beside_name = 1 /* a blank, before and behind */, between = 1 };

static const char first_page[] = "Result";

static void result_pages_count_line(void *context, const struct report_line *line)
{
	(void)line;
	++*(int *)context;
}

static bool says_something(const struct report_section *section, const struct tester *t)
{
	int lines = 0;

	section->say(t, &(struct report_out) {result_pages_count_line, &lines});
	return lines > 0;
}

int result_pages(const struct tester *t, const char *names[result_pages_max])
{
	int n = 0;

	names[n++] = first_page;
	for (size_t i = 0; t->judged && i < REPORT_COUNT; i++) {
		const struct report_section *section = &report_sections[i];

		if (section->page && strcmp(section->page, names[n - 1]) != 0 &&
			says_something(section, t))
			names[n++] = section->page;
	}
	return n;
}

const char *result_page_about(const char *page)
{
	for (size_t i = 0; i < REPORT_COUNT; i++)
		if (report_sections[i].page && strcmp(report_sections[i].page, page) == 0)
			return report_sections[i].about;
	return report_sections[REPORT_RESULT].about;
}

static void draw_section(struct line_layout *s, const struct report_section *section,
	const struct tester *t, bool with_title)
{
	if (s->at)
		line_layout_text(s, "", ROLE_TEXT);
	if (with_title)
		line_layout_text(s, section->title, ROLE_SECTION);
	report_lines_section(s, section, t);
}

/* How many sections with something to say the page has. */
static int sections_of(const char *page, const struct tester *t)
{
	int n = 0;

	for (size_t i = 0; i < REPORT_COUNT; i++)
		if (report_sections[i].page && strcmp(report_sections[i].page, page) == 0 &&
			says_something(&report_sections[i], t))
			n++;
	return n;
}

int result_page_draw(
	struct rect inside, int scroll, const char *page, const struct test_content *content)
{
	struct line_layout layout = {.inside = inside, .scroll = scroll};
	bool several = sections_of(page, content->tester) > 1;

	if (strcmp(page, first_page) == 0)
		return result_draw(inside, scroll, content);
	for (size_t i = 0; i < REPORT_COUNT; i++) {
		const struct report_section *section = &report_sections[i];

		if (section->page && strcmp(section->page, page) == 0 &&
			says_something(section, content->tester))
			draw_section(&layout, section, content->tester, several);
	}
	return layout.at;
}

static int name_width(const char *name)
{
	return beside_name + paint_columns(name, strlen(name)) + beside_name + between;
}

/* The first name to be shown, so that the current one is. */
static int first_shown(const char *const names[], int current, int width)
{
	int first = 0, used = 0;

	for (int i = 0; i <= current; i++)
		used += name_width(names[i]);
	while (first < current && used > width + between)
		used -= name_width(names[first++]);
	return first;
}

void result_pages_draw_names(int y, int x, int width, const char *const names[], int n, int current)
{
	int end = x + width;

	for (int i = first_shown(names, current, width); i < n; i++) {
		int cell = name_width(names[i]) - between;
		enum role role = i == current ? ROLE_SELECTED : ROLE_TEXT;

		if (cell > end - x)
			cell = end - x;
		paint_cell(y, x, cell, "", role);
		paint_text(y, x + beside_name, cell - beside_name, names[i], role);
		x += name_width(names[i]);
	}
}
