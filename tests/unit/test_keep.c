/*
 * Files that people wrote by hand: a save changes the values that changed, and no other byte.
 * In a text, each value of ours stands between `mark` and `mark`; without the marks it is what
 * somebody has in the file, and where the marks are is where the change has to be.
 */
#include "bench.h"

#include "store/config_precheck.h"

enum { mark = 1, generated_count = 200, configuration_count = 1000 };

/* clang-format off: a table, each row a sentence */
static const struct {
	const char *key, *value, *literal; /* what is set, and how it then stands in the file */
	const char *text;
} rows[] = {
	{"server.port", "2525", "2525",
		"server = {\n  host = \"mx.example.org\";\n  port = \1"
		"587\1;\n  protocol = \"starttls\";\n};\n"},
	{"server.port", "2525", "2525",
		"# Mail for the library, set up by Ada\n#\n"
		"server = {\n\thost = \"mx.example.org\";\t# the new one\n\tport = \1"
		"465\1;\t# not 25!\n"
		"\tprotocol = \"ssl\";\n};\n\n# end\n"},
	{"server.host", "mx2.example.org", "\"mx2.example.org\"",
		"server:{host:\1\"mx.example.org\"\1,port:587,protocol:\"starttls\"}"},
	{"server.host", "mx2.example.org", "\"mx2.example.org\"",
		"server =\n{\n    host     = \1\"mx\"\n               \".example.org\"\1;\n"
		"    port     = 587;\n    protocol = \"starttls\";\n};\n"},
	{"server.protocol", "ssl", "\"ssl\"",
		"/* server\n * = { protocol = \"plain\"; }\n */\n"
		"server = { host = \"mx\"; port = 26; protocol = \1\"plain\"\1; }; // was ssl\n"},
	{"auth.user", "you", "\"you\"",
		"auth = { user = \1\"me\"\1; /* } */ password = \"#;}{\\\"\"; };\n"
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"},
	{"auth.user", "you", "\"you\"",
		"users = ( { user = \"him\"; }, { user = \"her\"; } );\n"
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"
		"auth = { method = \"login\"; user = \1\"me\"\1; };\n"},
	{"auth.user", "you \"2\"", "\"you \\\"2\\\"\"",
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"
		"auth = { user = \1\"DOMAIN\\\\me\"\1; # DOMAIN\\user\n};\n"},
	{"sender.from", "b@example.org", "\"b@example.org\"",
		"\r\n# Windows\r\nserver = {\r\n  host = \"mx\";\r\n  port = 26;\r\n  protocol = "
		"\"ssl\";\r\n};\r\n"
		"sender = {\r\n  from = \1\"a@example.org\"\1; # the desk\r\n};\r\n"},
	{"sender.from_name",
		"\xC3\x9C"
		"bung",
		"\"\xC3\x9C"
		"bung\"",
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"
		"sender = { from_name = \1\"\\xC3\\xA4\"\1; from = \"a@example.org\"; }; # "
		"\xE2\x9C\x93\n"},
	{"limits.per_hour", "30", "30",
		"limits = { per_hour = \1"
		"0x14\1; }; # 20\nserver = { port = 0x1A; protocol = \"SSL\"; host = \"mx\"; };"},
	{"limits.per_hour", "30", "30",
		"version = 1.50;\nlimits = { per_hour = \1"
		"20L\1 per_day = 1e3; burst = [ 1, 2, 3 ]; };\n"
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"},
	{"test.timeout", "20", "20",
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"
		"test = { server = { port = 1; }; timeout = \1"
		"30\1; };\n"},
	{"test.timeout", "20", "20",
		"test = {\n\n\n  timeout\n    =\n      \1"
		"30\1\n  ;\n\n\n};\n\n\n"
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"},
	{"tls.ca_file", "/b.pem", "\"/b.pem\"",
		"tls = { ca_file = /* old: \"/x.pem\" */ \1\"/a.pem\"\1 // now\n; };\n"
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"},
	{"server.helo_name", "b.example.org", "\"b.example.org\"",
		"server = { port = 26; # { a\n # } b\n protocol = \"ssl\"; // ( c\n host = \"mx\"; "
		"/* [ d */\n"
		" helo_name = \1\"a.example.org\"\1; };\n"},
	{"server.hosting", "self-hosted", "\"self-hosted\"",
		"server = { host = \"mx.example.org\", port = 26, protocol = \"ssl\", hosting = "
		"\1\"hosted\"\1, };\n"},
	{"auth.method", "login", "\"login\"",
		"##########\n## Mail ##\n##########\n\nserver = { port = 26; protocol = \"ssl\"; "
		"host = \"mx\"; };\n\n"
		"    ##   Login   ##\nauth = {\n        user   = \"me\" ;\n        method = "
		"\1\"plain\"\1 ;\n} ;\n"},
	{"sender.reply_to", "c@example.org", "\"c@example.org\"",
		"sender = { # \"from\n from = \"a@example.org\"; # 'reply_to'\n reply_to = "
		"\1\"b@example.org\"\1; # \"to\n};\n"
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"},
	{"auth.password", "n\\ew", "\"n\\\\ew\"",
		"auth = { password = \1\"o\" /* it */ \"l\" # is\n \"d\"\1; };\n"
		"server = { port = 26; protocol = \"ssl\"; host = \"mx\"; };\n"},
	{"server.port", "2525", "2525",
		"tested = { verdict = \"ok.no_login\"; at = \"2026-11-23T18:00:00Z\"; fingerprint "
		"= \"0$f\"; mine = 7; };\n"
		"x-ray = true; *star* = FALSE;\nserver = { port = \1"
		"26\1; protocol = \"ssl\"; host = \"mx\"; };"},
	{"server.port", "2525", "2525",
		"server = { deep = { deep = { port = 5; }; port = 6; }; port = \1"
		"26\1; host = \"mx\";\n"
		"protocol = \"ssl\"; list = ( ( ), ( { port = 7; } ) ); }; port = 8;\n"},
};
/* clang-format on */

/* The text without its marks; with `literal`, that one is put between them. */
static void unmark(struct str *out, const char *text, const char *literal)
{
	const char *begin = strchr(text, mark), *end = strchr(begin + 1, mark);

	str_add(out, text, (size_t)(begin - text));
	if (literal)
		str_text(out, literal);
	else
		str_add(out, begin + 1, (size_t)(end - begin - 1));
	str_text(out, end + 1);
}

static void each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str before, after;
		struct bench b;

		str_init(&before, config_size_max);
		str_init(&after, config_size_max);
		unmark(&before, rows[i].text, NULL);
		unmark(&after, rows[i].text, rows[i].literal);
		scratch_write("f", before.data);
		if (bench_load(&b, "f") < 0)
			fail_msg("row %zu: %s", i, b.e.message);
		bench_put(&b, field_find(rows[i].key), rows[i].value);
		unit_expect(bench_save(&b) == 0, "row %zu: %s", i, b.e.message);
		unit_expect(strcmp(scratch_read("f"), after.data) == 0, "row %zu: %s", i,
			scratch_read("f"));
		unit_expect(scratch_files() == 1, "row %zu: something was kept beside", i);
		bench_end(&b);
		str_fini(&before);
		str_fini(&after);
	}
	print_message("# %zu files written by hand\n", unit_count(rows));
	unit_end();
}

/* Files in anybody's style */

struct author {
	uint64_t random;
	struct str before, after; /* the file, and what it is to become */
	struct bench *bench;
	const char *line_end, *indent;
};

static size_t pick(struct author *a, size_t n)
{
	return (size_t)(unit_random(&a->random) % n);
}

static const char *any(struct author *a, const char *const *words, size_t n)
{
	return words[pick(a, n)];
}

#define any_of(a, ...)                                                                             \
	any(a, (const char *const[]) {__VA_ARGS__},                                                \
		sizeof((const char *const[]) {__VA_ARGS__}) / sizeof(char *))

static void write_both(struct author *a, const char *text)
{
	str_text(&a->before, text);
	str_text(&a->after, text);
}

/* Between any two words there may be this. */
static void write_gap(struct author *a)
{
	write_both(a, any_of(a, "", "", " ", " ", "\t", "  ", " /* port = 1; */ ", "/* } */"));
}

static void write_line_end(struct author *a)
{
	write_both(a, any_of(a, "", "", "", " # host = \"x\"; {", " // it's \"this", " /* two */"));
	write_both(a, a->line_end);
	if (pick(a, 6) == 0)
		write_both(a, any_of(a, "#", "# server = {", "//", "/* more\n\n than one line */"));
	if (pick(a, 6) == 0)
		write_both(a, a->line_end);
	write_both(a, a->line_end);
}

static void write_unknown(struct author *a, size_t number)
{
	char name[40];

	(void)snprintf(name, sizeof(name), "mine_%zu", number);
	write_both(a, name);
	write_gap(a);
	write_both(a, any_of(a, "=", ":"));
	write_gap(a);
	write_both(
		a, any_of(a, "1", "0xFF", "1.50", "true", "5000000000L", "\"a\" \"b\"", "[ 1, 2 ]",
			   "( { port = 5; }, \"}\" )", "{ port = 6; }", "{ }", "\"# \\\" //\""));
	write_both(a, any_of(a, ";", ",", " ;"));
	write_line_end(a);
}

/* The value that it has in the file, and the one that it gets; the same for some. */
static void choose_values(struct author *a, enum field_id id, char old[64], char new[64])
{
	unsigned number = (unsigned)pick(a, 500) + 20;

	if (fields[id].choices) {
		(void)snprintf(old, 64, "%s", fields[id].choices[1].value);
		(void)snprintf(new, 64, "%s", fields[id].choices[pick(a, 2)].value);
	} else if (fields[id].type->integer) {
		(void)snprintf(old, 64, "%u", number);
		(void)snprintf(new, 64, "%u", number + (unsigned)pick(a, 2));
	} else {
		(void)snprintf(old, 64, "%s", fields[id].example);
		(void)snprintf(new, 64, "%s%s", fields[id].example,
			id == FIELD_PIN || id == FIELD_HELO || id == FIELD_SIGN_IN ? "" : "x");
	}
}

/* A value as people write it: a number in sixteens, a text in two pieces. */
static void write_old(struct author *a, enum field_id id, const char *value)
{
	size_t half = strlen(value) / 2;

	if (fields[id].type->integer && pick(a, 3))
		str_format(&a->before, "%s%s", value, any_of(a, "", "L"));
	else if (fields[id].type->integer)
		str_format(&a->before, "0x%lX", strtol(value, NULL, 10));
	else if (pick(a, 3))
		str_format(&a->before, "\"%s\"", value);
	else
		str_format(&a->before, "\"%.*s\"%s\"%s\"", (int)half, value,
			any_of(a, " ", "", " /* and */ ", "\n  "), value + half);
}

static void write_value(struct author *a, enum field_id id)
{
	size_t begin = a->before.len;
	char old[64], new[64];

	choose_values(a, id, old, new);
	write_old(a, id, old);
	if (strcmp(old, new) == 0)
		str_text(&a->after, a->before.data + begin);
	else
		str_format(&a->after, fields[id].type->integer ? "%s" : "\"%s\"", new);
	bench_put(a->bench, id, new);
}

static void write_member(struct author *a, enum field_id id)
{
	write_both(a, a->indent);
	write_both(a, strchr(fields[id].key, '.') + 1);
	write_gap(a);
	write_both(a, any_of(a, "=", ":"));
	write_gap(a);
	write_value(a, id);
	write_both(a, any_of(a, ";", " ;", ","));
	write_line_end(a);
}

static bool is_in(enum field_id id, const struct section *section)
{
	return field_section(id) == section && !(fields[id].flags & FIELD_SECRET);
}

/* Its members from any of them on, so that they come in any order. */
static void write_group(struct author *a, const struct section *section)
{
	size_t first = pick(a, FIELD_COUNT);

	write_both(a, section->word);
	write_gap(a);
	write_both(a, any_of(a, "= {", ": {", "=\n{", "={"));
	write_line_end(a);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)((first + i) % FIELD_COUNT);

		if (is_in(id, section) && (fields[id].flags & FIELD_ALWAYS || pick(a, 2)))
			write_member(a, id);
		if (pick(a, 20) == 0)
			write_unknown(a, i);
	}
	write_both(a, any_of(a, "};", "}", "} ;", "},"));
	write_line_end(a);
}

static void write_file(struct author *a)
{
	size_t first = pick(a, section_count);

	a->line_end = any_of(a, "\n", "\r\n");
	a->indent = any_of(a, "", "  ", "\t", "        ");
	if (pick(a, 2))
		write_line_end(a);
	for (size_t i = 0; i < section_count; i++) {
		size_t at = (first + i) % section_count;

		if (at == 0 || pick(a, 3))
			write_group(a, &sections[at]);
		if (pick(a, 4) == 0)
			write_unknown(a, 100 + i);
	}
}

/* The settings that the author wants, put over those of the file. */
static void take_wishes(struct bench *b, const struct bench *wishes)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (settings_origin(&wishes->settings, (enum field_id)i) == ORIGIN_FILE)
			settings_take(&b->settings, &wishes->settings, (enum field_id)i);
}

