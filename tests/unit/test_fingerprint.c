/* The fingerprint of a test: changes with what decides the result, and with nothing else. */
#include "fixture.h"

#include "../../src/model/fingerprint.c"

#include <ctype.h>

static const unsigned char salt[fingerprint_salt_size] = "0123456789abcde";

/* What every file says. */
static const char *contents = "one";

static void read_contents(void *ctx, const char *path, struct str *out)
{
	assert_null(ctx);
	assert_int_equal(path[0], '/');
	str_text(out, contents);
}

static const struct fingerprint_files files = {read_contents, NULL};

/* Of the CA file and the password file, as they are when somebody asks; of nothing else. */
static void contents_count(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		bool counts = i == FIELD_CA_FILE || i == FIELD_PASSWORD_FILE;
		char made[fingerprint_size], first[fingerprint_size];
		struct settings s;
		struct err e;

		settings_init(&s);
		assert_int_equal(
			settings_assign(&s, (enum field_id)i,
				fields[i].flags & FIELD_SECRET ? "x" : fields[i].example, &e),
			0);
		contents = "one";
		fingerprint_make(&s, salt, &files, made);
		fingerprint_make(&s, salt, NULL, first);
		assert_true(fingerprint_matches(made, &s, &files));
		contents = "two";
		unit_expect(fingerprint_matches(made, &s, &files) == !counts, "%s", fields[i].key);
		unit_expect(fingerprint_matches(first, &s, &files), "%s: version 1", fields[i].key);
		contents = "";
		unit_expect(fingerprint_matches(made, &s, &files) == !counts, "%s: unread",
			fields[i].key);
		contents = "one";
		assert_true(fingerprint_matches(made, &s, &files));
		settings_fini(&s);
	}
	unit_end();
}

/* Made by the first program that wrote version 2, and never changed. */
static void version_2_is_for_ever(void **state)
{
	static const char frozen[] =
		"2$30313233343536373839616263646500$"
		"8b6c83f496e75b4aa8d0cc89b03fd66e2b0de15d68aabf6e773ebefe312762b7";
	char made[fingerprint_size];
	struct settings s;

	(void)state;
	contents = "one";
	fixture_settings(&s, "server.host=mx.example.org auth.user=me auth.password_file=/etc/word "
			     "tls.ca_file=/etc/ca.pem");
	fingerprint_make(&s, salt, &files, made);
	assert_string_equal(made, frozen);
	settings_fini(&s);
}

/* Another valid value than the default for every field. */
static const char *other_value(const struct field *f)
{
	if (f->flags & FIELD_SECRET)
		return "another";
	if (f->choices)
		return strcmp(f->choices[0].value, f->fallback) == 0 ? f->choices[1].value
								     : f->choices[0].value;
	return strcmp(f->example, f->fallback) == 0 ? "26" : f->example;
}

static void every_field(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		bool decides = fields[i].flags & FIELD_DECIDES;
		char made[fingerprint_size], again[fingerprint_size];
		struct settings s;
		struct err e;

		settings_init(&s);
		fingerprint_make(&s, salt, &files, made);
		assert_int_equal(
			settings_assign(&s, (enum field_id)i, other_value(&fields[i]), &e), 0);
		fingerprint_make(&s, salt, &files, again);
		unit_expect(fingerprint_matches(made, &s, &files) == !decides, "%s", fields[i].key);
		unit_expect((strcmp(made, again) == 0) == !decides, "%s", fields[i].key);
		settings_reset(&s, (enum field_id)i);
		unit_expect(fingerprint_matches(made, &s, &files), "%s: and back", fields[i].key);
		settings_fini(&s);
	}
	unit_end();
}

