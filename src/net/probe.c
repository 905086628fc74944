#include "net/probe.h"

#include "base/mem.h"
#include "model/login.h"
#include "model/type.h"
#include "net/mail_check.h"
#include "net/curl_options.h"
#include "net/curl_observer.h"
#include "net/tls_probe.h"
#include "net/smtp_session.h"
#include "net/hostname.h"
#include "net/curl_result.h"
#include "net/tls.h"
#include "net/transfer.h"
#include "net/trust.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct probe {
	struct transfer transfer; /* first: the transfer is the probe */
	struct smtp_session session;
	struct curl_observer observer;
	struct trust *trust; /* held */
	struct tls_watch watch;
	struct tls_probe tls_probe;
	struct mail_check mail_check;
	bool automatic, token; /* the login method; the secret is an access token */
	struct probe_behind behind;
	bool checks_mail, in_mail_check; /* on it: the library's own part is done */
	char *host, *port;               /* the host in A-labels */
	struct lookup *lookup;           /* NULL: the host is an address */
	enum family family;
	struct curl_slist *route;            /* the addresses that were found */
	int64_t timeout;                     /* us, for everything */
	bool connects, tls_probed, finished; /* connects: the transfer has started */
	char words[CURL_ERROR_SIZE];         /* the library's own */
};

static int64_t probe_now(void *context)
{
	return probe_us(context);
}

/* The end */

static void probe_finish(struct probe *p, enum end end)
{
	smtp_session_end(&p->session, probe_now(p), end);
	p->finished = true;
}

static void probe_fail(struct probe *p, const struct err *e)
{
	facts_text(&p->session.facts.detail, e->message);
	probe_finish(p, END_SETUP);
}

/* The server sees a clean end; nobody waits for its answer. */
static void say_goodbye(struct probe *p)
{
	static const char quit[] = "QUIT\r\n";
	size_t sent;

	if (curl_easy_send(p->transfer.easy, quit, sizeof(quit) - 1, &sent) == CURLE_OK)
		smtp_session_client(&p->session, probe_now(p), quit, sizeof(quit) - 1);
}

static void keep_words(struct probe *p, CURLcode code)
{
	const char *words = *p->words ? p->words : curl_easy_strerror(code);
	long errnum = 0;

	(void)curl_easy_getinfo(p->transfer.easy, CURLINFO_OS_ERRNO, &errnum);
	p->session.facts.os_errno = (int)errnum;
	transcript_fact(&p->session.transcript, &p->session.facts.detail, words, strlen(words));
}

/* The connection gets what is left of the time. False: there is nothing left. */
static bool probe_connect(struct probe *p)
{
	CURL *easy = p->transfer.easy;
	long left = (long)((p->timeout - probe_now(p)) / us_per_ms);
	struct err e;

	if (left <= 0)
		return false;
	p->connects = true;
	(void)curl_easy_setopt(easy, CURLOPT_RESOLVE, p->route);
	(void)curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, left);
	(void)curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, left);
	if (transfer_start(&p->transfer, &e) < 0)
		probe_fail(p, &e);
	return true;
}

/*
 * The library gives up when a method is refused as such, or for its initial response. What is left
 * is tried on a connection of its own, before the same deadline; a new handle, as the old one's
 * clocks have run.
 */
static bool try_next_login(struct probe *p)
{
	const char *method = p->automatic ? login_next(&p->session.facts, p->token) : NULL;
	bool bare = !method && login_goes_on_bare(&p->session.facts);
	CURL *next;
	struct err e;

	if ((!method && !bare) || p->timeout - probe_now(p) < us_per_ms ||
		transfer_renew(&p->transfer, &e) < 0)
		return false;
	*p->words = '\0';
	p->watch.examined = p->watch.cert_wanted = p->watch.broken = p->watch.unsafe = false;
	next = p->transfer.easy;
	smtp_session_again(&p->session, bare);
	curl_observer_attach(&p->observer, next);
	if (bare)
		curl_options_no_initial(next);
	else
		curl_options_set_method(next, method);
	if (!probe_connect(p))
		probe_finish(p, END_TIMEOUT);
	return true;
}

static void probe_short(struct probe *p, int errnum)
{
	struct err e;

	(void)err_set(
		&e, EX_OSERR, "This machine cannot open another connection: %s.", strerror(errnum));
	probe_fail(p, &e);
}

/* Without a connection it may be this machine that failed, and not the server. */
static bool probe_is_short(const struct probe *p, CURLcode code)
{
	return !p->session.connected && code != CURLE_OK && p->observer.shortage;
}

