#include "cli/ask_password.h"
#include "cli/json.h"
#include "cli/verbs.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/host_port.h"
#include "model/password.h"
#include "model/password_pasted.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	password_read_max = secret_max + 2, /* bytes: and one line end */
	message_max = 1000
};

struct wishes {
	struct change *changes;
	size_t n;
	struct str password; /* wiped */
	struct str tidy;     /* the same as it is meant; wiped */
	const char *port;    /* cut off from the server; NULL: none */
	bool port_left_out;
};

/* Is there a new value for it? */
static bool wishes_have(const struct wishes *w, enum field_id id)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->changes[i].id == id && w->changes[i].text)
			return true;
	return false;
}

/* A port of its own is meant before one that stands behind the server. */
static void wishes_add_port(struct wishes *w)
{
	w->port_left_out = w->port && wishes_have(w, FIELD_PORT);
	if (w->port && !w->port_left_out)
		w->changes[w->n++] = (struct change) {FIELD_PORT, w->port};
}

static int add_wish(struct wishes *w, char *word)
{
	char *equals = strchr(word, '=');
	enum field_id id;

	if (!equals)
		return cli_say(EX_USAGE, "expected KEY=VALUE, got \"%s\"", word);
	*equals = '\0';
	id = cli_field(word);
	if (id == FIELD_COUNT)
		return EX_USAGE;
	if (fields[id].flags & FIELD_SECRET)
		return cli_say(EX_USAGE, "every user of this machine can read a password on the "
					 "command line: use --password-stdin");
	if (id == FIELD_HOST)
		w->port = host_port_cut(equals + 1);
	w->changes[w->n++] = (struct change) {id, equals + 1};
	return 0;
}

static int open_password(const struct cli *cli)
{
	const char *file = cli->options[OPTION_PASSWORD_FILE];
	const char *number = cli->options[OPTION_PASSWORD_FD];
	char *rest;
	long fd;

	if (file)
		return open(file, O_RDONLY | O_CLOEXEC);
	if (!number)
		return STDIN_FILENO;
	fd = strtol(number, &rest, 10);
	errno = EBADF;
	return *number && !*rest && fd >= 0 && fd < 65536 ? (int)fd : -1;
}

static int read_password(int fd, struct str *into)
{
	char byte;
	ssize_t n;

	if (fd == STDIN_FILENO && isatty(fd)) {
		(void)ask_password(into);
		return 0;
	}
	while ((n = read(fd, &byte, 1)) != 0) {
		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			str_add(into, &byte, 1);
	}
	if (into->len && into->data[into->len - 1] == '\n')
		into->data[--into->len] = '\0';
	if (into->len && into->data[into->len - 1] == '\r')
		into->data[--into->len] = '\0';
	return 0;
}

static int add_password(const struct cli *cli, struct wishes *w)
{
	int given = !!cli->options[OPTION_PASSWORD_STDIN] + !!cli->options[OPTION_PASSWORD_FILE] +
		    !!cli->options[OPTION_PASSWORD_FD];
	int fd;

	if (!given)
		return 0;
	if (given > 1)
		return cli_say(EX_USAGE, "the password can come from one place only");
	fd = open_password(cli);
	if (fd < 0 || read_password(fd, &w->password) < 0)
		return cli_say(EX_NOINPUT, "cannot read the password: %s", strerror(errno));
	if (w->password.full)
		return cli_say(EX_DATAERR, "the password is longer than %d bytes", secret_max);
	if (!w->password.len)
		return cli_say(EX_DATAERR, "the password is empty; unset auth.password removes it");
	if (strlen(w->password.data) != w->password.len)
		return cli_say(EX_DATAERR, "a password cannot have a NUL byte");
	w->changes[w->n++] = (struct change) {FIELD_PASSWORD, w->password.data};
	return 0;
}

static int settings_verb_gather(const struct cli *cli, struct wishes *w)
{
	int code = 0;

	w->changes = mem_zero(cli->n + 2, sizeof(*w->changes));
	str_init_guarded(&w->password, password_read_max);
	str_init_guarded(&w->tidy, password_read_max);
	for (size_t i = 0; i < cli->n && !code; i++)
		code = add_wish(w, cli->arguments[i]);
	wishes_add_port(w);
	if (!code)
		code = add_password(cli, w);
	if (!code && !w->n)
		code = cli_say(
			EX_USAGE, "usage: smtpsetup %s %s", cli->verb->name, cli->verb->arguments);
	return code;
}

