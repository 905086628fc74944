#include "format/msmtp.h"

#include "base/mem.h"
#include "format/keyval.h"

#include <stdlib.h>
#include <string.h>

/* The commands that mean something here; the table of commands has a row for each. */
enum command_id {
	COMMAND_HOST,
	COMMAND_PORT,
	COMMAND_PROTOCOL,
	COMMAND_TLS,
	COMMAND_STARTTLS,
	COMMAND_TRUST_FILE,
	COMMAND_FINGERPRINT,
	COMMAND_CERTCHECK,
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
	COMMAND_COUNT
};

/* What is said with one command; own: by the account, not by the defaults. */
struct setting {
	const char *value; /* NULL: nothing was said */
	int line;
	bool own;
};

/* In a list, the last one first. */
struct account {
	const char *name;
	struct setting settings[COMMAND_COUNT];
	struct account *before;
};

struct reader {
	struct account defaults;
	struct account *last, *current; /* current NULL: nothing was begun yet */
};

struct command {
	const char *word;
	void (*take)(struct import_result *f, const struct command *c, const struct account *a,
		const struct setting *s);
	enum field_id field;
	const char *sentence; /* why it cannot be taken over */
};

static bool msmtp_is_off(const struct account *a, enum command_id id)
{
	return !a->settings[id].value || strcmp(a->settings[id].value, "off") == 0;
}

static bool is_said(const struct account *a, enum command_id id)
{
	return a->settings[id].value && *a->settings[id].value;
}

static void msmtp_take_value(struct import_result *f, const struct command *c,
	const struct account *a, const struct setting *s)
{
	(void)a;
	import_put(f, c->field, s->value, f->file, s->line);
}

/* msmtp puts names of the machine and the person in, and knows wildcards. */
static void take_pattern(struct import_result *f, const struct command *c, const struct account *a,
	const struct setting *s)
{
	if (strpbrk(s->value, "%?*"))
		import_remark(f, f->file, s->line, "%s is a pattern there and was left out.",
			fields[c->field].label);
	else
		msmtp_take_value(f, c, a, s);
}

/* Without auth msmtp does not use them. */
static void msmtp_take_login(struct import_result *f, const struct command *c,
	const struct account *a, const struct setting *s)
{
	if (!msmtp_is_off(a, COMMAND_AUTH))
		msmtp_take_value(f, c, a, s);
}

static void take_method(struct import_result *f, const struct command *c, const struct account *a,
	const struct setting *s)
{
	static const char *const known[] = {"plain", "login", "cram-md5", "oauthbearer", "xoauth2"};

	if (msmtp_is_off(a, COMMAND_AUTH))
		return;
	if (!*s->value || strcmp(s->value, "on") == 0) {
		import_put(f, c->field, "auto", f->file, s->line);
		return;
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(s->value, known[i]) == 0) {
			msmtp_take_value(f, c, a, s);
			return;
		}
	import_remark(f, f->file, s->line, "the login method %s is not known here.", s->value);
}

static void msmtp_take_trust(struct import_result *f, const struct command *c,
	const struct account *a, const struct setting *s)
{
	(void)c;
	(void)a;
	if (strcmp(s->value, "system") != 0)
		import_put_trust(f, s->value, f->file, s->line);
}

static void msmtp_leave_out(struct import_result *f, const struct command *c,
	const struct account *a, const struct setting *s)
{
	(void)a;
	if (*s->value)
		import_remark(f, f->file, s->line, "%s", c->sentence);
}

/* A shell runs it there; what needs none is proposed as it is. Nothing is run here. */
static void take_password_command(struct import_result *f, const struct command *c,
	const struct account *a, const struct setting *s)
{
	if (msmtp_is_off(a, COMMAND_AUTH) || is_said(a, COMMAND_PASSWORD))
		return;
	if (s->value[strcspn(s->value, "|;&<>()$`*?[#~={}!\\")])
		msmtp_leave_out(f, c, a, s);
	else
		msmtp_take_value(f, c, a, s);
}

static void take_checks(struct import_result *f, const struct command *c, const struct account *a,
	const struct setting *s)
{
	if (msmtp_is_off(a, COMMAND_CERTCHECK))
		msmtp_leave_out(f, c, a, s);
}

static void take_lmtp(struct import_result *f, const struct command *c, const struct account *a,
	const struct setting *s)
{
	if (strcmp(s->value, "lmtp") == 0)
		msmtp_leave_out(f, c, a, s);
}

