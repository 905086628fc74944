#include "model/https_url.h"

#include "base/ascii.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { host_max = 253, port_max = 65535 };

static const char scheme[] = "https://";
static const char name_characters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
static const char address_characters[] = "0123456789abcdefABCDEF:.";

static bool url_is_printable(const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++)
		if (text[i] <= ' ' || text[i] >= 0x7f || strchr("\"<>\\^`{|}", text[i]))
			return false;
	return len <= https_url_max;
}

/* Moves *at behind the host; false where there is none. */
static bool url_take_host(const char **at, struct str *host)
{
	bool brackets = **at == '[';
	const char *start = *at + brackets;
	size_t len = strspn(start, brackets ? address_characters : name_characters);

	*at = start + len;
	if (!len || len > host_max || (brackets && *(*at)++ != ']'))
		return false;
	str_add(host, start, len);
	return *start != '.' && *start != '-';
}

static bool url_take_port(const char **at, char port[6])
{
	size_t len;

	(void)snprintf(port, 6, "443");
	if (**at != ':')
		return true;
	len = strspn(++*at, "0123456789");
	if (!len || len > 5 || **at == '0')
		return false;
	(void)snprintf(port, 6, "%.*s", (int)len, *at);
	*at += len;
	return strtol(port, NULL, 10) <= port_max;
}

bool https_url_split(const char *text, struct https_url *url)
{
	const char *at;

	*url = (struct https_url) {.rest = ""};
	str_init(&url->host, host_max);
	if (strncmp(text, scheme, strlen(scheme)) != 0 || !url_is_printable(text))
		return false;
	at = text + strlen(scheme);
	if (!url_take_host(&at, &url->host) || !url_take_port(&at, url->port) ||
		!strchr("/?", *at) || strchr(at, '#'))
		return false;
	ascii_lower_all(url->host.data);
	url->rest = at;
	return true;
}

void https_url_fini(struct https_url *url)
{
	str_fini(&url->host);
}

bool https_url_is(const char *text)
{
	struct https_url url;
	bool is = https_url_split(text, &url);

	https_url_fini(&url);
	return is;
}
