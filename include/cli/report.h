/* The result of a test, for people (text) and for scripts (JSON), on stdout. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/look.h"
#include "engine/session.h"
#include "engine/tester.h"

#include <jansson.h>

void report_text(const struct look *look, const struct tester *t);
json_t *report_json(const struct tester *t); /* the document; the caller's */
void report_status(enum session_state state, const struct tested *tested, size_t programs_differ,
	size_t waiting);

/* The tone of a state that is saved. */
enum tone report_state_tone(enum session_state state);

#endif
