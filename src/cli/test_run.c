#include "cli/test_run.h"

#include "cli/report.h"
#include "cli/wait.h"

#include <signal.h>

void test_run_start_plain(struct tester *t, const struct settings *settings, const char *to)
{
	(void)to;
	tester_start(t, settings);
}

int test_run_take_timeout(const struct cli *cli, struct settings *settings)
{
	const char *seconds = cli->options[OPTION_TIMEOUT];
	struct err e;

	if (seconds && settings_assign(settings, FIELD_TIMEOUT, seconds, &e) < 0)
		return cli_say(EX_USAGE, "--timeout: %s", e.message);
	return 0;
}

static int test_run_tell(const struct cli *cli, struct test_run *run, const struct tester *t)
{
	const struct look look = look_of(cli);

	if (t->worker.failure.code)
		return cli_error(&t->worker.failure);
	if (cli->options[OPTION_JSON])
		run->result = report_json(t);
	else
		report_text(&look, t);
	run->verdict = t->verdict.diagnosis;
	return run->verdict->exit;
}

int test_run(const struct cli *cli, struct test_run *run, const struct settings *settings)
{
	struct tester t;
	struct wait w;
	int code;

	wait_init(&w);
	wait_watch(&w, SIGINT);
	tester_init(&t, (struct listener) {.loop = &w.loop});
	t.alone = cli->options[OPTION_ONLY_THIS_PORT];
	run->start(&t, settings, run->to);
	if (!wait_while(&w, &t.running))
		tester_cancel(&t);
	for (size_t i = 0; tester_remark(&t, i); i++)
		cli_say(0, "%s", tester_remark(&t, i));
	code = test_run_tell(cli, run, &t);
	tester_fini(&t);
	wait_fini(&w);
	return code;
}
