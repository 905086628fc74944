#include "cli/guess.h"

#include "cli/cli.h"
#include "cli/wait.h"
#include "engine/scout.h"

#include <signal.h>
#include <string.h>

static void guess_follow(struct scout *scout)
{
	wait_watch(SIGINT);
	while (scout->running) {
		if (wait_for(scout_fd(scout), -1) < 0)
			scout_stop(scout);
		else
			scout_read(scout);
	}
	wait_unwatch(SIGINT);
}

static int guess_take(const struct scout *scout, const char *domain, struct settings *settings)
{
	static const enum field_id taken[] = {FIELD_HOST, FIELD_PORT, FIELD_PROTOCOL};
	const struct scout_door *found = scout_found(scout);

	if (scout->link.failure.code)
		return cli_error(&scout->link.failure);
	if (!found)
		return cli_say(EX_UNAVAILABLE,
			"no provider is known for %s, and neither smtp.%s nor mail.%s answers",
			domain, domain, domain);
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		settings_take(settings, &found->settings, taken[i]);
	return cli_say(0, "no provider is known for %s: took %s port %s, a guess that answers",
		domain, settings_get(settings, FIELD_HOST), settings_get(settings, FIELD_PORT));
}

int guess_server(const char *address, struct settings *settings)
{
	const char *domain = strrchr(address, '@') + 1;
	struct scout scout = {0};
	int code;

	scout_add_guesses(&scout, settings, domain);
	if (scout.n)
		scout_start(&scout);
	guess_follow(&scout);
	code = guess_take(&scout, domain, settings);
	scout_fini(&scout);
	return code;
}
