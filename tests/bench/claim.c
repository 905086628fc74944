#include "claim.h"

#include <stdarg.h>
#include <stdio.h>

static int count, failed;

void claim(bool holds, const char *format, ...)
{
	va_list args;

	(void)printf("%sok %d - ", holds ? "" : "not ", ++count);
	va_start(args, format);
	(void)vprintf(format, args);
	va_end(args);
	(void)putchar('\n');
	(void)fflush(stdout);
	failed += !holds;
}

void claim_not_measured(const char *what, const char *why)
{
	(void)printf("ok %d - %s # SKIP %s\n", ++count, what, why);
}

int claim_end(void)
{
	(void)printf("1..%d\n", count);
	return failed ? 1 : 0;
}
