/*
 * Reads the .env file of a web application. Several families of names are known (Symfony's
 * MAILER_DSN, Laravel's MAIL_*, Django's EMAIL_*, SMTP_* of many); the first of them that names a
 * server is taken, whole, and never mixed with another.
 */
#ifndef FORMAT_DOTENV_H
#define FORMAT_DOTENV_H

#include "format/import_result.h"

void dotenv_read(struct import_result *f, const struct import_source *in);

#endif
