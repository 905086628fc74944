#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

int err_set(struct err *e, int code, const char *format, ...)
{
	va_list ap;

	e->code = code;
	e->field[0] = '\0';
	va_start(ap, format);
	(void)vsnprintf(e->message, sizeof(e->message), format, ap);
	va_end(ap);
	return -1;
}

int err_field(struct err *e, const char *key)
{
	(void)snprintf(e->field, sizeof(e->field), "%s", key);
	return -1;
}
