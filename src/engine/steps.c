#include "engine/steps.h"

#include "base/text.h"
#include "engine/report.h"
#include "engine/sign_in_client.h"
#include "model/password.h"
#include "model/sign_in_plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char steps_stop_sentence[] =
	"Three logins in a row were refused. No more are tried now, because many providers lock an "
	"account after too many failures. Check your user and password on the provider's web site, "
	"or create a new app password. You can save these settings and test them later.";

static const struct steps_row *steps_row_at(const struct steps *st)
{
	return &steps_rows[st->at];
}

static bool steps_is_due(const struct steps *st, int at)
{
	return !steps_rows[at].due || steps_rows[at].due(st);
}

static void steps_enter(struct steps *st, int at)
{
	st->at = (enum steps_at)at;
	if (steps_row_at(st)->enter)
		steps_row_at(st)->enter(st);
}

void steps_init(
	struct steps *st, struct session *session, struct draft *draft, struct listener listener)
{
	*st = (struct steps) {.session = session, .listener = listener};
	st->recalled = draft_take(draft, session);
	settings_init(&st->before);
	settings_copy(&st->before, &session->draft);
	st->server_given = !settings_is_empty(&session->draft, FIELD_HOST);
	st->no_login =
		*settings_sender(&session->draft) && settings_is_empty(&session->draft, FIELD_USER);
	if (!st->server_given)
		discover(&st->found, "");
	(void)snprintf(st->address, sizeof(st->address), "%s", settings_sender(&session->draft));
	steps_enter(st, steps_is_due(st, AT_SOURCE) ? AT_SOURCE : AT_ADDRESS);
}

void steps_fini(struct steps *st)
{
	if (!st->session)
		return;
	discovery_fini(&st->found);
	autodetect_fini(&st->autodetect);
	settings_fini(&st->before);
	*st = (struct steps) {0};
}

/* The answers may have led to another server or user than the password is for. */
static void steps_follow(struct steps *st)
{
	(void)password_follow(&st->session->given, &st->session->draft, NULL);
}

static void steps_enter_from(struct steps *st, int at)
{
	while (at < AT_REVIEW && !steps_is_due(st, at))
		at++;
	if (at < AT_COUNT)
		steps_enter(st, at);
}

void steps_next(struct steps *st)
{
	int at = (int)st->at + 1;

	if (steps_row_at(st)->done)
		steps_row_at(st)->done(st);
	steps_follow(st);
	steps_enter_from(st, at);
}

void steps_to_login(struct steps *st)
{
	steps_enter_from(st, AT_WAY);
}

bool steps_back(struct steps *st)
{
	int at = (int)st->at - 1;

	while (at >= 0 && !steps_is_due(st, at))
		at--;
	if (at < 0)
		return false;
	steps_enter(st, at);
	return true;
}

static bool steps_asks(const struct steps *st, int at, enum field_id id)
{
	const enum field_id *asked = steps_rows[at].asks;

	while (*asked != FIELD_COUNT && *asked != id)
		asked++;
	return *asked == id && id != FIELD_COUNT && steps_is_due(st, at);
}

bool steps_back_to(struct steps *st, enum field_id id)
{
	int at = (int)st->at - 1;

	while (at >= 0 && !steps_asks(st, at, id))
		at--;
	if (at < 0)
		return steps_back(st);
	steps_enter(st, at);
	return true;
}

/* The login stands as its test does, wherever one is by now. */
static enum steps_mark steps_mark_of(const struct steps *st, int at)
{
	enum session_state state = session_state(st->session, &st->session->draft);
	bool login = at >= AT_WAY && at < AT_TEST;

	if (login && state == STATE_FAILED)
		return STEPS_FAILED;
	if (login && state != STATE_ESTABLISHED)
		return STEPS_AHEAD;
	return at < (int)st->at ? STEPS_DONE : STEPS_AHEAD;
}

size_t steps_trail(const struct steps *st, struct steps_crumb crumbs[AT_COUNT], size_t *here)
{
	size_t n = 0;

	*here = 0;
	for (int i = 0; i < AT_COUNT; i++) {
		const char *word = steps_rows[i].crumb;

		if (!word || !steps_is_due(st, i))
			continue;
		if (!n || strcmp(crumbs[n - 1].word, word) != 0)
			n++;
		crumbs[n - 1] = (struct steps_crumb) {word, steps_mark_of(st, i)};
		if (i <= (int)st->at)
			*here = n - 1;
	}
	return n;
}

