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

/* Whether it ended well does not matter: on_message() has seen all that there is to know. */
static void tls_probe_ended(struct transfer *t, CURLcode code)
{
	(void)code;
	tls_probe_end((struct tls_probe *)t);
}

static const struct transfer_ops tls_probe_ops = {.ended = tls_probe_ended};

void tls_probe_start(struct tls_probe *k, CURLM *multi, const char *host, const char *port,
	const char *address, long timeout_ms)
{
	CURL *easy;
	char *url;
	struct err e;

	if (transfer_init(&k->transfer, &tls_probe_ops, multi, &e) < 0)
		return; /* without the proof the silence stays a silence */
	easy = k->transfer.easy;
	url = hostname_url("smtps", host, port, "");
	k->route = route_to(address);
	curl_options_restrict(easy);
	/* Who answers does not matter, only in what tongue. */
	(void)curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
	(void)curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
	(void)curl_easy_setopt(easy, CURLOPT_URL, url);
	(void)curl_easy_setopt(easy, CURLOPT_CONNECT_TO, k->route);
	(void)curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, timeout_ms);
	(void)tls_listen(easy, &k->answered);
	(void)transfer_start(&k->transfer, &e);
	free(url);
}

void tls_probe_end(struct tls_probe *k)
{
	transfer_close(&k->transfer);
	curl_slist_free_all(k->route);
	k->route = NULL;
}
