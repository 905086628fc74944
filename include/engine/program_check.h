/*
 * The program's own check of files that are not in their places yet: of the main file under the
 * name it has meanwhile, or of a directory that is made for it, with what lies beside the main
 * file and the new files under their own names.
 */
#ifndef ENGINE_PROGRAM_CHECK_H
#define ENGINE_PROGRAM_CHECK_H

#include "format/codec.h"

struct check_file {
	const char *path;
	const char *staged; /* its name for now, in the same directory */
	const struct str *text;
};

/*
 * Errors: EX_CONFIG, the program refuses them. *missing: there is no such program, and nothing was
 * checked.
 */
int program_check(const struct codec *codec, const char *root, const char *main,
	const struct check_file *files, size_t n, bool *missing, struct err *e);

#endif
