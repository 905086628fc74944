/* What became of a message, of what programs, their queues and their logs really said. */
#include "unit.h"

#include "format/delivery.h"

#include <string.h>

#define POSTFIX_HEAD "-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n"
#define EARLIER                                                                                    \
	"A12A7B9         257 Tue Dec  1 04:50:02  me@example.test\n"                               \
	"            (connect to old.example.test[192.0.2.9]:25: Connection timed out)\n"          \
	"                                         you@example.test\n\n"
#define POSTFIX_LOG                                                                                \
	"Dec 01 04:52:57 vm postfix/pickup[171]: 851209B: uid=0 from=<me@example.test>\n"          \
	"Dec 01 04:52:57 vm postfix/cleanup[174]: 851209B: message-id=<abc.123@vm>\n"              \
	"Dec 01 04:52:57 vm postfix/smtp[1]: 999999: to=<you@example.test>, dsn=2.0.0, "           \
	"status=sent (250 another one)\n"
#define SMTP_LINE "Dec 01 04:52:57 vm postfix/smtp[181]: 851209B: to=<you@example.test>, "
#define NULLMAILER_LOG                                                                             \
	"Starting delivery: host: mail.example.test protocol: smtp file: 1796100878.49\n"          \
	"From: <me@example.test> to: <you@example.test>\n"                                         \
	"Message-ID: <abc.123@vm>\n"
#define DMA_LOG                                                                                    \
	"Dec  1 05:00:00 vm dma[12f.55d]: mail to=<you@example.test> queued as 12f.55d\n"          \
	"Dec  1 05:00:00 vm dma[77.1]: remote delivery deferred: another one\n"
#define EXIM_TO "you@example.test R=smarthost T=remote_smtp_smarthost "

/* clang-format off: a table */
static const struct {
	const char *program, *what;
	int status;
	const char *said, *before, *queue, *log;
	enum delivery_end end;
	const char *words, *key;
} rows[] = {
	{"msmtp", "sent", 0, "", "", "", "", DELIVERY_SENT, "", ""},
	{"msmtp", "a wrong password", 77,
		"msmtp: authentication failed (method PLAIN)\n"
		"msmtp: server message: 535 5.7.8 Authentication credentials invalid\n"
		"msmtp: could not send mail (account default from /etc/msmtprc)\n",
		"", "", "", DELIVERY_REFUSED,
		"msmtp: authentication failed (method PLAIN); msmtp: server message: "
		"535 5.7.8 Authentication credentials invalid; msmtp: could not send mail (account "
		"default from /etc/msmtprc)",
		""},
	{"postfix", "no queue of its own, and it refuses", 75,
		"sendmail: fatal: me(0): queue file write error\n", "", "", "", DELIVERY_REFUSED,
		"sendmail: fatal: me(0): queue file write error", ""},
	{"postfix", "on its way", 0, "", POSTFIX_HEAD EARLIER,
		POSTFIX_HEAD EARLIER
		"8200499    194 Tue Dec  1 04:52:57  me@example.test\n"
		"                                         you@example.test\n\n",
		POSTFIX_LOG, DELIVERY_OPEN, "", "851209B"},
	{"postfix", "sent", 0, "", "", "Mail queue is empty\n",
		POSTFIX_LOG SMTP_LINE "dsn=2.0.0, status=sent (250 2.0.0 Message accepted)\n",
		DELIVERY_SENT, "250 2.0.0 Message accepted", "851209B"},
	{"postfix", "refused", 0, "", "", "Mail queue is empty\n",
		POSTFIX_LOG SMTP_LINE
		"dsn=5.1.1, status=bounced (host mx said: 550 no (in reply to RCPT TO command))\n",
		DELIVERY_REFUSED, "host mx said: 550 no (in reply to RCPT TO command)", "851209B"},
	{"postfix", "it waits, and the log is not to be read", 0, "", POSTFIX_HEAD EARLIER,
		POSTFIX_HEAD EARLIER
		"D0376B4*     257 Tue Dec  1 04:53:03  me@example.test\n"
		"(SASL authentication failed; server mx said: 535 5.7.8 invalid)\n"
		"                                         you@example.test\n\n",
		"", DELIVERY_WAITS, "SASL authentication failed; server mx said: 535 5.7.8 invalid",
		"D0376B4"},
	{"postfix", "it left, and the log is not to be read", 0, "", POSTFIX_HEAD EARLIER,
		POSTFIX_HEAD EARLIER, "", DELIVERY_LEFT, "", ""},
	{"exim", "sent", 0,
		"LOG: MAIN\n  <= me@example.test U=root P=local S=311 id=abc.123@vm\n"
		"delivering 1xYFsI-000084-0Q\n  SMTP<< 250 2.1.5 Recipient ok\nLOG: MAIN\n"
		"  => " EXIM_TO "H=mx [192.0.2.1] X=TLS1.3:AES:256 CV=yes DN=\"CN=mx\" A=plain "
		"C=\"250 2.0.0 Message accepted\"\nLOG: MAIN\n  Completed\n",
		"", "", "", DELIVERY_SENT, "250 2.0.0 Message accepted", "1xYFsI-000084-0Q"},
	{"exim", "refused, and what is returned is refused as well", 0,
		"delivering 1xYFsT-0000Nv-1J\nLOG: MAIN\n  ** " EXIM_TO "H=mx X=TLS1.3:A CV=yes "
		"DN=\"CN=mx\": SMTP error after RCPT TO:<you@example.test>: 550 5.1.1 no such "
		"user\n"
		"delivering 1xYFsT-0000O0-1n\nLOG: MAIN\n  ** me@example.test R=smarthost: 550 "
		"no\n",
		"", "", "", DELIVERY_REFUSED,
		"SMTP error after RCPT TO:<you@example.test>: 550 5.1.1 no such user",
		"1xYFsT-0000Nv-1J"},
	{"exim", "it waits", 0,
		"delivering 1xYFsZ-0000Vs-19\nLOG: MAIN\n"
		"  == " EXIM_TO "defer (111): Connection refused\n",
		"", "", "", DELIVERY_WAITS, "Connection refused", "1xYFsZ-0000Vs-19"},
	{"exim", "it says nothing of the message", 0, "", "", "", "", DELIVERY_OPEN, "", ""},
	{"nullmailer", "on its way", 0, "", "",
		"2026-12-01 04:54:30 252 bytes from <me@example.test>\n  to <you@example.test>\n",
		NULLMAILER_LOG, DELIVERY_OPEN, "", ""},
	{"nullmailer", "sent", 0, "", "", "",
		NULLMAILER_LOG "smtp: Succeeded: 250 2.0.0 Message accepted\nSent file.\n",
		DELIVERY_SENT, "250 2.0.0 Message accepted", ""},
	{"nullmailer", "it waits; another one was sent", 0, "", "", "",
		NULLMAILER_LOG
		"smtp: Failed: 535 5.7.8 invalid\nSending failed: Failed to "
		"authenticate to server\nMessage-ID: <other@vm>\nsmtp: Succeeded: 250 no\n",
		DELIVERY_WAITS, "535 5.7.8 invalid", ""},
	{"nullmailer", "refused", 0, "", "", "",
		NULLMAILER_LOG "smtp: Failed: 550 5.1.1 no such user\n"
			       "Sending failed: Permanent error in sending the message\n",
		DELIVERY_REFUSED, "550 5.1.1 no such user", ""},
	{"dma", "sent", 0, "", "", "",
		DMA_LOG "Dec  1 05:00:01 vm dma[12f.55d]: <you@example.test> delivery successful\n",
		DELIVERY_SENT, "", "12f.55d"},
	{"dma", "a wrong password", 0, "", "", "",
		DMA_LOG
		"Dec  1 05:00:01 vm dma[12f.55d]: remote delivery failed: Authentication failed: "
		"535 5.7.8 invalid\n"
		"Dec  1 05:00:01 vm dma[12f.55d]: remote delivery failed: SMTP login failed: "
		"Success\n"
		"Dec  1 05:00:01 vm dma[12f.55d]: delivery failed, bouncing as 130\n",
		DELIVERY_REFUSED, "Authentication failed: 535 5.7.8 invalid", "12f.55d"},
	{"dma", "refused", 0, "", "", "",
		DMA_LOG
		"Dec  1 05:00:01 vm dma[12f.55d]: remote delivery to mx [192.0.2.10] failed after "
		"RCPT TO: 550 5.1.1 no such user\n",
		DELIVERY_REFUSED, "RCPT TO: 550 5.1.1 no such user", "12f.55d"},
	{"dma", "no server", 0, "", "", "",
		DMA_LOG
		"Dec  1 05:00:01 vm dma[12f.55d]: connect to mx [192.0.2.10] failed: Connection "
		"refused\n",
		DELIVERY_WAITS, "mx [192.0.2.10] failed: Connection refused", "12f.55d"},
	{"dma", "it waits", 0, "", "", "",
		DMA_LOG "Dec  1 05:00:01 vm dma[12f.55d]: remote delivery deferred: mx: connection "
			"refused\n",
		DELIVERY_WAITS, "mx: connection refused", "12f.55d"},
};
/* clang-format on */

