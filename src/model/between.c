#include "model/between.h"

#include "base/ascii.h"
#include "model/provider.h"

#include <string.h>

enum { blot_min = 4, short_blot_min = 3 };

/* What such programs and devices call their own authorities. */
static const char *const openers[] = {"mail shield", "web/mail", "avast", "avg ", "kaspersky",
	"eset ssl filter", "bitdefender", "norton", "mcafee", "g data", "dr.web", "panda security",
	"trend micro", "sophos", "fortinet", "fortigate", "zscaler", "netskope", "umbrella",
	"palo alto", "sonicwall", "watchguard", "barracuda", "check point", "blue coat", "untangle",
	"cyberoam", "mitmproxy", "charles proxy", "ssl inspection", "ssl filter", "dpi-ssl"};

/* Where providers get their certificates; a machine without them has no ca-certificates. */
static const char *const public_issuers[] = {"google trust", "digicert", "sectigo", "comodo",
	"usertrust", "let's encrypt", "isrg", "globalsign", "amazon", "entrust", "godaddy",
	"go daddy", "starfield", "microsoft", "telesec", "telekom security", "certum", "swisssign",
	"quovadis", "actalis", "buypass", "thawte", "geotrust", "rapidssl", "baltimore",
	"identrust", "ssl corporation", "harica", "certigna", "gandi", "zerossl", "trustwave",
	"d-trust", "wisekey", "naver", "apple", "yandex", "trustasia", "wotrus", "gts root"};

#define HAS_ONE(text, words) between_has((text), (words), sizeof(words) / sizeof((words)[0]))

static bool between_has(const char *text, const char *const words[], size_t n)
{
	for (size_t i = 0; text && i < n; i++)
		if (ascii_find(text, words[i]))
			return true;
	return false;
}

/* 220 and stars; some firewalls leave the figures 0 and 2, none leaves a letter. */
static bool greeting_is_blotted(const char *greeting)
{
	const char *text = greeting && strncmp(greeting, "220", 3) == 0 ? greeting + 3 : "";

	return strstr(text, "****") && !text[strspn(text, " -.*0123456789")];
}

/* XXXXXXXA for STARTTLS: nothing but that letter, and perhaps one to keep lines apart. */
static bool keyword_is_blotted(const char *keyword)
{
	size_t n = strspn(keyword, "X");

	return (n >= blot_min && !keyword[n]) ||
	       (n >= short_blot_min && keyword[n] >= 'A' && keyword[n] <= 'Z' && !keyword[n + 1]);
}

static bool is_rewritten(const struct facts *f)
{
	bool found = greeting_is_blotted(f->greeting) || (f->text && strstr(f->text, "XXXX"));

	for (size_t i = 0; i < f->capabilities.n; i++)
		found = found || keyword_is_blotted(f->capabilities.items[i]);
	return found && !facts_has(f, FACT_ENCRYPTED);
}

/* Does the certificate name some server of the same provider? */
static bool is_of_provider(const struct certificate *c, const char *host)
{
	for (size_t i = 0; i < c->names.n; i++)
		if (provider_has_both(host, c->names.items[i]))
			return true;
	return false;
}

static unsigned certificate_signs(const struct certificate *c, const struct settings *s)
{
	unsigned untrusted = c->problems & (CERT_SELF_SIGNED | CERT_UNKNOWN_CA);
	bool is_known = provider_of(s), named = c->issuer && *c->issuer;

	if (untrusted && HAS_ONE(c->issuer, openers))
		return BETWEEN_OPENS;
	if (is_known && untrusted && named && !HAS_ONE(c->issuer, public_issuers))
		return BETWEEN_FOREIGN;
	if (is_known && c->problems == CERT_WRONG_NAME && c->names.n &&
		!is_of_provider(c, settings_get(s, FIELD_HOST)))
		return BETWEEN_OTHER;
	return 0;
}

unsigned between_signs(const struct facts *f, const struct settings *s)
{
	return (is_rewritten(f) ? BETWEEN_REWRITES : 0u) | certificate_signs(&f->certificate, s);
}
