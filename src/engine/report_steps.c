/* The steps of a test as people read them: how each went, and how long it took. */
#include "engine/report.h"

/* The step that the dialogue stands at, or ended at. */
static bool report_is_last(const struct facts *f, enum step s)
{
	for (int other = 0; other < STEP_DONE; other++)
		if (f->entered[other] > f->entered[s])
			return false;
	return true;
}

enum tone report_step_tone(const struct tester *t, enum step s)
{
	static const enum tone ends[] = {
		[OUTCOME_OK] = TONE_GOOD,
		[OUTCOME_WARNING] = TONE_GOOD,
		[OUTCOME_FAILED] = TONE_BAD,
		[OUTCOME_CANCELLED] = TONE_WARN,
	};

	if (t->facts.entered[s] < 0)
		return TONE_TEXT;
	if (!report_is_last(&t->facts, s))
		return TONE_GOOD;
	return t->judged ? ends[t->verdict.diagnosis->outcome] : TONE_TEXT;
}

void report_time(int64_t us, struct str *out)
{
	double ms = (double)us / us_per_ms;

	if (ms >= 1000)
		str_format(out, "%.1f s", ms / 1000);
	else if (ms < 1)
		str_text(out, "< 1 ms");
	else
		str_format(out, "%.0f ms", ms);
}
