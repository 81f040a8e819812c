/* streams: see streams.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "server/streams.h"

bool
streams_open(void)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
			continue;
		/* The lowest number that is free: this one.  Opened the
		 * wrong way round, so that its use still fails. */
		if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY :
		    O_RDONLY) != fd)
			return false;
	}
	return true;
}

bool
streams_written(void)
{
	return fflush(stdout) == 0 && !ferror(stdout);
}
