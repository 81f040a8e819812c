/*
 * term_draw: a frame as it is put together, and what ncurses is told of it.
 * Cells are measured when they are put and drawn when the frame is sent, if
 * their row is not as it was (term_paint.h).
 */
#include "ui/core/term_draw.h"

#include <string.h>
#include <wchar.h>

#include "ui/core/term_overlay.h"
#include "ui/core/term_paint.h"
#include "ui/core/term_wait.h"

/* After our own headers: curses has a macro OK, of the same value. */
#include <curses.h>

/* <term.h> defines too many names. */
extern char *tigetstr(const char *), *tparm(const char *, ...);
extern int tputs(const char *, int, int (*)(int));

static struct {
	FILE *file;		/* to the terminal, beside ncurses */
	bool ascii;
	int cursor_row, cursor_col;
	attr_t attrs[STYLE_COUNT];
	short pairs[STYLE_COUNT];
	uint64_t laid[OVERLAY_ROWS];	/* over each row, as it was sent */
} drawn;

void
draw_begin(FILE *file)
{
	drawn.file = file;
	term_cursor(-1, -1);
}

void
draw_forget(void)
{
	clearok(curscr, TRUE);
	paint_forget();
	memset(drawn.laid, 0xff, sizeof(drawn.laid));
}

void
draw_styles(const struct term_options *options)
{
	bool no_color = options->no_color || !has_colors() || COLORS < 8;
	enum style_theme theme = no_color && options->theme !=
	    STYLE_CONTRAST ? STYLE_NO_COLOR : options->theme;
	size_t i;

	drawn.ascii = options->ascii;
	for (i = 0; i < STYLE_COUNT; i++) {
		const struct style_look *look = style_look(theme,
		    (enum style)i);
		short fg = COLORS >= 256 ? look->fg256 : look->fg8;

		drawn.attrs[i] = (look->attrs & STYLE_BOLD ? A_BOLD : 0) |
		    (look->attrs & STYLE_UNDERLINE ? A_UNDERLINE : 0) |
		    (look->attrs & STYLE_REVERSE ? A_REVERSE : 0) |
		    (look->attrs & STYLE_FAINT ? A_DIM : 0);
		drawn.pairs[i] = 0;
		if (no_color || fg < 0)
			continue;
		drawn.pairs[i] = (short)(i + 1);
		init_pair((short)(i + 1), fg, -1);
	}
}

/* --- a row, into ncurses's window --- */

/* The character at p and its cells; bytes 0 at the end of what can be read.
 * Most are ASCII, of which the C library need not be asked. */
static size_t
character(const char *p, size_t len, wchar_t *c, int *cells)
{
	mbstate_t state = { 0 };
	size_t n;

	if (*p >= ' ' && *p < 127) {
		*c = *p;
		*cells = 1;
		return 1;
	}
	n = mbrtowc(c, p, len, &state);
	if (n == 0 || n > 4)
		return 0;
	*cells = wcwidth(*c);
	if (*cells < 0) {
		*c = 0xfffd;
		*cells = 1;
	}
	return n;
}

/* A run of cells being made: setcchar() is called once, its other cells
 * differ by characters only. */
struct run {
	int row, col;			/* of the next cell */
	cchar_t line[512 + 2], blank;
	size_t count;
	int last;			/* cells of the last character */
	const char *base;		/* its bytes */
	size_t base_len;
	struct overlay *over;		/* it is laid over; or NULL */
};

/* The last character is no longer ncurses's. */
static void
run_lay(struct run *r)
{
	r->over = overlay_add(r->row, r->col - r->last, r->last);
	if (r->over == NULL)
		return;
	overlay_bytes(r->over, r->base, r->base_len);
	r->line[r->count - 1] = r->blank;
	if (r->last == 2)
		r->line[r->count++] = r->blank;
}

static void
run_add(struct run *r, wchar_t c, int cells, const char *p, size_t len)
{
	if (cells == 0 && r->count > 0) {
		if (r->over == NULL)
			run_lay(r);
		if (r->over != NULL)
			overlay_bytes(r->over, p, len);
		return;
	}
	overlay_cut(r->row, r->col, r->col + cells);
	r->line[r->count] = r->blank;
	r->line[r->count++].chars[0] = c;
	r->col += cells;
	r->last = cells;
	r->base = p;
	r->base_len = len;
	r->over = NULL;
	if (cells > 0 && overlay_doubtful(c))
		run_lay(r);
}

