/*
 * Other programs' configuration: what is taken over, from which line, and what is said about the
 * rest. The made-up password of the run stands for {password} in texts and expectations.
 */
#include "import_source.h"

#include "base/text.h"
#include "format/codec.h"

enum { variants = 200 };

#define UNTOLD(program) " [" program "'s default]\n"
#define USUAL_PROTOCOL  " [the usual protocol of the port]\n"
#define USUAL_PORT      " [the usual port of the protocol]\n"

/* Tables, each row a sentence. */
/* clang-format off */

#define DEFAULTS_SENTENCE                                                                          \
	"the defaults name a server, but no account follows that would use it: msmtp needs one.\n"
#define TRUST_SENTENCE(path) "CA File was left out: " path " does not exist or cannot be read.\n"
#define NO_AUTH "the login was left out: without auth msmtp does not log in.\n"

static const struct row msmtp_rows[] = {
	{"a whole account",
		"# mail\n"
		"account default\n"
		"host mx.example.org\n"
		"port 587\n"
		"tls on\n"
		"auth on\n"
		"user office@example.org\n"
		"password {password}\n"
		"from library@example.org\n",
		.expected = "server.host=mx.example.org" AT(3)
		"server.port=587" AT(4)
		"server.protocol=starttls" AT(5)
		"auth.user=office@example.org" AT(7)
		"auth.password={password}" AT(8)
		"auth.method=auto" AT(6)
		"sender.from=library@example.org" AT(9)},
	{"what nobody says is what msmtp does",
		"account default\nhost mx.example.org",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")},
	{"TLS with STARTTLS stays on port 25",
		"account default\nhost mx.example.org\ntls\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(3)},
	{"TLS without STARTTLS",
		"account default\nhost mx.example.org\ntls_starttls off\ntls on\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(3)},
	{"no TLS, and STARTTLS off means nothing then",
		"account default\nhost mx.example.org\ntls off\ntls_starttls off\nport 2525\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=2525" AT(5)
		"server.protocol=plain" AT(3)},
	{"inheritance: the defaults of the moment below what the bases say",
		"defaults\n"
		"user early\n"
		"auth plain\n"
		"account a\n"
		"host a.example.org\n"
		"port 26\n"
		"account b : a\n"
		"host b.example.org\n"
		"defaults\n"
		"user late\n"
		"tls on\n"
		"account default : b , nobody\n"
		"password {password}\n",
		.expected = "server.host=b.example.org" AT(8)
		"server.port=26" AT(6)
		"server.protocol=starttls" AT(11)
		"auth.user=late" AT(10)
		"auth.password={password}" AT(13)
		"auth.method=plain" AT(3)
		"!rc, line 12: msmtp refuses this file: there is no account nobody above.\n"},
	{"the last of several bases wins, an empty one too",
		"account a\nhost a.example.org\nauth\nuser a\n"
		"account b\nhost b.example.org\nuser\n"
		"account default : a,b\n",
		.expected = "server.host=b.example.org" AT(6)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"auth.method=auto" AT(3)},
	{"without a default, the first with a server",
		"account empty\nuser x\naccount one\nhost one.example.org\n"
		"account two\nhost two.example.org\n",
		.expected = "server.host=one.example.org" AT(4)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"!rc, line 3: no account is named default: using one, the first with a "
		"server.\n"},
	{"what stands before every account is the default one",
		"host mx.example.org\naccount other\nhost other.example.org\n",
		.expected = "server.host=mx.example.org" AT(1)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")},
	{"defaults alone are no account",
		"defaults\nhost mx.example.org\ntls on\n",
		.expected = "!rc, line 1: " DEFAULTS_SENTENCE},
	{"defaults alone, with a login",
		"# all\ndefaults\nhost mx.example.org\nport 587\nauth on\nuser me\n"
		"password {password}\n",
		.expected = "!rc, line 2: " DEFAULTS_SENTENCE},
	{"defaults below the only account, which has no server",
		"account default\ndefaults\nhost mx.example.org\n",
		.expected = "server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"!rc, line 2: " DEFAULTS_SENTENCE},
	{"defaults without a server are no source", "defaults\ntls on\n", .expected = ""},
	{"defaults of an account that says nothing itself",
		"defaults\nhost mx.example.org\ntls on\naccount default\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(3)},
	{"what stands on top, and the account that it was meant for",
		"auth on\ntls on\naccount default\nhost mx.example.org\nport 587\nuser me\n"
		"password {password}\n",
		.expected = "server.host=mx.example.org" AT(4)
		"server.port=587" AT(5)
		"server.protocol=starttls" AT(2)
		"auth.user=me" AT(6)
		"auth.password={password}" AT(7)
		"auth.method=auto" AT(1)
		"!rc, line 3: msmtp refuses this file: the account default begins twice.\n"},
	{"what stands on top, and an account with a base",
		"tls on\ntls_starttls off\naccount work\nhost mx.example.org\n"
		"account default : work\n",
		.expected = "server.host=mx.example.org" AT(4)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(2)
		"!rc, line 5: msmtp refuses this file: the account default begins twice.\n"},
	{"an account that begins twice, the second time without TLS",
		"account default\nhost mx.example.org\ntls on\n"
		"account default\ntls off\nport 26\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=26" AT(6)
		"server.protocol=plain" AT(5)
		"!rc, line 4: msmtp refuses this file: the account default begins twice.\n"},
	{"quotes, tabs, comments and blanks",
		"account \"default\"\n  host\t\"mx.example.org\"  \n\t# no\n\nauth login\n"
		"user #not a comment\npassword \"{password} \"quoted\" \"\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"auth.user=#not a comment" AT(6)
		"auth.password={password} \"quoted\" " AT(7)
		"auth.method=login" AT(5)},
	{"a byte order mark, CRLF, no end of the last line",
		"\xEF\xBB\xBF" "account default\r\nhost mx.example.org\r\ntls on\r\nport 587",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=587" AT(4)
		"server.protocol=starttls" AT(3)},
	{"without auth there is no login",
		"account default\nhost mx.example.org\nuser me\npasswordeval pass mail\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"!rc, line 3: " NO_AUTH},
	{"a password alone, and auth that is off",
		"account default\nhost mx.example.org\nauth off\npassword {password}\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"!rc, line 4: " NO_AUTH},
	{"a login from the defaults, and auth that is taken back",
		"defaults\nauth on\nuser me\npassword {password}\naccount default\n"
		"host mx.example.org\nauth off\n",
		.expected = "server.host=mx.example.org" AT(6)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"!rc, line 3: " NO_AUTH},
	{"a command alone",
		"account default\nhost mx.example.org\npasswordeval pass mail | head -1\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"!rc, line 3: " NO_AUTH},
	{"a password from a command",
		"account default\nhost mx.example.org\ntls on\nauth on\nuser me\n"
		"passwordeval gpg -d ~/.secret\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(3)
		"auth.user=me" AT(5)
		"auth.method=auto" AT(4)
		"!rc, line 6: the password command was left out: it needs a shell.\n"},
	{"a command that needs no shell is proposed",
		"account default\nhost mx.example.org\ntls on\nauth on\nuser me\n"
		"passwordeval \"pass show 'my mail'\"\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(3)
		"auth.user=me" AT(5)
		"auth.password_command=pass show 'my mail'" AT(6)
		"auth.method=auto" AT(4)},
	{"a password from nowhere",
		"account default\nhost mx.example.org\nauth xoauth2\nuser me\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"auth.user=me" AT(4)
		"auth.method=xoauth2" AT(3)
		"!rc, line 4: there is no password in the file: msmtp reads it from a key ring or "
		"a netrc file.\n"},
	{"trust: the system's own is none, another file is taken",
		"account default\nhost mx.example.org\ntls on\ntls_trust_file system\n"
		"tls_trust_file /etc/ssl/own.pem\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(3)
		"tls.ca_file=/etc/ssl/own.pem" AT(5),
		{{"/etc/ssl/own.pem", ""}}},
	{"a file to trust that is not there",
		"account default\nhost mx.example.org\ntls on\n"
		"tls_trust_file /etc/ssl/own.pem\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(3)
		"!rc, line 4: " TRUST_SENTENCE("/etc/ssl/own.pem")},
	{"the system's bundle",
		"account default\nhost mx.example.org\n"
		"tls_trust_file /etc/ssl/certs/ca-certificates.crt\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")},
	{"what has no counterpart",
		"account default\nhost mx.example.org\ntls on\ntls_certcheck off\n"
		"tls_fingerprint 01:23\nauth gssapi\nfrom %U@example.org\ndomain %H\n"
		"proxy_host 127.0.0.1\nprotocol lmtp\ntls_trust_file ~/ca.pem\neval echo x\n"
		"tls_cert_file /c\nsocket /s\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(3)
		"!rc, line 10: the server speaks LMTP there; smtpsetup uses SMTP.\n"
		"!rc, line 11: CA File was left out: ~ is not expanded here: expected a full path "
		"that begins with /.\n"
		"!rc, line 5: a certificate fingerprint was left out: smtpsetup pins the public "
		"key instead.\n"
		"!rc, line 4: the certificate is not checked there; smtpsetup always checks it.\n"
		"!rc, line 13: a client certificate was left out: smtpsetup has no setting for "
		"it.\n"
		"!rc, "
		"line "
		"14: a local socket was left out: smtpsetup connects to a server by its name.\n"
		"!rc, line 9: a proxy was left out: smtpsetup connects directly.\n"
		"!rc, line 6: the login method gssapi is not known.\n"
		"!rc, line 7: From was left out: it is a pattern.\n"
		"!rc, line 8: HELO Name was left out: it is a pattern.\n"
		"!rc, line 12: the line was left out: it comes from a command, which is not run.\n"},
	{"values that are not valid here",
		"account default\nhost mx.example.org\nport 0\nfrom nobody\n"
		"domain mail.example.org\nfrom_full_name School Library\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.protocol=plain" UNTOLD("msmtp")
		"server.helo_name=mail.example.org" AT(5)
		"sender.from_name=School Library" AT(6)
		"!rc, line 3: Port was left out: expected a whole number from 1 to 65535.\n"
		"!rc, line 4: From was left out: expected an address such as name@example.org.\n"},
	{"a command that msmtp does not know",
		"account default\nhost mx.example.org\ntls on\nport 587\nstarttls on\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=587" AT(4)
		"server.protocol=starttls" AT(3)
		"!rc, line 5: msmtp refuses this file: the command starttls is not known there.\n"},
	{"commands are in small letters",
		"ACCOUNT default\nHost mx.example.org\n",
		.expected =
			"!rc, line 1: msmtp refuses this file: the command ACCOUNT is not known "
			"there.\n"},
	{"a switch that is neither on nor off",
		"account default\nhost mx.example.org\ntls ON\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(3)
		"!rc, line 3: msmtp refuses this file: the command tls must be on or off.\n"},
	{"commands that mean nothing here are known all the same",
		"account default\nhost mx.example.org\nsource_ip 192.0.2.1\naliases /etc/aliases\n"
		"set_from_header on\nsyslog\nlogfile ~/log\nauto_from off\ntls_priorities x\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")},
	{"the old names",
		"account default\nhost mx.example.org\ntls on\ntls_nostarttls\ntls_nocertcheck\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(4)
		"!rc, line 5: the certificate is not checked there; smtpsetup always checks it.\n"},
	{"an old name that a new one is above",
		"account default\nhost mx.example.org\nport 587\ntls on\ntls_nostarttls\n"
		"tls_starttls on\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=587" AT(3)
		"server.protocol=starttls" AT(4)},
	{"the only account names no server",
		"account default\ntls on\nauth on\nuser me\npassword {password}\n",
		.expected = "server.port=25" UNTOLD("msmtp")
		"server.protocol=starttls" AT(2)
		"auth.user=me" AT(4)
		"auth.password={password}" AT(5)
		"auth.method=auto" AT(3)
		"!rc, line 1: the account default names no server.\n"},
	{"a port by a name, which msmtp does not take: no other port is invented",
		"account default\nhost mx.example.org\nport submission\ntls on\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.protocol=starttls" AT(4)
		"!rc, line 3: Port was left out: expected a whole number from 1 to 65535.\n"},
	{"a terminal's commands in a method",
		"account default\nhost mx.example.org\nauth \x1B[2J\xE2\x80\xAEx\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"!rc, line 3: the login method ?[2J?x is not known.\n"},
	{"a password that cannot be one is not repeated",
		"account default\nhost mx.example.org\nauth on\nuser me\npassword "
		"{password}\x07\n",
		.expected = "server.host=mx.example.org" AT(2)
		"server.port=25" UNTOLD("msmtp")
		"server.protocol=plain" UNTOLD("msmtp")
		"auth.user=me" AT(4)
		"auth.method=auto" AT(3)
		"!rc, line 5: Authentication Password was left out: control characters and "
		"line ends are not allowed.\n"},
	{"nothing", "", .expected = ""},
};

#define MAY_SENTENCE \
	"Postfix falls back to clear text if TLS fails; smtpsetup requires TLS and checks the " \
	"certificate.\n"
#define MX_SENTENCE \
	"Postfix looks up the mail servers (MX) of this name; smtpsetup connects to the name " \
	"itself.\n"
#define SASL "smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = "

static const struct row postfix_rows[] = {
	{"mail goes by other rules than a relay host",
		"relayhost =\ntransport_maps = hash:/etc/postfix/transport\n",
		.expected = "server.port=25" UNTOLD("Postfix")
		"server.protocol=plain" USUAL_PROTOCOL
		"!rc, line 2: there is no relayhost, and transport_maps was ignored.\n"},
	{"the default transport names a server",
		"default_transport = smtp:[smtp.example.org]:587\n",
		.expected = "server.port=25" UNTOLD("Postfix")
		"server.protocol=plain" USUAL_PROTOCOL
		"!rc, line 1: there is no relayhost, and default_transport was ignored.\n"},
	{"the default transport is the default", "default_transport = smtp\nrelayhost =\n",
		.expected = ""},
	{"with a relay host they are its own affair",
		"relayhost = [smtp.example.org]:587\n"
		"transport_maps = hash:/etc/postfix/transport\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL},
	{"a port that is none: no other one is invented",
		"relayhost = [smtp.example.org]:70000\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"!rc, line 1: Port was left out: expected a whole number from 1 to 65535.\n"},
	{"a table written into the line is one that cannot be read, and told of once",
		"relayhost = [smtp.example.org]:587\nsmtp_sasl_auth_enable = yes\n"
		"smtp_sasl_password_maps = inline:{ { [smtp.example.org]:587 = me:{password} } }\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"!rc, line 3: the login was left out: tables of this kind cannot be read.\n"},
	{"a whole relay host",
		"# mail\n"
		"relayhost = [smtp.example.org]:587\n"
		"smtp_tls_security_level = secure\n"
		"smtp_sasl_auth_enable = yes\n"
		"smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd\n"
		"smtp_helo_name = mail.example.org\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" AT(3)
		"server.helo_name=mail.example.org" AT(6)
		"auth.user=me@example.org" AT_IN("/etc/postfix/sasl_passwd", 2)
		"auth.password={password}" AT_IN("/etc/postfix/sasl_passwd", 2),
		{{"/etc/postfix/sasl_passwd",
			"# logins\n[smtp.example.org]:587 me@example.org:{password}\n"}}},
	{"nothing but a relay host",
		"relayhost=[smtp.example.org]\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" UNTOLD("Postfix")
		"server.protocol=plain" USUAL_PROTOCOL},
	{"a login is not sent in clear text for want of words",
		"relayhost=[smtp.example.org]\n"
		SASL "static:me:{password}\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" UNTOLD("Postfix")
		"server.protocol=starttls" USUAL_PROTOCOL
		"auth.user=me" AT(3)
		"auth.password={password}" AT(3)},
	{"no relay host", "myhostname = mail.example.org\nrelayhost =\n", .expected = ""},
	{"a domain, and TLS where there is any",
		"relayhost = example.org\nsmtp_tls_security_level = may\n",
		.expected = "server.host=example.org" AT(1)
		"server.port=25" UNTOLD("Postfix")
		"server.protocol=starttls" AT(2)
		"!rc, line 1: " MX_SENTENCE
		"!rc, line 2: " MAY_SENTENCE},
	{"implicit TLS, a service name",
		"relayhost = [smtp.example.org]:submissions\nsmtp_tls_wrappermode = yes\n"
		"smtp_tls_security_level = encrypt\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(1)
		"server.protocol=ssl" AT(2)
		"!rc, line 3: Postfix does not check the certificate; smtpsetup does.\n"},
	{"no TLS, said aloud",
		"relayhost = [smtp.example.org]:587\nsmtp_tls_security_level = none\n"
		"smtp_use_tls = yes\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=plain" AT(2)},
	{"the old way to ask for TLS",
		"relayhost = [smtp.example.org]\nsmtp_use_tls = yes\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" UNTOLD("Postfix")
		"server.protocol=starttls" AT(2)},
	{"an address, and port 465 alone",
		"relayhost = [2001:db8::1]:465\n",
		.expected = "server.host=2001:db8::1" AT(1)
		"server.port=465" AT(1)
		"server.protocol=ssl" USUAL_PROTOCOL},
	{"lines that go on, around comments and blank lines; the last one wins",
		"relayhost = [old.example.org]\n"
		"relayhost =\n"
		"  # not this\n"
		"\n"
		"\t[new.example.org]:587,\n"
		"  [other.example.org]\n"
		"smtp_tls_security_level=dane-only\r\n",
		.expected = "server.host=new.example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" AT(7)
		"!rc, line 2: only the first of several relay hosts was used.\n"},
	{"references",
		"mydomain = example.org\nsub = smtp.$mydomain\n"
		"relayhost = [${sub}]:$(port)\nport = 587\nsmtp_helo_name = a$$b\n"
		SASL "${default_database_type}:$config_directory/sasl_passwd\n",
		.expected = "server.host=smtp.example.org" AT(3)
		"server.port=587" AT(3)
		"server.protocol=starttls" USUAL_PROTOCOL
		"auth.user=me" AT_IN("/etc/postfix/sasl_passwd", 1)
		"auth.password={password}" AT_IN("/etc/postfix/sasl_passwd", 1)
		"!rc, line 5: HELO Name was left out: this is not a host name or an IP address.\n",
		{{"/etc/postfix/sasl_passwd", "smtp.EXAMPLE.org\tme:{password}"}}},
	{"references to what is not there, to themselves, and with conditions",
		"relayhost = [smtp.example.org]\nsmtp_helo_name = $myhostname\n"
		"smtp_tls_security_level = $a\na = $b\nb = $a\n"
		"smtp_tls_CAfile = ${x?{/y}}\nsmtp_sasl_mechanism_filter = $\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" UNTOLD("Postfix")
		"server.protocol=plain" USUAL_PROTOCOL
		"!rc, line 3: smtp_tls_security_level was left out: it refers to a value "
		"that is not in this file.\n"
		"!rc, line 6: smtp_tls_CAfile was left out: it refers to a value "
		"that is not in this file.\n"
		"!rc, line 2: smtp_helo_name was left out: it refers to a value "
		"that is not in this file.\n"
		"!rc, line 7: smtp_sasl_mechanism_filter was left out: it refers to a value "
		"that is not in this file.\n"},
	{"the login: the host's name goes before the relay host, the first line before others",
		"relayhost = [smtp.example.org]:587\nsmtp_tls_security_level = verify\n"
		SASL "proxy:texthash:/one, lmdb:/two\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(2)
		"auth.user=right" AT_IN("/two", 3)
		"auth.password={password}:with colon" AT_IN("/two", 3)
		"!rc, line 4: /one has no login for this relay host.\n",
		{{"/one", "[smtp.example.org] near:miss\nexample.org near:miss\n"},
		{"/two",
			"[smtp.example.org]:587 wrong:wrong\n\n"
			"smtp.example.org\n    right:{password}:with colon  \n"
			"smtp.example.org late:late\n"}}},
	{"a login that cannot be read",
		"relayhost = [smtp.example.org]:587\n"
		SASL "hash:/etc/postfix/sasl_passwd ldap:/etc/postfix/ldap.cf\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"!rc, line 3: /etc/postfix/sasl_passwd, which has the login, cannot be read.\n"
		"!rc, line 3: the login was left out: tables of this kind cannot be read.\n"},
	{"a login that is switched off",
		"relayhost = [smtp.example.org]:587\nsmtp_sasl_auth_enable = no\n"
		"smtp_sasl_password_maps = static:me:{password}\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"!rc, line 3: the login was left out: without smtp_sasl_auth_enable Postfix does "
		"not log in.\n"},
	{"a login that cannot be read is not sent in clear text either",
		"relayhost = [smtp.example.org]:25\n" SASL "hash:/etc/postfix/sasl_passwd\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"!rc, line 3: /etc/postfix/sasl_passwd, which has the login, cannot be read.\n"},
	{"trust, methods, and what has no counterpart",
		"relayhost = [smtp.example.org]:587\n"
		"smtp_tls_CAfile = /etc/ssl/own.pem\n"
		"smtp_tls_CApath = /etc/ssl/certs\n"
		"smtp_sasl_mechanism_filter = login\n"
		"smtp_tls_security_level = fingerprint\n"
		"smtp_tls_fingerprint_cert_match = 00:11\n"
		"smtp_tls_policy_maps = hash:/p\n"
		"sender_dependent_relayhost_maps = hash:/s\n"
		"smtp_tls_cert_file = /c\n"
		"smtp_tls_chain_files =\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(5)
		"auth.method=login" AT(4)
		"tls.ca_file=/etc/ssl/own.pem" AT(2)
		"!rc, line 6: certificate fingerprints were left out: smtpsetup pins the public "
		"key instead.\n"
		"!rc, line 9: a client certificate was left out: smtpsetup has no setting for "
		"it.\n!rc, line 7: settings for single servers were ignored.\n"
		"!rc, line 8: relay hosts of single senders were ignored.\n",
		{{"/etc/ssl/own.pem", ""}}},
	{"a file to trust that is not there, and TLS where there is any",
		"relayhost = [smtp.example.org]:587\nsmtp_tls_security_level = may\n"
		"smtp_tls_CAfile = /etc/postfix/gone.pem\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" AT(2)
		"!rc, line 2: " MAY_SENTENCE
		"!rc, line 3: " TRUST_SENTENCE("/etc/postfix/gone.pem")},
	{"the same below Postfix' own directory",
		"relayhost = [smtp.example.org]:587\n"
		"smtp_tls_CAfile = $config_directory/gone.pem\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"!rc, line 2: " TRUST_SENTENCE("/etc/postfix/gone.pem")},
	{"a list of methods, the system's trust",
		"relayhost = [smtp.example.org]:587\nsmtp_sasl_mechanism_filter = plain, login\n"
		"smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL},
	{"lines that are none",
		"  indented = 1\nno equals sign\n=\nrelayhost\n= x\n",
		.expected = ""},
};

#define EXIM_UNUSED \
	"dc_smarthost was left out: Exim uses it only if dc_eximconfig_configtype is smarthost " \
	"or satellite.\n"
#define EXIM_SENTENCE "Exim falls back to clear text if a server has no TLS; smtpsetup requires TLS.\n"
#define EXIM_LOGINS   "/etc/exim4/passwd.client"
#define ONLY_SENTENCE(key) \
	"the only login is listed under " key ": Exim uses it if the DNS has that name for the " \
	"server.\n"
#define SMARTHOST     "dc_eximconfig_configtype='smarthost'\n"

static const struct row exim_rows[] = {
	{"a whole smarthost",
		"# Debian\n"
		"dc_eximconfig_configtype='satellite'\n"
		"dc_other_hostnames='box'\n"
		"dc_readhost=''\n"
		"dc_smarthost='smtp.example.org::587'\n",
		.expected = "server.host=smtp.example.org" AT(5)
		"server.port=587" AT(5)
		"server.protocol=starttls" UNTOLD("Exim")
		"auth.user=me@example.org" AT_IN(EXIM_LOGINS, 2)
		"auth.password={password}" AT_IN(EXIM_LOGINS, 2)
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, "# logins\nsmtp.example.org:me@example.org:{password}\n"}}},
	{"no port, no login",
		SMARTHOST "dc_smarthost='smtp.example.org'\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=25" UNTOLD("Exim")
		"server.protocol=starttls" UNTOLD("Exim")
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, "### target.mail.server.example:login:password\n"}}},
	{"port 465",
		SMARTHOST "dc_smarthost=\"smtp.example.org::465\"",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=465" AT(2)
		"server.protocol=ssl" USUAL_PROTOCOL,
		{{EXIM_LOGINS, ""}}},
	{"another kind of configuration",
		"dc_eximconfig_configtype='internet'\ndc_smarthost='smtp.example.org'\n",
		.expected = "!rc, line 2: " EXIM_UNUSED},
	{"no kind at all", "dc_smarthost='smtp.example.org'\n",
		.expected = "!rc, line 1: " EXIM_UNUSED},
	{"another kind, and none wanted",
		"dc_eximconfig_configtype='local'\ndc_smarthost=''\ndc_readhost='x.example.org'\n",
		.expected = ""},
	{"no smarthost", SMARTHOST "dc_smarthost=''\n", .expected = ""},
	{"several smarthosts",
		SMARTHOST "dc_smarthost='one.example.org::587 ; two.example.org'\n",
		.expected = "server.host=one.example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"!rc, line 2: only the first of several smarthosts was used.\n!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, ""}}},
	{"several behind single colons",
		SMARTHOST "dc_smarthost='one.example.org : two.example.org::26'\n",
		.expected = "server.host=one.example.org" AT(2)
		"server.port=25" UNTOLD("Exim")
		"server.protocol=starttls" UNTOLD("Exim")
		"!rc, line 2: only the first of several smarthosts was used.\n!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, ""}}},
	{"an IPv6 address, its colons doubled",
		SMARTHOST "dc_smarthost='[2001::db8::::1]::26'\n",
		.expected = "server.host=2001:db8::1" AT(2)
		"server.port=26" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, ""}}},
	{"a bare IPv6 address",
		SMARTHOST "dc_smarthost='2001::db8::::1'\n",
		.expected = "server.host=2001:db8::1" AT(2)
		"server.port=25" UNTOLD("Exim")
		"server.protocol=starttls" UNTOLD("Exim")
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, ""}}},
	{"a star, and a password with everything in it",
		SMARTHOST "dc_smarthost='Smtp.Example.org::587'\n",
		.expected = "server.host=Smtp.Example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"auth.user=me" AT_IN(EXIM_LOGINS, 3)
		"auth.password={password}:\\:^#;$x" AT_IN(EXIM_LOGINS, 3)
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS,
			"other.example.org:x:y\n^smtp.*:x:y\n"
			"*.example.org:me:{password}:\\:^#;$x\n*:late:late\n"}}},
	{"a star alone",
		SMARTHOST "dc_smarthost='smtp.example.org::587'\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"auth.user=me" AT_IN(EXIM_LOGINS, 1)
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, "*:me"}}},
	{"logins for others",
		SMARTHOST "dc_smarthost='smtp.example.org::587'\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"!" EXIM_LOGINS ": there are logins, but none for this server's name.\n"
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, "*smtp2.example.org:me:{password}\nno colon\n*.example.com:me:x\n"}}},
	{"the only login, under the name that the DNS has for the server",
		SMARTHOST "dc_smarthost='smtp.gmail.com::587'\n",
		.expected = "server.host=smtp.gmail.com" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"auth.user=me" AT_IN(EXIM_LOGINS, 2)
		"auth.password={password}" AT_IN(EXIM_LOGINS, 2)
		"!" EXIM_LOGINS ", line 2: " ONLY_SENTENCE("*.google.com")
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, "# logins\n*.google.com:me:{password}\n"}}},
	{"one login under several such names",
		SMARTHOST "dc_smarthost='smtp.gmail.com::587'\n",
		.expected = "server.host=smtp.gmail.com" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"auth.user=me" AT_IN(EXIM_LOGINS, 1)
		"auth.password={password}" AT_IN(EXIM_LOGINS, 1)
		"!" EXIM_LOGINS ", line 1: " ONLY_SENTENCE("gmail-smtp.l.google.com")
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS,
			"gmail-smtp.l.google.com:me:{password}\n*.google.com:me:{password}\n"}}},
	{"the only login, under a regular expression",
		SMARTHOST "dc_smarthost='smtp.example.org::587'\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"auth.user=me" AT_IN(EXIM_LOGINS, 1)
		"auth.password={password}" AT_IN(EXIM_LOGINS, 1)
		"!" EXIM_LOGINS ", line 1: " ONLY_SENTENCE("^smtp.*")
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, "^smtp.*:me:{password}\n"}}},
	{"one user, two passwords",
		SMARTHOST "dc_smarthost='smtp.example.org::587'\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" UNTOLD("Exim")
		"!" EXIM_LOGINS ": there are logins, but none for this server's name.\n"
		"!rc: " EXIM_SENTENCE,
		{{EXIM_LOGINS, "a.example.org:me:{password}\nb.example.org:me:x{password}\n"}}},
	{"logins that cannot be read, a domain to hide behind",
		SMARTHOST "dc_readhost='example.org'\ndc_smarthost='smtp.example.org::587'\n",
		.expected = "server.host=smtp.example.org" AT(3)
		"server.port=587" AT(3)
		"server.protocol=starttls" UNTOLD("Exim")
		"!rc, line 2: senders get the domain example.org there: From needs a full "
		"address.\n"
		"!" EXIM_LOGINS ": the login, if there is one, cannot be read.\n"
		"!rc: " EXIM_SENTENCE},
};

