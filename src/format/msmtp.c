#include "base/xdg.h"
#include "format/identity.h"
#include "format/msmtp_accounts.h"

#include <string.h>

static bool msmtp_is_off(const struct msmtp_account *a, enum command_id id)
{
	return !a->settings[id].value || strcmp(a->settings[id].value, "off") == 0;
}

static bool is_said(const struct msmtp_account *a, enum command_id id)
{
	return a->settings[id].value && *a->settings[id].value;
}

/* Reading */

/* msmtp puts names of the machine and the person in, and knows wildcards. */
static void take_pattern(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (strpbrk(value, "%?*"))
		import_remark(r->f, r->f->file, line, "%s was left out: it is a pattern.",
			fields[key->field].label);
	else
		codec_take_value(r, key, value, line);
}

/* Without auth msmtp does not use them. */
static void msmtp_take_login(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!msmtp_is_off(r->own, COMMAND_AUTH))
		codec_take_value(r, key, value, line);
}

static void take_method(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	static const char *const known[] = {"plain", "login", "cram-md5", "oauthbearer", "xoauth2"};

	if (msmtp_is_off(r->own, COMMAND_AUTH))
		return;
	if (!*value || strcmp(value, "on") == 0) {
		import_put(r->f, key->field, "auto", r->f->file, line);
		return;
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(value, known[i]) == 0) {
			codec_take_value(r, key, value, line);
			return;
		}
	import_remark(r->f, r->f->file, line, "the login method %s is not known.", value);
}

static void msmtp_take_trust(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)key;
	if (strcmp(value, "system") != 0)
		import_put_trust(r->f, r->in, value, r->f->file, line);
}

/* A shell would make something else of it than we do. */
static bool msmtp_wants_shell(const struct settings *s, const char *command)
{
	(void)s;
	return command[strcspn(command, "|;&<>()$`*?[#~={}!\\")];
}

/* A shell runs it there; what needs none is proposed as it is. Nothing is run here. */
static void take_password_command(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (msmtp_is_off(r->own, COMMAND_AUTH) || is_said(r->own, COMMAND_PASSWORD))
		return;
	if (msmtp_wants_shell(NULL, value))
		codec_leave_out(r, key, value, line);
	else
		codec_take_value(r, key, value, line);
}

static void take_checks(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (msmtp_is_off(r->own, COMMAND_CERTCHECK))
		codec_leave_out(r, key, value, line);
}

static void take_lmtp(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (strcmp(value, "lmtp") == 0)
		codec_leave_out(r, key, value, line);
}

/* Writing */

static enum edit_act msmtp_say_tls(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	str_text(out, settings_is(w->s, FIELD_PROTOCOL, "plain") ? "off" : "on");
	return EDIT_PUT;
}

static enum edit_act say_starttls(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	str_text(out, settings_is(w->s, FIELD_PROTOCOL, "starttls") ? "on" : "off");
	return settings_is(w->s, FIELD_PROTOCOL, "plain") ? EDIT_DROP : EDIT_PUT;
}

static enum edit_act msmtp_say_trust(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (codec_say_value(w, key, out) == EDIT_DROP)
		str_text(out, "system");
	return EDIT_PUT;
}

/* Another user alone is no other method. Inherited from elsewhere it is not gone but off. */
static enum edit_act msmtp_say_method(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	bool logs_in = !settings_is_empty(w->s, FIELD_USER);
	bool logged_in = !settings_is_empty(&w->was->settings, FIELD_USER);

	if (!logs_in)
		str_text(out, "off");
	else if (settings_is(w->s, FIELD_METHOD, "auto"))
		str_text(out, "on");
	else
		(void)codec_say_value(w, key, out);
	return logs_in == logged_in && !codec_changes(w, CODEC_BIT(FIELD_METHOD)) &&
			       !(w->forced & CODEC_BIT(FIELD_USER))
		       ? EDIT_KEEP
		       : EDIT_PUT;
}

