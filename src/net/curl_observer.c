#include "net/curl_observer.h"

#include "net/shortage.h"
#include "net/tcp_bytes.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

/* RFC 8446 5.1 */
enum { record_header = 5, record_of_data = 23 };

/* Saves 40 ms where the server waits for an acknowledgement; the kernel soon forgets it. */
static void acknowledge_at_once(const struct curl_observer *h)
{
	int on = 1;

	(void)setsockopt(h->socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on));
}

static void observer_connected(struct curl_observer *h)
{
	char *address = NULL, *local = NULL;

	(void)curl_easy_getinfo(h->easy, CURLINFO_PRIMARY_IP, &address);
	(void)curl_easy_getinfo(h->easy, CURLINFO_LOCAL_IP, &local);
	if (address && *address)
		facts_text(&h->session->facts.address, address);
	if (local && *local)
		facts_text(&h->session->facts.local, local);
	smtp_session_connected(h->session, curl_observer_us(h));
}

/* What lies below SMTP is not heard in the dialogue; the library's clocks tell of it. */
static void look_below(struct curl_observer *h)
{
	curl_off_t connect = 0, secure = 0;

	(void)curl_easy_getinfo(h->easy, CURLINFO_CONNECT_TIME_T, &connect);
	(void)curl_easy_getinfo(h->easy, CURLINFO_APPCONNECT_TIME_T, &secure);
	if (connect > 0 && !h->session->connected)
		observer_connected(h);
	if (secure > 0 && h->session->step == STEP_TLS)
		smtp_session_secured(h->session, curl_observer_us(h));
}

/* Callbacks of the library */

static curl_socket_t on_open(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct curl_observer *h = context;
	char address[NI_MAXHOST] = "";

	(void)purpose;
	(void)getnameinfo(
		&to->addr, to->addrlen, address, sizeof(address), NULL, 0, NI_NUMERICHOST);
	smtp_session_resolved(h->session, curl_observer_us(h), address);
	h->socket = socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
	if (h->socket < 0 && shortage_is(errno))
		h->shortage = errno;
	return h->socket;
}

/*
 * The library keeps what it has read and tells it line by line. So under TLS a line stands in the
 * record read last; in clear text it is counted, and the kernel knows how much has come.
 */
static void observer_count_line(struct curl_observer *h, size_t len)
{
	h->told += len;
	if (facts_has(&h->session->facts, FACT_ENCRYPTED))
		smtp_session_arrived(h->session, h->records, h->records);
	else
		smtp_session_arrived(h->session, h->told, arrival_bytes(h->socket));
}

static void count_record(struct curl_observer *h, const char *data, size_t len)
{
	if (len == record_header && *data == record_of_data)
		h->records++;
}

static int on_debug(CURL *easy, curl_infotype type, char *data, size_t len, void *context)
{
	struct curl_observer *h = context;

	(void)easy;
	if (type == CURLINFO_SSL_DATA_IN)
		count_record(h, data, len);
	if (type != CURLINFO_HEADER_IN && type != CURLINFO_HEADER_OUT)
		return 0;
	curl_observer_look(h);
	if (type == CURLINFO_HEADER_OUT) {
		smtp_session_client(h->session, curl_observer_us(h), data, len);
	} else {
		observer_count_line(h, len);
		smtp_session_server(h->session, curl_observer_us(h), data, len);
	}
	return 0;
}

/* Comes behind on_debug() with the same line: what the machine refuses goes no further. */
static size_t on_header(char *data, size_t size, size_t n, void *context)
{
	const struct curl_observer *h = context;

	(void)data;
	return h->session->over ? 0 : size * n;
}

void curl_observer_start(struct curl_observer *h, struct smtp_session *session)
{
	*h = (struct curl_observer) {.session = session, .socket = -1};
	(void)clock_gettime(CLOCK_MONOTONIC, &h->start);
}

void curl_observer_attach(struct curl_observer *h, CURL *easy)
{
	h->easy = easy;
	h->socket = -1;
	h->shortage = 0;
	h->told = h->records = 0;
	(void)curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
	(void)curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, h);
	(void)curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L); /* or on_debug() is never called */
	(void)curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
	(void)curl_easy_setopt(easy, CURLOPT_DEBUGDATA, h);
	(void)curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	(void)curl_easy_setopt(easy, CURLOPT_HEADERDATA, h);
}

int64_t curl_observer_us(const struct curl_observer *h)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)(t.tv_sec - h->start.tv_sec) * us_per_second +
	       (t.tv_nsec - h->start.tv_nsec) / 1000;
}

void curl_observer_look(struct curl_observer *h)
{
	look_below(h);
	acknowledge_at_once(h);
}
