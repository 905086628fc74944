/*
 * Runs a program and writes what it and its children have used into a file: "CPU-seconds KiB".
 * argv: the file, the program, its arguments. Its exit status is ours; SIGINT is passed on.
 *
 * Whoever is started by an interpreter has that one's memory counted as its own (wait4(2)).
 */
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile pid_t child;

static void pass_on(int signal)
{
	if (child > 0)
		(void)kill(child, signal);
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static int write_usage(const char *path)
{
	struct rusage usage;
	FILE *file = fopen(path, "w");

	if (!file || getrusage(RUSAGE_CHILDREN, &usage) < 0)
		return -1;
	(void)fprintf(file, "%.3f %ld\n", seconds(usage.ru_utime) + seconds(usage.ru_stime),
		usage.ru_maxrss);
	return fclose(file);
}

int main(int argc, char **argv)
{
	struct sigaction action = {.sa_handler = pass_on, .sa_flags = SA_RESTART};
	sigset_t interrupt;
	int status;

	if (argc < 3)
		return 64;
	/* Not before there is somebody to pass it on to. */
	(void)sigemptyset(&interrupt);
	(void)sigaddset(&interrupt, SIGINT);
	(void)sigprocmask(SIG_BLOCK, &interrupt, NULL);
	child = fork();
	if (child == 0) {
		(void)sigprocmask(SIG_UNBLOCK, &interrupt, NULL);
		(void)execv(argv[2], argv + 2);
		_exit(127);
	}
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigprocmask(SIG_UNBLOCK, &interrupt, NULL);
	if (child < 0 || waitpid(child, &status, 0) < 0 || write_usage(argv[1]) != 0)
		return 70;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
