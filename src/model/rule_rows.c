/* The rules across settings, and when each of them holds. */
#include "model/rules.h"

#include "base/argv.h"
#include "model/password.h"
#include "model/password_given.h"
#include "model/password_pasted.h"
#include "model/provider.h"
#include "model/sign_in_plan.h"

static bool hosted_without_name(const struct settings *s)
{
	return settings_is(s, FIELD_HOSTING, "hosted") && !settings_is_empty(s, FIELD_HOST) &&
	       !host_is_qualified(settings_get(s, FIELD_HOST));
}

static bool self_hosted_by_address(const struct settings *s)
{
	return settings_is(s, FIELD_HOSTING, "self-hosted") &&
	       host_is_address(settings_get(s, FIELD_HOST));
}

static bool host_is_a_near_miss(const struct settings *s)
{
	return provider_near_host(settings_get(s, FIELD_HOST));
}

static bool helo_is_bare_ipv4(const struct settings *s)
{
	const char *helo = settings_get(s, FIELD_HELO);

	return host_is_address(helo) && !host_is_ipv6(helo);
}

static bool helo_is_bare_ipv6(const struct settings *s)
{
	return host_is_ipv6(settings_get(s, FIELD_HELO));
}

/* The usual port of another protocol: almost always a slip. */
static bool port_and_protocol_are(const struct settings *s, const char *port, const char *protocol)
{
	return settings_is(s, FIELD_PORT, port) && settings_is(s, FIELD_PROTOCOL, protocol);
}

static bool starttls_on_465(const struct settings *s)
{
	return port_and_protocol_are(s, "465", "starttls");
}

static bool ssl_on_587(const struct settings *s)
{
	return port_and_protocol_are(s, "587", "ssl");
}

static bool ssl_on_25(const struct settings *s)
{
	return port_and_protocol_are(s, "25", "ssl");
}

static bool password_in_clear(const struct settings *s)
{
	return settings_is(s, FIELD_PROTOCOL, "plain") && !settings_is_empty(s, FIELD_USER);
}

static bool limit_too_high(const struct settings *s)
{
	const struct provider *p = provider_of(s);
	long limit = settings_number(s, FIELD_PER_HOUR);

	return p && provider_per_hour(p) && limit > provider_per_hour(p);
}

static bool no_password_works(const struct settings *s)
{
	const struct provider *p = provider_of(s);

	return p && p->login == LOGIN_OAUTH && !settings_use_token(s);
}

static bool user_without_password(const struct settings *s)
{
	return !settings_is_empty(s, FIELD_USER) && !password_is_given(s);
}

static bool password_without_user(const struct settings *s)
{
	enum field_id source = password_source(s);

	return settings_is_empty(s, FIELD_USER) && source != FIELD_COUNT &&
	       settings_is_own(s, source);
}

/* What gives one is run or read wherever it goes. */
static bool source_goes_elsewhere(const struct settings *s)
{
	enum field_id source = password_source(s);

	return s->base && settings_is_own(s, FIELD_HOST) && !settings_is_empty(s, FIELD_HOST) &&
	       source != FIELD_COUNT && source != FIELD_PASSWORD && !settings_is_own(s, source) &&
	       !settings_is_hidden(s, source) && !settings_is_empty(s, FIELD_USER) &&
	       !password_belongs(s->base, s);
}

static bool command_beside(const struct settings *s)
{
	return password_is_another(s, FIELD_PASSWORD_COMMAND);
}

static bool file_beside(const struct settings *s)
{
	return password_is_another(s, FIELD_PASSWORD_FILE);
}

static bool credential_beside(const struct settings *s)
{
	return password_is_another(s, FIELD_PASSWORD_CREDENTIAL);
}

static bool sign_in_beside(const struct settings *s)
{
	return password_is_another(s, FIELD_SIGN_IN);
}

static bool sign_in_without_token(const struct settings *s)
{
	return settings_get(s, FIELD_SIGN_IN)[0] && !settings_use_token(s);
}

