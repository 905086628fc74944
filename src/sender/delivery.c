#include "sender/delivery.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utc.h"
#include "mail/masquerade.h"
#include "model/fingerprint.h"
#include "sender/back_off.h"
#include "sender/intake.h"
#include "sender/limit.h"
#include "sender/login.h"
#include "sender/notice.h"
#include "sender/place.h"
#include "sender/relay.h"
#include "sender/turns.h"
#include "spool/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum { aliases_max = 1024 * 1024, log_line_max = 16 * 1024, log_recipients_max = 10, lost_max = 3 };

static const char server_name[] = "server"; /* of its progress */

/* A run under way. */
struct run {
	const struct delivery *delivery;
	struct loop loop;
	struct ledger_clock clock;
	struct ledger ledger;
	struct settings settings; /* with the password that counts now */
	struct relay relay;
	bool insists; /* what waits for its time goes, too */
	bool full;    /* the hour is */
	struct progress server;
	char *host_name;
	struct str aliases;
};

/* Words */

/* A try, as the log has it: no word of the message. */
static void run_log(const struct run *r, const struct outgoing *o, const char *what)
{
	char at[utc_size];
	struct str line;

	utc_text(time(NULL), at);
	str_init(&line, log_line_max);
	str_format(&line, "%s %s from=<%s>", at, o->id, o->ticket.from);
	for (size_t i = 0; i < o->to.n && i < log_recipients_max; i++)
		str_format(&line, " to=<%s>", o->to.items[i]);
	if (o->to.n > log_recipients_max)
		str_format(&line, " and %zu more", o->to.n - log_recipients_max);
	str_format(&line, " %s", what);
	syslog(LOG_INFO, "%s", line.data + strlen(at) + 1);
	str_char(&line, '\n');
	spool_log(r->delivery->spool, line.data);
	str_fini(&line);
}

/* A message */

static struct masquerade run_masquerade(const struct run *r, const struct ticket *t)
{
	const struct settings *s = &r->settings;

	return (struct masquerade) {
		.from = settings_get(s, FIELD_FROM),
		.name = settings_get(s, FIELD_FROM_NAME),
		.reply_to = settings_get(s, FIELD_REPLY_TO),
		.any = r->relay.any,
		.eight_bit = t->eight_bit,
	};
}

/* Where mail for root and other local names goes. */
static const char *run_mail_to(const struct run *r)
{
	const struct settings *s = &r->settings;

	return settings_get(s, settings_is_empty(s, FIELD_MAIL_TO) ? FIELD_FROM : FIELD_MAIL_TO);
}

/* The message is done with: nobody waits for it any more. */
static int outgoing_finish(struct run *r, struct outgoing *o, struct err *e)
{
	size_t refused = progress_count(&o->progress, RECIPIENT_REFUSED);
	const struct delivery_news news = {
		o->id, true, refused, refused ? o->progress.words : NULL};
	bool known = r->delivery->tell && r->delivery->tell(r->delivery->ctx, &news);

	if (refused && !known && *o->ticket.from &&
		notice_keep(r->delivery->spool, &o->ticket, &o->progress, r->host_name, e) < 0)
		return -1;
	run_log(r, o, refused ? "refused for good" : "done");
	return spool_remove(r->delivery->spool, o->id, e);
}

static int outgoing_record(struct run *r, struct outgoing *o, struct err *e)
{
	time_t now = time(NULL);

	if (o->words)
		progress_say(&o->progress, o->reason, o->words);
	if (now - o->ticket.at > delivery_keep_s)
		outgoing_expire(o);
	if (!progress_count(&o->progress, RECIPIENT_WAITS))
		return outgoing_finish(r, o, e);
	return spool_set_progress(r->delivery->spool, o->id, &o->progress, e);
}

/* The whole server is put off, or holds all mail, where it is no matter of one message. */
static int run_blame_server(
	struct run *r, const struct diagnosis *d, const char *words, struct err *e)
{
	unsigned char salt[fingerprint_salt_size];
	char key[fingerprint_size];

