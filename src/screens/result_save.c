#include "screens/result_save.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/xdg.h"
#include "engine/report.h"
#include "tui/ask.h"
#include "tui/dialog.h"
#include "tui/line_edit.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Which file the report goes to, and what it is to have. */
struct report_file {
	struct app *app;
	bool hide_names;
	char path[line_edit_max + 1];
};

static void ask_name(const struct report_file *f);

/* The box is about this file. */
static void result_save_ask(const struct report_file *f, const struct dialog_spec *spec)
{
	struct dialog_spec whole = *spec;

	whole.ctx = mem_copy(f, sizeof(*f));
	whole.free = free;
	dialog_open(&f->app->stack, &whole);
}

/* A folder where a file can be made: this one, or the person's own. */
static void add_folder(struct str *path)
{
	char here[PATH_MAX];

	if (getcwd(here, sizeof(here)) && access(here, W_OK) == 0)
		str_text(path, here);
	else if (!xdg_home(path))
		str_text(path, "/tmp");
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

static void answer_failed(void *ctx, int button)
{
	const struct report_file *f = ctx;

	if (button == 0)
		ask_name(f);
}

static void result_save_write(const struct report_file *f, bool instead)
{
	struct dialog_spec box = {
		.title = "Not saved",
		.buttons = {"Another name", "Go back"},
		.answer = answer_failed,
	};
	struct str report, words;
	struct err e;

	str_init(&report, report_max);
	str_init(&words, sizeof(e.message));
	report_write(&f->app->tester, f->hide_names, &report);
	if (file_create(f->path, report.data, report.len, instead, &e) < 0) {
		str_text(&words, e.message);
	} else {
		str_format(&words, "%s\n\nNo password %sis in it, and only you can read it.",
			f->path, f->hide_names ? "or name " : "");
		box = (struct dialog_spec) {.title = "Saved as text", .buttons = {"Close"}};
	}
	box.text = words.data;
	result_save_ask(f, &box);
	str_fini(&words);
	str_fini(&report);
}

static void answer_exists(void *ctx, int button)
{
	const struct report_file *f = ctx;

	if (button == 0)
		result_save_write(f, true);
	else if (button == 1)
		ask_name(f);
}

static void ask_whether_instead(const struct report_file *f)
{
	struct str text;

	str_init(&text, 2 * value_max);
	str_format(&text, "There is already a file of that name:\n%s", f->path);
	result_save_ask(f, &(struct dialog_spec) {
				   .title = "Replace it?",
				   .text = text.data,
				   .buttons = {"Replace", "Another name", "Go back"},
				   .focus = 1,
				   .answer = answer_exists,
			   });
	str_fini(&text);
}

/* The shell's short form of the home directory is understood. */
static void save_as(void *ctx, const char *name)
{
	struct report_file f = *(const struct report_file *)ctx;
	struct str path;

	str_init(&path, sizeof(f.path) - 1);
	if (strncmp(name, "~/", 2) == 0 && xdg_home(&path))
		name++;
	str_text(&path, name);
	(void)snprintf(f.path, sizeof(f.path), "%s", path.data);
	str_fini(&path);
	if (file_exists(f.path))
		ask_whether_instead(&f);
	else
		result_save_write(&f, false);
}

/* Any text may name a file, as it may name a person. */
static int result_save_check(const char *typed, struct str *out, struct err *e)
{
	return field_check(&fields[FIELD_FROM_NAME], typed, out, e);
}

static void ask_name(const struct report_file *f)
{
	ask_open(&f->app->stack,
		&(struct ask_spec) {
			.title = "Save as text",
			.text = "Into which file?",
			.about = "The file is made new, and only you can read it. A name "
				 "without / is made in the present folder; ~/ is your "
				 "home.",
			.initial = f->path,
			.check = result_save_check,
			.answer = save_as,
			.ctx = mem_copy(f, sizeof(*f)),
			.free = free,
		});
}

static void answer_how_much(void *ctx, int button)
{
	struct report_file f = {.app = ctx, .hide_names = button == 1};
	struct str path;

	if (button > 1)
		return;
	str_init(&path, sizeof(f.path) - 1);
	result_save_propose(&path);
	(void)snprintf(f.path, sizeof(f.path), "%s", path.data);
	str_fini(&path);
	ask_name(&f);
}

void result_save(struct app *app)
{
	dialog_open(&app->stack,
		&(struct dialog_spec) {
			.title = "Save as text",
			.text = "Saves everything about this test, without the password, for "
				"whoever helps you.\n\nFor a public tracker, names and addresses "
				"can be hidden: the server, you, the certificates.",
			.buttons = {"Everything", "Hide names", "Go back"},
			.answer = answer_how_much,
			.ctx = app,
		});
}
