#include "engine/program.h"

#include "base/mem.h"
#include "base/place.h"
#include "base/suggest.h"

#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { cannot_max = 20 };

const char *const program_state_words[PROGRAM_STATE_COUNT] = {
	[PROGRAM_SAME] = "same",
	[PROGRAM_DIFFERS] = "differs",
	[PROGRAM_EMPTY] = "empty",
	[PROGRAM_ABSENT] = "absent",
	[PROGRAM_UNREADABLE] = "unreadable",
};

/* The way to the files, and the first of them that could not be read. */
struct program_reader {
	const char *root;
	struct err *why;
};

static char *program_below(const char *root, const char *path)
{
	struct str whole;

	str_init(&whole, PATH_MAX);
	str_format(&whole, "%s%s", root, path);
	return str_take(&whole);
}

/* -1: it may be there, and cannot be read. */
static int program_read(const char *root, const char *path, struct str *out,
	struct file_state *state, struct err *e)
{
	char *whole = program_below(root, path);
	struct place place;
	int result = place_open(&place, whole, e);

	*state = (struct file_state) {0};
	if (result == 0)
		result = place_read(&place, import_source_max, out, state, e);
	else if (e->code == EX_NOINPUT)
		result = 0;
	place_close(&place);
	free(whole);
	return result;
}

static bool program_fetch(const void *context, const char *path, struct str *out)
{
	const struct program_reader *r = context;
	struct file_state state;
	struct err e;

	if (path[0] != '/')
		return false;
	if (program_read(r->root, path, out, &state, &e) < 0) {
		if (!r->why->code)
			*r->why = e;
		return false;
	}
	return state.exists;
}

static bool program_is_usable(const void *context, const char *path)
{
	const struct program_reader *r = context;
	char *whole = program_below(r->root, path);
	bool usable = path[0] == '/' && access(whole, R_OK) == 0;

	free(whole);
	return usable;
}

static struct import_source program_source(const struct program_reader *reader)
{
	return (struct import_source) {
		.fetch = program_fetch, .context = reader, .is_usable = program_is_usable};
}

/* Where it is */

static bool program_has_command(const char *command, const char *root)
{
	static const char *const directories[] = {
		"/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"};

	for (size_t i = 0; i < sizeof(directories) / sizeof(directories[0]); i++) {
		struct str path;
		bool there;

		str_init(&path, PATH_MAX);
		str_format(&path, "%s%s/%s", root, directories[i], command);
		there = access(path.data, X_OK) == 0;
		str_fini(&path);
		if (there)
			return true;
	}
	return false;
}

/* A program without a command to look for is there where the directory of its files is. */
bool program_is_installed(const struct codec *codec, const char *root)
{
	const struct codec_place *place = codec->places;
	char *whole, *directory;
	bool here;

	if (codec->command || codec->parser)
		return program_has_command(
			codec->command ? codec->command : codec->parser[0], root);
	while (place && place->directory)
		place++;
	if (!place || !place->name)
		return false;
	whole = program_below(root, place->name);
	directory = dirname(whole);
	here = strcmp(directory + strlen(root), "/etc") != 0 && access(directory, F_OK) == 0;
	free(whole);
	return here;
}

mode_t program_file_mode(
	const struct codec *codec, const struct codec_file *file, const struct file_state *old)
{
	if (!old->exists)
		return file->mode;
	return codec->asks_file ? old->mode : old->mode & (file->mode | S_IWUSR);
}

/* root's programs read the system's file, everybody else's their own where there may be one. */
static char *program_usual_path(const struct codec *codec)
{
	const struct codec_place *usual = NULL;
	struct str path;

	for (const struct codec_place *c = codec->places; c && c->name; c++)
		if (!usual || (geteuid() == 0 && usual->directory && !c->directory))
			usual = c;
	if (!usual)
		return NULL;
	str_init(&path, PATH_MAX);
	if (usual->directory && !usual->directory(&path)) {
		str_fini(&path);
		return NULL;
	}
	str_text(&path, usual->name);
	return str_take(&path);
}

/* How it stands */

static void program_note_left_out(struct program *p)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (p->files.left_out & CODEC_BIT(i)) {
			struct str sentence;

			str_init(&sentence, 200);
			str_format(&sentence, "%s cannot be stored there.", fields[i].label);
			strlist_add(&p->cannot, sentence.data, cannot_max);
			str_fini(&sentence);
		}
}

static void program_say_safety(struct program *p, const struct settings *s)
{
	codec_sentences(p->codec->weak, s, &p->cannot);
	p->weak = p->cannot.n > 0;
	codec_sentences(p->codec->partly, s, &p->cannot);
}

