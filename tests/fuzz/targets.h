/*
 * What is fuzzed: each target takes any bytes, and aborts when something that has to hold for
 * them does not. `make fuzz` gives them to libFuzzer, the check to replay.c.
 */
#ifndef TESTS_TARGETS_H
#define TESTS_TARGETS_H

#include <stddef.h>
#include <stdint.h>

void fuzz_addresses(const uint8_t *data, size_t len); /* a list of recipients */
void fuzz_handover(const uint8_t *data, size_t len);  /* a message at the socket */
void fuzz_loader(const uint8_t *data, size_t len);    /* a configuration file */
void fuzz_message(const uint8_t *data, size_t len);   /* rules (1 byte), and a message to be sent */
void fuzz_patcher(const uint8_t *data, size_t len);   /* a wish (2 bytes), and the file */
void fuzz_progress(const uint8_t *data, size_t len);  /* what is known of a message */
void fuzz_safe(const uint8_t *data, size_t len);      /* what a server says */
void fuzz_setter(const uint8_t *data, size_t len);    /* a field (1 byte), and its value */
void fuzz_ticket(const uint8_t *data, size_t len);    /* the front of a spooled message */
void fuzz_utf8(const uint8_t *data, size_t len);

#endif
