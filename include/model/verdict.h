/*
 * Verdicts: what a test comes to. The table diagnoses[] has a row for each id with all that is the
 * same wherever it is reached; a struct verdict is one of them, its texts complete sentences with
 * the values of one test put in. model/diagnose finds which. Pure.
 */
#ifndef MODEL_VERDICT_H
#define MODEL_VERDICT_H

#include "model/field.h"
#include "model/test_facts.h"

enum { fix_max = 3 }; /* settings that a fix changes */

enum outcome { OUTCOME_OK, OUTCOME_WARNING, OUTCOME_FAILED, OUTCOME_CANCELLED };

/* In the order of the protocol; people and scripts know the words of the rows. */
enum verdict_id {
	VERDICT_OK_AUTHENTICATED,
	VERDICT_OK_NO_LOGIN,
	VERDICT_OK_ENVELOPE,
	VERDICT_OK_SENT,
	VERDICT_WARN_NOT_ENCRYPTED,
	VERDICT_DNS_NOT_FOUND,
	VERDICT_DNS_TIMEOUT,
	VERDICT_DNS_FAILED,
	VERDICT_CONNECT_REFUSED,
	VERDICT_CONNECT_TIMEOUT,
	VERDICT_CONNECT_UNREACHABLE,
	VERDICT_GREETING_SILENT,
	VERDICT_GREETING_CLOSED,
	VERDICT_GREETING_REJECTED,
	VERDICT_GREETING_BUSY,
	VERDICT_GREETING_HTTP,
	VERDICT_GREETING_SSH,
	VERDICT_GREETING_NOT_SMTP,
	VERDICT_GREETING_WANTS_TLS,
	VERDICT_EHLO_REJECTED,
	VERDICT_EHLO_CLOSED,
	VERDICT_EHLO_STALLED,
	VERDICT_STARTTLS_NOT_OFFERED,
	VERDICT_STARTTLS_REFUSED,
	VERDICT_STARTTLS_INJECTED,
	VERDICT_TLS_NOT_TLS,
	VERDICT_TLS_STALLED,
	VERDICT_TLS_CLOSED,
	VERDICT_TLS_TOO_OLD,
	VERDICT_TLS_EXPIRED,
	VERDICT_TLS_NOT_YET_VALID,
	VERDICT_TLS_SELF_SIGNED,
	VERDICT_TLS_UNKNOWN_CA,
	VERDICT_TLS_WRONG_NAME,
	VERDICT_TLS_PIN_MISMATCH,
	VERDICT_TLS_CLIENT_CERTIFICATE,
	VERDICT_AUTH_NOT_OFFERED,
	VERDICT_AUTH_NEEDS_TLS,
	VERDICT_AUTH_NO_SHARED_METHOD,
	VERDICT_AUTH_REJECTED,
	VERDICT_AUTH_APP_PASSWORD,
	VERDICT_AUTH_OAUTH_REQUIRED,
	VERDICT_AUTH_TOKEN,
	VERDICT_AUTH_DISABLED,
	VERDICT_AUTH_TEMPORARY,
	VERDICT_AUTH_STALLED,
	VERDICT_AUTH_CLOSED,
	VERDICT_AUTH_PROTOCOL,
	VERDICT_CLIENT_REFUSED,
	VERDICT_ACCOUNT_INACTIVE,
	VERDICT_ENVELOPE_NEEDS_LOGIN,
	VERDICT_ENVELOPE_NEEDS_TLS,
	VERDICT_ENVELOPE_UTF8,
	VERDICT_ENVELOPE_STALLED,
	VERDICT_ENVELOPE_CLOSED,
	VERDICT_SENDER_REFUSED,
	VERDICT_SENDER_TEMPORARY,
	VERDICT_SENDER_NOT_ALLOWED,
	VERDICT_RECIPIENT_REFUSED,
	VERDICT_RECIPIENT_TEMPORARY,
	VERDICT_RECIPIENT_RELAY_DENIED,
	VERDICT_CONTENT_REFUSED,
	VERDICT_CONTENT_TEMPORARY,
	VERDICT_CONTENT_TOO_LARGE,
	VERDICT_REPLY_TOO_LONG,
	VERDICT_REPLY_MALFORMED,
	VERDICT_CANCELLED,
	VERDICT_LOCAL_SETUP,
	VERDICT_COUNT
};

enum {
	DIAGNOSIS_ESTABLISHED = 1 << 0, /* settings that came to it count as tested OK */
	DIAGNOSIS_CONFIRMED = 1 << 1,   /* nothing is left to be wished: encrypted, logged in */
	DIAGNOSIS_UNCONNECTED = 1 << 2, /* there was no connection to speak over */
	DIAGNOSIS_UNASKED = 1 << 3, /* not one packet could be sent there: no word of a server */
	DIAGNOSIS_CERTIFICATE =
		1 << 4,              /* a server is there, but its certificate was not accepted */
	DIAGNOSIS_LOGIN = 1 << 5,    /* a login failed: what its provider publishes helps */
	DIAGNOSIS_REFUSED = 1 << 6,  /* and the server is sure of it: more tries may lock it */
	DIAGNOSIS_FALLBACK = 1 << 7, /* another endpoint of the server could mend it */
};

/* One row an id of a verdict. */
struct diagnosis {
	const char *id;
	enum outcome outcome;
	int exit;            /* of `smtpsetup test`, sysexits.h */
	unsigned flags;      /* DIAGNOSIS_* */
	unsigned problem;    /* CERT_*: what it reports of the certificate; 0: nothing */
	enum field_id field; /* the setting that it is about; FIELD_COUNT: none */
	const char *title;
	const char *cause; /* {server.host} and the like; {reply} is the server's own words */
	const char *advice;
	struct fix {
		enum field_id field; /* with value NULL: no fix */
		const char *value;
	} fix[fix_max];
};

extern const struct diagnosis diagnoses[VERDICT_COUNT];

struct verdict {
	const struct diagnosis *diagnosis;
	enum step step;
	char *title, *cause, *advice;
	struct {
		enum field_id field;
		char *value; /* {server.port} and the like; NULL: no fix */
	} fix[fix_max];
	bool authenticated, encrypted;
};

void verdict_fini(struct verdict *v);

/* Gives the verdict this fix, which is copied, in the place of the one that it has. */
void verdict_set_fix(struct verdict *v, const struct fix fix[fix_max]);

/* The row of an id that was read somewhere; NULL where there is none. */
const struct diagnosis *diagnosis_find(const char *id);

/* Has it one of these flags? NULL has none. */
static inline bool diagnosis_is(const struct diagnosis *d, unsigned flags)
{
	return d && d->flags & flags;
}

/* "ok", "warning", "failed", "cancelled" */
const char *outcome_name(enum outcome o);

#endif