static void program_keep_old(struct program *p, const char *root)
{
	for (size_t i = 0; i < p->files.n && !p->why.code; i++) {
		struct program_file *old = &p->old[i];

		old->path = mem_text(p->files.items[i].path);
		str_init(&old->text, import_source_max);
		(void)program_read(root, old->path, &old->text, &old->state, &p->why);
	}
}

static void program_take_file(const struct codec *codec, const struct import_source *in,
	const char *path, struct import_result *was)
{
	import_init(was, codec->name, path);
	if (codec->read)
		codec->read(was, in);
	import_decline(was);
}

static bool program_has_server(
	const struct program *p, const struct import_source *in, const char *path)
{
	struct import_result was;
	bool has;

	program_take_file(p->codec, in, path, &was);
	has = import_has(&was, FIELD_HOST);
	import_fini(&was);
	return has;
}

static enum program_state program_compare(struct program *p, const struct import_source *in,
	const char *root, const struct settings *s)
{
	bool has = program_has_server(p, in, p->path);

	if (p->why.code)
		return PROGRAM_UNREADABLE;
	if (codec_write(p->codec, p->path, in, s, &p->files, &p->why) < 0)
		return p->why.code == EX_CONFIG ? PROGRAM_UNREADABLE
		       : has                    ? PROGRAM_DIFFERS
						: PROGRAM_EMPTY;
	program_keep_old(p, root);
	if (p->why.code)
		return PROGRAM_UNREADABLE;
	program_note_left_out(p);
	return !p->files.n ? PROGRAM_SAME : has ? PROGRAM_DIFFERS : PROGRAM_EMPTY;
}

void program_look(struct program *p, const struct codec *codec, const struct program_where *where,
	const struct settings *s)
{
	struct program_reader reader = {where->root, &p->why};
	struct import_source in = program_source(&reader);
	struct file_state state;
	struct str text;

	*p = (struct program) {.codec = codec, .state = PROGRAM_ABSENT};
	if (where->file)
		p->path = mem_text(where->file);
	else if (!codec->asks_file)
		p->path = program_usual_path(codec);
	if (!p->path)
		return;
	str_init(&text, import_source_max);
	if (program_read(where->root, p->path, &text, &state, &p->why) < 0) {
		p->state = PROGRAM_UNREADABLE;
	} else if (state.exists || where->file || program_is_installed(codec, where->root)) {
		in.bytes = text.data;
		in.len = text.len;
		program_say_safety(p, s);
		p->state = program_compare(p, &in, where->root, s);
	}
	str_wipe(&text);
}

void program_settings(const struct codec *codec, const struct program_where *where,
	const char *path, struct settings *s)
{
	struct err why = {0};
	struct program_reader reader = {where->root, &why};
	struct import_source in = program_source(&reader);
	struct import_result was;
	struct file_state state;
	struct str text;

	str_init(&text, import_source_max);
	(void)program_read(where->root, path, &text, &state, &why);
	in.bytes = text.data;
	in.len = text.len;
	program_take_file(codec, &in, path, &was);
	settings_copy(s, &was.settings);
	import_fini(&was);
	str_wipe(&text);
}

void program_fini(struct program *p)
{
	for (size_t i = 0; i < codec_files_max; i++)
		if (p->old[i].path) {
			free(p->old[i].path);
			str_wipe(&p->old[i].text);
		}
	codec_files_fini(&p->files);
	strlist_fini(&p->cannot);
	free(p->path);
	*p = (struct program) {0};
}

int program_export(
	struct program *p, const struct codec *codec, const struct settings *s, struct err *e)
{
	static const struct import_source nothing = {.bytes = ""};
	int result;

	*p = (struct program) {.codec = codec, .state = PROGRAM_EMPTY};
	p->path = mem_text(codec->places && codec->places->name ? codec->places->name : codec->id);
	for (const struct codec_place *c = codec->places; c && c->name; c++)
		if (!c->directory) {
			free(p->path);
			p->path = mem_text(c->name);
		}
	program_say_safety(p, s);
	result = codec_write(codec, p->path, &nothing, s, &p->files, e);
	if (result == 0)
		program_note_left_out(p);
	return result;
}

const struct codec *program_find(const char *id, unsigned uses, struct err *e)
{
	struct suggest near = {.word = id};
	const struct codec *codec = codec_find(id);

	if (codec && codec->uses & uses)
		return codec;
	for (size_t i = 0; i < codec_count; i++)
		if (codecs[i]->uses & uses)
			suggest_offer(&near, codecs[i]->id, codecs[i]->id);
	if (codec)
		(void)err_set(e, EX_USAGE, "%s cannot be used for this", codec->name);
	else
		(void)suggest_error(e, near.found, "; smtpsetup export --list lists them",
			"there is no program \"%s\"", id);
	return NULL;
}