/* A table, each row a sentence. */
/* clang-format off */
static const struct command commands[COMMAND_COUNT] = {
	[COMMAND_HOST] = {"host", msmtp_take_value, .field = FIELD_HOST},
	[COMMAND_PORT] = {"port", msmtp_take_value, .field = FIELD_PORT},
	[COMMAND_PROTOCOL] = {"protocol", take_lmtp,
		.sentence = "the server is spoken to in LMTP there, and here in SMTP."},
	[COMMAND_TLS] = {.word = "tls"},
	[COMMAND_STARTTLS] = {.word = "tls_starttls"},
	[COMMAND_TRUST_FILE] = {"tls_trust_file", msmtp_take_trust, .field = FIELD_CA_FILE},
	[COMMAND_FINGERPRINT] = {"tls_fingerprint", msmtp_leave_out,
		.sentence = "the fingerprint of a certificate was left out; here a key is pinned."},
	[COMMAND_CERTCHECK] = {"tls_certcheck", take_checks,
		.sentence = "the certificate is not checked there; here it always is."},
	[COMMAND_CERT_FILE] = {"tls_cert_file", msmtp_leave_out,
		.sentence = "a certificate of the client was left out; it has no setting here."},
	[COMMAND_SOCKET] = {"socket", msmtp_leave_out,
		.sentence = "a local socket was left out; here the server is reached by its name."},
	[COMMAND_PROXY] = {"proxy_host", msmtp_leave_out,
		.sentence = "a proxy was left out; here the server is reached directly."},
	[COMMAND_AUTH] = {"auth", take_method, .field = FIELD_METHOD},
	[COMMAND_USER] = {"user", msmtp_take_login, .field = FIELD_USER},
	[COMMAND_PASSWORD] = {"password", msmtp_take_login, .field = FIELD_PASSWORD},
	[COMMAND_PASSWORDEVAL] = {"passwordeval", take_password_command,
		.field = FIELD_PASSWORD_COMMAND,
		.sentence = "the password comes from a command there, for a shell; it was left out."},
	[COMMAND_FROM] = {"from", take_pattern, .field = FIELD_FROM},
	[COMMAND_FROM_NAME] = {"from_full_name", msmtp_take_value, .field = FIELD_FROM_NAME},
	[COMMAND_DOMAIN] = {"domain", take_pattern, .field = FIELD_HELO},
	[COMMAND_EVAL] = {"eval", msmtp_leave_out,
		.sentence = "the line comes from a command, which is not run."},
};
/* clang-format on */

/* Both are msmtp's own rules: no TLS unless it is told, and port 25 with STARTTLS too. */
static void msmtp_take_protocol(struct import_result *f, const struct account *a)
{
	const struct setting *tls = &a->settings[COMMAND_TLS];
	const struct setting *starttls = &a->settings[COMMAND_STARTTLS];

	if (!tls->value)
		import_assume(f, FIELD_PROTOCOL, "plain", "what msmtp does unless told otherwise");
	else if (msmtp_is_off(a, COMMAND_TLS))
		import_put(f, FIELD_PROTOCOL, "plain", f->file, tls->line);
	else if (starttls->value && msmtp_is_off(a, COMMAND_STARTTLS))
		import_put(f, FIELD_PROTOCOL, "ssl", f->file, starttls->line);
	else
		import_put(f, FIELD_PROTOCOL, "starttls", f->file, tls->line);
	if (!settings_is(&f->settings, FIELD_PROTOCOL, "ssl"))
		import_assume(f, FIELD_PORT, "25", "what msmtp does unless told otherwise");
}

static void take_account(struct import_result *f, const struct account *a)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (a->settings[i].value && commands[i].take)
			commands[i].take(f, &commands[i], a, &a->settings[i]);
	msmtp_take_protocol(f, a);
	import_settle(f);
	if (import_has(f, FIELD_USER) && !is_said(a, COMMAND_PASSWORD) &&
		!is_said(a, COMMAND_PASSWORDEVAL))
		import_remark(f, f->file, a->settings[COMMAND_USER].line,
			"the password is not there; msmtp looks for it in a key ring or a netrc "
			"file.");
}

/* The file's way to write an argument: quotes around it count, and nothing inside them does. */
static char *msmtp_unquoted(char *text)
{
	size_t len = strlen(text);

	if (len < 2 || text[0] != '"' || text[len - 1] != '"')
		return text;
	text[len - 1] = '\0';
	return text + 1;
}

