#include "tui/job_control.h"

#include "base/proc.h"
#include "tui/signals.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

static bool job_is_ignored(int signal)
{
	struct sigaction now;

	return sigaction(signal, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static sigset_t job_only(int signal)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, signal);
	return set;
}

static bool was_continued(void)
{
	const struct timespec at_once = {0};
	sigset_t going_on = job_only(SIGCONT);

	return sigtimedwait(&going_on, NULL, &at_once) == SIGCONT;
}

/* True: the job was stopped and is continued. False: there is no shell that could do that. */
static bool stop_by(int signal)
{
	sigset_t stopping = job_only(signal), going_on = job_only(SIGCONT), before;
	bool continued;

	(void)sigprocmask(SIG_BLOCK, &going_on, &before);
	(void)was_continued(); /* of an earlier time */
	(void)kill(0, signal);
	(void)sigprocmask(SIG_UNBLOCK, &stopping, NULL);
	continued = was_continued();
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	return continued;
}

bool job_control_come_forward(void)
{
	if (job_is_ignored(SIGTTOU)) /* somebody lets us write from behind */
		return true;
	while (proc_is_behind())
		if (signals_waiting() || !stop_by(SIGTTOU))
			return false;
	return true;
}

bool job_control_stop(void)
{
	if (!job_is_ignored(SIGTSTP)) {
		(void)signal(SIGTSTP, SIG_DFL); /* ncurses has put something there */
		(void)stop_by(SIGTSTP);
	}
	return job_control_come_forward();
}
