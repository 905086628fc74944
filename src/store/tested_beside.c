#include "store/tested_beside.h"

#include "base/file.h"
#include "base/hex.h"
#include "store/state.h"

#include <stdlib.h>
#include <string.h>

enum { beside_max = 1024, digest_bytes = 8 };

/* One configuration, one name. */
static char *tested_beside_path(const char *real)
{
	unsigned char digest[file_digest_size];
	struct str name;
	char *path;

	file_digest(real, strlen(real), digest);
	str_init(&name, beside_max);
	str_text(&name, "tested-");
	hex_encode(&name, digest, digest_bytes);
	path = state_path(name.data);
	str_fini(&name);
	return path;
}

/* "ID AT FINGERPRINT": takes one word off the text. False: there is none, or it is too long. */
static bool tested_beside_word(const char **text, char *word, size_t size)
{
	size_t len = strcspn(*text, " \n");

	if (!len || len >= size)
		return false;
	memcpy(word, *text, len);
	word[len] = '\0';
	*text += len + ((*text)[len] == ' ');
	return true;
}

void tested_beside_load(const char *real, struct tested *tested)
{
	char *path = tested_beside_path(real);
	struct file_state state;
	const char *at;
	struct str text;
	struct err e;

	*tested = (struct tested) {0};
	str_init(&text, beside_max + 1);
	at = file_read(path, beside_max, &text, &state, &e) == 0 ? text.data : "";
	if (!state.exists || !file_is_trusted(path, &state) ||
		!tested_beside_word(&at, tested->id, sizeof(tested->id)) ||
		!tested_beside_word(&at, tested->at, sizeof(tested->at)) ||
		!tested_beside_word(&at, tested->fingerprint, sizeof(tested->fingerprint)))
		*tested = (struct tested) {0};
	str_fini(&text);
	free(path);
}

int tested_beside_keep(const char *real, const struct tested *tested, struct err *e)
{
	char *path = tested_beside_path(real);
	struct str text;
	int result = file_make_parents(path, e);

	str_init(&text, beside_max);
	str_format(&text, "%s %s %s\n", tested->id, tested->at, tested->fingerprint);
	if (result == 0)
		result = file_create(path, text.data, text.len, true, e);
	str_fini(&text);
	free(path);
	return result;
}
