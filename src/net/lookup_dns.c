#include "net/lookup_dns.h"

#include "base/mem.h"
#include "model/wire.h"
#include "net/shortage.h"

#define CARES_NO_DEPRECATED /* what takes the place of some calls is not in Debian 12 */
#include <sys/select.h>
#include <ares.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum {
	dns_patience_ms = 2000, /* for the first answer; it doubles with every round */
	dns_tries = 8,          /* the deadline of the test comes before the last of them */
	/* For the other family; RFC 8305 3 has 50, but a diagnosis wants to know both. */
	dns_grace_us = 300 * 1000,
	dns_header = 12, /* RFC 1035 4.1.1 */
	dns_rcode = 3,   /* where it stands in the header, in the low half */
	dns_rcode_mask = 0xf,
	dns_servfail = 2,
	dns_refused = 5,
};

struct dns_family {
	struct lookup_dns *dns;
	int family;
	bool answered;
	int status; /* ARES_ */
};

struct lookup_dns {
	ares_channel channel;
	char *host;
	struct strlist candidates;
	size_t candidate; /* the one that is asked for */
	struct dns_family families[2];
	int64_t settled_at; /* us: one family says that there is an address, or no such name */
	bool has_server;
	int shortage;               /* errno; 0: none */
	unsigned rcodes;            /* 1 << rcode, of all replies to this candidate */
	enum lookup_end as_is;      /* of the host without a domain of the search list */
	struct lookup_answer found; /* so far */
};

static int64_t dns_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * us_per_second + t.tv_nsec / 1000;
}

/* Sockets: what was there none left of, and what c-ares keeps to itself of a reply */

static ares_socket_t dns_open(int family, int type, int protocol, void *context)
{
	struct lookup_dns *d = context;
	int fd = socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);

	if (fd < 0 && shortage_is(errno))
		d->shortage = errno;
	return fd;
}

static int dns_close(ares_socket_t fd, void *context)
{
	(void)context;
	return close(fd);
}

static int dns_connect(
	ares_socket_t fd, const struct sockaddr *to, ares_socklen_t len, void *context)
{
	(void)context;
	return connect(fd, to, len);
}

static ares_ssize_t dns_receive(ares_socket_t fd, void *buffer, size_t size, int flags,
	struct sockaddr *from, ares_socklen_t *len, void *context)
{
	struct lookup_dns *d = context;
	ssize_t n = recvfrom(fd, buffer, size, flags, from, len);

	if (n >= dns_header) /* over TCP it is read in pieces: there a failure has no name */
		d->rcodes |= 1u << (((const unsigned char *)buffer)[dns_rcode] & dns_rcode_mask);
	return n;
}

static ares_ssize_t dns_send(ares_socket_t fd, const struct iovec *pieces, int n, void *context)
{
	(void)context;
	return writev(fd, pieces, n);
}

static const struct ares_socket_functions dns_sockets = {
	.asocket = dns_open,
	.aclose = dns_close,
	.aconnect = dns_connect,
	.arecvfrom = dns_receive,
	.asendv = dns_send,
};

/* For name servers, or for the hosts file. The search list is our own business. */
static int dns_channel(ares_channel *channel, bool servers)
{
	char *copy = mem_text(servers ? "b" : "f"), none[] = "/dev/null";
	struct ares_options options = {
		.flags = ARES_FLAG_NOSEARCH,
		.timeout = dns_patience_ms,
		.tries = dns_tries,
		.lookups = copy,
		.resolvconf_path = none,
	};
	int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_NDOTS |
		   ARES_OPT_DOMAINS | ARES_OPT_LOOKUPS | (servers ? 0 : ARES_OPT_RESOLVCONF);
	int status = ares_init_options(channel, &options, mask);

	free(copy);
	return status;
}

static void add_addresses(struct lookup_answer *answer, struct ares_addrinfo *info)
{
	if (!info)
		return;
	for (const struct ares_addrinfo_node *node = info->nodes; node; node = node->ai_next)
		lookup_answer_add(answer, node->ai_addr);
	ares_freeaddrinfo(info);
}

