/*
 * Where the settings lie in a libconfig text, as byte ranges: what is not to be changed can then
 * be left as it is. For text that libconfig has parsed; of any other text it may say that it is
 * lost, and never reads beyond the end.
 */
#ifndef STORE_SCAN_H
#define STORE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
	size_t begin, end;
};

struct scan_setting {
	struct span name, value;
	size_t end; /* behind its ; or , where it has one */
};

/* The settings of one level, one after the other. */
struct scan {
	const char *text;
	size_t at, end;
	bool lost; /* this is no list of settings */
};

/* The next setting; false: there is no more, or the scan is lost. */
bool scan_next(struct scan *s, struct scan_setting *setting);

/* The settings in a group. */
struct scan scan_group(const char *text, const struct scan_setting *group);

/* The setting of that name, of len bytes; false: there is none. The scan itself stays where it is.
 */
bool scan_find(struct scan s, const char *name, size_t len, struct scan_setting *setting);

#endif
