/*
 * smtpsetup-sendmail: takes a message as sendmail does, keeps it and, where the caller can read the
 * configuration, sends it at once. The caller is let go after five seconds at the latest; a copy of
 * the process goes on with what waits.
 */
#ifndef SENDER_PROGRAM_H
#define SENDER_PROGRAM_H

/* The exit code. */
int sender_program(int argc, char *const argv[]);

#endif
