/*
 * The built-in providers: a pure table. The six rows of the original screen come first, with the
 * values it listed. A limit that depends on the plan or the age of the contract, which people
 * know, is the highest; one that depends on reputation, which nobody sees, is the lowest.
 */
#include "model/provider.h"

#define GATHERED     "2026-11"
#define FULL_ADDRESS PROVIDER_FULL_ADDRESS

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

#define ISPDB(domain) "https://autoconfig.thunderbird.net/v1.1/" domain
#define PROVIDER_DB   "https://github.com/chatmail/provider-db"
#define NODEMAILER    "https://github.com/nodemailer/nodemailer"
#define FAIREMAIL     "https://github.com/M66B/FairEmail"

#define MAILBOX_LOGIN                                                                              \
	"Use the password of the mailbox, with which you also read your mail on the web. If it "   \
	"is refused, look in the settings of the webmail for access by mail programs."

#define OWN_PASSWORD                                                                               \
	"Make a separate password for mail programs in the settings of the mailbox: the one you "  \
	"sign in with on the web may be refused here."

#define HOSTING_LOGIN                                                                              \
	"Use the password that was set for this mailbox in the control panel, not the one of the " \
	"customer account."

#define POLISH_LOGIN                                                                               \
	"Allow access by external mail programs in the settings of the mailbox first, then make "  \
	"an app password there: without them the login is refused."

#define CHINESE_LOGIN                                                                              \
	"Switch on SMTP in the settings of the webmail, which then shows an authorisation code: "  \
	"that code is the password here, the one of the account is refused."

#define KOREAN_LOGIN                                                                               \
	"Switch on access by mail programs (IMAP) in the settings of the webmail first: until "    \
	"then the right password is refused. With two-step sign-in, make an app password."

#define DIRECTMAIL_LOGIN                                                                           \
	"The user is a sender address of your DirectMail account, and the password is the SMTP "   \
	"password that was set for that address in the console."

#define ZOHO(tag, suffix)                                                                          \
	{                                                                                          \
		.id = "zoho-" tag, .name = "Zoho Mail (zoho." suffix ")",                          \
		.domains = "zoho." suffix " zohomail." suffix,                                     \
		.listed = {"smtp.zoho." suffix, 465, "ssl"}, .group = "zoho",                      \
		.login = LOGIN_PASSWORD,                                                           \
		.requirement = "Choose the Zoho site that you sign in to: any other refuses "      \
			       "the right password. Switch on SMTP access in its mail settings; "  \
			       "with two-factor sign-in, make an app password. For a domain of "   \
			       "your own the server is smtppro.zoho." suffix ".",                  \
		.username = FULL_ADDRESS, .per_hour = 50, .date = GATHERED,                        \
		.source = "https://www.zoho.com/mail/help/adminconsole/rates-and-limits.html",     \
	}

#define IONOS(tag, site, addresses)                                                                \
	{                                                                                          \
		.id = "ionos-" tag, .name = "IONOS (" site ")", .domains = (addresses),            \
		.listed = {"smtp." site, 465, "ssl"}, .group = "ionos", .login = LOGIN_PASSWORD,   \
		.requirement = "Use the password of the mailbox, not of the customer account. In " \
			       "the first month of a contract IONOS allows only 50 to 400 "        \
			       "recipients an hour, later 5,000.",                                 \
		.username = FULL_ADDRESS, .per_hour = 5000, .date = GATHERED,                      \
		.source = "https://www.ionos.de/hilfe/e-mail/allgemeine-themen/"                   \
			  "welche-beschraenkungen-gibt-es-beim-versand-von-massenmails/",          \
	}

#define AMAZON_SES(region, place)                                                                  \
	{                                                                                          \
		.id = "amazon-ses-" region, .name = "Amazon SES (" place ")",                      \
		.listed = {"email-smtp." region ".amazonaws.com", 465, "ssl"},                     \
		.group = "amazon-ses", .login = LOGIN_KEY,                                         \
		.requirement = "Make SMTP credentials in the SES console of this region: AWS "     \
			       "secret keys and credentials of other regions are refused. Verify " \
			       "the sender there. New accounts may send 200 messages a day, to "   \
			       "verified addresses only.",                                         \
		.username = "the SMTP user name from the SES console", .date = GATHERED,           \
		.source = "https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html",           \
	}

#define AMAZON_WORKMAIL(region, place)                                                             \
	{                                                                                          \
		.id = "amazon-workmail-" region, .name = "Amazon WorkMail (" place ")",            \
		.listed = {"smtp.mail." region ".awsapps.com", 465, "ssl"},                        \
		.login = LOGIN_PASSWORD,                                                           \
		.requirement =                                                                     \
			"Use the password of the WorkMail user, or a personal access token. "      \
			"Choose the region in which your organization was made: any other "        \
			"refuses the right password.",                                             \
		.username = FULL_ADDRESS, .date = GATHERED,                                        \
		.source = "https://docs.aws.amazon.com/workmail/latest/userguide/using_IMAP.html", \
	}

#define MICROSOFT_DOMAINS                                                                          \
	"outlook.com hotmail.com live.com msn.com windowslive.com livemail.tw hotmail.?? "         \
	"hotmail.co.?? hotmail.com.?? live.at live.be live.ca live.cl live.cn live.co.jp "         \
	"live.co.kr live.co.uk live.co.za live.com.ar live.com.au live.com.mx live.com.my "        \
	"live.com.ph live.com.pt live.com.sg live.de live.dk live.fi live.fr live.hk live.ie "     \
	"live.in live.it live.jp live.nl live.no live.ru live.se outlook.at outlook.be "           \
	"outlook.cl outlook.co.id outlook.co.il outlook.co.nz outlook.co.th outlook.com.ar "       \
	"outlook.com.au outlook.com.br outlook.com.gr outlook.com.pe outlook.com.tr "              \
	"outlook.com.vn outlook.cz outlook.de outlook.dk outlook.es outlook.fr outlook.hu "        \
	"outlook.ie outlook.in outlook.it outlook.jp outlook.kr outlook.lv outlook.my outlook.ph " \
	"outlook.pt outlook.sa outlook.sg outlook.sk"

