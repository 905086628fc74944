/*
 * Codecs: what is written is read back as the same settings, whatever is in them; what a program
 * cannot hold is refused by its kind; and what has no place there is named.
 */
#include "codec_machine.h"

/* Into nothing, and then over what was written before. */
static void what_is_written_is_read(void **state)
{
	uint64_t seed = 20261130;

	(void)state;
	for (size_t i = 0; i < unit_count(subjects); i++) {
		const struct subject *subject = &subjects[i];
		struct machine over = {0};
		int written = 0;

		machine_put(&over, subject->path, "");
		for (int n = 0; n < settings_tried; n++) {
			struct machine fresh = {0};
			struct settings s;

			machine_put(&fresh, subject->path, "");
			settings_init(&s);
			random_settings(&s, subject->fields, &seed);
			if (write_back(subject, &fresh, &s, all_fields)) {
				written++;
				unit_expect(write_back(subject, &over, &s, all_fields),
					"%s: refused over what was there:\n%s", subject->id,
					over.files[0].text);
			} else {
				unit_expect(subject->may_refuse(&s),
					"%s: refused %s, '%s', from '%s' name '%s' ca %s",
					subject->id, settings_get(&s, FIELD_USER), password_of(&s),
					settings_get(&s, FIELD_FROM),
					settings_get(&s, FIELD_FROM_NAME),
					settings_get(&s, FIELD_CA_FILE));
			}
			settings_fini(&s);
			machine_fini(&fresh);
		}
		unit_expect(
			written > settings_tried / 4, "%s: only %d written", subject->id, written);
		machine_fini(&over);
	}
	unit_end();
}

/* clang-format off: tables, each row a sentence */
static const struct {
	const char *id, *settings; /* key=value, one a line */
	const char *files;         /* "path mode owner:group", and the text behind it */
} fresh[] = {
	{"msmtp",
		"server.host=smtp.example.org\nauth.user=me@example.org\nauth.password=a \"b\" #\n"
		"sender.from=me@example.org\n",
		"== /etc/msmtprc 600\n"
		"account default\n"
		"host smtp.example.org\n"
		"port 587\n"
		"tls on\n"
		"tls_starttls on\n"
		"tls_trust_file system\n"
		"auth on\n"
		"user me@example.org\n"
		"password \"a \"b\" #\"\n"
		"from me@example.org\n"},
	{"postfix",
		"server.host=smtp.example.org\nserver.protocol=ssl\nserver.port=465\n"
		"auth.user=me\nauth.password=a:$b #\n",
		"== /etc/postfix/main.cf 644\n"
		"relayhost = [smtp.example.org]:465\n"
		"smtp_tls_security_level = secure\n"
		"smtp_tls_wrappermode = yes\n"
		"smtp_tls_secure_cert_match = nexthop\n"
		"smtp_tls_servername = hostname\n"
		"smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n"
		"smtp_sasl_auth_enable = yes\n"
		"smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\n"
		"smtp_sasl_tls_security_options = noanonymous\n"
		"== /etc/postfix/sasl_passwd 600\n"
		"[smtp.example.org]:465 me:a:$b #\n"},
	{"postfix",
		"server.host=mx\nserver.protocol=plain\nserver.port=25\nauth.user=me\n"
		"auth.password=x\n",
		"== /etc/postfix/main.cf 644\n"
		"relayhost = [mx]:25\n"
		"smtp_tls_security_level = none\n"
		"smtp_sasl_auth_enable = yes\n"
		"smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\n"
		"smtp_sasl_security_options = noanonymous\n"
		"== /etc/postfix/sasl_passwd 600\n"
		"[mx]:25 me:x\n"},
	{"exim",
		"server.host=smtp.example.org\nserver.protocol=ssl\nserver.port=465\n"
		"auth.user=me\nauth.password= x\ntls.ca_file=/etc/ssl/own.pem\n",
		"== /etc/exim4/update-exim4.conf.conf 644\n"
		"dc_eximconfig_configtype='smarthost'\n"
		"dc_smarthost='smtp.example.org::465'\n"
		"== /etc/exim4/exim4.conf.localmacros 644\n"
		"REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS = *\n"
		"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_HOSTS = *\n"
		"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_CERTIFICATES = /etc/ssl/own.pem\n"
		"REMOTE_SMTP_SMARTHOST_PROTOCOL = smtps\n"
		"== /etc/exim4/passwd.client 640 :Debian-exim\n"
		"*:me: x\n"},
	{"env",
		"server.host=smtp.example.org\nauth.user=me\nauth.password=a $b\n"
		"sender.from=me@example.org\nsender.from_name=The \"Shop\"\n",
		"== .env 600\n"
		"SMTP_HOST=smtp.example.org\n"
		"SMTP_PORT=587\n"
		"SMTP_ENCRYPTION=starttls\n"
		"SMTP_USER=me\n"
		"SMTP_PASSWORD='a $b'\n"
		"SMTP_FROM=me@example.org\n"
		"SMTP_FROM_NAME='The \"Shop\"'\n"},
};

