#include "sender/limit.h"

#include "base/utc.h"
#include "model/provider.h"

#include <time.h>

enum { ms_per_s = 1000, words_max = 400 };

static const char limit_name[] = "limit"; /* of its progress */

struct ledger_limit limit_of(const struct settings *s)
{
	const struct provider *p = provider_of(s);

	return (struct ledger_limit) {
		.hour = (size_t)settings_number(s, FIELD_PER_HOUR),
		.day = p ? (size_t)p->per_day : 0,
	};
}

bool limit_is_set(struct ledger_limit limit)
{
	return limit.hour || limit.day;
}

static time_t limit_end(const struct ledger_room *room)
{
	return time(NULL) + (time_t)(room->next_ms / ms_per_s) + 1;
}

void limit_say(const struct settings *s, const struct ledger_room *room, struct str *out)
{
	struct ledger_limit limit = limit_of(s);
	char at[utc_local_size];

	utc_local(limit_end(room), " ", at);
	if (limit.hour && room->used >= limit.hour)
		str_format(out, "%zu of %zu emails were sent within the hour (limits.per_hour); ",
			room->used, limit.hour);
	else
		str_format(out,
			"%zu of %zu emails were sent within the day, and %s takes no more; ",
			room->of_day, limit.day, provider_of(s)->name);
	str_format(out, "there is room for another one at %s", at);
}

void limit_note(
	const struct spool *s, const struct settings *settings, const struct ledger_room *room)
{
	struct progress p = {.next = limit_end(room)};
	struct str words;
	struct err e;

	if (room->room) {
		spool_forget_progress(s, limit_name);
		return;
	}
	str_init(&words, words_max);
	limit_say(settings, room, &words);
	progress_say(&p, "limit", words.data);
	(void)spool_set_progress(s, limit_name, &p, &e);
	progress_fini(&p);
	str_fini(&words);
}

void limit_noted(const struct spool *s, struct progress *p)
{
	struct err e;

	if (spool_progress(s, limit_name, p, &e) < 0 || (p->next && p->next <= time(NULL)))
		progress_fini(p);
}
