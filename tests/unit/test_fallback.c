/*
 * The other endpoints of a server: which ones there are, which are worth opening, and what follows
 * from what they say.
 */
#include "fixture.h"

#include "model/fallback.h"
#include "model/request.h"

enum { list_max = 4000 };

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* "ipv4 ssl 465 mx.example.org", one after the other. */
static void list_doors(const struct endpoints *d, struct str *out)
{
	for (size_t i = 0; i < d->n; i++)
		str_format(out, "%s%s %s %s %s", i ? ", " : "", family_name(d->items[i].family),
			d->items[i].protocol, d->items[i].port, d->items[i].host);
}

static void lists_siblings(void **state)
{
	static const struct {
		const char *settings, *doors;
	} rows[] = {
		{"server.host=192.0.2.1 server.port=587 server.protocol=starttls",
			"ipv4 ssl 587 192.0.2.1, ipv4 ssl 465 192.0.2.1, "
			"ipv4 starttls 2525 192.0.2.1, ipv4 starttls 25 192.0.2.1"},
		{"server.host=2001:db8::1 server.port=465 server.protocol=ssl",
			"ipv6 starttls 465 2001:db8::1, ipv6 starttls 587 2001:db8::1, "
			"ipv6 starttls 2525 2001:db8::1, ipv6 starttls 25 2001:db8::1"},
		{"server.host=192.0.2.1 server.port=25 server.protocol=plain",
			"ipv4 ssl 25 192.0.2.1, ipv4 ssl 465 192.0.2.1, "
			"ipv4 starttls 587 192.0.2.1, ipv4 starttls 2525 192.0.2.1, "
			"ipv4 starttls 25 192.0.2.1"},
		{"server.host=192.0.2.1 server.port=2526 server.protocol=plain",
			"ipv4 ssl 2526 192.0.2.1, ipv4 ssl 465 192.0.2.1, "
			"ipv4 starttls 587 192.0.2.1, ipv4 starttls 2525 192.0.2.1, "
			"ipv4 starttls 25 192.0.2.1, ipv4 plain 25 192.0.2.1"},
		{"server.host=mx.example.org server.port=465 server.protocol=ssl",
			"ipv4 ssl 465 mx.example.org, ipv6 ssl 465 mx.example.org, "
			"ipv4 starttls 465 mx.example.org, ipv6 starttls 465 mx.example.org, "
			"ipv4 starttls 587 mx.example.org, ipv6 starttls 587 mx.example.org, "
			"ipv4 starttls 2525 mx.example.org, ipv6 starttls 2525 mx.example.org, "
			"ipv4 starttls 25 mx.example.org, ipv6 starttls 25 mx.example.org, "
			"any ssl 465 smtp.example.org, any starttls 587 smtp.example.org, "
			"any ssl 465 mail.example.org, any starttls 587 mail.example.org"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct endpoints d = {.n = 0};
		struct settings s;
		struct str list;

		str_init(&list, list_max);
		fixture_settings(&s, rows[i].settings);
		endpoints_add_siblings(&d, &s);
		list_doors(&d, &list);
		unit_expect(strcmp(list.data, rows[i].doors) == 0, "row %zu: %s", i, list.data);
		endpoints_fini(&d);
		settings_fini(&s);
		str_fini(&list);
	}
	unit_end();
}

/* Never a name that belongs to nobody, or to somebody else; never the chosen one again. */
static void guesses_names(void **state)
{
	static const struct {
		const char *settings, *first; /* NULL: none */
	} rows[] = {
		{"server.host=mial.example.org", "smtp.example.org"},
		{"server.host=smtp.example.org", "mail.example.org"},
		{"server.host=example.org", "smtp.example.org"},
		{"server.host=example.co.uk", "smtp.example.co.uk"},
		{"server.host=mx.example.co.uk", "smtp.example.co.uk"},
		{"server.host=mx.gmx.de", "smtp.mx.gmx.de"},
		{"server.host=mx.gmx.de sender.from=me@gmx.de", "smtp.gmx.de"},
		{"server.host=mx.gmx.de sender.from=me@elsewhere.example", "smtp.mx.gmx.de"},
		{"server.host=a.b.example.org sender.from=me@Example.org", "smtp.example.org"},
		{"server.host=mx", NULL},
		{"server.host=192.0.2.1", NULL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct endpoints d = {.n = 0};
		const char *first = NULL;
		struct settings s;

		fixture_settings(&s, rows[i].settings);
		endpoints_add_siblings(&d, &s);
		for (size_t n = d.n; n > 0; n--)
			if (!settings_is(&s, FIELD_HOST, d.items[n - 1].host))
				first = d.items[n - 1].host;
		unit_expect(same(first, rows[i].first), "row %zu: %s", i, first ? first : "none");
		endpoints_fini(&d);
		settings_fini(&s);
	}
	unit_end();
}

static void no_domain_no_doors(void **state)
{
	struct endpoints d = {.n = 0};

	(void)state;
	endpoints_add_domain(&d, "[192.0.2.1]");
	assert_int_equal(d.n, 0);
	endpoints_add_domain(&d, "example.org");
	assert_int_equal(d.n, 2 * endpoints_per_name);
	endpoints_fini(&d);
}

/* The job as the worker gets it. */
static int decode_job(const struct str *bytes, struct endpoints *d)
{
	static struct wire_record record;
	struct err e;

	assert_int_equal(wire_next(bytes, &record), bytes->len);
	return endpoints_decode(d, &record, &e);
}

static void travels_in_the_job(void **state)
{
	struct endpoints there = {.n = 0}, back = {.n = 0};
	struct str job, before, after;
	struct settings s;

	(void)state;
	str_init(&job, wire_record_max);
	str_init(&before, list_max);
	str_init(&after, list_max);
	fixture_settings(&s, "server.host=mx.example.org server.port=2526 server.protocol=plain");
	endpoints_add_siblings(&there, &s);
	assert_int_equal(there.n, 2 + 2 + 10 + 4);
	test_request_encode(&s, &(struct test_request) {.endpoints = &there}, &job);
	assert_int_equal(decode_job(&job, &back), 0);
	list_doors(&there, &before);
	list_doors(&back, &after);
	assert_string_equal(after.data, before.data);
	endpoints_fini(&there);
	endpoints_fini(&back);
	settings_fini(&s);
	str_fini(&job);
	str_fini(&before);
	str_fini(&after);
}

static void refuses_what_is_no_door(void **state)
{
	static const char *const texts[] = {
		"", "ipv4", "ipv4 ssl 465", "ipv5 ssl 465 mx.example.org", "IPV4 ssl 465 mx"};

	(void)state;
	for (size_t i = 0; i < unit_count(texts); i++) {
		struct endpoints d = {.n = 0};
		struct str job;
		size_t start;

		str_init(&job, wire_record_max);
		start = wire_start(&job, "test");
		wire_text(&job, "endpoint", texts[i]);
		wire_finish(&job, start);
		unit_expect(decode_job(&job, &d) < 0, "\"%s\" passes", texts[i]);
		endpoints_fini(&d);
		str_fini(&job);
	}
	unit_end();
}

static void too_many_doors(void **state)
{
	struct endpoints d = {.n = 0};
	struct str job;
	size_t start;

	(void)state;
	str_init(&job, wire_record_max);
	start = wire_start(&job, "test");
	for (int i = 0; i <= endpoints_max; i++) {
		char text[100];

		(void)snprintf(text, sizeof(text), "any ssl %d mx.example.org", 1000 + i);
		wire_text(&job, "endpoint", text);
	}
	wire_finish(&job, start);
	assert_int_equal(decode_job(&job, &d), -1);
	assert_int_equal(d.n, endpoints_max);
	endpoints_fini(&d);
	str_fini(&job);
}

enum { some = 3 };

struct found {
	const char *door; /* "ipv4 starttls 587 mx.example.org" */
	const char *id;   /* of a test of it */
	bool good, speaks;
};

static void add_found(struct endpoints *d, const struct found *found)
{
	static struct wire_record record = {.type = "test", .n = 1};
	struct err e;

	record.values[0] = (struct wire_value) {"endpoint", found->door, strlen(found->door)};
	assert_int_equal(endpoints_decode(d, &record, &e), 0);
	d->items[d->n - 1].found = found->id ? diagnosis_find(found->id) : NULL;
	d->items[d->n - 1].good = found->good;
	d->items[d->n - 1].speaks = found->good || found->speaks;
	assert_true(!found->id || d->items[d->n - 1].found);
}

/* Nothing of a login is left in what an endpoint is opened with, and nothing of it on the wire. */
static void no_login_for_a_door(void **state)
{
	const struct found found = {.door = "any ssl 465 mx.example.org"};
	struct endpoints d = {.n = 0};
	struct settings chosen, s;
	struct str job;
	struct err e;

	(void)state;
	str_init(&job, wire_record_max);
	fixture_settings(&chosen, "server.host=a.example auth.user=who-it-is auth.password=canary "
				  "auth.method=login tls.ca_file=/x test.timeout=9");
	settings_init(&s);
	add_found(&d, &found);
	assert_int_equal(endpoint_settings(&d.items[0], &chosen, &s, &e), 0);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (strncmp(fields[i].key, "auth.", 5) == 0)
			unit_expect(settings_is_default(&s, (enum field_id)i), "%s", fields[i].key);
	assert_true(settings_is(&s, FIELD_HOST, "mx.example.org"));
	assert_true(settings_is(&s, FIELD_PORT, "465"));
	assert_true(settings_is(&s, FIELD_PROTOCOL, "ssl"));
	assert_true(settings_is(&s, FIELD_CA_FILE, "/x"));
	test_request_encode(&s, &(struct test_request) {.name = "1"}, &job);
	assert_null(memmem(job.data, job.len, "canary", 6));
	assert_null(memmem(job.data, job.len, "who-it-is", 9));
	settings_fini(&s);
	settings_fini(&chosen);
	endpoints_fini(&d);
	str_fini(&job);
	unit_end();
}

#define CHOSEN "server.host=mx.example.org server.port=25 server.protocol=starttls "

/* The facts of a test that came to this end. */
struct came {
	enum end end;
	enum step step;
	unsigned flags;
	int code, os_errno;
	const char *address;
};

static void make_facts(struct facts *f, const struct came *came)
{
	facts_init(f);
	f->end = came->end;
	f->step = came->step;
	f->flags = came->flags;
	f->code = came->code;
	f->os_errno = came->os_errno;
	for (int s = 0; s <= (int)came->step; s++)
		f->entered[s] = s;
	facts_text(&f->address, came->address);
	facts_text(&f->text, "go away");
}

#define TLS_ON                                                                                     \
	(FACT_BYTES | FACT_GREETING | FACT_EHLO | FACT_STARTTLS_OFFERED | FACT_STARTTLS_READY |    \
		FACT_ENCRYPTED)

static void when_it_helps(void **state)
{
	static const struct {
		struct came came;
		bool helps;
	} rows[] = {
		{{.end = END_RESOLVE, STEP_DNS}, true},
		{{.end = END_TIMEOUT, STEP_DNS},
			false}, /* the others would have the same name server */
		{{.end = END_TIMEOUT, STEP_CONNECT}, true},
		{{.end = END_TIMEOUT, STEP_GREETING}, true},
		{{.end = END_TIMEOUT, STEP_GREETING, FACT_WANTS_TLS}, false}, /* its fix is known */
		{{.end = END_CERT, STEP_TLS}, false},
		{{.end = END_TLS, STEP_TLS, FACT_NOT_TLS}, true},
		{{.end = END_PIN, STEP_TLS}, false},
		{{.end = END_CLOSED, STEP_TLS}, true},
		{{.end = END_LOGIN, STEP_AUTH, TLS_ON | FACT_USER}, true},
		{{.end = END_LOGIN,
			 STEP_AUTH,
			 TLS_ON | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT,
			 535},
			false},
		{{.end = END_TIMEOUT,
			 STEP_AUTH,
			 TLS_ON | FACT_USER | FACT_AUTH_OFFERED | FACT_AUTH_SENT},
			false},
		{{.end = END_OK, STEP_DONE, TLS_ON}, false},
		{{.end = END_REPLY, STEP_RECIPIENT, TLS_ON | FACT_MALFORMED}, false},
		{{.end = END_SETUP, STEP_DNS}, false},
		{{.end = END_CANCELLED, STEP_CONNECT}, false},
	};
	struct settings s;

	(void)state;
	fixture_settings(&s, CHOSEN "auth.user=me");
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct facts f;

		make_facts(&f, &rows[i].came);
		unit_expect(fallback_helps(&f, &s) == rows[i].helps, "row %zu", i);
		facts_fini(&f);
	}
	settings_fini(&s);
	unit_end();
}

static void which_ones_open(void **state)
{
	static const struct {
		struct came came;
		struct found found;
		bool opens;
	} rows[] = {
		{{.end = END_RESOLVE, STEP_DNS}, {.door = "ipv4 starttls 587 mx.example.org"},
			false},
		{{.end = END_RESOLVE, STEP_DNS}, {.door = "any starttls 587 smtp.example.org"},
			true},
		{{.end = END_CONNECT, STEP_CONNECT}, {.door = "any starttls 587 smtp.example.org"},
			false},
		{{.end = END_CONNECT, STEP_CONNECT}, {.door = "ipv6 starttls 587 mx.example.org"},
			true},
		/* Both families were tried already. */
		{{.end = END_CONNECT, STEP_CONNECT, .address = "2001:db8::1"},
			{.door = "ipv4 starttls 25 mx.example.org"}, false},
		{{.end = END_REPLY, STEP_GREETING, .address = "2001:db8::1"},
			{.door = "ipv4 starttls 25 mx.example.org"}, true},
		{{.end = END_REPLY, STEP_GREETING, .address = "2001:db8::1"},
			{.door = "ipv6 starttls 25 mx.example.org"}, false},
		{{.end = END_REPLY, STEP_GREETING, .address = "2001:db8::1"},
			{.door = "ipv6 ssl 25 mx.example.org"}, true},
		/* What was understood in clear text, or is refused, is not asked in another way. */
		{{.end = END_REPLY, STEP_EHLO, FACT_BYTES | FACT_GREETING, .address = "192.0.2.1"},
			{.door = "ipv4 ssl 25 mx.example.org"}, false},
		{{.end = END_REPLY, STEP_GREETING, FACT_BYTES, 554, .address = "192.0.2.1"},
			{.door = "ipv4 ssl 25 mx.example.org"}, false},
		{{.end = END_CLOSED, STEP_GREETING, .address = "192.0.2.1"},
			{.door = "ipv4 ssl 25 mx.example.org"}, true},
		{{.end = END_CONNECT, STEP_CONNECT, .address = "192.0.2.1"},
			{.door = "ipv4 ssl 25 mx.example.org"}, false},
	};
	struct settings s;

	(void)state;
	fixture_settings(&s, CHOSEN);
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct endpoints d = {.n = 0};
		struct facts f;

		add_found(&d, &rows[i].found);
		make_facts(&f, &rows[i].came);
		unit_expect(fallback_opens(&d.items[0], &f, &s) == rows[i].opens, "row %zu", i);
		endpoints_fini(&d);
		facts_fini(&f);
	}
	settings_fini(&s);
	unit_end();
}

