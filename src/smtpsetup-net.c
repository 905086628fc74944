/*
 * The worker: everything of smtpsetup that touches the network. It is started by smtpsetup, not
 * by people, and speaks records (model/wire) on its standard input and output.
 */
#include "net/rights.h"
#include "net/worker.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>

int main(void)
{
	const char *note = rights_drop();

	(void)clearenv(); /* proxies, SSLKEYLOGFILE, OPENSSL_CONF: none of it decides a test */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)setlocale(LC_CTYPE, "C.UTF-8"); /* for names beyond ASCII */
	return worker_run(note);
}
