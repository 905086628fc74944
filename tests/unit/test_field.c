/* Every row of the table of settings says all there is to say, and says it right. */
#include "unit.h"

#include "base/text.h"
#include "model/settings.h"

#include <string.h>

enum { hint_columns = 76, paragraph_least = 30, sentence_least = 20 };

/* A loop over all rows: `id` and `f` are the row's. */
#define each_field(id, f)                                                                          \
	int id = 0;                                                                                \
	for (const struct field *f = fields; f < fields + FIELD_COUNT; f++, id++)

/* The columns of a text without wide characters. */
static size_t columns(const char *text)
{
	size_t n = 0, len = strlen(text), taken;
	uint32_t c;

	for (size_t i = 0; i < len; i += taken, n++)
		(void)utf8_next(text + i, len - i, &c, &taken);
	return n;
}

static bool is_canonical(const struct field *f, const char *text)
{
	struct str out;
	struct err e;
	bool same;

	str_init(&out, secret_max);
	same = field_check(f, text, &out, &e) == 0 && strcmp(out.data, text) == 0;
	str_fini(&out);
	return same;
}

static void has_its_words(void **state)
{
	(void)state;
	each_field(id, f)
	{
		assert_non_null(f->key);
		unit_expect(f->label && *f->label, "%s: no label", f->key);
		unit_expect(f->hint && *f->hint && columns(f->hint) <= hint_columns,
			"%s: a hint of %zu columns", f->key, f->hint ? columns(f->hint) : 0);
		unit_expect(f->manual && strlen(f->manual) >= paragraph_least, "%s: no paragraph",
			f->key);
		unit_expect(f->where && strlen(f->where) >= sentence_least &&
				    f->where[strlen(f->where) - 1] != ' ',
			"%s: where is it found?", f->key);
		unit_expect(f->type && f->fallback && f->example, "%s", f->key);
	}
	unit_end();
}

static void key_and_label_are_its_own(void **state)
{
	(void)state;
	each_field(id, f)
	{
		unit_expect(
			field_find(f->key) == (enum field_id)id, "%s: a key used twice", f->key);
		for (const struct field *other = fields; other < f; other++)
			unit_expect(strcmp(f->label, other->label) != 0, "%s: label of %s", f->key,
				other->key);
	}
	unit_expect(field_find("server") == FIELD_COUNT && field_find("") == FIELD_COUNT,
		"half a key is none");
	unit_end();
}

static void belongs_to_a_section(void **state)
{
	const struct section *last = NULL;

	(void)state;
	each_field(id, f)
	{
		const struct section *s = field_section((enum field_id)id);

		unit_expect(s && strncmp(f->key, s->word, strlen(s->word)) == 0 && s->title[0],
			"%s", f->key);
		unit_expect(strspn(f->key, "abcdefghijklmnopqrstuvwxyz_.") == strlen(f->key) &&
				    strchr(f->key, '.') == strrchr(f->key, '.'),
			"%s: a word, a point and a word", f->key);
		/* Else the form has two headings of that name. */
		unit_expect(s >= last, "%s stands apart from its section", f->key);
		last = s;
	}
	for (size_t i = 0; i < section_count; i++) {
		bool used = false;

		each_field(other, g)
		{
			(void)g;
			used = used || field_section((enum field_id)other) == &sections[i];
		}
		unit_expect(used, "no setting in section %s", sections[i].word);
	}
	unit_end();
}

static void default_and_example_are_canonical(void **state)
{
	(void)state;
	each_field(id, f)
	{
		unit_expect(
			is_canonical(f, f->fallback), "%s: default \"%s\"", f->key, f->fallback);
		unit_expect(is_canonical(f, f->example), "%s: example \"%s\"", f->key, f->example);
		unit_expect(f->flags & FIELD_SECRET || *f->example, "%s: no example", f->key);
		unit_expect(is_canonical(f, ""), "%s: empty", f->key);
	}
	unit_end();
}

/* Errors and the tree of the file hold a key, and its group, in arrays of fixed length. */
static void keys_are_short(void **state)
{
	(void)state;
	each_field(id, f)
	{
		struct err e;

		unit_expect(strlen(f->key) < sizeof(e.field), "%s: too long for an error", f->key);
		unit_expect(strcspn(f->key, ".") < 32, "%s: too long a group", f->key);
	}
	unit_end();
}

