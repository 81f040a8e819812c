/*
 * vt: a program on a terminal of known size, driven by lines on standard
 * input.  The tests of screens and the end-to-end tests look through it.
 *
 *	vt [-t TERM] WxH PROGRAM [ARGUMENT…]
 *
 * Each line on standard input is one command; each is answered by one line,
 * `ok …` or `no REASON`, on standard output (after `screen` and its like, as
 * many lines as the terminal has rows come before it):
 *
 *	send KEYS	types; <Enter> <Esc> <Up> <C-x> <M-x> <lt> … are keys
 *	raw HEX		sends these bytes
 *	paste TEXT	as a terminal pastes (\n in it is a new line)
 *	limit MS	how long `wait` and its like wait (5000)
 *	wait TEXT	until TEXT is on the screen, and that frame whole
 *	absent TEXT	until TEXT is not on the screen, likewise
 *	settle MS	until nothing has come for MS milliseconds
 *	screen		prints the rows, blanks at their ends cut off
 *	columns TEXT	prints, for each row, the cell at which the last TEXT of
 *			it begins, or -1
 *	styles		prints, for each cell, `.` or the sum of 1 bold,
 *			2 underline, 4 reverse
 *	cursor		answers `ok ROW COLUMN`, from 0
 *	bytes		answers how many bytes came since the last `bytes`
 *	resize WxH	the window changes its size
 *	stop, go	the terminal stops reading; reads again
 *	hangup		closes the terminal
 *	gone		until the program has ended; answers its status
 *
 * The waits poll; none of them sleeps a fixed time.
 */
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>
#include <wchar.h>

enum { CELL_BYTES = VTERM_MAX_CHARS_PER_CELL * 4, SIZE_MAX_CELLS = 500,
	FRAME_PUMPS = 20 };

static VTerm *vt;
static VTermScreen *screen;
static int master = -1, rows, cols;
static pid_t child;
static long limit_ms = 5000, came;
static bool stopped, pumping;
static char result[64];			/* what follows `ok` */

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool pump(long ms);

/*
 * Types.  The program may be busy writing: then what it writes is read first
 * (but not while libvterm is at work, which is not reentrant).
 */
static void
feed(const char *p, size_t len)
{
	while (len > 0 && master >= 0) {
		struct pollfd w = { .fd = master, .events = POLLOUT };
		ssize_t n;

		if (!pumping && !stopped)
			pump(0);
		if (poll(&w, 1, 20) <= 0)
			continue;
		n = write(master, p, len < 256 ? len : 256);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n <= 0)
			return;		/* the program is gone: `gone` tells */
		p += n;
		len -= (size_t)n;
	}
}

/* What the terminal itself answers or types (libvterm calls this). */
static void
on_output(const char *p, size_t len, void *user)
{
	feed(p, len);
}

/*
 * Reads what the program wrote, for at most ms milliseconds.  Returns whether
 * anything came.
 */
static bool
pump(long ms)
{
	struct pollfd p = { .fd = master, .events = POLLIN };
	char buf[65536];
	ssize_t n;

	if (master < 0 || stopped) {
		struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

		nanosleep(&t, NULL);
		return false;
	}
	if (poll(&p, 1, (int)ms) <= 0)
		return false;
	n = read(master, buf, sizeof(buf));
	if (n < 0 && errno == EINTR)
		return false;
	if (n <= 0) {			/* EIO: the last slave was closed */
		close(master);
		master = -1;
		return false;
	}
	came += n;
	pumping = true;
	vterm_input_write(vt, buf, (size_t)n);
	pumping = false;
	return true;
}

/* One row as text, without the blanks at its end; static storage. */
static const char *
row_text(int row)
{
	static char line[SIZE_MAX_CELLS * CELL_BYTES + 1];
	mbstate_t state = { 0 };
	size_t len = 0;

	for (int col = 0; col < cols; ) {
		VTermScreenCell cell;
		VTermPos at = { .row = row, .col = col };

		vterm_screen_get_cell(screen, at, &cell);
		if (cell.chars[0] == 0)
			line[len++] = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL &&
		    cell.chars[i] != 0 && cell.chars[i] != (uint32_t)-1; i++)
			len += wcrtomb(line + len,
			    (wchar_t)cell.chars[i], &state);
		col += cell.width > 0 ? cell.width : 1;
	}
	while (len > 0 && line[len - 1] == ' ')
		len--;
	line[len] = 0;
	return line;
}

