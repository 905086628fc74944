/* The table of questions: each row is due in a scene of its own, and both interfaces render it. */
#include "fixture.h"
#include "scratch.h"

#include "base/text.h"
#include "canvas.h"
#include "cli/plain.h"
#include "model/provider.h"
#include "screens/form.h"
#include "screens/question.h"

#define SAVED "server = { host = \"a.example.org\"; }; sender = { from = \"a@example.org\"; };\n"

/* What brings a question about: a file, what was edited in an earlier run and in this one. */
static const struct scene_row {
	const char *file, *left, *edited, *theirs;
	bool passed;  /* what is in the file did, and what is edited did not */
	bool program; /* the machine has one that sends mail, and keeps less than a test proves */
} scenes[QUESTION_COUNT] = {
	[QUESTION_BROKEN] = {.file = "server : { host = "},
	[QUESTION_IN_CLEAR] = {.file = SAVED,
		.edited = "server.protocol=plain auth.user=me auth.password=x"},
	[QUESTION_OBSOLETE] = {.file = SAVED},
	[QUESTION_MISSING] = {.file = "server = { port = 26; };\n"},
	[QUESTION_WORSE] = {.file = SAVED, .edited = "server.port=2525", .passed = true},
	[QUESTION_REWRITE] = {.file = "server = { port = 4host = \"a.example.org\"; };\n",
		.edited = "server.host=b.example.org"},
	[QUESTION_OUTDATED] = {.file = SAVED,
		.edited = "server.port=26",
		.theirs = "server = { host = \"b.example.org\"; };\n"},
	[QUESTION_UNSAVED] = {.file = SAVED, .edited = "server.port=26"},
	[QUESTION_LEAVE] = {.file = SAVED, .edited = "server.port=26"},
	[QUESTION_RESTORE] = {.file = SAVED, .left = "server.port=26"},
	[QUESTION_PROGRAMS] = {.file = SAVED, .program = true},
	[QUESTION_UNTESTED] = {.file = SAVED, .program = true},
	[QUESTION_WEAKER] = {.file = SAVED, .program = true},
	[QUESTION_APPLY] = {.file = SAVED, .program = true},
};

struct scene {
	struct app app;
	struct question_about about;
	struct program_list programs;
	struct err e;
	int answers; /* that came back from the box */
	enum question_next next;
};

static void scene_begin(struct scene *s)
{
	(void)session_open(
		&s->app.session, (struct level) {.path = scratch_path("f")}, SESSION_READ, &s->e);
	draft_open(&s->app.draft, &s->app.session);
}

static void scene_leave(struct scene *s)
{
	draft_close(&s->app.draft);
	session_close(&s->app.session);
}

static void scene_pass(struct session *session)
{
	struct err e = {0};

	session_remember(session, &session->draft, diagnosis_find("ok.authenticated"));
	if (session_save(session, &e) < 0)
		fail_msg("%s", e.message);
}

static const struct provider *scene_provider(bool obsolete)
{
	size_t i = 0;

	while ((providers[i].today.host != NULL) != obsolete)
		i++;
	return &providers[i];
}

/* A machine with dma on it, beside the file. */
static void scene_install(struct scene *s)
{
	(void)mkdir(scratch_path("etc"), 0755);
	(void)mkdir(scratch_path("etc/dma"), 0755);
	scratch_write("etc/dma/dma.conf", "SMARTHOST old.example.org\n");
	program_list_look(&s->programs, scratch_dir, &s->app.session.saved);
}

