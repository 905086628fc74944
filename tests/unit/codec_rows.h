/* What codecs are to write, to refuse, to leave out and to warn of: tables for test_codec. */
#ifndef TESTS_CODEC_ROWS_H
#define TESTS_CODEC_ROWS_H

#include "format/codec.h"

/* clang-format off: tables, each row a sentence */
static const struct {
	const char *id, *settings; /* key=value, one a line */
	const char *files;         /* "path mode owner:group", and the text behind it */
} fresh[] = {
	{"msmtp",
		"server.host=smtp.example.org\nauth.user=me@example.org\nauth.password=a \"b\" #\n"
		"sender.from=me@example.org\n",
		"== /etc/msmtprc 600\n"
		"account default\n"
		"host smtp.example.org\n"
		"port 587\n"
		"tls on\n"
		"tls_starttls on\n"
		"tls_trust_file system\n"
		"auth on\n"
		"user me@example.org\n"
		"password \"a \"b\" #\"\n"
		"from me@example.org\n"
		"set_from_header on\n"
		"allow_from_override off\n"
		"aliases /etc/aliases\n"
		"== /etc/aliases 644\n"
		"root: me@example.org\n"
		"default: me@example.org\n"},
	{"msmtp",
		"server.host=mx\nserver.protocol=ssl\nserver.port=465\nsender.from=me@example.org\n"
		"local.send_as=any\nlocal.mail_to=you@example.org,they@example.org\n",
		"== /etc/msmtprc 600\n"
		"account default\n"
		"host mx\n"
		"port 465\n"
		"tls on\n"
		"tls_starttls off\n"
		"tls_trust_file system\n"
		"auth off\n"
		"from me@example.org\n"
		"aliases /etc/aliases\n"
		"== /etc/aliases 644\n"
		"root: you@example.org, they@example.org\n"
		"default: you@example.org, they@example.org\n"},
	{"postfix",
		"server.host=mx\nserver.protocol=plain\nserver.port=25\nsender.from=me@example."
		"org\n"
		"local.mail_to=you@example.org\n",
		"== /etc/postfix/main.cf 644\n"
		"relayhost = [mx]:25\n"
		"smtp_tls_security_level = none\n"
		"sender_canonical_maps = regexp:{ {/@/ me@example.org} }\n"
		"sender_canonical_classes = envelope_sender, header_sender\n"
		"virtual_alias_maps = inline:{ { root = you@example.org } { postmaster = "
		"you@example.org } { www-data = you@example.org } }\n"},
	{"postfix",
		"server.host=mx\nserver.protocol=plain\nserver.port=25\nsender.from=me@example."
		"org\n"
		"local.send_as=any\n",
		"== /etc/postfix/main.cf 644\n"
		"relayhost = [mx]:25\n"
		"smtp_tls_security_level = none\n"
		"virtual_alias_maps = inline:{ { root = me@example.org } { postmaster = "
		"me@example.org } { www-data = me@example.org } }\n"},
	{"postfix",
		"server.host=smtp.example.org\nserver.protocol=ssl\nserver.port=465\n"
		"auth.user=me\nauth.password=a:$b #\n",
		"== /etc/postfix/main.cf 644\n"
		"relayhost = [smtp.example.org]:465\n"
		"smtp_tls_security_level = secure\n"
		"smtp_tls_wrappermode = yes\n"
		"smtp_tls_secure_cert_match = nexthop\n"
		"smtp_tls_servername = hostname\n"
		"smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n"
		"smtp_sasl_auth_enable = yes\n"
		"smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\n"
		"smtp_sasl_tls_security_options = noanonymous\n"
		"== /etc/postfix/sasl_passwd 600\n"
		"[smtp.example.org]:465 me:a:$b #\n"},
	{"postfix",
		"server.host=mx\nserver.protocol=plain\nserver.port=25\nauth.user=me\n"
		"auth.password=x\n",
		"== /etc/postfix/main.cf 644\n"
		"relayhost = [mx]:25\n"
		"smtp_tls_security_level = none\n"
		"smtp_sasl_auth_enable = yes\n"
		"smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\n"
		"smtp_sasl_security_options = noanonymous\n"
		"== /etc/postfix/sasl_passwd 600\n"
		"[mx]:25 me:x\n"},
	{"exim",
		"server.host=smtp.example.org\nserver.protocol=ssl\nserver.port=465\n"
		"auth.user=me\nauth.password= x\ntls.ca_file=/etc/ssl/own.pem\n",
		"== /etc/exim4/update-exim4.conf.conf 644\n"
		"dc_eximconfig_configtype='smarthost'\n"
		"dc_smarthost='smtp.example.org::465'\n"
		"== /etc/exim4/exim4.conf.localmacros 644\n"
		"REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS = *\n"
		"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_HOSTS = *\n"
		"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_CERTIFICATES = /etc/ssl/own.pem\n"
		"REMOTE_SMTP_SMARTHOST_PROTOCOL = smtps\n"
		"== /etc/exim4/passwd.client 640 :Debian-exim\n"
		"*:me: x\n"},
	{"exim", "server.host=mx\nsender.from=me@example.org\nlocal.mail_to=you@example.org\n",
		"== /etc/exim4/update-exim4.conf.conf 644\n"
		"dc_eximconfig_configtype='smarthost'\n"
		"dc_smarthost='mx::587'\n"
		"== /etc/exim4/exim4.conf.localmacros 644\n"
		"REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS = *\n"
		"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_HOSTS = *\n"
		"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_CERTIFICATES = "
		"/etc/ssl/certs/ca-certificates.crt\n"
		"REMOTE_SMTP_RETURN_PATH = ${if def:return_path{me@example.org}fail}\n"
		"REMOTE_SMTP_HEADERS_REWRITE = *@* me@example.org fs\n"
		"== /etc/aliases 644\n"
		"root: you@example.org\n"
		"postmaster: root\n"
		"www-data: root\n"},
	{"env",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=a $b\n"
		"sender.from=me@example.org\nsender.from_name=The \"Shop\"\n",
		"== .env 600\n"
		"SMTP_HOST=smtp.example.org\n"
		"SMTP_PORT=587\n"
		"SMTP_ENCRYPTION=starttls\n"
		"SMTP_USER=me\n"
		"SMTP_PASSWORD='a $b'\n"
		"SMTP_FROM=me@example.org\n"
		"SMTP_FROM_NAME='The \"Shop\"'\n"},
	{"env-laravel",
		"server.host=smtp.example.org\nserver.protocol=ssl\nserver.port=465\n"
		"auth.user=me\nauth.password=\"it's\"\nsender.from=me@example.org\n"
		"sender.from_name=\"Shop\"\n",
		"== .env 600\n"
		"MAIL_MAILER=smtp\n"
		"MAIL_HOST=smtp.example.org\n"
		"MAIL_PORT=465\n"
		"MAIL_SCHEME=smtps\n"
		"MAIL_USERNAME=me\n"
		"MAIL_PASSWORD=\"\\\"\\\"it's\\\"\\\"\"\n"
		"MAIL_FROM_ADDRESS=me@example.org\n"
		"MAIL_FROM_NAME='\"\"Shop\"\"'\n"},
	{"env-symfony",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=${a}'\"\n"
		"server.helo_name=box.example.org\n",
		"== .env 600\n"
		"MAILER_DSN=\"smtp://me:%24%7Ba%7D%27%22@smtp.example.org:587?"
		"local_domain=box.example.org\"\n"},
	{"env-django",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=null\n"
		"sender.from=me@example.org\nsender.from_name=The \"Shop\"\n",
		"== .env 600\n"
		"EMAIL_HOST=smtp.example.org\n"
		"EMAIL_PORT=587\n"
		"EMAIL_USE_TLS=True\n"
		"EMAIL_HOST_USER=me\n"
		"EMAIL_HOST_PASSWORD=null\n"
		"DEFAULT_FROM_EMAIL='\"The \\\"Shop\\\"\" <me@example.org>'\n"},
	{"dma",
		"server.host=smtp.example.org\nauth.user=a:b\nauth.password=a |:# \n"
		"sender.from=me@example.org\nserver.helo_name=box.example.org\n",
		"== /etc/dma/dma.conf 644\n"
		"SMARTHOST smtp.example.org\n"
		"PORT 587\n"
		"SECURETRANSFER\n"
		"STARTTLS\n"
		"AUTHPATH /etc/dma/auth.conf\n"
		"MAILNAME box.example.org\n"
		"MASQUERADE me@example.org\n"
		"== /etc/aliases 644\n"
		"root: me@example.org\n"
		"postmaster: root\n"
		"www-data: root\n"
		"== /etc/dma/auth.conf 640 :mail\n"
		"a:b|smtp.example.org:a |:# \n"},
	{"dma",
		"server.host=mx\nserver.protocol=plain\nserver.port=25\nauth.user=me\n"
		"auth.password=x\n",
		"== /etc/dma/dma.conf 644\n"
		"SMARTHOST mx\n"
		"PORT 25\n"
		"INSECURE\n"
		"AUTHPATH /etc/dma/auth.conf\n"
		"== /etc/dma/auth.conf 640 :mail\n"
		"me|mx:x\n"},
	{"nullmailer",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=it's \\ \n"
		"auth.method=login\nsender.from=me@example.org\nserver.helo_name=box.example.org\n"
		"tls.ca_file=/own\n",
		"== /etc/nullmailer/remotes 600 mail:mail\n"
		"smtp.example.org smtp --port=587 --starttls --x509cafile=/own --auth-login "
		"--user=me --pass='it'\"'\"'s \\ '\n"
		"== /etc/nullmailer/helohost 644\n"
		"box.example.org\n"
		"== /etc/nullmailer/allmailfrom 644\n"
		"me@example.org\n"
		"== /etc/nullmailer/adminaddr 644\n"
		"me@example.org\n"
		"== /etc/mailname 644\n"
		"box.example.org\n"},
	{"nullmailer",
		"server.host=mx\nserver.protocol=ssl\nserver.port=465\nsender.from=me@example.org\n"
		"local.mail_to=you@example.org\nlocal.send_as=any\n",
		"== /etc/nullmailer/remotes 600 mail:mail\n"
		"mx smtp --port=465 --ssl\n"
		"== /etc/nullmailer/adminaddr 644\n"
		"you@example.org\n"
		"== /etc/mailname 644\n"
		"localhost\n"},
	{"nullmailer", "server.host=mx\nserver.protocol=ssl\nserver.port=465\n",
		"== /etc/nullmailer/remotes 600 mail:mail\n"
		"mx smtp --port=465 --ssl\n"},
	{"grafana",
		"server.host=smtp.example.org\nauth.user=me\nauth.password= #;\"\"\"x\"\n"
		"sender.from=me@example.org\nsender.from_name=Shop\n",
		"== /etc/grafana/grafana.ini 640 :grafana\n"
		"[smtp]\n"
		"enabled = true\n"
		"host = smtp.example.org:587\n"
		"user = me\n"
		"password = \"\"\" #;\"\"\"x\"\"\"\"\n"
		"startTLS_policy = MandatoryStartTLS\n"
		"from_address = me@example.org\n"
		"from_name = Shop\n"},
	{"gitea",
		"server.host=2001:db8::1\nserver.protocol=ssl\nserver.port=465\nauth.user=me\n"
		"auth.password=a`b#\nsender.from=me@example.org\nsender.from_name=A, B\n",
		"== /etc/gitea/app.ini 640 :git\n"
		"[mailer]\n"
		"ENABLED = true\n"
		"PROTOCOL = smtps\n"
		"SMTP_ADDR = 2001:db8::1\n"
		"SMTP_PORT = 465\n"
		"USER = me\n"
		"PASSWD = \"\"\"a`b#\"\"\"\n"
		"FROM = `\"A, B\" <me@example.org>`\n"},
	{"git",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=a \"\\#\n"
		"auth.method=plain\nsender.from=me@example.org\nsender.from_name=Ann \"Q\"\n"
		"server.helo_name=box.example.org\n",
		"== /home/me/.gitconfig 600\n"
		"[sendemail]\n"
		"\tsmtpServer = smtp.example.org\n"
		"\tsmtpServerPort = 587\n"
		"\tsmtpEncryption = tls\n"
		"\tsmtpUser = me\n"
		"\tsmtpPass = \"a \\\"\\\\#\"\n"
		"\tsmtpAuth = PLAIN\n"
		"\tsmtpDomain = box.example.org\n"
		"\tfrom = \"\\\"Ann \\\\\\\"Q\\\\\\\"\\\" <me@example.org>\"\n"},
	{"curl",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=a:\"\\ \n"
		"auth.method=login\nsender.from=me@example.org\nserver.helo_name=box.example.org\n"
		"tls.ca_file=/own\ntls.pin=sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
		"== mail.conf 600\n"
		"url = \"smtp://smtp.example.org:587/box.example.org\"\n"
		"ssl-reqd\n"
		"cacert = \"/own\"\n"
		"pinnedpubkey = \"sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"\n"
		"user = \"me:a:\\\"\\\\ \"\n"
		"login-options = \"AUTH=LOGIN\"\n"
		"mail-from = \"me@example.org\"\n"},
	{"curl", "server.host=2001:db8::1\nserver.protocol=ssl\nserver.port=465\n",
		"== mail.conf 600\n"
		"url = \"smtps://[2001:db8::1]:465\"\n"},
	{"s-nail",
		"server.host=smtp.example.org\nauth.user=me@b\nauth.password=a:/ %\n"
		"auth.method=plain\nsender.from=me@example.org\nsender.from_name=A, B\n",
		"== /home/me/.mailrc 600\n"
		"set v15-compat\n"
		"set mta=smtp://me%40b:a%3A%2F%20%25@smtp.example.org:587\n"
		"set smtp-use-starttls\n"
		"set smtp-auth=plain\n"
		"set tls-verify=strict\n"
		"set from='\"A, B\" <me@example.org>'\n"},
	{"s-nail", "server.host=mx\nserver.protocol=ssl\nserver.port=465\ntls.ca_file=/own\n",
		"== /home/me/.mailrc 600\n"
		"set v15-compat\n"
		"set mta=smtps://mx:465\n"
		"set smtp-auth=none\n"
		"set tls-verify=strict\n"
		"set tls-ca-file=/own\n"},
	{"mutt",
		"server.host=smtp.example.org\nauth.user=me@b\nauth.password=a\"$`\\'\n"
		"auth.method=login\nsender.from=me@example.org\nsender.from_name=A, B\n",
		"== /home/me/.muttrc 600\n"
		"set smtp_url=\"smtp://me%40b@smtp.example.org:587/\"\n"
		"set smtp_pass=\"a\\\"\\$\\`\\\\'\"\n"
		"set smtp_authenticators=\"login\"\n"
		"set ssl_starttls=\"yes\"\n"
		"set ssl_force_tls=\"yes\"\n"
		"set from=\"me@example.org\"\n"
		"set realname=\"A, B\"\n"},
	{"alertmanager",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=it's #\n"
		"sender.from=me@example.org\nsender.from_name=A, B\n",
		"== /etc/prometheus/alertmanager.yml 640 :prometheus\n"
		"global:\n"
		"  # smtpsetup: begin\n"
		"  smtp_smarthost: 'smtp.example.org:587'\n"
		"  smtp_require_tls: true\n"
		"  smtp_auth_username: 'me'\n"
		"  smtp_auth_password: 'it''s #'\n"
		"  smtp_from: '\"A, B\" <me@example.org>'\n"
		"  # smtpsetup: end\n"},
	{"mastodon",
		"server.host=smtp.example.org\nauth.user=123\nauth.password=it's $x\"\\\n"
		"auth.method=cram-md5\nsender.from=me@example.org\nsender.from_name=Me\n"
		"sender.reply_to=you@example.org\n",
		"== .env.production 600\n"
		"SMTP_SERVER=smtp.example.org\n"
		"SMTP_PORT=587\n"
		"SMTP_ENABLE_STARTTLS=always\n"
		"SMTP_OPENSSL_VERIFY_MODE=peer\n"
		"SMTP_LOGIN='\"123\"'\n"
		"SMTP_PASSWORD='\"it\\u0027s \\u0024x\\\"\\u005c\"'\n"
		"SMTP_AUTH_METHOD=cram_md5\n"
		"SMTP_FROM_ADDRESS='\"Me <me@example.org>\"'\n"
		"SMTP_REPLY_TO='\"you@example.org\"'\n"},
	{"vaultwarden",
		"server.host=smtp.example.org\nserver.protocol=ssl\nserver.port=465\nauth.user=me\n"
		"auth.password=x y\nserver.helo_name=box.example.org\n",
		"== .env 600\n"
		"SMTP_HOST=smtp.example.org\n"
		"SMTP_PORT=465\n"
		"SMTP_SECURITY=force_tls\n"
		"SMTP_USERNAME=me\n"
		"SMTP_PASSWORD=\"x y\"\n"
		"HELO_NAME=box.example.org\n"},
	{"chatwoot",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=x\nauth.method=login\n"
		"sender.from=me@example.org\nsender.from_name=Shop\n",
		"== .env 600\n"
		"SMTP_ADDRESS=smtp.example.org\n"
		"SMTP_PORT=587\n"
		"SMTP_ENABLE_STARTTLS_AUTO=true\n"
		"SMTP_OPENSSL_VERIFY_MODE=peer\n"
		"SMTP_USERNAME=me\n"
		"SMTP_PASSWORD=x\n"
		"SMTP_AUTHENTICATION=login\n"
		"MAILER_SENDER_EMAIL=\"Shop <me@example.org>\"\n"},
	{"healthchecks", "server.host=smtp.example.org\nauth.user=me\nauth.password=x\n",
		"== .env 600\n"
		"EMAIL_HOST=smtp.example.org\n"
		"EMAIL_PORT=587\n"
		"EMAIL_USE_SSL=False\n"
		"EMAIL_USE_TLS=True\n"
		"EMAIL_HOST_USER=me\n"
		"EMAIL_HOST_PASSWORD=x\n"},
	{"nextcloud-container",
		"server.host=smtp.example.org\nserver.protocol=ssl\nserver.port=465\nauth.user=me\n"
		"auth.password=x\nauth.method=plain\nsender.from=me@example.org\n",
		"== .env 600\n"
		"SMTP_HOST=smtp.example.org\n"
		"SMTP_PORT=465\n"
		"SMTP_SECURE=ssl\n"
		"SMTP_NAME=me\n"
		"SMTP_PASSWORD=x\n"
		"SMTP_AUTHTYPE=PLAIN\n"
		"MAIL_FROM_ADDRESS=me\n"
		"MAIL_DOMAIN=example.org\n"},
	{"kubernetes", "server.host=mx\nauth.user=me\nauth.password=it's #\n",
		"== secret.yml 600\n"
		"apiVersion: v1\n"
		"kind: Secret\n"
		"metadata:\n"
		"  name: smtp\n"
		"type: Opaque\n"
		"stringData:\n"
		"  SMTP_HOST: 'mx'\n"
		"  SMTP_PORT: '587'\n"
		"  SMTP_ENCRYPTION: 'starttls'\n"
		"  SMTP_USER: 'me'\n"
		"  SMTP_PASSWORD: 'it''s #'\n"},
	{"discourse",
		"server.host=mx\nserver.protocol=ssl\nserver.port=465\nauth.user=me\n"
		"auth.password=x\nauth.method=login\nsender.from=me@example.org\n",
		"== app.yml 600\n"
		"env:\n"
		"  DISCOURSE_SMTP_ADDRESS: 'mx'\n"
		"  DISCOURSE_SMTP_PORT: '465'\n"
		"  DISCOURSE_SMTP_FORCE_TLS: 'true'\n"
		"  DISCOURSE_SMTP_ENABLE_START_TLS: 'false'\n"
		"  DISCOURSE_SMTP_OPENSSL_VERIFY_MODE: 'peer'\n"
		"  DISCOURSE_SMTP_USER_NAME: 'me'\n"
		"  DISCOURSE_SMTP_PASSWORD: 'x'\n"
		"  DISCOURSE_SMTP_AUTHENTICATION: 'login'\n"
		"  DISCOURSE_NOTIFICATION_EMAIL: 'me@example.org'\n"},
	{"gitlab",
		"server.host=mx\nauth.user=me\nauth.password=a\\ #{x}\nsender.from=me@example.org\n"
		"sender.from_name=it's\nsender.reply_to=you@example.org\n",
		"== gitlab.rb 600\n"
		"gitlab_rails['smtp_enable'] = true\n"
		"gitlab_rails['smtp_address'] = 'mx'\n"
		"gitlab_rails['smtp_port'] = 587\n"
		"gitlab_rails['smtp_tls'] = false\n"
		"gitlab_rails['smtp_enable_starttls_auto'] = true\n"
		"gitlab_rails['smtp_openssl_verify_mode'] = 'peer'\n"
		"gitlab_rails['smtp_user_name'] = 'me'\n"
		"gitlab_rails['smtp_password'] = 'a\\\\ #{x}'\n"
		"gitlab_rails['gitlab_email_from'] = 'me@example.org'\n"
		"gitlab_rails['gitlab_email_display_name'] = 'it\\'s'\n"
		"gitlab_rails['gitlab_email_reply_to'] = 'you@example.org'\n"},
	{"nextcloud",
		"server.host=mx\nserver.protocol=ssl\nserver.port=465\nauth.user=me\n"
		"auth.password=it's $x\nauth.method=plain\nsender.from=me@example.org\n",
		"== occ 600\n"
		"occ config:system:set mail_smtpmode --value=smtp\n"
		"occ config:system:set mail_smtphost --value=mx\n"
		"occ config:system:set mail_smtpport --value=465\n"
		"occ config:system:set mail_smtpsecure --value=ssl\n"
		"occ config:system:set mail_smtpauth --type boolean --value=true\n"
		"occ config:system:set mail_smtpauthtype --value=PLAIN\n"
		"occ config:system:set mail_smtpname --value=me\n"
		"occ config:system:set mail_smtppassword --value='it'\"'\"'s $x'\n"
		"occ config:system:set mail_from_address --value=me\n"
		"occ config:system:set mail_domain --value=example.org\n"},
	{"swaks",
		"server.host=mx\nauth.user=me\nauth.password= a # \nauth.method=plain\n"
		"sender.from=me@example.org\nserver.helo_name=box.example.org\ntls.ca_file=/own\n",
		"== /home/me/.swaksrc 600\n"
		"server mx\n"
		"port 587\n"
		"tls\n"
		"tls-verify\n"
		"tls-sni mx\n"
		"tls-ca-path /own\n"
		"auth PLAIN\n"
		"auth-user me\n"
		"auth-password  a # \n"
		"helo box.example.org\n"
		"from me@example.org\n"},
	{"systemd", "server.host=mx\nauth.user=a b$\nauth.password= x \n",
		"== mail.env 600\n"
		"# EnvironmentFile=, and for the password LoadCredential=smtp.password\n"
		"SMTP_HOST=mx\n"
		"SMTP_PORT=587\n"
		"SMTP_ENCRYPTION=starttls\n"
		"SMTP_USER=\"a b\\$\"\n"
		"== /etc/credstore/smtp.password 600\n"
		" x "},
	{"opensmtpd",
		"server.host=mx\nauth.user=me\nauth.password= x:#\nsender.from=me@example.org\n"
		"server.helo_name=box.example.org\n",
		"== smtpd.conf 644\n"
		"table smtpsetup file:/etc/mail/secrets\n"
		"action \"smtpsetup\" relay host smtp+tls://smtpsetup@mx:587 auth <smtpsetup> "
		"helo \"box.example.org\" mail-from \"me@example.org\"\n"
		"match from local for any action \"smtpsetup\"\n"
		"== /etc/mail/secrets 640 :opensmtpd\n"
		"smtpsetup me: x:#\n"},
	{"postfix",
		"server.host=mx\nserver.protocol=plain\nserver.port=25\nsender.from=me@example."
		"org\n",
		"== /etc/postfix/main.cf 644\n"
		"relayhost = [mx]:25\n"
		"smtp_tls_security_level = none\n"
		"sender_canonical_maps = regexp:{ {/@/ me@example.org} }\n"
		"sender_canonical_classes = envelope_sender, header_sender\n"
		"virtual_alias_maps = inline:{ { root = me@example.org } { postmaster = "
		"me@example.org } { www-data = me@example.org } }\n"},
};

