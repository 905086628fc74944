/* Whole files: what is read is known again, what is replaced keeps its place, owner and mode. */
#include "scratch.h"

#include "base/file.h"

#include <errno.h>
#include <sys/wait.h>
#include <sys/xattr.h>

enum { max = 100 };

static struct file_state state_of(const char *name)
{
	struct file_state state;
	struct str bytes;
	struct err e;

	str_init(&bytes, max + 1);
	assert_int_equal(file_read(scratch_path(name), max, &bytes, &state, &e), 0);
	str_fini(&bytes);
	return state;
}

static int replace(const char *name, const char *text, const struct file_state *old)
{
	struct err e;

	return file_replace(scratch_path(name), text, strlen(text), old, &e) < 0 ? e.code : 0;
}

static void reads_bytes_and_state(void **state)
{
	struct file_state of;
	struct str bytes;
	struct err e;

	(void)state;
	scratch_write_bytes("f", "a\0b", 3, 0640);
	str_init(&bytes, max + 1);
	str_text(&bytes, "before ");
	assert_int_equal(file_read(scratch_path("f"), max, &bytes, &of, &e), 0);
	assert_int_equal(bytes.len, 10);
	assert_memory_equal(bytes.data, "before a\0b", 10);
	assert_true(of.exists);
	assert_int_equal(of.mode, 0640);
	assert_int_equal(of.size, 3);
	assert_int_equal(of.owner, geteuid());
	str_fini(&bytes);
}

static void a_missing_file_is_no_error(void **state)
{
	(void)state;
	assert_false(state_of("none").exists);
	assert_false(state_of("no/such/directory").exists);
}

static void reads_up_to_the_limit(void **state)
{
	char bytes[max + 1];
	struct file_state of;
	struct str out;
	struct err e;

	(void)state;
	memset(bytes, 'x', sizeof(bytes));
	scratch_write_bytes("most", bytes, max, 0600);
	scratch_write_bytes("more", bytes, max + 1, 0600);
	str_init(&out, 2 * max + 2);
	assert_int_equal(file_read(scratch_path("most"), max, &out, &of, &e), 0);
	assert_int_equal(out.len, max);
	assert_int_equal(file_read(scratch_path("more"), max, &out, &of, &e), -1);
	assert_int_equal(e.code, EX_CONFIG);
	str_fini(&out);
}

/* A FIFO has no writer here: whoever opened it for reading would wait for ever. */
static void reads_regular_files_only(void **state)
{
	static const char *const names[] = {"directory", "fifo", "device", "loop", "link"};
	struct file_state of;
	struct str out;

	(void)state;
	assert_int_equal(mkdir(scratch_path("directory"), 0700), 0);
	assert_int_equal(mkfifo(scratch_path("fifo"), 0600), 0);
	assert_int_equal(symlink("/dev/zero", scratch_path("device")), 0);
	assert_int_equal(symlink("loop", scratch_path("loop")), 0);
	assert_int_equal(symlink("fifo", scratch_path("link")), 0);
	str_init(&out, max + 1);
	for (size_t i = 0; i < unit_count(names); i++) {
		struct err e = {0};

		unit_expect(file_read(scratch_path(names[i]), max, &out, &of, &e) == -1 &&
				    e.code == EX_CONFIG && e.message[0],
			"%s: %d", names[i], e.code);
	}
	str_fini(&out);
	unit_end();
}

static void knows_the_file_again(void **state)
{
	struct file_state of, none;

	(void)state;
	scratch_write("f", "one");
	of = state_of("f");
	none = state_of("none");
	assert_true(file_is_same(scratch_path("f"), &of));
	assert_true(file_is_same(scratch_path("none"), &none));
	assert_false(file_is_same(scratch_path("f"), &none));
	assert_false(file_is_same(scratch_path("none"), &of));
}

