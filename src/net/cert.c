#include "net/cert.h"

#include "base/hex.h"
#include "base/utc.h"
#include "model/type.h"
#include "base/base64.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

/* Everything else is CERT_OTHER. */
static const struct {
	int error;
	unsigned problem;
} problem_rows[] = {
	{X509_V_ERR_CERT_HAS_EXPIRED, CERT_EXPIRED},
	{X509_V_ERR_CERT_NOT_YET_VALID, CERT_NOT_YET_VALID},
	{X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, CERT_SELF_SIGNED},
	{X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, CERT_UNKNOWN_CA},
	{X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, CERT_UNKNOWN_CA},
	{X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, CERT_UNKNOWN_CA},
	{X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, CERT_UNKNOWN_CA},
	{X509_V_ERR_CERT_UNTRUSTED, CERT_UNKNOWN_CA},
	{X509_V_ERR_EE_KEY_TOO_SMALL, CERT_WEAK},
	{X509_V_ERR_CA_KEY_TOO_SMALL, CERT_WEAK},
	{X509_V_ERR_CA_MD_TOO_WEAK, CERT_WEAK},
};

static unsigned problem_of(int error)
{
	for (size_t i = 0; i < sizeof(problem_rows) / sizeof(problem_rows[0]); i++)
		if (problem_rows[i].error == error)
			return problem_rows[i].problem;
	return CERT_OTHER;
}

enum { sent_max = 1 + facts_chain_max };

/* What is wrong: with each certificate that was sent, and with the chain as a whole. */
struct faults {
	STACK_OF(X509) * chain;
	int level; /* the strength demanded */
	unsigned of[sent_max], all;
};

/* Says "go on" to every fault, so that the next one is found too. */
static int cert_collect(int ok, X509_STORE_CTX *context)
{
	struct faults *faults = X509_STORE_CTX_get_app_data(context);
	const X509 *at = X509_STORE_CTX_get_current_cert(context);
	unsigned problem = problem_of(X509_STORE_CTX_get_error(context));

	if (ok)
		return 1;
	faults->all |= problem;
	for (int i = 0; at && i < sent_max && i < sk_X509_num(faults->chain); i++)
		if (X509_cmp(at, sk_X509_value(faults->chain, i)) == 0)
			faults->of[i] |= problem;
	return 1;
}

static void find_faults(X509_STORE *trust, struct faults *faults)
{
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	X509 *leaf = sk_X509_value(faults->chain, 0);

	if (context && X509_STORE_CTX_init(context, trust, leaf, faults->chain)) {
		(void)X509_STORE_CTX_set_default(context, "ssl_server");
		X509_VERIFY_PARAM_set_auth_level(X509_STORE_CTX_get0_param(context), faults->level);
		X509_STORE_CTX_set_app_data(context, faults);
		X509_STORE_CTX_set_verify_cb(context, cert_collect);
		(void)X509_verify_cert(context);
	}
	X509_STORE_CTX_free(context);
}

/* As the library judges it: no wildcard for a part of a label, the subject only without names. */
static unsigned name_problem(X509 *leaf, const char *host, bool named)
{
	unsigned flags = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS |
			 (named ? X509_CHECK_FLAG_NEVER_CHECK_SUBJECT : 0u);
	int same = host_is_address(host) ? X509_check_ip_asc(leaf, host, 0)
					 : X509_check_host(leaf, host, 0, flags, NULL);

	return same == 1 ? 0 : CERT_WRONG_NAME;
}

static void fill_distinguished_name(const struct transcript *t, char **slot, const X509_NAME *name)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *bytes;
	long len;

	/* RFC 2253, but UTF-8 as it is: transcript_fact() makes it fit for showing. */
	(void)X509_NAME_print_ex(
		bio, name, 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
	len = BIO_get_mem_data(bio, &bytes);
	transcript_fact(t, slot, bytes, len > 0 ? (size_t)len : 0);
	BIO_free(bio);
}

static void fill_time(char **slot, const ASN1_TIME *when)
{
	char text[utc_size];
	struct tm tm;

	if (!ASN1_TIME_to_tm(when, &tm))
		return;
	utc_text(timegm(&tm), text);
	facts_text(slot, *text ? text : NULL);
}