/* Where nothing is encrypted, msmtp logs in with a method that is named, and with no other. */
static void msmtp_fit(struct settings *s, const struct settings *was)
{
	struct err e;

	if (settings_is(s, FIELD_PROTOCOL, "plain") && !settings_is_empty(s, FIELD_USER) &&
		settings_is(s, FIELD_METHOD, "auto") &&
		!(settings_same(s, was, FIELD_PROTOCOL) && settings_same(s, was, FIELD_METHOD) &&
			settings_same(s, was, FIELD_USER)))
		(void)settings_assign(s, FIELD_METHOD, "plain", &e);
}

/* In quotes nothing is special, quotes neither. */
static const char *msmtp_quote(struct str *out, const char *value)
{
	enum { line_max = 500, name_max = 20 };

	str_format(out, codec_is_bare(value) ? "%s" : "\"%s\"", value);
	return out->len > line_max - name_max ? "a value of more than 480 bytes" : NULL;
}

static bool is_pattern(const struct settings *s, const char *text)
{
	(void)s;
	return strpbrk(text, "%?*");
}

static const struct codec_refusal msmtp_cannot[] = {
	{FIELD_FROM, is_pattern, "an address with %, ? or *"},
	{FIELD_HELO, is_pattern, "a name with %, ? or *"},
	{FIELD_PASSWORD_COMMAND, msmtp_wants_shell, "a command with shell characters"},
	IDENTITY_CANNOT,
	{0},
};

