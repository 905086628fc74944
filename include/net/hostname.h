/*
 * Names of hosts as the protocol wants them: how this machine introduces itself, and URLs.
 */
#ifndef NET_HOSTNAME_H
#define NET_HOSTNAME_H

/*
 * This machine's full name as far as it is known without asking anybody on the network, whatever
 * it is; the caller frees.
 */
char *hostname_full(void);

/*
 * What this machine is introduced as where HELO Name is empty: its full name, without a final dot,
 * or the literal of its address where that is no name (RFC 5321 4.1.1.1); the caller frees.
 */
char *hostname_helo(void);

/* scheme://host:port/path, escaped, brackets around IPv6; NULL where a part is not possible. */
char *hostname_url(const char *scheme, const char *host, const char *port, const char *path);

/* The host in A-labels (RFC 5890 2.3.2.1), or as it is; the caller frees. */
char *hostname_ascii(const char *host);

/* The address with its domain in A-labels; the caller frees. */
char *hostname_address(const char *address);

#endif
