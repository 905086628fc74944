#include "format/pasted.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/text.h"
#include "format/codec.h"
#include "format/dotenv_tls.h"
#include "format/dotenv_url.h"
#include "format/keyval.h"
#include "model/host_port.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { least_found = 2 };

/* Files that lie elsewhere are not looked for. */
static bool pasted_fetch(const void *context, const char *path, struct str *out)
{
	(void)context;
	(void)path;
	(void)out;
	return false;
}

static struct import_source pasted_source(const char *text)
{
	return (struct import_source) {.bytes = text, .len = strlen(text), .fetch = pasted_fetch};
}

size_t pasted_count(const struct import_result *f)
{
	size_t n = 0;

	for (int i = 0; i < FIELD_COUNT; i++)
		n += import_has(f, (enum field_id)i);
	return n;
}

/* A word that only looks like a server would be offered for every second text. */
static bool pasted_is_settings(const struct import_result *f)
{
	const char *host = settings_get(&f->settings, FIELD_HOST);

	return import_has(f, FIELD_HOST) && (host_is_qualified(host) || host_is_address(host)) &&
	       pasted_count(f) >= least_found;
}

static void pasted_start_again(struct import_result *f)
{
	char *file = mem_text(f->file);

	import_fini(f);
	import_init(f, NULL, file);
	free(file);
}

/* The configuration of a program. One that takes every text for its own says nothing here. */
static bool pasted_read_codecs(struct import_result *f, const char *text)
{
	const struct import_source in = pasted_source(text);

	for (size_t i = 0; i < codec_count; i++) {
		if (!(codecs[i]->uses & CODEC_IMPORTS) || !*codecs[i]->sniff[0] ||
			!codec_sniff(codecs[i], in.bytes, in.len))
			continue;
		codecs[i]->read(f, &in);
		if (pasted_is_settings(f))
			return true;
		pasted_start_again(f);
	}
	return false;
}

/* One word: a URL, or host:port */

static void pasted_take_url(struct import_result *f, const char *scheme, const char *rest)
{
	const struct import_source in = pasted_source("");
	const struct codec_key key = {.name = "the URL", .field = FIELD_PROTOCOL};
	struct codec_reading r = {f, &in, NULL};
	size_t size = strlen(scheme) + strlen(rest) + 1;
	char *url = mem_zero(size, 1);

	(void)snprintf(url, size, "%s%s", scheme, rest);
	dotenv_take_url(&r, &key, url, 0);
	/* Symfony's usual port is not everybody's. */
	if (f->where[FIELD_PORT] && strcmp(f->where[FIELD_PORT], f->file) != 0) {
		f->offered = CODEC_BIT(FIELD_PORT);
		import_decline(f);
	}
	import_assume(f, FIELD_PROTOCOL,
		settings_is(&f->settings, FIELD_PORT, protocol_port("ssl")) ? "ssl" : "starttls",
		"the default for such a URL");
	explicit_bzero(url, size);
	free(url);
}

static void pasted_read_word(struct import_result *f, char *word)
{
	static const struct {
		const char *scheme, *as;
	} schemes[] = {
		{"smtp://", "smtp://"},
		{"smtps://", "smtps://"},
		{"submission://", "smtp://"},
		{"submissions://", "smtps://"},
	};
	const char *port;

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (ascii_starts(word, schemes[i].scheme)) {
			pasted_take_url(f, schemes[i].as, word + strlen(schemes[i].scheme));
			return;
		}
	port = host_port_cut(word);
	if (!port)
		return;
	import_put(f, FIELD_PORT, port, f->file, 0);
	import_put(f, FIELD_HOST, word, f->file, 0);
}

/* A help page: lines with labels and values */

enum direction { OUTGOING_PERHAPS, OUTGOING, INCOMING };

struct pasted {
	struct import_result *f;
	enum direction direction;
	enum pasted_kind awaited; /* a label stood alone in a line */
	int line;
};

static bool pasted_has_any(const char *text, const char *const *words)
{
	while (*words && !ascii_find(text, *words))
		words++;
	return *words;
}

/* A heading, or words of the line, say which way the mail goes; it holds until others do. */
static void pasted_turn(struct pasted *p, const char *line)
{
	bool out = pasted_has_any(line, pasted_outgoing),
	     in = pasted_has_any(line, pasted_incoming);

	if (out != in)
		p->direction = out ? OUTGOING : INCOMING;
	else if (out)
		p->direction = OUTGOING_PERHAPS;
}

