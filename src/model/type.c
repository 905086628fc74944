#include "model/type.h"

#include "base/ascii.h"
#include "base/argv.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum { name_max = 253, label_max = 63, local_part_max = 64, file_name_max = 255 };

static int type_refuse(struct err *e, const char *sentence)
{
	return err_set(e, EX_DATAERR, "%s", sentence);
}

int type_check(const struct type *type, const struct bounds *bounds, const char *text,
	struct str *out, struct err *e)
{
	struct str canonical;
	size_t len = strlen(text), most = type->is_long ? secret_max : value_max;
	int result;

	if (!type->keep_blanks)
		text = text_trim(text, &len);
	if (len > most)
		return err_set(e, EX_DATAERR, "too long: %zu bytes (maximum %zu)", len, most);
	if (!text_is_clean(text, len))
		return type_refuse(e, "control characters and line ends are not allowed");
	if (!len)
		return 0;
	str_init(&canonical, most);
	str_add(&canonical, text, len);
	text = canonical.data;
	result = type->canonical(bounds, text, out, e);
	str_wipe(&canonical);
	return result;
}

/* Any clean text */

static int text_canonical(const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	(void)b;
	(void)e;
	str_text(out, text);
	return 0;
}

const struct type type_text = {.name = "text", .canonical = text_canonical};
const struct type type_secret = {
	.name = "secret", .keep_blanks = true, .is_long = true, .canonical = text_canonical};

/* Names and addresses of hosts (RFC 1123 2.1, RFC 4291 2.2) */

static bool is_ipv4(const char *text)
{
	struct in_addr address;

	return inet_pton(AF_INET, text, &address) == 1;
}

bool host_is_ipv6(const char *text)
{
	struct in6_addr address;

	return inet_pton(AF_INET6, text, &address) == 1;
}

bool host_is_address(const char *text)
{
	return is_ipv4(text) || host_is_ipv6(text);
}

/* Two names that look alike and are not the same would be a trap. 0: nothing of that kind. */
static uint32_t type_find_deceptive(const char *text)
{
	size_t len = strlen(text), n;
	uint32_t c;

	for (size_t i = 0; i < len; i += n)
		if (utf8_next(text + i, len - i, &c, &n) && text_is_deceptive(c))
			return c;
	return 0;
}

/* What cannot be seen is named: else the sentence speaks of a name that looks right. */
static int type_refuse_name(struct err *e, const char *name, const char *sentence)
{
	uint32_t c = type_find_deceptive(name);

	if (!c)
		return type_refuse(e, sentence);
	return err_set(e, EX_DATAERR, "it has an invisible character, U+%04X: type the name again",
		(unsigned)c);
}

/* Letters, digits and inner hyphens; underscores, as real DNS has them; UTF-8 for IDN labels. */
static bool is_label(const char *label, size_t len)
{
	if (!len || len > label_max || label[0] == '-' || label[len - 1] == '-')
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)label[i];

		if (c < 0x80 && !strchr("-_", c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
			!(c >= '0' && c <= '9'))
			return false;
	}
	return true;
}

static bool type_is_name(const char *text)
{
	const char *label = text;

	if (strlen(text) > name_max || type_find_deceptive(text))
		return false;
	for (;;) {
		size_t len = strcspn(label, ".");

		if (!is_label(label, len))
			return false;
		if (!label[len])
			break;
		label += len + 1;
	}
	/* A last label of digits is a mistyped address, never a name (RFC 1123 2.1). */
	return label[strspn(label, "0123456789")] != '\0';
}

bool host_is_qualified(const char *text)
{
	return strchr(text, '.') && type_is_name(text) && !host_is_address(text);
}

bool host_is_plain_name(const char *text)
{
	for (const char *c = text; *c; c++)
		if (!ascii_is_word(*c) && *c != '-' && *c != '.')
			return false;
	return type_is_name(text);
}

/* What people paste into the server field, and what to tell them. */
static const char *host_advice(const char *text)
{
	static const struct {
		const char *sign, *sentence;
	} rows[] = {
		{"://", "write only the server's name, without what is before and after it"},
		{"@", "this looks like an e-mail address; the server's name has no @"},
		{"/", "write only the server's name, without what follows it"},
		{":", "write only the server's name here and the port in Port"},
		{" ", "a server's name has no blanks"},
	};

	if (strchr(text, '%') && strchr(text, ':'))
		return "write the address without its zone (the part after the %): link-local "
		       "addresses cannot be used";
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strstr(text, rows[i].sign))
			return rows[i].sentence;
	return "this is not a host name or an IP address";
}

static int host_canonical(const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	struct str name;
	int result = 0;

	(void)b;
	str_init(&name, value_max);
	str_text(&name, text);
	if (name.len > 2 && name.data[0] == '[' && name.data[name.len - 1] == ']') {
		str_drop(&name, 1);
		name.data[--name.len] = '\0';
	} else if (name.len > 1 && name.data[name.len - 1] == '.') {
		name.data[--name.len] = '\0';
	}
	if (host_is_address(name.data) || type_is_name(name.data))
		str_text(out, name.data);
	else
		result = type_refuse_name(e, text, host_advice(text));
	str_fini(&name);
	return result;
}

const struct type type_host = {.name = "host", .canonical = host_canonical};

/* An address literal (RFC 5321 4.1.3): [192.0.2.1] or [IPv6:2001:db8::1] */
static bool is_literal(const char *text)
{
	static const char ipv6[] = "[IPv6:";
	char inner[64];
	size_t len = strlen(text);
	size_t skip = ascii_starts(text, ipv6) ? sizeof(ipv6) - 1 : 1;

	if (len < 3 || len - skip >= sizeof(inner) || text[0] != '[' || text[len - 1] != ']')
		return false;
	memcpy(inner, text + skip, len - skip - 1);
	inner[len - skip - 1] = '\0';
	return skip > 1 ? host_is_ipv6(inner) : is_ipv4(inner);
}

