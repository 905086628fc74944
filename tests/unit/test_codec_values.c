/*
 * Every kind of password with every kind of user, through every codec that writes: what is written
 * is read back as it was, and what is refused is refused for its own sake, whatever stands beside
 * it. How many of them a program holds is in its row, so that no codec gets narrower or laxer
 * unnoticed.
 */
#include "codec_machine.h"
#include "codec_subjects.h"

#define TEN(x)     x x x x x x x x x x
#define HUNDRED(x) TEN(TEN(x))

static const char *const passwords[] = {
	"",
	"quince",
	"Quince7",
	"1234567",
	"0",
	"a b",
	"a  b",
	" a",
	"a ",
	" a b ",
	"  ",
	"#hash",
	"a#b",
	"a #b",
	"'",
	"it's",
	"'all'",
	"\"",
	"a\"b",
	"\"all\"",
	"\\",
	"a\\b",
	"end\\",
	"\\n",
	"$",
	"a$b",
	"$$",
	"${HOME}",
	"$HOME",
	"$(id)",
	"%",
	"a%b",
	"%41",
	"%(x)s",
	"%(user)s",
	":",
	"a:b",
	"::",
	";",
	"a;b",
	"a ;b",
	"=",
	"a=b",
	"==",
	"!",
	"a!b",
	"^",
	"`",
	"`id`",
	"~",
	"{",
	"}",
	"{{x}}",
	"#{x}",
	"<%= x %>",
	"[x]",
	"<a>",
	"&",
	"|",
	"*",
	"@",
	"/",
	",",
	"+",
	"-x",
	"null",
	"true",
	"NO",
	"0x10",
	"\xC3\xBC\xE2\x82\xAC",
	HUNDRED("ab"),
	HUNDRED("abcd") HUNDRED("e"),
	"a b#'\"\\$%:;=!^`~{}[]<>&|*@/,+-\xC3\xBC",
};

static const char *const users[] = {
	"alice",
	"alice@example.org",
	"DOM\\alice",
	"a b",
	"a:b",
	"a|b",
	"#a",
	"a\"b",
	"it's",
	"\xC3\xBC"
	"ser",
	"a+b@example.org",
	"a%b",
	"a$b",
	"true",
	HUNDRED("ab"),
};

/* Writes a server with this login into nothing, and reads it back. Returns whether it was written.
 */
static bool values_are_held(const struct subject *subject, const char *user, const char *password)
{
	struct machine m = {0};
	struct settings s;
	bool result;

	settings_init(&s);
	assign(&s, FIELD_HOST, "smtp.example.org");
	assign(&s, FIELD_PROTOCOL, "ssl");
	assign(&s, FIELD_PORT, "465");
	assign(&s, FIELD_USER, user);
	assign(&s, FIELD_PASSWORD, password);
	machine_put(&m, subject->path, "");
	result = write_back(subject, &m, &s, COMMON);
	machine_fini(&m);
	settings_fini(&s);
	return result;
}

static void every_value_is_held_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(subjects); i++) {
		const struct subject *subject = &subjects[i];
		bool password_held[unit_count(passwords)] = {false};
		bool user_held[unit_count(users)] = {false};
		size_t n_passwords = 0, n_users = 0;

		for (size_t p = 0; p < unit_count(passwords); p++)
			n_passwords += password_held[p] =
				values_are_held(subject, "quince", passwords[p]);
		for (size_t u = 0; u < unit_count(users); u++)
			n_users += user_held[u] = values_are_held(subject, users[u], "quince");
		for (size_t p = 0; p < unit_count(passwords); p++)
			for (size_t u = 0; u < unit_count(users); u++)
				unit_expect(values_are_held(subject, users[u], passwords[p]) ==
						    (password_held[p] && user_held[u]),
					"%s: '%s' with '%s'", subject->id, users[u], passwords[p]);
		unit_expect(n_passwords == subject->passwords && n_users == subject->users,
			"%s holds %zu, %zu and not %zu, %zu", subject->id, n_passwords, n_users,
			subject->passwords, subject->users);
	}
	unit_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_is_held_or_refused),
	};

	return unit_run(tests);
}
