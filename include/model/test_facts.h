/*
 * What a test found out, before anybody judges it. The worker fills struct facts from its own
 * SMTP session and sends it over the pipe; model/diagnose turns it into a verdict. Nothing here
 * knows libcurl, OpenSSL, the screen or a clock. All texts have been through text_safe() and are
 * redacted.
 */
#ifndef MODEL_TEST_FACTS_H
#define MODEL_TEST_FACTS_H

#include "base/err.h"
#include "base/str.h"
#include "model/wire.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * In the order of the protocol (RFC 5321 3.1, RFC 3207, RFC 4954, RFC 8314 3.3). A test goes from
 * the login to its end; what lies between (RFC 5321 3.3) only where mail is asked for.
 */
enum step {
	STEP_DNS,
	STEP_CONNECT,
	STEP_GREETING,
	STEP_EHLO,
	STEP_STARTTLS,
	STEP_TLS,
	STEP_AUTH,
	STEP_SENDER,
	STEP_RECIPIENT,
	STEP_CONTENT,
	STEP_DONE,
	STEP_COUNT
};

/* How the dialogue came to its end. */
enum end {
	END_OK,       /* all commands were answered as they should be */
	END_RESOLVE,  /* the name has no address */
	END_CONNECT,  /* no connection; os_errno says why */
	END_TIMEOUT,  /* nothing came within the time */
	END_CLOSED,   /* the server closed or reset the connection */
	END_REPLY,    /* an SMTP reply that ends it, in `code`, or what is no SMTP reply at all */
	END_TLS,      /* the TLS handshake failed, not for the certificate */
	END_CERT,     /* the certificate was not accepted: `problems` */
	END_PIN,      /* the pinned key is another one */
	END_LOGIN,    /* a login could not be made or was refused */
	END_TOO_LONG, /* a line or reply beyond all bounds */
	END_SETUP,    /* something on this machine: `detail` */
	END_CANCELLED,
	END_RESOLVER,   /* whether the name has an address could not be found out: `detail` */
	END_UNSAFE,     /* we broke the TLS handshake off: what the server chose is too weak */
	END_SIGNED_OUT, /* no test: the sign-in gives no token, as in `detail` */
	END_NO_TOKEN,   /* no test: likewise, for now */
	END_COUNT
};

_Static_assert(STEP_COUNT <= 32 && END_COUNT <= 32, "a set of steps or of ends is an unsigned");

#define ENDS(e)  (1u << (e))
#define STEPS(s) (1u << (s))

enum {
	FACT_USER = 1 << 0,             /* the job has a user: a login was wanted */
	FACT_BYTES = 1 << 1,            /* the server sent something in clear text */
	FACT_GREETING = 1 << 2,         /* a 220 greeting came */
	FACT_EHLO = 1 << 3,             /* a 250 answered our EHLO */
	FACT_HELO = 1 << 4,             /* EHLO was refused and HELO answered: no extensions */
	FACT_STARTTLS_OFFERED = 1 << 5, /* listed, whatever the case of its letters */
	FACT_STARTTLS_READY = 1 << 6,   /* 220 answered our STARTTLS */
	FACT_INJECTED = 1 << 7,         /* clear text behind that 220 */
	FACT_ENCRYPTED = 1 << 8,        /* a TLS session was established */
	FACT_AUTH_OFFERED = 1 << 9,     /* AUTH in the last EHLO answer, as RFC 4954 writes it */
	FACT_AUTH_OLD = 1 << 10,        /* only as `AUTH=...`, the form before the standard */
	FACT_AUTH_SENT = 1 << 11,       /* we sent an AUTH command */
	FACT_AUTHENTICATED = 1 << 12,   /* a 235 answered it */
	FACT_WANTS_TLS = 1 << 13,       /* a second connection was answered with TLS at once */
	FACT_NOT_TLS = 1 << 14,         /* clear text came where TLS was due */
	FACT_OLD_TLS = 1 << 15,         /* the server has no TLS version or cipher that we take */
	FACT_CLIENT_CERT = 1 << 16,     /* the server demands a client certificate */
	FACT_MALFORMED = 1 << 17,       /* a reply that RFC 5321 4.2 does not allow */
	FACT_NEEDS_UTF8 = 1 << 18,      /* an address needs SMTPUTF8, which is not offered */
	FACT_TOO_LARGE = 1 << 19,       /* the message is larger than the SIZE that is offered */
	FACT_ENVELOPE = 1 << 20,        /* the server took sender and recipient */
	FACT_HANDED_OVER = 1 << 21,     /* the whole message went out, with its last dot */
	FACT_SENT = 1 << 22,            /* the server said that it has it */
	FACT_EXPLAINED = 1 << 23,   /* a challenge of the login was JSON that tells of a refusal */
	FACT_INITIAL = 1 << 24,     /* our AUTH had an initial response (RFC 4954 4) */
	FACT_CERT_WANTED = 1 << 25, /* in the handshake the server asked for a certificate */
	FACT_END                    /* none: one above the last of them */
};

