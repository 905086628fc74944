/* Where this program keeps what is no configuration: the theme, drafts (XDG base directories). */
#ifndef STORE_STATE_H
#define STORE_STATE_H

/* $XDG_STATE_HOME/smtpsetup/NAME; the caller frees. */
char *state_path(const char *name);

#endif
