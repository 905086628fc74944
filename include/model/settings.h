/*
 * The values of all settings, as canonical text with their origin. A plain value: the draft on
 * the screen and what is saved are two of them. A secret's text is "(set)" or empty; the bytes
 * come from settings_secret(), which only the store, the wire, the field editor and
 * model/password_pasted call.
 *
 * Settings may lie over others, as those of a district lie over Options: what they do not say
 * themselves is inherited, value by value, and what they are told that is no different is not
 * theirs, unless it is a secret.
 */
#ifndef MODEL_SETTINGS_H
#define MODEL_SETTINGS_H

#include "base/err.h"
#include "base/secret.h"
#include "model/field.h"

#include <stdbool.h>

enum origin {
	ORIGIN_DEFAULT,
	ORIGIN_FILE,     /* its own, of settings that lie over nothing */
	ORIGIN_OPTIONS,  /* inherited */
	ORIGIN_DISTRICT, /* its own, of settings that lie over others */
	ORIGIN_HIDDEN,   /* inherited, and not for this person to read: the value is not known */
};

struct value {
	char *text;            /* canonical; NULL for secrets */
	struct secret *secret; /* NULL: not set */
	enum origin origin;
	bool foreign; /* somebody else may have chosen it: nothing is to be run or read for it */
};

struct settings {
	const struct settings *base; /* what is inherited from; NULL: the defaults */
	struct value values[FIELD_COUNT];
};

/* One wish: a field and the text it should have. */
struct change {
	enum field_id id;
	const char *text; /* NULL: back to what is inherited, or to the default */
};

void settings_init(struct settings *s); /* the defaults */

/* All inherited from base (NULL: the defaults), which has to outlive s and all copies of it. */
void settings_init_over(struct settings *s, const struct settings *base);

/* The same values, lying over nothing: what is reset then is empty, and not what was inherited. */
void settings_flatten(struct settings *s);

/* What is its own was read from where others than this person, and root, could write it. */
void settings_distrust(struct settings *s);

/* Makes every value one that is not known. */
void settings_hide(struct settings *s);

void settings_fini(struct settings *s);
void settings_copy(struct settings *to, const struct settings *from); /* `to` is initialised */
void settings_take(struct settings *to, const struct settings *from, enum field_id id); /* one */

const char *settings_get(const struct settings *s, enum field_id id); /* borrowed */
long settings_number(const struct settings *s, enum field_id id);
bool settings_is(const struct settings *s, enum field_id id, const char *text);
bool settings_use_token(const struct settings *s); /* the password is an OAuth 2 access token */
bool settings_is_empty(const struct settings *s, enum field_id id); /* not when it is hidden */
bool settings_is_own(
	const struct settings *s, enum field_id id); /* neither inherited nor default */
bool settings_is_hidden(const struct settings *s, enum field_id id);
extern const char settings_hidden_words[]; /* what people are shown instead */
bool settings_is_foreign(const struct settings *s, enum field_id id);
bool settings_are_hidden(const struct settings *s); /* is any value not known? */
bool settings_is_default(const struct settings *s, enum field_id id);
const struct secret *settings_secret(const struct settings *s, enum field_id id);
enum origin settings_origin(const struct settings *s, enum field_id id);
const char *origin_name(enum origin o);

/*
 * Sets one value as it is meant, without the port following. Empty text is the default, or, where
 * something else would be inherited, nothing as a value of its own. Errors: EX_DATAERR; s
 * untouched.
 */
int settings_assign(struct settings *s, enum field_id id, const char *text, struct err *e);

/*
 * Sets a secret that was not typed, which may be longer: a token. Empty text is none. Errors:
 * EX_DATAERR; s untouched.
 */
int settings_assign_secret(struct settings *s, enum field_id id, const char *text, struct err *e);

/* Back to what is inherited, or to the default. */
void settings_reset(struct settings *s, enum field_id id);

/*
 * Sets several values at once, all or none, and lets the port follow the protocol: a port that
 * is the usual one of the old protocol becomes the usual one of the new, unless the port is
 * among the changes. Likewise a From that is empty, or the old user, becomes the new user where
 * that is an address. Errors: EX_DATAERR; s untouched.
 */
int settings_apply(struct settings *s, const struct change *changes, size_t n, struct err *e);

const char *settings_user_address(const struct settings *s); /* the user ID if it is one, or "" */

/* From, or, where that is empty, the user ID if it is an address; else "". Borrowed. */
const char *settings_sender(const struct settings *s);
void settings_fill_sender(struct settings *s); /* makes that the From address */

/* The usual port of a protocol: 587, 465, 25 (RFC 8314 3.3, RFC 6409 3.1, RFC 5321 4.5.4.2). */
const char *protocol_port(const char *protocol);

/* Over the same settings, a secret of one's own is not the same as an inherited one. */
bool settings_same(const struct settings *a, const struct settings *b, enum field_id id);
bool settings_equal(const struct settings *a, const struct settings *b);

#endif
