/* Signals while one waits for a lock.  See lock_wait.h. */
#include "store/engine/lock_wait.h"

#include <signal.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

static timer_t	timer;
static pid_t	made_by;	/* timers do not pass to a fork's child */
static bool	usable;

static void
nothing(int sig)
{
}

/* SIGALRM is the server's; this signal is nobody else's. */
static void
make(void)
{
	struct sigaction sa = { .sa_handler = nothing,
	    .sa_flags = SA_RESTART };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
	    .sigev_signo = SIGRTMIN };

	made_by = getpid();
	usable = sigaction(SIGRTMIN, &sa, NULL) == 0 &&
	    timer_create(CLOCK_MONOTONIC, &event, &timer) == 0;
}

static void
set(long ms)
{
	struct timespec every = { ms / 1000, ms % 1000 * 1000000 };
	struct itimerspec spec = { every, every };

	if (usable)
		timer_settime(timer, 0, &spec, NULL);
}

void
lock_wait_begin(void)
{
	if (made_by != getpid())
		make();
	set(LOCK_WAIT_MS);
}

void
lock_wait_end(void)
{
	set(0);
}
