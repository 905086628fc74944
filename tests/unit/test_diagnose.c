/*
 * The judge: facts and settings -> verdict, row by row. The module's own source is included, so
 * that the table of rules can be held against these rows, and against the verdicts.
 */
#include "fixture.h"
#include "reply_words.h"

#include "../../src/model/diagnose.c"
#include "store/tested.h"

#include <errno.h>

enum { random_rounds = 200000 };

#define PLAIN   "server.protocol=plain"
#define SSL     "server.protocol=ssl"
#define AT_2525 "server.port=2525"
#define SIGN_IN "auth.sign_in=https://issuer.example"
#define GREETED (FACT_BYTES | FACT_GREETING | FACT_EHLO)
#define HELLO   (GREETED | FACT_STARTTLS_OFFERED)
#define TLS     (HELLO | FACT_STARTTLS_READY | FACT_ENCRYPTED)
#define CLEAR   (HELLO | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT)
#define LOGIN   (TLS | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT)
#define IN      (LOGIN | FACT_AUTHENTICATED)
#define TAKEN   (IN | FACT_ENVELOPE)

struct row {
	const char *id;
	enum end end;
	enum step step;
	unsigned flags;
	int code;
	const char *enhanced, *text, *greeting, *mechanisms;
	unsigned problems;
	int os_errno;
	const char *settings;
	const char *issuer, *name; /* of the certificate */
};