static void probe_judge(struct probe *p, CURLcode code)
{
	enum end end;
	struct curl_ending o = {code, p->watch.broken, p->watch.unsafe, 0};

	(void)curl_easy_getinfo(p->transfer.easy, CURLINFO_HEADER_SIZE, &o.replied);
	if (o.replied > 0 && !facts_has(&p->session.facts, FACT_ENCRYPTED))
		machine_note(&p->session, FACT_BYTES); /* perhaps not even a whole line */
	if (code == CURLE_OK && (p->checks_mail || p->behind.go_on) &&
		smtp_session_is_in(&p->session)) {
		p->in_mail_check = true;
		return;
	}
	if (code == CURLE_OK)
		say_goodbye(p);
	else
		keep_words(p, code);
	/* Only what was a connection can be reset, though the library may not have seen it yet. */
	if (p->session.facts.os_errno == ECONNRESET)
		smtp_session_connected(&p->session, probe_now(p));
	end = curl_result_judge(&o, &p->session);
	if (end != END_LOGIN || !try_next_login(p))
		probe_finish(p, end);
}

static void probe_ended(struct transfer *t, CURLcode code)
{
	struct probe *p = (struct probe *)t;

	curl_observer_look(&p->observer);
	if (p->session.over)
		probe_finish(p, p->session.verdict);
	else if (probe_is_short(p, code))
		probe_short(p, p->observer.shortage);
	else
		probe_judge(p, code);
}

static const struct transfer_ops probe_ops = {.ended = probe_ended};

static void probe_not_found(struct probe *p, enum lookup_end end)
{
	static const enum end ends[] = {
		[LOOKUP_NONE] = END_RESOLVE,
		[LOOKUP_FAILED] = END_RESOLVER,
		[LOOKUP_SILENT] = END_TIMEOUT,
	};
	const struct lookup_answer *answer = lookup_answer(p->lookup);

	if (end == LOOKUP_SHORT) {
		probe_short(p, answer->errnum);
		return;
	}
	facts_text(&p->session.facts.detail, end == LOOKUP_FAILED ? answer->why : NULL);
	probe_finish(p, ends[end]);
}

/* The library is handed the addresses, and looks up nothing itself. */
static void probe_look_up(struct probe *p, struct waits *waits)
{
	enum lookup_end end;

	if (waits_until(waits, p->timeout - probe_now(p))) {
		probe_finish(p, END_TIMEOUT);
		return;
	}
	(void)lookup_look(p->lookup, waits);
	end = lookup_end(p->lookup, p->family);
	if (end == LOOKUP_FOUND) {
		p->route = lookup_route(p->lookup, p->family, p->port);
		if (!probe_connect(p))
			probe_finish(p, END_TIMEOUT);
		waits_not(waits);
	} else if (end != LOOKUP_RUNNING) {
		probe_not_found(p, end);
	}
}

/* Silence */

static bool is_silent(const struct probe *p)
{
	return p->session.step == STEP_GREETING && !p->session.facts.greeting &&
	       !facts_has(&p->session.facts, FACT_ENCRYPTED);
}

static void mind_the_silence(struct probe *p, struct waits *waits)
{
	const int64_t usual = tls_probe_after_ms * us_per_ms;
	int64_t patience = p->timeout / 2 < usual ? p->timeout / 2 : usual;
	int64_t left = p->session.facts.entered[STEP_GREETING] + patience - probe_now(p);

	if (p->tls_probed || !waits_until(waits, left))
		return;
	p->tls_probed = true;
	tls_probe_start(&p->tls_probe, p->transfer.multi, p->host, p->port,
		p->session.facts.address, (long)((p->timeout - probe_now(p)) / us_per_ms));
}

/* The check of mail after the login */

static void probe_go_on(struct probe *p, struct waits *waits)
{
	if (p->behind.go_on) {
		if (p->behind.go_on(p->behind.ctx, &p->session, p->transfer.easy, waits))
			probe_finish(p, p->session.verdict);
		return;
	}
	if (mail_check_go_on(&p->mail_check, p->transfer.easy))
		probe_finish(p, p->session.verdict);
	else
		mail_check_wait(&p->mail_check, p->transfer.easy, waits);
}

static void probe_asks(void *context)
{
	struct probe *p = context;

	curl_observer_ask(&p->observer);
}

/* The start */

static int probe_trust(struct probe *p, struct err *e)
{
	X509_STORE *store = trust_store(p->trust, e);

	if (!store)
		return -1;
	p->watch = (struct tls_watch) {
		.session = &p->session,
		.trust = store,
		.host = p->host,
		.now = probe_now,
		.context = p,
	};
	if (tls_watch(p->transfer.easy, &p->watch) != CURLE_OK)
		return err_set(e, EX_CONFIG, "This libcurl does not use OpenSSL.");
	return 0;
}

