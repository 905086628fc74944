#include "net/shortage.h"

#include "base/mem.h"

#include <sys/select.h>
#include <ares.h>
#include <errno.h>
#include <jansson.h>
#include <openssl/crypto.h>
#include <stdlib.h>

bool shortage_is(int errnum)
{
	return errnum == EMFILE || errnum == ENFILE || errnum == ENOMEM || errnum == ENOBUFS ||
	       errnum == EAGAIN;
}

/* Memory of the libraries */

static void *memory_get(size_t size)
{
	return mem_grow(NULL, size, 1);
}

static void *memory_change(void *old, size_t size)
{
	return mem_grow(old, size, 1);
}

static void *crypto_get(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return size ? mem_grow(NULL, size, 1) : NULL;
}

static void *crypto_change(void *old, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	if (size)
		return mem_grow(old, size, 1);
	free(old);
	return NULL;
}

static void crypto_free(void *old, const char *file, int line)
{
	(void)file;
	(void)line;
	free(old);
}

void shortage_init(void)
{
	(void)CRYPTO_set_mem_functions(crypto_get, crypto_change, crypto_free);
	(void)curl_global_init_mem(
		CURL_GLOBAL_DEFAULT, memory_get, free, memory_change, mem_text, mem_zero);
	(void)ares_library_init_mem(ARES_LIB_INIT_ALL, memory_get, free, memory_change);
	json_set_alloc_funcs(memory_get, free);
}
