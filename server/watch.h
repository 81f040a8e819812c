/*
 * watch: limits on what a process may take at one go, for code that a peer can
 * make spin or hang (libssh: tech notes, section 3.9).  Beyond them it dies by
 * SIGALRM or SIGPROF, which whoever waits for it logs.  One for a process.
 */
#ifndef WATCH_H
#define WATCH_H

/*
 * From now on: `wall` seconds (at least 2) that a turn of work may last, and
 * `processor` seconds (at least 1) that it may use.  They are set again at
 * most once a second, so a turn may have a second less.
 */
void watch_begin(unsigned wall, unsigned processor);
/* A turn of work begins. */
void watch_work(void);
/* It is over: an alarm that comes before the next turn is nothing, but for the
 * EINTR of a wait. */
void watch_rest(void);
/* Works on, and waits at most so many seconds for somebody else meanwhile. */
void watch_ask(unsigned seconds);
/* It is over, and no alarm comes before the next turn. */
void watch_off(void);

#endif