static const struct row rows[] = {
	{.id = "ok.authenticated", END_OK, STEP_DONE, LOGIN | FACT_AUTHENTICATED, 235},
	{.id = "ok.authenticated",
		END_OK,
		STEP_DONE,
		IN,
		235,
		"2.7.0",
		"application-specific password, welcome"},
	{.id = "ok.authenticated",
		END_OK,
		STEP_DONE,
		(LOGIN | FACT_AUTHENTICATED) & ~(unsigned)FACT_STARTTLS_OFFERED,
		235,
		.settings = SSL},
	{.id = "envelope.needs_tls",
		END_REPLY,
		STEP_SENDER,
		HELLO,
		530,
		"5.7.0",
		"Must issue a STARTTLS command first",
		.settings = PLAIN},
	{.id = "envelope.needs_tls", END_REPLY, STEP_SENDER, GREETED, 523, .settings = PLAIN},
	{.id = "auth.needs_tls",
		END_LOGIN,
		STEP_AUTH,
		CLEAR & ~(unsigned)FACT_STARTTLS_OFFERED,
		523,
		.settings = PLAIN},
	{.id = "auth.no_shared_method",
		END_LOGIN,
		STEP_AUTH,
		CLEAR & ~(unsigned)FACT_AUTH_SENT,
		250,
		.mechanisms = "NTLM",
		.settings = PLAIN},
	{.id = "auth.no_shared_method", END_LOGIN, STEP_AUTH, CLEAR, 504, .settings = PLAIN},
	{.id = "auth.no_shared_method",
		END_LOGIN,
		STEP_AUTH,
		CLEAR,
		535,
		"5.5.4",
		.settings = PLAIN},
	{.id = "auth.no_shared_method",
		END_LOGIN,
		STEP_AUTH,
		CLEAR,
		534,
		"5.7.9",
		"Mechanism is too weak",
		.settings = PLAIN},
	{.id = "auth.not_offered", END_LOGIN, STEP_AUTH, CLEAR, 500, .settings = PLAIN},
	{.id = "auth.not_offered", END_LOGIN, STEP_AUTH, CLEAR, 502, .settings = PLAIN},

	{.id = "tls.not_tls", END_TLS, STEP_TLS, HELLO | FACT_STARTTLS_READY | FACT_NOT_TLS, 220},
	{.id = "starttls.not_offered",
		END_REPLY,
		STEP_STARTTLS,
		GREETED,
		250,
		.greeting = "220 ****"},
	{.id = "starttls.refused", END_REPLY, STEP_STARTTLS, HELLO, 500, .greeting = "220 ****"},
	{.id = "ehlo.rejected",
		END_REPLY,
		STEP_EHLO,
		FACT_BYTES | FACT_GREETING,
		500,
		.greeting = "220 ****"},
	{.id = "ehlo.rejected", END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 500},
	{.id = "ehlo.rejected", END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 502},
	{.id = "auth.not_offered",
		END_LOGIN,
		STEP_AUTH,
		GREETED | FACT_USER,
		250,
		.greeting = "220 ****",
		.settings = PLAIN},
	{.id = "tls.self_signed",
		END_CERT,
		STEP_TLS,
		HELLO,
		.problems = CERT_SELF_SIGNED,
		.issuer = "CN=Mail Shield Root"},
	{.id = "tls.unknown_ca",
		END_CERT,
		STEP_TLS,
		HELLO,
		.problems = CERT_UNKNOWN_CA,
		.issuer = "CN=Mail Shield Root"},
	{.id = "tls.wrong_name",
		END_CERT,
		STEP_TLS,
		HELLO,
		.problems = CERT_WRONG_NAME,
		.name = "shared.hosting.example",
		.settings = "server.host=smtp.gmail.com"},

	{.id = "ok.no_login", END_OK, STEP_DONE, TLS, 250},
	{.id = "ok.no_login",
		END_OK,
		STEP_DONE,
		TLS | FACT_AUTH_OFFERED,
		250,
		.mechanisms = "PLAIN"},
	{.id = "warn.not_encrypted", END_OK, STEP_DONE, HELLO, 250, .settings = PLAIN},
	{.id = "warn.not_encrypted",
		END_OK,
		STEP_DONE,
		GREETED | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT | FACT_AUTHENTICATED,
		235,
		.settings = PLAIN},
	{.id = "warn.not_encrypted",
		END_OK,
		STEP_DONE,
		GREETED | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT | FACT_AUTHENTICATED,
		235,
		.settings = PLAIN " auth.method=cram-md5"},
	{.id = "warn.not_encrypted",
		END_OK,
		STEP_DONE,
		FACT_BYTES | FACT_GREETING | FACT_HELO,
		250,
		.settings = PLAIN},

	{.id = "cancelled", END_CANCELLED, STEP_DNS, FACT_USER},
	{.id = "cancelled", END_CANCELLED, STEP_AUTH, LOGIN},
	{.id = "local.setup", END_SETUP, STEP_DNS, FACT_USER},

	{.id = "dns.not_found", END_RESOLVE, STEP_DNS, FACT_USER},
	{.id = "dns.not_found", END_RESOLVE, STEP_CONNECT, FACT_USER},
	{.id = "dns.not_found", END_CONNECT, STEP_DNS, FACT_USER},
	{.id = "dns.timeout", END_TIMEOUT, STEP_DNS, FACT_USER},
	{.id = "dns.failed", END_RESOLVER, STEP_DNS, FACT_USER},
	{.id = "connect.refused", END_CONNECT, STEP_CONNECT, FACT_USER, .os_errno = ECONNREFUSED},
	{.id = "greeting.closed", END_CONNECT, STEP_CONNECT, FACT_USER, .os_errno = ECONNRESET},
	{.id = "connect.timeout", END_TIMEOUT, STEP_CONNECT, FACT_USER},
	{.id = "connect.timeout", END_CONNECT, STEP_CONNECT, FACT_USER, .os_errno = ETIMEDOUT},
	{.id = "connect.unreachable",
		END_CONNECT,
		STEP_CONNECT,
		FACT_USER,
		.os_errno = ENETUNREACH},
	{.id = "connect.unreachable",
		END_CONNECT,
		STEP_CONNECT,
		FACT_USER,
		.os_errno = EHOSTUNREACH},
	{.id = "connect.unreachable", END_CLOSED, STEP_CONNECT, FACT_USER},

	{.id = "greeting.silent", END_TIMEOUT, STEP_GREETING, FACT_USER},
	{.id = "greeting.silent",
		END_TIMEOUT,
		STEP_GREETING,
		FACT_USER | FACT_BYTES,
		.greeting = "220-a"},
	{.id = "greeting.silent",
		END_TIMEOUT,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "220-no HTTP/1.1 and no SSH-2.0 here"},
	{.id = "greeting.closed", END_CLOSED, STEP_GREETING, FACT_USER},
	{.id = "greeting.rejected",
		END_REPLY,
		STEP_GREETING,
		FACT_BYTES,
		554,
		"5.7.1",
		"no",
		"554 5.7.1 no"},
	{.id = "greeting.busy",
		END_REPLY,
		STEP_GREETING,
		FACT_BYTES,
		421,
		NULL,
		"later",
		"421 later"},
	{.id = "greeting.http",
		END_REPLY,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "HTTP/1.1 400 Bad Request"},
	{.id = "greeting.http",
		END_TIMEOUT,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "http/1.0 408 Timeout"},
	{.id = "greeting.ssh",
		END_TIMEOUT,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "SSH-2.0-OpenSSH_9.2p1"},
	{.id = "greeting.not_smtp",
		END_REPLY,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "+OK POP3 ready"},
	{.id = "greeting.not_smtp",
		END_CLOSED,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "* OK IMAP4"},
	{.id = "greeting.not_smtp",
		END_REPLY,
		STEP_GREETING,
		FACT_BYTES,
		250,
		NULL,
		"ok",
		"250 ok"},
	{.id = "greeting.wants_tls", END_TIMEOUT, STEP_GREETING, FACT_USER | FACT_WANTS_TLS},
	{.id = "greeting.wants_tls", END_CLOSED, STEP_GREETING, FACT_WANTS_TLS, .settings = PLAIN},

	{.id = "ehlo.rejected", END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 550},
	{.id = "ehlo.rejected",
		END_REPLY,
		STEP_EHLO,
		FACT_BYTES | FACT_GREETING,
		421,
		.settings = PLAIN},
	{.id = "ehlo.closed", END_CLOSED, STEP_EHLO, FACT_BYTES | FACT_GREETING},
	{.id = "ehlo.stalled", END_TIMEOUT, STEP_EHLO, FACT_BYTES | FACT_GREETING},

	{.id = "starttls.not_offered", END_REPLY, STEP_EHLO, GREETED | FACT_USER, 250},
	{.id = "starttls.not_offered", END_REPLY, STEP_STARTTLS, GREETED, 250},
	{.id = "starttls.not_offered",
		END_REPLY,
		STEP_EHLO,
		FACT_BYTES | FACT_GREETING | FACT_HELO,
		250},
	{.id = "starttls.refused", END_REPLY, STEP_STARTTLS, HELLO | FACT_USER, 454},
	{.id = "starttls.refused", END_REPLY, STEP_STARTTLS, HELLO, 501},
	{.id = "starttls.refused", END_REPLY, STEP_STARTTLS, HELLO, 250},
	{.id = "starttls.injected",
		END_REPLY,
		STEP_STARTTLS,
		HELLO | FACT_STARTTLS_READY | FACT_INJECTED,
		220},
	{.id = "starttls.injected",
		END_TLS,
		STEP_TLS,
		HELLO | FACT_STARTTLS_READY | FACT_INJECTED,
		220},
	{.id = "tls.stalled", END_TIMEOUT, STEP_STARTTLS, HELLO},
	{.id = "tls.closed", END_CLOSED, STEP_STARTTLS, HELLO},

	{.id = "tls.stalled", END_TIMEOUT, STEP_TLS, HELLO | FACT_STARTTLS_READY, 220},
	{.id = "tls.closed", END_CLOSED, STEP_TLS, HELLO | FACT_STARTTLS_READY, 220},
	{.id = "tls.closed", END_TLS, STEP_TLS, FACT_USER, .settings = SSL},
	{.id = "tls.not_tls", END_TLS, STEP_TLS, FACT_BYTES | FACT_NOT_TLS, .settings = SSL},
	{.id = "tls.too_old", END_TLS, STEP_TLS, HELLO | FACT_OLD_TLS},
	{.id = "tls.too_old", END_UNSAFE, STEP_TLS, HELLO | FACT_STARTTLS_READY, 220},
	{.id = "tls.client_certificate", END_TLS, STEP_TLS, HELLO | FACT_CLIENT_CERT},
	{.id = "tls.client_certificate", END_CLOSED, STEP_EHLO, TLS | FACT_CLIENT_CERT},
	{.id = "tls.client_certificate",
		END_REPLY,
		STEP_GREETING,
		FACT_ENCRYPTED | FACT_CERT_WANTED,
		421,
		"4.7.0",
		"closing"},
	{.id = "tls.client_certificate", END_CLOSED, STEP_EHLO, TLS | FACT_CERT_WANTED},
	{.id = "greeting.busy",
		END_REPLY,
		STEP_GREETING,
		FACT_ENCRYPTED | FACT_CERT_WANTED,
		421,
		"4.7.0",
		"Too many concurrent connections"},
	{.id = "tls.pin_mismatch", END_PIN, STEP_TLS, HELLO, .problems = CERT_EXPIRED},
	{.id = "tls.expired", END_CERT, STEP_TLS, HELLO, .problems = CERT_EXPIRED},
	{.id = "tls.expired", END_CERT, STEP_TLS, HELLO, .problems = 127},
	{.id = "tls.not_yet_valid", END_CERT, STEP_TLS, HELLO, .problems = 126},
	{.id = "tls.self_signed", END_CERT, STEP_TLS, HELLO, .problems = 124},
	{.id = "tls.unknown_ca", END_CERT, STEP_TLS, HELLO, .problems = 120},
	{.id = "tls.wrong_name", END_CERT, STEP_TLS, HELLO, .problems = 112},
	{.id = "tls.too_old", END_CERT, STEP_TLS, HELLO, .problems = CERT_WEAK | CERT_OTHER},
	{.id = "tls.unknown_ca", END_CERT, STEP_TLS, HELLO, .problems = CERT_OTHER},

	/* CURLE_OK, and yet nobody looked at the password. */
	{.id = "auth.not_offered", END_OK, STEP_DONE, TLS | FACT_USER, 250},
	{.id = "auth.not_offered", END_OK, STEP_DONE, TLS | FACT_USER | FACT_AUTH_OLD, 250},
	{.id = "auth.not_offered", END_OK, STEP_DONE, GREETED | FACT_USER, 250, .settings = PLAIN},
	{.id = "auth.not_offered",
		END_OK,
		STEP_DONE,
		FACT_BYTES | FACT_GREETING | FACT_HELO | FACT_USER,
		250,
		.settings = PLAIN},
	{.id = "auth.needs_tls", END_OK, STEP_DONE, HELLO | FACT_USER, 250, .settings = PLAIN},
	{.id = "auth.needs_tls",
		END_LOGIN,
		STEP_AUTH,
		GREETED | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT,
		530,
		"5.7.0",
		.settings = PLAIN,
		.mechanisms = "PLAIN"},
	{.id = "auth.needs_tls",
		END_LOGIN,
		STEP_AUTH,
		LOGIN & ~(unsigned)FACT_ENCRYPTED,
		538,
		"5.7.11",
		.settings = PLAIN,
		.mechanisms = "PLAIN"},
	{.id = "auth.needs_tls",
		END_LOGIN,
		STEP_AUTH,
		HELLO | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT,
		530,
		.settings = PLAIN,
		.mechanisms = "PLAIN"},
	{.id = "auth.needs_tls",
		END_LOGIN,
		STEP_AUTH,
		GREETED | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT,
		538,
		.settings = PLAIN,
		.mechanisms = "PLAIN"},
	{.id = "auth.no_shared_method", END_LOGIN, STEP_AUTH, LOGIN, 538, "5.7.11"},
	{.id = "auth.not_offered", END_LOGIN, STEP_AUTH, LOGIN, 530, "5.7.0", "STARTTLS first"},
	{.id = "auth.no_shared_method",
		END_LOGIN,
		STEP_AUTH,
		TLS | FACT_USER | FACT_AUTH_OFFERED,
		250,
		.mechanisms = "GSSAPI SCRAM-SHA-256"},
	{.id = "auth.no_shared_method",
		END_OK,
		STEP_DONE,
		TLS | FACT_USER | FACT_AUTH_OFFERED,
		250,
		.mechanisms = "PLAIN LOGIN",
		.settings = "auth.method=cram-md5"},
	{.id = "auth.no_shared_method",
		END_LOGIN,
		STEP_AUTH,
		TLS | FACT_USER | FACT_AUTH_OFFERED,
		250,
		.mechanisms = "PLAINER LOGIN2"},
	{.id = "auth.no_shared_method", END_LOGIN, STEP_AUTH, LOGIN, 504, "5.5.4"},
	{.id = "auth.not_offered",
		END_OK,
		STEP_DONE,
		TLS | FACT_USER | FACT_AUTH_OFFERED,
		250,
		.mechanisms = "login plain"},
	{.id = "auth.rejected", END_LOGIN, STEP_AUTH, LOGIN, 535, "5.7.8", "authentication failed"},
	{.id = "auth.rejected", END_LOGIN, STEP_AUTH, LOGIN, 535},
	{.id = "auth.token",
		END_LOGIN,
		STEP_AUTH,
		LOGIN | FACT_EXPLAINED,
		334,
		.settings = "auth.method=xoauth2"},
	{.id = "auth.rejected", END_LOGIN, STEP_AUTH, LOGIN, 550},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		534,
		"5.7.9",
		"use an app password"},
	{.id = "auth.app_password", END_LOGIN, STEP_AUTH, LOGIN, 534, "5.7.9"},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"Application-specific password required"},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"use an app-specific password"},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"make an App Password first"},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"application password needed"},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.0",
		"(#AUTH005) too many"},
	{.id = "auth.oauth_required",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.139",
		"Authentication unsuccessful, basic authentication is disabled"},
	{.id = "auth.oauth_required", END_LOGIN, STEP_AUTH, LOGIN, 550, "5.7.30"},
	{.id = "auth.oauth_required",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.3",
		.settings = "server.host=smtp-mail.outlook.com"},
	/* An access token that ran out: OAuth is what was used already. */
	{.id = "auth.token",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.3",
		.settings = "server.host=smtp-mail.outlook.com auth.method=xoauth2"},
	{.id = "auth.disabled",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.139",
		"SmtpClientAuthentication is disabled for the Tenant"},
	{.id = "auth.temporary", END_LOGIN, STEP_AUTH, LOGIN, 454, "4.7.0"},
	{.id = "auth.temporary", END_LOGIN, STEP_AUTH, LOGIN, 421},
	{.id = "auth.stalled", END_TIMEOUT, STEP_AUTH, LOGIN},
	{.id = "auth.stalled",
		END_TIMEOUT,
		STEP_AUTH,
		TLS | FACT_USER | FACT_AUTH_OFFERED,
		.mechanisms = "PLAIN"},
	{.id = "auth.closed", END_CLOSED, STEP_AUTH, LOGIN},
	{.id = "auth.closed",
		END_CLOSED,
		STEP_AUTH,
		TLS | FACT_USER | FACT_AUTH_OFFERED,
		.mechanisms = "PLAIN"},
	{.id = "auth.protocol", END_REPLY, STEP_AUTH, LOGIN, 250},
	{.id = "auth.protocol", END_REPLY, STEP_AUTH, LOGIN | FACT_MALFORMED},
	{.id = "auth.protocol",
		END_REPLY,
		STEP_AUTH,
		LOGIN | FACT_MALFORMED,
		0,
		NULL,
		"235 application-specific password, welcome"},

	{.id = "ok.sent", END_OK, STEP_DONE, TAKEN | FACT_HANDED_OVER | FACT_SENT, 250},
	{.id = "ok.sent",
		END_OK,
		STEP_DONE,
		GREETED | FACT_ENVELOPE | FACT_HANDED_OVER | FACT_SENT,
		250,
		.settings = PLAIN},
	{.id = "ok.envelope", END_OK, STEP_DONE, TAKEN, 250},
	{.id = "warn.not_encrypted",
		END_OK,
		STEP_DONE,
		GREETED | FACT_ENVELOPE,
		250,
		.settings = PLAIN},
	{.id = "envelope.utf8", END_REPLY, STEP_SENDER, IN | FACT_NEEDS_UTF8, 235},
	{.id = "content.too_large", END_REPLY, STEP_SENDER, IN | FACT_TOO_LARGE, 235},
	{.id = "envelope.stalled", END_TIMEOUT, STEP_SENDER, IN, 235},
	{.id = "envelope.stalled", END_TIMEOUT, STEP_RECIPIENT, IN, 250},
	{.id = "envelope.stalled", END_TIMEOUT, STEP_CONTENT, TAKEN | FACT_HANDED_OVER, 354},
	{.id = "envelope.closed", END_CLOSED, STEP_SENDER, IN, 235},
	{.id = "envelope.closed", END_CLOSED, STEP_CONTENT, TAKEN, 250},
	{.id = "envelope.closed", END_CLOSED, STEP_CONTENT, TAKEN | FACT_HANDED_OVER, 354},
	{.id = "reply.malformed", END_REPLY, STEP_SENDER, IN | FACT_MALFORMED, 0, NULL, "hello"},
	{.id = "reply.malformed", END_REPLY, STEP_CONTENT, TAKEN, 250, "2.0.0", "thanks"},
	{.id = "reply.too_long", END_TOO_LONG, STEP_RECIPIENT, IN, 250},
	{.id = "envelope.needs_tls",
		END_REPLY,
		STEP_SENDER,
		HELLO,
		530,
		"5.7.0",
		"Must issue a STARTTLS command first",
		.settings = PLAIN},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_SENDER,
		TLS,
		530,
		"5.7.0",
		"Authentication Required"},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		550,
		NULL,
		"SMTP authentication required for this"},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		550,
		"5.7.1",
		"Client was not authenticated"},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		553,
		"5.7.1",
		"<a@b.c>: Sender address rejected: not logged in"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		"5.7.60",
		"SMTP; Client does not have permissions to send as this sender"},
	{.id = "sender.not_allowed", END_REPLY, STEP_SENDER, IN, 550, "5.7.1", "no"},
	{.id = "sender.refused", END_REPLY, STEP_SENDER, TLS, 550, "5.7.1", "no"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		554,
		"5.2.252",
		"SendAsDenied; a@b.c not allowed to send as d@e.f"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		553,
		"5.7.1",
		"<a@b.c>: Sender address rejected: not owned by user d@e.f"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_SENDER,
		IN,
		550,
		NULL,
		"Requested action not taken: mailbox unavailable Sender address is not allowed."},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		553,
		NULL,
		"Relaying disallowed as a@b.c"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		NULL,
		"The from address does not match a verified Sender Identity."},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		554,
		NULL,
		"Message rejected: Email address is not verified. The following identities failed"},
	{.id = "content.too_large", END_REPLY, STEP_SENDER, IN, 552, "5.3.4", "too big"},
	{.id = "content.too_large",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		552,
		NULL,
		"Message size exceeds maximum permitted"},
	{.id = "content.too_large",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		552,
		NULL,
		"Too much mail data"},
	{.id = "content.refused",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		552,
		"5.7.0",
		"This message was blocked because its content presents a potential security issue"},
	{.id = "sender.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		"5.1.8",
		"<a@b.c>: Domain not found"},
	{.id = "sender.temporary",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		450,
		"4.1.8",
		"<a@b.c>: Domain not found"},
	{.id = "sender.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		554,
		"5.7.1",
		"<a@b.c>: Sender address rejected: Access denied"},
	{.id = "sender.temporary",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		450,
		"4.7.1",
		"<a@b.c>: Sender address rejected: try again"},
	{.id = "recipient.relay_denied",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		454,
		"4.7.1",
		"<a@b.c>: Relay access denied"},
	{.id = "recipient.relay_denied",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		550,
		"5.7.1",
		"<a@b.c>... Relaying denied"},
	{.id = "recipient.relay_denied",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		550,
		NULL,
		"relay not permitted"},
	{.id = "recipient.relay_denied",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		"5.7.1",
		"Relaying denied. Proper authentication required."},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		550,
		"5.7.1",
		"Relaying denied. Proper authentication required."},
	{.id = "recipient.relay_denied",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		550,
		"5.7.1",
		"Unable to relay"},
	{.id = "recipient.relay_denied",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		553,
		NULL,
		"sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		554,
		"5.7.1",
		"<a@b.c>: Recipient address rejected: Access denied"},
	{.id = "sender.temporary", END_REPLY, STEP_SENDER, IN, 451, "4.3.0", "later"},
	{.id = "sender.refused", END_REPLY, STEP_SENDER, IN, 553, NULL, "bad"},
	{.id = "recipient.temporary", END_REPLY, STEP_RECIPIENT, IN, 452, "4.2.2", "full"},
	{.id = "recipient.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		"5.1.1",
		"relay.example.org says: no such user",
		"220 relaying.example.org"},
	{.id = "content.temporary", END_REPLY, STEP_CONTENT, TAKEN, 451, "4.3.0", "later"},
	{.id = "content.refused", END_REPLY, STEP_CONTENT, TAKEN, 554, "5.7.1", "spam"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"no",
		"220 app password server"},

	{.id = "auth.temporary",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		454,
		"4.7.0",
		"Too many login attempts"},
	{.id = "auth.temporary",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		451,
		NULL,
		"Authentication failed: Maximum credits exceeded"},
	{.id = "auth.temporary",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.0",
		"Too many failed logins"},
	{.id = "auth.no_shared_method",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.5.4",
		"not that mechanism"},
	{.id = "auth.no_shared_method",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		534,
		"5.7.9",
		"Authentication mechanism is too weak"},
	{.id = "auth.not_offered", END_LOGIN, STEP_AUTH, LOGIN, 500, "5.5.1", "unknown command"},
	{.id = "auth.not_offered",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		503,
		"5.5.1",
		"AUTH is not available"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.139",
		"the user credentials were incorrect"},
	{.id = "auth.disabled",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		534,
		"5.7.14",
		"Please log in via your web browser"},

	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.gmail.com"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.mail.yahoo.com"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.mail.me.com"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.fastmail.com"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.office365.com"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.zoho.eu"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.sendgrid.net"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=email-smtp.eu-west-1.amazonaws.com"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.mailgun.org"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp.postmarkapp.com"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=smtp-relay.brevo.com"},
	/* The same words where no rule knows the server. */
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Authentication failed",
		.settings = "server.host=mail.example.org"},
	{.id = "sender.temporary",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		"5.4.5",
		"Daily sending quota exceeded",
		.settings = "server.host=smtp.gmail.com"},
	{.id = "sender.temporary",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		"5.4.5",
		"Daily sending quota exceeded",
		.settings = "server.host=mail.example.org"},

	{.id = "client.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		504,
		"5.5.2",
		"<Styx>: Helo command rejected: need fully-qualified hostname"},
	{.id = "client.refused", END_REPLY, STEP_RECIPIENT, IN, 450, "4.7.1", "Host not found"},
	{.id = "client.refused",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		450,
		"4.7.1",
		"<a>: Helo command rejected: Host not found"},
	{.id = "client.refused",
		END_REPLY,
		STEP_SENDER,
		TLS,
		550,
		NULL,
		"Invalid HELO name (See RFC2821 4.1.1.1)"},
	{.id = "client.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		NULL,
		"Access denied - Invalid HELO name"},
	{.id = "client.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		"5.7.1",
		"Service unavailable; client [192.0.2.7] blocked using zen.example.org"},
	{.id = "client.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		450,
		"4.7.25",
		"Client host rejected: cannot find your hostname, [192.0.2.7]"},
	{.id = "client.refused",
		END_REPLY,
		STEP_SENDER,
		IN,
		554,
		NULL,
		"Your IP has a poor reputation"},
	{.id = "client.refused",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		NULL,
		"No PTR record for 192.0.2.7"},
	{.id = "client.refused",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		"5.7.1",
		"The IP you're using to send mail is not authorized to send email directly to our "
		"servers. Please use the SMTP relay at your service provider instead."},
	{.id = "client.refused",
		END_REPLY,
		STEP_GREETING,
		FACT_BYTES,
		554,
		"5.7.1",
		"Client host [192.0.2.7] blocked using sbl.example.org"},
	{.id = "client.refused",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		525,
		"5.7.13",
		"Unauthorized IP address"},
	{.id = "recipient.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		"5.1.1",
		"<blocked@your-ip.example.org>: Recipient address rejected: recipient blocked"},
	{.id = "tls.client_certificate",
		END_REPLY,
		STEP_SENDER,
		TLS,
		550,
		NULL,
		"A valid client certificate is required"},
	{.id = "account.inactive",
		END_REPLY,
		STEP_SENDER,
		IN,
		502,
		"5.7.0",
		"Your SMTP account is not yet activated"},
	{.id = "account.inactive",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		502,
		"5.7.0",
		"Your SMTP account is not yet activated. Contact us"},
	{.id = "account.inactive", END_REPLY, STEP_CONTENT, TAKEN, 451, NULL, "Account not active"},
	{.id = "account.inactive", END_REPLY, STEP_SENDER, IN, 550, NULL, "Account disabled"},
	{.id = "account.inactive",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		NULL,
		"Your account has been suspended"},
	{.id = "recipient.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		"5.2.1",
		"The email account that you tried to reach is disabled"},
	{.id = "auth.disabled", END_LOGIN, STEP_AUTH, LOGIN, 535, NULL, "Account disabled"},
	{.id = "auth.disabled",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"User account is locked"},
	{.id = "auth.disabled",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Error: authentication failed: This user does not have access rights to this "
		"service"},
	{.id = "auth.disabled", END_LOGIN, STEP_AUTH, LOGIN, 535, "5.7.139", "no more words"},
	{.id = "auth.disabled",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		534,
		"5.7.14",
		"https://accounts.example.org/signin"},
	{.id = "auth.temporary",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"Connection lost to authentication server"},
	{.id = "auth.temporary", END_LOGIN, STEP_AUTH, LOGIN, 535, "5.7.8", "system busy"},
	{.id = "auth.temporary",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"Temporary authentication failure"},
	{.id = "auth.temporary",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		550,
		NULL,
		"too many authentication failures"},
	{.id = "auth.temporary",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"account temporarily locked, too many attempts"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.8",
		"Error: authentication failed, please try again"},
	{.id = "auth.rejected",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.139",
		"Authentication unsuccessful, the user credentials were incorrect"},
	{.id = "auth.token", END_SIGNED_OUT, STEP_DNS},
	{.id = "auth.temporary", END_NO_TOKEN, STEP_DNS},
	{.id = "auth.token",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		501,
		"5.5.127",
		"Token will expire soon",
		.settings = SIGN_IN},
	{.id = "auth.token",
		END_LOGIN,
		STEP_AUTH,
		LOGIN | FACT_EXPLAINED,
		501,
		"5.5.2",
		"bad",
		.settings = SIGN_IN},
	{.id = "auth.token",
		END_LOGIN,
		STEP_AUTH,
		LOGIN | FACT_EXPLAINED,
		334,
		NULL,
		"{}",
		.settings = SIGN_IN},
	{.id = "auth.token", END_LOGIN, STEP_AUTH, LOGIN, 535, .settings = SIGN_IN},
	{.id = "auth.disabled",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		"5.7.139",
		"SmtpClientAuthentication is disabled",
		.settings = SIGN_IN},
	{.id = "auth.token", END_LOGIN, STEP_AUTH, LOGIN, 501, "5.5.127", "Token will expire soon"},
	{.id = "auth.token", END_LOGIN, STEP_AUTH, LOGIN, 535, NULL, "Invalid access token"},
	{.id = "auth.token", END_LOGIN, STEP_AUTH, LOGIN | FACT_EXPLAINED, 501, "5.5.2", "bad"},
	{.id = "auth.protocol", END_LOGIN, STEP_AUTH, LOGIN, 501, "5.5.2", "Cannot decode"},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		534,
		"5.7.9",
		"Please log in with your web browser and then try again"},
	{.id = "auth.disabled",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"Please log in with your web browser"},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"Login fail. Authorization code is needed"},
	{.id = "auth.app_password",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		550,
		NULL,
		"User has no permission, use the client password"},
	{.id = "auth.no_shared_method",
		END_LOGIN,
		STEP_AUTH,
		LOGIN,
		535,
		NULL,
		"mechanism not supported"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		"5.7.1",
		"The 'From' address you supplied is not a Sender Signature on your account"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		"5.7.0",
		"From address is not one of your addresses"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		"5.7.1",
		"Unconfigured Sending Domain <example.org>"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_SENDER,
		IN,
		501,
		NULL,
		"mail from address must be same as authorization user"},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_SENDER,
		IN,
		553,
		NULL,
		"Sender is not allowed to relay emails"},
	{.id = "sender.refused",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		550,
		"5.7.1",
		"192.0.2.7 is not allowed to send from example.org per its SPF record"},
	{.id = "content.refused",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		550,
		"5.7.26",
		"Unauthenticated email from example.org is not accepted due to its DMARC policy"},
	{.id = "content.refused",
		END_REPLY,
		STEP_CONTENT,
		TAKEN,
		554,
		"5.7.1",
		"The message contains a URL on a blacklist"},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_SENDER,
		TLS,
		550,
		NULL,
		"Authentication is required for relay"},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_SENDER,
		TLS,
		550,
		NULL,
		"Unauthenticated senders not allowed"},
	{.id = "envelope.needs_login",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		550,
		NULL,
		"Please authenticate before you send"},
	{.id = "sender.refused",
		END_REPLY,
		STEP_SENDER,
		IN,
		530,
		"5.7.0",
		"Authentication required"},
	{.id = "recipient.relay_denied",
		END_REPLY,
		STEP_RECIPIENT,
		IN,
		554,
		"5.7.1",
		"<a@b.c>: Relay access denied"},

	{.id = "reply.too_long", END_TOO_LONG, STEP_EHLO, HELLO},
	{.id = "reply.too_long", END_TOO_LONG, STEP_GREETING, FACT_BYTES},
	{.id = "reply.malformed",
		END_REPLY,
		STEP_EHLO,
		FACT_BYTES | FACT_GREETING | FACT_MALFORMED},
	{.id = "reply.malformed", END_CLOSED, STEP_DONE, TLS},
	{.id = "reply.malformed", END_CLOSED, STEP_DONE, 0},

	/* The same on another port than the usual one, and with what else changes the advice. */
	{.id = "connect.timeout", END_TIMEOUT, STEP_CONNECT, FACT_USER, .settings = AT_2525},
	{.id = "connect.timeout",
		END_CONNECT,
		STEP_CONNECT,
		FACT_USER,
		.os_errno = ETIMEDOUT,
		.settings = AT_2525},
	{.id = "connect.refused",
		END_CONNECT,
		STEP_CONNECT,
		FACT_USER,
		.os_errno = ECONNREFUSED,
		.settings = AT_2525},
	{.id = "tls.unknown_ca",
		END_CERT,
		STEP_TLS,
		HELLO,
		.problems = CERT_UNKNOWN_CA,
		.settings = "tls.ca_file=/ca.pem"},
	{.id = "tls.not_tls",
		END_TLS,
		STEP_TLS,
		FACT_BYTES | FACT_NOT_TLS,
		.settings = SSL " server.port=465"},
	{.id = "tls.stalled", END_TIMEOUT, STEP_TLS, 0, .settings = SSL},
	{.id = "greeting.http",
		END_REPLY,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "HTTP/1.1 400 Bad Request",
		.settings = AT_2525},
	{.id = "greeting.ssh",
		END_TIMEOUT,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "SSH-2.0-OpenSSH_9.2p1",
		.settings = AT_2525},
	{.id = "greeting.not_smtp",
		END_REPLY,
		STEP_GREETING,
		FACT_BYTES,
		.greeting = "+OK POP3 ready",
		.settings = AT_2525},
	{.id = "greeting.rejected", END_REPLY, STEP_GREETING, FACT_BYTES, 554, .settings = AT_2525},
	{.id = "ehlo.rejected", END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, 354},
	{.id = "reply.malformed", END_REPLY, STEP_STARTTLS, HELLO | FACT_MALFORMED},
	{.id = "sender.not_allowed",
		END_REPLY,
		STEP_SENDER,
		TLS,
		550,
		NULL,
		"Sender address is not allowed"},
	{.id = "sender.not_allowed", END_REPLY, STEP_SENDER, TLS, 550, "5.7.60"},
	{.id = "sender.refused",
		END_REPLY,
		STEP_SENDER,
		TLS,
		550,
		NULL,
		"Sender address rejected: no such domain"},
	{.id = "recipient.relay_denied",
		END_REPLY,
		STEP_RECIPIENT,
		TLS,
		554,
		"5.7.1",
		"Relay access denied",
		.settings = AT_2525},
	{.id = "auth.stalled", END_TIMEOUT, STEP_AUTH, LOGIN, .settings = "auth.method=xoauth2"},
	{.id = "auth.closed", END_CLOSED, STEP_AUTH, LOGIN, .settings = "auth.method=xoauth2"},
	{.id = "auth.not_offered",
		END_OK,
		STEP_DONE,
		GREETED | FACT_USER,
		250,
		.settings = SSL " server.port=465"},
	{.id = "ok.sent",
		END_OK,
		STEP_DONE,
		GREETED | FACT_USER | FACT_AUTH_SENT | FACT_AUTHENTICATED | FACT_ENVELOPE |
			FACT_SENT,
		250,
		.settings = PLAIN},
	{.id = "warn.not_encrypted",
		END_OK,
		STEP_DONE,
		GREETED | FACT_USER | FACT_AUTH_SENT | FACT_AUTHENTICATED | FACT_ENVELOPE,
		250,
		.settings = PLAIN},
};

