/* The words of every verdict: a pure table. What happened, why, and what to do next. */
#include "model/test_facts.h"
#include "model/verdict.h"

/* A table, each row a sentence. */
/* clang-format off */
const struct diagnosis diagnoses[VERDICT_COUNT] = {
	[VERDICT_OK_AUTHENTICATED] = {
		.id = "ok.authenticated",
		.outcome = OUTCOME_OK,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED | DIAGNOSIS_CONFIRMED,
		.field = FIELD_COUNT,
		.title = "It works: the server accepted your login",
		.cause =
			"The connection is encrypted, and the server accepted the user and the "
			"password ({tried}).",
		.advice = "Send a test message to see mail arrive.",
	},
	[VERDICT_OK_NO_LOGIN] = {
		.id = "ok.no_login",
		.outcome = OUTCOME_OK,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED,
		.field = FIELD_COUNT,
		.title = "Connected and encrypted; no login was tried",
		.cause = "No user is set, so there was nothing to log in with.",
		.advice =
			"Save these settings if the server accepts mail from here without a login. "
			"Otherwise set the user and the password.",
	},
	[VERDICT_OK_ENVELOPE] = {
		.id = "ok.envelope",
		.outcome = OUTCOME_OK,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED,
		.field = FIELD_COUNT,
		.title = "The server would accept this mail",
		.cause = "It accepts {sender.from} as the sender and {recipient} as the "
			 "recipient. Nothing was sent.{limit}",
		.advice =
			"Some servers check the sender and the content only when a message "
			"arrives: send a test message to be sure.",
	},
	[VERDICT_OK_SENT] = {
		.id = "ok.sent",
		.outcome = OUTCOME_OK,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED,
		.field = FIELD_COUNT,
		.title = "The server accepted the test message",
		.cause =
			"{server.host} accepted the test message from {sender.from} to "
			"{recipient}. It answered: {code}{reply}",
		.advice =
			"Check the inbox and the spam folder: delivery after this server cannot be "
			"seen from here.",
	},
	[VERDICT_WARN_NOT_ENCRYPTED] = {
		.id = "warn.not_encrypted",
		.outcome = OUTCOME_WARNING,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED,
		.field = FIELD_PROTOCOL,
		.title = "It works, but nothing is encrypted",
		.cause =
			"The connection is in clear text: anyone on the path can read it, "
			"including a password.",
		.advice =
			"Use TLS (STARTTLS) or SSL unless the server is on this machine or on your "
			"own network.",
	},
	[VERDICT_DNS_NOT_FOUND] = {
		.id = "dns.not_found",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOHOST,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_UNASKED | DIAGNOSIS_FALLBACK,
		.field = FIELD_HOST,
		.title = "There is no server with that name",
		.cause =
			"The name {server.host} has no address, as far as this machine can find "
			"out.",
		.advice =
			"Check the spelling of SMTP Server. If it is right, this machine may not "
			"be able to look up names at all: check its network and /etc/resolv.conf.",
	},
	[VERDICT_DNS_TIMEOUT] = {
		.id = "dns.timeout",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_UNASKED,
		.field = FIELD_COUNT,
		.title = "Looking up the name took too long",
		.cause = "No name server answered within {test.timeout} seconds.",
		.advice =
			"Check that this machine is on the network and that /etc/resolv.conf names "
			"a server that answers.",
	},
	[VERDICT_DNS_FAILED] = {
		.id = "dns.failed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_UNASKED,
		.field = FIELD_COUNT,
		.title = "This machine could not look up the name",
		.cause = "It is not known whether {server.host} has an address: {detail}.",
		.advice =
			"SMTP Server may be right. Check that this machine is on the network and "
			"that /etc/resolv.conf names a server that answers, then test again.",
	},
	[VERDICT_CONNECT_REFUSED] = {
		.id = "connect.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_UNAVAILABLE,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "Nothing answers on that port",
		.cause = "{address} is reachable, but no program listens on port {server.port}.",
		.advice =
			"Check the port: 587 for STARTTLS, 465 for SSL. If it is your own server, "
			"check that its mail program is running.",
	},
	[VERDICT_CONNECT_TIMEOUT] = {
		.id = "connect.timeout",
		.outcome = OUTCOME_FAILED,
		.exit = EX_UNAVAILABLE,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "The server could not be reached in time",
		.cause =
			"{address} port {server.port} did not answer within {test.timeout} "
			"seconds. Usually a firewall on the path drops the packets.",
		.advice =
			"Try port 587 or 465: many networks and hosting companies block port 25, "
			"and some block all mail ports until you ask them.",
	},
	[VERDICT_CONNECT_UNREACHABLE] = {
		.id = "connect.unreachable",
		.outcome = OUTCOME_FAILED,
		.exit = EX_UNAVAILABLE,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_UNASKED | DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server cannot be reached from here",
		.cause = "This machine has no route to {server.host}.",
		.advice =
			"Check this machine's network, and whether it has IPv6 if the server has "
			"only an IPv6 address.",
	},
	[VERDICT_GREETING_SILENT] = {
		.id = "greeting.silent",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "The server accepted the connection but sends no greeting",
		.cause = "The connection was made, but no greeting came within {test.timeout} "
			 "seconds.",
		.advice =
			"Check the port. A firewall or virus scanner in between can also cause "
			"this.",
	},
	[VERDICT_GREETING_CLOSED] = {
		.id = "greeting.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "The server closed the connection without a greeting",
		.cause = "The connection was closed at once.",
		.advice =
			"The server may not accept connections from this address, or the port may "
			"be wrong.",
	},
	[VERDICT_GREETING_REJECTED] = {
		.id = "greeting.rejected",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server does not accept connections from this machine",
		.cause = "It answered: {code}{reply}",
		.advice =
			"This machine's address may be on a block list. Ask the provider, or use a "
			"submission port (587 or 465).",
	},
	[VERDICT_GREETING_BUSY] = {
		.id = "greeting.busy",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server is busy",
		.cause = "It answered: {code}{reply}",
		.advice = "Try again in a few minutes.",
	},
	[VERDICT_GREETING_HTTP] = {
		.id = "greeting.http",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "This is a web server, not a mail server",
		.cause = "{server.host} port {server.port} answers in HTTP.",
		.advice = "Check SMTP Server and Port: 587 for STARTTLS, 465 for SSL.",
	},
	[VERDICT_GREETING_SSH] = {
		.id = "greeting.ssh",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "This is an SSH server, not a mail server",
		.cause = "{server.host} port {server.port} answers in SSH.",
		.advice = "Check the port: 587 for STARTTLS, 465 for SSL.",
	},
	[VERDICT_GREETING_NOT_SMTP] = {
		.id = "greeting.not_smtp",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "This is not a mail server",
		.cause = "It did not begin with an SMTP greeting: {greeting}",
		.advice = "Check SMTP Server and Port: 587 for STARTTLS, 465 for SSL.",
	},
	[VERDICT_GREETING_WANTS_TLS] = {
		.id = "greeting.wants_tls",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_PROTOCOL,
		.title = "This port begins with TLS: choose SSL",
		.cause =
			"The server waited for encryption instead of sending a greeting; a second "
			"connection that began with TLS was answered.",
		.advice = "Set Transport Protocol to SSL and keep port {server.port}.",
		.fix = {{FIELD_PROTOCOL, "ssl"}, {FIELD_PORT, "{server.port}"}},
	},
	[VERDICT_EHLO_REJECTED] = {
		.id = "ehlo.rejected",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_HELO,
		.title = "The server refused the name sent in EHLO",
		.cause = "It answered: {code}{reply}",
		.advice =
			"Set HELO Name to this machine's full name, or to its address in brackets.",
	},
	[VERDICT_EHLO_CLOSED] = {
		.id = "ehlo.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_HELO,
		.title = "The server closed the connection after EHLO",
		.cause = "It did not answer first.",
		.advice =
			"Set HELO Name to this machine's full name. If that does not help, the "
			"server may not accept connections from this address.",
	},
	[VERDICT_EHLO_STALLED] = {
		.id = "ehlo.stalled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server stopped responding after EHLO",
		.cause = "No complete answer came within {test.timeout} seconds.",
		.advice =
			"Try again in a few minutes. A firewall that inspects mail can also cause "
			"this.",
	},
	[VERDICT_STARTTLS_NOT_OFFERED] = {
		.id = "starttls.not_offered",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The server offers no encryption on this port",
		.cause = "It does not offer STARTTLS, so nothing private was sent.",
		.advice =
			"Try SSL on port 465. If the server should offer STARTTLS, something on "
			"the path may be removing it. A server on your own network may have no "
			"encryption at all: then choose Standard SMTP.",
	},
	[VERDICT_STARTTLS_REFUSED] = {
		.id = "starttls.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The server offers encryption but did not start it",
		.cause = "It answered STARTTLS with: {code}{reply}",
		.advice =
			"This is a problem of the server. Try SSL on port 465, or ask the server's "
			"administrator.",
	},
	[VERDICT_STARTTLS_INJECTED] = {
		.id = "starttls.injected",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "Unencrypted data arrived after STARTTLS (possible attack)",
		.cause =
			"Clear text followed the answer to STARTTLS, where encryption should "
			"begin.",
		.advice = "Do not use this connection. Try SSL on port 465, or another network.",
	},
	[VERDICT_TLS_NOT_TLS] = {
		.id = "tls.not_tls",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The server answered in clear text",
		.cause = "Port {server.port} does not begin with encryption, as SSL does.",
		.advice =
			"Choose TLS (STARTTLS) for this port, or use the server's SSL port, "
			"usually 465. If it has neither, only Standard SMTP works.",
	},
	[VERDICT_TLS_STALLED] = {
		.id = "tls.stalled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The server stopped responding during the TLS handshake",
		.cause = "The handshake did not finish within {test.timeout} seconds.",
		.advice =
			"Check the port and the protocol: this happens with SSL on a port that "
			"begins in clear text.",
	},
	[VERDICT_TLS_CLOSED] = {
		.id = "tls.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The TLS handshake failed",
		.cause = "The server broke it off. {detail}",
		.advice =
			"Check the port and the protocol. If they are right, this is a problem of "
			"the server.",
	},
	[VERDICT_TLS_TOO_OLD] = {
		.id = "tls.too_old",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.problem = CERT_WEAK,
		.field = FIELD_COUNT,
		.title = "The server's encryption is too old to be safe",
		.cause =
			"It does not support TLS 1.2 or newer, or uses weak keys or ciphers. "
			"{detail}",
		.advice = "Ask the server's administrator to update it.",
	},
	[VERDICT_TLS_EXPIRED] = {
		.id = "tls.expired",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_EXPIRED,
		.field = FIELD_COUNT,
		.title = "The server's certificate has expired",
		.cause = "It expired {days_ago} days ago, at {not_after}.",
		.advice =
			"The server's administrator has to renew it. Also check that this "
			"machine's clock is right.",
	},
	[VERDICT_TLS_NOT_YET_VALID] = {
		.id = "tls.not_yet_valid",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_NOT_YET_VALID,
		.field = FIELD_COUNT,
		.title = "The server's certificate is not valid yet",
		.cause = "It becomes valid at {not_before}.",
		.advice = "Usually this machine's clock is wrong: check the date.",
	},
	[VERDICT_TLS_SELF_SIGNED] = {
		.id = "tls.self_signed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_SELF_SIGNED,
		.field = FIELD_CA_FILE,
		.title = "The server's certificate is self-signed",
		.cause = "No certificate authority confirms that this is the right server.",
		.advice =
			"Ask the server's administrator for its fingerprint (SHA-256). If it is "
			"the "
			"one shown here, set Pinned Key to the pin, or save the certificate and "
			"set "
			"CA File. If not, do not send it a password.",
	},
	[VERDICT_TLS_UNKNOWN_CA] = {
		.id = "tls.unknown_ca",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_UNKNOWN_CA,
		.field = FIELD_CA_FILE,
		.title = "The server's certificate is not trusted here",
		.cause = "It was issued by {issuer}, which this machine does not trust.",
		.advice =
			"For a private authority, set CA File to its certificate, or ask the "
			"server's administrator for the fingerprint (SHA-256): if it is the one "
			"shown here, set Pinned Key to the pin. A public server may not send its "
			"intermediate certificate; also check that the package ca-certificates is "
			"installed.",
	},
	[VERDICT_TLS_WRONG_NAME] = {
		.id = "tls.wrong_name",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_WRONG_NAME,
		.field = FIELD_HOST,
		.title = "The certificate is for another name",
		.cause = "It names {names}, not {server.host}.",
		.advice =
			"Use one of these names only if you know that it is your provider's "
			"server: anyone can get a certificate for their own name.",
	},
	[VERDICT_TLS_PIN_MISMATCH] = {
		.id = "tls.pin_mismatch",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_PIN,
		.title = "The server's key is not the pinned one",
		.cause = "The server has a new key, or this is not your server.",
		.advice = "Ask the server's administrator before you change Pinned Key.",
	},
	[VERDICT_TLS_CLIENT_CERTIFICATE] = {
		.id = "tls.client_certificate",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_PORT,
		.title = "The server requires a client certificate",
		.cause = "It accepts only programs that present a certificate of their own.",
		.advice =
			"Ask the server's administrator for a port that accepts a user and a "
			"password.",
	},
	[VERDICT_AUTH_NOT_OFFERED] = {
		.id = "auth.not_offered",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "No login was possible: the password was not checked",
		.cause = "The server does not offer a login (AUTH) on this connection.",
		.advice =
			"Use a submission port (587 with STARTTLS, or 465 with SSL). If the server "
			"needs no login, leave the user empty.",
	},
	[VERDICT_AUTH_NEEDS_TLS] = {
		.id = "auth.needs_tls",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_PROTOCOL,
		.title = "The server accepts logins only on an encrypted connection",
		.cause =
			"The connection is in clear text, and the server offers or requires "
			"STARTTLS.",
		.advice = "Set Transport Protocol to TLS (STARTTLS).",
		.fix = {{FIELD_PROTOCOL, "starttls"}, {FIELD_PORT, "{server.port}"}},
	},
	[VERDICT_AUTH_NO_SHARED_METHOD] = {
		.id = "auth.no_shared_method",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_METHOD,
		.title = "The server and the settings share no login method",
		.cause = "The server offers: {mechanisms}. Login Method is {auth.method}.",
		.advice = "Choose a Login Method that the server offers.",
	},
	[VERDICT_AUTH_REJECTED] = {
		.id = "auth.rejected",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_PASSWORD,
		.title = "Wrong user or password",
		.cause = "The server answered: {code}{reply}",
		.advice =
			"Check the user (usually the full e-mail address) and type the password "
			"again.",
	},
	[VERDICT_AUTH_APP_PASSWORD] = {
		.id = "auth.app_password",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_PASSWORD,
		.title = "This account needs an app password",
		.cause =
			"Your normal password is not accepted here. The server answered: "
			"{code}{reply}",
		.advice =
			"Create an app password on the account's security page and use it instead.",
	},
	[VERDICT_AUTH_OAUTH_REQUIRED] = {
		.id = "auth.oauth_required",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_METHOD,
		.title = "This provider no longer accepts passwords",
		.cause = "Only OAuth 2 works here. The server answered: {code}{reply}",
		.advice =
			"Set Login Method to XOAUTH2 with an access token, or use another "
			"provider.",
	},
	[VERDICT_AUTH_TOKEN] = {
		.id = "auth.token",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_PASSWORD,
		.title = "The access token has expired or is not accepted",
		.cause = "The server answered: {code}{reply}",
		.advice =
			"Get a new access token and use it as the password. If that is refused "
			"too, check that it is for sending mail (SMTP) and for this user.",
	},
	[VERDICT_AUTH_DISABLED] = {
		.id = "auth.disabled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_COUNT,
		.title = "This account may not send with a login (SMTP AUTH is off)",
		.cause = "The login may be right. The server answered: {code}{reply}",
		.advice = "The account's administrator has to turn on SMTP AUTH for it.",
	},
	[VERDICT_AUTH_TEMPORARY] = {
		.id = "auth.temporary",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_COUNT,
		.title = "The server cannot check logins right now",
		.cause = "It answered: {code}{reply}",
		.advice = "Try again in a few minutes.",
	},
	[VERDICT_AUTH_STALLED] = {
		.id = "auth.stalled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_COUNT,
		.title = "The server did not answer the login in time",
		.cause = "No answer came within {test.timeout} seconds.",
		.advice = "Try again in a few minutes. Some servers slow down after wrong "
			  "passwords.",
	},
	[VERDICT_AUTH_CLOSED] = {
		.id = "auth.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_COUNT,
		.title = "The server closed the connection during the login",
		.cause = "It did not answer whether the password is right.",
		.advice = "Try again in a few minutes. Some servers do this after too many wrong "
			  "passwords.",
	},
	[VERDICT_AUTH_PROTOCOL] = {
		.id = "auth.protocol",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_COUNT,
		.title = "The server gave no valid answer to the login",
		.cause = "This does not answer a login: {code}{reply}",
		.advice = "This is a problem of the server. Try another Login Method.",
	},
	[VERDICT_CLIENT_REFUSED] = {
		.id = "client.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_HELO,
		.title = "The server does not accept mail from this machine",
		.cause =
			"It refuses this machine's address, or its name in DNS. It answered: "
			"{code}{reply}",
		.advice =
			"If the address is on a block list, have it removed. If it has no name "
			"(reverse DNS), ask the provider of this network for one. Or use another "
			"server or network.",
	},
	[VERDICT_ACCOUNT_INACTIVE] = {
		.id = "account.inactive",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.field = FIELD_COUNT,
		.title = "This account may not send mail yet, or no longer",
		.cause = "The login was accepted, but then the server answered: {code}{reply}",
		.advice =
			"Sign in to the account at the provider: it has to be activated or "
			"approved for sending first. The settings here can stay.",
	},
	[VERDICT_ENVELOPE_NEEDS_LOGIN] = {
		.id = "envelope.needs_login",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.field = FIELD_USER,
		.title = "The server accepts mail only after a login",
		.cause = "It answered: {code}{reply}",
		.advice = "Set the user and the password.",
	},
	[VERDICT_ENVELOPE_NEEDS_TLS] = {
		.id = "envelope.needs_tls",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.field = FIELD_PROTOCOL,
		.title = "The server accepts mail only on an encrypted connection",
		.cause = "It answered: {code}{reply}",
		.advice = "Set Transport Protocol to TLS (STARTTLS).",
		.fix = {{FIELD_PROTOCOL, "starttls"}, {FIELD_PORT, "{server.port}"}},
	},
	[VERDICT_ENVELOPE_UTF8] = {
		.id = "envelope.utf8",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_FROM,
		.title = "The server does not support this address",
		.cause =
			"{sender.from} or {recipient} has letters before the @ that need SMTPUTF8. "
			"This server does not offer it: nothing was sent.",
		.advice = "Use addresses with plain letters (a to z) before the @, or a server "
			  "with SMTPUTF8.",
	},
	[VERDICT_ENVELOPE_STALLED] = {
		.id = "envelope.stalled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.field = FIELD_COUNT,
		.title = "The server stopped responding before it accepted the mail",
		.cause = "It gave no complete answer within {test.timeout} seconds.",
		.advice =
			"Try again in a few minutes. For a server that checks mail slowly, set a "
			"longer Test Timeout.",
	},
	[VERDICT_ENVELOPE_CLOSED] = {
		.id = "envelope.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The server closed the connection before it accepted the mail",
		.cause = "It did not answer first.",
		.advice =
			"Try again in a few minutes. If it happens again, ask the server's "
			"administrator.",
	},
	[VERDICT_SENDER_REFUSED] = {
		.id = "sender.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_FROM,
		.title = "The server refused the sender",
		.cause = "To mail from {sender.from} it answered: {code}{reply}",
		.advice =
			"Check From: its domain has to exist, and usually it has to be the "
			"account's own address.",
	},
	[VERDICT_SENDER_TEMPORARY] = {
		.id = "sender.temporary",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.field = FIELD_COUNT,
		.title = "The server does not accept this mail right now",
		.cause = "To mail from {sender.from} it answered: {code}{reply}",
		.advice =
			"Try again in a few minutes. If it happens again, ask the server's "
			"administrator.",
	},
	[VERDICT_SENDER_NOT_ALLOWED] = {
		.id = "sender.not_allowed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.field = FIELD_FROM,
		.title = "You may not send with that From address",
		.cause = "To mail from {sender.from} the server answered: {code}{reply}",
		.advice =
			"Set From to the account's address, or ask the server's administrator to "
			"allow this one.",
	},
	[VERDICT_RECIPIENT_REFUSED] = {
		.id = "recipient.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The server refused the recipient",
		.cause = "To mail for {recipient} it answered: {code}{reply}",
		.advice =
			"Check that address. If the server accepts mail for another address, these "
			"settings are right.",
	},
	[VERDICT_RECIPIENT_TEMPORARY] = {
		.id = "recipient.temporary",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.field = FIELD_COUNT,
		.title = "The server does not accept mail for this recipient right now",
		.cause = "To mail for {recipient} it answered: {code}{reply}",
		.advice =
			"Try again in a few minutes: some servers delay the first mail from a new "
			"sender (greylisting), and a mailbox may be full.",
	},
	[VERDICT_RECIPIENT_RELAY_DENIED] = {
		.id = "recipient.relay_denied",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The server does not relay mail from here to other domains",
		.cause = "To mail for {recipient} it answered: {code}{reply}",
		.advice =
			"Usually it does so only after a login: set the user and the password, and "
			"use a submission port (587 with STARTTLS, or 465 with SSL).",
	},
	[VERDICT_CONTENT_REFUSED] = {
		.id = "content.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The server refused the message",
		.cause =
			"It accepted the sender and the recipient, but answered to the message: "
			"{code}{reply}",
		.advice =
			"A spam filter or a rule of the From domain (SPF, DKIM, DMARC) refused it. "
			"Show this answer to the server's administrator.",
	},
	[VERDICT_CONTENT_TEMPORARY] = {
		.id = "content.temporary",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.field = FIELD_COUNT,
		.title = "The server does not accept the message right now",
		.cause =
			"It accepted the sender and the recipient, but answered to the message: "
			"{code}{reply}",
		.advice = "Try again in a few minutes.",
	},
	[VERDICT_CONTENT_TOO_LARGE] = {
		.id = "content.too_large",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The message is larger than the server accepts",
		.cause = "It answered: {code}{reply}",
		.advice =
			"A test message has only about 1000 bytes: ask the server's administrator.",
	},
	[VERDICT_REPLY_TOO_LONG] = {
		.id = "reply.too_long",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server's reply is too long",
		.cause = "It is longer than any mail server's reply has to be.",
		.advice = "Check SMTP Server and Port.",
	},
	[VERDICT_REPLY_MALFORMED] = {
		.id = "reply.malformed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server's reply is not valid SMTP",
		.cause = "This does not belong here: {reply} {detail}",
		.advice = "Check SMTP Server and Port.",
	},
	[VERDICT_CANCELLED] = {
		.id = "cancelled",
		.outcome = OUTCOME_CANCELLED,
		.exit = 130,
		.field = FIELD_COUNT,
		.title = "Cancelled",
		.cause = "The test was stopped before it had a result.",
		.advice = "",
	},
	[VERDICT_LOCAL_SETUP] = {
		.id = "local.setup",
		.outcome = OUTCOME_FAILED,
		.exit = EX_CONFIG,
		.field = FIELD_COUNT,
		.title = "Something on this machine is not set up",
		.cause = "{detail}",
		.advice = "Correct that and test again.",
	},
};
/* clang-format on */