/* What cannot be said: nothing is written, and the message names the field and the kind. */
static const struct {
	const char *id, *text, *settings, *field, *message;
} refusals[] = {
	{"msmtp", "", "sender.from=50%@example.org\n", "sender.from",
		"msmtp cannot hold an address with %, ? or *"},
	{"msmtp", "", "auth.user=me\nauth.password_command=cat $HOME/x\n", "auth.password_command",
		"msmtp cannot hold a command with shell characters"},
	{"msmtp", "defaults\nfrom a@example.org\naccount default\nhost h\n", "", "sender.from",
		"msmtp cannot hold this value together with the others"},
	{"postfix", "", "auth.user=me\nauth.password=secret \n", "auth.password",
		"Postfix cannot hold a password that ends in a blank"},
	{"postfix", "", "auth.user=a:b\n", "auth.user",
		"Postfix cannot hold a user name with a colon"},
	{"postfix", "", "local.mail_to=a@example.org, |b@example.org\n", "local.mail_to",
		"Postfix cannot hold an address for root's mail with unusual signs"},
	{"dma", "", "local.mail_to=/b@example.org\n", "local.mail_to",
		"dma cannot hold an address for root's mail with unusual signs"},
	{"exim", "", "auth.user=a:b\n", "auth.user", "Exim cannot hold a user name with a colon"},
	{"exim", "", "auth.user=me\nauth.password=secret \n", "auth.password",
		"Exim cannot hold a password that ends in a blank"},
	{"exim", "", "auth.user=me\nauth.password=^a\n", "auth.password",
		"Exim cannot hold a password that begins with ^"},
	{"exim", "", "server.protocol=plain\nserver.port=25\n", "server.protocol",
		"Exim cannot hold a server without encryption"},
	{"exim", "", "server.port=465\n", "server.protocol",
		"Exim cannot hold ssl on a port other than 465, or starttls on 465"},
	{"exim", "", "tls.ca_file=/a$b\n", "tls.ca_file",
		"Exim cannot hold a value with a dollar sign or a backslash"},
	{"env", "", "auth.user=me\nauth.password=a${b}\n", "auth.password",
		".env cannot hold a value with ${"},
	{"env", "", "auth.user=me\nauth.password=secret\\\n", "auth.password",
		".env cannot hold a value that ends in a backslash"},
	{"env", "", "auth.user=me\nauth.password=a\\\\b\n", "auth.password",
		".env cannot hold a value with two backslashes in a row"},
	{"env", "", "auth.user=me\nauth.password=it's \"x\" y\n", "auth.password",
		".env cannot hold a value with a ' and one of \" \\ $ `"},
	{"env", "", "auth.user=me\nauth.password=NULL\n", "auth.password",
		".env cannot hold a word that applications read as null, true or false"},
	{"env", "", "auth.user=me\nauth.password=\"secret\"\n", "auth.password",
		".env cannot hold a value in quotes"},
	{"env", "MAILER_DSN=smtp://h:587\n", "server.port=465\n", "server.protocol",
		".env cannot hold this value together with the others"},
	{"env", "SMTP_HOST=h\n", "server.host=\n", "server.host",
		".env cannot hold settings without a server"},
	{"env-laravel", "", "auth.user=me\nauth.password=Null\n", "auth.password",
		"Laravel cannot hold a word that Laravel reads as null, true or false"},
	{"env-django", "", "auth.user=\xC3\xBC\n", "auth.user",
		"Django cannot hold a user name with letters outside of ASCII"},
	{"dma", "", "auth.user=a|b\n", "auth.user", "dma cannot hold a user name with |"},
	{"dma", "", "auth.user=#a\n", "auth.user",
		"dma cannot hold a user name that begins with #"},
	{"dma", "", "sender.from=a#b@example.org\n", "sender.from",
		"dma cannot hold a value with a #"},
	{"dma", "", "server.host=2001:db8::1\nauth.user=me\n", "server.host",
		"dma cannot hold an IPv6 address with a login"},
	{"grafana", "", "auth.user=me\nauth.password=a%(b\n", "auth.password",
		"Grafana cannot hold a password with ${, $__ or %("},
	{"grafana", "", "server.port=465\n", "server.protocol",
		"Grafana cannot hold ssl on a port other than 465, or another protocol on 465"},
	{"gitea", "", "auth.user=%(b\n", "auth.user", "Gitea cannot hold a user name with %("},
	{"curl", "", "auth.user=a:b\n", "auth.user", "curl cannot hold a user name with a colon"},
	{"s-nail", "", "sender.from=me@example.org\nsender.from_name=it's\n", "sender.from",
		"s-nail cannot hold a value with a '"},
	{"mutt", "", "auth.user=me\n", "auth.password",
		"mutt cannot hold a login without a password"},
	{"alertmanager", "", "auth.user=me\nauth.password=x\nserver.protocol=plain\n", "auth.user",
		"Alertmanager cannot hold a login without encryption"},
	{"alertmanager", "global:\n  smtp_from: x\n", "", "",
		"/etc/prometheus/alertmanager.yml has mail settings that are not smtpsetup's"},
	{"alertmanager", "global: {a: b}\n", "", "",
		"/etc/prometheus/alertmanager.yml has its global settings in one line"},
	{"vaultwarden", "", "auth.user=me\nauth.password=a${b}\n", "auth.password",
		"Vaultwarden cannot hold a value with ${"},
	{"gitlab", "", "auth.user=me\nauth.password=it's\n", "auth.password",
		"GitLab cannot hold a password with a quote"},
	{"gitlab", "", "auth.user=me\nauth.password=12345\n", "auth.password",
		"GitLab cannot hold a password that is a number, true or false"},
	{"swaks", "", "auth.user=me\nauth.password=-x\n", "auth.password",
		"swaks cannot hold a password that begins with -"},
	{"opensmtpd", "", "server.protocol=plain\nauth.user=me\nauth.password=x\n", "auth.user",
		"OpenSMTPD cannot hold a login without encryption"},
	{"opensmtpd", "", "auth.user=me\nauth.password=x \n", "auth.password",
		"OpenSMTPD cannot hold a password that ends in a blank"},
};