static void row_facts(const struct row *r, struct facts *f)
{
	facts_init(f);
	f->end = r->end;
	f->step = r->step;
	f->flags = r->flags;
	f->code = r->code;
	f->certificate.problems = r->problems;
	f->os_errno = r->os_errno;
	facts_text(&f->enhanced, r->enhanced);
	facts_text(&f->text, r->text);
	facts_text(&f->greeting, r->greeting);
	facts_text(&f->mechanisms, r->mechanisms);
	facts_text(&f->certificate.issuer, r->issuer);
	if (r->name)
		strlist_add(&f->certificate.names, r->name, facts_list_max);
}

/* A fix that leaves everything as it is would be tried for ever. */
static bool fix_changes(const struct verdict *v, const struct settings *s)
{
	bool any = false, changes = false;

	for (int i = 0; i < fix_max && v->fix[i].value; i++) {
		any = true;
		changes = changes || !settings_is(s, v->fix[i].field, v->fix[i].value);
	}
	return !any || changes;
}

static void each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct verdict v;
		struct facts f;

		row_facts(&rows[i], &f);
		fixture_settings(&s, rows[i].settings ? rows[i].settings : "");
		diagnose(&f, &s, &v);
		unit_expect(strcmp(v.diagnosis->id, rows[i].id) == 0, "row %zu: %s, not %s", i,
			v.diagnosis->id, rows[i].id);
		unit_expect(v.step == rows[i].step &&
				    v.authenticated == !!(rows[i].flags & FACT_AUTHENTICATED) &&
				    v.encrypted == !!(rows[i].flags & FACT_ENCRYPTED),
			"row %zu", i);
		unit_expect(fix_changes(&v, &s), "row %zu: %s", i, rows[i].id);
		verdict_fini(&v);
		facts_fini(&f);
		settings_fini(&s);
	}
	unit_end();
}

