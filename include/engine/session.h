/*
 * What every interface works on: the saved settings, the draft, what the last test said, and the
 * file behind them. A verb that writes opens the session with the lock held, so that two of them
 * both win; the form takes the lock for the moment of its save.
 */
#ifndef ENGINE_SESSION_H
#define ENGINE_SESSION_H

#include "model/diagnose.h"
#include "model/password_given.h"
#include "model/provider.h"
#include "model/rules.h"
#include "store/store.h"

#include <time.h>

enum session_mode { SESSION_READ, SESSION_WRITE };

enum session_state {
	STATE_NOT_TESTED,
	STATE_ESTABLISHED,
	STATE_FAILED,
	STATE_CHANGED,    /* since the test */
	STATE_INCOMPLETE, /* never tested, and something required is missing */
	STATE_COUNT
};

struct session {
	struct store store;
	bool personal;  /* of one user, in the standard place, and not of the machine */
	char *district; /* whose settings these are; NULL: Options themselves */
	char *options_path;
	struct settings options; /* for a district: what it inherits */
	bool options_exist;
	struct settings saved, draft;
	struct settings passed_on;   /* with a sign-in: session_for_programs() */
	struct password_given given; /* what the draft has; who changes it lets it follow */
	struct tested tested;        /* of the file, or newer */
	struct tested in_file;       /* what the file says of what is saved */
	struct tested beside;        /* of a file that cannot be written: in the state directory */
	struct str note;             /* a sentence after a save, or empty */
	const char *read_only;       /* why this person may not save; NULL: they may */
	int lock;
};

/* Which settings: those of a file, or of one of the districts that lie beside it. */
struct level {
	const char *path;     /* NULL: the standard place */
	const char *district; /* NULL: none */
};

/*
 * The session is initialised even when this fails; close it in any case, and leave it where it is:
 * the settings of a district point to those of Options in it. Errors: those of district_check(),
 * store_load() and file_lock(). Options that may not be read are no error, but hidden.
 */
int session_open(struct session *s, struct level level, enum session_mode mode, struct err *e);

/* For who has changed what is saved: makes what other programs are to have of it. */
void session_pass_on(struct session *s);

/* What is saved, as other programs are to have it. */
const struct settings *session_for_programs(const struct session *s);

/* A sentence for those whose settings are personal, who may look for the machine's. */
extern const char session_personal_words[];

/* Where root's configuration lies. */
extern const char session_system_path[];

/* The path of Options, whether the level is theirs or not. The caller frees. */
char *session_options_path(struct level level);

/* Makes the modes of that level's file safe before it is opened: file_repair(). */
int session_repair(struct level level, struct str *note, struct err *e);

void session_close(struct session *s);

/* Is there anything in the draft that is not in the file? */
bool session_is_changed(const struct session *s);

/* Did these settings pass that test? */
bool session_passed(const struct tested *tested, const struct settings *settings);

/*
 * Appends what is true of what was just saved, as a sentence: whether it passed its test. where is
 * "" or " in FILE".
 */
void session_say_saved(const struct session *s, const char *where, struct str *out);

/* Makes the draft what is saved. */
void session_discard(struct session *s);

/*
 * Writes the draft; it is then what is saved. Errors: those of store_save() and file_lock(), and
 * EX_TEMPFAIL when Options say something else than what was inherited and shown.
 */
int session_save(struct session *s, struct err *e);

/*
 * Could a save write the file, as far as that can be seen without writing? Errors: those that the
 * save would have.
 */
int session_check_save(const struct session *s, struct err *e);

/* Would a save of the draft change the file? Defaults may go out of it, or it may be the first. */
bool session_would_write(const struct session *s);

/* Reads what a district inherits, anew; on errors, those of store_load(), what was read stays. */
int session_inherit(struct session *s, struct err *e);

/* Is it still what Options say? Errors: EX_TEMPFAIL, else those of store_load(). */
int session_check_inherited(const struct session *s, struct err *e);

/* Has somebody else changed the file since it was read, or Options under it? */
bool session_is_outdated(const struct session *s);

/*
 * After that: what the draft does not change is taken from the file and from Options as they are
 * now, so that the next save loses nothing of theirs but where both changed one setting.
 */
int session_merge(struct session *s, struct err *e);

/* The other two ways out: to see what they say now, with the session left as it is, in settings
 * that lie over nothing ... */
int session_theirs(const struct session *s, struct settings *theirs, struct err *e);

/* ... and to give up the draft for it. Errors: those of store_load(). */
int session_reload(struct session *s, struct err *e);

/* Remembers what a test of these settings said, in memory. */
void session_remember(
	struct session *s, const struct settings *settings, const struct diagnosis *diagnosis);

/*
 * Writes what session_remember() was told into the file as it is now, and nothing else; where that
 * cannot be written, into this person's state directory, and the note says so.
 */
int session_record(struct session *s, struct err *e);

/*
 * Both, as an interface does where more may be edited: remembers what a test said, for the next
 * save, and writes it at once where nothing else is to be saved. Errors: those of session_record().
 */
int session_take_result(struct session *s, const struct settings *settings,
	const struct diagnosis *diagnosis, struct err *e);

/*
 * Would a save put settings whose test failed over settings whose test passed? Then the person
 * is asked first, and the sentences say which test failed, and when.
 */
bool session_worsens(const struct session *s);
void session_say_worse(const struct session *s, struct str *out);

/*
 * Must a save write the whole file anew, because what is in it cannot be changed in its places?
 * Then what smtpsetup does not know of it, comments too, will be in FILE.bak only: says so.
 */
bool session_say_rewrites(const struct session *s, struct str *out);

/* Is the setting of the draft needed and empty? So is a password that was for another server. */
bool session_misses(const struct session *s, enum field_id id);

/* When a test was, on this machine's clock; false: that is not known. */
bool session_local_time(const struct tested *t, struct tm *local);

/* Is there a file, of the district or of Options? */
bool session_is_begun(const struct session *s);

/* Is there a file, with all that is needed to send mail in it? */
bool session_is_configured(const struct session *s);

/*
 * The test that counts for these settings: the last one, or the one that the file tells of where
 * they are again what was tested then.
 */
const struct tested *session_tested(const struct session *s, const struct settings *settings);

/* How things stand with these settings (the saved ones or the draft). */
enum session_state session_state(const struct session *s, const struct settings *settings);

#endif