/* Values without a place are named, and all the rest is written. */
static const struct {
	const char *id, *settings;
	unsigned left_out;
} left_out[] = {
	{"msmtp",
		"sender.from=a@b.example\nsender.from_name=Me\nlimits.per_hour=5\ntest.timeout=9\n",
		CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_PER_HOUR)},
	{"msmtp", "server.protocol=plain\nauth.user=me\n", CODEC_BIT(FIELD_METHOD)},
	{"msmtp", "tls.ca_file=/etc/ssl/certs/ca-certificates.crt\n", 0},
	{"postfix", "sender.from=a@b.example\nauth.password_file=/p\nauth.method=login\n",
		CODEC_BIT(FIELD_PASSWORD_FILE) | CODEC_BIT(FIELD_METHOD)},
	{"postfix", "sender.from=o'b@b.example\n", CODEC_BIT(FIELD_FROM)},
	{"postfix", "sender.from=a@b.example\nlocal.send_as=any\n", CODEC_BIT(FIELD_FROM)},
	{"curl", "local.mail_to=a@b.example\nlocal.send_as=any\n",
		CODEC_BIT(FIELD_MAIL_TO) | CODEC_BIT(FIELD_SEND_AS)},
	{"exim",
		"server.helo_name=box.example.org\ntls.ca_file=/own\nsender.reply_to=a@b.example\n",
		CODEC_BIT(FIELD_REPLY_TO)},
	{"env", "auth.password=x\nserver.helo_name=box.example.org\n",
		CODEC_BIT(FIELD_PASSWORD) | CODEC_BIT(FIELD_HELO)},
	{"env-symfony", "sender.from=a@b.example\nauth.user=me\nauth.method=plain\n",
		CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_METHOD)},
	{"dma", "auth.user=me\nauth.method=plain\ntls.ca_file=/own\nsender.reply_to=a@b.example\n",
		CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_CA_FILE) | CODEC_BIT(FIELD_REPLY_TO)},
	{"nullmailer",
		"auth.user=me\nauth.method=cram-md5\nsender.from=a@b.example\n"
		"sender.from_name=Me\n",
		CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_FROM_NAME)},
	{"grafana", "tls.ca_file=/own\nsender.reply_to=a@b.example\n",
		CODEC_BIT(FIELD_CA_FILE) | CODEC_BIT(FIELD_REPLY_TO)},
	{"git", "tls.pin=sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nlimits.per_hour=5\n",
		CODEC_BIT(FIELD_PIN) | CODEC_BIT(FIELD_PER_HOUR)},
	{"curl", "sender.from=a@b.example\nsender.from_name=Me\n", CODEC_BIT(FIELD_FROM_NAME)},
	{"s-nail", "server.helo_name=box.example.org\n", CODEC_BIT(FIELD_HELO)},
	{"mutt", "sender.reply_to=a@b.example\n", CODEC_BIT(FIELD_REPLY_TO)},
	{"alertmanager", "sender.from=a@b.example\nsender.from_name=M\xC3\xBC\ntls.ca_file=/own\n",
		CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_CA_FILE)},
	{"mastodon", "auth.user=me\nauth.method=xoauth2\ntls.ca_file=/own\n",
		CODEC_BIT(FIELD_METHOD)},
	{"vaultwarden", "tls.ca_file=/own\n", CODEC_BIT(FIELD_CA_FILE)},
	{"kubernetes", "tls.ca_file=/own\nauth.user=me\nauth.method=plain\n",
		CODEC_BIT(FIELD_CA_FILE) | CODEC_BIT(FIELD_METHOD)},
	{"gitlab", "limits.per_hour=5\n", CODEC_BIT(FIELD_PER_HOUR)},
	{"nextcloud", "sender.from=a@b.example\nsender.from_name=Me\n", CODEC_BIT(FIELD_FROM_NAME)},
};

