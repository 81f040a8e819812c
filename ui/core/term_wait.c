/*
 * term_wait: the interface's only wait, for keys and for signals, which write
 * their number into a pipe so that none comes between a look and the wait.
 */
#include "ui/core/term_wait.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "store/base/clock.h"

struct term_wait term_wait = { .fd = -1 };

static const int caught[] = { SIGWINCH, SIGHUP, SIGTERM, SIGPIPE };
static struct sigaction before[LENGTH(caught)];
static struct key_event ahead;	/* decoded before it was asked for */
static bool looked_ahead;
static bool alone;			/* the next key came by itself */
static enum key_code signalled;	/* while keys were dropped */
static int wake[2] = { -1, -1 };	/* signals write their number here */

/* --- signals --- */

static void
on_signal(int sig)
{
	int saved = errno;
	char c = (char)sig;

	if (write(wake[1], &c, 1) < 0) {
		/* The pipe is full: term_key() will wake anyway. */
	}
	errno = saved;
}

void
term_wait_begin(int fd)
{
	struct sigaction sa = { .sa_handler = on_signal };
	sigset_t set;
	size_t i;

	term_wait.fd = fd;
	term_wait.gone = false;
	if (wake[0] < 0 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
		fatal("pipe: %s", strerror(errno));
	sigemptyset(&set);
	for (i = 0; i < LENGTH(caught); i++) {
		sa.sa_handler = caught[i] == SIGPIPE ? SIG_IGN : on_signal;
		sigaction(caught[i], &sa, &before[i]);
		sigaddset(&set, caught[i]);
	}
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void
term_wait_end(bool restore)
{
	size_t i;

	keys_free(&term_wait.keys);
	for (i = 0; restore && i < LENGTH(caught); i++)
		sigaction(caught[i], &before[i], NULL);
}

/* --- keys --- */

static struct key_event
event(enum key_code code)
{
	return (struct key_event){ .code = code };
}

/* What signals say; an end goes before a new size. */
static enum key_code
take_signals(void)
{
	enum key_code code = KEY_NONE;
	char sig[64];
	ssize_t n = read(wake[0], sig, sizeof(sig)), i;

	for (i = 0; i < n; i++) {
		if (sig[i] == SIGHUP)
			return KEY_HANGUP;
		if (sig[i] == SIGTERM)
			code = KEY_STOPPED;
		else if (code == KEY_NONE)
			code = KEY_RESIZED;
	}
	if (code == KEY_RESIZED)
		term_fit();
	return code;
}

/*
 * Waits and reads once.  KEY_NONE with *came: bytes were fed; KEY_NONE
 * without: the time is over.
 */
static enum key_code
wait_bytes(int timeout_ms, bool *came)
{
	struct pollfd fds[2] = {
		{ .fd = term_wait.fd, .events = POLLIN },
		{ .fd = wake[0], .events = POLLIN },
	};
	uint8_t bytes[4096];
	ssize_t n;

	*came = false;
	n = poll(fds, 2, timeout_ms);
	if (n == 0)
		return KEY_NONE;
	if (n < 0)		/* a signal: its number is in the pipe */
		fds[1].revents = POLLIN;
	if (fds[1].revents & POLLIN) {
		enum key_code code = take_signals();

		if (code != KEY_NONE)
			return code;
	}
	if (fds[0].revents & POLLIN) {
		n = read(term_wait.fd, bytes, sizeof(bytes));
		if (n > 0) {
			alone = term_wait.keys.at == term_wait.keys.len;
			keys_feed(&term_wait.keys, bytes, (size_t)n);
			explicit_bzero(bytes, (size_t)n);
			*came = true;
			return KEY_NONE;
		}
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			return KEY_NONE;
		return KEY_HANGUP;
	}
	return fds[0].revents & (POLLHUP | POLLERR | POLLNVAL) ?
	    KEY_HANGUP : KEY_NONE;
}

struct key_event
term_key(int timeout_ms)
{
	int64_t end = timeout_ms < 0 ? INT64_MAX : clock_ticks() + timeout_ms;
	struct key_event key;
	bool quiet = false, came;

	for (;;) {
		int64_t left = end - clock_ticks();
		int wait;
		enum key_code code;

		if ((code = signalled) != KEY_NONE) {
			signalled = KEY_NONE;
			return event(code);
		}
		if (looked_ahead || keys_next(&term_wait.keys, quiet, &key)) {
			if (looked_ahead)
				key = ahead;
			looked_ahead = false;
			key.hurried = !alone ||
			    term_wait.keys.at < term_wait.keys.len;
			alone = false;
			return key;
		}
		if (term_wait.gone)
			return event(KEY_HANGUP);
		wait = keys_wait(&term_wait.keys);
		quiet = wait >= 0;
		if (wait < 0) {
			if (left <= 0)
				left = 0;
			wait = timeout_ms < 0 ? -1 : (int)left;
		}
		code = wait_bytes(wait, &came);
		if (code == KEY_HANGUP)
			term_wait.gone = true;
		if (code != KEY_NONE)
			return event(code);
		if (came)
			quiet = false;
		else if (!quiet && timeout_ms >= 0 && clock_ticks() >= end)
			return event(KEY_NONE);
	}
}

void
term_drop_typeahead(void)
{
	enum key_code code;
	bool came = true;
	int tries;

	/* Bounded: who floods must not hold the session here. */
	for (tries = 0; came && tries < 64; tries++) {
		code = wait_bytes(0, &came);
		if (code != KEY_NONE)
			signalled = code;
	}
	looked_ahead = false;
	keys_drop(&term_wait.keys);
}

bool
term_has_typeahead(void)
{
	struct pollfd p = { .fd = term_wait.fd, .events = POLLIN };

	/* What is swallowed (a button that was let go, an answer of the
	 * terminal) is nothing that the screen should wait for. */
	if (!looked_ahead && term_wait.keys.at < term_wait.keys.len)
		looked_ahead = keys_next(&term_wait.keys, false, &ahead);
	return looked_ahead || signalled != KEY_NONE || poll(&p, 1, 0) > 0;
}
