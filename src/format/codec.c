#include "format/codec.h"

#include "format/keyval.h"

#include <string.h>

/* The row of a program: `NAME(msmtp)` is the codec that src/format/msmtp.c has. */
/* clang-format off */
#define CODECS(NAME) \
	NAME(msmtp) NAME(postfix) NAME(exim) NAME(dotenv) NAME(dma) NAME(nullmailer) \
	NAME(laravel) NAME(symfony) NAME(django) NAME(grafana) NAME(gitea) NAME(alertmanager) \
	NAME(git) NAME(curl) NAME(s_nail) NAME(mutt) \
	NAME(mastodon) NAME(vaultwarden) NAME(chatwoot) NAME(healthchecks) NAME(container) \
	NAME(ssmtp) NAME(esmtp) NAME(sendmail) \
	NAME(systemd) NAME(nextcloud) NAME(gitlab) NAME(discourse) NAME(swaks) NAME(opensmtpd) NAME(kubernetes)
/* clang-format on */

#define DECLARE(name) extern const struct codec name##_codec;
#define ROW(name)     &name##_codec,

CODECS(DECLARE)

const struct codec *const codecs[] = {CODECS(ROW)};

const size_t codec_count = sizeof(codecs) / sizeof(codecs[0]);

const struct codec *codec_find(const char *id)
{
	for (size_t i = 0; i < codec_count; i++)
		if (strcmp(codecs[i]->id, id) == 0)
			return codecs[i];
	return NULL;
}

bool codec_sniff(const struct codec *c, const char *bytes, size_t len)
{
	struct keyvals pairs;
	bool found = false;

	keyvals_init(&pairs, bytes, len, c->style);
	for (const char *const *name = c->sniff; *name && !found; name++)
		found = keyvals_find(&pairs, *name);
	keyvals_fini(&pairs);
	return found;
}

void codec_sentences(
	const struct codec_weakness *rows, const struct settings *s, struct strlist *out)
{
	enum { sentences_max = 10 };

	for (const struct codec_weakness *w = rows; w && w->sentence; w++)
		if (!w->is || w->is(s))
			strlist_add(out, w->sentence, sentences_max);
}

bool codec_here(struct str *path)
{
	(void)path;
	return true;
}
