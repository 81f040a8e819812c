#include "ui/screens/cells.h"

#include <stdio.h>
#include <string.h>

static struct arena *scratch;

struct arena *
cells_arena(void)
{
	if (scratch == NULL)
		scratch = arena_new();
	return scratch;
}

void
cells_begin(void)
{
	arena_reset(cells_arena());
}

char *
cells_printf(const char *fmt, ...)
{
	va_list ap, again;
	int len;
	char *out;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		len = 0;
	out = arena_alloc(cells_arena(), (size_t)len + 1);
	vsnprintf(out, (size_t)len + 1, fmt, again);
	va_end(again);
	return out;
}

char *
cells_str(struct str s)
{
	return arena_memdup0(cells_arena(), s.p, s.len);
}

int
cells_width(const char *text)
{
	return (int)text_width(str_of(text));
}

char *
cells_number(const char *fmt, uint64_t n)
{
	return cells_printf(fmt, i18n_number(n, cells_arena()));
}

int
cells_put_str(int row, int col, int cells, enum style style, struct str text)
{
	if (cells <= 0 || text.len == 0)
		return col;
	return term_put(row, col, style,
	    text_clip(text, (size_t)cells, term_ascii(), cells_arena()));
}

char *
cells_share(uint64_t unread, uint64_t all, int cells)
{
	char *left = unread == 0 ? cells_printf("-") :
	    i18n_number(unread, cells_arena());
	char *text = cells_printf("%s/%s", left, i18n_number(all,
	    cells_arena()));

	if (cells_width(text) <= cells)
		return text;
	text = unread == 0 ? cells_printf("-/%llu", (unsigned long long)all) :
	    cells_printf("%llu/%llu", (unsigned long long)unread,
	    (unsigned long long)all);
	return cells_width(text) <= cells ? text : left;
}

int
cells_put(int row, int col, int cells, enum style style, const char *text)
{
	return cells_put_str(row, col, cells, style, str_of(text));
}

int
cells_right(int row, int edge, enum style style, const char *text)
{
	int col = edge - cells_width(text);

	if (col < 0)
		col = 0;
	cells_put(row, col, edge - col, style, text);
	return col;
}

char *
cells_pad(const char *text, int cells)
{
	char *clipped;
	int missing;

	if (cells <= 0)
		return cells_printf("%s", "");
	clipped = text_clip(str_of(text), (size_t)cells, term_ascii(),
	    cells_arena());
	missing = cells - cells_width(clipped);
	return cells_printf("%s%*s", clipped, missing > 0 ? missing : 0, "");
}

int
cells_edge(struct ui *ui)
{
	return ui_margin(ui) + ui_width(ui);
}

uint32_t
cells_rows(struct str text, int width)
{
	size_t cells = text_width(text);

	return cells <= (size_t)width ? 1 :
	    (uint32_t)(cells / (size_t)width) + 2;
}
