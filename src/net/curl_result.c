#include "net/curl_result.h"

enum {
	/* Where libcurl stops; it counts what it has kept for the next reply again and again. */
	library_reply_max = 300 * 1024,
	code_too_large = 100, /* CURLE_TOO_LARGE: since 8.6, older headers do not name it */
};

/* What a row may ask for beside the facts. */
enum { CONNECTED = 1, BROKEN = 2, LONG_REPLY = 4, UNSAFE = 8 };

/* First match wins. */
static const struct row {
	CURLcode code;
	unsigned with, without; /* FACT_ */
	unsigned hints;
	enum end end;
	enum step step;       /* where it ended; 0: where the session is */
	unsigned adds, drops; /* FACT_ */
} rows[] = {
	{.code = CURLE_OK, .end = END_OK},
	{.code = CURLE_COULDNT_RESOLVE_HOST, .end = END_RESOLVE},
	{.code = CURLE_COULDNT_CONNECT, .hints = CONNECTED, .end = END_CLOSED},
	{.code = CURLE_COULDNT_CONNECT, .end = END_CONNECT},
	{.code = CURLE_OPERATION_TIMEDOUT, .end = END_TIMEOUT},
	{.code = CURLE_WEIRD_SERVER_REPLY,
		.with = FACT_STARTTLS_READY,
		.without = FACT_ENCRYPTED,
		.end = END_REPLY,
		.step = STEP_STARTTLS,
		.adds = FACT_INJECTED},
	{.code = CURLE_WEIRD_SERVER_REPLY, .end = END_REPLY},
	{.code = CURLE_REMOTE_ACCESS_DENIED, .end = END_REPLY},
	{.code = CURLE_USE_SSL_FAILED, .end = END_REPLY, .step = STEP_STARTTLS},
	{.code = CURLE_LOGIN_DENIED, .end = END_LOGIN, .step = STEP_AUTH},
	{.code = CURLE_AUTH_ERROR, .end = END_LOGIN, .step = STEP_AUTH},
	{.code = CURLE_BAD_CONTENT_ENCODING, .end = END_LOGIN, .step = STEP_AUTH},
	{.code = CURLE_PEER_FAILED_VERIFICATION, .end = END_CERT, .step = STEP_TLS},
	{.code = CURLE_SSL_PINNEDPUBKEYNOTMATCH, .end = END_PIN, .step = STEP_TLS},
	{.code = CURLE_SSL_CLIENTCERT,
		.end = END_TLS,
		.step = STEP_TLS,
		.adds = FACT_CLIENT_CERT,
		.drops = FACT_ENCRYPTED},
	{.code = CURLE_SSL_CONNECT_ERROR, .hints = BROKEN, .end = END_CLOSED, .step = STEP_TLS},
	{.code = CURLE_SSL_CONNECT_ERROR, .hints = UNSAFE, .end = END_UNSAFE, .step = STEP_TLS},
	{.code = CURLE_SSL_CONNECT_ERROR, .end = END_TLS, .step = STEP_TLS},
	{.code = CURLE_SSL_CIPHER, .end = END_TLS, .step = STEP_TLS},
	/* TLS 1.3 tells of a missing certificate when we believe that the handshake is done. */
	{.code = CURLE_RECV_ERROR,
		.with = FACT_CLIENT_CERT,
		.end = END_TLS,
		.step = STEP_TLS,
		.drops = FACT_ENCRYPTED},
	{.code = CURLE_SEND_ERROR,
		.with = FACT_CLIENT_CERT,
		.end = END_TLS,
		.step = STEP_TLS,
		.drops = FACT_ENCRYPTED},
	{.code = CURLE_RECV_ERROR, .hints = LONG_REPLY, .end = END_TOO_LONG},
	{.code = CURLE_RECV_ERROR, .end = END_CLOSED},
	{.code = CURLE_SEND_ERROR, .end = END_CLOSED},
	{.code = CURLE_GOT_NOTHING, .end = END_CLOSED},
	{.code = (CURLcode)code_too_large, .end = END_TOO_LONG},
	/* Before 8.6 a full receive buffer; where memory is out this program has ended anyway. */
	{.code = CURLE_OUT_OF_MEMORY, .end = END_TOO_LONG},
};

static unsigned hints_of(const struct curl_ending *o, const struct smtp_session *m)
{
	return (m->connected ? CONNECTED : 0u) | (o->broken ? BROKEN : 0u) |
	       (o->unsafe ? UNSAFE : 0u) | (o->replied > library_reply_max ? LONG_REPLY : 0u);
}

/* All but the name is judged by the same code: what has no other fault was refused for its name. */
static void result_explain(struct certificate *c, enum end end)
{
	if (end == END_CERT && !c->problems)
		c->problems = CERT_WRONG_NAME;
}

enum end curl_result_judge(const struct curl_ending *o, struct smtp_session *m)
{
	unsigned facts = m->facts.flags, hints = hints_of(o, m);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *r = &rows[i];

		if (r->code != o->code || (facts & r->with) != r->with || facts & r->without ||
			(hints & r->hints) != r->hints)
			continue;
		m->facts.flags = (facts | r->adds) & ~r->drops;
		if (r->step)
			m->step = r->step;
		result_explain(&m->facts.certificate, r->end);
		return r->end;
	}
	return END_SETUP;
}
