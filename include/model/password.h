/*
 * Where the password comes from: typed and stored, or given by a command, a file or a credential
 * whenever a login is made. Whoever asks "is there a password?" asks here. A source of one's own
 * goes before all that are inherited.
 */
#ifndef MODEL_PASSWORD_H
#define MODEL_PASSWORD_H

#include "model/settings.h"

/* The setting that says where it comes from; FIELD_COUNT: none does. */
enum field_id password_source(const struct settings *s);

/* Is it one of those settings? */
bool password_is_source(enum field_id id);

bool password_is_given(const struct settings *s);

/* Is this setting another source, where one can be only? The first one is not. */
bool password_is_another(const struct settings *s, enum field_id id);

/*
 * The setting of somebody else by which a password that is inherited would be led away, of those
 * that say where and how it is sent; FIELD_COUNT: there is none. This person may be able to read
 * what those others may not.
 */
enum field_id password_led_away_by(const struct settings *s);

/* Would a login send it over a connection that is not encrypted? */
bool password_goes_in_clear(const struct settings *s);

#endif