#define ABOUT_LOGIN (CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_METHOD))

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key commands[COMMAND_COUNT] = {
	[COMMAND_HOST] = {"host", codec_take_value, codec_say_value, .field = FIELD_HOST},
	[COMMAND_PORT] = {"port", codec_take_value, codec_say_value, .field = FIELD_PORT},
	[COMMAND_PROTOCOL] = {"protocol", take_lmtp, .about = ABOUT_SERVER,
		.sentence = "the server speaks LMTP there; smtpsetup uses SMTP."},
	[COMMAND_TLS] = {"tls", .say = msmtp_say_tls, .field = FIELD_PROTOCOL},
	[COMMAND_STARTTLS] = {"tls_starttls", .say = say_starttls, .field = FIELD_PROTOCOL},
	[COMMAND_NOSTARTTLS] = {"tls_nostarttls", .field = FIELD_PROTOCOL, .about = CODEC_BIT(FIELD_PROTOCOL)},
	[COMMAND_TRUST_FILE] = {"tls_trust_file", msmtp_take_trust, msmtp_say_trust, .field = FIELD_CA_FILE,
		.about = CODEC_BIT(FIELD_CA_FILE) | CODEC_BIT(FIELD_PROTOCOL)},
	[COMMAND_FINGERPRINT] = {"tls_fingerprint", codec_leave_out, .about = ABOUT_SERVER,
		.sentence = "a certificate fingerprint was left out: smtpsetup pins the public "
			"key instead."},
	[COMMAND_CERTCHECK] = {"tls_certcheck", take_checks, .about = ABOUT_SERVER,
		.sentence = "the certificate is not checked there; smtpsetup always checks it."},
	[COMMAND_NOCERTCHECK] = {"tls_nocertcheck", .about = ABOUT_SERVER},
	[COMMAND_CERT_FILE] = {"tls_cert_file", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	[COMMAND_SOCKET] = {"socket", codec_leave_out, .about = ABOUT_SERVER,
		.sentence = "a local socket was left out: smtpsetup connects to a server by its "
			"name."},
	[COMMAND_PROXY] = {"proxy_host", codec_leave_out,
		.sentence = "a proxy was left out: smtpsetup connects directly."},
	[COMMAND_AUTH] = {"auth", take_method, msmtp_say_method, .field = FIELD_METHOD, .about = ABOUT_LOGIN},
	[COMMAND_USER] = {"user", msmtp_take_login, codec_say_value, .field = FIELD_USER},
	[COMMAND_PASSWORD] = {"password", msmtp_take_login, codec_say_value, .field = FIELD_PASSWORD},
	[COMMAND_PASSWORDEVAL] = {"passwordeval", take_password_command, codec_say_value,
		FIELD_PASSWORD_COMMAND,
		.sentence = "the password command was left out: it needs a shell."},
	[COMMAND_FROM] = {"from", take_pattern, codec_say_value, .field = FIELD_FROM},
	/* msmtp 1.8.23 does not know it, and then sends no mail at all. */
	[COMMAND_FROM_NAME] = {"from_full_name", codec_take_value, .field = FIELD_FROM_NAME,
		.about = CODEC_BIT(FIELD_FROM_NAME)},
	[COMMAND_DOMAIN] = {"domain", take_pattern, codec_say_value, .field = FIELD_HELO},
	[COMMAND_EVAL] = {"eval", codec_leave_out,
		.sentence = "the line was left out: it comes from a command, which is not run."},
	[COMMAND_SET_FROM] = {"set_from_header", .say = identity_say_with_sender, .constant = "on",
		.about = IDENTITY_SENDER},
	[COMMAND_OVERRIDE] = {"allow_from_override", .say = identity_say_with_sender, .constant = "off",
		.about = IDENTITY_SENDER},
	[COMMAND_ALIASES] = {"aliases", .say = identity_say_aliases,
		.about = IDENTITY_ROOT},
};
/* clang-format on */

/* Both are msmtp's own rules: no TLS unless it is told, and port 25 with STARTTLS too. */
static void msmtp_take_protocol(struct import_result *f, const struct msmtp_account *a)
{
	const struct msmtp_setting *tls = &a->settings[COMMAND_TLS];
	const struct msmtp_setting *starttls = &a->settings[COMMAND_STARTTLS];

	if (!tls->value)
		import_assume(f, FIELD_PROTOCOL, "plain", "msmtp's default");
	else if (msmtp_is_off(a, COMMAND_TLS))
		import_put(f, FIELD_PROTOCOL, "plain", f->file, tls->line);
	else if (starttls->value && msmtp_is_off(a, COMMAND_STARTTLS))
		import_put(f, FIELD_PROTOCOL, "ssl", f->file, starttls->line);
	else
		import_put(f, FIELD_PROTOCOL, "starttls", f->file, tls->line);
	if (!settings_is(&f->settings, FIELD_PROTOCOL, "ssl"))
		import_assume(f, FIELD_PORT, "25", "msmtp's default");
}

/* What is missing for a login, or was left out with it. */
static void remark_login(struct import_result *f, const struct msmtp_account *a)
{
	static const enum command_id logins[] = {
		COMMAND_USER, COMMAND_PASSWORD, COMMAND_PASSWORDEVAL};

	if (import_has(f, FIELD_USER) && !is_said(a, COMMAND_PASSWORD) &&
		!is_said(a, COMMAND_PASSWORDEVAL))
		import_remark(f, f->file, a->settings[COMMAND_USER].line,
			"there is no password in the file: msmtp reads it from a key ring or a "
			"netrc file.");
	for (size_t i = 0; msmtp_is_off(a, COMMAND_AUTH) && i < sizeof(logins) / sizeof(logins[0]);
		i++)
		if (is_said(a, logins[i])) {
			import_remark(f, f->file, a->settings[logins[i]].line,
				"the login was left out: without auth msmtp does not log in.");
			return;
		}
}

static void remark_refusal(struct import_result *f, const struct msmtp_accounts *accounts)
{
	static const struct {
		const char *before, *behind;
	} sentences[] = {
		[REFUSES_TWICE] = {"the account", "begins twice"},
		[REFUSES_BASE] = {"there is no account", "above"},
		[REFUSES_COMMAND] = {"the command", "is not known there"},
		[REFUSES_WORD] = {"the command", "must be on or off"},
	};

	if (accounts->refusal)
		import_remark(f, f->file, accounts->refused_line,
			"msmtp refuses this file: %s %s %s.", sentences[accounts->refusal].before,
			accounts->refused, sentences[accounts->refusal].behind);
}

static void take_account(
	struct import_result *f, const struct import_source *in, struct msmtp_account *a)
{
	struct codec_reading r = {f, in, a};

	for (int i = 0; i < COMMAND_COUNT; i++)
		if (a->settings[i].value && commands[i].take)
			commands[i].take(
				&r, &commands[i], a->settings[i].value, a->settings[i].line);
	msmtp_take_protocol(f, a);
	import_settle(f);
	remark_login(f, a);
}

/* A server is there and not offered: why msmtp itself could not use it. */
static void remark_no_server(struct import_result *f, const struct msmtp_accounts *accounts,
	const struct msmtp_account *chosen)
{
	bool defaults = is_said(&accounts->defaults, COMMAND_HOST);
	const struct msmtp_account *other = accounts->last;

	while (other && !is_said(other, COMMAND_HOST))
		other = other->before;
	if (import_has(f, FIELD_HOST) || f->unusable)
		return;
	f->unusable = accounts->refusal || chosen || defaults;
	if (chosen && (other || !defaults) && !accounts->refusal)
		import_remark(
			f, f->file, chosen->line, "the account %s names no server.", chosen->name);
	else if (defaults)
		import_remark(f, f->file, accounts->defaults_line,
			"the defaults name a server, but no account follows that would use it: "
			"msmtp needs one.");
}

static void msmtp_read(struct import_result *f, const struct import_source *in)
{
	struct msmtp_accounts accounts;
	struct msmtp_account *chosen = msmtp_accounts_init(&accounts, commands, in);

	if (chosen)
		take_account(f, in, chosen);
	remark_no_server(f, &accounts, chosen);
	if (chosen && strcmp(chosen->name, msmtp_default) != 0)
		import_remark(f, f->file, chosen->line,
			"no account is named default: using %s, the first with a server.",
			chosen->name);
	remark_refusal(f, &accounts);
	msmtp_accounts_fini(&accounts);
}

/* A person's own file says nothing of the machine's mail, nor is a file of aliases replaced. */
static size_t msmtp_count(const struct codec_writing *w, const struct msmtp_account *chosen)
{
	const char *aliases = chosen ? chosen->settings[COMMAND_ALIASES].value : NULL;

	if (strncmp(w->path, "/etc/", strlen("/etc/")) != 0)
		return COMMAND_SET_FROM;
	return aliases && strcmp(aliases, IDENTITY_ALIASES) != 0 ? COMMAND_ALIASES : COMMAND_COUNT;
}

static int msmtp_write(struct codec_writing *w)
{
	static const char *const names[] = {"root", "default", NULL};
	struct msmtp_accounts accounts;
	const struct msmtp_account *chosen = msmtp_accounts_init(&accounts, commands, w->in);
	const struct codec_part part = {w->path, &msmtp_style,
		chosen ? chosen->name : msmtp_default, commands, msmtp_count(w, chosen),
		msmtp_quote};
	int result = codec_edit(w, &part);

	if (result == 0 && part.key_count == COMMAND_COUNT)
		result = identity_write_aliases(w, names, NULL);
	msmtp_accounts_fini(&accounts);
	return result;
}

static const struct codec_place msmtp_places[] = {
	{xdg_home, "/.msmtprc"},
	{xdg_config, "/msmtp/config"},
	{NULL, "/etc/msmtprc"},
	{0},
};

static const struct codec_owner msmtp_files[] = {
	{.mode = 0600}, {IDENTITY_ALIASES, .mode = 0644}, {0}};

static const struct codec_weakness msmtp_partly[] = {
	{NULL, "Users who cannot read its file cannot send with it: /etc/msmtprc serves root "
	       "alone."},
	{identity_has_sender, "msmtp does not keep the address of the original sender."},
	{0},
};

/* No alias: their file may be still to come. */
static const char *const msmtp_parser[] = {"msmtp", "-C", "%s", "-P", "root@localhost", NULL};

static const char *const msmtp_sniff[] = {"host", "account", NULL};

/*
 * msmtp 1.8 (msmtprc): the account "default" with all that it inherits, or, where there is none,
 * the first account that names a server. Commands in it (passwordeval, eval) are never run.
 */
const struct codec msmtp_codec = {
	.id = "msmtp",
	.name = "msmtp",
	.uses = CODEC_ALL,
	.places = msmtp_places,
	.style = &msmtp_style,
	.sniff = msmtp_sniff,
	.read = msmtp_read,
	.fit = msmtp_fit,
	.write = msmtp_write,
	.cannot = msmtp_cannot,
	.partly = msmtp_partly,
	.files = msmtp_files,
	.parser = msmtp_parser,
	.sendmail = true,
};