static void every_verdict_is_reached(void **state)
{
	(void)state;
	for (size_t d = 0; d < VERDICT_COUNT; d++) {
		bool reached = false;

		for (size_t i = 0; i < unit_count(rows); i++)
			reached = reached || strcmp(rows[i].id, diagnoses[d].id) == 0;
		unit_expect(reached, "%s", diagnoses[d].id);
	}
	unit_end();
}

/* No rule is there in vain: each is the first that holds for some row above. */
static void every_rule_is_needed(void **state)
{
	bool *needed = calloc(verdict_rule_count, sizeof(*needed));

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct facts f;
		struct asked asked;

		row_facts(&rows[i], &f);
		fixture_settings(&s, rows[i].settings ? rows[i].settings : "");
		asked = verdict_ask(&f, &s);
		needed[verdict_rule_for(&f, &asked) - verdict_rules] = true;
		facts_fini(&f);
		settings_fini(&s);
	}
	for (size_t j = 0; j < verdict_rule_count; j++)
		unit_expect(needed[j], "rule %zu (%s)", j, diagnoses[verdict_rules[j].verdict].id);
	free(needed);
	unit_end();
}

/* The columns that tell who asks what to do: in step with each other, and with the fix. */
static void the_columns_agree(void **state)
{
	(void)state;
	for (size_t i = 0; i < VERDICT_COUNT; i++) {
		const struct diagnosis *d = &diagnoses[i];
		bool good = d->outcome == OUTCOME_OK || d->outcome == OUTCOME_WARNING;

		assert_non_null(d->id);
		unit_expect(
			strlen(d->id) < sizeof(((struct tested *)NULL)->id), "%s: too long", d->id);
		unit_expect(diagnosis_is(d, DIAGNOSIS_ESTABLISHED) == good, "%s: good?", d->id);
		unit_expect(!diagnosis_is(d, DIAGNOSIS_CONFIRMED) || d->outcome == OUTCOME_OK,
			"%s: confirmed?", d->id);
		unit_expect(diagnosis_is(d, DIAGNOSIS_LOGIN) == (strncmp(d->id, "auth.", 5) == 0),
			"%s: about a login?", d->id);
		unit_expect(!diagnosis_is(d, DIAGNOSIS_REFUSED) || diagnosis_is(d, DIAGNOSIS_LOGIN),
			"%s: refused what?", d->id);
		unit_expect(!diagnosis_is(d, DIAGNOSIS_UNASKED) ||
				    diagnosis_is(d, DIAGNOSIS_UNCONNECTED),
			"%s: connected without a packet?", d->id);
		unit_expect(
			!diagnosis_is(d, DIAGNOSIS_CERTIFICATE) || d->problem, "%s: which?", d->id);
		unit_expect(!(d->problem & (d->problem - 1)), "%s: one problem", d->id);
		unit_expect(d->outcome == OUTCOME_FAILED || !d->flags || good, "%s", d->id);
		unit_expect(d->outcome != OUTCOME_OK || d->field == FIELD_COUNT,
			"%s: all is well with %d", d->id, (int)d->field);
		unit_expect(!d->fix[0].value || d->fix[0].field == d->field,
			"%s: mends another setting than it is about", d->id);
	}
	assert_false(diagnosis_is(NULL, ~0u));
	unit_end();
}

