#include "screens/wizard_trail.h"

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

void wizard_trail(const struct app *app, int width, struct str *out)
{
	struct steps_crumb crumbs[AT_COUNT];
	size_t here, n = steps_trail(&app->steps, crumbs, &here), from = 0;

	wizard_trail_from(crumbs, from, n, out);
	while (from < here && paint_columns(out->data, out->len) > width) {
		str_clear(out);
		wizard_trail_from(crumbs, ++from, n, out);
	}
}
