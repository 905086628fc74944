/* What can be done with the result of a test, a row each. */
#include "screens/action.h"
#include "screens/apply_fix.h"
#include "screens/commands.h"
#include "screens/form.h"
#include "screens/known_fix.h"
#include "screens/pin_key.h"
#include "screens/result_buttons.h"
#include "screens/result_save.h"
#include "screens/result_start.h"

static bool result_has_passed(const struct app *app)
{
	const struct tester *t = &app->tester;

	return t->judged && diagnosis_is(t->verdict.diagnosis, DIAGNOSIS_ESTABLISHED);
}

static bool result_is_in_file(const struct app *app)
{
	return session_is_begun(&app->session) && !form_is_changed(app);
}

bool result_is_saved(const struct app *app)
{
	return result_has_passed(app) && result_is_in_file(app);
}

/* Mail is worth a try only where the test went well. */
static bool result_is_good(const struct app *app, const struct result_purpose *purpose)
{
	return purpose->leads_on && result_has_passed(app);
}

static bool result_can_save(const struct app *app, const struct result_purpose *purpose)
{
	return result_is_good(app, purpose) && !app->session.read_only && !result_is_in_file(app);
}

static bool result_has_fix(const struct app *app, const struct result_purpose *purpose)
{
	(void)purpose;
	return known_fix_is_new(app);
}

static bool result_can_pin(const struct app *app, const struct result_purpose *purpose)
{
	(void)purpose;
	return pin_key_is_possible(app) && !app->session.read_only;
}

static bool result_is_judged(const struct app *app, const struct result_purpose *purpose)
{
	(void)purpose;
	return app->tester.judged;
}

static void result_save_settings(struct app *app)
{
	stack_pop(&app->stack);
	form_act(app, &actions[ACTION_SAVE]);
}

static void result_send_instead(struct app *app)
{
	stack_pop(&app->stack);
	result_start_send(app);
}

static void result_rehearse_instead(struct app *app)
{
	stack_pop(&app->stack);
	result_start_rehearse(app);
}

const struct result_offer result_offers[RESULT_OFFER_COUNT] = {
	[RESULT_OFFER_FIX] = {"Fix and test again", result_has_fix, apply_fix_again},
	[RESULT_OFFER_PIN] = {"Pin this key", result_can_pin, pin_key},
	[RESULT_OFFER_SAVE] = {"Save", result_can_save, result_save_settings},
	[RESULT_OFFER_PURPOSE] = {NULL, NULL, NULL},
	[RESULT_OFFER_SEND] = {"Send a test message", result_is_good, result_send_instead},
	[RESULT_OFFER_REHEARSE] = {"Try an address", result_is_good, result_rehearse_instead},
	[RESULT_OFFER_COMMANDS] = {"Show as commands", result_is_good, commands_show},
	[RESULT_OFFER_TEXT] = {"Save as text", result_is_judged, result_save},
};
