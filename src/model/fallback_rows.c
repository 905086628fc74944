/* The conclusions of model/fallback.h: pure tables. */
#include "model/fallback.h"

/* First match wins. */
/* clang-format off: a table, each row a sentence */
const struct conclusion conclusions[] = {
	{
		.with = FALLBACK_GOOD | FALLBACK_NAME,
		.title = "This name has no address, but {endpoint.host} has",
		.cause = "At {endpoint.host} a mail server answers on port {endpoint.port}, "
			 "encrypted and "
			 "with a "
			 "certificate that is right. {cause}",
		.advice = "Use {endpoint.host} if that is a server of your provider.",
		.fix = {{FIELD_HOST, "{endpoint.host}"}, {FIELD_PORT, "{endpoint.port}"},
			{FIELD_PROTOCOL, "{endpoint.protocol}"}},
	},
	{
		.with = FALLBACK_GOOD | FALLBACK_FAMILY,
		.title = "Only {endpoint.broken} is broken: over {endpoint.family} the server "
			 "answers",
		.cause = "Over {endpoint.family} port {endpoint.port} of {server.host} answers as "
			 "it "
			 "should, over "
			 "{endpoint.broken} it does not. The test went wrong like this: {cause}",
		.advice = "Tell who runs the server or this network. Until it is mended, use a "
			  "name of the server that has no address for {endpoint.broken}, or do "
			  "without "
			  "{endpoint.broken} on this machine.",
	},
	{
		.with = FALLBACK_GOOD | FALLBACK_PORT | FALLBACK_SSL,
		.title = "This port speaks TLS at once: choose SSL",
		.cause = "Port {endpoint.port} answers when the connection is encrypted from the "
			 "first "
			 "byte. "
			 "Otherwise: {cause}",
		.advice = "Set the Transport Protocol to SSL.",
		.fix = {{FIELD_PROTOCOL, "{endpoint.protocol}"}, {FIELD_PORT, "{endpoint.port}"}},
	},
	{
		.with = FALLBACK_GOOD | FALLBACK_PORT | FALLBACK_STARTTLS,
		.title = "This port speaks STARTTLS: choose TLS (STARTTLS)",
		.cause = "Port {endpoint.port} answers when the encryption begins with STARTTLS. "
			 "Otherwise: "
			 "{cause}",
		.advice = "Set the Transport Protocol to TLS (STARTTLS).",
		.fix = {{FIELD_PROTOCOL, "{endpoint.protocol}"}, {FIELD_PORT, "{endpoint.port}"}},
	},
	{
		.with = FALLBACK_GOOD | FALLBACK_SSL,
		.title = "Port {endpoint.port} answers with SSL: use it",
		.cause =
			"Port {endpoint.port} of the same server answers, encrypted from the first "
			"byte. "
			"Port {server.port} does not work: {cause}",
		.advice = "Set the Port to {endpoint.port} and the Transport Protocol to SSL.",
		.fix = {{FIELD_PORT, "{endpoint.port}"}, {FIELD_PROTOCOL, "{endpoint.protocol}"}},
	},
	{
		.with = FALLBACK_GOOD | FALLBACK_STARTTLS,
		.title = "Port {endpoint.port} answers with STARTTLS: use it",
		.cause = "Port {endpoint.port} of the same server answers, and encrypts with "
			 "STARTTLS. "
			 "Port "
			 "{server.port} does not work: {cause}",
		.advice = "Set the Port to {endpoint.port} and the Transport Protocol to TLS "
			  "(STARTTLS).",
		.fix = {{FIELD_PORT, "{endpoint.port}"}, {FIELD_PROTOCOL, "{endpoint.protocol}"}},
	},
	{
		.with = FALLBACK_GOOD,
		.title = "Port {endpoint.port} answers: use it",
		.cause = "Port {endpoint.port} of the same server answers; nothing is encrypted "
			 "there "
			 "either. "
			 "Port {server.port} does not work: {cause}",
		.advice = "Set the Port to {endpoint.port}.",
		.fix = {{FIELD_PORT, "{endpoint.port}"}, {FIELD_PROTOCOL, "{endpoint.protocol}"}},
	},
	{
		.with = FALLBACK_SPEAKS | FALLBACK_SSL,
		.title = "This port speaks TLS at once: choose SSL",
		.cause = "Port {endpoint.port} answers when the connection is encrypted from the "
			 "first byte. Otherwise: {cause}",
		.advice = "Set the Transport Protocol to SSL and test again: there is more to "
			  "mend.",
		.fix = {{FIELD_PROTOCOL, "{endpoint.protocol}"}, {FIELD_PORT, "{endpoint.port}"}},
	},
	{
		.with = FALLBACK_SPEAKS | FALLBACK_STARTTLS,
		.title = "This port speaks STARTTLS: choose TLS (STARTTLS)",
		.cause = "Port {endpoint.port} answers when the encryption begins with STARTTLS. "
			 "Otherwise: {cause}",
		.advice = "Set the Transport Protocol to TLS (STARTTLS) and test again: there is "
			  "more to mend.",
		.fix = {{FIELD_PROTOCOL, "{endpoint.protocol}"}, {FIELD_PORT, "{endpoint.port}"}},
	},
	{
		.with = FALLBACK_CERT,
		.title = "Port {endpoint.port} answers, but its certificate is not right",
		.cause = "This machine does not accept the certificate that the server has there. "
			 "Port "
			 "{server.port} does not work at all: {cause}",
		.advice = "Set the Port to {endpoint.port} and test again: the test then says what "
			  "is "
			  "wrong with the certificate.",
	},
	{
		.with = FALLBACK_SILENT,
		.title = "No mail port can be reached from here",
		.cause = "{cause} The other mail ports of {server.host} time out as well. Mostly "
			 "the "
			 "network or the hosting provider blocks outgoing mail.",
		.advice = "Ask whoever runs this network, or the hosting provider, to open port "
			  "587 or 465 for outgoing connections. If mail works from other networks, "
			  "the server is fine; else it may be down.",
	},
	{
		.with = FALLBACK_REFUSED,
		.title = "No mail server answers there, on any port",
		.cause = "{cause} The other mail ports of {server.host} refuse connections too.",
		.advice = "Check the spelling of SMTP Server. If it is your own server, see "
			  "whether its mail program runs.",
	},
};
/* clang-format on */

const size_t conclusion_count = sizeof(conclusions) / sizeof(conclusions[0]);
