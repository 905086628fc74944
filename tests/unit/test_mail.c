/* What other programs hand over: the command lines of sendmail's callers, addresses, messages. */
#include "unit.h"

#include "mail/addresses.h"
#include "mail/aliases.h"
#include "mail/arguments.h"
#include "mail/handover.h"
#include "mail/header.h"
#include "mail/masquerade.h"
#include "mail/reader.h"

#include <stdlib.h>
#include <string.h>

enum { kept_max = 1 << 20, words_max = 16 };

static void strlist_show(const struct strlist *l, struct str *out)
{
	for (size_t i = 0; i < l->n; i++)
		str_format(out, "%s%s", i ? " " : "", l->items[i]);
}

/* The command line */

/* As they were recorded in the place of sendmail. */
static const struct {
	const char *argv[words_max];
	int code; /* of the error; 0: it is taken */
	enum sendmail_mode mode;
	bool from_header, dots;
	const char *from, *name, *recipients;
	long every_s;
} callers[] = {
	/* cron, at, bsd-mailx, s-nail */
	{.argv = {"sendmail", "-FCronDaemon", "-i", "-B8BITMIME", "-oem", "root"},
		.dots = true,
		.name = "CronDaemon",
		.recipients = "root"},
	{.argv = {"/usr/sbin/sendmail", "-i", "root"}, .dots = true, .recipients = "root"},
	{.argv = {"sendmail", "-i", "-t", "-f", "a@b.example"},
		.from_header = true,
		.dots = true,
		.from = "a@b.example"},
	{.argv = {"sendmail", "-i", "-f", "a@b", "--", "c@d", "-e@f"}, .code = EX_DATAERR},
	{.argv = {"sendmail", "-i", "--", "c@d", "e@f"}, .dots = true, .recipients = "c@d e@f"},
	/* PHP */
	{.argv = {"sendmail", "-t", "-i"}, .from_header = true, .dots = true},
	{.argv = {"sendmail", "-t", "-i", "-fweb@x.example"},
		.from_header = true,
		.dots = true,
		.from = "web@x.example"},
	/* mdadm, sudo, logwatch; fail2ban; unattended-upgrades */
	{.argv = {"sendmail", "-t"}, .from_header = true},
	{.argv = {"sendmail", "-f", "fail2ban", "root@localhost"},
		.from = "fail2ban",
		.recipients = "root@localhost"},
	{.argv = {"sendmail", "-oi", "-t"}, .from_header = true, .dots = true},
	/* git, Gitea */
	{.argv = {"sendmail", "-f", "me@x", "-i", "a@b", "c@d"},
		.dots = true,
		.from = "me@x",
		.recipients = "a@b c@d"},
	/* what sendmail has taken ever since */
	{.argv = {"sendmail", "-ti"}, .from_header = true, .dots = true},
	{.argv = {"sendmail", "-bm", "-em", "-m", "-v", "-N", "never", "-R", "hdrs", "-V", "id",
		 "-O", "DeliveryMode=b", "-Am", "x"},
		.recipients = "x"},
	{.argv = {"sendmail", "-r", "a@b", "-F", "A B", "c@d"},
		.from = "a@b",
		.name = "A B",
		.recipients = "c@d"},
	{.argv = {"sendmail", "-f", "<>", "c@d"}, .from = "", .recipients = "c@d"},
	{.argv = {"sendmail", "-f", "", "c@d"}, .from = "", .recipients = "c@d"},
	{.argv = {"sendmail", "a@b, c@d"}, .recipients = "a@b c@d"},
	{.argv = {"sendmail", "a@b", "a@b"}, .recipients = "a@b"},
	{.argv = {"sendmail", "--config", "x.cfg", "a"}, .recipients = "a"},
	{.argv = {"sendmail", "--config=x.cfg", "a"}, .recipients = "a"},
	{.argv = {"sendmail", "-bp"}, .mode = SENDMAIL_LIST},
	{.argv = {"/usr/bin/mailq"}, .mode = SENDMAIL_LIST},
	{.argv = {"newaliases"}, .mode = SENDMAIL_ALIASES},
	{.argv = {"sendmail", "-bi"}, .mode = SENDMAIL_ALIASES},
	{.argv = {"sendmail", "-q"}, .mode = SENDMAIL_RUN},
	{.argv = {"sendmail", "-bv", "a"}, .mode = SENDMAIL_VERIFY, .recipients = "a"},
	{.argv = {"sendmail", "-bs"}, .mode = SENDMAIL_TALK},
	{.argv = {"sendmail", "-bd"}, .code = EX_USAGE},
	{.argv = {"sendmail", "-bd"}, .code = EX_USAGE},
	{.argv = {"sendmail", "-q1h30m"}, .mode = SENDMAIL_RUN, .every_s = 90 * 60},
	{.argv = {"sendmail", "-q5"}, .mode = SENDMAIL_RUN, .every_s = 5 * 60},
	{.argv = {"sendmail", "-q5x"}, .code = EX_USAGE},
	{.argv = {"sendmail", "-q0"}, .code = EX_USAGE},
	{.argv = {"sendmail", "-q9d"}, .code = EX_USAGE},
	{.argv = {"sendmail", "-k"}, .code = EX_USAGE},
	{.argv = {"sendmail", "--colour"}, .code = EX_USAGE},
	{.argv = {"sendmail", "--config"}, .code = EX_USAGE},
	{.argv = {"sendmail", "-f"}, .code = EX_USAGE},
	{.argv = {"sendmail", "-f", "a@b, c@d", "x"}, .code = EX_DATAERR},
	{.argv = {"sendmail", "-f", "a\nBcc: b", "x"}, .code = EX_DATAERR},
	{.argv = {"sendmail", "-F", "a\nBcc: b", "x"}, .code = EX_DATAERR},
	{.argv = {"sendmail", "a b"}, .code = EX_DATAERR},
};

