/* The job of a test over the wire: the settings, a fetched password, what comes after the login. */
#include "unit.h"

#include "model/request.h"

#include <stdlib.h>
#include <string.h>

enum { wire_max = 1024 * 1024 };

static void set(struct settings *s, enum field_id id, const char *text)
{
	struct err e = {0};

	if (settings_assign(s, id, text, &e) < 0)
		fail_msg("%s=%s: %s", fields[id].key, text, e.message);
}

static void fill_all(struct settings *s)
{
	settings_init(s);
	for (int i = 0; i < FIELD_COUNT; i++)
		set(s, (enum field_id)i, *fields[i].example ? fields[i].example : " s\"3\\cret ");
}

/* Nothing of what is local may come out there. */
static void expect_same_there(const struct settings *a, const struct settings *b)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;
		bool local = fields[i].flags & FIELD_LOCAL;

		unit_expect(local ? settings_is_default(b, id) : settings_same(a, b, id), "%s",
			fields[i].key);
	}
}

static void over_the_wire(void **state)
{
	struct wire_record *record = malloc(sizeof(*record));
	struct settings a, b;
	struct str job;
	struct err e;

	(void)state;
	fill_all(&a);
	settings_init(&b);
	set(&b, FIELD_USER, "somebody else");
	str_init(&job, wire_max);
	test_request_encode(
		&a, &(struct test_request) {.name = "7", .ca = "ca\0bytes", .ca_len = 8}, &job);
	assert_int_equal(wire_next(&job, record), job.len);
	assert_string_equal(record->type, "test");
	assert_int_equal(wire_find(record, "ca")->len, 8);
	assert_int_equal(test_request_decode(&b, record, &e), 0);
	expect_same_there(&a, &b);
	str_wipe(&job);
	settings_fini(&a);
	settings_fini(&b);
	free(record);
	unit_end();
}

/* One that was fetched takes the place of the stored one, and may be longer than what is typed. */
static void a_fetched_password_over_the_wire(void **state)
{
	struct wire_record *record = malloc(sizeof(*record));
	static char token[secret_max + 1];
	struct secret *fetched;
	struct settings a, b;
	struct str job;
	struct err e;

	(void)state;
	for (size_t len = 1; len <= sizeof(token); len += len == 1 ? secret_max - 1 : 1) {
		fill_all(&a);
		settings_init(&b);
		memset(token, 't', len);
		fetched = secret_new(token, len);
		str_init(&job, wire_max);
		test_request_encode(&a, &(struct test_request) {.password = fetched}, &job);
		assert_true(wire_next(&job, record) > 0);
		unit_expect((test_request_decode(&b, record, &e) == 0) == (len <= secret_max),
			"%zu bytes", len);
		unit_expect(len > secret_max ||
				    secret_equal(settings_secret(&b, FIELD_PASSWORD), fetched),
			"%zu bytes: another", len);
		secret_free(fetched);
		str_wipe(&job);
		settings_fini(&a);
		settings_fini(&b);
	}
	free(record);
	unit_end();
}

/* An empty value on the wire empties: what the job says is what is tested. */
static void the_wire_carries_what_is_empty(void **state)
{
	struct wire_record *record = malloc(sizeof(*record));
	struct settings defaults, b;
	struct str job;
	struct err e;

	(void)state;
	settings_init(&defaults);
	fill_all(&b);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (fields[i].flags & FIELD_LOCAL)
			settings_reset(&b, (enum field_id)i);
	str_init(&job, wire_max);
	test_request_encode(&defaults, &(struct test_request) {0}, &job);
	assert_true(wire_next(&job, record) > 0);
	assert_null(wire_find(record, "ca"));
	assert_int_equal(test_request_decode(&b, record, &e), 0);
	assert_true(settings_equal(&defaults, &b));
	str_wipe(&job);
	settings_fini(&defaults);
	settings_fini(&b);
	free(record);
}

static void what_comes_after_the_login_over_the_wire(void **state)
{
	static const struct {
		struct after_login after_login;
		bool refused;
	} rows[] = {
		{{0}, false},
		{{.to = "friend@example.org"}, false},
		{{.to = "friend@example.org", .send = true}, false},
		{{.to = "j\303\274rgen@b\303\274cher.example", .send = true, .zone = -12600},
			false},
		{{.to = ""}, true},
		{{.to = " friend@example.org"}, true},
		{{.to = "friend"}, true},
		{{.to = "friend@example.org>\r\nRCPT TO:<other@example.org"}, true},
		{{.to = "friend@example.org\n"}, true},
	};
	struct wire_record *record = malloc(sizeof(*record));

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		const struct after_login *there = &rows[i].after_login;
		struct after_login back;
		struct settings s;
		struct str job;
		struct err e;

		settings_init(&s);
		str_init(&job, wire_max);
		test_request_encode(&s, &(struct test_request) {.after_login = *there}, &job);
		assert_true(wire_next(&job, record) > 0);
		unit_expect((after_login_decode(&back, record, &e) < 0) == rows[i].refused,
			"row %zu", i);
		unit_expect(
			rows[i].refused ||
				(there->to ? back.to && strcmp(back.to, there->to) == 0 : !back.to),
			"row %zu: another address", i);
		unit_expect(back.send == there->send && back.zone == there->zone, "row %zu", i);
		str_fini(&job);
		settings_fini(&s);
	}
	free(record);
	unit_end();
}

static void the_wire_is_checked(void **state)
{
	struct wire_record *record = calloc(1, sizeof(*record));
	struct settings s;
	struct err e = {0};

	(void)state;
	settings_init(&s);
	record->type = "test";
	record->n = 2;
	record->values[0] = (struct wire_value) {"unknown.key", "x", 1};
	record->values[1] = (struct wire_value) {"server.port", "70000", 5};
	assert_int_equal(test_request_decode(&s, record, &e), -1);
	assert_string_equal(e.field, "server.port");
	settings_fini(&s);
	free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(over_the_wire),
		cmocka_unit_test(a_fetched_password_over_the_wire),
		cmocka_unit_test(the_wire_carries_what_is_empty),
		cmocka_unit_test(what_comes_after_the_login_over_the_wire),
		cmocka_unit_test(the_wire_is_checked),
	};

	return unit_run(tests);
}
