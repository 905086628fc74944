#include "net/hostname.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/type.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { discard_port = 9, ascii_address_max = 2048 };

static const in_addr_t documentation_net = 0xC0000201; /* 192.0.2.1, RFC 5737 */

/* The names of one line of /etc/hosts: the first full one, if the line is about this machine. */
static const char *full_name(const struct hostent *line, const char *name)
{
	bool ours = ascii_same(line->h_name, name);
	const char *full = strchr(line->h_name, '.') ? line->h_name : NULL;

	for (char **alias = line->h_aliases; *alias; alias++) {
		ours = ours || ascii_same(*alias, name);
		if (!full && strchr(*alias, '.'))
			full = *alias;
	}
	return ours ? full : NULL;
}

char *hostname_full(void)
{
	char name[HOST_NAME_MAX + 1] = "";
	const struct hostent *line;
	const char *full = NULL;
	char *result;

	(void)gethostname(name, sizeof(name) - 1);
	if (!*name || strchr(name, '.'))
		return mem_text(name);
	sethostent(0);
	while (!full && (line = gethostent()))
		full = full_name(line, name);
	result = mem_text(full ? full : name);
	endhostent();
	return result;
}

/*
 * The address that the way to elsewhere begins at: nothing is sent by it. A machine without such a
 * way talks to itself.
 */
static void hostname_add_literal(struct str *out)
{
	const struct sockaddr_in elsewhere = {.sin_family = AF_INET,
		.sin_port = htons(discard_port),
		.sin_addr.s_addr = htonl(documentation_net)};
	struct sockaddr_in own = {.sin_addr.s_addr = htonl(INADDR_LOOPBACK)}, found;
	socklen_t len = sizeof(found);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	char text[INET_ADDRSTRLEN] = "";

	if (fd >= 0 && connect(fd, (const struct sockaddr *)&elsewhere, sizeof(elsewhere)) == 0 &&
		getsockname(fd, (struct sockaddr *)&found, &len) == 0)
		own = found;
	if (fd >= 0)
		(void)close(fd);
	(void)inet_ntop(AF_INET, &own.sin_addr, text, sizeof(text));
	str_format(out, "[%s]", text);
}

char *hostname_helo(void)
{
	char *name = hostname_full();
	size_t len = strlen(name);
	struct str out;

	if (len && name[len - 1] == '.')
		name[len - 1] = '\0';
	str_init(&out, value_max);
	if (host_is_plain_name(name))
		str_text(&out, name);
	else
		hostname_add_literal(&out);
	free(name);
	return str_take(&out);
}

static bool set_host(CURLU *url, const char *host)
{
	struct str text;
	bool done;

	str_init(&text, value_max + 2);
	str_format(&text, host_is_ipv6(host) ? "[%s]" : "%s", host);
	done = curl_url_set(url, CURLUPART_HOST, text.data, 0) == CURLUE_OK;
	str_fini(&text);
	return done;
}

static bool set_path(CURLU *url, const char *path)
{
	struct str text;
	bool done;

	str_init(&text, value_max + 1);
	str_format(&text, "/%s", path);
	done = curl_url_set(url, CURLUPART_PATH, text.data, CURLU_URLENCODE) == CURLUE_OK;
	str_fini(&text);
	return done;
}

/* A part of an URL as memory of our own. */
static char *hostname_get(CURLU *url, CURLUPart part, unsigned flags)
{
	char *text = NULL, *copy = NULL;

	if (curl_url_get(url, part, &text, flags) == CURLUE_OK)
		copy = mem_text(text);
	curl_free(text);
	return copy;
}

char *hostname_url(const char *scheme, const char *host, const char *port, const char *path)
{
	CURLU *url = curl_url();
	char *text = NULL;

	if (url && curl_url_set(url, CURLUPART_SCHEME, scheme, 0) == CURLUE_OK &&
		set_host(url, host) && set_path(url, path) &&
		curl_url_set(url, CURLUPART_PORT, port, 0) == CURLUE_OK)
		text = hostname_get(url, CURLUPART_URL, 0);
	curl_url_cleanup(url);
	return text;
}

char *hostname_ascii(const char *host)
{
	CURLU *url = curl_url();
	char *ascii = NULL;

	if (url && !host_is_address(host) && set_host(url, host))
		ascii = hostname_get(url, CURLUPART_HOST, CURLU_PUNYCODE);
	curl_url_cleanup(url);
	return ascii ? ascii : mem_text(host);
}

char *hostname_address(const char *address)
{
	const char *at = strrchr(address, '@');
	char *domain = at ? hostname_ascii(at + 1) : NULL;
	struct str text;

	str_init(&text, ascii_address_max);
	str_add(&text, address, at ? (size_t)(at - address) : strlen(address));
	if (domain)
		str_format(&text, "@%s", domain);
	free(domain);
	return str_take(&text);
}