/* What is less safe there than in a test. */
static const struct {
	const char *id, *settings, *sentences; /* one a line */
} weak[] = {
	{"postfix", "", ""},
	{"exim", "", "Exim sends no server name (SNI) when TLS begins.\n"},
	{"msmtp", "", ""},
	{"env", "server.protocol=plain\n", ""},
	{"dma", "server.protocol=plain\n", ""},
	{"env-laravel", "",
		"Laravel cannot require STARTTLS: anyone on the path can remove its offer and read "
		"the password. With ssl this is not possible.\n"},
	{"env-laravel", "server.protocol=ssl\n", ""},
	{"env-symfony", "server.protocol=ssl\n", ""},
	{"env-django", "", "Django 3.2 and older do not check the certificate.\n"},
	{"nullmailer", "", ""},
	{"dma", "",
		"dma does not check the certificate: anyone on the path can read the "
		"password.\ndma sends no server name (SNI) when TLS begins.\n"},
	{"env", "",
		"The application that reads the file decides whether TLS is required and the "
		"certificate is checked.\n"},
	{"grafana", "", ""},
	{"gitea", "", ""},
	{"git", "", ""},
	{"curl", "", ""},
	{"s-nail", "", ""},
	{"mutt", "", ""},
	{"alertmanager", "", ""},
	{"mastodon", "", ""},
	{"vaultwarden", "",
		"Values saved on Vaultwarden's admin page (config.json) override these.\n"},
	{"chatwoot", "server.protocol=ssl\n", ""},
	{"swaks", "", "swaks checks who signed the certificate, but not the name in it.\n"},
	{"nextcloud", "server.protocol=ssl\nauth.user=me\n",
		"While occ runs, other users of the machine can see the password in its "
		"arguments.\n"},
	{"gitlab", "server.protocol=ssl\n", ""},
	{"opensmtpd", "", "OpenSMTPD sends no server name (SNI) when TLS begins.\n"},
};
/* clang-format on */

#endif