static void wishes_fini(struct wishes *w)
{
	free(w->changes);
	str_wipe(&w->password);
	str_wipe(&w->tidy);
}

/* What set and unset have to say, for people and for scripts. */
struct report {
	json_t *messages;
	bool json, changed;
};

static void settings_verb_report(
	struct report *r, const char *field, enum severity severity, const char *text)
{
	json_array_append_new(
		r->messages, json_pack("{s:o, s:s, s:o}", "field", json_text(field), "severity",
				     severity_name(severity), "text", json_text(text)));
}

static void settings_verb_say(const json_t *message)
{
	const char *field = json_string_value(json_object_get(message, "field"));

	cli_say(0, "%s%s%s: %s", field ? field : "", field ? ": " : "",
		json_string_value(json_object_get(message, "severity")),
		json_string_value(json_object_get(message, "text")));
}

static void report_rule(struct report *r, const struct rule *rule, const struct settings *s)
{
	struct str text;

	str_init(&text, message_max);
	rule_text(rule->sentence, s, &text);
	settings_verb_report(r, fields[rule->field].key, rule->severity, text.data);
	str_fini(&text);
}

static int settings_verb_refuse(struct report *r, const struct err *e)
{
	settings_verb_report(r, e->field, SEVERITY_ERROR, e->message);
	return e->code;
}

/* What breaks a rule of severity error is refused; advice is only said. */
static int check_rules(struct report *r, const struct settings *s)
{
	bool error = rules_first(s, FIELD_COUNT, SEVERITY_ERROR);

	for (size_t i = 0; i < rule_count; i++)
		if (rules[i].when(s) && (!error || rules[i].severity == SEVERITY_ERROR))
			report_rule(r, &rules[i], s);
	return error ? EX_DATAERR : 0;
}

/* To take out what no file holds needs none. */
static bool wishes_need_file(const struct wishes *w, const struct session *s)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->changes[i].text)
			return true;
	return s->store.state.exists;
}

static void report_port(struct report *r, const struct wishes *w)
{
	char text[message_max];

	if (!w->port)
		return;
	(void)snprintf(text, sizeof(text),
		w->port_left_out ? "Port %s in it was left out: server.port is given too."
				 : "Port %s in it was split off into server.port.",
		w->port);
	settings_verb_report(r, fields[FIELD_HOST].key, SEVERITY_ADVICE, text);
}

/* It comes last: whether it is an app password depends on what is set before it. */
static void settings_verb_tidy_password(struct report *r, const struct session *s, struct wishes *w)
{
	struct settings next;
	struct err e;

	if (!w->password.len)
		return;
	settings_init(&next);
	settings_copy(&next, &s->draft);
	str_clear(&w->tidy);
	if (settings_apply(&next, w->changes, w->n - 1, &e) == 0 &&
		password_pasted_tidy(&next, w->password.data, &w->tidy)) {
		w->changes[w->n - 1].text = w->tidy.data;
		settings_verb_report(
			r, fields[FIELD_PASSWORD].key, SEVERITY_ADVICE, password_pasted_said);
	}
	settings_fini(&next);
}

/* One that was given for another server or user is not sent to this one unless that is wanted. */
static void settings_verb_follow_password(
	struct report *r, struct session *s, const struct wishes *w, bool keep)
{
	enum password_move move;
	struct str said;

	if (keep || wishes_have(w, FIELD_PASSWORD)) {
		password_note(&s->given, &s->draft);
		return;
	}
	str_init(&said, message_max);
	move = password_follow(&s->given, &s->draft, &said);
	if (move == PASSWORD_TAKEN)
		str_text(&said,
			password_is_bound(&s->given)
				? " It is inherited, and not sent elsewhere: --password-stdin "
				  "gives the district one of its own."
				: " It is removed: --password-stdin sets the new one, "
				  "--keep-password keeps the old one, rollback restores it.");
	if (said.len)
		settings_verb_report(
			r, fields[password_source(&s->given.then)].key, SEVERITY_ADVICE, said.data);
	str_fini(&said);
}

