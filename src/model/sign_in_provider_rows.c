#include "model/sign_in_provider.h"

#include <string.h>

#define MICROSOFT "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/"

/* clang-format off: a table, each row a sentence */
const struct sign_in_provider sign_in_providers[] = {
	{
		.id = "microsoft",
		.name = "Microsoft",
		.device = MICROSOFT "devicecode",
		.token = MICROSOFT "token",
		.authorize = MICROSOFT "authorize",
		.redirect = "https://login.microsoftonline.com/common/oauth2/nativeclient",
		.scope = "https://outlook.office.com/SMTP.Send offline_access",
		.machine_scope = "https://outlook.office365.com/.default",
		.more = "&prompt=select_account",
		.tenant = "common",
		.client_id = MICROSOFT_CLIENT_ID,
		.unused_days = 90,
		.simpler = "Without a client id from your organisation, another provider is "
			   "simpler: one that takes app passwords.",
		.needs =
			"Another provider is simpler, such as Gmail with an app password. "
			"Microsoft "
			"signs in only programs that are registered in an organisation's directory "
			"(Entra). Ask its administrator for a client id. With only a Hotmail or "
			"Outlook.com address you cannot register one.",
		.request =
			"Please register an application in Entra, so that a server can send mail: "
			"any name; account types that include my address; no platform and no "
			"redirect address; under Authentication, Allow public client flows: Yes; "
			"under API permissions, Microsoft Graph, delegated: SMTP.Send and "
			"offline_access; no secret. SMTP AUTH must be on for my mailbox. I need "
			"the application (client) id and the directory (tenant) id.",
	},
	{
		.id = "google",
		.name = "Google",
		.issuer = "https://accounts.google.com",
		.token = "https://oauth2.googleapis.com/token",
		.authorize = "https://accounts.google.com/o/oauth2/v2/auth",
		.redirect = "http://127.0.0.1:8400/",
		.scope = "https://mail.google.com/",
		.more = "&access_type=offline&prompt=consent",
		.client_id = GOOGLE_CLIENT_ID,
		.unused_days = 180,
		.simpler = "An app password is simpler than a sign-in.",
		.needs = "An app password is simpler: turn on 2-step verification, then create one "
			 "at myaccount.google.com/apppasswords. For a sign-in, create a client of "
			 "the type Desktop app at console.cloud.google.com, set its id and its "
			 "secret (auth.client_secret), and publish it: while it is in testing, "
			 "the sign-in ends after 7 days.",
	},
};
/* clang-format on */

const size_t sign_in_provider_count = sizeof(sign_in_providers) / sizeof(sign_in_providers[0]);

static const char *const flow_names[FLOW_COUNT] = {
	[FLOW_DEVICE] = "device",
	[FLOW_PASTE] = "paste",
	[FLOW_CLIENT_CREDENTIALS] = "client-credentials",
};

const struct sign_in_provider *sign_in_provider_find(const char *id)
{
	for (size_t i = 0; i < sign_in_provider_count; i++)
		if (strcmp(sign_in_providers[i].id, id) == 0)
			return &sign_in_providers[i];
	return NULL;
}

const char *sign_in_flow_name(enum sign_in_flow flow)
{
	return flow_names[flow];
}

enum sign_in_flow sign_in_flow_find(const char *name)
{
	int flow = 0;

	while (flow < FLOW_COUNT && strcmp(flow_names[flow], name) != 0)
		flow++;
	return (enum sign_in_flow)flow;
}
