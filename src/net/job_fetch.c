#include "base/mem.h"
#include "base/text.h"
#include "model/fetch.h"
#include "model/https_url.h"
#include "model/type.h"
#include "net/curl_options.h"
#include "net/job.h"
#include "net/json_members.h"
#include "net/limits.h"
#include "net/lookup.h"
#include "net/transfer.h"

#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	detail_max = 300,
	unspecified = X509_V_ERR_UNSPECIFIED /* it, or none: then it was the name */
};

/*
 * One request by HTTPS with the full checks, whose answer is JSON. Nothing is followed, unpacked or
 * sent twice: a form may have a refresh token that is good for one use.
 */
struct fetch {
	struct job job;
	struct transfer transfer;
	struct https_url at;
	struct str body, answer;
	char *url, *ca;
	size_t ca_len;
	bool posts, json, connects, finished;
	long seconds;
	int64_t deadline; /* us */
	struct lookups lookups;
	struct lookup *lookup; /* NULL: the host is an address */
	struct curl_slist *route, *headers;
	enum fetch_end end;
	struct str detail;
	long status, retry_after;
	char words[CURL_ERROR_SIZE];
};

static int64_t fetch_now(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * (int64_t)us_per_second + now.tv_nsec / 1000;
}

static void fetch_finish(struct fetch *f, enum fetch_end end, const char *detail)
{
	str_clear(&f->detail);
	text_safe(&f->detail, detail, strlen(detail));
	f->end = end;
	f->finished = true;
}

/* What the library says, as an end: first match. */
static const struct {
	CURLcode code;
	enum fetch_end end;
} fetch_ends[] = {
	{CURLE_WRITE_ERROR, FETCH_TOO_LARGE},
	{CURLE_FILESIZE_EXCEEDED, FETCH_TOO_LARGE},
	{CURLE_OPERATION_TIMEDOUT, FETCH_TIMEOUT},
	{CURLE_PEER_FAILED_VERIFICATION, FETCH_CERTIFICATE},
	{CURLE_UNSUPPORTED_PROTOCOL, FETCH_NO_JSON}, /* HTTP/0.9, and what is no HTTP */
	{CURLE_SSL_CACERT_BADFILE, FETCH_SETUP},
	{CURLE_OUT_OF_MEMORY, FETCH_SETUP},
};

static enum fetch_end fetch_end_of(CURLcode code)
{
	for (size_t i = 0; i < sizeof(fetch_ends) / sizeof(fetch_ends[0]); i++)
		if (fetch_ends[i].code == code)
			return fetch_ends[i].end;
	return FETCH_UNREACHABLE;
}

static const char *fetch_certificate_words(struct fetch *f)
{
	long result = 0;

	(void)curl_easy_getinfo(f->transfer.easy, CURLINFO_SSL_VERIFYRESULT, &result);
	return result <= unspecified ? "it is for another name"
				     : X509_verify_cert_error_string(result);
}

/* What came whole. A redirect has the host that it leads to, which is never asked. */
static void fetch_judge_answer(struct fetch *f)
{
	char *elsewhere = NULL;

	(void)curl_easy_getinfo(f->transfer.easy, CURLINFO_REDIRECT_URL, &elsewhere);
	if (f->status / 100 == 3)
		fetch_finish(f, FETCH_REDIRECT, elsewhere ? elsewhere : "");
	else
		fetch_finish(f, FETCH_OK, "");
}

static void fetch_ended(struct transfer *t, CURLcode code)
{
	struct fetch *f = (struct fetch *)(void *)((char *)t - offsetof(struct fetch, transfer));
	enum fetch_end end = fetch_end_of(code);
	curl_off_t retry = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &f->status);
	(void)curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &retry);
	f->retry_after = (long)retry;
	if (code == CURLE_OK)
		fetch_judge_answer(f);
	else if (end == FETCH_CERTIFICATE)
		fetch_finish(f, end, fetch_certificate_words(f));
	else
		fetch_finish(f, end, *f->words ? f->words : curl_easy_strerror(code));
}

static const struct transfer_ops fetch_ops = {.ended = fetch_ended};

/* The start */

static size_t fetch_take(char *bytes, size_t size, size_t n, void *context)
{
	struct fetch *f = context;

	str_add(&f->answer, bytes, size * n);
	return f->answer.full ? 0 : size * n;
}

static const struct {
	CURLoption option;
	long value;
} fetch_options[] = {
	{CURLOPT_CONNECT_ONLY, 0},
	{CURLOPT_FOLLOWLOCATION, 0},
	{CURLOPT_MAXFILESIZE, fetch_answer_max},
	{CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1},
	/* On a connection of its own the library never sends a form a second time. */
	{CURLOPT_FRESH_CONNECT, 1},
	{CURLOPT_FORBID_REUSE, 1},
};

static void fetch_set_body(struct fetch *f, CURL *easy)
{
	if (!f->posts)
		return;
	(void)curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)f->body.len);
	(void)curl_easy_setopt(easy, CURLOPT_POSTFIELDS, f->body.data);
	if (f->json)
		f->headers = curl_slist_append(f->headers, "Content-Type: application/json");
}

static void fetch_set_trust(const struct fetch *f, CURL *easy)
{
	struct curl_blob ca = {f->ca, f->ca_len, CURL_BLOB_NOCOPY};

	if (f->ca)
		(void)curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &ca);
}