/*
 * Facts around each rule: all that it asks for, also behind a login and with an envelope that was
 * taken, with every way to end, every step, and codes of all kinds beside its own.
 */
static void each_situation(void (*look)(struct facts *f, const struct asked *a))
{
	static const int codes[] = {
		0, 220, 235, 250, 334, 354, 421, 454, 500, 501, 503, 504, 530, 535, 538, 550};

	for (const struct verdict_rule *j = verdict_rules; j < verdict_rules + verdict_rule_count;
		j++) {
		const unsigned flags[] = {j->with, j->with | IN, (j->with | TAKEN) & ~j->without};
		struct facts f;

		facts_init(&f);
		facts_text(&f.enhanced, j->enhanced);
		f.certificate.problems = j->problems;
		f.os_errno = j->os_errno;
		for (size_t n = 0; n < unit_count(flags) * (unit_count(codes) + 2); n++)
			for (int at = 0; at < END_COUNT * STEP_COUNT; at++) {
				size_t c = n / unit_count(flags);
				struct asked a = {flags[n % unit_count(flags)], REPLY_UNKNOWN,
					j->provider ? j->provider : "", j->between, j->set};

				f.code = c < unit_count(codes) ? codes[c]
					 : c % 2               ? j->code_min
							       : j->code_max;
				f.end = at % END_COUNT;
				f.step = at / END_COUNT;
				facts_text(&f.text, reply_words(j->class, f.step));
				a.class = reply_class_of(&f, f.step);
				look(&f, &a);
			}
		facts_fini(&f);
	}
	unit_end();
}

