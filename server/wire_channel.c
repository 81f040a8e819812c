#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "server/wire.h"
#include "store/base/clock.h"

enum {
	DIMENSION_MAX = 500,
	KEPT_MAX = 4 << 20,	/* thrice the window that libssh announces */
};

/* The client's numbers are anybody's: none, huge, negative as an int. */
static int
clamp(int n, int otherwise)
{
	if (n <= 0)
		return otherwise;
	return n > DIMENSION_MAX ? DIMENSION_MAX : n;
}

static bool
asked(struct wire *w, const struct msg *m)
{
	struct msg answer;

	wire_ask(w, m, MSG_ANSWERED, &answer, NULL);
	return answer.number[0] == 1;
}

static int
on_pty(ssh_session s, ssh_channel channel, const char *term, int width,
    int height, int pxwidth, int pxheight, void *data)
{
	struct wire *w = data;
	struct msg m = { .type = MSG_PTY };

	if (w->pty_asked || w->started)
		return -1;
	w->pty_asked = true;
	w->cols = clamp(width, 80);
	w->rows = clamp(height, 24);
	m.number[0] = (uint32_t)w->cols;
	m.number[1] = (uint32_t)w->rows;
	m.field[0] = wire_field(MSG_PTY, 0, term);
	return asked(w, &m) ? 0 : -1;
}

static int
on_window(ssh_session s, ssh_channel channel, int width, int height,
    int pxwidth, int pxheight, void *data)
{
	struct wire *w = data;
	struct winsize size = { 0 };

	if (!w->pty_asked)
		return -1;
	w->cols = clamp(width, w->cols);
	w->rows = clamp(height, w->rows);
	size.ws_col = (unsigned short)w->cols;
	size.ws_row = (unsigned short)w->rows;
	if (w->started && w->pty && w->out[0].fd >= 0)
		ioctl(w->out[0].fd, TIOCSWINSZ, &size);
	return 0;
}

static int
on_env(ssh_session s, ssh_channel channel, const char *name,
    const char *value, void *data)
{
	struct wire *w = data;
	struct msg m = { .type = MSG_ENV };

	if (w->started || w->envs >= WIRE_ENV_MAX ||
	    strlen(name) > msg_field_max(MSG_ENV, 0) ||
	    strlen(value) > msg_field_max(MSG_ENV, 1))
		return -1;
	w->envs++;
	m.field[0] = str_of(name);
	m.field[1] = str_of(value);
	return asked(w, &m) ? 0 : -1;
}

static int
start(struct wire *w, const struct msg *m)
{
	struct msg answer;
	int fds[MSG_FDS];

	if (w->started)
		return -1;
	wire_ask(w, m, MSG_STARTED, &answer, fds);
	if (answer.number[0] == STREAM_PTY && fds[0] >= 0) {
		w->pty = true;
		w->in = w->out[0].fd = fds[0];
	} else if (answer.number[0] == STREAM_PIPES && fds[0] >= 0 &&
	    fds[1] >= 0 && fds[2] >= 0) {
		w->in = fds[0];
		w->out[0].fd = fds[1];
		w->out[1].fd = fds[2];
		w->out[1].error = true;
	} else
		return -1;
	w->started = true;
	w->alive = w->progress = clock_ticks();
	if (w->pty)	/* it may have changed since the pty was asked for */
		on_window(w->ssh, w->channel, w->cols, w->rows, 0, 0, w);
	return 0;
}

static int
on_shell(ssh_session s, ssh_channel channel, void *data)
{
	struct msg m = { .type = MSG_SHELL };

	return start(data, &m) == 0 ? 0 : 1;
}

static int
on_exec(ssh_session s, ssh_channel channel, const char *command, void *data)
{
	struct msg m = { .type = MSG_EXEC };

	if (strlen(command) > MSG_COMMAND_MAX)
		return 1;
	m.field[0] = str_of(command);
	return start(data, &m) == 0 ? 0 : 1;
}

/*
 * Takes what there is room for; libssh keeps the rest (wire_pump_in() asks
 * for it again).  It keeps also what the window did not allow: `len` is all
 * of it, and a client that sends so much is none.  Once it is over nothing
 * more is kept: what still comes while the last words go out is dropped.
 */
static int
on_data(ssh_session s, ssh_channel channel, void *bytes, uint32_t len,
    int is_stderr, void *data)
{
	struct wire *w = data;
	size_t room = WIRE_BUF - w->in_len;

	if (len > KEPT_MAX)
		w->over = true;
	if (w->over || is_stderr || (w->started && w->in < 0))
		return (int)len;	/* nobody reads it */
	if (w->in_fetching || w->spill != NULL)
		room = 0;
	if (len > room) {
		len = (uint32_t)room;
		w->in_kept = true;
	}
	memcpy(w->in_buf + w->in_len, bytes, len);
	w->in_len += len;
	return (int)len;
}

static void
on_eof(ssh_session s, ssh_channel channel, void *data)
{
	((struct wire *)data)->in_eof = true;
}

ssh_channel
wire_channel_open(ssh_session s, void *data)
{
	struct wire *w = data;
	struct ssh_channel_callbacks_struct *c = &w->channel_callbacks;

	if (!w->accepted || w->channel != NULL)
		return NULL;
	w->channel = ssh_channel_new(s);
	if (w->channel == NULL)
		return NULL;
	ssh_callbacks_init(c);
	c->userdata = w;
	c->channel_pty_request_function = on_pty;
	c->channel_pty_window_change_function = on_window;
	c->channel_env_request_function = on_env;
	c->channel_shell_request_function = on_shell;
	c->channel_exec_request_function = on_exec;
	c->channel_data_function = on_data;
	c->channel_eof_function = on_eof;
	ssh_set_channel_callbacks(w->channel, c);
	return w->channel;
}
