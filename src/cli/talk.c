#include "cli/talk.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/wrap.h"
#include "model/type.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { width = 78, said_max = 16384, typed_max = 4096 };

static const int deadly[] = {SIGINT, SIGHUP, SIGTERM, SIGQUIT};

/* clang-format off: a table, each row a sentence */
static const struct {
	const char *sign;
	enum answer answer;
	const char *meaning;
} signs[] = {
	{"?", ANSWER_HELP, "explains"},
	{"<", ANSWER_BACK, "goes back one question"},
	{"-", ANSWER_CLEAR, "clears the value"},
	{"!", ANSWER_MENU, "goes to the menu"},
};
/* clang-format on */

/* The terminal without echo, as it was before; there is only one, and a handler puts it right. */
static struct termios before;
static volatile sig_atomic_t is_hidden;

static void show_typing(void)
{
	if (is_hidden)
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &before);
	is_hidden = false;
}

static void hide_typing(void)
{
	struct termios hidden;

	if (tcgetattr(STDIN_FILENO, &before) < 0)
		return;
	hidden = before;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
	is_hidden = tcsetattr(STDIN_FILENO, TCSANOW, &hidden) == 0;
}

void talk_init(struct talk *t, struct wait *wait)
{
	*t = (struct talk) {.wait = wait, .prompts = stdout, .on_terminal = isatty(STDIN_FILENO)};
	str_init_guarded(&t->typed, typed_max);
	mem_on_failure(show_typing);
	wait_on_end(show_typing);
	for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		wait_watch(wait, deadly[i]);
}

void talk_fini(struct talk *t)
{
	mem_on_failure(NULL);
	wait_on_end(NULL);
	str_wipe(&t->typed);
}

/* Saying */

/* What does not fit goes on below, as far from the margin as the line began. */
static void put_wrapped(const char *line, size_t len)
{
	size_t margin = strspn(line, " "), n = 0;
	struct wrap wrap;

	margin = margin < width / 2 ? margin : 0;
	wrap = (struct wrap) {
		.rest = line + margin, .len = len - margin, .width = width - (int)margin};
	do {
		(void)wrap_next(&wrap, &line, &n); /* of an empty line there is nothing to print */
		(void)printf("%*s%.*s\n", (int)margin, "", (int)n, line);
	} while (wrap.len);
}

static void put_safe(const char *line, size_t len)
{
	struct str safe;

	str_init(&safe, said_max);
	text_safe(&safe, line, len);
	put_wrapped(safe.data, safe.len);
	str_fini(&safe);
}

void talk_say(const char *text)
{
	size_t len = strlen(text);

	if (len && text[len - 1] == '\n')
		len--;
	for (;;) {
		const char *end = memchr(text, '\n', len);

		put_safe(text, end ? (size_t)(end - text) : len);
		if (!end)
			break;
		len -= (size_t)(end + 1 - text);
		text = end + 1;
	}
}

void talk_format(const char *format, ...)
{
	va_list ap;
	char *text;
	int n;

	va_start(ap, format);
	n = vasprintf(&text, format, ap);
	va_end(ap);
	if (n < 0)
		mem_exhausted();
	talk_say(text);
	free(text);
}

/* One line, which is not wrapped; without a line end. */
static void talk_prompt(const struct talk *t, const char *text)
{
	struct str safe;

	str_init(&safe, said_max);
	text_safe(&safe, text, strlen(text));
	(void)fputs(safe.data, t->prompts);
	str_fini(&safe);
}

void talk_signs(void)
{
	struct str text;

	str_init(&text, said_max);
	str_text(&text, "Enter keeps the value in [brackets]. Alone on a line,");
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		str_format(&text, "%s %s %s", i ? "," : "", signs[i].sign, signs[i].meaning);
	str_text(&text, "; with a blank before it, it is an answer.");
	talk_say(text.data);
	str_fini(&text);
}

/* Reading */

