#include "engine/questions.h"

#include "model/provider.h"

size_t question_choices(const struct question *q)
{
	size_t n = 0;

	while (q->choices[n].label)
		n++;
	return n;
}

const char *question_title(const struct question *q, const struct question_about *about)
{
	return q->title ? q->title : about->provider->name;
}

bool question_say_line(
	const struct question *q, const struct question_about *about, struct str *out)
{
	return (q->say_line ? q->say_line : q->say)(about, out);
}

void question_choice_line(
	const struct question_choice *choice, const struct question_about *about, struct str *out)
{
	str_text(out, choice->line ? choice->line : choice->label);
	if (!choice->say)
		return;
	str_text(out, ": ");
	choice->say(about, out);
}

enum question_next question_answer(
	const struct question *q, const struct question_about *about, size_t n, struct err *e)
{
	return q->choices[n].answer ? q->choices[n].answer(about, e) : QUESTION_STAY;
}

/* Addresses */

const struct question_address question_addresses[QUESTION_ADDRESSES] = {
	[QUESTION_SEND] =
		{
			.title = "Send a test message",
			.text = "Sends one real message to this address. It lists the settings "
				"that it was sent with.",
			.not_done = "Nothing sent",
			.start = tester_send,
		},
	[QUESTION_REHEARSE] =
		{
			.title = "Try an address",
			.text = "Asks the server whether it would accept mail from you to this "
				"address. Nothing is sent.",
			.not_done = "Not tried",
			.start = tester_rehearse,
		},
};

const char question_address_no_sender[] =
	"The message needs a sender: set From first. Nothing was sent.";

const char *question_address_proposed(const struct session *s)
{
	const char *sender = settings_sender(&s->draft);

	return *sender ? sender : NULL;
}
