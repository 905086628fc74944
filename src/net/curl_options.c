#include "net/curl_options.h"

#include "base/mem.h"
#include "net/hostname.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	CURLoption option;
	long value;
} restrictions[] = {
	{CURLOPT_CONNECT_ONLY, 1},
	{CURLOPT_NOSIGNAL, 1},
	{CURLOPT_NETRC, CURL_NETRC_IGNORED},
	{CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
	/* a session that is resumed brings no certificate */
	{CURLOPT_SSL_SESSIONID_CACHE, 0},
};

static const struct {
	const char *protocol, *scheme;
	long use_ssl; /* never CURLUSESSL_TRY: it would send the password in clear text */
} protocols[] = {
	{"starttls", "smtp", CURLUSESSL_ALL},
	{"ssl", "smtps", CURLUSESSL_NONE},
	{"plain", "smtp", CURLUSESSL_NONE},
};

static const struct {
	const char *method, *options;
	CURLoption secret;
	long initial; /* with an initial response, which saves a round trip */
} methods[] = {
	{"auto", "AUTH=PLAIN;AUTH=LOGIN", CURLOPT_PASSWORD, 1},
	{"plain", "AUTH=PLAIN", CURLOPT_PASSWORD, 1},
	{"login", "AUTH=LOGIN", CURLOPT_PASSWORD, 0},
	{"cram-md5", "AUTH=CRAM-MD5", CURLOPT_PASSWORD, 0},
	{"xoauth2", "AUTH=XOAUTH2", CURLOPT_XOAUTH2_BEARER, 1},
	{"oauthbearer", "AUTH=OAUTHBEARER", CURLOPT_XOAUTH2_BEARER, 1},
};

static size_t method_row(const char *method)
{
	size_t i = 0;

	while (strcmp(methods[i].method, method) != 0)
		i++;
	return i;
}

static void set_login(CURL *easy, const struct settings *s)
{
	const char *method = settings_get(s, FIELD_METHOD);
	bool first = settings_use_token(s) && settings_is(s, FIELD_METHOD, "auto");
	size_t i = method_row(first ? "xoauth2" : method); /* probe goes on where it is not there */

	if (settings_is_empty(s, FIELD_USER))
		return;
	(void)curl_easy_setopt(easy, CURLOPT_SASL_IR, methods[i].initial);
	(void)curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, methods[i].options);
	(void)curl_easy_setopt(easy, CURLOPT_USERNAME, settings_get(s, FIELD_USER));
	(void)curl_easy_setopt(
		easy, methods[i].secret, secret_text(settings_secret(s, FIELD_PASSWORD)));
}

/* With a pin the key alone decides (RFC 7469 2.6). */
static CURLcode set_pin(CURL *easy, const char *pin)
{
	if (!*pin)
		return CURLE_OK;
	(void)curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
	(void)curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
	return curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, pin);
}

/* The path of the URL is the name that EHLO gives. */
static CURLcode set_url(CURL *easy, const struct settings *s, const char *host)
{
	size_t i = 0;
	char *helo = settings_is_empty(s, FIELD_HELO) ? hostname_helo()
						      : mem_text(settings_get(s, FIELD_HELO));
	CURLcode code = CURLE_URL_MALFORMAT;
	char *url;

	while (!settings_is(s, FIELD_PROTOCOL, protocols[i].protocol))
		i++;
	url = hostname_url(protocols[i].scheme, host, settings_get(s, FIELD_PORT), helo);
	if (url)
		code = curl_easy_setopt(easy, CURLOPT_URL, url);
	(void)curl_easy_setopt(easy, CURLOPT_USE_SSL, protocols[i].use_ssl);
	free(helo);
	free(url);
	return code;
}

void curl_options_restrict(CURL *easy)
{
	for (size_t i = 0; i < sizeof(restrictions) / sizeof(restrictions[0]); i++)
		(void)curl_easy_setopt(easy, restrictions[i].option, restrictions[i].value);
	(void)curl_easy_setopt(easy, CURLOPT_PROXY, ""); /* also none of the environment */
	(void)curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
}

void curl_options_set_method(CURL *easy, const char *method)
{
	size_t i = method_row(method);

	(void)curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, methods[i].options);
	(void)curl_easy_setopt(easy, CURLOPT_SASL_IR, methods[i].initial);
}

void curl_options_no_initial(CURL *easy)
{
	(void)curl_easy_setopt(easy, CURLOPT_SASL_IR, 0L);
}

int curl_options_set(CURL *easy, const struct settings *s, const char *host, struct err *e)
{
	curl_options_restrict(easy);
	(void)curl_easy_setopt(
		easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, settings_number(s, FIELD_TIMEOUT));
	set_login(easy, s);
	if (set_url(easy, s, host) != CURLE_OK)
		return err_set(e, EX_CONFIG, "\"%s\" cannot be the name of a server.", host);
	if (set_pin(easy, settings_get(s, FIELD_PIN)) != CURLE_OK)
		return err_set(e, EX_CONFIG, "This libcurl cannot pin a key.");
	return 0;
}
