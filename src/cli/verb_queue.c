#include "cli/json.h"
#include "cli/verbs.h"

#include "base/file.h"
#include "base/utc.h"
#include "sender/limit.h"
#include "sender/listing.h"
#include "sender/place.h"
#include "sender/round.h"
#include "spool/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { log_max = 3 * 1024 * 1024, block_size = 16 * 1024 };

/*
 * The folder that the level's mail waits in. No folder is no error: nothing waits. Where it is
 * another user's this process is theirs from then on.
 */
struct queue_place {
	struct spool spool;
	bool exists;
};

static const char *queue_config(const struct cli *cli)
{
	return cli_level(cli).path;
}

static int queue_open(const struct cli *cli, struct queue_place *q)
{
	char *path = sender_place(queue_config(cli));
	struct err e;
	int code = 0;

	*q = (struct queue_place) {.spool = {.fd = -1}};
	q->exists = sender_become(path, &e) == 0 && spool_open(&q->spool, path, false, &e) == 0;
	if (!q->exists && e.code != EX_NOINPUT)
		code = cli_error(&e);
	free(path);
	return code;
}

static void queue_close(struct queue_place *q)
{
	spool_close(&q->spool);
}

/* list */

static json_t *queue_recipients(const struct listed *m)
{
	const struct strlist *known = &m->progress.to, *given = &m->ticket.to;
	json_t *all = json_array();

	for (size_t i = 0; i < known->n; i++)
		if (known->items[i][0] == RECIPIENT_WAITS)
			json_array_append_new(all, json_text(known->items[i] + 1));
	for (size_t i = 0; !known->n && i < given->n; i++)
		json_array_append_new(all, json_text(given->items[i]));
	return all;
}

static json_t *queue_time(time_t at)
{
	char text[utc_size] = "";

	if (at)
		utc_text(at, text);
	return json_text(text);
}

/* All of them, and why no more may be sent now. */
struct queue_json {
	json_t *all;
	struct progress limit;
};

static void queue_add_json(void *ctx, const struct listed *m)
{
	const struct queue_json *q = ctx;
	bool limited = q->limit.words && m->progress.next <= q->limit.next;

	json_array_append_new(q->all,
		json_pack("{s:s, s:o, s:o, s:I, s:o, s:o, s:I, s:o}", "id", m->id, "from",
			json_text(m->ticket.from), "recipients", queue_recipients(m), "size",
			(json_int_t)m->size, "since", queue_time(m->ticket.at), "next",
			m->progress.held ? json_null()
					 : queue_time(limited ? q->limit.next : m->progress.next),
			"tries", (json_int_t)m->progress.tries, "reason",
			json_text(m->progress.held                ? "held"
				  : limited && !m->progress.words ? q->limit.words
								  : m->progress.words)));
}

static void queue_list_json(const struct queue_place *q, long limit)
{
	json_t *document = json_document();
	struct queue_json messages = {.all = json_array()};
	struct ledger_room room = {0};
	struct ledger_clock clock;
	struct err e;

	ledger_clock_init(&clock);
	if (q->exists) {
		(void)ledger_look(&(struct ledger) {q->spool.fd, &clock},
			(struct ledger_limit) {.hour = (size_t)limit}, &room, &e);
		limit_noted(&q->spool, &messages.limit);
		(void)listing_each(&q->spool, queue_add_json, &messages, &e);
	}
	json_object_set_new(document, "limit", json_integer((json_int_t)limit));
	json_object_set_new(document, "sent_this_hour", json_integer((json_int_t)room.used));
	json_object_set_new(document, "messages", messages.all);
	progress_fini(&messages.limit);
	json_print(document);
}

static long queue_limit(const struct cli *cli)
{
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);
	long limit = code ? 0 : settings_number(&s.saved, FIELD_PER_HOUR);

	if (!code)
		session_close(&s);
	return limit;
}

static int queue_verb_list(const struct cli *cli)
{
	long limit = cli->options[OPTION_JSON] ? queue_limit(cli) : 0;
	struct queue_place q;
	struct err e;
	int code = queue_open(cli, &q);

	if (!code && cli->options[OPTION_JSON])
		queue_list_json(&q, limit);
	else if (!code && listing_print(queue_config(cli), stdout, &e) < 0)
		code = cli_error(&e);
	queue_close(&q);
	return code;
}

/* The lines of a text, each fit to be shown. */
static json_t *json_lines(char *text)
{
	json_t *lines = json_array();
	char *line;

	while ((line = strsep(&text, "\n")))
		if (*line || text) {
			line[strcspn(line, "\r")] = '\0';
			json_array_append_new(lines, json_text(line));
		}
	return lines;
}

/* One message */

/* Does it wait? Else says that it does not. */
static int queue_find(const struct queue_place *q, const char *id)
{
	struct ticket t = {0};
	struct err e;
	size_t size;
	int fd = q->exists && spool_is_id(id) ? spool_read(&q->spool, id, &t, &size, &e) : -1;

	if (fd >= 0)
		(void)lseek(fd, (off_t)t.message, SEEK_SET);
	ticket_fini(&t);
	if (fd < 0)
		(void)cli_say(EX_NOINPUT, "no message %s waits", id);
	return fd;
}

