/*
 * cut_short: a last sentence for a program whose data file ends before its
 * end.  LMDB reads that file by a map: where it was cut short, or the disk
 * cannot read it, the kernel sends SIGBUS.
 */
#ifndef CUT_SHORT_H
#define CUT_SHORT_H

/* From now on SIGBUS says on standard error that the store in data (a path)
 * is damaged, in the language of now, and ends the process with status 1. */
void cut_short_expect(const char *data);
/* From now on it ends the process by the signal again, without a word. */
void cut_short_forget(void);

#endif
