#include "model/verdict_notes.h"

#include "base/ascii.h"

#include <string.h>

/* False where there is none. */
static bool say_faults(unsigned problems, struct str *out)
{
	for (unsigned bit = 1; cert_problem_label(bit); bit <<= 1)
		if (problems & bit)
			str_format(out, "%s%s", out->len ? ", " : "", cert_problem_label(bit));
	return out->len > 0;
}

/* Where the connection was made all the same, it was the pinned key that decided. */
static void notes_say_certificate(const struct diagnosis *d, const struct facts *f, struct str *out)
{
	bool pinned = facts_has(f, FACT_ENCRYPTED);
	struct str words;

	if (!pinned && f->end != END_CERT)
		return;
	str_init(&words, facts_text_max);
	if (say_faults(f->certificate.problems & ~d->problem, &words))
		str_format(out, "%s: %s.",
			pinned ? "The certificate has problems, but the pinned key is right"
			       : "The certificate has more problems",
			words.data);
	str_fini(&words);
}

void verdict_notes_cause(const struct diagnosis *d, const struct facts *f, struct str *out)
{
	notes_say_certificate(d, f, out);
	if (f->refused)
		str_format(out,
			"%sThe server first refused the login method %s, although it offers it.",
			out->len ? " " : "", f->refused);
}

/* Programs that read the settings may know no second try. */
static void notes_say_method(const char *tried, struct str *out)
{
	str_format(out, "%sSet Login Method to %s, so that every program uses it at once.",
		out->len ? " " : "", tried);
}

/* Names that a server may refuse at another time, or another server (RFC 5321 2.3.5). */
static const char *notes_fault_of_name(const char *helo)
{
	if (ascii_same(helo, "localhost") || ascii_starts(helo, "localhost."))
		return "is a name that every machine has";
	if (strchr(helo, '_'))
		return "has an underscore, which is not allowed in it";
	if (!strchr(helo, '.'))
		return "is not a full name";
	return NULL;
}

static void notes_say_name(const struct facts *f, const struct settings *s, struct str *out)
{
	bool is_literal = f->helo && *f->helo == '[';
	const char *fault = f->helo && !is_literal ? notes_fault_of_name(f->helo) : NULL;

	if (fault)
		str_format(out,
			"%sThe name given in EHLO, %s, %s: some servers refuse mail for that. Set "
			"HELO Name to the full name of this machine.",
			out->len ? " " : "", f->helo, fault);
	else if (is_literal && settings_is_empty(s, FIELD_HELO))
		str_format(out,
			"%sEHLO gave an address, %s, because this machine's name cannot be used "
			"there: some servers refuse mail for that. Set HELO Name to its full name.",
			out->len ? " " : "", f->helo);
}

bool verdict_notes_ending(const struct certificate *c, struct str *out)
{
	if (!c->not_after || c->days_left < 0 || c->days_left > verdict_notes_days)
		return false;
	str_format(out,
		"%sThe server's certificate expires in %d day%s (%.10s): make sure it is renewed.",
		out->len ? " " : "", c->days_left, c->days_left == 1 ? "" : "s", c->not_after);
	return true;
}

void verdict_notes_advice(
	const struct diagnosis *d, const struct facts *f, const struct settings *s, struct str *out)
{
	if (d->outcome != OUTCOME_CANCELLED && facts_has(f, FACT_ENCRYPTED))
		(void)verdict_notes_ending(&f->certificate, out);
	if (f->refused && f->tried && facts_has(f, FACT_AUTHENTICATED))
		notes_say_method(f->tried, out);
	if (d->outcome == OUTCOME_OK || d->outcome == OUTCOME_WARNING)
		notes_say_name(f, s, out);
}
