/* Saving: what is written and kept, when nothing is, and who is told. */
#include "bench.h"

/* Every setting with its hardest value, and the result of a test, come back as they were. */
static void round_trip(void **state)
{
	static const char *const hard[FIELD_COUNT] = {
		[FIELD_PASSWORD] = " \"quoted\" \\ back\\\\slash # // /* */ \xC3\xBC ${x} ",
		[FIELD_USER] = "DOMAIN\\user \"x\"; }",
		[FIELD_FROM_NAME] = "\xE9\x82\xAE\xE4\xBB\xB6 \xF0\x9F\x93\xA7",
	};
	struct bench b, back;

	(void)state;
	assert_int_equal(bench_load(&b, "f"), 0);
	for (int i = 0; i < FIELD_COUNT; i++)
		bench_put(&b, (enum field_id)i, hard[i] ? hard[i] : fields[i].example);
	b.tested = (struct tested) {"ok.authenticated", "2026-11-23T18:00:00Z", "00$ff"};
	assert_int_equal(bench_save(&b), 0);
	assert_int_equal(scratch_mode("f"), 0600);
	assert_int_equal(bench_load(&back, "f"), 0);
	assert_true(settings_equal(&b.settings, &back.settings));
	assert_memory_equal(&b.tested, &back.tested, sizeof(b.tested));
	bench_end(&b);
	bench_end(&back);
}

static void a_save_writes_these_three_always(void **state)
{
	struct bench b;

	(void)state;
	assert_int_equal(bench_load(&b, "f"), 0);
	assert_int_equal(bench_save(&b), 0);
	assert_non_null(strstr(scratch_read("f"), "host = \"\";"));
	assert_non_null(strstr(scratch_read("f"), "port = 587;"));
	assert_non_null(strstr(scratch_read("f"), "protocol = \"starttls\";"));
	assert_null(strstr(scratch_read("f"), "limits"));
	bench_end(&b);
}

/* A broken file is not overwritten unless somebody says so; then it is kept. */
static void a_broken_file_is_kept(void **state)
{
	struct bench b;

	(void)state;
	scratch_write("f", "server = {");
	assert_int_equal(bench_load(&b, "f"), -1);
	bench_put(&b, FIELD_HOST, "mx.example.org");
	assert_int_equal(bench_save(&b), -1);
	assert_int_equal(b.e.code, EX_CONFIG);
	assert_string_equal(scratch_read("f"), "server = {");
	store_start_anew(&b.store);
	assert_int_equal(bench_save(&b), 0);
	assert_string_equal(scratch_read("f.bak"), "server = {");
	assert_non_null(strstr(scratch_read("f"), "mx.example.org"));
	bench_end(&b);
	assert_int_equal(bench_load(&b, "f"), 0);
	bench_end(&b);
}

static bool saved_text_has(struct bench *b, const char *words)
{
	assert_int_equal(bench_load(b, "f"), 0);
	bench_put(b, FIELD_HOST, "mx.example.org");
	if (bench_save(b) < 0)
		fail_msg("%s", b->e.message);
	bench_end(b);
	return strstr(scratch_read("f"), words);
}

static void what_is_unknown_survives(void **state)
{
	static const struct {
		const char *text, *words;
	} table[] = {
		{"server = { extra = \"kept\"; };", "extra = \"kept\";"},
		{"other = { deep = { list = ( 1, [ 2, 3 ], { a = true; } ); }; };", "deep"},
		{"answer = 42;", "answer = 42;"},
		{"mask = 0xFF;", "mask = 0xFF;"},
		{"big = 5000000000L;", "big = 5000000000L;"},
		{"tested = { verdict = \"ok.no_login\"; mine = 7; };", "mine = 7;"},
	};
	struct bench b;

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		scratch_write("f", table[i].text);
		unit_expect(saved_text_has(&b, table[i].words), "%s: %s", table[i].text,
			scratch_read("f"));
	}
	unit_end();
}

/* What the parser would change on the way (a large number, a NUL) is refused or stays. */
static void what_is_unknown_is_never_changed(void **state)
{
	static const struct {
		const char *text, *words;
	} table[] = {
		{"big = 99999999999;", "99999999999"},
		{"small = -99999999999;", "-99999999999"},
		{"text = \"abc\\x00def\";", "\\x00"},
	};
	struct bench b;

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		scratch_write("f", table[i].text);
		if (bench_load(&b, "f") == 0) {
			bench_put(&b, FIELD_HOST, "mx.example.org");
			unit_expect(bench_save(&b) == 0, "%s", b.e.message);
		}
		bench_end(&b);
		unit_expect(strstr(scratch_read("f"), table[i].words), "%s became %s",
			table[i].text, scratch_read("f"));
	}
	unit_end();
}

