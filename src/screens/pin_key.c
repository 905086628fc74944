#include "screens/pin_key.h"

#include "base/ascii.h"
#include "screens/apply_fix.h"
#include "tui/ask.h"
#include "tui/dialog.h"

#include <string.h>

enum { asked = 8 /* characters of the fingerprint */ };

bool pin_key_is_possible(const struct app *app)
{
	const struct tester *t = &app->tester;
	const struct certificate *c = &t->facts.certificate;
	unsigned problem = t->judged ? t->verdict.diagnosis->problem : 0;

	return problem & (CERT_SELF_SIGNED | CERT_UNKNOWN_CA) && c->pin && c->sha256 &&
	       strlen(c->sha256) > asked;
}

/* Colons and blanks are how programs print it. */
static int pin_key_check(const char *typed, struct str *out, struct err *e)
{
	struct str digits;
	int result = 0;

	str_init(&digits, asked + 1);
	for (; *typed; typed++)
		if (!strchr(": ", *typed))
			str_char(&digits, ascii_lower(*typed));
	if (digits.len == asked && strspn(digits.data, "0123456789abcdef") == asked)
		str_text(out, digits.data);
	else
		result = err_set(e, EX_DATAERR, "enter %d characters, 0 to 9 and A to F", asked);
	str_fini(&digits);
	return result;
}

static void pin_key_refuse(struct app *app)
{
	dialog_open(&app->stack, &(struct dialog_spec) {
					 .title = "Not pinned",
					 .text = "The fingerprint of this certificate ends "
						 "differently. Another server may have answered: "
						 "do not send a password until this is resolved.",
					 .buttons = {"Close"},
				 });
}

static void pin_key_answer(void *ctx, const char *typed)
{
	struct app *app = ctx;
	const struct certificate *c = &app->tester.facts.certificate;

	if (ascii_same(c->sha256 + strlen(c->sha256) - asked, typed))
		apply_change_again(app, &(struct change) {FIELD_PIN, c->pin});
	else
		pin_key_refuse(app);
}

void pin_key(struct app *app)
{
	ask_open(&app->stack,
		&(struct ask_spec) {
			.title = "Pin this key",
			.text = "Ask the server's administrator, for example by phone, for the "
				"SHA-256 fingerprint of its certificate. Do not copy it from this "
				"screen.\n\nIts last 8 characters:",
			.initial = "",
			.about = "With a pinned key, only a server that has this very key is "
				 "trusted, "
				 "and no certificate authority is needed. The administrator sees "
				 "the "
				 "fingerprint with: openssl x509 -noout -fingerprint -sha256 -in "
				 "CERTIFICATE",
			.check = pin_key_check,
			.answer = pin_key_answer,
			.ctx = app,
		});
}
