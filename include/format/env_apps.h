/*
 * What applications share that take their mail settings from the environment: the words of Ruby on
 * Rails, and text in JSON's quotes for those that put a value into YAML as it is.
 */
#ifndef FORMAT_ENV_APPS_H
#define FORMAT_ENV_APPS_H

#include "format/codec.h"

/* Rails' word for a method: plain, login or cram_md5; it has no others. */
void env_take_rails_method(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);
enum edit_act env_say_rails_method(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
void env_fit_rails(struct settings *s, const struct settings *was);

/* Nextcloud has PLAIN and LOGIN only. */
void env_fit_nextcloud(struct settings *s, const struct settings *was);

/*
 * A value as a JSON string (RFC 8259 7), in which what quotes of .env files do not keep is written
 * as \u00XX.
 */
void env_take_json(struct codec_reading *r, const struct codec_key *key, char *value, int line);
enum edit_act env_say_json(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
void env_take_json_mailbox(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);
enum edit_act env_say_json_mailbox(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/* A switch for TLS from the first byte, and one for STARTTLS, which says no more behind that. */
void env_take_ssl(struct codec_reading *r, const struct codec_key *key, char *value, int line);
void env_take_starttls(struct codec_reading *r, const struct codec_key *key, char *value, int line);

/* The two halves of the sender's address. */
enum edit_act env_say_local_part(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
enum edit_act env_say_domain(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

#endif
