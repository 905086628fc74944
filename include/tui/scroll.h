/* What of something long is shown in a place that is too small for it. */
#ifndef TUI_SCROLL_H
#define TUI_SCROLL_H

/*
 * The first row to show of `content` rows in a place of `height`, so that rows [from, to) are
 * visible, and as little moves as possible since `scroll` was the first.
 */
int scroll_to(int scroll, int height, int content, int from, int to);

#endif