static bool text_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void each_caller(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(callers); i++) {
		struct err e = {0};
		struct sendmail_args a;
		struct str to;
		int argc = 0, code;

		while (argc < words_max && callers[i].argv[argc])
			argc++;
		code = sendmail_args_parse(&a, argc, (char *const *)callers[i].argv, &e) < 0
			       ? e.code
			       : 0;
		str_init(&to, kept_max);
		strlist_show(&a.recipients, &to);
		unit_expect(code == callers[i].code, "row %zu: %d %s", i, code, e.message);
		if (!code) {
			unit_expect(a.mode == callers[i].mode, "row %zu: mode %d", i, (int)a.mode);
			unit_expect(a.from_header == callers[i].from_header &&
					    a.dots == callers[i].dots,
				"row %zu: -t or -i", i);
			unit_expect(
				a.every_s == callers[i].every_s, "row %zu: %ld s", i, a.every_s);
			unit_expect(text_same(a.from, callers[i].from), "row %zu: -f", i);
			unit_expect(text_same(a.name, callers[i].name), "row %zu: -F", i);
			unit_expect(strcmp(to.data, callers[i].recipients ? callers[i].recipients
									  : "") == 0,
				"row %zu: to %s", i, to.data);
		}
		str_fini(&to);
		sendmail_args_fini(&a);
	}
	unit_end();
}

/* Addresses */

static const struct {
	const char *text, *found; /* NULL: an error */
	const char *name;         /* of the first */
} lists[] = {
	{"", "", ""},
	{" , ,", "", ""},
	{"root", "root", ""},
	{"root (Cron Daemon)", "root", "Cron Daemon"},
	{"A B <a@b>", "a@b", "A B"},
	{"\"B, A\" <a@b>, c@d", "a@b c@d", "B, A"},
	{"\"B \\\"x\\\" A\" <a@b>", "a@b", "B \"x\" A"},
	{"a@b (one, (two) three), c", "a@b c", "one, (two) three"},
	{"team: a@b, c@d;, e@f", "a@b c@d e@f", ""},
	{"undisclosed-recipients:;", "", ""},
	{"<@r.example,@s.example:u@v>", "u@v", ""},
	{"a@b,\r\n\tc@d", "a@b c@d", ""},
	{"\"a b\"@c", "\"a b\"@c", ""},
	{"a@[127.0.0.1]", "a@[127.0.0.1]", ""},
	{"a@[IPv6:::1]", "a@[IPv6:::1]", ""},
	{"j\xc3\xb6rg@x", "j\xc3\xb6rg@x", ""},
	{"a@b; c@d", "a@b c@d", ""},
	{"a b@c", NULL, ""},
	{"a@b c@d", NULL, ""},
	{"a@", NULL, ""},
	{"@b", NULL, ""},
	{"a@@b", NULL, ""},
	{"-oQ/tmp", NULL, ""},
	{"<a\tb@c>", NULL, ""},
	{"a\x01@b", NULL, ""},
	{"a@[x y]", NULL, ""},
	{"\"a\\\"@b", NULL, ""},
	{"\xff@b", NULL, ""},
};