/* The front of a message is enough for a script. */
static void queue_show_json(int fd)
{
	json_t *document = json_document();
	char block[block_size + 1];
	ssize_t n = read(fd, block, block_size);

	block[n > 0 ? n : 0] = '\0';
	json_object_set_new(document, "message", json_lines(block));
	json_print(document);
}

static void queue_show(int fd)
{
	char block[block_size];
	ssize_t n;

	while ((n = read(fd, block, sizeof(block))) > 0)
		(void)fwrite(block, 1, (size_t)n, stdout);
}

static int queue_verb_show(const struct cli *cli)
{
	struct queue_place q;
	int code = queue_open(cli, &q), fd;

	if (code)
		return code;
	fd = queue_find(&q, cli->arguments[1]);
	code = fd < 0 ? EX_NOINPUT : 0;
	if (fd >= 0)
		(json_is_wanted() ? queue_show_json : queue_show)(fd);
	if (fd >= 0)
		(void)close(fd);
	queue_close(&q);
	return code;
}

/*
 * What a person decides, while nobody delivers: a message under way is not taken from its server.
 */
static int queue_change(const struct cli *cli, const char *id,
	int (*change)(const struct spool *s, const char *id, struct err *e))
{
	struct queue_place q;
	struct err e;
	int code = queue_open(cli, &q), fd = -1, lock = -1;

	if (!code && id) {
		fd = queue_find(&q, id);
		code = fd < 0 ? EX_NOINPUT : 0;
	}
	if (!code && q.exists) {
		lock = spool_lock(&q.spool);
		if (lock < 0)
			code = cli_say(EX_TEMPFAIL,
				"mail is being sent just now; try again when it has been");
		else if (change(&q.spool, id, &e) < 0)
			code = cli_error(&e);
	}
	if (!code)
		json_print(json_document());
	if (fd >= 0)
		(void)close(fd);
	if (lock >= 0)
		(void)close(lock);
	queue_close(&q);
	return code;
}

static int queue_set_held(const struct spool *s, const char *id, bool held, struct err *e)
{
	struct progress p;
	int result;

	if (spool_progress(s, id, &p, e) < 0)
		return -1;
	p.held = held;
	if (!held)
		p.next = 0;
	result = spool_set_progress(s, id, &p, e);
	progress_fini(&p);
	return result;
}

static int queue_hold(const struct spool *s, const char *id, struct err *e)
{
	return queue_set_held(s, id, true, e);
}

/* Without an ID: what the server is blamed for is forgotten, and every message is let go. */
static int queue_release(const struct spool *s, const char *id, struct err *e)
{
	struct strlist ids;
	int result = 0;

	if (id)
		return queue_set_held(s, id, false, e);
	spool_forget_progress(s, "server");
	if (spool_list(s, &ids, e) < 0)
		return -1;
	for (size_t i = 0; i < ids.n && result == 0; i++)
		result = queue_set_held(s, ids.items[i], false, e);
	strlist_fini(&ids);
	return result;
}

static int queue_verb_hold(const struct cli *cli)
{
	return queue_change(cli, cli->arguments[1], queue_hold);
}

static int queue_verb_release(const struct cli *cli)
{
	return queue_change(cli, cli->n > 1 ? cli->arguments[1] : NULL, queue_release);
}

static int queue_drop(const struct spool *s, const char *id, struct err *e)
{
	int result = spool_remove(s, id, e);

	spool_sync(s);
	return result;
}

static int queue_verb_drop(const struct cli *cli)
{
	return queue_change(cli, cli->arguments[1], queue_drop);
}

/* All of it */

static int queue_verb_run(const struct cli *cli)
{
	char *place = sender_place(queue_config(cli));
	const struct round round = {.place = place, .config = queue_config(cli), .insists = true};
	struct err e;
	int code = 0;

	json_print(json_document());
	if (round_has_work(place) && round_deliver(&round, &e) < 0)
		code = cli_error(&e);
	free(place);
	return code;
}

/* The older half first. */
static void queue_read_log(const struct spool *s, struct str *text)
{
	static const char *const names[] = {"log.1", "log"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int fd = openat(s->fd, names[i], O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

		if (fd < 0)
			continue;
		(void)file_read_all(fd, text);
		(void)close(fd);
	}
}

static int queue_verb_log(const struct cli *cli)
{
	struct queue_place q;
	int code = queue_open(cli, &q);
	struct str text;

	str_init(&text, log_max);
	if (!code && q.exists)
		queue_read_log(&q.spool, &text);
	if (!code && json_is_wanted()) {
		json_t *document = json_document();

		json_object_set_new(document, "lines", json_lines(text.data));
		json_print(document);
	} else {
		(void)fwrite(text.data, 1, text.len, stdout);
	}
	str_fini(&text);
	queue_close(&q);
	return code;
}

static const struct cli_action actions[] = {
	{"list", queue_verb_list, OPTION_BIT(OPTION_JSON), 0, 0, "[--json]"},
	{"show", queue_verb_show, 0, 1, 1, "ID"},
	{"run", queue_verb_run, 0, 0, 0, ""},
	{"hold", queue_verb_hold, 0, 1, 1, "ID"},
	{"release", queue_verb_release, 0, 0, 1, "[ID]"},
	{"drop", queue_verb_drop, 0, 1, 1, "ID"},
	{"log", queue_verb_log, 0, 0, 0, ""},
	{0},
};

int verb_queue(const struct cli *cli)
{
	return cli_act(cli, actions);
}
