#include "net/trust.h"

#include "base/ascii.h"
#include "base/mem.h"

#include <curl/curl.h>
#include <dirent.h>
#include <limits.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct trust {
	struct trusts *all;
	struct trust *next;
	size_t held;
	char *pem; /* NULL: the system's */
	size_t len;
	X509_STORE *store; /* NULL: not asked for yet, or not to be had */
};

static const char usual_directory[] = "/etc/ssl/certs";

/* Eight hexadecimal digits, a dot and a number: how OpenSSL finds a certificate by its name. */
static bool is_hashed_name(const char *name)
{
	int n = 0;

	while (ascii_is_hex(name[n]))
		n++;
	return n == 8 && name[n] == '.' && ascii_is_digit(name[n + 1]);
}

static bool holds_hashed_names(const char *path)
{
	DIR *directory = opendir(path);
	const struct dirent *entry;
	bool found = false;

	if (!directory)
		return false;
	while (!found && (entry = readdir(directory)))
		found = is_hashed_name(entry->d_name);
	(void)closedir(directory);
	return found;
}

/* The directory costs a look-up for each certificate that is needed, the bundle 20 ms. */
static void trust_add_system(X509_STORE *store)
{
	const curl_version_info_data *curl = curl_version_info(CURLVERSION_NOW);
	const char *path = curl->capath ? curl->capath : usual_directory;

	if (holds_hashed_names(path))
		(void)X509_STORE_load_path(store, path);
	else if (curl->cainfo)
		(void)X509_STORE_load_file(store, curl->cainfo);
	ERR_clear_error();
}

/* How many there were. */
static int trust_add_pem(X509_STORE *store, const char *pem, size_t len)
{
	BIO *bio = BIO_new_mem_buf(pem, len < INT_MAX ? (int)len : INT_MAX);
	STACK_OF(X509_INFO) *found = PEM_X509_INFO_read_bio(bio, NULL, NULL, NULL);
	int n = 0;

	for (int i = 0; i < sk_X509_INFO_num(found); i++) {
		const X509_INFO *info = sk_X509_INFO_value(found, i);

		if (info->x509 && X509_STORE_add_cert(store, info->x509))
			n++;
	}
	sk_X509_INFO_pop_free(found, X509_INFO_free);
	BIO_free(bio);
	ERR_clear_error();
	return n;
}

static bool trust_is_of(const struct trust *t, const char *pem, size_t len)
{
	if (!pem || !t->pem)
		return !pem && !t->pem;
	return len == t->len && memcmp(pem, t->pem, len) == 0;
}

struct trust *trusts_get(struct trusts *all, const char *pem, size_t len)
{
	struct trust *t = all->first;

	while (t && !trust_is_of(t, pem, len))
		t = t->next;
	if (t)
		return trust_hold(t);
	t = mem_zero(1, sizeof(*t));
	*t = (struct trust) {.all = all, .next = all->first, .held = 1};
	if (pem) {
		t->pem = mem_bytes(pem, len);
		t->len = len;
	}
	all->first = t;
	all->bytes += t->len;
	return t;
}

struct trust *trust_hold(struct trust *t)
{
	t->held++;
	return t;
}

void trust_release(struct trust *t)
{
	struct trust **at;

	if (!t || --t->held)
		return;
	for (at = &t->all->first; *at != t; at = &(*at)->next)
		;
	*at = t->next;
	t->all->bytes -= t->len;
	X509_STORE_free(t->store);
	free(t->pem);
	free(t);
}

X509_STORE *trust_store(struct trust *t, struct err *e)
{
	X509_STORE *store = t->store ? t->store : X509_STORE_new();

	if (store == t->store)
		return store;
	/* As libcurl does it: an intermediate certificate may be the anchor. */
	(void)X509_STORE_set_flags(store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
	if (!t->pem) {
		trust_add_system(store);
	} else if (trust_add_pem(store, t->pem, t->len) == 0) {
		X509_STORE_free(store);
		(void)err_set(e, EX_CONFIG, "The CA File holds no certificate in PEM form.");
		return NULL;
	}
	return t->store = store;
}
