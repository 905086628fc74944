#include "sender/back_off.h"

#include <sys/random.h>

static unsigned back_off_random(void)
{
	unsigned char byte = 0;

	(void)!getrandom(&byte, 1, 0);
	return byte;
}

long back_off_pause(unsigned tries, unsigned random)
{
	long pause = back_off_first_s;

	for (unsigned i = 1; i < tries && pause < back_off_longest_s; i++)
		pause *= 2;
	if (pause > back_off_longest_s)
		pause = back_off_longest_s;
	return pause * 3 / 4 + pause / 2 * (long)random / 255;
}

bool back_off_is_over(const struct progress *p, time_t now)
{
	return p->next <= now || p->next - now > 2 * back_off_longest_s;
}

void back_off_begin(struct progress *p)
{
	time_t now = time(NULL);

	p->tries++;
	p->next = now + back_off_pause(p->tries, back_off_random());
	p->since = p->since ? p->since : now;
}
