/*
 * What a test said of a configuration that this person cannot write, or that lies on a file system
 * mounted read-only: it is kept in their own state directory, and read from there.
 */
#ifndef STORE_TESTED_BESIDE_H
#define STORE_TESTED_BESIDE_H

#include "base/err.h"
#include "store/tested.h"

/* Of the file at that real path; its id is empty where there is none. */
void tested_beside_load(const char *real, struct tested *tested);

/* Errors as file_create() has them. */
int tested_beside_keep(const char *real, const struct tested *tested, struct err *e);

#endif