/* The cell at which the byte `at` of row_text() stands. */
static int
cell_of(int row, size_t at)
{
	mbstate_t state = { 0 };
	char bytes[MB_LEN_MAX];
	size_t len = 0;
	int col = 0;

	while (col < cols && len < at) {
		VTermScreenCell cell;
		VTermPos pos = { .row = row, .col = col };

		vterm_screen_get_cell(screen, pos, &cell);
		len += cell.chars[0] == 0;
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL &&
		    cell.chars[i] != 0 && cell.chars[i] != (uint32_t)-1; i++)
			len += wcrtomb(bytes, (wchar_t)cell.chars[i], &state);
		col += cell.width > 0 ? cell.width : 1;
	}
	return col;
}

static bool
do_columns(const char *text)
{
	for (int row = 0; row < rows; row++) {
		const char *line = row_text(row), *at = NULL, *next = line;

		while (*text != '\0' && (next = strstr(next, text)) != NULL)
			at = next++;
		printf("%d\n", at == NULL ? -1 :
		    cell_of(row, (size_t)(at - line)));
	}
	return true;
}

static bool
on_screen(const char *text)
{
	for (int row = 0; row < rows; row++)
		if (strstr(row_text(row), text) != NULL)
			return true;
	return false;
}

static bool
do_screen(const char *none)
{
	for (int row = 0; row < rows; row++)
		puts(row_text(row));
	return true;
}

static bool
do_styles(const char *none)
{
	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			VTermScreenCell cell;
			VTermPos at = { .row = row, .col = col };
			int sum;

			vterm_screen_get_cell(screen, at, &cell);
			sum = (cell.attrs.bold ? 1 : 0) |
			    (cell.attrs.underline ? 2 : 0) |
			    (cell.attrs.reverse ? 4 : 0);
			putchar(sum == 0 ? '.' : '0' + sum);
		}
		putchar('\n');
	}
	return true;
}

static const struct { const char *name; VTermKey key; VTermModifier mod; }
    keys[] = {
	{ "Enter", VTERM_KEY_ENTER }, { "Tab", VTERM_KEY_TAB },
	{ "S-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ "BS", VTERM_KEY_BACKSPACE }, { "Esc", VTERM_KEY_ESCAPE },
	{ "Up", VTERM_KEY_UP }, { "Down", VTERM_KEY_DOWN },
	{ "Left", VTERM_KEY_LEFT }, { "Right", VTERM_KEY_RIGHT },
	{ "S-Up", VTERM_KEY_UP, VTERM_MOD_SHIFT },
	{ "S-Down", VTERM_KEY_DOWN, VTERM_MOD_SHIFT },
	{ "S-Left", VTERM_KEY_LEFT, VTERM_MOD_SHIFT },
	{ "S-Right", VTERM_KEY_RIGHT, VTERM_MOD_SHIFT },
	{ "C-Left", VTERM_KEY_LEFT, VTERM_MOD_CTRL },
	{ "C-Right", VTERM_KEY_RIGHT, VTERM_MOD_CTRL },
	{ "Ins", VTERM_KEY_INS }, { "Del", VTERM_KEY_DEL },
	{ "Home", VTERM_KEY_HOME }, { "End", VTERM_KEY_END },
	{ "PgUp", VTERM_KEY_PAGEUP }, { "PgDn", VTERM_KEY_PAGEDOWN },
	{ "F1", VTERM_KEY_FUNCTION(1) }, { "F5", VTERM_KEY_FUNCTION(5) },
	{ "F10", VTERM_KEY_FUNCTION(10) },
};

/* The key named between < and >; false if there is none of that name. */
static bool
press(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strlen(keys[i].name) == len &&
		    strncmp(keys[i].name, name, len) == 0) {
			vterm_keyboard_key(vt, keys[i].key, keys[i].mod);
			return true;
		}
	if (len == 2 && strncmp(name, "lt", 2) == 0) {
		feed("<", 1);
		return true;
	}
	if (len == 5 && strncmp(name, "Space", 5) == 0) {
		feed(" ", 1);
		return true;
	}
	if (len == 3 && name[1] == '-' && (name[0] == 'C' || name[0] == 'M')) {
		char c[2] = { 27, name[2] };

		if (name[0] == 'M') {
			feed(c, 2);
		} else {
			c[0] = name[2] & 0x1f;
			feed(c, 1);
		}
		return true;
	}
	return false;
}

