/*
 * The worker: everything of smtpsetup that touches the network. It is started by smtpsetup, not
 * by people, and speaks records (model/wire) on its standard input and output.
 */
#include "net/rights.h"
#include "net/worker.h"

#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>

int main(void)
{
	const char *note = rights_drop();

	(void)clearenv(); /* proxies, SSLKEYLOGFILE, OPENSSL_CONF: none of it decides a test */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)setlocale(LC_CTYPE, "C.UTF-8"); /* for names beyond ASCII */
	(void)mallopt(M_ARENA_MAX, 1); /* an arena a thread is more address space than is allowed */
	return worker_run(note);
}