/* The hosts file */

static void on_hosts(void *context, int status, int timeouts, struct ares_addrinfo *info)
{
	(void)status;
	(void)timeouts;
	add_addresses(context, info);
}

void lookup_hosts(const char *host, struct lookup_answer *answer)
{
	const struct ares_addrinfo_hints hints = {
		.ai_family = AF_UNSPEC,
		.ai_flags = ARES_AI_NOSORT,
		.ai_socktype = SOCK_STREAM,
	};
	ares_channel channel;

	*answer = (struct lookup_answer) {.end = LOOKUP_NONE};
	if (dns_channel(&channel, false) != ARES_SUCCESS)
		return;
	ares_getaddrinfo(channel, host, NULL, &hints, on_hosts, answer);
	ares_destroy(channel);
	answer->end = answer->n ? LOOKUP_FOUND : LOOKUP_NONE;
}

/* The DNS */

static void on_family(void *context, int status, int timeouts, struct ares_addrinfo *info)
{
	struct dns_family *f = context;

	(void)timeouts;
	if (status == ARES_EDESTRUCTION || status == ARES_ECANCELLED)
		return;
	f->answered = true;
	f->status = status;
	add_addresses(&f->dns->found, info);
	if (f->dns->settled_at < 0 && (status == ARES_SUCCESS || status == ARES_ENOTFOUND))
		f->dns->settled_at = dns_now();
}

static void dns_ask(struct lookup_dns *d)
{
	const char *name = d->candidates.items[d->candidate];

	d->settled_at = -1;
	d->rcodes = 0;
	for (size_t i = 0; i < sizeof(d->families) / sizeof(d->families[0]); i++) {
		const struct ares_addrinfo_hints hints = {
			.ai_family = d->families[i].family,
			.ai_flags = ARES_AI_NOSORT,
			.ai_socktype = SOCK_STREAM,
		};

		d->families[i].answered = false;
		ares_getaddrinfo(d->channel, name, NULL, &hints, on_family, &d->families[i]);
	}
}

struct lookup_dns *lookup_dns_new(const char *host, const struct name_config *config)
{
	struct lookup_dns *d = mem_zero(1, sizeof(*d));
	int status = dns_channel(&d->channel, true);

	d->host = mem_text(host);
	d->has_server = config->has_server;
	d->families[0] = (struct dns_family) {.dns = d, .family = AF_INET};
	d->families[1] = (struct dns_family) {.dns = d, .family = AF_INET6};
	name_config_candidates(config, host, &d->candidates);
	if (status != ARES_SUCCESS) {
		d->channel = NULL;
		d->shortage = shortage_is(errno) ? errno : 0;
		return d;
	}
	ares_set_socket_functions(d->channel, &dns_sockets, d);
	dns_ask(d);
	return d;
}

void lookup_dns_free(struct lookup_dns *d)
{
	if (!d)
		return;
	if (d->channel)
		ares_destroy(d->channel);
	strlist_fini(&d->candidates);
	free(d->host);
	free(d);
}

/* c-ares' own macros shift into the sign for the last of its sockets. */
static short dns_events(unsigned mask, int i, int in, int out)
{
	bool reads = mask & 1u << i, writes = mask & 1u << (i + ARES_GETSOCK_MAXNUM);

	return (short)((reads ? in : 0) | (writes ? out : 0));
}

