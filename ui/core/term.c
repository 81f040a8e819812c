/*
 * term: the terminal, drawn on by ncurses, read by term_keys.  newterm() and
 * not initscr(), which exits on a TERM it does not know; what is written is
 * UTF-8 because the locale is C.UTF-8; the size follows SIGWINCH.
 */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "ui/core/term_overlay.h"
#include "ui/core/term_wait.h"

/* After our own headers: curses has a macro OK, of the same value. */
#include <curses.h>

/* <term.h> defines too many names. */
struct term;
extern struct term *cur_term;
extern char *tigetstr(const char *), *tparm(const char *, ...);
extern int tputs(const char *, int, int (*)(int));
extern int setupterm(const char *, int, int *), del_curterm(struct term *);

static struct {
	FILE *file, *in;	/* doubles of the tty, for ncurses */
	SCREEN *screen;
	struct termios before;
	bool open, mouse;
	bool only_ascii;	/* all that this terminal knows */
	struct term_options options;
	int cursor_row, cursor_col;
	attr_t attrs[STYLE_COUNT];
	short pairs[STYLE_COUNT];
	uint64_t laid[OVERLAY_ROWS];	/* over each row, as it was sent */
} term;

/* Nothing of what was sent can be counted on. */
static void
repaint(void)
{
	clearok(curscr, TRUE);
	memset(term.laid, 0xff, sizeof(term.laid));
}

void
term_fit(void)
{
	struct winsize ws;

	if (ioctl(term_wait.fd, TIOCGWINSZ, &ws) != 0 || ws.ws_row == 0 ||
	    ws.ws_col == 0)
		return;
	resizeterm(ws.ws_row > 500 ? 500 : ws.ws_row,
	    ws.ws_col > 500 ? 500 : ws.ws_col);
	repaint();
}

/* --- opening --- */

/* The names that ncurses is asked for, one after the other. */
static void
names_to_try(const char *name, char out[3][48])
{
	static const char *const modern[] = { "xterm", "kitty", "ghostty",
		"foot", "alacritty", "wezterm", "tmux", "screen" };
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-"), i;

	if (len > 0 && len <= 40 && name[len] == '\0')
		memcpy(out[0], name, len);
	for (i = 0; i < LENGTH(modern); i++)
		if (strcasestr(name, modern[i]) != NULL)
			strcpy(out[1], "xterm-256color");
	strcpy(out[2], "vt100");
}

static bool
is_one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

/* Known, and without cursor addressing: nothing may be sent to it.  newterm()
 * fails for these as it does for unknown names. */
static bool
is_line_printer(const char *name)
{
	char names[3][48] = { "", "", "" };
	int found = 0;
	const char *cup;
	bool can;

	names_to_try(name, names);
	if (names[0][0] == '\0')
		return false;
	setupterm(names[0], fileno(term.file), &found);
	if (found != 1)
		return false;
	cup = tigetstr("cup");
	can = cup != NULL && cup != (char *)-1;
	del_curterm(cur_term);
	return !can;
}

static SCREEN *
make_screen(const char *name, FILE *in)
{
	char names[3][48] = { "", "", "" };
	SCREEN *screen = NULL;
	size_t i;

	if (is_line_printer(name))
		return NULL;
	names_to_try(name, names);
	for (i = 0; i < 3 && screen == NULL; i++)
		if (names[i][0] != '\0')
			screen = newterm(names[i], term.file, in);
	return screen;
}

static void
style_setup(void)
{
	bool no_color = term.options.no_color || !has_colors() || COLORS < 8;
	enum style_theme theme = no_color && term.options.theme !=
	    STYLE_CONTRAST ? STYLE_NO_COLOR : term.options.theme;
	size_t i;

	for (i = 0; i < STYLE_COUNT; i++) {
		const struct style_look *look = style_look(theme,
		    (enum style)i);
		short fg = COLORS >= 256 ? look->fg256 : look->fg8;

		term.attrs[i] = (look->attrs & STYLE_BOLD ? A_BOLD : 0) |
		    (look->attrs & STYLE_UNDERLINE ? A_UNDERLINE : 0) |
		    (look->attrs & STYLE_REVERSE ? A_REVERSE : 0) |
		    (look->attrs & STYLE_FAINT ? A_DIM : 0);
		term.pairs[i] = 0;
		if (no_color || fg < 0)
			continue;
		term.pairs[i] = (short)(i + 1);
		init_pair((short)(i + 1), fg, -1);
	}
}

