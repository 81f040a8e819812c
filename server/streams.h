/*
 * streams: the program's three standard streams, as it finds and leaves
 * them.  Knows neither screens nor records.
 */
#ifndef STREAMS_H
#define STREAMS_H

#include <stdbool.h>

/*
 * To be called before anything is opened.  A standard stream that came
 * closed is taken by something that refuses its use: else a file of the
 * store would get its number, and what is printed would be written there.
 * False: /dev/null cannot be opened.
 */
bool streams_open(void);
/* Whether all that was printed on standard output arrived; flushes it. */
bool streams_written(void);

#endif
