/* The answer to --version: which one it is, what it was built with, and where it looks. */
#include "cli/cli.h"
#include "cli/json.h"

static const struct {
	const char *name, *version;
} version_libraries[] = {
	{"ncurses", BUILT_WITH_NCURSESW},
	{"libconfig", BUILT_WITH_LIBCONFIG},
	{"jansson", BUILT_WITH_JANSSON},
	{"libmd", BUILT_WITH_LIBMD},
	{"libpsl", BUILT_WITH_LIBPSL},
	{"libcurl", BUILT_WITH_LIBCURL},
	{"c-ares", BUILT_WITH_LIBCARES},
	{"openssl", BUILT_WITH_OPENSSL},
};

enum { version_libraries_count = sizeof(version_libraries) / sizeof(version_libraries[0]) };

static void version_print_text(void)
{
	(void)printf("smtpsetup %s\nbuilt with", PACKAGE_VERSION);
	for (size_t i = 0; i < version_libraries_count; i++)
		(void)printf("%s %s %s", i ? "," : "", version_libraries[i].name,
			version_libraries[i].version);
	(void)printf("\nconfiguration of the machine: %s\n", session_system_path);
}

void cli_print_version(void)
{
	json_t *document = json_document(), *libraries = json_object();

	for (size_t i = 0; i < version_libraries_count; i++)
		json_object_set_new(libraries, version_libraries[i].name,
			json_string(version_libraries[i].version));
	json_object_set_new(document, "version", json_string(PACKAGE_VERSION));
	json_object_set_new(document, "built_with", libraries);
	json_object_set_new(document, "file", json_string(session_system_path));
	json_print(document);
	if (!json_is_wanted())
		version_print_text();
}
