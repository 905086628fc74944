#include "net/trust.h"

#include <ctype.h>
#include <dirent.h>
#include <limits.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdbool.h>

static const char usual_directory[] = "/etc/ssl/certs";

/* Eight hexadecimal digits, a dot and a number: how OpenSSL finds a certificate by its name. */
static bool is_hashed_name(const char *name)
{
	int n = 0;

	while (isxdigit((unsigned char)name[n]))
		n++;
	return n == 8 && name[n] == '.' && isdigit((unsigned char)name[n + 1]);
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

/* The directory costs a look-up, the bundle 20 ms of parsing for every connection. */
static void trust_the_system(struct trust *t)
{
	const curl_version_info_data *curl = curl_version_info(CURLVERSION_NOW);
	const char *path = curl->capath ? curl->capath : usual_directory;

	if (holds_hashed_names(path)) {
		t->directory = path;
		(void)X509_STORE_load_path(t->store, path);
	} else if (curl->cainfo) {
		(void)X509_STORE_load_file(t->store, curl->cainfo);
	}
	ERR_clear_error();
}

static int trust_pem(struct trust *t, const char *pem, size_t len)
{
	BIO *bio = BIO_new_mem_buf(pem, len < INT_MAX ? (int)len : INT_MAX);
	STACK_OF(X509_INFO) *found = PEM_X509_INFO_read_bio(bio, NULL, NULL, NULL);
	int n = 0;

	for (int i = 0; i < sk_X509_INFO_num(found); i++) {
		const X509_INFO *info = sk_X509_INFO_value(found, i);

		if (info->x509 && X509_STORE_add_cert(t->store, info->x509))
			n++;
	}
	sk_X509_INFO_pop_free(found, X509_INFO_free);
	BIO_free(bio);
	ERR_clear_error();
	t->pem = pem;
	t->len = len;
	return n;
}

int trust_init(struct trust *t, const char *pem, size_t len, struct err *e)
{
	*t = (struct trust) {.store = X509_STORE_new()};
	/* As libcurl does it: an intermediate certificate may be the anchor. */
	(void)X509_STORE_set_flags(t->store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
	if (!pem) {
		trust_the_system(t);
	} else if (trust_pem(t, pem, len) == 0) {
		trust_fini(t);
		return err_set(e, EX_CONFIG, "The CA File holds no certificate in PEM form.");
	}
	return 0;
}

void trust_fini(struct trust *t)
{
	X509_STORE_free(t->store);
	*t = (struct trust) {0};
}

CURLcode trust_apply(const struct trust *t, CURL *easy)
{
	struct curl_blob blob = {(void *)(uintptr_t)t->pem, t->len, CURL_BLOB_COPY};
	CURLcode code = CURLE_OK;

	if (!t->pem && !t->directory)
		return CURLE_OK;
	(void)curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
	(void)curl_easy_setopt(easy, CURLOPT_CAPATH, t->directory);
	if (t->pem)
		code = curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
	return code;
}