static void each_end_is_what_they_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		const struct delivery *d = delivery_find(rows[i].program);
		const struct delivery_seen seen = {"you@example.test", "abc.123@vm", rows[i].status,
			rows[i].said, rows[i].before, rows[i].queue, rows[i].log};
		struct delivery_verdict v;

		assert_non_null(d);
		delivery_verdict_init(&v);
		d->judge(d, &seen, &v);
		unit_expect(v.end == rows[i].end && strcmp(v.words.data, rows[i].words) == 0 &&
				    strcmp(v.key.data, rows[i].key) == 0,
			"%s, %s: %s \"%s\" \"%s\"", rows[i].program, rows[i].what,
			delivery_end_words[v.end], v.words.data, v.key.data);
		delivery_verdict_fini(&v);
	}
	unit_end();
}

static void a_wrong_login_is_known_by_its_words(void **state)
{
	(void)state;
	assert_true(delivery_is_login("server mx said: 535 5.7.8 invalid"));
	assert_true(delivery_is_login("530 5.7.0 Authentication required"));
	assert_true(delivery_is_login("curl: (67) Login denied"));
	assert_false(delivery_is_login("550 5.1.1 no such user"));
	assert_false(delivery_is_login("Connection refused"));
}

/* What no row says would be an unknown end, and what has no command has no way to judge. */
static void each_row_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < delivery_count; i++) {
		const struct delivery *d = &deliveries[i];

		unit_expect(
			!d->command != !d->instead && !d->command == !d->judge, "%s", d->program);
		unit_expect(d->judge != delivery_by_queue || (d->queue && d->mark && d->lines),
			"%s: its queue or its log", d->program);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_end_is_what_they_said),
		cmocka_unit_test(a_wrong_login_is_known_by_its_words),
		cmocka_unit_test(each_row_is_whole),
	};

	return unit_run(tests);
}
