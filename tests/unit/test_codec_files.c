/* Codecs over real files: where nothing changes no byte does, and a change stays in its place. */
#include "codec_machine.h"
#include "codec_samples.h"
#include "codec_subjects.h"

enum { any_tried = 300 };

static void sample_place(struct machine *m, const struct sample *sample)
{
	machine_put(m, sample->path, sample->text);
	for (size_t i = 0; i < files_max - 1 && sample->also[i].path; i++)
		machine_put(m, sample->also[i].path, sample->also[i].text);
}

/* Whom mail is from and where root's goes is looked at in each write, and there after the first. */
static void sample_settle(struct machine *m, const struct codec *c)
{
	struct import_source in = machine_source(m);
	struct import_result f;
	struct codec_files files;
	struct err e = {0};

	machine_read(m, c, &f);
	if (c->sendmail && import_has(&f, FIELD_FROM)) {
		unit_expect(codec_write(c, m->files[0].path, &in, &f.settings, &files, &e) == 0,
			"%s: %s", c->id, e.message);
		machine_take(m, c, &files);
		codec_files_fini(&files);
	}
	import_fini(&f);
}

static void nothing_changed_is_nothing_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(samples); i++) {
		const struct codec *c = codec_find(samples[i].id);
		struct machine m = {0};
		struct import_source in;
		struct import_result f;
		struct codec_files files;
		struct err e = {0};

		sample_place(&m, &samples[i]);
		sample_settle(&m, c);
		in = machine_source(&m);
		machine_read(&m, c, &f);
		unit_expect(import_has(&f, FIELD_HOST), "sample %zu has no server", i);
		unit_expect(codec_write(c, samples[i].path, &in, &f.settings, &files, &e) == 0 &&
				    files.n == 0 && !files.left_out,
			"sample %zu: %s\n%s", i, e.message,
			files.n ? files.items[0].text.data : "");
		codec_files_fini(&files);
		import_fini(&f);
		machine_fini(&m);
	}
	unit_end();
}

/* Every comment of the sample is still there. */
static void expect_comments(const char *sample, const char *text)
{
	for (const char *line = sample; line; line = strchr(line, '\n')) {
		char comment[100];

		line += *line == '\n';
		(void)snprintf(comment, sizeof(comment), "%.*s", (int)strcspn(line, "\r\n"), line);
		unit_expect(comment[strspn(comment, " \t")] != '#' || strstr(text, comment),
			"'%s' is gone:\n%s", comment, text);
	}
}

/*
 * The port says what the protocol is where there is no word for it; and what an account of msmtp
 * inherits it can only have otherwise, not be without.
 */
static bool sample_may_refuse(const struct subject *subject, const struct settings *s)
{
	return subject->may_refuse(s) ||
	       (strcmp(subject->id, "msmtp") == 0 && !settings_is_empty(s, FIELD_USER) &&
		       settings_is_empty(s, FIELD_PASSWORD)) ||
	       (strcmp(subject->id, "env") == 0 &&
		       (settings_is(s, FIELD_PORT, "465") || settings_is(s, FIELD_PORT, "25")));
}

/* One after the other, each over what the one before has left. */
static void real_files_are_written_over(void **state)
{
	uint64_t seed = 20261201;

	(void)state;
	for (size_t i = 0; i < unit_count(samples); i++) {
		const struct subject *subject = subject_find(samples[i].id);
		struct machine m = {0};
		int written = 0;

		sample_place(&m, &samples[i]);
		for (int n = 0; n < settings_tried; n++) {
			struct import_result was;
			struct settings s;

			machine_read(&m, codec_find(subject->id), &was);
			settings_init(&s);
			settings_copy(&s, &was.settings);
			random_settings(&s, COMMON, &seed);
			if (write_back(subject, &m, &s, COMMON))
				written++;
			else
				unit_expect(sample_may_refuse(subject, &s),
					"sample %zu: refused %s %s %s '%s' '%s'\n%s", i,
					settings_get(&s, FIELD_HOST), settings_get(&s, FIELD_PORT),
					settings_get(&s, FIELD_PROTOCOL),
					settings_get(&s, FIELD_USER), password_of(&s),
					m.files[0].text);
			settings_fini(&s);
			import_fini(&was);
		}
		expect_comments(samples[i].text, m.files[0].text);
		unit_expect(
			written > settings_tried / 4, "sample %zu: only %d written", i, written);
		machine_fini(&m);
	}
	unit_end();
}

/* The bytes that mean something somewhere, and those that mean trouble. */
static void disturb(struct str *text, uint64_t *seed)
{
	static const char bytes[] = "\0\r\n\t \"'=:;,$%#@<>[](){}\\/^*!\xFF\xC3\x1B";

	for (uint64_t n = unit_random(seed) % 8; n && text->len; n--)
		text->data[unit_random(seed) % text->len] =
			bytes[unit_random(seed) % sizeof(bytes)];
	text->len -= unit_random(seed) % 2 ? unit_random(seed) % (text->len + 1) : 0;
	text->data[text->len] = '\0';
}