static void scene_open(struct scene *s, enum question_id id)
{
	const struct scene_row *row = &scenes[id];
	struct session *session = &s->app.session;
	struct err e;

	*s = (struct scene) {0};
	(void)setenv("XDG_STATE_HOME", scratch_dir, 1);
	scratch_write("f", row->file);
	scene_begin(s);
	if (row->left) {
		fixture_change(&session->draft, row->left);
		assert_int_equal(draft_keep(&s->app.draft, session, &e), 0);
		scene_leave(s);
		scene_begin(s);
	}
	if (row->passed)
		scene_pass(session);
	fixture_change(&session->draft, row->edited ? row->edited : "");
	if (row->passed)
		session_remember(session, &session->draft, diagnosis_find("auth.rejected"));
	if (row->theirs)
		scratch_write("f", row->theirs);
	s->about = question_of(&s->app);
	s->about.trouble = s->e.message;
	s->about.provider = scene_provider(true);
	if (row->program)
		scene_install(s);
	s->about.programs = &s->programs;
}

/* Nothing is left for the next scene. */
static void scene_close(struct scene *s)
{
	struct err e;

	session_discard(&s->app.session);
	program_list_fini(&s->programs);
	draft_forget(&s->app.draft);
	assert_int_equal(draft_keep(&s->app.draft, &s->app.session, &e), 0);
	scene_leave(s);
}

static bool scene_is_due(const struct scene *s, enum question_id id, struct str *text)
{
	str_clear(text);
	return questions[id].say(&s->about, text);
}

static void rows_are_whole(void **state)
{
	(void)state;
	for (enum question_id id = 0; id < QUESTION_COUNT; id++) {
		const struct question *q = &questions[id];
		size_t n = question_choices(q), listed = 0;

		for (size_t i = 0; i < n; i++)
			listed += !q->choices[i].line || *q->choices[i].line;
		unit_expect(q->say && q->prompt && *q->prompt, "row %d has no text", id);
		unit_expect(q->title || id == QUESTION_OBSOLETE, "row %d has no title", id);
		unit_expect(n >= 2 && n <= question_choices_max, "row %d: %zu choices", id, n);
		unit_expect(q->proposed < n, "row %d proposes none of its choices", id);
		unit_expect(q->proposed_line < listed, "row %d proposes none on its list", id);
		for (size_t i = 0; i < n; i++)
			unit_expect((q->choices[i].answer == NULL) == (i == n - 1),
				"row %d, choice %zu: only the last does nothing", id, i);
	}
	unit_end();
}

/* And not in the scene of a session that has nothing to ask about. */
static void each_is_due_in_its_scene(void **state)
{
	struct str text;

	(void)state;
	str_init(&text, question_text_max);
	for (enum question_id id = 0; id < QUESTION_COUNT; id++) {
		struct scene s;

		scene_open(&s, id);
		unit_expect(scene_is_due(&s, id, &text) && text.len, "row %d is not due", id);
		str_clear(&text);
		unit_expect(question_say_line(&questions[id], &s.about, &text) && text.len,
			"row %d is not due on a line", id);
		scene_close(&s);
		scene_open(&s, QUESTION_OBSOLETE);
		s.about.provider = scene_provider(false);
		unit_expect(scene_is_due(&s, id, &text) ==
				    (id == QUESTION_BROKEN || id == QUESTION_UNSAVED ||
					    id == QUESTION_LEAVE),
			"row %d asks about nothing, or does not ask", id);
		str_clear(&text);
		unit_expect(question_say_line(&questions[id], &s.about, &text) || !text.len,
			"row %d is not due and has text", id);
		scene_close(&s);
	}
	str_fini(&text);
	unit_end();
}

/* All that an answer could have changed. */
struct trace {
	struct settings draft, saved;
	bool broken, left;
	struct str file;
};

static void trace_take(struct trace *t, const struct scene *s)
{
	settings_init(&t->draft);
	settings_init(&t->saved);
	settings_copy(&t->draft, &s->app.session.draft);
	settings_copy(&t->saved, &s->app.session.saved);
	t->broken = s->app.session.store.broken;
	t->left = draft_is_left(&s->app.draft);
	str_init(&t->file, question_text_max);
	str_text(&t->file, scratch_read("f"));
}

