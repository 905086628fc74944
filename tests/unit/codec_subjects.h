/* What each program can hold, and the values that it may refuse. */
#ifndef TESTS_CODEC_SUBJECTS_H
#define TESTS_CODEC_SUBJECTS_H

#include "codec_machine.h"

#define COMMON                                                                                     \
	(CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT) | CODEC_BIT(FIELD_PROTOCOL) |               \
		CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))

static inline bool ends_in(const char *text, const char *set)
{
	return *text && strchr(set, text[strlen(text) - 1]);
}

static inline bool msmtp_may_refuse(const struct settings *s)
{
	return strlen(settings_get(s, FIELD_USER)) > 470 || strlen(password_of(s)) > 470 ||
	       strpbrk(settings_get(s, FIELD_FROM), "%?*") ||
	       strlen(settings_get(s, FIELD_CA_FILE)) > 470 ||
	       strpbrk(settings_get(s, FIELD_PASSWORD_COMMAND), "|;&<>()$`*?[#~={}!\\");
}

static inline bool postfix_may_refuse(const struct settings *s)
{
	return strchr(settings_get(s, FIELD_USER), ':') || ends_in(password_of(s), " ");
}

static inline bool exim_may_refuse(const struct settings *s)
{
	return postfix_may_refuse(s) || *password_of(s) == '^' ||
	       settings_is(s, FIELD_PROTOCOL, "plain") ||
	       settings_is(s, FIELD_PORT, "465") != settings_is(s, FIELD_PROTOCOL, "ssl");
}

static inline bool env_is_word(const char *value)
{
	static const char *const words[] = {
		"null", "(null)", "true", "(true)", "false", "(false)", "empty", "(empty)"};
	bool result = false;

	for (size_t i = 0; i < unit_count(words); i++)
		result |= strcmp(words[i], value) == 0;
	return result;
}

static inline bool env_value_may_be_refused(const char *value)
{
	bool result =
		strpbrk(value, "\"\\$`") && (strchr(value, '\'') || ends_in(value, "\\") ||
						    strstr(value, "\\\\") || strstr(value, "${"));

	return result || env_is_word(value) ||
	       (*value && strchr("\"'", *value) && ends_in(value, "\"'"));
}

static inline bool env_may_refuse(const struct settings *s)
{
	return env_value_may_be_refused(password_of(s)) ||
	       env_value_may_be_refused(settings_get(s, FIELD_USER)) ||
	       env_value_may_be_refused(settings_get(s, FIELD_FROM)) ||
	       env_value_may_be_refused(settings_get(s, FIELD_FROM_NAME));
}

/* Its word for STARTTLS and for none is the same one, and the port decides. */
static inline bool laravel_may_refuse(const struct settings *s)
{
	return env_is_word(password_of(s)) || env_is_word(settings_get(s, FIELD_USER)) ||
	       env_is_word(settings_get(s, FIELD_FROM_NAME)) ||
	       settings_is(s, FIELD_PROTOCOL, "plain") ||
	       (settings_is(s, FIELD_PROTOCOL, "starttls") &&
		       (settings_is(s, FIELD_PORT, "465") || settings_is(s, FIELD_PORT, "25")));
}

static inline bool symfony_may_refuse(const struct settings *s)
{
	return settings_is(s, FIELD_PROTOCOL, "starttls") &&
	       (settings_is(s, FIELD_PORT, "465") || settings_is(s, FIELD_PORT, "25"));
}

static inline bool django_may_refuse(const struct settings *s)
{
	const char *user = settings_get(s, FIELD_USER);

	return env_may_refuse(s) || strpbrk(settings_get(s, FIELD_FROM_NAME), "\"\\'") ||
	       (settings_is(s, FIELD_PROTOCOL, "starttls") && settings_is(s, FIELD_PORT, "465")) ||
	       strstr(user, "\xC3") || strstr(user, "\xE2");
}

static inline bool never_refuses(const struct settings *s)
{
	(void)s;
	return false;
}

static inline bool dma_may_refuse(const struct settings *s)
{
	const char *user = settings_get(s, FIELD_USER);

	return *user == '#' || strchr(user, '|') || strchr(settings_get(s, FIELD_FROM), '#') ||
	       (*user && strchr(settings_get(s, FIELD_HOST), ':'));
}

static inline bool refers(const struct settings *s, const char *mark)
{
	return strstr(password_of(s), mark) || strstr(settings_get(s, FIELD_USER), mark) ||
	       strstr(settings_get(s, FIELD_FROM_NAME), mark);
}

static inline bool grafana_may_refuse(const struct settings *s)
{
	return refers(s, "${") || refers(s, "%(") ||
	       settings_is(s, FIELD_PORT, "465") != settings_is(s, FIELD_PROTOCOL, "ssl");
}

static inline bool gitea_may_refuse(const struct settings *s)
{
	return refers(s, "%(");
}

static inline bool curl_may_refuse(const struct settings *s)
{
	return strchr(settings_get(s, FIELD_USER), ':');
}

static inline bool nail_may_refuse(const struct settings *s)
{
	return strchr(settings_get(s, FIELD_FROM), '\'') ||
	       strchr(settings_get(s, FIELD_CA_FILE), '\'');
}

static inline bool mutt_may_refuse(const struct settings *s)
{
	const char *user = settings_get(s, FIELD_USER), *password = password_of(s);

	return strlen(user) > 127 || strlen(password) > 255 || (*user && !*password);
}

static inline bool alert_may_refuse(const struct settings *s)
{
	return settings_is(s, FIELD_PORT, "465") != settings_is(s, FIELD_PROTOCOL, "ssl") ||
	       (!settings_is_empty(s, FIELD_USER) &&
		       (!*password_of(s) || settings_is(s, FIELD_PROTOCOL, "plain")));
}