/*
 * Whole characters only, and none that would begin a new row.  Cells are
 * copied into the window as they are: mvaddnwstr() would look at each
 * character three times.
 */
static void
draw_text(int row, const struct paint *p)
{
	size_t at = 0, n;
	struct run run;
	wchar_t next;
	int cells = 0;

	run.row = row;
	run.col = p->col;
	run.count = 0;
	run.over = NULL;
	setcchar(&run.blank, L" ", drawn.attrs[p->style],
	    drawn.pairs[p->style], NULL);
	while (at < p->text.len && run.count < LENGTH(run.line) - 2 &&
	    (n = character(p->text.p + at, p->text.len - at, &next,
	    &cells)) > 0) {
		run_add(&run, next, cells, p->text.p + at, n);
		at += n;
	}
	if (run.count > 0)
		mvadd_wchnstr(row, p->col, run.line, (int)run.count);
}

static void
draw_fill(int row, const struct paint *p)
{
	overlay_cut(row, p->col, p->col + p->cells);
	attr_set(drawn.attrs[p->style], drawn.pairs[p->style], NULL);
	mvhline(row, p->col, ' ', p->cells);
	/* The window's own are added to those of each cell put after. */
	attr_set(A_NORMAL, 0, NULL);
}

/* What ncurses has at a cell.  Not by mvinch(): beyond Latin-1 the character
 * runs into the attributes there. */
static bool
cell_at(int row, int col, wchar_t text[CCHARW_MAX + 1], attr_t *attrs,
    short *pair)
{
	cchar_t cell;

	*attrs = A_NORMAL;
	*pair = 0;
	return col < COLS && mvin_wch(row, col, &cell) != ERR &&
	    getcchar(&cell, text, attrs, pair, NULL) != ERR;
}

static void
draw_over(int row, const struct paint *p)
{
	wchar_t text[CCHARW_MAX + 1];
	attr_t attrs;
	short pair;

	for (int i = p->col; i < p->col + p->cells; i++)
		if (cell_at(row, i, text, &attrs, &pair))
			mvchgat(row, i, 1, (attrs & ~A_COLOR) |
			    drawn.attrs[p->style], pair, NULL);
}

static void
draw_row(int row)
{
	static void (*const kinds[])(int, const struct paint *) = {
		[PAINT_TEXT] = draw_text, [PAINT_FILL] = draw_fill,
		[PAINT_OVER] = draw_over,
	};
	struct paint p;
	size_t at = 0;

	move(row, 0);
	clrtoeol();
	overlay_clear(row);
	while (paint_next(row, &at, &p))
		kinds[p.kind](row, &p);
	paint_keep(row);
}

/* --- what is put --- */

void
term_clear(void)
{
	paint_begin();
	drawn.cursor_row = drawn.cursor_col = -1;
}

int
term_put(int row, int col, enum style style, const char *safe)
{
	return term_put_n(row, col, style, safe, strlen(safe));
}

int
term_put_n(int row, int col, enum style style, const char *safe, size_t len)
{
	struct paint p = { PAINT_TEXT, style, col, 0, { safe, 0 } };
	wchar_t next;
	size_t at = 0, n;
	int cells;

	if (row < 0 || row >= LINES || col < 0)
		return col;
	while (at < len &&
	    (n = character(safe + at, len - at, &next, &cells)) > 0 &&
	    col + p.cells + cells <= COLS) {
		at += n;
		p.cells += cells;
	}
	p.text.len = at;
	if (at > 0)
		paint_add(row, &p);
	return col + p.cells;
}

/* Nothing, if none of the cells is on the screen. */
static void
put_cells(enum paint_kind kind, int row, int col, int cells, enum style style)
{
	struct paint p = { kind, style, col, cells, { "", 0 } };

	if (row < 0 || row >= LINES || col >= COLS || col < 0)
		return;
	if (cells < 0 || cells > COLS - col)
		p.cells = COLS - col;
	if (p.cells > 0)
		paint_add(row, &p);
}

