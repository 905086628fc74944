#include "place.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char program[] = "./smtpsetup";

/* Open until the measurement ends. Returns its port, 0 for none. */
static int listen_silently(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t size = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&at, size) < 0 || listen(fd, 8) < 0 ||
		getsockname(fd, (struct sockaddr *)&at, &size) < 0)
		return 0;
	return ntohs(at.sin_port);
}

static void set_environment(const char *home)
{
	(void)setenv("TERM", "xterm-256color", 1);
	(void)setenv("LC_ALL", "C.UTF-8", 1);
	(void)setenv("HOME", home, 1);
	(void)setenv("XDG_STATE_HOME", home, 1);
	(void)setenv("XDG_CONFIG_HOME", home, 1);
	(void)setenv("ASAN_OPTIONS", "detect_leaks=0", 1); /* it cannot, where somebody traces */
	(void)unsetenv("NO_COLOR");
	(void)unsetenv("COLUMNS");
	(void)unsetenv("LINES");
}

bool place_make(struct place *p)
{
	char command[1000];

	(void)snprintf(p->scratch, sizeof(p->scratch), "/tmp/traffic.XXXXXX");
	if (!mkdtemp(p->scratch))
		return false;
	set_environment(p->scratch);
	(void)snprintf(p->none, sizeof(p->none), "%s/none.cfg", p->scratch);
	(void)snprintf(p->typed, sizeof(p->typed), "%s/typed.cfg", p->scratch);
	(void)snprintf(p->saved, sizeof(p->saved), "%s/saved.cfg", p->scratch);
	(void)snprintf(command, sizeof(command),
		"echo $RANDOM-$$ | %s --config %s set server.host=localhost server.port=%d "
		"auth.user=me@example.org sender.from=me@example.org --password-stdin && "
		"%s --config %s set sender.from_name=Office limits.per_hour=100",
		program, p->saved, listen_silently(), program, p->saved);
	return system(command) == 0;
}

void place_leave(const struct place *p)
{
	char command[100];

	(void)snprintf(command, sizeof(command), "rm -rf %s", p->scratch);
	if (system(command) != 0)
		(void)printf("# %s is left behind\n", p->scratch);
}

void place_start(const char *config, struct seat *s, bool traced)
{
	const char *const argv[] = {program, "--config", config, NULL};

	seat_open(s, argv, traced);
}
