#include "codes.h"

#include <stdlib.h>
#include <string.h>

enum { escape = 0x1B, bell = 0x07, enquiry = 0x05 };

/* Final bytes, with what stands before them in a question: any text, or exactly this one. */
static const struct {
	char final;
	const char *parameters; /* NULL: whatever they are */
} questions[] = {
	{'c', NULL}, /* what are you (DA) */
	{'n', NULL}, /* how are you, where is the cursor (DSR) */
	{'x', NULL}, /* DECREQTPARM */
	{'u', "?"},  /* the keyboard's protocol */
	{'q', ">"},  /* XTVERSION */
	{'q', ">0"}, /* the same */
	{'t', "11"}, /* the window: state, place, sizes, titles */
	{'t', "13"},
	{'t', "14"},
	{'t', "15"},
	{'t', "16"},
	{'t', "18"},
	{'t', "19"},
	{'t', "20"},
	{'t', "21"},
};

static bool asks(const char *parameters, size_t n, char final)
{
	if (final == 'p' && n && parameters[n - 1] == '$') /* DECRQM */
		return true;
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		const char *wanted = questions[i].parameters;

		if (questions[i].final != final)
			continue;
		if (!wanted || (strlen(wanted) == n && memcmp(wanted, parameters, n) == 0))
			return true;
	}
	return false;
}

/* CSI: parameters and intermediates, then one final byte. */
static size_t take_csi(const char *p, size_t n, struct codes *c)
{
	size_t i = 2;

	while (i < n && p[i] >= 0x20 && p[i] < 0x40)
		i++;
	if (i == n)
		return n;
	if (p[i] == 'm')
		c->colours += i + 1;
	c->queries += asks(p + 2, i - 2, p[i]);
	return i + 1;
}

/* OSC and DCS: a text up to its end; a question mark as the last thing in it asks. */
static size_t take_text(const char *p, size_t n, struct codes *c)
{
	size_t i = 2;

	while (i < n && p[i] != bell && p[i] != escape)
		i++;
	if (p[1] == 'P')
		c->queries += i > 3 && strchr("+$", p[2]) && p[3] == 'q';
	else
		c->queries += p[i - 1] == '?';
	return i < n && p[i] == escape ? i + 2 : i + 1;
}

struct codes codes_count(const struct bytes *out, size_t from)
{
	struct codes c = {0};

	for (size_t i = from; i < out->n;) {
		const char *p = out->p + i;
		size_t n = out->n - i;

		if (p[0] == enquiry)
			c.queries++;
		if (p[0] != escape || n < 2)
			i++;
		else if (p[1] == '[')
			i += take_csi(p, n, &c);
		else if (p[1] == ']' || p[1] == 'P')
			i += take_text(p, n, &c);
		else {
			c.queries += p[1] == 'Z';
			i += 2;
		}
	}
	return c;
}
