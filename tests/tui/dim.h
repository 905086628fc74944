/*
 * libvterm has no dim text (SGR 2). This filter stands before it and turns dim into the alternate
 * font 2, which nothing else uses and libvterm does remember for every cell. All other bytes pass
 * as they are; an escape sequence that is not complete yet is held until it is.
 */
#ifndef TUI_DIM_H
#define TUI_DIM_H

#include "bytes.h"

enum { dim_font = 2 };

struct dim {
	struct bytes held;
};

/* Appends to out what n more bytes of the program mean to libvterm. */
void dim_filter(struct dim *d, const char *p, size_t n, struct bytes *out);
void dim_fini(struct dim *d);

#endif