/* Is it the same still? Ends it. */
static bool trace_same(struct trace *t, const struct scene *s)
{
	bool same = settings_equal(&t->draft, &s->app.session.draft) &&
		    settings_equal(&t->saved, &s->app.session.saved) &&
		    t->broken == s->app.session.store.broken &&
		    t->left == draft_is_left(&s->app.draft) &&
		    strcmp(t->file.data, scratch_read("f")) == 0;

	settings_fini(&t->draft);
	settings_fini(&t->saved);
	str_fini(&t->file);
	return same;
}

/* Nothing is written by an answer; what each leaves to the interface, and what it does itself. */
static const struct {
	enum question_id id;
	size_t choice;
	enum question_next next;
	bool changes;
} answers[] = {
	{QUESTION_BROKEN, 0, QUESTION_ON, true},
	{QUESTION_IN_CLEAR, 0, QUESTION_ON, false},
	{QUESTION_OBSOLETE, 0, QUESTION_ON, false},
	{QUESTION_OBSOLETE, 1, QUESTION_AS_LISTED, false},
	{QUESTION_MISSING, 0, QUESTION_ON, false},
	{QUESTION_WORSE, 0, QUESTION_ON, false},
	{QUESTION_REWRITE, 0, QUESTION_ON, false},
	{QUESTION_OUTDATED, 0, QUESTION_SAVE, true},
	{QUESTION_OUTDATED, 1, QUESTION_SHOW, true},
	{QUESTION_UNSAVED, 0, QUESTION_SAVE, false},
	{QUESTION_UNSAVED, 1, QUESTION_ON, true},
	{QUESTION_LEAVE, 0, QUESTION_ON, false},
	{QUESTION_LEAVE, 1, QUESTION_ON, true},
	{QUESTION_RESTORE, 0, QUESTION_SHOW, true},
	{QUESTION_RESTORE, 1, QUESTION_STAY, true},
	{QUESTION_PROGRAMS, 0, QUESTION_ON, false},
	{QUESTION_PROGRAMS, 1, QUESTION_EACH, false},
	{QUESTION_UNTESTED, 0, QUESTION_ON, false},
	{QUESTION_WEAKER, 0, QUESTION_ON, false},
	{QUESTION_APPLY, 0, QUESTION_ON, false},
};

static void answers_act(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(answers); i++) {
		struct trace before;
		struct scene s;
		struct err e;
		enum question_next next;

		scene_open(&s, answers[i].id);
		trace_take(&before, &s);
		next = question_answer(&questions[answers[i].id], &s.about, answers[i].choice, &e);
		unit_expect(next == answers[i].next, "row %zu: %d follows", i, next);
		unit_expect(trace_same(&before, &s) != answers[i].changes, "row %zu: changes %d", i,
			!answers[i].changes);
		scene_close(&s);
	}
	unit_end();
}

/* What cannot be read again stays what it was, and the answer is no success. */
static void a_reload_may_fail(void **state)
{
	struct scene s;
	struct err e = {0};

	(void)state;
	scene_open(&s, QUESTION_OUTDATED);
	scratch_write("f", "server : {");
	assert_int_equal(
		question_answer(&questions[QUESTION_OUTDATED], &s.about, 1, &e), QUESTION_FAILED);
	assert_true(*e.message);
	scene_close(&s);
}

/* The box */

static void scene_answered(void *ctx, enum question_next next)
{
	struct scene *s = ctx;

	s->answers++;
	s->next = next;
}

static void scene_show(struct scene *s)
{
	paint_begin();
	stack_draw(&s->app.stack);
	paint_end(s->app.stack.cursor_y, s->app.stack.cursor_x);
	stack_drawn(&s->app.stack);
}

static void scene_ask(struct scene *s, enum question_id id)
{
	loop_init(&s->app.loop, NULL);
	s->app.form = form_new(&s->app);
	question_open(&s->app, id, &s->about,
		&(struct question_sequel) {.run = scene_answered, .ctx = s});
	if (s->app.stack.top)
		scene_show(s);
}

static void scene_end_box(struct scene *s)
{
	while (s->app.stack.top)
		stack_pop(&s->app.stack);
	s->app.form->ops->free(s->app.form);
	loop_fini(&s->app.loop);
	scene_close(s);
}

