#include "sender/service.h"

#include "sender/place.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum {
	first_passed = 3, /* systemd's sd_listen_fds(3) */
	backlog = 128,
	folder_mode = 0750,
	drop_mode = S_ISVTX | 0730,
};

static const char user_name[] = "smtpsetup";

bool service_is_activated(void)
{
	const char *pid = getenv("LISTEN_PID"), *n = getenv("LISTEN_FDS");

	return pid && n && strtol(pid, NULL, 10) == (long)getpid() && strcmp(n, "1") == 0;
}

static int socket_error(const char *what, struct err *e)
{
	return err_set(e, EX_OSERR, "cannot %s %s: %s", what, sender_socket, strerror(errno));
}

/* What lies there is one whose service has gone, as this one is the only one of its folder. */
static int socket_make(struct err *e)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	char folder[sizeof(at.sun_path)];
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	char *slash;

	(void)snprintf(at.sun_path, sizeof(at.sun_path), "%s", sender_socket);
	(void)snprintf(folder, sizeof(folder), "%s", sender_socket);
	slash = strrchr(folder, '/');
	if (slash)
		*slash = '\0';
	if (mkdir(folder, 0755) == 0)
		(void)chmod(folder, 0755);
	(void)unlink(sender_socket);
	if (fd >= 0 && bind(fd, (const struct sockaddr *)&at, sizeof(at)) == 0 &&
		chmod(sender_socket, 0666) == 0 && listen(fd, backlog) == 0)
		return fd;
	(void)socket_error("listen at", e);
	if (fd >= 0)
		(void)close(fd);
	return -1;
}

int service_socket(struct err *e)
{
	if (!service_is_activated())
		return socket_make(e);
	(void)unsetenv("LISTEN_PID");
	(void)unsetenv("LISTEN_FDS");
	(void)fcntl(first_passed, F_SETFD, FD_CLOEXEC);
	(void)fcntl(first_passed, F_SETFL, O_NONBLOCK);
	return first_passed;
}

/* Root makes it in a folder that nobody else can write to, then gives it away. */
static int folder_make(const char *path, const struct passwd *user, mode_t mode, struct err *e)
{
	if (mkdir(path, 0700) < 0)
		return errno == EEXIST ? 0
				       : err_set(e, EX_CANTCREAT, "cannot create %s: %s", path,
						 strerror(errno));
	if (chown(path, user->pw_uid, user->pw_gid) < 0 || chmod(path, mode) < 0)
		return err_set(e, EX_CANTCREAT, "cannot give %s to %s: %s", path, user_name,
			strerror(errno));
	return 0;
}

int service_make_folders(struct err *e)
{
	const struct passwd *user = getpwnam(user_name);
	char drop[sizeof(SPOOLDIR "/drop")];

	(void)snprintf(drop, sizeof(drop), "%s/drop", sender_machine_place);
	if (user && (folder_make(drop, user, drop_mode, e) == 0 || errno == ENOENT)) {
		if (folder_make(sender_machine_place, user, folder_mode, e) < 0 ||
			folder_make(drop, user, drop_mode, e) < 0)
			return -1;
	}
	if (sender_is_foreign(sender_machine_place))
		return 0;
	return err_set(e, EX_CONFIG,
		"%s has to be the folder of a user of its own, as `%s`: create that user, or see "
		"smtpsetup-sendmail(8)",
		sender_machine_place, user_name);
}