static void must_not_fail_the_login(struct facts *f, const struct asked *a)
{
	const char *id = diagnoses[verdict_rule_for(f, a)->verdict].id;

	unit_expect(!(a->flags & FACT_AUTHENTICATED) || strncmp(id, "auth.", 5) != 0,
		"%s: end %d, step %d, flags %x, %d %s %s", id, (int)f->end, (int)f->step, a->flags,
		f->code, f->enhanced ? f->enhanced : "", f->text ? f->text : "");
}

/* A login that was taken was taken, whatever comes behind it, and whatever the 235 says. */
static void no_login_fails_behind_a_235(void **state)
{
	(void)state;
	each_situation(must_not_fail_the_login);
}

static void must_not_mind_the_words(struct facts *f, const struct asked *a)
{
	struct facts bare = *f;
	struct asked silent = *a;

	bare.text = bare.enhanced = NULL;
	silent.class = REPLY_UNKNOWN;
	unit_expect(f->code >= 400 || verdict_rule_for(f, a) == verdict_rule_for(&bare, &silent),
		"%s, not %s: end %d, step %d, flags %x, %d %s %s",
		diagnoses[verdict_rule_for(f, a)->verdict].id,
		diagnoses[verdict_rule_for(&bare, &silent)->verdict].id, (int)f->end, (int)f->step,
		a->flags, f->code, f->enhanced ? f->enhanced : "", f->text ? f->text : "");
}

