/* What can be done with the result of a test, a row each. */
#include "screens/apply_fix.h"
#include "screens/known_fix.h"
#include "screens/result_buttons.h"
#include "screens/result_save.h"
#include "screens/result_start.h"

/* Mail is worth a try only where the test went well. */
static bool result_is_good(const struct app *app, const struct result_purpose *purpose)
{
	const struct tester *t = &app->tester;

	return purpose->leads_on && t->judged &&
	       diagnosis_is(t->verdict.diagnosis, DIAGNOSIS_ESTABLISHED);
}

static bool result_has_fix(const struct app *app, const struct result_purpose *purpose)
{
	(void)purpose;
	return known_fix_is_new(app);
}

static bool result_is_judged(const struct app *app, const struct result_purpose *purpose)
{
	(void)purpose;
	return app->tester.judged;
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
	[RESULT_OFFER_PURPOSE] = {NULL, NULL, NULL},
	[RESULT_OFFER_SEND] = {"Send a test message", result_is_good, result_send_instead},
	[RESULT_OFFER_REHEARSE] = {"Try an address", result_is_good, result_rehearse_instead},
	[RESULT_OFFER_SAVE] = {"Save as text", result_is_judged, result_save},
};
