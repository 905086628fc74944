/*
 * Other programs' configuration: one codec a program, which reads what its files say about sending
 * mail and makes them say other settings. Both are served by one key map, whose rows join a word
 * of theirs with a field of ours. A codec opens no files and runs nothing: it is handed texts and
 * gives back texts. What is not to be changed stays byte for byte. What a program cannot hold is
 * refused, what it cannot keep as safe as it was tested is a sentence of its own.
 *
 * A new program is one file with its codec and its row in codec.c.
 */
#ifndef FORMAT_CODEC_H
#define FORMAT_CODEC_H

#include "base/edit.h"
#include "format/import_result.h"

#include <limits.h>

#define CODEC_BIT(id) (1u << (id))
_Static_assert(FIELD_COUNT < sizeof(unsigned) * CHAR_BIT, "a set of fields is one number");

/* Sets that many programs say in one place of their file. */
#define ABOUT_ENDPOINT (CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT))
#define ABOUT_SERVER   (ABOUT_ENDPOINT | CODEC_BIT(FIELD_PROTOCOL))
#define ABOUT_METHOD   (CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_USER))
#define ABOUT_SENDER   (CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME))

struct codec;
struct codec_key;
struct codec_writing;

/* Where a program's file may be. */
struct codec_place {
	bool (*directory)(struct str *path); /* appends it; NULL: below the root */
	const char *name;
};

/* A value that the program's files cannot hold, and what kind of value that is. */
struct codec_refusal {
	enum field_id field;
	bool (*is)(const struct settings *s, const char *text);
	const char *kind; /* behind "cannot hold ": "a password that ends in a blank" */
};

/* What a test proves and the program does not keep. */
struct codec_weakness {
	bool (*is)(const struct settings *s); /* NULL: whatever the settings are */
	const char *sentence;
};

/* Where its mail waits: a file for each message, there or in a folder below. */
struct codec_queue {
	const char *directory;
	const char *begins, *ends; /* the name of such a file; NULL: any */
};

/* A file of the program, and whose a new one is. The first of the table is the main file. */
struct codec_owner {
	const char *path; /* NULL: the main file, wherever it is */
	unsigned mode;
	const char *owner, *group; /* names; NULL: those of whoever writes, root in /etc */
};

/* What the rows of a key map are given while a file is read. */
struct codec_reading {
	struct import_result *f;
	const struct import_source *in;
	void *own; /* the program's */
};

struct codec_key {
	const char *name; /* their word */
	/* Takes the value over, which it may cut up. NULL: alone it says nothing. */
	void (*take)(struct codec_reading *r, const struct codec_key *key, char *value, int line);
	/*
	 * Appends the value that is to stand there. NULL: the key weakens or contradicts what is
	 * written, and is taken out.
	 */
	enum edit_act (*say)(
		const struct codec_writing *w, const struct codec_key *key, struct str *out);
	enum field_id field;
	const char *sentence; /* what is different there, or why it cannot be taken over */
	const char *constant; /* for codec_say_constant() and the like */
	unsigned about; /* a change of these fields changes it; 0: of field, where it has say */
	bool alias;     /* another name of a key for the field: never added */
};

/* One text to be changed. */
struct codec_part {
	const char *path;
	const struct scan_style *style;
	const char *group; /* as in struct edit */
	const struct codec_key *keys;
	size_t key_count;
	/* Appends the value as the file has it. Returns the kind of value that it cannot have. */
	const char *(*quote)(struct str *out, const char *value);
};

struct codec_file {
	char *path;
	struct str text;
	unsigned mode; /* for a new file, as the next two are */
	const char *owner,
		*group; /* names, borrowed; NULL: those of whoever writes, root in /etc */
};

enum { codec_files_max = 6 };

/* The files to be written: those whose text is another one than now. */
struct codec_files {
	struct codec_file items[codec_files_max];
	size_t n;
	unsigned left_out; /* bits of the fields whose values have no place there */
};

/* A write that goes on: for the codecs. */
struct codec_writing {
	const struct codec *codec;
	const char *path; /* of the main file */
	const struct import_source *in;
	const struct settings *s;
	const struct import_result *was;
	unsigned forced; /* bits of the fields to be said though they do not change */
	const char *old; /* for say(): the value that stands there, or NULL */
	struct codec_files *files;
	unsigned said; /* bits of the fields that have a place */
	struct err *e;
};

/* What can be done with a program's files. */
enum {
	CODEC_IMPORTS = 1 << 0, /* they are read */
	CODEC_EXPORTS = 1 << 1, /* they are made as texts for another machine */
	CODEC_APPLIES = 1 << 2, /* they are changed in their place */
	CODEC_ALL = CODEC_IMPORTS | CODEC_EXPORTS | CODEC_APPLIES,
};

/*
 * The argument lists end with NULL. In them %s is the main file, under any name, and %d a directory
 * that has the files of the main file's directory under their own names.
 */