static void box_is_shown(
	const struct canvas *c, const struct scene *s, enum question_id id, char *text)
{
	const struct question *q = &questions[id];

	text_capital(text);
	text[strcspn(text, " \n")] = '\0'; /* the first word */
	unit_expect(canvas_row(c, question_title(q, &s->about)) >= 0, "row %d: no title", id);
	unit_expect(canvas_row(c, text) >= 0, "row %d: no %s", id, text);
	for (size_t i = 0; i < question_choices(q); i++) {
		char button[80];

		(void)snprintf(button, sizeof(button), "[ %s ]", q->choices[i].label);
		unit_expect(canvas_row(c, button) >= 0, "row %d: no %s", id, button);
	}
}

static void form_shows_each(void **state)
{
	struct canvas c;
	struct str text;

	(void)state;
	str_init(&text, question_text_max);
	canvas_open(&c, 40, 100);
	for (enum question_id id = 0; id < QUESTION_COUNT; id++) {
		struct trace before;
		struct scene s;

		scene_open(&s, id);
		assert_true(scene_is_due(&s, id, &text));
		scene_ask(&s, id);
		assert_int_equal(s.answers, 0);
		box_is_shown(&c, &s, id, text.data);
		trace_take(&before, &s);
		stack_key(&s.app.stack, &(struct key) {.code = KEYCODE_ESC});
		unit_expect(s.answers == 1 && s.next == QUESTION_STAY && !s.app.stack.top,
			"row %d: Esc leads on", id);
		unit_expect(trace_same(&before, &s), "row %d: Esc changes something", id);
		scene_end_box(&s);
	}
	canvas_close(&c);
	str_fini(&text);
	unit_end();
}

/* Enter gives the proposed choice; where nothing is to be asked it goes on without a box. */
static void form_goes_on(void **state)
{
	struct canvas c;
	struct scene s;

	(void)state;
	canvas_open(&c, 40, 100);
	scene_open(&s, QUESTION_RESTORE);
	scene_ask(&s, QUESTION_RESTORE);
	stack_key(&s.app.stack, &(struct key) {.code = KEYCODE_ENTER});
	assert_int_equal(s.next, QUESTION_SHOW);
	assert_string_equal(settings_get(&s.app.session.draft, FIELD_PORT), "26");
	scene_end_box(&s);
	scene_open(&s, QUESTION_UNSAVED);
	scene_ask(&s, QUESTION_IN_CLEAR);
	assert_null(s.app.stack.top);
	assert_int_equal(s.answers, 1);
	assert_int_equal(s.next, QUESTION_ON);
	scene_end_box(&s);
	canvas_close(&c);
}

/* The list */

struct heard {
	enum answer answer;
	enum question_next next;
	const char *said;
};

/* What the plain interface says, and what becomes of this line of input. */
static struct heard scene_talk(const struct scene *s, enum question_id id, const char *typed)
{
	int in = dup(STDIN_FILENO), out = dup(STDOUT_FILENO);
	struct heard heard;
	struct talk talk;
	struct wait wait;

	scratch_write("typed", typed);
	scratch_write("said", "");
	(void)fflush(stdout);
	assert_true(in >= 0 && out >= 0 && freopen(scratch_path("typed"), "r", stdin));
	assert_non_null(freopen(scratch_path("said"), "w", stdout));
	wait_init(&wait);
	talk_init(&talk, &wait);
	heard.answer = plain_question(&talk, id, &s->about, &heard.next);
	talk_fini(&talk);
	wait_fini(&wait);
	(void)fflush(stdout);
	assert_true(dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0);
	(void)close(in);
	(void)close(out);
	heard.said = scratch_read("said");
	return heard;
}