static bool
do_send(const char *s)
{
	while (*s != 0) {
		const char *end = *s == '<' ? strchr(s, '>') : NULL;
		size_t len;

		if (end != NULL) {
			if (!press(s + 1, (size_t)(end - s - 1)))
				return false;
			s = end + 1;
			continue;
		}
		len = 1 + strcspn(s + 1, "<");
		feed(s, len);
		s += len;
	}
	return true;
}

static bool
do_raw(const char *s)
{
	char bytes[4096];
	size_t len = 0;
	unsigned byte;
	int used;

	/* In one write (of 256 bytes, see feed): they come together. */
	while (len < sizeof(bytes) &&
	    sscanf(s, " %2x%n", &byte, &used) == 1) {
		bytes[len++] = (char)byte;
		s += used;
	}
	feed(bytes, len);
	return *s == 0;
}

static bool
do_paste(const char *s)
{
	vterm_keyboard_start_paste(vt);
	while (*s != 0) {
		if (s[0] == '\\' && s[1] == 'n') {
			feed("\r", 1);
			s += 2;
		} else {
			feed(s++, 1);
		}
	}
	vterm_keyboard_end_paste(vt);
	return true;
}

static bool
wait_text(const char *text, bool wanted)
{
	long end = now_ms() + limit_ms;

	while (on_screen(text) != wanted) {
		if (now_ms() >= end || master < 0)
			return false;
		pump(20);
	}
	/* The rest of that frame may come a packet later. */
	for (int i = 0; i < FRAME_PUMPS && pump(10); i++)
		;
	return true;
}

static bool
do_wait(const char *text)
{
	return wait_text(text, true);
}

static bool
do_absent(const char *text)
{
	return wait_text(text, false);
}

static bool
do_settle(const char *ms)
{
	long end = now_ms() + limit_ms, last = now_ms();

	while (now_ms() - last < atol(ms) && now_ms() < end && master >= 0)
		if (pump(5))
			last = now_ms();
	return now_ms() < end;
}

static bool
do_gone(const char *none)
{
	long end = now_ms() + limit_ms;
	int status;

	while (now_ms() < end) {
		if (waitpid(child, &status, WNOHANG) == child) {
			while (master >= 0 && pump(20))
				;
			snprintf(result, sizeof(result), " %d",
			    WIFEXITED(status) ? WEXITSTATUS(status) :
			    128 + WTERMSIG(status));
			return true;
		}
		pump(20);
	}
	return false;
}

static bool
do_resize(const char *size)
{
	struct winsize ws = { 0 };

	if (sscanf(size, "%dx%d", &cols, &rows) != 2 || cols < 1 || rows < 1 ||
	    cols > SIZE_MAX_CELLS || rows > SIZE_MAX_CELLS)
		return false;
	ws.ws_col = (unsigned short)cols;
	ws.ws_row = (unsigned short)rows;
	if (vt != NULL)
		vterm_set_size(vt, rows, cols);
	if (master >= 0)
		ioctl(master, TIOCSWINSZ, &ws);
	return true;
}

static bool
do_cursor(const char *none)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(vt), &at);
	snprintf(result, sizeof(result), " %d %d", at.row, at.col);
	return true;
}

static bool
do_limit(const char *ms)
{
	limit_ms = atol(ms);
	return true;
}

static bool
do_bytes(const char *none)
{
	snprintf(result, sizeof(result), " %ld", came);
	came = 0;
	return true;
}

