#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void queue(const char *text, size_t n, void *user)
{
	struct program *p = user;

	bytes_add(&p->to, text, n);
}

void program_init(struct program *p)
{
	*p = (struct program) {.master = -1};
}

void program_fini(struct program *p)
{
	program_hang_up(p);
	child_kill(&p->child);
	if (p->term.vt)
		term_close(&p->term);
	bytes_fini(&p->to);
	bytes_fini(&p->log);
}

int program_start(struct program *p, char *const *argv, const struct vars *vars, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	pid_t pid;

	program_hang_up(p);
	pid = forkpty(&p->master, NULL, NULL, &size);
	if (pid == 0)
		child_exec(argv, vars);
	if (pid < 0) {
		p->master = -1;
		return -1;
	}
	p->child = (struct child) {.pid = pid};
	fcntl(p->master, F_SETFD, FD_CLOEXEC);
	fcntl(p->master, F_SETFL, O_RDWR | O_NONBLOCK);
	term_close(&p->term);
	term_open(&p->term, rows, cols, queue, p);
	bytes_clear(&p->to);
	return 0;
}

short program_events(const struct program *p)
{
	return p->to.n ? POLLIN | POLLOUT : POLLIN;
}

static bool again(void)
{
	return errno == EAGAIN || errno == EINTR;
}

static void take_output(struct program *p)
{
	char chunk[65536];
	ssize_t n = read(p->master, chunk, sizeof(chunk));

	if (n > 0) {
		p->reads++;
		bytes_add(&p->log, chunk, (size_t)n);
		term_feed(&p->term, chunk, (size_t)n);
	} else if (n == 0 || !again()) {
		/* EIO: nobody has the other side open any more. */
		program_hang_up(p);
	}
}

static void give_input(struct program *p)
{
	ssize_t n = write(p->master, p->to.p, p->to.n);

	if (n > 0)
		bytes_drop(&p->to, (size_t)n);
	else if (!again())
		bytes_clear(&p->to);
}

void program_turn(struct program *p, short events)
{
	if (events & POLLOUT && p->to.n)
		give_input(p);
	if (events & (POLLIN | POLLHUP | POLLERR))
		take_output(p);
}

static bool sleeps(pid_t pid)
{
	struct bytes path = {0}, stat = {0};
	const char *behind_name;
	bool asleep;

	bytes_format(&path, "/proc/%d/stat", (int)pid);
	bytes_read_file(&stat, path.p);
	behind_name = strrchr(bytes_string(&stat), ')');
	asleep = !behind_name || !strncmp(behind_name, ") S", 3);
	bytes_fini(&path);
	bytes_fini(&stat);
	return asleep;
}

/* Asked on the program's side of the terminal, where a poll waits for what is on its way. */
static bool has_unread_input(int master)
{
	int peer = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct pollfd fd = {.fd = peer, .events = POLLIN};
	bool unread = peer >= 0 && poll(&fd, 1, 0) > 0;

	if (peer >= 0)
		close(peer);
	return unread;
}

bool program_rests(const struct program *p)
{
	if (!child_runs(&p->child) || p->master < 0)
		return true;
	return !has_unread_input(p->master) && sleeps(p->child.pid);
}

int program_resize(struct program *p, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	term_resize(&p->term, rows, cols);
	return ioctl(p->master, TIOCSWINSZ, &size);
}

void program_hang_up(struct program *p)
{
	if (p->master >= 0)
		close(p->master);
	p->master = -1;
}
