/*
 * What people copy from help pages, files and other programs: which settings are seen in it, and
 * what is none. The made-up password of the run stands for {password}.
 */
#include "import_source.h"

#include "format/pasted.h"

enum { texts_max = 4000 };

/* A text, and the settings found in it, a line each; "": it is no settings. */
struct pasted_row {
	const char *name, *text, *expected;
};

/* clang-format off: a table, each row a sentence */
static const struct pasted_row rows[] = {
	{"host and port", "smtp.fastmail.com:465",
		"server.host=smtp.fastmail.com\nserver.port=465\nserver.protocol=ssl\n"},
	{"the same with blanks and a line end around", "  smtp.fastmail.com:587 \n",
		"server.host=smtp.fastmail.com\nserver.port=587\nserver.protocol=starttls\n"},
	{"an address and a port", "[2001:db8::1]:465",
		"server.host=2001:db8::1\nserver.port=465\nserver.protocol=ssl\n"},
	{"a URL with a login", "smtps://me%40example.org:{password}@mx.example.org",
		"server.host=mx.example.org\nserver.port=465\nserver.protocol=ssl\n"
		"auth.user=me@example.org\nauth.password={password}\n"},
	{"a URL with a port", "smtp://mx.example.org:2525",
		"server.host=mx.example.org\nserver.port=2525\nserver.protocol=starttls\n"},
	{"a URL without a port", "smtp://mx.example.org",
		"server.host=mx.example.org\nserver.port=587\nserver.protocol=starttls\n"},
	{"the names of RFC 6186", "submissions://me@mx.example.org:465/",
		"server.host=mx.example.org\nserver.port=465\nserver.protocol=ssl\nauth.user=me\n"},
	{"submission is STARTTLS", "submission://mx.example.org",
		"server.host=mx.example.org\nserver.port=587\nserver.protocol=starttls\n"},
	{"an .env file",
		"APP_NAME=Library\nMAIL_MAILER=smtp\nMAIL_HOST=mx.example.org\nMAIL_PORT=587\n"
		"MAIL_USERNAME=me\nMAIL_PASSWORD={password}\nMAIL_ENCRYPTION=tls\n",
		"server.host=mx.example.org\nserver.port=587\nserver.protocol=starttls\n"
		"auth.user=me\nauth.password={password}\n"},
	{"Symfony's", "MAILER_DSN=smtps://me:{password}@mx.example.org:465\n",
		"server.host=mx.example.org\nserver.port=465\nserver.protocol=ssl\nauth.user=me\n"
		"auth.password={password}\n"},
	{"SMTP_ names, quoted", "export SMTP_HOST=\"mx.example.org\"\nSMTP_PORT='2525'\n",
		"server.host=mx.example.org\nserver.port=2525\nserver.protocol=starttls\n"},
	{"msmtp's", "account default\nhost mx.example.org\nport 465\ntls on\ntls_starttls off\n",
		"server.host=mx.example.org\nserver.port=465\nserver.protocol=ssl\n"},
	{"Postfix'", "relayhost = [mx.example.org]:587\nsmtp_tls_security_level = encrypt\n",
		"server.host=mx.example.org\nserver.port=587\nserver.protocol=starttls\n"},
	{"a help page",
		"Outgoing mail (SMTP)\nServer: smtp.example.org\nPort: 587\nSecurity: STARTTLS\n"
		"Username: me@example.org\nPassword: {password}\n",
		"server.host=smtp.example.org\nserver.port=587\nserver.protocol=starttls\n"
		"auth.user=me@example.org\nauth.password={password}\n"},
	{"all in one line", "Server: smtp.example.org Port: 465 Encryption: SSL",
		"server.host=smtp.example.org\nserver.port=465\nserver.protocol=ssl\n"},
	{"in one line with commas", "SMTP server: smtp.example.org, port: 587, TLS",
		"server.host=smtp.example.org\nserver.port=587\nserver.protocol=starttls\n"},
	{"as Gmail has it",
		"Outgoing Mail (SMTP) Server\nsmtp.gmail.com\n\nRequires SSL: Yes\n\n"
		"Requires TLS: Yes (if available)\n\nRequires Authentication: Yes\n\n"
		"Port for SSL: 465\n\nPort for TLS/STARTTLS: 587\n\n"
		"Full Name or Display Name\tYour name\nPassword\tYour Gmail password\n",
		"server.host=smtp.gmail.com\nserver.port=465\nserver.protocol=ssl\n"},
	{"as Fastmail has it, a table of tabs",
		"Incoming mail server\timap.fastmail.com\nIncoming port\t993\n"
		"Outgoing mail server\tsmtp.fastmail.com\nOutgoing port\t465\n"
		"Encryption\tSSL/TLS\nUsername\tjo@fastmail.com\n",
		"server.host=smtp.fastmail.com\nserver.port=465\nserver.protocol=ssl\n"
		"auth.user=jo@fastmail.com\n"},
	{"a table with bars",
		"| Setting | Value |\n| SMTP server | smtp.example.org |\n| SMTP port | 587 |\n",
		"server.host=smtp.example.org\nserver.port=587\nserver.protocol=starttls\n"},
	{"with IMAP above",
		"IMAP\nServer: imap.example.org\nPort: 993\nUser: other\n\n"
		"SMTP\nServer: mail.example.org\nPort: 465\n",
		"server.host=mail.example.org\nserver.port=465\nserver.protocol=ssl\n"},
	{"with IMAP below",
		"SMTP server: mail.example.org\nPort: 465\nIMAP server: imap.example.org\nPort: "
		"993\n",
		"server.host=mail.example.org\nserver.port=465\nserver.protocol=ssl\n"},
	{"one login for both", "IMAP/SMTP user: me@example.org\nSMTP server: mail.example.org\n",
		"server.host=mail.example.org\nauth.user=me@example.org\n"},
	{"the port with the server",
		"SMTP host: mail.example.org:2525\n"
		"Login: me\n",
		"server.host=mail.example.org\nserver.port=2525\nserver.protocol=starttls\n"
		"auth.user=me\n"},
	{"two ports: the first", "SMTP server: mx.example.org\nPort: 465 (SSL) or 587 (STARTTLS)\n",
		"server.host=mx.example.org\nserver.port=465\nserver.protocol=ssl\n"},
	{"SSL said of 587 is STARTTLS", "Server: smtp.example.org\nSecurity: SSL/TLS\nPort: 587\n",
		"server.host=smtp.example.org\nserver.port=587\nserver.protocol=starttls\n"},
	{"TLS said of 465 is from the first byte",
		"Server: smtp.example.org\nEncryption: STARTTLS\nPort: 465\n",
		"server.host=smtp.example.org\nserver.port=465\nserver.protocol=ssl\n"},
	{"no encryption", "Server: smtp.example.org\nEncryption: none\nPort: 25\n",
		"server.host=smtp.example.org\nserver.port=25\nserver.protocol=plain\n"},
	{"that SSL is off does not turn encryption off",
		"Server: smtp.example.org\nSSL: no\nPort: 587\n",
		"server.host=smtp.example.org\nserver.port=587\nserver.protocol=starttls\n"},
	{"words for whoever reads are no values",
		"SMTP server: smtp.example.org\nPort: 465\nUsername: your full e-mail address\n"
		"Password: your password\nE-mail address: you@yourdomain.example\n",
		"server.host=smtp.example.org\nserver.port=465\nserver.protocol=ssl\n"},
	{"an app password in groups",
		"SMTP server: smtp.gmail.com\nPassword: abcd efgh ijkl mnop\n",
		"server.host=smtp.gmail.com\nauth.password=abcd efgh ijkl mnop\n"},
	{"the sender", "SMTP host: mx.example.org\nFrom: library@example.org\nFrom name: Library\n",
		"server.host=mx.example.org\nsender.from=library@example.org\nsender.from_name="
		"Library\n"},
	{"German",
		"Posteingangsserver (IMAP): imap.web.de\nPort: 993\n"
		"Postausgangsserver (SMTP): smtp.web.de\nPort: 587\nVerschlüsselung: STARTTLS\n"
		"Benutzername: jo\n",
		"server.host=smtp.web.de\nserver.port=587\nserver.protocol=starttls\nauth.user="
		"jo\n"},
	{"French",
		"Serveur sortant (SMTP) : smtp.orange.fr\nPort : 465\nChiffrement : SSL\n"
		"Nom d'utilisateur : jo@orange.fr\nMot de passe : {password}\n",
		"server.host=smtp.orange.fr\nserver.port=465\nserver.protocol=ssl\n"
		"auth.user=jo@orange.fr\nauth.password={password}\n"},
	{"Spanish",
		"Servidor de correo entrante: imap.example.es\n"
		"Servidor de correo saliente: smtp.example.es\nPuerto: 465\nSeguridad: SSL/TLS\n"
		"Nombre de usuario: jo\n",
		"server.host=smtp.example.es\nserver.port=465\nserver.protocol=ssl\nauth.user="
		"jo\n"},
	{"Italian",
		"Server posta in arrivo: imap.example.it\nPorta: 993\n"
		"Server posta in uscita: smtp.example.it\nPorta: 587\nNome utente: jo\n",
		"server.host=smtp.example.it\nserver.port=587\nserver.protocol=starttls\nauth.user="
		"jo\n"},
	{"Portuguese",
		"Servidor de saída: smtps.uol.com.br\nPorta: 587\nUsuário: jo\nSenha: {password}\n",
		"server.host=smtps.uol.com.br\nserver.port=587\nserver.protocol=starttls\nauth."
		"user=jo\n"
		"auth.password={password}\n"},
	{"Dutch",
		"Inkomende mailserver: imap.example.nl\nUitgaande mailserver: smtp.example.nl\n"
		"Poort: 465\nGebruikersnaam: jo\nWachtwoord: {password}\n",
		"server.host=smtp.example.nl\nserver.port=465\nserver.protocol=ssl\nauth.user=jo\n"
		"auth.password={password}\n"},
	{"Swedish", "Utgående server: smtp.example.se\nPort: 587\nAnvändarnamn: jo\n",
		"server.host=smtp.example.se\nserver.port=587\nserver.protocol=starttls\nauth.user="
		"jo\n"},
	{"Polish", "Serwer poczty wychodzącej: smtp.wp.pl\nPort: 465\nNazwa użytkownika: jo\n",
		"server.host=smtp.wp.pl\nserver.port=465\nserver.protocol=ssl\nauth.user=jo\n"},
	{"Russian", "сервер исходящей почты: smtp.mail.ru\nпорт: 465\n",
		"server.host=smtp.mail.ru\nserver.port=465\nserver.protocol=ssl\n"},
	{"Chinese, with its own colon", "SMTP服务器：smtp.qq.com\n端口：465\n",
		"server.host=smtp.qq.com\nserver.port=465\nserver.protocol=ssl\n"},
	{"lines of Windows", "SMTP server: smtp.example.org\r\nPort: 465\r\n",
		"server.host=smtp.example.org\nserver.port=465\nserver.protocol=ssl\n"},

	{"nothing", "", ""},
	{"a server's name alone", "smtp.example.org", ""},
	{"an address", "jo@example.org", ""},
	{"a password", "{password}", ""},
	{"a password with a colon and digits", "abc:123", ""},
	{"a time", "12:30", ""},
	{"a name", "School Library", ""},
	{"a web page", "https://support.example.org/mail", ""},
	{"a port alone", "Port: 587", ""},
	{"IMAP only", "IMAP server: imap.example.org\nPort: 993\n", ""},
	{"a sentence", "Please ask support at mail.example.org if the port is closed.", ""},
	{"a list of addresses", "jo@example.org, me@example.org", ""},
	{"the host of msmtp that is no name", "host is down\nport 25\n", ""},
	{"a URL of another kind", "imaps://me@mx.example.org:993", ""},
	{"labels without values", "Server:\nPort:\nPassword:\n", ""},
	{"only separators", "::::\n====\n||||\n\t\t\n", ""},
};
/* clang-format on */

