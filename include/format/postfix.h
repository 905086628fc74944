/*
 * Reads Postfix' main.cf: the relay host, how it is reached, and its login, which is looked up in
 * the text files that smtp_sasl_password_maps names, in the way of the SMTP client: under the
 * host's name, then under the relay host as it is written.
 */
#ifndef FORMAT_POSTFIX_H
#define FORMAT_POSTFIX_H

#include "format/import_result.h"

void postfix_read(struct import_result *f, const struct import_source *in);

#endif
