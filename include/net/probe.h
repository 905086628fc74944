/*
 * One test of one server: settings -> a handle of libcurl -> the step machine -> facts. It never
 * sends mail. A probe is driven by the multi handle it was started on; nothing here blocks.
 */
#ifndef NET_PROBE_H
#define NET_PROBE_H

#include "model/settings.h"
#include "model/verdict.h"

#include <curl/curl.h>
#include <stdbool.h>

struct probe;

/* Told of every step when it is entered for the first time; address as in struct machine_plan. */
struct probe_listener {
	void (*entered)(void *context, enum step step, double ms, const char *address);
	void *context;
};

/*
 * Starts a test. `ca` replaces the system's trust unless it is NULL; it is not needed after the
 * call, nor are the settings. What cannot be started is finished at once, with END_SETUP.
 */
struct probe *probe_new(CURLM *multi, const struct settings *settings, const char *ca,
	size_t ca_len, const struct probe_listener *listener);

/* Ends it, also in the middle, without waiting for anything. */
void probe_free(struct probe *p);

/* A transfer of the multi handle has ended: `owner` is its CURLINFO_PRIVATE, a probe. */
void probe_transfer_ended(struct probe *p, const CURL *easy, CURLcode code);

/*
 * Looks around between two waits; true when the test is finished. *wait_ms is lowered to the
 * time at which it wants to be asked again.
 */
bool probe_look(struct probe *p, int *wait_ms);

/* Complete when the test is finished; borrowed. */
const struct facts *probe_facts(const struct probe *p);

#endif
