#include "engine/password_source.h"

#include "base/argv.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/password.h"
#include "model/password_given.h"
#include "model/rules.h"
#include "model/type_sign_in.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <unistd.h>

enum { patience_s = 5, ms_of_s = 1000, others = 0007, source_name_max = 64 };

static const char *const program_places[] = {"/usr/local/bin", "/usr/bin", "/bin"};

/* Puts the first line of the bytes in the place of the password, if it can be one. */
static int source_take_line(
	struct password_source *f, const struct str *bytes, const char *source, struct err *e)
{
	const char *line_end = memchr(bytes->data, '\n', bytes->len);
	size_t len = line_end ? (size_t)(line_end - bytes->data) : bytes->len;

	if (memchr(bytes->data, '\0', bytes->len))
		return err_set(
			e, EX_CONFIG, "%s gave a NUL byte: a %s cannot have one.", source, f->what);
	if (len && bytes->data[len - 1] == '\r')
		len--;
	if (len > secret_max)
		return err_set(e, EX_CONFIG, "%s gave more than %d bytes.", source, secret_max);
	if (!len)
		return err_set(e, EX_CONFIG, "%s gave no %s: %s.", source, f->what,
			bytes->len ? "the first line is empty" : "it is empty");
	if (!text_is_clean(bytes->data, len))
		return err_set(e, EX_CONFIG,
			"%s gave no valid %s: the line has control characters or broken UTF-8.",
			source, f->what);
	f->password = secret_new(bytes->data, len);
	return 0;
}

static void source_end(struct password_source *f)
{
	loop_remove(f->listener.loop, &f->reading);
	loop_remove(f->listener.loop, &f->ending);
	loop_remove(f->listener.loop, &f->timer);
	if (f->running) {
		proc_end(&f->command);
		if (f->end >= 0)
			(void)close(f->end);
	}
	if (f->bytes.data)
		str_wipe(&f->bytes);
	free(f->program);
	f->program = NULL;
	f->running = false;
}

/* Files */

/* As containers hand secrets over: root's, 0444, where nobody else can put another one. */
static bool source_is_lent(const struct file_state *state, const char *path)
{
	char *real = file_resolve(path);
	bool lent = state->owner == 0 && (state->mode & others) == S_IROTH &&
		    !(state->mode & S_IWGRP) && file_is_trusted(real, state);

	free(real);
	return lent;
}

static int check_rights(
	struct password_source *f, const struct file_state *state, const char *path, struct err *e)
{
	struct str quoted;

	f->is_open = state->mode & others;
	if (!f->is_open || source_is_lent(state, path))
		return 0;
	str_init(&quoted, 5 * PATH_MAX);
	text_shell(&quoted, path);
	(void)err_set(e, EX_CONFIG,
		"Other users can read the %s in %s (mode %04o). Repair it with: chmod o-rwx %s",
		f->what, path, (unsigned)state->mode, quoted.data);
	str_fini(&quoted);
	return -1;
}

static int source_take_file(
	struct password_source *f, const char *path, const char *kind, struct err *e)
{
	struct file_state state;
	char source[source_name_max];
	struct str bytes;
	struct err why;
	int result;

	(void)snprintf(source, sizeof(source), "The %s %s", f->what, kind);
	str_init_guarded(&bytes, secret_max + 3);
	result = file_read(path, secret_max + 2, &bytes, &state, &why);
	if (result < 0)
		(void)err_set(e, EX_CONFIG, "%s: %s.", source, why.message);
	else if (!state.exists)
		result = err_set(e, EX_CONFIG, "%s does not exist: %s", source, path);
	if (result == 0)
		result = check_rights(f, &state, path, e);
	if (result == 0)
		result = source_take_line(f, &bytes, source, e);
	str_wipe(&bytes);
	return result;
}

static int fetch_file(struct password_source *f, const char *path, struct err *e)
{
	return source_take_file(f, path, "file", e);
}

static int fetch_credential(struct password_source *f, const char *name, struct err *e)
{
	const char *directory = getenv("CREDENTIALS_DIRECTORY");
	struct str path;
	int result;

	if (!directory || directory[0] != '/')
		return err_set(e, EX_CONFIG,
			"There is no credential %s: CREDENTIALS_DIRECTORY, which systemd sets for "
			"a service, is not set.",
			name);
	str_init(&path, PATH_MAX);
	str_format(&path, "%s/%s", directory, name);
	result = source_take_file(f, path.data, "credential", e);
	str_fini(&path);
	return result;
}

