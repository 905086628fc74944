#include "engine/program_run.h"

#include "base/argv.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/proc.h"

#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { run_seconds = 30, hear_seconds = 60, words_max = 14, output_max = 4096 };

/* The word with what stands for its first mark. */
static char *run_word(const char *word, const struct run_values *values)
{
	const struct {
		const char *mark, *value;
	} marks[] = {
		{"%s", values->file},
		{"%d", values->directory},
		{"%f", values->from},
		{"%t", values->to},
		{"%q", values->queued},
	};
	struct str out;

	str_init(&out, (size_t)2 * PATH_MAX);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]) && !out.len; i++) {
		const char *at = strstr(word, marks[i].mark);

		if (at && marks[i].value)
			str_format(&out, "%.*s%s%s", (int)(at - word), word, marks[i].value,
				at + strlen(marks[i].mark));
	}
	if (!out.len)
		str_text(&out, word);
	return str_take(&out);
}

static char *run_find(const char *word)
{
	static const char *const places[] = {
		"/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct str path;

		str_init(&path, PATH_MAX);
		str_format(&path, "%s/%s", places[i], word);
		if (access(path.data, X_OK) == 0)
			return str_take(&path);
		str_fini(&path);
	}
	return NULL;
}

/*
 * False: it did not end in time. What it prints is dropped where nobody hears it; what goes on
 * behind it is not waited for.
 */
static bool run_wait(struct proc *p, int seconds, struct str *heard, struct proc_ending *ending)
{
	struct str dropped;
	struct loop clock;
	int64_t end;
	bool open = true, ended = false;

	loop_init(&clock, NULL);
	end = loop_now(&clock) + seconds * (int64_t)1000000;
	str_init(&dropped, output_max);
	while (open && !ended && loop_now(&clock) < end) {
		struct pollfd from = {.fd = p->from, .events = POLLIN};

		ended = proc_has_ended(p, ending);
		(void)poll(&from, 1, ended ? 0 : 100);
		if (from.revents)
			open = proc_read(p, heard && !heard->full ? heard : &dropped);
		str_clear(&dropped);
	}
	while (!proc_has_ended(p, ending) && loop_now(&clock) < end)
		(void)poll(NULL, 0, 10);
	loop_fini(&clock);
	str_wipe(&dropped);
	return proc_has_ended(p, ending);
}

static void run_words(
	const char *const *command, const struct run_values *values, char *words[words_max + 1])
{
	for (size_t i = 0; i <= words_max; i++)
		words[i] = NULL;
	for (size_t i = 0; i < words_max && command[i]; i++)
		words[i] = run_word(command[i], values);
}

static void run_words_free(char *words[words_max + 1])
{
	for (size_t i = 0; i < words_max; i++)
		free(words[i]);
}

static int run_judge(const char *name, const char *word, bool in_time,
	const struct proc_ending *ending, struct err *e)
{
	if (!in_time)
		return err_set(e, EX_CONFIG, "%s: %s did not finish in %d seconds", name, word,
			run_seconds);
	if (ending->signal || ending->status)
		return err_set(e, EX_CONFIG, "%s: %s failed (%s %d)", name, word,
			ending->signal ? "signal" : "exit",
			ending->signal ? ending->signal : ending->status);
	return 0;
}

int program_run(const char *const *command, const char *name, const char *file,
	const char *directory, bool *missing, struct err *e)
{
	const struct run_values values = {.file = file, .directory = directory};
	char *words[words_max + 1], *path = run_find(command[0]);
	struct proc_ending ending = {0};
	struct proc p = {0};
	int result;

	*missing = !path;
	if (!path)
		return 0;
	run_words(command, &values, words);
	result = proc_start_alone(&p, path, words, e);
	if (result == 0)
		result = run_judge(
			name, command[0], run_wait(&p, run_seconds, NULL, &ending), &ending, e);
	proc_leave(&p);
	run_words_free(words);
	free(path);
	return result;
}

int program_hear(const char *const *command, const struct run_values *values, int in,
	struct str *out, int *status, struct err *e)
{
	char *words[words_max + 1], *path = run_find(command[0]);
	struct proc_ending ending = {0};
	struct proc p = {0};
	int result;

	if (!path)
		return err_set(e, EX_UNAVAILABLE, "there is no command %s", command[0]);
	run_words(command, values, words);
	result = proc_start_heard(&p, path, words, in, e);
	if (result == 0 && !run_wait(&p, hear_seconds, out, &ending))
		result = err_set(e, EX_TEMPFAIL, "%s did not finish in %d seconds", command[0],
			hear_seconds);
	*status = ending.signal ? EX_SOFTWARE : ending.status;
	proc_leave(&p);
	run_words_free(words);
	free(path);
	return result;
}
