/*
 * What another program's configuration says about sending mail, in our terms: the settings that
 * could be taken over, where each of them stood, and a sentence for each thing that was there and
 * could not be. Codecs (codec.h) fill it from text; they open no
 * files and run nothing. A value that is not valid here becomes a remark, never an error, and a
 * password never gets into a remark. All words are safe to show.
 */
#ifndef FORMAT_IMPORT_RESULT_H
#define FORMAT_IMPORT_RESULT_H

#include "model/settings.h"

enum { import_source_max = 65536 }; /* bytes that a file may have */

struct import_result {
	const char *program;      /* "msmtp": borrowed, lives for ever */
	char *file;               /* where it was */
	struct settings settings; /* what was found, the rest defaults */
	char *where[FIELD_COUNT]; /* "/etc/msmtprc, line 3", or a reason; NULL: not found */
	struct strlist remarks;   /* what could not be taken over, and why */
	unsigned offered;         /* bits of fields that the program itself may read otherwise */
	unsigned left_out;        /* bits of fields whose value is there and could not be taken */
	bool logs_in;             /* the program does, though the login may not be found */
	bool unusable;            /* a server is there, and a remark says why it is left out */
};

/* What a reader is given: the bytes of found.file, and the way to files that those point to. */
struct import_source {
	const char *bytes;
	size_t len;
	/* Appends the text of the file to out; false where it is not there or not readable. */
	bool (*fetch)(const void *context, const char *path, struct str *out);
	const void *context;
	/* Is it a file that this program could use? NULL: not known, and taken to be. */
	bool (*is_usable)(const void *context, const char *path);
};

void import_init(struct import_result *f, const char *program, const char *file);
void import_fini(struct import_result *f);

/* Was the setting found? A source that names no server is none. */
bool import_has(const struct import_result *f, enum field_id id);

/* Takes a value over. Empty text is nothing; what is not valid becomes a remark. */
void import_put(
	struct import_result *f, enum field_id id, const char *text, const char *path, int line);

/* Takes back what is offered only: what is left is what the program reads. */
void import_decline(struct import_result *f);

/*
 * Fills in what follows from the rest, unless it was found, or left out: nothing is invented in the
 * place of what is there. The reason stands for the place.
 */
void import_assume(struct import_result *f, enum field_id id, const char *text, const char *reason);

/*
 * Takes over host, [host], host:port, [host]:port or an IPv6 address, bare or in brackets, and what
 * a scheme before it (ssl://) says of the protocol.
 */
void import_put_server(struct import_result *f, const char *text, const char *path, int line);

/* Takes over user:password, which is cut in place; the password may have colons. */
void import_put_login(struct import_result *f, char *login, const char *path, int line);

/* Is it a file with authorities to trust that systems have themselves? */
bool import_is_system_trust(const char *path);

/* Debian's. */
#define import_system_trust "/etc/ssl/certs/ca-certificates.crt"

/*
 * Takes over a file with authorities to trust, unless it is one that systems have themselves. One
 * that is not there becomes a remark.
 */
void import_put_trust(struct import_result *f, const struct import_source *in, const char *text,
	const char *path, int line);

/* Keeps a sentence about what stands in this line (0: about the whole file). */
void import_remark(struct import_result *f, const char *path, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * The last step of each reader: of port and protocol, the one that was not found follows from the
 * other. A password is not sent in clear text because nobody said anything: port 25 alone means
 * plain, port 25 with a login means starttls.
 */
void import_settle(struct import_result *f);

#endif
