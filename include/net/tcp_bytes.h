/*
 * How much a connection has brought so far, as the kernel counts it. The library hands on a line
 * when it is its turn, not when it came: only the kernel knows of an answer that was there before
 * the question. Promises a lower bound, and says when it does not know.
 */
#ifndef NET_TCP_BYTES_H
#define NET_TCP_BYTES_H

#include <stdint.h>

/* Bytes received on a TCP socket, read or not; 0 where that is not known. */
uint64_t arrival_bytes(int socket);

#endif
