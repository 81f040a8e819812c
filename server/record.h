/*
 * record: the log lines about connections, in the one form of
 * docs/log-format.md: time, event, address, port, key=value words, name.
 */
#ifndef RECORD_H
#define RECORD_H

#include "store/base/base.h"

enum { RECORD_NAME_MAX = 33 };

/*
 * A handle as the log writes it: at most 32 bytes, cut at a character; spaces,
 * backslashes and controls as \xNN; "" gives "-".  Returns out.
 */
char *record_name(const char *handle, char out[static RECORD_NAME_MAX]);
/* One line; words may be "" or begin without a space; name is escaped. */
void record(const char *event, const char *address, unsigned port,
    const char *words, const char *name);

#endif
