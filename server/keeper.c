#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "server/keeper.h"
#include "server/mailer.h"

enum { REST_MIN = 1, REST_MAX = 3600 };		/* seconds */

/* Waits for the lock; a kill -9 of its holder frees it. */
static void
lock_wait(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open("keeper.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600);

	if (fd < 0) {
		log_line(LOG_LEVEL_ERROR, "keeper: no lock file");
		exit(1);
	}
	while (fcntl(fd, F_SETLKW, &lock) != 0)
		if (errno != EINTR)
			exit(1);
}

_Noreturn void
keeper_run(const struct service *service, const struct rights *rights,
    const struct conf *conf, pid_t listener)
{
	prctl(PR_SET_NAME, "palabre-keeper");
	setsid();
	/* a keeper without its listener has nobody to restart it; that one may
	 * be gone already, so its pid comes from before the fork */
	rights_drop_owner(rights);
	lock_wait();
	if (service->open() != OK) {
		log_line(LOG_LEVEL_ERROR, "keeper: the store does not open");
		exit(1);
	}
	while (getppid() == listener) {
		int rest = service->due();

		if (rest < REST_MIN)
			rest = REST_MIN;
		if (rest > REST_MAX)
			rest = REST_MAX;
		for (; rest > 0 && getppid() == listener; rest--) {
			mailer_turn(conf, service);
			nanosleep(&(struct timespec){ .tv_sec = 1 }, NULL);
		}
	}
	exit(0);
}
