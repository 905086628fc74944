/* The rules of model/verdict_rules.h: a pure table. */
#include "model/verdict_rules.h"

#include <errno.h>

#define ENVELOPE           (STEPS(STEP_SENDER) | STEPS(STEP_RECIPIENT) | STEPS(STEP_CONTENT))
#define CODES(first, last) .code_min = (first), .code_max = (last)
#define LATER              CODES(400, 499)
#define REFUSED            CODES(500, 599)
#define NOT_NOW            CODES(400, 599)
#define REPLIED            (ENDS(END_REPLY) | ENDS(END_LOGIN))

#define NOT_THIS_METHOD "The server offers: {mechanisms}. But to {tried} it answered: {code}{reply}"
#define NOT_THIS_COMMAND                                                                           \
	"The server offers a login, but to it (AUTH {tried}) it answered: {code}{reply}"

#define NO_WAY_TO_TLS                                                                              \
	"It requires encryption, but does not offer STARTTLS on this port. It "                    \
	"answered: {code}{reply}"

/* Clear text was asked for, and the server would encrypt. */
#define BESIDE_STARTTLS (ASK_PLAIN | FACT_STARTTLS_OFFERED)
#define FIRST_STARTTLS                                                                             \
	.advice = "The connection is in clear text, and the server offers STARTTLS: it may "       \
		  "accept logins only after that. Set Transport Protocol to TLS (STARTTLS).",      \
	.fix = {{FIELD_PROTOCOL, "starttls"}, {FIELD_PORT, "{server.port}"}}

/* What cannot be set right here: behind EHLO it is a mail server, whatever it says. */
#define ITS_FAULT                                                                                  \
	"This is a problem of the server, or of a device on the path. Ask the server's "           \
	"administrator, or try another network."
#define NOT_THIS_SERVER                                                                            \
	"Check SMTP Server: this is the port for submission, and no mail server answers there."
#define ASK_ABOUT_LOGINS                                                                           \
	"Ask the server's administrator whether it accepts this login here. If it needs no "       \
	"login, leave the user empty."
#define AFTER_STARTTLS                                                                             \
	"The port is right, as the server agreed to STARTTLS. Try again in a few minutes, or SSL " \
	"on port 465; a firewall that inspects mail can do this too."

#define OTHER_PORT                                                                                 \
	"Check SMTP Server, or try the other port for submission: some networks and hosting "      \
	"companies block mail ports until you ask them."

#define ASK_FINGERPRINT                                                                            \
	"For a public server, leave CA File empty. For a private authority, set CA File to "       \
	"its certificate, or ask the server's administrator for the fingerprint (SHA-256): if it " \
	"is the one shown here, set Pinned Key to the pin. The server may also not send its "      \
	"intermediate certificate."

#define AFTER_OFFER                                                                                \
	"Try again in a few minutes, or SSL on port 465; a firewall that inspects mail can do "    \
	"this too."

#define ANY_SENDER                                                                                 \
	"Set From to an address that this server allows. It may allow it only after a login: set " \
	"the user and the password if you have them."

#define ITS_DOMAIN_LATER                                                                           \
	"Try again in a few minutes. If it happens again, check From: its domain has to exist."

#define ITS_DOMAIN                                                                                 \
	"Check From: its domain has to exist, and this server may take mail of its own domains "   \
	"only, or of others after a login."

#define NO_RELAY                                                                                   \
	"The login was accepted, but this server or this account sends only to its own domains. "  \
	"Use the server for outgoing mail, or ask its administrator."
#define AN_HOUR "Wait an hour before you try again: each attempt makes the wait longer."

#define REWRITTEN                                                                                  \
	"A firewall on the path rewrites the dialogue with the server and leaves "                 \
	"stars or the letter X. Cisco firewalls that inspect ESMTP (PIX, ASA), mail "              \
	"proxies of other firewalls and some virus scanners do this."
#define NO_EHLO                                                                                    \
	"It does not know EHLO, which every mail server has; a firewall that inspects mail "       \
	"may block it (as Cisco's ESMTP inspection does)." ANSWERED
#define LET_IT_PASS                                                                                \
	"Use SSL on port 465, which such a device cannot read, or another network, or ask the "    \
	"firewall's administrator to turn off its SMTP inspection."
#define OPENED                                                                                     \
	"It was issued for {server.host} by {issuer}, which is not a public "                      \
	"authority. Something on this machine or on the path decrypts the connection: "            \
	"usually a virus scanner or a company firewall."
#define CLOSE_IT                                                                                   \
	"Do not send a password through it unless you know who decrypts it. Turn off mail "        \
	"scanning for {server.host}, or ask the network's administrator. Only if it is your "      \
	"own organisation, set CA File to the certificate of {issuer}."

#define ANSWERED " The server answered: {code}{reply}"
/* Where one and the same reply has a meaning of its own. */
/* The token is new: it is the account, or what the token is for, that is not accepted. */
#define OF_SIGN_IN                                                                                 \
	.set = SET_SIGN_IN, .advice = "Check that you signed in to the account of the "            \
				      "Authentication User ID, then sign in again: smtpsetup "     \
				      "sign-in."

#define REFUSED_BY(pattern, ...)                                                                   \
	{                                                                                          \
		.verdict = VERDICT_AUTH_REJECTED, .with = FACT_AUTH_SENT, .without = ASK_TOKEN,    \
		CODES(535, 535), .provider = (pattern), .cause = __VA_ARGS__ ANSWERED              \
	}
#define HELD_BACK                                                                                  \
	"The provider blocks this login until you confirm it. The server answered: "               \
	"{code}{reply}"
#define SIGN_IN                                                                                    \
	"Sign in to the account with a web browser, confirm that it was you, and test again."
#define ACCOUNT_PASSWORD(name)                                                                     \
	"Wrong password, or your normal " name " password: " name " only accepts an app password."