/* Other bytes of the same length, with the old time put back: only the bytes tell. */
static void sees_other_bytes(void **state)
{
	struct timespec times[2];
	struct file_state of;

	(void)state;
	scratch_write("f", "one");
	of = state_of("f");
	times[0] = times[1] = of.modified;
	scratch_write("f", "two");
	assert_int_equal(utimensat(AT_FDCWD, scratch_path("f"), times, 0), 0);
	assert_false(file_is_same(scratch_path("f"), &of));
	scratch_write("f", "one");
	assert_int_equal(utimensat(AT_FDCWD, scratch_path("f"), times, 0), 0);
	assert_true(file_is_same(scratch_path("f"), &of));
	times[1].tv_nsec = (times[1].tv_nsec + 1) % 1000000000;
	assert_int_equal(utimensat(AT_FDCWD, scratch_path("f"), times, 0), 0);
	assert_false(file_is_same(scratch_path("f"), &of));
	scratch_write("f", "longer");
	assert_false(file_is_same(scratch_path("f"), &of));
}

static void makes_a_new_file(void **state)
{
	const struct file_state none = {0};

	(void)state;
	assert_int_equal(replace("a/b/new", "text", &none), 0);
	assert_string_equal(scratch_read("a/b/new"), "text");
	assert_int_equal(scratch_mode("a/b/new"), 0600);
	assert_int_equal(scratch_mode("a/b"), 0700);
	assert_int_equal(scratch_mode("a"), 0700);
}

static void replaces_and_keeps_the_mode(void **state)
{
	static const mode_t modes[] = {0600, 0640, 0400, 0440};

	(void)state;
	for (size_t i = 0; i < unit_count(modes); i++) {
		struct file_state old;

		scratch_write_bytes("f", "old", 3, modes[i]);
		old = state_of("f");
		unit_expect(replace("f", "new text", &old) == 0, "mode %o", (unsigned)modes[i]);
		unit_expect(scratch_mode("f") == modes[i], "%o became %o", (unsigned)modes[i],
			(unsigned)scratch_mode("f"));
		unit_expect(strcmp(scratch_read("f"), "new text") == 0, "the text");
	}
	unit_expect(scratch_files() == 1, "%d files", scratch_files());
	unit_end();
}

static void keeps_the_owner(void **state)
{
	struct file_state old;

	(void)state;
	if (geteuid() != 0)
		skip();
	scratch_write("f", "old");
	assert_int_equal(chown(scratch_path("f"), 65534, 65534), 0);
	old = state_of("f");
	assert_int_equal(replace("f", "new", &old), 0);
	assert_int_equal(state_of("f").owner, 65534);
	assert_int_equal(state_of("f").group, 65534);
}

static void a_reader_of_the_old_file_keeps_it(void **state)
{
	struct file_state old;
	char byte;
	int fd;

	(void)state;
	scratch_write("f", "o");
	old = state_of("f");
	fd = open(scratch_path("f"), O_RDONLY | O_CLOEXEC);
	assert_int_equal(replace("f", "n", &old), 0);
	assert_int_equal(read(fd, &byte, 1), 1);
	assert_int_equal(byte, 'o');
	assert_int_equal(close(fd), 0);
}

static void is_symlink_to(const char *name, const char *target)
{
	char buffer[scratch_path_max] = "";
	ssize_t n = readlink(scratch_path(name), buffer, sizeof(buffer) - 1);

	if (n < 0)
		fail_msg("%s is no symbolic link any more", name);
	assert_string_equal(buffer, target);
}

static void a_symbolic_link_keeps_pointing(void **state)
{
	struct file_state old;

	(void)state;
	assert_int_equal(mkdir(scratch_path("real"), 0700), 0);
	scratch_write("real/f", "old");
	assert_int_equal(symlink("real/f", scratch_path("link")), 0);
	old = state_of("link");
	assert_int_equal(replace("link", "new", &old), 0);
	is_symlink_to("link", "real/f");
	assert_string_equal(scratch_read("real/f"), "new");
}

static void so_does_one_whose_file_is_not_there_yet(void **state)
{
	const struct file_state none = {0};

	(void)state;
	assert_int_equal(mkdir(scratch_path("real"), 0700), 0);
	assert_int_equal(symlink("real/f", scratch_path("link")), 0);
	assert_int_equal(replace("link", "new", &none), 0);
	is_symlink_to("link", "real/f");
	assert_string_equal(scratch_read("real/f"), "new");
}

