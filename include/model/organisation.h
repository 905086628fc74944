/*
 * Who runs a server, as far as its name tells: what may be told to one server of an organisation
 * may be told to its others, and to nobody else.
 */
#ifndef MODEL_ORGANISATION_H
#define MODEL_ORGANISATION_H

#include <stdbool.h>

/*
 * Are both hosts of one organisation? By their registrable domain (publicsuffix.org), or because
 * one provider of the table has both. Addresses, single labels and public suffixes are only
 * themselves. Without case.
 */
bool organisation_is_same(const char *a, const char *b);

#endif
