/* A named file in the box of programs: which one, and whose it is. */
#include "screens/programs_box.h"

#include "base/mem.h"
#include "base/xdg.h"
#include "tui/ask.h"
#include "tui/list.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { codecs_max = 16 };

/* What was asked so far. */
struct naming {
	struct app *app;
	char *path;
	const struct codec *whose[codecs_max]; /* who could have such a file */
	size_t n;
};

static void naming_free(void *ctx)
{
	struct naming *g = ctx;

	free(g->path);
	free(g);
}

/* The one that understands the words of all applications. */
static bool naming_is_any(const struct naming *g, size_t n)
{
	return strcmp(g->whose[n]->id, "env") == 0;
}

static void naming_words(const void *ctx, size_t n, struct str *out)
{
	str_text(out, ((const struct naming *)ctx)->whose[n]->name);
}

static void naming_draw_row(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct naming *g = ctx;
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;

	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + 1, line.width - 1,
		naming_is_any(g, n) ? "another application (SMTP_HOST ...)" : g->whose[n]->name,
		role);
}

static void naming_choose(void *ctx, size_t n)
{
	const struct naming *g = ctx;

	program_list_name(
		&g->app->programs, g->whose[n], g->path, session_for_programs(&g->app->session));
	g->app->stack.dirty = true;
}

/* The one whose words are in the file, if any, is proposed. */
static size_t naming_propose(const struct naming *g)
{
	struct file_state state;
	struct str text;
	struct err e;
	size_t at = 0;

	str_init(&text, import_source_max);
	if (file_read(g->path, import_source_max, &text, &state, &e) == 0 && state.exists)
		for (size_t i = g->n; i-- > 0;)
			if (!naming_is_any(g, i) && codec_sniff(g->whose[i], text.data, text.len))
				at = i;
	str_wipe(&text);
	return at;
}

static void naming_ask_whose(void *ctx, const char *path)
{
	static const struct list_ops ops = {
		.words = naming_words,
		.draw_row = naming_draw_row,
		.choose = naming_choose,
		.free = naming_free,
	};
	struct naming *g = mem_zero(1, sizeof(*g));

	g->app = ctx;
	g->path = mem_text(path);
	for (size_t i = 0; i < codec_count && g->n < codecs_max; i++)
		if (codecs[i]->uses & CODEC_APPLIES && codecs[i]->asks_file)
			g->whose[g->n++] = codecs[i];
	list_open(&g->app->stack, &(struct list_spec) {
					  .title = "Whose file is it?",
					  .width = 48,
					  .ops = &ops,
					  .ctx = g,
					  .count = g->n,
					  .at = naming_propose(g),
				  });
}

static int naming_check(const char *typed, struct str *out, struct err *e)
{
	struct stat st;
	size_t before = out->len;

	if (strncmp(typed, "~/", 2) == 0 && xdg_home(out))
		typed++;
	str_text(out, typed);
	if (out->data[before] != '/')
		return err_set(e, EX_USAGE, "the path begins with / or ~/");
	if (stat(out->data + before, &st) < 0 || !S_ISREG(st.st_mode))
		return err_set(e, EX_NOINPUT, "there is no such file");
	return 0;
}

void programs_add_file(struct app *app)
{
	ask_open(&app->stack, &(struct ask_spec) {
				      .title = "Another file",
				      .text = "The file of an application, for example "
					      "/srv/shop/.env",
				      .initial = "",
				      .check = naming_check,
				      .answer = naming_ask_whose,
				      .ctx = app,
			      });
}