/* The command */

/* A name is looked up in places that only root can change; $PATH does not decide. */
static char *find_program(const struct password_source *f, const char *word, struct err *e)
{
	struct str path;

	if (word[0] == '/')
		return mem_text(word);
	str_init(&path, PATH_MAX);
	for (size_t i = 0; i < sizeof(program_places) / sizeof(program_places[0]); i++) {
		str_clear(&path);
		str_format(&path, "%s/%s", program_places[i], word);
		if (access(path.data, X_OK) == 0)
			return str_take(&path);
	}
	str_fini(&path);
	(void)err_set(e, EX_CONFIG,
		"The %s command %s is not in /usr/local/bin, /usr/bin or /bin. Write its full "
		"path.",
		f->what, word);
	return NULL;
}

static int source_conclude(
	struct password_source *f, const struct proc_ending *ending, struct err *e)
{
	char source[source_name_max];

	if (ending->signal)
		return err_set(e, EX_CONFIG, "The %s command %s was killed by signal %d (%s).",
			f->what, f->program, ending->signal, strsignal(ending->signal));
	if (ending->status)
		return err_set(e, EX_CONFIG, "The %s command %s failed with exit status %d.",
			f->what, f->program, ending->status);
	(void)snprintf(source, sizeof(source), "The %s command", f->what);
	return source_take_line(f, &f->bytes, source, e);
}

/* The end is looked for first: then all that was said before it is there to be read. */
static int source_read_command(struct password_source *f, bool *done, struct err *e)
{
	struct proc_ending ending;
	bool ended = proc_has_ended(&f->command, &ending);
	bool more = proc_read(&f->command, &f->bytes);

	*done = true;
	if (f->bytes.full)
		return err_set(e, EX_CONFIG, "The %s command %s gave more than %d bytes.", f->what,
			f->program, secret_max);
	if (ended)
		return source_conclude(f, &ending, e);
	if (!more)
		loop_remove(f->listener.loop, &f->reading);
	*done = false;
	return 0;
}

static void source_finish(struct password_source *f)
{
	const struct listener listener = f->listener;

	source_end(f);
	listener_tell(&listener);
}

static void source_on_news(void *ctx)
{
	struct password_source *f = ctx;
	struct err e;
	bool done;

	if (source_read_command(f, &done, &e) < 0)
		f->failure = e;
	if (done)
		source_finish(f);
}

static void source_on_timer(void *ctx)
{
	struct password_source *f = ctx;

	(void)err_set(&f->failure, EX_CONFIG,
		"The %s command %s took more than %d seconds and was stopped.", f->what, f->program,
		patience_s);
	source_finish(f);
}

static int source_listen(struct password_source *f, struct err *e)
{
	struct loop *l = f->listener.loop;

	f->end = pidfd_open(f->command.pid, 0);
	if (f->end < 0)
		return err_set(e, EX_CONFIG, "Cannot wait for the %s command.", f->what);
	f->reading = loop_fd(l, f->command.from, POLLIN, source_on_news, f);
	f->ending = loop_fd(l, f->end, POLLIN, source_on_news, f);
	f->timer = loop_timer(l, patience_s * ms_of_s, source_on_timer, f);
	return 0;
}

static int source_run(struct password_source *f, struct argv *argv, struct err *e)
{
	struct err why;

	f->program = find_program(f, argv->words[0], e);
	if (!f->program)
		return -1;
	if (proc_start_alone(&f->command, f->program, argv->words, &why) < 0)
		return err_set(e, EX_CONFIG, "The %s command: %s.", f->what, why.message);
	f->running = true;
	str_init_guarded(&f->bytes, secret_max + 2); /* with a line end */
	return source_listen(f, e);
}

static int fetch_command(struct password_source *f, const char *text, struct err *e)
{
	struct argv argv;
	int result = argv_split(text, &argv, e);

	if (result == 0)
		result = source_run(f, &argv, e);
	argv_fini(&argv);
	return result;
}

/* What is asked of all sources */