#define WORD_SENTENCE " was left out: its word for the encryption is not known.\n"
#define SSL_SENTENCE " is read as STARTTLS, which port 587 uses.\n"
#define DSN_SENTENCE \
	"the login in MAILER_DSN has a ?, / or # that is not percent-encoded: Symfony cannot " \
	"read it.\n"

static const struct row dotenv_rows[] = {
	{"a scheme before the server is no server",
		"MAIL_HOST=ssl://smtp.example.org\nMAIL_PORT=465\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" AT(1)},
	{"with the port behind it, and STARTTLS",
		"SMTP_HOST=tls://smtp.example.org:2587\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=2587" AT(1)
		"server.protocol=starttls" AT(1)},
	{"its own word goes before the scheme",
		"SMTP_HOST=smtp://smtp.example.org\nSMTP_PORT=2465\nSMTP_SECURE=true\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=2465" AT(2)
		"server.protocol=ssl" AT(3)},
	{"a scheme of something else",
		"SMTP_HOST=https://smtp.example.org\n",
		.expected = "!rc, line 1: SMTP Server was left out: write only the server's name, "
			"without what is before and after it.\n"},
	{"a port that is none: no other one is invented",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=587a\nSMTP_SECURITY=starttls\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.protocol=starttls" AT(3)
		"!rc, line 2: Port was left out: expected a whole number from 1 to 65535.\n"},
	{"the same in a URL",
		"MAILER_DSN=smtp://me:{password}@smtp.example.org:99999\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"auth.user=me" AT(1)
		"auth.password={password}" AT(1)
		"!rc, line 1: Port was left out: expected a whole number from 1 to 65535.\n"},
	{"a URL without a server",
		"MAILER_DSN=smtp://me:{password}@\n",
		.expected = "server.port=25" UNTOLD("Symfony")
		"server.protocol=starttls" USUAL_PROTOCOL
		"auth.user=me" AT(1)
		"auth.password={password}" AT(1)
		"!rc, line 1: MAILER_DSN names no server.\n"},
	{"a name that is not known and may be about the encryption",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=25\nSMTP_USE_TLS=1\nSMTP_TLS_CIPHERS=x\n"
		"SMTP_NICE=1\nSMTP_SSL_MODE=\nMAIL_TLS=1\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" AT(2)
		"server.protocol=plain" USUAL_PROTOCOL
		"!rc, line 3: SMTP_USE_TLS was left out: it is not known, and may be about the "
		"encryption.\n"
		"!rc, line 4: SMTP_TLS_CIPHERS was left out: it is not known, and may be about "
		"the encryption.\n"},
	{"both ways to encrypt at once, which Django refuses",
		"EMAIL_HOST=smtp.example.org\nEMAIL_PORT=465\nEMAIL_USE_SSL=True\n"
		"EMAIL_USE_TLS=True\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" AT(3)
		"!rc, line 3: EMAIL_USE_SSL and the setting for STARTTLS are both on, which "
		"Django refuses.\n"},
	{"Laravel",
		"APP_NAME=Shop\n"
		"MAIL_MAILER=smtp\n"
		"MAIL_HOST=smtp.example.org\n"
		"MAIL_PORT=587\n"
		"MAIL_USERNAME=me\n"
		"MAIL_PASSWORD=\"{password} #\\\"\\$\\x\"\n"
		"MAIL_ENCRYPTION=tls\n"
		"MAIL_FROM_ADDRESS=\"shop@example.org\"\n"
		"MAIL_FROM_NAME=\"${APP_NAME}\"\n",
		.expected = "server.host=smtp.example.org" AT(3)
		"server.port=587" AT(4)
		"server.protocol=starttls" AT(7)
		"auth.user=me" AT(5)
		"auth.password={password} #\"$\\x" AT(6)
		"sender.from=shop@example.org" AT(8)
		"!rc, line 9: MAIL_FROM_NAME refers to another variable and was left out.\n"},
	{"Laravel, tls on port 465",
		"MAIL_ENCRYPTION=tls\nMAIL_HOST=smtp.example.org\nMAIL_PORT=465\n"
		"MAIL_EHLO_DOMAIN=shop.example.org\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=465" AT(3)
		"server.protocol=ssl" AT(1)
		"server.helo_name=shop.example.org" AT(4)},
	{"Laravel, with a scheme and placeholders",
		"MAIL_DRIVER=smtp\nMAIL_HOST=smtp.example.org\nMAIL_SCHEME=smtps\n"
		"MAIL_USERNAME= # none\nMAIL_PASSWORD=(null)\nMAIL_FROM_ADDRESS=\"\"\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(3)},
	{"Laravel, no encryption named",
		"MAIL_HOST=127.0.0.1\nMAIL_PORT=1025\nMAIL_ENCRYPTION=null\n",
		.expected = "server.host=127.0.0.1" AT(1)
		"server.port=1025" AT(2)
		"server.protocol=starttls" USUAL_PROTOCOL},
	{"Laravel as it comes sends nothing",
		"MAIL_MAILER=log\nMAIL_HOST=127.0.0.1\nMAIL_PORT=2525\n",
		.expected = ""},
	{"Django",
		"export EMAIL_HOST='smtp.example.org'\n"
		"EMAIL_PORT = 587 # submission\n"
		"EMAIL_HOST_USER=me\n"
		"EMAIL_HOST_PASSWORD='${literally} {password}'\n"
		"EMAIL_USE_TLS=True\n"
		"EMAIL_USE_SSL=False\n"
		"DEFAULT_FROM_EMAIL=School Library <library@example.org>\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(2)
		"server.protocol=starttls" AT(5)
		"auth.user=me" AT(3)
		"auth.password=${literally} {password}" AT(4)
		"sender.from=library@example.org" AT(7)
		"sender.from_name=School Library" AT(7)},
	{"Django, implicit TLS",
		"EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend\n"
		"EMAIL_HOST=smtp.example.org\nEMAIL_USE_TLS=False\nEMAIL_USE_SSL=1\n"
		"DEFAULT_FROM_EMAIL='\"Library, School\" <library@example.org>'\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(4)
		"sender.from=library@example.org" AT(5)
		"sender.from_name=Library, School" AT(5)},
	{"Django, in clear text",
		"EMAIL_HOST=smtp.example.org\nEMAIL_PORT=25\nEMAIL_USE_TLS=no\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" AT(2)
		"server.protocol=plain" AT(3)},
	{"Django on the console",
		"EMAIL_BACKEND=django.core.mail.backends.console.EmailBackend\n"
		"EMAIL_HOST=smtp.example.org\n",
		.expected = ""},
	{"the names of many",
		"SMTP_HOST=smtp.example.org:2525\nSMTP_USER=me\nSMTP_PASS={password}#1 # mine\n"
		"SMTP_SECURE=false\nSMTP_FROM=<library@example.org>\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=2525" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"auth.user=me" AT(2)
		"auth.password={password}#1" AT(3)
		"sender.from=library@example.org" AT(5)},
	{"the names of others",
		"SMTP_SERVER=smtp.example.org\nSMTP_PORT=465\nSMTP_USERNAME=me\n"
		"SMTP_PASSWORD={password}\nSMTP_SECURE=true\nSMTP_FROM=nobody\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" AT(5)
		"auth.user=me" AT(3)
		"auth.password={password}" AT(4)
		"!rc, line 6: From was left out: expected an address such as name@example.org.\n"},
	{"words for TLS",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=587\nSMTP_TLS=starttls\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(2)
		"server.protocol=starttls" AT(3)},
	{"words for no TLS, and for nothing that is known",
		"SMTP_HOST=smtp.example.org\nSMTP_SSL=maybe\nSMTP_SECURE=none\nSMTP_TLS=maybe\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" USUAL_PORT
		"server.protocol=plain" AT(3)
		"!rc, line 4: SMTP_TLS" WORD_SENTENCE
		"!rc, line 2: SMTP_SSL" WORD_SENTENCE},
	{"one word that means TLS from the first byte, on any port",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=2465\nSMTP_SECURITY=force_tls\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=2465" AT(2)
		"server.protocol=ssl" AT(3)},
	{"the same word on the other port",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=587\nSMTP_SECURITY=FORCE_TLS\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(2)
		"server.protocol=ssl" AT(3)},
	{"encryption that is off",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=587\nSMTP_SECURITY=off\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(2)
		"server.protocol=plain" AT(3)},
	{"SSL on the port of STARTTLS",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=587\nSMTP_SSL=true\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(2)
		"server.protocol=starttls" AT(3)
		"!rc, line 3: SMTP_SSL" SSL_SENTENCE},
	{"SSL on that port, in other words",
		"SMTP_SSL=1\nSMTP_HOST=smtp.example.org:587\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=587" AT(2)
		"server.protocol=starttls" AT(1)
		"!rc, line 1: SMTP_SSL" SSL_SENTENCE},
	{"SSL on another port",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=2465\nSMTP_SSL=true\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=2465" AT(2)
		"server.protocol=ssl" AT(3)},
	{"nodemailer means it, on that port too",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=587\nSMTP_SECURE=true\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(2)
		"server.protocol=ssl" AT(3)},
	{"Django means it, on that port too",
		"EMAIL_HOST=smtp.example.org\nEMAIL_PORT=587\nEMAIL_USE_SSL=True\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(2)
		"server.protocol=ssl" AT(3)},
	{"words for nothing are words outside Laravel",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=465\nSMTP_USER=null\nSMTP_PASS=(null)\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" USUAL_PROTOCOL
		"auth.user=null" AT(3)
		"auth.password=(null)" AT(4)},
	{"Django, a password that is a word for nothing elsewhere",
		"EMAIL_HOST=smtp.example.org\nEMAIL_PORT=465\nEMAIL_HOST_USER=me\n"
		"EMAIL_HOST_PASSWORD=\"NULL\"\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" USUAL_PROTOCOL
		"auth.user=me" AT(3)
		"auth.password=NULL" AT(4)},
	{"Laravel's other words for nothing, and its second pair of quotes",
		"MAIL_HOST=smtp.example.org\nMAIL_PORT=465\nMAIL_USERNAME=(empty)\n"
		"MAIL_PASSWORD='\"{password}\"'\nMAIL_FROM_NAME=empty\n"
		"MAIL_EHLO_DOMAIN=\"null\"\nMAIL_FROM_ADDRESS=TRUE\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" USUAL_PROTOCOL
		"auth.password={password}" AT(4)
		"!rc, line 7: MAIL_FROM_ADDRESS was left out: Laravel reads this word as true.\n"},
	{"a dollar sign behind a backslash begins no reference",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=465\nSMTP_USER=\\${HOME}\n"
		"SMTP_PASS=\"{password}\\${HOME}\"\nSMTP_FROM_NAME=\"\\\\${HOME}\"\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" USUAL_PROTOCOL
		"auth.user=${HOME}" AT(3)
		"auth.password={password}${HOME}" AT(4)
		"!rc, line 5: SMTP_FROM_NAME refers to another variable and was left out.\n"},
	{"Symfony, blanks around a user, who would be another one without them",
		"MAILER_DSN=smtp://%20me%20:{password}@smtp.example.org:465\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(1)
		"server.protocol=ssl" USUAL_PROTOCOL
		"auth.password={password}" AT(1)
		"!rc, line 1: Authentication User ID was left out: it begins or ends with a "
		"blank.\n"},
	{"a blank behind a user",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=465\nSMTP_USER=\"me \"\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(2)
		"server.protocol=ssl" USUAL_PROTOCOL
		"!rc, line 3: Authentication User ID was left out: it begins or ends with a "
		"blank.\n"},
	{"Symfony, a number sign in the password",
		"MAILER_DSN=smtp://me@shop.example:{password}#ss@smtp.example.org:587\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"auth.user=me@shop.example" AT(1)
		"auth.password={password}#ss" AT(1)
		"!rc, line 1: " DSN_SENTENCE},
	{"Symfony, a slash and a question mark in the password, and options",
		"MAILER_DSN=smtps://me:{password}/?x=@smtp.example.org/?local_domain=a.example.org\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(1)
		"server.helo_name=a.example.org" AT(1)
		"auth.user=me" AT(1)
		"auth.password={password}/?x=" AT(1)
		"!rc, line 1: " DSN_SENTENCE},
	{"Symfony, a question mark and an @ in the password",
		"MAILER_DSN=smtp://me:{password}?@b@smtp.example.org:465\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(1)
		"server.protocol=ssl" USUAL_PROTOCOL
		"auth.user=me" AT(1)
		"auth.password={password}?@b" AT(1)
		"!rc, line 1: " DSN_SENTENCE},
	{"Symfony, no login, and an @ in an option",
		"MAILER_DSN=smtp://[::1]:587?sender=a@b&local_domain=a.example.org#c\n",
		.expected = "server.host=::1" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"server.helo_name=a.example.org" AT(1)},
	{"port 25: in clear text without a login, never with one",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=25\nSMTP_USER=me\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" AT(2)
		"server.protocol=starttls" USUAL_PROTOCOL
		"auth.user=me" AT(3)},
	{"port 25, and a password without a user",
		"SMTP_HOST=smtp.example.org\nSMTP_PORT=25\nSMTP_PASSWORD={password}\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=25" AT(2)
		"server.protocol=starttls" USUAL_PROTOCOL
		"auth.password={password}" AT(3)},
	{"Symfony",
		"MAILER_DSN=smtp://me%40example.org:{password}%2F%3a%zz@smtp.example.org:587\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=587" AT(1)
		"server.protocol=starttls" USUAL_PROTOCOL
		"auth.user=me@example.org" AT(1)
		"auth.password={password}/:%zz" AT(1)},
	{"Symfony, a password that should have been encoded",
		"MAILER_DSN=smtp://me:{password}@:@smtp.example.org:465\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(1)
		"server.protocol=ssl" USUAL_PROTOCOL
		"auth.user=me" AT(1)
		"auth.password={password}@:" AT(1)},
	{"Symfony, implicit TLS, options",
		"MAILER_DSN=\"smtps://smtp.example.org/?verify_peer=0&local_domain=a.example.org\"",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" USUAL_PORT
		"server.protocol=ssl" AT(1)
		"server.helo_name=a.example.org" AT(1)
		"!rc, line 1: the certificate is not checked there; smtpsetup always checks it.\n"},
	{"Symfony, an address, no port, no TLS",
		"MAILER_DSN=smtp://[::1]?auto_tls=false\n",
		.expected = "server.host=::1" AT(1)
		"server.port=25" UNTOLD("Symfony")
		"server.protocol=plain" AT(1)},
	{"Symfony, a NUL in the password",
		"MAILER_DSN=smtp://me:{password}%00x@smtp.example.org:465\n",
		.expected = "server.host=smtp.example.org" AT(1)
		"server.port=465" AT(1)
		"server.protocol=ssl" USUAL_PROTOCOL
		"auth.user=me" AT(1)
		"!rc, line 1: Authentication Password was left out: control characters and "
		"line ends are not allowed.\n"},
	{"Symfony, other ways", "MAILER_DSN=sendmail://default\n", .expected = ""},
	{"two families are not mixed",
		"SMTP_HOST=other.example.org\nSMTP_USER=other\nMAIL_HOST=smtp.example.org\n"
		"MAIL_PORT=587\nMAIL_PORT=588\n",
		.expected = "server.host=smtp.example.org" AT(3)
		"server.port=588" AT(5)
		"server.protocol=starttls" USUAL_PROTOCOL
		"!rc, line 1: SMTP_HOST names another server; it was left out.\n"},
	{"a server that only the application knows",
		"MAIL_HOST=${HOST}\nMAIL_PORT=587\nSMTP_HOST=smtp.example.org\n",
		.expected = "server.host=smtp.example.org" AT(3)
		"!rc, line 1: MAIL_HOST refers to another variable and was left out.\n"},
	{"a way that is none of ours, and a server of another family",
		"MAILER_DSN=sendmail://default\nSMTP_HOST=smtp.example.org\nSMTP_PORT=465\n",
		.expected = "server.host=smtp.example.org" AT(2)
		"server.port=465" AT(3)
		"server.protocol=ssl" USUAL_PROTOCOL
		"!rc, line 1: MAILER_DSN names no SMTP server and was left out.\n"},
	{"a quote without an end, names alone, a key over several lines",
		"MAIL_HOST=\"smtp.example.org\nKEY='-----\nabc\n-----'\nMAIL_PORT\n=587\n",
		.expected = ""},
};

/* clang-format on */

static const struct {
	const char *id;
	const struct row *rows;
	size_t n;
} formats[] = {
	{"msmtp", msmtp_rows, unit_count(msmtp_rows)},
	{"postfix", postfix_rows, unit_count(postfix_rows)},
	{"exim", exim_rows, unit_count(exim_rows)},
	{"env", dotenv_rows, unit_count(dotenv_rows)},
};

static void each_row_is_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(formats); i++)
		for (size_t j = 0; j < formats[i].n; j++)
			foreign_row(codec_find(formats[i].id)->read, &formats[i].rows[j]);
	unit_end();
}