#define FASTMAIL_DOMAINS                                                                           \
	"fastmail.com fastmail.fm 123mail.org 150mail.com 150ml.com 16mail.com 2-mail.com "        \
	"4email.net 50mail.com airpost.net allmail.net bestmail.us cluemail.com elitemail.org "    \
	"emailcorner.net emailengine.net emailengine.org emailgroups.net emailplus.org "           \
	"emailuser.net eml.cc f-m.fm fast-email.com fast-mail.org fastem.com fastemail.us "        \
	"fastemailer.com fastest.cc fastimap.com fastmail.cn fastmail.co.uk fastmail.com.au "      \
	"fastmail.de fastmail.es fastmail.fr fastmail.im fastmail.in fastmail.jp fastmail.mx "     \
	"fastmail.net fastmail.nl fastmail.org fastmail.se fastmail.to fastmail.tw fastmail.uk "   \
	"fastmail.us fastmailbox.net fastmessaging.com fea.st fmail.co.uk fmailbox.com "           \
	"fmgirl.com fmguy.com ftml.net h-mail.us hailmail.net imap-mail.com imap.cc imapmail.org " \
	"inoutbox.com internet-e-mail.com internet-mail.org internetemails.net "                   \
	"internetmailing.net jetemail.net justemail.net letterboxes.org mail-central.com "         \
	"mail-page.com mailandftp.com mailas.com mailbolt.com mailc.net mailcan.com "              \
	"mailforce.net mailftp.com mailhaven.com mailingaddress.org mailite.com mailmight.com "    \
	"mailnew.com mailsent.net mailservice.ms mailup.net mailworks.org messagingengine.com "    \
	"ml1.net mm.st myfastmail.com mymacmail.com nospammail.net operamail.com ownmail.net "     \
	"petml.com postinbox.com postpro.net proinbox.com promessage.com realemail.net "           \
	"reallyfast.biz reallyfast.info rushpost.com sent.as sent.at sent.com speedpost.net "      \
	"speedymail.org ssl-mail.com swift-mail.com the-fastest.net the-quickest.com "             \
	"theinternetemail.com veryfast.biz veryspeedy.net warpmail.net xsmail.com yepmail.net "    \
	"your-mail.com"

#define MAIL_COM_DOMAINS                                                                           \
	"mail.com email.com 2die4.com 2trom.com accountant.com acdcfan.com activist.com "          \
	"adexec.com africamail.com aircraftmail.com alabama.usa.com alaska.usa.com allergist.com " \
	"alumni.com alumnidirector.com americamail.com amorous.com angelic.com archaeologist.com " \
	"arcticmail.com arizona.usa.com artlover.com asia-mail.com asia.com atheist.com "          \
	"auctioneer.net australiamail.com bartender.net bellair.net berlin.com bigger.com "        \
	"bikerider.com birdlover.com blader.com boardermail.com brazilmail.com brew-master.com "   \
	"brew-meister.com bsdmail.com california.usa.com californiamail.com caress.com "           \
	"cash4u.com catlover.com cheerful.com chef.net chemist.com chinamail.com clerk.com "       \
	"cliffhanger.com clubmember.org collector.org columnist.com comic.com computer4u.com "     \
	"consultant.com contractor.com contractor.net coolsite.net counsellor.com count.com "      \
	"couple.com cutey.com cyber-wizard.com cyberdude.com cybergal.com cyberservices.com "      \
	"dallasmail.com dbzmail.com deliveryman.com diplomats.com disciples.com discofan.com "     \
	"disposable.com doctor.com doglover.com doramail.com dr.com dublin.com dutchmail.com "     \
	"earthling.net elvisfan.com engineer.com englandmail.com europe.com europemail.com "       \
	"execs.com fan.com fastservice.com feelings.com financier.com fireman.net "                \
	"florida.usa.com footballer.com galaxyhit.com gardener.com geologist.com germanymail.com " \
	"graduate.org graphic-designer.com greenmail.net groupmail.com hackermail.com "            \
	"hairdresser.net hilarious.com hiphopfan.com hockeymail.com homemail.com hot-shot.com "    \
	"hour.com housemail.com humanoid.net illinois.usa.com iname.com innocent.com inorbit.com " \
	"instruction.com instructor.net insurer.com irelandmail.com israelmail.com italymail.com " \
	"japan.com job4u.com journalist.com keromail.com kissfans.com kittymail.com "              \
	"koreamail.com lawyer.com legislator.com linuxmail.com linuxmail.org lobbyist.com "        \
	"london.com loveable.com lovecat.com mad.scientist.com madonnafan.com madrid.com "         \
	"mail-me.com mail.org marchmail.com metalfan.com mexicomail.com mindless.com "             \
	"minister.com mobsters.com monarchy.com moscowmail.com munich.com musician.org "           \
	"muslim.com myself.com net-shopping.com newyork.usa.com ninfan.com nonpartisan.com "       \
	"null.net nycmail.com optician.com orthodontist.net pacific-ocean.com pacificwest.com "    \
	"pediatrician.com petlover.com photographer.net physicist.net planetmail.com "             \
	"planetmail.net playful.com poetic.com polandmail.com politician.com popstar.com "         \
	"post.com presidency.com priest.com programmer.net protestant.com publicist.com "          \
	"qualityservice.com radiologist.net ravemail.com realtyagent.com reborn.com "              \
	"reggaefan.com registerednurses.com reincarnate.com religious.com repairman.com "          \
	"representative.com rescueteam.com revenue.com rocketship.com rockfan.com rome.com "       \
	"royal.net safrica.com saintly.com salesperson.net samerica.com sanfranmail.com "          \
	"scientist.com scotlandmail.com secretary.net seductive.com singapore.com snakebite.com "  \
	"socialworker.net sociologist.com solution4u.com songwriter.net soon.com spainmail.com "   \
	"surgical.net swedenmail.com swissmail.com teachers.org tech-center.com techie.com "       \
	"technologist.com texas.usa.com thegame.com theplate.com therapist.net toke.com "          \
	"tokyo.com toothfairy.com torontomail.com tvstar.com umpire.com usa.com uymail.com "       \
	"wallet.com webname.com weirdness.com who.net whoever.com winning.com witty.com "          \
	"worker.com workmail.com writeme.com yours.com"

