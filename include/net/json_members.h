/*
 * The members of a JSON object as values of a record: what a stranger wrote is parsed here, in the
 * worker without rights, and what leaves it is flat and bounded.
 */
#ifndef NET_JSON_MEMBERS_H
#define NET_JSON_MEMBERS_H

#include "base/str.h"

#include <stdbool.h>

/*
 * Appends each member that is a text, a number, a truth or a list of texts (joined by blanks); of
 * others, of long names and behind fetch_members_max nothing is said. False, and nothing is
 * appended: it is no JSON object (RFC 8259), or it names something twice.
 */
bool json_members(struct str *out, const char *text, size_t len);

#endif
