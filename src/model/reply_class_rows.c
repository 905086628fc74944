/* The words of refusals, as servers in use write them: a pure table, first match wins. */
#include "model/reply_class.h"

#define LOGIN_STEP    STEPS(STEP_AUTH)
#define MAIL_STEPS    (STEPS(STEP_SENDER) | STEPS(STEP_RECIPIENT) | STEPS(STEP_CONTENT))
#define ACCOUNT_STEPS (STEPS(STEP_AUTH) | STEPS(STEP_SENDER) | STEPS(STEP_CONTENT))
#define SENDER_STEPS  (STEPS(STEP_SENDER) | STEPS(STEP_RECIPIENT))
#define DATA_STEPS    (STEPS(STEP_SENDER) | STEPS(STEP_CONTENT))

/* What is said of an account or a login that is off, of a machine, and of an account that waits. */
#define OFF                                                                                        \
	"disabled|suspended|blocked|locked|deactivated|frozen|expired|terminated|inactive|"        \
	"restricted|not enabled|not been enabled|not active|switched off|turned off|not "          \
	"permitted|"                                                                               \
	"not allowed"
#define KEPT_OUT                                                                                   \
	"blocked|banned|denied|rejected|refused|not allowed|not permitted|not authorized|not "     \
	"authorised|not accepted|not welcome|not in |not on |not "                                 \
	"whitelisted|forbidden|restricted|"                                                        \
	"unauthorized|unauthorised|suspicious"
#define NOT_READY                                                                                  \
	"not yet|not activated|not been activated|not verified|not been verified|not validated|"   \
	"not been validated|not approved|not been approved|not confirmed|not been confirmed|"      \
	"not active|inactive|pending|under review|awaiting|unverified"
#define NOT_YOURS                                                                                  \
	"not allowed|not authorized|not authorised|not permitted|not registered|not configured|"   \
	"not belong|not match|not owned|not one of|not verified|not accepted for|must match|"      \
	"must equal|must be|mismatch|forbidden|not yours|not hosted|not conform|doesn't conform"

