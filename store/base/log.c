/*
 * The log: one write(2) a line, so that lines of many processes on one
 * descriptor do not mix.  Its time is the machine's, never the shifted clock
 * of a test store: other programs of the machine read these lines.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "store/base/clock.h"

enum { LINE_BYTES = 1024 };

/* A notice has no word: its second word is then the event (log-format.md). */
static const struct { const char *word; int priority; } levels[] = {
	[LOG_LEVEL_ERROR] = { "error ", LOG_ERR },
	[LOG_LEVEL_NOTICE] = { "", LOG_NOTICE },
	[LOG_LEVEL_DEBUG] = { "debug ", LOG_DEBUG },
};
static bool to_syslog;
static int log_fd = STDERR_FILENO;

void
log_to_syslog(const char *ident)
{
	openlog(ident, LOG_PID | LOG_NDELAY, LOG_DAEMON);
	to_syslog = true;
}

void
log_to_fd(int fd)
{
	log_fd = fd;
}

/* Formats into line[0…size - 2], controls replaced; returns the length. */
static size_t
format_line(char *line, size_t size, const char *fmt, va_list ap)
{
	int n = vsnprintf(line, size - 1, fmt, ap);
	size_t len = n < 0 ? 0 : (size_t)n < size - 1 ? (size_t)n : size - 2;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)line[i];

		/* C1 controls as UTF-8 writes them: C2 80 to C2 9F. */
		if (c < 0x20 || c == 0x7F)
			line[i] = '?';
		else if (c == 0xC2 && i + 1 < len &&
		    ((unsigned char)line[i + 1] & 0xE0) == 0x80)
			line[i] = line[i + 1] = '?';
	}
	return len;
}

static void
log_va(enum log_level level, const char *fmt, va_list ap)
{
	char line[LINE_BYTES], when[24];
	size_t head = 0, len;
	ssize_t ignored;

	if (!to_syslog)
		head = (size_t)snprintf(line, sizeof(line), "%s %s",
		    clock_rfc3339(time(NULL), when), levels[level].word);
	len = head + format_line(line + head, sizeof(line) - head, fmt, ap);
	if (to_syslog) {
		syslog(levels[level].priority, "%.*s", (int)len, line);
		return;
	}
	line[len++] = '\n';
	/* Nobody is left to tell that the log itself cannot be written. */
	ignored = write(log_fd, line, len);
	(void)ignored;
}

void
log_line(enum log_level level, const char *fmt, ...)
{
	va_list ap;

	if (level == LOG_LEVEL_DEBUG && getenv("PALABRE_DEBUG") == NULL)
		return;
	va_start(ap, fmt);
	log_va(level, fmt, ap);
	va_end(ap);
}

void
fatal(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_va(LOG_LEVEL_ERROR, fmt, ap);
	va_end(ap);
	/* Not exit(): handlers would run on a state known to be broken. */
	_exit(70);
}