struct codec {
	const char *id;                   /* for people to type */
	const char *name;                 /* "Postfix" */
	unsigned uses;                    /* CODEC_* */
	const struct codec_place *places; /* ended by a row of NULLs; NULL: it has no usual one */
	bool asks_file; /* several files could be meant: it is changed only where one is named */
	const struct scan_style *style; /* of the main file */
	const char *const *sniff; /* a text without any of these says nothing about a server */
	void (*read)(struct import_result *f, const struct import_source *in);
	/* Changes the settings to what can be said, where they say what means the same. Or NULL. */
	void (*fit)(struct settings *s, const struct settings *was);
	int (*write)(struct codec_writing *w);
	const struct codec_refusal *cannot;  /* ended by a row without a kind; or NULL */
	const struct codec_weakness *weak;   /* ended by a row without a sentence; or NULL */
	const struct codec_weakness *partly; /* what is kept in part and is as safe; likewise */
	const struct codec_owner *files;     /* ended by a row without a mode */
	unsigned unread; /* bits of the fields that are written to where nothing is read */
	const char *const *parser; /* the program's own check of its files; or NULL */
	const char *const *build;  /* makes what the program reads of its files; or NULL */
	const char *const *reload; /* makes what runs of it read its files; or NULL */
	/* What is there with the program, for one whose directory says nothing; NULL: the parser,
	 * or the directory of its files. */
	const char *command;
	bool sendmail;                   /* its package provides /usr/sbin/sendmail */
	const struct codec_queue *queue; /* ended by a row without a directory; or NULL */
};

extern const struct codec *const codecs[];
extern const size_t codec_count;

const struct codec *codec_find(const char *id); /* NULL: none */

/* May the text say something about a server? */
bool codec_sniff(const struct codec *c, const char *bytes, size_t len);

/*
 * Makes the program's files say these settings. path is the main file, in the text of it now (or
 * none) with the way to the others: what that does not find is taken for a new file, so whoever
 * writes must not have missed one that is only not readable. What does not change stays, weaker
 * than it could be or not; where another server or protocol is written, or all is new, TLS is
 * required and certificates are checked. A login method that is "auto" is left to the program: who
 * knows which one worked puts that into the settings. Errors: EX_DATAERR, a value that cannot be
 * said, with its field; EX_CONFIG, the text cannot be changed; EX_NOPERM, values are not known. No
 * value gets into the message, and out is empty.
 */
int codec_write(const struct codec *c, const char *path, const struct import_source *in,
	const struct settings *s, struct codec_files *out, struct err *e);
void codec_files_fini(struct codec_files *files); /* wipes */

/* Appends the sentences of .weak or .partly that hold for these settings. */
void codec_sentences(
	const struct codec_weakness *rows, const struct settings *s, struct strlist *out);

/* For the codecs: */

/* Is one of these fields to be said, since it changes or the rest of the file is against it? */
bool codec_changes(const struct codec_writing *w, unsigned bits);

/* Makes the edits that the key map wants. -1: e is filled. */
int codec_edit(struct codec_writing *w, const struct codec_part *part);

/* Makes these edits. -1: e is filled. */
int codec_apply(
	struct codec_writing *w, const struct codec_part *part, const struct edit *edits, size_t n);

/* Makes the whole text of a file this one. -1: e is filled. */
int codec_replace(struct codec_writing *w, const char *path, const struct str *text);

/* The text of a file as it is now: to be wiped by the caller. */
void codec_text(const struct codec_writing *w, const char *path, struct str *out);

/* What rows share: the field's value and no more; nothing to say where it is empty. */
void codec_take_value(struct codec_reading *r, const struct codec_key *key, char *value, int line);
void codec_take_constant(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);
void codec_take_server(struct codec_reading *r, const struct codec_key *key, char *value, int line);
void codec_take_trust(struct codec_reading *r, const struct codec_key *key, char *value, int line);

/* `NAME <address>` or an address (RFC 5322 3.4); the name may be in quotes. */
void codec_take_mailbox(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);
enum edit_act codec_say_mailbox(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/* The key's sentence; codec_leave_out() where there is a value. */
void codec_remark(struct codec_reading *r, const struct codec_key *key, char *value, int line);
void codec_leave_out(struct codec_reading *r, const struct codec_key *key, char *value, int line);

enum edit_act codec_say_value(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/*
 * A method by its name, which a list of them is not; where there is a constant, it stands before
 * the name, and both are in capitals.
 */
void codec_take_method(struct codec_reading *r, const struct codec_key *key, char *value, int line);
enum edit_act codec_say_method(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/* host:port, and brackets around an IPv6 address. */
enum edit_act codec_say_server(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/* Of the constant, which has words for starttls, ssl and plain, the one that is meant. */
enum edit_act codec_say_protocol(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/*
 * The constant: always, or where the server speaks TLS, with TLS from the first byte, with
 * STARTTLS, or where there is a login.
 */
enum edit_act codec_say_constant(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
enum edit_act codec_say_with_tls(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
enum edit_act codec_say_with_ssl(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
enum edit_act codec_say_with_starttls(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
enum edit_act codec_say_with_login(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/* The value of a field, a secret's too. Borrowed. */
const char *codec_value(const struct settings *s, enum field_id id);

/* What several cannot hold. */
bool codec_ends_blank(const struct settings *s, const char *text);
bool codec_has_colon(const struct settings *s, const char *text);

/* For .weak: the server speaks TLS, or after STARTTLS only. */
bool codec_is_encrypted(const struct settings *s);
bool codec_uses_starttls(const struct settings *s);

/* Is all of the text of letters, digits and @ . _ : / + - ? Then no file wants quotes. */
bool codec_is_bare(const char *text);

/* Percent-encoding of all but letters, digits and . _ - ~ (RFC 3986 2.3): s-nail insists on that.
 */
void codec_say_encoded(struct str *out, const char *text);

/* Back, in place. A NUL becomes a control that no value has. */
char *codec_decode(char *text);

/* The directory that the program runs in: for places. */
bool codec_here(struct str *path);

#endif
