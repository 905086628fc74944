#include "cli/ask_password.h"

#include "cli/talk.h"

#include <signal.h>

bool ask_password(struct str *into)
{
	struct wait w;
	struct talk t;
	enum answer answer;
	int ended_by;

	wait_init(&w);
	talk_init(&t, &w);
	t.prompts = stderr; /* stdout carries data */
	answer = talk_ask_secret(&t, "Password: ", into);
	ended_by = w.signal;
	talk_fini(&t);
	wait_unwatch_all(&w);
	if (ended_by)
		(void)raise(ended_by);
	wait_fini(&w);
	return answer == ANSWER_TEXT;
}
