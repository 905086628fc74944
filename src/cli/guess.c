#include "cli/guess.h"

#include "cli/cli.h"
#include "cli/wait.h"
#include "engine/autodetect.h"

#include <signal.h>
#include <string.h>

static int guess_take(
	const struct autodetect *autodetect, const char *domain, struct settings *settings)
{
	static const enum field_id taken[] = {FIELD_HOST, FIELD_PORT, FIELD_PROTOCOL};
	const struct autodetect_endpoint *found = autodetect_found(autodetect);

	if (autodetect->worker.failure.code)
		return cli_error(&autodetect->worker.failure);
	if (!found)
		return cli_say(EX_UNAVAILABLE,
			"no provider is known for %s, and neither smtp.%s nor mail.%s answers",
			domain, domain, domain);
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		settings_take(settings, &found->settings, taken[i]);
	return cli_say(0, "no provider is known for %s: using %s port %s (guessed; it answered)",
		domain, settings_get(settings, FIELD_HOST), settings_get(settings, FIELD_PORT));
}

int guess_server(const char *address, struct settings *settings)
{
	const char *domain = strrchr(address, '@') + 1;
	struct autodetect autodetect = {0};
	struct wait w;
	int code;

	wait_init(&w);
	wait_watch(&w, SIGINT);
	autodetect_add_guesses(&autodetect, settings, domain);
	if (autodetect.n)
		autodetect_start(&autodetect, (struct listener) {.loop = &w.loop});
	if (!wait_while(&w, &autodetect.running))
		autodetect_stop(&autodetect);
	wait_unwatch(&w, SIGINT);
	code = guess_take(&autodetect, domain, settings);
	autodetect_fini(&autodetect);
	wait_fini(&w);
	return code;
}
