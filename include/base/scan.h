/*
 * Where the settings lie in a configuration text, as byte ranges: what is not to be changed can
 * then be left as it is. A style says how such a text is written: libconfig's groups in braces,
 * lines of names and values in sections or without, values that go on over several lines, and
 * assignments as shells have them. Of text that is not of its style a scan may say that it is
 * lost; it never reads beyond the end, and takes time in proportion to the length.
 */
#ifndef BASE_SCAN_H
#define BASE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
	size_t begin, end;
};

struct scan_setting {
	struct span whole; /* with its ; or , and an "export" where it has one */
	struct span name;
	struct span value; /* with its quotes; begins where the name ends when there is none */
};

struct scan_group {
	struct span whole; /* from its name to behind its last setting or bracket */
	struct span inner; /* where its settings are */
	bool lost;         /* it has the name of a group and is none */
};

/* The settings of one level, one after the other. */
struct scan {
	const struct scan_style *style;
	const char *text;
	size_t at, end;
	bool lost;   /* this is no list of settings */
	bool inside; /* of a line with several settings some are still to come */
};

struct scan_style {
	bool (*next)(struct scan *s, struct scan_setting *setting);
	/* NULL: there are no groups. */
	bool (*group)(struct scan s, const char *name, size_t len, struct scan_group *group);

	/* Where all is lines: scan_lines_next() and scan_lines_group() read these. */
	bool lines;
	bool joined; /* a line that begins with a blank goes on with the one before it */
	bool exact;  /* blanks at the end of a line are of the value, as all behind one between */
	bool shell;  /* [export] NAME=VALUE, quotes, and a comment behind a value */
	const char *comment; /* what a comment begins with, first on a line; NULL: # */
	const char *between; /* what may part name and value; NULL: blanks, and need not be there */
	/* Does a section begin in this line, and under which name? NULL: there are none. */
	bool (*header)(const char *text, struct span line, struct span *name);
	const char *root; /* the section of what stands before all of them, or NULL */

	bool last; /* of several settings of one name the last one counts, not the first */
	bool fold; /* names are the same in upper and lower case */

	/* What is written around a new setting and a new group; verb before the name, or NULL. */
	const char *verb;
	const char *equals, *stop;
	const char *open, *opened; /* before and behind a group's name */
	const char *close;         /* NULL: a group has no end, and may be empty */
	const char *indent;
};

/* `group = { name = "value"; };` */
extern const struct scan_style scan_libconfig;

/* The line, from 1, on which the last token of such a text begins; comments are none. */
int scan_libconfig_last_line(const char *text, size_t len);
/* `[group]` above `name = value`; comments begin with # or ; */
extern const struct scan_style scan_ini;
/* `name = value`, over several lines where they begin with a blank: Postfix' main.cf */
extern const struct scan_style scan_parameters;
/* `name value`, over several lines as well; the first of a name counts: postmap's tables */
extern const struct scan_style scan_table;
/* `[export] NAME=VALUE` as shells and .env files have it */
extern const struct scan_style scan_assignments;

/* `set name=value name ...`, values in quotes of both kinds or none: mailrc and muttrc */
extern const struct scan_style scan_set;
/* Each line is a value and its name is empty; comments begin with # */
extern const struct scan_style scan_values;

/* The next setting; false: there is no more, or the scan is lost. */
bool scan_next(struct scan *s, struct scan_setting *setting);

/* The setting of that name that counts; false: there is none. The scan stays where it is. */
bool scan_find(struct scan s, const char *name, size_t len, struct scan_setting *setting);

/* What styles of lines are made of. */
bool scan_lines_next(struct scan *s, struct scan_setting *setting);
bool scan_lines_group(struct scan s, const char *name, size_t len, struct scan_group *group);
bool scan_ini_next(struct scan *s, struct scan_setting *setting);
bool scan_ini_header(const char *text, struct span line, struct span *name);

/* Is the line that begins there, up to its end, blank or a comment? */
bool scan_is_comment(const struct scan_style *style, const char *line, size_t len);

/* White space within a line. */
bool scan_is_blank(char c);

#endif
