#include "model/verdict_notes.h"

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
			pinned ? "The certificate has faults that do not count with the right "
				 "Pinned Key"
			       : "The certificate has more faults",
			words.data);
	str_fini(&words);
}

void verdict_notes_cause(const struct diagnosis *d, const struct facts *f, struct str *out)
{
	notes_say_certificate(d, f, out);
	if (f->refused)
		str_format(out,
			"%sBefore, the server refused the login method %s, though it "
			"offers it.",
			out->len ? " " : "", f->refused);
}

/* Programs that read the settings may know no second try. */
static void notes_say_method(const char *tried, struct str *out)
{
	str_format(out, "%sSet Login Method to %s, so that every program uses it at once.",
		out->len ? " " : "", tried);
}

bool verdict_notes_ending(const struct certificate *c, struct str *out)
{
	if (!c->not_after || c->days_left < 0 || c->days_left > verdict_notes_days)
		return false;
	str_format(out,
		"%sThe server's certificate ends in %d day%s (%.10s): see that it is renewed.",
		out->len ? " " : "", c->days_left, c->days_left == 1 ? "" : "s", c->not_after);
	return true;
}

void verdict_notes_advice(const struct diagnosis *d, const struct facts *f, struct str *out)
{
	if (d->outcome != OUTCOME_CANCELLED && facts_has(f, FACT_ENCRYPTED))
		(void)verdict_notes_ending(&f->certificate, out);
	if (f->refused && f->tried && facts_has(f, FACT_AUTHENTICATED))
		notes_say_method(f->tried, out);
}
