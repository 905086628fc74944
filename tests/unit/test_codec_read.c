/*
 * What the codecs read that came after the first four: values with their lines, and a sentence for
 * all that is there and could not be taken over.
 */
#include "import_source.h"

#include "format/codec.h"

#define UNTOLD(program) " [what " program " does unless told otherwise]\n"
#define USUAL_PROTOCOL  " [the usual protocol of the port]\n"
#define USUAL_PORT      " [the usual port of the protocol]\n"

/* clang-format off: a table, each row a sentence */
static const struct {
	const char *id;
	struct row row;
} rows[] =
	{
		{"dma", {"a smarthost with its login, the last of the file",
				"SMARTHOST mx.example.org\nPORT 465 # "
				"TLS\nSECURETRANSFER\nAUTHPATH /auth\n"
				"MAILNAME box.example.org\nMASQUERADE me@example.org\n",
				.expected =
					"server.host=mx.example.org" AT(1) "server.port=465" AT(2) "server.protocol=ssl" AT(
						3) "server.helo_name=box.example."
						   "org" AT(5) "auth.user=me" AT_IN("/a"
										    "ut"
										    "h",
							   3) "auth.password= "
							      "{password} :|" AT_IN("/a"
										    "ut"
										    "h",
								      3) "sender.from="
									 "me@example."
									 "org" AT(6),
				.also = {{"/auth", "you|mx.example.org:x\n#\nme|mx.example.org: "
						   "{password} :|\n"
						   "me|other:y\n"}}}},
		{"dma", {"what it does unless told otherwise, and STARTTLS alone means nothing",
				"SMARTHOST mx\nSTARTTLS\n",
				.expected = "server.host=mx" AT(1) "server.port=25" UNTOLD(
					"dma") "server.protocol=plain" UNTOLD("dma")}},
		{"dma", {"what is weaker there, or has no setting here",
				"SMARTHOST mx\nPORT "
				"587\nSECURETRANSFER\nSTARTTLS\nOPPORTUNISTIC_TLS\n"
				"FINGERPRINT AA\nCERTFILE /x\nMASQUERADE example.org\nAUTHPATH "
				"/nowhere\n"
				"MAILNAME /etc/mailname\n",
				.expected = "server.host=mx" AT(1) "server.port=587" AT(
					2) "server.protocol=starttls" AT(4) "!rc, line 5: dma goes "
									    "on in "
									    "clear text where TLS "
									    "fails; "
									    "here it is required.\n"
									    "!rc, line 6: the "
									    "fingerprint "
									    "of a certificate was "
									    "left "
									    "out; here a key is "
									    "pinned.\n"
									    "!rc, line 7: a "
									    "certificate of "
									    "the client was left "
									    "out; it "
									    "has no setting here.\n"
									    "!rc, line 8: senders "
									    "get the "
									    "domain example.org "
									    "there; "
									    "From needs a whole "
									    "address.\n"
									    "!rc, line 9: "
									    "/nowhere, where "
									    "the login is, cannot "
									    "be "
									    "read.\n"}},
		{"dma", {"the login of another server", "SMARTHOST mx\nAUTHPATH /auth\n",
				.expected = "server.host=mx" AT(1) "server.port=25" UNTOLD(
					"dma") "server.protocol=plain" UNTOLD("dma") "!/auth: "
										     "there are "
										     "logins, but "
										     "none for "
										     "this "
										     "server's "
										     "name.\n",
				.also = {{"/auth", "me|other:{password}\n"}}}},
		{"env-laravel",
			{"Laravel alone, though others name servers as well",
				"MAILER_DSN=smtp://"
				"x\nEMAIL_HOST=y\nMAIL_HOST=mx.example.org\nMAIL_SCHEME=smtps\n"
				"MAIL_USERNAME=me\nMAIL_PASSWORD='\"\"{password}\"\"'\n",
				.expected = "server.host=mx.example.org" AT(
					3) "server.port=465" USUAL_PORT
					   "server.protocol=ssl" AT(4) "auth.user=me" AT(
						   5) "auth.password=\"{password}\"" AT(6)}},
		{"env-django",
			{"Django alone",
				"MAIL_HOST=x\nEMAIL_HOST=mx.example.org\nEMAIL_PORT=587\nEMAIL_USE_"
				"TLS=1\n",
				.expected = "server.host=mx.example.org" AT(2) "server.port=587" AT(
					3) "server.protocol=starttls" AT(4)}},
		{"env-symfony",
			{"Symfony alone",
				"MAIL_HOST=x\nMAILER_DSN=smtps://me:%7B{password}@mx.example.org\n",
				.expected = "server.host=mx.example.org" AT(
					2) "server.port=465" USUAL_PORT
					   "server.protocol=ssl" AT(2) "auth.user=me" AT(
						   2) "auth.password={{password}" AT(2)}},
		{"nullmailer",
			{"all of a line, with quotes in every way",
				"# servers\n\nmx.example.org smtp port=587 --starttls --user='a b' "
				"--pass=\"{password}\" --x509cafile=/own\nother smtp\n",
				.expected =
					"server.host=mx.example.org" AT(3) "server.port=587" AT(3) "server.protocol=starttls" AT(
						3) "server.helo_name=box.example.org" AT_IN("/etc/"
											    "nullma"
											    "i"
											    "ler/"
											    "heloho"
											    "s"
											    "t",
						1) "auth.user=a b" AT(3) "auth.password={"
									 "password}" AT(
										 3) "sender."
										    "from=me@"
										    "example."
										    "or"
										    "g" AT_IN(
											    "/etc/"
											    "nullma"
											    "i"
											    "ler/"
											    "allmai"
											    "l"
											    "from",
											    1) "!rc"
											       ","
											       " li"
											       "n"
											       "e "
											       "3: "
											       "CA "
											       "Fil"
											       "e"
											       " wa"
											       "s"
											       " le"
											       "f"
											       "t "
											       "out"
											       ":"
											       " /"
											       "own"
											       " "
											       "is "
											       "not"
											       " "
											       "the"
											       "r"
											       "e, "
											       "or "
											       "can"
											       "n"
											       "ot "
											       "be "
											       "rea"
											       "d"
											       ".\n"
											       "!rc"
											       ","
											       " li"
											       "n"
											       "e "
											       "4: "
											       "onl"
											       "y"
											       " th"
											       "e"
											       " fi"
											       "r"
											       "st "
											       "of "
											       "sev"
											       "e"
											       "ral"
											       " "
											       "ser"
											       "v"
											       "ers"
											       " "
											       "was"
											       " "
											       "tak"
											       "e"
											       "n "
											       "ove"
											       "r"
											       "."
											       "\n",
				.also = {{"/etc/nullmailer/helohost", "box.example.org\n"},
					{"/etc/nullmailer/allmailfrom", "me@example.org\n"}}}},
		{"nullmailer",
			{"a backslash takes two bytes; no TLS, no port",
				"mx smtp --user=\\it\\'s --pass=\"\\\"'{password}\"",
				.expected = "server.host=mx" AT(1) "server.port=25" UNTOLD("nullmai"
											   "ler") "server.protocol=plain" UNTOLD(
					"nullmailer") "auth.user=it's" AT(1) "auth.password="
									     "\"'{"
									     "password}" AT(1)}},
		{"nullmailer",
			{"what is weaker there",
				"mx smtp --ssl --insecure --x509certfile=/c --auth-login",
				.expected = "server.host=mx" AT(1) "server.port=465" UNTOLD(
					"nullmailer") "server.protocol=ssl" AT(1) "auth.method="
										  "login" AT(
											  1) "!rc"
											     ", "
											     "lin"
											     "e "
											     "1: "
											     "the"
											     " ce"
											     "rti"
											     "fic"
											     "ate"
											     " is"
											     " no"
											     "t "
											     "che"
											     "cke"
											     "d "
											     "the"
											     "re;"
											     " he"
											     "re "
											     "it "
											     "alw"
											     "ays"
											     " is"
											     ".\n"
											     "!rc"
											     ", "
											     "lin"
											     "e "
											     "1: "
											     "a "
											     "cer"
											     "tif"
											     "ica"
											     "te "
											     "of "
											     "the"
											     " cl"
											     "ien"
											     "t "
											     "was"
											     " le"
											     "ft "
											     "out"
											     "; "
											     "it "
											     "has"
											     " no"
											     " se"
											     "tti"
											     "ng "
											     "her"
											     "e."
											     "\n"}},
		{"nullmailer",
			{"another protocol", "mx qmqp\n",
				.expected =
					"!rc, line 1: the server is not spoken to in SMTP there "
					"and was left out.\n"}},
		{"grafana",
			{"its own section only, and what is weaker there",
				"[database]\nhost = db\npassword = x\n[smtp]\nenabled = true\n"
				"host = mx.example.org:25 ; server\nuser = 'me'\npassword = "
				"{password}#;x\n"
				"startTLS_policy = OpportunisticStartTLS\nskip_verify = true\n"
				"from_address = me@example.org\nfrom_name = Grafana\n[x]\nhost = "
				"y\n",
				.expected =
					"server.host=mx.example.org" AT(6) "server.port=25" AT(6) "server.protocol=starttls" AT(9) "auth.user=me" AT(7) "auth.password={password}" AT(
						8) "sender.from=me@example."
						   "org" AT(11) "sender.from_"
								"name="
								"Grafana" AT(12) "!"
										 "r"
										 "c"
										 ","
										 " "
										 "l"
										 "i"
										 "n"
										 "e"
										 " "
										 "9"
										 ":"
										 " "
										 "G"
										 "r"
										 "a"
										 "f"
										 "a"
										 "n"
										 "a"
										 " "
										 "g"
										 "o"
										 "e"
										 "s"
										 " "
										 "o"
										 "n"
										 " "
										 "i"
										 "n"
										 " "
										 "c"
										 "l"
										 "e"
										 "a"
										 "r"
										 " "
										 "t"
										 "e"
										 "x"
										 "t"
										 " "
										 "w"
										 "h"
										 "e"
										 "r"
										 "e"
										 " "
										 "T"
										 "L"
										 "S"
										 " "
										 "f"
										 "a"
										 "i"
										 "l"
										 "s"
										 ";"
										 " "
										 "h"
										 "e"
										 "r"
										 "e"
										 " "
										 "i"
										 "t"
										 " "
										 "i"
										 "s"
										 " "
										 "r"
										 "e"
										 "q"
										 "u"
										 "i"
										 "r"
										 "e"
										 "d"
										 "."
										 "\n"
										 "!"
										 "r"
										 "c"
										 ","
										 " "
										 "l"
										 "i"
										 "n"
										 "e"
										 " "
										 "1"
										 "0"
										 ":"
										 " "
										 "t"
										 "h"
										 "e"
										 " "
										 "c"
										 "e"
										 "r"
										 "t"
										 "i"
										 "f"
										 "i"
										 "c"
										 "a"
										 "t"
										 "e"
										 " "
										 "i"
										 "s"
										 " "
										 "n"
										 "o"
										 "t"
										 " "
										 "c"
										 "h"
										 "e"
										 "c"
										 "k"
										 "e"
										 "d"
										 " "
										 "t"
										 "h"
										 "e"
										 "r"
										 "e"
										 ";"
										 " "
										 "h"
										 "e"
										 "r"
										 "e"
										 " "
										 "i"
										 "t"
										 " "
										 "a"
										 "l"
										 "w"
										 "a"
										 "y"
										 "s"
										 " "
										 "i"
										 "s"
										 "."
										 "\n"}},
		{"grafana",
			{"switched off, and a password from elsewhere",
				"[smtp]\nenabled = false\nhost = mx:465\npassword = "
				"$__file{/run/{password}}\n",
				.expected = "server.host=mx" AT(3) "server.port=465" AT(
					3) "server.protocol=ssl" USUAL_PROTOCOL
					   "!rc, line 2: mail is switched off there.\n"
					   "!rc, line 4: password refers to something else and was "
					   "left out.\n"}},
		{"gitea",
			{"newer names",
				"[mailer]\nENABLED = true\nPROTOCOL = smtp+starttls\nSMTP_ADDR = "
				"mx\n"
				"SMTP_PORT = 587\nUSER = me\nPASSWD = `{password}`\nFROM = Git "
				"<git@example.org>\n"
				"HELO_HOSTNAME = box.example.org\n",
				.expected =
					"server.host=mx" AT(4) "server.port=587" AT(
						5) "server.protocol="
						   "starttls" AT(3) "server.helo_name=box.example."
								    "org" AT(9) "auth.user=me" AT(6) "auth.password={password}" AT(
									    7) "sender"
									       ".from="
									       "git@"
									       "exampl"
									       "e."
									       "or"
									       "g" AT(8) "s"
											 "e"
											 "n"
											 "d"
											 "e"
											 "r"
											 "."
											 "f"
											 "r"
											 "o"
											 "m"
											 "_"
											 "n"
											 "a"
											 "m"
											 "e"
											 "="
											 "G"
											 "i"
											 "t" AT(8)}},
		{"gitea", {"older names",
				  "[mailer]\nENABLED = true\nHOST = mx:465\nIS_TLS_ENABLED = true\n"
				  "FORCE_TRUST_SERVER_CERT = true\n",
				  .expected = "server.host=mx" AT(3) "server.port=465" AT(
					  3) "server.protocol=ssl [IS_TLS_ENABLED]\n"
					     "!rc, line 5: the certificate is not checked there; "
					     "here it "
					     "always is.\n"}},
		{"git", {"a section with every name, in any case of letters",
				"[user]\n\temail = x\n[sendEmail]\n\tSMTPServer = mx.example.org # "
				"ours\n"
				"\tsmtpserverport = 465\n\tsmtpencryption = ssl\n\tsmtpuser = me\n"
				"\tsmtppass = \"{password} \\\"\\\\ \"\n\tsmtpauth = "
				"LOGIN\n\tsmtpsslcertpath =\n"
				"\tfrom = \"\\\"A, B\\\" <me@example.org>\"\n\tsmtpdomain = "
				"box.example.org\n",
				.expected = "server.host=mx.example.org" AT(4) "server.port=465" AT(5) "server.protocol=ssl" AT(6) "server.helo_name=box.example.org" AT(
					12) "auth.user=me" AT(7) "auth.password={password} "
								 "\"\\ " AT(8) "auth.method="
									       "login" AT(9) "sende"
											     "r."
											     "from="
											     "me@"
											     "examp"
											     "le."
											     "or"
											     "g" AT(11) "sender.from_name=A, B" AT(11) "!rc, line 10: the certificate is not checked there; here it always is.\n"}},
		{"git", {"a program, and nothing said",
				"[sendemail]\nsmtpserver = /usr/bin/msmtp\n",
				.expected = "!rc, line 2: mail is handed to a program there; it "
					    "was left out.\n"}},
		{"git", {"what it does unless told otherwise", "[sendemail]\nsmtpserver = mx\n",
				.expected = "server.host=mx" AT(2) "server.port=25" UNTOLD(
					"git") "server.protocol=plain" UNTOLD("git")}},
		{"curl",
			{"options written in each way",
				"url = "
				"\"smtps://mx.example.org:4650/"
				"box.example.org\"\nuser:me:{password}\n"
				"login-options "
				"\"AUTH=PLAIN\"\nmail-from=me@example.org\ninsecure\nssl\n"
				"pinnedpubkey = "
				"\"sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"\n",
				.expected =
					"server.host=mx.example.org" AT(1) "server.port=4650" AT(1) "server.protocol=ssl" AT(1) "server.helo_name=box.example.org" AT(1) "auth.user=me" AT(2) "auth.password={password}" AT(
						2) "auth.method=plain" AT(3) "sender.from=me@"
									     "example.org" AT(4) "t"
												 "l"
												 "s"
												 "."
												 "p"
												 "i"
												 "n"
												 "="
												 "s"
												 "h"
												 "a"
												 "2"
												 "5"
												 "6"
												 "/"
												 "/"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "A"
												 "=" AT(7) "!rc, line 6: curl goes on in clear text where TLS fails; here it is required.\n"
													   "!rc, line 5: the certificate is not checked there; here it always is.\n"}},
		{"curl", {"another protocol", "url = https://example.org/\n",
				 .expected = "!rc, line 1: the URL names no SMTP server and was "
					     "left out.\n"}},
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
