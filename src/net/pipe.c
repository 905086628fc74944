#include "net/pipe.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* A write of at most PIPE_BUF bytes does not block when the pipe says that it is writable. */
static void wait_writable(void)
{
	struct pollfd ends[] = {{STDIN_FILENO, 0, 0}, {STDOUT_FILENO, POLLOUT, 0}};

	while (poll(ends, 2, -1) < 0)
		if (errno != EINTR)
			_exit(EX_OSERR);
	if (ends[0].revents)
		_exit(EX_OK);
}

void pipe_send(const struct str *bytes)
{
	size_t done = 0;

	while (done < bytes->len) {
		size_t left = bytes->len - done;
		ssize_t n;

		wait_writable();
		n = write(STDOUT_FILENO, bytes->data + done, left < PIPE_BUF ? left : PIPE_BUF);
		if (n < 0 && errno != EINTR)
			_exit(EX_IOERR);
		done += n > 0 ? (size_t)n : 0;
	}
}

bool pipe_receive(struct str *into, bool wanted)
{
	struct pollfd end = {STDIN_FILENO, wanted ? POLLIN : 0, 0};
	char block[16 * PIPE_BUF];
	ssize_t n;

	if (poll(&end, 1, 0) <= 0)
		return true;
	if (!wanted)
		return false;
	n = read(STDIN_FILENO, block, sizeof(block));
	str_add(into, block, n > 0 ? (size_t)n : 0);
	explicit_bzero(block, sizeof(block)); /* a password may have gone through it */
	return n > 0 || (n < 0 && errno == EINTR);
}