/* In the order of the settings, the name last. */
static void say_fix(const struct verdict *v, struct str *out)
{
	static const enum field_id order[] = {FIELD_PORT, FIELD_PROTOCOL, FIELD_HOST};

	for (size_t i = 0; i < unit_count(order); i++)
		for (int n = 0; n < fix_max && v->fix[n].value; n++)
			if (v->fix[n].field == order[i])
				str_format(out, "%s%s", out->len ? " " : "", v->fix[n].value);
}

/* clang-format off: a table, each row a sentence */
#define REFUSED_ALL                                                                                \
	{                                                                                          \
		.end = END_CONNECT, STEP_CONNECT, .os_errno = 111, .address = "192.0.2.1"          \
	}
#define SILENT_ALL                                                                                 \
	{                                                                                          \
		.end = END_TIMEOUT, STEP_CONNECT, .address = "192.0.2.1"                           \
	}
#define NOT_TLS                                                                                    \
	{                                                                                          \
		.end = END_TLS, STEP_TLS, FACT_NOT_TLS, .address = "192.0.2.1"                     \
	}
#define REJECTED_6                                                                                 \
	{                                                                                          \
		.end = END_REPLY, STEP_GREETING, FACT_BYTES, 554, .address = "2001:db8::1"         \
	}
/* clang-format on */
#define OPEN    "ok.no_login", true
#define SPEAKS  false, true
#define SSL_587 "server.host=mx.example.org server.port=587 server.protocol=ssl auth.user=me"

