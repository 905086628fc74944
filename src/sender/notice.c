#include "sender/notice.h"

#include "base/hex.h"
#include "base/str.h"
#include "model/message.h"

#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

enum { notice_max = 64 * 1024, unique_size = 16 };

static void notice_write(struct str *out, const struct ticket *about, const struct progress *p,
	const char *host_name)
{
	unsigned char unique[unique_size];
	size_t refused = progress_count(p, RECIPIENT_REFUSED);

	if (getrandom(unique, sizeof(unique), 0) != (ssize_t)sizeof(unique))
		abort(); /* the kernel is not able to */
	str_format(out, "From: Mail Delivery <MAILER-DAEMON@%s>\r\nTo: %s\r\n", host_name,
		about->from);
	str_text(out, "Subject: Your message was not delivered\r\nDate: ");
	message_date(time(NULL), 0, out);
	str_text(out, "\r\nMessage-ID: <");
	hex_encode(out, unique, sizeof(unique));
	str_format(out,
		"@%s>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: 8bit\r\n\r\n",
		host_name);
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

int notice_keep(const struct spool *s, const struct ticket *about, const struct progress *p,
	const char *host_name, struct err *e)
{
	char *to[] = {about->from};
	const struct ticket t = {
		.at = time(NULL), .uid = about->uid, .from = (char *)"", .to = {to, 1}};
	struct spool_entry n;
	struct str text;
	int result;

	str_init(&text, notice_max);
	notice_write(&text, about, p, host_name);
	result = spool_begin(&n, s, NULL, &t, e);
	if (result == 0)
		result = spool_put(&n, text.data, text.len, e);
	if (result == 0)
		result = spool_keep(&n, true, e);
	spool_drop(&n);
	str_fini(&text);
	return result;
}