static void describe(const struct import_result *f, struct str *out)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;
		const struct secret *secret = settings_secret(&f->settings, id);

		if (import_has(f, id) && id != FIELD_METHOD)
			str_format(out, "%s=%s\n", fields[id].key,
				secret ? secret_text(secret) : settings_get(&f->settings, id));
	}
}

static void texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str text, expected, found;
		struct import_result f;

		str_init(&text, texts_max);
		str_init(&expected, texts_max);
		str_init(&found, texts_max);
		foreign_fill(&text, rows[i].text);
		foreign_fill(&expected, rows[i].expected);
		import_init(&f, NULL, "the pasted text");
		if (pasted_read(&f, text.data))
			describe(&f, &found);
		unit_expect(strcmp(found.data, expected.data) == 0, "%s:\n%s", rows[i].name,
			found.data);
		import_fini(&f);
		str_fini(&text);
		str_fini(&expected);
		str_fini(&found);
	}
	unit_end();
}

/* Cut anywhere, and with bytes changed, a text is read to its end and no further. */
static void broken_texts(void **state)
{
	uint64_t random = 20261201;

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		for (int variant = 0; variant < 30; variant++) {
			size_t len = strlen(rows[i].text);
			char *text = strdup(rows[i].text);
			struct import_result f;

			assert_non_null(text);
			if (len) {
				text[unit_random(&random) % len] =
					(char)(1 + unit_random(&random) % 255);
				text[unit_random(&random) % len] = variant % 2 ? '\0' : '\n';
			}
			import_init(&f, NULL, "the pasted text");
			if (pasted_read(&f, text))
				unit_expect(import_has(&f, FIELD_HOST) && pasted_count(&f) >= 2,
					"%s", rows[i].name);
			import_fini(&f);
			free(text);
		}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts),
		cmocka_unit_test(broken_texts),
	};

	foreign_make_up_password();
	return unit_run(tests);
}
