#include "net/tls.h"

#include "net/cert.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

/*
 * What an alert of the server means (RFC 8446 6.2): as a rule, and where it had asked for a
 * certificate of ours, for whose lack TLS 1.2 has no word of its own.
 */
static const struct {
	int alert;
	unsigned fact, if_cert_wanted;
} alert_rows[] = {
	{SSL_AD_PROTOCOL_VERSION, FACT_OLD_TLS, FACT_OLD_TLS},
	{SSL_AD_INSUFFICIENT_SECURITY, FACT_OLD_TLS, FACT_OLD_TLS},
	{SSL_AD_HANDSHAKE_FAILURE, FACT_OLD_TLS, FACT_CLIENT_CERT},
	{SSL_AD_CERTIFICATE_REQUIRED, FACT_CLIENT_CERT, FACT_CLIENT_CERT},
	{SSL_AD_BAD_CERTIFICATE, 0, FACT_CLIENT_CERT},
	{SSL_AD_CERTIFICATE_UNKNOWN, 0, FACT_CLIENT_CERT},
	{SSL_AD_UNKNOWN_CA, 0, FACT_CLIENT_CERT},
	{SSL_AD_ACCESS_DENIED, 0, FACT_CLIENT_CERT},
};

/* What our own side found wrong with what the server sent. */
static const struct {
	int reason;
	unsigned fact;
	enum { FAILS, BREAKS, IS_ENDLESS, IS_UNSAFE } what;
} reason_rows[] = {
	{SSL_R_WRONG_VERSION_NUMBER, FACT_NOT_TLS, FAILS},
	{SSL_R_PACKET_LENGTH_TOO_LONG, FACT_NOT_TLS, FAILS},
	{SSL_R_BAD_RECORD_TYPE, FACT_NOT_TLS, FAILS},
	{SSL_R_UNSUPPORTED_PROTOCOL, FACT_OLD_TLS, FAILS},
	{SSL_R_VERSION_TOO_LOW, FACT_OLD_TLS, FAILS},
	{SSL_R_EXCESSIVE_MESSAGE_SIZE, 0, IS_ENDLESS}, /* a chain above 100 KiB */
	{SSL_R_UNEXPECTED_EOF_WHILE_READING, 0, BREAKS}, {SSL_R_DH_KEY_TOO_SMALL, 0, IS_UNSAFE},
	{SSL_R_BAD_DH_VALUE, 0, IS_UNSAFE}, {SSL_R_EE_KEY_TOO_SMALL, 0, IS_UNSAFE},
	{SSL_R_CA_KEY_TOO_SMALL, 0, IS_UNSAFE}, {SSL_R_CA_MD_TOO_WEAK, 0, IS_UNSAFE},
	{SSL_R_WRONG_CURVE, 0, IS_UNSAFE}, {SSL_R_WRONG_SIGNATURE_TYPE, 0, IS_UNSAFE},
	{SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED, 0, IS_UNSAFE},
	{SSL_R_UNKNOWN_CIPHER_RETURNED, 0, IS_UNSAFE}, {SSL_R_WRONG_CIPHER_RETURNED, 0, IS_UNSAFE},
	{SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED, 0, IS_UNSAFE}, /* RFC 5746 */
};

static const struct {
	int version, cipher;
	int overhead;
} overhead_rows[] = {
	{TLS1_3_VERSION, NID_aes_128_gcm, 17},
	{TLS1_3_VERSION, NID_aes_256_gcm, 17},
	{TLS1_3_VERSION, NID_chacha20_poly1305, 17},
	{TLS1_2_VERSION, NID_aes_128_gcm, 24},
	{TLS1_2_VERSION, NID_aes_256_gcm, 24},
	{TLS1_2_VERSION, NID_chacha20_poly1305, 16},
};

static int watch_index(void)
{
	static int index = -1;

	if (index < 0)
		index = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
	return index;
}

static struct tls_watch *watch_of(const SSL *ssl)
{
	return SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), watch_index());
}

static void on_alert(struct tls_watch *w, int alert)
{
	for (size_t i = 0; i < sizeof(alert_rows) / sizeof(alert_rows[0]); i++)
		if (alert_rows[i].alert == alert)
			machine_note(w->session,
				w->cert_wanted ? alert_rows[i].if_cert_wanted : alert_rows[i].fact);
}

/*
 * Also comes while the handshake waits for the network; the last one counts. Without an error in
 * the queue it was the system call that failed: the connection is gone.
 */
