/*
 * What all interfaces show of a provider: a row of a list in a few words, and a card with what is
 * true today, what the login takes, the limit, and where that is from.
 */
#ifndef MODEL_PROVIDER_CARD_H
#define MODEL_PROVIDER_CARD_H

#include "model/provider.h"

/* Appends "SSL / 465": the listed values as short as the original screen has them. */
void provider_card_listed(const struct provider *p, struct str *out);

/* The last words of a row: what the login takes, or that the values no longer work. */
const char *provider_card_login(const struct provider *p);

/*
 * Appends the card: two or three paragraphs, each on a line of its own. Where it signs people in
 * and the settings have no client id, what is simpler comes first.
 */
void provider_card(const struct provider *p, const struct settings *s, struct str *out);

/*
 * Appends what its sign-in needs where the settings have no client id, and the words to send to
 * the administrator; nothing where there is nothing to get.
 */
void provider_card_sign_in(const struct provider *p, const struct settings *s, struct str *out);

#endif
