/*
 * A program of this machine that sends mail, and how its files stand to our settings: what would
 * be written, what it cannot express, and why it cannot be. Looking changes nothing and runs
 * nothing.
 */
#ifndef ENGINE_PROGRAM_H
#define ENGINE_PROGRAM_H

#include "base/file.h"
#include "format/codec.h"

enum program_state {
	PROGRAM_SAME,       /* its files already say these settings */
	PROGRAM_DIFFERS,    /* they say others */
	PROGRAM_EMPTY,      /* it is here, and has no server yet */
	PROGRAM_ABSENT,     /* it is not on this machine */
	PROGRAM_UNREADABLE, /* its files are not for this person to read, or not to be understood */
	PROGRAM_STATE_COUNT
};

extern const char *const program_state_words[PROGRAM_STATE_COUNT];

/* One of its files, as it is. */
struct program_file {
	char *path;
	struct str text;
	struct file_state state;
};

struct program {
	const struct codec *codec;
	char *path; /* of the main file, without the root; NULL: it has no place here */
	enum program_state state;
	struct program_file old[codec_files_max]; /* of `files`, in their order */
	struct codec_files files;                 /* what would be written */
	struct strlist cannot;                    /* sentences: what it does not keep */
	bool weak;                                /* some of them: less safe than what was tested */
	struct err why; /* code 0, or why it could not be written, or read */
};

/* Where to look. */
struct program_where {
	const char *root; /* before all paths: "" in the program, a scratch directory in tests */
	const char *file; /* the main file, where one is named; NULL: the usual place */
};

/* Compares the program with these settings. program_fini() by the caller. */
void program_look(struct program *p, const struct codec *codec, const struct program_where *where,
	const struct settings *s);
void program_fini(struct program *p); /* wipes */

/* Is the program on this machine, whether its files are or not? */
bool program_is_installed(const struct codec *codec, const char *root);

/*
 * The mode that a file gets. An application's file keeps its own, since the application reads it as
 * another user. A mail program's keeps it as far as the program wants, or others could read the
 * password.
 */
mode_t program_file_mode(
	const struct codec *codec, const struct codec_file *file, const struct file_state *old);

/* What its files say now, as far as it can be read; else defaults. */
void program_settings(const struct codec *codec, const struct program_where *where,
	const char *path, struct settings *s);

/*
 * What a new machine would need: the program's files made from nothing. Errors: those of
 * codec_write(). program_fini() by the caller, also then.
 */
int program_export(
	struct program *p, const struct codec *codec, const struct settings *s, struct err *e);

/* The codec of that id, or EX_USAGE with a near one. `uses`: CODEC_*, what is wanted of it. */
const struct codec *program_find(const char *id, unsigned uses, struct err *e);

#endif
