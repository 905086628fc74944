/*
 * Machines with the files of other programs, settings at random with hostile values, and what is
 * expected of a codec that writes them there.
 */
#ifndef TESTS_CODEC_MACHINE_H
#define TESTS_CODEC_MACHINE_H

#include "unit.h"

#include "base/mem.h"
#include "base/text.h"
#include "format/codec.h"

#include <stdlib.h>
#include <string.h>

enum { settings_tried = 1000, files_max = 6, text_max = 2 * import_source_max };

static const unsigned all_fields = ~0u;

/* A machine: the files that are there. The first is the main one. */
struct machine {
	struct {
		const char *path;
		char *text;
	} files[files_max];
};

static inline bool machine_fetch(const void *context, const char *path, struct str *out)
{
	const struct machine *m = context;

	for (size_t i = 0; i < files_max && m->files[i].path; i++)
		if (strcmp(m->files[i].path, path) == 0) {
			str_text(out, m->files[i].text);
			return true;
		}
	return false;
}

static inline struct import_source machine_source(const struct machine *m)
{
	return (struct import_source) {
		m->files[0].text, strlen(m->files[0].text), machine_fetch, m, NULL};
}

static inline void machine_put(struct machine *m, const char *path, const char *text)
{
	size_t i = 0;

	while (i < files_max - 1 && m->files[i].path && strcmp(m->files[i].path, path) != 0)
		i++;
	free(m->files[i].text);
	m->files[i].path = path;
	m->files[i].text = mem_text(text);
}

static inline void machine_fini(struct machine *m)
{
	for (size_t i = 0; i < files_max; i++)
		free(m->files[i].text);
	*m = (struct machine) {0};
}

static inline void machine_read(
	const struct machine *m, const struct codec *c, struct import_result *f)
{
	const struct import_source in = machine_source(m);

	import_init(f, c->name, m->files[0].path);
	c->read(f, &in);
	import_decline(f);
}

/* What is written goes to the machine. */
static inline void machine_take(
	struct machine *m, const struct codec *c, const struct codec_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		const char *path = files->items[i].path, *text = files->items[i].text.data;

		if (strcmp(m->files[0].path, path) == 0)
			machine_put(m, m->files[0].path, text);
		for (const struct codec_owner *o = c->files; o->mode; o++)
			if (o->path && strcmp(o->path, path) == 0)
				machine_put(m, o->path, text);
	}
}

static inline const char *password_of(const struct settings *s)
{
	return secret_text(settings_secret(s, FIELD_PASSWORD));
}

/* Settings at random */

static inline const char *pick(uint64_t *seed, const char *const *from, size_t n)
{
	return from[unit_random(seed) % n];
}

static inline void assign(struct settings *s, enum field_id id, const char *text)
{
	struct err e;

	if (settings_assign(s, id, text, &e) < 0)
		unit_expect(false, "%s: %s", fields[id].key, e.message);
}

/* Pieces that mean something somewhere, put together as they come. */
static inline void hostile_text(struct str *out, uint64_t *seed, bool any_end)
{
	static const char *const pieces[] = {"a", "Z", "9", " ", "  ", "#", " #", "'", "\"", "\\",
		"$", "$$", "${HOME}", "$(id)", "`", "%", "%41", ":", "::", ";", "=", "!", "^", "~",
		"{", "}", "[", "<", ">", "&", "|", "*", "@", "/", ",", "+", "-", "?", "\xC3\xBC",
		"\xE2\x82\xAC", "null", "true", "export ", "\\n", "{{x}}"};
	size_t n = 1 + unit_random(seed) % 9;

	if (!any_end)
		str_char(out, 'u');
	while (n--)
		str_text(out, pick(seed, pieces, unit_count(pieces)));
	if (unit_random(seed) % 50 == 0)
		while (out->len < 480 + unit_random(seed) % 20)
			str_char(out, 'x');
	if (!any_end)
		str_char(out, 'u');
}

static inline void hostile(struct settings *s, enum field_id id, uint64_t *seed)
{
	struct str text;

	str_init(&text, value_max);
	hostile_text(&text, seed, id == FIELD_PASSWORD || unit_random(seed) % 2);
	assign(s, id, text.data);
	str_wipe(&text);
}

static inline void random_server(struct settings *s, uint64_t *seed)
{
	static const char *const hosts[] = {"smtp.example.org", "2001:db8::1", "192.0.2.1", "mx",
		"b\xC3\xBC"
		"cher.example"};
	static const char *const ports[] = {"587", "465", "25", "2525", "1"};
	static const char *const protocols[] = {"starttls", "ssl", "plain"};

	assign(s, FIELD_HOST, pick(seed, hosts, unit_count(hosts)));
	assign(s, FIELD_PROTOCOL, pick(seed, protocols, unit_count(protocols)));
	assign(s, FIELD_PORT,
		unit_random(seed) % 3 ? protocol_port(settings_get(s, FIELD_PROTOCOL))
				      : pick(seed, ports, unit_count(ports)));
}

