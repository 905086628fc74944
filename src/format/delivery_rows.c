#include "format/delivery.h"

#include <string.h>

/* Each argument list ends with NULL. */
#define WORDS(...) ((const char *const[]) {__VA_ARGS__, NULL})

static const struct delivery_line postfix_lines[] = {
	{.words = "status=sent (", .end = DELIVERY_SENT},
	{.words = "status=deferred (", .end = DELIVERY_WAITS},
	{.words = "status=bounced (", .end = DELIVERY_REFUSED},
	{0},
};

static const struct delivery_line exim_lines[] = {
	{.words = "=> ", .end = DELIVERY_SENT},
	{.words = "== ", .end = DELIVERY_WAITS},
	{.words = "** ", .end = DELIVERY_REFUSED},
	{0},
};

static const struct delivery_line dma_lines[] = {
	{.words = "delivery successful", .end = DELIVERY_SENT},
	{.words = "delivery failed: SMTP login failed", .end = DELIVERY_REFUSED, .keeps = true},
	{.words = "delivery failed, bouncing", .end = DELIVERY_REFUSED, .keeps = true},
	{.words = "delivery failed: ", .end = DELIVERY_REFUSED},
	{.words = "delivery deferred: ", .end = DELIVERY_WAITS},
	{.words = " failed after ", .end = DELIVERY_REFUSED},
	{.words = "connect to ", .end = DELIVERY_WAITS},
	{0},
};

static const struct delivery_line nullmailer_lines[] = {
	{.words = "smtp: Succeeded: ", .end = DELIVERY_SENT},
	{.words = "smtp: Failed: ", .end = DELIVERY_OPEN},
	{.words = "Sending failed: Permanent", .end = DELIVERY_REFUSED, .keeps = true},
	{.words = "Sending failed: ", .end = DELIVERY_WAITS, .keeps = true},
	{0},
};

/* clang-format off: a table, each row a sentence */
const struct delivery deliveries[] = {
	{
		.program = "msmtp",
		.command = WORDS("msmtp", "-C", "%s", "-t"),
		.judge = delivery_by_exit,
	},
	{
		.program = "postfix",
		.command = WORDS("sendmail", "-i", "-t", "-f", "%f"),
		.queue = WORDS("postqueue", "-p"),
		.drop = WORDS("postsuper", "-d", "%q"),
		.mark = "message-id=",
		.key = DELIVERY_KEY_BEFORE,
		.lines = postfix_lines,
		.judge = delivery_by_queue,
	},
	{
		/* At once and in the foreground; the dialogue that it prints hides the login. */
		.program = "exim",
		.command = WORDS("exim4", "-odf", "-v", "-i", "-t", "-f", "%f"),
		.drop = WORDS("exim4", "-Mrm", "%q"),
		.mark = "delivering ",
		.lines = exim_lines,
		.judge = delivery_by_words,
	},
	{
		.program = "dma",
		.command = WORDS("dma", "-i", "-t", "-f", "%f"),
		.queue = WORDS("dma", "-bp"),
		.mark = "mail to=",
		.key = DELIVERY_KEY_AFTER,
		.lines = dma_lines,
		.judge = delivery_by_queue,
	},
	{
		.program = "nullmailer",
		.command = WORDS("nullmailer-inject", "-f", "%f"),
		.queue = WORDS("mailq"),
		.mark = "Message-ID: ",
		.lines = nullmailer_lines,
		.judge = delivery_by_queue,
	},
	{
		.program = "curl",
		.command = WORDS(
			"curl", "-q", "-sS", "--crlf", "-K", "%s", "--mail-rcpt", "%t", "-T", "-"),
		.judge = delivery_by_exit,
	},
	{
		/* It reads the message more than once, and only from a file. */
		.program = "git",
		.command = WORDS("git", "send-email", "--quiet", "--to=%t", "--confirm=never",
			"--suppress-cc=all", "--no-validate", "/dev/stdin"),
		.judge = delivery_by_exit,
	},
	{
		/* Without these it would send later, and keep a copy of what it could not send. */
		.program = "s-nail",
		.command = WORDS("s-nail", "-S", "sendwait", "-S", "nosave", "-t"),
		.judge = delivery_by_exit,
	},
	{
		.program = "mutt",
		.command = WORDS("mutt", "-F", "%s", "-H", "-"),
		.judge = delivery_by_exit,
	},
	{
		.program = "grafana",
		.instead = "Grafana sends its own test: Alerting, Contact points, Test.",
	},
	{
		.program = "gitea",
		.instead = "Gitea sends its own test: Site administration, Configuration.",
	},
};
/* clang-format on */

const size_t delivery_count = sizeof(deliveries) / sizeof(deliveries[0]);

const struct delivery *delivery_find(const char *program)
{
	for (size_t i = 0; i < delivery_count; i++)
		if (strcmp(deliveries[i].program, program) == 0)
			return &deliveries[i];
	return NULL;
}
