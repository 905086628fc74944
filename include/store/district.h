/*
 * Districts: settings that lie over those of a file, Options, each in a directory of its own beside
 * it (districts/NAME/smtpsetup.cfg). The rights are those of the files: whoever may write in the
 * directory of a district may change it. A district is there when its directory is.
 */
#ifndef STORE_DISTRICT_H
#define STORE_DISTRICT_H

#include "base/err.h"
#include "base/str.h"

enum { district_name_max = 64 /* bytes */ };

/* The file of that district; options is the path of the file they lie over. The caller frees. */
char *district_path(const char *options, const char *name);

/* The names of all districts, sorted. The caller finishes the list. */
void district_list(const char *options, struct strlist *names);

/* Is there such a district? Errors: EX_USAGE, with a name that is near. */
int district_check(const char *options, const char *name, struct err *e);

/* Makes one that says nothing of its own. Errors: EX_USAGE (the name), else those of file_put(). */
int district_add(const char *options, const char *name, struct err *e);

/*
 * Takes away its settings with their history, and its directory. What lies there and is not of this
 * program stays. Errors: those of district_check() and file_lock(), EX_CANTCREAT when something
 * stays; EX_NOPERM when its directory could not go, or EX_CANTCREAT when it is a link: all of it
 * is there then.
 */
int district_remove(const char *options, const char *name, struct err *e);

#endif
