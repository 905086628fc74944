#include "net/tls_probe.h"

#include "base/str.h"
#include "model/type.h"
#include "net/curl_options.h"
#include "net/hostname.h"
#include "net/tls.h"

#include <stdlib.h>

/* Any host and port of this handle lead to the one address. */
static struct curl_slist *route_to(const char *address)
{
	struct curl_slist *route;
	struct str text;

	str_init(&text, value_max);
	str_format(&text, host_is_ipv6(address) ? "::[%s]:" : "::%s:", address);
	route = curl_slist_append(NULL, text.data);
	str_fini(&text);
	return route;
}

void tls_probe_start(struct tls_probe *k, CURLM *multi, const char *host, const char *port,
	const char *address, long timeout_ms, void *owner)
{
	char *url = hostname_url("smtps", host, port, "");

	k->easy = curl_easy_init();
	k->route = route_to(address);
	curl_options_restrict(k->easy);
	/* Who answers does not matter, only in what tongue. */
	(void)curl_easy_setopt(k->easy, CURLOPT_SSL_VERIFYPEER, 0L);
	(void)curl_easy_setopt(k->easy, CURLOPT_SSL_VERIFYHOST, 0L);
	(void)curl_easy_setopt(k->easy, CURLOPT_URL, url);
	(void)curl_easy_setopt(k->easy, CURLOPT_CONNECT_TO, k->route);
	(void)curl_easy_setopt(k->easy, CURLOPT_CONNECTTIMEOUT_MS, timeout_ms);
	(void)curl_easy_setopt(k->easy, CURLOPT_PRIVATE, owner);
	(void)tls_listen(k->easy, &k->answered);
	(void)curl_multi_add_handle(multi, k->easy);
	free(url);
}

void tls_probe_end(struct tls_probe *k, CURLM *multi)
{
	if (!k->easy)
		return;
	(void)curl_multi_remove_handle(multi, k->easy);
	curl_easy_cleanup(k->easy);
	curl_slist_free_all(k->route);
	*k = (struct tls_probe) {.answered = k->answered};
}
