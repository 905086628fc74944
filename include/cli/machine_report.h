/* What the verbs report of the machine itself (engine/machine) beside its programs. */
#ifndef CLI_MACHINE_REPORT_H
#define CLI_MACHINE_REPORT_H

#include "cli/json.h"
#include "model/settings.h"

/* Where there is no sendmail, that there is none, and what provides one. */
void machine_report_sendmail(void);

/* The sentences, on standard error; or as an array, which is the caller's. */
void machine_report(const struct settings *s);
json_t *machine_report_json(const struct settings *s);

#endif