/* What cannot be said: nothing is written, and the message names the field and the kind. */
static const struct {
	const char *id, *text, *settings, *field, *message;
} refusals[] = {
	{"msmtp", "", "sender.from=50%@example.org\n", "sender.from",
		"msmtp cannot hold an address with %, ? or *"},
	{"msmtp", "", "auth.user=me\nauth.password_command=cat $HOME/x\n", "auth.password_command",
		"msmtp cannot hold a command that means more to a shell"},
	{"msmtp", "defaults\nfrom a@example.org\naccount default\nhost h\n", "", "sender.from",
		"msmtp cannot hold this value together with the others"},
	{"postfix", "", "auth.user=me\nauth.password=secret \n", "auth.password",
		"Postfix cannot hold a password that ends in a blank"},
	{"postfix", "", "auth.user=a:b\n", "auth.user",
		"Postfix cannot hold a user name with a colon"},
	{"exim", "", "auth.user=a:b\n", "auth.user", "Exim cannot hold a user name with a colon"},
	{"exim", "", "auth.user=me\nauth.password=secret \n", "auth.password",
		"Exim cannot hold a password that ends in a blank"},
	{"exim", "", "server.protocol=plain\nserver.port=25\n", "server.protocol",
		"Exim cannot hold a server without encryption"},
	{"exim", "", "server.port=465\n", "server.protocol",
		"Exim cannot hold ssl on another port than 465, or starttls on that"},
	{"exim", "", "tls.ca_file=/a$b\n", "tls.ca_file",
		"Exim cannot hold a value with a dollar sign or a backslash"},
	{"env", "", "auth.user=me\nauth.password=a${b}\n", "auth.password",
		".env cannot hold a value with ${"},
	{"env", "", "auth.user=me\nauth.password=secret\\\n", "auth.password",
		".env cannot hold a value that ends in a backslash"},
	{"env", "", "auth.user=me\nauth.password=it's \"x\" y\n", "auth.password",
		".env cannot hold a value with a ' and one of \" \\ $ `"},
	{"env", "", "auth.user=me\nauth.password=NULL\n", "auth.password",
		".env cannot hold a word that applications take for nothing, yes or no"},
	{"env", "", "auth.user=me\nauth.password=\"secret\"\n", "auth.password",
		".env cannot hold a value that has quotes around it"},
	{"env", "MAILER_DSN=smtp://h:587\n", "server.port=465\n", "server.protocol",
		".env cannot hold this value together with the others"},
	{"env", "SMTP_HOST=h\n", "server.host=\n", "server.host",
		".env cannot hold settings without a server"},
};

/* Values without a place are named, and all the rest is written. */
static const struct {
	const char *id, *settings;
	unsigned left_out;
} left_out[] = {
	{"msmtp",
		"sender.from=a@b.example\nsender.from_name=Me\nlimits.per_hour=5\ntest.timeout=9\n",
		CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_PER_HOUR)},
	{"msmtp", "server.protocol=plain\nauth.user=me\n", CODEC_BIT(FIELD_METHOD)},
	{"msmtp", "tls.ca_file=/etc/ssl/certs/ca-certificates.crt\n", 0},
	{"postfix", "sender.from=a@b.example\nauth.password_file=/p\nauth.method=login\n",
		CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_PASSWORD_FILE) | CODEC_BIT(FIELD_METHOD)},
	{"exim",
		"server.helo_name=box.example.org\ntls.ca_file=/own\nsender.reply_to=a@b.example\n",
		CODEC_BIT(FIELD_REPLY_TO)},
	{"env", "auth.password=x\nserver.helo_name=box.example.org\n",
		CODEC_BIT(FIELD_PASSWORD) | CODEC_BIT(FIELD_HELO)},
};

/* What is less safe there than in a test. */
static const struct {
	const char *id, *settings, *sentence; /* NULL: none */
} weak[] = {
	{"postfix", "", NULL},
	{"exim", "", "Exim sends no server name (SNI) when TLS begins."},
	{"msmtp", "", "msmtp has no queue: what the server does not take at once is lost."},
	{"env", "server.protocol=plain\n", NULL},
	{"env", "",
		"Whether TLS is required and the certificate is checked is up to the application "
		"that reads the file."},
};
/* clang-format on */

