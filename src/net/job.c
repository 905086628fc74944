#include "net/job.h"

#include "base/mem.h"
#include "net/pipe.h"

#include <stdlib.h>
#include <string.h>

#define JOB_DECLARE(kind) extern const struct job_kind job_##kind;
#define JOB_ROW(kind)     &job_##kind,

JOB_KINDS(JOB_DECLARE)

static const struct job_kind *const job_kinds[] = {JOB_KINDS(JOB_ROW)};

struct job *job_new(const struct wire_record *record)
{
	struct job *j;

	for (size_t i = 0; i < sizeof(job_kinds) / sizeof(job_kinds[0]); i++) {
		if (strcmp(record->type, job_kinds[i]->name) != 0)
			continue;
		j = mem_zero(1, job_kinds[i]->size);
		j->kind = job_kinds[i];
		j->name = mem_text(wire_get(record, "job"));
		return j;
	}
	return NULL;
}

void job_free(struct job *j)
{
	j->kind->free(j);
	free(j->name);
	free(j->host);
	free(j);
}

void job_send(const struct job *j, struct str *record, size_t start)
{
	if (*j->name)
		wire_text(record, "job", j->name);
	wire_finish(record, start);
	pipe_send(record);
	str_fini(record);
}
