#include "model/send.h"

#include <string.h>

void send_encode_mail(const char *job, const struct send_mail *mail, struct str *out)
{
	size_t start = wire_start(out, "mail");

	wire_text(out, "job", job);
	wire_text(out, "from", mail->from);
	for (size_t i = 0; i < mail->to.n; i++)
		wire_text(out, "to", mail->to.items[i]);
	wire_number(out, "size", (double)mail->size);
	if (mail->eight_bit)
		wire_text(out, "8bit", "");
	wire_finish(out, start);
}

void send_encode_text(const char *job, const char *bytes, size_t len, bool last, struct str *out)
{
	size_t start = wire_start(out, "text");

	wire_text(out, "job", job);
	wire_add(out, "bytes", bytes, len);
	if (last)
		wire_text(out, "last", "");
	wire_finish(out, start);
}

void send_encode_leave(const char *job, struct str *out)
{
	size_t start = wire_start(out, "leave");

	wire_text(out, "job", job);
	wire_finish(out, start);
}

int send_decode_mail(struct send_mail *mail, const struct wire_record *record, struct err *e)
{
	*mail = (struct send_mail) {
		.from = wire_get(record, "from"),
		.size = (size_t)wire_get_number(record, "size"),
		.eight_bit = wire_find(record, "8bit"),
	};
	for (size_t i = 0; i < record->n; i++)
		if (strcmp(record->values[i].name, "to") == 0)
			strlist_add(&mail->to, record->values[i].bytes, send_recipients_max);
	for (size_t i = 0; i < mail->to.n; i++)
		if (strpbrk(mail->to.items[i], "\r\n<>"))
			return err_set(e, EX_DATAERR, "a recipient is not valid");
	if (!mail->to.n || strpbrk(mail->from, "\r\n<>"))
		return err_set(e, EX_DATAERR, "the message has no recipient, or an odd sender");
	return 0;
}

void send_add_answer(const struct send_answer *answer, struct str *out)
{
	wire_text(out, "step", step_name(answer->step));
	wire_number(out, "recipient", (double)answer->recipient);
	wire_number(out, "code", answer->code);
	wire_text(out, "enhanced", answer->enhanced);
	wire_text(out, "text", answer->text);
}

int send_decode_answer(struct send_answer *answer, const struct wire_record *record)
{
	*answer = (struct send_answer) {
		.step = step_find(wire_get(record, "step")),
		.recipient = (long)wire_get_number(record, "recipient"),
		.code = (int)wire_get_number(record, "code"),
		.enhanced = wire_get(record, "enhanced"),
		.text = wire_get(record, "text"),
	};
	return answer->step < STEP_COUNT ? 0 : -1;
}
