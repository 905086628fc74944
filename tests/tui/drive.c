#include "drive.h"

#include "play.h"
#include "report.h"

#include <fcntl.h>
#include <ftw.h>
#include <getopt.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

struct options {
	char *program;
	int limit;
	bool update;
};

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	remove(path);
	return 0;
}

/* A folder that a test made unreadable is opened up before what is in it is looked for. */
static int open_up(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)ftw;
	if (kind == FTW_DNR)
		chmod(path, 0700);
	return 0;
}

static void remove_tree(const char *path)
{
	nftw(path, open_up, 16, FTW_PHYS);
	nftw(path, remove_one, 16, FTW_PHYS | FTW_DEPTH);
}

static char *make_scratch(void)
{
	const char *parent = getenv("TMPDIR");
	struct bytes path = {0};

	bytes_format(&path, "%s/drive.XXXXXX", parent && *parent ? parent : "/tmp");
	if (!mkdtemp(path.p) || chdir(path.p) < 0 || mkdir("home", 0700) < 0) {
		printf("Bail out! %s cannot be made\n", path.p);
		exit(EXIT_FAILURE);
	}
	return path.p;
}

/* Something that no other run has, for passwords and canaries. */
static void set_token(struct vars *vars)
{
	char text[17];

	snprintf(text, sizeof(text), "%08x%08x", (unsigned)arc4random(), (unsigned)arc4random());
	vars_set(vars, "TOKEN", text, false);
}

static void set_path(struct drive *d, const char *name, const char *below)
{
	struct bytes path = {0};

	bytes_format(&path, "%s%s", d->scratch, below);
	vars_set(&d->vars, name, path.p, true);
	bytes_fini(&path);
}

/* What a screen or a path could depend on is the same on every machine. */
static void set_variables(struct drive *d, const char *path, const struct options *o)
{
	static const char *const unwanted[] = {
		"LINES", "COLUMNS", "NO_COLOR", "COLORTERM", "ESCDELAY", "LANGUAGE"};
	char *folder = must(strdup(path));

	vars_init(&d->vars);
	for (size_t i = 0; i < sizeof(unwanted) / sizeof(*unwanted); i++)
		vars_unset(&d->vars, unwanted[i]);
	vars_set(&d->vars, "TERM", "xterm-256color", true);
	vars_set(&d->vars, "LC_ALL", "C.UTF-8", true);
	vars_set(&d->vars, "SCRIPT_DIR", dirname(folder), false);
	if (o->program)
		vars_set(&d->vars, "PROGRAM", o->program, false);
	set_path(d, "SCRATCH", "");
	set_path(d, "PWD", "");
	set_path(d, "HOME", "/home");
	set_path(d, "XDG_CONFIG_HOME", "/config");
	set_path(d, "XDG_STATE_HOME", "/state");
	set_token(&d->vars);
	free(folder);
}

/* Helpers are asked to end first, all together, so that their ends take no longer than one. */
static void end_children(struct drive *d)
{
	program_fini(&d->program);
	bytes_clear(&d->why);
	for (int i = 0; i < d->n_helpers; i++)
		helper_hang_up(&d->helpers[i]);
	for (int i = 0; i < d->n_helpers; i++) {
		drive_reap(d, &d->helpers[i].child);
		helper_fini(&d->helpers[i]);
	}
	report_comment(bytes_string(&d->why));
}

static void finish(struct drive *d)
{
	end_children(d);
	for (int i = 0; i < d->n_canaries; i++)
		free(d->canaries[i].text);
	vars_fini(&d->vars);
	bytes_fini(&d->why);
	free(d->case_name);
	remove_tree(d->scratch);
	free(d->scratch);
}

static void drive_script(const char *name, const struct options *o, struct tap *tap)
{
	struct drive d = {.name = name,
		.tap = tap,
		.rows = 24,
		.cols = 80,
		.limit = o->limit,
		.update = o->update};
	const struct words none = {0};
	char *real = realpath(name, NULL);
	const char *path = real ? real : name;

	program_init(&d.program);
	d.scratch = make_scratch();
	set_variables(&d, path, o);
	if (play_file(&d, path) == BROKEN && !d.failed)
		report_failure(&d, name, &none);
	finish(&d);
	free(real);
	fflush(stdout);
}

/* Otherwise a file of ours could become the standard input of a child. */
static void open_standard_files(void)
{
	int fd;

	while ((fd = open("/dev/null", O_RDWR)) >= 0 && fd <= STDERR_FILENO)
		;
	close(fd);
}

static void on_child(int number)
{
	(void)number;
}

/* An empty handler, because a signal that is ignored would not end a poll. */
static void watch_children(void)
{
	sigset_t child;

	signal(SIGCHLD, on_child);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
}

static _Noreturn void usage(void)
{
	fputs("usage: drive [--program PATH] [--limit SECONDS] [--update] SCRIPT...\n", stderr);
	exit(EX_USAGE);
}

static void take_option(struct options *o, int option)
{
	if (option == 'u') {
		o->update = true;
	} else if (option == 'l' && atoi(optarg) > 0) {
		o->limit = atoi(optarg);
	} else if (option == 'p') {
		/* A name without a slash is looked for in PATH, as anywhere else. */
		free(o->program);
		o->program = strchr(optarg, '/') ? realpath(optarg, NULL) : strdup(optarg);
		if (!o->program) {
			perror(optarg);
			exit(EX_NOINPUT);
		}
	} else {
		usage();
	}
}

static struct options take_options(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"program", required_argument, NULL, 'p'},
		{"limit", required_argument, NULL, 'l'},
		{"update", no_argument, NULL, 'u'},
		{0},
	};
	struct options o = {.limit = 30};
	int option;

	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		take_option(&o, option);
	if (optind == argc)
		usage();
	return o;
}

int main(int argc, char **argv)
{
	struct options o = take_options(argc, argv);
	struct tap tap = {0};
	int home;

	open_standard_files();
	setvbuf(stdout, NULL, _IOLBF, 0);
	watch_children();
	home = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	for (int i = optind; i < argc; i++) {
		drive_script(argv[i], &o, &tap);
		if (fchdir(home) < 0) {
			puts("Bail out! the folder to go back to is gone");
			return EXIT_FAILURE;
		}
	}
	printf("1..%d\n", tap.count);
	close(home);
	free(o.program);
	return tap.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