static bool
do_stop(const char *none)
{
	stopped = true;
	return true;
}

static bool
do_go(const char *none)
{
	stopped = false;
	return true;
}

static bool
do_hangup(const char *none)
{
	close(master);
	master = -1;
	return true;
}

static const struct { const char *name; bool (*run)(const char *); }
    commands[] = {
	{ "send", do_send }, { "raw", do_raw }, { "paste", do_paste },
	{ "limit", do_limit }, { "wait", do_wait }, { "absent", do_absent },
	{ "settle", do_settle }, { "screen", do_screen },
	{ "columns", do_columns },
	{ "styles", do_styles }, { "cursor", do_cursor },
	{ "bytes", do_bytes }, { "resize", do_resize }, { "stop", do_stop },
	{ "go", do_go }, { "hangup", do_hangup }, { "gone", do_gone },
};

/* One command line; see the list at the top. */
static void
obey(const char *word, const char *rest)
{
	while (!stopped && master >= 0 && pump(0))
		;
	result[0] = 0;
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strcmp(commands[i].name, word) == 0) {
			bool done = commands[i].run(rest);

			printf("%s%s\n", done ? "ok" : "no", result);
			return;
		}
	puts("no such command");
}

/* The next line of standard input, while the screen is kept up to date. */
static char *
next_line(void)
{
	static char buf[1 << 17];
	static size_t have, used;

	memmove(buf, buf + used, have - used);
	have -= used;
	used = 0;
	for (;;) {
		struct pollfd p[2] = { { 0, POLLIN, 0 },
		    { stopped ? -1 : master, POLLIN, 0 } };
		char *end = memchr(buf, '\n', have);
		ssize_t n;

		if (end != NULL) {
			*end = 0;
			used = (size_t)(end - buf) + 1;
			return buf;
		}
		if (have == sizeof(buf) || poll(p, 2, -1) < 0)
			return NULL;
		if (p[1].revents != 0)
			pump(0);
		if (p[0].revents == 0)
			continue;
		n = read(0, buf + have, sizeof(buf) - have);
		if (n <= 0)
			return NULL;
		have += (size_t)n;
	}
}

static void
start(const char *term, char **argv)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
	    .ws_col = (unsigned short)cols };

	child = forkpty(&master, NULL, NULL, &ws);
	if (child < 0) {
		perror("vt: forkpty");
		exit(1);
	}
	if (child == 0) {
		setenv("TERM", term, 1);
		execvp(argv[0], argv);
		perror(argv[0]);
		_exit(127);
	}
	vt = vterm_new(rows, cols);
	vterm_set_utf8(vt, 1);
	vterm_output_set_callback(vt, on_output, NULL);
	screen = vterm_obtain_screen(vt);
	vterm_screen_enable_altscreen(screen, 1);
	vterm_screen_reset(screen, 1);
}

/* Hangs up on the program, and waits until it has ended: whoever ends vt may
 * then take its files away. */
static void
end_program(void)
{
	long end = now_ms() + 15000;

	if (master >= 0)
		close(master);
	while (waitpid(child, NULL, WNOHANG) == 0) {
		if (now_ms() >= end)
			kill(child, SIGKILL);
		poll(NULL, 0, 5);
	}
}

int
main(int argc, char **argv)
{
	const char *term = "xterm-256color";
	char *line;

	if (argc > 2 && strcmp(argv[1], "-t") == 0) {
		term = argv[2];
		argv += 2;
		argc -= 2;
	}
	if (argc < 3 || !do_resize(argv[1])) {
		fputs("usage: vt [-t TERM] WxH PROGRAM [ARGUMENT…]\n", stderr);
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	setlocale(LC_ALL, "C.UTF-8");
	setvbuf(stdout, NULL, _IOFBF, 1 << 16);
	start(term, argv + 2);
	while ((line = next_line()) != NULL) {
		char *rest = line + strcspn(line, " ");

		if (*rest != 0)
			*rest++ = 0;
		obey(line, rest);
		fflush(stdout);
	}
	end_program();
	vterm_free(vt);
	return 0;
}
