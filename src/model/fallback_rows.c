/* The conclusions of model/fallback.h: pure tables. */
#include "model/fallback.h"

/* First match wins. */
/* clang-format off: a table, each row a sentence */
const struct conclusion conclusions[] = {
	{
		.with = FALLBACK_GOOD | FALLBACK_NAME,
		.title = "This name has no address, but {endpoint.host} has",
		.cause = "{endpoint.host} answers on port {endpoint.port}, encrypted and with a "
			 "valid certificate. {cause}",
		.advice = "Use {endpoint.host} if it is your provider's server.",
		.fix = {{FIELD_HOST, "{endpoint.host}"}, {FIELD_PORT, "{endpoint.port}"},
			{FIELD_PROTOCOL, "{endpoint.protocol}"}},
	},
	{
		.with = FALLBACK_GOOD | FALLBACK_FAMILY,
		.title = "Only {endpoint.broken} fails: the server answers over {endpoint.family}",
		.cause = "Port {endpoint.port} of {server.host} works over {endpoint.family} but "
			 "not over {endpoint.broken}. The test failed like this: {cause}",
		.advice = "Report it to the administrator of the server or this network. Until it "
			  "is fixed, use a name of the server without an {endpoint.broken} "
			  "address, or turn off {endpoint.broken} on this machine.",
	},
	{
		.with = FALLBACK_GOOD | FALLBACK_PORT | FALLBACK_SSL,
		.title = "This port begins with TLS: choose SSL",
		.cause = "Port {endpoint.port} answers when the connection is encrypted from the "
			 "first "
			 "byte. "
			 "Otherwise: {cause}",
		.advice = "Set the Transport Protocol to SSL.",
		.fix = {{FIELD_PROTOCOL, "{endpoint.protocol}"}, {FIELD_PORT, "{endpoint.port}"}},
	},
	{
		.with = FALLBACK_GOOD | FALLBACK_PORT | FALLBACK_STARTTLS,
		.title = "This port uses STARTTLS: choose TLS (STARTTLS)",
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
		.title = "This port begins with TLS: choose SSL",
		.cause = "Port {endpoint.port} answers when the connection is encrypted from the "
			 "first byte. Otherwise: {cause}",
		.advice = "Set the Transport Protocol to SSL and test again: there is more to "
			  "fix.",
		.fix = {{FIELD_PROTOCOL, "{endpoint.protocol}"}, {FIELD_PORT, "{endpoint.port}"}},
	},
	{
		.with = FALLBACK_SPEAKS | FALLBACK_STARTTLS,
		.title = "This port uses STARTTLS: choose TLS (STARTTLS)",
		.cause = "Port {endpoint.port} answers when the encryption begins with STARTTLS. "
			 "Otherwise: {cause}",
		.advice = "Set the Transport Protocol to TLS (STARTTLS) and test again: there is "
			  "more to fix.",
		.fix = {{FIELD_PROTOCOL, "{endpoint.protocol}"}, {FIELD_PORT, "{endpoint.port}"}},
	},
	{
		.with = FALLBACK_CERT,
		.title = "Port {endpoint.port} answers, but its certificate is not valid",
		.cause = "This machine does not accept the server's certificate there. Port "
			 "{server.port} does not work at all: {cause}",
		.advice = "Set the Port to {endpoint.port} and test again: the test then shows "
			  "what is wrong with the certificate.",
	},
	{
		.with = FALLBACK_SILENT,
		.title = "No mail port can be reached from here",
		.cause = "{cause} The other mail ports of {server.host} time out too. Usually the "
			 "network or the hosting provider blocks outgoing mail.",
		.advice = "Ask the network's administrator or the hosting provider to open port "
			  "587 or 465 for outgoing connections. If mail works from other "
			  "networks, the server is fine; if not, it may be down.",
	},
	{
		.with = FALLBACK_REFUSED,
		.title = "No mail port of this server answers",
		.cause = "{cause} The other mail ports of {server.host} refuse connections too.",
		.advice = "Check the spelling of SMTP Server. If it is your own server, check "
			  "that its mail program is running.",
	},
};
/* clang-format on */

const size_t conclusion_count = sizeof(conclusions) / sizeof(conclusions[0]);