/* Where the words begin in the text, and no word of ASCII goes on into them. */
static bool pasted_label_has(const char *label, const char *words)
{
	for (const char *at = label; (at = ascii_find(at, words)); at++)
		if (at == label || !ascii_is_letter(at[-1]) || !ascii_is_letter(words[0]) ||
			strlen(words) > 5)
			return true;
	return false;
}

static enum pasted_kind pasted_kind_of(const char *label)
{
	for (size_t i = 0; i < pasted_label_count; i++)
		if (pasted_label_has(label, pasted_labels[i].words))
			return pasted_labels[i].kind;
	return PASTED_NOTHING;
}

/* Cuts the first word off, with what it may stand in; what follows it is the rest. */
static char *pasted_word(char **rest)
{
	static const char around[] = " \t\"'`<>(),;|";
	char *word = *rest + strspn(*rest, around);
	size_t len = strcspn(word, " \t\"'`<>,;|)");

	*rest = word + len + (word[len] != '\0');
	word[len] = '\0';
	return word;
}

static void pasted_put(struct pasted *p, enum field_id id, const char *text)
{
	if (!import_has(p->f, id))
		import_put(p->f, id, text, p->f->file, p->line);
}

/* "SSL/TLS" is the mail programs' name for TLS from the first byte; "TLS" leaves it to the port. */
static void pasted_put_security(struct pasted *p, const char *value)
{
	static const char *const none[] = {"none", "keine", "aucun", "ninguno", "nessuna", "nenhum",
		"geen", "no", "off", NULL};
	bool submission = settings_is(&p->f->settings, FIELD_PORT, protocol_port("starttls")) &&
			  import_has(p->f, FIELD_PORT);

	if (ascii_find(value, "starttls"))
		pasted_put(p, FIELD_PROTOCOL, "starttls");
	else if (ascii_find(value, "ssl") && !submission)
		pasted_put(p, FIELD_PROTOCOL, "ssl");
	else if (dotenv_is_one_of(value, none))
		pasted_put(p, FIELD_PROTOCOL, "plain");
}

/* Yes and no are about what the label says; that one kind is not used names no other. */
static void pasted_take_security(struct pasted *p, const char *label, const char *value)
{
	bool one_kind = ascii_find(label, "ssl") || ascii_find(label, "tls");

	if (dotenv_is_on(value))
		pasted_put_security(p, label);
	else if (!one_kind || !dotenv_is_off(value))
		pasted_put_security(p, value);
}

static void pasted_take_server(struct pasted *p, char **value)
{
	char *word = pasted_word(value), *port;

	while (*word && !strchr(word, '.') && **value) /* "The server is smtp.example.org" */
		word = pasted_word(value);
	port = host_port_cut(word);
	if (!host_is_qualified(word) && !host_is_address(word))
		return;
	if (port)
		pasted_put(p, FIELD_PORT, port);
	pasted_put(p, FIELD_HOST, word);
}

/* The first number, and the encryption where it stands behind it or in the label. */
static void pasted_take_port(struct pasted *p, const char *label, char **value)
{
	bool known = import_has(p->f, FIELD_PORT);
	char *digits = *value + strcspn(*value, "0123456789");
	size_t len = strspn(digits, "0123456789");
	char port[8];

	if (!len || len >= sizeof(port))
		return;
	(void)snprintf(port, sizeof(port), "%.*s", (int)len, digits);
	pasted_put(p, FIELD_PORT, port);
	*value = digits + len;
	if (known)
		return;
	pasted_put_security(p, label);
	pasted_put_security(p, *value);
}

/* What help pages write for whoever reads them is a sentence, or stands in angle brackets. */
static bool pasted_is_yours(const char *value)
{
	static const char *const yours[] = {"your", "xxx", NULL};

	return strpbrk(value, "<>[]{}") || pasted_has_any(value, yours);
}

static bool pasted_is_literal(const char *value)
{
	return *value && !strpbrk(value, " \t") && !pasted_is_yours(value);
}

/* Four groups of four letters are an app password as Google shows it. */
static bool pasted_is_app_password(const char *value)
{
	size_t i = 0;

	for (; value[i]; i++)
		if ((i % 5 == 4) != (value[i] == ' ') || (i % 5 != 4 && !ascii_is_word(value[i])))
			return false;
	return i == 19;
}

