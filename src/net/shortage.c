#include "net/shortage.h"

#include "base/mem.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

bool shortage_is(int errnum)
{
	return errnum == EMFILE || errnum == ENFILE || errnum == ENOMEM || errnum == ENOBUFS ||
	       errnum == EAGAIN;
}

static void *shortage_thread(void *context)
{
	return context;
}

/* As the library does it: a pair of sockets, and a thread. */
int shortage_find(void)
{
	int pair[2], errnum = 0;
	pthread_t thread;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return errno;
	errnum = pthread_create(&thread, NULL, shortage_thread, NULL);
	if (!errnum)
		(void)pthread_join(thread, NULL);
	(void)close(pair[0]);
	(void)close(pair[1]);
	return errnum;
}

static int on_resolve(void *state, void *reserved, void *shortage)
{
	(void)state;
	(void)reserved;
	return *(int *)shortage = shortage_find();
}

void shortage_watch(CURL *easy, int *shortage)
{
	(void)curl_easy_setopt(easy, CURLOPT_RESOLVER_START_FUNCTION, on_resolve);
	(void)curl_easy_setopt(easy, CURLOPT_RESOLVER_START_DATA, shortage);
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
}
