/*
 * What reads a hostile server's bytes has no rights: not root's, no new ones, no files, no core
 * dump, and bounded memory and time.
 */
#ifndef NET_RIGHTS_H
#define NET_RIGHTS_H

/* Gives up all that is not needed. Returns a sentence where root's rights could not go, or NULL. */
const char *rights_drop(void);

/* Time of the processor for one more job: who uses it up without starting another one ends. */
void rights_renew_time(void);

#endif
