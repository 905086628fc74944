#include "tui/scroll.h"

int scroll_to(int scroll, int height, int content, int from, int to)
{
	int last = content > height ? content - height : 0;

	if (to > scroll + height)
		scroll = to - height;
	if (from < scroll)
		scroll = from;
	if (scroll > last)
		scroll = last;
	return scroll > 0 ? scroll : 0;
}
