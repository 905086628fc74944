#include "sender/listing.h"

#include "base/utc.h"
#include "sender/limit.h"
#include "sender/place.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Both lists are in order: *at is where the id would be. */
static bool listing_is_tried(const struct strlist *tried, const char *id, size_t *at)
{
	while (*at < tried->n && strcmp(tried->items[*at], id) < 0)
		(*at)++;
	return *at < tried->n && strcmp(tried->items[*at], id) == 0;
}

int listing_each(const struct spool *s, void (*call)(void *ctx, const struct listed *m), void *ctx,
	struct err *e)
{
	struct strlist ids, tried = {0};
	size_t at = 0;

	if (spool_list(s, &ids, e) < 0)
		return -1;
	if (spool_list_tried(s, &tried, e) < 0) {
		strlist_fini(&ids);
		return -1;
	}
	for (size_t i = 0; i < ids.n; i++) {
		struct listed m = {0};
		int fd = spool_read(s, ids.items[i], &m.ticket, &m.size, e);

		(void)snprintf(m.id, sizeof(m.id), "%s", ids.items[i]);
		if (fd >= 0) {
			(void)close(fd);
			if (listing_is_tried(&tried, m.id, &at))
				(void)spool_progress(s, m.id, &m.progress, e);
			call(ctx, &m);
		}
		ticket_fini(&m.ticket);
		progress_fini(&m.progress);
	}
	strlist_fini(&tried);
	strlist_fini(&ids);
	return 0;
}

void listing_say_server(const struct spool *s, struct str *out)
{
	struct progress server, limit;
	char since[utc_local_size];
	struct err e;

	if (spool_progress(s, "server", &server, &e) == 0 && server.words) {
		utc_local(server.since, " ", since);
		str_format(out, "All mail %s since %s: %s", server.held ? "is held" : "waits",
			since, server.words);
	}
	limit_noted(s, &limit);
	if (limit.words)
		str_format(out, "%s%s.", out->len ? " " : "", limit.words);
	progress_fini(&limit);
	progress_fini(&server);
}

static void listing_line(void *ctx, const struct listed *m)
{
	FILE *to = ctx;
	char at[utc_local_size];
	size_t n = m->progress.to.n;

	utc_local(m->ticket.at, " ", at);
	(void)fprintf(to, "%s  %s  %zu bytes  from %s%s\n", m->id, at, m->size,
		*m->ticket.from ? m->ticket.from : "<>", m->progress.held ? "  held" : "");
	for (size_t i = 0; i < n; i++)
		if (m->progress.to.items[i][0] == RECIPIENT_WAITS)
			(void)fprintf(to, "    to %s\n", m->progress.to.items[i] + 1);
	for (size_t i = 0; !n && i < m->ticket.to.n; i++)
		(void)fprintf(to, "    to %s\n", m->ticket.to.items[i]);
	if (m->progress.words)
		(void)fprintf(to, "    %s\n", m->progress.words);
	if (m->progress.next) {
		utc_local(m->progress.next, " ", at);
		(void)fprintf(to, "    tried %u times, next at %s\n", m->progress.tries, at);
	}
}

int listing_print(const char *config, FILE *to, struct err *e)
{
	char *place = sender_place(config);
	size_t n = spool_count(place);
	struct spool s = {.fd = -1};
	struct str words;
	int result = 0;

	if (!n) {
		(void)fputs("No mail waits.\n", to);
		if (!config && sender_is_of_others())
			(void)fputs(
				"Mail that waits for the whole machine is shown to root.\n", to);
		free(place);
		return 0;
	}
	result = sender_become(place, e);
	if (result == 0)
		result = spool_open(&s, place, false, e);
	if (result == 0) {
		str_init(&words, 2 * progress_reason_max);
		listing_say_server(&s, &words);
		if (words.len)
			(void)fprintf(to, "%s\n", words.data);
		str_fini(&words);
		result = listing_each(&s, listing_line, to, e);
	}
	spool_close(&s);
	free(place);
	return result;
}