/* What has come in the meantime, and what is due. */
static void dns_process(struct lookup_dns *d)
{
	ares_socket_t fds[ARES_GETSOCK_MAXNUM];
	unsigned mask = (unsigned)ares_getsock(d->channel, fds, ARES_GETSOCK_MAXNUM);

	for (int i = 0; i < ARES_GETSOCK_MAXNUM; i++) {
		short events = dns_events(mask, i, POLLIN, POLLOUT);
		struct pollfd ready = {.fd = fds[i], .events = events};

		if (!events || poll(&ready, 1, 0) <= 0)
			continue;
		ares_process_fd(d->channel,
			ready.revents & (POLLIN | POLLERR | POLLHUP) ? fds[i] : ARES_SOCKET_BAD,
			ready.revents & POLLOUT ? fds[i] : ARES_SOCKET_BAD);
	}
	ares_process_fd(d->channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
}

static void dns_wait(struct lookup_dns *d, struct waits *waits)
{
	ares_socket_t fds[ARES_GETSOCK_MAXNUM];
	unsigned mask = (unsigned)ares_getsock(d->channel, fds, ARES_GETSOCK_MAXNUM);
	struct timeval left, *due = ares_timeout(d->channel, NULL, &left);

	for (int i = 0; i < ARES_GETSOCK_MAXNUM; i++) {
		short events = dns_events(mask, i, CURL_WAIT_POLLIN, CURL_WAIT_POLLOUT);

		if (events)
			waits_add(waits, fds[i], events);
	}
	if (due && waits_until(waits, (int64_t)due->tv_sec * us_per_second + due->tv_usec))
		waits_not(waits);
}

/* Of a candidate that both families have answered for, or one that was worth more than waiting. */
static bool dns_is_settled(const struct lookup_dns *d, struct waits *waits)
{
	if (d->families[0].answered && d->families[1].answered)
		return true;
	return d->settled_at >= 0 && waits_until(waits, d->settled_at + dns_grace_us - dns_now());
}

static bool dns_any(const struct lookup_dns *d, int status)
{
	return (d->families[0].answered && d->families[0].status == status) ||
	       (d->families[1].answered && d->families[1].status == status);
}

static bool dns_is_none(const struct dns_family *f)
{
	return !f->answered || f->status == ARES_SUCCESS || f->status == ARES_ENODATA ||
	       f->status == ARES_EBADNAME;
}

static enum lookup_end dns_end(const struct lookup_dns *d)
{
	if (d->found.n)
		return LOOKUP_FOUND;
	if (dns_any(d, ARES_ENOTFOUND) ||
		(dns_is_none(&d->families[0]) && dns_is_none(&d->families[1])))
		return LOOKUP_NONE;
	return dns_any(d, ARES_ETIMEOUT) ? LOOKUP_SILENT : LOOKUP_FAILED;
}

static const char *dns_why(const struct lookup_dns *d)
{
	if (d->rcodes & 1u << dns_servfail)
		return "the name server reported a failure (SERVFAIL)";
	if (d->rcodes & 1u << dns_refused)
		return "the name server refused to answer (REFUSED)";
	if (d->rcodes)
		return "the name server sent an invalid answer";
	return d->has_server ? "no name server can be reached"
			     : "no name server is configured in /etc/resolv.conf";
}

/* True when there is nothing more to ask for. */
static bool dns_take(struct lookup_dns *d)
{
	bool as_is = strcmp(d->candidates.items[d->candidate], d->host) == 0;
	enum lookup_end end = dns_end(d);

	if (end == LOOKUP_FAILED && (as_is || d->as_is == LOOKUP_RUNNING))
		(void)snprintf(d->found.why, sizeof(d->found.why), "%s", dns_why(d));
	if (as_is)
		d->as_is = end;
	d->found.end = d->as_is == LOOKUP_RUNNING || end == LOOKUP_FOUND ? end : d->as_is;
	return end == LOOKUP_FOUND || end == LOOKUP_SILENT || ++d->candidate == d->candidates.n;
}

bool lookup_dns_look(struct lookup_dns *d, struct waits *waits, struct lookup_answer *answer)
{
	if (d->channel)
		dns_process(d);
	while (d->channel && !d->shortage && dns_is_settled(d, waits)) {
		if (dns_take(d)) {
			*answer = d->found;
			return true;
		}
		ares_cancel(d->channel);
		dns_ask(d);
	}
	if (d->shortage) {
		*answer = (struct lookup_answer) {.end = LOOKUP_SHORT, .errnum = d->shortage};
		return true;
	}
	if (!d->channel) {
		*answer = (struct lookup_answer) {
			.end = LOOKUP_FAILED, .why = "/etc/resolv.conf cannot be read"};
		return true;
	}
	dns_wait(d, waits);
	return false;
}