/* Takes what there is. False: the end of the input, or a signal. */
static bool read_more(struct talk *t)
{
	char block[1024];
	ssize_t n;

	if (!wait_readable(t->wait, STDIN_FILENO))
		return false;
	do
		n = read(STDIN_FILENO, block, sizeof(block));
	while (n < 0 && errno == EINTR);
	if (n > 0)
		str_add(&t->typed, block, (size_t)n);
	explicit_bzero(block, sizeof(block));
	return n > 0;
}

/*
 * Moves what was read into the line, up to a line end. True when the line is whole; so is the
 * last one without an end.
 */
static bool talk_take_line(struct talk *t, bool last, struct str *line)
{
	const char *end = memchr(t->typed.data, '\n', t->typed.len);
	size_t len = end ? (size_t)(end - t->typed.data) : t->typed.len;

	str_add(line, t->typed.data, len);
	str_drop(&t->typed, len + (end != NULL));
	return end || (last && line->len);
}

static bool talk_read_line(struct talk *t, struct str *line)
{
	bool more = true;

	(void)fflush(t->prompts);
	str_clear(line);
	if (ferror(t->prompts)) /* nobody can hear the questions */
		return false;
	while (!talk_take_line(t, !more, line)) {
		if (!more)
			return false;
		more = read_more(t);
		if (t->wait->signal)
			return false;
	}
	if (line->len && line->data[line->len - 1] == '\r')
		line->data[--line->len] = '\0';
	return true;
}

/* NULL: the line can be used. */
static const char *fault_of(const struct str *line, size_t most)
{
	if (line->full || line->len > most)
		return most > value_max ? "Too long: a password has at most 16384 bytes."
					: "Too long: an answer has at most 512 bytes.";
	if (strlen(line->data) != line->len)
		return "An answer cannot have a NUL byte.";
	return NULL;
}

_Static_assert(value_max == 512 && secret_max == 16384, "see the messages above");

static enum answer talk_ask_with(struct talk *t, const char *prompt, struct str *line, size_t most)
{
	for (;;) {
		const char *fault;

		talk_prompt(t, prompt);
		t->ended = t->ended || t->wait->signal || !talk_read_line(t, line);
		if (is_hidden || !t->on_terminal || t->ended)
			(void)fputc('\n', t->prompts);
		if (t->ended)
			return ANSWER_END;
		fault = fault_of(line, most);
		if (!fault)
			return line->len ? ANSWER_TEXT : ANSWER_ENTER;
		talk_say(fault);
	}
}

enum answer talk_ask(struct talk *t, const char *prompt, struct str *line)
{
	enum answer answer = talk_ask_with(t, prompt, line, value_max);

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]) && answer == ANSWER_TEXT; i++)
		if (strcmp(signs[i].sign, line->data) == 0)
			answer = signs[i].answer;
	return answer;
}

/* Stops with the echo on; true when that was the signal, and we are back. */
static bool talk_stopped(struct talk *t)
{
	if (t->wait->signal != SIGTSTP)
		return false;
	wait_forget(t->wait);
	t->ended = false;
	wait_unwatch(t->wait, SIGTSTP);
	(void)raise(SIGTSTP);
	return true;
}

static enum answer ask_hidden(struct talk *t, const char *prompt, struct str *line)
{
	enum answer answer;

	do {
		wait_watch(t->wait, SIGTSTP);
		hide_typing();
		answer = talk_ask_with(t, prompt, line, secret_max);
		show_typing();
	} while (answer == ANSWER_END && talk_stopped(t));
	wait_unwatch(t->wait, SIGTSTP);
	return answer;
}

enum answer talk_ask_secret(struct talk *t, const char *prompt, struct str *line)
{
	if (t->on_terminal)
		return ask_hidden(t, prompt, line);
	talk_say("Not a terminal: your password may be visible as you type. (ssh -t gives you a "
		 "terminal.)");
	return talk_ask_with(t, prompt, line, secret_max);
}