static void on_failure(struct tls_watch *w)
{
	unsigned long error = ERR_peek_error();

	w->broken = !error;
	w->unsafe = false;
	for (size_t i = 0; i < sizeof(reason_rows) / sizeof(reason_rows[0]); i++)
		if (ERR_GET_LIB(error) == ERR_LIB_SSL &&
			ERR_GET_REASON(error) == reason_rows[i].reason) {
			machine_note(w->session, reason_rows[i].fact);
			w->broken = reason_rows[i].what == BREAKS;
			w->unsafe = reason_rows[i].what == IS_UNSAFE;
			if (reason_rows[i].what == IS_ENDLESS)
				smtp_session_stop(w->session, END_TOO_LONG);
		}
}

static void on_info(const SSL *ssl, int where, int value)
{
	struct tls_watch *w = watch_of(ssl);

	if (where & SSL_CB_HANDSHAKE_DONE) {
		facts_text(&w->session->facts.tls_version, SSL_get_version(ssl));
		facts_text(&w->session->facts.tls_cipher, SSL_get_cipher_name(ssl));
	} else if (where == SSL_CB_READ_ALERT) {
		on_alert(w, value & 0xFF);
	} else if (where == SSL_CB_CONNECT_EXIT && value <= 0) {
		on_failure(w);
	}
}

static int on_verify(int ok, X509_STORE_CTX *context)
{
	const SSL *ssl = X509_STORE_CTX_get_ex_data(context, SSL_get_ex_data_X509_STORE_CTX_idx());
	struct tls_watch *w = watch_of(ssl);
	STACK_OF(X509) *chain = X509_STORE_CTX_get0_untrusted(context);

	if (!w->examined && sk_X509_num(chain) > 0) {
		w->examined = true;
		cert_examine(&w->session->transcript, w->trust, chain, SSL_get_security_level(ssl),
			w->host);
	}
	return ok;
}

static int on_cert_wanted(SSL *ssl, X509 **certificate, EVP_PKEY **key)
{
	(void)certificate;
	(void)key;
	watch_of(ssl)->cert_wanted = true;
	machine_note(watch_of(ssl)->session, FACT_CERT_WANTED);
	return 0; /* we have none */
}

static CURLcode on_watched_context(CURL *easy, void *context, void *data)
{
	struct tls_watch *w = data;

	(void)easy;
	smtp_session_securing(w->session, w->now(w->context));
	(void)SSL_CTX_set_ex_data(context, watch_index(), w);
	(void)SSL_CTX_set1_verify_cert_store(context, w->trust);
	SSL_CTX_set_verify(context, SSL_CTX_get_verify_mode(context), on_verify);
	SSL_CTX_set_info_callback(context, on_info);
	SSL_CTX_set_client_cert_cb(context, on_cert_wanted);
	return CURLE_OK;
}

static void on_message(
	int sent, int version, int type, const void *bytes, size_t len, SSL *ssl, void *data)
{
	bool *answered = data;

	(void)version;
	(void)bytes;
	(void)len;
	(void)ssl;
	if (!sent && (type == SSL3_RT_HANDSHAKE || type == SSL3_RT_ALERT))
		*answered = true;
}

static CURLcode on_listening_context(CURL *easy, void *context, void *data)
{
	(void)easy;
	SSL_CTX_set_msg_callback(context, on_message);
	(void)SSL_CTX_ctrl(context, SSL_CTRL_SET_MSG_CALLBACK_ARG, 0, data);
	return CURLE_OK;
}

static CURLcode set_context_function(CURL *easy, curl_ssl_ctx_callback function, void *data)
{
	(void)curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, data);
	return curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, function);
}

CURLcode tls_watch(CURL *easy, struct tls_watch *watch)
{
	(void)curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
	(void)curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	return set_context_function(easy, on_watched_context, watch);
}

int tls_overhead(CURL *easy)
{
	const struct curl_tlssessioninfo *session = NULL;
	const SSL *ssl;
	int cipher;

	if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK || !session ||
		!session->internals)
		return 0;
	ssl = session->internals;
	cipher = SSL_CIPHER_get_cipher_nid(SSL_get_current_cipher(ssl));
	for (size_t i = 0; i < sizeof(overhead_rows) / sizeof(overhead_rows[0]); i++)
		if (overhead_rows[i].version == SSL_version(ssl) &&
			overhead_rows[i].cipher == cipher)
			return overhead_rows[i].overhead;
	return 0;
}

CURLcode tls_listen(CURL *easy, bool *answered)
{
	return set_context_function(easy, on_listening_context, answered);
}