/* Whatever the bytes are: what is said about them can be shown. */
static void read_any(void (*read)(struct import_result *f, const struct import_source *in),
	const struct row *row, const struct str *text)
{
	struct import_result f;

	import_init(&f, "program", "rc");
	read(&f, &(struct import_source) {text->data, text->len, foreign_fetch, row, NULL});
	for (int i = 0; i < FIELD_COUNT; i++)
		unit_expect(!f.where[i] || text_is_clean(f.where[i], strlen(f.where[i])),
			"%s: where %s is", row->name, fields[i].key);
	for (size_t i = 0; i < f.remarks.n; i++)
		unit_expect(text_is_clean(f.remarks.items[i], strlen(f.remarks.items[i])),
			"%s: remark %zu", row->name, i);
	import_fini(&f);
}

/* A name must not end where somebody put a NUL. */
static void a_nul_spoils_its_value_only(void **state)
{
	static const char text[] = "host mx.example.org\0.example.com\nhost ok.example.org\nport "
				   "2\0005\n";
	struct import_result f;

	(void)state;
	import_init(&f, "program", "rc");
	codec_find("msmtp")->read(
		&f, &(struct import_source) {text, sizeof("host mx.example.org\0.example.com") - 1,
			    NULL, NULL, NULL});
	assert_false(import_has(&f, FIELD_HOST));
	import_fini(&f);
	import_init(&f, "program", "rc");
	codec_find("msmtp")->read(
		&f, &(struct import_source) {text, sizeof(text) - 1, NULL, NULL, NULL});
	assert_string_equal(settings_get(&f.settings, FIELD_HOST), "ok.example.org");
	assert_false(import_has(&f, FIELD_PORT));
	assert_string_equal(f.remarks.items[0],
		"rc, line 3: Port was left out: control characters and line ends are not "
		"allowed.");
	import_fini(&f);
}

