/*
 * The built-in providers: a pure table. The six rows of the original screen come first, with the
 * values it listed. A limit that depends on the plan or the age of the contract, which people
 * know, is the highest; one that depends on reputation, which nobody sees, is the lowest.
 */
#include "model/provider.h"

#define GATHERED     "2026-11"
#define FULL_ADDRESS "your full e-mail address"

#define GMAIL_LOGIN                                                                                \
	"Google refuses the password of the account here. Turn on 2-step verification, then make " \
	"an app password at myaccount.google.com/apppasswords."

#define YAHOO_LOGIN                                                                                \
	"The password of the account is refused: make an app password on the security page of "    \
	"your Yahoo account."

#define GMX_LOGIN                                                                                  \
	"Allow POP3 and IMAP access in the settings of the webmail first, which covers sending "   \
	"too: until then the right password is refused. With two-factor sign-in, make an app "     \
	"password there."

#define MAILGUN_LOGIN                                                                              \
	"Use the SMTP user and password of your sending domain from the Mailgun control panel; "   \
	"the API key is refused. "

#define IONOS_LOGIN                                                                                \
	"Use the password of the mailbox, not of the customer account. In the first month of a "   \
	"contract IONOS allows only 50 to 400 recipients an hour, later 5,000."

#define IONOS_LIMITS                                                                               \
	"https://www.ionos.de/hilfe/e-mail/allgemeine-themen/"                                     \
	"welche-beschraenkungen-gibt-es-beim-versand-von-massenmails/"

#define ZOHO(suffix)                                                                               \
	{                                                                                          \
		.id = "zoho-" suffix, .name = "Zoho Mail (zoho." suffix ")",                       \
		.listed = {"smtp.zoho." suffix, 465, "ssl"}, .login = LOGIN_PASSWORD,              \
		.requirement = "Choose the Zoho site that you sign in to: any other refuses "      \
			       "the right password. Switch on SMTP access in its mail settings; "  \
			       "with two-factor sign-in, make an app password. For a domain of "   \
			       "your own the server is smtppro.zoho." suffix ".",                  \
		.username = FULL_ADDRESS, .per_hour = 50, .date = GATHERED,                        \
		.source = "https://www.zoho.com/mail/help/adminconsole/rates-and-limits.html",     \
	}

#define AMAZON_SES(region, place)                                                                  \
	{                                                                                          \
		.id = "amazon-ses-" region, .name = "Amazon SES (" place ")",                      \
		.listed = {"email-smtp." region ".amazonaws.com", 465, "ssl"}, .login = LOGIN_KEY, \
		.requirement = "Make SMTP credentials in the SES console of this region: AWS "     \
			       "secret keys and credentials of other regions are refused. Verify " \
			       "the sender there. New accounts may send 200 messages a day, to "   \
			       "verified addresses only.",                                         \
		.username = "the SMTP user name from the SES console", .date = GATHERED,           \
		.source = "https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html",           \
	}

