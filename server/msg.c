#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/msg.h"
#include "store/base/clock.h"

struct msg_row {
	int numbers, fields;
	size_t max[MSG_FIELDS];
};

/* clang-format off */
static const struct msg_row rows[MSG_TYPES] = {
	[MSG_NONE] =	 { 0, 1, { MSG_NAME_MAX } },
	[MSG_PROBE] =	 { 0, 3, { MSG_NAME_MAX, 64, MSG_KEY_MAX } },
	[MSG_KEY] =	 { 0, 3, { MSG_NAME_MAX, 64, MSG_KEY_MAX } },
	[MSG_PASSWORD] = { 0, 2, { MSG_NAME_MAX, MSG_PASSWORD_MAX } },
	[MSG_ROUND] =	 { 0, 1, { MSG_NAME_MAX } },
	[MSG_ANSWER] =	 { 1, 2, { MSG_NAME_MAX, MSG_PASSWORD_MAX } },
	[MSG_PTY] =	 { 2, 1, { 64 } },
	[MSG_ENV] =	 { 0, 2, { 64, 64 } },
	[MSG_SHELL] =	 { 0, 0, { 0 } },
	[MSG_EXEC] =	 { 0, 1, { MSG_COMMAND_MAX } },
	[MSG_EOF] =	 { 0, 0, { 0 } },
	[MSG_VERDICT] =	 { 3, 0, { 0 } },
	[MSG_ANSWERED] = { 1, 0, { 0 } },
	[MSG_STARTED] =	 { 1, 0, { 0 } },
	[MSG_EXIT] =	 { 1, 0, { 0 } },
};
/* clang-format on */

static uint32_t
get_u32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

static char *
put_u32(char *p, uint32_t n)
{
	*p++ = (char)(n >> 24);
	*p++ = (char)(n >> 16);
	*p++ = (char)(n >> 8);
	*p++ = (char)n;
	return p;
}

enum err
msg_parse(const void *packet, size_t len, struct msg *out)
{
	const unsigned char *p = packet, *end = p + len;
	struct msg m = { 0 };

	if (len < 1 || *p < MSG_NONE || *p >= MSG_TYPES)
		return ERR_INPUT;
	m.type = (enum msg_type)*p++;
	const struct msg_row *row = &rows[m.type];

	for (int i = 0; i < row->numbers; i++, p += 4) {
		if (end - p < 4)
			return ERR_INPUT;
		m.number[i] = get_u32(p);
	}
	for (int i = 0; i < row->fields; i++) {
		if (end - p < 4)
			return ERR_INPUT;
		uint32_t n = get_u32(p);

		p += 4;
		if (n > row->max[i] || n > (size_t)(end - p) ||
		    memchr(p, '\0', n) != NULL)
			return ERR_INPUT;
		m.field[i] = (struct str){ (const char *)p, n };
		p += n;
	}
	if (p != end)
		return ERR_INPUT;
	*out = m;
	return OK;
}

size_t
msg_build(const struct msg *m, char buf[static MSG_MAX])
{
	const struct msg_row *row = &rows[m->type];
	char *p = buf;

	*p++ = (char)m->type;
	for (int i = 0; i < row->numbers; i++)
		p = put_u32(p, m->number[i]);
	for (int i = 0; i < row->fields; i++) {
		if (m->field[i].len > row->max[i])
			fatal("message %d: field %d is too long", m->type, i);
		p = put_u32(p, (uint32_t)m->field[i].len);
		if (m->field[i].len > 0)
			memcpy(p, m->field[i].p, m->field[i].len);
		p += m->field[i].len;
	}
	return (size_t)(p - buf);
}

size_t
msg_field_max(enum msg_type type, int i)
{
	return rows[type].max[i];
}

enum err
msg_send(int fd, const struct msg *m, const int *fds, int count)
{
	char buf[MSG_MAX];
	union {
		char space[CMSG_SPACE(MSG_FDS * sizeof(int))];
		struct cmsghdr align;
	} control;
	struct iovec io = { buf, msg_build(m, buf) };
	struct msghdr header = { .msg_iov = &io, .msg_iovlen = 1 };

	if (count > 0) {
		memset(&control, 0, sizeof(control));
		header.msg_control = control.space;
		header.msg_controllen = CMSG_SPACE(count * sizeof(int));
		struct cmsghdr *c = CMSG_FIRSTHDR(&header);

		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(count * sizeof(int));
		memcpy(CMSG_DATA(c), fds, count * sizeof(int));
	}
	ssize_t n;

	do
		n = sendmsg(fd, &header, MSG_NOSIGNAL);
	while (n < 0 && errno == EINTR);
	explicit_bzero(buf, io.iov_len);	/* it may hold a password */
	return n < 0 ? ERR_IO : OK;
}

void
msg_wipe(const struct msg *m)
{
	for (int i = 0; i < rows[m->type].fields; i++)
		if (m->field[i].len > 0)
			explicit_bzero((void *)(uintptr_t)m->field[i].p,
			    m->field[i].len);
}

static void
take_fds(struct msghdr *header, int *fds)
{
	for (int i = 0; i < MSG_FDS; i++)
		fds[i] = -1;
	struct cmsghdr *c = CMSG_FIRSTHDR(header);

	if (c == NULL || c->cmsg_level != SOL_SOCKET ||
	    c->cmsg_type != SCM_RIGHTS)
		return;
	size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);

	if (count > MSG_FDS)
		count = MSG_FDS;
	memcpy(fds, CMSG_DATA(c), count * sizeof(int));
}

static enum err
wait_readable(int fd, int timeout_ms)
{
	int64_t until = clock_ticks() + timeout_ms;
	struct pollfd p = { fd, POLLIN, 0 };

	for (;;) {
		int n = poll(&p, 1, timeout_ms);

		if (n > 0)
			return OK;
		if (n < 0 && errno != EINTR)
			return ERR_IO;
		if (timeout_ms < 0)
			continue;
		int64_t left = until - clock_ticks();

		if (n == 0 || left <= 0)
			return ERR_LIMIT;
		timeout_ms = (int)left;
	}
}

enum err
msg_receive(int fd, char buf[static MSG_MAX], struct msg *out, int *fds,
    int timeout_ms)
{
	union {
		char space[CMSG_SPACE(MSG_FDS * sizeof(int))];
		struct cmsghdr align;
	} control;
	struct iovec io = { buf, MSG_MAX };
	struct msghdr header = { .msg_iov = &io, .msg_iovlen = 1 };
	enum err e = wait_readable(fd, timeout_ms);
	ssize_t n;

	if (e != OK)
		return e;
	if (fds != NULL) {
		header.msg_control = control.space;
		header.msg_controllen = sizeof(control.space);
	}
	do
		n = recvmsg(fd, &header, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return ERR_IO;
	if (fds != NULL)
		take_fds(&header, fds);
	e = header.msg_flags & MSG_TRUNC ? ERR_INPUT
					 : msg_parse(buf, (size_t)n, out);
	for (int i = 0; e != OK && fds != NULL && i < MSG_FDS; i++)
		if (fds[i] >= 0) {
			close(fds[i]);
			fds[i] = -1;
		}
	return e;
}