/* Only a refusal has reasons. */
static void words_of_a_success_decide_nothing(void **state)
{
	(void)state;
	each_situation(must_not_mind_the_words);
}

/* What may not be said where these facts stand against it. */
static const struct {
	enum verdict_id verdict;
	unsigned with;        /* FACT_: where they are, */
	int codes[8];         /* or where the reply is one of these */
	const char *sentence; /* NULL: the verdict; else this in its advice */
} contradictions[] = {
	{VERDICT_ENVELOPE_NEEDS_LOGIN, FACT_AUTHENTICATED, {0}, NULL},
	{VERDICT_ENVELOPE_NEEDS_TLS, FACT_ENCRYPTED, {0}, NULL},
	{VERDICT_AUTH_NEEDS_TLS, FACT_ENCRYPTED, {0}, NULL},
	{VERDICT_STARTTLS_NOT_OFFERED, FACT_ENCRYPTED, {0}, NULL},
	{VERDICT_RECIPIENT_RELAY_DENIED, FACT_AUTHENTICATED, {0}, "set the user"},
	/* The password was not judged. */
	{VERDICT_AUTH_REJECTED, 0, {334, 421, 454, 500, 501, 502, 503, 504}, NULL},
	{VERDICT_AUTH_REJECTED, 0, {530, 538, 250, 235, 220}, NULL},
};

