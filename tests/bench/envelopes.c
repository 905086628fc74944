/*
 * What any list of what waits costs: each envelope in a folder is opened and read, and no more.
 * With more words than one it runs them instead and prints the memory that they took, in kB; what
 * starts them is small, as its own would count.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int peak(char **words)
{
	struct rusage used;
	int status;
	pid_t child = fork();

	if (child == 0) {
		(void)!freopen("/dev/null", "w", stdout);
		(void)execv(words[0], words);
		_exit(1);
	}
	if (child < 0 || wait4(child, &status, 0, &used) < 0 || status)
		return 1;
	(void)printf("%ld\n", used.ru_maxrss);
	return 0;
}

int main(int argc, char **argv)
{
	DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
	const struct dirent *entry;
	char front[4096];
	long sum = 0;

	if (argc > 2)
		return peak(argv + 1);
	while (dir && (entry = readdir(dir))) {
		int fd;

		if (!strstr(entry->d_name, ".mail"))
			continue;
		fd = openat(dirfd(dir), entry->d_name, O_RDONLY | O_CLOEXEC);
		sum += fd >= 0 ? (long)read(fd, front, sizeof(front)) : 0;
		if (fd >= 0)
			(void)close(fd);
	}
	if (dir)
		(void)closedir(dir);
	return sum > 0 ? 0 : 1;
}
