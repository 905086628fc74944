#include "model/token_answer.h"

#include "base/ascii.h"
#include "model/type.h"

#include <string.h>

enum { life_usual = 600, life_max = 86400 };

bool token_is_bearer(const char *text)
{
	size_t len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				  "-._~+/");

	return len && !text[len + strspn(text + len, "=")] && strlen(text) <= secret_max;
}

/* Printable characters without a blank at an end (RFC 6749 A.17). */
static bool token_is_refresh(const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return len && len <= secret_max;
}

static enum sign_in_outcome token_refuse(const char *host, const char *sentence, struct str *why)
{
	str_format(why, "%s %s.", host, sentence);
	return SIGN_IN_LATER;
}

enum sign_in_outcome token_answer_read(
	struct token_answer *answer, const struct fetched *f, const char *host, struct str *why)
{
	const char *type = fetched_get(f, "token_type");

	if (fetched_get(f, "error") || !fetched_get(f, "access_token") || f->status / 100 != 2)
		return sign_in_refusal_of(f, host, why);
	if (type && !ascii_same(type, "bearer"))
		return token_refuse(
			host, "gave a token of a kind that mail servers do not accept", why);
	if (!token_is_bearer(fetched_get(f, "access_token")))
		return token_refuse(host, "gave an access token that cannot be sent", why);
	*answer = (struct token_answer) {
		.access = fetched_get(f, "access_token"),
		.refresh = fetched_get(f, "refresh_token"),
		.seconds = fetched_seconds(f, "expires_in", life_max, life_usual),
	};
	if (answer->refresh && !token_is_refresh(answer->refresh))
		return token_refuse(host, "gave a refresh token that cannot be kept", why);
	return SIGN_IN_DONE;
}
