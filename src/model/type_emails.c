#include "model/type.h"

#include <string.h>

/* Several addresses with commas between them; one comma too many means nothing. */
static int emails_canonical(
	const struct bounds *b, const char *text, struct str *out, struct err *e)
{
	struct str all, one;
	int result = 0;

	str_init(&all, value_max);
	str_init(&one, (size_t)2 * value_max);
	while (*text && result == 0) {
		size_t len = strcspn(text, ","), before = all.len;

		str_clear(&one);
		str_add(&one, text, len);
		result = type_check(&type_email, b, one.data, &one, e);
		str_drop(&one, len);
		if (one.len)
			str_format(&all, "%s%s", before ? ", " : "", one.data);
		text += len + (text[len] == ',');
	}
	if (result == 0 && (all.full || !all.len))
		result = err_set(e, EX_DATAERR, "%s",
			all.len ? "together the addresses are too long"
				: "an address such as name@example.org is needed");
	if (result == 0)
		str_text(out, all.data);
	str_fini(&one);
	str_fini(&all);
	return result;
}

const struct type type_emails = {.name = "e-mail addresses", .canonical = emails_canonical};