static void each_list(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(lists); i++) {
		struct strlist found = {0};
		struct str shown, name;
		struct err e;
		int result = addresses_add(&found, lists[i].text, strlen(lists[i].text), &e);

		str_init(&shown, kept_max);
		str_init(&name, kept_max);
		strlist_show(&found, &shown);
		unit_expect((result < 0) == !lists[i].found, "%s: %d", lists[i].text, result);
		if (lists[i].found) {
			unit_expect(strcmp(shown.data, lists[i].found) == 0, "%s: %s",
				lists[i].text, shown.data);
			addresses_first_name(lists[i].text, strlen(lists[i].text), &name);
			unit_expect(strcmp(name.data, lists[i].name) == 0, "%s: name %s",
				lists[i].text, name.data);
		}
		str_fini(&shown);
		str_fini(&name);
		strlist_fini(&found);
	}
	unit_end();
}

static void has_a_limit_of_recipients(void **state)
{
	struct strlist found = {0};
	struct str text;
	struct err e;

	(void)state;
	str_init(&text, kept_max);
	for (int i = 0; i < mail_recipients_max; i++)
		str_format(&text, "a%d@b,", i);
	assert_int_equal(addresses_add(&found, text.data, text.len, &e), 0);
	assert_int_equal(found.n, mail_recipients_max);
	assert_int_equal(addresses_add(&found, "a1@b", 4, &e), 0);
	assert_int_equal(addresses_add(&found, "b", 1, &e), -1);
	assert_int_equal(e.code, EX_DATAERR);
	strlist_fini(&found);
	str_fini(&text);
}

/* Messages */

struct kept {
	struct str bytes, to;
	int fails; /* the put() that fails; 0: none */
};

static int kept_begin(void *ctx, const struct strlist *recipients, struct err *e)
{
	struct kept *k = ctx;

	(void)e;
	strlist_show(recipients, &k->to);
	return 0;
}

static int kept_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	struct kept *k = ctx;

	if (k->fails && !--k->fails)
		return err_set(e, EX_IOERR, "the disk is full");
	str_add(&k->bytes, bytes, len);
	return 0;
}

/* The whole message in pieces of so many bytes; the error's code. */
static int keep(struct kept *k, const struct mail_rules *given, const char *recipient,
	const char *bytes, size_t len, size_t step)
{
	struct mail_target target = {kept_begin, kept_put, k};
	struct mail_rules rules = *given;
	struct strlist to = {0};
	struct err e = {0};
	struct mail_reader r;
	int result = 0;

	rules.from = "user@host.example";
	rules.name = rules.name ? rules.name : "";
	rules.domain = "host.example";
	rules.unique = "u1";
	str_init(&k->bytes, kept_max);
	str_init(&k->to, kept_max);
	if (recipient)
		strlist_add(&to, recipient, 1);
	mail_reader_init(&r, &rules, &to, &target);
	for (size_t at = 0; at < len && result == 0; at += step)
		result = mail_reader_feed(&r, bytes + at, len - at < step ? len - at : step, &e);
	if (result == 0)
		result = mail_reader_end(&r, &e);
	mail_reader_fini(&r);
	return result < 0 ? e.code : 0;
}

static void kept_fini(struct kept *k)
{
	str_fini(&k->bytes);
	str_fini(&k->to);
}

#define ADDED_DATE "Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n"
#define ADDED_ID   "Message-ID: <u1@host.example>\r\n"
#define ADDED_FROM "From: user@host.example\r\n"
#define ADDED      ADDED_DATE ADDED_ID ADDED_FROM
#define WHOLE      "Date: d\r\nMessage-ID: <m>\r\nFrom: f\r\n"

