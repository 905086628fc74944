/* Settings that lie over others: what is inherited, what is their own, and what the file says. */
#include "scratch.h"
#include "unit.h"

#include "model/endpoint.h"
#include "model/settings.h"
#include "store/store.h"

static struct settings options, district;

static void set(struct settings *s, enum field_id id, const char *text)
{
	struct err e;

	if (settings_assign(s, id, text, &e) < 0)
		fail_msg("%s=%s: %s", fields[id].key, text, e.message);
}

static int setup(void **state)
{
	if (scratch_setup(state) < 0)
		return -1;
	settings_init(&options);
	set(&options, FIELD_HOST, "mail.example.org");
	set(&options, FIELD_USER, "office");
	set(&options, FIELD_PASSWORD, "p a s s");
	settings_init_over(&district, &options);
	return 0;
}

static int teardown(void **state)
{
	settings_fini(&district);
	settings_fini(&options);
	return scratch_teardown(state);
}

static void expect(enum field_id id, const char *text, enum origin origin)
{
	unit_expect(settings_is(&district, id, text) && settings_origin(&district, id) == origin,
		"%s: \"%s\" from %s", fields[id].key, settings_get(&district, id),
		origin_name(settings_origin(&district, id)));
}

static void what_is_not_said_is_inherited(void **state)
{
	(void)state;
	expect(FIELD_HOST, "mail.example.org", ORIGIN_OPTIONS);
	expect(FIELD_PASSWORD, "(set)", ORIGIN_OPTIONS);
	expect(FIELD_PORT, "587", ORIGIN_DEFAULT);
	assert_true(secret_equal(settings_secret(&district, FIELD_PASSWORD),
		settings_secret(&options, FIELD_PASSWORD)));
	set(&district, FIELD_HOST, "mail.north.example");
	expect(FIELD_HOST, "mail.north.example", ORIGIN_DISTRICT);
	settings_reset(&district, FIELD_HOST);
	expect(FIELD_HOST, "mail.example.org", ORIGIN_OPTIONS);
	unit_end();
}

/* A password that is the same is: it was given for the district. */
static void what_is_no_different_is_not_its_own(void **state)
{
	(void)state;
	set(&district, FIELD_HOST, "mail.north.example");
	set(&district, FIELD_HOST, "mail.example.org");
	expect(FIELD_HOST, "mail.example.org", ORIGIN_OPTIONS);
	set(&district, FIELD_PASSWORD, "other");
	set(&district, FIELD_PASSWORD, "p a s s");
	expect(FIELD_PASSWORD, "(set)", ORIGIN_DISTRICT);
	settings_reset(&district, FIELD_PASSWORD);
	expect(FIELD_PASSWORD, "(set)", ORIGIN_OPTIONS);
	set(&district, FIELD_PORT, "587");
	expect(FIELD_PORT, "587", ORIGIN_DEFAULT);
	unit_end();
}

/* No login here, though Options have one: nothing is a value then. */
static void nothing_can_be_its_own(void **state)
{
	(void)state;
	set(&district, FIELD_USER, "");
	expect(FIELD_USER, "", ORIGIN_DISTRICT);
	set(&district, FIELD_PASSWORD, "");
	expect(FIELD_PASSWORD, "", ORIGIN_DISTRICT);
	set(&district, FIELD_REPLY_TO, "");
	expect(FIELD_REPLY_TO, "", ORIGIN_DEFAULT);
	set(&district, FIELD_PORT, ""); /* a port cannot be nothing */
	expect(FIELD_PORT, "587", ORIGIN_DEFAULT);
	unit_end();
}

static void the_port_follows_and_comes_back(void **state)
{
	struct change change = {FIELD_PROTOCOL, "ssl"};
	struct err e;

	(void)state;
	assert_int_equal(settings_apply(&district, &change, 1, &e), 0);
	expect(FIELD_PORT, "465", ORIGIN_DISTRICT);
	change.text = "starttls";
	assert_int_equal(settings_apply(&district, &change, 1, &e), 0);
	expect(FIELD_PORT, "587", ORIGIN_DEFAULT);
	expect(FIELD_PROTOCOL, "starttls", ORIGIN_DEFAULT);
	unit_end();
}

