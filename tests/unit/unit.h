/*
 * What every unit test starts with: cmocka with TAP output, and checks for tables. A row of a
 * table that is wrong is reported with its own words and the rows behind it are still run;
 * unit_end() fails the test when there was one.
 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static int unit_wrong;

static inline void unit_report(const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static inline void unit_report(const char *file, int line, const char *format, ...)
{
	va_list ap;

	unit_wrong++;
	(void)printf("# %s:%d: ", file, line);
	va_start(ap, format);
	(void)vprintf(format, ap);
	va_end(ap);
	(void)putchar('\n');
	(void)fflush(stdout);
}

/* unit_expect(condition, format, ...): the words say which row and what came instead. */
#define unit_expect(condition, ...)                                                                \
	do {                                                                                       \
		if (!(condition))                                                                  \
			unit_report(__FILE__, __LINE__, __VA_ARGS__);                              \
	} while (0)

/* The last line of a test that used unit_expect(). */
static inline void unit_end(void)
{
	int wrong = unit_wrong;

	unit_wrong = 0;
	assert_int_equal(wrong, 0);
}

#define unit_count(rows) (sizeof(rows) / sizeof((rows)[0]))

#define unit_run(tests)                                                                            \
	(cmocka_set_message_output(CM_OUTPUT_TAP), cmocka_run_group_tests(tests, NULL, NULL))

/* A sequence of numbers that is the same in every run (xorshift64). */
static inline uint64_t unit_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

#endif
