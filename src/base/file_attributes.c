#include "base/file.h"

#include <errno.h>
#include <sys/xattr.h>

enum { attribute_max = 4096 };

/* The access list decides who reads the file. A context may be the system's own affair. */
static const struct {
	const char *name;
	bool decides;
} attributes[] = {
	{"system.posix_acl_access", true},
	{"security.selinux", false},
};

static int attribute_copy(int to, const char *path, int from, const char *name)
{
	char value[attribute_max];
	ssize_t n = path ? getxattr(path, name, value, sizeof(value))
			 : fgetxattr(from, name, value, sizeof(value));

	if (n >= 0)
		return fsetxattr(to, name, value, (size_t)n, 0);
	if (errno == ENODATA && fremovexattr(to, name) < 0 && errno != ENODATA)
		return errno == ENOTSUP ? 0 : -1;
	return errno == ENODATA || errno == ENOTSUP ? 0 : -1;
}

int file_copy_attributes(int to, const char *path, int from)
{
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if (attribute_copy(to, path, from, attributes[i].name) < 0 && attributes[i].decides)
			return -1;
	return 0;
}
