#include "net/transfer.h"

static int transfer_fail(struct err *e)
{
	return err_set(e, EX_OSERR, "There is not enough memory for a connection.");
}

int transfer_init(struct transfer *t, const struct transfer_ops *ops, CURLM *multi, struct err *e)
{
	*t = (struct transfer) {.ops = ops, .multi = multi, .easy = curl_easy_init()};
	return t->easy ? 0 : transfer_fail(e);
}

int transfer_start(struct transfer *t, struct err *e)
{
	(void)curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
	return curl_multi_add_handle(t->multi, t->easy) == CURLM_OK ? 0 : transfer_fail(e);
}

int transfer_renew(struct transfer *t, struct err *e)
{
	CURL *next = curl_easy_duphandle(t->easy);

	if (!next)
		return transfer_fail(e);
	transfer_close(t);
	t->easy = next;
	return 0;
}

void transfer_close(struct transfer *t)
{
	if (!t->easy)
		return;
	(void)curl_multi_remove_handle(t->multi, t->easy);
	curl_easy_cleanup(t->easy);
	t->easy = NULL;
}

void transfer_hear_ends(CURLM *multi)
{
	const CURLMsg *message;
	int queued;

	while ((message = curl_multi_info_read(multi, &queued))) {
		CURLcode code = message->data.result;
		char *private = NULL;
		struct transfer *t;

		(void)curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private);
		t = (struct transfer *)(void *)private;
		t->ops->ended(t, code);
	}
}