static void choices_are_canonical(void **state)
{
	(void)state;
	each_field(id, f)
	{
		unit_expect((f->type == &type_choice) == (f->choices != NULL), "%s", f->key);
		for (const struct choice *c = f->choices; c && c->value; c++) {
			unit_expect(is_canonical(f, c->value), "%s=%s", f->key, c->value);
			unit_expect(c->label && *c->label, "%s=%s: no label", f->key, c->value);
			unit_expect(
				strcmp(field_display((enum field_id)id, c->value), c->label) == 0,
				"%s=%s", f->key, c->value);
		}
		unit_expect(!f->type->integer || f->min <= f->max, "%s: no range", f->key);
	}
	unit_end();
}

static void refusals_are_no_choices(void **state)
{
	(void)state;
	each_field(id, f) for (const struct refusal *r = f->refusals; r && r->word; r++)
	{
		unit_expect(!is_canonical(f, r->word), "%s=%s", f->key, r->word);
		unit_expect(strlen(r->sentence) >= 10, "%s=%s: why?", f->key, r->word);
	}
	unit_end();
}

/* Refused with the right code and key, and nothing is left in the output. */
static void expect_refused(const struct field *f, const char *text, const char *what)
{
	struct err e = {0};
	struct str out;

	str_init(&out, secret_max);
	unit_expect(field_check(f, text, &out, &e) == -1, "%s: accepts %s", f->key, what);
	unit_expect(e.code == EX_DATAERR && strcmp(e.field, f->key) == 0 && e.message[0],
		"%s: %s: code %d, field \"%s\"", f->key, what, e.code, e.field);
	unit_expect(out.len == 0, "%s: %s left something", f->key, what);
	str_fini(&out);
}

static void refuses_control_characters(void **state)
{
	static const char *const bad[] = {
		"\r",
		"\n",
		"\r\n",
		"\x01",
		"\x08",
		"\t",
		"\x1B",
		"\x1F",
		"\x7F",
		"\xC2\x80",
		"\xC2\x85",
		"\xC2\x9F",
		"\xFF",
		"\xC3",
		"\xC0\x80",
		"\xED\xA0\x80",
	};
	enum { before, behind, inside, places };

	(void)state;
	each_field(id, f) for (size_t i = 0; i < unit_count(bad) * places; i++)
	{
		const char *value = *f->example ? f->example : "word";
		const char *sign = bad[i / places];
		size_t place = i % places;
		char text[300], what[20];

		if (strcmp(sign, "\t") == 0 && place != inside && !f->type->keep_blanks)
			continue; /* a tab is a blank there, and trimmed */
		(void)snprintf(text, sizeof(text), "%s%s%s", place == before ? "" : value, sign,
			place == behind ? "" : value);
		(void)snprintf(what, sizeof(what), "sign %zu", i / places);
		expect_refused(f, text, what);
	}
	unit_end();
}

static void refuses_more_than_512_bytes(void **state)
{
	static char text[secret_max + 2];

	(void)state;
	each_field(id, f) for (const char *c = "a1/"; *c; c++)
	{
		size_t most = f->flags & FIELD_SECRET ? secret_max : value_max;

		memset(text, *c, most + 1);
		text[most + 1] = '\0';
		expect_refused(f, text, "one byte too many");
	}
	unit_end();
}

/* As many bytes as are allowed are kept to the last one. */
static void takes_512_bytes(void **state)
{
	static const enum field_id ids[] = {FIELD_USER, FIELD_PASSWORD, FIELD_FROM_NAME,
		FIELD_CA_FILE, FIELD_PASSWORD_COMMAND, FIELD_PASSWORD_FILE};
	static char token[secret_max + 1];
	char text[value_max + 1];

	(void)state;
	memset(text, 'a', value_max);
	text[0] = '/';
	text[value_max] = '\0';
	for (size_t i = 0; i < unit_count(ids); i++)
		unit_expect(is_canonical(&fields[ids[i]], text), "%s", fields[ids[i]].key);
	memset(token, 't', secret_max);
	assert_true(is_canonical(&fields[FIELD_PASSWORD], token));
	unit_end();
}

/* Only a secret keeps its blanks. */
static void blanks_at_the_ends(void **state)
{
	(void)state;
	each_field(id, f)
	{
		char text[200];
		struct str out;
		struct err e;

		str_init(&out, value_max);
		(void)snprintf(text, sizeof(text), " \t%s ", f->example);
		if (f->flags & FIELD_SECRET)
			(void)strcpy(text, " word ");
		unit_expect(
			field_check(f, text, &out, &e) == 0 &&
				strcmp(out.data, f->flags & FIELD_SECRET ? text : f->example) == 0,
			"%s: \"%s\"", f->key, out.data);
		str_fini(&out);
	}
	unit_end();
}

