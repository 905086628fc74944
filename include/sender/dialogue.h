/*
 * SMTP on standard input (RFC 5321), for programs that call sendmail -bs: each message is taken as
 * if it had been handed over with -f and its recipients.
 */
#ifndef SENDER_DIALOGUE_H
#define SENDER_DIALOGUE_H

#include <stddef.h>
#include <stdio.h>

/* To its end; how many messages lie in a folder of the caller's own now, and are still to be sent.
 */
size_t dialogue_run(const char *config, int from, FILE *to);

#endif
