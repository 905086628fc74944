#include "model/field.h"

#include "model/type_sign_in.h"

static const struct choice protocols[] = {
	{"starttls", "TLS (STARTTLS), usually 587 or 25"},
	{"ssl", "SSL (encrypted from the first byte), usually 465"},
	{"plain", "Standard SMTP (not encrypted), usually 25"},
	{0},
};

/* A table, each row a sentence. */
/* clang-format off */
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

static const struct choice senders[] = {
	{"from", "The From address, for all mail"},
	{"any", "Each program names its own"},
	{0},
};

const struct section sections[] = {
	{"server", "Server", false},
	{"auth", "Login", false},
	{"sender", "Sender", false},
	{"limits", "Limits", true},
	{"local", "Mail of This Machine", false},
	{"tls", "Trust", false},
	{"test", "Test", false},
};

const size_t section_count = sizeof(sections) / sizeof(sections[0]);

/* A table, each row a sentence. */
/* clang-format off */
const struct field fields[FIELD_COUNT] = {
	[FIELD_HOST] =
		{
			.key = "server.host",
			.label = "SMTP Server",
			.brief = "Server",
			.type = &type_host,
			.fallback = "",
			.flags = FIELD_REQUIRED | FIELD_ALWAYS | FIELD_DECIDES | FIELD_FIRST,
			.hint =
				"The name of your outgoing mail server. F2 lists the well-known "
				"providers.",
			.manual =
				"The name of the server that accepts your outgoing mail, as your "
				"provider or administrator gives it. Enter only the name: the port "
				"has its own setting. An IP address works for your own server, but "
				"then its certificate must include that address.",
			.where =
				"On your provider's help pages, under SMTP or outgoing mail; the "
				"provider menu lists the well-known ones. In a company, ask the "
				"mail administrator, or look at the account settings of a mail "
				"program that works.",
			.example = "smtp.example.org",
		},
	[FIELD_PORT] =
		{
			.key = "server.port",
			.label = "Port",
			.width = 6,
			.type = &type_port,
			.fallback = "587",
			.min = 1,
			.max = 65535,
			.flags = FIELD_ALWAYS | FIELD_DECIDES | FIELD_FIRST,
			.hint =
				"587 for STARTTLS, 465 for SSL, 25 between servers. Follows the "
				"protocol.",
			.manual =
				"The TCP port. The usual ports are 587 (submission with STARTTLS), "
				"465 (submission with implicit TLS) and 25 (between mail servers, "
				"often blocked by hosting companies). A usual port follows a "
				"change of the protocol; any other port stays.",
			.where =
				"Next to the server's name, on the same page. If this port does "
				"not work, a test checks the other ports.",
			.example = "587",
		},
	[FIELD_PROTOCOL] =
		{
			.key = "server.protocol",
			.label = "Transport Protocol",
			.brief = "Protocol",
			.type = &type_choice,
			.fallback = "starttls",
			.choices = protocols,
			.refusals = protocol_refusals,
			.flags = FIELD_ALWAYS | FIELD_DECIDES | FIELD_FIRST,
			.hint = "How the connection is encrypted. Enter opens the list.",
			.manual =
				"How the connection is encrypted. starttls begins in clear text "
				"and must switch to TLS before the login. ssl is encrypted from "
				"the first byte (implicit TLS). plain is never encrypted: anyone "
				"on the path can read the password.",
			.where =
				"Next to the port, on the same page. Choose ssl where that page "
				"has SSL/TLS, and starttls where it has STARTTLS or TLS on port "
				"587. Port 465 uses ssl, port 587 uses starttls.",
			.example = "starttls",
		},
	[FIELD_HOSTING] =
		{
			.key = "server.hosting",
			.label = "Hosting",
			.type = &type_choice,
			.fallback = "self-hosted",
			.choices = hostings,
			.flags = FIELD_FOLDED,
			.hint = "Hosted systems: the server's full name, not an IP address.",
			.manual =
				"Whether you run this system yourself or rent it from a hosting "
				"service. A hosted system needs a fully qualified domain name as "
				"SMTP Server. A self-hosted system can use an IP address, but a "
				"name is better.",
			.where =
				"If you rent the system ready-made, it is hosted. If you run it "
				"yourself, it is self-hosted.",
			.example = "self-hosted",
		},
	[FIELD_HELO] =
		{
			.key = "server.helo_name",
			.label = "HELO Name",
			.brief = "HELO",
			.type = &type_helo,
			.fallback = "",
			.flags = FIELD_FOLDED | FIELD_DECIDES | FIELD_FIRST,
			.hint = "Name sent in EHLO. Leave empty for this machine's full name.",
			.manual =
				"The name this machine sends in EHLO. Leave it empty for the "
				"machine's full name. A machine without a name can use an address "
				"literal in brackets; a bare address is not allowed (RFC 5321 "
				"4.1.1.1).",
			.empty = "(this machine's full name)",
			.where =
				"Leave it empty unless a server refuses this machine's name. "
				"hostname -f prints the full name.",
			.example = "[192.0.2.1]",
		},
	[FIELD_USER] =
		{
			.key = "auth.user",
			.label = "Authentication User ID",
			.brief = "User ID",
			.type = &type_text,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST,
			.hint = "Usually your full e-mail address. Leave empty for no login.",
			.manual =
				"The user name for the login. For most providers it is the full "
				"e-mail address; some use a fixed word or a key, which the "
				"provider menu shows. Leave it empty for a server that needs no "
				"login.",
			.empty = "(no login)",
			.where =
				"It is the name you use to read this mailbox, usually the whole "
				"address. The provider menu shows what each provider needs.",
			.example = "office@example.org",
		},
	[FIELD_PASSWORD] =
		{
			.key = "auth.password",
			.label = "Authentication Password",
			.brief = "Password",
			.type = &type_secret,
			.fallback = "",
			.flags = FIELD_SECRET | FIELD_DECIDES | FIELD_FIRST,
			.hint = "Many providers need an app password here, not your normal one.",
			.manual =
				"The password for the login. Large providers refuse your normal "
				"password and need an app password, which you create for one "
				"program on their security page. With xoauth2 and oauthbearer it "
				"is the access token. It is stored in the file, which only its "
				"owner can read.",
			.empty = "(none)",
			.where =
				"You create an app password on your account's security page, after "
				"turning on 2-step verification: myaccount.google.com/apppasswords "
				"for Gmail, account.apple.com for iCloud, account security for "
				"Yahoo. A sending service shows a key in its console. The provider "
				"menu shows what each provider needs.",
			.example = "",
		},
	[FIELD_PASSWORD_COMMAND] =
		{
			.key = "auth.password_command",
			.label = "Password Command",
			.brief = "Command",
			.type = &type_argv,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST | FIELD_LOCAL,
			.hint =
				"A program that prints the password, so that it is not stored "
				"here.",
			.manual =
				"A command that prints the password on its first line, for those "
				"who keep it in a password manager. It runs for each login, "
				"without a shell: quotes and backslashes work as in a shell, but "
				"nothing is expanded. The first word is the full path of a "
				"program, or the name of one in /usr/local/bin, /usr/bin or /bin. "
				"It gets no input and no terminal, has 5 seconds, and can print up "
				"to 16 KiB. Only one source of the password can be set.",
			.empty = "(none)",
			.where =
				"In your password manager's documentation: how to print one "
				"password, such as pass show NAME or secret-tool lookup KEY VALUE. "
				"Try it in a terminal first.",
			.example = "pass show office",
		},
	[FIELD_PASSWORD_FILE] =
		{
			.key = "auth.password_file",
			.label = "Password File",
			.brief = "File",
			.type = &type_path,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST | FIELD_LOCAL,
			.hint =
				"A file with the password on its first line, so that it is not "
				"stored here.",
			.manual =
				"The full path of a regular file whose first line is the password; "
				"~ is not expanded. It is read for each login. Other users must "
				"have no access to it (chmod o-rwx), unless nobody but root can "
				"write it. It can hold up to 16 KiB. "
				"Only one source of the password can be set.",
			.empty = "(none)",
			.where =
				"Write the password to a file of its own, then run chmod 600 on "
				"that file.",
			.example = "/etc/smtpsetup/password",
		},
	[FIELD_PASSWORD_CREDENTIAL] =
		{
			.key = "auth.password_credential",
			.label = "Password Credential",
			.brief = "Credent.",
			.type = &type_name,
			.fallback = "",
			.flags = FIELD_DECIDES | FIELD_FIRST | FIELD_LOCAL,
			.hint =
				"The name of a systemd credential (LoadCredential=) with the "
				"password.",
			.manual =
				"The name of a credential that systemd gives to a service "
				"(LoadCredential= or SetCredentialEncrypted=): the file of that "
				"name in $CREDENTIALS_DIRECTORY, whose first line is the password. "
				"It is read for each login, and exists only inside the service. "
				"Only one source of the password can be set.",
			.empty = "(none)",
			.where =
				"In the service's unit file, after LoadCredential=; see "
				"systemd-creds(1).",
			.example = "smtp-password",
		},
	[FIELD_SIGN_IN] =
		{
			.key = "auth.sign_in",
			.label = "Sign-in",
			.type = &type_sign_in,
			.fallback = "",
			.flags = FIELD_DECIDES,
			.hint = "microsoft, google or an issuer's https address: OAuth 2, no "
				"password.",
			.manual =
				"Who signs you in by OAuth 2, instead of a password: microsoft, "
				"google, or the https address of an issuer that publishes metadata "
				"(RFC 8414). smtpsetup sign-in then gets the tokens; they are kept "
				"in the state directory, not in this file, and are renewed when "
				"they are needed. A CA File is trusted for an issuer too. Only one "
				"source of the password can be set.",
			.empty = "(none)",
			.where =
				"microsoft for Outlook.com, Hotmail and Microsoft 365. For a "
				"server of your own, ask its administrator for the issuer.",
			.example = "microsoft",
		},
	[FIELD_CLIENT_ID] =
		{
			.key = "auth.client_id",
			.label = "Client ID",
			.type = &type_text,
			.fallback = "",
			.flags = FIELD_OF_SIGN_IN | FIELD_DECIDES | FIELD_LOCAL,
			.hint = "The id of the application that is registered for this sign-in.",
			.manual =
				"The id under which this program is registered for a sign-in, by "
				"your organisation or by you; never that of another program. An "
				"issuer that registers programs by itself needs none.",
			.empty = "(none)",
			.where =
				"The administrator of your organisation registers an application; "
				"smtpsetup sign-in prints what to ask for.",
			.example = "00000000-0000-0000-0000-000000000000",
		},
	[FIELD_TENANT] =
		{
			.key = "auth.tenant",
			.label = "Tenant",
			.type = &type_tenant,
			.fallback = "",
			.flags = FIELD_OF_SIGN_IN | FIELD_DECIDES | FIELD_LOCAL,
			.hint = "Microsoft only: the directory's id or domain. Usually empty.",
			.manual =
				"The Microsoft directory of the account: its id, its domain, or "
				"consumers, organizations or common. Empty: consumers for "
				"Outlook.com, organizations for Microsoft 365. A sign-in without a "
				"person (client-credentials) needs the directory itself.",
			.empty = "(by the server)",
			.where = "The administrator has it beside the client id.",
			.example = "example.onmicrosoft.com",
		},
	[FIELD_SCOPE] =
		{
			.key = "auth.scope",
			.label = "Scope",
			.type = &type_text,
			.fallback = "",
			.flags = FIELD_OF_SIGN_IN | FIELD_DECIDES | FIELD_LOCAL,
			.hint = "What the token is for. Leave empty for sending mail.",
			.manual =
				"The scopes to ask for, separated by blanks. Leave empty for "
				"those for sending mail: from the table of providers, or those of "
				"urn:ietf:params:oauth:scope:mail and offline_access that the "
				"issuer's metadata lists.",
			.empty = "(for sending mail)",
			.where = "Leave it empty unless the administrator gives you another one.",
			.example = "urn:ietf:params:oauth:scope:mail",
		},
	[FIELD_CLIENT_SECRET] =
		{
			.key = "auth.client_secret",
			.label = "Client Secret",
			.brief = "Secret",
			.type = &type_secret_place,
			.fallback = "",
			.flags = FIELD_OF_SIGN_IN | FIELD_LOCAL,
			.hint = "Where the client's secret is: file:PATH, command:COMMAND, "
				"credential:NAME.",
			.manual =
				"Where the secret of the client id is kept, if it has one: "
				"file:PATH, command:COMMAND or credential:NAME, each as in the "
				"settings of the password. The secret itself is not stored here. "
				"Google's desktop clients and a sign-in without a person "
				"(client-credentials) have one.",
			.empty = "(none)",
			.where =
				"On the page where the application is registered. It has an end "
				"date at Microsoft: note it.",
			.example = "file:/etc/smtpsetup/client-secret",
		},
	[FIELD_METHOD] =
		{
			.key = "auth.method",
			.label = "Login Method",
			.brief = "Method",
			.type = &type_choice,
			.fallback = "auto",
			.choices = methods,
			.flags = FIELD_FOLDED | FIELD_DECIDES | FIELD_FIRST,
			.hint = "Automatic is right unless your provider names another method.",
			.manual =
				"The SASL mechanism of the login. Automatic uses PLAIN, or LOGIN "
				"if the server does not offer PLAIN or refuses it as a mechanism; "
				"with a sign-in XOAUTH2, or OAUTHBEARER if only that is offered; "
				"after a wrong password nothing else is tried. CRAM-MD5 never "
				"sends the password itself, but few servers still offer it. The "
				"two OAuth 2 mechanisms send an access token instead of a "
				"password.",
			.where = "The Server page of a test lists what the server offers.",
			.example = "auto",
		},
	[FIELD_FROM] =
		{
			.key = "sender.from",
			.label = "From",
			.type = &type_email,
			.fallback = "",
			.flags = FIELD_REQUIRED,
			.hint =
				"The address your mail comes from. Most providers only accept your "
				"own.",
			.manual =
				"The sender address of outgoing mail. Most providers accept only "
				"the address of the account, or addresses that you have verified "
				"with them. If empty, the user ID is used and saved here, where "
				"that is an address.",
			.where =
				"The address of the mailbox that logs in always works. A sending "
				"service has a page of verified senders or domains.",
			.example = "library@example.org",
		},
	[FIELD_FROM_NAME] =
		{
			.key = "sender.from_name",
			.label = "Display Name",
			.brief = "Name",
			.type = &type_text,
			.fallback = "",
			.hint = "The name that people see next to the address.",
			.manual =
				"The name that mail programs show before the sender address. Any "
				"text is allowed.",
			.empty = "(none)",
			.where = "Choose a name that people will recognise in their mail.",
			.example = "School Library",
		},
	[FIELD_REPLY_TO] =
		{
			.key = "sender.reply_to",
			.label = "Reply To",
			.type = &type_email,
			.fallback = "",
			.hint = "Replies to your mail go here. Leave empty for the From address.",
			.manual =
				"The address that replies are sent to. Leave it empty for the From "
				"address.",
			.empty = "(the From address)",
			.where = "Use a mailbox that people read.",
			.example = "desk@example.org",
		},
	[FIELD_PER_HOUR] =
		{
			.key = "limits.per_hour",
			.label = "Maximum emails per hour",
			.brief = "Per hour",
			.width = 12,
			.type = &type_number,
			.fallback = "0",
			.min = 0,
			.max = 1000000,
			.hint = "0 means no limit. Stay below your provider's limit.",
			.manual =
				"How many messages may be sent in one hour; 0 means no limit. "
				"Providers block an account that sends more than they allow, often "
				"for a day. A preset proposes the published limit, or the daily "
				"limit divided by 24.",
			.zero = "0 (no limit)",
			.where =
				"The provider menu shows the published limits. Other providers "
				"state it in their terms, often per day.",
			.example = "20",
		},
	[FIELD_MAIL_TO] =
		{
			.key = "local.mail_to",
			.label = "Mail for root goes to",
			.brief = "Root mail",
			.type = &type_emails,
			.fallback = "",
			.flags = FIELD_FOLDED | FIELD_LOCAL,
			.hint =
				"Who gets the reports of cron and the system. Separate addresses "
				"with commas.",
			.manual =
				"The address, or several with commas between them, that mail for "
				"root, cron and other names of this machine is sent to. Leave it "
				"empty for the From address. It takes effect in the programs that "
				"smtpsetup writes (smtpsetup program apply); where such mail "
				"already goes to another address, that one stays until you enter "
				"one here.",
			.empty = "(the From address)",
			.where = "Use a mailbox that the people who look after this machine read.",
			.example = "admin@example.org",
		},
	[FIELD_SEND_AS] =
		{
			.key = "local.send_as",
			.label = "Senders",
			.type = &type_choice,
			.fallback = "from",
			.choices = senders,
			.flags = FIELD_FOLDED | FIELD_LOCAL,
			.hint =
				"Most providers refuse mail from root@this-machine: it leaves as "
				"From.",
			.manual =
				"The sender address of this machine's mail. With from, all mail "
				"has the From address, because most providers refuse any other. "
				"With any, each program and user sets its own; use that only if "
				"the server accepts them. It takes effect in the programs that "
				"smtpsetup writes (smtpsetup program apply), as far as each of "
				"them supports it.",
			.where =
				"Keep from, unless the server is your own or your provider "
				"confirms that you can send from any address of your domain.",
			.example = "from",
		},
	[FIELD_CA_FILE] =
		{
			.key = "tls.ca_file",
			.label = "CA File",
			.type = &type_path,
			.fallback = "",
			.flags = FIELD_FOLDED | FIELD_DECIDES | FIELD_FIRST,
			.hint =
				"A PEM file to trust instead of the system's certificate "
				"authorities.",
			.manual =
				"A file with the certificates (PEM) of the authorities to trust "
				"for this server, instead of the system's own. Use it for a server "
				"with a private certificate authority.",
			.empty = "(the system's trust)",
			.where =
				"Ask the administrator of the server. The Certificates page of a "
				"test names the authority that signed.",
			.example = "/etc/ssl/private-ca.pem",
		},
	[FIELD_PIN] =
		{
			.key = "tls.pin",
			.label = "Pinned Key",
			.brief = "Pin",
			.type = &type_pin,
			.fallback = "",
			.flags = FIELD_FOLDED | FIELD_DECIDES | FIELD_FIRST,
			.hint =
				"sha256//... of the server's public key; only that key is then "
				"accepted.",
			.manual =
				"The SHA-256 hash of the server's public key in base64, after "
				"sha256//. With a pin, only the key decides whether this is the "
				"right server; problems with the certificate's chain, name and "
				"dates are reported, but are not failures.",
			.empty = "(none)",
			.where =
				"Ask the administrator of the server. Or, over a network that you "
				"trust, run: openssl s_client -connect HOST:465 </dev/null | "
				"openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | "
				"openssl dgst -sha256 -binary | base64",
			.example = "sha256//YLh1dUR9y6Kja30RrAn7JKnbQG/uEtLMkBgFF2Fuihg=",
		},
	[FIELD_TIMEOUT] =
		{
			.key = "test.timeout",
			.label = "Test Timeout",
			.brief = "Timeout",
			.width = 6,
			.type = &type_number,
			.fallback = "15",
			.min = 1,
			.max = 600,
			.flags = FIELD_FOLDED,
			.hint = "Seconds until Test Server gives up.",
			.manual = "How many seconds a test can take in all before it gives up.",
			.where = "15 is enough for most servers; a slow line may need 60.",
			.example = "15",
		},
};
/* clang-format on */
