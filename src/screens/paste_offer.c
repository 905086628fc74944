#include "screens/paste_offer.h"

#include "base/mem.h"
#include "format/pasted.h"
#include "model/password.h"
#include "screens/form.h"
#include "tui/dialog.h"

#include <stdlib.h>
#include <string.h>

enum { offer_text_max = 4000, offer_remarks_max = 3, offer_bullets = 8 };

/* The context of the box, and freed by it. */
struct offer {
	struct app *app;
	struct import_result found;
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
}

static void offer_say(const struct offer *o, struct str *out)
{
	size_t n = pasted_count(&o->found);

	str_format(out, "This looks like settings for %s: %zu values.\n",
		settings_get(&o->found.settings, FIELD_HOST), n);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (import_has(&o->found, (enum field_id)i))
			offer_say_value(o, (enum field_id)i, out);
	for (size_t i = 0; i < o->found.remarks.n && i < offer_remarks_max; i++)
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
	str_format(&said, "Filled in %zu values from the paste.", pasted_count(&o->found));
	form_say(app, ROLE_GOOD, said.data);
	str_fini(&said);
}

enum { OFFER_FILL_IN, OFFER_AS_TEXT };

static void offer_answer(void *ctx, int button)
{
	const struct offer *o = ctx;

	if (button == OFFER_FILL_IN)
		offer_fill_in(o);
	else if (button == OFFER_AS_TEXT)
		form_type_key(o->app, &(struct key) {.code = KEYCODE_PASTE,
					      .text = o->text.data,
					      .len = o->text.len,
					      .pasted = o->report});
}

static void offer_open(struct offer *o)
{
	struct str text;

	str_init(&text, offer_text_max);
	offer_say(o, &text);
	dialog_open(&o->app->stack, &(struct dialog_spec) {
					    .title = "Settings pasted",
					    .text = text.data,
					    .buttons = {"Fill in", "Paste as text", "Cancel"},
					    .answer = offer_answer,
					    .ctx = o,
					    .free = offer_free,
				    });
	str_fini(&text);
}

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
