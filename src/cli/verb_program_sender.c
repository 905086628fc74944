/* program apply and undo for our own sender, which is no file of another program. */
#include "cli/verb_program.h"

#include "engine/as_sendmail.h"

#include <string.h>

bool program_verb_is_sender(const struct cli *cli)
{
	return cli->n == 2 && strcmp(cli->arguments[1], as_sendmail_id) == 0;
}

static json_t *sender_files(const struct strlist *changed)
{
	json_t *files = json_array();

	for (size_t i = 0; i < changed->n; i++)
		json_array_append_new(
			files, json_pack("{s:o, s:b, s:n}", "path", json_text(changed->items[i]),
				       "changed", true, "backup"));
	return files;
}

static int sender_print(
	const struct cli *cli, const struct strlist *changed, const char *done, const char *nothing)
{
	json_t *document = json_document();

	for (size_t i = 0; i < changed->n && !cli->options[OPTION_JSON]; i++)
		(void)printf("%s %s\n", done, changed->items[i]);
	if (!changed->n)
		cli_say(0, "%s", nothing);
	json_object_set_new(document, "changed", json_boolean(changed->n));
	json_object_set_new(document, "programs",
		json_pack("[{s:s, s:b, s:o, s:b, s:[]}]", "id", as_sendmail_id, "changed",
			changed->n != 0, "files", sender_files(changed), "reload", false,
			"messages"));
	json_print(document);
	return 0;
}

int program_verb_apply_sender(const struct cli *cli)
{
	const struct as_sendmail_wish wish = {
		.instead = cli->options[OPTION_YES], .check = cli->options[OPTION_CHECK]};
	struct strlist changed = {0};
	struct session s;
	struct err e;
	int code = cli_open(cli, &s, SESSION_READ);

	if (code)
		return code;
	code = program_verb_check_tested(cli, &s);
	session_close(&s);
	if (!code && as_sendmail_apply(wish, &changed, &e) < 0)
		code = cli_error(&e);
	else if (!code)
		code = sender_print(cli, &changed, wish.check ? "would link" : "linked",
			"it is this machine's sendmail already");
	strlist_fini(&changed);
	return code;
}

int program_verb_undo_sender(const struct cli *cli)
{
	struct strlist changed = {0};
	struct err e;
	int code;

	if (as_sendmail_undo(&changed, &e) < 0)
		code = cli_error(&e);
	else
		code = sender_print(cli, &changed, "put back", "nothing to put back");
	strlist_fini(&changed);
	return code;
}
