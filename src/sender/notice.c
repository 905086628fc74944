#include "sender/notice.h"

#include "base/hex.h"
#include "base/str.h"
#include "model/message.h"

#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

enum { notice_max = 64 * 1024, unique_size = 16 };

static void notice_head(struct str *out, const char *to, const char *host_name, const char *subject)
{
	unsigned char unique[unique_size];

	if (getrandom(unique, sizeof(unique), 0) != (ssize_t)sizeof(unique))
		abort(); /* the kernel is not able to */
	str_format(out, "From: Mail Delivery <MAILER-DAEMON@%s>\r\nTo: %s\r\n", host_name, to);
	str_format(out, "Subject: %s\r\nDate: ", subject);
	message_date(time(NULL), 0, out);
	str_text(out, "\r\nMessage-ID: <");
	hex_encode(out, unique, sizeof(unique));
	str_format(out,
		"@%s>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: 8bit\r\n\r\n",
		host_name);
}

static void notice_write(struct str *out, const struct ticket *about, const struct progress *p,
	const char *host_name)
{
	size_t refused = progress_count(p, RECIPIENT_REFUSED);

	notice_head(out, about->from, host_name, "Your message was not delivered");
	str_format(out, "A message that was sent from %s on ", host_name);
	message_date(about->at, 0, out);
	str_format(out, "\r\ndid not reach %s:\r\n\r\n",
		refused == 1 ? "this recipient" : "these recipients");
	for (size_t i = 0; i < p->to.n; i++)
		if (p->to.items[i][0] == RECIPIENT_REFUSED)
			str_format(out, "    %s\r\n", p->to.items[i] + 1);
	str_format(
		out, "\r\n%s\r\n", p->words ? p->words : "It could not be delivered in five days.");
}

/* From nobody, to that address, among what waits. */
static int notice_put(
	const struct spool *s, const char *to, long uid, const struct str *text, struct err *e)
{
	char *all[] = {(char *)to};
	const struct ticket t = {.at = time(NULL), .uid = uid, .from = (char *)"", .to = {all, 1}};
	struct spool_entry n;
	int result = spool_begin(&n, s, NULL, &t, e);

	if (result == 0)
		result = spool_put(&n, text->data, text->len, e);
	if (result == 0)
		result = spool_keep(&n, true, e);
	spool_drop(&n);
	return result;
}

int notice_keep(const struct spool *s, const struct ticket *about, const struct progress *p,
	const char *host_name, struct err *e)
{
	struct str text;
	int result;

	str_init(&text, notice_max);
	notice_write(&text, about, p, host_name);
	result = notice_put(s, about->from, about->uid, &text, e);
	str_fini(&text);
	return result;
}

int notice_keep_hold(
	const struct spool *s, const struct progress *server, const char *host_name, struct err *e)
{
	struct str text;
	int result;

	str_init(&text, notice_max);
	notice_head(&text, "root", host_name, "Mail was held, and is sent again");
	str_format(&text, "All mail of %s was held since ", host_name);
	message_date(server->since, 0, &text);
	str_format(&text,
		":\r\n\r\n    %s\r\n\r\nThe server takes the login again. What waited is sent "
		"now; nothing was lost.\r\n",
		server->words ? server->words : "The login was refused.");
	result = notice_put(s, "root", 0, &text, e);
	str_fini(&text);
	return result;
}
