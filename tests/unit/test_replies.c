/*
 * Refusals as servers, providers and filters write them -> verdict. A login was made where the step
 * has no minus; "t" stands for an access token.
 */
#include "fixture.h"
#include "reply_words.h"

#include "model/diagnose.h"

static const struct {
	const char *id, *at;
	int code;
	const char *enhanced, *text;
} replies[] = {
	{"account.inactive", "M", 502, "5.7.0",
		"Your SMTP account is not yet activated. Contact us to request activation"},
	{"account.inactive", "M", 550, "5.7.1", "Account is not activated"},
	{"account.inactive", "D", 554, "5.7.1", "Your account is not approved for sending"},
	{"account.inactive", "A", 535, "5.7.0", "Account pending verification"},
	{"account.inactive", "M", 550, "5.7.1", "The account has not been confirmed yet"},
	{"account.inactive", "D", 450, "4.7.1", "Your trial account cannot send to this address"},
	{"account.inactive", "M", 550, NULL, "Account blocked for sending"},
	{"account.inactive", "A", 502, "5.7.0", "Your SMTP account is not yet activated"},
	{"account.inactive", "A", 535, NULL, "Your account is under review"},
	{"account.inactive", "A", 550, "5.7.1", "Please verify your account: not yet activated"},
	{"account.inactive", "M", 550, "5.7.1", "Your account is suspended"},
	{"account.inactive", "D", 554, NULL, "Your account has been disabled for sending"},
	{"account.inactive", "M", 550, NULL,
		"Domain sandbox123.mailgun.org is not allowed to send: Free accounts are for test "
		"purposes only"},
	{"auth.app_password", "A", 534, "5.7.9",
		"Application-specific password required. Learn more at "
		"https://support.example.com"},
	{"auth.app_password", "A", 535, "5.7.8",
		"Error: authentication failed: Invalid user or password! Please use app password"},
	{"auth.app_password", "A", 535, "5.7.0", "(#AUTH005) Too many bad auth attempts."},
	{"auth.app_password", "A", 535, NULL,
		"Login Fail. Please enter your authorization code to login. More information in "
		"https://service.mail.qq.com"},
	{"auth.app_password", "A", 526, NULL, "Authentication failure[0] use the client password"},
	{"auth.app_password", "A", 535, "5.7.9", "Please log in with your app password"},
	{"auth.app_password", "A", 535, "5.7.8", "This account needs an app-specific password"},
	{"auth.app_password", "A", 535, "5.7.8", "You must generate an application password"},
	{"auth.disabled", "A", 535, "5.7.8", "Account has been disabled by the administrator"},
	{"auth.disabled", "A", 535, "5.7.139",
		"Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. "
		"Visit https://aka.ms/smtp_auth_disabled"},
	{"auth.disabled", "A", 535, "5.7.8",
		"Error: authentication failed: This user doesn't have access rights to this "
		"service"},
	{"auth.disabled", "A", 535, "5.7.1", "Your mailbox is locked, please contact support"},
	{"auth.disabled", "A", 535, "5.7.8", "Sorry, your account is expired"},
	{"auth.disabled", "A", 535, NULL, "Mailbox over quota is suspended"},
	{"auth.disabled", "A", 550, "5.7.1", "User has been deactivated"},
	{"auth.disabled", "A", 535, NULL, "SMTP AUTH is disabled for this mailbox"},
	{"auth.disabled", "A", 535, "5.7.8", "Your subscription has expired"},
	{"auth.disabled", "At", 535, "5.7.139",
		"Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant"},
	{"auth.disabled", "A", 535, "5.7.1", "Mailbox suspended"},
	{"auth.disabled", "A", 535, "5.7.8", "User is disabled"},
	{"auth.disabled", "A", 554, "5.7.1", "Login disabled"},
	{"auth.disabled", "A", 535, "5.7.8", "The account is locked. Contact your administrator"},
	{"auth.disabled", "A", 535, "5.7.8", "Access to SMTP has been disabled for your plan"},
	{"auth.disabled", "A", 535, "5.7.1", "You are not allowed to use SMTP"},
	{"auth.disabled", "A", 550, "5.7.1", "This user is not allowed to send mail through SMTP"},
	{"auth.disabled", "A", 535, "5.7.8", "Sending is not enabled for this user"},
	{"auth.disabled", "A", 535, "5.7.8", "Your password has to be changed first"},
	{"auth.disabled", "A", 535, "5.7.139",
		"Authentication unsuccessful, the request did not meet the criteria to be "
		"authenticated successfully. Contact your administrator."},
	{"auth.no_shared_method", "A", 504, "5.7.4", "Unrecognized authentication type"},
	{"auth.no_shared_method", "A", 535, "5.7.8",
		"Error: authentication mechanism not supported"},
	{"auth.no_shared_method", "A", 534, "5.7.9", "Authentication mechanism is too weak"},
	{"auth.no_shared_method", "A", 535, "5.7.8", "LOGIN method is not supported"},
	{"auth.no_shared_method", "A", 535, "5.5.4", "Mechanism disabled"},
	{"auth.no_shared_method", "A", 504, "5.5.4", "Command parameter not implemented"},
	{"auth.oauth_required", "A", 535, "5.7.139",
		"Authentication unsuccessful, basic authentication is disabled"},
	{"auth.oauth_required", "A", 535, "5.7.8", "OAuth2 is required for this account"},
	{"auth.oauth_required", "A", 535, "5.7.8", "Please use OAuth 2 instead of a password"},
	{"auth.oauth_required", "A", 535, "5.7.8",
		"Password authentication is no longer supported, use OAuth"},
	{"auth.rejected", "A", 535, "5.7.8", "Error: authentication failed: UGFzc3dvcmQ6"},
	{"auth.rejected", "A", 535, NULL, "Incorrect authentication data"},
	{"auth.rejected", "A", 535, "5.7.8",
		"Username and Password not accepted. Learn more at "
		"https://support.example.com/mail/?p=BadCredentials"},
	{"auth.rejected", "A", 535, "5.7.3", "Authentication unsuccessful"},
	{"auth.rejected", "A", 535, NULL, "Authentication credentials invalid"},
	{"auth.rejected", "A", 535, "5.7.0", "Invalid login or password"},
	{"auth.rejected", "A", 535, "5.7.8",
		"PAM: User not known to the underlying authentication module"},
	{"auth.rejected", "A", 535, "5.7.8", "Client authentication failed: wrong password"},
	{"auth.rejected", "A", 535, "5.7.8", "Authentication failed (error code 5)"},
	{"auth.rejected", "A", 535, "5.7.1", "Login failed; connection closed"},
	{"auth.rejected", "A", 535, NULL, "authentication failed (#5.7.1)"},
	{"auth.rejected", "A", 535, "5.7.8", "LDAP: invalid credentials"},
	{"auth.rejected", "A", 535, NULL,
		"Error: authentication failed, system failure: wrong user name"},
	{"auth.rejected", "A", 550, "5.7.8",
		"Sign-in failed. Check your user name and your password"},
	{"auth.rejected", "A", 535, "5.7.8", "authentication failure"},
	{"auth.rejected", "A", 535, NULL, "Login incorrect"},
	{"auth.rejected", "A", 535, "5.7.8", "Bad username or password"},
	{"auth.rejected", "A", 535, "5.7.8", "Invalid credentials. Please check the password"},
	{"auth.rejected", "A", 535, NULL, "User name or password wrong"},
	{"auth.rejected", "A", 535, "5.7.8", "Access denied"},
	{"auth.rejected", "A", 550, NULL, "Invalid user"},
	{"auth.rejected", "A", 535, "5.7.8", "LOGIN authentication failed: authentication failure"},
	{"auth.rejected", "A", 535, NULL, "Not authorized"},
	{"auth.rejected", "A", 535, "5.7.8",
		"authentication failed, bad password for user me@example.org on server 5"},
	{"auth.temporary", "A", 535, "5.7.8", "Connection lost to authentication server"},
	{"auth.temporary", "A", 535, "5.7.0", "system busy"},
	{"auth.temporary", "A", 550, NULL, "too many authentication failures"},
	{"auth.temporary", "A", 535, "5.7.8", "Authentication backend not available"},
	{"auth.temporary", "A", 535, "5.7.8",
		"Error: authentication failed: Connection refused by LDAP server"},
	{"auth.temporary", "A", 535, "5.7.8", "Error: temporary lookup failure"},
	{"auth.temporary", "A", 535, "5.7.8", "Account locked for 30 minutes"},
	{"auth.temporary", "A", 535, NULL, "Too many bad auth attempts"},
	{"auth.temporary", "A", 535, "5.7.8", "You have exceeded the number of login attempts"},
	{"auth.temporary", "A", 535, NULL,
		"authentication is temporarily blocked for your IP because of many failures"},
	{"auth.temporary", "A", 535, "5.7.8", "internal authentication error"},
	{"auth.temporary", "A", 535, "5.7.8",
		"authentication failed: generic failure of the saslauthd socket: cannot connect to "
		"saslauthd server"},
	{"auth.temporary", "A", 554, "5.7.0", "Too many unauthenticated commands"},
	{"auth.temporary", "A", 535, "5.7.8", "Login attempts blocked, try again in an hour"},
	{"auth.temporary", "A", 535, "5.7.1",
		"Your account is temporarily suspended due to too many failed logins"},
	{"auth.temporary", "A", 535, "5.7.8", "User temporarily disabled"},
	{"auth.temporary", "A", 421, "4.7.0", "Too many login attempts, try again later"},
	{"auth.temporary", "A", 535, NULL, "Server error, please try again later"},
	{"auth.temporary", "A", 535, "5.7.0", "Authentication service temporarily unavailable"},
	{"auth.temporary", "A", 535, "5.3.0", "Cannot reach the password server"},
	{"auth.temporary", "A", 535, "5.7.8", "SQL backend timed out"},
	{"auth.temporary", "A", 538, NULL, "Max number of auth failures exceeded"},
	{"auth.temporary", "A", 571, NULL, "Rate limit reached for logins"},
	{"auth.token", "At", 535, "5.7.8", "Error: authentication failed: token has expired"},
	{"auth.token", "At", 535, "5.7.8", "Username and Password not accepted"},
	{"client.refused", "R", 550, "5.7.1",
		"Access denied - Invalid HELO name (See RFC2821 4.1.1.1)"},
	{"client.refused", "R", 504, "5.5.2",
		"<Styx>: Helo command rejected: need fully-qualified hostname"},
	{"client.refused", "R", 550, "5.7.1",
		"<localhost>: Helo command rejected: You are not localhost"},
	{"client.refused", "R", 554, "5.7.1", "<host>: Helo command rejected: Access denied"},
	{"client.refused", "M", 501, NULL, "Syntactically invalid HELO argument(s)"},
	{"client.refused", "E", 501, NULL, "Syntactically invalid EHLO argument(s)"},
	{"client.refused", "R-", 550, NULL,
		"Rejected because 192.0.2.7 is in a black list at zen.spamhaus.org"},
	{"client.refused", "R", 554, "5.7.1",
		"Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; "
		"https://www.spamhaus.org/query/ip/192.0.2.7"},
	{"client.refused", "M", 550, NULL,
		"SC-001 (BAY004-MC1F) Unfortunately, messages from 192.0.2.7 weren't sent. Please "
		"contact your Internet service provider since part of their network is on our "
		"block list."},
	{"client.refused", "G", 554, "5.7.1", "You are not allowed to connect from 192.0.2.7"},
	{"client.refused", "G", 421, "4.7.0",
		"mx.example.org Service not available, your IP address has been blocked"},
	{"client.refused", "G", 550, "5.7.1", "Your IP address 192.0.2.7 is blacklisted"},
	{"client.refused", "G", 554, NULL,
		"mx.gmx.net Nemesis ESMTP Service not available No SMTP service Bad DNS PTR "
		"resource record."},
	{"client.refused", "R", 450, "4.7.25",
		"Client host rejected: cannot find your hostname, [192.0.2.7]"},
	{"client.refused", "R", 550, "5.7.1", "Client does not have reverse DNS"},
	{"client.refused", "D", 550, "5.7.25",
		"[192.0.2.7] The IP address sending this message does not have a PTR record setup, "
		"or the corresponding forward DNS entry does not point to the sending IP."},
	{"client.refused", "M", 421, "4.7.0",
		"[IP: 192.0.2.7] Our system has detected an unusual rate of unsolicited mail "
		"originating from your IP address"},
	{"client.refused", "R", 554, "5.7.1", "Spam source, your host is listed in our database"},
	{"client.refused", "A", 535, "5.7.8",
		"Access denied from 192.0.2.7: your country is blocked"},
	{"client.refused", "A", 525, "5.7.13", "Unauthorized IP address"},
	{"client.refused", "A", 535, NULL, "Login from your network is not allowed"},
	{"client.refused", "A", 550, "5.7.1", "Your IP is not in the list of allowed addresses"},
	{"client.refused", "D-", 550, "5.7.1",
		"The IP you're using to send mail is not authorized to send email directly to our "
		"servers. Please use the SMTP relay at your service provider instead."},
	{"client.refused", "R-", 550, "5.7.1",
		"Direct connections from end users are not accepted; use your provider's outgoing "
		"server"},
	{"client.refused", "M-", 554, NULL, "Your ISP's SMTP server must be used"},
	{"client.refused", "A", 535, "5.7.8", "IP address not authorized"},
	{"client.refused", "A", 535, NULL, "Authentication not allowed from this IP"},
	{"client.refused", "A", 550, "5.7.1", "Host 192.0.2.7 is not allowed to log in"},
	{"client.refused", "A", 554, "5.7.1", "Client host blocked"},
	{"client.refused", "A", 535, "5.7.1", "Logins from this country are not permitted"},
	{"client.refused", "A", 535, NULL, "connection from a proxy is not allowed"},
	{"client.refused", "R", 554, "5.7.1",
		"Rejected: 192.0.2.7 listed at b.barracudacentral.org"},
	{"client.refused", "R", 550, "5.7.1",
		"Mail from 192.0.2.7 refused by blackhole site sbl.example.org"},
	{"client.refused", "R", 550, NULL, "Denied by policy: dynamic host"},
	{"client.refused", "R", 450, "4.7.1",
		"Client host rejected: cannot find your reverse hostname"},
	{"client.refused", "R", 550, "5.7.1", "No reverse DNS for your host"},
	{"client.refused", "G", 550, "5.7.1", "Connection refused: no PTR for 192.0.2.7"},
	{"client.refused", "G", 554, "5.7.1", "Bad reputation of your address"},
	{"client.refused", "G", 521, "5.7.1", "Service unavailable; client blocked"},
	{"client.refused", "M", 550, NULL, "EHLO name is not a valid host name"},
	{"client.refused", "R", 550, "5.7.1", "HELO name does not resolve"},
	{"client.refused", "R", 554, "5.7.1", "Your EHLO name is invalid, use a FQDN"},
	{"client.refused", "D", 550, NULL, "Bad HELO"},
	{"client.refused", "R", 550, NULL, "Sender's HELO is forged"},
	{"content.refused", "D", 554, "5.7.1", "Message contains spam or virus"},
	{"content.refused", "D", 550, "5.7.1",
		"This message has been blocked because it contains a banned attachment"},
	{"content.refused", "D", 550, "5.7.26",
		"Unauthenticated email from example.org is not accepted due to domain's DMARC "
		"policy"},
	{"content.refused", "D", 550, "5.7.1", "High probability of spam"},
	{"content.refused", "D", 552, "5.7.0",
		"This message was blocked because its content presents a potential security issue"},
	{"content.refused", "D", 554, "5.7.1", "Mail content denied"},
	{"content.temporary", "D", 451, "4.3.0", "Queue file write error"},
	{"content.too_large", "D", 552, "5.3.4", "Message too big for system"},
	{"envelope.needs_login", "M-", 550, NULL, "Authentication is required for relay"},
	{"envelope.needs_login", "M-", 550, "5.7.1", "Unauthenticated senders not allowed"},
	{"envelope.needs_login", "R-", 554, "5.7.1", "<a>: Client host rejected: Access denied"},
	{"envelope.needs_login", "M-", 530, "5.7.1", "Authentication required"},
	{"envelope.needs_login", "R-", 550, "5.7.1", "You must authenticate before sending mail"},
	{"envelope.needs_login", "R-", 550, NULL,
		"Please turn on SMTP Authentication in your mail client. host is not permitted to "
		"relay through this server without authentication."},
	{"envelope.needs_login", "M-", 530, "5.7.57",
		"SMTP; Client was not authenticated to send anonymous mail during MAIL FROM"},
	{"envelope.needs_login", "M-", 550, "5.7.1", "Authentication is mandatory"},
	{"envelope.needs_login", "R-", 553, "5.7.1", "Login required"},
	{"envelope.needs_login", "M-", 535, "5.7.0", "You need to log in first"},
	{"envelope.needs_login", "R-", 550, NULL, "SMTP AUTH required"},
	{"envelope.needs_login", "M-", 550, "5.7.1", "No anonymous mail"},
	{"envelope.needs_login", "M-", 503, "5.5.1", "Authenticate first"},
	{"envelope.needs_login", "M-", 550, NULL, "Log in to send mail"},
	{"envelope.needs_login", "M-", 554, "5.7.1", "You are not logged in"},
	{"envelope.needs_login", "D-", 550, "5.7.1",
		"Authentication needed to send to the outside"},
	{"envelope.needs_login", "M-", 530, NULL, "Access denied"},
	{"envelope.needs_login", "M-", 550, "5.7.1", "User must be authenticated"},
	{"envelope.needs_login", "R-", 550, NULL, "relay not permitted without authentication"},
	{"greeting.busy", "G", 421, "4.3.2", "Service not available, closing transmission channel"},
	{"greeting.busy", "G", 421, NULL,
		"Too many concurrent SMTP connections; please try again later"},
	{"greeting.rejected", "G", 554, NULL, "No SMTP service here"},
	{"recipient.refused", "R", 550, "5.1.1",
		"<a>: Recipient address rejected: User unknown in virtual mailbox table"},
	{"recipient.refused", "R", 550, "5.1.1",
		"The email account that you tried to reach does not exist"},
	{"recipient.refused", "R", 550, "5.7.1", "You are not authorized to send to this group"},
	{"recipient.refused", "R", 550, "5.2.1", "The mailbox is disabled"},
	{"recipient.refused", "R", 550, NULL, "Requested action not taken: mailbox unavailable"},
	{"recipient.refused", "R", 550, "5.1.10",
		"RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"},
	{"recipient.refused", "R", 550, "5.1.1",
		"User unknown; recipient's IP denied list applies"},
	{"recipient.refused", "R", 554, "5.7.1", "Recipient address rejected: blocked by policy"},
	{"recipient.relay_denied", "R-", 550, "5.7.1", "Unable to relay for friend@example.org"},
	{"recipient.relay_denied", "R", 554, "5.7.1", "<a@b.c>: Relay access denied"},
	{"recipient.relay_denied", "R-", 550, "5.7.54",
		"SMTP; Unable to relay recipient in non-accepted domain"},
	{"recipient.relay_denied", "R-", 553, NULL,
		"sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"},
	{"recipient.temporary", "R", 451, "4.7.1", "Greylisting in action, please come back later"},
	{"recipient.temporary", "R", 450, "4.2.0", "Recipient address rejected: Greylisted"},
	{"recipient.temporary", "R", 452, "4.2.2", "Mailbox full"},
	{"sender.not_allowed", "D", 550, "5.7.1",
		"The 'From' address you supplied (a@b.c) is not a Sender Signature on your "
		"account. Please add and confirm this address"},
	{"sender.not_allowed", "D", 550, "5.7.0", "From address is not one of your addresses"},
	{"sender.not_allowed", "D", 550, NULL, "Unconfigured Sending Domain <example.org>"},
	{"sender.not_allowed", "D", 550, NULL,
		"The from address does not match a verified Sender Identity. Mail cannot be sent "
		"until this error is resolved."},
	{"sender.not_allowed", "R", 550, "5.7.60",
		"SMTP; Client does not have permissions to send as this sender"},
	{"sender.not_allowed", "M", 553, "5.7.1",
		"Sender address rejected: not owned by user a@b.c"},
	{"sender.not_allowed", "M", 553, NULL, "Mail from must equal authorized user"},
	{"sender.not_allowed", "M", 501, "5.7.1",
		"Mail from address must be same as authorization user."},
	{"sender.not_allowed", "M", 550, "5.1.0",
		"Sender not permitted: use the address of your login"},
	{"sender.not_allowed", "D", 554, "5.7.1", "You are not allowed to send from this address"},
	{"sender.not_allowed", "D", 550, "5.7.1",
		"Domain example.org is not verified for this account"},
	{"sender.not_allowed", "M", 550, "5.7.1", "Your From domain is not authorized"},
	{"sender.not_allowed", "D", 554, NULL, "Sending address not accepted for this account"},
	{"sender.not_allowed", "M", 550, "5.7.1", "<a@b.c>: sender not allowed for this user"},
	{"sender.not_allowed", "M", 550, NULL, "You can only send from addresses of your account"},
	{"sender.not_allowed", "D", 550, "5.7.1",
		"The sender address is not verified in your account"},
	{"sender.not_allowed", "D", 550, "5.7.1", "From: header does not match the login"},
	{"sender.not_allowed", "M", 550, "5.1.0",
		"Address rejected, it is not an alias of your mailbox"},
	{"sender.not_allowed", "D", 550, "5.7.1", "Sender domain not verified"},
	{"sender.not_allowed", "M", 550, NULL, "Sender address must be in your verified domains"},
	{"sender.not_allowed", "M", 550, "5.7.1",
		"Sending from domain example.org is not permitted"},
	{"sender.refused", "M", 550, "5.1.8", "Sender domain does not exist"},
	{"sender.refused", "R", 550, "5.7.1",
		"192.0.2.7 is not allowed to send mail from example.org. Please see "
		"http://www.openspf.net/Why"},
	{"sender.refused", "R", 554, "5.7.1", "Sender domain is on our blocklist"},
	{"sender.temporary", "R", 450, "4.1.8", "<a>: Sender address rejected: Domain not found"},
	{"recipient.refused", "R", 550, "5.1.1",
		"friend@example.org not listed in Domino Directory"},
	{"recipient.refused", "R", 550, "5.1.1", "User is not listed on this server"},
	{"recipient.refused", "R", 550, NULL, "No such mailbox here"},
	{"recipient.refused", "R", 550, "5.2.1", "This account is not active"},
	{"recipient.refused", "R", 550, "5.1.1",
		"Mailbox not found; your request was logged with your host name"},
	{"recipient.refused", "R", 550, "5.4.1",
		"Recipient address rejected: Access denied. AS(201806281)"},
	{"recipient.refused", "R", 550, "5.7.1",
		"Recipient not authorized, your mail was rejected"},
	{"recipient.refused", "R", 553, "5.3.0", "Addressee unknown, relay=[192.0.2.7]"},
	{"recipient.temporary", "R", 451, "4.3.0", "Temporary lookup failure"},
	{"recipient.temporary", "R", 451, "4.7.1", "Please try again later"},
	{"recipient.temporary", "R", 450, "4.1.1", "Recipient unverified: unverified address"},
	{"recipient.temporary", "R", 452, "4.5.3", "Too many recipients"},
	{"sender.temporary", "M", 451, "4.3.2", "System busy"},
	{"sender.temporary", "M", 452, "4.3.1", "Insufficient system storage"},
	{"sender.refused", "M", 553, "5.1.7", "The sender address is not a valid address"},
	{"content.refused", "D", 554, "5.6.0", "Message has no From header, rejected"},
	{"content.refused", "D", 550, "5.7.1", "Rejected by content filter: viagra"},
	{"content.refused", "D", 554, "5.7.1", "Too many hops in header"},
	{"content.temporary", "D", 451, "4.7.1", "Message deferred, spam filter is busy"},
	{"auth.rejected", "A", 535, "5.7.8",
		"Authentication failed. Please check your SSL settings and your password"},
	{"auth.rejected", "A", 535, "5.7.8",
		"Access denied: authentication failed, unknown user or password"},
	{"auth.rejected", "A", 535, "5.7.0", "authentication rejected"},
	{"auth.rejected", "A", 535, "5.7.8", "Error: authentication failed: no mechanism"},
	{"auth.rejected", "A", 535, "5.7.8", "Username or password is not valid for this service"},
	{"auth.rejected", "A", 535, "5.7.8", "Credentials rejected by the server"},
	{"auth.rejected", "A", 535, NULL, "2FA code wrong or password invalid"},
	{"auth.rejected", "A", 535, "5.7.8",
		"Error: authentication failed: authentication failure"},
	{"auth.rejected", "A", 535, "5.7.3",
		"Authentication unsuccessful [AM0PR01CA0093.eurprd01.prod.exchangelabs.com]"},
	{"auth.oauth_required", "A", 535, "5.7.139",
		"Authentication unsuccessful, basic authentication is disabled. "
		"[BN9PR03CA0123.namprd03.prod.outlook.com]"},
	{"auth.disabled", "A", 535, "5.7.139",
		"Authentication unsuccessful, SmtpClientAuthentication is disabled for the "
		"Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information."},
	{"auth.disabled", "A", 535, "5.7.139",
		"Authentication unsuccessful, user is locked by your organization's security "
		"defaults policy. Contact your administrator."},
	{"auth.rejected", "A", 535, "5.7.139",
		"Authentication unsuccessful, the user credentials were incorrect."},
	{"auth.rejected", "A", 535, NULL, "5.7.0 Error: authentication failed"},
	{"auth.rejected", "A", 535, NULL, "Authentication failed: Bad username / password"},
	{"auth.rejected", "A", 535, NULL, "#5.7.0 Authentication failed"},
	{"auth.rejected", "A", 535, "5.7.8", "Sorry."},
	{"auth.rejected", "A", 535, NULL, "Error: authentication failed: bad protocol / cancel"},
	{"auth.app_password", "A", 534, "5.7.9",
		"Please log in via your web browser and then try again. Learn more at "
		"https://support.google.com/mail/answer/78754"},
	{"auth.app_password", "A", 535, NULL,
		"Error: authentication failed, please use the authorization code instead of "
		"password"},
	{"auth.app_password", "A", 535, "5.7.8",
		"Error: authentication failed: NEOBHODIM parol prilozheniya "
		"https://help.mail.ru/mail/security/protection/external Application password is "
		"REQUIRED"},
	{"auth.app_password", "A", 535, "5.7.0",
		"Zugang nicht aktiviert. app-specific password required"},
	{"auth.app_password", "A", 550, NULL,
		"User has no permission: please use client authorization password"},
	{"auth.disabled", "A", 550, NULL, "User has no permission"},
	{"auth.disabled", "A", 535, "5.7.8",
		"Error: authentication failed: POP3/IMAP/SMTP access is disabled. Enable it in the "
		"settings of your mailbox"},
	{"auth.disabled", "A", 535, NULL, "Authorization failed: POP3/SMTP service is not open"},
	{"auth.disabled", "A", 535, "5.7.1",
		"Your account has been blocked. Please contact support"},
	{"auth.disabled", "A", 535, "5.7.0",
		"Mail access for this account is blocked by administrator"},
	{"auth.disabled", "A", 554, "5.7.1",
		"Access for this user has been suspended for non-payment"},
	{"auth.temporary", "A", 454, "4.7.0",
		"Temporary authentication failure: Connection lost to authentication server"},
	{"auth.temporary", "A", 421, "4.7.0", "Temporary System Problem. Try again later. - gsmtp"},
	{"auth.temporary", "A", 454, "4.7.0",
		"Too many login attempts, please try again later. - gsmtp"},
	{"auth.temporary", "A", 421, "4.4.2", "Error: timeout exceeded while authenticating"},
	{"auth.temporary", "A", 432, "4.3.2",
		"Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending "
		"for more information."},
	{"auth.temporary", "A", 535, "5.7.0",
		"Too many failed login attempts. Please wait 15 minutes"},
	{"auth.temporary", "A", 550, NULL,
		"Your IP has been temporarily banned after too many failed logins"},
	{"auth.temporary", "A", 535, "5.7.0", "authentication failed: backend error"},
	{"auth.temporary", "A", 451, "4.3.0", "Internal server error"},
	{"auth.no_shared_method", "A", 504, NULL, "AUTH mechanism unsupported"},
	{"auth.no_shared_method", "A", 504, "5.5.4", "Unrecognized authentication type."},
	{"auth.no_shared_method", "A", 535, NULL, "authentication type not supported"},
	{"auth.no_shared_method", "A", 504, "5.7.0", "CRAM-MD5 is disabled"},
	{"client.refused", "A", 535, NULL, "Authentication not allowed from your IP address"},
	{"client.refused", "A", 550, "5.7.1", "Your IP address is not whitelisted for this relay"},
	{"client.refused", "M", 554, "5.7.1",
		"Client host rejected: 192.0.2.7 is not in the list of permitted hosts"},
	{"client.refused", "R", 554, "5.7.1",
		"Service unavailable; Client host [192.0.2.7] blocked by bl.spamcop.net; Blocked - "
		"see https://www.spamcop.net/bl.shtml?192.0.2.7"},
	{"client.refused", "R", 550, "5.7.606",
		"Access denied, banned sending IP [192.0.2.7]. To request removal from this list "
		"please visit https://sender.office.com/"},
	{"client.refused", "R", 550, "5.7.511",
		"Access denied, banned sender[192.0.2.7]. To request removal from this list please "
		"forward this message to delist@messaging.microsoft.com."},
	{"client.refused", "R", 450, "4.7.1",
		"Client host rejected: cannot find your reverse hostname, [192.0.2.7]"},
	{"client.refused", "M", 554, "5.7.1", "[H1] Connection denied: host on RBL list"},
	{"greeting.rejected", "G", 554, NULL, "5.7.1 - Connection refused. IPADDR=192.0.2.7"},
	{"client.refused", "G", 554, NULL, "IMTA-554 host 192.0.2.7 refused, blacklisted"},
	{"client.refused", "G", 420, NULL, "Our services are not available for your IP 192.0.2.7"},
	{"client.refused", "G", 550, NULL, "RBL restriction: 192.0.2.7 listed in zen.spamhaus.org"},
	{"client.refused", "R", 550, "5.7.1", "Fix reverse DNS for 192.0.2.7"},
	{"client.refused", "R", 550, "5.7.1", "reverse DNS lookup failed for 192.0.2.7"},
	{"client.refused", "R", 501, "5.5.4", "Invalid domain name in EHLO"},
	{"client.refused", "R", 450, "4.7.1", "<vm>: Helo command rejected: Host not found"},
	{"client.refused", "M", 550, "5.7.1", "EHLO/HELO hostname vm is not a FQDN"},
	{"envelope.needs_login", "R-", 550, "5.7.1",
		"Relaying denied. Proper authentication required."},
	{"envelope.needs_login", "R-", 454, "4.7.1",
		"<a@b.c>: Relay access denied, please login first"},
	{"envelope.needs_login", "M-", 530, "5.7.0",
		"Authentication Required. For more information, go to "
		"https://support.google.com/accounts/troubleshooter/2402620 - gsmtp"},
	{"envelope.needs_login", "R-", 550, NULL,
		"You must check for new mail before sending mail"},
	{"envelope.needs_login", "R-", 550, NULL, "SMTP authentication is required."},
	{"envelope.needs_login", "R-", 553, NULL, "authentication is required,smtp8,D8CowAB"},
	{"envelope.needs_login", "M-", 550, "5.7.60", "SMTP; Client was not authenticated"},
	{"sender.not_allowed", "M", 553, "5.7.1",
		"<a@b.c>: Sender address rejected: not owned by user me"},
	{"sender.not_allowed", "D", 554, "5.2.252",
		"SendAsDenied; me@b.c not allowed to send as a@b.c; "
		"STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied"},
	{"sender.not_allowed", "D", 554, NULL,
		"Message rejected: Email address is not verified. The following identities failed "
		"the check in region US-EAST-1: a@b.c"},
	{"sender.not_allowed", "M", 553, NULL, "Relaying disallowed as a@b.c"},
	{"sender.not_allowed", "M", 550, "5.7.1",
		"Sender a@b.c is not allowed to use this account"},
	{"sender.not_allowed", "D", 550, NULL, "Sender address is not allowed."},
	{"sender.not_allowed", "M", 501, NULL,
		"mail from address must be same as authorization user"},
	{"sender.not_allowed", "M", 553, NULL, "You are not allowed to send mail from: a@b.c"},
	{"sender.not_allowed", "M", 550, NULL,
		"Sender address is not allowed: the mail domain b.c is not registered for you"},
	{"sender.not_allowed", "D", 571, NULL,
		"From-address does not belong to the authenticated user"},
	{"sender.not_allowed", "M", 440, NULL,
		"mail from account doesn't conform with authentication"},
	{"sender.not_allowed", "D", 450, NULL, "The MailFrom domain is not verified"},
	{"sender.refused", "M", 553, "5.1.8",
		"<a@b.c>... Domain of sender address a@b.c does not exist"},
	{"sender.refused", "R", 550, "5.1.8", "<a@b.c>: Sender address rejected: Domain not found"},
	{"sender.refused", "R", 550, "5.7.23",
		"<x@y.z>: Recipient address rejected: Message rejected due to: SPF fail - not "
		"authorized. Please see http://www.openspf.net/Why?s=mfrom;id=a@b.c"},
	{"sender.refused", "M", 550, "5.1.0", "<a@b.c> sender rejected"},
	{"sender.temporary", "M", 550, "5.4.6",
		"Your account has exceeded its sending limit. Please try after some time"},
	{"account.inactive", "D", 554, NULL,
		"Transaction failed: Your account is in the sandbox; only verified recipients"},
	{"sender.temporary", "D", 550, NULL, "Maximum credits exceeded"},
	{"account.inactive", "D", 554, NULL,
		"Sending paused for this account. For more information, please check the inbox of "
		"the email address associated with your AWS account."},
	{"auth.temporary", "A", 451, NULL, "Authentication failed: Maximum credits exceeded"},
	{"account.inactive", "D", 421, "4.7.0",
		"Your account is not yet active; mail will be accepted once it is approved"},
	{"recipient.refused", "R", 550, "5.1.1", "<x@y.z> User doesn't exist: x@y.z"},
	{"recipient.refused", "R", 550, NULL,
		"5.1.1 The email account that you tried to reach does not exist. Please try "
		"double-checking the recipient's email address for typos or unnecessary spaces."},
	{"recipient.refused", "R", 554, "5.7.1",
		"<x@y.z>: Recipient address rejected: Access denied"},
	{"recipient.refused", "R", 511, "5.1.1", "unknown address or alias: x@y.z"},
	{"recipient.refused", "R", 550, "5.2.1",
		"The email account that you tried to reach is inactive"},
	{"recipient.refused", "R", 552, "5.2.2", "The recipient's inbox is out of storage space"},
	{"recipient.temporary", "R", 450, "4.2.1",
		"The user you are trying to contact is receiving mail at a rate that prevents "
		"additional messages from being delivered"},
	{"recipient.temporary", "R", 451, "4.7.1",
		"Greylisted for 300 seconds (see http://kb.example.org/greylisting)"},
	{"recipient.temporary", "R", 450, "4.7.0",
		"Greylisting enforced, try again in 5 minutes, 192.0.2.7"},
	{"recipient.temporary", "R", 421, NULL,
		"RP-001 (SNT004-MC1F14) Unfortunately, some messages from 192.0.2.7 weren't sent. "
		"Please try again. We have limits for how many messages can be sent per hour and "
		"per day."},
	{"recipient.relay_denied", "R", 550, "5.7.1", "Relaying denied"},
	{"recipient.relay_denied", "R", 550, NULL, "relay not permitted"},
	{"recipient.relay_denied", "R", 550, "5.7.1",
		"Relaying denied. Proper authentication required."},
	{"envelope.needs_login", "R-", 553, "5.7.1",
		"<a@b.c>: Sender address rejected: not logged in"},
	{"account.inactive", "D", 550, "5.4.6",
		"Unusual sending activity detected. Please try after sometime"},
	{"sender.temporary", "D", 550, "5.4.5", "Daily user sending limit exceeded"},
	{"sender.temporary", "D", 550, "5.4.5",
		"Daily sending quota exceeded. For more information on message sending limits go "
		"to the help"},
	{"sender.temporary", "M", 454, NULL, "Throttling failure: Daily message quota exceeded."},
	{"sender.temporary", "D", 454, NULL, "Throttling failure: Maximum sending rate exceeded."},
	{"sender.temporary", "R", 452, "4.5.3",
		"You have reached your hourly limit of 100 messages"},
	{"sender.temporary", "R", 550, NULL,
		"Domain b.c has exceeded the max emails per hour (100/100 (100%)) allowed. Message "
		"discarded."},
	{"recipient.refused", "R", 552, "5.2.2", "Mailbox over quota, the daily summary was sent"},
	{"recipient.relay_denied", "R", 550, NULL, "we do not relay <x@y.z>"},
	{"recipient.relay_denied", "R", 554, "5.7.1", "<x@y.z>: Relay access denied"},
	{"content.refused", "D", 554, "5.7.1",
		"The message was rejected because it contains prohibited virus or spam content"},
	{"content.refused", "D", 550, "5.7.1",
		"[CS] Message blocked. Please visit https://postmaster.example for more "
		"information"},
	{"content.refused", "D", 554, NULL,
		"DT:SPM 163 smtp8,D8CowAB please see http://mail.163.com/help/help_spam_16.htm"},
	{"content.refused", "D", 550, "5.7.509",
		"Access denied, sending domain b.c does not pass DMARC verification and has a "
		"DMARC policy of reject."},
	{"content.refused", "D", 554, "5.7.9",
		"Message not accepted for policy reasons. See "
		"https://postmaster.yahooinc.com/error-codes"},
	{"client.refused", "D", 421, "4.7.0",
		"[TSS04] Messages from 192.0.2.7 temporarily deferred due to unexpected volume or "
		"user complaints - 4.16.55.1"},
	{"content.temporary", "D", 452, "4.3.1", "Out of memory"},
	{"content.too_large", "D", 552, "5.2.3",
		"Your message exceeded Google's message size limits"},
	{"greeting.busy", "G", 421, "4.7.0", "Connection rate limit exceeded"},
	{"greeting.busy", "G", 421, NULL, "Too many connections from 192.0.2.7"},
	{"greeting.busy", "G", 451, NULL, "Server overloaded, try later"},
	{"greeting.busy", "G", 421, NULL, "mx.example.org closing connection: load too high"},
	{"sender.temporary", "M", 421, "4.3.0", "failed to connect to relay"},
	{"sender.temporary", "M", 451, "4.7.1", "Service unavailable - try again later"},
	{"sender.temporary", "M", 450, "4.7.1", "Error: too much mail from 192.0.2.7"},
	{"sender.temporary", "M", 452, "4.4.5", "Insufficient disk space; try again later"},
	{"auth.rejected", "A", 535, "5.7.8", "Error: authentication failed: (reason unavailable)"},
	{"auth.oauth_required", "A", 550, "5.7.30",
		"Basic authentication is not supported for Client Submission."},
	{"auth.oauth_required", "A", 535, "5.7.3",
		"Authentication unsuccessful: basic authentication is not supported"},
	{"envelope.needs_login", "M-", 530, "5.7.57",
		"Client not authenticated to send mail. [DB8PR04CA0012.eurprd04.prod.outlook.com]"},
	{"recipient.relay_denied", "R-", 550, "5.7.64",
		"TenantAttribution; Relay Access Denied "
		"[BN3NAM04FT005.eop-NAM04.prod.protection.outlook.com]"},
	{"envelope.needs_login", "R-", 554, "5.7.1",
		"<unknown[192.0.2.7]>: Client host rejected: Access denied"},
	{"auth.rejected", "A", 535, NULL, "(#MBR1212) Incorrect username or password entered"},
	{"auth.rejected", "A", 535, NULL,
		"Authentication failed: The provided authorization grant is invalid, expired, or "
		"revoked"},
	{"auth.rejected", "A", 535, "5.7.8", "The Server token is invalid"},
	{"auth.rejected", "A", 535, "5.7.8",
		"Error: authentication failed: Invalid username or SMTP token"},
	{"auth.app_password", "A", 535, "5.7.0",
		"Incorrect username or password; Please use an app password, not your account "
		"password."},
	{"account.inactive", "D", 554, NULL,
		"Access denied: User `arn:aws:iam::1:user/ses' is not authorized to perform "
		"`ses:SendRawEmail' on resource `arn:aws:ses:eu-west-1:1:identity/b.c'"},
	{"sender.not_allowed", "M", 550, NULL,
		"Requested action not taken: mailbox unavailable Sender address is not allowed."},
	{"sender.not_allowed", "M", 501, "5.5.4", "You are not allowed to send from this address."},
	{"auth.rejected", "A", 535, NULL,
		"Authentication failed. Restarting authentication process."},
	{"sender.not_allowed", "M", 550, NULL, "Sender is not allowed."},
	{"sender.not_allowed", "M", 553, "5.7.1", "Sender address mismatch"},
	{"envelope.needs_login", "R-", 550, "5.7.1",
		"Relaying to <x@y.z> denied (authentication required)"},
	{"recipient.relay_denied", "R", 550, "5.7.1", "Relaying to <x@y.z> denied"},
	{"recipient.relay_denied", "R", 513, NULL, "Relaying denied."},
	{"recipient.relay_denied", "R-", 550, NULL, "Relaying not allowed"},
	{"recipient.relay_denied", "R-", 551, "5.7.1", "User not local; we do not relay"},
	{"recipient.relay_denied", "R-", 571, NULL, "No relay, sorry"},
	{"greeting.rejected", "G", 554, "5.7.1", "Access denied"},
	{"auth.temporary", "A", 451, "4.7.0",
		"Temporary server error. Please try again later. PRX2"},
	{"auth.rejected", "A", 535, NULL, "Zugangsdaten ungueltig"},
	{"auth.rejected", "A", 535, "5.7.8", "Authentification incorrecte"},
	{"auth.rejected", "A", 535, "5.7.8",
		"Error: authentication failed: UGFzc3dvcmQ6 (user unknown or password wrong)"},
	{"auth.rejected", "A", 535, "5.7.1", "authentication failed for user 10.0.0.5"},
	{"auth.rejected", "A", 535, NULL,
		"Authentication failed - mailserver.example.net down below"},
	{"auth.disabled", "A", 535, NULL,
		"SMTP service is not enabled for your account. Enable it in the settings"},
	{"auth.disabled", "A", 535, "5.7.8", "Remote SMTP access is turned off for this mailbox"},
	{"auth.temporary", "A", 535, "5.7.8",
		"Too many invalid logins from your network, blocked for a while"},
	{"auth.temporary", "A", 550, "5.7.1", "Login rate exceeded"},
	{"auth.temporary", "A", 535, "5.7.8",
		"Your account is temporarily blocked. Try again in 24 hours"},
	{"auth.app_password", "A", 535, "5.7.8",
		"Two-factor authentication is on: create an app password"},
	{"auth.app_password", "A", 535, NULL,
		"2-step verification enabled, use application-specific password"},
	{"auth.app_password", "A", 535, "5.7.9",
		"Use an external mail client password from your profile"},
	{"client.refused", "A", 535, "5.7.8",
		"Your IP 192.0.2.7 is in our blocklist; authentication refused"},
	{"client.refused", "A", 554, "5.7.1", "Access from abroad is blocked"},
	{"client.refused", "M", 550, "5.7.1",
		"Hello name is a dynamic address, use your ISP relay"},
	{"client.refused", "G", 554, NULL, "Sorry, your IP has no reverse DNS"},
	{"client.refused", "G", 554, "5.7.1",
		"Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.7"},
	{"client.refused", "E", 550, "5.7.1",
		"HELO should be a FQDN or address literal (See RFC 2821 4.1.1.1)"},
	{"client.refused", "R", 504, "5.5.2",
		"<vm>: Helo command rejected: need fully-qualified hostname"},
	{"content.refused", "D", 554, "5.7.1", "Spam message rejected"},
	{"content.refused", "D", 554, NULL, "Email rejected"},
	{"content.refused", "D", 550, "5.6.0", "Message contains bare LF"},
	{"content.refused", "D", 554, "5.6.0", "Lines in message were too long"},
	{"content.refused", "D", 550, "5.7.1", "Message rejected: duplicate Message-ID header"},
	{"content.too_large", "D", 552, NULL, "Message size exceeds fixed maximum message size"},
	{"content.too_large", "M", 552, "5.3.4", "Message size exceeds fixed limit"},
	{"content.too_large", "M", 552, NULL, "size limit exceeded"},
	{"recipient.refused", "R", 550, NULL, "Administrative prohibition - envelope blocked"},
	{"recipient.refused", "R", 550, "5.7.133",
		"RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery "
		"restriction check failed because the sender was not authenticated when sending to "
		"this group"},
	{"recipient.refused", "R", 550, NULL, "Invalid Recipients"},
	{"recipient.refused", "R", 550, "5.1.1", "Unrouteable address"},
	{"recipient.temporary", "R", 450, NULL,
		"Requested mail action not taken: mailbox unavailable"},
	{"recipient.temporary", "R", 451, NULL, "Callout in progress, try again"},
	{"recipient.temporary", "R", 451, "4.7.1", "Temporary local problem - please try later"},
	{"sender.temporary", "M", 451, NULL, "Could not complete sender verify callout"},
	{"sender.refused", "M", 550, NULL,
		"Verification failed for <a@b.c>; No such user; Sender verify failed"},
	{"sender.refused", "R", 550, NULL, "Sender verify failed"},
	{"sender.refused", "M", 550, NULL, "Invalid sender"},
	{"sender.refused", "M", 501, "5.1.7", "Bad sender address syntax"},
};