#define POSTEO_DOMAINS                                                                             \
	"posteo.de posteo.net posteo.af posteo.at posteo.be posteo.ca posteo.ch posteo.cl "        \
	"posteo.co posteo.co.uk posteo.com posteo.com.br posteo.cr posteo.cz posteo.dk posteo.ee " \
	"posteo.es posteo.eu posteo.fi posteo.gl posteo.gr posteo.hn posteo.hr posteo.hu "         \
	"posteo.ie posteo.in posteo.is posteo.it posteo.jp posteo.la posteo.li posteo.lt "         \
	"posteo.lu posteo.me posteo.mx posteo.my posteo.nl posteo.no posteo.nz posteo.org "        \
	"posteo.pe posteo.pl posteo.pm posteo.pt posteo.ro posteo.ru posteo.se posteo.sg "         \
	"posteo.si posteo.tn posteo.uk posteo.us"

#define IONOS_DE_DOMAINS                                                                           \
	"online.de onlinehome.de sofort-start.de sofortstart.de sofort-surf.de sofortsurf.de "     \
	"go4more.de"

/* clang-format off: a table, each row a sentence */
const struct provider providers[] = {
	{
		.id = "gmail-ssl",
		.name = "Gmail (SSL)",
		.aliases = "gmail googlemail google workspace gsuite",
		.domains = "gmail.com googlemail.com",
		.listed = {"smtp.gmail.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.sign_in = "google",
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
		.sign_in = "google",
		.requirement = GMAIL_LOGIN,
		.username = FULL_ADDRESS,
		.per_day = 500,
		.date = GATHERED,
		.source = "https://support.google.com/mail/answer/7126229",
	},
	{
		.id = "hotmail",
		.name = "Hotmail / Outlook.com",
		.aliases = "outlook live msn",
		.domains = MICROSOFT_DOMAINS,
		.listed = {"smtp.live.com", 25, "starttls"},
		.today = {"smtp-mail.outlook.com", 587, "starttls"},
		.group = "microsoft",
		.status = PROVIDER_OBSOLETE,
		.login = LOGIN_OAUTH,
		.sign_in = "microsoft",
		.tenant = "consumers",
		.sign_in_first = true,
		.requirement = "Since September 2024 no password works, app passwords included: "
			       "only a sign-in (OAuth 2) does.",
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
		.listed_as = "TLS or plain text",
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
		.aliases = "yahoo ymail",
		.domains = "yahoo.com ymail.com rocketmail.com myyahoo.com cox.net yahoo.?? "
			   "yahoo.co.?? yahoo.com.??",
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
		.requirement = "The Plus server no longer exists: Plus accounts use "
			       "smtp.mail.yahoo.com, as all others do. " YAHOO_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.yahoo.com/kb/SLN4075.html",
	},
	{
		.id = "microsoft365",
		.name = "Microsoft 365",
		.aliases = "m365 o365 office365 exchange",
		.domains = "*.onmicrosoft.com",
		.listed = {"smtp.office365.com", 587, "starttls"},
		.group = "microsoft",
		.login = LOGIN_PASSWORD,
		.sign_in = "microsoft",
		.tenant = "organizations",
		.sign_in_first = true,
		.requirement =
			"An administrator must switch on SMTP AUTH for the mailbox, or every "
			"login is refused. Sign in (OAuth 2): after December 2026 passwords "
			"are off by default. For a personal account choose Hotmail / "
			"Outlook.com.",
		.username = FULL_ADDRESS,
		.per_day = 10000,
		.date = GATHERED,
		.source = "https://learn.microsoft.com/exchange/"
			  "clients-and-mobile-in-exchange-online/"
			  "authenticated-client-smtp-submission",
	},
	{
		.id = "icloud",
		.name = "iCloud Mail",
		.aliases = "apple",
		.domains = "icloud.com me.com mac.com",
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
		.domains = "aol.com aim.com aol.co.nz aol.co.uk aol.com.ar aol.com.au aol.com.br "
			   "aol.com.mx aol.de aol.es aol.fr aol.it aol.se compuserve.com cs.com "
			   "jp.aol.com netscape.com netscape.net wmconnect.com verizon.net",
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
		.domains = FASTMAIL_DOMAINS,
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
		.aliases = "protonmail",
		.domains = "proton.me protonmail.com pm.me protonmail.ch",
		.listed = {"smtp.protonmail.ch", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The password of the account is refused: make an SMTP token, which "
			       "needs a business, Visionary or Family plan and an address at a "
			       "domain of your own. Addresses at proton.me and pm.me send only "
			       "through Proton Bridge, with the server and password that it shows.",
		.username = "the address for which the token was made",
		.date = GATHERED,
		.source = "https://proton.me/support/smtp-submission",
	},
	ZOHO("com", "com"),
	ZOHO("eu", "eu"),
	ZOHO("in", "in"),
	ZOHO("au", "com.au"),
	ZOHO("jp", "jp"),
	{
		.id = "gmx-net",
		.name = "GMX (gmx.net, gmx.de)",
		.aliases = "gmx",
		.domains = "gmx.net gmx.de gmx.at gmx.ch gmx.eu gmx.org gmx.info gmx.biz "
			   "email.gmx mail.gmx mein.gmx",
		.listed = {"mail.gmx.net", 465, "ssl"},
		.group = "gmx",
		.login = LOGIN_PASSWORD,
		.requirement = GMX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://hilfe.gmx.net/pop-imap/imap/imap-serverdaten.html",
	},
	{
		.id = "gmx-com",
		.name = "GMX (gmx.com)",
		.domains = "gmx.com gmx.ca gmx.cn gmx.co.in gmx.co.uk gmx.com.br gmx.com.my "
			   "gmx.com.tr gmx.es gmx.fr gmx.hk gmx.ie gmx.it gmx.li gmx.ph gmx.pt "
			   "gmx.ru gmx.se gmx.sg gmx.tm gmx.tw gmx.us",
		.listed = {"mail.gmx.com", 465, "ssl"},
		.group = "gmx",
		.login = LOGIN_PASSWORD,
		.requirement = GMX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://support.gmx.com/pop-imap/imap/server.html",
	},
	{
		.id = "web-de",
		.name = "WEB.DE",
		.domains = "web.de email.de",
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
		.domains = MAIL_COM_DOMAINS,
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
		.domains = POSTEO_DOMAINS,
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
		.domains = "mailbox.org secure.mailbox.org",
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
		.domains = "yandex.ru yandex.com ya.ru yandex.by yandex.kz yandex.ua yandex.net "
			   "yandex.com.tr narod.ru",
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
		.id = "t-online",
		.name = "Telekom (t-online.de)",
		.aliases = "telekom",
		.domains = "t-online.de magenta.de",
		.listed = {"securesmtp.t-online.de", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "The password of the Telekom account is refused: set a separate "
			       "e-mail password, the one for mail programs, in the settings of "
			       "the Telekom account first.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.telekom.de/hilfe/apps-dienste/e-mail/einstellungen/"
			  "posteingang-postausgang-server",
	},
	{
		.id = "freenet",
		.name = "freenet.de",
		.domains = "freenet.de",
		.listed = {"mx.freenet.de", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Allow access by mail programs in the settings of your freenet "
			       "account first: until then the right password is refused.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://kundenservice.freenet.de/artikel/1869",
	},
	{
		.id = "vodafone-de",
		.name = "Vodafone (Germany)",
		.domains = "vodafone.de vodafonemail.de arcor.de kabelmail.de",
		.listed = {"smtp.vodafonemail.de", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = OWN_PASSWORD,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.vodafone.de/hilfe/vodafone-e-mail-cloud.html",
	},
	{
		.id = "mail-de",
		.name = "mail.de",
		.domains = "mail.de",
		.listed = {"smtp.mail.de", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://mail.de/hilfe/pop3-imap-einstellungen",
	},
	{
		.id = "ewe",
		.name = "EWE",
		.domains = "ewe.net ewetel.de teleos-web.de",
		.listed = {"smtp.ewe.net", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://service.ewe.de/internet/faq-internet-und-telefon",
	},
	{
		.id = "a1",
		.name = "A1 (a1.net, aon.at)",
		.domains = "a1.net aon.at",
		.listed = {"securemail.a1.net", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("a1.net"),
	},
	{
		.id = "magenta-at",
		.name = "Magenta (chello.at)",
		.domains = "chello.at",
		.listed = {"mail.mymagenta.at", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = PROVIDER_DB,
	},
	{
		.id = "bluewin",
		.name = "Bluewin (Swisscom)",
		.domains = "bluewin.ch bluemail.ch",
		.listed = {"smtpauths.bluewin.ch", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = OWN_PASSWORD,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("bluewin.ch"),
	},
	{
		.id = "orange-fr",
		.name = "Orange (France)",
		.domains = "orange.fr wanadoo.fr",
		.listed = {"smtp.orange.fr", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox. If it is refused, allow other "
			       "mail programs in the settings of Orange mail, which can also make "
			       "a password just for them.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("orange.fr"),
	},
	{
		.id = "free-fr",
		.name = "Free (France)",
		.domains = "free.fr",
		.listed = {"smtp.free.fr", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Switch on authenticated SMTP for the mailbox in the subscriber "
			       "area of Free first: until then the right password is refused.",
		.username = "the part before @free.fr; if refused, the full address",
		.date = GATHERED,
		.source = "https://assistance.free.fr/articles/"
			  "configurer-de-maniere-avancee-mon-logiciel-de-messagerie-609",
	},
	{
		.id = "laposte",
		.name = "La Poste",
		.domains = "laposte.net",
		.listed = {"smtp.laposte.net", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Allow access by other mail programs in the settings of "
			       "laposte.net first: until then the right password is refused. An "
			       "app password can be made there too.",
		.username = "the part before @laposte.net; if refused, the full address",
		.date = GATHERED,
		.source = ISPDB("laposte.net"),
	},
	{
		.id = "sfr",
		.name = "SFR",
		.domains = "sfr.fr neuf.fr club-internet.fr",
		.listed = {"smtp.sfr.fr", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("sfr.fr"),
	},
	{
		.id = "mailo",
		.name = "Mailo",
		.domains = "mailo.com net-c.fr",
		.listed = {"mail.mailo.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = PROVIDER_DB,
	},
	{
		.id = "proximus",
		.name = "Proximus",
		.domains = "proximus.be skynet.be belgacom.net kidcity.be",
		.listed = {"relay.proximus.be", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("skynet.be"),
	},
	{
		.id = "kpn",
		.name = "KPN",
		.domains = "kpnmail.nl freeler.nl hetnet.nl kpnplanet.nl on.nl onsbrabantnet.nl "
			   "onsmail.nl onsnet.nu onsneteindhoven.nl onsnetnuenen.nl planet.nl "
			   "snelnet.net telfort.nl tip.nl tiscali.nl tiscalimail.nl wxs.nl "
			   "xs4all.nl",
		.listed = {"smtp.kpnmail.nl", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.kpn.com/service/internet/e-mail/instellen-laptop-pc.htm",
	},
	{
		.id = "ziggo",
		.name = "Ziggo",
		.domains = "ziggo.nl casema.nl chello.nl hahah.nl home.nl multiweb.nl quicknet.nl "
			   "razcall.com razcall.nl upcmail.nl zeggis.com zeggis.nl ziggomail.com "
			   "zinders.nl",
		.listed = {"smtp.ziggo.nl", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.ziggo.nl/klantenservice/e-mail/",
	},
	{
		.id = "libero",
		.name = "Libero Mail",
		.domains = "libero.it inwind.it iol.it blu.it giallo.it",
		.listed = {"smtp.libero.it", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox. If two-step sign-in is on, that "
			       "password is refused here: make a password for apps in the "
			       "settings of your Libero account.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("libero.it"),
	},
	{
		.id = "virgilio",
		.name = "Virgilio Mail",
		.domains = "virgilio.it",
		.listed = {"out.virgilio.it", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://aiuto.virgilio.it/articolo/mail/"
			  "configurare-virgilio-mail-con-client-di-posta-imap-e-smtp/",
	},
	{
		.id = "tim",
		.name = "TIM Mail (tim.it)",
		.domains = "tim.it",
		.listed = {"smtp.tim.it", 587, "starttls"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = OWN_PASSWORD,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.tim.it/assistenza/assistenza-tecnica/mail/configurazione/"
			  "protocolli-posta",
	},
	{
		.id = "alice",
		.name = "TIM Mail (alice.it)",
		.domains = "alice.it",
		.listed = {"out.alice.it", 587, "starttls"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = OWN_PASSWORD,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.tim.it/assistenza/assistenza-tecnica/mail/configurazione/"
			  "protocolli-posta",
	},
	{
		.id = "tiscali",
		.name = "Tiscali Mail (Italy)",
		.domains = "tiscali.it",
		.listed = {"smtp.tiscali.it", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox. Tiscali is listed as taking mail "
			       "only from lines of its own: on any other line the right password "
			       "may be refused.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://assistenza.tiscali.it/servizi/guida/posta-elettronica/",
	},
	{
		.id = "fastweb",
		.name = "Fastweb",
		.domains = "fastwebnet.it",
		.listed = {"smtp.fastwebnet.it", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.fastweb.it/fastmail/guida/mail_POPeIMAP/",
	},
	{
		.id = "aruba",
		.name = "Aruba",
		.domains = "aruba.it",
		.listed = {"smtps.aruba.it", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox, not of the Aruba customer "
			       "account. For certified mail choose Aruba PEC.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://guide.hosting.aruba.it/email/servizi-opzionali-email/"
			  "email-imap.aspx",
	},
	{
		.id = "aruba-pec",
		.name = "Aruba PEC",
		.domains = "pec.it arubapec.it gigapec.it mypec.eu ingpec.eu",
		.listed = {"smtps.pec.aruba.it", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "This is for certified mail (PEC). Use the password of the "
			       "certified mailbox, not of the Aruba customer account.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("arubapec.it"),
	},
	{
		.id = "sapo",
		.name = "SAPO Mail",
		.domains = "sapo.pt meo.pt sapo.ao sapo.cv sapo.mz sapo.tl",
		.listed = {"smtp.sapo.pt", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://ajuda.sapo.pt/configurar-programa-de-email-70015",
	},
	{
		.id = "uol",
		.name = "UOL",
		.domains = "uol.com.br",
		.listed = {"smtps.uol.com.br", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = "Allow access by mail programs in the settings of your UOL account "
			       "first: until then the right password is refused.",
		.username = "the part before @uol.com.br; if refused, the full address",
		.date = GATHERED,
		.source = "https://sac.uol.com.br/info/primeiros_passos/"
			  "config_mozillathunderbird.jhtm",
	},
	{
		.id = "bol",
		.name = "BOL",
		.domains = "bol.com.br",
		.listed = {"smtps.bol.com.br", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = "the part before @bol.com.br; if refused, the full address",
		.date = GATHERED,
		.source = ISPDB("bol.com.br"),
	},
	{
		.id = "yousee",
		.name = "YouSee (mail.dk)",
		.domains = "mail.dk",
		.listed = {"asmtp.mail.dk", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://yousee.dk/hjaelp/artikler/"
			  "hvad-er-mine-serveroplysninger-til-yousee-mail",
	},
	{
		.id = "jubii",
		.name = "Jubii",
		.domains = "jubii.dk jubiichat.dk jubiiconnect.dk jubiigames.dk jubiimail.dk "
			   "jubiipost.dk jubiipostadresse.dk mail.jubii.dk",
		.listed = {"smtp.jubii.dk", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("mail.jubii.dk"),
	},
	{
		.id = "seznam",
		.name = "Seznam",
		.domains = "seznam.cz email.cz post.cz spoluzaci.cz",
		.listed = {"smtp.seznam.cz", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("seznam.cz"),
	},
	{
		.id = "wp-pl",
		.name = "Poczta WP",
		.domains = "wp.pl",
		.listed = {"smtp.wp.pl", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = POLISH_LOGIN,
		.username = "the part before @wp.pl; if refused, the full address",
		.date = GATHERED,
		.source = ISPDB("wp.pl"),
	},
	{
		.id = "o2-pl",
		.name = "o2 Poczta",
		.domains = "o2.pl go2.pl tlen.pl prokonto.pl",
		.listed = {"poczta.o2.pl", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = POLISH_LOGIN,
		.username = "the part before the @; if refused, the full address",
		.date = GATHERED,
		.source = "https://pomoc.o2.pl/jak-skonfigurowac-program-pocztowy",
	},
	{
		.id = "onet",
		.name = "Onet Poczta",
		.domains = "onet.pl op.pl vp.pl adres.pl amorki.pl autograf.pl buziaczek.pl "
			   "cyberia.pl onet.com.pl onet.eu opoczta.pl poczta.onet.eu "
			   "poczta.onet.pl pseudonim.pl republika.pl spoko.pl vip.onet.pl",
		.listed = {"smtp.poczta.onet.pl", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = POLISH_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://pomoc.poczta.onet.pl/baza-wiedzy/"
			  "konfiguracja-poczty-w-programie-mozilla-thunderbird/",
	},
	{
		.id = "inbox-lv",
		.name = "inbox.lv",
		.domains = "inbox.lv",
		.listed = {"mail.inbox.lv", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "Allow access by mail programs in the settings of inbox.lv first. "
			       "It then shows a separate password for them: the one of the "
			       "account is refused here.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.inbox.lv/?keyword=email_clients_settings",
	},
	{
		.id = "mail-ee",
		.name = "mail.ee",
		.domains = "mail.ee",
		.listed = {"smtp.mail.ee", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = "Allow access by mail programs in the settings of mail.ee first: "
			       "until then the right password is refused.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.mail.ee/?keyword=email_clients_settings",
	},
	{
		.id = "mail-ru",
		.name = "Mail.ru",
		.domains = "mail.ru bk.ru inbox.ru list.ru internet.ru vk.com mail.ua "
			   "corp.mail.ru",
		.listed = {"smtp.mail.ru", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "The password of the account is refused: make a password for "
			       "external applications in the security settings of your Mail.ru "
			       "account.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("mail.ru"),
	},
	{
		.id = "rambler",
		.name = "Rambler Mail",
		.domains = "rambler.ru lenta.ru autorambler.ru myrambler.ru r0.ru rambler.ua "
			   "ro.ru",
		.listed = {"smtp.rambler.ru", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Allow access by mail programs in the settings of Rambler Mail "
			       "first: until then the right password is refused.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.rambler.ru/mail/mail-pochtovye-klienty/1277/",
	},
	{
		.id = "ukr-net",
		.name = "ukr.net",
		.domains = "ukr.net",
		.listed = {"smtp.ukr.net", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "Switch on IMAP and SMTP access in the settings of ukr.net and "
			       "have it generate a password for mail programs: the one of the "
			       "account is refused here.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = PROVIDER_DB,
	},
	{
		.id = "bt",
		.name = "BT Mail",
		.domains = "btinternet.com btopenworld.com talk21.com",
		.listed = {"mail.btinternet.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("btinternet.com"),
	},
	{
		.id = "sky",
		.name = "Sky Mail",
		.domains = "sky.com",
		.listed = {"smtp.tools.sky.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "Yahoo runs these mailboxes, and the password of the account is "
			       "refused: make an app password in the security settings of your "
			       "Sky Yahoo Mail.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("sky.com"),
	},
	{
		.id = "virgin-media",
		.name = "Virgin Media",
		.domains = "virginmedia.com blueyonder.co.uk ntlworld.com virgin.net",
		.listed = {"smtp.virginmedia.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "The password of the account is refused: make an app password in "
			       "the settings of your Virgin Media mailbox.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("virginmedia.com"),
	},
	{
		.id = "telstra",
		.name = "Telstra Mail (BigPond)",
		.domains = "bigpond.com bigpond.net.au bigpond.net telstra.com",
		.listed = {"smtp.telstra.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.telstra.com.au/support/category/email/telstra-mail/"
			  "recommended-email-settings-for-telstra-mail",
	},
	{
		.id = "xtra",
		.name = "Xtra Mail (Spark)",
		.domains = "xtra.co.nz",
		.listed = {"send.xtra.co.nz", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.spark.co.nz/help/get-more/xtra/xtra-mail-setup/",
	},
	{
		.id = "comcast",
		.name = "Comcast Xfinity",
		.aliases = "xfinity",
		.domains = "comcast.net xfinity.com",
		.listed = {"smtp.comcast.net", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Allow third-party access in the mail settings of your Xfinity "
			       "account first: until then the right password is refused.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.xfinity.com/support/articles/setting-up-thunderbird",
	},
	{
		.id = "att",
		.name = "AT&T",
		.domains = "att.net sbcglobal.net bellsouth.net ameritech.net currently.com "
			   "flash.net nvbell.net pacbell.net prodigy.net snet.net swbell.net "
			   "wans.net",
		.listed = {"outbound.att.net", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "The password of the account is refused: make a secure mail key in "
			       "your AT&T profile and use it as the password.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.att.com/support/article/email-support/KM1010523/",
	},
	{
		.id = "road-runner",
		.name = "Spectrum (rr.com)",
		.domains = "rr.com *.rr.com",
		.listed = {"mail.twc.com", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.timewarnercable.com/en/support/faqs/faqs-internet/"
			  "e-mailacco/incoming-outgoing-server-addresses.html",
	},
	{
		.id = "centurylink",
		.name = "CenturyLink",
		.domains = "centurylink.net embarqmail.com",
		.listed = {"smtp.centurylink.net", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("centurylink.net"),
	},
	{
		.id = "earthlink",
		.name = "EarthLink",
		.domains = "earthlink.net mindspring.com ix.netcom.com",
		.listed = {"smtpauth.earthlink.net", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.earthlink.net/portal/en/kb/articles/email-server-settings",
	},
	{
		.id = "bell",
		.name = "Bell (Canada)",
		.domains = "bell.net sympatico.ca",
		.listed = {"smtphm.sympatico.ca", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("bell.net"),
	},
	{
		.id = "netease-163",
		.name = "NetEase 163",
		.aliases = "163",
		.domains = "163.com",
		.listed = {"smtp.163.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = CHINESE_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("163.com"),
	},
	{
		.id = "netease-126",
		.name = "NetEase 126",
		.aliases = "126",
		.domains = "126.com",
		.listed = {"smtp.126.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = CHINESE_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("126.com"),
	},
	{
		.id = "netease-yeah",
		.name = "NetEase yeah.net",
		.domains = "yeah.net",
		.listed = {"smtp.yeah.net", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = CHINESE_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("yeah.net"),
	},
	{
		.id = "qq",
		.name = "QQ Mail",
		.domains = "qq.com foxmail.com",
		.listed = {"smtp.qq.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = CHINESE_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("qq.com"),
	},
	{
		.id = "aliyun",
		.name = "Alibaba Mail (aliyun.com)",
		.domains = "aliyun.com",
		.listed = {"smtp.aliyun.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = NODEMAILER,
	},
	{
		.id = "naver",
		.name = "Naver",
		.domains = "naver.com",
		.listed = {"smtp.naver.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = KOREAN_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.naver.com/service/30029/contents/21342",
	},
	{
		.id = "daum",
		.name = "Daum",
		.domains = "daum.net hanmail.net",
		.listed = {"smtp.daum.net", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = KOREAN_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://cs.daum.net/faq/43/9234.html",
	},
	{
		.id = "yahoo-japan",
		.name = "Yahoo! Japan",
		.domains = "yahoo.co.jp",
		.listed = {"smtp.mail.yahoo.co.jp", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "This is not Yahoo: it has servers and accounts of its own. Allow "
			       "access by other mail programs in the settings of the webmail "
			       "first: until then the right password is refused.",
		.username = "your Yahoo! JAPAN ID, without @yahoo.co.jp",
		.date = GATHERED,
		.source = ISPDB("yahoo.co.jp"),
	},
	{
		.id = "biglobe",
		.name = "BIGLOBE",
		.domains = "biglobe.ne.jp",
		.listed = {"mail.biglobe.ne.jp", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("biglobe.ne.jp"),
	},
	{
		.id = "ocn",
		.name = "OCN",
		.domains = "ocn.ne.jp ocn.ad.jp",
		.listed = {"smtp.ocn.ne.jp", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("ocn.ne.jp"),
	},
	{
		.id = "rediffmail",
		.name = "Rediffmail",
		.domains = "rediffmail.com",
		.listed = {"smtp.rediffmail.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("rediffmail.com"),
	},
	{
		.id = "runbox",
		.name = "Runbox",
		.domains = "runbox.com",
		.listed = {"smtp.runbox.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the account. If two-factor sign-in is on, "
			       "that password is refused here: make an app password.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.runbox.com/email-program-settings/",
	},
	{
		.id = "purelymail",
		.name = "Purelymail",
		.domains = "purelymail.com cheapermail.com placeq.com rethinkmail.com "
			   "worldofmail.com",
		.listed = {"smtp.purelymail.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox. If two-factor sign-in is on, "
			       "that password is refused here: make an app password.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://purelymail.com/docs/setup/technical",
	},
	{
		.id = "migadu",
		.name = "Migadu",
		.domains = "migadu.com",
		.listed = {"smtp.migadu.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of the mailbox, not the one of the Migadu admin "
			       "panel. How many messages a day may go out depends on the plan.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.migadu.com/guides/index.html",
	},
	{
		.id = "forward-email",
		.name = "Forward Email",
		.domains = "forwardemail.net",
		.listed = {"smtp.forwardemail.net", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = "The user is an alias address, and the password is the one "
			       "generated for that alias. Sending needs a paid plan, a verified "
			       "domain and the approval of Forward Email.",
		.username = "the address of the alias",
		.date = GATHERED,
		.source = "https://forwardemail.net/faq",
	},
	{
		.id = "kolab-now",
		.name = "Kolab Now",
		.domains = "kolabnow.com mykolab.com mykolab.ch swisscollab.ch switzerlandmail.ch "
			   "myswissmail.ch libertymail.net libertymail.co",
		.listed = {"smtp.kolabnow.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = NODEMAILER,
	},
	{
		.id = "vivaldi",
		.name = "Vivaldi",
		.domains = "vivaldi.net",
		.listed = {"smtp.vivaldi.net", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.vivaldi.com/services/webmail/"
			  "setting-up-vivaldi-mail-in-a-mail-client/",
	},
	{
		.id = "pobox",
		.name = "Pobox",
		.domains = "pobox.com",
		.listed = {"smtp.pobox.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("pobox.com"),
	},
	{
		.id = "riseup",
		.name = "Riseup",
		.domains = "riseup.net",
		.listed = {"mail.riseup.net", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "Riseup wants a password made for one device or program, from the "
			       "settings of your account; the one you sign in with may be "
			       "refused.",
		.username = "your full e-mail address; if refused, the part before the @",
		.date = GATHERED,
		.source = "https://riseup.net/en/email/clients",
	},
	{
		.id = "disroot",
		.name = "Disroot",
		.domains = "disroot.org",
		.listed = {"disroot.org", 587, "starttls"},
		.login = LOGIN_PASSWORD,
		.requirement = "Use the password of your Disroot account. The user is the name "
			       "alone, without @disroot.org.",
		.username = "the part before @disroot.org; if refused, the full address",
		.date = GATHERED,
		.source = PROVIDER_DB,
	},
	{
		.id = "autistici",
		.name = "Autistici/Inventati",
		.domains = "autistici.org",
		.listed = {"smtp.autistici.org", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = PROVIDER_DB,
	},
	{
		.id = "systemli",
		.name = "Systemli",
		.domains = "systemli.org",
		.listed = {"mail.systemli.org", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = PROVIDER_DB,
	},
	{
		.id = "infomaniak",
		.name = "Infomaniak",
		.domains = "ik.me ikmail.com etik.com",
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
	IONOS("com", "ionos.com", NULL),
	IONOS("de", "ionos.de", IONOS_DE_DOMAINS),
	IONOS("uk", "ionos.co.uk", NULL),
	IONOS("fr", "ionos.fr", NULL),
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
		.id = "strato",
		.name = "STRATO",
		.listed = {"smtp.strato.de", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = HOSTING_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.strato.de/faq/mail/"
			  "externes-e-mail-programm-mit-strato-e-mail-adresse-nutzen/",
	},
	{
		.id = "hetzner",
		.name = "Hetzner (web hosting)",
		.listed = {"mail.your-server.de", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = HOSTING_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://docs.hetzner.com/konsoleh/account-management/email/"
			  "setting-up-an-email-account/",
	},
	{
		.id = "domainfactory",
		.name = "DomainFactory",
		.listed = {"sslout.df.eu", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = HOSTING_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = ISPDB("df.eu"),
	},
	{
		.id = "gandi",
		.name = "Gandi",
		.listed = {"mail.gandi.net", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = HOSTING_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://docs.gandi.net/en/gandimail/",
	},
	{
		.id = "hostinger",
		.name = "Hostinger",
		.listed = {"smtp.hostinger.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = HOSTING_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://www.hostinger.com/support/"
			  "4768584-how-to-set-up-hostinger-email-on-mozilla-thunderbird-desktop-"
			  "windows/",
	},
	{
		.id = "one-com",
		.name = "one.com",
		.domains = "one.com",
		.listed = {"send.one.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = HOSTING_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = "https://help.one.com/hc/en-us/articles/"
			  "115005586769-Setting-up-a-Mobile-Phone",
	},
	{
		.id = "loopia",
		.name = "Loopia",
		.listed = {"mailcluster.loopia.se", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = HOSTING_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = NODEMAILER,
	},
	{
		.id = "namecheap",
		.name = "Namecheap Private Email",
		.listed = {"mail.privateemail.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = HOSTING_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = FAIREMAIL,
	},
	{
		.id = "dreamhost",
		.name = "DreamHost",
		.listed = {"smtp.dreamhost.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement =
			HOSTING_LOGIN " The limit is 100 recipients an hour for each address.",
		.username = FULL_ADDRESS,
		.per_hour = 100,
		.date = GATHERED,
		.source = "https://help.dreamhost.com/hc/en-us/articles/215730437",
	},
	{
		.id = "alibaba-enterprise",
		.name = "Alibaba Mail Enterprise",
		.listed = {"smtp.qiye.aliyun.com", 465, "ssl"},
		.login = LOGIN_PASSWORD,
		.requirement = MAILBOX_LOGIN,
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = NODEMAILER,
	},
	{
		.id = "tencent-exmail",
		.name = "Tencent Exmail",
		.listed = {"smtp.exmail.qq.com", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "Use a client password or authorisation code, made in the settings "
			       "of the webmail. An administrator may have to allow SMTP first.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = NODEMAILER,
	},
	{
		.id = "feishu",
		.name = "Feishu Mail",
		.listed = {"smtp.feishu.cn", 465, "ssl"},
		.login = LOGIN_APP_PASSWORD,
		.requirement = "The password of the Feishu account is refused: make an "
			       "application password for mail programs in the settings of Feishu "
			       "Mail.",
		.username = FULL_ADDRESS,
		.date = GATHERED,
		.source = NODEMAILER,
	},
	AMAZON_WORKMAIL("us-east-1", "Virginia"),
	AMAZON_WORKMAIL("us-west-2", "Oregon"),
	AMAZON_WORKMAIL("eu-west-1", "Ireland"),
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
		.id = "sendgrid-eu",
		.name = "SendGrid (EU)",
		.listed = {"smtp.eu.sendgrid.net", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The user is the word apikey, and the password is an API key of a "
			       "subuser in the EU region. Verify the sender or its domain first. "
			       "Accounts outside that region need SendGrid.",
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
		.id = "postmark-broadcast",
		.name = "Postmark (broadcasts)",
		.listed = {"smtp-broadcasts.postmarkapp.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "This is for broadcast message streams, such as newsletters. The "
			       "server API token is both the user and the password. Confirm the "
			       "sender or its domain first.",
		.username = "the server API token, the same as the password",
		.date = GATHERED,
		.source = "https://postmarkapp.com/support/article/"
			  "811-what-are-the-smtp-details-api-tokens-i-should-be-using",
	},
	{
		.id = "brevo",
		.name = "Brevo (was Sendinblue)",
		.aliases = "sendinblue",
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
		.id = "sparkpost-eu",
		.name = "SparkPost (EU)",
		.listed = {"smtp.eu.sparkpostmail.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The password is an API key that may send by SMTP, of an account "
			       "in the EU. Verify the sending domain first.",
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
	{
		.id = "mandrill",
		.name = "Mailchimp Transactional",
		.aliases = "mailchimp",
		.listed = {"smtp.mandrillapp.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The password is an API key; the user may be anything, by custom "
			       "the address of the account. This needs a paid Mailchimp plan and "
			       "a verified sending domain.",
		.username = "any text, by custom the e-mail address of your account",
		.date = GATHERED,
		.source = "https://mailchimp.com/developer/transactional/docs/smtp-integration/",
	},
	{
		.id = "mailtrap",
		.name = "Mailtrap",
		.listed = {"live.smtp.mailtrap.io", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The user is the word api, and the password is an API token. "
			       "Verify the sending domain first. The sandbox of Mailtrap has "
			       "another server, which delivers nothing.",
		.username = "the word api",
		.fixed_user = "api",
		.date = GATHERED,
		.source = "https://help.mailtrap.io/article/"
			  "122-mailtrap-email-sending-smtp-integration",
	},
	{
		.id = "mailpace",
		.name = "MailPace",
		.listed = {"smtp.mailpace.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The server API token is both the user and the password. Verify "
			       "the sending domain first.",
		.username = "the server API token, the same as the password",
		.date = GATHERED,
		.source = "https://docs.mailpace.com/integrations/smtp/",
	},
	{
		.id = "elastic-email",
		.name = "Elastic Email",
		.listed = {"smtp.elasticemail.com", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = "Make SMTP credentials in your Elastic Email account and use their "
			       "name and password. Verify the sending domain first.",
		.username = "the name of the SMTP credentials, an e-mail address",
		.date = GATHERED,
		.source = "https://elasticemail.com/developers/api-documentation/smtp",
	},
	{
		.id = "zeptomail",
		.name = "Zoho ZeptoMail",
		.listed = {"smtp.zeptomail.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The user is the word emailapikey, and the password is the "
			       "send-mail token of a mail agent. Verify the sending domain first. "
			       "It takes transactional mail only.",
		.username = "the word emailapikey",
		.fixed_user = "emailapikey",
		.date = GATHERED,
		.source = "https://www.zoho.com/zeptomail/help/smtp-home.html",
	},
	{
		.id = "infobip",
		.name = "Infobip",
		.listed = {"smtp-api.infobip.com", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The user is the word App, and the password is an API key of your "
			       "Infobip account.",
		.username = "the word App",
		.fixed_user = "App",
		.date = GATHERED,
		.source = "https://www.infobip.com/docs/email/send-email-over-smtp-api",
	},
	{
		.id = "loops",
		.name = "Loops",
		.listed = {"smtp.loops.so", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement = "The user is the word loops, and the password is an API key of "
			       "your Loops account.",
		.username = "the word loops",
		.fixed_user = "loops",
		.date = GATHERED,
		.source = "https://loops.so/docs/smtp",
	},
	{
		.id = "sendpulse",
		.name = "SendPulse",
		.listed = {"smtp-pulse.com", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = "The user is the address of your SendPulse account, and the "
			       "password is the SMTP password shown in it, not the one you sign "
			       "in with.",
		.username = "the e-mail address of your SendPulse account",
		.date = GATHERED,
		.source = "https://sendpulse.com/knowledge-base/smtp",
	},
	{
		.id = "turbosmtp",
		.name = "turboSMTP",
		.listed = {"pro.turbo-smtp.com", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = "Use the consumer key as the user and the consumer secret as the "
			       "password, or the address and password of the account. Accounts in "
			       "the EU use pro.eu.turbo-smtp.com.",
		.username = "the consumer key, or the e-mail address of your account",
		.date = GATHERED,
		.source = "https://serversmtp.com/",
	},
	{
		.id = "azure",
		.name = "Azure Communication Services",
		.listed = {"smtp.azurecomm.net", 587, "starttls"},
		.login = LOGIN_KEY,
		.requirement =
			"Make an SMTP user name in the Azure portal and give its Entra application "
			"the right to send; the password is a client secret of that application. A "
			"new domain may send 100 messages an hour until support raises it.",
		.username = "the SMTP user name made in the Azure portal",
		.per_hour = 100,
		.date = GATHERED,
		.source = "https://learn.microsoft.com/azure/communication-services/quickstarts/"
			  "email/send-email-smtp/smtp-authentication",
	},
	{
		.id = "alibaba-directmail",
		.name = "Alibaba DirectMail (China)",
		.listed = {"smtpdm.aliyun.com", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = DIRECTMAIL_LOGIN,
		.username = "the sender address from the DirectMail console",
		.date = GATHERED,
		.source = "https://www.alibabacloud.com/help/en/directmail/latest/"
			  "smtp-service-address",
	},
	{
		.id = "alibaba-directmail-sg",
		.name = "Alibaba DirectMail (SG)",
		.listed = {"smtpdm-ap-southeast-1.aliyun.com", 465, "ssl"},
		.login = LOGIN_KEY,
		.requirement = DIRECTMAIL_LOGIN,
		.username = "the sender address from the DirectMail console",
		.date = GATHERED,
		.source = "https://www.alibabacloud.com/help/en/directmail/latest/"
			  "smtp-service-address",
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