/* Whole days; what ended less than a day ago still is over. */
static int days_left(const ASN1_TIME *end)
{
	int days = 0, seconds = 0;

	(void)ASN1_TIME_diff(&days, &seconds, NULL, end);
	return days == 0 && seconds < 0 ? -1 : days;
}

static void fill_sha256(char **slot, const X509 *leaf)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	struct str hex;

	str_init(&hex, 2 * sizeof(digest));
	(void)X509_digest(leaf, EVP_sha256(), digest, &len);
	hex_encode(&hex, digest, len);
	facts_text(slot, hex.data);
	str_fini(&hex);
}

static void fill_pin(char **slot, X509 *leaf)
{
	unsigned char digest[EVP_MAX_MD_SIZE], *key = NULL;
	int key_len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(leaf), &key);
	unsigned len = 0;
	struct str pin;

	if (key_len < 0)
		return;
	str_init(&pin, facts_text_max);
	str_text(&pin, "sha256//");
	(void)EVP_Digest(key, (size_t)key_len, digest, &len, EVP_sha256(), NULL);
	base64_encode(&pin, (const char *)digest, len);
	facts_text(slot, pin.data);
	str_fini(&pin);
	OPENSSL_free(key);
}

/* Where the names of a certificate go, cleaned by the transcript. */
struct name_list {
	const struct transcript *transcript;
	struct strlist *names;
	size_t max;
};

static void add_name(const struct name_list *l, const char *bytes, size_t len)
{
	struct str text;

	str_init(&text, facts_text_max);
	transcript_clean(l->transcript, &text, bytes, len);
	strlist_add(l->names, text.data, l->max);
	str_fini(&text);
}

static void add_address(const struct name_list *l, const ASN1_STRING *value)
{
	int len = ASN1_STRING_length(value);
	char text[INET6_ADDRSTRLEN];

	if ((len == 4 || len == 16) && inet_ntop(len == 4 ? AF_INET : AF_INET6,
					       ASN1_STRING_get0_data(value), text, sizeof(text)))
		add_name(l, text, strlen(text));
}

static void fill_names(const struct name_list *l, const X509 *cert)
{
	GENERAL_NAMES *names = X509_get_ext_d2i(cert, NID_subject_alt_name, NULL, NULL);

	for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
		int kind;
		const ASN1_STRING *value =
			GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names, i), &kind);

		if (kind == GEN_DNS)
			add_name(l, (const char *)ASN1_STRING_get0_data(value),
				(size_t)ASN1_STRING_length(value));
		else if (kind == GEN_IPADD)
			add_address(l, value);
	}
	GENERAL_NAMES_free(names);
}

static void fill_certificate(
	const struct transcript *t, struct certificate *c, X509 *cert, size_t names_max)
{
	fill_distinguished_name(t, &c->subject, X509_get_subject_name(cert));
	fill_distinguished_name(t, &c->issuer, X509_get_issuer_name(cert));
	fill_time(&c->not_before, X509_get0_notBefore(cert));
	fill_time(&c->not_after, X509_get0_notAfter(cert));
	fill_sha256(&c->sha256, cert);
	fill_pin(&c->pin, cert);
	fill_names(&(struct name_list) {t, &c->names, names_max}, cert);
	c->days_left = days_left(X509_get0_notAfter(cert));
}

void cert_examine(const struct transcript *t, X509_STORE *trust, STACK_OF(X509) * chain, int level,
	const char *host)
{
	struct faults faults = {.chain = chain, .level = level};
	X509 *leaf = sk_X509_value(chain, 0);
	struct facts *f = t->facts;
	struct certificate *c;

	find_faults(trust, &faults);
	fill_certificate(t, &f->certificate, leaf, facts_list_max);
	f->certificate.problems = faults.all | name_problem(leaf, host, f->certificate.names.n > 0);
	for (int i = 1; i < sk_X509_num(chain) && (c = facts_append_certificate(f)); i++) {
		fill_certificate(t, c, sk_X509_value(chain, i), facts_chain_names_max);
		c->problems = faults.of[i];
	}
	/* What was raised here must not be taken for the library's own fault. */
	ERR_clear_error();
}
