/*
 * plain_tty: the terminal of plain mode, which stays in cooked mode (the line
 * is edited by the terminal, and read whole by who listens to it), and what
 * signals say: Ctrl-C leaves what is being asked, a hang-up ends the session.
 * Either finds the line that was begun still in the terminal: with NOFLSH the
 * kernel keeps it, and out of canonical mode it can be read.
 */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ui/lines/plain_own.h"

enum { TICK_MS = 1000, ESC = 27 };

static volatile sig_atomic_t interrupts, hangups;

static void
on_interrupt(int sig)
{
	interrupts = 1;
}

static void
on_hangup(int sig)
{
	hangups = 1;
}

void
plain_tty_begin(struct plain_tty *tty, int fd)
{
	struct sigaction sa = { .sa_handler = on_interrupt };
	struct termios t;

	interrupts = hangups = 0;
	/* Waits are by poll(), which a signal ends. */
	sigaction(SIGINT, &sa, &tty->interrupt);
	sa.sa_handler = on_hangup;
	sigaction(SIGHUP, &sa, &tty->hangup);
	tty->fd = tcgetattr(fd, &tty->before) == 0 ? fd : -1;
	if (tty->fd < 0)
		return;
	t = tty->before;
	t.c_iflag |= ICRNL | IUTF8;
	/* No bell when a line is full, no Ctrl-S that stops everything. */
	t.c_iflag &= ~(tcflag_t)(IMAXBEL | IXON | INLCR | IGNCR);
	t.c_oflag |= OPOST | ONLCR;
	t.c_lflag |= ICANON | ISIG | NOFLSH | ECHO | ECHOE | ECHOK | ECHOCTL;
	t.c_cc[VQUIT] = t.c_cc[VSUSP] = _POSIX_VDISABLE;
	tcsetattr(fd, TCSANOW, &t);
}

void
plain_tty_end(struct plain_tty *tty)
{
	if (tty->fd >= 0)
		tcsetattr(tty->fd, TCSANOW, &tty->before);
	sigaction(SIGINT, &tty->interrupt, NULL);
	sigaction(SIGHUP, &tty->hangup, NULL);
}

bool
plain_tty_hungup(void)
{
	return hangups != 0;
}

bool
plain_tty_interrupted(void)
{
	return interrupts != 0;
}

struct str
plain_tty_begun(struct plain_tty *tty, struct arena *arena)
{
	char begun[4096];
	struct termios cooked, t;
	ssize_t n = -1;

	interrupts = 0;
	if (tty->fd < 0 || tcgetattr(tty->fd, &cooked) != 0)
		return (struct str){ "", 0 };
	t = cooked;
	t.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	t.c_cc[VMIN] = t.c_cc[VTIME] = 0;
	if (tcsetattr(tty->fd, TCSANOW, &t) == 0)
		n = read(tty->fd, begun, sizeof(begun));
	tcsetattr(tty->fd, TCSANOW, &cooked);
	if (n <= 0)
		return (struct str){ "", 0 };
	return (struct str){ arena_memdup0(arena, begun, (size_t)n),
	    (size_t)n };
}

bool
plain_welcome(struct plain *p)
{
	uint64_t txn = query_last_txn(p->call.store);
	struct password_view password;
	struct caller me;

	if (p->who.member == 0 || txn == p->txn)
		return true;
	p->txn = txn;
	if (p->options.begun != 0 && query_password(p->call.store, &p->who,
	    &password) == OK && p->options.begun < password.cut) {
		plain_say(p, "%s", _("Your password was replaced with a code; "
		    "this session ends."));
		return false;
	}
	if (query_caller(p->call.store, &p->who, p->menu, &me) == OK &&
	    me.status == STATUS_GONE) {
		plain_say(p, "%s", _("Your account is erased; the session "
		    "ends."));
		return false;
	}
	if (p->options.key_number == 0 || query_key_exists(p->call.store, p->who.member,
	    p->options.key_number))
		return true;
	plain_say(p, "%s", _("The key of this session was removed; the "
	    "session ends."));
	return false;
}

bool
plain_tty_wait(struct plain *p)
{
	struct pollfd in = { .fd = fileno(p->io.in), .events = POLLIN };
	int64_t since = clock_ticks(), idle;
	int64_t limit = p->options.idle_limit * (int64_t)1000;
	int64_t warn = limit - p->options.idle_warning * (int64_t)1000;

	for (bool warned = false; plain_welcome(p);) {
		if (interrupts || hangups)
			return false;
		plain_present(p, clock_ticks() - since);
		if (poll(&in, 1, TICK_MS) > 0)
			return true;
		idle = clock_ticks() - since;
		if (limit == 0 || idle < warn)
			continue;
		if (idle >= limit) {
			plain_say(p, "%s", _("Nothing was typed for a long "
			    "time; the session ends. What was written is "
			    "kept."));
			return false;
		}
		if (!warned)
			plain_say(p, "%s", _("Nothing was typed for a while; "
			    "the session ends soon."));
		fflush(p->io.out);
		warned = true;
	}
	return false;
}

/* --- what is no text in a line that was typed --- */

/* Bytes of the sequence that a key sent (an arrow, F1) at p, or of a control
 * character; 0: text. */
static size_t
sequence(const uint8_t *p, size_t len)
{
	size_t i = 2;

	if (p[0] == '\t' || p[0] == '\n' || (p[0] >= ' ' && p[0] != 127))
		return len >= 2 && p[0] == 0xc2 && p[1] >= 0x80 &&
		    p[1] < 0xa0 ? 2 : 0;
	if (p[0] != ESC || len < 3 || (p[1] != '[' && p[1] != 'O'))
		return 1;
	while (p[1] == '[' && i < len && p[i] >= 0x20 && p[i] <= 0x3f)
		i++;
	return i < len && p[i] >= 0x40 && p[i] <= 0x7e ? i + 1 : i;
}

/* Bytes of the character at p, if it is one; 0: no UTF-8. */
static size_t
character(const char *p, size_t len)
{
	for (size_t n = 1; n <= 4 && n <= len; n++)
		if (text_valid((struct str){ p, n }))
			return n;
	return 0;
}

struct str
plain_typed(struct str line, struct arena *arena, bool *odd)
{
	/* A byte that is no UTF-8 becomes three. */
	char *out = arena_alloc(arena, 3 * line.len + 1);
	size_t at = 0, to = 0, n;

	*odd = false;
	while (at < line.len) {
		n = sequence((const uint8_t *)line.p + at, line.len - at);
		if (n > 0) {
			*odd = true;
			at += n;
			continue;
		}
		n = character(line.p + at, line.len - at);
		memcpy(out + to, n > 0 ? line.p + at : "\357\277\275",
		    n > 0 ? n : 3);
		to += n > 0 ? n : 3;
		at += n > 0 ? n : 1;
		*odd |= n == 0;
	}
	out[to] = '\0';
	return (struct str){ out, to };
}
