#include "screens/wizard_trail.h"

#include "screens/programs.h"

#include <string.h>

static void wizard_trail_from(
	const struct steps_crumb *crumbs, size_t from, size_t n, struct str *out)
{
	static const enum glyph glyphs[] = {[STEPS_DONE] = GLYPH_YES, [STEPS_FAILED] = GLYPH_NO};

	for (size_t i = from; i < n; i++) {
		if (i > from)
			str_format(out, " %s ", paint_glyph(GLYPH_NOTE));
		str_text(out, crumbs[i].word);
		if (crumbs[i].mark != STEPS_AHEAD)
			str_format(out, " %s", paint_glyph(glyphs[crumbs[i].mark]));
	}
}

/* Where it takes more than width columns it begins later, with this one at the latest. */
static void wizard_trail_fit(
	const struct steps_crumb *crumbs, size_t n, size_t here, int width, struct str *out)
{
	size_t from = 0;

	wizard_trail_from(crumbs, from, n, out);
	while (from < here && paint_columns(out->data, out->len) > width) {
		str_clear(out);
		wizard_trail_from(crumbs, ++from, n, out);
	}
}

void wizard_trail(const struct app *app, int width, struct str *out)
{
	struct steps_crumb crumbs[AT_COUNT];
	size_t here, n = steps_trail(&app->steps, crumbs, &here);

	wizard_trail_fit(crumbs, n, here, width, out);
}

void wizard_trail_saved(const struct app *app, int width, struct str *out)
{
	struct steps_crumb crumbs[AT_COUNT + 1];
	size_t here, n = steps_trail(&app->steps, crumbs, &here);

	if (n)
		crumbs[n - 1].mark = STEPS_DONE;
	if (programs_can(app))
		crumbs[n++] = (struct steps_crumb) {"Programs", STEPS_AHEAD};
	wizard_trail_fit(crumbs, n, n ? n - 1 : 0, width, out);
}