/* Certificate problems, all of them at once; the order is their precedence. */
enum {
	CERT_EXPIRED = 1 << 0,
	CERT_NOT_YET_VALID = 1 << 1,
	CERT_SELF_SIGNED = 1 << 2,
	CERT_UNKNOWN_CA = 1 << 3,
	CERT_WRONG_NAME = 1 << 4,
	CERT_WEAK = 1 << 5, /* a key or a signature that can be forged */
	CERT_OTHER = 1 << 6,
	CERT_END /* none: one above the last of them */
};

enum {
	facts_transcript_max = 400, /* lines kept */
	facts_list_max = 100,       /* capabilities, certificate names */
	facts_chain_max = 8,        /* certificates beside the server's own */
	facts_chain_names_max = 10, /* names of each of them */
	facts_text_max = 1000,      /* bytes of one text */
};

struct transcript_line {
	int64_t us; /* since the start */
	bool from_client;
	char *text;
};

struct certificate {
	char *subject, *issuer;
	char *not_before, *not_after; /* RFC 3339, UTC */
	char *sha256;                 /* of the certificate, hexadecimal */
	char *pin;                    /* sha256//..., of the public key (RFC 7469 2.4) */
	struct strlist names;         /* subjectAltName: DNS names and addresses */
	int days_left;                /* negative when it is over */
	unsigned problems;            /* CERT_* */
};

/* Texts are NULL where nothing is known; times are in us, microseconds. */
struct facts {
	enum end end;
	enum step step;              /* where it ended */
	unsigned flags;              /* FACT_* */
	int64_t entered[STEP_COUNT]; /* since the start; negative: never entered */
	int64_t total;
	int os_errno;
	int code;       /* of the last final SMTP reply; 0: none */
	char *enhanced; /* its enhanced code (RFC 3463), "5.7.8" */
	char *text;     /* its text, lines joined by a blank */
	char *greeting; /* the first line the server sent, whatever it is */
	char *address;  /* the address connected to, or tried last */
	char *tls_version, *tls_cipher;
	char *mechanisms; /* those the server offers, separated by blanks */
	char *tried;      /* the mechanism we used, the last of them */
	char *refused;    /* those before it, refused as such, separated by blanks */
	char *helo;       /* the name that EHLO or HELO gave last */
	char *host_name;  /* the full name of this machine; NULL: it is not known to have one */
	char *local;      /* the address of our end of the connection */
	char *recipient;  /* to whom mail goes after the login */
	char *detail;     /* the library's own words, for the curious */
	struct certificate certificate; /* the server's own */
	struct certificate *chain;      /* the others that it sent, in its order */
	size_t chain_length;
	struct strlist capabilities; /* the last EHLO answer without its first line */
	struct transcript_line *transcript;
	size_t lines;
};

void facts_init(struct facts *f);
void facts_fini(struct facts *f);

static inline bool facts_has(const struct facts *f, unsigned flag)
{
	return (f->flags & flag) == flag;
}

/*
 * What the server says behind a keyword of its last EHLO answer, "" for nothing; NULL where it does
 * not offer it. Keywords are compared without case (RFC 5321 2.4).
 */
const char *facts_capability(const struct facts *f, const char *keyword);

/* Replaces a text of the facts by a copy, cut at facts_text_max. NULL empties it. */
void facts_text(char **slot, const char *text);
void facts_line(struct facts *f, int64_t us, bool from_client, const char *text);

/* One more certificate at the end of the chain, empty; NULL when there are too many. */
struct certificate *facts_append_certificate(struct facts *f);

/* For a new connection, whose server shows them again. */
void facts_forget_certificates(struct facts *f);

/*
 * How long a step took, in us: until the next one was entered, or until `end` when it was the
 * last. 0 for a step that was not entered.
 */
int64_t facts_step_us(const struct facts *f, enum step s, int64_t end);

/* The words of JSON and of the transcript: "starttls"; NULL for what is no step. */
const char *step_name(enum step s);
enum step step_find(const char *name); /* STEP_COUNT where there is none */

/* What a person reads beside the step: "Securing the connection (STARTTLS)". */
const char *step_label(enum step s);

/* The word for one CERT_ bit, "expired", and what a person reads, "it has expired"; or NULL. */
const char *cert_problem_name(unsigned bit);
const char *cert_problem_label(unsigned bit);

/*
 * The record of type "result". facts_decode() takes only what it knows, bounded; it
 * returns -1 where the record is of another type.
 */
void facts_encode(const struct facts *f, struct str *out);
int facts_decode(struct facts *f, const struct wire_record *record);

#endif
