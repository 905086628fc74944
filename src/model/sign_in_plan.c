#include "model/sign_in_plan.h"

#include "base/hex.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/https_url.h"
#include "model/provider.h"

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

enum { scopes_max = 2048, digest_shown = (sign_in_key_size - 1) / 2 };

static const char mail_scope[] = "urn:ietf:params:oauth:scope:mail",
		  offline_scope[] = "offline_access", loopback[] = "http://127.0.0.1:8400/";

bool sign_in_is_set(const struct settings *s)
{
	return !settings_is_empty(s, FIELD_SIGN_IN);
}

bool sign_in_has_client(const struct sign_in_provider *p, const struct settings *s)
{
	return *p->client_id || !settings_is_empty(s, FIELD_CLIENT_ID);
}

void sign_in_host(const char *url, struct str *out)
{
	struct https_url at;

	str_text(out, https_url_split(url, &at) ? at.host.data : "The sign-in service");
	https_url_fini(&at);
}

/* The tenant that is set, else that of the mail provider, else any. */
static const char *plan_tenant(const struct sign_in_provider *p, const struct settings *s)
{
	const struct provider *mail = provider_of(s);

	if (!settings_is_empty(s, FIELD_TENANT))
		return settings_get(s, FIELD_TENANT);
	return mail && mail->tenant ? mail->tenant : p->tenant;
}

static const char *tenant_named(const void *tenant, const char *name)
{
	(void)name;
	return tenant;
}

static char *plan_endpoint(const char *template, const char *tenant)
{
	struct str url;

	if (!template)
		return NULL;
	str_init(&url, https_url_max);
	text_fill(&url, template, tenant_named, tenant ? tenant : "");
	return str_take(&url);
}

static void plan_take_provider(
	struct sign_in_plan *plan, const struct settings *s, enum sign_in_flow flow)
{
	const struct sign_in_provider *p = plan->provider;
	const char *tenant = plan_tenant(p, s);
	bool machine = flow == FLOW_CLIENT_CREDENTIALS && p->machine_scope;

	plan->issuer = p->issuer ? mem_text(p->issuer) : NULL;
	plan->device = plan_endpoint(p->device, tenant);
	plan->token = plan_endpoint(p->token, tenant);
	plan->authorize = plan_endpoint(p->authorize, tenant);
	plan->redirect = mem_text(p->redirect);
	plan->promises_issuer = p->issuer;
	if (!*plan->scope) {
		free(plan->scope);
		plan->scope = mem_text(machine ? p->machine_scope : p->scope);
	}
	if (!*plan->client_id) {
		free(plan->client_id);
		plan->client_id = mem_text(p->client_id);
	}
}

int sign_in_plan_init(
	struct sign_in_plan *plan, const struct settings *s, enum sign_in_flow flow, struct err *e)
{
	const char *id = settings_get(s, FIELD_SIGN_IN);

	*plan = (struct sign_in_plan) {
		.provider = sign_in_provider_find(id),
		.client_id = mem_text(settings_get(s, FIELD_CLIENT_ID)),
		.scope = mem_text(settings_get(s, FIELD_SCOPE)),
		.user = mem_text(settings_get(s, FIELD_USER)),
	};
	if (!*id)
		return err_set(e, EX_CONFIG, "Sign-in (auth.sign_in) is not set.");
	if (!*plan->user)
		return err_set(e, EX_CONFIG,
			"Authentication User ID (auth.user) is not set: a sign-in is for a user.");
	if (plan->provider) {
		plan_take_provider(plan, s, flow);
		return 0;
	}
	plan->needs_metadata = true;
	plan->issuer = mem_text(id);
	plan->redirect = mem_text(loopback);
	return 0;
}

void sign_in_plan_fini(struct sign_in_plan *plan)
{
	char *const owned[] = {plan->issuer, plan->device, plan->token, plan->authorize,
		plan->registration, plan->revocation, plan->client_id, plan->scope, plan->user,
		plan->redirect};

	for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++)
		free(owned[i]);
	*plan = (struct sign_in_plan) {0};
}

/* Metadata */

void sign_in_metadata_url(const struct sign_in_plan *plan, bool second, struct str *out)
{
	static const char first_place[] = "/.well-known/oauth-authorization-server",
			  second_place[] = "/.well-known/openid-configuration";
	size_t len = strlen(plan->issuer), host;

	if (plan->issuer[len - 1] == '/')
		len--;
	host = strlen("https://") + strcspn(plan->issuer + strlen("https://"), "/");
	if (second)
		str_format(out, "%.*s%s", (int)len, plan->issuer, second_place);
	else /* between the host and the path (RFC 8414 3.1) */
		str_format(out, "%.*s%s%.*s", (int)host, plan->issuer, first_place,
			len > host ? (int)(len - host) : 0, plan->issuer + host);
}

