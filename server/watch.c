/* watch: see watch.h. */
#include "server/watch.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/time.h>
#include <unistd.h>

#include "store/base/clock.h"

enum { EVERY = 1000 };		/* ms: each key has turns of its own */

static volatile sig_atomic_t at_work;
static unsigned wall;
static struct itimerval processor;
static int64_t armed;		/* ms: when the limits were last set; or long
				 * ago, so that they are */

/* Dies by the signal itself; raise() is not allowed to the wire. */
static void
on_alarm(int sig)
{
	static const struct itimerval at_once = { { 0, 0 }, { 0, 1 } };

	if (!at_work)
		return;
	signal(sig, SIG_DFL);
	setitimer(ITIMER_REAL, &at_once, NULL);
}

void
watch_begin(unsigned wall_seconds, unsigned processor_seconds)
{
	wall = wall_seconds;
	processor.it_value.tv_sec = processor_seconds;
	armed = -EVERY;
	signal(SIGALRM, on_alarm);
}

void
watch_work(void)
{
	int64_t now = clock_ticks();

	at_work = true;
	if (now - armed < EVERY)
		return;
	armed = now;
	alarm(wall);
	setitimer(ITIMER_PROF, &processor, NULL);
}

void
watch_rest(void)
{
	at_work = false;
}

void
watch_ask(unsigned seconds)
{
	at_work = true;
	armed = -EVERY;
	alarm(seconds);
}

void
watch_off(void)
{
	at_work = false;
	armed = -EVERY;
	alarm(0);
}