static const struct {
	const char *in, *recipient;
	struct mail_rules rules;
	const char *out, *to; /* out NULL: it is refused with the code */
	int code;
} messages[] = {
	{"hello\n", "a", {0}, ADDED "\r\nhello\r\n", "a", 0},
	{"hello", "a", {0}, ADDED "\r\nhello\r\n", "a", 0},
	{"", "a", {0}, ADDED "\r\n", "a", 0},
	{"\n\nx\n", "a", {0}, ADDED "\r\n\r\nx\r\n", "a", 0},
	{"Subject: s\n\nx\n", "a", {0}, "Subject: s\r\n" ADDED "\r\nx\r\n", "a", 0},
	{"Subject: s\n", "a", {0}, "Subject: s\r\n" ADDED "\r\n", "a", 0},
	/* line ends: PHP's, Windows', an old Mac's, and those that were mended twice */
	{WHOLE "\r\nx\r\ny\r\n", "a", {0}, WHOLE "\r\nx\r\ny\r\n", "a", 0},
	{WHOLE "\r\nx\r\r\ny\r\n", "a", {0}, WHOLE "\r\nx\r\ny\r\n", "a", 0},
	{"Date: d\rMessage-ID: <m>\rFrom: f\r\rx\ry", "a", {0}, WHOLE "\r\nx\r\ny\r\n", "a", 0},
	{WHOLE "\r\n10%\r20%\r", "a", {0}, WHOLE "\r\n10%\r\n20%\r\n", "a", 0},
	/* dots */
	{WHOLE "\nx\n.\nmore\n", "a", {0}, WHOLE "\r\nx\r\n", "a", 0},
	{WHOLE "\nx\r\n.\r\nmore\r\n", "a", {0}, WHOLE "\r\nx\r\n", "a", 0},
	{WHOLE "\nx\n.\n.more\n..\n", "a", {.dots = true}, WHOLE "\r\nx\r\n.\r\n.more\r\n..\r\n",
		"a", 0},
	{WHOLE ".\nx\n", "a", {0}, WHOLE "\r\n", "a", 0},
	/* the line of a mailbox, and what is no header */
	{"From me Mon Nov 30\n" WHOLE "\nx\n", "a", {0}, WHOLE "\r\nx\r\n", "a", 0},
	{WHOLE "no field\nx\n", "a", {0}, WHOLE "\r\nno field\r\nx\r\n", "a", 0},
	{"http://x/: y\n", "a", {0}, "http://x/: y\r\n" ADDED "\r\n", "a", 0},
	/* recipients */
	{"To: a@b, C <c@d>\nCc: e\nBcc: f@g\n" WHOLE "\nx\n", "z", {.from_header = true, 0},
		"To: a@b, C <c@d>\r\nCc: e\r\n" WHOLE "\r\nx\r\n", "z a@b c@d e f@g", 0},
	{"To: a@b\nbcc : f@g,\n\th@i\n" WHOLE "\n", "z", {0}, "To: a@b\r\n" WHOLE "\r\n", "z", 0},
	{"To: a\nResent-To: b\nResent-Bcc: c\nBcc: d\n" WHOLE "\n", NULL, {.from_header = true, 0},
		"To: a\r\nResent-To: b\r\n" WHOLE "\r\n", "b c", 0},
	{"To: undisclosed-recipients:;\nBcc: a\n" WHOLE "\n", NULL, {.from_header = true, 0},
		"To: undisclosed-recipients:;\r\n" WHOLE "\r\n", "a", 0},
	{"Subject: s\n\nx\n", NULL, {.from_header = true}, NULL, NULL, EX_USAGE},
	{"To: a\n\nx\n", NULL, {0}, NULL, NULL, EX_USAGE},
	{"To: a b c\n\nx\n", NULL, {.from_header = true}, NULL, NULL, EX_DATAERR},
	/* names */
	{"Date: d\nMessage-ID: <m>\n\n", "a", {.name = "A User", 0},
		"Date: d\r\nMessage-ID: <m>\r\nFrom: A User <user@host.example>\r\n\r\n", "a", 0},
	{"Date: d\nMessage-ID: <m>\n\n", "a", {.name = "J\xc3\xb6rg", 0},
		"Date: d\r\nMessage-ID: <m>\r\nFrom: =?UTF-8?Q?J=C3=B6rg?= "
		"<user@host.example>\r\n\r\n",
		"a", 0},
	{"Date: d\nMessage-ID: <m>\nFROM: root (Cron Daemon)\n\n", "a", {.name = "CronDaemon", 0},
		"Date: d\r\nMessage-ID: <m>\r\nFROM: root (Cron Daemon)\r\n\r\n", "a", 0},
};