void steps_count(const struct steps *st, int *at, int *of)
{
	*at = *of = 0;
	for (int i = 0; i < AT_COUNT; i++) {
		*of += steps_is_due(st, i);
		*at += i <= (int)st->at && steps_is_due(st, i);
	}
}

void steps_say(const struct steps *st, enum steps_at at, struct str *out)
{
	if (steps_rows[at].say)
		steps_rows[at].say(st, out);
}

void steps_use_provider(struct steps *st, const struct provider *p, bool as_listed)
{
	provider_apply(p, as_listed, &st->session->draft);
	steps_propose_user(st, settings_sender(&st->session->draft));
	st->by_hand = false;
	steps_follow(st);
	(void)sign_in_client_choose(st->session, p);
}

/*
 * A user name that only followed the old address follows the new one. A server that a file has
 * without a login wants none, unless it is one of a provider, all of which want one.
 */
void steps_propose_user(struct steps *st, const char *address)
{
	struct settings *draft = &st->session->draft;
	const struct provider *p = provider_of(draft);
	bool ours =
		settings_is_empty(draft, FIELD_USER) || settings_is(draft, FIELD_USER, st->address);
	struct err e;

	if (!p && st->server_given && st->no_login && settings_is_empty(draft, FIELD_USER))
		return;
	if (ours && (!p || provider_user_is_address(p)))
		(void)settings_assign(draft, FIELD_USER, address, &e);
	else if (ours && !(p && p->fixed_user))
		settings_reset(draft, FIELD_USER);
}

/* A user without a password would only be refused. */
bool steps_needs(const struct steps *st, enum field_id id)
{
	const struct settings *draft = &st->session->draft;
	const struct provider *p = provider_of(draft);
	bool client =
		id == FIELD_CLIENT_ID && sign_in_is_set(draft) && p && sign_in_lacking(p, draft);
	bool half = id == FIELD_PASSWORD && !settings_is_empty(draft, FIELD_USER) &&
		    !password_is_given(draft);

	return half || client || rules_missing(draft, id);
}

/* The login */

bool steps_may_test(const struct steps *st)
{
	return st->refusals < steps_refusals_max;
}

void steps_tested(struct steps *st, const struct verdict *verdict)
{
	if (diagnosis_is(verdict->diagnosis, DIAGNOSIS_REFUSED))
		st->refusals++;
	else if (verdict->authenticated)
		st->refusals = 0;
}

/* The review */

static const char *steps_readers(const struct session *s)
{
	const struct file_state *state = &s->store.state;

	if (state->exists && state->mode & S_IROTH)
		return "everyone can read it";
	if (state->exists && state->mode & S_IRGRP)
		return "its group can read it";
	return geteuid() == 0 ? "only root can read it" : "only you can read it";
}

/* What was only a default is no old value. */
static void steps_say_field(const struct steps *st, enum field_id id, const struct report_out *out)
{
	const struct session *s = st->session;
	const char *now = field_display(id, settings_get(&s->draft, id));
	const char *before = field_display(id, settings_get(&s->saved, id));
	bool changed =
		!settings_is_default(&s->saved, id) && !settings_same(&s->draft, &s->saved, id);
	bool another = changed && fields[id].flags & FIELD_SECRET &&
		       !settings_is_empty(&s->draft, id) && !settings_is_empty(&s->saved, id);

	if (settings_is_default(&s->draft, id) && !changed && !(fields[id].flags & FIELD_ALWAYS))
		return;
	if (changed && *before && !another)
		report_change(out, fields[id].label, before, *now ? now : "(not set)");
	else
		out->line(out->context, &(struct report_line) {TONE_TEXT, fields[id].label,
						another ? "changed" : now, NULL});
}

void steps_summary(const struct steps *st, const struct report_out *out)
{
	struct str where;

	str_init(&where, steps_text_max);
	str_format(&where, "Will be written to %s (%s)", st->session->store.path,
		steps_readers(st->session));
	out->line(out->context, &(struct report_line) {TONE_TEXT, NULL, where.data, NULL});
	for (int i = 0; i < FIELD_COUNT; i++)
		steps_say_field(st, (enum field_id)i, out);
	str_fini(&where);
}

void steps_say_next(const struct session *s, struct str *out)
{
	static const struct {
		const char *words, *command;
	} rows[] = {
		{"Try it now", "send-test"},
		{"In a script", "status"},
		{"In monitoring", "status --json"},
		{"Undo", "rollback"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		str_format(out, "%-24s smtpsetup%s%s %s\n", rows[i].words,
			s->district ? " --district " : "", s->district ? s->district : "",
			rows[i].command);
	str_text(out, "status exits with 0 while these settings are tested and unchanged.\n");
}
