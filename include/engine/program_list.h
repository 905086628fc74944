/*
 * The programs of this machine that send mail, each beside the saved settings, and what all the
 * others hand their mail to: /usr/sbin/sendmail. What can be said of them is here once, for every
 * interface.
 */
#ifndef ENGINE_PROGRAM_LIST_H
#define ENGINE_PROGRAM_LIST_H

#include "engine/program.h"
#include "engine/report.h"

#include <time.h>

struct program_item {
	struct program program;
	char *file;     /* one that was named; NULL: its usual place */
	time_t applied; /* when its newest change was made; 0: none was, or it was undone */
	bool chosen;    /* the settings are to be used there */
};

struct program_list {
	const char *root;           /* as in struct program_where */
	struct program_item *items; /* in the order of the codecs, then files that were named */
	size_t n;
	bool sendmail;           /* there is one */
	bool ours;               /* it is smtpsetup-sendmail */
	size_t behind;           /* the program that it is of; n: not known */
	struct strlist machine;  /* sentences: what machine_say() has */
	struct strlist put_back; /* sentences: changes that were cut off earlier, and are undone */
};

/*
 * Looks at all of them, and at the named files that were written once, and chooses those that the
 * settings should be used in: what is behind sendmail, and what names another server.
 * program_list_fini() by the caller.
 */
void program_list_look(struct program_list *l, const char *root, const struct settings *s);
void program_list_fini(
	struct program_list *l); /* fine on a zeroed struct, which is what it leaves */

/* Adds a file of a program that has no usual place, and chooses it; nothing where it is there. */
void program_list_name(struct program_list *l, const struct codec *codec, const char *file,
	const struct settings *s);

/* Where the item is to be looked for. */
struct program_where program_item_where(
	const struct program_list *l, const struct program_item *item);

/* Can the settings be written into its files, and would that change them? */
bool program_item_can(const struct program_item *item);

/* How many are chosen. */
size_t program_list_chosen(const struct program_list *l);

/* How it stands, in words, in the few for which there is room on 40 columns, and as a mark. */
void program_item_say(const struct program_list *l, size_t n, struct str *out);
const char *program_item_brief(const struct program_list *l, size_t n);
enum tone program_item_tone(const struct program_item *item);

/* Appends what would be written, a line for each file, and what the program does not keep. */
void program_item_details(const struct program_item *item, struct str *out);

/*
 * How the mail of cron, PHP and the like goes out, in words and as a mark; where there is no
 * sendmail, what provides one is in program_packages[].
 */
void program_list_say_sendmail(const struct program_list *l, struct str *out);
void program_list_say_sendmail_brief(const struct program_list *l, struct str *out);
enum tone program_list_sendmail_tone(const struct program_list *l);

extern const char program_senders[]; /* who sends by it */
extern const char program_senders_brief[];

/* Debian's packages that provide a sendmail, and what each is good for. */
struct program_package {
	const char *name, *words;
};

extern const struct program_package program_packages[];
extern const size_t program_package_count;

#endif
