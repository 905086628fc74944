#include "screens/form_page.h"

#include "screens/action.h"

static enum field_id all_fields[FIELD_COUNT + 1];

/* The tables of settings and of actions say what is on it. */
static void form_page_fill(struct form_page *page)
{
	int n = 0;

	for (int i = 0; i <= FIELD_COUNT; i++)
		all_fields[i] = (enum field_id)i;
	page->title = "Set up SMTP settings";
	page->asks = all_fields;
	for (int i = 0; i < ACTION_COUNT && n < form_page_buttons_max; i++)
		if (actions[i].button)
			page->buttons[n++] = (struct button) {
				actions[i].button, actions[i].help, actions[i].run};
}

const struct form_page *form_page_of_all(void)
{
	static struct form_page page;

	if (!page.asks)
		form_page_fill(&page);
	return &page;
}

bool form_page_asks(const struct form_page *page, enum field_id id)
{
	for (const enum field_id *at = page->asks; *at != FIELD_COUNT; at++)
		if (*at == id)
			return true;
	return false;
}

int form_page_fields(const struct form_page *page)
{
	int n = 0;

	while (page->asks[n] != FIELD_COUNT)
		n++;
	return n;
}

int form_page_buttons(const struct form_page *page)
{
	int n = 0;

	while (page->buttons[n].label)
		n++;
	return n;
}