void
term_fill(int row, int col, int cells, enum style style)
{
	put_cells(PAINT_FILL, row, col, cells, style);
}

void
term_over(int row, int col, int cells, enum style style)
{
	put_cells(PAINT_OVER, row, col, cells, style);
}

const char *
term_sign_text(enum sign sign)
{
	static const char *const signs[][2] = {
		[SIGN_PIPE] = { "│ ", "| " }, [SIGN_TEE] = { "├ ", "|-" },
		[SIGN_ELBOW] = { "└ ", "'-" }, [SIGN_RULE] = { "│", "|" },
		[SIGN_PATH] = { "›", ">" }, [SIGN_ELLIPSIS] = { "…", "..." },
	};

	return signs[sign][drawn.ascii];
}

int
term_sign(int row, int col, enum style style, enum sign sign)
{
	return term_put(row, col, style, term_sign_text(sign));
}

bool
term_ascii(void)
{
	return drawn.ascii;
}

void
term_cursor(int row, int col)
{
	drawn.cursor_row = row;
	drawn.cursor_col = col;
}

/* --- what is laid over (term_overlay.h) --- */

static int
put_byte(int c)
{
	return putc(c, drawn.file);
}

static void
go_to(int row, int col)
{
	tputs(tparm(tigetstr("cup"), row, col), 1, put_byte);
}

static uint64_t
look_at(int row, int col)
{
	return mvinch(row, col) & A_ATTRIBUTES;
}

/* The one character that ncurses drew at a cell, drawn again. */
static void
put_cell(int row, int col)
{
	wchar_t text[CCHARW_MAX + 1] = L"";
	attr_t attrs;
	short pair;

	if (!cell_at(row, col, text, &attrs, &pair))
		return;
	go_to(row, col);
	vid_puts(attrs, pair, NULL, put_byte);
	fprintf(drawn.file, "%ls", text);
}

static void
lay_over(int row)
{
	size_t count, i;
	const struct overlay *o = overlay_row(row, &count);

	for (i = 0; i < count; i++) {
		chtype look = (chtype)look_at(row, o[i].col);

		/* First blank, for a terminal to which it is narrow. */
		go_to(row, o[i].col);
		vid_puts(look & ~A_COLOR, (short)PAIR_NUMBER(look), NULL,
		    put_byte);
		fprintf(drawn.file, "%*s", o[i].cells, "");
		go_to(row, o[i].col);
		fwrite(o[i].bytes, 1, o[i].len, drawn.file);
		/* Then its neighbour, for one to which it is wide. */
		if (i + 1 == count || o[i + 1].col != o[i].col + o[i].cells)
			put_cell(row, o[i].col + o[i].cells);
	}
}

void
term_flush(void)
{
	bool shown = drawn.cursor_row >= 0 && drawn.cursor_row < LINES &&
	    drawn.cursor_col >= 0 && drawn.cursor_col < COLS;
	int row = shown ? drawn.cursor_row : LINES - 1, i;
	int col = shown ? drawn.cursor_col : COLS - 1;
	bool changed[OVERLAY_ROWS] = { false }, any = false;

	if (term_wait.gone)
		return;
	for (i = 0; i < LINES && i < OVERLAY_ROWS; i++) {
		if (!paint_differs(i))
			continue;
		draw_row(i);
		uint64_t sum = overlay_sum(i, look_at);

		changed[i] = sum != drawn.laid[i];
		if (changed[i])		/* ncurses knows of blanks only */
			wredrawln(stdscr, i, 1);
		changed[i] &= sum != 0;
		any |= changed[i];
		drawn.laid[i] = sum;
	}
	curs_set(shown);
	move(row, col);
	wnoutrefresh(stdscr);
	doupdate();
	if (!any)
		return;
	for (i = 0; i < LINES && i < OVERLAY_ROWS; i++)
		if (changed[i])
			lay_over(i);
	vid_puts(A_NORMAL, 0, NULL, put_byte);
	go_to(row, col);
	move(row, col);
	fflush(drawn.file);
}