static void play_author(uint64_t seed)
{
	struct bench wishes, b;
	struct author a = {.random = seed * 2654435761u + 1, .bench = &wishes};

	str_init(&a.before, config_size_max);
	str_init(&a.after, config_size_max);
	assert_int_equal(bench_load(&wishes, "none"), 0);
	write_file(&a);
	scratch_write("f", a.before.data);
	if (bench_load(&b, "f") < 0)
		fail_msg("seed %u: %s\n%s", (unsigned)seed, b.e.message, a.before.data);
	take_wishes(&b, &wishes);
	unit_expect(bench_save(&b) == 0, "seed %u: %s", (unsigned)seed, b.e.message);
	unit_expect(strcmp(scratch_read("f"), a.after.data) == 0, "seed %u:\n%s\nbecame\n%s",
		(unsigned)seed, a.before.data, scratch_read("f"));
	unit_expect(scratch_files() == 1, "seed %u: kept beside", (unsigned)seed);
	bench_end(&b);
	bench_end(&wishes);
	str_fini(&a.before);
	str_fini(&a.after);
}

static void in_any_style(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= generated_count; seed++)
		play_author(seed);
	print_message("# %d files in any style\n", generated_count);
	unit_end();
}

/* Configurations of our own making */

static void put_any(struct bench *b, enum field_id id, uint64_t *random)
{
	char text[64];

	if (fields[id].choices)
		(void)snprintf(text, sizeof(text), "%s",
			fields[id].choices[unit_random(random) % 2].value);
	else if (fields[id].type->integer)
		(void)snprintf(text, sizeof(text), "%u", (unsigned)(unit_random(random) % 500) + 1);
	else
		(void)snprintf(text, sizeof(text), "%s",
			id == FIELD_PASSWORD ? "\\ \"#\" " : fields[id].example);
	bench_put(b, id, text);
}

