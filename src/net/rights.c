#include "net/rights.h"

#include "base/sanitized.h"
#include "base/secret.h"
#include "net/limits.h"

#include <grp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	nobody = 65534,  /* also what the kernel maps unknown users to */
	time_max_s = 20, /* of the processor */
};

static const struct {
	rlim_t limit;
	int resource;
	bool hinders_sanitizer;
} limits[] = {
	{spare_descriptors + connections_max * connection_descriptors, RLIMIT_NOFILE, false},
	{0, RLIMIT_FSIZE, true},
	{memory_max, RLIMIT_AS, true},
};

static void set_limits(void)
{
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		struct rlimit limit = {0};

		if (sanitized && limits[i].hinders_sanitizer)
			continue;
		(void)getrlimit((__rlimit_resource_t)limits[i].resource, &limit);
		if (limit.rlim_max > limits[i].limit)
			limit.rlim_max = limits[i].limit;
		limit.rlim_cur = limit.rlim_max;
		(void)setrlimit((__rlimit_resource_t)limits[i].resource, &limit);
	}
}

/* Each is tried: in a user namespace that maps only root all of them fail, elsewhere none. */
static const char *become_nobody(void)
{
	bool groups = setgroups(0, NULL) == 0;
	bool group = setresgid(nobody, nobody, nobody) == 0;
	bool user = setresuid(nobody, nobody, nobody) == 0;

	return groups && group && user ? NULL
				       : "The test ran with root's rights: this system does not "
					 "allow them to be dropped.";
}

void rights_renew_time(void)
{
	struct rusage used;
	struct rlimit limit;

	(void)getrusage(RUSAGE_SELF, &used);
	(void)getrlimit(RLIMIT_CPU, &limit);
	limit.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + time_max_s);
	(void)setrlimit(RLIMIT_CPU, &limit);
}

const char *rights_drop(void)
{
	const char *note = geteuid() == 0 ? become_nobody() : NULL;

	(void)close_range(STDERR_FILENO + 1, ~0u, 0);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	secret_guard_process();                          /* a change of user would reset it */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); /* a change of user would reset it */
	set_limits();
	rights_renew_time();
	return note;
}