/* A bare address passes here: a rule refuses it and offers the literal. */
static int helo_canonical(const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	if (!is_literal(text))
		return host_canonical(b, text, out, e);
	str_text(out, text);
	return 0;
}

const struct type type_helo = {.name = "name or address literal", .canonical = helo_canonical};

/* Whole numbers */

static int number_canonical(
	const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	size_t digits = strspn(text, "0123456789");
	long number = digits && !text[digits] && digits < 12 ? strtol(text, NULL, 10) : -1;

	if (number < b->min || number > b->max)
		return err_set(
			e, EX_DATAERR, "expected a whole number from %ld to %ld", b->min, b->max);
	str_format(out, "%ld", number);
	return 0;
}

const struct type type_number = {.name = "number", .integer = true, .canonical = number_canonical};
const struct type type_port = {.name = "port", .integer = true, .canonical = number_canonical};

/* One of a list */

static int choice_canonical(
	const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	struct str words;

	for (const struct choice *c = b->choices; c->value; c++)
		if (ascii_same(c->value, text)) {
			str_text(out, c->value);
			return 0;
		}
	for (const struct refusal *r = b->refusals; r && r->word; r++)
		if (ascii_same(r->word, text))
			return type_refuse(e, r->sentence);
	str_init(&words, value_max);
	str_text(&words, "expected one of:");
	for (const struct choice *c = b->choices; c->value; c++)
		str_format(&words, " %s", c->value);
	type_refuse(e, words.data);
	str_fini(&words);
	return -1;
}

const struct type type_choice = {.name = "choice", .canonical = choice_canonical};

/* E-mail addresses (RFC 5321 4.1.2, RFC 6531 for UTF-8) */

/* A dot-atom (RFC 5322 3.2.3). Quoted local parts are allowed on paper and used by nobody. */
static bool is_local_part(const char *text, size_t len)
{
	if (!len || len > local_part_max || text[0] == '.' || text[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
		if (strchr(" \"(),:;<>@[\\]", text[i]) || (text[i] == '.' && text[i + 1] == '.'))
			return false;
	return true;
}

static int email_canonical(const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	const char *at = strrchr(text, '@');

	(void)b;
	if (strchr(text, '<'))
		return type_refuse(e, "write only the address, without a name and <>");
	if (!at)
		return type_refuse(e, "expected an address such as name@example.org");
	if (!is_local_part(text, (size_t)(at - text)))
		return type_refuse(e, "the part before the @ is not valid");
	if (!is_literal(at + 1) && (!type_is_name(at + 1) || is_ipv4(at + 1)))
		return type_refuse_name(e, at + 1, "the part after the @ is not a domain");
	str_text(out, text);
	return 0;
}

const struct type type_email = {.name = "e-mail address", .canonical = email_canonical};

/* Absolute paths: the programs that read the file run in other directories. */

static int path_canonical(const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	(void)b;
	if (text[0] == '~')
		return type_refuse(
			e, "~ is not expanded here: expected a full path that begins with /");
	if (text[0] != '/')
		return type_refuse(e, "expected a full path that begins with /");
	str_text(out, text);
	return 0;
}

const struct type type_path = {.name = "path", .canonical = path_canonical};

/* The name of a file in a place that is known (systemd's credential_name_valid()). */

static int name_canonical(const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	(void)b;
	if (strchr(text, '/'))
		return type_refuse(e, "expected only a name, without a /");
	if (strcmp(text, ".") == 0 || strcmp(text, "..") == 0)
		return type_refuse(e, "expected a file name, not a directory");
	if (strlen(text) > file_name_max)
		return type_refuse(e, "too long: a name has at most 255 bytes");
	str_text(out, text);
	return 0;
}

const struct type type_name = {.name = "name", .canonical = name_canonical};

/* A command. What is found relative to somewhere would be another one from elsewhere. */

static int check_program(const char *program, struct err *e)
{
	if (!*program)
		return type_refuse(e, "the first word is empty: it must name a program");
	if (program[0] == '~')
		return type_refuse(e, "~ is not expanded here: write the full path of the program");
	if (program[0] != '/' && strchr(program, '/'))
		return type_refuse(
			e, "write the full path of the program, or its name without a /");
	return 0;
}

static int argv_canonical(const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	struct argv argv;
	int result;

	(void)b;
	if (argv_split(text, &argv, e) < 0)
		return -1;
	result = check_program(argv.words[0], e);
	argv_fini(&argv);
	if (result == 0)
		str_text(out, text);
	return result;
}

const struct type type_argv = {.name = "command", .canonical = argv_canonical};

/* sha256// and 44 characters of base64, several separated by ; */

static bool is_pin(const char *text, size_t len)
{
	static const char prefix[] = "sha256//", base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"
							    "jklmnopqrstuvwxyz0123456789+/";
	enum { prefix_len = sizeof(prefix) - 1, hash_len = 44 };

	return len == prefix_len + hash_len && strncmp(text, prefix, prefix_len) == 0 &&
	       strspn(text + prefix_len, base64) == hash_len - 1 && text[len - 1] == '=';
}

static int pin_canonical(const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	(void)b;
	for (const char *pin = text;; pin++) {
		size_t len = strcspn(pin, ";");

		if (!is_pin(pin, len))
			return type_refuse(
				e, "expected sha256// and the 44 characters of a base64 hash");
		pin += len;
		if (!*pin)
			break;
	}
	str_text(out, text);
	return 0;
}

const struct type type_pin = {.name = "key pin", .canonical = pin_canonical};