/* key=value, one a line; the server is smtp.example.org unless it says otherwise. */
static void settings_from(struct settings *s, const char *lines)
{
	char line[200];

	settings_init(s);
	assign(s, FIELD_HOST, "smtp.example.org");
	for (; *lines; lines += strcspn(lines, "\n") + 1) {
		(void)snprintf(line, sizeof(line), "%.*s", (int)strcspn(lines, "\n"), lines);
		*strchr(line, '=') = '\0';
		assign(s, field_find(line), line + strlen(line) + 1);
	}
}

static const char *path_of(const char *id)
{
	const struct subject *subject = subjects;

	while (strcmp(subject->id, id) != 0)
		subject++;
	return subject->path;
}

static int write_fresh(const char *id, const char *text, const struct settings *s,
	struct codec_files *files, struct err *e)
{
	const struct import_source in = {text, strlen(text), NULL, NULL, NULL};

	return codec_write(codec_find(id), path_of(id), &in, s, files, e);
}

/* Whose it is only where that is said. */
static void say_file(struct str *out, const struct codec_file *file)
{
	str_format(out, "== %s %o", file->path, file->mode);
	if (file->owner || file->group)
		str_format(out, " %s:%s", file->owner ? file->owner : "",
			file->group ? file->group : "");
	str_format(out, "\n%s", file->text.data);
}

static void new_files_are_safe(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(fresh); i++) {
		struct codec_files files;
		struct settings s;
		struct err e = {0};
		struct str all;

		str_init(&all, text_max);
		settings_from(&s, fresh[i].settings);
		unit_expect(write_fresh(fresh[i].id, "", &s, &files, &e) == 0, "row %zu: %s", i,
			e.message);
		for (size_t j = 0; j < files.n; j++)
			say_file(&all, &files.items[j]);
		unit_expect(strcmp(all.data, fresh[i].files) == 0, "row %zu:\n%s", i, all.data);
		codec_files_fini(&files);
		settings_fini(&s);
		str_fini(&all);
	}
	unit_end();
}

static void what_cannot_be_said_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(refusals); i++) {
		struct codec_files files;
		struct settings s;
		struct err e = {0};

		settings_from(&s, refusals[i].settings);
		unit_expect(write_fresh(refusals[i].id, refusals[i].text, &s, &files, &e) < 0 &&
				    files.n == 0 && strcmp(e.field, refusals[i].field) == 0 &&
				    strcmp(e.message, refusals[i].message) == 0,
			"row %zu: %s: %s", i, e.field, e.message);
		settings_fini(&s);
	}
	unit_end();
}

static void what_has_no_place_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(left_out); i++) {
		struct codec_files files;
		struct settings s;
		struct err e = {0};

		settings_from(&s, left_out[i].settings);
		unit_expect(write_fresh(left_out[i].id, "", &s, &files, &e) == 0 && files.n > 0,
			"row %zu: %s", i, e.message);
		unit_expect(
			files.left_out == left_out[i].left_out, "row %zu: %x", i, files.left_out);
		codec_files_fini(&files);
		settings_fini(&s);
	}
	unit_end();
}

static void what_is_weaker_there_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(weak); i++) {
		struct strlist sentences = {0};
		struct settings s;

		settings_from(&s, weak[i].settings);
		codec_weaknesses(codec_find(weak[i].id), &s, &sentences);
		unit_expect(weak[i].sentence ? sentences.n == 1 && strcmp(sentences.items[0],
									   weak[i].sentence) == 0
					     : !sentences.n,
			"row %zu: %s", i, sentences.n ? sentences.items[0] : "nothing");
		strlist_fini(&sentences);
		settings_fini(&s);
	}
	unit_end();
}

/* A row is complete for what it is good for. */
static void rows_are_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < codec_count; i++) {
		const struct codec *c = codecs[i];
		bool writes = c->uses & (CODEC_EXPORTS | CODEC_APPLIES);

		unit_expect(codec_find(c->id) == c, "%s is there twice", c->id);
		unit_expect(c->read && c->style && c->uses, "%s reads nothing", c->id);
		unit_expect(writes == (c->write != NULL), "%s writes nothing", c->id);
		unit_expect(!(c->uses & CODEC_APPLIES) || c->asks_file || c->places,
			"%s is nowhere", c->id);
		unit_expect(!writes || (c->files && c->files[0].mode && !c->files[0].path),
			"%s has no main file", c->id);
	}
	unit_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(new_files_are_safe),
		cmocka_unit_test(what_cannot_be_said_is_refused),
		cmocka_unit_test(what_has_no_place_is_named),
		cmocka_unit_test(what_is_weaker_there_is_named),
		cmocka_unit_test(rows_are_whole),
	};

	return unit_run(tests);
}
