#include "mail/arguments.h"

#include "base/text.h"
#include "mail/addresses.h"

#include <stdlib.h>
#include <string.h>

enum { every_max_s = 24 * 60 * 60 };

enum takes {
	TAKES_NOTHING, /* may stand together with others: -ti */
	TAKES_REST,    /* the rest of the word, if there is one */
	TAKES_VALUE,   /* the rest of the word, or else the next one */
};

/* -b: what is to be done */
static int set_mode(struct sendmail_args *a, const char *value, struct err *e)
{
	static const struct {
		const char *value;
		enum sendmail_mode mode;
	} modes[] = {
		{"m", SENDMAIL_SEND},
		{"a", SENDMAIL_SEND},
		{"p", SENDMAIL_LIST},
		{"i", SENDMAIL_ALIASES},
		{"v", SENDMAIL_VERIFY},
		{"s", SENDMAIL_TALK},
	};

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (strcmp(modes[i].value, value) == 0) {
			a->mode = modes[i].mode;
			return 0;
		}
	return err_set(e, EX_USAGE,
		"-b%s is nothing that this program does: it takes a message on its standard input",
		value);
}

static int set_dots(struct sendmail_args *a, const char *value, struct err *e)
{
	(void)value;
	(void)e;
	a->dots = true;
	return 0;
}

static int set_from_header(struct sendmail_args *a, const char *value, struct err *e)
{
	(void)value;
	(void)e;
	a->from_header = true;
	return 0;
}

/* Unlike in a header, no line ends here. */
static int args_address(struct strlist *list, const char *value, struct err *e)
{
	size_t len = strlen(value);

	if (!text_is_clean(value, len))
		return err_set(e, EX_DATAERR, "an address has no control characters");
	return addresses_add(list, value, len, e);
}

static int set_from(struct sendmail_args *a, const char *value, struct err *e)
{
	struct strlist one = {0};
	int result = strcmp(value, "<>") == 0 ? 0 : args_address(&one, value, e);

	if (result == 0 && one.n > 1)
		result = err_set(e, EX_DATAERR, "-f takes one address");
	if (result == 0)
		a->from = one.n ? value : "";
	strlist_fini(&one);
	return result;
}

static int set_name(struct sendmail_args *a, const char *value, struct err *e)
{
	if (!text_is_clean(value, strlen(value)))
		return err_set(
			e, EX_DATAERR, "-F takes a name in UTF-8, without control characters");
	a->name = value;
	return 0;
}

static int set_config(struct sendmail_args *a, const char *value, struct err *e)
{
	(void)e;
	a->config = value;
	return 0;
}

/* Of the old options behind -o only i has a meaning here: -oi. */
static int set_old(struct sendmail_args *a, const char *value, struct err *e)
{
	(void)e;
	a->dots = a->dots || *value == 'i';
	return 0;
}

/* -qTIME: as `30s`, `5m` or `1h30m`; a number alone is minutes. */
static int set_every(struct sendmail_args *a, const char *value, struct err *e)
{
	static const char units[] = "smhd";
	static const long seconds[] = {1, 60, 60 * 60, 24 * 60 * 60};
	const char *at = value, *unit;
	long sum = 0;

	do {
		char *end;
		long n = strtol(at, &end, 10);

		unit = *end ? strchr(units, *end) : strchr(units, 'm');
		if (end == at || n < 0 || n > every_max_s || !unit)
			return err_set(
				e, EX_USAGE, "-q takes a time such as 5m or 1h, not %s", value);
		sum += n * seconds[unit - units];
		at = end + (*end != '\0');
	} while (*at);
	if (sum < 1 || sum > every_max_s)
		return err_set(e, EX_USAGE, "-q takes a time of a second to a day, not %s", value);
	a->every_s = sum;
	return 0;
}

static int set_run(struct sendmail_args *a, const char *value, struct err *e)
{
	a->mode = SENDMAIL_RUN;
	return *value && strchr("0123456789", *value) ? set_every(a, value, e) : 0;
}

