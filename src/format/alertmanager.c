#include "format/flat.h"
#include "format/flat_yaml.h"

#include <string.h>

static const char begin_mark[] = "# smtpsetup: begin";
static const char end_mark[] = "# smtpsetup: end";

/* The lines of the file */

/* A line without its end; the next one begins behind that. False: there is no more. */
static bool block_line(const char *text, size_t len, size_t *at, struct span *line)
{
	const char *end;

	if (*at >= len)
		return false;
	end = memchr(text + *at, '\n', len - *at);
	*line = (struct span) {*at, end ? (size_t)(end - text) : len};
	*at = end ? line->end + 1 : len;
	return true;
}

static size_t block_indent(const char *text, struct span line)
{
	size_t n = 0;

	while (line.begin + n < line.end && text[line.begin + n] == ' ')
		n++;
	return n;
}

/* Does it begin like this, behind its indent? */
static bool block_starts(const char *text, struct span line, const char *start)
{
	size_t indent = block_indent(text, line);

	return line.end - line.begin - indent >= strlen(start) &&
	       memcmp(text + line.begin + indent, start, strlen(start)) == 0;
}

static bool block_find_line(
	const char *text, size_t len, size_t from, const char *start, struct span *line)
{
	while (block_line(text, len, &from, line))
		if (block_starts(text, *line, start))
			return true;
	return false;
}

/* Our block: from its first mark to behind its last one. */
static bool block_find(struct scan s, const char *name, size_t name_len, struct scan_group *group)
{
	struct span begin, end;

	(void)name;
	(void)name_len;
	if (!block_find_line(s.text, s.end, s.at, begin_mark, &begin) ||
		!block_find_line(s.text, s.end, begin.end, end_mark, &end))
		return false;
	*group = (struct scan_group) {{begin.begin, end.end}, {begin.end, end.begin}, false};
	return true;
}

static const struct scan_style block_style = {
	.next = scan_lines_next,
	.group = block_find,
	.lines = true,
	.between = ":",
	.last = true,
	.equals = ": ",
	.stop = "",
	.indent = "  ",
};

/* Reading */

/* On port 465 TLS is there from the first byte. */
static void alert_take_tls(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	bool required = strcmp(value, "true") == 0;
	bool ssl = settings_is(&r->f->settings, FIELD_PORT, protocol_port("ssl"));

	import_put(r->f, key->field,
		ssl        ? "ssl"
		: required ? "starttls"
			   : "plain",
		r->f->file, line);
}

/* Writing */

#define ABOUT_ALL                                                                                  \
	(ABOUT_ENDPOINT | ABOUT_SENDER | CODEC_BIT(FIELD_PROTOCOL) | CODEC_BIT(FIELD_HELO) |       \
		CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"smtp_smarthost", codec_take_server, codec_say_server, .field = FIELD_HOST,
		.about = ABOUT_ENDPOINT},
	{"smtp_require_tls", alert_take_tls, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "true false false"},
	{"smtp_hello", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"smtp_auth_username", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"smtp_auth_password", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"smtp_from", codec_take_mailbox, codec_say_mailbox, .field = FIELD_FROM, .about = ABOUT_SENDER},
};
/* clang-format on */

enum { key_count = sizeof(keys) / sizeof(keys[0]) };

static const struct flat alert = {
	.style = &block_style,
	.group = "smtpsetup",
	.keys = keys,
	.key_count = key_count,
	.unquote = flat_yaml_unquote,
};

static void alert_read(struct import_result *f, const struct import_source *in)
{
	struct span line;

	flat_read(&alert, f, in);
	if (import_has(f, FIELD_HOST) ||
		!block_find_line(in->bytes, in->len, 0, "smtp_smarthost:", &line))
		return;
	f->unusable = true;
	import_remark(f, f->file, 0,
		"smtp_smarthost was left out: smtpsetup reads only YAML that it wrote itself.");
}

/* A switch is no text. */
static void say_line(
	const struct codec_writing *w, const struct codec_key *key, size_t indent, struct str *out)
{
	struct str value;

	str_init(&value, import_source_max);
	if (key->say(w, key, &value) == EDIT_PUT) {
		str_format(out, "%*s%s: ", (int)indent, "", key->name);
		if (key->field == FIELD_PROTOCOL)
			str_text(out, value.data);
		else
			(void)flat_yaml_quote(out, value.data);
		str_char(out, '\n');
	}
	str_wipe(&value);
}

static void say_block(const struct codec_writing *w, size_t indent, struct str *out)
{
	str_format(out, "%*s%s\n", (int)indent, "", begin_mark);
	for (size_t i = 0; i < key_count; i++)
		say_line(w, &keys[i], indent, out);
	str_format(out, "%*s%s", (int)indent, "", end_mark);
}

/* The indent of what stands below a line. */
static size_t indent_below(const struct str *text, size_t at)
{
	struct span line;

	while (block_line(text->data, text->len, &at, &line)) {
		size_t indent = block_indent(text->data, line);

		if (line.begin + indent < line.end &&
			!strchr("#\r", text->data[line.begin + indent]))
			return indent ? indent : 2;
	}
	return 2;
}

