#include "format/import_result.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/text.h"
#include "format/keyval.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { words_max = 400, remarks_max = 20 };

/* A text that may hold anything, as one that may be shown. */
static char *import_safe(const char *text)
{
	struct str out;

	str_init(&out, words_max);
	text_safe(&out, text, strlen(text));
	return str_take(&out);
}

static void add_place(struct str *out, const char *path, int line)
{
	str_text(out, path);
	if (line)
		str_format(out, ", line %d", line);
}

static void come_from(struct import_result *f, enum field_id id, const char *place)
{
	free(f->where[id]);
	f->where[id] = import_safe(place);
}

/* What a port means when nobody says it. */
static const char *usual_protocol(const struct import_result *f)
{
	if (settings_is(&f->settings, FIELD_PORT, protocol_port("ssl")))
		return "ssl";
	if (settings_is(&f->settings, FIELD_PORT, protocol_port("plain")) &&
		!import_has(f, FIELD_USER) && !import_has(f, FIELD_PASSWORD) && !f->logs_in)
		return "plain";
	return "starttls";
}

/* A port may go by the name that /etc/services has for it. */
static const char *port_number(const char *port)
{
	static const struct {
		const char *name, *number;
	} services[] = {
		{"smtp", "25"},
		{"submission", "587"},
		{"submissions", "465"},
		{"smtps", "465"},
	};

	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++)
		if (strcmp(services[i].name, port) == 0)
			return services[i].number;
	return port;
}

void import_init(struct import_result *f, const char *program, const char *file)
{
	*f = (struct import_result) {.program = program, .file = import_safe(file)};
	settings_init(&f->settings);
}

void import_fini(struct import_result *f)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		free(f->where[i]);
	free(f->file);
	settings_fini(&f->settings);
	strlist_fini(&f->remarks);
}

bool import_has(const struct import_result *f, enum field_id id)
{
	return f->where[id];
}

/* Cut off, they would make another user of it. */
static bool is_padded(const char *text)
{
	return text[0] == ' ' || text[strlen(text) - 1] == ' ';
}

void import_put(
	struct import_result *f, enum field_id id, const char *text, const char *path, int line)
{
	struct str place;
	struct err e;

	if (!*text)
		return;
	if (id == FIELD_USER && is_padded(text)) {
		import_remark(f, path, line, "%s was left out: it begins or ends with a blank.",
			fields[id].label);
		return;
	}
	if (settings_assign(&f->settings, id, text, &e) < 0) {
		import_remark(f, path, line, "%s was left out: %s.", fields[id].label, e.message);
		f->unusable |= id == FIELD_HOST;
		f->left_out |= 1u << id;
		return;
	}
	str_init(&place, words_max);
	add_place(&place, path, line);
	come_from(f, id, place.data);
	str_fini(&place);
}

void import_decline(struct import_result *f)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		if (!(f->offered & 1u << i))
			continue;
		settings_reset(&f->settings, (enum field_id)i);
		free(f->where[i]);
		f->where[i] = NULL;
	}
	f->offered = 0;
}

void import_assume(struct import_result *f, enum field_id id, const char *text, const char *reason)
{
	struct err e;

	if (!import_has(f, id) && !(f->left_out & 1u << id) &&
		settings_assign(&f->settings, id, text, &e) == 0)
		come_from(f, id, reason);
}

/* What libraries take before the name of a server; tls is what begins in clear text with them. */
static const struct {
	const char *scheme, *protocol;
} schemes[] = {
	{"smtp://", NULL},
	{"ssl://", "ssl"},
	{"smtps://", "ssl"},
	{"tls://", "starttls"},
};

/* Returns what is behind it. */
static const char *import_put_scheme(
	struct import_result *f, const char *text, const char *path, int line)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		if (!ascii_starts(text, schemes[i].scheme))
			continue;
		import_put(f, FIELD_PROTOCOL, schemes[i].protocol ? schemes[i].protocol : "", path,
			line);
		return text + strlen(schemes[i].scheme);
	}
	return text;
}

void import_put_server(struct import_result *f, const char *text, const char *path, int line)
{
	char *host = mem_text(import_put_scheme(f, text, path, line));
	char *behind = host[0] == '[' ? strchr(host, ']') : NULL;
	char *colon = strchr(behind ? behind : host, ':');

	if (colon && strncmp(colon, "://", 3) != 0 && (behind || !strchr(colon + 1, ':'))) {
		*colon = '\0';
		import_put(f, FIELD_PORT, port_number(colon + 1), path, line);
	}
	import_put(f, FIELD_HOST, host, path, line);
	free(host);
}

void import_put_login(struct import_result *f, char *login, const char *path, int line)
{
	char *password = keyvals_split(login, ":");

	import_put(f, FIELD_USER, login, path, line);
	if (password)
		import_put(f, FIELD_PASSWORD, password, path, line);
}

bool import_is_system_trust(const char *path)
{
	static const char *const systems[] = {
		import_system_trust,
		"/etc/ssl/cert.pem",
		"/etc/pki/tls/certs/ca-bundle.crt",
	};

	for (size_t i = 0; i < sizeof(systems) / sizeof(systems[0]); i++)
		if (strcmp(path, systems[i]) == 0)
			return true;
	return false;
}

void import_put_trust(struct import_result *f, const struct import_source *in, const char *text,
	const char *path, int line)
{
	bool missing = text[0] == '/' && in->is_usable && !in->is_usable(in->context, text);

	if (import_is_system_trust(text))
		return;
	if (missing)
		import_remark(f, path, line,
			"%s was left out: %s does not exist or cannot be read.",
			fields[FIELD_CA_FILE].label, text);
	else
		import_put(f, FIELD_CA_FILE, text, path, line);
}

void import_remark(struct import_result *f, const char *path, int line, const char *format, ...)
{
	char sentence[words_max];
	struct str remark;
	va_list ap;
	char *words;

	va_start(ap, format);
	(void)vsnprintf(sentence, sizeof(sentence), format, ap);
	va_end(ap);
	str_init(&remark, (size_t)2 * words_max);
	add_place(&remark, path, line);
	str_format(&remark, ": %s", sentence);
	words = import_safe(remark.data);
	if (!f->remarks.n || strcmp(f->remarks.items[f->remarks.n - 1], words) != 0)
		strlist_add(&f->remarks, words, remarks_max);
	free(words);
	str_fini(&remark);
}

void import_settle(struct import_result *f)
{
	if (import_has(f, FIELD_PROTOCOL))
		import_assume(f, FIELD_PORT,
			protocol_port(settings_get(&f->settings, FIELD_PROTOCOL)),
			"the usual port of the protocol");
	else if (import_has(f, FIELD_PORT))
		import_assume(
			f, FIELD_PROTOCOL, usual_protocol(f), "the usual protocol of the port");
}
