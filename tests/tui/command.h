/*
 * The words of the script language: one row of the table in command.c each. A command gets its
 * arguments without its name and says DONE, NOT_YET (the screen is not so, try again) or BROKEN
 * with the reason in d->why.
 */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include "drive.h"

#include <stdio.h>

/* Runs one line: its words, with a text of its own if it has <<END. */
enum outcome command_run(struct drive *d, struct words *w);

typedef enum outcome command(struct drive *d, int argc, char **argv);

/* look.c: what is on the screen. */
command look_has, look_lacks, look_row, look_cursor, look_cursor_in, look_attribute;
command look_no_colour, look_state, look_golden, look_golden_looks;

/* The file of a golden screen; the caller frees it. */
char *golden_path(const struct drive *d, const char *name, const char *suffix);

/* Opens it to be written anew, its folder made; NULL, and the reason said, where that fails. */
FILE *golden_create(struct drive *d, const char *path);

/* act.c: the program, and what a person does to it. */
command act_size, act_start, act_spawn, act_key, act_paste, act_paste_file, act_mouse, act_send,
	act_resize;
command act_signal, act_hang_up, act_exit;
command act_mark, act_bytes, act_writes, act_wrote, act_never;

/* files.c: files, by a path from the scratch folder. */
command file_write, file_set_mode, file_has, file_lacks, file_mode, file_same, file_none;

/* around.c: the script itself, its variables, other processes. */
command around_case, around_include, around_limit, around_env, around_unset, around_set;
command around_background, around_server, around_run, around_run_status;

#endif
