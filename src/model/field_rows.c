#include "model/field.h"

static const struct choice protocols[] = {
	{"starttls", "TLS (STARTTLS), usually 587"},
	{"ssl", "SSL (encrypted from the first byte), usually 465"},
	{"plain", "Standard SMTP (not encrypted), usually 25"},
	{0},
};

/* clang-format off: a table, each row a sentence */
static const struct refusal protocol_refusals[] = {
	{"tls", "\"tls\" can mean two things: write starttls (STARTTLS, usually port 587) "
		"or ssl (encrypted from the first byte, usually port 465)"},
	{0},
};
/* clang-format on */

static const struct choice hostings[] = {
	{"self-hosted", "Self-hosted (a name or an address)"},
	{"hosted", "Hosted (a fully qualified name)"},
	{0},
};

static const struct choice methods[] = {
	{"auto", "Automatic (PLAIN, then LOGIN)"},
	{"plain", "PLAIN"},
	{"login", "LOGIN"},
	{"cram-md5", "CRAM-MD5"},
	{"xoauth2", "XOAUTH2 (access token)"},
	{"oauthbearer", "OAUTHBEARER (access token)"},
	{0},
};

const struct section sections[] = {
	{"server", "Server"},
	{"auth", "Login"},
	{"sender", "Sender"},
	{"limits", "Limits"},
	{"tls", "Trust"},
	{"test", "Test"},
};

const size_t section_count = sizeof(sections) / sizeof(sections[0]);

