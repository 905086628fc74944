#include "engine/state_words.h"

const struct state_words state_words[STATE_COUNT] = {
	[STATE_NOT_TESTED] =
		{
			.id = "not_tested",
			.badge = "not tested",
			.status = "Not tested yet: run smtpsetup test.",
			.saved = "Not tested: run smtpsetup test later.",
			.ending = "not tested. Test later with: smtpsetup test",
		},
	[STATE_ESTABLISHED] =
		{
			.id = "established",
			.badge = "tested",
			.status = "Established: these settings passed their test.",
			.saved = "These settings passed their test.",
			.ending = "tested: it works.",
		},
	[STATE_FAILED] =
		{
			.id = "failed",
			.badge = "test failed",
			.status = "Failed: these settings did not pass their test.",
			.saved =
				"These settings did not pass their test: run smtpsetup test later.",
			.ending = "but its test failed. Test again with: smtpsetup test",
		},
	[STATE_CHANGED] =
		{
			.id = "changed",
			.badge = "changed since the test",
			.status = "Changed since the test: run smtpsetup test again.",
			.saved = "Not tested since they were changed: run smtpsetup test later.",
			.ending = "changed since the test. Test again with: smtpsetup test",
		},
	[STATE_INCOMPLETE] =
		{
			.id = "incomplete",
			.badge = "not tested",
			.status = "Incomplete: some settings are missing.",
			.saved = "Not tested: run smtpsetup test later.",
			.ending = "not complete yet. smtpsetup status shows what is missing.",
		},
};
