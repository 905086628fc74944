/* The program's own malloc() and its kin, linked in here: what is given back is wiped. */
#include "unit.h"

#include "base/sanitized.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is at a place that is no longer ours, without touching it. */
static bool is_wiped(uintptr_t at, size_t len)
{
	int fd = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	char bytes[4096] = {0};
	bool read_all;

	assert_true(fd >= 0 && len <= sizeof(bytes));
	read_all = pread(fd, bytes, len, (off_t)at) == (ssize_t)len;
	(void)close(fd);
	/* The library may have put addresses there since, but not so many of that byte. */
	if (memmem(bytes, sizeof(bytes), "pppppppp", 8))
		return false;
	return read_all;
}

static char *filled(size_t size)
{
	char *p = malloc(size);

	memset(p, 'p', size);
	return p;
}

static void what_is_freed_is_wiped(void **state)
{
	(void)state;
	if (sanitized) /* its malloc() is another one */
		return;
	for (size_t size = 24; size <= 4096; size += 8) {
		char *p = filled(size);
		uintptr_t at = (uintptr_t)p;

		free(p);
		unit_expect(is_wiped(at, size), "%zu bytes", size);
	}
	free(NULL);
	unit_end();
}

static void what_moves_leaves_nothing(void **state)
{
	(void)state;
	if (sanitized) /* its malloc() is another one */
		return;
	for (size_t size = 24; size <= 2048; size += 8)
		for (size_t next = 1; next <= 4096; next = next * 2 + 1) {
			char *p = filled(size), *q;
			uintptr_t at = (uintptr_t)p;
			size_t kept = next < size ? next : size;

			q = realloc(p, next);
			for (size_t i = 0; i < kept; i++)
				unit_expect(q[i] == 'p', "%zu to %zu: lost", size, next);
			unit_expect(
				(uintptr_t)q == at || is_wiped(at, size), "%zu to %zu", size, next);
			free(q);
		}
	unit_end();
}

static void the_edges_of_realloc(void **state)
{
	char *first = realloc(NULL, 10), *second, *third;

	(void)state;
	assert_non_null(first);
	(void)strcpy(first, "word");
	second = realloc(first, 100000);
	assert_string_equal(second, "word");
	third = realloc(second, 5);
	assert_string_equal(third, "word");
	if (sanitized)
		free(third);
	else
		assert_null(realloc(third, 0)); /* it is freed */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_freed_is_wiped),
		cmocka_unit_test(what_moves_leaves_nothing),
		cmocka_unit_test(the_edges_of_realloc),
	};

	return unit_run(tests);
}
