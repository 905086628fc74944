#include "engine/tester.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static double tester_now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void tester_conclude(struct tester *t)
{
	link_close(&t->link);
	fetch_fini(&t->fetch);
	t->running = false;
	diagnose(&t->facts, &t->settings, &t->verdict);
	ladder_conclude(&t->verdict, &t->facts, &t->settings, &t->doors);
	t->judged = true;
}

static void setup_is_wrong(struct tester *t, const char *sentence)
{
	t->facts.end = END_SETUP;
	facts_text(&t->facts.detail, sentence);
	tester_conclude(t);
}

static long zone_of_here(void)
{
	time_t now = time(NULL);
	struct tm local;

	tzset();
	return localtime_r(&now, &local) ? local.tm_gmtoff : 0;
}

static int tester_check(const struct tester *t, struct err *e)
{
	if (settings_are_hidden(&t->settings))
		return err_set(e, EX_CONFIG,
			"Options are not readable by you, and some of the settings are inherited "
			"from there.");
	if (settings_is_empty(&t->settings, FIELD_HOST))
		return err_set(e, EX_CONFIG, "No SMTP Server is set.");
	if (t->to && settings_is_empty(&t->settings, FIELD_FROM))
		return err_set(e, EX_CONFIG, "No From address is set.");
	return 0;
}

static void tester_start_worker(struct tester *t)
{
	const struct job job = {
		.password = t->fetch.password,
		.errand = {.to = t->to, .send = t->sends, .zone = t->zone},
		.doors = &t->doors,
	};
	struct str record;
	struct err e;

	str_init_guarded(&record, wire_record_max);
	if (link_job(&t->settings, job, &record, &e) < 0) {
		setup_is_wrong(t, e.message);
	} else {
		link_start(&t->link, &record);
		t->running = t->link.open;
	}
	str_wipe(&record);
	fetch_fini(&t->fetch);
}

/* The worker begins when the password is there. */
static void tester_go_on(struct tester *t)
{
	if (t->fetch.failure.code)
		setup_is_wrong(t, t->fetch.failure.message);
	else if (!t->fetch.running)
		tester_start_worker(t);
}

static void tester_begin(struct tester *t, const struct settings *settings, struct errand errand)
{
	bool alone = t->alone;
	struct str to;
	struct err e;
	int result;

	str_init(&to, value_max);
	result = errand.to ? errand_address(errand.to, &to, &e) : 0;
	tester_fini(t); /* the address may have been this tester's own */
	t->begun = true;
	t->to = errand.to ? mem_text(to.data) : NULL;
	t->sends = errand.send;
	t->zone = errand.zone;
	settings_init(&t->settings);
	settings_copy(&t->settings, settings);
	settings_flatten(&t->settings);
	facts_init(&t->facts);
	t->alone = alone;
	if (!alone)
		doors_add_siblings(&t->doors, &t->settings);
	if (result < 0 || tester_check(t, &e) < 0) {
		setup_is_wrong(t, e.message);
	} else {
		t->started = tester_now_ms();
		t->running = true;
		fetch_start(&t->fetch, settings); /* these know what is inherited */
		tester_go_on(t);
	}
	str_fini(&to);
}

void tester_start(struct tester *t, const struct settings *settings)
{
	tester_begin(t, settings, (struct errand) {0});
}

void tester_rehearse(struct tester *t, const struct settings *settings, const char *to)
{
	tester_begin(t, settings, (struct errand) {.to = to});
}

void tester_send(struct tester *t, const struct settings *settings, const char *to)
{
	tester_begin(t, settings, (struct errand) {.to = to, .send = true, .zone = zone_of_here()});
}

const struct door *tester_door(const struct tester *t, size_t n)
{
	for (size_t i = 0; i < t->doors.n; i++) {
		const struct door *door = &t->doors.items[i];
		/* A name that has no address of that family has no door there. */
		bool is_there = door->found && strcmp(door->found->id, "dns.not_found") != 0;

		if (is_there && n-- == 0)
			return door;
	}
	return NULL;
}

double tester_elapsed_ms(const struct tester *t)
{
	return t->running ? tester_now_ms() - t->started : t->facts.total;
}

int tester_fd(const struct tester *t)
{
	return t->fetch.running ? fetch_fd(&t->fetch) : link_fd(&t->link);
}

/* One handler a type of record. */

static void on_step(struct tester *t, const struct wire_record *record)
{
	enum step s = step_find(wire_get(record, "name"));

	if (s == STEP_COUNT)
		return;
	t->step = s;
	if (t->facts.entered[s] < 0)
		t->facts.entered[s] = wire_get_number(record, "ms");
}

static int hear_door(struct tester *t, const struct wire_record *record, size_t door)
{
	struct facts facts;
	int result;

	facts_init(&facts);
	result = door < t->doors.n ? facts_decode(&facts, record) : -1;
	if (result == 0)
		door_judge(&t->doors.items[door], &facts, &t->settings);
	facts_fini(&facts);
	return result;
}

static void on_result(struct tester *t, const struct wire_record *record)
{
	const struct wire_value *door = wire_find(record, "door");

	if (door && hear_door(t, record, (size_t)wire_to_number(door)) == 0)
		return;
	if (door || facts_decode(&t->facts, record) < 0)
		link_fail(&t->link,
			"The helper program smtpsetup-net sent a result that makes no sense.");
	else
		tester_conclude(t);
}

static const struct {
	const char *type;
	void (*run)(struct tester *t, const struct wire_record *record);
} handlers[] = {
	{"step", on_step},
	{"result", on_result},
};

static void tester_handle(void *context, const struct wire_record *record)
{
	struct tester *t = context;

	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (strcmp(record->type, handlers[i].type) == 0)
			handlers[i].run(t, record);
}

void tester_read(struct tester *t)
{
	if (t->fetch.running) {
		fetch_read(&t->fetch);
		tester_go_on(t);
	} else {
		link_read(&t->link, tester_handle, t);
		t->running = t->link.open;
	}
}

void tester_cancel(struct tester *t)
{
	if (!t->running)
		return;
	t->facts.end = END_CANCELLED;
	t->facts.total = tester_now_ms() - t->started;
	t->facts.step = t->step;
	tester_conclude(t);
}

void tester_fini(struct tester *t)
{
	link_fini(&t->link);
	fetch_fini(&t->fetch);
	if (t->begun) {
		settings_fini(&t->settings);
		facts_fini(&t->facts);
		verdict_fini(&t->verdict);
		doors_fini(&t->doors);
	}
	free(t->to);
	*t = (struct tester) {0};
}