/* What stands before every account belongs to this one. */
static char implicit[] = "default";

static const struct account *account_find(const struct account *last, const char *name)
{
	while (last && strcmp(last->name, name) != 0)
		last = last->before;
	return last;
}

static void msmtp_inherit(struct account *to, const struct account *from)
{
	for (int i = 0; from && i < COMMAND_COUNT; i++)
		if (from->settings[i].own)
			to->settings[i] = from->settings[i];
}

/* `name : base, base`: the defaults, and over them what the bases say themselves. */
static void begin_account(struct reader *r, char *name, char *bases)
{
	struct account *a = mem_zero(1, sizeof(*a));

	*a = r->defaults;
	for (int i = 0; i < COMMAND_COUNT; i++)
		a->settings[i].own = false;
	a->name = msmtp_unquoted(keyvals_trim(name));
	for (char *next; bases; bases = next) {
		next = keyvals_split(bases, ",");
		msmtp_inherit(a, account_find(r->last, msmtp_unquoted(keyvals_trim(bases))));
	}
	a->before = r->last;
	r->last = r->current = a;
}

static void msmtp_set(struct reader *r, const struct keyval *pair)
{
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(commands[i].word, pair->name) != 0)
			continue;
		if (!r->current)
			begin_account(r, implicit, NULL);
		r->current->settings[i] = (struct setting) {pair->value, pair->line, true};
	}
}

static void msmtp_read_line(struct reader *r, struct keyval *pair)
{
	pair->value = msmtp_unquoted(pair->value);
	if (strcmp(pair->name, "defaults") == 0)
		r->current = &r->defaults;
	else if (strcmp(pair->name, "account") == 0)
		begin_account(r, pair->value, keyvals_split(pair->value, ":"));
	else
		msmtp_set(r, pair);
}

/* The name before the colon, without blanks and quotes around it. */
static struct span msmtp_title(const char *text, struct span name)
{
	const char *colon = memchr(text + name.begin, ':', name.end - name.begin);

	if (colon)
		name.end = (size_t)(colon - text);
	while (name.begin < name.end && scan_is_blank(text[name.begin]))
		name.begin++;
	while (name.begin < name.end && scan_is_blank(text[name.end - 1]))
		name.end--;
	if (name.end - name.begin >= 2 && text[name.begin] == '"' && text[name.end - 1] == '"')
		name = (struct span) {name.begin + 1, name.end - 1};
	return name;
}

static const struct account *msmtp_choose(const struct account *last)
{
	const struct account *chosen = account_find(last, "default");

	if (chosen)
		return chosen;
	for (; last; last = last->before)
		if (last->settings[COMMAND_HOST].value)
			chosen = last;
	return chosen;
}

/* `account name : base, base`, and `defaults` for the accounts below it. */
static bool msmtp_header(const char *text, struct span line, struct span *name)
{
	static const char account[] = "account", defaults[] = "defaults";
	size_t len = line.end - line.begin, word = 0;

	while (word < len && !scan_is_blank(text[line.begin + word]))
		word++;
	*name = (struct span) {line.begin, line.begin + word};
	if (word == sizeof(defaults) - 1)
		return memcmp(text + line.begin, defaults, word) == 0;
	if (word != sizeof(account) - 1 || memcmp(text + line.begin, account, word) != 0)
		return false;
	*name = msmtp_title(text, (struct span) {name->end, line.end});
	return true;
}

static const struct scan_style msmtp_style = {
	.next = scan_lines_next,
	.group = scan_lines_group,
	.lines = true,
	.header = msmtp_header,
	.root = implicit,
	.last = true,
	.equals = " ",
	.stop = "",
	.open = "account ",
	.opened = "",
	.indent = "",
};

static void reader_fini(struct reader *r)
{
	for (struct account *a = r->last, *before; a; a = before) {
		before = a->before;
		free(a);
	}
}

void msmtp_read(struct import_result *f, const struct import_source *in)
{
	struct reader r = {0};
	const struct account *chosen;
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &msmtp_style);
	for (size_t i = 0; i < pairs.n; i++)
		msmtp_read_line(&r, &pairs.items[i]);
	chosen = msmtp_choose(r.last);
	if (chosen)
		take_account(f, chosen);
	reader_fini(&r);
	keyvals_fini(&pairs);
}
