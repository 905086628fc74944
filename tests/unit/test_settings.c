/* The values: all or none, the port that follows the protocol, secrets that stay out of texts. */
#include "unit.h"

#include "model/settings.h"

#include <stdlib.h>
#include <string.h>

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

static void begins_with_the_defaults(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;

		unit_expect(settings_is(&s, id, fields[i].fallback) &&
				    settings_is_default(&s, id) &&
				    settings_origin(&s, id) == ORIGIN_DEFAULT &&
				    settings_is_empty(&s, id) == !*fields[i].fallback,
			"%s", fields[i].key);
	}
	settings_fini(&s);
	unit_end();
}

/* A port of "" in the second column: none is given in the same change. */
static const struct {
	const char *port, *protocol;
	const char *new_protocol, *new_port;
	const char *result;
} following[] = {
	{"587", "starttls", "ssl", "", "465"},
	{"587", "starttls", "plain", "", "25"},
	{"465", "ssl", "starttls", "", "587"},
	{"465", "ssl", "plain", "", "25"},
	{"25", "plain", "ssl", "", "465"},
	{"25", "plain", "starttls", "", "587"},
	{"2525", "starttls", "ssl", "", "2525"},
	{"25", "starttls", "ssl", "", "25"}, /* not the usual one of the old protocol */
	{"465", "starttls", "ssl", "", "465"},
	{"587", "starttls", "starttls", "", "587"},
	{"587", "starttls", "SSL", "", "465"},
	{"587", "starttls", "ssl", "2465", "2465"},
	{"587", "starttls", "ssl", "587", "587"}, /* the explicit one wins */
	{"465", "ssl", "", "", "587"},            /* back to the default is a change too */
	{"2525", "ssl", "", "", "2525"},
};

static void the_port_follows_the_protocol(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(following); i++)
		for (int swapped = 0; swapped < 2; swapped++) {
			const struct change protocol = {FIELD_PROTOCOL, following[i].new_protocol};
			const struct change port = {FIELD_PORT, following[i].new_port};
			struct change changes[2] = {
				swapped ? port : protocol, swapped ? protocol : port};
			bool given = *following[i].new_port;
			struct settings s;
			struct err e;

			settings_init(&s);
			set(&s, FIELD_PORT, following[i].port);
			set(&s, FIELD_PROTOCOL, following[i].protocol);
			unit_expect(settings_apply(&s, given ? changes : &protocol, given ? 2 : 1,
					    &e) == 0,
				"row %zu", i);
			unit_expect(settings_is(&s, FIELD_PORT, following[i].result), "row %zu: %s",
				i, settings_get(&s, FIELD_PORT));
			settings_fini(&s);
		}
	unit_end();
}

static void setting_alone_follows_nothing(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	set(&s, FIELD_PROTOCOL, "ssl");
	assert_string_equal(settings_get(&s, FIELD_PORT), "587");
	settings_fini(&s);
}

static void usual_ports(void **state)
{
	(void)state;
	assert_string_equal(protocol_port("starttls"), "587");
	assert_string_equal(protocol_port("ssl"), "465");
	assert_string_equal(protocol_port("plain"), "25");
	assert_string_equal(protocol_port("tls"), "");
}

static void one_bad_value_changes_nothing(void **state)
{
	const struct change changes[] = {
		{FIELD_HOST, "smtp.example.org"},
		{FIELD_PASSWORD, "new"},
		{FIELD_PORT, "0"},
		{FIELD_FROM, "office@example.org"},
	};
	struct settings s, before;
	struct err e = {0};

	(void)state;
	fill_all(&before);
	fill_all(&s);
	assert_int_equal(settings_apply(&s, changes, unit_count(changes), &e), -1);
	assert_int_equal(e.code, EX_DATAERR);
	assert_string_equal(e.field, "server.port");
	assert_true(settings_equal(&s, &before));
	assert_int_equal(settings_assign(&s, FIELD_HOST, "no host", &e), -1);
	assert_true(settings_equal(&s, &before));
	settings_fini(&s);
	settings_fini(&before);
}

/* The last of two wishes for one setting is the one that counts. */
static void the_last_wish_wins(void **state)
{
	const struct change changes[] = {{FIELD_HOST, "one.example"}, {FIELD_HOST, "two.example"}};
	struct settings s;
	struct err e;

	(void)state;
	settings_init(&s);
	assert_int_equal(settings_apply(&s, changes, 2, &e), 0);
	assert_string_equal(settings_get(&s, FIELD_HOST), "two.example");
	settings_fini(&s);
}

/* What a caller got from the settings may be handed back to them. */
static void a_value_of_its_own(void **state)
{
	struct settings s;

	(void)state;
	fill_all(&s);
	for (int i = 0; i < FIELD_COUNT; i++)
		set(&s, (enum field_id)i,
			fields[i].flags & FIELD_SECRET
				? secret_text(settings_secret(&s, (enum field_id)i))
				: settings_get(&s, (enum field_id)i));
	settings_copy(&s, &s);
	assert_string_equal(settings_get(&s, FIELD_HOST), fields[FIELD_HOST].example);
	assert_string_equal(secret_text(settings_secret(&s, FIELD_PASSWORD)), " s\"3\\cret ");
	settings_fini(&s);
}

static void a_secret_is_said_to_be_set(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	assert_string_equal(settings_get(&s, FIELD_PASSWORD), "");
	assert_null(settings_secret(&s, FIELD_PASSWORD));
	set(&s, FIELD_PASSWORD, "word");
	assert_string_equal(settings_get(&s, FIELD_PASSWORD), "(set)");
	assert_false(settings_is_empty(&s, FIELD_PASSWORD));
	set(&s, FIELD_PASSWORD, "");
	assert_true(settings_is_empty(&s, FIELD_PASSWORD));
	assert_null(settings_secret(&s, FIELD_PASSWORD));
	settings_fini(&s);
}

