#include "screens/moment.h"

#include <time.h>

static long moment_now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void moment_begin(struct app *app, int ms, void (*end)(struct app *app))
{
	app->moment = (struct moment) {end, moment_now_ms() + ms};
}

bool moment_end(struct app *app)
{
	void (*end)(struct app *) = app->moment.end;

	if (!end)
		return false;
	app->moment.end = NULL;
	end(app);
	app->dirty = true;
	return true;
}

bool moment_check(struct app *app)
{
	return app->moment.end && moment_now_ms() >= app->moment.until && moment_end(app);
}

int moment_wait(const struct app *app, int ms)
{
	long left = app->moment.end ? app->moment.until - moment_now_ms() : -1;

	if (!app->moment.end || (ms >= 0 && ms <= left))
		return ms;
	return left > 0 ? (int)left : 0;
}
