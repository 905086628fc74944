#include "model/request.h"

#include <string.h>

enum { request_values = FIELD_COUNT + endpoints_max + 4 /* job, ca, to, send */ };

_Static_assert((int)request_values <= (int)wire_values_max, "the fullest request is one record");

void test_request_encode(
	const struct settings *s, const struct test_request *request, struct str *out)
{
	size_t start = wire_start(out, request->type ? request->type : "test");

	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct secret *secret = settings_secret(s, (enum field_id)i);

		if (fields[i].flags & FIELD_LOCAL)
			continue;
		if (i == FIELD_PASSWORD && request->password)
			secret = request->password;
		if (secret)
			wire_add(out, fields[i].key, secret_text(secret), secret_len(secret));
		else
			wire_text(out, fields[i].key, settings_get(s, (enum field_id)i));
	}
	if (request->name)
		wire_text(out, "job", request->name);
	if (request->ca)
		wire_add(out, "ca", request->ca, request->ca_len);
	if (request->after_login.to)
		wire_text(out, "to", request->after_login.to);
	if (request->after_login.send)
		wire_number(out, "send", (double)request->after_login.zone);
	if (request->endpoints)
		endpoints_encode(request->endpoints, out);
	wire_finish(out, start);
}

int test_request_decode(struct settings *s, const struct wire_record *record, struct err *e)
{
	for (size_t i = 0; i < record->n; i++) {
		enum field_id id = field_find(record->values[i].name);
		bool secret = id < FIELD_COUNT && fields[id].flags & FIELD_SECRET;

		if (id < FIELD_COUNT && (secret ? settings_assign_secret : settings_assign)(
						s, id, record->values[i].bytes, e) < 0)
			return -1;
	}
	return 0;
}

int after_login_address(const char *text, struct str *out, struct err *e)
{
	size_t before = out->len;

	if (field_check(&fields[FIELD_REPLY_TO], text, out, e) < 0)
		return -1;
	return out->len > before ? 0 : err_set(e, EX_DATAERR, "expected an address");
}

int after_login_decode(
	struct after_login *after_login, const struct wire_record *record, struct err *e)
{
	const struct wire_value *to = wire_find(record, "to"), *send = wire_find(record, "send");
	struct str canonical;
	int result;

	*after_login = (struct after_login) {
		.to = to ? to->bytes : NULL,
		.send = send,
		.zone = send ? (long)wire_to_number(send) : 0,
	};
	if (!to)
		return 0;
	str_init(&canonical, value_max);
	result = after_login_address(to->bytes, &canonical, e);
	if (result == 0 && strcmp(canonical.data, to->bytes) != 0)
		result = err_set(e, EX_DATAERR, "not a valid address");
	str_fini(&canonical);
	return result;
}
