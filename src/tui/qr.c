#include "tui/qr.h"

#include "base/str.h"
#include "tui/paint.h"

#include <qrencode.h>

enum { quiet = 2, /* light modules around it: a camera needs some */ line_max = 600 };

static QRcode *qr_encode(const char *text)
{
	return QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
}

bool qr_size(const char *text, int *height, int *width)
{
	QRcode *code = paint_has_contrast() ? qr_encode(text) : NULL;

	if (!code)
		return false;
	*width = code->width + 2 * quiet;
	*height = (*width + 1) / 2;
	QRcode_free(code);
	return true;
}

/* Around the code all is light. */
static bool qr_is_dark(const QRcode *code, int row, int column)
{
	row -= quiet;
	column -= quiet;
	return row >= 0 && column >= 0 && row < code->width && column < code->width &&
	       code->data[row * code->width + column] & 1;
}

void qr_draw(int y, int x, const char *text)
{
	static const char *const halves[2][2] = {{" ", "▄"}, {"▀", "█"}};
	QRcode *code = qr_encode(text);
	int width = code ? code->width + 2 * quiet : 0;

	for (int row = 0; row < width; row += 2) {
		struct str line;

		str_init(&line, line_max);
		for (int column = 0; column < width; column++)
			str_text(&line, halves[qr_is_dark(code, row, column)]
					      [qr_is_dark(code, row + 1, column)]);
		paint_contrast(y + row / 2, x, line.data);
		str_fini(&line);
	}
	QRcode_free(code);
}
