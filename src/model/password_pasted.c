#include "model/password_pasted.h"

#include "base/ascii.h"
#include "base/text.h"
#include "model/provider.h"

#include <string.h>

enum { group_len = 4, groups_min = 3 };

const char password_pasted_said[] =
	"Blanks and what else a copy brings in were removed from the password: the app passwords "
	"of this provider have none.";

/* What the characters of a text come to. */
struct shape {
	size_t groups, in_group;      /* runs between blanks; how long the last one is */
	bool fours, is_plain;         /* all groups are of four; letters, digits, hyphens */
	bool blanks, unseen, at_ends; /* a blank; one that is not ASCII; one at either end */
	bool quotes;
};

/* “ ” „ ‟ and ‘ ’ ‚ ‛ */
static bool is_curly_quote(uint32_t c)
{
	return c >= 0x2018 && c <= 0x201F;
}

static void shape_end_group(struct shape *s)
{
	s->fours = s->fours && (!s->in_group || s->in_group == group_len);
	s->groups += s->in_group > 0;
	s->in_group = 0;
}

static void shape_add_blank(struct shape *s, uint32_t c)
{
	bool is_first = !s->groups && !s->in_group;

	s->blanks = true;
	s->unseen = s->unseen || c >= 0x80;
	s->at_ends = s->at_ends || is_first;
	/* What has no width stands inside of a group. */
	if (text_is_blank(c))
		shape_end_group(s);
}

static struct shape shape_of(const char *text)
{
	struct shape s = {.fours = true, .is_plain = true};
	size_t len = strlen(text), n;
	bool blank = false;
	uint32_t c;

	for (size_t i = 0; i < len; i += n) {
		(void)utf8_next(text + i, len - i, &c, &n);
		blank = text_is_blank(c) || text_is_deceptive(c);
		if (blank) {
			shape_add_blank(&s, c);
			continue;
		}
		s.in_group++;
		s.quotes = s.quotes || is_curly_quote(c);
		s.is_plain = s.is_plain && c < 0x80 && (ascii_is_word((char)c) || c == '-');
	}
	s.at_ends = s.at_ends || blank;
	shape_end_group(&s);
	return s;
}

static bool shape_is_grouped(const struct shape *s)
{
	return s->is_plain && s->fours && s->groups >= groups_min;
}

static bool takes_app_passwords(const struct settings *s)
{
	const struct provider *p = provider_of(s);

	return p && p->login == LOGIN_APP_PASSWORD && !settings_use_token(s);
}

static void pasted_without_blanks(const char *text, struct str *out)
{
	size_t len = strlen(text), n;
	uint32_t c;

	for (size_t i = 0; i < len; i += n) {
		(void)utf8_next(text + i, len - i, &c, &n);
		if (!text_is_blank(c) && !text_is_deceptive(c))
			str_add(out, text + i, n);
	}
}

bool password_pasted_tidy(const struct settings *s, const char *text, struct str *out)
{
	struct shape shape = shape_of(text);

	if (!takes_app_passwords(s) || !shape.blanks || !shape.is_plain ||
		(shape.groups != 1 && !shape_is_grouped(&shape)))
		return false;
	pasted_without_blanks(text, out);
	return true;
}

void password_pasted_tidy_own(struct settings *s, struct str *said)
{
	const struct secret *secret = settings_secret(s, FIELD_PASSWORD);
	struct str tidy;
	struct err e;

	if (!secret || !settings_is_own(s, FIELD_PASSWORD))
		return;
	str_init_guarded(&tidy, secret_max);
	if (password_pasted_tidy(s, secret_text(secret), &tidy) &&
		settings_assign(s, FIELD_PASSWORD, tidy.data, &e) == 0)
		str_format(said, "%s%s", said->len ? " " : "", password_pasted_said);
	str_wipe(&tidy);
}

unsigned password_pasted_signs(const struct settings *s)
{
	const struct secret *secret = settings_secret(s, FIELD_PASSWORD);
	struct shape shape = shape_of(secret ? secret_text(secret) : "");

	if (settings_use_token(s))
		return 0;
	return (shape.quotes ? PASTED_QUOTES : 0u) | (shape.unseen ? PASTED_UNSEEN : 0u) |
	       (shape.at_ends ? PASTED_ENDS : 0u) | (shape_is_grouped(&shape) ? PASTED_GROUPS : 0u);
}