static void each_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(messages); i++)
		for (size_t step = 1; step<100; step += step> 8 ? 40 : 1) {
			struct kept k = {0};
			int code = keep(&k, &messages[i].rules, messages[i].recipient,
				messages[i].in, strlen(messages[i].in), step);

			unit_expect(code == messages[i].code, "row %zu: %d", i, code);
			if (!code) {
				unit_expect(strcmp(k.bytes.data, messages[i].out) == 0,
					"row %zu, step %zu: %s", i, step, k.bytes.data);
				unit_expect(strcmp(k.to.data, messages[i].to) == 0,
					"row %zu: to %s", i, k.to.data);
			}
			kept_fini(&k);
		}
	unit_end();
}

static void leaves_no_nul(void **state)
{
	static const char in[] = "Subject: a\0b\n\nc\0d\n";
	struct kept k = {0};

	(void)state;
	assert_int_equal(keep(&k, &(struct mail_rules) {0}, "a", in, sizeof(in) - 1, 5), 0);
	assert_int_equal(strlen(k.bytes.data), k.bytes.len);
	assert_non_null(strstr(k.bytes.data, "Subject: ab\r\n"));
	assert_non_null(strstr(k.bytes.data, "\r\n\r\ncd\r\n"));
	kept_fini(&k);
}

/* SMTP has no line beyond 998; a character of two bytes, or of four, stays whole. */
static void breaks_long_lines(void **state)
{
	static const char *const characters[] = {
		"x", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x93\xa7"};

	(void)state;
	for (size_t c = 0; c < unit_count(characters); c++) {
		size_t n = strlen(characters[c]), longest = 0, breaks = 0;
		struct str in;
		struct kept k = {0};

		str_init(&in, kept_max);
		for (size_t i = 0; i < 30000; i++)
			str_text(&in, characters[c]);
		assert_int_equal(keep(&k, &(struct mail_rules) {0}, "a", in.data, in.len, 700), 0);
		for (const char *line = strstr(k.bytes.data, "\r\n\r\n") + 4; *line; breaks++) {
			size_t len = strcspn(line, "\r");

			longest = len > longest ? len : longest;
			unit_expect(len % n == 0, "%s: a line of %zu", characters[c], len);
			line += len + 2;
		}
		unit_expect(longest <= mail_line_max && longest > mail_line_max - n, "%s: %zu",
			characters[c], longest);
		unit_expect(breaks == 30000 / (mail_line_max / n) + 1, "%s: %zu lines",
			characters[c], breaks);
		str_fini(&in);
		kept_fini(&k);
	}
	unit_end();
}

/* The reader's own buffers while 60 MB go through it, in one line or in many. */
static void bounds_what_it_keeps(void **state)
{
	static char block[65536];

	(void)state;
	for (int lines = 0; lines < 2; lines++) {
		struct kept k = {0};
		struct mail_target target = {kept_begin, kept_put, &k};
		struct mail_rules rules = {.from = "f", .name = "", .domain = "d", .unique = "u"};
		struct strlist to = {0};
		struct mail_reader r;
		struct err e = {0};
		size_t fed = 0, most = 0;

		str_init(&k.bytes, 1); /* nothing is kept */
		str_init(&k.to, kept_max);
		memset(block, 'x', sizeof(block));
		for (size_t i = 76; lines && i < sizeof(block); i += 77)
			block[i] = '\n';
		strlist_add(&to, "a", 1);
		mail_reader_init(&r, &rules, &to, &target);
		while (fed < 60u << 20 && mail_reader_feed(&r, block, sizeof(block), &e) == 0) {
			size_t now = r.header.cap + r.line.cap + r.out.cap;

			fed += sizeof(block);
			most = now > most ? now : most;
		}
		unit_expect(e.code == EX_DATAERR && fed > 47u << 20 && fed < 51u << 20,
			"%d after %zu", e.code, fed);
		unit_expect(most < 256 * 1024, "%zu", most);
		mail_reader_fini(&r);
		kept_fini(&k);
	}
	unit_end();
}

static void refuses_a_header_without_end(void **state)
{
	struct str in;

	(void)state;
	for (int folded = 0; folded < 3; folded++) {
		struct kept k = {0};

		str_init(&in, kept_max);
		str_text(&in, "Subject: ");
		while (in.len < 2 * mail_header_max)
			str_text(&in, folded == 0 ? "xxxxxxxx" : folded == 1 ? "x\n " : "x\nA: ");
		assert_int_equal(
			keep(&k, &(struct mail_rules) {0}, "a", in.data, in.len, 4096), EX_DATAERR);
		assert_int_equal(k.bytes.len, 0);
		kept_fini(&k);
		str_fini(&in);
	}
}

static void ends_with_its_target(void **state)
{
	struct str in;
	struct kept k = {.fails = 2};

	(void)state;
	str_init(&in, kept_max);
	while (in.len < 100000)
		str_text(&in, "a line\n");
	assert_int_equal(keep(&k, &(struct mail_rules) {0}, "a", in.data, in.len, 4096), EX_IOERR);
	kept_fini(&k);
	str_fini(&in);
}

/* Aliases */

static const char aliases[] =
	"# a comment\nroot: admin, ops@far.example\nAdmin: \"|/bin/cat\", "
	"boss@far.example\npostmaster: root\nloop: pool\npool: loop\n"
	"file: /var/mail/x\nlist: :include:/etc/list\nlong: a@far.example,\n"
	"\tb@far.example\nbad: a b c, good@far.example\n\"odd name\": c@far\n";

static const struct {
	const char *address, *to;
} expansions[] = {
	{"a@far.example", "a@far.example"},
	{"root", "boss@far.example ops@far.example"},
	{"ROOT@localhost", "boss@far.example ops@far.example"},
	{"postmaster@Host.Example", "boss@far.example ops@far.example"},
	{"loop", "me@far.example you@far.example"},
	{"file", "me@far.example you@far.example"},
	{"list", "me@far.example you@far.example"},
	{"nobody", "me@far.example you@far.example"},
	{"long", "a@far.example b@far.example"},
	{"bad", "good@far.example"},
};

static void each_alias(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(expansions); i++) {
		struct strlist to = {0};
		struct str shown;

		str_init(&shown, kept_max);
		aliases_expand(aliases, expansions[i].address, "host.example",
			"me@far.example, you@far.example", &to);
		strlist_show(&to, &shown);
		unit_expect(strcmp(shown.data, expansions[i].to) == 0, "%s: %s",
			expansions[i].address, shown.data);
		str_fini(&shown);
		strlist_fini(&to);
	}
	unit_end();
}

