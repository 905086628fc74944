/*
 * A preset: where a provider takes mail, what is true of it today, and what it publishes about
 * user names and limits. The built-in ones are const rows. Applying one fills the server's host,
 * port and protocol; it never touches the password, and the user name only where it is a fixed
 * word. There is no provider setting: the current provider is the one whose host it is.
 */
#ifndef MODEL_PROVIDER_H
#define MODEL_PROVIDER_H

#include "model/settings.h"

#define PROVIDER_FULL_ADDRESS "your full e-mail address"

struct listing {
	const char *host; /* NULL: none */
	int port;
	const char *protocol; /* as in server.protocol */
};

enum provider_status {
	PROVIDER_CURRENT,  /* the listed values work */
	PROVIDER_OBSOLETE, /* the listed values are dead: `today` has those that work */
};

/* What the login takes; the words are in provider_login_words(). */
enum provider_login {
	LOGIN_PASSWORD,     /* the password of the account or mailbox */
	LOGIN_APP_PASSWORD, /* a password made for one program */
	LOGIN_KEY,          /* a key or token of the service */
	LOGIN_OAUTH,        /* OAuth 2 only: no password of any kind works */
};

/*
 * The domains are in lower case, one blank between two: "gmail.com googlemail.com". One with a
 * wildcard is a pattern as in glob(7): "yahoo.??", "*.onmicrosoft.com". Of several rows for the
 * same mailboxes only the one to prefer has them.
 */
struct provider {
	const char *id;
	const char *name;
	const char *aliases; /* other words for it, in lower case, blanks between; or NULL */
	const char *domains; /* of its mailboxes; NULL: none of its own */
	struct listing listed;
	const char *listed_as; /* how the protocol is listed, where that is several; or NULL */
	struct listing today;  /* host NULL: the listed values */
	const char *group;     /* the organisation, where its rows have several domains; or NULL */
	enum provider_status status;
	enum provider_login login;
	const char *sign_in;     /* as in auth.sign_in; NULL: no sign-in is known for it */
	const char *tenant;      /* of a sign-in without auth.tenant, or NULL */
	bool sign_in_first;      /* a preset of it chooses the sign-in: passwords end, or have */
	const char *requirement; /* what is true today, in plain sentences */
	const char *username;    /* the form of the user name, in words */
	const char *fixed_user;  /* the user name itself where it is one fixed word, or NULL */
	long per_hour, per_day;  /* published; 0: none published */
	const char *date;        /* when the facts were gathered, ISO 8601 */
	const char *source;      /* where they were published */
};

extern const struct provider providers[];
extern const size_t provider_count;

/* NULL where there is none. */
const struct provider *provider_find(const char *id);
const struct provider *provider_named(const char *name); /* by id or alias, without case */
const char *provider_suggest(const char *name);          /* the nearest id, or NULL */

/*
 * The row whose mailboxes have addresses like this one, or NULL: whose domain it is, else whose
 * pattern fits. Without case (RFC 5321 2.4); the address need not be valid.
 */
const struct provider *provider_by_address(const char *address);

/*
 * What a search looks through (base/search_index.h): the id, the name, the aliases, the hosts and
 * the domains.
 */
void provider_words(const struct provider *p, struct str *out);

/* Sets kept, of provider_count, to the rows that a search keeps, and returns how many. */
size_t provider_search(const char *query, size_t *kept);

/* Is the user name the e-mail address? */
bool provider_user_is_address(const struct provider *p);

/* The provider whose host the settings have; port and protocol decide between several rows. */
const struct provider *provider_of(const struct settings *s);

/* Is it the host of a provider, listed or of today? */
bool provider_has_host(const char *host);

/* The host that is meant by one that people mistake for it; NULL: none is known. */
const char *provider_near_host(const char *host);

/* Are they the hosts of one row, or of rows of one group? */
bool provider_has_both(const char *a, const char *b);

/* Is it a server, or a port of one, that a provider no longer offers? */
bool provider_is_dead(const struct settings *s);

/* The values that work: today's where the listed ones are dead. */
const struct listing *provider_listing(const struct provider *p, bool as_listed);

/* Appends "smtp.example.org port 465, SSL (encrypted from the first byte)". */
void listing_text(const struct listing *at, struct str *out);

/* Its limit per hour: the published one, else the daily one divided by 24; 0: none. */
long provider_per_hour(const struct provider *p);

const char *provider_status_name(const struct provider *p);

/* A few words that warn before a password is typed: "app password". */
const char *provider_login_words(const struct provider *p);

/*
 * Fills host, port and protocol, a fixed user name (and takes out the one of the provider
 * before), and the hourly limit where it is 0 or was the proposal of the provider before. Takes
 * out the sign-in of the provider before. Leaves everything else alone.
 */
void provider_apply(const struct provider *p, bool as_listed, struct settings *s);

#endif