/* Then a text is written that says what was wanted, or none. */
static void any_bytes_can_be_written_over(void **state)
{
	uint64_t seed = 20261202;
	struct str text;
	size_t written = 0;

	(void)state;
	str_init(&text, text_max);
	for (size_t i = 0; i < any_tried * unit_count(samples); i++) {
		const struct sample *sample = &samples[i % unit_count(samples)];
		const struct codec *c = codec_find(sample->id);
		struct machine m = {0};
		struct import_source in;
		struct import_result back;
		struct codec_files files;
		struct settings s;
		struct err e = {0};

		str_clear(&text);
		str_text(&text, sample->text);
		disturb(&text, &seed);
		sample_place(&m, sample);
		in = machine_source(&m);
		in.bytes = text.data;
		in.len = text.len;
		settings_init(&s);
		random_settings(&s, COMMON, &seed);
		if (codec_write(c, sample->path, &in, &s, &files, &e) == 0) {
			for (size_t j = 0; j < files.n; j++)
				if (strcmp(files.items[j].path, sample->path) == 0) {
					in.bytes = files.items[j].text.data;
					in.len = files.items[j].text.len;
				}
			machine_take(&m, c, &files);
			import_init(&back, c->name, sample->path);
			c->read(&back, &in);
			import_decline(&back);
			expect_same(&s, &back.settings, COMMON, in.bytes);
			import_fini(&back);
			written++;
		} else {
			unit_expect(e.code == EX_DATAERR || e.code == EX_CONFIG, "%s", e.message);
			expect_no_value(&e, &s);
		}
		codec_files_fini(&files);
		settings_fini(&s);
		machine_fini(&m);
	}
	unit_expect(written > any_tried, "only %zu written", written);
	str_fini(&text);
	unit_end();
}

/* Appends text with the first `from` in it replaced. */
static void replaced(struct str *out, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (!at) {
		unit_expect(false, "'%s' is not there", from);
		return;
	}
	str_add(out, text, (size_t)(at - text));
	str_text(out, to);
	str_text(out, at + strlen(from));
}

static void expect_change(const struct sample *sample, const struct sample_change *change)
{
	const struct codec *c = codec_find(sample->id);
	struct machine m = {0};
	struct import_source in;
	struct import_result f;
	struct codec_files files;
	struct str expected, old;
	const char *got = "";
	struct err e = {0};

	str_init(&expected, text_max);
	str_init(&old, text_max);
	sample_place(&m, sample);
	in = machine_source(&m);
	machine_read(&m, c, &f);
	assign(&f.settings, change->field, change->value);
	(void)machine_fetch(&m, change->path, &old);
	replaced(&expected, old.data, change->from, change->to);
	unit_expect(codec_write(c, sample->path, &in, &f.settings, &files, &e) == 0, "%s: %s: %s",
		sample->id, e.field, e.message);
	for (size_t i = 0; i < files.n; i++)
		if (strcmp(files.items[i].path, change->path) == 0)
			got = files.items[i].text.data;
	unit_expect(strcmp(got, expected.data) == 0, "%s: %s=%s:\n%s", sample->id,
		fields[change->field].key, change->value, got);
	codec_files_fini(&files);
	import_fini(&f);
	machine_fini(&m);
	str_fini(&old);
	str_fini(&expected);
}

static void one_change_changes_its_place_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(samples); i++)
		for (size_t j = 0; j < changes_max && samples[i].changes[j].path; j++)
			expect_change(&samples[i], &samples[i].changes[j]);
	unit_end();
}

/* Senders and aliases that somebody has settled are not ours to change, and that is said. */
static void what_others_settled_stays(void **state)
{
	const struct sample *sample = samples;
	struct machine m = {0};
	struct import_source in;
	struct import_result f;
	struct codec_files files;
	struct err e = {0};

	(void)state;
	while (!strstr(sample->text, "hash:/etc/postfix/senders"))
		sample++;
	sample_place(&m, sample);
	in = machine_source(&m);
	machine_read(&m, codec_find("postfix"), &f);
	assign(&f.settings, FIELD_FROM, "me@example.org");
	unit_expect(codec_write(codec_find("postfix"), sample->path, &in, &f.settings, &files,
			    &e) == 0 &&
			    files.n == 0 && files.left_out == CODEC_BIT(FIELD_FROM),
		"%zu files, %x left out: %s", files.n, files.left_out, e.message);
	codec_files_fini(&files);
	import_fini(&f);
	machine_fini(&m);
	unit_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_changed_is_nothing_written),
		cmocka_unit_test(real_files_are_written_over),
		cmocka_unit_test(any_bytes_can_be_written_over),
		cmocka_unit_test(one_change_changes_its_place_only),
		cmocka_unit_test(what_others_settled_stays),
	};

	return unit_run(tests);
}
