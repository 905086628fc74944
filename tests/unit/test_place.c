/* Where another program's file lies: the way there is taken once, and root is aimed nowhere. */
#include "scratch.h"

#include "base/place.h"

enum { max = 1000, other = 54321, another = 54322 };

static int place_at(struct place *p, const char *name)
{
	struct err e = {0};

	return place_open(p, scratch_path(name), &e) < 0 ? e.code : 0;
}

/* Replaces what is there; 0, or the code of the error. */
static int put(const char *name, const char *text, mode_t mode)
{
	struct place p;
	struct file_state old;
	struct str bytes, staged;
	const struct place_file file = {text, strlen(text), mode, geteuid(), getegid()};
	struct err e = {0};
	int result;

	str_init(&bytes, max);
	str_init(&staged, max);
	result = place_open(&p, scratch_path(name), &e);
	if (result == 0)
		result = place_read(&p, max, &bytes, &old, &e);
	if (result == 0)
		result = place_stage(&p, &file, &old, &staged, &e);
	if (result == 0)
		result = place_commit(&p, staged.data, &old, &e);
	place_close(&p);
	str_fini(&staged);
	str_fini(&bytes);
	return result < 0 ? e.code : 0;
}

static void give(const char *name, uid_t owner)
{
	assert_int_equal(lchown(scratch_path(name), owner, owner), 0);
}

static void directory_of(const char *name, uid_t owner, mode_t mode)
{
	assert_int_equal(mkdir(scratch_path(name), 0700), 0);
	assert_int_equal(chmod(scratch_path(name), mode), 0);
	give(name, owner);
	assert_int_equal(chmod(scratch_dir, 0755), 0);
}

static struct stat stat_of(const char *name)
{
	struct stat st;

	assert_int_equal(lstat(scratch_path(name), &st), 0);
	return st;
}

static void makes_and_replaces(void **state)
{
	(void)state;
	assert_int_equal(put("f", "one", 0640), 0);
	assert_string_equal(scratch_read("f"), "one");
	assert_int_equal(scratch_mode("f"), 0640);
	assert_int_equal(put("f", "two", 0644), 0);
	assert_string_equal(scratch_read("f"), "two");
	assert_int_equal(scratch_mode("f"), 0644);
	assert_int_equal(scratch_files(), 1);
}

static void what_is_not_the_path_of_a_file_is_refused(void **state)
{
	static const struct {
		const char *name;
		int code;
	} rows[] = {
		{"no/f", EX_NOINPUT},
		{".", EX_NOINPUT},
		{"..", EX_NOINPUT},
		{"f/g", EX_NOINPUT},
	};
	struct place p;

	(void)state;
	scratch_write("f", "");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(place_at(&p, rows[i].name), rows[i].code);
		place_close(&p);
	}
}

static void a_link_of_ours_is_followed(void **state)
{
	(void)state;
	assert_int_equal(mkdir(scratch_path("real"), 0700), 0);
	scratch_write("real/f", "old");
	assert_int_equal(symlink("real/f", scratch_path("link")), 0);
	assert_int_equal(put("link", "new", 0600), 0);
	assert_string_equal(scratch_read("real/f"), "new");
	assert_true(S_ISLNK(stat_of("link").st_mode));
}

static void a_link_in_a_circle_ends(void **state)
{
	struct place p;

	(void)state;
	assert_int_equal(symlink("b", scratch_path("a")), 0);
	assert_int_equal(symlink("a", scratch_path("b")), 0);
	assert_int_equal(place_at(&p, "a"), EX_NOPERM);
	place_close(&p);
}

static void a_change_meanwhile_is_seen(void **state)
{
	struct place p;
	struct file_state old;
	struct str bytes, staged;
	const struct place_file file = {"mine", 4, 0600, geteuid(), getegid()};
	struct err e = {0};

	(void)state;
	str_init(&bytes, max);
	str_init(&staged, max);
	scratch_write("f", "old");
	assert_int_equal(place_open(&p, scratch_path("f"), &e), 0);
	assert_int_equal(place_read(&p, max, &bytes, &old, &e), 0);
	assert_int_equal(place_stage(&p, &file, &old, &staged, &e), 0);
	assert_int_equal(rename(scratch_path("f"), scratch_path("g")), 0);
	scratch_write("f", "theirs");
	assert_int_equal(place_commit(&p, staged.data, &old, &e), -1);
	assert_int_equal(e.code, EX_TEMPFAIL);
	assert_int_equal(place_remove(&p, &old, &e), -1);
	place_drop(&p, staged.data);
	assert_string_equal(scratch_read("f"), "theirs");
	assert_int_equal(scratch_files(), 2);
	place_close(&p);
	str_fini(&staged);
	str_fini(&bytes);
}

