#include "model/verdict.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const outcome_names[] = {
	[OUTCOME_OK] = "ok",
	[OUTCOME_WARNING] = "warning",
	[OUTCOME_FAILED] = "failed",
	[OUTCOME_CANCELLED] = "cancelled",
};

const struct diagnosis *diagnosis_find(const char *id)
{
	for (size_t i = 0; i < VERDICT_COUNT; i++)
		if (strcmp(diagnoses[i].id, id) == 0)
			return &diagnoses[i];
	return NULL;
}

void verdict_set_fix(struct verdict *v, const struct fix fix[fix_max])
{
	for (int i = 0; i < fix_max; i++) {
		free(v->fix[i].value);
		v->fix[i].field = fix[i].field;
		v->fix[i].value = fix[i].value ? mem_text(fix[i].value) : NULL;
	}
}

void verdict_fini(struct verdict *v)
{
	verdict_set_fix(v, (const struct fix[fix_max]) {{.value = NULL}});
	free(v->title);
	free(v->cause);
	free(v->advice);
	*v = (struct verdict) {0};
}

const char *outcome_name(enum outcome o)
{
	return outcome_names[o];
}