static inline void random_login(struct settings *s, unsigned allowed, uint64_t *seed)
{
	static const char *const methods[] = {
		"plain", "login", "cram-md5", "xoauth2", "oauthbearer"};
	static const char *const commands[] = {"pass show office", "cat '/my file'", "gpg -d ~/x",
		"secret-tool lookup a \"b\"", "/bin/echo $HOME"};

	hostile(s, FIELD_USER, seed);
	if (settings_is_empty(s, FIELD_USER))
		assign(s, FIELD_USER, "me");
	if (allowed & CODEC_BIT(FIELD_PASSWORD_COMMAND) && unit_random(seed) % 4 == 0)
		assign(s, FIELD_PASSWORD_COMMAND, pick(seed, commands, unit_count(commands)));
	else if (unit_random(seed) % 8)
		hostile(s, FIELD_PASSWORD, seed);
	if (allowed & CODEC_BIT(FIELD_METHOD) &&
		(unit_random(seed) % 2 || settings_is(s, FIELD_PROTOCOL, "plain")))
		assign(s, FIELD_METHOD, pick(seed, methods, unit_count(methods)));
}

static inline void random_rest(struct settings *s, unsigned allowed, uint64_t *seed)
{
	static const char *const froms[] = {"a@example.org", "o'b%?*{}$`~!#=+-/&|^_@example.org",
		"\xC3\xBC@b\xC3\xBC"
		"cher.example",
		"x@[192.0.2.1]"};
	static const char *const helos[] = {"box.example.org", "[192.0.2.1]", "[IPv6:2001:db8::1]"};
	static const char *const files[] = {
		"/etc/ssl/own.pem", "/a b/c #d/$e/'f'.pem", "/\"q\"", "/x\\", "/u=v/:w"};

	if (allowed & CODEC_BIT(FIELD_FROM) && unit_random(seed) % 2)
		assign(s, FIELD_FROM, pick(seed, froms, unit_count(froms)));
	if (allowed & CODEC_BIT(FIELD_FROM_NAME) && !settings_is_empty(s, FIELD_FROM) &&
		unit_random(seed) % 2)
		hostile(s, FIELD_FROM_NAME, seed);
	if (allowed & CODEC_BIT(FIELD_HELO) && unit_random(seed) % 2)
		assign(s, FIELD_HELO, pick(seed, helos, unit_count(helos)));
	if (allowed & CODEC_BIT(FIELD_CA_FILE) && unit_random(seed) % 2)
		assign(s, FIELD_CA_FILE, pick(seed, files, unit_count(files)));
}

static inline void random_settings(struct settings *s, unsigned allowed, uint64_t *seed)
{
	static const enum field_id login[] = {
		FIELD_USER, FIELD_PASSWORD, FIELD_PASSWORD_COMMAND, FIELD_METHOD};

	for (size_t i = 0; i < unit_count(login); i++)
		settings_reset(s, login[i]);
	random_server(s, seed);
	if (allowed & CODEC_BIT(FIELD_USER) && unit_random(seed) % 5)
		random_login(s, allowed, seed);
	random_rest(s, allowed, seed);
}

/* A message names the kind of a value; by chance a short one may be part of a word. */
static inline void expect_no_value(const struct err *e, const struct settings *s)
{
	const char *password = password_of(s);

	unit_expect(strlen(password) < 6 || !strstr(e->message, password), "the password is in: %s",
		e->message);
	unit_expect(text_is_clean(e->message, strlen(e->message)), "%s", e->message);
}

static inline void expect_same(
	const struct settings *wanted, const struct settings *got, unsigned bits, const char *text)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		unit_expect(!(bits & CODEC_BIT(i)) || settings_same(wanted, got, (enum field_id)i),
			"%s is '%s' and not '%s' in\n%s", fields[i].key,
			codec_value(got, (enum field_id)i), codec_value(wanted, (enum field_id)i),
			text);
}

/* What a program can hold, and the values that it must hold or may refuse. */
struct subject {
	const char *id, *path;
	unsigned fields;
	bool (*may_refuse)(const struct settings *s);
	size_t passwords, users; /* how many it holds of those in test_codec_values.c */
};

/*
 * Writes them over what is there, and reads them back: the same in these fields. Returns whether
 * they were written.
 */
static inline bool write_back(
	const struct subject *subject, struct machine *m, const struct settings *s, unsigned bits)
{
	const struct codec *c = codec_find(subject->id);
	const struct import_source in = machine_source(m);
	struct import_result back;
	struct codec_files files;
	struct err e = {0};

	if (codec_write(c, m->files[0].path, &in, s, &files, &e) < 0) {
		unit_expect(files.n == 0, "%s: refused, and %zu files", subject->id, files.n);
		unit_expect(e.code == EX_DATAERR && field_find(e.field) < FIELD_COUNT, "%s: %s",
			subject->id, e.message);
		expect_no_value(&e, s);
		return false;
	}
	unit_expect(!(files.left_out & bits), "%s leaves out %x", subject->id, files.left_out);
	machine_take(m, c, &files);
	codec_files_fini(&files);
	machine_read(m, c, &back);
	expect_same(s, &back.settings, bits, m->files[0].text);
	import_fini(&back);
	return true;
}

#endif
