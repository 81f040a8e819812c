/*
 * query_visible: the one visibility function.  Everything that reads, and every
 * deed on something in a room, asks it.
 */
#include "store/forum/forum.h"

bool
room_listed(struct txn *txn, uint64_t room, uint64_t member)
{
	struct key	key = key_u64_u64(room, member);
	struct str	val;

	return member != 0 &&
	    db_get(txn, DB_ROOM_MEMBER, key_str(&key), &val) == OK;
}

bool
post_known(const struct post *post, uint64_t member)
{
	return post->state != POST_WITHHELD || (member != 0 &&
	    (member == post->author || member == post->answers_to));
}

enum err
room_visible(struct txn *txn, const struct caller *caller,
    const struct room *room)
{
	struct target	target = { .room = room };
	enum capability	cap = CAP_READ_PUBLIC;

	if (room->visibility == VISIBILITY_MEMBERS)
		cap = CAP_READ_MEMBERS;
	else if (room->visibility == VISIBILITY_PRIVATE) {
		cap = CAP_READ_PRIVATE;
		target.room_member = room_listed(txn, room->id,
		    caller->member);
	}
	return policy_check(caller, cap, &target, NULL) == OK ? OK :
	    ERR_NOT_FOUND;
}
