/* The verbs that change settings by name: set and unset. */
#include "cli/amend.h"
#include "cli/verbs.h"

int verb_set(const struct cli *cli)
{
	struct amend a = {0};
	int code = wishes_read_words(cli, &a.wishes);

	if (!code && !a.wishes.n)
		code = cli_say(
			EX_USAGE, "usage: smtpsetup %s %s", cli->verb->name, cli->verb->arguments);
	return amend_run(cli, &a, code);
}

int verb_unset(const struct cli *cli)
{
	struct amend a = {0};

	return amend_run(cli, &a, wishes_read_keys(cli, &a.wishes));
}
