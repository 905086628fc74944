/* The report as plain text, for a file, a mail or the output of a verb. */
#include "engine/report.h"

#include "base/utc.h"
#include "base/wrap.h"
#include "engine/report_hide.h"

#include <string.h>
#include <time.h>

enum { text_width = 78, label_width = 24 };

static void add_paragraph(struct str *out, const char *text)
{
	struct wrap wrap = {text, strlen(text), text_width, .whole_words = true};
	const char *line = "";
	size_t len = 0;

	do {
		(void)wrap_next(&wrap, &line, &len);
		str_add(out, line, len);
		str_char(out, '\n');
	} while (wrap.len);
}

/* What stands beside a label is data: it is never broken. */
void report_as_text(void *context, const struct report_line *line)
{
	struct str *out = context;

	if (line->label)
		str_format(out, "%-*s %s%s%s\n", label_width, line->label,
			line->was ? line->was : "", line->was ? " -> " : "", line->text);
	else
		add_paragraph(out, line->text);
}

static void add_heading(struct str *out, const char *title)
{
	str_format(out, "\n%s\n", title);
	for (size_t i = strlen(title); i > 0; i--)
		str_char(out, '-');
	str_text(out, "\n\n");
}

static void add_title(struct str *out)
{
	char at[utc_size];

	utc_text(time(NULL), at);
	str_format(out, "smtpsetup %s: report of a test, written %s\n", PACKAGE_VERSION, at);
	str_text(out, "This report contains no password: it shows (set) or [hidden] instead.\n");
}

static void add_sections(const struct tester *t, struct str *out)
{
	for (size_t i = 0; i < REPORT_COUNT; i++) {
		struct str said;

		str_init(&said, report_max);
		report_sections[i].say(t, &(struct report_out) {report_as_text, &said});
		if (said.len) {
			add_heading(out, report_sections[i].title);
			str_add(out, said.data, said.len);
		}
		str_fini(&said);
	}
}

void report_write(const struct tester *t, bool hide_names, struct str *out)
{
	struct str whole;

	add_title(out);
	if (!hide_names) {
		add_sections(t, out);
		return;
	}
	str_text(
		out, "Names and addresses are hidden: the same word in [ ] means the same name.\n");
	str_init(&whole, report_max);
	add_sections(t, &whole);
	report_hide(t, whole.data, out);
	str_fini(&whole);
}