static void must_not_contradict(struct facts *f, const struct asked *a)
{
	const struct verdict_rule *rule = verdict_rule_for(f, a);
	const char *advice = rule->advice ? rule->advice : diagnoses[rule->verdict].advice;

	for (size_t i = 0; i < unit_count(contradictions); i++) {
		unsigned with = contradictions[i].with;
		bool against = with && (a->flags & with) == with;

		/* The words may judge where the code does not. */
		for (size_t c = 0;
			a->class != REPLY_WRONG && c < unit_count(contradictions[i].codes); c++)
			against = against || (f->code && f->code == contradictions[i].codes[c]);
		unit_expect(!against || rule->verdict != contradictions[i].verdict ||
				    (contradictions[i].sentence &&
					    !strstr(advice, contradictions[i].sentence)),
			"%s: end %d, step %d, flags %x, %d %s %s", diagnoses[rule->verdict].id,
			(int)f->end, (int)f->step, a->flags, f->code,
			f->enhanced ? f->enhanced : "", f->text ? f->text : "");
	}
}

static void advice_agrees_with_the_facts(void **state)
{
	(void)state;
	each_situation(must_not_contradict);
}

/* What a copy brought into a password is worth a word once it was refused, and only then. */
static void a_pasted_password_is_looked_at(void **state)
{
	static const struct row refused = {.id = "auth.rejected", END_LOGIN, STEP_AUTH, LOGIN, 535};
	static const struct row closed = {.id = "auth.closed", END_CLOSED, STEP_AUTH, LOGIN};
	static const struct {
		const struct row *row;
		const char *password;
		bool said;
	} pastes[] = {
		{&refused, "auth.password=x\xE2\x80\x99s", true},
		{&refused, "auth.password=x's", false},
		{&closed, "auth.password=x\xE2\x80\x99s", false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(pastes); i++) {
		struct settings s;
		struct verdict v;
		struct facts f;

		row_facts(pastes[i].row, &f);
		fixture_settings(&s, "server.host=mx.example.org auth.user=me");
		fixture_change(&s, pastes[i].password);
		diagnose(&f, &s, &v);
		assert_string_equal(v.diagnosis->id, pastes[i].row->id);
		unit_expect(!!strstr(v.advice, "curly") == pastes[i].said, "%zu: %s", i, v.advice);
		verdict_fini(&v);
		facts_fini(&f);
		settings_fini(&s);
	}
	unit_end();
}

static void random_facts_are_always_judged(void **state)
{
	uint64_t seed = 0xA0761D6478BD642Fu;
	struct settings s;

	(void)state;
	fixture_settings(&s, "server.host=mx.example.org");
	for (int i = 0; i < random_rounds; i++) {
		struct facts f;
		struct verdict v;

		facts_init(&f);
		f.end = (enum end)(unit_random(&seed) % END_COUNT);
		f.step = (enum step)(unit_random(&seed) % STEP_COUNT);
		f.flags = (unsigned)(unit_random(&seed) % (FACT_SENT << 1));
		f.code = (int)(unit_random(&seed) % 600);
		diagnose(&f, &s, &v);
		assert_true(v.diagnosis && v.cause && v.advice);
		unit_expect(v.diagnosis->outcome != OUTCOME_OK || f.end == END_OK,
			"%s for an end that is not well", v.diagnosis->id);
		unit_expect(strcmp(v.diagnosis->id, "ok.authenticated") != 0 || v.authenticated,
			"round %d", i);
		unit_expect(strcmp(v.diagnosis->id, "ok.sent") != 0 || facts_has(&f, FACT_SENT),
			"round %d", i);
		verdict_fini(&v);
	}
	settings_fini(&s);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row),
		cmocka_unit_test(every_verdict_is_reached),
		cmocka_unit_test(every_rule_is_needed),
		cmocka_unit_test(the_columns_agree),
		cmocka_unit_test(no_login_fails_behind_a_235),
		cmocka_unit_test(words_of_a_success_decide_nothing),
		cmocka_unit_test(advice_agrees_with_the_facts),
		cmocka_unit_test(a_pasted_password_is_looked_at),
		cmocka_unit_test(random_facts_are_always_judged),
	};

	return unit_run(tests);
}
