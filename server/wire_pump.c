#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "server/wire.h"
#include "store/base/clock.h"

/* What a terminal needs when the program on it died without a word. */
static const char reset[] = "\033[?1049l\033[?2004l\033[?25h\033[0m\r\n";

bool
wire_gate(const struct wire *w)
{
	return w->started && !w->closing && w->channel != NULL &&
	    ssh_channel_window_size(w->channel) > 0 &&
	    (ssh_get_poll_flags(w->ssh) & SSH_WRITE_PENDING) == 0;
}

bool
wire_stalled(const struct wire *w)
{
	return w->started && !w->closing && !wire_gate(w) &&
	    clock_ticks() - w->progress > w->conf->stall_limit * 1000;
}

/* --- out --- */

/* The client has neither closed the channel nor hung up. */
static bool
client_here(const struct wire *w)
{
	struct pollfd p = { ssh_get_fd(w->ssh), POLLRDHUP, 0 };

	return !ssh_channel_is_closed(w->channel) && poll(&p, 1, 0) == 0;
}

/* Hands libssh what it will take; false: it takes no more just now. */
static bool
out_write(struct wire *w, struct wire_out *out)
{
	while (out->len > 0) {
		uint32_t len = (uint32_t)out->len;
		uint32_t window = ssh_channel_window_size(w->channel);

		if (!wire_gate(w))
			return false;
		if (len > window)
			len = window;
		int n = out->error
		    ? ssh_channel_write_stderr(w->channel,
			out->buf + out->from, len)
		    : ssh_channel_write(w->channel, out->buf + out->from,
			len);

		if (n < 0) {
			w->over = true;
			w->failed = client_here(w);
		}
		if (n <= 0)
			return false;
		out->from += (size_t)n;
		out->len -= (size_t)n;
		w->progress = clock_ticks();
	}
	out->from = 0;
	return true;
}

static void
out_end(struct wire *w, struct wire_out *out)
{
	/* a pty's master is also the way in */
	if (w->in == out->fd) {
		w->in = -1;
		w->in_len = 0;
	}
	close(out->fd);
	out->fd = -1;
}

void
wire_pump_out(struct wire *w)
{
	if (!w->exited && wire_gate(w))
		w->progress = clock_ticks();
	for (int i = 0; i < WIRE_OUTS; i++) {
		struct wire_out *out = &w->out[i];

		/* a few at a time: keys and messages want their turn */
		for (int turn = 0; turn < 4; turn++) {
			if (!out_write(w, out) || out->fd < 0 ||
			    !wire_gate(w))
				break;
			ssize_t n = read(out->fd, out->buf, WIRE_BUF);

			if (n > 0)
				out->len = (size_t)n;
			else if (n == 0 ||
			    (errno != EAGAIN && errno != EINTR))
				out_end(w, out);	/* EIO: a pty's end */
			else
				break;
		}
	}
}

bool
wire_drained(const struct wire *w)
{
	for (int i = 0; i < WIRE_OUTS; i++)
		if (w->out[i].fd >= 0 || w->out[i].len > 0)
			return false;
	return true;
}

/* --- in --- */

/* No more will come: a line editor is told as a terminal tells it, by its
 * end-of-file key; a pipe is closed by both who hold it. */
static void
in_end(struct wire *w)
{
	struct msg m = { .type = MSG_EOF };
	struct termios t;

	if (w->pty) {
		if (tcgetattr(w->in, &t) == 0 && (t.c_lflag & ICANON) != 0) {
			const char eof[2] = { 4, 4 };
			size_t n = w->in_last == '\n' || w->in_last == '\r' ||
			    w->in_last == '\0' ? 1 : 2;

			if (write(w->in, eof, n) < 0)
				return;
		}
		w->in_eof = false;
		return;
	}
	close(w->in);
	w->in = -1;
	msg_send(w->ctl, &m, NULL, 0);
}

static bool
in_write(struct wire *w)
{
	ssize_t n = write(w->in, w->in_buf, w->in_len);

	if (n < 0) {
		if (errno == EAGAIN || errno == EINTR)
			return false;
		/* the session reads no more: drop it */
		if (!w->pty) {
			close(w->in);
			w->in = -1;
		}
		w->in_len = 0;
		return false;
	}
	if (n > 0)
		w->in_last = w->in_buf[n - 1];
	w->in_len -= (size_t)n;
	memmove(w->in_buf, w->in_buf + n, w->in_len);
	return w->in_len == 0;
}

/*
 * Takes all that libssh kept when the callback took less; it would hand it in
 * again with the next packet only.  All at once: each read opens the client's
 * window again, whatever is still kept, so that an honest client would be made
 * to send without end.  The call may read packets and so come back to the
 * callback: that one must then leave everything where it is.
 */
static bool
spill_fill(struct wire *w)
{
	w->in_fetching = true;
	int n = ssh_channel_poll(w->channel, 0);

	if (n > 0) {
		w->spill = xmalloc((size_t)n);
		n = ssh_channel_read_nonblocking(w->channel, w->spill,
		    (uint32_t)n, 0);
	}
	w->in_fetching = false;
	if (n <= 0) {
		free(w->spill);
		w->spill = NULL;
		w->in_kept = false;
		return false;
	}
	w->spill_from = 0;
	w->spill_len = (size_t)n;
	return true;
}

static bool
in_fetch(struct wire *w)
{
	if (w->spill == NULL && !spill_fill(w))
		return false;
	w->in_len = w->spill_len < WIRE_BUF ? w->spill_len : WIRE_BUF;
	memcpy(w->in_buf, w->spill + w->spill_from, w->in_len);
	explicit_bzero(w->spill + w->spill_from, w->in_len);
	w->spill_from += w->in_len;
	w->spill_len -= w->in_len;
	if (w->spill_len == 0) {
		free(w->spill);
		w->spill = NULL;
	}
	return true;
}

void
wire_pump_in(struct wire *w)
{
	while (w->in >= 0) {
		if (w->in_len > 0 && !in_write(w))
			return;
		if ((w->spill != NULL || w->in_kept) && in_fetch(w))
			continue;
		if (w->in_eof && w->in_len == 0)
			in_end(w);
		return;
	}
}

/* --- the end --- */

void
wire_close(struct wire *w)
{
	if (w->closing)
		return;
	if (!w->exit_known && w->pty) {
		ssh_channel_write(w->channel, reset, sizeof(reset) - 1);
		ssh_channel_write(w->channel, say(SAY_BROKEN),
		    (uint32_t)strlen(say(SAY_BROKEN)));
	}
	if (w->exit_known)
		ssh_channel_request_send_exit_status(w->channel,
		    w->exit_status);
	else
		ssh_channel_request_send_exit_signal(w->channel, "KILL", 0,
		    say_short(SAY_BROKEN), "en");
	ssh_channel_send_eof(w->channel);
	ssh_channel_close(w->channel);
	w->closing = true;
	w->progress = clock_ticks();
}