static void list_is_said(const struct scene *s, enum question_id id, const char *said)
{
	const struct question *q = &questions[id];
	struct str part;

	str_init(&part, question_text_max);
	(void)question_say_line(q, &s->about, &part);
	part.data[strcspn(part.data, " \n")] = '\0';
	unit_expect(strstr(said, part.data), "row %d: no %s in %s", id, part.data, said);
	for (size_t i = 0; i < question_choices(q); i++) {
		const char *line = q->choices[i].line ? q->choices[i].line : q->choices[i].label;

		unit_expect(strstr(said, line), "row %d: no %s in %s", id, line, said);
	}
	str_clear(&part);
	str_format(&part, "%s [%zu]: ", q->prompt, q->proposed_line + 1);
	unit_expect(strstr(said, part.data), "row %d: no %s in %s", id, part.data, said);
	unit_expect(!strstr(said, "\n\n"), "row %d: a blank line in %s", id, said);
	str_fini(&part);
}

static void plain_says_each(void **state)
{
	(void)state;
	for (enum question_id id = 0; id < QUESTION_COUNT; id++) {
		struct trace before;
		struct heard heard;
		struct scene s;

		scene_open(&s, id);
		trace_take(&before, &s);
		heard = scene_talk(&s, id, "<\n");
		list_is_said(&s, id, heard.said);
		unit_expect(heard.answer == ANSWER_BACK && heard.next == QUESTION_STAY,
			"row %d: < leads on", id);
		unit_expect(trace_same(&before, &s), "row %d: < changes something", id);
		scene_close(&s);
	}
	unit_end();
}

static void plain_takes_a_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(answers); i++) {
		char number[8];
		struct heard heard;
		struct scene s;

		scene_open(&s, answers[i].id);
		(void)snprintf(number, sizeof(number), "%zu\n", answers[i].choice + 1);
		heard = scene_talk(&s, answers[i].id, number);
		unit_expect(heard.answer == ANSWER_CHOSEN && heard.next == answers[i].next,
			"row %zu: answer %d, %d follows", i, heard.answer, heard.next);
		scene_close(&s);
	}
	unit_end();
}

/* What is to be written is shown as it will be, but for what is secret. */
static void changes_are_shown(void **state)
{
	struct scene s;
	struct str text;

	(void)state;
	scene_open(&s, QUESTION_APPLY);
	program_list_fini(&s.programs);
	fixture_change(&s.app.session.saved, "auth.user=me auth.password=made-up-word");
	scene_install(&s);
	str_init(&text, question_text_max);
	assert_true(scene_is_due(&s, QUESTION_APPLY, &text));
	assert_non_null(strstr(text.data, "Changes /etc/dma/dma.conf (mode 06"));
	assert_non_null(
		strstr(text.data, "-SMARTHOST old.example.org\n+SMARTHOST a.example.org\n"));
	assert_non_null(strstr(text.data, "/etc/dma/auth.conf"));
	assert_null(strstr(text.data, "made-up-word"));
	s.programs.items[0].chosen = false;
	for (enum question_id id = QUESTION_PROGRAMS; id < QUESTION_COUNT; id++)
		assert_false(scene_is_due(&s, id, &text));
	str_fini(&text);
	scene_close(&s);
}

static void addresses_can_be_asked_for(void **state)
{
	struct scene s;

	(void)state;
	for (int i = 0; i < QUESTION_ADDRESSES; i++) {
		const struct question_address *q = &question_addresses[i];

		unit_expect(q->title && q->text && q->not_done && q->start, "row %d", i);
	}
	scene_open(&s, QUESTION_UNSAVED);
	assert_string_equal(question_address_proposed(&s.app.session), "a@example.org");
	fixture_change(&s.app.session.draft, "sender.from=");
	assert_null(question_address_proposed(&s.app.session));
	scene_close(&s);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_whole),
		scratch_test(each_is_due_in_its_scene),
		scratch_test(answers_act),
		scratch_test(a_reload_may_fail),
		scratch_test(form_shows_each),
		scratch_test(form_goes_on),
		scratch_test(plain_says_each),
		scratch_test(plain_takes_a_number),
		scratch_test(changes_are_shown),
		scratch_test(addresses_can_be_asked_for),
	};

	return unit_run(tests);
}
