/* The folder of what waits and the book of the hour, with a clock of the test's own. */
#include "scratch.h"

#include "mail/addresses.h"
#include "spool/ledger.h"
#include "spool/spool.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { text_max = 1 << 20, minute = 60 * 1000 };

/* The book */

static int64_t now_ms;

static int64_t test_now(void *ctx)
{
	(void)ctx;
	return now_ms;
}

static int64_t wall_s;

static int64_t test_wall(void *ctx)
{
	(void)ctx;
	return wall_s;
}

static struct ledger_clock test_clock = {.now = test_now, .wall = test_wall, .boot = "first"};

static struct ledger_limit an_hour(size_t n)
{
	return (struct ledger_limit) {.hour = n};
}

static struct ledger test_ledger(void)
{
	now_ms = 5 * ledger_hour_ms;
	(void)strcpy(test_clock.boot, "first");
	return (struct ledger) {
		.dir = open(scratch_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		.clock = &test_clock,
	};
}

/* Enters n and settles them; false: there was no room. */
static bool sent(const struct ledger *l, size_t limit, size_t n)
{
	struct err e;
	long entry;

	assert_int_equal(ledger_enter(l, an_hour(limit), 7, n, &entry, &e), 0);
	if (entry >= 0)
		assert_int_equal(ledger_settle(l, entry, n, &e), 0);
	return entry >= 0;
}

static size_t room_of(const struct ledger *l, size_t limit)
{
	struct ledger_room room;
	struct err e;

	assert_int_equal(ledger_look(l, an_hour(limit), &room, &e), 0);
	return room.room;
}

static void counts_a_sliding_hour(void **state)
{
	struct ledger l = test_ledger();
	struct ledger_room room;
	struct err e;

	(void)state;
	for (int i = 0; i < 10; i++) {
		assert_true(sent(&l, 10, 1));
		now_ms += minute;
	}
	assert_false(sent(&l, 10, 1));
	assert_int_equal(ledger_look(&l, an_hour(10), &room, &e), 0);
	assert_int_equal(room.used, 10);
	assert_int_equal(room.next_ms, 50 * minute);
	now_ms += 50 * minute - 1;
	assert_false(sent(&l, 10, 1));
	now_ms += 1;
	assert_true(sent(&l, 10, 1));
	assert_false(sent(&l, 10, 1));
	assert_true(sent(&l, 0, 5000));
	assert_true(sent(&l, 6000, 1));
	assert_false(sent(&l, 5000, 1));
	(void)close(l.dir);
}

/* Many random hours, with processes that die: in no 60 minutes more than the limit arrive. */
static void holds_whatever_happens(void **state)
{
	enum { limit = 7, steps = 4000 };
	static struct {
		int64_t at;
		size_t n;
	} arrived[steps];
	struct ledger l = test_ledger();
	uint64_t seed = 88172645463325252u;
	size_t count = 0, most = 0, total = 0;
	struct err e;

	(void)state;
	for (int i = 0; i < steps; i++) {
		size_t n = 1 + unit_random(&seed) % 3;
		long entry;

		now_ms += (int64_t)(unit_random(&seed) % (10 * minute));
		assert_int_equal(ledger_enter(&l, an_hour(limit), 7, n, &entry, &e), 0);
		if (entry < 0)
			continue;
		now_ms += (int64_t)(unit_random(&seed) % ledger_way_ms);
		arrived[count].at = now_ms;
		arrived[count++].n = n;
		if (unit_random(&seed) % 4)
			assert_int_equal(ledger_settle(&l, entry, n, &e), 0);
		else if (unit_random(&seed) % 8 == 0)
			test_clock.boot[0]++, now_ms = (int64_t)(unit_random(&seed) % minute);
		/* A machine that was started again has another time, and lost none on the way. */
		for (size_t k = 0; k < count && now_ms < arrived[count - 1].at; k++)
			arrived[k].at -= arrived[count - 1].at - now_ms;
	}
	for (size_t i = 0; i < count; i++) {
		size_t n = 0;

		for (size_t k = i; k < count && arrived[k].at < arrived[i].at + ledger_hour_ms; k++)
			n += arrived[k].n;
		most = n > most ? n : most;
		total += arrived[i].n;
	}
	assert_in_range(most, limit - 1, limit);
	assert_true(total > 1000);
	(void)close(l.dir);
}

static void counts_what_is_under_way(void **state)
{
	struct ledger l = test_ledger();
	struct err e;
	long entry;

	(void)state;
	assert_int_equal(ledger_enter(&l, an_hour(3), 7, 3, &entry, &e), 0);
	assert_int_equal(room_of(&l, 3), 0);
	now_ms += ledger_hour_ms + ledger_way_ms - 1;
	assert_int_equal(room_of(&l, 3), 0);
	now_ms += 1;
	assert_int_equal(room_of(&l, 3), 3);
	assert_int_equal(ledger_enter(&l, an_hour(3), 7, 3, &entry, &e), 0);
	assert_int_equal(ledger_settle(&l, entry, 1, &e), 0);
	assert_int_equal(room_of(&l, 3), 2);
	assert_int_equal(ledger_enter(&l, an_hour(3), 7, 2, &entry, &e), 0);
	assert_int_equal(ledger_settle(&l, entry, 0, &e), 0);
	assert_int_equal(room_of(&l, 3), 2);
	(void)close(l.dir);
}

static void survives_a_new_start(void **state)
{
	struct ledger l = test_ledger();

	(void)state;
	assert_true(sent(&l, 2, 2));
	(void)strcpy(test_clock.boot, "second");
	now_ms = minute;
	assert_int_equal(room_of(&l, 2), 0);
	now_ms = ledger_hour_ms - 1;
	assert_int_equal(room_of(&l, 2), 0);
	now_ms = ledger_hour_ms;
	assert_int_equal(room_of(&l, 2), 2);
	(void)close(l.dir);
}

/* A copy may lack what was sent since; so may what is no book at all. */
static void knows_a_book_from_elsewhere(void **state)
{
	struct ledger l = test_ledger();
	const char *text;

	(void)state;
	assert_true(sent(&l, 5, 1));
	assert_int_equal(room_of(&l, 5), 4);
	text = scratch_read("ledger");
	scratch_write("copy", text);
	assert_int_equal(rename(scratch_path("copy"), scratch_path("ledger")), 0);
	assert_int_equal(room_of(&l, 5), 0);
	now_ms += ledger_hour_ms;
	assert_int_equal(room_of(&l, 5), 5);
	scratch_write("ledger", "nonsense\n");
	assert_int_equal(room_of(&l, 5), 0);
	now_ms += ledger_hour_ms;
	assert_true(sent(&l, 5, 5));
	(void)close(l.dir);
}

static struct ledger_room day_room(const struct ledger *l, size_t hour, size_t day)
{
	struct ledger_room room;
	struct err e;

