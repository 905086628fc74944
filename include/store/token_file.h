/*
 * A token in a file, for who may use it and must not be able to renew it: the service that sends
 * the machine's mail.
 */
#ifndef STORE_TOKEN_FILE_H
#define STORE_TOKEN_FILE_H

#include "base/err.h"
#include "base/secret.h"

/*
 * Puts the token in the place of the file, 0600; where root does it and the machine has the group
 * of the service, 0640 for that group. Missing directories are made, 0700. Errors as file_create().
 */
int token_file_write(const char *path, const struct secret *token, struct err *e);

#endif
