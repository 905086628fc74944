/*
 * What this machine has run out of: descriptors, threads, memory. Nothing can be found out about a
 * server then, and nothing may be said of it.
 */
#ifndef NET_SHORTAGE_H
#define NET_SHORTAGE_H

#include <curl/curl.h>
#include <stdbool.h>

/* Does this errno tell of one, and not of the other end? */
bool shortage_is(int errnum);

/* Starts the libraries. Their memory, too, is there or the program ends (base/mem). */
void shortage_init(void);

#endif
