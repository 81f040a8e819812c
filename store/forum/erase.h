/*
 * erase: an account that goes, some days after its holder asked.  From that
 * instant on, by the clock, every reader sees a departed person
 * (load_member()); erase_run() then takes out of the store what told who it
 * was, a batch a transaction.  What others decided, counted or wrote stays,
 * under the name of one who left: another one in each thread.
 */
#ifndef ERASE_H
#define ERASE_H

#include "store/forum/forum.h"

/* Where the purge of one member is; all zero at first.  It begins anew when
 * a program starts: what is purged already is passed over. */
struct erase {
	uint64_t member;	/* 0: none is being purged */
	unsigned stage;
	struct key at;		/* of the stage's table */
};

/* Has this member's time come? */
bool erase_is_due(const struct member *, int64_t now);
/* What is shown of somebody who is gone: an empty record under a name that
 * says so.  Number, state and what indexes hang on stay. */
void erase_veil(struct member *);
/* A number for who is gone, the same in all of a thread, another in the next. */
unsigned erase_number(struct txn *, uint64_t member, uint64_t thread);
/* May nobody ever have this folded handle again?  reserve: from now on. */
bool erase_reserved(struct txn *, struct str folded);
/*
 * The keeper's part: purges one member whose time has come, in at most `steps`
 * transactions of some hundred rows.  When all of it is gone the search index
 * is made anew, the free pages are overwritten and the record is closed:
 * *done counts those.  ERR_IO, ERR_FULL, ERR_DAMAGED: what was committed
 * stays, and the next call goes on.
 */
enum err erase_run(struct store *, struct erase *, unsigned steps,
    size_t *done);

#endif
