/*
 * For verb_program*.c: which program and file an action is about, and the actions that change
 * something or send.
 */
#ifndef CLI_VERB_PROGRAM_H
#define CLI_VERB_PROGRAM_H

#include "cli/json.h"
#include "cli/verbs.h"

#include "engine/program_diff.h"

/* Of this machine, and of --file. */
struct program_where program_verb_where(const struct cli *cli);

/* The codec of that argument, or NULL after a sentence, with the exit code. */
const struct codec *program_verb_codec(const struct cli *cli, size_t at, int *code);

/* What writing would change in the files, or the same as JSON. */
void program_verb_print_diff(
	const struct program *p, const struct cli *cli, const struct settings *s);

/* What was never seen to work is not spread over the machine: 0, or said why not. */
int program_verb_check_tested(const struct cli *cli, const struct session *s);

/* Is our own sender meant, and it alone? */
bool program_verb_is_sender(const struct cli *cli);
int program_verb_apply_sender(const struct cli *cli);
int program_verb_undo_sender(const struct cli *cli);

int program_verb_apply(const struct cli *cli);
int program_verb_undo(const struct cli *cli);
int program_verb_test(const struct cli *cli);

#endif
