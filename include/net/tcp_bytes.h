/*
 * What the kernel knows of a connection: how much it has brought, read or not, and how much of ours
 * has reached the other side. The library hands on a line when it is its turn, not when it came;
 * only the kernel knows of an answer that was there before the question.
 */
#ifndef NET_TCP_BYTES_H
#define NET_TCP_BYTES_H

#include <stdint.h>

/* Bytes, both of one moment; 0 where the kernel does not tell. */
struct tcp_bytes {
	uint64_t received; /* in order, read or not */
	uint64_t acked;    /* of ours, acknowledged by the other side (RFC 9293 3.4) */
};

struct tcp_bytes tcp_bytes_look(int socket);

#endif