	assert_int_equal(ledger_look(l, (struct ledger_limit) {hour, day}, &room, &e), 0);
	return room;
}

static void enter(const struct ledger *l, long uid, size_t n)
{
	struct err e;
	long entry;

	assert_int_equal(
		ledger_enter(l, (struct ledger_limit) {.day = 100}, uid, n, &entry, &e), 0);
	assert_true(entry >= 0);
	assert_int_equal(ledger_settle(l, entry, n, &e), 0);
}

static void counts_a_day(void **state)
{
	struct ledger l = test_ledger();
	struct ledger_room room;

	(void)state;
	wall_s = 1000000;
	enter(&l, 1, 3);
	assert_int_equal(day_room(&l, 4, 5).room, 1);
	now_ms += ledger_hour_ms;
	wall_s += ledger_hour_ms / 1000;
	room = day_room(&l, 4, 5);
	assert_int_equal(room.room, 2);
	assert_int_equal(room.used, 0);
	assert_int_equal(room.of_day, 3);
	enter(&l, 1, 2);
	room = day_room(&l, 4, 5);
	assert_int_equal(room.room, 0);
	assert_true(room.next_ms == ledger_day_ms - ledger_hour_ms);
	now_ms += ledger_day_ms - ledger_hour_ms;
	assert_int_equal(day_room(&l, 4, 5).room, 3);
	now_ms += ledger_hour_ms;
	assert_int_equal(day_room(&l, 4, 5).room, 4);
	(void)close(l.dir);
}

/* A machine that is on for some hours a day would never be on for a whole one. */
static void counts_a_day_over_starts(void **state)
{
	struct ledger l = test_ledger();

	(void)state;
	wall_s = 1000000;
	enter(&l, 1, 5);
	(void)strcpy(test_clock.boot, "second");
	now_ms = 2 * (int64_t)ledger_hour_ms;
	assert_int_equal(day_room(&l, 9, 5).room, 0);
	wall_s += ledger_day_ms / 1000;
	assert_int_equal(day_room(&l, 9, 5).room, 5);
	wall_s -= ledger_day_ms / 1000 * 30;
	assert_int_equal(day_room(&l, 9, 5).room, 0);
	/* The hour never believes the wall. */
	now_ms = minute;
	wall_s += ledger_day_ms / 1000 * 300;
	assert_int_equal(day_room(&l, 9, 5).room, 4);
	(void)close(l.dir);
}

static void counts_by_user(void **state)
{
	struct ledger l = test_ledger();
	struct ledger_user *users;
	struct err e;
	size_t n;

	(void)state;
	enter(&l, 9, 3);
	enter(&l, 1, 2);
	enter(&l, 9, 4);
	assert_int_equal(ledger_users(&l, &users, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_true(users[0].uid == 1 && users[0].used == 2);
	assert_true(users[1].uid == 9 && users[1].used == 7);
	free(users);
	(void)close(l.dir);
}

/* The folder */

static struct spool test_spool(void)
{
	struct spool s;
	struct err e = {0};

	if (spool_open(&s, scratch_path("spool"), true, &e) < 0)
		print_error("%s\n", e.message);
	assert_int_equal(e.code, 0);
	return s;
}

static int keep_one(const struct spool *s, size_t size, char id[spool_id_size], struct err *e)
{
	static char block[4096];
	char *to[] = {(char *)"root", (char *)"a@b.example"};
	const struct ticket t = {.at = 1000, .uid = 7, .from = (char *)"me", .to = {to, 2}};
	struct spool_entry n;
	int result = spool_begin(&n, s, NULL, &t, e);

	memset(block, 'x', sizeof(block));
	for (size_t done = 0; done < size && result == 0; done += sizeof(block))
		result = spool_put(&n, block, sizeof(block), e);
	if (result == 0)
		result = spool_keep(&n, true, e);
	(void)memcpy(id, n.id, spool_id_size);
	spool_drop(&n);
	return result;
}

static size_t waiting(const struct spool *s)
{
	struct strlist ids;
	struct err e;
	size_t n;

	assert_int_equal(spool_list(s, &ids, &e), 0);
	n = ids.n;
	strlist_fini(&ids);
	return n;
}

static void keeps_a_message(void **state)
{
	struct spool s = test_spool();
	char id[spool_id_size], byte;
	struct ticket t;
	struct err e;
	size_t size;
	int fd;

	(void)state;
	assert_int_equal(keep_one(&s, 8192, id, &e), 0);
	assert_int_equal(waiting(&s), 1);
	fd = spool_read(&s, id, &t, &size, &e);
	assert_true(fd >= 0);
	assert_int_equal(size, 8192);
	assert_int_equal(pread(fd, &byte, 1, (off_t)t.message), 1);
	assert_int_equal(byte, 'x');
	assert_true(t.eight_bit && t.at == 1000 && t.uid == 7 && t.to.n == 2);
	assert_string_equal(t.from, "me");
	assert_string_equal(t.to.items[1], "a@b.example");
	ticket_fini(&t);
	(void)close(fd);
	assert_int_equal(spool_remove(&s, id, &e), 0);
	assert_int_equal(waiting(&s), 0);
	assert_int_equal(spool_read(&s, id, &t, &size, &e), -1);
	spool_close(&s);
}

static void keeps_the_most_recipients(void **state)
{
	struct spool s = test_spool();
	struct ticket t = {.from = (char *)""}, again;
	struct spool_entry n;
	char address[mail_address_max + 1];
	struct err e;
	size_t size;
	int fd;

	(void)state;
	for (int i = 0; i < mail_recipients_max; i++) {
		memset(address, 'a', sizeof(address));
		(void)snprintf(address, 10, "%08d", i);
		address[8] = '@';
		address[mail_address_max] = '\0';
		strlist_add(&t.to, address, mail_recipients_max);
	}
	assert_int_equal(spool_begin(&n, &s, NULL, &t, &e), 0);
	assert_int_equal(spool_keep(&n, false, &e), 0);
	fd = spool_read(&s, n.id, &again, &size, &e);
	assert_true(fd >= 0);
	assert_int_equal(again.to.n, mail_recipients_max);
	assert_string_equal(again.to.items[999], t.to.items[999]);
	assert_false(again.eight_bit);
	(void)close(fd);
	strlist_fini(&t.to);
	ticket_fini(&again);
	spool_close(&s);
}

static void remembers_the_progress(void **state)
{
	struct spool s = test_spool();
	struct progress p = {.tries = 3, .next = 77, .since = 5, .held = true}, again;
	char id[spool_id_size];
	struct err e;

	(void)state;
	assert_int_equal(keep_one(&s, 0, id, &e), 0);
	assert_int_equal(spool_progress(&s, id, &again, &e), 0);
	assert_int_equal(again.tries, 0);
	progress_say(&p, "auth.rejected", "The server\nrefuses \x1b[31m it.");
	strlist_add(&p.to, "wa@b", 9);
	strlist_add(&p.to, "sc@d", 9);
	assert_int_equal(spool_set_progress(&s, id, &p, &e), 0);
	assert_int_equal(spool_progress(&s, id, &again, &e), 0);
	assert_true(again.tries == 3 && again.next == 77 && again.since == 5 && again.held);
	assert_string_equal(again.reason, "auth.rejected");
	assert_null(strpbrk(again.words, "\n\x1b"));
	assert_int_equal(progress_count(&again, RECIPIENT_WAITS), 1);
	progress_fini(&p);
	progress_fini(&again);
	scratch_write(
		"spool/0000000000000000.progress", "smtpsetup progress 1\ntries 1\nto xa@b\n");
	assert_int_equal(spool_progress(&s, "0000000000000000", &again, &e), -1);
	assert_int_equal(e.code, EX_DATAERR);
	spool_close(&s);
}

static const char *const damaged[] = {
	"",
	"\n\n",
	"smtpsetup mail 1\n\nx",
	"smtpsetup mail 1\nfrom a\n\n",
	"smtpsetup mail 1\nfrom a\nto b c\n\n",
	"smtpsetup mail 1\nfrom a\nto b\nwhat x\n\n",
	"smtpsetup mail 1\nfrom a\nto -b\n\n",
	"smtpsetup mail 1\nfrom a\nto b\n",
	"smtpsetup mail 1\nfrom a b\nto b\n\n",
	"other mail 1\nfrom a\nto b\n\n",
};

static void refuses_what_is_damaged(void **state)
{
	struct spool s = test_spool();
	struct ticket t;
	struct err e;
	size_t size;

	(void)state;
	for (size_t i = 0; i < unit_count(damaged); i++) {
		scratch_write("spool/0123456789abcdef.mail", damaged[i]);
		unit_expect(spool_read(&s, "0123456789abcdef", &t, &size, &e) < 0 &&
				    e.code == EX_DATAERR,
			"row %zu", i);
	}
	assert_int_equal(unlink(scratch_path("spool/0123456789abcdef.mail")), 0);
	assert_int_equal(symlink("/etc/passwd", scratch_path("spool/0123456789abcdef.mail")), 0);
	assert_int_equal(spool_read(&s, "0123456789abcdef", &t, &size, &e), -1);
	spool_close(&s);
	unit_end();
}

static void is_its_owners_alone(void **state)
{
	struct spool s;
	struct err e;

	(void)state;
	assert_int_equal(spool_open(&s, scratch_path("none"), false, &e), -1);
	assert_int_equal(e.code, EX_NOINPUT);
	spool_close(&s);
	assert_int_equal(mkdir(scratch_path("open"), 0700), 0);
	assert_int_equal(chmod(scratch_path("open"), 0770), 0);
	assert_int_equal(spool_open(&s, scratch_path("open"), true, &e), -1);
	assert_int_equal(e.code, EX_NOPERM);
	spool_close(&s);
	assert_int_equal(symlink(scratch_path("open"), scratch_path("link")), 0);
	assert_int_equal(spool_open(&s, scratch_path("link"), false, &e), -1);
	spool_close(&s);
	s = test_spool();
	assert_int_equal(scratch_mode("spool"), 0700);
	spool_close(&s);
}

/* A file that may not grow is like a disk that is full. */
static void leaves_nothing_half(void **state)
{
	struct spool s = test_spool();
	const struct rlimit small = {100 * 1024, RLIM_INFINITY},
			    none = {RLIM_INFINITY, RLIM_INFINITY};
	char id[spool_id_size];
	struct err e;

	(void)state;
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(keep_one(&s, 200 * 1024, id, &e), -1);
	assert_int_equal(e.code, EX_IOERR);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	assert_int_equal(waiting(&s), 0);
	assert_int_equal(spool_count(scratch_path("spool")), 0);
	assert_int_equal(keep_one(&s, 10, id, &e), 0);
	assert_int_equal(spool_count(scratch_path("spool")), 1);
	spool_close(&s);
}

static void has_one_who_delivers(void **state)
{
	struct spool s = test_spool();
	int lock = spool_lock(&s);

	(void)state;
	assert_true(lock >= 0);
	assert_int_equal(spool_lock(&s), -1);
	(void)close(lock);
	/* What somebody left behind who died is cleared away, what is written just now is not. */
	scratch_write("spool/0123456789abcdef.new", "half");
	scratch_write("spool/0123456789abcdef.progress", "of none");
	{
		const struct ticket t = {.from = (char *)"", .to = {(char *[]) {(char *)"a"}, 1}};
		struct spool_entry n;
		struct err e;

		assert_int_equal(spool_begin(&n, &s, NULL, &t, &e), 0);
		lock = spool_lock(&s);
		assert_true(lock >= 0);
		assert_null(scratch_read("spool/0123456789abcdef.new"));
		assert_null(scratch_read("spool/0123456789abcdef.progress"));
		assert_int_equal(spool_keep(&n, false, &e), 0);
		assert_int_equal(waiting(&s), 1);
		(void)close(lock);
	}
	spool_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(counts_a_sliding_hour),
		scratch_test(holds_whatever_happens),
		scratch_test(counts_what_is_under_way),
		scratch_test(survives_a_new_start),
		scratch_test(knows_a_book_from_elsewhere),
		scratch_test(counts_a_day),
		scratch_test(counts_a_day_over_starts),
		scratch_test(counts_by_user),
		scratch_test(keeps_a_message),
		scratch_test(keeps_the_most_recipients),
		scratch_test(remembers_the_progress),
		scratch_test(refuses_what_is_damaged),
		scratch_test(is_its_owners_alone),
		scratch_test(leaves_nothing_half),
		scratch_test(has_one_who_delivers),
	};

	return unit_run(tests);
}
