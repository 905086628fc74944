#include "model/type_sign_in.h"

#include "base/argv.h"
#include "base/ascii.h"
#include "model/https_url.h"
#include "model/sign_in_provider.h"

#include <string.h>

/* A word of the table, or the address of an issuer, which is compared byte for byte. */
static int sign_in_canonical(
	const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	(void)b;
	for (size_t i = 0; i < sign_in_provider_count; i++)
		if (ascii_same(sign_in_providers[i].id, text)) {
			str_text(out, sign_in_providers[i].id);
			return 0;
		}
	if (!https_url_is(text) || strchr(text, '?'))
		return err_set(
			e, EX_DATAERR, "microsoft, google or an issuer's https address is needed");
	str_text(out, text);
	return 0;
}

const struct type type_sign_in = {.name = "sign-in", .canonical = sign_in_canonical};

/* Letters, digits, dots and hyphens: it becomes a part of an address. */
static int tenant_canonical(
	const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	(void)b;
	for (const char *at = text; *at; at++)
		if (!ascii_is_word(*at) && *at != '.' && *at != '-')
			return err_set(e, EX_DATAERR, "a directory id or its domain is needed");
	str_text(out, text);
	return 0;
}

const struct type type_tenant = {.name = "tenant", .canonical = tenant_canonical};

static const struct {
	enum secret_place place;
	const char *prefix;
	const struct type *type; /* of what is behind it */
} places[] = {
	{SECRET_IN_FILE, "file:", &type_path},
	{SECRET_FROM_COMMAND, "command:", &type_argv},
	{SECRET_IN_CREDENTIAL, "credential:", &type_name},
};

enum { place_count = sizeof(places) / sizeof(places[0]) };

enum secret_place secret_place_of(const char *text, const char **rest)
{
	for (size_t i = 0; i < place_count; i++)
		if (strncmp(text, places[i].prefix, strlen(places[i].prefix)) == 0) {
			*rest = text + strlen(places[i].prefix);
			return places[i].place;
		}
	return SECRET_NOWHERE;
}

static int secret_place_canonical(
	const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	const char *rest = "";
	enum secret_place place = secret_place_of(text, &rest);

	for (size_t i = 0; i < place_count; i++)
		if (places[i].place == place && *rest) {
			str_text(out, places[i].prefix);
			return places[i].type->canonical(b, rest, out, e);
		}
	return err_set(e, EX_DATAERR,
		"file:PATH, command:COMMAND or credential:NAME is needed; the secret itself is "
		"not stored here");
}

const struct type type_secret_place = {.name = "secret", .canonical = secret_place_canonical};
