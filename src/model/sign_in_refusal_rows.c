#include "model/sign_in_refusal.h"

/* First match wins: a number before the word alone. The last row takes all. */
/* clang-format off: a table, each row a sentence */
const struct sign_in_refusal sign_in_refusals[] = {
	{"authorization_pending", NULL, SIGN_IN_PENDING, "The code is not confirmed yet."},
	{"slow_down", NULL, SIGN_IN_SLOWER, "The code is not confirmed yet."},
	{"expired_token", NULL, SIGN_IN_EXPIRED, "The code has expired."},
	{"bad_verification_code", NULL, SIGN_IN_EXPIRED, "The code is no longer known."},
	{"access_denied", "AADSTS53003", SIGN_IN_REFUSED,
		"A policy of the organisation blocks this way of signing in."},
	{"access_denied", NULL, SIGN_IN_REFUSED, "The sign-in was declined."},
	{"authorization_declined", NULL, SIGN_IN_REFUSED, "The sign-in was declined."},

	{NULL, "AADSTS700016", SIGN_IN_SETUP,
		"This client id is not known in the tenant: check auth.client_id and "
		"auth.tenant."},
	{NULL, "AADSTS90002", SIGN_IN_SETUP, "There is no such tenant: check auth.tenant."},
	{NULL, "AADSTS7000218", SIGN_IN_SETUP,
		"The registration does not allow public client flows: its administrator has to "
		"switch that on."},
	{NULL, "AADSTS7000215", SIGN_IN_SETUP,
		"The client secret is wrong or has expired: check auth.client_secret."},
	{NULL, "AADSTS700025", SIGN_IN_SETUP,
		"This client takes no secret: unset auth.client_secret."},
	{NULL, "AADSTS65001", SIGN_IN_REFUSED,
		"The organisation's administrator has not consented to this application."},
	{NULL, "AADSTS53003", SIGN_IN_REFUSED,
		"A policy of the organisation blocks this way of signing in."},
	{NULL, "AADSTS50076", SIGN_IN_OUT, "A second factor is needed: sign in again."},
	{NULL, "AADSTS700082", SIGN_IN_OUT,
		"The sign-in has ended, as it was not used for too long."},
	{NULL, "AADSTS700084", SIGN_IN_OUT,
		"The sign-in has ended after 24 hours: the redirect address is registered for "
		"single-page applications."},
	{NULL, "AADSTS50173", SIGN_IN_OUT,
		"The sign-in has ended: the password was changed or sessions were revoked."},

	{"invalid_grant", NULL, SIGN_IN_OUT, "The sign-in has ended."},
	{"interaction_required", NULL, SIGN_IN_OUT, "The sign-in has ended."},
	{"invalid_token", NULL, SIGN_IN_OUT, "The sign-in has ended."},
	{"consent_required", NULL, SIGN_IN_REFUSED,
		"The organisation's administrator has not consented to this application."},
	{"invalid_scope", NULL, SIGN_IN_SETUP,
		"The scope is not granted this way: check auth.scope, or sign in another way."},
	{"invalid_client", NULL, SIGN_IN_SETUP,
		"The client id or its secret is not accepted: check auth.client_id and "
		"auth.client_secret."},
	{"unauthorized_client", NULL, SIGN_IN_SETUP,
		"This client id may not sign in this way: check its registration, or sign in "
		"another way."},
	{"unsupported_grant_type", NULL, SIGN_IN_SETUP,
		"This way of signing in is not offered: sign in another way."},
	{"invalid_request", NULL, SIGN_IN_SETUP, "The request is not accepted."},
	{"invalid_redirect_uri", NULL, SIGN_IN_SETUP, "The registration is not accepted."},
	{"invalid_client_metadata", NULL, SIGN_IN_SETUP, "The registration is not accepted."},
	{"temporarily_unavailable", NULL, SIGN_IN_LATER, "The sign-in service is busy."},
	{"server_error", NULL, SIGN_IN_LATER, "The sign-in service reports an internal error."},
	{0},
};
/* clang-format on */
