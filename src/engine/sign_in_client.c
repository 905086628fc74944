#include "engine/sign_in_client.h"

#include "base/file.h"
#include "model/sign_in_plan.h"
#include "store/clients.h"

#include <limits.h>
#include <string.h>

static const char clients_name[] = "clients.cfg", machine_clients[] = CONFDIR "/clients.cfg";

static void client_path_beside(const char *settings_path, struct str *path)
{
	const char *slash = strrchr(settings_path, '/');

	str_format(path, "%.*s%s", slash ? (int)(slash + 1 - settings_path) : 0, settings_path,
		clients_name);
}

int sign_in_client_fill(struct session *s, struct err *e)
{
	struct str path;
	int result;

	if (!sign_in_is_set(&s->draft) || !settings_is_empty(&s->draft, FIELD_CLIENT_ID))
		return 0;
	str_init(&path, PATH_MAX);
	client_path_beside(s->options_path, &path);
	result = clients_fill(file_exists(path.data) ? path.data : machine_clients, &s->draft, e);
	str_fini(&path);
	return result;
}

bool sign_in_client_choose(struct session *s, const struct provider *p)
{
	struct err e;
	bool chosen = sign_in_choose(p, &s->draft);

	if (chosen)
		(void)sign_in_client_fill(s, &e);
	return chosen;
}
