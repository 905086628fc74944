#include "sender/outgoing.h"

#include "base/mem.h"
#include "mail/addresses.h"
#include "mail/aliases.h"
#include "mail/reader.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int outgoing_open(struct outgoing *o, const struct spool *spool, const char *id, struct err *e)
{
	*o = (struct outgoing) {.spool = spool, .id = id, .fd = -1};
	o->fd = spool_read(spool, id, &o->ticket, &o->size, e);
	if (o->fd < 0)
		return -1;
	/* What cannot be read is as if nothing had been tried. */
	if (spool_progress(spool, id, &o->progress, e) < 0)
		o->progress = (struct progress) {0};
	return 0;
}

void outgoing_close(struct outgoing *o)
{
	if (o->fd >= 0)
		(void)close(o->fd);
	if (o->header.data)
		str_fini(&o->header);
	ticket_fini(&o->ticket);
	progress_fini(&o->progress);
	strlist_fini(&o->to);
	free(o->places);
	free(o->answered);
	free(o->words);
	free(o->reason);
	free(o->said);
	*o = (struct outgoing) {.fd = -1};
}

void outgoing_expand(struct outgoing *o, const struct locals *locals)
{
	struct strlist to = {0};

	if (o->progress.to.n)
		return;
	for (size_t i = 0; i < o->ticket.to.n; i++)
		aliases_expand(locals->aliases, o->ticket.to.items[i], locals->host_name,
			locals->mail_to, &to);
	for (size_t i = 0; i < to.n; i++) {
		char *line = mem_zero(strlen(to.items[i]) + 2, 1);

		line[0] = RECIPIENT_WAITS;
		memcpy(line + 1, to.items[i], strlen(to.items[i]));
		strlist_add(&o->progress.to, line, mail_recipients_max);
		free(line);
	}
	strlist_fini(&to);
}

void outgoing_choose(struct outgoing *o, size_t room)
{
	o->places = mem_zero(o->progress.to.n + 1, sizeof(*o->places));
	o->answered = mem_zero(o->progress.to.n + 1, sizeof(*o->answered));
	for (size_t i = 0; i < o->progress.to.n && o->to.n < room; i++)
		if (o->progress.to.items[i][0] == RECIPIENT_WAITS) {
			o->places[o->to.n] = i;
			strlist_add(&o->to, o->progress.to.items[i] + 1, mail_recipients_max);
		}
}

int outgoing_read_header(struct outgoing *o, const struct masquerade *id, struct err *e)
{
	char *bytes = mem_zero(2 * mail_header_max, 1), *end;
	off_t start = (off_t)o->ticket.message;
	ssize_t n = pread(o->fd, bytes, 2 * mail_header_max, start);
	size_t header;

	end = n > 0 ? memmem(bytes, (size_t)n, "\r\n\r\n", 4) : NULL;
	if (!end) {
		free(bytes);
		return err_set(e, EX_DATAERR, "message %s is damaged", o->id);
	}
	header = (size_t)(end - bytes) + 4;
	str_init(&o->header, 4 * mail_header_max);
	masquerade_header(id, bytes, header, &o->header);
	free(bytes);
	o->size -= header;
	(void)lseek(o->fd, start + (off_t)header, SEEK_SET);
	return 0;
}

bool outgoing_next(struct outgoing *o, size_t max, struct str *piece, bool *last)
{
	size_t want = o->size < max ? o->size : max;
	char *bytes = mem_zero(want + 1, 1);
	ssize_t n = want ? read(o->fd, bytes, want) : 0;
	bool read_well = !want || n > 0;

	str_add(piece, o->header.data, o->header.len);
	str_add(piece, bytes, n > 0 ? (size_t)n : 0);
	free(bytes);
	str_clear(&o->header);
	o->size -= n > 0 ? (size_t)n : 0;
	*last = !o->size;
	return read_well;
}

void outgoing_mark(struct outgoing *o)
{
	for (size_t i = 0; i < o->to.n && o->sent; i++)
		if (!o->answered[i])
			o->progress.to.items[o->places[i]][0] = RECIPIENT_SENT;
}

bool outgoing_is_unfinished(const struct outgoing *o)
{
	for (size_t i = 0; i < o->to.n; i++)
		if (o->progress.to.items[o->places[i]][0] == RECIPIENT_WAITS)
			return true;
	return false;
}

void outgoing_expire(struct outgoing *o)
{
	for (size_t i = 0; i < o->progress.to.n; i++)
		if (o->progress.to.items[i][0] == RECIPIENT_WAITS)
			o->progress.to.items[i][0] = RECIPIENT_REFUSED;
}
