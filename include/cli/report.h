/* The result of a test, for people (text) and for scripts (JSON), on stdout. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "engine/session.h"
#include "engine/tester.h"

void report_text(const struct tester *t);
void report_json(const struct tester *t);
void report_status(enum session_state state, const struct tested *tested);

#endif
