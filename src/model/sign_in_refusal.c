#include "model/sign_in_refusal.h"

#include "base/text.h"

#include <string.h>
#include <sysexits.h>

enum { words_max = 200, too_many = 429, success = 2, server_fault = 5 };

/* What came of it where no answer did. */
static const struct {
	enum sign_in_outcome outcome;
	const char *sentence; /* behind the host */
} ends[FETCH_END_COUNT] = {
	[FETCH_NO_JSON] = {SIGN_IN_LATER, "answered with something other than JSON"},
	[FETCH_TOO_LARGE] = {SIGN_IN_LATER, "answered with more than 64 KiB"},
	[FETCH_REDIRECT] = {SIGN_IN_SETUP, "redirects to another address, which is never followed"},
	[FETCH_UNREACHABLE] = {SIGN_IN_LATER, "cannot be reached"},
	[FETCH_TIMEOUT] = {SIGN_IN_LATER, "did not answer in time"},
	[FETCH_CERTIFICATE] = {SIGN_IN_LATER, "has a certificate that is not accepted"},
	[FETCH_SETUP] = {SIGN_IN_SETUP, "cannot be asked by this machine"},
};

static bool error_is(const struct sign_in_refusal *row, const char *error, const char *description)
{
	if (row->error && strcmp(row->error, error) != 0)
		return false;
	if (row->number) {
		const char *at = strstr(description, row->number);
		size_t len = strlen(row->number);

		return at && !(at[len] >= '0' && at[len] <= '9');
	}
	return row->error;
}

/* The server's words behind ours, in brackets. */
static void error_quote(struct str *why, const char *first, const char *second)
{
	struct str words;

	str_init(&words, words_max);
	text_safe(&words, first, strlen(first));
	if (*first && *second)
		str_text(&words, ": ");
	text_safe(&words, second, strlen(second));
	if (words.len)
		str_format(why, " (%s)", words.data);
	str_fini(&words);
}

static enum sign_in_outcome error_of_end(const struct fetched *f, const char *host, struct str *why)
{
	str_format(why, "%s %s", host, ends[f->end].sentence);
	error_quote(why, f->detail, "");
	str_char(why, '.');
	return ends[f->end].outcome;
}

/* What the table does not know is judged by the status. */
static enum sign_in_outcome error_by_status(
	const struct fetched *f, const char *host, struct str *why)
{
	bool answered = f->status / 100 == success;
	bool later = answered || f->status == too_many || f->status / 100 == server_fault;

	if (answered)
		str_format(why, "%s answered without what was asked for.", host);
	else
		str_format(why, "%s refused with status %d.", host, f->status);
	return later ? SIGN_IN_LATER : SIGN_IN_SETUP;
}

enum sign_in_outcome sign_in_refusal_of(const struct fetched *f, const char *host, struct str *why)
{
	const char *error = fetched_get(f, "error"),
		   *description = fetched_get(f, "error_description");
	const struct sign_in_refusal *row = sign_in_refusals;
	enum sign_in_outcome outcome;

	if (f->end != FETCH_OK)
		return error_of_end(f, host, why);
	error = error ? error : "";
	description = description ? description : "";
	while (row->sentence && !error_is(row, error, description))
		row++;
	if (row->sentence)
		str_text(why, row->sentence);
	outcome = row->sentence ? row->outcome : error_by_status(f, host, why);
	error_quote(why, error, description);
	return outcome == SIGN_IN_SETUP && f->status == too_many ? SIGN_IN_LATER : outcome;
}

int sign_in_exit(enum sign_in_outcome outcome)
{
	static const int codes[SIGN_IN_OUTCOME_COUNT] = {
		[SIGN_IN_DONE] = EX_OK,
		[SIGN_IN_PENDING] = EX_TEMPFAIL,
		[SIGN_IN_SLOWER] = EX_TEMPFAIL,
		[SIGN_IN_LATER] = EX_TEMPFAIL,
		[SIGN_IN_EXPIRED] = EX_TEMPFAIL,
		[SIGN_IN_REFUSED] = EX_NOPERM,
		[SIGN_IN_OUT] = EX_NOPERM,
		[SIGN_IN_SETUP] = EX_CONFIG,
	};

	return codes[outcome];
}