static int probe_begin(struct probe *p, CURLM *multi, const struct probe_job *job, struct err *e)
{
	const struct settings *s = job->settings;
	CURL *easy;

	if (transfer_init(&p->transfer, &probe_ops, multi, e) < 0)
		return -1;
	easy = p->transfer.easy;
	(void)curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, p->words);
	curl_observer_attach(&p->observer, easy);
	if (curl_options_set(easy, s, p->host, e) < 0)
		return -1;
	if (!settings_is(s, FIELD_PROTOCOL, "plain") && probe_trust(p, e) < 0)
		return -1;
	if (!host_is_address(p->host))
		p->lookup = lookups_get(job->lookups, p->host);
	else if (!probe_connect(p))
		probe_finish(p, END_TIMEOUT);
	return 0;
}

/* For who must introduce himself in another way. */
static void note_name(struct facts *f)
{
	char *name = hostname_full();

	if (host_is_qualified(name) && host_is_plain_name(name))
		facts_text(&f->host_name, name);
	free(name);
}

static void probe_plan(struct probe *p, const struct probe_job *job)
{
	const struct settings *s = job->settings;
	const struct smtp_session_plan plan = {
		.starttls = settings_is(s, FIELD_PROTOCOL, "starttls"),
		.ssl = settings_is(s, FIELD_PROTOCOL, "ssl"),
		.pinned = !settings_is_empty(s, FIELD_PIN),
		.user = settings_get(s, FIELD_USER),
		.password = secret_text(settings_secret(s, FIELD_PASSWORD)),
		.to = job->after_login.to,
		.entered = job->listener.entered,
		.context = job->listener.context,
		.is_early = curl_observer_is_early,
		.observer = &p->observer,
	};

	smtp_session_init(&p->session, &plan);
	note_name(&p->session.facts);
	p->automatic = settings_is(s, FIELD_METHOD, "auto");
	p->token = settings_use_token(s);
	p->observer.automatic = p->automatic && !p->token;
	p->checks_mail = job->after_login.to;
	p->behind = job->behind;
	if (p->checks_mail)
		mail_check_init(&p->mail_check, &p->session, s, &job->after_login,
			&(struct mail_check_owner) {probe_now, probe_asks, p, p->timeout});
}

struct probe *probe_new(CURLM *multi, const struct probe_job *job)
{
	const struct settings *settings = job->settings;
	struct probe *p = mem_zero(1, sizeof(*p));
	struct err e;

	p->host = hostname_ascii(settings_get(settings, FIELD_HOST));
	p->port = mem_text(settings_get(settings, FIELD_PORT));
	p->timeout = job->is_sibling ? job->limit
				     : settings_number(settings, FIELD_TIMEOUT) * us_per_second;
	p->family = job->family;
	p->tls_probed = job->is_sibling;
	p->trust = trust_hold(job->trust);
	curl_observer_start(&p->observer, &p->session);
	probe_plan(p, job);
	if (probe_begin(p, multi, job, &e) < 0)
		probe_fail(p, &e);
	return p;
}

void probe_free(struct probe *p)
{
	tls_probe_end(&p->tls_probe);
	transfer_close(&p->transfer);
	curl_slist_free_all(p->route);
	if (p->checks_mail)
		mail_check_fini(&p->mail_check);
	smtp_session_fini(&p->session);
	trust_release(p->trust);
	free(p->host);
	free(p->port);
	free(p);
}

bool probe_look(struct probe *p, struct waits *waits)
{
	if (p->finished)
		return true;
	if (!p->connects) {
		probe_look_up(p, waits);
		return p->finished;
	}
	curl_observer_look(&p->observer);
	if (p->in_mail_check) {
		probe_go_on(p, waits);
	} else if (is_silent(p) && p->tls_probe.answered) {
		machine_note(&p->session, FACT_WANTS_TLS);
		probe_finish(p, END_TIMEOUT);
	} else if (is_silent(p)) {
		mind_the_silence(p, waits);
	} else {
		tls_probe_end(&p->tls_probe);
	}
	return p->finished;
}

void probe_give_up(struct probe *p)
{
	probe_finish(p, END_TIMEOUT);
}

int64_t probe_us(const struct probe *p)
{
	return curl_observer_us(&p->observer);
}

const struct facts *probe_facts(const struct probe *p)
{
	return &p->session.facts;
}
