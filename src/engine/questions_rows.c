/* The questions, a row each, with what they say and what their choices do. */
#include "engine/questions.h"

#include "engine/program_diff.h"
#include "engine/report.h"
#include "model/password.h"
#include "model/provider.h"

/* What it came before goes on, and nothing else is to be done for it. */
static enum question_next question_go_on(const struct question_about *about, struct err *e)
{
	(void)about;
	(void)e;
	return QUESTION_ON;
}

static void question_say_changes(
	const struct settings *before, const struct settings *after, struct str *out)
{
	report_changes(before, after, &(struct report_out) {report_as_text, out});
}

/* A file that cannot be used */

static bool broken_say(const struct question_about *about, struct str *out)
{
	str_format(out,
		"%s\n\nThe settings in it cannot be used. The file stays as it is unless you start "
		"over and save; then a copy is kept.",
		about->trouble);
	return true;
}

static enum question_next broken_start_anew(const struct question_about *about, struct err *e)
{
	(void)e;
	store_start_anew(&about->session->store);
	return QUESTION_ON;
}

/* A password in clear text */

static const char in_clear_title[] = "The password would not be encrypted";

static bool in_clear_say(const struct question_about *about, struct str *out)
{
	if (!password_goes_in_clear(&about->session->draft))
		return false;
	str_text(out, "Unencrypted: anyone on the path to the server can read the password. That "
		      "is fine on this machine or on a network of your own.");
	return true;
}

static bool in_clear_say_line(const struct question_about *about, struct str *out)
{
	str_format(out, "%s. ", in_clear_title);
	if (in_clear_say(about, out))
		return true;
	str_clear(out);
	return false;
}

/* Values that no longer work */

static void obsolete_say_today(const struct question_about *about, struct str *out)
{
	listing_text(&about->provider->today, out);
}

static void obsolete_say_listed(const struct question_about *about, struct str *out)
{
	listing_text(&about->provider->listed, out);
}

static bool obsolete_say(const struct question_about *about, struct str *out)
{
	if (!about->provider->today.host)
		return false;
	obsolete_say_listed(about, out);
	str_format(
		out, " no longer works. %s\n\nToday's values are ", about->provider->requirement);
	obsolete_say_today(about, out);
	str_char(out, '.');
	return true;
}

/* The choices have the values. */
static bool obsolete_say_line(const struct question_about *about, struct str *out)
{
	if (about->provider->today.host)
		str_text(out, about->provider->requirement);
	return about->provider->today.host;
}

static enum question_next obsolete_as_listed(const struct question_about *about, struct err *e)
{
	(void)about;
	(void)e;
	return QUESTION_AS_LISTED;
}

/* Before a save: it may be meant although something speaks against it */

static enum field_id missing_field(const struct question_about *about)
{
	int id = 0;

	while (id < FIELD_COUNT && !session_misses(about->session, (enum field_id)id))
		id++;
	return (enum field_id)id;
}

static bool missing_say(const struct question_about *about, struct str *out)
{
	const char *between = "Still needed before mail can be sent: ";
	enum field_id first = missing_field(about);

	for (int i = (int)first; i < FIELD_COUNT; i++)
		if (session_misses(about->session, (enum field_id)i)) {
			str_format(out, "%s%s", between, fields[i].label);
			between = ", ";
		}
	if (first < FIELD_COUNT)
		str_char(out, '.');
	return first < FIELD_COUNT;
}

/* What works is not replaced by what does not unless that is meant. */
static bool worse_say(const struct question_about *about, struct str *out)
{
	bool worsens = session_worsens(about->session);

	if (worsens)
		session_say_worse(about->session, out);
	return worsens;
}

static bool rewrite_say(const struct question_about *about, struct str *out)
{
	return session_say_rewrites(about->session, out);
}

/* A file that another program has changed */

/* Both began with what was loaded here. */
static void outdated_say_both(const struct session *s, struct str *out)
{
	struct settings theirs;
	struct err e;

	settings_init(&theirs);
	if (session_theirs(s, &theirs, &e) == 0) {
		str_text(out, "\nThe other program changed:\n");
		question_say_changes(&s->saved, &theirs, out);
	} else {
		str_format(out, "\nThe file cannot be used now: %s\n", e.message);
	}
	str_text(out, "\nYou changed:\n");
	question_say_changes(&s->saved, &s->draft, out);
	settings_fini(&theirs);
}

static bool outdated_say(const struct question_about *about, struct str *out)
{
	if (!session_is_outdated(about->session))
		return false;
	str_format(out,
		"Another program changed %s while you were editing. Your changes can be added to "
		"it; everything else stays as the other program wrote it.\n",
		about->session->district ? "the file or Options" : "the file");
	outdated_say_both(about->session, out);
	return true;
}

/* Into what they made of it; in the place of what nobody can use. */
static enum question_next outdated_save(const struct question_about *about, struct err *e)
{
	struct session *s = about->session;

	if (session_merge(s, e) < 0 && s->store.broken)
		store_start_anew(&s->store);
	return QUESTION_SAVE;
}

