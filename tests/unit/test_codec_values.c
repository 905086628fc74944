/*
 * Every kind of password with every kind of user, through every codec that writes: what is written
 * is read back as it was, and what is refused is refused for its own sake, whatever stands beside
 * it. How many of them a program holds is known, so that no codec gets narrower or laxer unnoticed.
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

/* How many of the passwords and of the users each holds. */
static const struct {
	const char *id;
	size_t passwords, users;
} held[] = {
	{"msmtp", 72, 15},
	{"postfix", 70, 14},
	{"exim", 69, 14},
	{"env", 65, 14},
	{"dma", 73, 13},
	{"nullmailer", 73, 15},
	{"env-laravel", 71, 14},
	{"env-symfony", 73, 15},
	{"env-django", 69, 14},
	{"grafana", 70, 15},
	{"gitea", 71, 15},
	{"alertmanager", 72, 15},
	{"git", 73, 15},
	{"curl", 73, 14},
	{"s-nail", 73, 15},
	{"mutt", 71, 14},
	{"mastodon", 73, 15},
	{"vaultwarden", 69, 15},
	{"chatwoot", 69, 15},
	{"healthchecks", 69, 15},
	{"nextcloud-container", 69, 15},
	{"systemd", 73, 15},
	{"nextcloud", 73, 15},
	{"gitlab", 64, 12},
	{"discourse", 73, 15},
	{"swaks", 71, 15},
	{"opensmtpd", 69, 14},
	{"kubernetes", 73, 15},
};

static const char *values_path(const char *id)
{
	for (size_t i = 0; i < unit_count(subjects); i++)
		if (strcmp(subjects[i].id, id) == 0)
			return subjects[i].path;
	return "";
}

/* Writes a server with this login into nothing, and reads it back. Returns whether it was written.
 */
static bool values_are_held(const struct codec *c, const char *user, const char *password)
{
	static const unsigned bits = COMMON;
	const struct subject subject = {c->id, values_path(c->id), bits, NULL};
	struct machine m = {0};
	struct settings s;
	bool result;

	settings_init(&s);
	assign(&s, FIELD_HOST, "smtp.example.org");
	assign(&s, FIELD_PROTOCOL, "ssl");
	assign(&s, FIELD_PORT, "465");
	assign(&s, FIELD_USER, user);
	assign(&s, FIELD_PASSWORD, password);
	machine_put(&m, subject.path, "");
	result = write_back(&subject, &m, &s, bits);
	machine_fini(&m);
	settings_fini(&s);
	return result;
}

static void expect_held(const struct codec *c, size_t n_passwords, size_t n_users)
{
	for (size_t i = 0; i < unit_count(held); i++)
		if (strcmp(held[i].id, c->id) == 0 && held[i].passwords == n_passwords &&
			held[i].users == n_users)
			return;
	unit_expect(false, "{\"%s\", %zu, %zu},", c->id, n_passwords, n_users);
}

static void every_value_is_held_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < codec_count; i++) {
		const struct codec *c = codecs[i];
		bool password_held[unit_count(passwords)] = {false};
		bool user_held[unit_count(users)] = {false};
		size_t n_passwords = 0, n_users = 0;

		if (!c->write)
			continue;
		for (size_t p = 0; p < unit_count(passwords); p++)
			n_passwords += password_held[p] =
				values_are_held(c, "quince", passwords[p]);
		for (size_t u = 0; u < unit_count(users); u++)
			n_users += user_held[u] = values_are_held(c, users[u], "quince");
		for (size_t p = 0; p < unit_count(passwords); p++)
			for (size_t u = 0; u < unit_count(users); u++)
				unit_expect(values_are_held(c, users[u], passwords[p]) ==
						    (password_held[p] && user_held[u]),
					"%s: '%s' with '%s'", c->id, users[u], passwords[p]);
		expect_held(c, n_passwords, n_users);
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
