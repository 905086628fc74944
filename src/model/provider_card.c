#include "model/provider_card.h"

#include "model/sign_in_choice.h"

#include <string.h>

/* The words of the original screen. */
static const char *card_protocol(const struct provider *p)
{
	static const struct {
		const char *protocol, *words;
	} rows[] = {
		{"starttls", "TLS"},
		{"ssl", "SSL"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].protocol, p->listed.protocol) == 0)
			return rows[i].words;
	return "plain text";
}

void provider_card_listed(const struct provider *p, struct str *out)
{
	str_format(out, "%s / %d", card_protocol(p), p->listed.port);
}

const char *provider_card_login(const struct provider *p)
{
	return p->status == PROVIDER_OBSOLETE ? "no longer works" : provider_login_words(p);
}

static void card_add_server(const struct provider *p, struct str *out)
{
	if (p->today.host) {
		str_format(out, "Listed: %s port %d, %s: no longer works. Today: ", p->listed.host,
			p->listed.port, p->listed_as ? p->listed_as : card_protocol(p));
		listing_text(&p->today, out);
	} else {
		listing_text(&p->listed, out);
	}
	str_format(out, ".\nUser: %s. Login: %s.", p->username, provider_login_words(p));
}

/* "www.example.org" of where the facts are from. */
static void card_add_source(const struct provider *p, struct str *out)
{
	const char *host = strstr(p->source, "://") + 3;

	str_format(out, "As of %s, %.*s.", p->date, (int)strcspn(host, "/"), host);
}

void provider_card_sign_in(const struct provider *p, const struct settings *s, struct str *out)
{
	const struct sign_in_provider *by = sign_in_lacking(p, s);

	if (by)
		str_text(out, by->needs);
	if (by && by->request)
		str_format(out, "\nWhat to send to the administrator:\n%s", by->request);
}

void provider_card(const struct provider *p, const struct settings *s, struct str *out)
{
	const struct sign_in_provider *by = sign_in_lacking(p, s);

	if (by)
		str_format(out, "%s\n", by->simpler);
	card_add_server(p, out);
	str_format(out, "\n%s\n", p->requirement);
	if (p->per_day)
		str_format(out, "At most %ld messages a day. ", p->per_day);
	else if (p->per_hour)
		str_format(out, "At most %ld messages an hour. ", p->per_hour);
	card_add_source(p, out);
}
