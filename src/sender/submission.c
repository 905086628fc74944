#include "sender/submission.h"

#include "base/hex.h"
#include "sender/place.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum { block_size = 16 * 1024 };

/* Who calls: by the uid, whatever the environment says. */
static void submission_who(struct submission *s)
{
	const struct passwd *user = getpwuid(getuid());
	const char *full = user && user->pw_gecos ? user->pw_gecos : "";

	if (user)
		(void)snprintf(s->user, sizeof(s->user), "%s", user->pw_name);
	else
		(void)snprintf(s->user, sizeof(s->user), "%u", (unsigned)getuid());
	(void)snprintf(s->name, sizeof(s->name), "%.*s", (int)strcspn(full, ","), full);
}

static int submission_begin(void *ctx, const struct strlist *recipients, struct err *e)
{
	struct submission *s = ctx;
	const char *from = s->args->from;
	const struct ticket t = {
		.at = time(NULL),
		.uid = (long)getuid(),
		.from = (char *)(from ? from : s->user),
		.to = *recipients,
	};

	return s->target->begin(s->target->ctx, &t, e);
}

static int submission_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	struct submission *s = ctx;

	return s->target->put(s->target->ctx, bytes, len, e);
}

static long zone_of(time_t at)
{
	struct tm local;

	return localtime_r(&at, &local) ? local.tm_gmtoff : 0;
}

void submission_unique(char unique[submission_unique_text])
{
	unsigned char bytes[submission_unique_size];
	struct str hex;

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort(); /* the kernel is not able to */
	str_init(&hex, submission_unique_text - 1);
	hex_encode(&hex, bytes, sizeof(bytes));
	(void)snprintf(unique, submission_unique_text, "%s", hex.data);
	str_fini(&hex);
}

void submission_init(
	struct submission *s, struct sendmail_args *args, const struct handover_target *target)
{
	const struct mail_target keep = {submission_begin, submission_put, s};
	struct mail_rules rules;
	const char *from;

	*s = (struct submission) {.args = args, .target = target, .host_name = sender_host_name()};
	submission_who(s);
	submission_unique(s->unique);
	str_init(&s->address, 4 * submission_name_max);
	from = args->from && *args->from ? args->from : s->user;
	str_format(&s->address, strchr(from, '@') ? "%s" : "%s@%s", from, s->host_name);
	rules = (struct mail_rules) {
		.dots = args->dots,
		.from_header = args->from_header,
		.from = s->address.data,
		.name = args->name ? args->name : s->name,
		.domain = s->host_name,
		.unique = s->unique,
		.at = time(NULL),
		.zone = zone_of(time(NULL)),
	};
	mail_reader_init(&s->reader, &rules, &args->recipients, &keep);
}

void submission_fini(struct submission *s)
{
	mail_reader_fini(&s->reader);
	str_fini(&s->address);
	free(s->host_name);
}

int submission_read(struct submission *s, struct err *e)
{
	static char block[block_size];
	ssize_t n;

	while ((n = read(STDIN_FILENO, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, EX_IOERR, "cannot read the message: %s", strerror(errno));
		if (mail_reader_feed(&s->reader, block, (size_t)n, e) < 0)
			return -1;
		if (s->reader.ended)
			break;
	}
	return mail_reader_end(&s->reader, e);
}