static void fetch_set(struct fetch *f, CURL *easy)
{
	curl_options_restrict(easy);
	for (size_t i = 0; i < sizeof(fetch_options) / sizeof(fetch_options[0]); i++)
		(void)curl_easy_setopt(easy, fetch_options[i].option, fetch_options[i].value);
	(void)curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
	(void)curl_easy_setopt(easy, CURLOPT_URL, f->url);
	(void)curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, f->words);
	(void)curl_easy_setopt(easy, CURLOPT_USERAGENT, "smtpsetup/" PACKAGE_VERSION);
	(void)curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, fetch_take);
	(void)curl_easy_setopt(easy, CURLOPT_WRITEDATA, f);
	f->headers = curl_slist_append(f->headers, "Accept: application/json");
	fetch_set_body(f, easy);
	fetch_set_trust(f, easy);
	(void)curl_easy_setopt(easy, CURLOPT_HTTPHEADER, f->headers);
}

static void fetch_connect(struct fetch *f)
{
	int64_t left = (f->deadline - fetch_now()) / us_per_ms;
	struct err e;

	f->connects = true;
	(void)curl_easy_setopt(f->transfer.easy, CURLOPT_RESOLVE, f->route);
	(void)curl_easy_setopt(f->transfer.easy, CURLOPT_TIMEOUT_MS, left > 0 ? (long)left : 1L);
	if (transfer_start(&f->transfer, &e) < 0)
		fetch_finish(f, FETCH_SETUP, e.message);
}

/* The library is handed the addresses, and looks up nothing itself. */
static void fetch_look_up(struct fetch *f, struct waits *waits)
{
	enum lookup_end end;

	if (waits_until(waits, f->deadline - fetch_now())) {
		fetch_finish(f, FETCH_TIMEOUT, "its name could not be looked up in time");
		return;
	}
	(void)lookup_look(f->lookup, waits);
	end = lookup_end(f->lookup, FAMILY_ANY);
	if (end == LOOKUP_RUNNING)
		return;
	if (end == LOOKUP_FOUND) {
		f->route = lookup_route(f->lookup, FAMILY_ANY, f->at.port);
		fetch_connect(f);
		waits_not(waits);
	} else {
		fetch_finish(f, end == LOOKUP_SHORT ? FETCH_SETUP : FETCH_UNREACHABLE,
			end == LOOKUP_NONE ? "its name has no address"
					   : "its name could not be looked up");
	}
}

static int fetch_read(
	struct job *j, const struct wire_record *record, struct trusts *trusts, struct err *e)
{
	struct fetch *f = (struct fetch *)j;
	struct fetch_job wanted;
	struct str host;

	(void)trusts;
	str_init_guarded(&f->body, fetch_answer_max);
	str_init_guarded(&f->answer, fetch_answer_max);
	str_init(&f->detail, detail_max);
	str_init(&f->at.host, 1);
	if (fetch_decode(&wanted, record, e) < 0)
		return -1;
	f->url = mem_text(wanted.url);
	str_fini(&f->at.host);
	(void)https_url_split(f->url, &f->at);
	f->posts = wanted.body;
	f->json = wanted.json;
	f->seconds = wanted.seconds;
	if (wanted.body)
		str_add(&f->body, wanted.body->bytes, wanted.body->len);
	if (wanted.ca) {
		f->ca = mem_bytes(wanted.ca->bytes, wanted.ca->len);
		f->ca_len = wanted.ca->len;
	}
	str_init(&host, https_url_max);
	str_format(&host, "%s %s", f->at.host.data, f->at.port);
	j->host = str_take(&host);
	j->connections = 1;
	return 0;
}

static void fetch_start(struct job *j, CURLM *multi)
{
	struct fetch *f = (struct fetch *)j;
	struct err e;

	f->deadline = fetch_now() + f->seconds * us_per_second;
	if (transfer_init(&f->transfer, &fetch_ops, multi, &e) < 0) {
		fetch_finish(f, FETCH_SETUP, e.message);
		return;
	}
	fetch_set(f, f->transfer.easy);
	if (host_is_address(f->at.host.data))
		fetch_connect(f);
	else
		f->lookup = lookups_get(&f->lookups, f->at.host.data);
}

static bool fetch_look(struct job *j, struct waits *waits)
{
	struct fetch *f = (struct fetch *)j;

	if (!f->finished && !f->connects)
		fetch_look_up(f, waits);
	return f->finished;
}

static void fetch_done(struct job *j, const struct err *refused)
{
	struct fetch *f = (struct fetch *)j;
	struct str record, members;
	size_t start;

	if (refused)
		fetch_finish(f, FETCH_SETUP, refused->message);
	str_init_guarded(&members, 2 * fetch_answer_max);
	if (f->end == FETCH_OK && !json_members(&members, f->answer.data, f->answer.len))
		fetch_finish(f, FETCH_NO_JSON, "");
	str_init_guarded(&record, wire_record_max);
	fetch_begin_answer(&record, f->end, (int)f->status, f->retry_after, f->detail.data, &start);
	str_add(&record, members.data, members.len);
	str_wipe(&members);
	job_send(j, &record, start);
}

static void fetch_free(struct job *j)
{
	struct fetch *f = (struct fetch *)j;

	transfer_close(&f->transfer);
	lookups_fini(&f->lookups);
	curl_slist_free_all(f->route);
	curl_slist_free_all(f->headers);
	https_url_fini(&f->at);
	str_wipe(&f->body);
	str_wipe(&f->answer);
	str_fini(&f->detail);
	free(f->url);
	free(f->ca);
}

const struct job_kind job_fetch = {
	.name = "fetch",
	.size = sizeof(struct fetch),
	.read = fetch_read,
	.start = fetch_start,
	.look = fetch_look,
	.done = fetch_done,
	.free = fetch_free,
	.limits =
		{
			.at_once = connections_max,
			.per_host = 4,
			.descriptors = connection_descriptors,
		},
};
