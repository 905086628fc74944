#include "model/fetch.h"

#include "model/https_url.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Before the name of a member, so that none is taken for a value of ours. */
static const char member_mark[] = "json.";

_Static_assert((int)fetch_members_max + 8 <= (int)wire_values_max, "an answer is one record");

void fetch_encode(const struct fetch_request *request, struct str *out)
{
	size_t start = wire_start(out, "fetch");

	wire_text(out, "url", request->url);
	if (request->name)
		wire_text(out, "job", request->name);
	if (request->form)
		wire_add(out, "form", request->form->data, request->form->len);
	if (request->json)
		wire_add(out, "json", request->json->data, request->json->len);
	if (request->ca)
		wire_add(out, "ca", request->ca, request->ca_len);
	wire_number(out, "seconds", (double)request->seconds);
	wire_finish(out, start);
}

int fetch_decode(struct fetch_job *job, const struct wire_record *record, struct err *e)
{
	const struct wire_value *form = wire_find(record, "form");
	double seconds = wire_get_number(record, "seconds");

	*job = (struct fetch_job) {
		.url = wire_get(record, "url"),
		.body = form ? form : wire_find(record, "json"),
		.ca = wire_find(record, "ca"),
		.json = !form,
		.seconds = seconds >= 1 && seconds <= fetch_seconds_max ? (long)seconds
									: fetch_seconds_max,
	};
	return https_url_is(job->url) ? 0 : err_set(e, EX_DATAERR, "this is no https address");
}

void fetch_begin_answer(struct str *out, enum fetch_end end, int status, long retry_after,
	const char *detail, size_t *start)
{
	*start = wire_start(out, "fetched");
	wire_number(out, "end", end);
	wire_number(out, "status", status);
	wire_number(out, "retry_after", (double)retry_after);
	wire_text(out, "detail", detail);
}

static void member_name(struct str *name, const char *of)
{
	str_init(name, sizeof(member_mark) + strlen(of));
	str_format(name, "%s%s", member_mark, of);
}

void fetch_add_member(struct str *out, const char *name, const char *value)
{
	struct str marked;

	member_name(&marked, name);
	wire_text(out, marked.data, value);
	str_fini(&marked);
}

int fetched_decode(struct fetched *f, const struct wire_record *record)
{
	double end = wire_get_number(record, "end"), status = wire_get_number(record, "status"),
	       retry = wire_get_number(record, "retry_after");

	if (strcmp(record->type, "fetched") != 0 || !(end >= 0 && end < FETCH_END_COUNT))
		return -1;
	*f = (struct fetched) {
		.end = (enum fetch_end)end,
		.status = status >= 100 && status <= 999 ? (int)status : 0,
		.retry_after = retry > 0 && retry <= 86400 ? (long)retry : 0,
		.detail = wire_get(record, "detail"),
		.record = record,
	};
	return 0;
}

const char *fetched_get(const struct fetched *f, const char *name)
{
	const struct wire_value *value;
	struct str marked;

	if (f->end != FETCH_OK)
		return NULL;
	member_name(&marked, name);
	value = wire_find(f->record, marked.data);
	str_fini(&marked);
	return value ? value->bytes : NULL;
}

long fetched_seconds(const struct fetched *f, const char *name, long most, long otherwise)
{
	const char *text = fetched_get(f, name);
	char *end;
	double seconds;

	if (!text || !*text)
		return otherwise;
	seconds = strtod(text, &end);
	if (*end || !isfinite(seconds))
		return otherwise;
	return seconds < 0 ? 0 : seconds > (double)most ? most : (long)seconds;
}

bool fetched_lists(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (list && *list) {
		size_t n = strcspn(list, " ");

		if (n == len && strncmp(list, word, n) == 0)
			return true;
		list += n + (list[n] == ' ');
	}
	return false;
}
