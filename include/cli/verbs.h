/* The verbs, one function each; cli/verbs.c has their table. All return an exit code. */
#ifndef CLI_VERBS_H
#define CLI_VERBS_H

#include "cli/cli.h"

enum { PROGRAMS_MAX = 32 };

int verb_show(const struct cli *cli);
int verb_get(const struct cli *cli);
int verb_set(const struct cli *cli);
int verb_unset(const struct cli *cli);
int verb_apply(const struct cli *cli);
int verb_provider(const struct cli *cli);
int verb_test(const struct cli *cli);
int verb_send_test(const struct cli *cli);
int verb_status(const struct cli *cli);
int verb_sign_in(const struct cli *cli);
int verb_sign_out(const struct cli *cli);
int verb_token(const struct cli *cli);
int verb_history(const struct cli *cli);
int verb_diff(const struct cli *cli);
int verb_rollback(const struct cli *cli);
int verb_district(const struct cli *cli);
int verb_program(const struct cli *cli);
int verb_export(const struct cli *cli);
int verb_import(const struct cli *cli);
int verb_queue(const struct cli *cli);
int verb_help(const struct cli *cli);

#endif