/* What a test of the server depends on; the sender and the limit are not asked. */
static void what_decides(void **state)
{
	static const enum field_id deciding[] = {FIELD_HOST, FIELD_PORT, FIELD_PROTOCOL, FIELD_HELO,
		FIELD_USER, FIELD_PASSWORD, FIELD_METHOD, FIELD_CA_FILE, FIELD_PIN,
		FIELD_PASSWORD_COMMAND, FIELD_PASSWORD_FILE, FIELD_PASSWORD_CREDENTIAL};
	static const enum field_id others[] = {FIELD_HOSTING, FIELD_FROM, FIELD_FROM_NAME,
		FIELD_REPLY_TO, FIELD_PER_HOUR, FIELD_TIMEOUT};
	size_t first = 0;

	(void)state;
	for (size_t i = 0; i < unit_count(deciding); i++)
		unit_expect(fields[deciding[i]].flags & FIELD_DECIDES &&
				    fields[deciding[i]].flags & FIELD_FIRST,
			"%s", fields[deciding[i]].key);
	for (int i = 0; i < FIELD_COUNT; i++)
		first += (fields[i].flags & FIELD_FIRST) != 0;
	unit_expect(first == unit_count(deciding), "%zu settings of the first version", first);
	for (size_t i = 0; i < unit_count(others); i++)
		unit_expect(
			!(fields[others[i]].flags & FIELD_DECIDES), "%s", fields[others[i]].key);
	unit_end();
}

static void what_came_later_counts_where_it_is_used(void **state)
{
	static const struct {
		unsigned flags;
		bool as_default, otherwise;
	} rows[] = {
		{0, false, false},
		{FIELD_REQUIRED | FIELD_ALWAYS, false, false},
		{FIELD_DECIDES, false, true},
		{FIELD_DECIDES | FIELD_SECRET | FIELD_LOCAL, false, true},
		{FIELD_DECIDES | FIELD_FIRST, true, true},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		unit_expect(fingerprint_covers(rows[i].flags, true) == rows[i].as_default &&
				    fingerprint_covers(rows[i].flags, false) == rows[i].otherwise,
			"row %zu", i);
	unit_end();
}

/* Values may not run into each other: "ab" and "c" are not "a" and "bc". */
static void values_have_borders(void **state)
{
	char made[fingerprint_size];
	struct settings a, b;

	(void)state;
	fixture_settings(&a, "auth.user=ab auth.password=c");
	fixture_settings(&b, "auth.user=a auth.password=bc");
	fingerprint_make(&a, salt, &files, made);
	assert_false(fingerprint_matches(made, &b, &files));
	settings_fini(&a);
	settings_fini(&b);
}

static void the_salt_is_in_it(void **state)
{
	unsigned char other[fingerprint_salt_size] = {0};
	char made[fingerprint_size], salted[fingerprint_size];
	struct settings s;

	(void)state;
	fixture_settings(&s, "auth.user=me auth.password=secretword");
	fingerprint_make(&s, salt, &files, made);
	fingerprint_make(&s, other, &files, salted);
	assert_true(fingerprint_matches(made, &s, &files));
	assert_true(fingerprint_matches(salted, &s, &files));
	assert_string_not_equal(strchr(made, '$'), strchr(salted, '$'));
	assert_null(strstr(made, "secretword"));
	assert_int_equal(strlen(made), 2 + 2 * fingerprint_salt_size + 1 + 64);
	settings_fini(&s);
}

static void what_is_broken_never_matches(void **state)
{
	static const char *const texts[] = {
		"",
		"$",
		"x",
		"0123456789abcdef0123456789abcdef",
		"0123456789abcdef0123456789abcdef$",
		"zz23456789abcdef0123456789abcdef$00",
		"                                $",
		"+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1$00",
	};
	char made[fingerprint_size];
	struct settings s;

	(void)state;
	settings_init(&s);
	for (size_t i = 0; i < unit_count(texts); i++)
		unit_expect(!fingerprint_matches(texts[i], &s, &files), "\"%s\"", texts[i]);
	fingerprint_make(&s, salt, &files, made);
	for (size_t i = 0; made[i]; i++) {
		char kept = made[i];

		made[i] = kept == '0' ? '1' : '0';
		unit_expect(!fingerprint_matches(made, &s, &files), "changed at %zu", i);
		made[i] = (char)toupper((unsigned char)kept);
		unit_expect(made[i] == kept || !fingerprint_matches(made, &s, &files),
			"upper case at %zu", i);
		made[i] = '\0';
		unit_expect(!fingerprint_matches(made, &s, &files), "cut at %zu", i);
		made[i] = kept;
	}
	settings_fini(&s);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field),
		cmocka_unit_test(contents_count),
		cmocka_unit_test(version_2_is_for_ever),
		cmocka_unit_test(what_decides),
		cmocka_unit_test(what_came_later_counts_where_it_is_used),
		cmocka_unit_test(values_have_borders),
		cmocka_unit_test(the_salt_is_in_it),
		cmocka_unit_test(what_is_broken_never_matches),
	};

	return unit_run(tests);
}
