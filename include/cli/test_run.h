/*
 * One test that a verb asks for, with its result: printed for people, as JSON for scripts. It may
 * be cancelled by SIGINT.
 */
#ifndef CLI_TEST_RUN_H
#define CLI_TEST_RUN_H

#include "cli/cli.h"
#include "engine/tester.h"

#include <jansson.h>

struct test_run {
	void (*start)(struct tester *t, const struct settings *settings, const char *to);
	const char *to;                  /* whom mail goes to after the login; NULL: nobody */
	json_t *result;                  /* with --json, else NULL; the caller's */
	const struct diagnosis *verdict; /* NULL: there is none */
};

/* A test without mail, for .start. */
void test_run_start_plain(struct tester *t, const struct settings *settings, const char *to);

/* Puts --timeout into the settings that are to be tested. Returns 0, or an exit code. */
int test_run_take_timeout(const struct cli *cli, struct settings *settings);

/* Returns the exit code of the verdict, or of the failure to have one. */
int test_run(const struct cli *cli, struct test_run *run, const struct settings *settings);

#endif