/* The bytes that mean something somewhere, and those that mean trouble. */
static void disturb(struct str *text, uint64_t *seed)
{
	static const char bytes[] = "\0\r\n\t \"'=:;,$%#@<>[](){}\\/^*!\xFF\xC3\x1B";

	for (uint64_t n = unit_random(seed) % 8; n && text->len; n--)
		text->data[unit_random(seed) % text->len] =
			bytes[unit_random(seed) % sizeof(bytes)];
	text->len -= unit_random(seed) % 2 ? unit_random(seed) % (text->len + 1) : 0;
}

static void any_bytes_can_be_read(void **state)
{
	uint64_t seed = 20261123;
	struct str text;

	(void)state;
	str_init(&text, import_source_max);
	for (size_t i = 0; i < unit_count(formats); i++)
		for (size_t j = 0; j < variants * formats[i].n; j++) {
			const struct row *row = &formats[i].rows[j % formats[i].n];

			str_clear(&text);
			foreign_fill(&text, row->text);
			disturb(&text, &seed);
			read_any(codec_find(formats[i].id)->read, row, &text);
		}
	str_fini(&text);
	unit_end();
}

/* A file as large as one may be, full of what costs most. */
static void much_of_the_same(void **state)
{
	static const struct {
		const char *head, *again, *tail;
	} table[] = {
		{"", "\n", "\n"},
		{"", "a", ""},
		{"", "account a\n", "account default : a\nhost h\n"},
		{"account a\nhost h\naccount default : ", "a,", "a\n"},
		{"relayhost = [h]", "\n ", "x\n"},
		{"a=\nrelayhost = ", "$a", "\n"},
		{"a=$a$a\nrelayhost = ", "$a", "\n"},
		{"relayhost = [h]\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = ", "x:,",
			"\n"},
		{"", "a=\n", "MAIL_HOST=h\n"},
		{"MAIL_HOST=", "#", "\n"},
		{"MAILER_DSN=smtp://h?", "&", "\n"},
		{"MAILER_DSN=smtp://", "%", "@h\n"},
		{"dc_eximconfig_configtype='smarthost'\ndc_smarthost='h", "::", "'\n"},
	};
	static const struct row nothing = {.name = "much of the same"};
	struct str text;

	(void)state;
	str_init(&text, import_source_max);
	for (size_t i = 0; i < unit_count(table); i++)
		for (size_t j = 0; j < unit_count(formats); j++) {
			str_clear(&text);
			str_text(&text, table[i].head);
			while (text.len + strlen(table[i].again) + strlen(table[i].tail) < text.max)
				str_text(&text, table[i].again);
			str_text(&text, table[i].tail);
			read_any(codec_find(formats[j].id)->read, &nothing, &text);
		}
	str_fini(&text);
	unit_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_is_understood),
		cmocka_unit_test(a_nul_spoils_its_value_only),
		cmocka_unit_test(any_bytes_can_be_read),
		cmocka_unit_test(much_of_the_same),
	};

	foreign_make_up_password();
	return unit_run(tests);
}