static bool sign_in_without_client(const struct settings *s)
{
	const struct sign_in_provider *p = sign_in_provider_find(settings_get(s, FIELD_SIGN_IN));

	return p && !sign_in_has_client(p, s);
}

static bool command_wants_shell(const struct settings *s)
{
	return argv_wants_shell(settings_get(s, FIELD_PASSWORD_COMMAND));
}

static bool password_has_quotes(const struct settings *s)
{
	return password_pasted_signs(s) & PASTED_QUOTES;
}

static bool password_has_unseen(const struct settings *s)
{
	return password_pasted_signs(s) & PASTED_UNSEEN;
}

static bool password_has_blank_ends(const struct settings *s)
{
	return (password_pasted_signs(s) & (PASTED_ENDS | PASTED_UNSEEN)) == PASTED_ENDS;
}

static bool password_is_grouped(const struct settings *s)
{
	return (password_pasted_signs(s) & (PASTED_GROUPS | PASTED_ENDS | PASTED_UNSEEN)) ==
	       PASTED_GROUPS;
}

/* clang-format off: a table, each row a sentence */
const struct rule rules[] = {
	{
		.when = hosted_without_name,
		.field = FIELD_HOST,
		.severity = SEVERITY_ERROR,
		.sentence = "Hosted systems need a fully qualified domain name here, such as "
			    "smtp.example.org, not {server.host}.",
	},
	{
		.when = host_is_a_near_miss,
		.field = FIELD_HOST,
		.severity = SEVERITY_ADVICE,
		.sentence = "This is not the provider's outgoing server. Use {near_host}.",
		.fix = "{near_host}",
	},
	{
		.when = helo_is_bare_ipv4,
		.field = FIELD_HELO,
		.severity = SEVERITY_ERROR,
		.sentence =
			"Write the address as a literal: [{server.helo_name}]. RFC 5321 4.1.1.1 "
			"allows no bare address.",
		.fix = "[{server.helo_name}]",
	},
	{
		.when = helo_is_bare_ipv6,
		.field = FIELD_HELO,
		.severity = SEVERITY_ERROR,
		.sentence = "Write the address as a literal: [IPv6:{server.helo_name}]. RFC 5321 "
			    "4.1.1.1 allows no bare address.",
		.fix = "[IPv6:{server.helo_name}]",
	},
	{
		.when = command_beside,
		.field = FIELD_PASSWORD_COMMAND,
		.severity = SEVERITY_ERROR,
		.sentence = "The password can come from one place only. Unset {source} or "
			    "auth.password_command.",
	},
	{
		.when = file_beside,
		.field = FIELD_PASSWORD_FILE,
		.severity = SEVERITY_ERROR,
		.sentence = "The password can come from one place only. Unset {source} or "
			    "auth.password_file.",
	},
	{
		.when = credential_beside,
		.field = FIELD_PASSWORD_CREDENTIAL,
		.severity = SEVERITY_ERROR,
		.sentence = "The password can come from one place only. Unset {source} or "
			    "auth.password_credential.",
	},
	{
		.when = sign_in_beside,
		.field = FIELD_SIGN_IN,
		.severity = SEVERITY_ERROR,
		.sentence = "The password can come from one place only. Unset {source} or "
			    "auth.sign_in.",
	},
	{
		.when = sign_in_without_token,
		.field = FIELD_METHOD,
		.severity = SEVERITY_ERROR,
		.sentence = "A sign-in provides an access token, which this login method cannot "
			    "send. Choose Automatic, XOAUTH2 or OAUTHBEARER.",
		.fix = "auto",
	},
	{
		.when = sign_in_without_client,
		.field = FIELD_CLIENT_ID,
		.severity = SEVERITY_ADVICE,
		.sentence = "A client id is needed. {needs}",
	},
	{
		.when = self_hosted_by_address,
		.field = FIELD_HOST,
		.severity = SEVERITY_ADVICE,
		.sentence = "An IP address works, but use the name if you can: certificates name "
			    "hosts.",
	},
	{
		.when = provider_is_dead,
		.field = FIELD_HOST,
		.severity = SEVERITY_ADVICE,
		.sentence = "The provider no longer offers this server on this port. The provider "
			    "menu has the current values.",
	},
	{
		.when = starttls_on_465,
		.field = FIELD_PORT,
		.severity = SEVERITY_ADVICE,
		.sentence = "Port 465 normally uses SSL. Choose SSL, or port 587 for TLS "
			    "(STARTTLS).",
	},
	{
		.when = ssl_on_587,
		.field = FIELD_PORT,
		.severity = SEVERITY_ADVICE,
		.sentence = "Port 587 normally uses STARTTLS. Choose TLS (STARTTLS), or port 465 "
			    "for SSL.",
	},
	{
		.when = ssl_on_25,
		.field = FIELD_PORT,
		.severity = SEVERITY_ADVICE,
		.sentence = "Port 25 normally uses STARTTLS. Choose TLS (STARTTLS), or port 465 "
			    "for SSL.",
	},
	{
		.when = password_in_clear,
		.field = FIELD_PROTOCOL,
		.severity = SEVERITY_ADVICE,
		.sentence = "Unencrypted: anyone on the path can read the password.",
	},
	{
		.when = password_is_astray,
		.field = FIELD_PASSWORD,
		.severity = SEVERITY_ADVICE,
		.sentence = "The inherited password of Options is for another server or user: it "
			    "is not sent to {server.host}. Give the district its own password.",
	},
	{
		.when = source_goes_elsewhere,
		.field = FIELD_PASSWORD,
		.severity = SEVERITY_ADVICE,
		.sentence = "The inherited password of Options would be sent to {server.host}, "
			    "which is not the server of Options.",
	},
	{
		.when = no_password_works,
		.field = FIELD_PASSWORD,
		.severity = SEVERITY_ADVICE,
		.sentence = "This provider no longer accepts passwords, app passwords included: "
			    "only OAuth 2, by a sign-in or an access token.",
	},
	{
		.when = user_without_password,
		.field = FIELD_PASSWORD,
		.severity = SEVERITY_ADVICE,
		.sentence = "There is a user but no password: the login would be refused.",
	},
	{
		.when = password_without_user,
		.field = FIELD_USER,
		.severity = SEVERITY_ADVICE,
		.sentence = "There is a password but no user: no login is tried.",
	},
	{
		.when = password_has_quotes,
		.field = FIELD_PASSWORD,
		.severity = SEVERITY_ADVICE,
		.sentence = "The password has curly quotes, which office programs put in place of "
			    "' and \". If it is refused, type it again.",
	},
	{
		.when = password_has_unseen,
		.field = FIELD_PASSWORD,
		.severity = SEVERITY_ADVICE,
		.sentence = "The password has an unusual blank or an invisible character, often "
			    "added by copying. If it is refused, type it again.",
	},
	{
		.when = password_has_blank_ends,
		.field = FIELD_PASSWORD,
		.severity = SEVERITY_ADVICE,
		.sentence = "The password begins or ends with a blank. If it is refused, type it "
			    "again without it.",
	},
	{
		.when = password_is_grouped,
		.field = FIELD_PASSWORD,
		.severity = SEVERITY_ADVICE,
		.sentence = "The password is in groups of four. If it is refused, type it again "
			    "without the blanks.",
	},
	{
		.when = command_wants_shell,
		.field = FIELD_PASSWORD_COMMAND,
		.severity = SEVERITY_ADVICE,
		.sentence = "The command runs without a shell: |, ;, &, <, >, ` and $ have no "
			    "special meaning. To use a shell: sh -c '...'",
	},
	{
		.when = limit_too_high,
		.field = FIELD_PER_HOUR,
		.severity = SEVERITY_ADVICE,
		.sentence = "This is above the provider's published limit; the account may be "
			    "blocked.",
	},
};
/* clang-format on */

const size_t rule_count = sizeof(rules) / sizeof(rules[0]);
