/*
 * The accounts of msmtp's configuration, with all that they inherit: from the defaults that stand
 * above them, and from other accounts.
 */
#ifndef FORMAT_MSMTP_ACCOUNTS_H
#define FORMAT_MSMTP_ACCOUNTS_H

#include "format/codec.h"
#include "format/keyval.h"

/* The commands that mean something here; the table of commands has a row for each. */
enum command_id {
	COMMAND_HOST,
	COMMAND_PORT,
	COMMAND_PROTOCOL,
	COMMAND_TLS,
	COMMAND_STARTTLS,
	COMMAND_NOSTARTTLS,
	COMMAND_TRUST_FILE,
	COMMAND_FINGERPRINT,
	COMMAND_CERTCHECK,
	COMMAND_NOCERTCHECK,
	COMMAND_CERT_FILE,
	COMMAND_SOCKET,
	COMMAND_PROXY,
	COMMAND_AUTH,
	COMMAND_USER,
	COMMAND_PASSWORD,
	COMMAND_PASSWORDEVAL,
	COMMAND_FROM,
	COMMAND_FROM_NAME,
	COMMAND_DOMAIN,
	COMMAND_EVAL,
	/* Of the system's file only; the last one where nobody has named another file. */
	COMMAND_SET_FROM,
	COMMAND_OVERRIDE,
	COMMAND_ALIASES,
	COMMAND_COUNT
};

/* What is said with one command; own: by the account, not by the defaults. */
struct msmtp_setting {
	char *value; /* NULL: nothing was said */
	int line;
	bool own;
};

/* In a list, the last one first. */
struct msmtp_account {
	const char *name;
	int line; /* where it begins; 0: on top, without a word */
	struct msmtp_setting settings[COMMAND_COUNT];
	struct msmtp_account *before;
};

/* Why msmtp uses nothing of the file: the first fault. */
enum msmtp_refusal {
	REFUSES_NOTHING,
	REFUSES_TWICE,   /* an account that begins twice */
	REFUSES_BASE,    /* one to inherit from that is not there */
	REFUSES_COMMAND, /* one that it does not know */
	REFUSES_WORD,    /* neither on nor off */
};

struct msmtp_accounts {
	const struct codec_key *commands;
	struct keyvals pairs;
	struct msmtp_account defaults;
	int defaults_line; /* 0: there are none */
	enum msmtp_refusal refusal;
	const char *refused; /* what it is about */
	int refused_line;
	struct msmtp_account *last, *current; /* current NULL: nothing was begun yet */
};

extern const struct scan_style msmtp_style;

/* The account that the settings before all accounts belong to. */
extern const char msmtp_default[];

/*
 * Reads all accounts. One that begins twice, which msmtp refuses, goes on. Returns the one named
 * default, else the first that names a server, or NULL. It lives until msmtp_accounts_fini().
 */
struct msmtp_account *msmtp_accounts_init(
	struct msmtp_accounts *a, const struct codec_key *commands, const struct import_source *in);
void msmtp_accounts_fini(struct msmtp_accounts *a);

#endif