/* clang-format off: a table */
const struct reply_rule reply_rules[] = {
	/* The sender as such: behind it stands the reason. */
	{"not logged in", REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"not owned by", REPLY_NOT_OWN, MAIL_STEPS},
	{"dmarc|spf|openspf", REPLY_SENDER, SENDER_STEPS},
	{"dmarc|dkim|spf|openspf", REPLY_CONTENT, 0},
	{"reputation of the sending domain|domain reputation", REPLY_SENDER, MAIL_STEPS},
	{"sender|from address|sender domain*blacklist|blocklist|block list", REPLY_SENDER,
		MAIL_STEPS},
	{"recipient*blacklist|blocklist|block list", REPLY_RECIPIENT, MAIL_STEPS},
	{"recipient address rejected*blocked|policy", REPLY_RECIPIENT, STEPS(STEP_RECIPIENT)},
	{"user unknown|unknown user|no such user|user not found|not listed", REPLY_RECIPIENT,
		STEPS(STEP_RECIPIENT)},
	{"sender address rejected|sender verify failed", REPLY_SENDER, MAIL_STEPS},
	{"relay access denied|relaying denied|relay denied*authenticat|login|log in|sign in",
		REPLY_RELAY_LOGIN, MAIL_STEPS},
	{"relay access denied|relaying denied|relay denied", REPLY_RELAY, MAIL_STEPS},

	/* The name in EHLO. */
	{"helo|ehlo*name|rejected|refused|invalid|resolve|fully|not valid|fqdn|bogus|forged|match|"
	 "mismatch|bad|illegal|forbidden|unacceptable|unknown|must be|should be",
		REPLY_HELO, 0},
	{"invalid|bad|rejected|illegal|forged|bogus|unacceptable|unresolvable|fqdn in*helo|ehlo",
		REPLY_HELO, 0},
	{"need fully-qualified hostname", REPLY_HELO, 0},

	/* What filters say of a message names lists too. */
	{"surbl|uribl", REPLY_CONTENT, 0},
	{"spamhaus*dbl", REPLY_CONTENT, 0},
	{"contains*url|link|domain", REPLY_CONTENT, STEPS(STEP_CONTENT)},
	{"spamhaus|spamcop|barracudacentral", REPLY_ADDRESS, 0},
	{"message*spam|virus|malware|phishing|attachment", REPLY_CONTENT, STEPS(STEP_CONTENT)},

	/* A lock-out may be one of the address: first it is a matter of the logins. */
	{"too many*connections", REPLY_TROUBLE, 0},
	{"#auth005", REPLY_APP_PASSWORD, LOGIN_STEP},
	{"too many|maximum|max|exceeded|excessive|repeated*attempts|failure|failed|tries|login|"
	 "passwords|wrong|invalid|auth",
		REPLY_LOCK_OUT, LOGIN_STEP},
	{"too many|brute force|brute-force|throttl|rate limit|rate-limit|rate exceeded|slow down",
		REPLY_LOCK_OUT, LOGIN_STEP},
	{"temporarily*locked|blocked|disabled|suspended", REPLY_LOCK_OUT, LOGIN_STEP},
	{"locked|blocked|disabled|suspended*temporarily|minutes|hour|too many", REPLY_LOCK_OUT,
		LOGIN_STEP},
	{"locked out", REPLY_LOCK_OUT, LOGIN_STEP},

	/* This machine. */
	{"directly to our servers|direct delivery|direct to mx|direct-to-mx", REPLY_FOREIGN, 0},
	{"use|through|via*provider's|isp's|isps|your isp|smtp relay at|of your provider|of your "
	 "isp|"
	 "at your provider|of your internet",
		REPLY_FOREIGN, 0},
	{"your isp's|your provider's smtp|your provider's mail server", REPLY_FOREIGN, 0},
	{"smtp server of your provider|relay at your service provider", REPLY_FOREIGN, 0},
	{"client host rejected: access denied", REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"client host rejected", REPLY_ADDRESS, 0},
	{"account|user|mailbox*blocked by|disabled by", REPLY_DISABLED, ACCOUNT_STEPS},
	{"client*blocked", REPLY_ADDRESS, 0},
	{"blocked using|blocked by", REPLY_ADDRESS, 0},
	{"host*blocked|banned", REPLY_ADDRESS, 0},
	{"ip|your host|your server|your network|client host|sending host*" KEPT_OUT, REPLY_ADDRESS,
		0},
	{"ip*whitelist|allowlist|white list|allow list", REPLY_ADDRESS, 0},
	{"blocked|banned|denied|listed|unauthorized|unauthorised|suspicious|untrusted*ip|"
	 "your host|your network",
		REPLY_ADDRESS, 0},
	{"not allowed|not permitted|denied|blocked*from this ip|from your ip|from this address|"
	 "from this host|from this network",
		REPLY_ADDRESS, LOGIN_STEP},
	{"host*" KEPT_OUT, REPLY_ADDRESS, LOGIN_STEP},
	{"connections from|connection from*" KEPT_OUT, REPLY_ADDRESS, 0},
	{"your country|this country|country*" KEPT_OUT, REPLY_ADDRESS, 0},
	{"geoblock|geo-block|abroad|geographic|your location|this location", REPLY_ADDRESS,
		LOGIN_STEP},
	{"find your hostname|find your reverse|name lookup failed", REPLY_ADDRESS, 0},
	{"reverse dns|reverse host|reverse name|reverse lookup|reverse mapping|reverse entry|rdns|"
	 "fcrdns|ptr record|no ptr|valid ptr|ptr entry|missing ptr|"
	 "dns ptr|ptr resource",
		REPLY_ADDRESS, 0},
	{"dynamic|dialup|dial-up|residential*ip|address|range|host|line|pool|network",
		REPLY_ADDRESS, 0},
	{"your ip", REPLY_ADDRESS, 0},
	{"not allowed to connect|not permitted to connect|may not connect", REPLY_ADDRESS, 0},
	{"blacklist|in a black list|blackhole|blocklist|on our block list|listed at|listed "
	 "by|listed in|listed on|dnsbl|rbl|spamhaus|"
	 "spamcop|barracudacentral|sorbs|uceprotect|abuseat|spamrats",
		REPLY_ADDRESS, 0},
	{"reputation|user complaints|[tss|banned sender[|banned sending", REPLY_ADDRESS, 0},
	{"host not found", REPLY_HELO, 0},

	{"client certificate|ssl certificate|tls certificate", REPLY_CERTIFICATE, 0},
	{"certificate*required|presented|needed|missing", REPLY_CERTIFICATE, 0},

	/* First encryption. */
	{"starttls|non-secure|insecure connection|unencrypted|secure connection", REPLY_NEEDS_TLS,
		MAIL_STEPS | LOGIN_STEP},
	{"tls|ssl|encryption|encrypted*required|needed|necessary|mandatory|first|must|before",
		REPLY_NEEDS_TLS, MAIL_STEPS | LOGIN_STEP},
	{"must|require|requires|need|needs|please|only*tls|ssl|encryption|encrypted",
		REPLY_NEEDS_TLS, MAIL_STEPS | LOGIN_STEP},

	/* What the login takes. */
	{"application-specific|application specific|app-specific|app specific|app "
	 "password|app-password|"
	 "application password|client password|client authorization password|device password|"
	 "third-party password",
		REPLY_APP_PASSWORD, LOGIN_STEP},
	{"authorization code|authorisation code|authorized code|authorised code|auth code",
		REPLY_APP_PASSWORD, LOGIN_STEP},
	{"web browser|your browser|web login|webmail first", REPLY_BROWSER, LOGIN_STEP},
	{"basic auth*disabled|is not|no longer|not supported", REPLY_OAUTH, LOGIN_STEP},
	{"oauth*required|only|must|instead", REPLY_OAUTH, LOGIN_STEP},
	{"use oauth|requires oauth|only oauth|must use oauth", REPLY_OAUTH, LOGIN_STEP},
	{"server token|smtp token|api token|api key|authorization grant", REPLY_WRONG, LOGIN_STEP},
	{"access token|bearer token|oauth token", REPLY_TOKEN, LOGIN_STEP},
	{"token*expire|invalid|revoked|scope|not valid|malformed|not accepted", REPLY_TOKEN,
		LOGIN_STEP},
	{"expired|invalid|revoked*token", REPLY_TOKEN, LOGIN_STEP},
	{"too weak", REPLY_MECHANISM, LOGIN_STEP},
	{"mechanism|auth method|authentication method|login method|auth type|authentication "
	 "type*not|"
	 "unsupported|unknown|unrecognized|unrecognised|disabled|invalid",
		REPLY_MECHANISM, LOGIN_STEP},
	{"unsupported|unrecognized|unrecognised|unknown|invalid*mechanism|auth method|"
	 "authentication method|login method|auth type|authentication type",
		REPLY_MECHANISM, LOGIN_STEP},
	{"incorrect password|wrong password|bad password|invalid password|password is incorrect|"
	 "password is wrong|password incorrect|credentials were incorrect",
		REPLY_WRONG, LOGIN_STEP},

	/* The state of the account. */
	{"tried to reach", REPLY_RECIPIENT, 0},
	{"not yet activated|not been activated yet|please activate|activate your", REPLY_INACTIVE,
		0},
	{"your account|your smtp account*" NOT_READY, REPLY_INACTIVE, 0},
	{"account*" NOT_READY, REPLY_INACTIVE, ACCOUNT_STEPS},
	{"not activated|not been activated", REPLY_INACTIVE, ACCOUNT_STEPS},
	{"free account|trial account|test account|test purposes|sandbox|authorized recipients|"
	 "authorised recipients",
		REPLY_INACTIVE, 0},
	{"your account*" OFF, REPLY_DISABLED, 0},
	{"account*" OFF, REPLY_DISABLED, ACCOUNT_STEPS},
	{"account|mailbox*closed|abnormal|terminated", REPLY_DISABLED, LOGIN_STEP},
	{"password|credential*expired|must be changed|has to be changed|reset required",
		REPLY_DISABLED, LOGIN_STEP},
	{"change your password|reset your password", REPLY_DISABLED, LOGIN_STEP},
	{"user|mailbox|login|access|service|smtp|authentication|subscription|license|licence*" OFF,
		REPLY_DISABLED, LOGIN_STEP},
	{"disabled|suspended|blocked|deactivated|inactive*user|account|mailbox|login",
		REPLY_DISABLED, LOGIN_STEP},
	{"access rights|not enabled|not allowed to use|not permitted to use|no permission|not open",
		REPLY_DISABLED, LOGIN_STEP},
	{"not authorized to perform|unusual sending activity|sending paused|sending is "
	 "paused|sending has been paused",
		REPLY_DISABLED, MAIL_STEPS},

	/* What it has sent already. */
	{"exceeded|exceeds|reached|maximum*max emails|max defers|sending limit|sending "
	 "quota|sending rate|daily|"
	 "hourly|monthly",
		REPLY_CREDITS, MAIL_STEPS},
	{"sending limit|sending quota|daily|hourly|monthly*exceeded|reached", REPLY_CREDITS,
		MAIL_STEPS},
	{"credits exceeded|out of credits|no credits", REPLY_CREDITS, MAIL_STEPS},

	/* The server. */
	{"login|logins|authentication*limit|frequency|minutes", REPLY_LOCK_OUT, LOGIN_STEP},
	{"credits exceeded", REPLY_CREDITS, LOGIN_STEP},
	{"quota*exceeded", REPLY_CREDITS, LOGIN_STEP},
	{"connection lost|lost connection|busy|temporar|try again later|try later|at this time|"
	 "internal error|internal server error|overload|maintenance|insufficient system",
		REPLY_TROUBLE, 0},
	{"backend|database|ldap|radius|directory|sql*error|unavailable|not available|not reachable|"
	 "not responding|down|timeout|timed|lost|unreachable|refused",
		REPLY_TROUBLE, LOGIN_STEP},
	{"error*backend|database|ldap|radius|directory|sql", REPLY_TROUBLE, LOGIN_STEP},
	{"server|service|system*unreachable|unavailable|not available|not responding|is "
	 "down|offline|"
	 "not reachable",
		REPLY_TROUBLE, LOGIN_STEP},
	{"unable to|cannot|could not|can't|failed to*contact|connect|reach", REPLY_TROUBLE,
		LOGIN_STEP},
	{"internal authentication|to authentication server|timed out|timeout|minutes",
		REPLY_TROUBLE, LOGIN_STEP},

	/* What has to come first. */
	{"unauthenticated|anonymous|not authenticated", REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"check for new mail|check your mail|check your new mail|pop before|fetch your mail",
		REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"authentication|smtp auth|auth |login*required|is needed|needed|necessary|mandatory",
		REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"must|need to|please|have to*authenticate|log in|login", REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"must be authenticated|without authentication|requires authentication|"
	 "require authentication|authenticate first",
		REPLY_NEEDS_LOGIN, MAIL_STEPS},

	/* The sender. */
	{"to send*to this|to the recipient", REPLY_RECIPIENT, STEPS(STEP_RECIPIENT)},
	{"address is not verified|address not verified", REPLY_UNVERIFIED, MAIL_STEPS},
	{"sendasdenied|disallowed as|not one of your|to send as|only send from|not an alias",
		REPLY_NOT_OWN, MAIL_STEPS},
	{"not allowed to send|not authorized to send|not authorised to send|not permitted to send|"
	 "not configured to send|not configured for sending",
		REPLY_NOT_OWN, MAIL_STEPS},
	{"sender|sending address|from address|from-address|mail from|mailfrom|from header|"
	 "from: header|from domain|from-domain|sending from|'from'*" NOT_YOURS,
		REPLY_NOT_OWN, MAIL_STEPS},
	{"not allowed|not authorized|not authorised|not permitted|may not|cannot|denied*from "
	 "address|"
	 "this from|this sender|send as|on behalf|sender address|from header",
		REPLY_NOT_OWN, MAIL_STEPS},
	{"sender signature|sender identity|verified sender|verified domain|sending domain",
		REPLY_NOT_OWN, MAIL_STEPS},
	{"sender domain|your domain*" NOT_YOURS, REPLY_NOT_OWN, MAIL_STEPS},
	{"domain*not verified|not registered|not configured", REPLY_NOT_OWN, DATA_STEPS},

	/* The login, in words that may also stand beside the sender's. */
	{"log in|login|sign in|logon|authenticat*first|before", REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"log in to|sign in to*send", REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"please|turn on|enable|without|require|requires*authenticat|smtp auth|log in|sign in",
		REPLY_NEEDS_LOGIN, MAIL_STEPS},

	/* The recipient, and what is too large. */
	{"relay access|relaying|relay not|to relay|not relay|no relay|rcpthosts", REPLY_RELAY,
		MAIL_STEPS},
	{"access denied", REPLY_NEEDS_LOGIN, MAIL_STEPS},
	{"size|too large|too big|too much", REPLY_TOO_LARGE, DATA_STEPS},
};
/* clang-format on */

const size_t reply_rule_count = sizeof(reply_rules) / sizeof(reply_rules[0]);
