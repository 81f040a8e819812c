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

#include "ui/core/term_draw.h"
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
} term;

void
term_fit(void)
{
	struct winsize ws;

	if (ioctl(term_wait.fd, TIOCGWINSZ, &ws) != 0 || ws.ws_row == 0 ||
	    ws.ws_col == 0)
		return;
	resizeterm(ws.ws_row > 500 ? 500 : ws.ws_row,
	    ws.ws_col > 500 ? 500 : ws.ws_col);
	draw_forget();
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
	draw_styles(&term.options);
	term_fit();
	send("\033[?2004h");
	set_mouse(options->mouse);
	draw_begin(term.file);
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
	draw_styles(&term.options);
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

void
term_repaint(void)
{
	draw_forget();
}

void
term_bell(void)
{
	beep();
}