/* clang-format off: a table, each row a sentence */
const struct field fields[FIELD_COUNT] = {
	[FIELD_HOST] =
		{
			.key = "server.host",
			.label = "SMTP Server",
			.type = &type_host,
			.fallback = "",
			.flags = FIELD_REQUIRED | FIELD_ALWAYS | FIELD_DECIDES | FIELD_FIRST,
			.hint = "The name of the outgoing mail server. F2 has the well-known "
				"providers.",
			.manual = "The name of the server that takes your outgoing mail, as your "
				  "provider "
				  "or administrator gives it. Only the name: the port has a "
				  "setting of its "
				  "own. An address works for a server of your own, but then its "
				  "certificate must be made for that address.",
			.where = "On the help pages of your provider, under SMTP or outgoing "
				 "mail; the provider menu has the well-known ones. In a "
				 "company, ask who runs the mail, or look into the account "
				 "settings of a mail program that works.",
			.example = "smtp.example.org",
		},
	[FIELD_PORT] =
		{
			.key = "server.port",
			.label = "Port",
			.type = &type_port,
			.fallback = "587",
			.min = 1,
			.max = 65535,
			.flags = FIELD_ALWAYS | FIELD_DECIDES | FIELD_FIRST,
			.hint = "587 for STARTTLS, 465 for SSL, 25 between servers. Follows the "
				"protocol.",
			.manual = "The TCP port. The usual ones are 587 (submission with "
				  "STARTTLS), 465 "
				  "(submission with implicit TLS) and 25 (between mail servers, "
				  "often "
				  "blocked by hosting companies). While the port is the usual one "
				  "of the "
				  "protocol it follows a change of protocol; any other port stays.",
			.where = "Beside the server's name, on the same page. When this one "
				 "does not work, a test looks at the other ports by itself.",
			.example = "587",
		},
	[FIELD_PROTOCOL] =
		{
			.key = "server.protocol",
			.label = "Transport Protocol",
			.type = &type_choice,
			.fallback = "starttls",
			.choices = protocols,
			.refusals = protocol_refusals,
			.flags = FIELD_ALWAYS | FIELD_DECIDES | FIELD_FIRST,
			.hint = "How the connection is protected. Enter opens the list.",
			.manual = "How the connection is protected. With starttls it begins in "
				  "clear text "
				  "and must switch to TLS before anything private is said; with "
				  "ssl it is "
				  "encrypted from the first byte (implicit TLS); with plain it is "
				  "never "
				  "encrypted and everybody on the way can read the password.",
			.where = "Beside the port, on the same page. What is called SSL/TLS "
				 "there is ssl here, and STARTTLS is starttls: 465 belongs "
				 "to ssl, 587 to starttls.",
			.example = "starttls",
		},
	[FIELD_HELO] =
		{
			.key = "server.helo_name",
			.label = "HELO Name",
			.type = &type_helo,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST,
			.hint = "The name this machine gives itself. Empty: its full name.",
			.manual = "The name that this machine gives in its EHLO greeting. Leave it "
				  "empty "
				  "for the machine's full name. Where there is no name, an address "
				  "literal "
				  "in brackets is right; a bare address is not (RFC 5321 4.1.1.1).",
			.empty = "(this machine's full name)",
			.where = "Leave it empty unless a server refuses this machine's "
				 "greeting. The command hostname -f prints the full name.",
			.example = "[192.0.2.1]",
		},
	[FIELD_HOSTING] =
		{
			.key = "server.hosting",
			.label = "Hosting",
			.type = &type_choice,
			.fallback = "self-hosted",
			.choices = hostings,
			.hint = "Who runs this system. Hosted systems need the server's full name.",
			.manual = "Whether this system is run by yourselves or by a hosting "
				  "service. A "
				  "hosted system needs a fully qualified domain name as SMTP "
				  "Server; a "
				  "self-hosted one may use an address, though a name is better.",
			.where = "A system that you rent ready-made is hosted; one that you "
				 "run yourselves is not.",
			.example = "self-hosted",
		},
	[FIELD_USER] =
		{
			.key = "auth.user",
			.label = "Authentication User ID",
			.type = &type_text,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST,
			.hint = "Mostly your full e-mail address. Empty: no login.",
			.manual =
				"The user name for the login. For most providers it is the full "
				"e-mail "
				"address; some want a fixed word or a key, which the provider menu "
				"knows. Leave it empty for a server that wants no login.",
			.empty = "(no login)",
			.where = "It is what you type to read this mailbox, mostly the whole "
				 "address. The provider menu says what each provider wants.",
			.example = "office@example.org",
		},
	[FIELD_PASSWORD] =
		{
			.key = "auth.password",
			.label = "Authentication Password",
			.type = &type_secret,
			.fallback = "",
			.flags = FIELD_SECRET | FIELD_DECIDES | FIELD_FIRST,
			.hint = "Many providers want an app password here, not the one you log in "
				"with.",
			.manual = "The password for the login. Large providers refuse the password "
				  "of the "
				  "account and want an app password, made for one program on their "
				  "security page. With xoauth2 and oauthbearer it is the access "
				  "token. It "
				  "is stored in the file, which only its owner can read.",
			.empty = "(none)",
			.where = "An app password is made on the security page of your "
				 "account, once 2-step verification is on: at "
				 "myaccount.google.com/apppasswords for Gmail, "
				 "account.apple.com for iCloud, under account security for "
				 "Yahoo. A sending service shows a key in its console. The "
				 "provider menu says what each provider wants.",
			.example = "",
		},
	[FIELD_PASSWORD_COMMAND] =
		{
			.key = "auth.password_command",
			.label = "Password Command",
			.type = &type_argv,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST | FIELD_LOCAL,
			.hint = "A program that prints the password, instead of one stored here.",
			.manual = "A command that prints the password on its first line, for "
				  "those who keep it in a password manager. It is run whenever "
				  "a login is made, without a shell: the words are split as "
				  "a shell splits them, quotes and backslashes included, but "
				  "nothing is expanded. The first word is the full path of a "
				  "program, or the name of one in /usr/local/bin, /usr/bin or "
				  "/bin. It has no input and no terminal, 5 seconds and 4 KiB. "
				  "Only one source of the password can be set.",
			.empty = "(none)",
			.where = "In the documentation of your password manager: how to print one "
				 "password, such as pass show NAME or secret-tool lookup KEY "
				 "VALUE. Try it in a terminal first.",
			.example = "pass show office",
		},
	[FIELD_PASSWORD_FILE] =
		{
			.key = "auth.password_file",
			.label = "Password File",
			.type = &type_path,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST | FIELD_LOCAL,
			.hint = "A file with the password on its first line, instead of one stored "
				"here.",
			.manual = "The full path of a regular file whose first line is the "
				  "password; ~ is not expanded. It is read whenever a login is "
				  "made. Others must have no rights to it (chmod o-rwx), and it "
				  "has at most 4 KiB. Only one source of the password can be "
				  "set.",
			.empty = "(none)",
			.where = "Wherever you keep it: write the password into a file of its own, "
				 "then chmod 600 that file.",
			.example = "/etc/smtpsetup/password",
		},
	[FIELD_PASSWORD_CREDENTIAL] =
		{
			.key = "auth.password_credential",
			.label = "Password Credential",
			.type = &type_name,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST | FIELD_LOCAL,
			.hint = "The name of a systemd credential (LoadCredential=) with the "
				"password.",
			.manual = "The name of a credential that systemd gives to a service "
				  "(LoadCredential= or SetCredentialEncrypted=): the file of "
				  "that name in $CREDENTIALS_DIRECTORY, whose first line is the "
				  "password. It is read whenever a login is made, and is not "
				  "there outside the service. Only one source of the password "
				  "can be set.",
			.empty = "(none)",
			.where = "In the unit file of the service, behind LoadCredential=; see "
				 "systemd-creds(1).",
			.example = "smtp-password",
		},
	[FIELD_METHOD] =
		{
			.key = "auth.method",
			.label = "Login Method",
			.type = &type_choice,
			.fallback = "auto",
			.choices = methods,
			.flags = FIELD_DECIDES | FIELD_FIRST,
			.hint = "Automatic is right unless your provider says otherwise.",
			.manual = "The SASL mechanism of the login. Automatic uses PLAIN, or LOGIN "
				  "where the server offers no PLAIN or refuses it as a method; "
				  "after a wrong password nothing else is tried. CRAM-MD5 never "
				  "sends the password itself, but few servers still have it. The "
				  "two OAuth 2 methods send an access token in the place of a "
				  "password.",
			.where = "What the server offers is on the page Server of a test.",
			.example = "auto",
		},
	[FIELD_FROM] =
		{
			.key = "sender.from",
			.label = "From",
			.type = &type_email,
			.fallback = "",
			.flags = FIELD_REQUIRED,
			.hint = "The address that mail is sent from. Most providers insist on your "
				"own.",
			.manual = "The sender's address of the mail that goes out. Most providers "
				  "accept "
				  "only the address of the account, or addresses that were "
				  "verified with "
				  "them.",
			.where = "The address of the mailbox that logs in always works. A "
				 "sending service has a page of verified senders or domains.",
			.example = "library@example.org",
		},
	[FIELD_FROM_NAME] =
		{
			.key = "sender.from_name",
			.label = "Display Name",
			.type = &type_text,
			.fallback = "",
			.hint = "The name that people see beside the address.",
			.manual = "The name that mail programs show in front of the sender's "
				  "address. Any "
				  "text will do.",
			.empty = "(none)",
			.where = "Choose what people will recognise among their mail.",
			.example = "School Library",
		},
	[FIELD_REPLY_TO] =
		{
			.key = "sender.reply_to",
			.label = "Reply To",
			.type = &type_email,
			.fallback = "",
			.hint = "Answers to your mail go here. Empty: to the From address.",
			.manual = "The address that answers are sent to. Leave it empty when that "
				  "is the "
				  "From address.",
			.empty = "(the From address)",
			.where = "Any mailbox that somebody reads.",
			.example = "desk@example.org",
		},
	[FIELD_PER_HOUR] =
		{
			.key = "limits.per_hour",
			.label = "Maximum emails per hour",
			.type = &type_number,
			.fallback = "0",
			.min = 0,
			.max = 1000000,
			.hint = "0: no limit. Stay below what your provider allows.",
			.manual =
				"How many messages may go out in one hour; 0 means that there is "
				"no "
				"limit. Providers stop an account that sends more than they allow, "
				"often for a day. A preset proposes its published limit, or the "
				"daily "
				"one divided by 24.",
			.zero = "0 (no limit)",
			.where = "The provider menu has the published limits. Others say it "
				 "in their terms, often as a number for one day.",
			.example = "20",
		},
	[FIELD_CA_FILE] =
		{
			.key = "tls.ca_file",
			.label = "CA File",
			.type = &type_path,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST,
			.hint = "A PEM file that replaces the system's trust. Empty: the system's.",
			.manual = "A file with the certificates (PEM) of the authorities to trust "
				  "for this "
				  "server, in the place of the system's own. For a server with a "
				  "private "
				  "certificate authority.",
			.empty = "(the system's trust)",
			.where = "From whoever runs the server. The page Certificates of a "
				 "test names the authority that signed.",
			.example = "/etc/ssl/private-ca.pem",
		},
	[FIELD_PIN] =
		{
			.key = "tls.pin",
			.label = "Pinned Key",
			.type = &type_pin,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST,
			.hint = "sha256//... of the server's public key: then that key alone "
				"decides.",
			.manual = "The SHA-256 hash of the server's public key, base64, behind "
				  "sha256//. "
				  "With a pin the key alone decides whether the server is the "
				  "right one; "
				  "problems of the certificate's chain, name and dates are "
				  "reported, but "
				  "they are no failures.",
			.empty = "(none)",
			.where = "From whoever runs the server. Or, over a network that you "
				 "trust: openssl s_client -connect HOST:465 </dev/null | "
				 "openssl x509 -pubkey -noout | openssl pkey -pubin -outform "
				 "der | openssl dgst -sha256 -binary | base64",
			.example = "sha256//YLh1dUR9y6Kja30RrAn7JKnbQG/uEtLMkBgFF2Fuihg=",
		},
	[FIELD_TIMEOUT] =
		{
			.key = "test.timeout",
			.label = "Test Timeout",
			.type = &type_number,
			.fallback = "15",
			.min = 1,
			.max = 600,
			.hint = "Seconds until Test Server gives up.",
			.manual = "How many seconds Test Server waits in all before it gives up.",
			.where = "15 is enough for most servers; a slow line may need 60.",
			.example = "15",
		},
};
/* clang-format on */