static void concludes(void **state)
{
	static const struct {
		struct came came;
		struct found found[some];
		const char *title;  /* NULL: that of the diagnosis, and no fix */
		const char *fix;    /* "port protocol host", what it does not change left out */
		const char *chosen; /* NULL: CHOSEN */
	} rows[] = {
		/* clang-format off: a table, each row a sentence */
		{.came = REFUSED_ALL,
			{{.door = "ipv4 starttls 587 mx.example.org", OPEN}},
			"Port 587 answers with STARTTLS: use it",
			"587 starttls"},
		{.came = REFUSED_ALL,
			{{.door = "ipv4 ssl 465 mx.example.org", OPEN},
				{.door = "ipv4 starttls 587 mx.example.org", OPEN}},
			"Port 465 answers with SSL: use it",
			"465 ssl"},
		{.came = REFUSED_ALL,
			{{.door = "ipv4 ssl 25 mx.example.org", OPEN},
				{.door = "ipv4 ssl 465 mx.example.org", OPEN}},
			"This port begins with TLS: choose SSL",
			"25 ssl"},
		{.came = REFUSED_ALL,
			{{.door = "ipv4 starttls 25 mx.example.org", OPEN}},
			"This port uses STARTTLS: choose TLS (STARTTLS)",
			"25 starttls",
			"server.host=mx.example.org server.port=25 server.protocol=ssl"},
		{.came = REFUSED_ALL,
			{{.door = "ipv4 plain 25 mx.example.org", "warn.not_encrypted", true}},
			"Port 25 answers: use it",
			"25 plain"},
		{.came = {.end = END_RESOLVE, STEP_DNS},
			{{.door = "any ssl 465 smtp.example.org", "dns.not_found"},
				{.door = "any ssl 465 mail.example.org", OPEN}},
			"This name has no address, but mail.example.org has",
			"465 ssl mail.example.org"},
		{.came = {.end = END_RESOLVE, STEP_DNS},
			{{.door = "any ssl 465 smtp.example.org", "dns.not_found"}}},
		{.came = REJECTED_6,
			{{.door = "ipv4 starttls 25 mx.example.org", OPEN},
				{.door = "ipv4 ssl 465 mx.example.org", OPEN},
				{.door = "ipv6 ssl 465 mx.example.org", "connect.timeout"}},
			"Only IPv6 fails: the server answers over IPv4"},
		/* Not only IPv6 then: this port is shut there, another one is open. */
		{.came = REJECTED_6,
			{{.door = "ipv4 starttls 25 mx.example.org", OPEN},
				{.door = "ipv6 ssl 465 mx.example.org", OPEN}},
			"Port 465 answers with SSL: use it",
			"465 ssl"},
		/* What cannot be connected to over IPv6 is reached over IPv4 without a word. */
		{.came = REFUSED_ALL,
			{{.door = "ipv4 ssl 465 mx.example.org", OPEN},
				{.door = "ipv6 ssl 465 mx.example.org", "connect.timeout"}},
			"Port 465 answers with SSL: use it",
			"465 ssl"},
		{.came = REFUSED_ALL,
			{{.door = "ipv4 ssl 465 mx.example.org", OPEN},
				{.door = "ipv6 ssl 465 mx.example.org", "greeting.silent"}},
			"Only IPv6 fails: the server answers over IPv4"},
		{.came = REFUSED_ALL,
			{{.door = "ipv4 ssl 465 mx.example.org", OPEN},
				{.door = "ipv6 ssl 465 mx.example.org", "greeting.silent"},
				{.door = "ipv4 starttls 587 mx.example.org", OPEN}},
			"Port 587 answers with STARTTLS: use it",
			"587 starttls"},
		{.came = REFUSED_ALL,
			{{.door = "ipv4 starttls 587 mx.example.org", "tls.expired"}},
			"Port 587 answers, but its certificate is not valid"},
		{.came = REFUSED_ALL,
			{{.door = "ipv4 ssl 465 mx.example.org", "connect.refused"},
				{.door = "ipv6 ssl 465 mx.example.org", "connect.unreachable"}},
			"No mail port of this server answers"},
		{.came = REFUSED_ALL, {{.door = "ipv4 ssl 465 mx.example.org", "connect.timeout"}}},
		{.came = REFUSED_ALL,
			{{.door = "ipv6 ssl 465 mx.example.org", "connect.unreachable"}}},
		{.came = REFUSED_ALL, {{.door = "ipv4 ssl 465 mx.example.org", NULL}}},
		{.came = SILENT_ALL,
			{{.door = "ipv4 ssl 465 mx.example.org", "connect.timeout"},
				{.door = "ipv6 ssl 465 mx.example.org", "connect.unreachable"},
				{.door = "ipv4 ssl 587 mx.example.org", NULL}},
			"No mail port can be reached from here"},
		{.came = SILENT_ALL,
			{{.door = "ipv4 ssl 465 mx.example.org", "connect.timeout"},
				{.door = "ipv4 ssl 587 mx.example.org", "connect.refused"}}},
		/* SSL on a port that speaks STARTTLS: the same port is better than another one. */
		{.came = NOT_TLS,
			{{.door = "ipv4 starttls 587 mx.example.org", OPEN},
				{.door = "ipv4 ssl 465 mx.example.org", OPEN}},
			"This port uses STARTTLS: choose TLS (STARTTLS)",
			"587 starttls",
			SSL_587},
		/* Whatever is wrong after STARTTLS is for the next test. */
		{.came = NOT_TLS,
			{{.door = "ipv4 starttls 587 mx.example.org", "tls.self_signed", SPEAKS}},
			"This port uses STARTTLS: choose TLS (STARTTLS)",
			"587 starttls",
			SSL_587},
		{.came = NOT_TLS,
			{{.door = "ipv4 starttls 587 mx.example.org", "ok.no_login", SPEAKS}},
			"This port uses STARTTLS: choose TLS (STARTTLS)",
			"587 starttls",
			SSL_587},
		{.came = NOT_TLS,
			{{.door = "ipv4 starttls 587 mx.example.org", "tls.expired", SPEAKS},
				{.door = "ipv4 ssl 465 mx.example.org", OPEN}},
			"Port 465 answers with SSL: use it",
			"465 ssl",
			SSL_587},
		{.came = NOT_TLS,
			{{.door = "ipv4 starttls 587 mx.example.org", "starttls.not_offered"}},
			.chosen = SSL_587},
		{.came = {.end = END_CLOSED, STEP_GREETING, .address = "192.0.2.1"},
			{{.door = "ipv4 ssl 25 mx.example.org", "tls.wrong_name", SPEAKS}},
			"This port begins with TLS: choose SSL",
			"25 ssl"},
		{.came = {.end = END_CLOSED, STEP_GREETING, .address = "192.0.2.1"},
			{{.door = "ipv4 ssl 465 mx.example.org", "tls.wrong_name", SPEAKS}},
			"Port 465 answers, but its certificate is not valid"},
		/* A verdict that needs no help is left alone. */
		{.came = {.end = END_OK, STEP_DONE, TLS_ON},
			{{.door = "ipv4 ssl 465 mx.example.org", OPEN}}},
		{.came = {.end = END_CANCELLED, STEP_CONNECT},
			{{.door = "ipv4 ssl 465 mx.example.org", OPEN}}},
		/* clang-format on */
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct endpoints d = {.n = 0};
		struct settings s;
		struct verdict v;
		struct facts f;
		struct str fix;

		str_init(&fix, list_max);
		make_facts(&f, &rows[i].came);
		for (size_t n = 0; n < some && rows[i].found[n].door; n++)
			add_found(&d, &rows[i].found[n]);
		fixture_settings(&s, rows[i].chosen ? rows[i].chosen : CHOSEN);
		diagnose(&f, &s, &v);
		fallback_conclude(&v, &f, &s, &d);
		say_fix(&v, &fix);
		unit_expect(same(v.title, rows[i].title ? rows[i].title : v.diagnosis->title),
			"row %zu: %s", i, v.title);
		unit_expect(same(fix.data, rows[i].fix ? rows[i].fix : ""), "row %zu: fix %s", i,
			fix.data);
		str_fini(&fix);
		unit_expect(!strchr(v.title, '{') && !strchr(v.cause, '{') &&
				    !strchr(v.advice, '{') && !strstr(v.cause, "  "),
			"row %zu: %s", i, v.cause);
		verdict_fini(&v);
		facts_fini(&f);
		endpoints_fini(&d);
		settings_fini(&s);
	}
	unit_end();
}