static inline bool env_quotes_may_refuse(const struct settings *s)
{
	return env_value_may_be_refused(password_of(s)) ||
	       env_value_may_be_refused(settings_get(s, FIELD_USER)) ||
	       env_value_may_be_refused(settings_get(s, FIELD_FROM)) ||
	       env_value_may_be_refused(settings_get(s, FIELD_FROM_NAME));
}

static inline bool mailbox_may_refuse(const struct settings *s)
{
	return env_quotes_may_refuse(s) ||
	       strpbrk(settings_get(s, FIELD_FROM_NAME), "()<>[]:;@\\,.\"'$`");
}

static inline bool nextcloud_may_refuse(const struct settings *s)
{
	return env_quotes_may_refuse(s) || laravel_may_refuse(s);
}

static inline bool is_number_or_switch(const char *text)
{
	return strcmp(text, "true") == 0 || strcmp(text, "false") == 0 ||
	       !text[strspn(text, "0123456789")];
}

static inline bool gitlab_may_refuse(const struct settings *s)
{
	const char *user = settings_get(s, FIELD_USER), *password = password_of(s);

	return strpbrk(user, "'\"") || strpbrk(password, "'\"") || is_number_or_switch(user) ||
	       is_number_or_switch(password);
}

static inline bool swaks_may_refuse(const struct settings *s)
{
	const char *user = settings_get(s, FIELD_USER), *password = password_of(s);

	return *user == '-' || *password == '-' || (*user && !*password);
}

static inline bool opensmtpd_may_refuse(const struct settings *s)
{
	const char *user = settings_get(s, FIELD_USER), *password = password_of(s);

	return strpbrk(settings_get(s, FIELD_FROM), "\"\\$") || strchr(user, ':') ||
	       ends_in(password, " ") ||
	       (*user && (!*password || settings_is(s, FIELD_PROTOCOL, "plain")));
}

/* clang-format off: a table, each row a sentence */
static const struct subject subjects[] = {
	{"msmtp", "/etc/msmtprc",
		COMMON | CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_PASSWORD_COMMAND) |
			CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_CA_FILE),
		msmtp_may_refuse, 72, 15},
	{"postfix", "/etc/postfix/main.cf",
		COMMON | CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_CA_FILE),
		postfix_may_refuse, 70, 14},
	{"exim", "/etc/exim4/update-exim4.conf.conf", COMMON, exim_may_refuse, 69, 14},
	{"env", ".env", COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME), env_may_refuse,
		65, 14},
	{"env-laravel", ".env",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_HELO),
		laravel_may_refuse, 71, 14},
	{"env-symfony", ".env", COMMON | CODEC_BIT(FIELD_HELO), symfony_may_refuse, 73, 15},
	{"env-django", ".env", COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME),
		django_may_refuse, 69, 14},
	{"dma", "/etc/dma/dma.conf", COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_HELO),
		dma_may_refuse, 73, 13},
	{"nullmailer", "/etc/nullmailer/remotes",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_CA_FILE),
		never_refuses, 73, 15},
	{"grafana", "/etc/grafana/grafana.ini",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_HELO),
		grafana_may_refuse, 70, 15},
	{"gitea", "/etc/gitea/app.ini",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_HELO),
		gitea_may_refuse, 71, 15},
	{"git", "/home/me/.gitconfig",
		COMMON | CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_FROM) |
			CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_HELO) |
			CODEC_BIT(FIELD_CA_FILE),
		never_refuses, 73, 15},
	{"curl", "mail.conf",
		COMMON | CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_HELO) |
			CODEC_BIT(FIELD_CA_FILE),
		curl_may_refuse, 73, 14},
	{"s-nail", "/home/me/.mailrc",
		COMMON | CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_CA_FILE),
		nail_may_refuse, 73, 15},
	{"mutt", "/home/me/.muttrc",
		COMMON | CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_FROM) |
			CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_HELO) |
			CODEC_BIT(FIELD_CA_FILE),
		mutt_may_refuse, 71, 14},
	{"alertmanager", "/etc/prometheus/alertmanager.yml",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_HELO), alert_may_refuse, 72, 15},
	{"mastodon", ".env.production",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME) |
			CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_CA_FILE),
		never_refuses, 73, 15},
	{"vaultwarden", ".env",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_HELO),
		env_quotes_may_refuse, 69, 15},
	{"chatwoot", ".env",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME) | CODEC_BIT(FIELD_HELO),
		mailbox_may_refuse, 69, 15},
	{"healthchecks", ".env", COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME),
		mailbox_may_refuse, 69, 15},
	{"nextcloud-container", ".env", COMMON, nextcloud_may_refuse, 69, 15},
	{"kubernetes", "secret.yml", COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME),
		never_refuses, 73, 15},
	{"discourse", "app.yml", COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_HELO),
		never_refuses, 73, 15},
	{"gitlab", "gitlab.rb",
		COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME) |
			CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_CA_FILE),
		gitlab_may_refuse, 64, 12},
	{"nextcloud", "occ", COMMON, laravel_may_refuse, 73, 15},
	{"swaks", "/home/me/.swaksrc",
		COMMON | CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_HELO) |
			CODEC_BIT(FIELD_CA_FILE),
		swaks_may_refuse, 71, 15},
	{"systemd", "mail.env", COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME),
		never_refuses, 73, 15},
	{"opensmtpd", "smtpd.conf", COMMON | CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_HELO),
		opensmtpd_may_refuse, 69, 14},
};
/* clang-format on */

/* NULL: it has no row. */
static inline const struct subject *subject_find(const char *id)
{
	for (size_t i = 0; i < unit_count(subjects); i++)
		if (strcmp(subjects[i].id, id) == 0)
			return &subjects[i];
	return NULL;
}

#endif