static void pasted_take_user(struct pasted *p, const char *value)
{
	if (pasted_is_literal(value))
		pasted_put(p, FIELD_USER, value);
}

static void pasted_take_password(struct pasted *p, const char *value)
{
	if (pasted_is_literal(value) || pasted_is_app_password(value))
		pasted_put(p, FIELD_PASSWORD, value);
}

static void pasted_take_from(struct pasted *p, const char *value)
{
	if (pasted_is_literal(value) && strchr(value, '@'))
		pasted_put(p, FIELD_FROM, value);
}

static void pasted_take_line(struct pasted *p, char *line);

static void pasted_take(struct pasted *p, enum pasted_kind kind, const char *label, char *value)
{
	value = keyvals_trim(value);
	if (p->direction == INCOMING || !*value)
		return;
	if (kind == PASTED_SERVER)
		pasted_take_server(p, &value);
	else if (kind == PASTED_PORT)
		pasted_take_port(p, label, &value);
	else if (kind == PASTED_SECURITY)
		pasted_take_security(p, label, value);
	else if (kind == PASTED_USER)
		pasted_take_user(p, value);
	else if (kind == PASTED_PASSWORD)
		pasted_take_password(p, value);
	else if (kind == PASTED_FROM)
		pasted_take_from(p, value);
	else if (kind == PASTED_NAME && !pasted_is_yours(value))
		pasted_put(p, FIELD_FROM_NAME, value);
	if (kind == PASTED_SERVER || kind == PASTED_PORT) /* more may stand in the same line */
		pasted_take_line(p, value);
}

/* Where the label ends: a colon that no URL or port has, a tab, a bar, two blanks, an equals. */
static char *pasted_separator(char *line)
{
	for (char *at = line; *at; at++)
		if (strchr("\t|=", *at) || strncmp(at, "  ", 2) == 0 ||
			(*at == ':' && (!at[1] || strchr(" \t", at[1]))) ||
			strncmp(at, "：", strlen("：")) == 0)
			return at;
	return NULL;
}

/* A label, and its value behind it or in the next line; or the value that a label waits for. */
static void pasted_take_line(struct pasted *p, char *line)
{
	enum pasted_kind awaited = p->awaited;
	char *end, *value;

	line += strspn(line, " \t|*-#>(),;.");
	if (!*line)
		return;
	end = pasted_separator(line);
	value = end ? end + strspn(end, "\t|= :") : NULL;
	if (value && strncmp(value, "：", strlen("：")) == 0)
		value += strlen("：");
	p->awaited = PASTED_NOTHING;
	if (value && *value) {
		*end = '\0';
		pasted_take(p, pasted_kind_of(line), line, value);
	} else if (awaited != PASTED_NOTHING) {
		pasted_take(p, awaited, "", line);
	} else {
		p->awaited = pasted_kind_of(line);
	}
}

/* Many a page says SSL of 587, or TLS of 465: the port is what its readers have tried. */
static void pasted_reconcile(struct import_result *f)
{
	static const char *const pairs[][2] = {{"ssl", "starttls"}, {"starttls", "ssl"}};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (settings_is(&f->settings, FIELD_PROTOCOL, pairs[i][0]) &&
			import_has(f, FIELD_PORT) &&
			settings_is(&f->settings, FIELD_PORT, protocol_port(pairs[i][1]))) {
			import_put(f, FIELD_PROTOCOL, pairs[i][1], f->file, 0);
			return;
		}
}

static void pasted_read_lines(struct import_result *f, char *text)
{
	struct pasted p = {.f = f};

	for (char *next; text; text = next) {
		next = keyvals_split(text, "\n");
		p.line++;
		pasted_turn(&p, text);
		pasted_take_line(&p, text);
	}
	pasted_reconcile(f);
}

bool pasted_read(struct import_result *f, const char *text)
{
	char *copy = mem_text(text), *trimmed = copy + strspn(copy, " \t\r\n");
	size_t len = strlen(trimmed);

	while (len && strchr(" \t\r\n", trimmed[len - 1]))
		trimmed[--len] = '\0';
	if (!pasted_read_codecs(f, text)) {
		if (strpbrk(trimmed, " \t\n"))
			pasted_read_lines(f, trimmed);
		else
			pasted_read_word(f, trimmed);
		import_settle(f);
	}
	explicit_bzero(copy, strlen(text));
	free(copy);
	return pasted_is_settings(f);
}
