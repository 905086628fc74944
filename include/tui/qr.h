/*
 * A text as a QR code, two modules in a cell, black on white whatever the theme is: a camera does
 * not read it otherwise. Never of a secret: whoever sees the screen reads it.
 */
#ifndef TUI_QR_H
#define TUI_QR_H

#include <stdbool.h>

/* How large it would be, in rows and columns. False: it cannot be drawn here. */
bool qr_size(const char *text, int *height, int *width);

void qr_draw(int y, int x, const char *text);

#endif