/* `global:` and no more */
static bool is_section(const struct str *text, struct span line)
{
	size_t at = line.begin + strlen("global:");

	while (at < line.end && scan_is_blank(text->data[at]))
		at++;
	return at == line.end || text->data[at] == '#';
}

/* Where the block goes and how far it is indented; what it takes the place of. -1: e is filled. */
static int block_place(const struct codec_writing *w, const struct str *text, struct span *place,
	size_t *indent, const char **before)
{
	const struct scan all = {.text = text->data, .end = text->len};
	struct scan_group block;
	struct span line;

	*before = "\n";
	if (block_find(all, "", 0, &block)) {
		*place = block.whole;
		*indent = block_indent(text->data, block.whole);
		*before = "";
		return 0;
	}
	if (block_find_line(text->data, text->len, 0, "smtp_", &line))
		return err_set(
			w->e, EX_CONFIG, "%s has mail settings that are not smtpsetup's", w->path);
	*place = (struct span) {text->len, text->len};
	*indent = 2;
	if (!block_find_line(text->data, text->len, 0, "global:", &line)) {
		*before = text->len && text->data[text->len - 1] != '\n' ? "\nglobal:\n"
									 : "global:\n";
		return 0;
	}
	if (block_indent(text->data, line) || !is_section(text, line))
		return err_set(w->e, EX_CONFIG, "%s has its global settings in one line", w->path);
	*place = (struct span) {line.end, line.end};
	*indent = indent_below(text, line.end);
	return 0;
}

static int alert_write(struct codec_writing *w)
{
	const char *before = "";
	struct span place = {0, 0};
	struct str old, text;
	size_t indent = 0;
	int result;

	w->said |= ABOUT_ALL;
	if (!codec_changes(w, ABOUT_ALL))
		return 0;
	codec_text(w, w->path, &old);
	str_init(&text, import_source_max);
	result = block_place(w, &old, &place, &indent, &before);
	if (result == 0) {
		str_add(&text, old.data, place.begin);
		str_text(&text, before);
		say_block(w, indent, &text);
		str_add(&text, old.data + place.end, old.len - place.end);
		if (text.data[text.len - 1] != '\n')
			str_char(&text, '\n');
		result = codec_replace(w, w->path, &text);
	}
	str_wipe(&text);
	str_wipe(&old);
	return result;
}

static bool alert_is_elsewhere(const struct settings *s, const char *protocol)
{
	return settings_is(s, FIELD_PORT, protocol_port("ssl")) != (strcmp(protocol, "ssl") == 0);
}

static bool alert_is_clear(const struct settings *s, const char *user)
{
	return *user && !codec_is_encrypted(s);
}

static bool alert_is_missing(const struct settings *s, const char *password)
{
	return !*password && !settings_is_empty(s, FIELD_USER);
}

static bool alert_is_template(const struct settings *s, const char *text)
{
	(void)s;
	return strstr(text, "{{");
}

static const struct codec_refusal alert_cannot[] = {
	{FIELD_PROTOCOL, alert_is_elsewhere,
		"ssl on a port other than 465, or another protocol on 465"},
	{FIELD_USER, alert_is_clear, "a login without encryption"},
	{FIELD_PASSWORD, alert_is_missing, "a login without a password"},
	{FIELD_FROM, alert_is_template, "an address with {{"},
	{FIELD_FROM_NAME, alert_is_template, "a name with {{"},
	{0},
};

/* A name with other letters than those of ASCII would make a wrong header. */
static void alert_fit(struct settings *s, const struct settings *was)
{
	(void)was;
	for (const char *at = settings_get(s, FIELD_FROM_NAME); *at; at++)
		if ((unsigned char)*at >= 0x80) {
			settings_reset(s, FIELD_FROM_NAME);
			return;
		}
}

static const struct codec_place alert_places[] = {
	{NULL, "/etc/prometheus/alertmanager.yml"},
	{NULL, "/etc/alertmanager/alertmanager.yml"},
	{0},
};

static const struct codec_owner alert_files[] = {
	{.mode = 0640, .group = "prometheus"},
	{0},
};

static const char *const alert_parser[] = {"amtool", "check-config", "%s", NULL};
static const char *const alert_reload[] = {"systemctl", "reload", "prometheus-alertmanager", NULL};

static const char *const alert_sniff[] = {"smtp_smarthost", NULL};

/* Alertmanager: a marked block among the global settings, and nothing else of the file. */
const struct codec alertmanager_codec = {
	.id = "alertmanager",
	.name = "Alertmanager",
	.uses = CODEC_ALL,
	.places = alert_places,
	.style = &flat_yaml_style,
	.sniff = alert_sniff,
	.read = alert_read,
	.fit = alert_fit,
	.write = alert_write,
	.cannot = alert_cannot,
	.files = alert_files,
	.parser = alert_parser,
	.reload = alert_reload,
};
