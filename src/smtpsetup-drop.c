/*
 * The one program with rights that its caller has not: set-group-id, so that it alone may put
 * files into the drop folder. It copies its standard input into a new file there, whole or not at
 * all. It takes no option and no name, reads no environment and no configuration, and needs
 * nothing but the C library; who delivers believes nothing of what the file says.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

enum {
	block_size = 64 * 1024,
	name_size = 16 + sizeof(".mail"),
	size_max = 54 * 1024 * 1024, /* as mail/handover.h has it */
	end_size = 8,
	folder_mode = S_ISVTX | 0730,
	shell_signal = 128,
};

static const char folder[] = SPOOLDIR "/drop";
static const char end[] = "00000000"; /* of every message that is whole */

static volatile sig_atomic_t ended; /* by that signal */

struct drop {
	int folder, fd;
	char name[name_size], kept[name_size];
	char last[end_size]; /* bytes that were written */
	size_t size;
};

static int drop_fail(int code, const char *what)
{
	(void)dprintf(STDERR_FILENO, "smtpsetup-drop: %s\n", what);
	return code;
}

static int drop_fail_errno(const char *what)
{
	(void)dprintf(STDERR_FILENO, "smtpsetup-drop: cannot %s: %s\n", what, strerror(errno));
	return EX_TEMPFAIL;
}

static void drop_signalled(int number)
{
	ended = number;
}

/* Whatever the caller blocks and ignores, has open, and limits. */
static int drop_reset(void)
{
	static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGXCPU};
	static const int nothing[] = {SIGPIPE, SIGXFSZ, SIGTSTP, SIGTTIN, SIGTTOU};
	struct sigaction action = {.sa_handler = drop_signalled};
	sigset_t none;
	int fd;

	if (fcntl(STDIN_FILENO, F_GETFD) < 0)
		return -1;
	do
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd < 0)
		return -1;
	(void)close(fd);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		(void)sigaction(ends[i], &action, NULL);
	action.sa_handler = SIG_IGN;
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++)
		(void)sigaction(nothing[i], &action, NULL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)umask(0);
	return chdir("/");
}

/* The folder is what it has to be, and the rights are this program's own, not the caller's. */
static int drop_open(struct drop *d)
{
	struct stat st;

	d->folder = open(folder, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (d->folder < 0)
		return drop_fail_errno("open the drop folder");
	if (fstat(d->folder, &st) < 0 || (st.st_mode & ALLPERMS) != folder_mode ||
		st.st_gid != getegid() || getegid() == getgid())
		return drop_fail(EX_CONFIG,
			"it is not set-group-id to the drop folder's group, or may not be so here");
	return EX_OK;
}

static int drop_create(struct drop *d)
{
	unsigned random;

	do {
		if (getrandom(&random, sizeof(random), 0) != (ssize_t)sizeof(random))
			return drop_fail_errno("find a name");
		(void)snprintf(d->name, sizeof(d->name), "%08llx%08x.new",
			(unsigned long long)time(NULL) & 0xffffffff, random);
		d->fd = openat(d->folder, d->name,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IWUSR);
	} while (d->fd < 0 && errno == EEXIST);
	(void)snprintf(d->kept, sizeof(d->kept), "%.16s.mail", d->name);
	return d->fd < 0 ? drop_fail_errno("create a file") : EX_OK;
}

static bool drop_write(struct drop *d, const char *bytes, size_t len)
{
	size_t keep = len < end_size ? end_size - len : 0;

	for (size_t at = 0; at < len;) {
		ssize_t n = write(d->fd, bytes + at, len - at);

		if (n < 0 && errno == EINTR && !ended)
			continue;
		if (n <= 0)
			return false;
		at += (size_t)n;
	}
	memmove(d->last, d->last + end_size - keep, keep);
	memcpy(d->last + keep, bytes + len - (end_size - keep), end_size - keep);
	d->size += len;
	return true;
}

static int drop_copy(struct drop *d)
{
	static char block[block_size];
	ssize_t n;

	while ((n = read(STDIN_FILENO, block, sizeof(block))) != 0 && !ended) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return drop_fail_errno("read the message");
		if (d->size + (size_t)n > size_max)
			return drop_fail(EX_DATAERR, "the message is too large");
		if (!drop_write(d, block, (size_t)n))
			return drop_fail_errno("write the message");
	}
	if (ended)
		return shell_signal + (int)ended;
	if (memcmp(d->last, end, end_size) != 0)
		return drop_fail(EX_DATAERR, "the message is not whole");
	return EX_OK;
}

/*
 * Only who delivers may read it now. What was cleared away meanwhile cannot get its name; what was
 * taken meanwhile is safe.
 */
static int drop_keep(struct drop *d)
{
	if (fchmod(d->fd, S_IRUSR | S_IRGRP) < 0 ||
		renameat(d->folder, d->name, d->folder, d->kept) < 0)
		return drop_fail_errno("keep the message");
	memcpy(d->name, d->kept, sizeof(d->name));
	if (fsync(d->fd) < 0 && unlinkat(d->folder, d->kept, 0) == 0)
		return drop_fail_errno("keep the message");
	return EX_OK;
}

int main(int argc, char **argv)
{
	struct drop d = {.folder = -1, .fd = -1};
	int code;

	(void)argv;
	if (drop_reset() < 0)
		return EX_NOINPUT;
	if (argc > 1)
		return drop_fail(
			EX_USAGE, "it takes a message on its standard input, and no words");
	code = drop_open(&d);
	if (code == EX_OK)
		code = drop_create(&d);
	if (code != EX_OK)
		return code;
	code = drop_copy(&d);
	if (code == EX_OK)
		code = drop_keep(&d);
	if (code != EX_OK)
		(void)unlinkat(d.folder, d.name, 0);
	return code;
}
