/* The verb export: the settings as another program's configuration. */
#include "cli/json.h"
#include "cli/verbs.h"

#include "base/file.h"
#include "engine/program.h"
#include "engine/program_diff.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int export_verb_list(const struct cli *cli)
{
	json_t *document = json_document(), *all = json_array();

	for (size_t i = 0; i < codec_count; i++) {
		if (!(codecs[i]->uses & CODEC_EXPORTS))
			continue;
		json_array_append_new(
			all, json_pack("{s:s, s:s}", "id", codecs[i]->id, "name", codecs[i]->name));
		if (!cli->options[OPTION_JSON])
			(void)printf("%-20s %s\n", codecs[i]->id, codecs[i]->name);
	}
	json_object_set_new(document, "programs", all);
	json_print(document);
	return 0;
}

/* All files one after the other; of several each begins with its path. */
static void export_verb_text(const struct program *p, struct str *out)
{
	for (size_t i = 0; i < p->files.n; i++) {
		if (p->files.n > 1)
			str_format(out, "# %s\n", p->files.items[i].path);
		str_add(out, p->files.items[i].text.data, p->files.items[i].text.len);
	}
}

static void export_verb_json(const struct program *p)
{
	json_t *document = json_document(), *files = json_array(), *cannot = json_array();

	for (size_t i = 0; i < p->files.n; i++) {
		const struct codec_file *file = &p->files.items[i];
		char mode[8];

		(void)snprintf(mode, sizeof(mode), "%04o", file->mode);
		json_array_append_new(
			files, json_pack("{s:o, s:s, s:s%}", "path", json_text(file->path), "mode",
				       mode, "text", file->text.data, file->text.len));
	}
	for (size_t i = 0; i < p->cannot.n; i++)
		json_array_append_new(cannot, json_text(p->cannot.items[i]));
	json_object_set_new(document, "id", json_string(p->codec->id));
	json_object_set_new(document, "files", files);
	json_object_set_new(document, "cannot", cannot);
	json_print(document);
}

static int export_verb_write(const struct cli *cli, const struct program *p)
{
	const char *output = cli->options[OPTION_OUTPUT];
	struct str text;
	struct err e;
	int code = 0;

	if (cli->options[OPTION_JSON]) {
		export_verb_json(p);
		return 0;
	}
	str_init(&text, (size_t)codec_files_max * import_source_max);
	export_verb_text(p, &text);
	if (output && file_create(output, text.data, text.len, false, &e) < 0)
		code = cli_error(&e);
	else if (!output)
		(void)fwrite(text.data, 1, text.len, stdout);
	str_wipe(&text);
	return code;
}

/* A screen is read over shoulders, and kept by who watches it; a file and a pipe are not. */
static bool export_verb_hides(const struct cli *cli)
{
	return !cli->options[OPTION_REVEAL] && !cli->options[OPTION_OUTPUT] &&
	       isatty(STDOUT_FILENO);
}

static int export_verb_of(const struct cli *cli, const struct codec *codec, const struct session *s)
{
	struct settings masked;
	struct program p, shown = {0};
	struct err e;
	int code = 0;

	if (program_export(&p, codec, session_for_programs(s), &e) < 0)
		code = cli_error(&e);
	settings_init(&masked);
	program_mask(&masked, session_for_programs(s));
	if (!code && program_export(&shown, codec,
			     export_verb_hides(cli) ? &masked : session_for_programs(s), &e) < 0)
		code = cli_error(&e);
	else if (!code)
		code = export_verb_write(cli, &shown);
	for (size_t i = 0; i < p.cannot.n && !code && !cli->options[OPTION_JSON]; i++)
		cli_say(0, "%s: %s", codec->name, p.cannot.items[i]);
	program_fini(&shown);
	settings_fini(&masked);
	program_fini(&p);
	return code;
}

int verb_export(const struct cli *cli)
{
	const struct codec *codec;
	struct session s;
	struct err e;
	int code;

	if (cli->options[OPTION_LIST])
		return export_verb_list(cli);
	if (!cli->n)
		return cli_say(EX_USAGE, "usage: smtpsetup export %s", cli->verb->arguments);
	codec = program_find(cli->arguments[0], CODEC_EXPORTS, &e);
	if (!codec)
		return cli_error(&e);
	code = cli_open(cli, &s, SESSION_READ);
	if (code)
		return code;
	code = export_verb_of(cli, codec, &s);
	session_close(&s);
	return code;
}
