/*
 * What installers rely on: `wizard --first-run` asks only where nothing is set up and somebody is
 * there to answer, and says in one word on stdout how it ended: configured (exit 0), skipped (1),
 * deferred (75: nobody is there; nothing was waited for) or failed (the exit code of the error).
 */
#ifndef CLI_FIRST_RUN_H
#define CLI_FIRST_RUN_H

#include "cli/cli.h"

/* `ask` is the interface to ask through; it returns an exit code. */
int first_run(const struct cli *cli, int (*ask)(const struct cli *cli));

#endif
