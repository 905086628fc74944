#include "mail/handover.h"

#include <stdlib.h>
#include <string.h>

const char handover_end[] = "00000000";

void handover_length(size_t len, struct str *out)
{
	str_format(out, "%0*zx", handover_digits, len);
}

void handover_init(struct handover *h, const struct handover_target *target)
{
	*h = (struct handover) {.target = *target};
	str_init(&h->front, ticket_max);
}

void handover_fini(struct handover *h)
{
	str_fini(&h->front);
}

/* Takes a byte of the ticket: behind its empty line it is whole. */
static int handover_take_ticket(struct handover *h, char byte, struct err *e)
{
	struct ticket t;
	int result;

	str_char(&h->front, byte);
	if (h->front.full)
		return err_set(e, EX_DATAERR, "it has more recipients than a message may have");
	if (byte != '\n' || h->front.len < 2 || h->front.data[h->front.len - 2] != '\n')
		return 0;
	result = ticket_read(&t, h->front.data, h->front.len, e);
	if (result == 0)
		result = h->target.begin(h->target.ctx, &t, e);
	ticket_fini(&t);
	str_clear(&h->front);
	h->begun = true;
	return result;
}

static int handover_take_digit(struct handover *h, char byte, struct err *e)
{
	if (!byte || !strchr("0123456789abcdef", byte))
		return err_set(e, EX_DATAERR, "it is no message of smtpsetup");
	str_char(&h->front, byte);
	if (h->front.len < handover_digits)
		return 0;
	h->left = strtoul(h->front.data, NULL, 16);
	h->ended = !h->left;
	str_clear(&h->front);
	return 0;
}

int handover_feed(struct handover *h, const char *bytes, size_t len, struct err *e)
{
	int result = 0;

	for (size_t at = 0; at < len && result == 0 && !h->ended;) {
		size_t n = h->left < len - at ? h->left : len - at;

		if (h->begun && n) {
			result = h->target.put(h->target.ctx, bytes + at, n, e);
			h->left -= n;
			at += n;
		} else {
			result = (h->begun ? handover_take_digit : handover_take_ticket)(
				h, bytes[at++], e);
		}
	}
	return result;
}