static void plan_take_scopes(struct sign_in_plan *plan, const struct fetched *metadata)
{
	static const char *const wanted[] = {mail_scope, offline_scope};
	const char *supported = fetched_get(metadata, "scopes_supported");
	struct str scope;

	if (*plan->scope)
		return;
	str_init(&scope, scopes_max);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (fetched_lists(supported, wanted[i]))
			str_format(&scope, scope.len ? " %s" : "%s", wanted[i]);
	free(plan->scope);
	plan->scope = str_take(&scope);
}

int sign_in_plan_metadata(struct sign_in_plan *plan, const struct fetched *metadata, struct err *e)
{
	const struct {
		const char *name;
		char **slot;
	} endpoints[] = {
		{"token_endpoint", &plan->token},
		{"device_authorization_endpoint", &plan->device},
		{"authorization_endpoint", &plan->authorize},
		{"registration_endpoint", &plan->registration},
		{"revocation_endpoint", &plan->revocation},
	};
	const char *issuer = fetched_get(metadata, "issuer");
	const char *iss = fetched_get(metadata, "authorization_response_iss_parameter_supported");

	if (!issuer || strcmp(issuer, plan->issuer) != 0)
		return err_set(
			e, EX_CONFIG, "The metadata of %s names another issuer.", plan->issuer);
	for (size_t i = 0; i < sizeof(endpoints) / sizeof(endpoints[0]); i++) {
		const char *url = fetched_get(metadata, endpoints[i].name);

		if (url && !https_url_is(url))
			return err_set(e, EX_CONFIG, "%s names a %s that is not an https address.",
				plan->issuer, endpoints[i].name);
		free(*endpoints[i].slot);
		*endpoints[i].slot = url ? mem_text(url) : NULL;
	}
	plan->promises_issuer = iss && strcmp(iss, "true") == 0;
	plan_take_scopes(plan, metadata);
	plan->needs_metadata = false;
	return plan->token ? 0 : err_set(e, EX_CONFIG, "%s has no token endpoint.", plan->issuer);
}

/* What can be done */

enum sign_in_flow sign_in_plan_flow(const struct sign_in_plan *plan)
{
	return plan->device ? FLOW_DEVICE : FLOW_PASTE;
}

static int plan_check_client(const struct sign_in_plan *plan, struct err *e)
{
	if (*plan->client_id || (!plan->provider && plan->registration))
		return 0;
	return err_set(e, EX_CONFIG, "No client id is set (auth.client_id). %s",
		plan->provider ? plan->provider->needs
			       : "This issuer does not register programs by itself: ask "
				 "its administrator for a client id.");
}

int sign_in_plan_check(const struct sign_in_plan *plan, enum sign_in_flow flow, struct err *e)
{
	const char *other = sign_in_flow_name(sign_in_plan_flow(plan));

	if (flow == FLOW_DEVICE && !plan->device)
		return err_set(e, EX_CONFIG,
			"A code for another device is not offered here for sending mail: use "
			"--flow %s.",
			other);
	if (flow == FLOW_PASTE && !plan->authorize)
		return err_set(e, EX_CONFIG, "There is no page to sign in on: use --flow %s.",
			plan->device ? other : "client-credentials");
	if (flow == FLOW_CLIENT_CREDENTIALS && plan->provider && !plan->provider->machine_scope)
		return err_set(e, EX_CONFIG,
			"%s does not offer sending mail without a person: use --flow %s.",
			plan->provider->name, other);
	return plan_check_client(plan, e);
}

/* The name of a sign-in */

void sign_in_key(const struct settings *s, char out[sign_in_key_size])
{
	static const enum field_id parts[] = {
		FIELD_SIGN_IN, FIELD_TENANT, FIELD_CLIENT_ID, FIELD_SCOPE, FIELD_USER};
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX context;
	struct str text;

	SHA256Init(&context);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *value = settings_get(s, parts[i]);

		SHA256Update(&context, (const uint8_t *)value, strlen(value) + 1);
	}
	SHA256Final(digest, &context);
	str_init(&text, sign_in_key_size - 1);
	hex_encode(&text, digest, digest_shown);
	memcpy(out, text.data, text.len + 1);
	str_fini(&text);
}
