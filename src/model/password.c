#include "model/password.h"

/* The stored one first. */
static const enum field_id sources[] = {
	FIELD_PASSWORD,
	FIELD_PASSWORD_COMMAND,
	FIELD_PASSWORD_FILE,
	FIELD_PASSWORD_CREDENTIAL,
	FIELD_SIGN_IN,
};

enum { source_count = sizeof(sources) / sizeof(sources[0]) };

bool password_is_source(enum field_id id)
{
	for (size_t i = 0; i < source_count; i++)
		if (sources[i] == id)
			return true;
	return false;
}

static enum field_id first_source(const struct settings *s, bool own)
{
	for (size_t i = 0; i < source_count; i++)
		if (!settings_is_empty(s, sources[i]) && settings_is_own(s, sources[i]) == own)
			return sources[i];
	return FIELD_COUNT;
}

enum field_id password_source(const struct settings *s)
{
	enum field_id own = first_source(s, true);

	return own != FIELD_COUNT ? own : first_source(s, false);
}

bool password_is_given(const struct settings *s)
{
	return password_source(s) != FIELD_COUNT;
}

bool password_is_another(const struct settings *s, enum field_id id)
{
	enum field_id first = password_source(s);

	return first != FIELD_COUNT && first != id && !settings_is_empty(s, id) &&
	       !settings_is_hidden(s, id) && settings_is_own(s, id) == settings_is_own(s, first);
}

/* What says where the password goes, and who can read it on the way. */
static const enum field_id ways[] = {
	FIELD_HOST,
	FIELD_PROTOCOL,
	FIELD_PORT, /* which may only have followed */
	FIELD_CA_FILE,
	FIELD_PIN,
};

enum field_id password_led_away_by(const struct settings *s)
{
	enum field_id source = password_source(s);
	bool inherited = source != FIELD_COUNT && !settings_is_own(s, source);

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]) && inherited; i++)
		if (settings_is_own(s, ways[i]) && settings_is_foreign(s, ways[i]))
			return ways[i];
	return FIELD_COUNT;
}

bool password_goes_in_clear(const struct settings *s)
{
	return settings_is(s, FIELD_PROTOCOL, "plain") && !settings_is_empty(s, FIELD_USER) &&
	       password_is_given(s);
}