static void choose(struct bench *b, uint64_t seed)
{
	uint64_t random = seed * 2654435761u + 1, chosen = unit_random(&random) >> 8;

	for (int i = 0; i < FIELD_COUNT; i++)
		if (chosen & 1u << i)
			put_any(b, (enum field_id)i, &random);
}

/* Loaded and saved again: not a byte is written. */
static void save_again(uint64_t seed)
{
	struct stat before, after;
	struct bench b;

	assert_int_equal(stat(scratch_path("f"), &before), 0);
	assert_int_equal(bench_load(&b, "f"), 0);
	unit_expect(bench_save(&b) == 0 && !b.store.wrote, "seed %u: written", (unsigned)seed);
	assert_int_equal(stat(scratch_path("f"), &after), 0);
	unit_expect(after.st_ino == before.st_ino &&
			    memcmp(&after.st_mtim, &before.st_mtim, sizeof(after.st_mtim)) == 0,
		"seed %u: touched", (unsigned)seed);
	bench_end(&b);
}

/* The same, one setting in each save, from any of them on. */
static void save_one_by_one(const struct bench *whole, uint64_t seed)
{
	enum { stride = 31 }; /* a prime: it comes to every one of them */
	struct bench b;

	for (uint64_t i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)((seed * 7 + i * stride) % FIELD_COUNT);

		assert_int_equal(bench_load(&b, "g"), 0);
		settings_take(&b.settings, &whole->settings, id);
		assert_int_equal(bench_save(&b), 0);
		bench_end(&b);
	}
}

static void saved_twice(void **state)
{
	const char *sweep = getenv("SWEEP");
	int count = configuration_count / (sweep && strcmp(sweep, "full") == 0 ? 1 : 10);
	struct str text;

	(void)state;
	for (uint64_t seed = 1; seed <= (uint64_t)count; seed++) {
		struct bench b;

		(void)unlink(scratch_path("f"));
		(void)unlink(scratch_path("g"));
		assert_int_equal(bench_load(&b, "f"), 0);
		choose(&b, seed);
		assert_int_equal(bench_save(&b), 0);
		save_again(seed);
		save_one_by_one(&b, seed);
		str_init(&text, config_size_max);
		str_text(&text, scratch_read("f"));
		unit_expect(strcmp(scratch_read("g"), text.data) == 0,
			"seed %u:\n%s\none by one\n%s", (unsigned)seed, text.data,
			scratch_read("g"));
		str_fini(&text);
		bench_end(&b);
	}
	print_message("# %d configurations\n", count);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(each_row),
		scratch_test(in_any_style),
		scratch_test(saved_twice),
	};

	return unit_run(tests);
}