/* Those without a function are ignored. */
static const struct {
	char letter;
	enum takes takes;
	int (*set)(struct sendmail_args *a, const char *value, struct err *e);
} options[] = {
	{'A', TAKES_VALUE, NULL},
	{'B', TAKES_VALUE, NULL},
	{'C', TAKES_VALUE, set_config},
	{'F', TAKES_VALUE, set_name},
	{'G', TAKES_NOTHING, NULL},
	{'I', TAKES_NOTHING, NULL},
	{'L', TAKES_VALUE, NULL},
	{'N', TAKES_VALUE, NULL},
	{'O', TAKES_VALUE, NULL},
	{'R', TAKES_VALUE, NULL},
	{'U', TAKES_NOTHING, NULL},
	{'V', TAKES_VALUE, NULL},
	{'X', TAKES_VALUE, NULL},
	{'b', TAKES_VALUE, set_mode},
	{'d', TAKES_REST, NULL},
	{'e', TAKES_VALUE, NULL},
	{'f', TAKES_VALUE, set_from},
	{'h', TAKES_VALUE, NULL},
	{'i', TAKES_NOTHING, set_dots},
	{'m', TAKES_NOTHING, NULL},
	{'n', TAKES_NOTHING, NULL},
	{'o', TAKES_VALUE, set_old},
	{'p', TAKES_VALUE, NULL},
	{'q', TAKES_REST, set_run},
	{'r', TAKES_VALUE, set_from},
	{'t', TAKES_NOTHING, set_from_header},
	{'v', TAKES_NOTHING, NULL},
	{'x', TAKES_NOTHING, NULL},
};

/* What sendmail does by the name that it is called by. */
static void mode_by_name(struct sendmail_args *a, const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *name = slash ? slash + 1 : path ? path : "";

	if (strcmp(name, "mailq") == 0)
		a->mode = SENDMAIL_LIST;
	if (strcmp(name, "newaliases") == 0)
		a->mode = SENDMAIL_ALIASES;
}

struct words {
	char *const *argv;
	int n, at;
};

/* --config FILE or --config=FILE, the only long one. */
static int take_long(struct sendmail_args *a, struct words *w, struct err *e)
{
	static const char word[] = "--config";
	const char *text = w->argv[w->at];
	const size_t len = sizeof(word) - 1;

	if (strncmp(text, word, len) != 0 || (text[len] && text[len] != '='))
		return err_set(e, EX_USAGE, "there is no option %s", text);
	if (!text[len] && ++w->at == w->n)
		return err_set(e, EX_USAGE, "%s needs a file", word);
	return set_config(a, text[len] ? text + len + 1 : w->argv[w->at], e);
}

static int take_letter(struct sendmail_args *a, struct words *w, const char **rest, struct err *e)
{
	const char letter = *(*rest)++, *value = "";
	size_t i = 0;

	while (i < sizeof(options) / sizeof(options[0]) && options[i].letter != letter)
		i++;
	if (i == sizeof(options) / sizeof(options[0]))
		return err_set(e, EX_USAGE, "there is no option %s", w->argv[w->at]);
	if (options[i].takes == TAKES_VALUE && !**rest && ++w->at == w->n)
		return err_set(e, EX_USAGE, "-%c needs a value", letter);
	if (options[i].takes == TAKES_VALUE && !**rest)
		value = w->argv[w->at];
	else if (options[i].takes != TAKES_NOTHING)
		value = *rest;
	if (options[i].takes != TAKES_NOTHING)
		*rest = "";
	return options[i].set ? options[i].set(a, value, e) : 0;
}

static int argument_option(struct sendmail_args *a, struct words *w, struct err *e)
{
	const char *rest = w->argv[w->at] + 1;
	int result = 0;

	if (*rest == '-')
		return take_long(a, w, e);
	while (result == 0 && *rest)
		result = take_letter(a, w, &rest, e);
	return result;
}

int sendmail_args_parse(struct sendmail_args *a, int argc, char *const argv[], struct err *e)
{
	struct words w = {argv, argc, 1};
	bool options_end = false;

	*a = (struct sendmail_args) {0};
	mode_by_name(a, argc > 0 ? argv[0] : NULL);
	for (; w.at < w.n; w.at++) {
		const char *word = argv[w.at];
		int result = 0;

		if (!options_end && strcmp(word, "--") == 0)
			options_end = true;
		else if (!options_end && word[0] == '-' && word[1])
			result = argument_option(a, &w, e);
		else
			result = args_address(&a->recipients, word, e);
		if (result < 0)
			return -1;
	}
	return 0;
}

void sendmail_args_fini(struct sendmail_args *a)
{
	strlist_fini(&a->recipients);
	*a = (struct sendmail_args) {0};
}
