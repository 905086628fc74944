#include "format/msmtp_accounts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The file's way to write an argument: quotes around it count, and nothing inside them does. */
static char *msmtp_unquoted(char *text)
{
	size_t len = strlen(text);

	if (len < 2 || text[0] != '"' || text[len - 1] != '"')
		return text;
	text[len - 1] = '\0';
	return text + 1;
}

const char msmtp_default[] = "default";

static struct msmtp_account *account_find(struct msmtp_account *last, const char *name)
{
	while (last && strcmp(last->name, name) != 0)
		last = last->before;
	return last;
}

static void msmtp_inherit(struct msmtp_account *to, const struct msmtp_account *from)
{
	for (int i = 0; from && i < COMMAND_COUNT; i++)
		if (from->settings[i].own)
			to->settings[i] = from->settings[i];
}

static void msmtp_refuse(
	struct msmtp_accounts *r, enum msmtp_refusal why, const char *what, int line)
{
	if (r->refusal)
		return;
	r->refusal = why;
	r->refused = what;
	r->refused_line = line;
}

static void msmtp_inherit_named(
	struct msmtp_accounts *r, struct msmtp_account *a, char *bases, int line)
{
	for (char *next; bases; bases = next) {
		const char *name;
		const struct msmtp_account *base;

		next = keyvals_split(bases, ",");
		name = msmtp_unquoted(keyvals_trim(bases));
		base = account_find(r->last, name);
		if (!base)
			msmtp_refuse(r, REFUSES_BASE, name, line);
		msmtp_inherit(a, base);
	}
}

/*
 * `name : base, base`: the defaults, and over them what the bases say themselves. What stands
 * before all accounts is one of its own, whoever wrote it as what all should have.
 */
static void begin_account(struct msmtp_accounts *r, const char *name, int line, char *bases)
{
	struct msmtp_account *a = mem_zero(1, sizeof(*a));
	const struct msmtp_account *same = account_find(r->last, name);

	*a = r->defaults;
	for (int i = 0; i < COMMAND_COUNT; i++)
		a->settings[i].own = false;
	a->name = name;
	a->line = line;
	if (same)
		msmtp_refuse(r, REFUSES_TWICE, name, line);
	msmtp_inherit(a, same);
	msmtp_inherit_named(r, a, bases, line);
	a->before = r->last;
	r->last = r->current = a;
}

/* Those of 1.8 that mean nothing here, the old ones too. */
static const char *const msmtp_others[] = {"add_missing_date_header", "add_missing_from_header",
	"auto_from", "connect_timeout", "dsn_notify", "dsn_return", "keepbcc", "logfile",
	"logfile_time_format", "maildomain", "ntlmdomain", "proxy_port", "remove_bcc_headers",
	"set_date_header", "set_msgid_header", "source_ip", "syslog", "timeout", "tls_crl_file",
	"tls_force_sslv3", "tls_host_override", "tls_key_file", "tls_min_dh_prime_bits",
	"tls_priorities", "undisclosed_recipients"};

static bool msmtp_knows(const struct msmtp_accounts *r, const char *name)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(r->commands[i].name, name) == 0)
			return true;
	for (size_t i = 0; i < sizeof(msmtp_others) / sizeof(msmtp_others[0]); i++)
		if (strcmp(msmtp_others[i], name) == 0)
			return true;
	return false;
}

/* Of a switch: nothing is on. */
static bool msmtp_is_switch(const char *value)
{
	return !*value || strcmp(value, "on") == 0 || strcmp(value, "off") == 0;
}

/* What msmtp gives the whole file up for. */
static void msmtp_check(struct msmtp_accounts *r, const struct keyval *pair)
{
	static const enum command_id switches[] = {
		COMMAND_TLS, COMMAND_STARTTLS, COMMAND_CERTCHECK};

	if (!msmtp_knows(r, pair->name))
		msmtp_refuse(r, REFUSES_COMMAND, pair->name, pair->line);
	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
		if (strcmp(r->commands[switches[i]].name, pair->name) == 0 &&
			!msmtp_is_switch(pair->value))
			msmtp_refuse(r, REFUSES_WORD, pair->name, pair->line);
}

static void msmtp_set(struct msmtp_accounts *r, const struct keyval *pair)
{
	/* Without a value. */
	static const struct {
		enum command_id id, off;
	} old_names[] = {
		{COMMAND_NOSTARTTLS, COMMAND_STARTTLS},
		{COMMAND_NOCERTCHECK, COMMAND_CERTCHECK},
	};
	static char off[] = "off";

	msmtp_check(r, pair);
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(r->commands[i].name, pair->name) != 0)
			continue;
		if (!r->current)
			begin_account(r, msmtp_default, 0, NULL);
		r->current->settings[i] = (struct msmtp_setting) {pair->value, pair->line, true};
		for (size_t n = 0; n < sizeof(old_names) / sizeof(old_names[0]); n++)
			if ((int)old_names[n].id == i)
				r->current->settings[old_names[n].off] =
					(struct msmtp_setting) {off, pair->line, true};
	}
}

static void msmtp_read_line(struct msmtp_accounts *r, struct keyval *pair)
{
	char *bases;

	pair->value = msmtp_unquoted(pair->value);
	if (strcmp(pair->name, "defaults") == 0) {
		r->current = &r->defaults;
		r->defaults_line = pair->line;
	} else if (strcmp(pair->name, "account") == 0) {
		bases = keyvals_split(pair->value, ":");
		begin_account(r, msmtp_unquoted(keyvals_trim(pair->value)), pair->line, bases);
	} else {
		msmtp_set(r, pair);
	}
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

static struct msmtp_account *msmtp_choose(struct msmtp_account *last)
{
	struct msmtp_account *chosen = account_find(last, msmtp_default);

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

const struct scan_style msmtp_style = {
	.next = scan_lines_next,
	.group = scan_lines_group,
	.lines = true,
	.header = msmtp_header,
	.root = msmtp_default,
	.last = true,
	.equals = " ",
	.stop = "",
	.open = "account ",
	.opened = "",
	.indent = "",
};

void msmtp_accounts_fini(struct msmtp_accounts *a)
{
	for (struct msmtp_account *each = a->last, *before; each; each = before) {
		before = each->before;
		free(each);
	}
	keyvals_fini(&a->pairs);
}

struct msmtp_account *msmtp_accounts_init(
	struct msmtp_accounts *a, const struct codec_key *commands, const struct import_source *in)
{
	*a = (struct msmtp_accounts) {.commands = commands};
	keyvals_init(&a->pairs, in->bytes, in->len, &msmtp_style);
	for (size_t i = 0; i < a->pairs.n; i++)
		msmtp_read_line(a, &a->pairs.items[i]);
	return msmtp_choose(a->last);
}
