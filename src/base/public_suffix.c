#include "base/public_suffix.h"

#include <dlfcn.h>
#include <libpsl.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The functions of the library, or none of them. */
struct library {
	const psl_ctx_t *(*builtin)(void);
	const char *(*registrable_domain)(const psl_ctx_t *list, const char *host);
};

/* A pointer to a function is none to an object but for POSIX (dlsym, 2008): by its bytes. */
static bool library_find(void *handle, const char *name, void *function, size_t size)
{
	void *found = handle ? dlsym(handle, name) : NULL;

	memcpy(function, &found, size);
	return found;
}

static struct library library_load(void)
{
	void *handle = dlopen("libpsl.so.5", RTLD_NOW | RTLD_LOCAL);
	struct library l;
	bool whole = library_find(handle, "psl_builtin", &l.builtin, sizeof(l.builtin));

	whole = library_find(handle, "psl_registrable_domain", &l.registrable_domain,
			sizeof(l.registrable_domain)) &&
		whole;
	return whole ? l : (struct library) {0};
}

const char *public_suffix_registrable(const char *host)
{
	static struct library library;
	static bool looked;

	if (!looked) {
		library = library_load();
		looked = true;
	}
	return library.builtin ? library.registrable_domain(library.builtin(), host) : NULL;
}
