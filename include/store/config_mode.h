/*
 * Who may read a configuration: its owner, and its group; where no secret is in it, everybody, as
 * containers mount it and NixOS writes it. Nobody but its owner may write it.
 */
#ifndef STORE_CONFIG_MODE_H
#define STORE_CONFIG_MODE_H

#include "base/err.h"
#include "model/settings.h"

#include <stdbool.h>
#include <sys/types.h>

/* Is a secret among these settings, as one of their own? */
bool config_has_secret(const struct settings *s);

/* Errors: EX_CONFIG with the repair; by an option, too, where that is for this file. */
int config_mode_check(
	const char *path, mode_t mode, bool has_secret, bool by_option, struct err *e);

#endif
