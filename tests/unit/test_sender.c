/* When what could not be sent is tried again, and whose message goes next. */
#include "unit.h"

#include "sender/back_off.h"
#include "sender/limit.h"
#include "sender/turns.h"

#include <string.h>

enum { hour_s = 60 * 60, least = 0, most = 255 };

static void grows_to_its_end(void **state)
{
	long before = 0;

	(void)state;
	for (unsigned tries = 1; tries < 100; tries++) {
		long low = back_off_pause(tries, least), high = back_off_pause(tries, most);

		unit_expect(low >= before, "%u tries: %ld", tries, low);
		unit_expect(low * 5 == high * 3, "%u tries: %ld to %ld", tries, low, high);
		unit_expect(high <= 5 * hour_s, "%u tries: %ld", tries, high);
		before = low;
	}
	assert_int_equal(back_off_pause(1, least), 45);
	assert_int_equal(back_off_pause(99, most), 5 * hour_s);
	assert_int_equal(back_off_pause(4000000000u, most), 5 * hour_s);
	unit_end();
}

static void waits_no_longer_than_it_would(void **state)
{
	struct progress p = {.next = 1000000};

	(void)state;
	assert_true(back_off_is_over(&p, 1000000));
	assert_false(back_off_is_over(&p, 999999));
	assert_false(back_off_is_over(&p, 1000000 - 5 * hour_s));
	assert_true(back_off_is_over(&p, 1000000 - 9 * hour_s));
}

static void counts_tries(void **state)
{
	struct progress p = {0};
	time_t first;

	(void)state;
	back_off_begin(&p);
	first = p.since;
	assert_int_equal(p.tries, 1);
	assert_in_range(p.next - first, 45, 75);
	back_off_begin(&p);
	assert_int_equal(p.tries, 2);
	assert_int_equal(p.since, first);
}

/* Turns: each letter is a message of that user, a number what was sent for them before. */
static const struct {
	const char *waiting, *order;
	struct ledger_user users[3];
} turns[] = {
	{"", "", {{0}}},
	{"aaa", "aaa", {{0}}},
	{"aaaabb", "ababaa", {{0}}},
	{"aaaabc", "abcaaa", {{0}}},
	{"aab", "baa", {{'a', 1}}},
	{"aaaabb", "bbaaaa", {{'a', 2}, {'z', 9}}},
	{"abab", "aabb", {{'b', 5}}},
	{"cba", "cba", {{'a', 1}, {'b', 1}, {'c', 1}}},
};

static void goes_in_turn_by_user(void **state)
{
	enum { turns_max = 8 };

	(void)state;
	for (size_t i = 0; i < unit_count(turns); i++) {
		struct turn list[turns_max];
		char ids[turns_max][2], order[turns_max + 1] = "";
		size_t n = strlen(turns[i].waiting);

		for (size_t k = 0; k < n; k++) {
			ids[k][0] = (char)('0' + k);
			list[k] = (struct turn) {ids[k], turns[i].waiting[k]};
		}
		turns_order(list, n, turns[i].users, unit_count(turns[i].users));
		for (size_t k = 0; k < n; k++)
			order[k] = (char)list[k].uid;
		unit_expect(strcmp(order, turns[i].order) == 0, "row %zu: %s", i, order);
		for (size_t k = 1; k < n; k++)
			for (size_t j = 0; j < k; j++)
				unit_expect(list[j].uid != list[k].uid || *list[j].id < *list[k].id,
					"row %zu: a younger one first", i);
	}
	unit_end();
}

static void has_the_limits_of_settings_and_provider(void **state)
{
	struct settings s;
	struct err e;

	(void)state;
	settings_init(&s);
	assert_int_equal(limit_of(&s).hour, 0);
	assert_int_equal(limit_of(&s).day, 0);
	assert_int_equal(settings_assign(&s, FIELD_HOST, "smtp.gmail.com", &e), 0);
	assert_int_equal(settings_assign(&s, FIELD_PER_HOUR, "20", &e), 0);
	assert_int_equal(limit_of(&s).hour, 20);
	assert_int_equal(limit_of(&s).day, 500);
	settings_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_to_its_end),
		cmocka_unit_test(waits_no_longer_than_it_would),
		cmocka_unit_test(counts_tries),
		cmocka_unit_test(goes_in_turn_by_user),
		cmocka_unit_test(has_the_limits_of_settings_and_provider),
	};

	return unit_run(tests);
}
