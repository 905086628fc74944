/*
 * Why something failed: an exit code of sysexits.h, the setting it is about (if any) and one
 * sentence for a person. A function that can fail takes a struct err and returns 0 or -1;
 * err_set() returns -1, so that it reads `return err_set(e, EX_DATAERR, ...)`.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <sysexits.h>

struct err {
	int code;           /* 0: none; else from sysexits.h */
	char field[40];     /* the key of the setting, or empty */
	char message[1024]; /* a sentence without a line end */
};

int err_set(struct err *e, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Says which setting it is about; returns -1 as well. */
int err_field(struct err *e, const char *key);

#endif
