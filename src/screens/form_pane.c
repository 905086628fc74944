#include "screens/form_pane.h"

#include "screens/layout.h"
#include "tui/line_layout.h"

#include <string.h>

enum { margin = 2 /* a side of the box, a blank */ };

struct rect form_pane_place(void)
{
	struct rect r = paint_screen();
	int x = layout_left_width;

	if (r.width < layout_wide)
		return (struct rect) {0};
	return (struct rect) {1, x, r.height - 2, r.width - x};
}

static void form_pane_put(struct line_layout *l, const char *heading, const char *text)
{
	if (!text || !*text)
		return;
	if (l->at)
		line_layout_text(l, "", ROLE_TEXT);
	if (heading)
		line_layout_text(l, heading, ROLE_SECTION);
	line_layout_text(l, text, ROLE_TEXT);
}

void form_pane_draw(const struct app *app, const struct form *f)
{
	const struct provider *p = provider_of(&app->session.draft);
	const struct button *button = form_button(f, f->focus);
	struct rect r = form_pane_place();
	struct line_layout l = {
		.inside = {r.y + 1, r.x + margin, r.height - 2, r.width - 2 * margin}};
	const struct field *field = f->focus < FIELD_COUNT ? &fields[f->focus] : NULL;

	paint_box(r, field ? field->label : button ? button->label : "Help");
	if (field) {
		form_pane_put(&l, NULL, field->manual);
		form_pane_put(&l, "Where to find it", field->where);
		form_pane_put(&l, "Example", field->example);
	} else if (button) {
		form_pane_put(&l, NULL, button->help);
	}
	if (p)
		form_pane_put(&l, p->name, p->requirement);
}
