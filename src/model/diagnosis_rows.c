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
		.cause = "The connection is encrypted, and the server confirmed the user and the "
			 "password ({tried}).",
		.advice = "To see mail arrive, send a test message.",
	},
	[VERDICT_OK_NO_LOGIN] = {
		.id = "ok.no_login",
		.outcome = OUTCOME_OK,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED,
		.field = FIELD_COUNT,
		.title = "It works: the server answers, encrypted, without a login",
		.cause = "No user is set, so no login was tried.",
		.advice = "Save these settings if the server is meant to take mail from here "
			  "without a login. Otherwise set the user and the password.",
	},
	[VERDICT_OK_ENVELOPE] = {
		.id = "ok.envelope",
		.outcome = OUTCOME_OK,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED,
		.field = FIELD_COUNT,
		.title = "The server would take this mail",
		.cause = "It accepts {sender.from} as the sender and {recipient} as the "
			 "recipient. Nothing was sent.{limit}",
		.advice = "Some servers judge sender and content only when a message is there: "
			  "send a test message to be sure.",
	},
	[VERDICT_OK_SENT] = {
		.id = "ok.sent",
		.outcome = OUTCOME_OK,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED,
		.field = FIELD_COUNT,
		.title = "The server accepted the test message",
		.cause = "{server.host} has the test message from {sender.from} to {recipient}. It "
			 "answered: {code}{reply}",
		.advice = "See whether it arrives, also in the folder for spam: what happens "
			  "behind this server cannot be seen from here.",
	},
	[VERDICT_WARN_NOT_ENCRYPTED] = {
		.id = "warn.not_encrypted",
		.outcome = OUTCOME_WARNING,
		.exit = 0,
		.flags = DIAGNOSIS_ESTABLISHED,
		.field = FIELD_PROTOCOL,
		.title = "It works, but nothing is encrypted",
		.cause = "Everything went over the network in clear text: everybody on the way can "
			 "read it, a password too.",
		.advice = "Use TLS (STARTTLS) or SSL unless the server is on this machine or on a "
			  "network of your own.",
	},
	[VERDICT_DNS_NOT_FOUND] = {
		.id = "dns.not_found",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOHOST,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_UNASKED | DIAGNOSIS_FALLBACK,
		.field = FIELD_HOST,
		.title = "There is no server of that name",
		.cause = "The name {server.host} has no address, as far as this machine can find "
			 "out.",
		.advice = "Check the spelling of SMTP Server. If it is right, this machine may not "
			  "be able to look up any name: see its network and /etc/resolv.conf.",
	},
	[VERDICT_DNS_TIMEOUT] = {
		.id = "dns.timeout",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_UNASKED,
		.field = FIELD_COUNT,
		.title = "Looking up the name took too long",
		.cause = "No name server answered within {test.timeout} seconds.",
		.advice = "See whether this machine is on the network and /etc/resolv.conf names "
			  "a server that answers.",
	},
	[VERDICT_DNS_FAILED] = {
		.id = "dns.failed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_UNASKED,
		.field = FIELD_COUNT,
		.title = "This machine could not look up the name",
		.cause = "Whether {server.host} has an address is not known: {detail}.",
		.advice = "SMTP Server may well be right. See whether this machine is on the network "
			  "and /etc/resolv.conf names a server that answers, then test again.",
	},
	[VERDICT_CONNECT_REFUSED] = {
		.id = "connect.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_UNAVAILABLE,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "Nothing answers on that port",
		.cause = "{address} is there, but no program listens on port {server.port}.",
		.advice = "Check the port: 587 for STARTTLS, 465 for SSL. If it is your own "
			  "server, see whether its mail program runs.",
	},
	[VERDICT_CONNECT_TIMEOUT] = {
		.id = "connect.timeout",
		.outcome = OUTCOME_FAILED,
		.exit = EX_UNAVAILABLE,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "The server could not be reached in time",
		.cause = "No answer at all came from {address} port {server.port} within "
			 "{test.timeout} seconds. Mostly a firewall drops the packets on the way.",
		.advice = "Try port 587 or 465: many networks and hosting companies block port "
			  "25, some block all mail ports until you ask them.",
	},
	[VERDICT_CONNECT_UNREACHABLE] = {
		.id = "connect.unreachable",
		.outcome = OUTCOME_FAILED,
		.exit = EX_UNAVAILABLE,
		.flags = DIAGNOSIS_UNCONNECTED | DIAGNOSIS_UNASKED | DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "There is no way to the server from here",
		.cause = "This machine has no route to {server.host}.",
		.advice = "Check the network of this machine, and whether it can use IPv6 if the "
			  "server has only such an address.",
	},
	[VERDICT_GREETING_SILENT] = {
		.id = "greeting.silent",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "The server took the call but says nothing",
		.cause = "The connection was made, but no greeting came within {test.timeout} "
			 "seconds.",
		.advice = "Check the port. A firewall or virus scanner between you and the server "
			  "can do this too.",
	},
	[VERDICT_GREETING_CLOSED] = {
		.id = "greeting.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "The server hung up before it said anything",
		.cause = "The connection was closed at once.",
		.advice = "The server may not accept connections from this address, or the port "
			  "may be the wrong one.",
	},
	[VERDICT_GREETING_REJECTED] = {
		.id = "greeting.rejected",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server does not want to talk to this machine",
		.cause = "It answered: {code}{reply}",
		.advice = "Often the address of this machine is on a block list. Ask the provider, "
			  "or use a submission port (587 or 465).",
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
		.cause = "On {server.host} port {server.port} something speaks HTTP.",
		.advice = "Check SMTP Server and Port: 587 for STARTTLS, 465 for SSL.",
	},
	[VERDICT_GREETING_SSH] = {
		.id = "greeting.ssh",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "This is an SSH server, not a mail server",
		.cause = "On {server.host} port {server.port} something speaks SSH.",
		.advice = "Check the port: 587 for STARTTLS, 465 for SSL.",
	},
	[VERDICT_GREETING_NOT_SMTP] = {
		.id = "greeting.not_smtp",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "This is not a mail server",
		.cause = "The first thing it said is no SMTP greeting: {greeting}",
		.advice = "Check SMTP Server and Port: 587 for STARTTLS, 465 for SSL.",
	},
	[VERDICT_GREETING_WANTS_TLS] = {
		.id = "greeting.wants_tls",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_PROTOCOL,
		.title = "This port speaks TLS at once: choose SSL",
		.cause =
			"The server waited for encryption instead of greeting; a second connection "
			"that began with TLS was answered at once.",
		.advice = "Set Transport Protocol to SSL and keep port {server.port}.",
		.fix = {{FIELD_PROTOCOL, "ssl"}, {FIELD_PORT, "{server.port}"}},
	},
	[VERDICT_EHLO_REJECTED] = {
		.id = "ehlo.rejected",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_HELO,
		.title = "The server refused our introduction (EHLO)",
		.cause = "It answered: {code}{reply}",
		.advice = "Set HELO Name to the full name of this machine, or to its address in "
			  "brackets.",
	},
	[VERDICT_EHLO_CLOSED] = {
		.id = "ehlo.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_HELO,
		.title = "The server hung up after our introduction (EHLO)",
		.cause = "The connection was closed instead of an answer.",
		.advice = "Set HELO Name to the full name of this machine. If that does not help, "
			  "the server may not accept connections from this address.",
	},
	[VERDICT_EHLO_STALLED] = {
		.id = "ehlo.stalled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server stopped answering after our introduction (EHLO)",
		.cause = "No complete answer came within {test.timeout} seconds.",
		.advice = "Try again in a few minutes; a firewall that inspects mail can do this "
			  "too.",
	},
	[VERDICT_STARTTLS_NOT_OFFERED] = {
		.id = "starttls.not_offered",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The server offers no encryption on this port",
		.cause = "STARTTLS is not among what it offers, so nothing private was sent.",
		.advice =
			"Try SSL on port 465. If the server should have STARTTLS, somebody on the "
			"way may be taking it out. A server on a network of your own may have no "
			"encryption at all: then choose Standard SMTP.",
	},
	[VERDICT_STARTTLS_REFUSED] = {
		.id = "starttls.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The encryption that the server offers did not start",
		.cause = "To STARTTLS it answered: {code}{reply}",
		.advice =
			"This is a fault of the server. Try SSL on port 465, or tell whoever runs "
			"it.",
	},
	[VERDICT_STARTTLS_INJECTED] = {
		.id = "starttls.injected",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "Somebody put words into the server's mouth",
		.cause = "Clear text came behind the answer to STARTTLS, where encryption should "
			 "begin. That is how an attack on STARTTLS looks.",
		.advice = "Do not use this connection. Try SSL on port 465, or another network.",
	},
	[VERDICT_TLS_NOT_TLS] = {
		.id = "tls.not_tls",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "This port does not begin with encryption",
		.cause = "Clear text came where TLS was due.",
		.advice = "Choose TLS (STARTTLS) for this port, or the server's SSL port, mostly "
			  "465. A server that has neither works only with Standard SMTP.",
	},
	[VERDICT_TLS_STALLED] = {
		.id = "tls.stalled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The server stopped answering while encryption was set up",
		.cause = "The TLS handshake was not finished within {test.timeout} seconds.",
		.advice = "Check port and protocol: SSL on a port that begins in clear text looks "
			  "like this.",
	},
	[VERDICT_TLS_CLOSED] = {
		.id = "tls.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_PROTOCOL,
		.title = "The server broke off while encryption was set up",
		.cause = "The TLS handshake failed. {detail}",
		.advice = "Check port and protocol. If they are right, this is a fault of the "
			  "server.",
	},
	[VERDICT_TLS_TOO_OLD] = {
		.id = "tls.too_old",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.problem = CERT_WEAK,
		.field = FIELD_COUNT,
		.title = "The server's encryption is too old to be safe",
		.cause = "It has no TLS 1.2 or newer, or no cipher that is safe today. {detail}",
		.advice = "Ask whoever runs the server to update it.",
	},
	[VERDICT_TLS_EXPIRED] = {
		.id = "tls.expired",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_EXPIRED,
		.field = FIELD_COUNT,
		.title = "The server's certificate has expired",
		.cause = "It was valid until {not_after}, {days_ago} days ago.",
		.advice = "Whoever runs the server has to renew it. See also whether the clock of "
			  "this machine is right.",
	},
	[VERDICT_TLS_NOT_YET_VALID] = {
		.id = "tls.not_yet_valid",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_NOT_YET_VALID,
		.field = FIELD_COUNT,
		.title = "The server's certificate is not valid yet",
		.cause = "It begins at {not_before}.",
		.advice = "Mostly the clock of this machine is wrong: check the date.",
	},
	[VERDICT_TLS_SELF_SIGNED] = {
		.id = "tls.self_signed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_SELF_SIGNED,
		.field = FIELD_CA_FILE,
		.title = "The server's certificate is self-signed",
		.cause = "It vouches only for itself: no authority confirms that it is the right "
			 "server.",
		.advice = "Ask whoever runs the server for its fingerprint (SHA-256) and compare: "
			  "{sha256}. If it is the same, put the certificate into CA File, or this "
			  "into Pinned Key: {pin}. Otherwise send no password to it.",
	},
	[VERDICT_TLS_UNKNOWN_CA] = {
		.id = "tls.unknown_ca",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_UNKNOWN_CA,
		.field = FIELD_CA_FILE,
		.title = "The server's certificate is not trusted here",
		.cause =
			"It was issued by {issuer}, an authority that this machine does not trust.",
		.advice = "If that is a private authority, put its certificate into CA File; or "
			  "compare the fingerprint (SHA-256) with whoever runs the server: "
			  "{sha256}. If it is the same, put this into Pinned Key: {pin}. A public "
			  "server may not send its intermediate certificate; and the package "
			  "ca-certificates has to be installed.",
	},
	[VERDICT_TLS_WRONG_NAME] = {
		.id = "tls.wrong_name",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_CERTIFICATE,
		.problem = CERT_WRONG_NAME,
		.field = FIELD_HOST,
		.title = "The certificate is for another name",
		.cause = "It is made for {names}, not for {server.host}.",
		.advice =
			"Use a name of the certificate only if you know that it is your "
			"provider's server: anybody can have a certificate for a name of his own.",
	},
	[VERDICT_TLS_PIN_MISMATCH] = {
		.id = "tls.pin_mismatch",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_PIN,
		.title = "The server has another key than the pinned one",
		.cause = "Either the server got a new key, or this is not your server.",
		.advice = "Ask whoever runs the server before you change Pinned Key.",
	},
	[VERDICT_TLS_CLIENT_CERTIFICATE] = {
		.id = "tls.client_certificate",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_PORT,
		.title = "The server demands a certificate from us",
		.cause = "It lets in only programs that show a certificate of their own.",
		.advice =
			"Ask whoever runs the server for a port that takes a user and a password.",
	},
	[VERDICT_AUTH_NOT_OFFERED] = {
		.id = "auth.not_offered",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_FALLBACK,
		.field = FIELD_PORT,
		.title = "No login was possible: the password was not checked",
		.cause = "The server does not offer a login (AUTH) on this connection.",
		.advice = "Use the submission port (587 with STARTTLS, or 465 with SSL). If the "
			  "server wants no login, leave the user empty.",
	},
	[VERDICT_AUTH_NEEDS_TLS] = {
		.id = "auth.needs_tls",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_PROTOCOL,
		.title = "The server takes logins only on an encrypted connection",
		.cause = "The connection is in clear text, and the server offers STARTTLS or asks "
			 "for it.",
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
		.advice = "Check the user name (mostly the full e-mail address) and type the "
			  "password again.",
	},
	[VERDICT_AUTH_APP_PASSWORD] = {
		.id = "auth.app_password",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_PASSWORD,
		.title = "This account wants an app password",
		.cause = "The password of the account itself is refused here. The server answered: "
			 "{code}{reply}",
		.advice = "Make an app password on the security page of the account and use it in "
			  "the place of the password.",
	},
	[VERDICT_AUTH_OAUTH_REQUIRED] = {
		.id = "auth.oauth_required",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_METHOD,
		.title = "This provider accepts no passwords any more",
		.cause = "Only OAuth 2 works here. The server answered: {code}{reply}",
		.advice = "Use Login Method XOAUTH2 with an access token, or another provider.",
	},
	[VERDICT_AUTH_TOKEN] = {
		.id = "auth.token",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_PASSWORD,
		.title = "The access token is expired or not accepted",
		.cause = "The server answered: {code}{reply}",
		.advice = "Get a new access token and use it as the password. If a new one is "
			  "refused too, see that it was made for sending mail (SMTP) and for "
			  "this user.",
	},
	[VERDICT_AUTH_DISABLED] = {
		.id = "auth.disabled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_LOGIN | DIAGNOSIS_REFUSED,
		.field = FIELD_COUNT,
		.title = "Sending with a login is switched off for this account",
		.cause = "The login may be right. The server answered: {code}{reply}",
		.advice = "The administrator of the account has to switch SMTP AUTH on for it.",
	},
	[VERDICT_AUTH_TEMPORARY] = {
		.id = "auth.temporary",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_COUNT,
		.title = "The server cannot check logins at the moment",
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
		.title = "The server hung up during the login",
		.cause = "The connection was closed before the server said whether the password is "
			 "right.",
		.advice = "Try again in a few minutes. Some servers do this after too many wrong "
			  "passwords.",
	},
	[VERDICT_AUTH_PROTOCOL] = {
		.id = "auth.protocol",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_LOGIN,
		.field = FIELD_COUNT,
		.title = "The server answered the login with nonsense",
		.cause = "What it said is no answer to a login: {code}{reply}",
		.advice = "This is a fault of the server. Try another Login Method.",
	},
	[VERDICT_CLIENT_REFUSED] = {
		.id = "client.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_HELO,
		.title = "The server does not accept mail from this machine",
		.cause = "It refuses the address of this machine, or its name in DNS. It answered: "
			 "{code}{reply}",
		.advice = "If the address is on a block list, have it removed; if it has no name "
			  "(reverse DNS), ask the provider of this network for one. Or use "
			  "another server or network to send.",
	},
	[VERDICT_ACCOUNT_INACTIVE] = {
		.id = "account.inactive",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.field = FIELD_COUNT,
		.title = "This account may not send mail yet, or no longer",
		.cause = "The login was accepted, but then the server answered: {code}{reply}",
		.advice = "Sign in to the account at the provider: it has to be activated or "
			  "approved for sending first. The settings here can stay.",
	},
	[VERDICT_ENVELOPE_NEEDS_LOGIN] = {
		.id = "envelope.needs_login",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.field = FIELD_USER,
		.title = "The server takes mail only after a login",
		.cause = "It answered: {code}{reply}",
		.advice = "Set the user and the password.",
	},
	[VERDICT_ENVELOPE_NEEDS_TLS] = {
		.id = "envelope.needs_tls",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.field = FIELD_PROTOCOL,
		.title = "The server takes mail only on an encrypted connection",
		.cause = "It answered: {code}{reply}",
		.advice = "Set Transport Protocol to TLS (STARTTLS).",
		.fix = {{FIELD_PROTOCOL, "starttls"}, {FIELD_PORT, "{server.port}"}},
	},
	[VERDICT_ENVELOPE_UTF8] = {
		.id = "envelope.utf8",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_FROM,
		.title = "The server cannot handle such an address",
		.cause = "{sender.from} or {recipient} has letters before the @ that only servers "
			 "with SMTPUTF8 understand. This one has not: nothing was asked.",
		.advice = "Use addresses with plain letters (a to z) before the @, or a server "
			  "with SMTPUTF8.",
	},
	[VERDICT_ENVELOPE_STALLED] = {
		.id = "envelope.stalled",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.field = FIELD_COUNT,
		.title = "The server stopped answering when it came to the mail",
		.cause = "The test took {test.timeout} seconds without a complete answer.",
		.advice = "Try again in a few minutes. A server that takes long to look at mail "
			  "may need a longer Test Timeout.",
	},
	[VERDICT_ENVELOPE_CLOSED] = {
		.id = "envelope.closed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The server hung up when it came to the mail",
		.cause = "The connection was closed instead of an answer.",
		.advice = "Try again in a few minutes. If it stays so, ask whoever runs the "
			  "server.",
	},
	[VERDICT_SENDER_REFUSED] = {
		.id = "sender.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_FROM,
		.title = "The server refused the sender",
		.cause = "To mail from {sender.from} it answered: {code}{reply}",
		.advice = "Check From: its domain has to exist, and mostly it has to be the "
			  "account's own.",
	},
	[VERDICT_SENDER_TEMPORARY] = {
		.id = "sender.temporary",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.field = FIELD_COUNT,
		.title = "The server does not take this sender at the moment",
		.cause = "To mail from {sender.from} it answered: {code}{reply}",
		.advice = "Try again in a few minutes. If it stays so, check From: its domain has "
			  "to exist.",
	},
	[VERDICT_SENDER_NOT_ALLOWED] = {
		.id = "sender.not_allowed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_NOPERM,
		.field = FIELD_FROM,
		.title = "You may not send with that From address",
		.cause = "To mail from {sender.from} the server answered: {code}{reply}",
		.advice = "Set From to the address of the account, or let whoever runs the server "
			  "allow it this address.",
	},
	[VERDICT_RECIPIENT_REFUSED] = {
		.id = "recipient.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The server refused the recipient",
		.cause = "To mail for {recipient} it answered: {code}{reply}",
		.advice = "Check that address. The settings of this server are right if it takes "
			  "mail for another one.",
	},
	[VERDICT_RECIPIENT_TEMPORARY] = {
		.id = "recipient.temporary",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.field = FIELD_COUNT,
		.title = "The server takes no mail for this recipient at the moment",
		.cause = "To mail for {recipient} it answered: {code}{reply}",
		.advice = "Try again in a few minutes: some servers put off the first mail of a "
			  "sender (greylisting), and a mailbox may be full.",
	},
	[VERDICT_RECIPIENT_RELAY_DENIED] = {
		.id = "recipient.relay_denied",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The server does not pass on mail from here to other domains",
		.cause = "To mail for {recipient} it answered: {code}{reply}",
		.advice = "Mostly it does so only after a login: set the user and the password, "
			  "and use the submission port (587 with STARTTLS, or 465 with SSL).",
	},
	[VERDICT_CONTENT_REFUSED] = {
		.id = "content.refused",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.field = FIELD_COUNT,
		.title = "The server refused the message itself",
		.cause = "It took the sender and the recipient, but to the message it answered: "
			 "{code}{reply}",
		.advice = "A filter for spam decides so, or a rule about the domain of From (SPF, "
			  "DKIM, DMARC). Show these words to whoever runs the server.",
	},
	[VERDICT_CONTENT_TEMPORARY] = {
		.id = "content.temporary",
		.outcome = OUTCOME_FAILED,
		.exit = EX_TEMPFAIL,
		.field = FIELD_COUNT,
		.title = "The server does not take the message at the moment",
		.cause = "It took the sender and the recipient, but to the message it answered: "
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
		.advice = "A test message has about 1000 bytes: this is a fault of the server. Ask "
			  "whoever runs it.",
	},
	[VERDICT_REPLY_TOO_LONG] = {
		.id = "reply.too_long",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server talks without end",
		.cause = "Its answer is longer than any mail server's has to be.",
		.advice = "Check SMTP Server and Port.",
	},
	[VERDICT_REPLY_MALFORMED] = {
		.id = "reply.malformed",
		.outcome = OUTCOME_FAILED,
		.exit = EX_PROTOCOL,
		.flags = DIAGNOSIS_FALLBACK,
		.field = FIELD_COUNT,
		.title = "The server's answer makes no sense",
		.cause = "It is not what a mail server may say here: {reply} {detail}",
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
		.title = "Something on this machine is not ready",
		.cause = "{detail}",
		.advice = "Put that right and test again.",
	},
};
/* clang-format on */
