#include "sender/place.h"

#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/state.h"

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { digest_bytes = 8, names_max = 256 };

static const char host_letters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

const char sender_machine_place[] = SPOOLDIR, sender_socket[] = SUBMITSOCKET;
const char sender_secret[] = "smtpsetup.password";

/* Who owns the folder; false: there is none. */
static bool place_owner(const char *place, struct stat *st)
{
	return lstat(place, st) == 0 && S_ISDIR(st->st_mode);
}

/* The machine's folder is the service's, or root's where there is no service. */
static bool place_is_ours(void)
{
	struct stat st;

	return geteuid() == 0 || (place_owner(sender_machine_place, &st) && st.st_uid == geteuid());
}

bool sender_is_of_others(void)
{
	struct stat st;

	return !place_is_ours() && place_owner(sender_machine_place, &st);
}

char *sender_place(const char *config)
{
	unsigned char digest[file_digest_size];
	char *state = state_path("spool"), *real;
	struct str path;

	if (!config && place_is_ours()) {
		free(state);
		return mem_text(sender_machine_place);
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

/* Appended to the folder of credentials; false: there is none, or nothing of that name in it. */
static bool credential_path(const char *name, struct str *path)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");

	if (!folder || geteuid() == 0 || !place_is_ours())
		return false;
	str_format(path, "%s/%s", folder, name);
	return access(path->data, R_OK) == 0;
}

char *sender_config(const char *config)
{
	struct str path;

	str_init(&path, PATH_MAX);
	if (!config && credential_path("smtpsetup.cfg", &path))
		return str_take(&path);
	str_fini(&path);
	return config ? mem_text(config) : NULL;
}

bool sender_has_secret(void)
{
	struct str path;
	bool has;

	str_init(&path, PATH_MAX);
	has = credential_path(sender_secret, &path);
	str_fini(&path);
	return has;
}

bool sender_is_foreign(const char *place)
{
	struct stat st;

	return geteuid() == 0 && place_owner(place, &st) && st.st_uid != 0;
}

int sender_become(const char *place, struct err *e)
{
	struct stat st;

	if (!sender_is_foreign(place) || !place_owner(place, &st))
		return 0;
	if (setgroups(0, NULL) < 0 || setresgid(st.st_gid, st.st_gid, st.st_gid) < 0 ||
		setresuid(st.st_uid, st.st_uid, st.st_uid) < 0)
		return err_set(
			e, EX_OSERR, "cannot become the owner of %s: %s", place, strerror(errno));
	return 0;
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