static void settings_verb_report_rewrite(struct report *r, const struct session *s)
{
	struct str words;

	str_init(&words, message_max);
	if (session_say_rewrites(s, &words))
		settings_verb_report(r, "", SEVERITY_ADVICE, words.data);
	str_fini(&words);
}

static int settings_verb_save(struct report *r, struct session *s)
{
	bool is_new = !s->store.state.exists;
	struct err e;

	if (session_save(s, &e) < 0)
		return settings_verb_refuse(r, &e);
	r->changed = s->store.wrote;
	if (is_new && r->changed && s->personal)
		settings_verb_report(r, "", SEVERITY_ADVICE, session_personal_words);
	if (s->note.len)
		settings_verb_report(r, "", SEVERITY_ADVICE, s->note.data);
	return 0;
}

static int settings_verb_apply(
	const struct cli *cli, struct report *r, struct session *s, struct wishes *w)
{
	struct err e;
	int code;

	settings_verb_tidy_password(r, s, w);
	if (settings_apply(&s->draft, w->changes, w->n, &e) < 0)
		return settings_verb_refuse(r, &e);
	report_port(r, w);
	settings_verb_follow_password(r, s, w, cli->options[OPTION_KEEP_PASSWORD]);
	code = check_rules(r, &s->draft);
	if (code)
		return code;
	settings_verb_report_rewrite(r, s);
	if (s->lock >= 0)
		return settings_verb_save(r, s);
	r->changed = wishes_need_file(w, s) && session_would_write(s);
	return r->changed && store_check_place(&s->store, &e) < 0 ? settings_verb_refuse(r, &e) : 0;
}

static void settings_verb_finish(struct report *r)
{
	json_t *document;

	if (!r->json) {
		for (size_t i = 0; i < json_array_size(r->messages); i++)
			settings_verb_say(json_array_get(r->messages, i));
		json_decref(r->messages);
		return;
	}
	document = json_document();
	json_object_set_new(document, "changed", json_boolean(r->changed));
	json_object_set_new(document, "messages", r->messages);
	json_print(document);
}

static int settings_verb_try(const struct cli *cli, struct report *r, struct wishes *w,
	enum session_mode mode, bool *opened)
{
	struct session s;
	int code = cli_open(cli, &s, mode);

	*opened = !code;
	if (code)
		return code;
	json_array_clear(r->messages);
	code = settings_verb_apply(cli, r, &s, w);
	session_close(&s);
	return code;
}

/*
 * set and unset differ only in where their wishes come from. What is refused, or is so already,
 * needs no lock and no right to write, and leaves nothing behind.
 */
static int settings_verb_change(
	const struct cli *cli, int (*gather_wishes)(const struct cli *cli, struct wishes *w))
{
	struct report r = {.messages = json_array(), .json = cli->options[OPTION_JSON]};
	struct wishes wishes = {0};
	bool opened = false;
	int code = gather_wishes(cli, &wishes);

	if (!code)
		code = settings_verb_try(cli, &r, &wishes, SESSION_READ, &opened);
	if (!code && r.changed && !cli->options[OPTION_CHECK])
		code = settings_verb_try(cli, &r, &wishes, SESSION_WRITE, &opened);
	if (opened)
		settings_verb_finish(&r);
	else
		json_decref(r.messages);
	wishes_fini(&wishes);
	return code;
}

int verb_set(const struct cli *cli)
{
	return settings_verb_change(cli, settings_verb_gather);
}

static int gather_keys(const struct cli *cli, struct wishes *w)
{
	w->changes = mem_zero(cli->n, sizeof(*w->changes));
	str_init(&w->password, 0);
	str_init(&w->tidy, 0);
	for (size_t i = 0; i < cli->n; i++) {
		enum field_id id = cli_field(cli->arguments[i]);

		if (id == FIELD_COUNT)
			return EX_USAGE;
		w->changes[w->n++] = (struct change) {id, NULL};
	}
	return 0;
}

int verb_unset(const struct cli *cli)
{
	return settings_verb_change(cli, gather_keys);
}