static enum question_next outdated_reload(const struct question_about *about, struct err *e)
{
	return session_reload(about->session, e) < 0 ? QUESTION_FAILED : QUESTION_SHOW;
}

/* What was not saved */

static bool unsaved_say(const struct question_about *about, struct str *out)
{
	(void)about; /* what is typed and is no value yet is known to the interface only */
	str_text(out, "You have unsaved changes.");
	return true;
}

static enum question_next unsaved_save(const struct question_about *about, struct err *e)
{
	(void)about;
	(void)e;
	return QUESTION_SAVE;
}

static enum question_next unsaved_discard(const struct question_about *about, struct err *e)
{
	(void)e;
	session_discard(about->session);
	return QUESTION_ON;
}

static bool leave_say(const struct question_about *about, struct str *out)
{
	(void)about;
	str_text(out, "Nothing is saved yet. Your answers can be kept for next time, except the "
		      "password.");
	return true;
}

static enum question_next leave_keep(const struct question_about *about, struct err *e)
{
	return draft_keep(about->draft, about->session, e) < 0 ? QUESTION_FAILED : QUESTION_ON;
}

/* What is the same as the file again leaves no draft, and nothing is written for it. */
static enum question_next leave_forget(const struct question_about *about, struct err *e)
{
	session_discard(about->session);
	(void)draft_keep(about->draft, about->session, e);
	return QUESTION_ON;
}

/* What was edited in an earlier run */

static bool restore_say(const struct question_about *about, struct str *out)
{
	bool left = draft_is_left(about->draft) && !about->session->read_only;

	if (left)
		draft_say(about->draft, about->session, out);
	return left;
}

static enum question_next restore_take(const struct question_about *about, struct err *e)
{
	(void)e;
	(void)draft_take(about->draft, about->session);
	return QUESTION_SHOW;
}

static enum question_next restore_forget(const struct question_about *about, struct err *e)
{
	(void)e;
	draft_forget(about->draft);
	return QUESTION_STAY;
}

/* The settings in other programs' files */

static bool programs_are_chosen(const struct question_about *about)
{
	return about->programs && program_list_chosen(about->programs) > 0;
}

/* How each stands was said by then. */
static bool programs_say(const struct question_about *about, struct str *out)
{
	const char *between = "These settings can be written there now: ";
	const struct program_list *l = about->programs;

	if (!programs_are_chosen(about))
		return false;
	for (size_t i = 0; i < l->n; i++)
		if (l->items[i].chosen) {
			str_format(out, "%s%s", between, l->items[i].program.codec->name);
			between = ", ";
		}
	str_text(out, ". You see every change first, and it can be undone.");
	return true;
}

static enum question_next programs_each(const struct question_about *about, struct err *e)
{
	(void)about;
	(void)e;
	return QUESTION_EACH;
}

/* What was never seen to work is not spread over the machine. */
static bool untested_say(const struct question_about *about, struct str *out)
{
	const struct session *s = about->session;

	if (!programs_are_chosen(about) || session_state(s, &s->saved) == STATE_ESTABLISHED)
		return false;
	str_text(out, "The saved settings have not passed their test. Programs that work now may "
		      "not be able to send with them.");
	return true;
}

static bool weaker_say(const struct question_about *about, struct str *out)
{
	const struct program_list *l = about->programs;
	struct strlist weak = {0};

	for (size_t i = 0; programs_are_chosen(about) && i < l->n; i++)
		if (l->items[i].chosen)
			codec_sentences(
				l->items[i].program.codec->weak, &about->session->saved, &weak);
	if (weak.n)
		str_text(out, "These programs are less safe than what was tested:");
	for (size_t i = 0; i < weak.n; i++)
		str_format(out, "\n%s", weak.items[i]);
	strlist_fini(&weak);
	return out->len > 0;
}

static void apply_say_one(
	const struct program_list *l, size_t n, const struct settings *s, struct str *out)
{
	const struct program_where where = program_item_where(l, &l->items[n]);
	const struct program *p = &l->items[n].program;

	str_format(out, "%sFor %s:\n", out->len ? "\n" : "", p->codec->name);
	program_item_details(&l->items[n], out);
	for (size_t i = 0; p->codec->reload && p->codec->reload[i]; i++)
		str_format(out, "%s%s%s", i ? " " : "Then runs: ", p->codec->reload[i],
			p->codec->reload[i + 1] ? "" : "\n");
	program_diff(p, &where, s, out);
}

static bool apply_say(const struct question_about *about, struct str *out)
{
	const struct program_list *l = about->programs;

	for (size_t i = 0; programs_are_chosen(about) && i < l->n; i++)
		if (l->items[i].chosen)
			apply_say_one(l, i, &about->session->saved, out);
	return out->len > 0;
}