	progress_say(&r->server, d->id, words);
	back_off_begin(&r->server);
	r->server.held = diagnosis_is(d, DIAGNOSIS_REFUSED);
	(void)!getrandom(salt, sizeof(salt), 0);
	fingerprint_make(&r->settings, salt, NULL, key);
	free(r->server.key);
	r->server.key = mem_text(key);
	syslog(LOG_WARNING, "mail waits: %s", r->server.words);
	if (spool_set_progress(r->delivery->spool, server_name, &r->server, e) < 0)
		return -1;
	return err_set(e, EX_UNAVAILABLE, "%s", r->server.words);
}

static int run_judge_connection(struct run *r, struct err *e)
{
	const struct diagnosis *d;
	char *words;
	int result;

	d = relay_judge(&r->relay, &r->relay.facts, &words);
	result = run_blame_server(r, d, words, e);
	free(words);
	return result;
}

static void run_forgive_server(struct run *r)
{
	struct err e;

	if (!r->server.tries)
		return;
	if (r->server.held)
		(void)notice_keep_hold(r->delivery->spool, &r->server, r->host_name, &e);
	progress_fini(&r->server);
	spool_forget_progress(r->delivery->spool, server_name);
}

/* The book has it before the server does. */
static int outgoing_deliver(struct run *r, struct outgoing *o, struct err *e)
{
	const struct masquerade id = run_masquerade(r, &o->ticket);
	const struct diagnosis *blamed;
	long entry;
	int result;

	if (ledger_enter(&r->ledger, limit_of(&r->settings), o->ticket.uid, o->to.n, &entry, e) <
			0 ||
		entry < 0)
		return entry < 0 ? 0 : -1;
	relay_name(&r->relay, o, masquerade_sender(&id, o->ticket.from));
	/* What went before is gone for good before any of this one goes: the server takes its time.
	 */
	spool_sync(r->delivery->spool);
	relay_send(&r->relay, o);
	outgoing_mark(o);
	if (o->over && ledger_settle(&r->ledger, entry, o->to.n, e) < 0)
		return -1;
	run_log(r, o, o->sent ? o->said : o->words ? o->words : "the connection was lost");
	blamed = o->blames_server ? diagnosis_find(o->reason) : NULL;
	if (outgoing_is_unfinished(o))
		back_off_begin(&o->progress);
	if (o->sent)
		run_forgive_server(r);
	result = outgoing_record(r, o, e);
	if (result == 0 && blamed)
		result = run_blame_server(r, blamed, o->words, e);
	else if (result == 0 && r->relay.lost >= lost_max)
		result = run_judge_connection(r, e);
	return result;
}

/* Which goes next */

static bool outgoing_may_go(const struct run *r, const struct outgoing *o)
{
	return !o->progress.held && (r->insists || back_off_is_over(&o->progress, time(NULL)));
}

static int run_room(struct run *r, size_t *room, struct err *e)
{
	struct ledger_room found;

	if (ledger_look(&r->ledger, limit_of(&r->settings), &found, e) < 0)
		return -1;
	*room = found.room;
	r->full = !found.room;
	limit_note(r->delivery->spool, &r->settings, &found);
	return 0;
}

/* 1: it went, or did not and is put off; 0: it may not go now; -1. */
static int run_one(struct run *r, const char *id, struct err *e)
{
	struct outgoing o;
	const struct locals locals = {r->aliases.data, r->host_name, run_mail_to(r)};
	struct masquerade masquerade;
	size_t room = 0;
	int result = -1;

	if (outgoing_open(&o, r->delivery->spool, id, e) < 0) {
		syslog(LOG_WARNING, "%s", e->message);
		return 0;
	}
	if (!outgoing_may_go(r, &o)) {
		outgoing_close(&o);
		return 0;
	}
	masquerade = run_masquerade(r, &o.ticket);
	outgoing_expand(&o, &locals);
	if (time(NULL) - o.ticket.at > delivery_keep_s ||
		!progress_count(&o.progress, RECIPIENT_WAITS)) {
		result = outgoing_record(r, &o, e) < 0 ? -1 : 1;
	} else if (run_room(r, &room, e) == 0 && r->full) {
		result = 0;
	} else if (room && !r->relay.ready && relay_connect(&r->relay, e) < 0) {
		result = -1;
	} else if (room && !r->relay.ready) {
		result = run_judge_connection(r, e);
	} else if (room && outgoing_read_header(&o, &masquerade, e) == 0) {
		outgoing_choose(&o, room);
		result = outgoing_deliver(r, &o, e) < 0 ? -1 : 1;
	}
	outgoing_close(&o);
	return result;
}