/* clang-format off: a table, each row a sentence */
const struct provider providers[] = {
	{
		.id = "gmail-ssl",
		.name = "Gmail (SSL)",
		.listed = {"smtp.gmail.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = GMAIL_LOGIN,
		.username = FULL_ADDRESS,
		.per_day = 500,
		.date = GATHERED,
		.source = "https://support.google.com/mail/answer/7126229",
	},
	{
		.id = "gmail-tls",
		.name = "Gmail (TLS)",
		.listed = {"smtp.gmail.com", 587, "starttls"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = GMAIL_LOGIN,
		.username = FULL_ADDRESS,
		.per_day = 500,
		.date = GATHERED,
		.source = "https://support.google.com/mail/answer/7126229",
	},
	{
		.id = "hotmail",
		.name = "Hotmail / Outlook.com",
		.listed = {"smtp.live.com", 25, "starttls"},
		.today = {"smtp-mail.outlook.com", 587, "starttls"},
		.status = PROVIDER_OBSOLETE,
		.login = LOGIN_OAUTH,
		.requirement = "smtp.live.com is gone: the server is smtp-mail.outlook.com. Since "
			       "September 2024 it refuses every password, app passwords too. Set "
			       "Login Method to XOAUTH2 and use an OAuth 2 access token as the "
			       "password.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://support.microsoft.com/office/"
			  "pop-imap-and-smtp-settings-for-outlook-com-"
			  "d088b986-291d-42b8-9564-9c414e2aa040",
	},
	{
		.id = "yahoo-25",
		.name = "Yahoo (port 25)",
		.listed = {"smtp.mail.yahoo.com", 25, "starttls"},
		.today = {"smtp.mail.yahoo.com", 465, "ssl"},
		.status = PROVIDER_OBSOLETE,
		.login = LOGIN_APP_PASSWORD,
		.requirement = "Yahoo no longer takes your mail on port 25 or without encryption: "
			       "use port 465 with SSL. " YAHOO_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.yahoo.com/kb/SLN4075.html",
	},
	{
		.id = "yahoo-ssl",
		.name = "Yahoo (SSL)",
		.listed = {"smtp.mail.yahoo.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = YAHOO_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.yahoo.com/kb/SLN4075.html",
	},
	{
		.id = "yahoo-plus",
		.name = "Yahoo Mail Plus",
		.listed = {"plus.smtp.mail.yahoo.com", 465, "ssl"},
		.today = {"smtp.mail.yahoo.com", 465, "ssl"},
		.status = PROVIDER_OBSOLETE,
		.login = LOGIN_APP_PASSWORD,
		.requirement = "The Plus server is gone: Plus accounts use smtp.mail.yahoo.com "
			       "like everybody else. " YAHOO_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.yahoo.com/kb/SLN4075.html",
	},
	{
		.id = "microsoft365",
		.name = "Microsoft 365",
		.listed = {"smtp.office365.com", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = "An administrator must switch on SMTP AUTH for the mailbox, or the "
			       "right password is refused. After December 2026 passwords are off "
			       "by default and OAuth 2 is the way. For a personal account choose "
			       "Hotmail / Outlook.com.",
		.username = "the full address of the mailbox",
		.per_day = 10000,
		.date = GATHERED,
		.source = "https://learn.microsoft.com/exchange/"
			  "clients-and-mobile-in-exchange-online/"
			  "authenticated-client-smtp-submission",
	},
	{
		.id = "icloud",
		.name = "iCloud Mail",
		.listed = {"smtp.mail.me.com", 587, "starttls"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "Apple refuses the password of the account here. Turn on "
			       "two-factor authentication, then make an app-specific password at "
			       "account.apple.com.",
		.username = "your full iCloud e-mail address",
		.per_day = 1000,
		.date = GATHERED,
		.source = "https://support.apple.com/102525",
	},
	{
		.id = "aol",
		.name = "AOL Mail",
		.listed = {"smtp.aol.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "The password of the account is refused: make an app password on "
			       "the security page of your AOL account.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.aol.com/articles/Create-and-manage-app-password",
	},
	{
		.id = "fastmail",
		.name = "Fastmail",
		.listed = {"smtp.fastmail.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "Fastmail refuses the password of the account here: make an app "
			       "password in its settings under Privacy & Security. The Basic plan "
			       "does not include SMTP.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.fastmail.help/hc/en-us/articles/1500000278342",
	},
	{
		.id = "proton",
		.name = "Proton Mail",
		.listed = {"smtp.protonmail.ch", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The password of the account is refused: make an SMTP token for "
			       "one address in the Proton settings. This needs a business, "
			       "Visionary or Family plan and a domain of your own. Mail must come "
			       "from that address.",
		.username = "the address for which the token was made",
		.date = GATHERED,
		.source = "https://proton.me/support/smtp-submission",
	},
	ZOHO("com"),
	ZOHO("eu"),
	ZOHO("in"),
	{
		.id = "gmx-net",
		.name = "GMX (gmx.net, gmx.de)",
		.listed = {"mail.gmx.net", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = GMX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://hilfe.gmx.net/pop-imap/imap/imap-serverdaten.html",
	},
	{
		.id = "gmx-com",
		.name = "GMX (gmx.com)",
		.listed = {"mail.gmx.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = GMX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://support.gmx.com/pop-imap/imap/server.html",
	},
	{
		.id = "web-de",
		.name = "WEB.DE",
		.listed = {"smtp.web.de", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = GMX_LOGIN,
		.username = "the part before @web.de; if refused, the full address",
		.date = GATHERED,
		.source = "https://hilfe.web.de/pop-imap/imap/imap-serverdaten.html",
	},
	{
		.id = "mail-com",
		.name = "mail.com",
		.listed = {"smtp.mail.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Free accounts cannot send this way: it needs mail.com Premium. "
			       "Then allow access by POP3 and IMAP in the settings of the webmail.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://support.mail.com/premium/imap/server.html",
	},
	{
		.id = "posteo",
		.name = "Posteo",
		.listed = {"posteo.de", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox. If the additional account "
			       "protection of Posteo is on, that password is refused here: make "
			       "an app password or turn the protection off.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://posteo.de/hilfe/wie-richte-ich-posteo-in-einem-mailprogramm-ein-"
			  "pop3-imap-und-smtp",
	},
	{
		.id = "mailbox-org",
		.name = "mailbox.org",
		.listed = {"smtp.mailbox.org", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox. If two-factor sign-in is on, "
			       "that password is refused here: make an app password.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://kb.mailbox.org/display/BMBOKB/"
			  "E-Mail-Einrichtung+mit+Mozilla+Thunderbird",
	},
	{
		.id = "yandex",
		.name = "Yandex Mail",
		.listed = {"smtp.yandex.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "The password of the account is refused: make an app password in "
			       "your Yandex account. Also allow access by mail programs in the "
			       "settings of Yandex Mail.",
		.username = FULL_ADDRESS,
		.per_day = 500,
		.date = GATHERED,
		.source = "https://yandex.com/support/mail/mail-clients/others.html",
	},
	{
		.id = "infomaniak",
		.name = "Infomaniak",
		.listed = {"mail.infomaniak.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox, made in the Infomaniak "
			       "dashboard; the password of the account is refused. Paid plans may "
			       "send 1,440 messages a day, free ones 500.",
		.username = FULL_ADDRESS,
		.per_day = 1440,
		.date = GATHERED,
		.source = "https://www.infomaniak.com/en/support/faq/2065",
	},
	{
		.id = "ionos-com",
		.name = "IONOS (ionos.com)",
		.listed = {"smtp.ionos.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = IONOS_LOGIN,
		.username = FULL_ADDRESS,
		.per_hour = 5000,
		.date = GATHERED,
		.source = IONOS_LIMITS,
	},
	{
		.id = "ionos-de",
		.name = "IONOS (ionos.de)",
		.listed = {"smtp.ionos.de", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = IONOS_LOGIN,
		.username = FULL_ADDRESS,
		.per_hour = 5000,
		.date = GATHERED,
		.source = IONOS_LIMITS,
	},
	{
		.id = "ovh",
		.name = "OVHcloud",
		.listed = {"ssl0.ovh.net", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox, not of the OVHcloud account. "
			       "This is for MX Plan and web hosting: Exchange and E-mail Pro have "
			       "servers of their own, named in the control panel.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.ovhcloud.com/csm/en-mx-plan-email-configuration",
	},
	{
		.id = "godaddy",
		.name = "GoDaddy Workspace Email",
		.listed = {"smtpout.secureserver.net", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox, not of the GoDaddy account. "
			       "Newer mailboxes from GoDaddy are Microsoft 365: choose that "
			       "instead.",
		.username = FULL_ADDRESS,
		.per_day = 250,
		.date = GATHERED,
		.source = "https://www.godaddy.com/help/313",
	},
	{
		.id = "rackspace",
		.name = "Rackspace Email",
		.listed = {"secure.emailsrvr.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox. The limit is 10,000 recipients a "
			       "day for each user.",
		.username = FULL_ADDRESS,
		.per_day = 10000,
		.date = GATHERED,
		.source = "https://www.thexyz.com/account/knowledgebase/3/"
			  "How-many-messages-can-I-send-out.html",
	},
	{
		.id = "sendgrid",
		.name = "SendGrid",
		.listed = {"smtp.sendgrid.net", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The user is the word apikey, and the password is an API key with "
			       "the Mail Send permission; the password of the account is refused. "
			       "Verify the sender or its domain first.",
		.username = "the word apikey",
		.fixed_user = "apikey",
		.date = GATHERED,
		.source = "https://www.twilio.com/docs/sendgrid/for-developers/sending-email/"
			  "integrating-with-the-smtp-api",
	},
	{
		.id = "mailgun-us",
		.name = "Mailgun (US)",
		.listed = {"smtp.mailgun.org", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = MAILGUN_LOGIN "Domains in the EU region need Mailgun (EU).",
		.username = "the SMTP user of your domain, such as postmaster@ and the domain",
		.date = GATHERED,
		.source = "https://documentation.mailgun.com/docs/mailgun/user-manual/"
			  "sending-messages/send-smtp",
	},
	{
		.id = "mailgun-eu",
		.name = "Mailgun (EU)",
		.listed = {"smtp.eu.mailgun.org", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = MAILGUN_LOGIN "Domains in the US region need Mailgun (US).",
		.username = "the SMTP user of your domain, such as postmaster@ and the domain",
		.date = GATHERED,
		.source = "https://documentation.mailgun.com/docs/mailgun/user-manual/"
			  "sending-messages/send-smtp",
	},
	{
		.id = "postmark",
		.name = "Postmark",
		.listed = {"smtp.postmarkapp.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The server API token is both the user and the password. There is "
			       "no port 465 here. Confirm the sender or its domain first.",
		.username = "the server API token, the same as the password",
		.date = GATHERED,
		.source = "https://postmarkapp.com/support/article/"
			  "811-what-are-the-smtp-details-api-tokens-i-should-be-using",
	},
	{
		.id = "brevo",
		.name = "Brevo (was Sendinblue)",
		.listed = {"smtp-relay.brevo.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The user is the SMTP login shown in your Brevo account, and the "
			       "password is an SMTP key; an API key is refused. Verify the sender "
			       "or its domain first. The free plan sends 300 messages a day.",
		.username = "the SMTP login shown in your Brevo account",
		.date = GATHERED,
		.source = "https://developers.brevo.com/docs/smtp-integration",
	},
	{
		.id = "mailjet",
		.name = "Mailjet",
		.listed = {"in-v3.mailjet.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The user is your API key, and the password is the secret key that "
			       "belongs to it. Verify the sender or its domain first.",
		.username = "your Mailjet API key",
		.date = GATHERED,
		.source = "https://dev.mailjet.com/smtp-relay/configuration/",
	},
	{
		.id = "sparkpost",
		.name = "SparkPost (US)",
		.listed = {"smtp.sparkpostmail.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The password is an API key that may send by SMTP. Verify the "
			       "sending domain first. Accounts in the EU use "
			       "smtp.eu.sparkpostmail.com.",
		.username = "the word SMTP_Injection",
		.fixed_user = "SMTP_Injection",
		.date = GATHERED,
		.source = "https://developers.sparkpost.com/api/smtp/",
	},
	{
		.id = "resend",
		.name = "Resend",
		.listed = {"smtp.resend.com", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = "The user is the word resend, and the password is an API key. "
			       "Verify the sending domain first. The free plan sends 100 messages "
			       "a day.",
		.username = "the word resend",
		.fixed_user = "resend",
		.date = GATHERED,
		.source = "https://resend.com/docs/send-with-smtp",
	},
	{
		.id = "mailersend",
		.name = "MailerSend",
		.listed = {"smtp.mailersend.net", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "Verify your domain, then have MailerSend generate an SMTP user "
			       "and password for it. The password of the account is refused.",
		.username = "the generated SMTP user, which begins with MS_",
		.date = GATHERED,
		.source = "https://www.mailersend.com/help/smtp-relay",
	},
	{
		.id = "smtp2go",
		.name = "SMTP2GO",
		.listed = {"mail.smtp2go.com", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = "Add an SMTP user in your SMTP2GO account and use its name and "
			       "password, not those of the account. Verify the sender first. The "
			       "free plan sends 200 messages a day.",
		.username = "the SMTP user made in your SMTP2GO account",
		.date = GATHERED,
		.source = "https://developers.smtp2go.com/docs/smtp-relay",
	},
	{
		.id = "scaleway",
		.name = "Scaleway",
		.listed = {"smtp.tem.scaleway.com", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = "The user is the ID of your Scaleway project, and the password is "
			       "the secret key of an API key. Validate the sending domain first.",
		.username = "the ID of your Scaleway project",
		.date = GATHERED,
		.source = "https://www.scaleway.com/en/docs/transactional-email/",
	},
	AMAZON_SES("us-east-1", "N. Virginia"),
	AMAZON_SES("us-east-2", "Ohio"),
	AMAZON_SES("us-west-2", "Oregon"),
	AMAZON_SES("eu-central-1", "Frankfurt"),
	AMAZON_SES("eu-west-1", "Ireland"),
	AMAZON_SES("ap-south-1", "Mumbai"),
	AMAZON_SES("ap-southeast-2", "Sydney"),
	AMAZON_SES("ap-northeast-1", "Tokyo"),
};
/* clang-format on */

const size_t provider_count = sizeof(providers) / sizeof(providers[0]);
