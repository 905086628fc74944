#include "cli/machine_report.h"

#include "cli/cli.h"

#include "engine/as_sendmail.h"
#include "engine/machine.h"
#include "engine/program_list.h"

#include <stdio.h>
#include <unistd.h>

enum { sentence_max = 600 };

/* Is there anything on this machine that every program can hand its mail to? */
void machine_report_sendmail(void)
{
	if (access(machine_sendmail_path, X_OK) == 0)
		return;
	cli_say(0, "there is no /usr/sbin/sendmail on this machine: cron and most programs cannot "
		   "send mail. One of these packages provides it:");
	for (size_t i = 0; i < program_package_count; i++)
		(void)fprintf(stderr, "  %-14s %s\n", program_packages[i].name,
			program_packages[i].words);
}

/* All that is to be known of it. */
static void machine_report_find(const struct settings *s, struct strlist *said)
{
	struct str sentence;

	machine_say("", s, said);
	str_init(&sentence, sentence_max);
	if (as_sendmail_say("", &sentence))
		strlist_add(said, sentence.data, machine_sentences_max);
	str_fini(&sentence);
}

json_t *machine_report_json(const struct settings *s)
{
	struct strlist said = {0};
	json_t *messages = json_array();

	machine_report_find(s, &said);
	for (size_t i = 0; i < said.n; i++)
		json_array_append_new(messages, json_text(said.items[i]));
	strlist_fini(&said);
	return messages;
}

void machine_report(const struct settings *s)
{
	struct strlist said = {0};

	machine_report_find(s, &said);
	for (size_t i = 0; i < said.n; i++)
		cli_say(0, "%s", said.items[i]);
	strlist_fini(&said);
}
