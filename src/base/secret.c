#include "base/secret.h"

#include "base/mem.h"
#include "base/sanitized.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

struct secret {
	size_t mapped; /* bytes of the whole mapping */
	size_t len;
	char bytes[];
};

/* A mapping of its own: the lock and the core-dump mark hold for pages, not for heap blocks. */
static struct secret *map_pages(size_t len)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t mapped = (sizeof(struct secret) + len + page) / page * page;
	struct secret *s =
		mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (s == MAP_FAILED)
		mem_exhausted();
	(void)mlock(s, mapped); /* a small RLIMIT_MEMLOCK must not take the password away */
	(void)madvise(s, mapped, MADV_DONTDUMP);
	s->mapped = mapped;
	return s;
}

struct secret *secret_new(const char *bytes, size_t len)
{
	struct secret *s = map_pages(len);

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
	if (!s)
		return;
	explicit_bzero(s->bytes, s->len);
	(void)munmap(s, s->mapped);
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
