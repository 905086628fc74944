#include "net/curl_observer.h"

#include "model/login.h"
#include "net/curl_options.h"
#include "net/shortage.h"
#include "net/tls.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

/* RFC 8446 5.1 */
enum { record_header = 5, record_first = 20, record_of_data = 23, record_major = 3 };

/* Saves 40 ms where the server waits for an acknowledgement; the kernel soon forgets it. */
static void acknowledge_at_once(const struct curl_observer *h)
{
	int on = 1;

	(void)setsockopt(h->socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on));
}

static long port_of(int socket)
{
	union {
		struct sockaddr any;
		struct sockaddr_in ipv4;
		struct sockaddr_in6 ipv6;
	} own = {0};
	socklen_t len = sizeof(own);

	if (getsockname(socket, &own.any, &len) < 0)
		return -1;
	return ntohs(own.any.sa_family == AF_INET6 ? own.ipv6.sin6_port : own.ipv4.sin_port);
}

/* Of two addresses that are tried side by side (RFC 8305 5) the older one may win. */
static void observer_find_socket(struct curl_observer *h)
{
	const size_t n = sizeof(h->opened) / sizeof(h->opened[0]);
	long port = 0;

	(void)curl_easy_getinfo(h->easy, CURLINFO_LOCAL_PORT, &port);
	for (size_t i = h->n_opened > n ? h->n_opened - n : 0; i < h->n_opened; i++)
		if (port_of(h->opened[i % n]) == port)
			h->socket = h->opened[i % n];
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
	observer_find_socket(h);
	smtp_session_connected(h->session, curl_observer_us(h));
}

/* What lies below SMTP is not heard in the dialogue; the library's clocks tell of it. */
static void look_below(struct curl_observer *h)
{
	curl_off_t connect = 0, secure = 0;

	(void)curl_easy_getinfo(h->easy, CURLINFO_CONNECT_TIME_T, &connect);
	(void)curl_easy_getinfo(h->easy, CURLINFO_APPCONNECT_TIME_T, &secure);
	if (connect > 0 && h->socket < 0) /* the session may know it from the handshake */
		observer_connected(h);
	if (secure > 0 && h->session->step == STEP_TLS)
		smtp_session_secured(h->session, curl_observer_us(h));
}

/* Callbacks of the library */

static curl_socket_t on_open(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct curl_observer *h = context;
	char address[NI_MAXHOST] = "";
	int opened = socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);

	(void)purpose;
	if (opened < 0 && shortage_is(errno))
		h->shortage = errno;
	(void)getnameinfo(
		&to->addr, to->addrlen, address, sizeof(address), NULL, 0, NI_NUMERICHOST);
	smtp_session_resolved(h->session, curl_observer_us(h), address);
	h->opened[h->n_opened++ % (sizeof(h->opened) / sizeof(h->opened[0]))] = opened;
	return opened;
}

/*
 * An answer comes after the question. Two things are known of what does not: it had arrived, read
 * or not, before the command went out; or it arrived while no byte of the command was acknowledged,
 * as every segment sent by who had received it would have done. That holds for what was in flight
 * too. What cannot be known: whether a server whose kernel has the command, and says so, has looked
 * at it. An answer that crosses the command and is looked at only behind that acknowledgement
 * counts as one.
 */
static void observer_set_apart(struct curl_observer *h)
{
	struct tcp_bytes now = tcp_bytes_look(h->socket);

	if (now.acked == h->asked.acked)
		h->early = now.received;
}

static void observer_note_command(struct curl_observer *h)
{
	h->asked = h->seen;
	h->early = h->seen.received;
	h->fresh = 0;
}

static void observer_look_before(struct curl_observer *h)
{
	h->seen = tcp_bytes_look(h->socket);
}

/*
 * The library tells the lines of a record before it reads the next one, but the rest of a line may
 * stand in a later one: so it is counted what the records that began late enough can hold. Padding
 * and what is no text (RFC 8446 4.6) make that too much, never too little.
 */
static void count_record(struct curl_observer *h, const unsigned char *header)
{
	int64_t len = header[3] << 8 | header[4];

	observer_set_apart(h);
	if (header[0] == record_of_data && h->place >= h->early)
		h->fresh += len - tls_overhead(h->easy);
	h->place += record_header + len;
	h->records = true;
}

static bool is_record(const unsigned char *data, size_t len)
{
	return len == record_header && data[0] >= record_first && data[0] <= record_of_data &&
	       data[1] == record_major;
}

/* Every piece of a record, sent or received, comes here; its header before it goes out. */
static void on_tls(struct curl_observer *h, bool received, const char *data, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)data;

	if (!is_record(bytes, len))
		return;
	if (received)
		count_record(h, bytes);
	else
		observer_look_before(h);
}

/*
 * LOGIN has no initial response: not every server takes the user name there. The library chooses it
 * where PLAIN is not offered, as soon as it has the line that was heard just now.
 */
static void observer_choose(const struct curl_observer *h)
{
	const struct facts *facts = &h->session->facts;

	if (h->automatic && h->session->step == STEP_AUTH && !facts_has(facts, FACT_AUTH_SENT) &&
		!login_is_offered(facts, "plain"))
		curl_options_no_initial(h->easy);
}

/* The library tells of a command when it has gone out. */
static int on_debug(CURL *easy, curl_infotype type, char *data, size_t len, void *context)
{
	struct curl_observer *h = context;

	(void)easy;
	if (type == CURLINFO_SSL_DATA_IN || type == CURLINFO_SSL_DATA_OUT)
		on_tls(h, type == CURLINFO_SSL_DATA_IN, data, len);
	if (type != CURLINFO_HEADER_IN && type != CURLINFO_HEADER_OUT)
		return 0;
	curl_observer_look(h);
	if (type == CURLINFO_HEADER_OUT) {
		observer_note_command(h);
		smtp_session_client(h->session, curl_observer_us(h), data, len);
	} else {
		smtp_session_server(h->session, curl_observer_us(h), data, len);
		observer_choose(h);
	}
	return 0;
}

/*
 * Comes behind on_debug() with the same line: what the session refuses goes no further. With the
 * last line of a reply it is also the last that is heard before the next command goes out in clear
 * text.
 */
static size_t on_header(char *data, size_t size, size_t n, void *context)
{
	struct curl_observer *h = context;

	(void)data;
	if (!h->records)
		observer_look_before(h);
	return h->session->over ? 0 : size * n;
}

void curl_observer_start(struct curl_observer *h, struct smtp_session *session)
{
	*h = (struct curl_observer) {.session = session, .socket = -1};
	(void)clock_gettime(CLOCK_MONOTONIC, &h->start);
}

void curl_observer_attach(struct curl_observer *h, CURL *easy)
{
	*h = (struct curl_observer) {
		.session = h->session,
		.easy = easy,
		.start = h->start,
		.automatic = h->automatic,
		.socket = -1,
	};
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

void curl_observer_ask(struct curl_observer *h)
{
	observer_look_before(h);
	observer_note_command(h);
}

bool curl_observer_is_early(void *observer, size_t len)
{
	struct curl_observer *h = observer;
	int64_t line = (int64_t)len;
	bool early;

	if (h->records) {
		early = line > h->fresh;
		h->fresh -= early ? h->fresh : line;
	} else {
		observer_set_apart(h);
		early = h->place < h->early;
		h->place += line;
	}
	return early;
}

void curl_observer_look(struct curl_observer *h)
{
	look_below(h);
	acknowledge_at_once(h);
}