/* What each says can be filled in. */
static void conclusions_have_words(void **state)
{
	static const char known[] =
		" cause endpoint.host endpoint.port endpoint.protocol endpoint.family "
		"endpoint.broken server.host server.port ";

	(void)state;
	for (size_t i = 0; i < conclusion_count; i++) {
		const struct conclusion *c = &conclusions[i];
		const char *const texts[] = {c->title, c->cause, c->advice};

		for (size_t t = 0; t < unit_count(texts); t++)
			for (const char *at = strchr(texts[t], '{'); at; at = strchr(at + 1, '{')) {
				char word[40];

				(void)snprintf(word, sizeof(word), " %.*s ",
					(int)strcspn(at + 1, "}"), at + 1);
				unit_expect(strstr(known, word), "%s: %s", c->title, at);
			}
		unit_expect(strstr(c->cause, "{cause}"), "%s: it does not say why", c->title);
		unit_expect(c->advice[strlen(c->advice) - 1] == '.', "%s", c->advice);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_siblings),
		cmocka_unit_test(guesses_names),
		cmocka_unit_test(no_domain_no_doors),
		cmocka_unit_test(travels_in_the_job),
		cmocka_unit_test(refuses_what_is_no_door),
		cmocka_unit_test(too_many_doors),
		cmocka_unit_test(no_login_for_a_door),
		cmocka_unit_test(when_it_helps),
		cmocka_unit_test(which_ones_open),
		cmocka_unit_test(concludes),
		cmocka_unit_test(conclusions_have_words),
	};

	return unit_run(tests);
}