static void a_copy_stands_alone(void **state)
{
	struct settings a, b;

	(void)state;
	fill_all(&a);
	settings_init(&b);
	settings_copy(&b, &a);
	assert_true(settings_equal(&a, &b));
	assert_int_equal(settings_origin(&b, FIELD_HOST), ORIGIN_FILE);
	for (int i = 0; i < FIELD_COUNT; i++)
		settings_reset(&a, (enum field_id)i);
	assert_string_equal(settings_get(&b, FIELD_HOST), fields[FIELD_HOST].example);
	assert_string_equal(secret_text(settings_secret(&b, FIELD_PASSWORD)), " s\"3\\cret ");
	assert_false(settings_equal(&a, &b));
	settings_fini(&a);
	settings_fini(&b);
}

/* Every field counts in a comparison, the secret by its bytes. */
static void every_field_makes_a_difference(void **state)
{
	struct settings a, b;

	(void)state;
	settings_init(&a);
	fill_all(&b);
	for (int i = 0; i < FIELD_COUNT; i++) {
		bool same = strcmp(fields[i].fallback, fields[i].example) == 0 &&
			    !(fields[i].flags & FIELD_SECRET);

		unit_expect(settings_same(&a, &b, (enum field_id)i) == same, "%s", fields[i].key);
	}
	settings_copy(&a, &b);
	set(&a, FIELD_PASSWORD, " s\"3\\creT ");
	unit_expect(!settings_same(&a, &b, FIELD_PASSWORD) && !settings_equal(&a, &b),
		"two passwords of one length");
	settings_fini(&a);
	settings_fini(&b);
	unit_end();
}

static void numbers(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	set(&s, FIELD_PORT, "65535");
	assert_int_equal(settings_number(&s, FIELD_PORT), 65535);
	assert_int_equal(settings_number(&s, FIELD_PER_HOUR), 0);
	settings_fini(&s);
}

/* From is the user where nothing else was said, and stays what it is where something was. */
static void the_sender_follows_the_user(void **state)
{
	static const struct {
		const char *user, *from, *next, *expected;
	} rows[] = {
		{"", "", "me@a.example", "me@a.example"},
		{"me@a.example", "me@a.example", "you@b.example", "you@b.example"},
		{"me@a.example", "desk@a.example", "you@b.example", "desk@a.example"},
		{"", "desk@a.example", "you@b.example", "desk@a.example"},
		{"me", "", "you@b.example", "you@b.example"},
		{"me@a.example", "me@a.example", "apikey", "me@a.example"},
		{"", "", "apikey", ""},
		{"", "", "not an@address@", ""},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct change change = {FIELD_USER, rows[i].next};
		struct settings s;
		struct err e;

		settings_init(&s);
		assert_int_equal(settings_assign(&s, FIELD_USER, rows[i].user, &e), 0);
		assert_int_equal(settings_assign(&s, FIELD_FROM, rows[i].from, &e), 0);
		assert_int_equal(settings_apply(&s, &change, 1, &e), 0);
		unit_expect(settings_is(&s, FIELD_FROM, rows[i].expected), "row %zu: %s", i,
			settings_get(&s, FIELD_FROM));
		settings_fini(&s);
	}
	unit_end();
}

/* An empty From is the user, where that is an address, and is stored as it is shown. */
static void the_sender_may_be_the_user(void **state)
{
	static const struct {
		const char *user, *from, *expected;
	} rows[] = {
		{"me@a.example", "desk@a.example", "desk@a.example"},
		{"me@a.example", "", "me@a.example"},
		{"me", "", ""},
		{"me@a@b", "", ""},
		{"", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct err e;

		settings_init(&s);
		assert_int_equal(settings_assign(&s, FIELD_USER, rows[i].user, &e), 0);
		assert_int_equal(settings_assign(&s, FIELD_FROM, rows[i].from, &e), 0);
		unit_expect(strcmp(settings_sender(&s), rows[i].expected) == 0, "row %zu: %s", i,
			settings_sender(&s));
		assert_string_equal(settings_get(&s, FIELD_FROM), rows[i].from);
		settings_fill_sender(&s);
		unit_expect(settings_is(&s, FIELD_FROM, rows[i].expected), "row %zu: filled", i);
		settings_fini(&s);
	}
	unit_end();
}

/* What nobody can read is not known to be empty. */
static void a_hidden_sender_is_not_implied(void **state)
{
	struct settings options, district;
	struct err e;

	(void)state;
	settings_init(&options);
	settings_hide(&options);
	settings_init_over(&district, &options);
	assert_int_equal(settings_assign(&district, FIELD_USER, "me@a.example", &e), 0);
	settings_fill_sender(&district);
	assert_true(settings_is_hidden(&district, FIELD_FROM));
	settings_fini(&district);
	settings_fini(&options);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begins_with_the_defaults),
		cmocka_unit_test(the_port_follows_the_protocol),
		cmocka_unit_test(the_sender_follows_the_user),
		cmocka_unit_test(the_sender_may_be_the_user),
		cmocka_unit_test(a_hidden_sender_is_not_implied),
		cmocka_unit_test(setting_alone_follows_nothing),
		cmocka_unit_test(usual_ports),
		cmocka_unit_test(one_bad_value_changes_nothing),
		cmocka_unit_test(the_last_wish_wins),
		cmocka_unit_test(a_value_of_its_own),
		cmocka_unit_test(a_secret_is_said_to_be_set),
		cmocka_unit_test(a_copy_stands_alone),
		cmocka_unit_test(every_field_makes_a_difference),
		cmocka_unit_test(numbers),
	};

	return unit_run(tests);
}
