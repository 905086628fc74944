#include "model/sign_in_plan.h"

#include "base/ascii.h"
#include "base/hex.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { parameter_max = 4096, words_max = 200 };

/* Forms (application/x-www-form-urlencoded) */

static void form_encode(struct str *form, const char *value)
{
	for (; *value; value++)
		if (ascii_is_word(*value) || strchr("-._~", *value))
			str_char(form, *value);
		else
			str_format(form, "%%%02X", (unsigned char)*value);
}

void sign_in_form_add(struct str *form, const char *name, const char *value)
{
	if (form->len && form->data[form->len - 1] != '?')
		str_char(form, '&');
	str_format(form, "%s=", name);
	form_encode(form, value);
}

void sign_in_form_begin(struct str *form, const char *client_id, const struct secret *secret)
{
	sign_in_form_add(form, "client_id", client_id);
	if (secret)
		sign_in_form_add(form, "client_secret", secret_text(secret));
}

/* The redirect and the scope are of characters that JSON takes as they are. */
void sign_in_registration(const struct sign_in_plan *plan, struct str *out)
{
	str_format(out,
		"{\"client_name\":\"smtpsetup\",\"redirect_uris\":[\"%s\"],"
		"\"grant_types\":[%s\"authorization_code\",\"refresh_token\"],"
		"\"response_types\":[\"code\"],\"token_endpoint_auth_method\":\"none\"",
		plan->redirect,
		plan->device ? "\"urn:ietf:params:oauth:grant-type:device_code\"," : "");
	if (*plan->scope && !strpbrk(plan->scope, "\"\\"))
		str_format(out, ",\"scope\":\"%s\"", plan->scope);
	str_char(out, '}');
}

void sign_in_address(
	const struct sign_in_plan *plan, const char *state, const char *challenge, struct str *out)
{
	str_format(out, "%s%c", plan->authorize, strchr(plan->authorize, '?') ? '&' : '?');
	sign_in_form_add(out, "response_type", "code");
	sign_in_form_add(out, "client_id", plan->client_id);
	sign_in_form_add(out, "redirect_uri", plan->redirect);
	if (*plan->scope)
		sign_in_form_add(out, "scope", plan->scope);
	sign_in_form_add(out, "state", state);
	sign_in_form_add(out, "code_challenge", challenge);
	sign_in_form_add(out, "code_challenge_method", "S256");
	if (strchr(plan->user, '@'))
		sign_in_form_add(out, "login_hint", plan->user);
	str_text(out, plan->provider && plan->provider->more ? plan->provider->more : "");
}

/* The address that comes back */

/* False where the encoding is broken, or has what no parameter has. */
static bool form_decode(struct str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)(text[i] == '+' ? ' ' : text[i]);

		if (text[i] == '%' && (i + 2 >= len || !hex_decode(text + i + 1, &byte, 1)))
			return false;
		i += text[i] == '%' ? 2 : 0;
		str_char(out, (char)byte);
	}
	return !out->full && text_is_clean(out->data, out->len);
}

/* The value of a parameter that stands there once; false where it does not. */
static bool query_find(const char *query, const char *name, struct str *out)
{
	size_t len = strlen(name), found = 0;
	bool good = true;

	str_clear(out);
	while (*query) {
		size_t n = strcspn(query, "&#");

		if (n > len && query[len] == '=' && strncmp(query, name, len) == 0) {
			found++;
			str_clear(out);
			good = form_decode(out, query + len + 1, n - len - 1);
		}
		query += n;
		if (*query == '#')
			break;
		query += *query == '&';
	}
	return found == 1 && good;
}

/* Behind the question mark of an address that begins as the one that was asked for; NULL. */
static const char *pasted_query(const struct sign_in_plan *plan, const char *pasted)
{
	size_t len = strlen(plan->redirect);

	if (strncmp(pasted, plan->redirect, len) == 0 && pasted[len] == '?')
		return pasted + len + 1;
	/* A browser may leave out a slash at the end. */
	if (plan->redirect[len - 1] == '/' && strncmp(pasted, plan->redirect, len - 1) == 0 &&
		pasted[len - 1] == '?')
		return pasted + len;
	return NULL;
}

static int query_refuse(const char *query, const char *error, struct err *e)
{
	struct str why, words;
	bool declined = strcmp(error, "access_denied") == 0;

	str_init(&why, parameter_max);
	str_init(&words, words_max);
	text_safe(&words, error, strlen(error));
	if (query_find(query, "error_description", &why) && why.len) {
		str_text(&words, ": ");
		text_safe(&words, why.data, why.len);
	}
	(void)err_set(e, EX_NOPERM, "%s (%s)",
		declined ? "The sign-in was declined." : "The sign-in was refused.", words.data);
	str_fini(&words);
	str_fini(&why);
	return -1;
}

/* It has to be the answer to this request, and of this issuer (RFC 9207 2.4). */
static int query_check(const struct sign_in_plan *plan, const char *state, const char *query,
	struct str *value, struct err *e)
{
	if (!query_find(query, "state", value) || strcmp(value->data, state) != 0)
		return err_set(e, EX_DATAERR,
			"this address belongs to another sign-in: open the address that is shown "
			"here, then paste where it leads to");
	if (query_find(query, "iss", value) && plan->issuer) {
		if (strcmp(value->data, plan->issuer) != 0)
			return err_set(e, EX_DATAERR, "this address comes from another issuer");
	} else if (plan->promises_issuer && !plan->provider) {
		return err_set(e, EX_DATAERR, "this address does not name its issuer");
	}
	if (query_find(query, "error", value))
		return query_refuse(query, value->data, e);
	return query_find(query, "code", value) && value->len
		       ? 0
		       : err_set(e, EX_DATAERR, "there is no code in this address");
}

int sign_in_take_code(const struct sign_in_plan *plan, const char *state, const char *pasted,
	struct str *code, struct err *e)
{
	size_t len = strlen(pasted);
	const char *trimmed = text_trim(pasted, &len), *query = pasted_query(plan, trimmed);
	struct str copy, value;
	int result;

	if (!query)
		return err_set(e, EX_DATAERR,
			"an address that begins with %s?code= is needed: the one that the browser "
			"shows after the sign-in",
			plan->redirect);
	str_init_guarded(&copy, 2 * (size_t)parameter_max);
	str_init_guarded(&value, parameter_max);
	str_add(&copy, query, len - (size_t)(query - trimmed));
	result = copy.full ? err_set(e, EX_DATAERR, "this address is too long")
			   : query_check(plan, state, copy.data, &value, e);
	if (result == 0)
		str_add(code, value.data, value.len);
	str_wipe(&copy);
	str_wipe(&value);
	return result;
}