/* As root, in a directory of another user. */

static void only_root(void)
{
	if (geteuid() != 0)
		skip();
}

static void what_root_writes_there_is_its_owners(void **state)
{
	(void)state;
	only_root();
	directory_of("theirs", other, 0755);
	assert_int_equal(put("theirs/f", "new", 0600), 0);
	assert_int_equal(stat_of("theirs/f").st_uid, other);
	assert_int_equal(geteuid(), 0);
	assert_int_equal(getegid(), 0);
}

static void a_file_of_roots_there_is_out_of_reach(void **state)
{
	struct place p;
	struct file_state old;
	struct str bytes;
	struct err e = {0};

	(void)state;
	only_root();
	directory_of("theirs", other, 0755);
	scratch_write("secret", "root's");
	assert_int_equal(link(scratch_path("secret"), scratch_path("theirs/f")), 0);
	str_init(&bytes, max);
	assert_int_equal(place_open(&p, scratch_path("theirs/f"), &e), 0);
	assert_int_equal(place_read(&p, max, &bytes, &old, &e), -1);
	assert_int_equal(e.code, EX_NOPERM);
	place_close(&p);
	str_fini(&bytes);
}

/* Nobody else's link, nor one that leads to what is another's, aims what root writes. */
static void no_link_there_leads_out(void **state)
{
	struct place p;

	(void)state;
	only_root();
	directory_of("theirs", other, 0755);
	directory_of("roots", 0, 0755);
	directory_of("anothers", another, 0755);
	scratch_write("roots/f", "root's");
	assert_int_equal(symlink("../roots/f", scratch_path("theirs/f")), 0);
	give("theirs/f", other);
	assert_int_equal(symlink("../roots", scratch_path("theirs/d")), 0);
	give("theirs/d", other);
	assert_int_equal(symlink("../anothers", scratch_path("theirs/e")), 0);
	give("theirs/e", other);
	assert_int_equal(put("theirs/f", "aimed", 0600), EX_NOPERM);
	assert_int_equal(put("theirs/d/f", "aimed", 0600), EX_NOPERM);
	assert_int_equal(put("theirs/e/f", "aimed", 0600), EX_NOPERM);
	assert_string_equal(scratch_read("roots/f"), "root's");
	assert_int_equal(place_at(&p, "theirs/f"), EX_NOPERM);
	place_close(&p);
}

static void a_link_to_what_is_theirs_is_followed(void **state)
{
	(void)state;
	only_root();
	directory_of("theirs", other, 0755);
	directory_of("also", other, 0755);
	scratch_write("also/f", "old");
	give("also/f", other);
	assert_int_equal(symlink("../also/f", scratch_path("theirs/f")), 0);
	give("theirs/f", other);
	assert_int_equal(put("theirs/f", "new", 0600), 0);
	assert_string_equal(scratch_read("also/f"), "new");
	assert_int_equal(stat_of("also/f").st_uid, other);
}

/* In a sticky directory anybody can make a link, but only its maker can move it. */
static void a_strangers_link_in_a_sticky_directory_is_not_followed(void **state)
{
	(void)state;
	only_root();
	directory_of("sticky", 0, 01777);
	scratch_write("f", "root's");
	assert_int_equal(symlink("../f", scratch_path("sticky/f")), 0);
	give("sticky/f", other);
	assert_int_equal(put("sticky/f", "aimed", 0600), EX_NOPERM);
	assert_string_equal(scratch_read("f"), "root's");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(makes_and_replaces),
		scratch_test(what_is_not_the_path_of_a_file_is_refused),
		scratch_test(a_link_of_ours_is_followed),
		scratch_test(a_link_in_a_circle_ends),
		scratch_test(a_change_meanwhile_is_seen),
		scratch_test(what_root_writes_there_is_its_owners),
		scratch_test(a_file_of_roots_there_is_out_of_reach),
		scratch_test(no_link_there_leads_out),
		scratch_test(a_link_to_what_is_theirs_is_followed),
		scratch_test(a_strangers_link_in_a_sticky_directory_is_not_followed),
	};

	return unit_run(tests);
}
