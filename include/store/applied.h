/*
 * What was changed in other programs' files, kept in the state directory so that it can be undone:
 * one directory for each program and each change, 0700, with the bytes that were there, what was
 * to be there instead (its SHA-256), and a mark once all of it was. A change without the mark is
 * one that was cut off: it is to be undone before anything else. The caller holds applied_lock().
 */
#ifndef STORE_APPLIED_H
#define STORE_APPLIED_H

#include "base/file.h"

#include <time.h>

enum { applied_files_max = 6 };

struct applied_file {
	char *path;
	bool existed;
	mode_t mode;
	unsigned char before[file_digest_size], after[file_digest_size];
};

struct applied {
	unsigned number; /* of the change; 0: there is none */
	char *main;      /* the program's main file */
	time_t at;
	bool done;
	struct applied_file files[applied_files_max];
	size_t n;
};

/* One file of a change that is to come; old: its bytes now. */
struct applied_change {
	const char *path;
	const struct str *old, *now;
	const struct file_state *state; /* of old */
};

/* Of one program: -1 or a descriptor for file_unlock(). Errors: those of file_lock(). */
int applied_lock(const char *program, struct err *e);

/*
 * Keeps what is there before a change, and returns its number, or 0 with e. The change is not
 * done before applied_done().
 */
unsigned applied_begin(const char *program, const char *main, const struct applied_change *changes,
	size_t n, struct err *e);
int applied_done(const char *program, unsigned number, struct err *e);

/* The newest change. Errors: EX_CONFIG, it cannot be read. applied_fini() by the caller. */
int applied_last(const char *program, struct applied *a, struct err *e);
void applied_fini(struct applied *a);

/* Appends the bytes that the i-th file had. Errors: EX_CONFIG. */
int applied_before(
	const char *program, const struct applied *a, size_t i, struct str *out, struct err *e);

/* Where they are kept, for people. The caller frees. */
char *applied_backup(const char *program, unsigned number, size_t i);

/* It is undone: not done any more, and then gone. */
int applied_reopen(const char *program, unsigned number, struct err *e);
void applied_forget(const char *program, unsigned number);

/* The programs that something was changed of. */
void applied_list(struct strlist *programs);

#endif