static int create(const char *name, const char *text, bool instead)
{
	struct err e;

	return file_create(scratch_path(name), text, strlen(text), instead, &e) < 0 ? e.code : 0;
}

/* A name that somebody chose: what has it already is replaced only when that is meant. */
static void a_file_of_its_own(void **state)
{
	(void)state;
	assert_false(file_exists(scratch_path("report")));
	assert_int_equal(create("report", "one", false), 0);
	assert_true(file_exists(scratch_path("report")));
	assert_int_equal(state_of("report").mode, 0600);
	assert_int_equal(create("report", "two", false), EX_CANTCREAT);
	assert_int_equal(state_of("report").size, 3);
	assert_int_equal(chmod(scratch_path("report"), 0644), 0);
	assert_int_equal(create("report", "three", true), 0);
	assert_int_equal(state_of("report").mode, 0600);
	assert_int_equal(state_of("report").size, 5);
	assert_int_equal(create("no/such/folder", "x", false), EX_CANTCREAT);
}

/* In a folder of everybody a link could lead the bytes elsewhere. */
static void never_goes_through_a_link(void **state)
{
	char target[PATH_MAX];

	(void)state;
	(void)snprintf(target, sizeof(target), "%s", scratch_path("target"));
	scratch_write_bytes("target", "keep", 4, 0600);
	assert_int_equal(symlink(target, scratch_path("link")), 0);
	assert_int_equal(create("link", "longer than that", false), EX_CANTCREAT);
	assert_int_equal(create("link", "longer than that", true), 0);
	assert_int_equal(state_of("target").size, 4);
	assert_int_equal(state_of("link").size, 16);
	assert_int_equal(symlink("nowhere", scratch_path("dangling")), 0);
	assert_true(file_exists(scratch_path("dangling")));
	assert_int_equal(mkdir(scratch_path("folder"), 0700), 0);
	assert_int_equal(create("folder", "x", true), EX_CANTCREAT);
}

static void what_cannot_be_made_is_said(void **state)
{
	const struct file_state none = {0};

	(void)state;
	scratch_write("plain", "a file, not a directory");
	assert_int_equal(replace("plain/f", "new", &none), EX_CANTCREAT);
	assert_string_equal(scratch_read("plain"), "a file, not a directory");
	assert_int_equal(mkdir(scratch_path("directory"), 0700), 0);
	assert_int_equal(replace("directory", "new", &none), EX_CANTCREAT);
	assert_int_equal(scratch_files(), 2);
}

/*
 * Asks for the lock in another process and holds it until the pipe closes; `ready` tells when it
 * is held. `held` is the parent's lock: a copy of it in the child would keep it for ever.
 */
static pid_t lock_elsewhere(const char *name, int held, const int until[2], const int ready[2])
{
	pid_t pid = fork();
	struct err e;
	char byte;

	if (pid != 0) {
		(void)close(until[0]);
		(void)close(ready[1]);
		return pid;
	}
	(void)close(held);
	(void)close(until[1]);
	_exit(file_lock(scratch_path(name), &e) < 0 || write(ready[1], "x", 1) != 1 ||
		read(until[0], &byte, 1) != 0);
}