/* Values that come from elsewhere (a guess, another program's configuration) become its own. */
static void taken_values_are_its_own(void **state)
{
	struct settings other;

	(void)state;
	settings_init(&other);
	set(&other, FIELD_HOST, "mail.north.example");
	set(&other, FIELD_USER, "office");
	settings_take(&district, &other, FIELD_HOST);
	settings_take(&district, &other, FIELD_USER);
	expect(FIELD_HOST, "mail.north.example", ORIGIN_DISTRICT);
	expect(FIELD_USER, "office", ORIGIN_OPTIONS);
	settings_fini(&other);
	unit_end();
}

static void a_copy_inherits_from_the_same(void **state)
{
	struct settings copy;

	(void)state;
	set(&district, FIELD_HOST, "mail.north.example");
	settings_init(&copy);
	settings_copy(&copy, &district);
	assert_true(settings_equal(&copy, &district));
	settings_reset(&copy, FIELD_HOST);
	assert_string_equal(settings_get(&copy, FIELD_HOST), "mail.example.org");
	settings_fini(&copy);
}

/* The other endpoints of a server are opened without a login, and not with the one of Options. */
static void a_door_inherits_no_login(void **state)
{
	struct endpoints doors = {0};
	struct settings out;
	struct err e;

	(void)state;
	endpoints_add_siblings(&doors, &district);
	assert_true(doors.n > 0);
	settings_init(&out);
	for (size_t i = 0; i < doors.n; i++) {
		assert_int_equal(endpoint_settings(&doors.items[i], &district, &out, &e), 0);
		unit_expect(settings_is_empty(&out, FIELD_USER) &&
				    !settings_secret(&out, FIELD_PASSWORD),
			"door %zu has a login", i);
	}
	settings_fini(&out);
	endpoints_fini(&doors);
	unit_end();
}

static void hidden_values_are_not_known(void **state)
{
	struct change change = {FIELD_PROTOCOL, "ssl"};
	struct err e;

	(void)state;
	settings_hide(&options);
	for (int i = 0; i < FIELD_COUNT; i++)
		settings_reset(&district, (enum field_id)i);
	assert_true(settings_are_hidden(&district));
	expect(FIELD_HOST, "", ORIGIN_HIDDEN);
	assert_string_equal(origin_name(ORIGIN_HIDDEN), "options");
	unit_expect(!settings_is_empty(&district, FIELD_HOST), "not known to be empty");
	set(&district, FIELD_USER, "");
	expect(FIELD_USER, "", ORIGIN_DISTRICT);
	unit_expect(!settings_same(&district, &options, FIELD_USER), "nothing is not the unknown");
	assert_int_equal(settings_apply(&district, &change, 1, &e), 0);
	expect(FIELD_PORT, "", ORIGIN_HIDDEN);
	unit_end();
}

/* What others chose keeps that mark on every way; what this person types does not get it. */
static void what_others_chose(void **state)
{
	struct settings copy;

	(void)state;
	set(&district, FIELD_CA_FILE, "/theirs");
	settings_distrust(&district);
	assert_true(settings_is_foreign(&district, FIELD_CA_FILE));
	assert_false(settings_is_foreign(&district, FIELD_HOST));
	settings_init(&copy);
	settings_copy(&copy, &district);
	settings_flatten(&copy);
	assert_true(settings_is_foreign(&copy, FIELD_CA_FILE));
	set(&copy, FIELD_CA_FILE, "/mine");
	assert_false(settings_is_foreign(&copy, FIELD_CA_FILE));
	settings_distrust(&options);
	settings_reset(&district, FIELD_HOST);
	assert_true(settings_is_foreign(&district, FIELD_HOST));
	settings_fini(&copy);
}

/* The file of a district */

static const struct tested untested;

static void save(const char *text)
{
	struct settings loaded;
	struct tested tested;
	struct store st;
	struct err e;

	if (text)
		scratch_write("f", text);
	store_init(&st, scratch_path("f"));
	settings_init_over(&loaded, &options);
	if (store_load(&st, &loaded, &tested, &e) < 0 ||
		store_save(&st, &district, &untested, NULL, &e) < 0)
		fail_msg("%s", e.message);
	settings_fini(&loaded);
	store_fini(&st);
}

static void load(void)
{
	struct tested tested;
	struct store st;
	struct err e;

	store_init(&st, scratch_path("f"));
	if (store_load(&st, &district, &tested, &e) < 0)
		fail_msg("%s", e.message);
	store_fini(&st);
}

