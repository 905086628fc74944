#include "screens/result_save.h"

#include "base/file.h"
#include "engine/report.h"
#include "tui/ask.h"
#include "tui/dialog.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void ask_name(struct app *app, const char *name);

/* A folder where a file can be made: this one, or the person's own. */
static void add_folder(struct str *path)
{
	char here[PATH_MAX];
	const char *home = getenv("HOME");
	bool usable = getcwd(here, sizeof(here)) && access(here, W_OK) == 0;

	str_text(path, usable || !home ? (usable ? here : "/tmp") : home);
	if (path->len && path->data[path->len - 1] != '/')
		str_char(path, '/');
}

static void result_save_propose(struct str *path)
{
	char name[64];
	time_t now = time(NULL);
	struct tm local;

	(void)strftime(
		name, sizeof(name), "smtpsetup-test-%Y-%m-%d-%H%M.txt", localtime_r(&now, &local));
	add_folder(path);
	str_text(path, name);
}

static void answer_failed(struct app *app, int button)
{
	if (button == 0)
		ask_name(app, app->asked.report);
}

static void result_save_tell(struct app *app, const char *title, const char *text, bool failed)
{
	dialog_open(app,
		&(struct dialog_spec) {
			.title = title,
			.text = text,
			.buttons = {failed ? "Another name" : "Close", failed ? "Go back" : NULL},
			.answer = failed ? answer_failed : NULL,
		});
}

static void write_report(struct app *app, bool instead)
{
	struct str report, words;
	struct err e;

	str_init(&report, report_max);
	str_init(&words, sizeof(e.message));
	report_write(&app->tester, &report);
	if (file_create(app->asked.report, report.data, report.len, instead, &e) < 0) {
		result_save_tell(app, "Not saved", e.message, true);
	} else {
		str_format(&words, "%s\n\nNo password is in it, and only you can read it.",
			app->asked.report);
		result_save_tell(app, "Saved as text", words.data, false);
	}
	str_fini(&words);
	str_fini(&report);
}

static void answer_exists(struct app *app, int button)
{
	if (button == 0)
		write_report(app, true);
	else if (button == 1)
		ask_name(app, app->asked.report);
}

static void ask_whether_instead(struct app *app)
{
	struct str text;

	str_init(&text, 2 * value_max);
	str_format(&text, "There is already a file of that name:\n%s", app->asked.report);
	dialog_open(app, &(struct dialog_spec) {
				 .title = "Replace it?",
				 .text = text.data,
				 .buttons = {"Replace", "Another name", "Go back"},
				 .focus = 1,
				 .answer = answer_exists,
			 });
	str_fini(&text);
}

/* The shell's short form of the home directory. */
static void result_save_choose(struct app *app, const char *name)
{
	const char *home = getenv("HOME");
	bool is_short = strncmp(name, "~/", 2) == 0 && home;

	(void)snprintf(app->asked.report, sizeof(app->asked.report), "%s%s", is_short ? home : "",
		name + (is_short ? 1 : 0));
}

static void save_as(struct app *app, const char *name)
{
	result_save_choose(app, name);
	if (file_exists(app->asked.report))
		ask_whether_instead(app);
	else
		write_report(app, false);
}

static void ask_name(struct app *app, const char *name)
{
	ask_open(app, &(struct ask_spec) {
			      .title = "Save as text",
			      .text = "All there is to know of this test, but no password: for "
				      "whoever helps you. Into which file?",
			      .initial = name,
			      .like = FIELD_FROM_NAME,
			      .answer = save_as,
		      });
}

void result_save(struct app *app)
{
	struct str path;

	str_init(&path, value_max);
	result_save_propose(&path);
	ask_name(app, path.data);
	str_fini(&path);
}
