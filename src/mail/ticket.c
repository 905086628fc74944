#include "mail/ticket.h"

#include "base/mem.h"
#include "base/text.h"
#include "mail/addresses.h"

#include <stdlib.h>
#include <string.h>

static const char ticket_first[] = "smtpsetup mail 1", progress_first[] = "smtpsetup progress 1";
static const char body_7bit[] = "7bit", body_8bit[] = "8bit";

/* A line: a word, a blank, and the rest; false behind the last, or what is not whole. */
struct line {
	char *word, *rest;
};

static bool ticket_line(char **text, struct line *line)
{
	char *end = strchr(*text, '\n');

	if (!end)
		return false;
	*end = '\0';
	line->word = *text;
	line->rest = strchrnul(*text, ' ');
	if (*line->rest)
		*line->rest++ = '\0';
	*text = end + 1;
	return true;
}

static void text_set(char **slot, const char *text)
{
	free(*slot);
	*slot = mem_text(text);
}

const char *ticket_body(bool eight_bit)
{
	return eight_bit ? body_8bit : body_7bit;
}

void ticket_write(const struct ticket *t, struct str *out, size_t *body)
{
	str_format(out, "%s\nbody ", ticket_first);
	*body = out->len;
	str_format(out, "%s\nat %lld\nuid %ld\nfrom %s\n", ticket_body(t->eight_bit),
		(long long)t->at, t->uid, t->from);
	for (size_t i = 0; i < t->to.n; i++)
		str_format(out, "to %s\n", t->to.items[i]);
	str_char(out, '\n');
}

static bool ticket_take(struct ticket *t, const struct line *line)
{
	struct err e;

	if (strcmp(line->word, "body") == 0)
		t->eight_bit = strcmp(line->rest, body_8bit) == 0;
	else if (strcmp(line->word, "at") == 0)
		t->at = (time_t)strtoll(line->rest, NULL, 10);
	else if (strcmp(line->word, "uid") == 0)
		t->uid = strtol(line->rest, NULL, 10);
	else if (strcmp(line->word, "from") == 0)
		text_set(&t->from, line->rest);
	else if (strcmp(line->word, "to") != 0 || !address_is_sound(line->rest) ||
		 addresses_add_one(&t->to, line->rest, &e) < 0)
		return false;
	return true;
}

int ticket_read(struct ticket *t, const char *bytes, size_t len, struct err *e)
{
	const char *end = memmem(bytes, len, "\n\n", 2);
	char *copy, *at;
	struct line line;
	bool sound;

	*t = (struct ticket) {0};
	if (!end)
		return err_set(e, EX_DATAERR, "it is no message of smtpsetup");
	t->message = (size_t)(end - bytes) + 2;
	copy = at = mem_bytes(bytes, t->message - 1);
	sound = strlen(copy) == t->message - 1 &&
		strncmp(copy, ticket_first, sizeof(ticket_first) - 1) == 0 &&
		ticket_line(&at, &line);
	while (sound && ticket_line(&at, &line))
		sound = ticket_take(t, &line);
	free(copy);
	if (!sound || !t->from || !t->to.n || (*t->from && !address_is_sound(t->from)))
		return err_set(e, EX_DATAERR, "it is no message of smtpsetup, or damaged");
	return 0;
}

void ticket_fini(struct ticket *t)
{
	free(t->from);
	strlist_fini(&t->to);
	*t = (struct ticket) {0};
}

static void progress_add(struct str *out, const char *word, const char *text)
{
	if (text)
		str_format(out, "%s %s\n", word, text);
}

void progress_write(const struct progress *p, struct str *out)
{
	str_format(out, "%s\ntries %u\nnext %lld\nheld %d\nsince %lld\n", progress_first, p->tries,
		(long long)p->next, p->held, (long long)p->since);
	progress_add(out, "reason", p->reason);
	progress_add(out, "words", p->words);
	progress_add(out, "key", p->key);
	for (size_t i = 0; i < p->to.n; i++)
		str_format(out, "to %s\n", p->to.items[i]);
}

static bool progress_take_recipient(struct progress *p, const char *text)
{
	if ((*text != RECIPIENT_WAITS && *text != RECIPIENT_SENT && *text != RECIPIENT_REFUSED) ||
		!address_is_sound(text + 1))
		return false;
	strlist_add(&p->to, text, 2 * mail_recipients_max);
	return true;
}

static bool progress_take(struct progress *p, const struct line *line)
{
	if (strcmp(line->word, "tries") == 0)
		p->tries = (unsigned)strtoul(line->rest, NULL, 10);
	else if (strcmp(line->word, "next") == 0)
		p->next = (time_t)strtoll(line->rest, NULL, 10);
	else if (strcmp(line->word, "held") == 0)
		p->held = *line->rest == '1';
	else if (strcmp(line->word, "since") == 0)
		p->since = (time_t)strtoll(line->rest, NULL, 10);
	else if (strcmp(line->word, "reason") == 0)
		text_set(&p->reason, line->rest);
	else if (strcmp(line->word, "words") == 0)
		text_set(&p->words, line->rest);
	else if (strcmp(line->word, "key") == 0)
		text_set(&p->key, line->rest);
	else
		return strcmp(line->word, "to") == 0 && progress_take_recipient(p, line->rest);
	return true;
}

int progress_read(struct progress *p, const char *bytes, size_t len, struct err *e)
{
	char *copy = mem_bytes(bytes, len), *at = copy;
	struct line line;
	bool sound;

	*p = (struct progress) {0};
	sound = strlen(copy) == len &&
		strncmp(copy, progress_first, sizeof(progress_first) - 1) == 0 &&
		ticket_line(&at, &line);
	while (sound && ticket_line(&at, &line))
		sound = progress_take(p, &line);
	sound = sound && !*at;
	free(copy);
	if (sound)
		return 0;
	progress_fini(p);
	return err_set(e, EX_DATAERR, "what is known of the message is damaged");
}

void progress_fini(struct progress *p)
{
	free(p->reason);
	free(p->words);
	free(p->key);
	strlist_fini(&p->to);
	*p = (struct progress) {0};
}

void progress_say(struct progress *p, const char *reason, const char *words)
{
	struct str safe;

	str_init(&safe, progress_reason_max);
	text_safe(&safe, words, strlen(words));
	text_set(&p->words, safe.data);
	text_set(&p->reason, reason);
	str_fini(&safe);
}

size_t progress_count(const struct progress *p, char state)
{
	size_t n = 0;

	for (size_t i = 0; i < p->to.n; i++)
		n += p->to.items[i][0] == state;
	return n;
}
