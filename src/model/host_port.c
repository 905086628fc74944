#include "model/host_port.h"

#include <string.h>

enum { port_digits_max = 5 };

char *host_port_cut(char *text)
{
	char *from = text[0] == '[' ? strchr(text, ']') : text;
	char *colon = from ? strchr(from, ':') : NULL;
	size_t digits;

	if (!colon || colon == text || (text[0] == '[' && colon != from + 1))
		return NULL;
	digits = strspn(colon + 1, "0123456789");
	if (!digits || digits > port_digits_max || colon[1 + digits])
		return NULL;
	*colon = '\0';
	return colon + 1;
}