static void survives_the_settings(void **state)
{
	(void)state;
	each_field(id, f)
	{
		const char *value = f->flags & FIELD_SECRET ? "s3cret \" word\\" : f->example;
		struct settings s;
		struct err e;

		settings_init(&s);
		unit_expect(settings_assign(&s, (enum field_id)id, value, &e) == 0, "%s", f->key);
		unit_expect(settings_origin(&s, (enum field_id)id) == ORIGIN_FILE, "%s", f->key);
		if (f->flags & FIELD_SECRET) {
			unit_expect(strcmp(secret_text(settings_secret(&s, (enum field_id)id)),
					    value) == 0,
				"%s", f->key);
			value = "(set)";
		}
		unit_expect(strcmp(settings_get(&s, (enum field_id)id), value) == 0, "%s: \"%s\"",
			f->key, settings_get(&s, (enum field_id)id));
		settings_reset(&s, (enum field_id)id);
		unit_expect(settings_is(&s, (enum field_id)id, f->fallback) &&
				    settings_origin(&s, (enum field_id)id) == ORIGIN_DEFAULT,
			"%s: reset", f->key);
		settings_fini(&s);
	}
	unit_end();
}

static void did_you_mean(void **state)
{
	static const struct {
		const char *typed, *key;
	} rows[] = {
		{"server.prot", "server.port"},
		{"host", "server.host"},
		{"serverhost", "server.host"},
		{"auth.pasword", "auth.password"},
		{"sender.form", "sender.from"},
		{"limits.perhour", "limits.per_hour"},
		{"SERVER.PORT", "server.port"},
		{"something.else.entirely", NULL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		const char *near = field_suggest(rows[i].typed);

		unit_expect(near == rows[i].key ||
				    (near && rows[i].key && strcmp(near, rows[i].key) == 0),
			"%s: %s", rows[i].typed, near ? near : "nothing");
	}
	unit_end();
}

/* The names that people and scripts rely on, with their labels, in the order of the form. */
static void the_promised_settings(void **state)
{
	static const struct {
		const char *key, *label, *fallback;
	} rows[] = {
		{"server.host", "SMTP Server", ""},
		{"server.port", "Port", "587"},
		{"server.protocol", "Transport Protocol", "starttls"},
		{"server.hosting", "Hosting", "self-hosted"},
		{"server.helo_name", "HELO Name", ""},
		{"auth.user", "Authentication User ID", ""},
		{"auth.password", "Authentication Password", ""},
		{"auth.method", "Login Method", "auto"},
		{"sender.from", "From", ""},
		{"sender.from_name", "Display Name", ""},
		{"sender.reply_to", "Reply To", ""},
		{"limits.per_hour", "Maximum emails per hour", "0"},
		{"tls.ca_file", "CA File", ""},
		{"tls.pin", "Pinned Key", ""},
		{"test.timeout", "Test Timeout", "15"},
	};
	size_t before = 0;

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		size_t id = field_find(rows[i].key);

		unit_expect(id < FIELD_COUNT && strcmp(fields[id].label, rows[i].label) == 0 &&
				    strcmp(fields[id].fallback, rows[i].fallback) == 0,
			"%s", rows[i].key);
		unit_expect(id >= before, "%s: out of order", rows[i].key);
		before = id;
	}
	unit_end();
}

/* What 0 means stands beside it; of another number, or another setting, nothing is said. */
static void says_what_0_means(void **state)
{
	(void)state;
	assert_string_equal(field_display(FIELD_PER_HOUR, "0"), "0 (no limit)");
	assert_string_equal(field_display(FIELD_PER_HOUR, "20"), "20");
	assert_string_equal(field_display(FIELD_PORT, "0"), "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_its_words),
		cmocka_unit_test(says_what_0_means),
		cmocka_unit_test(key_and_label_are_its_own),
		cmocka_unit_test(belongs_to_a_section),
		cmocka_unit_test(default_and_example_are_canonical),
		cmocka_unit_test(keys_are_short),
		cmocka_unit_test(choices_are_canonical),
		cmocka_unit_test(refusals_are_no_choices),
		cmocka_unit_test(refuses_control_characters),
		cmocka_unit_test(refuses_more_than_512_bytes),
		cmocka_unit_test(takes_512_bytes),
		cmocka_unit_test(blanks_at_the_ends),
		cmocka_unit_test(survives_the_settings),
		cmocka_unit_test(did_you_mean),
		cmocka_unit_test(the_promised_settings),
	};

	return unit_run(tests);
}
