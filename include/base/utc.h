/* Times as the file, JSON and reports have them: RFC 3339 5.6, in UTC, whole seconds. */
#ifndef BASE_UTC_H
#define BASE_UTC_H

#include <stdbool.h>
#include <time.h>

enum { utc_size = sizeof("9999-12-31T23:59:59Z"), utc_local_size = 64 };

/* "2026-11-30T19:42:00Z"; empty for a year that has not four digits. */
void utc_text(time_t at, char out[utc_size]);

/* False where the text is nothing that utc_text() writes; *at is untouched then. */
bool utc_parse(const char *text, time_t *at);

/*
 * "2026-11-30 20:42" on this machine's clock, with at most 4 bytes between date and time; "an
 * unknown time" for a year that has not four digits: a file may say anything of itself.
 */
void utc_local(time_t at, const char *between, char out[utc_local_size]);

#endif