static void
send(const char *s)
{
	if (term_wait.gone)
		return;
	fputs(s, term.file);
	fflush(term.file);
}

static void
set_mouse(bool on)
{
	if (on == term.mouse)
		return;
	term.mouse = on;
	send(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

enum err
term_open(int fd, const struct term_options *options)
{
	static const char *const cannot[] = { "", "dumb", "unknown",
		"network", "su", "emacs", NULL };
	const char *name = options->term;

	if (name == NULL)
		name = getenv("TERM");
	if (name == NULL || is_one_of(name, cannot) ||
	    tcgetattr(fd, &term.before) != 0)
		return ERR_NOT_FOUND;
	setlocale(LC_ALL, "C.UTF-8");
	unsetenv("TERMINFO");
	unsetenv("TERMINFO_DIRS");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("ESCDELAY");
	term_wait_begin(fd);
	term.options = *options;
	term.options.term = NULL;
	term.file = fdopen(dup(fd), "w");
	term.in = fdopen(dup(fd), "r");
	if (term.file == NULL || term.in == NULL)
		fatal("terminal: %s", strerror(errno));
	term.screen = make_screen(name, term.in);
	if (term.screen == NULL) {
		tcsetattr(fd, TCSANOW, &term.before);
		fclose(term.file);
		fclose(term.in);
		term_wait_end(true);
		return ERR_NOT_FOUND;
	}
	term.open = true;
	raw();
	nonl();
	noecho();
	keypad(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	typeahead(-1);		/* the loop looks before it draws */
	idcok(stdscr, FALSE);	/* nothing laid over a row is moved along */
	if (has_colors()) {
		start_color();
		use_default_colors();
	}
	term.only_ascii = strcmp(name, "vt52") == 0 ||
	    strcmp(name, "ansi") == 0;
	term.options.ascii |= term.only_ascii;
	style_setup();
	term_fit();
	send("\033[?2004h");
	set_mouse(options->mouse);
	term_cursor(-1, -1);
	return OK;
}

void
term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	set_mouse(false);
	send("\033[?2004l");
	curs_set(1);
	endwin();
	tcsetattr(term_wait.fd, TCSANOW, &term.before);
	term_wait_end(false);
	/* A double left open would keep the pty from hanging up. */
	delscreen(term.screen);
	fclose(term.file);
	fclose(term.in);
}

void
term_restyle(const struct term_options *options)
{
	bool ascii = options->ascii || term.only_ascii;

	set_mouse(options->mouse);
	if (options->theme == term.options.theme &&
	    options->no_color == term.options.no_color &&
	    ascii == term.options.ascii)
		return;
	term.options.theme = options->theme;
	term.options.no_color = options->no_color;
	term.options.ascii = ascii;
	style_setup();
	term_repaint();
}

int
term_rows(void)
{
	return LINES;
}

int
term_cols(void)
{
	return COLS;
}

/* --- cells --- */

void
term_clear(void)
{
	erase();
	overlay_clear();
	term.cursor_row = term.cursor_col = -1;
}

int
term_put(int row, int col, enum style style, const char *safe)
{
	return term_put_n(row, col, style, safe, strlen(safe));
}

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
 * character three times, and every key draws the whole screen.
 */
int
term_put_n(int row, int col, enum style style, const char *safe, size_t len)
{
	struct run run;
	wchar_t next;
	size_t at = 0, n;
	int cells = 0;

	if (row < 0 || row >= LINES || col < 0)
		return col;
	run.row = row;
	run.col = col;
	run.count = 0;
	run.over = NULL;
	setcchar(&run.blank, L" ", term.attrs[style], term.pairs[style], NULL);
	while (at < len && run.count < LENGTH(run.line) - 2 &&
	    (n = character(safe + at, len - at, &next, &cells)) > 0 &&
	    run.col + cells <= COLS) {
		run_add(&run, next, cells, safe + at, n);
		at += n;
	}
	if (run.count > 0)
		mvadd_wchnstr(row, col, run.line, (int)run.count);
	return run.col;
}

void
term_fill(int row, int col, int cells, enum style style)
{
	if (row < 0 || row >= LINES || col >= COLS || col < 0)
		return;
	if (cells < 0 || cells > COLS - col)
		cells = COLS - col;
	overlay_cut(row, col, col + cells);
	attr_set(term.attrs[style], term.pairs[style], NULL);
	mvhline(row, col, ' ', cells);
	/* The window's own are added to those of each cell put after. */
	attr_set(A_NORMAL, 0, NULL);
}

void
term_over(int row, int col, int cells, enum style style)
{
	int i;

	if (row < 0 || row >= LINES || col < 0)
		return;
	for (i = col; i < col + cells && i < COLS; i++) {
		chtype c = mvinch(row, i);

		mvchgat(row, i, 1, (c & A_ATTRIBUTES & ~A_COLOR) |
		    term.attrs[style], (short)PAIR_NUMBER(c), NULL);
	}
}

const char *
term_sign_text(enum sign sign)
{
	static const char *const signs[][2] = {
		[SIGN_PIPE] = { "│ ", "| " }, [SIGN_TEE] = { "├ ", "|-" },
		[SIGN_ELBOW] = { "└ ", "'-" }, [SIGN_RULE] = { "│", "|" },
		[SIGN_PATH] = { "›", ">" }, [SIGN_ELLIPSIS] = { "…", "..." },
	};

	return signs[sign][term.options.ascii];
}

int
term_sign(int row, int col, enum style style, enum sign sign)
{
	return term_put(row, col, style, term_sign_text(sign));
}

bool
term_ascii(void)
{
	return term.options.ascii;
}

void
term_cursor(int row, int col)
{
	term.cursor_row = row;
	term.cursor_col = col;
}

/* --- what is laid over (term_overlay.h) --- */

static int
put_byte(int c)
{
	return putc(c, term.file);
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
	cchar_t cell;
	wchar_t text[CCHARW_MAX + 1] = L"";
	attr_t attrs;
	short pair;

	if (col >= COLS || mvin_wch(row, col, &cell) == ERR ||
	    getcchar(&cell, text, &attrs, &pair, NULL) == ERR)
		return;
	go_to(row, col);
	vid_puts(attrs, pair, NULL, put_byte);
	fprintf(term.file, "%ls", text);
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
		fprintf(term.file, "%*s", o[i].cells, "");
		go_to(row, o[i].col);
		fwrite(o[i].bytes, 1, o[i].len, term.file);
		/* Then its neighbour, for one to which it is wide. */
		if (i + 1 == count || o[i + 1].col != o[i].col + o[i].cells)
			put_cell(row, o[i].col + o[i].cells);
	}
}

void
term_flush(void)
{
	bool shown = term.cursor_row >= 0 && term.cursor_row < LINES &&
	    term.cursor_col >= 0 && term.cursor_col < COLS;
	int row = shown ? term.cursor_row : LINES - 1, i;
	int col = shown ? term.cursor_col : COLS - 1;
	bool changed[OVERLAY_ROWS] = { false }, any = false;

	if (term_wait.gone)
		return;
	for (i = 0; i < LINES && i < OVERLAY_ROWS; i++) {
		uint64_t sum = overlay_sum(i, look_at);

		changed[i] = sum != term.laid[i];
		if (changed[i])		/* ncurses knows of blanks only */
			wredrawln(stdscr, i, 1);
		changed[i] &= sum != 0;
		any |= changed[i];
		term.laid[i] = sum;
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
	fflush(term.file);
}

void
term_repaint(void)
{
	repaint();
}

void
term_bell(void)
{
	beep();
}
