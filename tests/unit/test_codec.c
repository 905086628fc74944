/*
 * Codecs: what is written is read back as the same settings, whatever is in them; what a program
 * cannot hold is refused by its kind; and what has no place there is named.
 */
#include "codec_machine.h"
#include "codec_rows.h"
#include "codec_subjects.h"

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
			struct machine empty = {0};
			struct settings s;

			machine_put(&empty, subject->path, "");
			settings_init(&s);
			random_settings(&s, subject->fields, &seed);
			if (write_back(subject, &empty, &s, all_fields)) {
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
			machine_fini(&empty);
		}
		unit_expect(
			written > settings_tried / 4, "%s: only %d written", subject->id, written);
		machine_fini(&over);
	}
	unit_end();
}

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

static int write_fresh(const char *id, const char *text, const struct settings *s,
	struct codec_files *files, struct err *e)
{
	const struct import_source in = {text, strlen(text), NULL, NULL, NULL};

	return codec_write(codec_find(id), subject_find(id)->path, &in, s, files, e);
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
		struct str all;

		settings_from(&s, weak[i].settings);
		codec_sentences(codec_find(weak[i].id)->weak, &s, &sentences);
		str_init(&all, text_max);
		for (size_t j = 0; j < sentences.n; j++)
			str_format(&all, "%s\n", sentences.items[j]);
		unit_expect(strcmp(all.data, weak[i].sentences) == 0, "row %zu: %s", i, all.data);
		str_fini(&all);
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
		unit_expect(
			!writes || subject_find(c->id), "%s has no row in codec_subjects.h", c->id);
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