static const struct {
	char letter;
	enum step step;
	enum end end;
} places[] = {
	{'G', STEP_GREETING, END_REPLY},
	{'E', STEP_EHLO, END_REPLY},
	{'A', STEP_AUTH, END_LOGIN},
	{'M', STEP_SENDER, END_REPLY},
	{'R', STEP_RECIPIENT, END_REPLY},
	{'D', STEP_CONTENT, END_REPLY},
};

static void reply_facts(size_t row, struct facts *f)
{
	bool login = replies[row].at[1] != '-';
	size_t i = 0;

	while (places[i].letter != replies[row].at[0])
		i++;
	facts_init(f);
	f->step = places[i].step;
	f->end = places[i].end;
	f->code = replies[row].code;
	f->flags = FACT_BYTES | (f->step > STEP_GREETING ? FACT_GREETING : 0u);
	if (f->step >= STEP_AUTH)
		f->flags |=
			FACT_EHLO | FACT_STARTTLS_OFFERED | FACT_STARTTLS_READY | FACT_ENCRYPTED;
	if (login)
		f->flags |= FACT_USER;
	if (login && f->step >= STEP_AUTH)
		f->flags |= FACT_AUTH_OFFERED | FACT_AUTH_SENT;
	if (login && f->step > STEP_AUTH)
		f->flags |= FACT_AUTHENTICATED;
	if (f->step == STEP_CONTENT)
		f->flags |= FACT_ENVELOPE;
	facts_text(&f->mechanisms, "PLAIN LOGIN XOAUTH2");
	facts_text(&f->enhanced, replies[row].enhanced);
	facts_text(&f->text, replies[row].text);
}

