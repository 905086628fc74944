#include "engine/program_list.h"

#include "base/mem.h"
#include "engine/machine.h"
#include "engine/program_apply.h"
#include "store/applied.h"

#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { put_back_max = 20, sentence_max = 400 };

const char program_senders[] = "cron, PHP, mail";
const char program_senders_brief[] = "cron, PHP";

const struct program_package program_packages[] = {
	{"msmtp-mta", "no queue: sends at once or fails; containers, desktops"},
	{"dma", "small, with a queue; does not check certificates"},
	{"nullmailer", "small, with a queue; servers that only send"},
	{"postfix", "mail server, well documented; most servers"},
	{"exim4", "mail server, Debian's default"},
};

const size_t program_package_count = sizeof(program_packages) / sizeof(program_packages[0]);

/* Looking */

/* Files of a program that is gone, or that has nothing to do with mail yet, are no program here. */
static bool program_list_wants(const struct program *p, const char *root)
{
	if (p->state == PROGRAM_EMPTY)
		return program_is_installed(p->codec, root);
	return p->state != PROGRAM_ABSENT;
}

/* What a kill left half done is put back before anything is said of the program. */
static void program_list_recover(
	struct program_list *l, const struct codec *codec, const struct program_where *where)
{
	struct str sentence;
	bool recovered;
	struct err e;

	str_init(&sentence, sentence_max);
	if (program_recover(codec, where, &recovered, &e) < 0)
		str_text(&sentence, e.message);
	else if (recovered)
		str_format(&sentence, "%s: an interrupted change was undone.", codec->name);
	if (sentence.len)
		strlist_add(&l->put_back, sentence.data, put_back_max);
	str_fini(&sentence);
}

static void program_list_add(struct program_list *l, const struct codec *codec, const char *file,
	const struct settings *s)
{
	const struct program_where where = {.root = l->root, .file = file};
	struct program_item item = {.file = file ? mem_text(file) : NULL};

	program_list_recover(l, codec, &where);
	program_look(&item.program, codec, &where, s);
	if (!file && !program_list_wants(&item.program, l->root)) {
		program_fini(&item.program);
		return;
	}
	item.applied = program_applied_at(codec, &where);
	l->items = mem_grow(l->items, l->n + 1, sizeof(*l->items));
	l->items[l->n++] = item;
}

static void program_list_find_sendmail(struct program_list *l)
{
	struct machine_sendmail found;

	machine_find_sendmail(l->root, &found);
	l->sendmail = found.there;
	l->ours = found.ours;
	for (l->behind = 0; l->behind < l->n; l->behind++)
		if (l->items[l->behind].program.codec == found.codec)
			break;
}

static bool program_list_has(
	const struct program_list *l, const struct codec *codec, const char *file)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->items[i].file && l->items[i].program.codec == codec &&
			strcmp(l->items[i].file, file) == 0)
			return true;
	return false;
}

/* Files that somebody named when they were written. */
static void program_list_add_named(struct program_list *l, const struct settings *s)
{
	struct strlist keys;

	applied_list(&keys);
	for (size_t i = 0; i < keys.n; i++) {
		const struct codec *codec = program_of_key(keys.items[i]);
		struct applied last;
		struct err e;

		if (applied_last(keys.items[i], &last, &e) == 0 && last.number && codec &&
			strcmp(keys.items[i], codec->id) != 0)
			program_list_add(l, codec, last.main, s);
		applied_fini(&last);
	}
	strlist_fini(&keys);
}

static void program_list_choose(struct program_list *l, size_t i)
{
	l->items[i].chosen = program_item_can(&l->items[i]) &&
			     (i == l->behind || l->items[i].program.state == PROGRAM_DIFFERS);
}

void program_list_name(struct program_list *l, const struct codec *codec, const char *file,
	const struct settings *s)
{
	bool behind_none = l->behind == l->n;

	if (program_list_has(l, codec, file))
		return;
	program_list_add(l, codec, file, s);
	if (behind_none)
		l->behind = l->n;
	l->items[l->n - 1].chosen = program_item_can(&l->items[l->n - 1]);
}

struct program_where program_item_where(
	const struct program_list *l, const struct program_item *item)
{
	return (struct program_where) {.root = l->root, .file = item->file};
}

