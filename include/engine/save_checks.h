/*
 * What is asked before a save, one question after the other, by every interface that can ask:
 * whether it is meant although something speaks against it.
 */
#ifndef ENGINE_SAVE_CHECKS_H
#define ENGINE_SAVE_CHECKS_H

#include "engine/session.h"

struct save_check {
	const char *title;
	bool (*say)(const struct session *s, struct str *out); /* false: there is none */
	bool grave;                                            /* "Go back" is proposed */
	enum field_id (*about)(const struct session *s); /* what would end it; NULL: no setting */
};

extern const struct save_check save_checks[];
extern const size_t save_check_count;

#endif
