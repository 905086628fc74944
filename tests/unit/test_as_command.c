/* The settings as a command: a shell reads from it what was set, and never the password. */
#include "fixture.h"

#include "engine/as_command.h"

#include <stdio.h>

static void only_what_is_set(void **state)
{
	static const struct {
		const char *words, *command;
	} rows[] = {
		{"server.host=mx.example.org auth.user=me@example.org auth.password=not-to-be-seen "
		 "sender.from=me@example.org",
			"smtpsetup set server.host=mx.example.org server.port=587 "
			"server.protocol=starttls auth.user=me@example.org "
			"sender.from=me@example.org --password-stdin"},
		{"server.host=mx.example.org server.port=465 server.protocol=ssl "
		 "auth.password_file=/etc/mail_~pass sender.from_name=Jo's_~$HOME_~`id`_~\"~\" "
		 "sender.from=a@example.org",
			"smtpsetup set server.host=mx.example.org server.port=465 "
			"server.protocol=ssl auth.password_file='/etc/mail pass' "
			"sender.from=a@example.org sender.from_name='Jo'\"'\"'s $HOME `id` \"~\"'"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct str out;

		fixture_settings(&s, rows[i].words);
		str_init(&out, as_command_max);
		as_command(&s, &out);
		unit_expect(strcmp(out.data, rows[i].command) == 0, "%s", out.data);
		str_fini(&out);
		settings_fini(&s);
	}
	unit_end();
}

/* A shell that knows smtpsetup as what prints its words takes them apart as they were meant. */
static void a_shell_reads_what_was_meant(void **state)
{
	static const char meant[] = "set\nserver.host=mx.example.org\nserver.port=587\n"
				    "server.protocol=starttls\n"
				    "sender.from_name=Jo's $HOME `id` \"~\" \\ * ; #\n";
	char shell[as_command_max + 100], read[2000] = "";
	struct settings s;
	struct str out;
	FILE *said;

	(void)state;
	fixture_settings(&s, "server.host=mx.example.org "
			     "sender.from_name=Jo's_~$HOME_~`id`_~\"~\"_~\\_~*_~;_~#");
	str_init(&out, as_command_max);
	as_command(&s, &out);
	(void)snprintf(
		shell, sizeof(shell), "smtpsetup() { printf '%%s\\n' \"$@\"; }\n%s\n", out.data);
	said = popen(shell, "r");
	assert_non_null(said);
	read[fread(read, 1, sizeof(read) - 1, said)] = '\0';
	assert_int_equal(pclose(said), 0);
	unit_expect(strcmp(read, meant) == 0, "%s", read);
	str_fini(&out);
	settings_fini(&s);
	unit_end();
}

static void what_it_needs_is_said(void **state)
{
	struct settings s;
	struct str out;

	(void)state;
	fixture_settings(&s, "server.host=mx.example.org auth.user=me auth.password=not-to-be-seen "
			     "tls.ca_file=/etc/ca.pem");
	str_init(&out, as_command_max);
	as_command_say_needs(&s, &out);
	unit_expect(strstr(out.data, "--password-stdin asks for it"), "%s", out.data);
	unit_expect(strstr(out.data, "/etc/ca.pem is a file on this machine"), "%s", out.data);
	unit_expect(!strstr(out.data, "not-to-be-seen"), "%s", out.data);
	str_fini(&out);
	settings_fini(&s);
	fixture_settings(&s, "server.host=mx.example.org");
	str_init(&out, as_command_max);
	as_command_say_needs(&s, &out);
	unit_expect(!out.len, "%s", out.data);
	str_fini(&out);
	settings_fini(&s);
	unit_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_set),
		cmocka_unit_test(a_shell_reads_what_was_meant),
		cmocka_unit_test(what_it_needs_is_said),
	};

	return unit_run(tests);
}
