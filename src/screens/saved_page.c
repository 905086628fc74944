#include "screens/saved_page.h"

#include "engine/state_words.h"
#include "screens/form.h"
#include "screens/programs.h"
#include "screens/programs_use.h"
#include "screens/result_start.h"

#include <stdlib.h>
#include <string.h>

static void saved_page_form(struct app *app)
{
	form_show(app, form_page_of_all());
}

/* Back to the form it was opened from, or out of the program. */
static void saved_page_finish(struct app *app)
{
	const struct session *s = &app->session;

	if (!app->wizard_only) {
		saved_page_form(app);
		return;
	}

	str_clear(&app->last_words);
	str_format(&app->last_words, "Saved in %s, %s", s->store.path,
		state_words[session_state(s, &s->saved)].ending);
	app_quit(app, 0);
}

static void saved_page_say_program(
	const char *name, enum tone tone, const struct str *words, struct str *out)
{
	str_format(out, "%s %-16s %s\n", paint_glyph(programs_glyph(tone)), name, words->data);
}

static void saved_page_say_packages(struct str *out)
{
	str_text(out, "One of these packages provides it:\n");
	for (size_t i = 0; i < program_package_count; i++)
		str_format(
			out, "  %-12s %s\n", program_packages[i].name, program_packages[i].words);
}

static void saved_page_say_programs(const struct program_list *l, struct str *out)
{
	struct str words;

	str_init(&words, form_page_said_max);
	str_text(out, "#Programs on this machine that send mail\n");
	program_list_say_sendmail(l, &words);
	saved_page_say_program(program_senders, program_list_sendmail_tone(l), &words, out);
	if (!l->sendmail)
		saved_page_say_packages(out);
	for (size_t i = 0; i < l->n; i++) {
		str_clear(&words);
		program_item_say(l, i, &words);
		saved_page_say_program(l->items[i].program.codec->name,
			program_item_tone(&l->items[i]), &words, out);
	}
	str_char(out, '\n');
	str_fini(&words);
}

/* What was saved, and what can be done with it. */
static void saved_page_say(const struct app *app, struct str *out)
{
	const struct session *s = &app->session;
	bool works = session_state(s, &s->saved) == STATE_ESTABLISHED;

	str_format(out, "#%s ", paint_glyph(works ? GLYPH_YES : GLYPH_NO));
	session_say_saved(s, "", out);
	str_format(out, "\n%s\n", s->store.path);
	if (s->note.len)
		str_format(out, "%s\n", s->note.data);
	str_char(out, '\n');
	if (programs_can(app))
		saved_page_say_programs(&app->programs, out);
	steps_say_next(s, out);
}

static const struct button button_finish = {"Finish", "Nothing else is done.", saved_page_finish};

/* What is to be done comes first; with nothing to do there, the end. */
static void saved_page_offer(const struct app *app, struct button *buttons)
{
	static const struct button
		use = {"Use these settings there",
			"Shows the changes in their files first, and writes nothing yet.",
			programs_use},
		send = {"Send a message", "Sends one real message.", result_start_send},
		programs = {"Programs", "Lists them: what each would get, one by one.",
			programs_open},
		form = {"Full form", "Shows all settings at once.", saved_page_form};
	bool wanted = programs_can(app) && program_list_chosen(&app->programs);

	*buttons++ = wanted ? use : button_finish;
	*buttons++ = send;
	*buttons++ = wanted || app->programs.n ? programs : form;
	if (wanted || app->programs.n)
		*buttons = wanted ? button_finish : form;
}

static void saved_page_renew(struct app *app);

static const enum field_id saved_page_asks[] = {FIELD_COUNT};
static struct form_page saved_page; /* the form shows it as long as it is there */

static void saved_page_fill(
	struct app *app, void (*trail)(const struct app *app, int width, struct str *out))
{
	saved_page = (struct form_page) {
		.title = "Saved",
		.trail = trail,
		.asks = saved_page_asks,
		.guided = true,
		.say = saved_page_say,
		.escape = saved_page_finish,
		.saved = saved_page_finish,
		.quit = trail ? saved_page_finish : NULL,
		.news = saved_page_renew,
	};
	saved_page_offer(app, saved_page.buttons);
	form_show(app, &saved_page);
}

static void saved_page_renew(struct app *app)
{
	saved_page_fill(app, saved_page.trail);
}

void saved_page_show(
	struct app *app, void (*trail)(const struct app *app, int width, struct str *out))
{
	app->offered = true;
	programs_look(app);
	saved_page_fill(app, trail);
}

/* A file that was named is somebody's own, and no business of the machine's programs. */
bool saved_page_is_due(const struct app *app)
{
	char *standard = session_options_path((struct level) {0});
	bool due = !app->offered && programs_can(app) &&
		   strcmp(standard, app->session.store.path) == 0;

	free(standard);
	return due;
}
