/*
 * What the codecs read that came after the first four: values with their lines, and a sentence for
 * all that is there and could not be taken over.
 */
#include "import_source.h"

#include "format/codec.h"

#define UNTOLD(program) " [" program "'s default]\n"
#define USUAL_PROTOCOL  " [the usual protocol of the port]\n"
#define USUAL_PORT      " [the usual port of the protocol]\n"

/* A table, each row a sentence. */
/* clang-format off */
static const struct {
	const char *id;
	struct row row;
} rows[] = {
	{"dma", {"a smarthost with its login, the last of the file",
		"SMARTHOST mx.example.org\nPORT 465 # TLS\nSECURETRANSFER\n"
		"AUTHPATH /auth\nMAILNAME box.example.org\nMASQUERADE me@example.org\n",
		.expected = "server.host=mx.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" AT(3)
		"server.helo_name=box.example.org" AT(5)
		"auth.user=me" AT_IN("/auth", 3)
		"auth.password= {password} :|" AT_IN("/auth", 3)
		"sender.from=me@example.org" AT(6),
		.also = {{"/auth", "you|mx.example.org:x\n#\n"
		"me|mx.example.org: {password} :|\nme|other:y\n"}}}},
	{"dma", {"its defaults, and STARTTLS alone means nothing",
		"SMARTHOST mx\nSTARTTLS\n",
		.expected = "server.host=mx" AT(1)
		"server.port=25" UNTOLD("dma")
		"server.protocol=plain" UNTOLD("dma")}},
	{"dma", {"what is weaker there, or has no setting here",
		"SMARTHOST mx\nPORT 587\nSECURETRANSFER\nSTARTTLS\n"
		"OPPORTUNISTIC_TLS\nFINGERPRINT AA\nCERTFILE /x\n"
		"MASQUERADE example.org\nAUTHPATH /nowhere\nMAILNAME /etc/mailname\n",
		.expected = "server.host=mx" AT(1)
		"server.port=587" AT(2)
		"server.protocol=starttls" AT(4)
		"!rc, line 5: dma falls back to clear text if TLS fails; smtpsetup requires TLS.\n"
		"!rc, line 6: a certificate fingerprint was left out: smtpsetup pins the public "
		"key instead.\n"
		"!rc, line 7: a client certificate was left out: smtpsetup has no setting for "
		"it.\n"
		"!rc, "
		"line 8: senders get the domain example.org there: From needs a full address.\n"
		"!rc, line 9: /nowhere, which has the login, cannot be read.\n"}},
	{"dma", {"the login of another server",
		"SMARTHOST mx\nAUTHPATH /auth\n",
		.expected = "server.host=mx" AT(1)
		"server.port=25" UNTOLD("dma")
		"server.protocol=plain" UNTOLD("dma")
		"!/auth: there are logins, but none for this server's name.\n",
		.also = {{"/auth", "me|other:{password}\n"}}}},
	{"env-laravel", {"Laravel alone, though others name servers as well",
		"MAILER_DSN=smtp://x\nEMAIL_HOST=y\nMAIL_HOST=mx.example.org\n"
		"MAIL_SCHEME=smtps\nMAIL_USERNAME=me\nMAIL_PASSWORD='\"\"{password}\"\"'\n",
		.expected = "server.host=mx.example.org" AT(3)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(4)
		"auth.user=me" AT(5)
		"auth.password=\"{password}\"" AT(6)}},
	{"env-django", {"Django alone",
		"MAIL_HOST=x\nEMAIL_HOST=mx.example.org\nEMAIL_PORT=587\n"
		"EMAIL_USE_TLS=1\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=587" AT(3)
		"server.protocol=starttls" AT(4)}},
	{"env-symfony", {"Symfony alone",
		"MAIL_HOST=x\nMAILER_DSN=smtps://me:%7B{password}@mx.example.org\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(2)
		"auth.user=me" AT(2)
		"auth.password={{password}" AT(2)}},
	{"nullmailer", {"all of a line, with quotes in every way",
		"# servers\n\n"
		"mx.example.org smtp port=587 --starttls --user='a b' --pass=\"{password}\" "
		"--x509cafile=/own\n"
		"other smtp\n",
		.expected = "server.host=mx.example.org" AT(3)
		"server.port=587" AT(3)
		"server.protocol=starttls" AT(3)
		"server.helo_name=box.example.org" AT_IN("/etc/nullmailer/helohost", 1)
		"auth.user=a b" AT(3)
		"auth.password={password}" AT(3)
		"sender.from=me@example.org" AT_IN(
		"/etc/nullmailer/allmailfrom",
		1)
		"!rc, line 3: CA File was left out: /own does not exist or cannot be read.\n"
		"!rc, line 4: only the first of several servers was used.\n",
		.also = {{"/etc/nullmailer/helohost", "box.example.org\n"}, {
		"/etc/nullmailer/allmailfrom", "me@example.org\n"}}}},
	{"nullmailer", {"a backslash takes two bytes; no TLS, no port",
		"mx smtp --user=\\it\\'s --pass=\"\\\"'{password}\"",
		.expected = "server.host=mx" AT(1)
		"server.port=25" UNTOLD("nullmailer")
		"server.protocol=plain" UNTOLD("nullmailer")
		"auth.user=it's" AT(1)
		"auth.password=\"'{password}" AT(1)}}, {
		"nullmailer", {
		"what is weaker there",
		"mx smtp --ssl --insecure --x509certfile=/c --auth-login",
		.expected = "server.host=mx" AT(1)
		"server.port=465" UNTOLD("nullmailer")
		"server.protocol=ssl" AT(1)
		"auth.method=login" AT(1)
		"!rc, line 1: the certificate is not checked there; smtpsetup always checks it.\n"
		"!rc, line 1: a client certificate was left out: smtpsetup has no setting for "
		"it.\n"}},
	{"nullmailer", {"another protocol",
		"mx qmqp\n",
		.expected = "!rc, line 1: the server was left out: it does not use SMTP there.\n"}},
	{"grafana", {"its own section only, and what is weaker there",
		"[database]\n"
		"host = db\n"
		"password = x\n"
		"[smtp]\n"
		"enabled = true\n"
		"host = mx.example.org:25 ; server\n"
		"user = 'me'\n"
		"password = {password}#;x\n"
		"startTLS_policy = OpportunisticStartTLS\n"
		"skip_verify = true\n"
		"from_address = me@example.org\n"
		"from_name = Grafana\n"
		"[x]\n"
		"host = y\n",
		.expected = "server.host=mx.example.org" AT(6)
		"server.port=25" AT(6)
		"server.protocol=starttls" AT(9)
		"auth.user=me" AT(7)
		"auth.password={password}" AT(8)
		"sender.from=me@example.org" AT(11)
		"sender.from_name=Grafana" AT(12)
		"!rc, line 9: Grafana falls back to clear text if TLS fails; smtpsetup requires "
		"TLS.\n"
		"!rc, line 10: the certificate is not checked there; smtpsetup always checks it.\n"}},
	{"grafana", {"switched off, and a password from elsewhere",
		"[smtp]\n"
		"enabled = false\n"
		"host = mx:465\n"
		"password = $__file{/run/{password}}\n",
		.expected = "server.host=mx" AT(3)
		"server.port=465" AT(3)
		"server.protocol=ssl" USUAL_PROTOCOL
		"!rc, line 2: mail is switched off there.\n"
		"!rc, line 4: password refers to something else and was left out.\n"}},
	{"gitea", {"newer names",
		"[mailer]\n"
		"ENABLED = true\n"
		"PROTOCOL = smtp+starttls\n"
		"SMTP_ADDR = mx\n"
		"SMTP_PORT = 587\n"
		"USER = me\n"
		"PASSWD = `{password}`\n"
		"FROM = Git <git@example.org>\n"
		"HELO_HOSTNAME = box.example.org\n",
		.expected = "server.host=mx" AT(4)
		"server.port=587" AT(5)
		"server.protocol=starttls" AT(3)
		"server.helo_name=box.example.org" AT(9)
		"auth.user=me" AT(6)
		"auth.password={password}" AT(7)
		"sender.from=git@example.org" AT(8)
		"sender.from_name=Git" AT(8)}},
	{"gitea", {"older names",
		"[mailer]\n"
		"ENABLED = true\n"
		"HOST = mx:465\n"
		"IS_TLS_ENABLED = true\n"
		"FORCE_TRUST_SERVER_CERT = true\n",
		.expected = "server.host=mx" AT(3)
		"server.port=465" AT(3)
		"server.protocol=ssl [IS_TLS_ENABLED]\n"
		"!rc, line 5: the certificate is not checked there; smtpsetup always checks it.\n"}},
	{"git", {"a section with every name, in any case of letters",
		"[user]\n"
		"\temail = x\n"
		"[sendEmail]\n"
		"\tSMTPServer = mx.example.org # ours\n"
		"\tsmtpserverport = 465\n"
		"\tsmtpencryption = ssl\n"
		"\tsmtpuser = me\n"
		"\tsmtppass = \"{password} \\\"\\\\ \"\n"
		"\tsmtpauth = LOGIN\n"
		"\tsmtpsslcertpath =\n"
		"\tfrom = \"\\\"A, B\\\" <me@example.org>\"\n"
		"\tsmtpdomain = box.example.org\n",
		.expected = "server.host=mx.example.org" AT(4)
		"server.port=465" AT(5)
		"server.protocol=ssl" AT(6)
		"server.helo_name=box.example.org" AT(12)
		"auth.user=me" AT(7)
		"auth.password={password} \"\\ " AT(8)
		"auth.method=login" AT(9)
		"sender.from=me@example.org" AT(11)
		"sender.from_name=A, B" AT(11)
		"!rc, line 10: the certificate is not checked there; smtpsetup always checks it.\n"}},
	{"git", {"a program, and nothing said",
		"[sendemail]\n"
		"smtpserver = /usr/bin/msmtp\n",
		.expected = "!rc, line 2: mail goes to a program there, not to a server; it was "
			"left out.\n"}},
	{"git", {"its defaults",
		"[sendemail]\n"
		"smtpserver = mx\n",
		.expected = "server.host=mx" AT(2)
		"server.port=25" UNTOLD("git")
		"server.protocol=plain" UNTOLD("git")}},
	{"curl", {"options written in each way",
		"url = \"smtps://mx.example.org:4650/box.example.org\"\n"
		"user:me:{password}\n"
		"login-options \"AUTH=PLAIN\"\n"
		"mail-from=me@example.org\n"
		"insecure\n"
		"ssl\n"
		"pinnedpubkey = \"sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"\n",
		.expected = "server.host=mx.example.org" AT(1)
		"server.port=4650" AT(1)
		"server.protocol=ssl" AT(1)
		"server.helo_name=box.example.org" AT(1)
		"auth.user=me" AT(2)
		"auth.password={password}" AT(2)
		"auth.method=plain" AT(3)
		"sender.from=me@example.org" AT(4)
		"tls.pin=sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" AT(7)
		"!rc, line 6: curl falls back to clear "
		"text if TLS fails; smtpsetup requires TLS.\n"
		"!rc, line 5: the certificate is not checked there; smtpsetup always checks it.\n"}},
	{"curl", {"another protocol",
		"url = https://example.org/\n",
		.expected = "!rc, line 1: the URL names no SMTP server and was left out.\n"}},
	{"s-nail", {"a URL, and the rest in other variables",
		"set mta=smtp://m%40e:{password}%20@mx.example.org:587 smtp-use-starttls "
		"smtp-auth=login\n"
		"set tls-verify=ignore\nset from=\"Me <me@example.org>\"\n",
		.expected = "server.host=mx.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(1)
		"auth.user=m@e" AT(1)
		"auth.password={password} " AT(1)
		"auth.method=login" AT(1)
		"sender.from=me@example.org" AT(3)
		"sender.from_name=Me" AT(3)
		"!rc, line 2: the certificate need not be valid there; smtpsetup requires a valid "
		"one.\n"}},
	{"s-nail", {"a program", "set mta=/usr/sbin/sendmail\n",
		.expected = "!rc, line 1: mail goes to a program there, not to a server; it was "
			"left out.\n"}},
	{"mutt", {"blanks around the sign, quotes of both kinds, and a command",
		"set smtp_url = 'smtps://me@mx.example.org/'\nset smtp_pass=\"`pass x`\"\n"
		"set ssl_verify_host=no hostname=\"box.example.org\" from=me@example.org\n"
		"set smtp_authenticators=\"plain:login\"\n",
		.expected = "server.host=mx.example.org" AT(1)
		"server.port=465 [the program's default]\nserver.protocol=ssl" AT(1)
		"server.helo_name=box.example.org" AT(3)
		"auth.user=me" AT(1)
		"sender.from=me@example.org" AT(3)
		"!rc, line 2: smtp_pass comes from a command "
		"or another variable and was left out.\n"
		"!rc, line 3: the name in the certificate is not checked there; smtpsetup always "
		"checks it.\n"}},
	{"mutt", {"TLS that need not be",
		"set smtp_url=smtp://mx:587/ ssl_starttls=yes ssl_force_tls=no\n",
		.expected = "server.host=mx" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(1)
		"!rc, line 1: mutt falls back to clear text if TLS fails; smtpsetup requires "
		"TLS.\n"}},
	{"alertmanager", {"our block only",
		"global:\n  # smtpsetup: begin\n  smtp_smarthost: 'mx:465'\n"
		"  smtp_require_tls: false\n  smtp_auth_username: 'me'\n"
		"  smtp_auth_password: '{password}''# '\n  # smtpsetup: end\n",
		.expected = "server.host=mx" AT(3)
		"server.port=465" AT(3)
		"server.protocol=ssl" AT(4)
		"auth.user=me" AT(5)
		"auth.password={password}'# " AT(6)}},
	{"alertmanager", {"what others wrote", "global:\n  smtp_smarthost: mx:25\n",
		.expected = "!rc: smtp_smarthost was left out: smtpsetup reads only YAML that it "
			"wrote itself.\n"}},
	{"ssmtp", {"each value up to a blank, an = or a #",
		"# Config file for sSMTP sendmail\nroot=postmaster\nmailhub=mx.example.org:587\n"
		"AuthUser=me\nauthpass={password}#x\nUseTLS=YES\nUseSTARTTLS=Yes\n"
		"rewriteDomain=example.org\nhostname=box.example.org\nAuthMethod=LOGIN\n",
		.expected = "server.host=mx.example.org" AT(3)
		"server.port=587" AT(3)
		"server.protocol=starttls" AT(7)
		"server.helo_name=box.example.org" AT(9)
		"auth.user=me" AT(4)
		"auth.password={password}" AT(5)
		"auth.method=login" AT(10)
		"!rc, line 6: sSMTP does not check the certificate; smtpsetup does.\n"
		"!rc, line 5: Authentication Password is read only up to a blank, = or # there; "
		"the rest was left out.\n"
		"!rc, line 8: senders get the domain example.org there: From needs a full "
		"address.\n"}},
	{"ssmtp", {"its defaults", "mailhub=mx\n",
		.expected = "server.host=mx" AT(1)
		"server.port=25" UNTOLD("sSMTP")
		"server.protocol=plain" UNTOLD("sSMTP")}},
	{"esmtp", {"the first settings, not those of identities",
		"hostname = mx.example.org:587\nusername = \"me\"\npassword = \"{password} \\\"\"\n"
		"starttls = enabled\nmda = \"/usr/bin/procmail\"\nidentity = you@example.org\n"
		"hostname = other:25\n",
		.expected = "server.host=mx.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(4)
		"auth.user=me" AT(2)
		"auth.password={password} \"" AT(3)
		"!rc, line 4: esmtp falls back to clear text if TLS fails; smtpsetup requires "
		"TLS.\n"
		"!rc, line 5: a program for local mail was left out: smtpsetup has no setting for "
		"it.\n!rc: identities of other senders were ignored.\n"}},
	{"sendmail", {"a smart host with its login",
		"divert(0)dnl\ndnl define(`SMART_HOST', `no')dnl\n"
		"define(`SMART_HOST', `esmtp:[mx.example.org]')dnl\n"
		"define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl\nFEATURE(`authinfo')dnl\n",
		.expected = "server.host=mx.example.org" AT(3)
		"server.port=587" AT(4)
		"server.protocol=starttls" UNTOLD("sendmail")
		"auth.user=me" AT_IN("/etc/mail/authinfo", 2)
		"auth.password={password} #" AT_IN("/etc/mail/authinfo", 2)
		"auth.method=plain" AT_IN("/etc/mail/authinfo", 2)
		"!rc: sendmail falls back to clear text if TLS fails; smtpsetup requires TLS and "
		"checks the certificate.\n",
		.also = {{"/etc/mail/authinfo", "AuthInfo:other \"U:x\" \"P:y\"\n"
			"AuthInfo:mx.example.org \"I:me\" \"P:{password} #\" \"M:PLAIN\"\n"}}}},
	{"sendmail", {"a login in base64, and a name that the DNS is asked for",
		"define(`SMART_HOST', `mx.example.org')\n",
		.expected = "server.host=mx.example.org" AT(1)
		"server.port=25" UNTOLD("sendmail")
		"server.protocol=starttls" UNTOLD("sendmail")
		"auth.user=me" AT_IN("/etc/mail/authinfo", 1)
		"auth.password=a \"b\" c" AT_IN("/etc/mail/authinfo", 1)
		"!rc, line 1: sendmail looks up the mail servers (MX) of this name; smtpsetup "
		"connects to the name itself.\n"
		"!rc: sendmail falls back to clear text if TLS fails; smtpsetup requires TLS and "
		"checks the certificate.\n",
		.also = {{"/etc/mail/authinfo", "AuthInfo: \"U:me\" \"P=YSAiYiIgYw==\"\n"}}}},
	{"postfix", {"one address for all senders, or tables",
		"relayhost = [mx]:587\nsmtp_tls_security_level = secure\n"
		"sender_canonical_maps = static:me@example.org\n",
		.expected = "server.host=mx" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(2)
		"sender.from=me@example.org" AT(3)}},
	{"postfix", {"every address, and no empty one",
		"relayhost = [mx]:587\nsmtp_tls_security_level = secure\n"
		"sender_canonical_maps = regexp:{ {/@/ me@example.org} }\n",
		.expected = "server.host=mx" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(2)
		"sender.from=me@example.org" AT(3)}},
	{"postfix", {"tables for senders",
		"relayhost = [mx]:587\nsmtp_tls_security_level = secure\n"
		"sender_canonical_maps = hash:/etc/postfix/senders\n",
		.expected = "server.host=mx" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(2)
		"!rc, line 3: tables of sender addresses were ignored.\n"}},
};
/* clang-format on */

static void each_row_is_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		foreign_row(codec_find(rows[i].id)->read, &rows[i].row);
	unit_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_is_understood),
	};

	foreign_make_up_password();
	return unit_run(tests);
}
