#include "model/device_flow.h"

enum {
	interval_usual = 5,
	interval_max = 60,
	slower_by = 5,
	life_usual = 900,
	life_max = 3600,
};

static const int64_t second = us_per_second;

void device_flow_begin(struct device_flow *f, const struct fetched *answer, int64_t now)
{
	long interval = fetched_seconds(answer, "interval", interval_max, interval_usual);
	long life = fetched_seconds(answer, "expires_in", life_max, life_usual);

	f->interval = interval ? interval : 1;
	f->next = now + f->interval * second;
	f->end = now + (life ? life : life_usual) * second;
}

static void flow_slow_down(struct device_flow *f, long interval)
{
	f->interval = interval > interval_max ? interval_max : interval;
}

bool device_flow_heard(
	struct device_flow *f, enum sign_in_outcome outcome, long retry_after, int64_t now)
{
	if (outcome == SIGN_IN_SLOWER)
		flow_slow_down(f, f->interval + slower_by);
	else if (outcome == SIGN_IN_LATER)
		flow_slow_down(f, 2 * f->interval);
	else if (outcome != SIGN_IN_PENDING)
		return false;
	f->next = now + (retry_after > f->interval ? retry_after : f->interval) * second;
	return f->next <= f->end;
}

int device_flow_minutes(const struct device_flow *f, int64_t now)
{
	int64_t left = f->end - now;

	return left <= 0 ? 0 : (int)((left + 60 * second - 1) / (60 * second));
}
