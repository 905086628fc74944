#include "mail/addresses.h"

#include "base/text.h"

#include <string.h>

/* A mailbox under way. */
struct mailbox {
	struct str plain, angle, comment; /* outside of <>, within, and in parentheses */
	bool in_angle, had_angle, quoted;
	bool in_brackets; /* an address as domain */
	int depth;        /* of comments */
};

static void mailbox_init(struct mailbox *m)
{
	*m = (struct mailbox) {0};
	str_init(&m->plain, mail_address_max);
	str_init(&m->angle, mail_address_max);
	str_init(&m->comment, mail_address_max);
}

static void mailbox_clear(struct mailbox *m)
{
	str_clear(&m->plain);
	str_clear(&m->angle);
	str_clear(&m->comment);
	m->plain.full = m->angle.full = m->comment.full = false;
	m->in_angle = m->had_angle = m->quoted = m->in_brackets = false;
	m->depth = 0;
}

static void mailbox_fini(struct mailbox *m)
{
	str_fini(&m->plain);
	str_fini(&m->angle);
	str_fini(&m->comment);
}

static struct str *mailbox_part(struct mailbox *m)
{
	return m->depth ? &m->comment : m->in_angle ? &m->angle : &m->plain;
}

/* Within quotes and comments all is text, but for what ends them. True: the byte is used. */
static bool mailbox_take_text(struct mailbox *m, char c, bool escaped)
{
	if ((m->quoted || m->depth) && (c == '\r' || c == '\n'))
		return true;
	if (m->quoted) {
		m->quoted = c != '"' || escaped;
		str_char(mailbox_part(m), c);
		return true;
	}
	if (m->depth) {
		m->depth += escaped ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
		if (m->depth)
			str_char(&m->comment, c);
		return true;
	}
	return false;
}

/* True: the byte ends the mailbox. */
static bool mailbox_take(struct mailbox *m, char c)
{
	switch (c) {
	case '"': m->quoted = true; break;
	case '(': m->depth = 1; return false;
	case '<':
		m->in_angle = m->had_angle = true;
		str_clear(&m->angle);
		return false;
	case '>': m->in_angle = false; return false;
	case '[':
	case ']': m->in_brackets = c == '['; break;
	case ':': /* behind the name of a group, or a route */
		if (m->in_brackets)
			break;
		str_clear(mailbox_part(m));
		return false;
	case ',':
		if (m->in_angle)
			break;
		return true;
	case ';': return true;
	case '\r':
	case '\n': return false;
	default: break;
	}
	str_char(mailbox_part(m), c);
	return false;
}

static bool address_is_odd(unsigned char c, bool quoted)
{
	return c < ' ' || c == 0x7f || (!quoted && strchr(" <>()[]:;,\\\"", c));
}

/* What the domain may have: an address in brackets, too (RFC 5321 4.1.3). */
static bool address_is_domain(const char *domain)
{
	size_t len = strlen(domain);

	if (!len || strpbrk(domain, "@"))
		return false;
	if (domain[0] == '[' && domain[len - 1] == ']') {
		domain++;
		len -= 2;
		return len && strspn(domain, "0123456789abcdefABCDEF.:IPv") == len;
	}
	for (size_t i = 0; i < len; i++)
		if (address_is_odd((unsigned char)domain[i], false))
			return false;
	return true;
}

bool address_is_sound(const char *address)
{
	const char *at = strrchr(address, '@');
	size_t local = at ? (size_t)(at - address) : strlen(address);
	bool quoted = local >= 2 && address[0] == '"' && address[local - 1] == '"';

	if (!local || strlen(address) > mail_address_max || *address == '-')
		return false;
	for (size_t i = quoted; i < local - quoted; i++) {
		if (quoted && address[i] == '\\' && ++i == local - 1)
			return false;
		if (address_is_odd((unsigned char)address[i], quoted) ||
			(quoted && address[i] == '"' && address[i - 1] != '\\') ||
			(!quoted && address[i] == '@'))
			return false;
	}
	return text_is_clean(address, strlen(address)) && (!at || address_is_domain(at + 1));
}

int addresses_add_one(struct strlist *list, const char *address, struct err *e)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i], address) == 0)
			return 0;
	if (list->n >= mail_recipients_max)
		return err_set(e, EX_DATAERR, "a message may have %d recipients, and not more",
			mail_recipients_max);
	strlist_add(list, address, mail_recipients_max);
	return 0;
}

/* Nothing between two commas is nothing. */
static int mailbox_end(struct mailbox *m, struct strlist *list, struct err *e)
{
	const struct str *part = m->had_angle ? &m->angle : &m->plain;
	size_t len = part->len;
	const char *address = text_trim(part->data, &len);
	struct str copy;
	int result = 0;

	if (!len)
		return 0;
	str_init(&copy, mail_address_max);
	str_add(&copy, address, len);
	if (part->full || strlen(copy.data) != len || !address_is_sound(copy.data)) {
		struct str shown;

		str_init(&shown, 100);
		text_safe(&shown, address, len);
		result = err_set(e, EX_DATAERR, "\"%s\" is no address", shown.data);
		str_fini(&shown);
	} else {
		result = addresses_add_one(list, copy.data, e);
	}
	str_fini(&copy);
	return result;
}

int addresses_add(struct strlist *list, const char *text, size_t len, struct err *e)
{
	struct mailbox m;
	int result = 0;
	bool escaped = false;

	mailbox_init(&m);
	for (size_t i = 0; i < len && result == 0; i++) {
		bool now = escaped;

		escaped = !now && text[i] == '\\' && (m.quoted || m.depth);
		if (mailbox_take_text(&m, text[i], now) || !mailbox_take(&m, text[i]))
			continue;
		result = mailbox_end(&m, list, e);
		mailbox_clear(&m);
	}
	if (result == 0)
		result = mailbox_end(&m, list, e);
	mailbox_fini(&m);
	return result;
}

static void name_unquote(const char *text, size_t len, struct str *name)
{
	bool quoted = len >= 2 && text[0] == '"' && text[len - 1] == '"';

	for (size_t i = quoted; i < len - quoted; i++) {
		if (quoted && text[i] == '\\' && i + 1 < len - 1)
			i++;
		str_char(name, text[i]);
	}
}

void addresses_first_name(const char *text, size_t len, struct str *name)
{
	struct mailbox m;
	bool escaped = false, over = false;
	const char *found;
	size_t n;

	mailbox_init(&m);
	for (size_t i = 0; i < len && !over; i++) {
		bool now = escaped;

		escaped = !now && text[i] == '\\' && (m.quoted || m.depth);
		over = !mailbox_take_text(&m, text[i], now) && mailbox_take(&m, text[i]);
	}
	n = m.had_angle && m.plain.len ? m.plain.len : m.comment.len;
	found = text_trim(m.had_angle && m.plain.len ? m.plain.data : m.comment.data, &n);
	name_unquote(found, n, name);
	mailbox_fini(&m);
}
