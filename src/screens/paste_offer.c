#include "screens/paste_offer.h"

#include "base/mem.h"
#include "base/xdg.h"
#include "engine/discover.h"
#include "format/pasted.h"
#include "model/password.h"
#include "screens/form.h"
#include "tui/ask.h"
#include "tui/dialog.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { offer_text_max = 16000, offer_bullets = 8 };

/* The context of the box, and freed by it. */
struct offer {
	struct app *app;
	struct import_result found;
	bool file;            /* it is one, and nothing was pasted */
	struct str text;      /* as it was pasted, for the field: it may have a secret in it */
	struct pasted report; /* what was taken out of it */
};

static void offer_free(void *ctx)
{
	struct offer *o = ctx;

	import_fini(&o->found);
	str_wipe(&o->text);
	free(o);
}

/* In a file: the line alone where it is that file's. */
static void offer_say_where(const struct offer *o, enum field_id id, struct str *out)
{
	const char *where = o->found.where[id];
	size_t len = strlen(o->found.file);

	if (!o->file || !where)
		return;
	if (strncmp(where, o->found.file, len) == 0 && where[len] == ',')
		where += len + strlen(", ");
	str_format(out, "  (%s)", where);
}

/* However long a secret is, it has as many bullets. */
static void offer_say_value(const struct offer *o, enum field_id id, struct str *out)
{
	const struct settings *s = &o->found.settings;
	const char *words = field_display(id, settings_get(s, id));

	str_format(out, "\n%-24s ", fields[id].label);
	for (int i = 0; settings_secret(s, id) && i < offer_bullets; i++)
		str_text(out, paint_glyph(GLYPH_BULLET));
	if (!settings_secret(s, id)) /* the usual port of a protocol is beside the point */
		str_add(out, words, id == FIELD_PROTOCOL ? strcspn(words, ",") : strlen(words));
	offer_say_where(o, id, out);
}

static void offer_say(const struct offer *o, struct str *out)
{
	size_t n = pasted_count(&o->found);

	str_format(out, "%s%s settings for %s: %zu values.\n", o->file ? o->found.file : "This",
		o->file ? " has" : " looks like", settings_get(&o->found.settings, FIELD_HOST), n);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (import_has(&o->found, (enum field_id)i))
			offer_say_value(o, (enum field_id)i, out);
	for (size_t i = 0; i < o->found.remarks.n; i++)
		str_format(out, "%s\n%s", i ? "" : "\n", o->found.remarks.items[i]);
}

/* What is still to be typed comes next; a page of the wizard stays where it is. */
static void offer_go_on(struct app *app)
{
	const struct settings *draft = &app->session.draft;

	if (form_is_guided(app))
		return;
	if (settings_is_empty(draft, FIELD_USER))
		form_focus(app, FIELD_USER);
	else if (!password_is_given(draft))
		form_focus(app, FIELD_PASSWORD);
	else if (settings_is_empty(draft, FIELD_FROM))
		form_focus(app, FIELD_FROM);
}

static void offer_fill_in(const struct offer *o)
{
	struct app *app = o->app;
	struct session *s = &app->session;
	struct str said;

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;

		if (!import_has(&o->found, id))
			continue;
		form_forget(app, id);
		settings_take(&s->draft, &o->found.settings, id);
	}
	if (import_has(&o->found, FIELD_PASSWORD))
		password_note(&s->given, &s->draft);
	form_reload(app);
	offer_go_on(app);
	str_init(&said, form_notice_max);
	str_format(&said, "Filled in %zu values from %s.", pasted_count(&o->found),
		o->file ? o->found.file : "the paste");
	form_say(app, ROLE_GOOD, said.data);
	str_fini(&said);
}

enum { OFFER_FILL_IN, OFFER_AS_TEXT };

static void offer_answer(void *ctx, int button)
{
	const struct offer *o = ctx;

	if (button == OFFER_FILL_IN)
		offer_fill_in(o);
	else if (button == OFFER_AS_TEXT && !o->file)
		form_type_key(o->app, &(struct key) {.code = KEYCODE_PASTE,
					      .text = o->text.data,
					      .len = o->text.len,
					      .pasted = o->report});
}

static void offer_open(struct offer *o)
{
	struct dialog_spec spec = {
		.title = o->file ? "Settings found" : "Settings pasted",
		.buttons = {"Fill in", "Paste as text", "Cancel"},
		.answer = offer_answer,
		.ctx = o,
		.free = offer_free,
	};
	struct str text;

	if (o->file) {
		spec.buttons[OFFER_AS_TEXT] = "Cancel";
		spec.buttons[OFFER_AS_TEXT + 1] = NULL;
	}
	str_init(&text, offer_text_max);
	offer_say(o, &text);
	spec.text = text.data;
	dialog_open(&o->app->stack, &spec);
	str_fini(&text);
}

/* A file */

/* As it is typed, or below the home directory. */
static void offer_path(const char *typed, struct str *path)
{
	str_init(path, PATH_MAX);
	if (strncmp(typed, "~/", 2) == 0 && xdg_home(path))
		typed++;
	str_text(path, typed);
}

static int offer_look(const char *typed, struct discovery *d, struct err *e)
{
	struct str path;
	int result;

	offer_path(typed, &path);
	result = discover_file(d, path.data, e);
	if (result == 0 && !d->n)
		result = err_set(e, EX_NOINPUT, "%s%s",
			d->unusable.n ? d->unusable.items[0] : path.data,
			d->unusable.n ? "" : " has no usable mail server");
	str_fini(&path);
	return result;
}

static int offer_check(const char *typed, struct str *out, struct err *e)
{
	struct discovery d;
	int result = offer_look(typed, &d, e);

	discovery_fini(&d);
	str_text(out, typed);
	return result;
}

static void offer_file(void *ctx, const char *typed)
{
	struct offer *o = mem_zero(1, sizeof(*o));
	struct discovery d;
	struct err e;

	o->app = ctx;
	o->file = true;
	str_init_guarded(&o->text, 1);
	if (offer_look(typed, &d, &e) == 0) {
		o->found = d.items[0];
		d.items[0] = d.items[--d.n];
		offer_open(o);
	} else {
		form_say(ctx, ROLE_BAD, e.message);
		import_init(&o->found, NULL, typed);
		offer_free(o);
	}
	discovery_fini(&d);
}

void paste_offer_file(struct app *app)
{
	ask_open(&app->stack,
		&(struct ask_spec) {
			.title = "Import from a file",
			.text = "A file of a program that sends mail, such as /etc/msmtprc, "
				"main.cf of Postfix, or an application's .env",
			.initial = "",
			.check = offer_check,
			.answer = offer_file,
			.ctx = app,
		});
}

/* A paste */

bool paste_offer(struct app *app, const struct key *key)
{
	struct offer *o;

	if (!key->lines || key->pasted.open || key->pasted.full)
		return false;
	o = mem_zero(1, sizeof(*o));
	o->app = app;
	o->report = key->pasted;
	str_init_guarded(&o->text, key->len + 1);
	str_add(&o->text, key->text, key->len);
	import_init(&o->found, NULL, "the pasted text");
	if (!pasted_read(&o->found, key->lines)) {
		offer_free(o);
		return false;
	}
	offer_open(o);
	return true;
}
