#include "sender/round.h"

#include "engine/session.h"
#include "model/verdict.h"
#include "sender/login.h"
#include "sender/place.h"

#include <limits.h>
#include <stdlib.h>
#include <syslog.h>
#include <time.h>

/* As whoever asks: it may be the folder's owner, root, or one who may not look. */
bool round_has_work(const char *place)
{
	struct str drop;
	bool has;

	str_init(&drop, PATH_MAX);
	str_format(&drop, "%s/drop", place);
	has = spool_holds_mail(place) || spool_holds_mail(drop.data);
	str_fini(&drop);
	return has;
}

/* Why nothing can be sent is for `status`, mailq and the log; the mail waits. */
static void round_note(const struct spool *spool, const struct err *why)
{
	struct progress server;
	struct err e;

	syslog(LOG_WARNING, "mail waits: %s", why->message);
	if (spool_progress(spool, "server", &server, &e) < 0)
		server = (struct progress) {0};
	progress_say(&server, diagnoses[VERDICT_LOCAL_SETUP].id, why->message);
	server.tries++;
	server.since = server.since ? server.since : time(NULL);
	(void)spool_set_progress(spool, "server", &server, &e);
	progress_fini(&server);
}

static int round_open(struct session *session, const char *config, struct err *e)
{
	if (session_open(session, (struct level) {config, NULL}, SESSION_READ, e) < 0)
		return -1;
	if (!session_is_configured(session))
		return err_set(e, EX_NOINPUT,
			"There is no configuration yet that mail could be sent with.");
	return 0;
}

/* Root gets for the folder's user what that one cannot read. */
static int round_settings(const struct round *r, const char *config, struct session *session,
	struct settings *with, struct delivery *d, struct err *e)
{
	d->settings = &session->saved;
	if (round_open(session, config, e) < 0)
		return -1;
	if (!sender_is_foreign(r->place))
		return 0;
	d->settings = with;
	d->complete = true;
	return login_settings(&session->saved, with, e);
}

int round_deliver(const struct round *r, struct err *e)
{
	char *config = sender_config(r->config);
	struct delivery d = {.tell = r->tell, .ctx = r->ctx, .insists = r->insists};
	struct spool spool = {.fd = -1};
	struct session session;
	struct settings with;
	struct err failed;
	int result;

	settings_init(&with);
	result = round_settings(r, config, &session, &with, &d, e);
	if (sender_become(r->place, &failed) < 0 ||
		spool_open(&spool, r->place, false, &failed) < 0) {
		*e = failed;
		result = -1;
	} else if (result < 0) {
		round_note(&spool, e);
	} else {
		d.spool = &spool;
		result = delivery_run(&d, e);
	}
	spool_close(&spool);
	settings_fini(&with);
	session_close(&session);
	free(config);
	return result;
}
