/*
 * What the codecs read that came after the first four: values with their lines, and a sentence for
 * all that is there and could not be taken over.
 */
#include "import_source.h"

#include "format/codec.h"

#define UNTOLD(program) " [what " program " does unless told otherwise]\n"
#define USUAL_PROTOCOL  " [the usual protocol of the port]\n"
#define USUAL_PORT      " [the usual port of the protocol]\n"

/* clang-format off: a table, each row a sentence */
static const struct {
	const char *id;
	struct row row;
} rows[] = {
	{"dma", {"a smarthost with its login, the last of the file",
			"SMARTHOST mx.example.org\nPORT 465 # TLS\nSECURETRANSFER\nAUTHPATH /auth\n"
			"MAILNAME box.example.org\nMASQUERADE me@example.org\n",
			.expected = "server.host=mx.example.org" AT(1) "server.port=465" AT(
				2) "server.protocol=ssl" AT(3) "server.helo_name=box.example."
							       "org" AT(5) "auth.user=me" AT_IN("/a"
												"ut"
												"h",
								       3) "auth.password= "
									  "{password} :|" AT_IN("/a"
												"ut"
												"h",
										  3) "sender.from="
										     "me@example."
										     "org" AT(6),
			.also = {{"/auth",
				"you|mx.example.org:x\n#\nme|mx.example.org: {password} :|\n"
				"me|other:y\n"}}}},
	{"dma", {"what it does unless told otherwise, and STARTTLS alone means nothing",
			"SMARTHOST mx\nSTARTTLS\n",
			.expected = "server.host=mx" AT(1) "server.port=25" UNTOLD(
				"dma") "server.protocol=plain" UNTOLD("dma")}},
	{"dma", {"what is weaker there, or has no setting here",
			"SMARTHOST mx\nPORT 587\nSECURETRANSFER\nSTARTTLS\nOPPORTUNISTIC_TLS\n"
			"FINGERPRINT AA\nCERTFILE /x\nMASQUERADE example.org\nAUTHPATH /nowhere\n"
			"MAILNAME /etc/mailname\n",
			.expected = "server.host=mx" AT(1) "server.port=587" AT(
				2) "server.protocol=starttls" AT(4) "!rc, line 5: dma goes on in "
								    "clear text where TLS fails; "
								    "here it is required.\n"
								    "!rc, line 6: the fingerprint "
								    "of a certificate was left "
								    "out; here a key is pinned.\n"
								    "!rc, line 7: a certificate of "
								    "the client was left out; it "
								    "has no setting here.\n"
								    "!rc, line 8: senders get the "
								    "domain example.org there; "
								    "From needs a whole address.\n"
								    "!rc, line 9: /nowhere, where "
								    "the login is, cannot be "
								    "read.\n"}},
	{"dma", {"the login of another server", "SMARTHOST mx\nAUTHPATH /auth\n",
			.expected = "server.host=mx" AT(1) "server.port=25" UNTOLD(
				"dma") "server.protocol=plain" UNTOLD("dma") "!/auth: there are "
									     "logins, but none for "
									     "this server's "
									     "name.\n",
			.also = {{"/auth", "me|other:{password}\n"}}}},
};
/* clang-format on */

static void each_row_is_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		foreign_row(codec_find(rows[i].id)->read, &rows[i].row);
	unit_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_is_understood),
	};

	foreign_make_up_password();
	return unit_run(tests);
}