/* clang-format off: a table, each row a sentence */
const struct question questions[QUESTION_COUNT] = {
	[QUESTION_BROKEN] =
		{
			.title = "The configuration file",
			.say = broken_say,
			.choices =
				{
					{"Start over", .answer = broken_start_anew},
					{"Quit", .line = "Leave"},
				},
			.proposed = 1,
			.prompt = "What now",
			.proposed_line = 1,
		},
	[QUESTION_IN_CLEAR] =
		{
			.title = in_clear_title,
			.say = in_clear_say,
			.choices =
				{
					{"Test without encryption", .answer = question_go_on},
					{"Go back", .line = "Not now"},
				},
			.prompt = "Test now",
			.say_line = in_clear_say_line,
			.proposed_line = 1,
		},
	[QUESTION_OBSOLETE] =
		{
			.say = obsolete_say,
			.choices =
				{
					{"Use today's values", .line = "Today's values",
						.say = obsolete_say_today,
						.answer = question_go_on},
					{"As listed", .line = "The listed values, even if obsolete",
						.say = obsolete_say_listed,
						.answer = obsolete_as_listed},
					{"Go back", .line = ""},
				},
			.prompt = "Which values",
			.say_line = obsolete_say_line,
		},
	[QUESTION_MISSING] =
		{
			.title = "Something is missing",
			.say = missing_say,
			.choices = {{"Save anyway", .answer = question_go_on}, {"Fill in"}},
			.proposed = 1,
			.prompt = "Save",
			.proposed_line = 1,
			.field = missing_field,
		},
	[QUESTION_WORSE] =
		{
			.title = "The test failed",
			.say = worse_say,
			.choices = {{"Save anyway", .answer = question_go_on}, {"Go back"}},
			.proposed = 1,
			.prompt = "Save",
			.proposed_line = 1,
		},
	[QUESTION_REWRITE] =
		{
			.title = "The file has to be rewritten",
			.say = rewrite_say,
			.choices = {{"Save anyway", .answer = question_go_on}, {"Go back"}},
			.proposed = 1,
			.prompt = "Save",
			.proposed_line = 1,
		},
	[QUESTION_OUTDATED] =
		{
			.title = "The file has changed",
			.say = outdated_say,
			.choices =
				{
					{"Save mine", .answer = outdated_save},
					{"Reload", .answer = outdated_reload,
						.said = "Reloaded from the file."},
					{"Go back"},
				},
			.prompt = "What now",
			.proposed_line = 2,
		},
	[QUESTION_UNSAVED] =
		{
			.title = "Not saved yet",
			.say = unsaved_say,
			.choices =
				{
					{"Save", .answer = unsaved_save},
					{"Discard", .answer = unsaved_discard},
					{"Stay"},
				},
			.prompt = "What now",
			.proposed_line = 2,
		},
	[QUESTION_LEAVE] =
		{
			.title = "Leave now?",
			.say = leave_say,
			.choices =
				{
					{"Keep and leave",
						.line = "Leave without saving, and keep your "
							"answers for next time",
						.answer = leave_keep,
						.said = "Nothing was saved. Your answers are kept, "
							"except passwords. To go on: "
							"smtpsetup wizard"},
					{"Discard",
						.line = "Leave without saving, and forget your "
							"answers",
						.answer = leave_forget,
						.said = "Nothing was saved, and your answers were "
							"deleted."},
					{"Stay"},
				},
			.prompt = "What now",
		},
	[QUESTION_RESTORE] =
		{
			.title = "Unsaved edits",
			.say = restore_say,
			.choices =
				{
					{"Restore", .answer = restore_take,
						.said = "Your edits are back. They are not saved "
							"yet."},
					{"Forget", .answer = restore_forget,
						.said = "Your edits were deleted. These are the "
							"settings in the file."},
					{"Later", .said = "Your edits are kept and offered at the "
							  "next start."},
				},
			.prompt = "What now",
			.proposed_line = 2,
		},
	[QUESTION_PROGRAMS] =
		{
			.title = "Programs on this machine",
			.say = programs_say,
			.choices =
				{
					{"Use them there", .line = "Use these settings there",
						.answer = question_go_on},
					{"One by one", .line = "Choose one by one",
						.answer = programs_each},
					{"Not now"},
				},
			.prompt = "What now",
			.proposed_line = 2,
		},
	[QUESTION_UNTESTED] =
		{
			.title = "Not tested",
			.say = untested_say,
			.choices = {{"Use them anyway", .answer = question_go_on}, {"Go back"}},
			.proposed = 1,
			.prompt = "Use them",
			.proposed_line = 1,
		},
	[QUESTION_WEAKER] =
		{
			.title = "Less than the test proved",
			.say = weaker_say,
			.choices = {{"Use them anyway", .answer = question_go_on}, {"Go back"}},
			.proposed = 1,
			.prompt = "Use them",
			.proposed_line = 1,
		},
	[QUESTION_APPLY] =
		{
			.title = "Changes in other programs' files",
			.say = apply_say,
			.choices = {{"Write", .answer = question_go_on}, {"Go back"}},
			.prompt = "Write this",
			.proposed_line = 1,
		},
};
/* clang-format on */