static bool trusts(const char *name, mode_t directory, uid_t keeper, uid_t owner, gid_t group)
{
	struct settings loaded;
	struct tested tested;
	struct store st;
	struct err e;
	bool trusted;

	(void)mkdir(scratch_path("d"), 0700);
	scratch_write(name, "tls = { ca_file = \"/f\"; };\n");
	assert_int_equal(chown(scratch_path(name), owner, group), 0);
	assert_int_equal(chown(scratch_path("d"), keeper, group), 0);
	assert_int_equal(chmod(scratch_path("d"), directory), 0);
	store_init(&st, scratch_path(name));
	settings_init(&loaded);
	if (store_load(&st, &loaded, &tested, &e) < 0)
		fail_msg("%s", e.message);
	trusted = !settings_is_foreign(&loaded, FIELD_CA_FILE);
	settings_fini(&loaded);
	store_fini(&st);
	return trusted;
}

/* Only root can make such files. */
static void a_file_of_others(void **state)
{
	enum { nobody = 65534 };
	const uid_t me = geteuid();

	(void)state;
	unit_expect(trusts("d/mine", 0700, me, me, getegid()), "mine");
	unit_expect(!trusts("d/mine", 0777, me, me, getegid()), "in everybody's directory");
	unit_expect(trusts("d/mine", 01777, me, me, getegid()), "in a sticky one");
	if (me == 0) {
		unit_expect(!trusts("d/theirs", 0700, 0, nobody, nobody), "theirs");
		unit_expect(!trusts("d/mine", 0700, nobody, 0, 0), "in a directory of theirs");
		unit_expect(!trusts("d/mine", 02770, 0, 0, nobody), "shared with a group");
	}
	unit_end();
}

static void the_file_says_what_differs(void **state)
{
	(void)state;
	set(&district, FIELD_USER, "");
	set(&district, FIELD_FROM, "north@example.org");
	save(NULL);
	assert_string_equal(scratch_read("f"),
		"auth = {\n  user = \"\";\n};\nsender = {\n  from = \"north@example.org\";\n};\n");
	settings_reset(&district, FIELD_USER);
	settings_reset(&district, FIELD_FROM);
	load();
	expect(FIELD_USER, "", ORIGIN_DISTRICT);
	expect(FIELD_FROM, "north@example.org", ORIGIN_DISTRICT);
	expect(FIELD_HOST, "mail.example.org", ORIGIN_OPTIONS);
	unit_end();
}

/* A line that somebody wrote there stays, though it says what would be inherited; not for long. */
static void a_line_of_the_same_stays(void **state)
{
	static const char text[] = "server = { host = \"mail.example.org\"; };\n";

	(void)state;
	scratch_write("f", text);
	load();
	expect(FIELD_HOST, "mail.example.org", ORIGIN_OPTIONS);
	save(text);
	assert_string_equal(scratch_read("f"), text);
	set(&district, FIELD_FROM, "north@example.org");
	save(text);
	assert_non_null(strstr(scratch_read("f"), text));
	set(&options, FIELD_HOST, "mail.elsewhere.example");
	load();
	expect(FIELD_HOST, "mail.example.org", ORIGIN_DISTRICT);
	settings_reset(&district, FIELD_HOST);
	save(NULL);
	assert_null(strstr(scratch_read("f"), "mail.example.org"));
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_not_said_is_inherited, setup, teardown),
		cmocka_unit_test_setup_teardown(
			what_is_no_different_is_not_its_own, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_can_be_its_own, setup, teardown),
		cmocka_unit_test_setup_teardown(the_port_follows_and_comes_back, setup, teardown),
		cmocka_unit_test_setup_teardown(taken_values_are_its_own, setup, teardown),
		cmocka_unit_test_setup_teardown(a_copy_inherits_from_the_same, setup, teardown),
		cmocka_unit_test_setup_teardown(a_door_inherits_no_login, setup, teardown),
		cmocka_unit_test_setup_teardown(hidden_values_are_not_known, setup, teardown),
		cmocka_unit_test_setup_teardown(what_others_chose, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_of_others, setup, teardown),
		cmocka_unit_test_setup_teardown(the_file_says_what_differs, setup, teardown),
		cmocka_unit_test_setup_teardown(a_line_of_the_same_stays, setup, teardown),
	};

	return unit_run(tests);
}
