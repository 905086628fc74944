#include "engine/machine.h"

#include "engine/program.h"
#include "store/applied.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { queue_many = 500, sentence_max = 2 * PATH_MAX };

const char machine_sendmail_path[] = "/usr/sbin/sendmail";

/* sendmail */

/* Does the link lead to a program of that name, as exim4 is Exim's? */
static bool sendmail_is_of(const char *name, const struct codec *codec)
{
	return codec->sendmail && strncmp(name, codec->id, strlen(codec->id)) == 0;
}

/* Only one package can provide it: where it is no link, the program that is here has it. */
static const struct codec *sendmail_only(const char *root)
{
	const struct codec *only = NULL;

	for (size_t i = 0; i < codec_count; i++) {
		if (!codecs[i]->sendmail || !program_is_installed(codecs[i], root))
			continue;
		if (only)
			return NULL;
		only = codecs[i];
	}
	return only;
}

void machine_find_sendmail(const char *root, struct machine_sendmail *m)
{
	struct str path;
	const char *name;
	char *target;

	*m = (struct machine_sendmail) {0};
	str_init(&path, PATH_MAX);
	str_format(&path, "%s%s", root, machine_sendmail_path);
	m->there = access(path.data, X_OK) == 0;
	target = m->there ? realpath(path.data, NULL) : NULL;
	name = target ? strrchr(target, '/') + 1 : "";
	m->ours = strcmp(name, "smtpsetup-sendmail") == 0;
	for (size_t i = 0; i < codec_count && !m->codec; i++)
		if (sendmail_is_of(name, codecs[i]))
			m->codec = codecs[i];
	m->link = *name && strcmp(name, "sendmail") != 0;
	if (m->there && !m->link)
		m->codec = sendmail_only(root);
	free(target);
	str_fini(&path);
}

/* Mail that waits */

static bool queue_has_name(const struct codec_queue *queue, const char *name)
{
	size_t len = strlen(name), end = queue->ends ? strlen(queue->ends) : 0;

	if (queue->begins && strncmp(name, queue->begins, strlen(queue->begins)) != 0)
		return false;
	return len >= end && (!end || strcmp(name + len - end, queue->ends) == 0);
}

/* In a directory and in those below it: a queue may be spread over several. */
static size_t machine_queue(const struct codec_queue *queue, const char *directory, int depth)
{
	DIR *dir = opendir(directory);
	const struct dirent *entry;
	size_t n = 0;

	while (dir && n <= queue_many && (entry = readdir(dir))) {
		if (entry->d_type == DT_REG) {
			n += queue_has_name(queue, entry->d_name);
		} else if (entry->d_type == DT_DIR && depth && entry->d_name[0] != '.') {
			struct str below;

			str_init(&below, PATH_MAX);
			str_format(&below, "%s/%s", directory, entry->d_name);
			n += machine_queue(queue, below.data, depth - 1);
			str_fini(&below);
		}
	}
	if (dir)
		(void)closedir(dir);
	return n;
}

/* The messages in all directories of the program; `where`: the first that has some. */
static size_t machine_waiting(const char *root, const struct codec *codec, const char **where)
{
	size_t all = 0;

	for (const struct codec_queue *queue = codec->queue; queue && queue->directory; queue++) {
		struct str path;
		size_t n;

		str_init(&path, PATH_MAX);
		str_format(&path, "%s%s", root, queue->directory);
		n = machine_queue(queue, path.data, 1);
		*where = n && !all ? queue->directory : *where;
		all += n;
		str_fini(&path);
	}
	return all;
}

static void machine_say_waiting(const char *root, const struct codec *codec,
	const struct machine_sendmail *m, struct strlist *out)
{
	const char *where = NULL, *name = codec->name;
	size_t n = machine_waiting(root, codec, &where);
	const char *s = n == 1 ? "s" : "";
	struct str sentence;

	if (!n)
		return;
	str_init(&sentence, sentence_max);
	str_format(&sentence,
		n == 1            ? "%zu message waits"
		: n <= queue_many ? "%zu messages wait"
				  : "More than %zu messages wait",
		n <= queue_many ? n : (size_t)queue_many);
	str_format(&sentence, " in %s's queue (%s)", name, where);
	if (m->codec == codec)
		str_format(&sentence, " and leave%s with the settings that %s has then", s, name);
	else if (!m->there || m->link || m->codec || !program_is_installed(codec, root))
		str_format(&sentence, " and stay%s there: %s is not %s's", s, machine_sendmail_path,
			name);
	str_char(&sentence, '.');
	strlist_add(out, sentence.data, machine_sentences_max);
	str_fini(&sentence);
}

/* What was installed later */

static bool machine_was_applied(const char *key)
{
	struct applied last;
	struct err e;
	bool done = applied_last(key, &last, &e) == 0 && last.number && last.done;

	applied_fini(&last);
	return done;
}

/* Another program that provides sendmail and has been given settings; NULL: none. */
static const struct codec *machine_applied_to(const struct machine_sendmail *m)
{
	if (m->codec && machine_was_applied(m->codec->id))
		return NULL;
	for (size_t i = 0; i < codec_count; i++)
		if (codecs[i]->sendmail && codecs[i] != m->codec &&
			machine_was_applied(codecs[i]->id))
			return codecs[i];
	return NULL;
}

static bool machine_has(const struct codec *codec, const char *root, const struct settings *s)
{
	const struct program_where where = {.root = root};
	struct program p;
	bool same;

	program_look(&p, codec, &where, s);
	same = p.state == PROGRAM_SAME;
	program_fini(&p);
	return same;
}

bool machine_say_drift(const char *root, const struct settings *s, struct str *out)
{
	struct machine_sendmail m;
	const struct codec *before;

	machine_find_sendmail(root, &m);
	before = m.there && !m.ours ? machine_applied_to(&m) : NULL;
	if (!before || (!m.codec && !m.link && program_is_installed(before, root)) ||
		(m.codec && machine_has(m.codec, root, s)))
		return false;
	str_format(out, "%s is ", machine_sendmail_path);
	if (m.codec)
		str_format(out, "%s's now", m.codec->name);
	else
		str_text(out, "of a program not known here");
	str_format(out, ", which does not have these settings: they were applied to %s.",
		before->name);
	return true;
}

void machine_say(const char *root, const struct settings *s, struct strlist *out)
{
	struct machine_sendmail m;
	struct str sentence;

	machine_find_sendmail(root, &m);
	str_init(&sentence, sentence_max);
	if (machine_say_drift(root, s, &sentence))
		strlist_add(out, sentence.data, machine_sentences_max);
	str_fini(&sentence);
	for (size_t i = 0; i < codec_count; i++)
		machine_say_waiting(root, codecs[i], &m, out);
	machine_say_php(root, out);
}
