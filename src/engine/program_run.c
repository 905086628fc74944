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

enum { run_seconds = 30, words_max = 12, output_max = 4096 };

/* The word with what stands for %s and %d. */
static char *run_word(const char *word, const char *file, const char *directory)
{
	const char *mark = strstr(word, "%s"), *with = file;
	struct str out;

	if (!mark) {
		mark = strstr(word, "%d");
		with = directory;
	}
	if (!mark)
		return mem_text(word);
	str_init(&out, (size_t)2 * PATH_MAX);
	str_add(&out, word, (size_t)(mark - word));
	str_text(&out, with);
	str_text(&out, mark + 2);
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

/* What it prints is read and dropped: it may hold a password. */
static int run_wait(struct proc *p, const char *name, const char *word, struct err *e)
{
	struct proc_ending ending = {0};
	struct loop clock;
	struct str dropped;
	int64_t end;
	bool open = true;

	loop_init(&clock, NULL);
	end = loop_now(&clock) + run_seconds * 1000000LL;
	str_init(&dropped, output_max);
	while (open && loop_now(&clock) < end) {
		struct pollfd from = {.fd = p->from, .events = POLLIN};

		(void)poll(&from, 1, 1000);
		if (from.revents)
			open = proc_read(p, &dropped);
		str_clear(&dropped);
	}
	while (!proc_has_ended(p, &ending) && loop_now(&clock) < end)
		(void)poll(NULL, 0, 10);
	loop_fini(&clock);
	str_wipe(&dropped);
	if (!proc_has_ended(p, &ending))
		return err_set(e, EX_CONFIG, "%s: %s did not finish in %d seconds", name, word,
			run_seconds);
	if (ending.signal || ending.status)
		return err_set(e, EX_CONFIG, "%s: %s failed (%s %d)", name, word,
			ending.signal ? "signal" : "exit",
			ending.signal ? ending.signal : ending.status);
	return 0;
}

int program_run(const char *const *command, const char *name, const char *file,
	const char *directory, bool *missing, struct err *e)
{
	char *words[words_max + 1] = {NULL}, *path = run_find(command[0]);
	struct proc p = {0};
	int result = 0;

	*missing = !path;
	for (size_t i = 0; path && command[i] && i < words_max; i++)
		words[i] = run_word(command[i], file, directory);
	if (path)
		result = proc_start_alone(&p, path, words, e);
	if (path && result == 0)
		result = run_wait(&p, name, command[0], e);
	proc_end(&p);
	for (size_t i = 0; i < words_max; i++)
		free(words[i]);
	free(path);
	return result;
}
