#include "base/secret.h"

#include "base/mem.h"
#include "base/sanitized.h"

#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

struct secret {
	size_t len;
	char bytes[];
};

/* At the beginning of a mapping. */
union pages {
	size_t mapped; /* bytes, all of it */
	max_align_t aligned;
};

/* A mapping of its own: the lock and the core-dump mark hold for pages, not for heap blocks. */
void *secret_alloc(size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t mapped = (sizeof(union pages) + size + page - 1) / page * page;
	union pages *pages =
		mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED)
		mem_exhausted();
	(void)mlock(pages, mapped); /* a small RLIMIT_MEMLOCK must not take the password away */
	(void)madvise(pages, mapped, MADV_DONTDUMP);
	pages->mapped = mapped;
	return pages + 1;
}

void secret_release(void *p)
{
	union pages *pages = p;

	if (!p)
		return;
	pages--;
	explicit_bzero(p, pages->mapped - sizeof(*pages));
	(void)munmap(pages, pages->mapped);
}

struct secret *secret_new(const char *bytes, size_t len)
{
	struct secret *s = secret_alloc(sizeof(*s) + len + 1);

	memcpy(s->bytes, bytes, len);
	s->len = len;
	return s;
}

struct secret *secret_copy(const struct secret *s)
{
	return s ? secret_new(s->bytes, s->len) : NULL;
}

void secret_free(struct secret *s)
{
	secret_release(s);
}

const char *secret_text(const struct secret *s)
{
	return s ? s->bytes : "";
}

size_t secret_len(const struct secret *s)
{
	return s ? s->len : 0;
}

bool secret_equal(const struct secret *a, const struct secret *b)
{
	size_t len = secret_len(a);

	return len == secret_len(b) && memcmp(secret_text(a), secret_text(b), len) == 0;
}

void secret_guard_process(void)
{
	const struct rlimit none = {0, 0};

	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, sanitized ? 1 : 0, 0, 0, 0);
}