/* Masquerade */

static const struct {
	struct masquerade id;
	const char *header, *out;
} masquerades[] = {
	{{.name = "", .reply_to = ""}, "From: root\r\n",
		"From: me@far.example\r\nX-Original-From: root\r\n"},
	{{.name = "Us", .reply_to = ""}, "From: root\r\nTo: x\r\n",
		"From: Us <me@far.example>\r\nX-Original-From: root\r\nTo: x\r\n"},
	{{.name = "Us", .reply_to = ""}, "From: root (Cron\r\n Daemon)\r\n",
		"From: Cron Daemon <me@far.example>\r\nX-Original-From: root (Cron Daemon)\r\n"},
	{{.name = "", .reply_to = ""}, "From: =?UTF-8?Q?J=C3=B6rg?= <j@web.example>\r\n",
		"From: =?UTF-8?Q?J=C3=B6rg?=\r\n <me@far.example>\r\nReply-To: j@web.example\r\n"
		"X-Original-From: =?UTF-8?Q?J=C3=B6rg?= <j@web.example>\r\n"},
	{{.name = "", .reply_to = ""}, "From: A <a@web.example>\r\nReply-To: r@web.example\r\n",
		"From: A <me@far.example>\r\nX-Original-From: A <a@web.example>\r\n"
		"Reply-To: r@web.example\r\n"},
	{{.name = "Us", .reply_to = "r@far.example"}, "From: A <ME@far.example>\r\n",
		"From: A <ME@far.example>\r\nReply-To: r@far.example\r\n"},
	{{.name = "", .reply_to = "", .any = true}, "From: A <a@web.example>\r\nSender: s@t\r\n",
		"From: A <a@web.example>\r\nSender: s@t\r\n"},
	{{.name = "", .reply_to = "", .any = true}, "From: root\r\n",
		"From: me@far.example\r\nX-Original-From: root\r\n"},
	{{.name = "", .reply_to = ""}, "From: me@far.example\r\nSender: s@t\r\nFrom: b@c\r\n",
		"From: me@far.example\r\n"},
	{{.name = "", .reply_to = ""}, "From: ,,a b c\r\n",
		"From: me@far.example\r\nX-Original-From: ,,a b c\r\n"},
	{{.name = "", .reply_to = "", .eight_bit = true}, "From: me@far.example\r\n",
		"From: me@far.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "
		"charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"},
	{{.name = "", .reply_to = "", .eight_bit = true},
		"From: me@far.example\r\nContent-Type: text/html\r\n",
		"From: me@far.example\r\nContent-Type: text/html\r\n"},
};

