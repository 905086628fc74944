#include "sender/place.h"

#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/state.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { digest_bytes = 8, names_max = 256 };

static const char host_letters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

char *sender_place(const char *config)
{
	unsigned char digest[file_digest_size];
	char *state = state_path("spool"), *real;
	struct str path;

	if (!config && geteuid() == 0) {
		free(state);
		return mem_text(SPOOLDIR);
	}
	if (!config)
		return state;
	real = file_resolve(config);
	file_digest(real, strlen(real), digest);
	str_init(&path, PATH_MAX);
	str_format(&path, "%s/", state);
	hex_encode(&path, digest, digest_bytes);
	free(real);
	free(state);
	return str_take(&path);
}

/* As Debian has it for mail, else the machine's own. */
char *sender_host_name(void)
{
	char name[names_max] = "localhost";
	struct file_state state;
	struct str text;
	struct err e;
	size_t len;
	const char *line;

	str_init(&text, names_max);
	(void)gethostname(name, sizeof(name) - 1);
	(void)file_read("/etc/mailname", names_max, &text, &state, &e);
	text.data[strcspn(text.data, "\n")] = '\0';
	line = text_trim(text.data, &len);
	if (len && strspn(line, host_letters) >= len)
		(void)snprintf(name, sizeof(name), "%.*s", (int)len, line);
	str_fini(&text);
	return mem_text(name);
}
