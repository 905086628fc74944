#include "model/login.h"

#include "base/ascii.h"
#include "model/reply_class.h"

#include <string.h>

enum {
	not_a_command = 500,
	not_an_argument = 501,
	wrong_password = 535,
	unknown_method = 504,
	needs_encryption = 538
};

/* The best first. */
static const struct {
	const char *method;
	bool automatic, token;
} methods[] = {
	{"plain", true, false},
	{"login", true, false},
	{"cram-md5", false, false},
	{"oauthbearer", false, true},
	{"xoauth2", false, true},
};

static const char *const token_methods[] = {"xoauth2", "oauthbearer"};

enum { method_count = sizeof(methods) / sizeof(methods[0]) };

/* The list has a blank between two words, which are compared without case (RFC 4422 3.1). */
static bool login_is_among(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (list && *list) {
		size_t n = strcspn(list, " ");

		if (n == len && ascii_same_n(list, word, n))
			return true;
		list += n + (list[n] == ' ');
	}
	return false;
}

/* Offered, and neither refused before nor the one that was tried last. */
static bool is_left(const struct facts *f, const char *method)
{
	bool tried = facts_has(f, FACT_AUTH_SENT) && login_is_among(f->tried, method);

	return login_is_among(f->mechanisms, method) && !login_is_among(f->refused, method) &&
	       !tried;
}

bool login_is_shared(const struct facts *f, const struct settings *s)
{
	bool automatic = settings_is(s, FIELD_METHOD, "auto"), shared = false;
	bool token = settings_use_token(s);

	for (size_t i = 0; i < method_count; i++)
		shared = shared ||
			 (login_is_among(f->mechanisms, methods[i].method) &&
				 (automatic ? (token ? methods[i].token : methods[i].automatic)
					    : settings_is(s, FIELD_METHOD, methods[i].method)));
	return shared;
}

static bool is_refused_as_such(const struct facts *f)
{
	int code = f->code;

	if (!facts_has(f, FACT_AUTH_SENT) || facts_has(f, FACT_AUTHENTICATED) || code / 100 != 5 ||
		code == wrong_password)
		return false;
	return code == unknown_method || (f->enhanced && strcmp(f->enhanced, "5.5.4") == 0) ||
	       reply_class_of(f, STEP_AUTH) == REPLY_MECHANISM ||
	       (code == needs_encryption && facts_has(f, FACT_ENCRYPTED));
}

/* Of a sign-in's token: the one that more servers take first. */
static const char *login_next_token(const struct facts *f)
{
	bool begun = facts_has(f, FACT_AUTH_SENT);

	for (size_t i = 0; i < sizeof(token_methods) / sizeof(token_methods[0]); i++)
		if ((begun ? is_refused_as_such(f) : facts_has(f, FACT_AUTH_OFFERED)) &&
			is_left(f, token_methods[i]))
			return token_methods[i];
	return NULL;
}

const char *login_next(const struct facts *f, bool token)
{
	if (token)
		return login_next_token(f);
	for (size_t i = 0; i < method_count && is_refused_as_such(f); i++)
		if (methods[i].automatic && is_left(f, methods[i].method))
			return methods[i].method;
	return NULL;
}

bool login_is_offered(const struct facts *f, const char *method)
{
	return login_is_among(f->mechanisms, method);
}

bool login_goes_on_bare(const struct facts *f)
{
	int code = f->code;

	if (!facts_has(f, FACT_AUTH_SENT | FACT_INITIAL) || facts_has(f, FACT_AUTHENTICATED) ||
		facts_has(f, FACT_EXPLAINED) || reply_class_of(f, STEP_AUTH) == REPLY_TOKEN)
		return false;
	return code == not_a_command || code == not_an_argument || code == unknown_method ||
	       (f->enhanced && code / 100 == 5 && code != wrong_password &&
		       (strcmp(f->enhanced, "5.5.2") == 0 || strcmp(f->enhanced, "5.5.4") == 0));
}

const char *login_other(const struct facts *f, const struct settings *s)
{
	bool token = settings_use_token(s);

	for (size_t i = 0; i < method_count; i++)
		if (methods[i].token == token && is_left(f, methods[i].method) &&
			!settings_is(s, FIELD_METHOD, methods[i].method))
			return methods[i].method;
	return NULL;
}