/* One turn over all that wait, so many: 1 where anything went. */
static int run_all(struct run *r, size_t *seen, struct err *e)
{
	struct strlist ids;
	int moved = 0, result = 0;

	if (spool_list(r->delivery->spool, &ids, e) < 0)
		return -1;
	*seen = ids.n;
	if (limit_is_set(limit_of(&r->settings)))
		turns_of(r->delivery->spool, &r->ledger, &ids);
	for (size_t i = 0; i < ids.n && result >= 0 && !r->full; i++) {
		result = run_one(r, ids.items[i], e);
		moved = moved || result > 0;
	}
	strlist_fini(&ids);
	r->insists = false;
	return result < 0 ? -1 : moved;
}

/* The start */

static int run_login(struct run *r, struct err *e)
{
	int result = 0;

	if (r->delivery->complete)
		settings_copy(&r->settings, r->delivery->settings);
	else
		result = login_settings(r->delivery->settings, &r->settings, e);
	settings_fill_sender(&r->settings);
	return result;
}

/* May anything go to the server? Settings that have changed are a new try. */
static bool run_server_is_open(struct run *r)
{
	struct err e;

	if (spool_progress(r->delivery->spool, server_name, &r->server, &e) < 0)
		r->server = (struct progress) {0};
	if (!r->server.tries || !r->server.key ||
		!fingerprint_matches(r->server.key, &r->settings, NULL))
		return true;
	return !r->server.held && (r->insists || back_off_is_over(&r->server, time(NULL)));
}

static void run_init(struct run *r, const struct delivery *d)
{
	struct file_state state;
	struct err e;

	*r = (struct run) {.delivery = d, .insists = d->insists, .host_name = sender_host_name()};
	loop_init(&r->loop, NULL);
	ledger_clock_init(&r->clock);
	r->ledger = (struct ledger) {d->spool->fd, &r->clock};
	settings_init(&r->settings);
	relay_init(&r->relay, &r->loop, &r->settings);
	str_init(&r->aliases, aliases_max);
	(void)file_read("/etc/aliases", aliases_max, &r->aliases, &state, &e);
}

static void run_fini(struct run *r)
{
	relay_fini(&r->relay);
	settings_fini(&r->settings);
	progress_fini(&r->server);
	str_fini(&r->aliases);
	free(r->host_name);
	loop_fini(&r->loop);
}

/* With the lock held; `seen` is what its last turn, in which nothing went, found waiting. */
static int delivery_once(const struct delivery *d, size_t *seen, struct err *e)
{
	char words[sizeof(e->message)];
	struct run r;
	int result;

	run_init(&r, d);
	result = run_login(&r, e);
	r.relay.any = settings_is(&r.settings, FIELD_SEND_AS, "any");
	if (result == 0 && !run_server_is_open(&r))
		result = err_set(e, EX_UNAVAILABLE, "%s", r.server.words ? r.server.words : "");
	if (result == 0)
		do
			result = run_all(&r, seen, e);
		while (result > 0);
	/* Something on this machine: the settings, or the program. */
	if (result < 0 && (e->code == EX_CONFIG || e->code == EX_SOFTWARE)) {
		(void)snprintf(words, sizeof(words), "%s", e->message);
		(void)run_blame_server(&r, &diagnoses[VERDICT_LOCAL_SETUP], words, e);
	}
	spool_sync(d->spool);
	relay_leave(&r.relay);
	run_fini(&r);
	return result;
}

/*
 * What came behind the last look at the folder found the lock held, and who brought it has gone: it
 * is looked for once more.
 */
int delivery_run(const struct delivery *d, struct err *e)
{
	int lock, result = 0;
	size_t seen = SIZE_MAX, left = 0;

	while (result == 0 &&
		(spool_count(d->spool->path) != seen || intake_count_drops(d->spool) != left) &&
		(lock = spool_lock(d->spool)) >= 0) {
		intake_drops(d->spool);
		left = intake_count_drops(d->spool);
		result = delivery_once(d, &seen, e);
		(void)close(lock);
	}
	return result;
}