/* First match wins. */
/* clang-format off: a table, each row a sentence */
const struct verdict_rule verdict_rules[] = {
	{.verdict = VERDICT_CANCELLED, .ends = ENDS(END_CANCELLED)},
	{.verdict = VERDICT_LOCAL_SETUP, .ends = ENDS(END_SETUP)},
	{.verdict = VERDICT_AUTH_TOKEN,
		.ends = ENDS(END_SIGNED_OUT),
		.cause = "{detail}",
		.advice = "Sign in again: smtpsetup sign-in. The mail server was not asked."},
	{.verdict = VERDICT_AUTH_TEMPORARY,
		.ends = ENDS(END_NO_TOKEN),
		.cause = "There is no access token. {detail}",
		.advice = "Try again in a few minutes. The mail server was not asked."},

	{.verdict = VERDICT_DNS_TIMEOUT, .steps = STEPS(STEP_DNS), .ends = ENDS(END_TIMEOUT)},
	{.verdict = VERDICT_DNS_FAILED, .ends = ENDS(END_RESOLVER)},
	{.verdict = VERDICT_DNS_NOT_FOUND, .steps = STEPS(STEP_DNS)},
	{.verdict = VERDICT_DNS_NOT_FOUND, .ends = ENDS(END_RESOLVE)},

	{.verdict = VERDICT_CONNECT_TIMEOUT,
		.steps = STEPS(STEP_CONNECT),
		.ends = ENDS(END_TIMEOUT),
		.set = SET_SUBMISSION,
		.advice = OTHER_PORT},
	{.verdict = VERDICT_CONNECT_TIMEOUT,
		.steps = STEPS(STEP_CONNECT),
		.ends = ENDS(END_TIMEOUT)},
	{.verdict = VERDICT_CONNECT_TIMEOUT,
		.ends = ENDS(END_CONNECT),
		.os_errno = ETIMEDOUT,
		.set = SET_SUBMISSION,
		.advice = OTHER_PORT},
	{.verdict = VERDICT_CONNECT_TIMEOUT, .ends = ENDS(END_CONNECT), .os_errno = ETIMEDOUT},
	{.verdict = VERDICT_CONNECT_REFUSED,
		.ends = ENDS(END_CONNECT),
		.os_errno = ECONNREFUSED,
		.set = SET_SUBMISSION,
		.advice = "Check SMTP Server, or try the other port for submission. If it is your "
			  "own server, see whether its mail program runs."},
	{.verdict = VERDICT_CONNECT_REFUSED, .ends = ENDS(END_CONNECT), .os_errno = ECONNREFUSED},
	{.verdict = VERDICT_GREETING_CLOSED, .ends = ENDS(END_CONNECT), .os_errno = ECONNRESET},
	{.verdict = VERDICT_CONNECT_UNREACHABLE, .ends = ENDS(END_CONNECT)},
	{.verdict = VERDICT_CONNECT_UNREACHABLE, .steps = STEPS(STEP_CONNECT)},

	{.verdict = VERDICT_TLS_PIN_MISMATCH, .ends = ENDS(END_PIN)},
	{.verdict = VERDICT_TLS_EXPIRED, .ends = ENDS(END_CERT), .problems = CERT_EXPIRED},
	{.verdict = VERDICT_TLS_NOT_YET_VALID,
		.ends = ENDS(END_CERT),
		.problems = CERT_NOT_YET_VALID},
	{.verdict = VERDICT_TLS_SELF_SIGNED,
		.ends = ENDS(END_CERT),
		.problems = CERT_SELF_SIGNED,
		.between = BETWEEN_FOREIGN | BETWEEN_OPENS,
		.cause = OPENED,
		.advice = CLOSE_IT},
	{.verdict = VERDICT_TLS_SELF_SIGNED, .ends = ENDS(END_CERT), .problems = CERT_SELF_SIGNED},
	{.verdict = VERDICT_TLS_UNKNOWN_CA,
		.ends = ENDS(END_CERT),
		.problems = CERT_UNKNOWN_CA,
		.between = BETWEEN_FOREIGN | BETWEEN_OPENS,
		.cause = OPENED,
		.advice = CLOSE_IT},
	{.verdict = VERDICT_TLS_UNKNOWN_CA,
		.ends = ENDS(END_CERT),
		.problems = CERT_UNKNOWN_CA,
		.set = SET_CA_FILE,
		.cause = "It was issued by {issuer}, an authority that is not in CA File; those of "
			 "the system do not count then.",
		.advice = ASK_FINGERPRINT},
	{.verdict = VERDICT_TLS_UNKNOWN_CA, .ends = ENDS(END_CERT), .problems = CERT_UNKNOWN_CA},
	{.verdict = VERDICT_TLS_WRONG_NAME,
		.ends = ENDS(END_CERT),
		.problems = CERT_WRONG_NAME,
		.between = BETWEEN_OTHER,
		.no_fix = true,
		.cause = "It names {names}, not {server.host}, a server of {provider}. Another "
			 "server answers in its place: many hosting companies redirect all "
			 "outgoing mail to their own server, and a wrong address in DNS looks the "
			 "same.",
		.advice = "Do not send a password there. Ask the hosting company or the network's "
			  "administrator to let mail to {server.host} pass (in cPanel: SMTP "
			  "Restrictions), or use their server."},
	{.verdict = VERDICT_TLS_WRONG_NAME, .ends = ENDS(END_CERT), .problems = CERT_WRONG_NAME},
	{.verdict = VERDICT_TLS_TOO_OLD,
		.ends = ENDS(END_CERT),
		.problems = CERT_WEAK,
		.cause = "The key or signature of its certificate is too weak: it could be "
			 "forged."},
	{.verdict = VERDICT_TLS_UNKNOWN_CA,
		.ends = ENDS(END_CERT),
		.cause = "It breaks a rule for certificates: {detail}",
		.advice = "The server's administrator has to replace it. If you still trust it, "
			  "compare the fingerprint (SHA-256) shown here with the administrator. If "
			  "they match, set Pinned Key to the pin."},
	{.verdict = VERDICT_STARTTLS_INJECTED, .with = FACT_INJECTED},
	{.verdict = VERDICT_TLS_CLIENT_CERTIFICATE, .with = FACT_CLIENT_CERT},
	{.verdict = VERDICT_TLS_TOO_OLD,
		.ends = ENDS(END_UNSAFE),
		.cause = "This machine broke off the handshake: what the server chose is too "
			 "weak. {detail}"},
	{.verdict = VERDICT_TLS_TOO_OLD, .with = FACT_OLD_TLS},
	{.verdict = VERDICT_TLS_NOT_TLS,
		.with = FACT_NOT_TLS | FACT_STARTTLS_READY,
		.cause = "The server agreed to STARTTLS, but continued in clear text.",
		.advice = "This is a problem of the server or of a firewall on the path. Try SSL "
			  "on port 465, or another network."},
	{.verdict = VERDICT_TLS_NOT_TLS,
		.with = FACT_NOT_TLS,
		.set = SET_SUBMISSION,
		.advice = "Choose TLS (STARTTLS) for this port. A server that does not have it "
			  "works only with Standard SMTP."},
	{.verdict = VERDICT_TLS_NOT_TLS, .with = FACT_NOT_TLS},
	{.verdict = VERDICT_TLS_STALLED,
		.steps = STEPS(STEP_TLS),
		.ends = ENDS(END_TIMEOUT),
		.with = FACT_STARTTLS_READY,
		.advice = AFTER_STARTTLS},
	{.verdict = VERDICT_TLS_STALLED, .steps = STEPS(STEP_TLS), .ends = ENDS(END_TIMEOUT)},
	{.verdict = VERDICT_TLS_CLOSED,
		.steps = STEPS(STEP_TLS),
		.ends = ENDS(END_CLOSED) | ENDS(END_TLS),
		.with = FACT_STARTTLS_READY,
		.advice = AFTER_STARTTLS},
	{.verdict = VERDICT_TLS_CLOSED,
		.steps = STEPS(STEP_TLS),
		.ends = ENDS(END_CLOSED) | ENDS(END_TLS)},

	{.verdict = VERDICT_GREETING_WANTS_TLS, .with = FACT_WANTS_TLS},
	{.verdict = VERDICT_GREETING_HTTP,
		.steps = STEPS(STEP_GREETING),
		.greeting = "HTTP/",
		.set = SET_SUBMISSION,
		.advice = NOT_THIS_SERVER},
	{.verdict = VERDICT_GREETING_HTTP, .steps = STEPS(STEP_GREETING), .greeting = "HTTP/"},
	{.verdict = VERDICT_GREETING_SSH,
		.steps = STEPS(STEP_GREETING),
		.greeting = "SSH-",
		.set = SET_SUBMISSION,
		.advice = NOT_THIS_SERVER},
	{.verdict = VERDICT_GREETING_SSH, .steps = STEPS(STEP_GREETING), .greeting = "SSH-"},
	{.verdict = VERDICT_REPLY_TOO_LONG,
		.ends = ENDS(END_TOO_LONG),
		.with = FACT_EHLO,
		.advice = ITS_FAULT},
	{.verdict = VERDICT_REPLY_TOO_LONG, .ends = ENDS(END_TOO_LONG)},
	{.verdict = VERDICT_GREETING_SILENT,
		.steps = STEPS(STEP_GREETING),
		.ends = ENDS(END_TIMEOUT)},
	/* Who is refused stands in the words, whatever command they answer. */
	{.verdict = VERDICT_TLS_CLIENT_CERTIFICATE,
		.ends = REPLIED,
		.without = FACT_AUTHENTICATED,
		NOT_NOW,
		.class = REPLY_CERTIFICATE,
		.cause = "It accepts only programs that present a certificate of their "
			 "own." ANSWERED},
	{.verdict = VERDICT_CLIENT_REFUSED,
		.ends = REPLIED,
		NOT_NOW,
		.class = REPLY_FOREIGN,
		.cause = "It accepts mail only for its own mailboxes, and from other mail "
			 "servers." ANSWERED,
		.advice = "Set SMTP Server to your provider's server for outgoing mail."},
	{.verdict = VERDICT_CLIENT_REFUSED, .ends = REPLIED, NOT_NOW, .class = REPLY_ADDRESS},
	{.verdict = VERDICT_CLIENT_REFUSED,
		.ends = REPLIED,
		NOT_NOW,
		.class = REPLY_HELO,
		.cause = "It does not accept the name this machine sends in EHLO." ANSWERED,
		.advice = "Set HELO Name to the full name of this machine, or to its address in "
			  "brackets."},
	{.verdict = VERDICT_GREETING_BUSY,
		.steps = STEPS(STEP_GREETING) | STEPS(STEP_EHLO),
		.ends = REPLIED,
		LATER,
		.class = REPLY_TROUBLE},
	/* Asked for and not shown: who breaks off after the handshake has no other reason. */
	{.verdict = VERDICT_TLS_CLIENT_CERTIFICATE,
		.steps = STEPS(STEP_GREETING) | STEPS(STEP_EHLO),
		.ends = REPLIED,
		.with = FACT_CERT_WANTED | FACT_ENCRYPTED,
		NOT_NOW,
		.cause = "It asked for a certificate of this machine, got none, and answered: "
			 "{code}{reply}"},
	{.verdict = VERDICT_TLS_CLIENT_CERTIFICATE,
		.steps = STEPS(STEP_GREETING) | STEPS(STEP_EHLO),
		.ends = ENDS(END_CLOSED),
		.with = FACT_CERT_WANTED | FACT_ENCRYPTED,
		.cause = "It asked for a certificate of this machine, got none, and closed the "
			 "connection."},
	{.verdict = VERDICT_GREETING_REJECTED,
		.steps = STEPS(STEP_GREETING),
		REFUSED,
		.set = SET_SUBMISSION,
		.advice = "Often the address of this machine is on a block list. Ask the provider, "
			  "or test from another network."},
	{.verdict = VERDICT_GREETING_REJECTED, .steps = STEPS(STEP_GREETING), REFUSED},
	{.verdict = VERDICT_GREETING_BUSY, .steps = STEPS(STEP_GREETING), LATER},
	{.verdict = VERDICT_GREETING_CLOSED,
		.steps = STEPS(STEP_GREETING),
		.ends = ENDS(END_CLOSED),
		.without = FACT_BYTES},
	{.verdict = VERDICT_GREETING_NOT_SMTP,
		.steps = STEPS(STEP_GREETING),
		.set = SET_SUBMISSION,
		.advice = NOT_THIS_SERVER},
	{.verdict = VERDICT_GREETING_NOT_SMTP, .steps = STEPS(STEP_GREETING)},
	{.verdict = VERDICT_REPLY_MALFORMED,
		.with = FACT_MALFORMED | FACT_EHLO,
		.without = FACT_AUTH_SENT,
		.advice = ITS_FAULT},
	{.verdict = VERDICT_REPLY_MALFORMED, .with = FACT_MALFORMED, .without = FACT_AUTH_SENT},

	{.verdict = VERDICT_EHLO_STALLED, .steps = STEPS(STEP_EHLO), .ends = ENDS(END_TIMEOUT)},
	{.verdict = VERDICT_EHLO_CLOSED, .steps = STEPS(STEP_EHLO), .ends = ENDS(END_CLOSED)},
	{.verdict = VERDICT_STARTTLS_NOT_OFFERED,
		.steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS),
		.with = FACT_EHLO,
		.without = FACT_STARTTLS_OFFERED | ASK_PLAIN | FACT_ENCRYPTED,
		.between = BETWEEN_REWRITES,
		.cause = REWRITTEN " STARTTLS is lost by that: nothing private was sent.",
		.advice = LET_IT_PASS},
	{.verdict = VERDICT_STARTTLS_NOT_OFFERED,
		.steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS),
		.with = FACT_EHLO,
		.without = FACT_STARTTLS_OFFERED | ASK_PLAIN | FACT_ENCRYPTED},
	{.verdict = VERDICT_STARTTLS_NOT_OFFERED,
		.steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS),
		.with = FACT_HELO,
		.without = ASK_PLAIN | FACT_ENCRYPTED},
	{.verdict = VERDICT_EHLO_REJECTED,
		.steps = STEPS(STEP_EHLO),
		.without = FACT_STARTTLS_OFFERED,
		.between = BETWEEN_REWRITES,
		.no_fix = true,
		.cause = REWRITTEN ANSWERED,
		.advice = LET_IT_PASS},
	{.verdict = VERDICT_EHLO_REJECTED,
		.steps = STEPS(STEP_EHLO),
		.without = FACT_STARTTLS_OFFERED | FACT_ENCRYPTED,
		CODES(500, 500),
		.no_fix = true,
		.cause = NO_EHLO,
		.advice = LET_IT_PASS},
	{.verdict = VERDICT_EHLO_REJECTED,
		.steps = STEPS(STEP_EHLO),
		.without = FACT_STARTTLS_OFFERED | FACT_ENCRYPTED,
		CODES(502, 502),
		.no_fix = true,
		.cause = NO_EHLO,
		.advice = LET_IT_PASS},
	{.verdict = VERDICT_EHLO_REJECTED,
		.steps = STEPS(STEP_EHLO),
		.without = FACT_STARTTLS_OFFERED,
		LATER,
		.no_fix = true,
		.advice = "Try again in a few minutes."},
	{.verdict = VERDICT_EHLO_REJECTED,
		.steps = STEPS(STEP_EHLO),
		.without = FACT_STARTTLS_OFFERED,
		REFUSED},
	{.verdict = VERDICT_EHLO_REJECTED,
		.steps = STEPS(STEP_EHLO),
		.without = FACT_STARTTLS_OFFERED,
		.no_fix = true,
		.advice = ITS_FAULT},
	{.verdict = VERDICT_TLS_STALLED,
		.steps = STEPS(STEP_STARTTLS),
		.ends = ENDS(END_TIMEOUT),
		.cause = "No answer to STARTTLS came within {test.timeout} seconds.",
		.advice = AFTER_OFFER},
	{.verdict = VERDICT_TLS_CLOSED,
		.steps = STEPS(STEP_STARTTLS),
		.ends = ENDS(END_CLOSED),
		.cause = "To STARTTLS it closed the connection.",
		.advice = AFTER_OFFER},
	{.verdict = VERDICT_STARTTLS_REFUSED,
		.steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS),
		.between = BETWEEN_REWRITES,
		.cause = REWRITTEN ANSWERED,
		.advice = LET_IT_PASS},
	{.verdict = VERDICT_STARTTLS_REFUSED,
		.steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS),
		CODES(200, 299),
		.cause = "{detail}"},
	{.verdict = VERDICT_STARTTLS_REFUSED, .steps = STEPS(STEP_EHLO) | STEPS(STEP_STARTTLS)},

	{.verdict = VERDICT_ENVELOPE_UTF8, .with = FACT_NEEDS_UTF8},
	{.verdict = VERDICT_CONTENT_TOO_LARGE,
		.with = FACT_TOO_LARGE,
		.cause = "Nothing was sent: the server announces a smaller limit.{limit}"},
	{.verdict = VERDICT_ENVELOPE_STALLED,
		.steps = ENVELOPE,
		.ends = ENDS(END_TIMEOUT),
		.with = FACT_HANDED_OVER,
		.cause = "The whole message was sent, but the server did not confirm it within "
			 "{test.timeout} seconds. It may still arrive."},
	{.verdict = VERDICT_ENVELOPE_STALLED, .steps = ENVELOPE, .ends = ENDS(END_TIMEOUT)},
	{.verdict = VERDICT_ENVELOPE_CLOSED,
		.steps = ENVELOPE,
		.ends = ENDS(END_CLOSED),
		.with = FACT_HANDED_OVER,
		.cause = "The whole message was sent, but the connection was closed before the "
			 "server confirmed it. It may still arrive."},
	{.verdict = VERDICT_ENVELOPE_CLOSED, .steps = ENVELOPE, .ends = ENDS(END_CLOSED)},
	{.verdict = VERDICT_REPLY_MALFORMED,
		.steps = ENVELOPE,
		.with = FACT_MALFORMED,
		.advice = ITS_FAULT},
	{.verdict = VERDICT_ENVELOPE_NEEDS_TLS,
		.steps = ENVELOPE,
		.with = ASK_TLS_FIRST,
		.without = FACT_ENCRYPTED | FACT_STARTTLS_OFFERED,
		.no_fix = true,
		.cause = NO_WAY_TO_TLS,
		.advice = "Try SSL on port 465, or ask the server's administrator."},
	{.verdict = VERDICT_ENVELOPE_NEEDS_TLS,
		.steps = ENVELOPE,
		.with = ASK_TLS_FIRST,
		.without = FACT_ENCRYPTED},
	{.verdict = VERDICT_ACCOUNT_INACTIVE,
		.steps = ENVELOPE,
		.with = FACT_AUTHENTICATED,
		NOT_NOW,
		.class = REPLY_INACTIVE},
	{.verdict = VERDICT_ACCOUNT_INACTIVE,
		.steps = ENVELOPE,
		.with = FACT_AUTHENTICATED,
		REFUSED,
		.class = REPLY_DISABLED},
	{.verdict = VERDICT_ENVELOPE_NEEDS_LOGIN,
		.steps = ENVELOPE,
		.without = FACT_AUTHENTICATED,
		CODES(530, 530)},
	{.verdict = VERDICT_ENVELOPE_NEEDS_LOGIN,
		.steps = ENVELOPE,
		.without = FACT_AUTHENTICATED,
		NOT_NOW,
		.class = REPLY_NEEDS_LOGIN},
	{.verdict = VERDICT_ENVELOPE_NEEDS_LOGIN,
		.steps = ENVELOPE,
		.without = FACT_AUTHENTICATED,
		NOT_NOW,
		.class = REPLY_RELAY_LOGIN},
	{.verdict = VERDICT_SENDER_NOT_ALLOWED,
		.steps = ENVELOPE,
		.without = FACT_AUTHENTICATED,
		NOT_NOW,
		.class = REPLY_NOT_OWN,
		.advice = ANY_SENDER},
	{.verdict = VERDICT_SENDER_NOT_ALLOWED,
		.steps = ENVELOPE,
		.without = FACT_AUTHENTICATED,
		.enhanced = "5.7.60",
		.advice = ANY_SENDER},
	{.verdict = VERDICT_SENDER_NOT_ALLOWED, .steps = ENVELOPE, .enhanced = "5.7.60"},
	/* Some providers refuse it for good with a 450. */
	{.verdict = VERDICT_SENDER_NOT_ALLOWED, .steps = ENVELOPE, NOT_NOW, .class = REPLY_NOT_OWN},
	{.verdict = VERDICT_SENDER_NOT_ALLOWED,
		.steps = ENVELOPE,
		NOT_NOW,
		.class = REPLY_UNVERIFIED,
		.cause = "The provider accepts mail only from addresses that you have verified "
			 "with it, and for a new account only to such addresses. The server "
			 "answered: {code}{reply}",
		.advice = "Verify the address with the provider, or set From to one that is "
			  "verified."},
	{.verdict = VERDICT_SENDER_NOT_ALLOWED,
		.steps = STEPS(STEP_SENDER),
		.with = FACT_AUTHENTICATED,
		.enhanced = "5.7.1"},
	{.verdict = VERDICT_SENDER_TEMPORARY,
		.steps = ENVELOPE,
		.enhanced = "5.4.5",
		.provider = "gmail-*",
		.cause = "The account has sent as much as Gmail allows in 24 hours." ANSWERED,
		.advice = "Wait a day. To send more, use another service."},
	{.verdict = VERDICT_SENDER_TEMPORARY,
		.steps = ENVELOPE,
		.with = FACT_AUTHENTICATED,
		NOT_NOW,
		.class = REPLY_CREDITS,
		.cause = "The account has sent as much as its provider allows for now." ANSWERED,
		.advice = "Wait until the limit is renewed, or ask the provider for more."},
	{.verdict = VERDICT_CONTENT_TOO_LARGE, .steps = ENVELOPE, .enhanced = "5.3.4"},
	{.verdict = VERDICT_CONTENT_TOO_LARGE,
		.steps = ENVELOPE,
		CODES(552, 552),
		.class = REPLY_TOO_LARGE},
	/* Many servers judge the sender only when they know the recipient. */
	{.verdict = VERDICT_SENDER_REFUSED,
		.steps = STEPS(STEP_RECIPIENT),
		.enhanced = "5.1.8",
		.advice = "Check From: its domain has to exist."},
	{.verdict = VERDICT_SENDER_TEMPORARY,
		.steps = STEPS(STEP_SENDER) | STEPS(STEP_RECIPIENT),
		.enhanced = "4.1.8",
		.advice = ITS_DOMAIN_LATER},
	{.verdict = VERDICT_SENDER_REFUSED,
		.steps = ENVELOPE,
		.without = FACT_AUTHENTICATED,
		REFUSED,
		.class = REPLY_SENDER,
		.advice = ITS_DOMAIN},
	{.verdict = VERDICT_SENDER_REFUSED, .steps = ENVELOPE, REFUSED, .class = REPLY_SENDER},
	{.verdict = VERDICT_SENDER_TEMPORARY,
		.steps = ENVELOPE,
		LATER,
		.class = REPLY_SENDER,
		.advice = ITS_DOMAIN_LATER},
	{.verdict = VERDICT_RECIPIENT_RELAY_DENIED,
		.steps = STEPS(STEP_RECIPIENT),
		.with = FACT_AUTHENTICATED,
		NOT_NOW,
		.class = REPLY_RELAY,
		.advice = NO_RELAY},
	{.verdict = VERDICT_RECIPIENT_RELAY_DENIED,
		.steps = STEPS(STEP_RECIPIENT),
		.with = FACT_AUTHENTICATED,
		NOT_NOW,
		.class = REPLY_RELAY_LOGIN,
		.advice = NO_RELAY},
	{.verdict = VERDICT_RECIPIENT_RELAY_DENIED,
		.steps = STEPS(STEP_RECIPIENT),
		NOT_NOW,
		.class = REPLY_RELAY,
		.set = SET_SUBMISSION,
		.advice = "Usually it does so only after a login: set the user and the password."},
	{.verdict = VERDICT_RECIPIENT_RELAY_DENIED,
		.steps = STEPS(STEP_RECIPIENT),
		NOT_NOW,
		.class = REPLY_RELAY},
	{.verdict = VERDICT_SENDER_TEMPORARY, .steps = STEPS(STEP_SENDER), LATER},
	{.verdict = VERDICT_SENDER_REFUSED,
		.steps = STEPS(STEP_SENDER),
		.without = FACT_AUTHENTICATED,
		REFUSED,
		.advice = ITS_DOMAIN},
	{.verdict = VERDICT_SENDER_REFUSED, .steps = STEPS(STEP_SENDER), REFUSED},
	{.verdict = VERDICT_RECIPIENT_TEMPORARY, .steps = STEPS(STEP_RECIPIENT), LATER},
	{.verdict = VERDICT_RECIPIENT_REFUSED, .steps = STEPS(STEP_RECIPIENT), REFUSED},
	{.verdict = VERDICT_CONTENT_TEMPORARY, .steps = STEPS(STEP_CONTENT), LATER},
	{.verdict = VERDICT_CONTENT_REFUSED, .steps = STEPS(STEP_CONTENT), REFUSED},
	{.verdict = VERDICT_REPLY_MALFORMED, .steps = ENVELOPE, .advice = ITS_FAULT},

	{.verdict = VERDICT_AUTH_NEEDS_TLS,
		.with = FACT_USER | ASK_PLAIN | FACT_STARTTLS_OFFERED,
		.without = FACT_AUTH_OFFERED},
	{.verdict = VERDICT_AUTH_NEEDS_TLS,
		.with = FACT_USER | ASK_TLS_FIRST,
		.without = FACT_ENCRYPTED | FACT_STARTTLS_OFFERED,
		.no_fix = true,
		.cause = NO_WAY_TO_TLS,
		.advice = "Try SSL on port 465, or ask the server's administrator."},
	{.verdict = VERDICT_AUTH_NEEDS_TLS,
		.with = FACT_USER | ASK_TLS_FIRST,
		.without = FACT_ENCRYPTED},
	/* What a server takes and offers in clear text is not all that it has. */
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_USER | FACT_AUTH_OFFERED | BESIDE_STARTTLS,
		.without = ASK_SHARED | FACT_AUTH_SENT,
		.ends = ENDS(END_LOGIN),
		FIRST_STARTTLS},
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_AUTH_SENT | BESIDE_STARTTLS,
		CODES(504, 504),
		.cause = NOT_THIS_METHOD,
		FIRST_STARTTLS},
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_AUTH_SENT | BESIDE_STARTTLS,
		.enhanced = "5.5.4",
		.cause = NOT_THIS_METHOD,
		FIRST_STARTTLS},
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_AUTH_SENT | BESIDE_STARTTLS,
		REFUSED,
		.class = REPLY_MECHANISM,
		.cause = NOT_THIS_METHOD,
		FIRST_STARTTLS},
	{.verdict = VERDICT_AUTH_NOT_OFFERED,
		.with = FACT_AUTH_SENT | BESIDE_STARTTLS,
		CODES(500, 500),
		.cause = NOT_THIS_COMMAND,
		FIRST_STARTTLS},
	{.verdict = VERDICT_AUTH_NOT_OFFERED,
		.with = FACT_AUTH_SENT | BESIDE_STARTTLS,
		CODES(502, 503),
		.cause = NOT_THIS_COMMAND,
		FIRST_STARTTLS},
	{.verdict = VERDICT_AUTH_STALLED,
		.with = FACT_AUTH_SENT | ASK_TOKEN,
		.ends = ENDS(END_TIMEOUT),
		.advice = "Try again in a few minutes."},
	{.verdict = VERDICT_AUTH_STALLED, .with = FACT_AUTH_SENT, .ends = ENDS(END_TIMEOUT)},
	{.verdict = VERDICT_AUTH_CLOSED,
		.with = FACT_AUTH_SENT | ASK_TOKEN,
		.ends = ENDS(END_CLOSED),
		.cause = "The connection was closed before the server said whether it accepts the "
			 "access token.",
		.advice = "Try again in a few minutes, or with a new access token."},
	{.verdict = VERDICT_AUTH_CLOSED, .with = FACT_AUTH_SENT, .ends = ENDS(END_CLOSED)},
	{.verdict = VERDICT_ACCOUNT_INACTIVE,
		.with = FACT_AUTH_SENT,
		NOT_NOW,
		.class = REPLY_INACTIVE,
		.cause = "The login may be right. To it the server answered: "
			 "{code}{reply}"},
	{.verdict = VERDICT_AUTH_TOKEN,
		.with = FACT_AUTH_SENT,
		NOT_NOW,
		.class = REPLY_TOKEN,
		OF_SIGN_IN},
	{.verdict = VERDICT_AUTH_TOKEN, .with = FACT_AUTH_SENT, NOT_NOW, .class = REPLY_TOKEN},
	{.verdict = VERDICT_AUTH_TOKEN,
		.with = FACT_AUTH_SENT | FACT_EXPLAINED,
		REFUSED,
		OF_SIGN_IN},
	{.verdict = VERDICT_AUTH_TOKEN, .with = FACT_AUTH_SENT | FACT_EXPLAINED, REFUSED},
	{.verdict = VERDICT_AUTH_TEMPORARY,
		.with = FACT_AUTH_SENT,
		NOT_NOW,
		.class = REPLY_LOCK_OUT,
		.advice = AN_HOUR},
	{.verdict = VERDICT_AUTH_TEMPORARY,
		.with = FACT_AUTH_SENT,
		NOT_NOW,
		.class = REPLY_CREDITS,
		.advice = "The account has reached its sending limit. Wait until its plan is "
			  "renewed, or ask the provider for more."},
	{.verdict = VERDICT_AUTH_TEMPORARY,
		.with = FACT_AUTH_SENT,
		REFUSED,
		.class = REPLY_TROUBLE},
	{.verdict = VERDICT_AUTH_TEMPORARY, .with = FACT_AUTH_SENT, LATER},
	/* The password was not looked at; another try with another method is no risk. */
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_AUTH_SENT,
		CODES(504, 504),
		.cause = NOT_THIS_METHOD},
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_AUTH_SENT,
		.enhanced = "5.5.4",
		.cause = NOT_THIS_METHOD},
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_AUTH_SENT,
		REFUSED,
		.class = REPLY_MECHANISM,
		.cause = NOT_THIS_METHOD},
	/* Under TLS it cannot be for want of encryption. */
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_AUTH_SENT,
		CODES(538, 538),
		.cause = NOT_THIS_METHOD},
	{.verdict = VERDICT_AUTH_NOT_OFFERED,
		.with = FACT_AUTH_SENT,
		CODES(530, 530),
		.cause = NOT_THIS_COMMAND,
		.advice = ASK_ABOUT_LOGINS},
	{.verdict = VERDICT_AUTH_NOT_OFFERED,
		.with = FACT_AUTH_SENT,
		CODES(500, 500),
		.cause = NOT_THIS_COMMAND,
		.advice = ASK_ABOUT_LOGINS},
	{.verdict = VERDICT_AUTH_NOT_OFFERED,
		.with = FACT_AUTH_SENT,
		CODES(502, 503),
		.cause = NOT_THIS_COMMAND,
		.advice = ASK_ABOUT_LOGINS},
	{.verdict = VERDICT_AUTH_APP_PASSWORD,
		.with = FACT_AUTH_SENT,
		.without = ASK_TOKEN,
		.enhanced = "5.7.9",
		.class = REPLY_BROWSER,
		.cause = "The provider blocks this login." ANSWERED,
		.advice = "Sign in to the account with a web browser, confirm that it was you, "
			  "and test again. If that does not help, create an app password on the "
			  "account's security page and use it instead."},
	{.verdict = VERDICT_AUTH_APP_PASSWORD,
		.with = FACT_AUTH_SENT,
		.without = ASK_TOKEN,
		.enhanced = "5.7.9"},
	{.verdict = VERDICT_AUTH_APP_PASSWORD,
		.with = FACT_AUTH_SENT,
		.without = ASK_TOKEN,
		REFUSED,
		.class = REPLY_APP_PASSWORD},
	{.verdict = VERDICT_AUTH_OAUTH_REQUIRED,
		.with = FACT_AUTH_SENT,
		.without = ASK_TOKEN,
		REFUSED,
		.class = REPLY_OAUTH},
	{.verdict = VERDICT_AUTH_OAUTH_REQUIRED,
		.with = FACT_AUTH_SENT,
		.without = ASK_TOKEN,
		.enhanced = "5.7.30"},
	{.verdict = VERDICT_AUTH_DISABLED,
		.with = FACT_AUTH_SENT,
		REFUSED,
		.class = REPLY_BROWSER,
		.cause = HELD_BACK,
		.advice = SIGN_IN},
	{.verdict = VERDICT_AUTH_DISABLED,
		.with = FACT_AUTH_SENT,
		.enhanced = "5.7.14",
		.cause = HELD_BACK,
		.advice = SIGN_IN},
	{.verdict = VERDICT_AUTH_REJECTED,
		.with = FACT_AUTH_SENT,
		.without = ASK_TOKEN,
		REFUSED,
		.class = REPLY_WRONG},
	{.verdict = VERDICT_AUTH_DISABLED,
		.with = FACT_AUTH_SENT,
		.enhanced = "5.7.139",
		.set = SET_SIGN_IN,
		.cause = "The sign-in is good. The server answered: {code}{reply}"},
	{.verdict = VERDICT_AUTH_DISABLED, .with = FACT_AUTH_SENT, .enhanced = "5.7.139"},
	{.verdict = VERDICT_AUTH_DISABLED,
		.with = FACT_AUTH_SENT,
		REFUSED,
		.class = REPLY_DISABLED,
		.advice = "Sign in to the account with a web browser to see what is wrong with "
			  "it, or ask its administrator."},
	{.verdict = VERDICT_AUTH_TOKEN, .with = FACT_AUTH_SENT | ASK_TOKEN, REFUSED, OF_SIGN_IN},
	{.verdict = VERDICT_AUTH_TOKEN, .with = FACT_AUTH_SENT | ASK_TOKEN, REFUSED},
	{.verdict = VERDICT_AUTH_OAUTH_REQUIRED, .with = FACT_AUTH_SENT | ASK_OAUTH, REFUSED},
	REFUSED_BY("gmail-*", ACCOUNT_PASSWORD("Gmail")),
	REFUSED_BY("yahoo-*", ACCOUNT_PASSWORD("Yahoo")),
	REFUSED_BY("icloud", ACCOUNT_PASSWORD("Apple")),
	REFUSED_BY("fastmail", ACCOUNT_PASSWORD("Fastmail")),
	REFUSED_BY("microsoft365", "Wrong user or password, or SMTP AUTH is off for this mailbox."),
	REFUSED_BY("zoho-*", "Wrong user or password, or the account is on another Zoho site."),
	REFUSED_BY("sendgrid*",
		"The user has to be the word apikey, and the password an API key that may send "
		"mail."),
	REFUSED_BY("amazon-ses-*",
		"These are not SMTP credentials of this region. Credentials of another region and "
		"AWS secret keys do not work."),
	REFUSED_BY("mailgun-*",
		"Wrong user or password, an API key, or the domain is in Mailgun's other region."),
	REFUSED_BY("postmark*", "User and password both have to be the server's token."),
	REFUSED_BY("brevo", "Wrong user or SMTP key; an API key does not work here."),
	/* A command that was not understood is no judgement of a password. */
	{.verdict = VERDICT_AUTH_PROTOCOL,
		.with = FACT_AUTH_SENT,
		CODES(501, 501),
		.cause = "It did not understand the login: {code}{reply}"},
	{.verdict = VERDICT_AUTH_REJECTED, .with = FACT_AUTH_SENT, REFUSED},
	/* The bearer mechanisms refuse with a challenge (RFC 7628 3.2.2). */
	{.verdict = VERDICT_AUTH_TOKEN,
		.with = FACT_AUTH_SENT | FACT_EXPLAINED,
		CODES(334, 334),
		OF_SIGN_IN},
	{.verdict = VERDICT_AUTH_TOKEN, .with = FACT_AUTH_SENT | FACT_EXPLAINED, CODES(334, 334)},
	{.verdict = VERDICT_AUTH_PROTOCOL, .with = FACT_AUTH_SENT},
	{.verdict = VERDICT_AUTH_NO_SHARED_METHOD,
		.with = FACT_USER | FACT_AUTH_OFFERED,
		.without = ASK_SHARED},
	{.verdict = VERDICT_AUTH_STALLED,
		.steps = STEPS(STEP_AUTH),
		.ends = ENDS(END_TIMEOUT),
		.cause = "The time was over before the login was sent: Test Timeout is "
			 "{test.timeout} seconds.",
		.advice = "Try again in a few minutes, or with a longer Test Timeout."},
	{.verdict = VERDICT_AUTH_CLOSED,
		.steps = STEPS(STEP_AUTH),
		.ends = ENDS(END_CLOSED),
		.cause = "The connection was closed before the login was sent.",
		.advice = "Try again in a few minutes. If it happens again, ask the server's "
			  "administrator."},
	{.verdict = VERDICT_AUTH_NOT_OFFERED,
		.with = FACT_USER | FACT_AUTH_OFFERED,
		.cause = "{detail}",
		.advice = ASK_ABOUT_LOGINS},
	{.verdict = VERDICT_AUTH_NOT_OFFERED,
		.with = FACT_USER,
		.between = BETWEEN_REWRITES,
		.cause = REWRITTEN " The login is lost by that.",
		.advice = LET_IT_PASS},
	{.verdict = VERDICT_AUTH_NOT_OFFERED,
		.with = FACT_USER,
		.set = SET_SUBMISSION,
		.advice = ASK_ABOUT_LOGINS},
	{.verdict = VERDICT_AUTH_NOT_OFFERED, .with = FACT_USER},

	{.verdict = VERDICT_OK_SENT,
		.ends = ENDS(END_OK),
		.with = FACT_SENT,
		.without = FACT_ENCRYPTED | FACT_AUTHENTICATED,
		.cause =
			"{server.host} has the test message from {sender.from} to {recipient}. But "
			"it went over the network in clear text: anyone on the path can read it."},
	{.verdict = VERDICT_OK_SENT,
		.ends = ENDS(END_OK),
		.with = FACT_SENT,
		.without = FACT_ENCRYPTED,
		.cause = "{server.host} accepted the test message from {sender.from} to "
			 "{recipient}, but in clear text: anyone on the path can read it and the "
			 "login."},
	{.verdict = VERDICT_OK_SENT, .ends = ENDS(END_OK), .with = FACT_SENT},
	{.verdict = VERDICT_WARN_NOT_ENCRYPTED,
		.ends = ENDS(END_OK),
		.with = FACT_ENVELOPE,
		.without = FACT_ENCRYPTED | FACT_AUTHENTICATED,
		.cause = "The server accepts {sender.from} as the sender and {recipient} as the "
			 "recipient. Nothing was sent.{limit} But the connection is in clear text: "
			 "anyone on the path can read the mail."},
	{.verdict = VERDICT_WARN_NOT_ENCRYPTED,
		.ends = ENDS(END_OK),
		.with = FACT_ENVELOPE,
		.without = FACT_ENCRYPTED,
		.cause = "The server accepts {sender.from} as the sender and {recipient} as the "
			 "recipient. Nothing was sent.{limit} But the connection is in clear "
			 "text: anyone on the path can read it and the login."},
	{.verdict = VERDICT_OK_ENVELOPE, .ends = ENDS(END_OK), .with = FACT_ENVELOPE},
	{.verdict = VERDICT_WARN_NOT_ENCRYPTED,
		.ends = ENDS(END_OK),
		.with = FACT_AUTHENTICATED,
		.without = FACT_ENCRYPTED,
		.set = SET_CRAM_MD5,
		.cause = "The login was accepted, and {tried} did not show the password. But "
			 "everything else went over the network in clear text: anyone on the path "
			 "can read it."},
	{.verdict = VERDICT_WARN_NOT_ENCRYPTED,
		.ends = ENDS(END_OK),
		.with = FACT_AUTHENTICATED,
		.without = FACT_ENCRYPTED,
		.cause = "The login was accepted ({tried}), but in clear text: anyone on the path "
			 "can read the user and the password."},
	{.verdict = VERDICT_WARN_NOT_ENCRYPTED, .ends = ENDS(END_OK), .without = FACT_ENCRYPTED},
	{.verdict = VERDICT_OK_AUTHENTICATED, .ends = ENDS(END_OK), .with = FACT_AUTHENTICATED},
	{.verdict = VERDICT_OK_NO_LOGIN, .ends = ENDS(END_OK)},
	{.verdict = VERDICT_REPLY_MALFORMED, .with = FACT_EHLO, .advice = ITS_FAULT},
	{.verdict = VERDICT_REPLY_MALFORMED},
};
/* clang-format on */

const size_t verdict_rule_count = sizeof(verdict_rules) / sizeof(verdict_rules[0]);
