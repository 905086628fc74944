/* Files as people have them, and changes of one setting in them: tables for test_codec_files. */
#ifndef TESTS_CODEC_SAMPLES_H
#define TESTS_CODEC_SAMPLES_H

#include "codec_machine.h"

/* One change, and all of the text that comes of it. */
struct sample_change {
	enum field_id field;
	const char *value;
	const char *path, *from, *to; /* what is another text in the file, and nothing else is */
};

enum { changes_max = 4 };

/* Comments, odd layout, more than what is ours. */
struct sample {
	const char *id, *path, *text;
	struct {
		const char *path, *text;
	} also[files_max - 1];
	struct sample_change changes[changes_max]; /* ended by a row of NULLs */
};

/* clang-format off: tables, each row a sentence */
static const struct sample samples[] = {
	{"msmtp", "/home/me/.msmtprc",
		.text = "# Accounts of this machine\n"
			"defaults\n"
			"  auth           on\n"
			"  tls            on   \n"
			"\tlogfile        ~/.msmtp.log\n"
			"\n"
			"account        work   # no comment: part of the name\n"
			"host work.example.org\n"
			"account gmail.com\n"
			"# the private one\n"
			"host           smtp.example.org\n"
			"port           465\n"
			"tls_starttls   off\n"
			"from           me@example.org\n"
			"user           \"me@example.org\"\n"
			"password       \"a b#\"\n"
			"\n"
			"# Set a default account\n"
			"account default : gmail.com\n"
			"aliases /etc/aliases\n"
			"# the end",
		.changes =
			{
				{FIELD_USER, "you", "/home/me/.msmtprc",
					"account default : gmail.com\n",
					"account default : gmail.com\nuser you\n"},
			}},
	{"msmtp", "/etc/msmtprc",
		.text = "host mx.example.org\r\nport 25\r\n\r\n# other\r\naccount other\r\nhost "
			"h\r\n",
		.changes =
			{
				{FIELD_PORT, "587", "/etc/msmtprc", "port 25\r\n", "port 587\r\n"},
				{FIELD_USER, "a b", "/etc/msmtprc", "port 25\r\n",
					"port 25\r\nauth plain\r\nuser \"a b\"\r\n"},
				{FIELD_PROTOCOL, "starttls", "/etc/msmtprc", "port 25\r\n",
					"port 25\r\ntls on\r\ntls_starttls on\r\ntls_trust_file "
					"system\r\n"},
			}},
	{"postfix", "/etc/postfix/main.cf",
		"# See /usr/share/postfix/main.cf.dist for a commented, more complete version\n"
		"\n"
		"smtpd_banner = $myhostname ESMTP $mail_name (Debian/GNU)\n"
		"biff = no\n"
		"myhostname = box.example.org\n"
		"mydestination = $myhostname, box.example.org,\n"
		"    localhost.example.org,\n"
		"  # and this one\n"
		"\tlocalhost\n"
		"relayhost = [old.example.org]:25\n"
		"# the second one counts\n"
		"relayhost =\n"
		"    # ours\n"
		"    [smtp.example.org]:submission\n"
		"mynetworks = 127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128\n"
		"smtp_tls_CApath=/etc/ssl/certs\n"
		"smtp_tls_security_level=may\n"
		"smtp_tls_session_cache_database = btree:${data_directory}/smtp_scache\n"
		"smtp_sasl_auth_enable=yes\n"
		"smtp_sasl_password_maps = hash:${config_directory}/sasl/logins\n"
		"inet_protocols = all",
		{{"/etc/postfix/sasl/logins", "[smtp.example.org]:submission me:secret word #1\n"}},
		.changes =
			{
				{FIELD_HELO, "a.example.org", "/etc/postfix/main.cf",
					"smtp_tls_CApath=/etc/ssl/certs\n",
					"smtp_tls_CApath=/etc/ssl/certs\nsmtp_helo_name = "
					"a.example.org\n"},
				{FIELD_PORT, "25", "/etc/postfix/sasl_passwd", "",
					"[smtp.example.org]:25 me:secret word #1\n"},
			}},
	{"postfix", "/etc/postfix/main.cf",
		"relayhost = [smtp.example.org]:587\r\nsmtp_sasl_auth_enable = yes\r\n"
		"smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\r\n",
		{{"/etc/postfix/sasl_passwd", "# logins\r\nSMTP.example.org   me:x\r\n"
					      "[other.example.org]  you:y\r\n"}},
		.changes =
			{
				{FIELD_PASSWORD, "a $b #", "/etc/postfix/sasl_passwd",
					"SMTP.example.org   me:x\r\n[other.example.org]  you:y\r\n",
					"[other.example.org]  you:y\r\n[smtp.example.org]:587 me:a "
					"$b #\r\n"},
			}},
	{"exim", "/etc/exim4/update-exim4.conf.conf",
		"# /etc/exim4/update-exim4.conf.conf\n"
		"#\n"
		"# Edit this file and /etc/mailname by hand and execute update-exim4.conf\n"
		"\n"
		"dc_eximconfig_configtype='satellite'\n"
		"dc_other_hostnames='box.example.org'\n"
		"dc_local_interfaces='127.0.0.1 ; ::1'\n"
		"dc_readhost='example.org'\n"
		"dc_smarthost='smtp.example.org::587' # ours\n"
		"CFILEMODE='644'\n"
		"dc_use_split_config='true'\n"
		"dc_localdelivery='mail_spool'\n",
		{{"/etc/exim4/passwd.client",
			"# password file used when the local exim is authenticating to a remote\n"
			"### target.mail.server.example:login:password\n"
			"*.example.org:me: secret:word#1\n"}},
		.changes =
			{
				{FIELD_PASSWORD, " '\"", "/etc/exim4/passwd.client",
					"me: secret:word#1", "me: '\""},
				{FIELD_PORT, "26", "/etc/exim4/update-exim4.conf.conf",
					"'smtp.example.org::587'", "'smtp.example.org::26'"},
			}},
	{"env", ".env",
		.text = "APP_NAME=\"My Shop\"\n"
			"APP_KEY=base64:abc/+=\n"
			"\n"
			"MAIL_MAILER=smtp # not log\n"
			"MAIL_HOST=smtp.example.org\n"
			"MAIL_PORT=587\n"
			"MAIL_USERNAME=null\n"
			"MAIL_PASSWORD=null\n"
			"MAIL_ENCRYPTION=tls\n"
			"MAIL_FROM_ADDRESS=\"shop@example.org\"\n"
			"MAIL_FROM_NAME=\"${APP_NAME}\"\n"
			"\n"
			"# AWS\n"
			"AWS_BUCKET=\n",
		.changes =
			{
				{FIELD_USER, "a $b", ".env", "MAIL_USERNAME=null",
					"MAIL_USERNAME='a $b'"},
				{FIELD_PROTOCOL, "ssl", ".env", "MAIL_ENCRYPTION=tls",
					"MAIL_ENCRYPTION=ssl"},
			}},
	{"env", ".env",
		.text = "# "
			"Symfony\r\nMAILER_DSN=smtp://"
			"me:a%20b@smtp.example.org:2525?timeout=5&verify_peer=0\r\n",
		.changes =
			{
				{FIELD_PASSWORD, "%&'", ".env",
					"smtp://"
					"me:a%20b@smtp.example.org:2525?timeout=5&verify_peer=0",
					"\"smtp://me:%25%26%27@smtp.example.org:2525?timeout=5\""},
			}},
	{"env", ".env",
		.text = "export EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend\n"
			"export EMAIL_HOST='smtp.example.org'\n"
			"export EMAIL_USE_TLS=1\n"
			"EMAIL_HOST_USER=me   # me\n"
			"DEFAULT_FROM_EMAIL=Shop <shop@example.org>\n",
		.changes =
			{
				{FIELD_PROTOCOL, "ssl", ".env", "export EMAIL_USE_TLS=1\n",
					"EMAIL_PORT=587\nexport "
					"EMAIL_USE_TLS=False\nEMAIL_USE_SSL=True\n"},
				{FIELD_FROM_NAME, "Shop, old", ".env", "Shop <shop@example.org>",
					"'\"Shop, old\" <shop@example.org>'"},
			}},
	{"env", ".env",
		.text = "SMTP_HOST=smtp.example.org:2525\nSMTP_LOGIN=me\nSMTP_PASS='it "
			"is'\nSMTP_SECURE=false\n"
			"SMTP_FROM_ADDRESS=Mastodon <m@example.org>\nKEY=\"-----\nabc\n-----\"\n",
		.changes =
			{
				{FIELD_USER, "you", ".env", "SMTP_LOGIN=me", "SMTP_LOGIN=you"},
			}},
	{"dma", "/etc/dma/dma.conf",
		"# $DragonFly: src/etc/dma.conf $\n"
		"#\n"
		"# Your smarthost (also called relayhost).\n"
		"SMARTHOST smtp.example.org # ours\n"
		"PORT 587\n"
		"#ALIASES /etc/aliases\n"
		"SPOOLDIR /var/spool/dma\n"
		"AUTHPATH /etc/dma/auth.conf\n"
		"SECURETRANSFER\n"
		"STARTTLS  # and not from the first byte\n"
		"MAILNAME /etc/mailname\n"
		"NULLCLIENT\n",
		{{"/etc/dma/auth.conf",
			"# logins\nyou|smtp.example.org:old\nme|smtp.example.org: x \n"
			"me|other.example.org:y\n"}},
		.changes =
			{
				{FIELD_HOST, "mx.example.org", "/etc/dma/dma.conf",
					"smtp.example.org", "mx.example.org"},
				{FIELD_PROTOCOL, "ssl", "/etc/dma/dma.conf", "STARTTLS  # and",
					"# and"},
				{FIELD_PASSWORD, "y ", "/etc/dma/auth.conf",
					"you|smtp.example.org:old\nme|smtp.example.org: x \n",
					"me|smtp.example.org:y \n"},
			}},
	{"nullmailer", "/etc/nullmailer/remotes",
		"# the first server\n"
		"smtp.example.org smtp --user=me\t--source=192.0.2.1 --pass='a b' --starttls\n"
		"\n"
		"# if that one is down\n"
		"other.example.org smtp\n",
		{{"/etc/nullmailer/allmailfrom", "me@example.org\n"},
			{"/etc/nullmailer/adminaddr", "root@example.net\n"}},
		.changes =
			{
				{FIELD_PASSWORD, "it's", "/etc/nullmailer/remotes",
					"--user=me\t--source=192.0.2.1 --pass='a b' --starttls\n",
					"--port=25 --starttls --user=me --pass='it'\"'\"'s' "
					"--source=192.0.2.1\n"},
				{FIELD_FROM, "you@example.org", "/etc/nullmailer/allmailfrom",
					"me@", "you@"},
			}},
	{"grafana", "/etc/grafana/grafana.ini",
		.text = "# a comment\n"
			"app_mode = production\n"
			"\n"
			"[database]\n"
			";host = 127.0.0.1:3306\n"
			"host = db.example.org\n"
			"password = other\n"
			"[smtp]\n"
			"enabled = true\n"
			";host = localhost:25\n"
			"host = smtp.example.org:587\n"
			"user = \"me\"\n"
			"# If the password contains # or ; you have to wrap it\n"
			"password = \"\"\"#password;\"\"\"\n"
			"skip_verify = false\n"
			"\n"
			"[emails]\n"
			"welcome_email_on_sign_up = false\n",
		.changes =
			{
				{FIELD_PASSWORD, "it's", "/etc/grafana/grafana.ini", "#password;",
					"it's"},
				{FIELD_HELO, "a.example.org", "/etc/grafana/grafana.ini",
					"skip_verify = false\n",
					"skip_verify = false\nehlo_identity = a.example.org\n"},
			}},
	{"gitea", "/etc/gitea/app.ini",
		.text = "APP_NAME = Gitea\r\n"
			"[mailer]\r\n"
			"ENABLED        = true\r\n"
			"HOST           = smtp.example.org:465\r\n"
			"IS_TLS_ENABLED = true\r\n"
			"FROM           = \"Gitea\" <git@example.org>\r\n"
			"USER           = me\r\n"
			"PASSWD         = `a b`\r\n"
			"; the end of it\r\n"
			"[service]\r\n"
			"REGISTER_EMAIL_CONFIRM = true\r\n",
		.changes =
			{
				{FIELD_USER, "a b", "/etc/gitea/app.ini", "= me\r", "= `a b`\r"},
				{FIELD_PORT, "4650", "/etc/gitea/app.ini",
					"HOST           = smtp.example.org:465\r\nIS_TLS_ENABLED = "
					"true\r\n",
					"PROTOCOL = smtps\r\nSMTP_ADDR = "
					"smtp.example.org\r\nSMTP_PORT = 4650\r\n"},
			}},
	{"git", "/home/me/.gitconfig",
		.text = "[user]\n"
			"\tname = Me\n"
			"\temail = me@example.org\n"
			"[sendEmail]\n"
			"\tsmtpserver = smtp.example.org ; ours\n"
			"\tsmtpserverport = 587\n"
			"\tsmtpencryption = tls\n"
			"\tsmtpuser = \"me\"\n"
			"\t# for each mail\n"
			"\tconfirm = always\n"
			"[alias]\n"
			"\tst = status\n",
		.changes =
			{
				{FIELD_USER, "you", "/home/me/.gitconfig", "\"me\"", "you"},
				{FIELD_PASSWORD, "a#b", "/home/me/.gitconfig", "\"me\"\n",
					"\"me\"\n\tsmtpPass = \"a#b\"\n"},
			}},
	{"curl", "mail.conf",
		.text = "# how mail goes\n"
			"url: smtp://smtp.example.org:587\n"
			"ssl-reqd\n"
			"user me:a\n"
			"upload-file = -\n"
			"verbose\n",
		.changes =
			{
				{FIELD_PROTOCOL, "plain", "mail.conf", "ssl-reqd\n", ""},
				{FIELD_PASSWORD, "b", "mail.conf", "user me:a", "user \"me:b\""},
			}},
	{"s-nail", "/home/me/.mailrc",
		.text = "# for all mail\n"
			"set v15-compat hold\n"
			"set append dot save=~/mbox mta=smtps://me:a@smtp.example.org:465 # ours\n"
			"ignore received\n"
			"  set from=\"Me <me@example.org>\"\n"
			"alias all you\n",
		.changes =
			{
				{FIELD_HOST, "mx", "/home/me/.mailrc",
					"smtp.example.org:465 # ours\n",
					"mx:465 # ours\nset tls-verify=strict\n"},
				{FIELD_FROM_NAME, "You", "/home/me/.mailrc",
					"\"Me <me@example.org>\"", "'You <me@example.org>'"},
			}},
	{"mutt", "/home/me/.muttrc",
		.text = "set realname = \"Me\" # who\n"
			"source ~/.mutt/colors\n"
			"set smtp_url=\"smtp://me@smtp.example.org:587/\" smtp_pass='a b'\n"
			"set ssl_starttls=yes\n"
			"# the rest\n"
			"set folder=~/Mail beep=no\n",
		.changes =
			{
				{FIELD_PASSWORD, "b$", "/home/me/.muttrc", "'a b'", "\"b\\$\""},
				{FIELD_FROM_NAME, "", "/home/me/.muttrc",
					"set realname = \"Me\" # who", "# who"},
			}},
	{"msmtp", "/home/me/.config/msmtp/config",
		.text = "# as it was written for msmtp 1.4\naccount default\nhost h.example.org\n"
			"tls\ntls_nostarttls\ntls_nocertcheck\nauth\nuser me\npassword p\n"
			"keepbcc off\n"},
	{"alertmanager", "/etc/prometheus/alertmanager.yml",
		.text = "# Alertmanager\n"
			"global:\n"
			"    # smtpsetup: begin\n"
			"    smtp_smarthost: 'smtp.example.org:587'\n"
			"    smtp_require_tls: true\n"
			"    smtp_auth_username: 'me'\n"
			"    smtp_auth_password: 'a'\n"
			"    # smtpsetup: end\n"
			"    resolve_timeout: 5m\n"
			"route:\n"
			"    receiver: 'team' # all\n",
		.changes =
			{
				{FIELD_PASSWORD, "it's", "/etc/prometheus/alertmanager.yml", "'a'",
					"'it''s'"},
			}},
	{"postfix", "/etc/postfix/main.cf",
		"relayhost = [smtp.example.org]:587\n"
		"sender_canonical_maps = hash:/etc/postfix/senders\n"
		"virtual_alias_maps = hash:/etc/postfix/virtual\n"
		"smtp_tls_security_level = encrypt\n",
		.also = {{"/etc/aliases", "root: admin@example.org\n"}}},
	{"postfix", "/etc/postfix/main.cf",
		"relayhost = [smtp.example.org]:587\n"
		"sender_canonical_maps = static:old@example.org\n"
		"smtp_tls_security_level = encrypt\n",
		{{"/etc/aliases", "# who\nroot: admin@example.org\n"}},
		.changes =
			{
				{FIELD_FROM, "me@example.org", "/etc/postfix/main.cf",
					"static:old@example.org\n",
					"regexp:{ {/@/ me@example.org} }\nsender_canonical_classes "
					"= envelope_sender, "
					"header_sender\n"},
			}},
};
/* clang-format on */

#endif
