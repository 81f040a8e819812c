/*
 * act_room: rooms, as sysops make them.
 */
#include "store/forum/deed.h"

enum { ROOM_NAME_MIN = 2, ROOM_NAME_MAX = 24 };

static bool
name_ok(struct str s)
{
	size_t	i;
	char	c;

	if (s.len < ROOM_NAME_MIN || s.len > ROOM_NAME_MAX || s.p[0] == '-')
		return false;
	for (i = 0; i < s.len; i++) {
		c = s.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c == '-'))
			return false;
	}
	return true;
}

enum err
room_add_accept(struct deed *d)
{
	if (!name_ok(d->in.name))
		return deed_refuse(d, N_("A room’s name takes 2 to 24 of: a to"
		    " z, 0 to 9 and -."), 0, NULL);
	if (d->in.wing >= WING_COUNT || d->in.visibility >= VISIBILITY_COUNT)
		return ERR_INPUT;
	return OK;
}

enum err
room_add_apply(struct deed *d)
{
	struct room	room = { .name = d->in.name, .title = d->in.title,
			    .description = d->in.description,
			    .wing = d->in.wing,
			    .visibility = d->in.visibility,
			    .created = d->caller.now };
	struct key	key;
	enum err	e;

	if ((e = db_sequence_next(d->txn, "room", &room.id)) != OK)
		return e;
	key = key_u64(room.id);
	e = db_add(d->txn, DB_ROOM_NAME, room.name, key_str(&key));
	if (e == ERR_EXISTS)
		refusal_set(d->why, N_("There is a room named %s already."), 0,
		    arena_memdup0(d->arena, room.name.p, room.name.len));
	if (e != OK || (e = record_put(d->txn, &record_types[RECORD_ROOM],
	    key_str(&key), &room)) != OK)
		return e;
	d->result->id = room.id;
	return deed_bump(d, CHANGE_ROOMS, 0);
}

enum err
room_allow_load(struct deed *d)
{
	enum err	e;

	e = caller_of(d->store, d->txn, d->in.member, d->arena, &d->grantee);
	d->target.grantee = &d->grantee;
	d->target.let_in = true;
	return e;
}

enum err
room_allow_apply(struct deed *d)
{
	struct key	key = key_u64_u64(d->room.id, d->other.id);
	enum err	e;

	if (d->room.visibility != VISIBILITY_PRIVATE)
		return deed_refuse(d, N_("This room is open to all members:"
		    " only private rooms have a list."), 0, NULL);
	if (d->other.status != STATUS_MEMBER &&
	    d->other.status != STATUS_NEWCOMER)
		return ERR_NOT_FOUND;
	e = db_put(d->txn, DB_ROOM_MEMBER, key_str(&key), str_of(""));
	if (e != OK || (e = deed_bump(d, CHANGE_ROOMS, 0)) != OK)
		return e;
	d->result->id = d->room.id;
	return deed_bump(d, CHANGE_MEMBER, d->other.id);
}