static void each_reply(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(replies); i++) {
		struct settings s;
		struct verdict v;
		struct facts f;

		reply_facts(i, &f);
		fixture_settings(&s, "server.host=mx.example.org auth.user=me");
		if (replies[i].at[1] == 't')
			fixture_change(&s, "auth.method=xoauth2");
		diagnose(&f, &s, &v);
		unit_expect(strcmp(v.diagnosis->id, replies[i].id) == 0, "%s, not %s: %s %d %s",
			v.diagnosis->id, replies[i].id, replies[i].at, replies[i].code,
			replies[i].text);
		verdict_fini(&v);
		facts_fini(&f);
		settings_fini(&s);
	}
	unit_end();
}

static bool row_is_read(const struct reply_rule *row, enum step step)
{
	struct facts f;
	char words[200];
	bool read;

	reply_words_of_row(row->words, words, sizeof(words));
	facts_init(&f);
	f.code = 550;
	facts_text(&f.text, words);
	read = reply_class_of(&f, step) == row->class;
	facts_fini(&f);
	return read;
}

/* A row that none before it hides wholly. */
static void each_row_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < reply_rule_count; i++) {
		bool read = false;

		for (int step = STEP_GREETING; step <= STEP_CONTENT; step++)
			read = read || row_is_read(&reply_rules[i], (enum step)step);
		unit_expect(read, "row %zu: %s", i, reply_rules[i].words);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_reply),
		cmocka_unit_test(each_row_is_read),
	};

	return unit_run(tests);
}