/* What is run or read for this person must be of this person's choice, or of root's. */
static int check_trust(const struct settings *s, enum field_id id, struct err *e)
{
	if (!settings_is_foreign(s, id))
		return 0;
	return err_set(e, EX_CONFIG,
		"%s is set in a file that other users can write, so it is not used. Set it in "
		"Options instead, or store the password itself.",
		fields[id].label);
}

/* Nor is what only this person may be able to read sent where others want to have it. */
static int check_way(const struct settings *s, struct err *e)
{
	enum field_id way = password_led_away_by(s);

	if (way == FIELD_COUNT)
		return 0;
	return err_set(e, EX_CONFIG,
		"%s is set in a file that other users can write, and the password is inherited, so "
		"it is not sent. Set %s in Options, or give the district its own password.",
		fields[way].label, fields[way].label);
}

/* Nor is one that is stored elsewhere sent where it was not given for. */
static int check_owner(const struct settings *s, struct err *e)
{
	if (!password_is_astray(s))
		return 0;
	return err_set(e, EX_CONFIG,
		"The inherited password of Options is for another server or user, so it is not "
		"sent to %s. Give the district its own password.",
		settings_get(s, FIELD_HOST));
}

static const struct {
	enum field_id id;
	int (*fetch)(struct password_source *f, const char *text, struct err *e);
} fetchers[] = {
	{FIELD_PASSWORD_COMMAND, fetch_command},
	{FIELD_PASSWORD_FILE, fetch_file},
	{FIELD_PASSWORD_CREDENTIAL, fetch_credential},
};

enum { fetcher_count = sizeof(fetchers) / sizeof(fetchers[0]) };

static int check_source(const struct settings *s, enum field_id id, struct err *e)
{
	const struct rule *rule = rules_first(s, id, SEVERITY_ERROR);
	struct str why;

	if (!rule)
		return 0;
	str_init(&why, sizeof(e->message) - 1);
	rule_text(rule->sentence, s, &why);
	(void)err_set(e, EX_CONFIG, "%s", why.data);
	str_fini(&why);
	return -1;
}

int password_source_check(const struct settings *s, struct err *e)
{
	enum field_id source = password_source(s);

	if (check_way(s, e) < 0 || check_owner(s, e) < 0)
		return -1;
	for (int i = 0; i < FIELD_COUNT; i++)
		if (password_is_source((enum field_id)i) &&
			check_source(s, (enum field_id)i, e) < 0)
			return -1;
	if (source == FIELD_COUNT || source == FIELD_PASSWORD)
		return 0;
	return check_trust(s, source, e);
}

static int source_run_or_read(struct password_source *f, const struct settings *s, struct err *e)
{
	enum field_id source = password_source(s);

	if (password_source_check(s, e) < 0)
		return -1;
	for (size_t i = 0; i < fetcher_count; i++)
		if (fetchers[i].id == source)
			return fetchers[i].fetch(f, settings_get(s, source), e);
	return 0;
}

void password_source_start(
	struct password_source *f, const struct settings *s, struct listener listener)
{
	struct err e;

	*f = (struct password_source) {.end = -1, .listener = listener, .what = "password"};
	if (settings_is_empty(s, FIELD_USER) || source_run_or_read(f, s, &e) == 0)
		return;
	source_end(f);
	f->failure = e;
}

void password_source_start_client(
	struct password_source *f, const struct settings *s, struct listener listener)
{
	static int (*const fetch[])(struct password_source *, const char *, struct err *) = {
		[SECRET_IN_FILE] = fetch_file,
		[SECRET_FROM_COMMAND] = fetch_command,
		[SECRET_IN_CREDENTIAL] = fetch_credential,
	};
	const char *rest;
	enum secret_place place = secret_place_of(settings_get(s, FIELD_CLIENT_SECRET), &rest);
	struct err e;

	*f = (struct password_source) {.end = -1, .listener = listener, .what = "client secret"};
	if (!place ||
		(check_trust(s, FIELD_CLIENT_SECRET, &e) == 0 && fetch[place](f, rest, &e) == 0))
		return;
	source_end(f);
	f->failure = e;
}

void password_source_fini(struct password_source *f)
{
	source_end(f);
	secret_free(f->password);
	*f = (struct password_source) {0};
}