static void a_lock_keeps_others_out_until_it_is_given_back(void **state)
{
	int until[2], ready[2], lock, status;
	struct err e;
	char byte;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe2(until, O_CLOEXEC), 0);
	assert_int_equal(pipe2(ready, O_CLOEXEC), 0);
	lock = file_lock(scratch_path("f"), &e);
	assert_true(lock >= 0);
	assert_int_equal(scratch_mode("f.lock"), 0600);
	pid = lock_elsewhere("f", lock, until, ready);
	assert_int_equal(fcntl(ready[0], F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(read(ready[0], &byte, 1), -1);
	assert_int_equal(fcntl(ready[0], F_SETFL, 0), 0);
	file_unlock(lock);
	assert_int_equal(read(ready[0], &byte, 1), 1); /* it got the lock then */
	assert_int_equal(close(until[1]), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(close(ready[0]), 0);
	file_unlock(-1);
}

static void a_lock_never_follows_a_link(void **state)
{
	struct err e;

	(void)state;
	scratch_write("victim", "text");
	assert_int_equal(symlink("victim", scratch_path("f.lock")), 0);
	assert_int_equal(file_lock(scratch_path("f"), &e), -1);
	assert_int_equal(e.code, EX_CANTCREAT);
}

/* What a save that was killed has left goes with the next lock; nothing else does. */
static void a_lock_clears_away(void **state)
{
	static const char *const left[] = {"f.new.aB3_x9", "f.bak.new.123456"};
	static const char *const others[] = {
		"f.new.12345", "f.new.1234567", "g.new.123456", "f.new", "ff.new.123456"};
	struct err e;

	(void)state;
	for (size_t i = 0; i < unit_count(left); i++)
		scratch_write(left[i], "half a pass");
	for (size_t i = 0; i < unit_count(others); i++)
		scratch_write(others[i], "somebody else's");
	file_unlock(file_lock(scratch_path("f"), &e));
	for (size_t i = 0; i < unit_count(left); i++)
		unit_expect(!scratch_read(left[i]), "%s is still there", left[i]);
	for (size_t i = 0; i < unit_count(others); i++)
		unit_expect(scratch_read(others[i]), "%s is gone", others[i]);
	unit_end();
}

/* In the lock stands who holds it; a lock that was given back says nothing. */
static void a_lock_is_signed(void **state)
{
	char words[64];
	struct err e;
	int lock;

	(void)state;
	lock = file_lock(scratch_path("f"), &e);
	(void)snprintf(
		words, sizeof(words), "%ld %s\n", (long)getpid(), program_invocation_short_name);
	assert_string_equal(scratch_read("f.lock"), words);
	file_unlock(lock);
	assert_string_equal(scratch_read("f.lock"), "");
}

static void who_can_change_the_directory(void **state)
{
	static const struct {
		mode_t mode;
		uid_t owner;
		gid_t group;
		bool good;
	} table[] = {
		{0700, 0, 0, true},
		{0755, 0, 1234, true},
		{0775, 0, 0, true},
		{0775, 1234, 1234, true}, /* a group of one's own */
		{0775, 0, 1234, false},
		{02770, 0, 1234, true},
		{02770, 1235, 1234, false},
		{02775, 0, 1234, false},
		{0777, 0, 0, false},
		{0702, 0, 0, false},
		{01777, 0, 0, true},
		{01770, 0, 1234, true},
	};

	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(mkdir(scratch_path("d"), 0700), 0);
	for (size_t i = 0; i < unit_count(table); i++) {
		struct err e = {0};
		bool good;

		assert_int_equal(chown(scratch_path("d"), table[i].owner, table[i].group), 0);
		assert_int_equal(chmod(scratch_path("d"), table[i].mode), 0);
		good = file_check_place(scratch_path("d/f"), &e) == 0;
		unit_expect(good == table[i].good, "row %zu: %s", i, good ? "good" : e.message);
		unit_expect(good || (e.code == EX_CONFIG && strstr(e.message, "chmod go-w /")),
			"row %zu: %s", i, e.message);
	}
	unit_end();
}

/* Who may change any directory on the way can exchange what the way leads to. */
static void every_directory_on_the_way_counts(void **state)
{
	static const struct {
		const char *open; /* to all, or sticky as well */
		mode_t mode;
		const char *file;
		bool good;
	} table[] = {
		{"d", 0777, "d/e/f/file", false},
		{"d/e", 0777, "d/e/f/file", false},
		{"d/e/f", 0777, "d/e/f/file", false},
		{"d", 0777, "d/new/newer/file", false},
		{"d", 0777, "d/link/file", true},
		{"elsewhere", 0777, "d/link/file", false},
		{"d", 01777, "d/e/f/file", true},
		{"d", 0755, "d/e/f/file", true},
		{"d/e/f/file", 0777, "d/e/f/file", true},
	};

	(void)state;
	assert_int_equal(mkdir(scratch_path("d"), 0700), 0);
	assert_int_equal(mkdir(scratch_path("d/e"), 0700), 0);
	assert_int_equal(mkdir(scratch_path("d/e/f"), 0700), 0);
	assert_int_equal(mkdir(scratch_path("elsewhere"), 0700), 0);
	assert_int_equal(symlink("../elsewhere", scratch_path("d/link")), 0);
	scratch_write("d/e/f/file", "x");
	for (size_t i = 0; i < unit_count(table); i++) {
		struct file_state file = {.owner = geteuid()};
		struct err e = {0};
		bool good;

		assert_int_equal(chmod(scratch_path(table[i].open), table[i].mode), 0);
		good = file_check_place(scratch_path(table[i].file), &e) == 0;
		unit_expect(good == table[i].good, "row %zu: %s", i, good ? "good" : e.message);
		unit_expect(good || (strstr(e.message, "chmod go-w /") &&
					    strstr(e.message, table[i].open)),
			"row %zu: %s", i, e.message);
		if (access(scratch_path(table[i].file), F_OK) == 0)
			unit_expect(file_is_trusted(scratch_path(table[i].file), &file) == good,
				"row %zu: trusted", i);
		assert_int_equal(chmod(scratch_path(table[i].open), 0700), 0);
	}
	unit_end();
}

/* An access list that lets user 1234 change what its group's bits say to be the owner's own. */
static void an_access_list_of_the_directory_counts(void **state)
{
	static const unsigned char lets_write[] = {2, 0, 0, 0, 1, 0, 7, 0, 255, 255, 255, 255, 2, 0,
		7, 0, 210, 4, 0, 0, 4, 0, 7, 0, 255, 255, 255, 255, 16, 0, 7, 0, 255, 255, 255, 255,
		32, 0, 0, 0, 255, 255, 255, 255};
	struct str note;
	struct err e;

	(void)state;
	if (geteuid() != getegid())
		skip();
	assert_int_equal(mkdir(scratch_path("d"), 0700), 0);
	assert_int_equal(chmod(scratch_path("d"), 0770), 0);
	scratch_write("d/f", "x");
	assert_int_equal(file_check_place(scratch_path("d/f"), &e), 0);
	if (setxattr(scratch_path("d"), "system.posix_acl_access", lets_write, sizeof(lets_write),
		    0) < 0)
		skip(); /* a file system without them */
	assert_int_equal(file_check_place(scratch_path("d/f"), &e), -1);
	str_init(&note, 1000);
	assert_int_equal(file_repair(scratch_path("d/f"), &note, &e), 0);
	str_fini(&note);
	assert_int_equal(file_check_place(scratch_path("d/f"), &e), 0);
	assert_int_equal(scratch_mode("d"), 0750);
}

/* In the directory of a group, its members read each other's files and take turns with the lock. */
static void a_group_shares_its_directory(void **state)
{
	const struct file_state none = {0};
	struct err e;

	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(mkdir(scratch_path("d"), 0700), 0);
	assert_int_equal(chown(scratch_path("d"), 0, 1234), 0);
	assert_int_equal(chmod(scratch_path("d"), 02770), 0);
	assert_int_equal(replace("d/f", "new", &none), 0);
	assert_int_equal(scratch_mode("d/f"), 0640);
	assert_int_equal(state_of("d/f").group, 1234);
	file_unlock(file_lock(scratch_path("d/f"), &e));
	assert_int_equal(scratch_mode("d/f.lock"), 0660);
}

/* Extended attribute of a list that lets user 1234 read (acl(5), linux/posix_acl_xattr.h). */
static const unsigned char list[] = {2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 4, 0, 210, 4,
	0, 0, 4, 0, 0, 0, 255, 255, 255, 255, 16, 0, 4, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255,
	255, 255, 255};

static void the_access_list_is_kept(void **state)
{
	static const char name[] = "system.posix_acl_access";
	unsigned char now[sizeof(list) + 1];
	struct file_state old;

	(void)state;
	scratch_write("f", "old");
	if (setxattr(scratch_path("f"), name, list, sizeof(list), 0) < 0)
		skip();
	assert_int_equal(scratch_mode("f"), 0640);
	old = state_of("f");
	assert_int_equal(replace("f", "new", &old), 0);
	assert_int_equal(getxattr(scratch_path("f"), name, now, sizeof(now)), sizeof(list));
	assert_memory_equal(now, list, sizeof(list));
	assert_int_equal(scratch_mode("f"), 0640);
}

/* What the directory gives to new files is not given to one that was there before. */
static void no_access_list_comes_by_itself(void **state)
{
	static const char name[] = "system.posix_acl_access";
	unsigned char now[sizeof(list)];
	struct file_state old;

	(void)state;
	scratch_write_bytes("f", "old", 3, 0640);
	old = state_of("f");
	if (setxattr(scratch_dir, "system.posix_acl_default", list, sizeof(list), 0) < 0)
		skip();
	assert_int_equal(replace("f", "new", &old), 0);
	assert_int_equal(getxattr(scratch_path("f"), name, now, sizeof(now)), -1);
	assert_int_equal(scratch_mode("f"), 0640);
}

static void a_mode_is_never_made_wider(void **state)
{
	struct file_state old;

	(void)state;
	scratch_write_bytes("f", "old", 3, 0664);
	old = state_of("f");
	assert_int_equal(replace("f", "new", &old), 0);
	assert_int_equal(scratch_mode("f"), 0640);
}

/* Between the last look at the file and its end, somebody else has put another one there. */
static void another_file_is_not_replaced(void **state)
{
	struct file_state old;

	(void)state;
	scratch_write("f", "old");
	scratch_write("theirs", "theirs");
	old = state_of("f");
	assert_int_equal(rename(scratch_path("theirs"), scratch_path("f")), 0);
	assert_int_equal(replace("f", "new", &old), EX_TEMPFAIL);
	assert_string_equal(scratch_read("f"), "theirs");
	assert_int_equal(scratch_files(), 1);
}

/* What holds the name of the holder would be written over. */
static void a_lock_has_one_name(void **state)
{
	struct err e;

	(void)state;
	scratch_write("victim", "text");
	assert_int_equal(link(scratch_path("victim"), scratch_path("f.lock")), 0);
	assert_int_equal(file_lock(scratch_path("f"), &e), -1);
	assert_int_equal(e.code, EX_CANTCREAT);
	assert_string_equal(scratch_read("victim"), "text");
}

/* The empty path is what `--config ""` gives. */
static void an_empty_path_is_refused(void **state)
{
	const struct file_state none = {0};
	char *empty = calloc(1, 1);
	struct err e;

	(void)state;
	assert_int_equal(chdir(scratch_dir), 0);
	assert_int_equal(file_make_parents(empty, &e), 0);
	assert_int_equal(file_replace(empty, "x", 1, &none, &e), -1);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(scratch_files(), 0);
	free(empty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(reads_bytes_and_state),
		scratch_test(a_missing_file_is_no_error),
		scratch_test(reads_up_to_the_limit),
		scratch_test(reads_regular_files_only),
		scratch_test(knows_the_file_again),
		scratch_test(sees_other_bytes),
		scratch_test(makes_a_new_file),
		scratch_test(replaces_and_keeps_the_mode),
		scratch_test(keeps_the_owner),
		scratch_test(a_reader_of_the_old_file_keeps_it),
		scratch_test(a_symbolic_link_keeps_pointing),
		scratch_test(so_does_one_whose_file_is_not_there_yet),
		scratch_test(a_file_of_its_own),
		scratch_test(never_goes_through_a_link),
		scratch_test(what_cannot_be_made_is_said),
		scratch_test(a_lock_keeps_others_out_until_it_is_given_back),
		scratch_test(a_lock_never_follows_a_link),
		scratch_test(a_lock_clears_away),
		scratch_test(a_lock_is_signed),
		scratch_test(who_can_change_the_directory),
		scratch_test(every_directory_on_the_way_counts),
		scratch_test(an_access_list_of_the_directory_counts),
		scratch_test(a_group_shares_its_directory),
		scratch_test(the_access_list_is_kept),
		scratch_test(no_access_list_comes_by_itself),
		scratch_test(a_mode_is_never_made_wider),
		scratch_test(another_file_is_not_replaced),
		scratch_test(a_lock_has_one_name),
		scratch_test(an_empty_path_is_refused),
	};

	return unit_run(tests);
}
