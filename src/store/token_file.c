#include "store/token_file.h"

#include "base/file.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

enum { line_max = 64 * 1024, for_group = 0640 };

static const char service_group[] = "smtpsetup";

/* It is there for root alone until then. */
static int token_file_lend(const char *path, struct err *e)
{
	const struct group *group = geteuid() == 0 ? getgrnam(service_group) : NULL;
	int fd, result;

	if (!group)
		return 0;
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	result = fd < 0 || fchown(fd, 0, group->gr_gid) < 0 || fchmod(fd, for_group) < 0
			 ? file_error(e, "change the rights of", path)
			 : 0;
	if (fd >= 0)
		(void)close(fd);
	return result;
}

int token_file_write(const char *path, const struct secret *token, struct err *e)
{
	struct str line;
	int result;

	str_init_guarded(&line, line_max);
	str_format(&line, "%s\n", secret_text(token));
	result = file_make_parents(path, e);
	if (result == 0)
		result = file_create(path, line.data, line.len, true, e);
	if (result == 0)
		result = token_file_lend(path, e);
	str_wipe(&line);
	return result;
}
