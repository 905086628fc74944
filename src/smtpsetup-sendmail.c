/* The sender: in the place of sendmail, and of mailq and newaliases by those names. */
#include "base/secret.h"
#include "sender/program.h"

#include <locale.h>
#include <signal.h>
#include <sys/stat.h>
#include <syslog.h>

int main(int argc, char **argv)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8"); /* for names beyond ASCII, whoever calls */
	(void)umask(077);
	/* A closed pipe and a file that may not grow are errors of the write. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
	/* Who calls may ignore the ends of its children, and be waited for by none. */
	(void)signal(SIGCHLD, SIG_DFL);
	secret_guard_process();
	openlog("smtpsetup-sendmail", LOG_PID, LOG_MAIL);
	return sender_program(argc, argv);
}
