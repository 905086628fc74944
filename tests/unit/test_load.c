/* Loading: what is a configuration, and what is refused with file, line and reason. */
#include "bench.h"

#include "store/config_precheck.h"

static void without_a_file_there_are_the_defaults(void **state)
{
	struct settings defaults;
	struct bench b;

	(void)state;
	assert_int_equal(bench_load(&b, "none"), 0);
	settings_init(&defaults);
	assert_true(settings_equal(&b.settings, &defaults));
	assert_int_equal(b.tested.id[0], '\0');
	settings_fini(&defaults);
	bench_end(&b);
}

/* `words` NULL: it loads. The line is that of the setting at fault. */
static const struct {
	const char *text, *words;
} files[] = {
	{"", NULL},
	{"\n\n", NULL},
	{"server : { port : 465 ; protocol = \"ssl\" }", NULL},
	{"server = { port = 465L; };", NULL},
	{"server = { port = 0x1D1; };", NULL},
	{"server = { protocol = \"SSL\"; };", NULL},
	{"server = { unknown = 3.5; };\nother = ( 1, \"two\" );", NULL},
	{"server = { host = \"m\" \"x.example.org\"; };", NULL},

	{"server = {\n\n port = ; };", "line 3: syntax error"},
	{"server = {", "line 1: syntax error"},
	{"server = {\n", "line 1: syntax error"},
	{"server = {\n\n\n", "line 1: syntax error"},
	{"\nserver = {\n port = 465;\n # { the end", "line 3: syntax error"},
	{"server = {\n port = 465; /* {\n */\n", "line 2: syntax error"},
	{"server\n\n= ;\n\n", "line 3: syntax error"},
	{"server = { };\n}\n\n", "line 2: syntax error"},
	{"server = { host = \"mx", "line 1: syntax error"},
	{"server = {\n host = \"mx;\n port = 465;\n};\n", "line 2: syntax error"},
	{"server = { # \"\n host = \"\\\"\n#\" 5\n", "line 3: syntax error"},
	{"\xEF\xBB\xBFserver = { };", "line 1: "},
	{"server = { port = 587; port = 465; };", "line 1: duplicate"},
	{"server = { };\nserver = { };", "line 2: duplicate"},
	{"server = 5;", "group in braces"},
	{"server = [ 1 ];", "group in braces"},
	{"auth = ( );", "group in braces"},
	{"tested = 1;", "group in braces"},
	{"server = {\n port = \"587\";\n};", "line 2: "},
	{"server = { port = \"587\"; };", "expected a number"},
	{"server = { port = 587.0; };", "expected a number"},
	{"server = { port = true; };", "expected a number"},
	{"server = {\n\n host = 5; };", "line 3: "},
	{"server = { host = [ \"mx\" ]; };", "expected a string"},
	{"auth = { password = 12345; };", "expected a string"},
	{"server = { port = 0; };", "1 to 65535"},
	{"server = { port = -587; };", "1 to 65535"},
	{"server = { port = 65536; };", "1 to 65535"},
	{"server = {\n port = 5000000000L; };", "line 2: "},
	{"server = {\n port = 99999999999; };", "line 2: "},
	{"server = {\n port = 4294967883; };", "line 2: "},           /* 2^32 + 587 */
	{"server = {\n port = 18446744073709552203; };", "line 2: "}, /* 2^64 + 587 */
	{"server = {\n port = 18446744073709552203L; };", "line 2: "},
	{"limits = { per_hour = 4294967296; };", "line 1: "}, /* would be 0: no limit */
	{"server = { protocol = \"tls\"; };", "starttls"},
	{"server = { host = \"mx example\"; };", "line 1: "},
	{"server = { host = \"mx.example.org\\n\"; };", "control characters"},
	{"sender = { from = \"nobody\"; };", "line 1: "},
	{"auth = { user = \"\\x1b[2J\"; };", "control characters"},
	{"auth = { password = \"abc\\x00def\"; };", "line 1: "}, /* the parser drops it */
	{"auth = { user = \"\xFF\"; };", "line 1: "},
	{"@include \"other.cfg\"\n", "line 1: @include"},
};

static void each_file(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(files); i++) {
		struct settings defaults;
		struct bench b;
		int result;

		scratch_write("f", files[i].text);
		settings_init(&defaults);
		result = bench_load(&b, "f");
		if (!files[i].words)
			unit_expect(result == 0, "row %zu: %s", i, b.e.message);
		else
			unit_expect(result == -1 && b.e.code == EX_CONFIG &&
					    strstr(b.e.message, files[i].words) &&
					    strncmp(b.e.message, b.store.path,
						    strlen(b.store.path)) == 0,
				"%s: %s", files[i].text, result ? b.e.message : "loads");
		unit_expect(
			!files[i].words || result == 0 || settings_equal(&b.settings, &defaults),
			"row %zu: half of it was taken", i);
		settings_fini(&defaults);
		bench_end(&b);
	}
	unit_end();
}

static void modes(void **state)
{
	static const struct {
		mode_t mode;
		bool good;
	} table[] = {
		{0600, true},
		{0400, true},
		{0640, true},
		{0440, true},
		{0644, false},
		{0660, false},
		{0620, false},
		{0604, false},
		{0602, false},
		{0601, false},
		{0700, false},
		{0650, false},
		{04600, false},
		{01600, false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		static const char text[] = "auth = { password = \"x\"; };";
		struct bench b;
		int result;

		scratch_write_bytes("f", text, sizeof(text) - 1, table[i].mode);
		result = bench_load(&b, "f");
		unit_expect((result == 0) == table[i].good, "mode %o", (unsigned)table[i].mode);
		unit_expect(table[i].good ||
				    (b.e.code == EX_CONFIG && strstr(b.e.message, "chmod 600")),
			"mode %o: %s", (unsigned)table[i].mode, b.e.message);
		bench_end(&b);
	}
	unit_end();
}

/* The size counts, not how long the parser takes. */
static void too_large(void **state)
{
	char *text = malloc(config_size_max + 1);
	struct bench b;

	(void)state;
	memset(text, '\n', config_size_max + 1);
	scratch_write_bytes("f", text, config_size_max, 0600);
	assert_int_equal(bench_load(&b, "f"), 0);
	bench_end(&b);
	scratch_write_bytes("f", text, config_size_max + 1, 0600);
	assert_int_equal(bench_load(&b, "f"), -1);
	assert_int_equal(b.e.code, EX_CONFIG);
	bench_end(&b);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(without_a_file_there_are_the_defaults),
		scratch_test(each_file),
		scratch_test(modes),
		scratch_test(too_large),
	};

	return unit_run(tests);
}
