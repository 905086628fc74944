#include "engine/report_hide.h"

#include "base/ascii.h"

#include <stdio.h>
#include <string.h>

enum { names_max = 400, word_max = 60, token_max = 300, fingerprint_min = 32 };

/* What is hidden, and the word in its place; the two lists go together. */
struct hiding {
	struct strlist names, words;
	int numbers[3]; /* how many there are of each kind that is only recognised */
};

static void hiding_add(struct hiding *h, const char *name, const char *word)
{
	if (!name || !*name || h->names.n == names_max)
		return;
	strlist_add(&h->names, name, names_max);
	strlist_add(&h->words, word, names_max);
}

/* Free text names somebody or something; choices and numbers do not. */
static void hiding_add_settings(struct hiding *h, const struct settings *s)
{
	char word[word_max];

	for (int i = 0; i < FIELD_COUNT; i++) {
		bool plain = fields[i].type == &type_choice || fields[i].type->integer ||
			     fields[i].flags & FIELD_SECRET;

		(void)snprintf(word, sizeof(word), "[%s]", fields[i].key);
		if (!plain)
			hiding_add(h, settings_get(s, (enum field_id)i), word);
	}
}

static void hiding_add_certificate(struct hiding *h, const struct certificate *c)
{
	hiding_add(h, c->subject, "[subject]");
	hiding_add(h, c->issuer, "[issuer]");
	hiding_add(h, c->pin, "[key]");
}

static void hiding_add_facts(struct hiding *h, const struct facts *f)
{
	hiding_add(h, f->recipient, "[recipient]");
	hiding_add(h, f->helo, "[our name]");
	hiding_add(h, f->host_name, "[our name]");
	hiding_add_certificate(h, &f->certificate);
	for (size_t i = 0; i < f->chain_length; i++)
		hiding_add_certificate(h, &f->chain[i]);
}

/* Bytes beyond ASCII are letters of some name. */
static bool hiding_is_word(char c)
{
	return ascii_is_word(c) || (unsigned char)c >= 0x80;
}

static bool hiding_in_token(char c)
{
	return hiding_is_word(c) || (c && strchr(".-_+@", c));
}

/* A name ends where no longer one goes on. */
static bool hiding_ends(const char *at)
{
	return !hiding_in_token(*at) || (!hiding_is_word(*at) && !hiding_in_token(at[1]));
}

/*
 * A single word is a name only as it is written: its letters may be those of a common word. A blank
 * of a longer one may be where a line was broken.
 */
static bool hiding_same(const char *at, const char *name, size_t len)
{
	bool exactly = !strpbrk(name, ".@ ");

	for (size_t i = 0; i < len; i++) {
		char c = (char)(at[i] == '\n' ? ' ' : at[i]);

		if (c != name[i] && (exactly || ascii_lower(c) != ascii_lower(name[i])))
			return false;
	}
	return true;
}

/* The longest name that stands there, or the number of names. */
static size_t hiding_find(const struct hiding *h, const char *at, size_t *len)
{
	size_t found = h->names.n;

	*len = 0;
	for (size_t i = 0; i < h->names.n; i++) {
		size_t n = strlen(h->names.items[i]);

		if (n > *len && hiding_same(at, h->names.items[i], n) && hiding_ends(at + n)) {
			*len = n;
			found = i;
		}
	}
	return found;
}

static bool is_fingerprint(const char *token)
{
	size_t n = strspn(token, "0123456789abcdefABCDEF");

	return n >= fingerprint_min && !token[n];
}

/* The ids of verdicts have a dot as well. */
static bool is_host(const char *token)
{
	const char *last = strrchr(token, '.');

	return last && strlen(last) > 2 && host_is_qualified(token) && !diagnosis_find(token) &&
	       !strpbrk(last, "0123456789");
}

static bool is_mail_address(const char *token)
{
	const char *at = strchr(token, '@');

	return at && at > token && at[1];
}

static const struct {
	const char *word;
	bool (*is)(const char *token);
} kinds[] = {
	{"IP", host_is_address},
	{"address", is_mail_address},
	{"host", is_host},
};

/* Remembers what is recognised, so that it has the same word from here on. */
static bool hiding_learn(struct hiding *h, const char *token)
{
	char word[word_max] = "[fingerprint]";
	bool known = is_fingerprint(token);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && !known; i++)
		if (kinds[i].is(token)) {
			(void)snprintf(
				word, sizeof(word), "[%s %d]", kinds[i].word, ++h->numbers[i]);
			known = true;
		}
	if (known)
		hiding_add(h, token, word);
	return known;
}

/* Bytes of the code in front of one of several lines of a reply (RFC 5321 4.2.1). */
static size_t hiding_code(const char *at)
{
	enum { digits = 3 };

	return strspn(at, "0123456789") == digits && at[digits] == '-' ? digits + 1 : 0;
}

/*
 * What stands there as one piece: an IPv6 address, or else up to a colon; empty: no name. Returns
 * its bytes.
 */
static size_t hiding_token(const char *at, char token[token_max])
{
	size_t n = hiding_code(at);

	token[0] = '\0';
	if (n)
		return n;
	n = strspn(at, "0123456789abcdefABCDEF:.");
	(void)snprintf(token, token_max, "%.*s", (int)n, at);
	if (n < token_max && host_is_ipv6(token) && !hiding_in_token(at[n]))
		return n;
	for (n = 0; hiding_in_token(at[n]);)
		n++;
	while (n > 1 && !hiding_is_word(at[n - 1]))
		n--;
	(void)snprintf(token, token_max, "%.*s", (int)n, at);
	return n;
}

/* Appends what begins there, hidden or not. Returns its bytes. */
static size_t hiding_take(struct hiding *h, const char *at, struct str *out)
{
	char token[token_max];
	size_t len, taken, i = hiding_find(h, at, &len);

	if (i < h->names.n) {
		str_text(out, h->words.items[i]);
		return len;
	}
	if (!hiding_in_token(*at) && *at != ':') {
		str_char(out, *at);
		return 1;
	}
	taken = hiding_token(at, token);
	if (taken && hiding_learn(h, token))
		return hiding_take(h, at, out);
	taken = taken ? taken : 1;
	str_add(out, at, taken);
	return taken;
}

void report_hide(const struct tester *t, const char *text, struct str *out)
{
	struct hiding h = {0};

	hiding_add_settings(&h, &t->settings);
	hiding_add_facts(&h, &t->facts);
	while (*text)
		text += hiding_take(&h, text, out);
	strlist_fini(&h.names);
	strlist_fini(&h.words);
}
