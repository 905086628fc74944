/* The earlier versions of the session's file: to look at, and to go back to. 1 is the newest. */
#ifndef ENGINE_VERSIONS_H
#define ENGINE_VERSIONS_H

#include "engine/session.h"
#include "store/history.h"

/* Newest first; returns how many there are. */
size_t versions_list(const struct session *s, struct version versions[history_max]);

/*
 * The settings of version n. Errors: EX_NOINPUT when there is no such version, else those of
 * store_load(); the settings are then the defaults.
 */
int versions_load(const struct session *s, size_t n, struct settings *settings, struct err *e);

/* Does version n, which could be loaded, differ in more than settings? See store_differs_beyond().
 */
/* Had version n passed its test, and was it not changed after that? */
bool versions_passed(const struct session *s, size_t n);

bool versions_differ_beyond(const struct session *s, size_t n);

/*
 * Would versions_restore() change the file? For a session for reading: what is refused needs no
 * lock. Errors: those of versions_load() and store_check_place().
 */
int versions_check(struct session *s, size_t n, bool *would, struct err *e);

/*
 * Makes version n the file again, and the session's settings; a session for writing. What the
 * file said of its test comes back with it: it is true of those settings. s->store.wrote says
 * whether anything was written. Errors: those of versions_load() and store_restore().
 */
int versions_restore(struct session *s, size_t n, struct err *e);

#endif
