/* The conclusions of model/ladder.h: pure tables. */
#include "model/ladder.h"

/* clang-format off: a table, each row a sentence */
const char *const ladder_ids[] = {
	"dns.not_found", "connect.refused", "connect.timeout", "connect.unreachable",
	"greeting.silent", "greeting.closed", "greeting.rejected", "greeting.busy", "greeting.http",
	"greeting.ssh", "greeting.not_smtp", "ehlo.rejected", "ehlo.closed", "ehlo.stalled",
	"starttls.not_offered", "starttls.refused", "tls.stalled", "tls.closed", "tls.too_old",
	"reply.too_long", "reply.malformed",
	"auth.not_offered", /* port 25 for other servers, 587 for people */
};

/* First match wins. */
const struct conclusion conclusions[] = {
	{
		.with = LADDER_GOOD | LADDER_NAME,
		.title = "This name has no address, but {door.host} has",
		.cause = "At {door.host} a mail server answers on port {door.port}, encrypted and "
			 "with a "
			 "certificate that is right. {cause}",
		.advice = "Use {door.host} if that is a server of your provider.",
		.fix = {{FIELD_HOST, "{door.host}"}, {FIELD_PORT, "{door.port}"},
			{FIELD_PROTOCOL, "{door.protocol}"}},
	},
	{
		.with = LADDER_GOOD | LADDER_FAMILY,
		.title = "Only {door.broken} is broken: over {door.family} the server answers",
		.cause = "Over {door.family} port {door.port} of {server.host} answers as it "
			 "should, over "
			 "{door.broken} it does not. The test went wrong like this: {cause}",
		.advice = "Tell who runs the server or this network. Until it is mended, use a "
			  "name of the server that has no address for {door.broken}, or do without "
			  "{door.broken} on this machine.",
	},
	{
		.with = LADDER_GOOD | LADDER_PORT | LADDER_SSL,
		.title = "This port speaks TLS at once: choose SSL",
		.cause = "Port {door.port} answers when the connection is encrypted from the first "
			 "byte. "
			 "Otherwise: {cause}",
		.advice = "Set the Transport Protocol to SSL.",
		.fix = {{FIELD_PROTOCOL, "{door.protocol}"}, {FIELD_PORT, "{door.port}"}},
	},
	{
		.with = LADDER_GOOD | LADDER_PORT | LADDER_STARTTLS,
		.title = "This port speaks STARTTLS: choose TLS (STARTTLS)",
		.cause = "Port {door.port} answers when the encryption begins with STARTTLS. "
			 "Otherwise: "
			 "{cause}",
		.advice = "Set the Transport Protocol to TLS (STARTTLS).",
		.fix = {{FIELD_PROTOCOL, "{door.protocol}"}, {FIELD_PORT, "{door.port}"}},
	},
	{
		.with = LADDER_GOOD | LADDER_SSL,
		.title = "Port {door.port} answers with SSL: use it",
		.cause = "Port {door.port} of the same server answers, encrypted from the first "
			 "byte. "
			 "Port {server.port} does not work: {cause}",
		.advice = "Set the Port to {door.port} and the Transport Protocol to SSL.",
		.fix = {{FIELD_PORT, "{door.port}"}, {FIELD_PROTOCOL, "{door.protocol}"}},
	},
	{
		.with = LADDER_GOOD | LADDER_STARTTLS,
		.title = "Port {door.port} answers with STARTTLS: use it",
		.cause = "Port {door.port} of the same server answers, and encrypts with STARTTLS. "
			 "Port "
			 "{server.port} does not work: {cause}",
		.advice = "Set the Port to {door.port} and the Transport Protocol to TLS "
			  "(STARTTLS).",
		.fix = {{FIELD_PORT, "{door.port}"}, {FIELD_PROTOCOL, "{door.protocol}"}},
	},
	{
		.with = LADDER_GOOD,
		.title = "Port {door.port} answers: use it",
		.cause = "Port {door.port} of the same server answers; nothing is encrypted there "
			 "either. "
			 "Port {server.port} does not work: {cause}",
		.advice = "Set the Port to {door.port}.",
		.fix = {{FIELD_PORT, "{door.port}"}, {FIELD_PROTOCOL, "{door.protocol}"}},
	},
	{
		.with = LADDER_CERT,
		.title = "Port {door.port} answers, but its certificate is not right",
		.cause = "This machine does not accept the certificate that the server has there. "
			 "Port "
			 "{server.port} does not work at all: {cause}",
		.advice = "Set the Port to {door.port} and test again: the test then says what is "
			  "wrong with the certificate.",
	},
	{
		.with = LADDER_SILENT,
		.title = "No mail port can be reached from here",
		.cause = "{cause} The other mail ports of {server.host} time out as well. Mostly "
			 "the "
			 "network or the hosting provider blocks outgoing mail.",
		.advice = "Ask whoever runs this network, or the hosting provider, to open port "
			  "587 or 465 for outgoing connections. If mail works from other networks, "
			  "the server is fine; else it may be down.",
	},
	{
		.with = LADDER_REFUSED,
		.title = "No mail server answers there, on any port",
		.cause = "{cause} The other mail ports of {server.host} refuse connections too.",
		.advice = "Check the spelling of SMTP Server. If it is your own server, see "
			  "whether its mail program runs.",
	},
};
/* clang-format on */

const size_t ladder_id_count = sizeof(ladder_ids) / sizeof(ladder_ids[0]);
const size_t conclusion_count = sizeof(conclusions) / sizeof(conclusions[0]);