void program_list_look(struct program_list *l, const char *root, const struct settings *s)
{
	*l = (struct program_list) {.root = root};
	for (size_t i = 0; i < codec_count; i++)
		if (codecs[i]->uses & CODEC_APPLIES && !codecs[i]->asks_file)
			program_list_add(l, codecs[i], NULL, s);
	program_list_add_named(l, s);
	program_list_find_sendmail(l);
	machine_say(root, s, &l->machine);
	for (size_t i = 0; i < l->n; i++)
		program_list_choose(l, i);
}

void program_list_fini(struct program_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		program_fini(&l->items[i].program);
		free(l->items[i].file);
	}
	free(l->items);
	strlist_fini(&l->put_back);
	strlist_fini(&l->machine);
	*l = (struct program_list) {0};
}

bool program_item_can(const struct program_item *item)
{
	return !item->program.why.code && item->program.files.n;
}

size_t program_list_chosen(const struct program_list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->items[i].chosen;
	return n;
}

/* In words */

static void program_say_differs(const struct program_item *item, struct str *out)
{
	if (item->applied)
		str_format(out, "no longer these settings: %s", item->program.path);
	else
		str_format(out, "other settings in %s", item->program.path);
}

void program_item_say(const struct program_list *l, size_t n, struct str *out)
{
	const struct program_item *item = &l->items[n];
	const struct program *p = &item->program;

	if (p->why.code)
		str_text(out, p->why.message);
	else if (p->state == PROGRAM_SAME)
		str_format(out, "has these settings%s%s", item->file ? ": " : "",
			item->file ? item->file : "");
	else if (p->state == PROGRAM_DIFFERS)
		program_say_differs(item, out);
	else if (n == l->behind)
		str_text(out, "has no server: mail to the outside is stuck");
	else
		str_format(out, "has no mail server yet%s%s", item->file ? ": " : "",
			item->file ? item->file : "");
}

const char *program_item_brief(const struct program_list *l, size_t n)
{
	const struct program_item *item = &l->items[n];

	if (item->program.why.code)
		return "cannot be used";
	if (item->program.state == PROGRAM_SAME)
		return "has these settings";
	if (item->program.state == PROGRAM_DIFFERS)
		return item->applied ? "no longer these" : "other settings";
	return n == l->behind ? "stuck: no server" : "no server yet";
}

enum tone program_item_tone(const struct program_item *item)
{
	if (item->program.why.code)
		return TONE_BAD;
	return item->program.state == PROGRAM_SAME ? TONE_GOOD : TONE_WARN;
}

static const char *program_owner(const struct codec_file *file, const struct file_state *old)
{
	const struct passwd *user;

	if (!old->exists && file->owner)
		return file->owner;
	user = getpwuid(old->exists ? old->owner : geteuid());
	return user ? user->pw_name : "its owner";
}

void program_item_details(const struct program_item *item, struct str *out)
{
	const struct program *p = &item->program;

	for (size_t i = 0; i < p->files.n; i++) {
		const struct codec_file *file = &p->files.items[i];
		const struct file_state *old = &p->old[i].state;

		str_format(out, "%s %s (mode %04o, owner %s)\n", old->exists ? "Changes" : "Makes",
			file->path, (unsigned)program_file_mode(p->codec, file, old),
			program_owner(file, old));
	}
	for (size_t i = 0; i < p->cannot.n; i++)
		str_format(out, "%s\n", p->cannot.items[i]);
}

void program_list_say_sendmail(const struct program_list *l, struct str *out)
{
	const struct program_item *item = l->behind < l->n ? &l->items[l->behind] : NULL;

	if (!l->sendmail)
		str_format(out, "cannot send: there is no %s", machine_sendmail_path);
	else if (l->ours)
		str_format(out, "through %s (smtpsetup)", machine_sendmail_path);
	else if (!item)
		str_format(out, "through %s, of a program not known here", machine_sendmail_path);
	else
		str_format(
			out, "through %s (%s)", machine_sendmail_path, item->program.codec->name);
}

void program_list_say_sendmail_brief(const struct program_list *l, struct str *out)
{
	if (!l->sendmail)
		str_text(out, "cannot send");
	else
		str_format(out, "through %s",
			l->behind < l->n ? l->items[l->behind].program.codec->name : "sendmail");
}

enum tone program_list_sendmail_tone(const struct program_list *l)
{
	if (!l->sendmail)
		return TONE_BAD;
	if (l->ours)
		return TONE_GOOD;
	return l->behind < l->n ? program_item_tone(&l->items[l->behind]) : TONE_WARN;
}
