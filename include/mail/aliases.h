/*
 * Who a local name stands for: the addresses of /etc/aliases (aliases(5)). Only names and addresses
 * count; a command, a file or a list there is never run or opened. Pure.
 */
#ifndef MAIL_ALIASES_H
#define MAIL_ALIASES_H

#include "base/str.h"

#include <stdbool.h>

/* Is it a name of this machine: alone, or with its name or localhost as domain? */
bool address_is_local(const char *address, const char *host_name);

/*
 * Adds the addresses beyond this machine that the local address stands for, through names that
 * stand for names, and what it stands for finally where nothing is said of it: `otherwise`, a list.
 */
void aliases_expand(const char *aliases, const char *address, const char *host_name,
	const char *otherwise, struct strlist *to);

#endif
