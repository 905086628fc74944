/*
 * What is asked before a save, one question after the other, by every door that can ask: whether
 * it is meant although something speaks against it.
 */
#ifndef ENGINE_DOUBT_H
#define ENGINE_DOUBT_H

#include "engine/session.h"

struct doubt {
	const char *title;
	bool (*say)(const struct session *s, struct str *out); /* false: there is none */
	bool grave;                                            /* "Go back" is proposed */
	enum field_id (*about)(const struct session *s); /* what would end it; NULL: no setting */
};

extern const struct doubt doubts[];
extern const size_t doubt_count;

#endif