static void nothing_changed_nothing_written(void **state)
{
	static const char text[] = "server : { port : 0x24B ; protocol = \"SSL\" ; extra = 1 ; } ;";
	struct stat before, after;
	struct bench b;

	(void)state;
	scratch_write("f", text);
	assert_int_equal(stat(scratch_path("f"), &before), 0);
	assert_int_equal(bench_load(&b, "f"), 0);
	bench_put(&b, FIELD_PROTOCOL, "ssl");
	bench_put(&b, FIELD_PER_HOUR, "0");
	assert_int_equal(bench_save(&b), 0);
	assert_int_equal(stat(scratch_path("f"), &after), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	assert_int_equal(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
	assert_string_equal(scratch_read("f"), text);
	assert_int_equal(scratch_files(), 1);
	bench_end(&b);
}

static void what_is_reset_leaves_the_file(void **state)
{
	struct bench b;

	(void)state;
	scratch_write("f", "limits = { per_hour = 0; };\nauth = { user = \"me\"; };");
	assert_int_equal(bench_load(&b, "f"), 0);
	settings_reset(&b.settings, FIELD_PER_HOUR);
	settings_reset(&b.settings, FIELD_USER);
	assert_int_equal(bench_save(&b), 0);
	assert_null(strstr(scratch_read("f"), "per_hour"));
	assert_null(strstr(scratch_read("f"), "user"));
	bench_end(&b);
}

static void comments_stay(void **state)
{
	struct bench b;

	(void)state;
	scratch_write("f", "# why\nserver = { port = 587; # that one\n};\n");
	assert_int_equal(bench_load(&b, "f"), 0);
	bench_put(&b, FIELD_PORT, "588");
	assert_int_equal(bench_save(&b), 0);
	assert_string_equal(scratch_read("f"),
		"# why\nserver = { host = \"\"; port = 588; # that one\n"
		"  protocol = \"starttls\";\n};\n");
	assert_null(scratch_read("f.bak"));
	bench_end(&b);
}

static void a_comment_at_the_very_end(void **state)
{
	struct bench b;

	(void)state;
	scratch_write("f", "server = { port = 587; }; # no line end");
	assert_int_equal(bench_load(&b, "f"), 0);
	bench_put(&b, FIELD_USER, "me");
	assert_int_equal(bench_save(&b), 0);
	assert_non_null(strstr(scratch_read("f"), "# no line end\nauth = {\n  user = \"me\";\n"));
	bench_end(&b);
}

/* Where its places are not found, a new text is written, and the old one kept beside. */
static void what_cannot_be_changed_is_kept_beside(void **state)
{
	struct str note;
	struct bench b;

	(void)state;
	scratch_write("f", "server = { port = 26; };\n");
	str_init(&note, 1000);
	assert_int_equal(bench_load(&b, "f"), 0);
	str_clear(&b.store.text);
	str_text(&b.store.text, "neither this nor that");
	bench_put(&b, FIELD_HOST, "mx.example.org");
	assert_int_equal(store_save(&b.store, &b.settings, &b.tested, &note, &b.e), 0);
	assert_string_equal(scratch_read("f.bak"), "server = { port = 26; };\n");
	assert_int_equal(scratch_mode("f.bak"), 0600);
	assert_non_null(strstr(note.data, "f.bak"));
	assert_non_null(strstr(scratch_read("f"), "host = \"mx.example.org\";"));
	str_fini(&note);
	bench_end(&b);
}

static void changed_by_somebody_else(void **state)
{
	static const char *const theirs[] = {"server = { port = 25; };", NULL};

	(void)state;
	for (size_t i = 0; i < unit_count(theirs); i++) {
		struct bench b;

		scratch_write("f", "server = { port = 26; };");
		assert_int_equal(bench_load(&b, "f"), 0);
		bench_put(&b, FIELD_HOST, "mx.example.org");
		if (theirs[i])
			scratch_write("f", theirs[i]);
		else
			assert_int_equal(unlink(scratch_path("f")), 0);
		unit_expect(bench_save(&b) == -1 && b.e.code == EX_TEMPFAIL, "row %zu", i);
		unit_expect(
			!theirs[i] ? !scratch_read("f") : strcmp(scratch_read("f"), theirs[i]) == 0,
			"row %zu", i);
		bench_end(&b);
	}
	unit_end();
}

/* The link leads elsewhere meanwhile: neither what it led to nor what it leads to is written. */
static void a_link_that_was_turned(void **state)
{
	struct bench b;

	(void)state;
	scratch_write("one", "server = { port = 26; };");
	scratch_write("two", "server = { port = 26; };");
	assert_int_equal(symlink("one", scratch_path("f")), 0);
	assert_int_equal(bench_load(&b, "f"), 0);
	bench_put(&b, FIELD_HOST, "mx.example.org");
	assert_int_equal(unlink(scratch_path("f")), 0);
	assert_int_equal(symlink("two", scratch_path("f")), 0);
	assert_int_equal(bench_save(&b), -1);
	assert_int_equal(b.e.code, EX_TEMPFAIL);
	assert_string_equal(scratch_read("one"), "server = { port = 26; };");
	assert_string_equal(scratch_read("two"), "server = { port = 26; };");
	bench_end(&b);
}

static void what_has_two_names(void **state)
{
	struct bench b;

	(void)state;
	scratch_write("f", "server = { port = 26; };");
	assert_int_equal(link(scratch_path("f"), scratch_path("g")), 0);
	assert_int_equal(bench_load(&b, "f"), 0);
	bench_put(&b, FIELD_HOST, "mx.example.org");
	assert_int_equal(bench_save(&b), -1);
	assert_int_equal(b.e.code, EX_CONFIG);
	assert_non_null(strstr(b.e.message, "2 names"));
	assert_string_equal(scratch_read("f"), "server = { port = 26; };");
	bench_end(&b);
}

/* It can be read there, and it is not written, be it a new one or not. */
static void a_directory_that_others_can_change(void **state)
{
	struct bench b;

	(void)state;
	scratch_write("f", "server = { port = 26; };");
	assert_int_equal(chmod(scratch_dir, 0777), 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(bench_load(&b, i ? "new" : "f"), 0);
		bench_put(&b, FIELD_HOST, "mx.example.org");
		assert_int_equal(bench_save(&b), -1);
		assert_int_equal(b.e.code, EX_CONFIG);
		assert_non_null(strstr(b.e.message, "chmod go-w"));
		bench_end(&b);
	}
	assert_int_equal(scratch_files(), 1);
}

static void several_saves_in_a_row(void **state)
{
	struct bench b;

	(void)state;
	assert_int_equal(bench_load(&b, "a/f"), 0);
	for (int i = 1; i < 20; i++) {
		char port[24];

		(void)snprintf(port, sizeof(port), "%d", i);
		bench_put(&b, FIELD_PORT, port);
		assert_int_equal(bench_save(&b), 0);
		(void)snprintf(port, sizeof(port), "port = %d;", i);
		assert_non_null(strstr(scratch_read("a/f"), port));
	}
	bench_end(&b);
}

/* Without its verdict, what is left of a test says nothing, and hinders no save. */
static void a_test_without_a_verdict(void **state)
{
	struct bench b;

	(void)state;
	scratch_write(
		"f", "tested = { at = \"2026-11-23T18:00:00Z\"; fingerprint = \"00$ff\"; };\n");
	assert_int_equal(bench_load(&b, "f"), 0);
	assert_string_equal(b.tested.at, "");
	bench_put(&b, FIELD_PORT, "26");
	if (bench_save(&b) < 0)
		fail_msg("%s", b.e.message);
	assert_null(strstr(scratch_read("f"), "tested"));
	bench_end(&b);
}

/* Before it is there, a new file behind a linked directory has another name than afterwards. */
static void a_new_file_behind_a_link(void **state)
{
	struct bench b;

	(void)state;
	assert_int_equal(mkdir(scratch_path("a"), 0700), 0);
	assert_int_equal(symlink("a", scratch_path("b")), 0);
	assert_int_equal(bench_load(&b, "b/c/f"), 0);
	bench_put(&b, FIELD_PORT, "26");
	assert_int_equal(bench_save(&b), 0);
	bench_put(&b, FIELD_PORT, "27");
	if (bench_save(&b) < 0)
		fail_msg("%s", b.e.message);
	assert_non_null(strstr(scratch_read("a/c/f"), "port = 27;"));
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(round_trip),
		scratch_test(a_save_writes_these_three_always),
		scratch_test(a_broken_file_is_kept),
		scratch_test(what_is_unknown_survives),
		scratch_test(what_is_unknown_is_never_changed),
		scratch_test(nothing_changed_nothing_written),
		scratch_test(what_is_reset_leaves_the_file),
		scratch_test(comments_stay),
		scratch_test(a_comment_at_the_very_end),
		scratch_test(what_cannot_be_changed_is_kept_beside),
		scratch_test(changed_by_somebody_else),
		scratch_test(a_link_that_was_turned),
		scratch_test(what_has_two_names),
		scratch_test(a_directory_that_others_can_change),
		scratch_test(several_saves_in_a_row),
		scratch_test(a_new_file_behind_a_link),
		scratch_test(a_test_without_a_verdict),
	};

	return unit_run(tests);
}
