#include "cli/wishes.h"

#include "base/mem.h"
#include "cli/ask_password.h"
#include "model/host_port.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { password_read_max = secret_max + 2 }; /* bytes: and one line end */

void wishes_init(struct wishes *w, size_t most)
{
	*w = (struct wishes) {.changes = mem_zero(most + 2, sizeof(*w->changes))};
	str_init_guarded(&w->password, password_read_max);
	str_init_guarded(&w->tidy, password_read_max);
}

void wishes_fini(struct wishes *w)
{
	if (!w->changes)
		return;
	free(w->changes);
	str_wipe(&w->password);
	str_wipe(&w->tidy);
	json_decref(w->document);
	*w = (struct wishes) {0};
}

void wishes_add(struct wishes *w, enum field_id id, const char *text)
{
	w->changes[w->n++] = (struct change) {id, text};
}

void wishes_add_host(struct wishes *w, char *text)
{
	w->port = host_port_cut(text);
	wishes_add(w, FIELD_HOST, text);
}

bool wishes_name(const struct wishes *w, enum field_id id)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->changes[i].id == id)
			return true;
	return false;
}

bool wishes_have(const struct wishes *w, enum field_id id)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->changes[i].id == id && w->changes[i].text)
			return true;
	return false;
}

bool wishes_are_resets(const struct wishes *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->changes[i].text)
			return false;
	return !w->provider;
}

/* A port of its own is meant before one that stands behind the server. */
void wishes_add_port(struct wishes *w)
{
	w->port_left_out = w->port && wishes_have(w, FIELD_PORT);
	if (w->port && !w->port_left_out)
		wishes_add(w, FIELD_PORT, w->port);
}

static int wishes_add_word(struct wishes *w, char *word)
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
		return cli_say(EX_USAGE,
			"other users can see a password on the command line: use --password-stdin");
	if (id == FIELD_HOST)
		wishes_add_host(w, equals + 1);
	else
		wishes_add(w, id, equals + 1);
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

int wishes_add_password(struct wishes *w, struct err *e)
{
	int result = 0;

	if (w->password.full)
		result = err_set(e, EX_DATAERR, "the password is longer than %d bytes", secret_max);
	else if (!w->password.len)
		result = err_set(
			e, EX_DATAERR, "the password is empty; unset auth.password removes it");
	else if (strlen(w->password.data) != w->password.len)
		result = err_set(e, EX_DATAERR, "a password cannot have a NUL byte");
	if (result < 0)
		return err_field(e, fields[FIELD_PASSWORD].key);
	wishes_add(w, FIELD_PASSWORD, w->password.data);
	return 0;
}

static int wishes_read_password(const struct cli *cli, struct wishes *w)
{
	int given = !!cli->options[OPTION_PASSWORD_STDIN] + !!cli->options[OPTION_PASSWORD_FILE] +
		    !!cli->options[OPTION_PASSWORD_FD];
	struct err e;
	int fd;

	if (!given)
		return 0;
	if (given > 1)
		return cli_say(EX_USAGE, "the password can come from one place only");
	fd = open_password(cli);
	if (fd < 0 || read_password(fd, &w->password) < 0)
		return cli_say(EX_NOINPUT, "cannot read the password: %s", strerror(errno));
	return wishes_add_password(w, &e) < 0 ? cli_error(&e) : 0;
}

int wishes_read_words(const struct cli *cli, struct wishes *w)
{
	int code = 0;

	wishes_init(w, cli->n);
	for (size_t i = 0; i < cli->n && !code; i++)
		code = wishes_add_word(w, cli->arguments[i]);
	wishes_add_port(w);
	return code ? code : wishes_read_password(cli, w);
}

static void wishes_add_all(struct wishes *w)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		wishes_add(w, (enum field_id)i, NULL);
}

int wishes_read_keys(const struct cli *cli, struct wishes *w)
{
	bool all = cli->options[OPTION_ALL];

	wishes_init(w, cli->n + FIELD_COUNT);
	if (all == (cli->n > 0))
		return cli_say(
			EX_USAGE, "usage: smtpsetup %s %s", cli->verb->name, cli->verb->arguments);
	if (all)
		wishes_add_all(w);
	for (size_t i = 0; i < cli->n; i++) {
		enum field_id id = cli_field(cli->arguments[i]);

		if (id == FIELD_COUNT)
			return EX_USAGE;
		wishes_add(w, id, NULL);
	}
	return 0;
}