static void each_masquerade(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(masquerades); i++) {
		struct masquerade id = masquerades[i].id;
		struct str in, out;

		id.from = "me@far.example";
		str_init(&in, kept_max);
		str_init(&out, kept_max);
		str_format(&in, "%s\r\n", masquerades[i].header);
		masquerade_header(&id, in.data, in.len, &out);
		unit_expect(out.len >= 2 &&
				    strncmp(out.data, masquerades[i].out, out.len - 2) == 0 &&
				    strlen(masquerades[i].out) == out.len - 2,
			"row %zu: %s", i, out.data);
		str_fini(&in);
		str_fini(&out);
	}
	assert_string_equal(masquerade_sender(&(struct masquerade) {.from = "a"}, "b@c"), "a");
	assert_string_equal(
		masquerade_sender(&(struct masquerade) {.from = "a", .any = true}, "b@c"), "b@c");
	assert_string_equal(
		masquerade_sender(&(struct masquerade) {.from = "a", .any = true}, "b"), "a");
	unit_end();
}

/* Handed over */

static int heard_begin(void *ctx, const struct ticket *t, struct err *e)
{
	(void)e;
	str_format(ctx, "[%s %zu]", t->from, t->to.n);
	return 0;
}

static int heard_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	(void)e;
	str_add(ctx, bytes, len);
	return 0;
}

/* What is heard when it comes in pieces of `step` bytes; -1: it is refused, 1: it is whole. */
static int hear(const char *bytes, size_t len, size_t step, struct str *out)
{
	const struct handover_target target = {heard_begin, heard_put, out};
	struct handover h;
	struct err e;
	int result = 0;

	handover_init(&h, &target);
	for (size_t at = 0; at < len && result == 0; at += step)
		result = handover_feed(&h, bytes + at, len - at < step ? len - at : step, &e);
	if (result == 0)
		result = h.ended;
	handover_fini(&h);
	return result;
}

static void hands_a_message_over(void **state)
{
	static const char text[] =
		"smtpsetup mail 1\nbody 7bit\nat 5\nuid 7\nfrom me\nto root\nto a@b.example\n\n"
		"00000003a\nb0000000cX\r\n00000000\r"
		"00000000";
	const size_t len = sizeof(text) - 1;

	(void)state;
	for (size_t step = 1; step <= len; step++) {
		struct str out;

		str_init(&out, kept_max);
		unit_expect(hear(text, len, step, &out) == 1 &&
				    strcmp(out.data, "[me 2]a\nbX\r\n00000000\r") == 0,
			"in pieces of %zu: %s", step, out.data);
		str_clear(&out);
		unit_expect(hear(text, step - 1, 1, &out) == 0, "%zu of it: is whole", step - 1);
		str_fini(&out);
	}
	unit_end();
}

static void hears_no_nonsense(void **state)
{
	static const char *const texts[] = {
		"smtpsetup mail 2\nfrom me\nto root\n\n",
		"smtpsetup mail 1\nfrom me\n\n",
		"smtpsetup mail 1\nto root\n\n",
		"smtpsetup mail 1\nfrom me\nto a b@c\n\n",
		"smtpsetup mail 1\nfrom me\nto root\n\n0000000G",
		"smtpsetup mail 1\nfrom me\nto root\n\n-0000001",
		"smtpsetup mail 1\nfrom me\nto root\n\n00000001a ",
		"\n\n",
	};
	struct str out;

	(void)state;
	str_init(&out, kept_max);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		unit_expect(hear(texts[i], strlen(texts[i]), 1, &out) == -1, "row %zu", i);
	str_fini(&out);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_caller),
		cmocka_unit_test(each_list),
		cmocka_unit_test(has_a_limit_of_recipients),
		cmocka_unit_test(each_message),
		cmocka_unit_test(leaves_no_nul),
		cmocka_unit_test(breaks_long_lines),
		cmocka_unit_test(bounds_what_it_keeps),
		cmocka_unit_test(refuses_a_header_without_end),
		cmocka_unit_test(ends_with_its_target),
		cmocka_unit_test(hands_a_message_over),
		cmocka_unit_test(hears_no_nonsense),
		cmocka_unit_test(each_alias),
		cmocka_unit_test(each_masquerade),
	};

	return unit_run(tests);
}
