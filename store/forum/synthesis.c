/* synthesis: see synthesis.h. */
#include "store/forum/synthesis.h"
#include "store/forum/recent.h"
#include "store/forum/restate.h"
#include "store/forum/share.h"
#include "store/forum/wait.h"

enum { ASKED_MOST = 20 };

int64_t
synthesis_until(struct store *store, struct txn *txn, const struct post *post)
{
	return restate_until(store, txn, post->asked);
}

/* --- what is said of it --- */

enum err
stand_load(struct txn *txn, uint64_t post, uint64_t member,
    struct arena *arena, struct stand *out)
{
	struct key	key = key_u64_u64(post, member);
	enum err	e = record_get(txn, &record_types[RECORD_STAND],
			    key_str(&key), arena, out);

	if (e == ERR_NOT_FOUND) {
		*out = (struct stand){ .kind = STAND_NONE };
		return OK;
	}
	return e;
}

enum err
stands_load(struct txn *txn, uint64_t post, struct arena *arena,
    struct stand **out, size_t *count)
{
	struct key	 prefix = key_u64(post);
	struct cursor	*cursor;
	struct str	 key, val;
	struct stand	 stand;
	enum err	 e;

	*out = NULL;
	*count = 0;
	if ((e = db_cursor_open(txn, DB_STAND, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_STAND], key, val,
		    arena, &stand);
		if (e != OK)
			break;
		*ARENA_PUSH(arena, *out, *count) = stand;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

bool
stand_voiced(struct txn *txn, uint64_t thread, uint64_t member,
    uint8_t *profile)
{
	struct voice	voice;

	if (member == 0 || voice_load(txn, thread, member, &voice) != OK ||
	    voice.posts == 0)
		return false;
	*profile = (uint8_t)voice.profile;
	return true;
}

/* --- asking --- */

static enum err
ask(struct deed *d, const struct post *post, uint64_t member)
{
	struct wait	wait = { .member = member, .kind = WAIT_SYNTHESIS,
			    .id = post->id, .post = post->id,
			    .by = post->author };
	bool		tells;
	uint8_t		profile;
	enum err	e;

	if (member == post->author || !stand_voiced(d->txn, post->thread,
	    member, &profile))
		return OK;
	if ((e = deed_tells(d, member, &tells)) != OK || !tells)
		return e;
	wait.until = synthesis_until(d->store, d->txn, post);
	return wait_put(d, &wait);
}

/* Who wrote a post of this thread that stands; 0: it is none. */
static enum err
author_of(struct deed *d, uint64_t number, uint64_t *out)
{
	struct post	cited;
	enum err	e = load_post(d->txn, number, d->arena, &cited);

	*out = e == OK && cited.thread == d->thread.id &&
	    cited.state == POST_LIVE ? cited.author : 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
synthesis_ask(struct deed *d, struct post *post, struct str text)
{
	struct cites	cites;
	uint64_t	member;
	size_t		i;
	enum err	e;

	if (post->type != TYPE_S || post->parent == 0)
		return OK;
	if (post->asked == 0)
		post->asked = d->caller.now;
	if ((e = cites_find(d, text, &cites)) != OK)
		return e;
	for (i = 0; i < cites.member_count; i++)
		if ((e = ask(d, post, cites.members[i])) != OK)
			return e;
	for (i = 0; i < cites.post_count; i++)
		if ((e = author_of(d, cites.posts[i], &member)) != OK ||
		    (member != 0 && (e = ask(d, post, member)) != OK))
			return e;
	return OK;
}

void
synthesis_noted(struct deed *d, const struct post *post)
{
	if (post->type != TYPE_S || post->parent == 0 ||
	    post->parent != d->thread.id)
		return;
	d->thread.synthesis = post->id;
	d->thread.synthesised = d->thread.posts;
}

enum err
synthesis_edited(struct deed *d, struct post *post)
{
	struct stand	*stands;
	struct key	 key;
	size_t		 count, i;
	enum err	 e;

	if (post->type != TYPE_S || post->parent == 0 || post->edited == 0)
		return OK;
	post->supports = 0;
	post->asked = d->caller.now;
	if ((e = stands_load(d->txn, post->id, d->arena, &stands, &count)) !=
	    OK)
		return e;
	for (i = 0; i < count; i++) {
		if (stands[i].kind == STAND_FOUND) {
			key = key_u64_u64(post->id, stands[i].member);
			e = db_del(d->txn, DB_STAND, key_str(&key));
		}
		if (e != OK || (e = ask(d, post, stands[i].member)) != OK)
			return e;
	}
	return OK;
}

/* --- its words go --- */

/* The last synthesis of the thread that stands, but for this one. */
static enum err
last_other(struct deed *d, uint64_t not)
{
	struct branch	*rows;
	size_t		 count, i, at = 0;
	enum err	 e;

	if (d->thread.synthesis != not)
		return OK;
	d->thread.synthesis = d->thread.synthesised = 0;
	e = recent_load(d->txn, d->thread.id, SIZE_MAX, false, d->arena,
	    &rows, &count);
	if (e != OK)
		return e;
	for (i = 0; i < count; i++)	/* the last one first */
		if (rows[i].type == TYPE_S && rows[i].state == POST_LIVE &&
		    rows[i].parent == d->thread.id && rows[i].post != not) {
			d->thread.synthesis = rows[i].post;
			for (at = i; at < count; at++)
				d->thread.synthesised++;
			break;
		}
	return OK;
}

/* Nobody is asked about it any more: those who have a voice there. */
static enum err
waits_drop(struct deed *d, uint64_t post)
{
	struct u64s	members;
	size_t		i;
	enum err	e = voices_list(d->txn, d->thread.id, SIZE_MAX,
			    d->arena, &members);

	for (i = 0; e == OK && i < members.count; i++)
		e = wait_drop(d, members.at[i], WAIT_SYNTHESIS, post);
	return e;
}

enum err
synthesis_drop(struct deed *d, struct post *post)
{
	struct stand	*stands;
	struct key	 key;
	size_t		 count, i;
	enum err	 e;

	if (post->type != TYPE_S || post->parent == 0)
		return OK;
	post->supports = 0;
	post->asked = 0;
	if ((e = last_other(d, post->id)) != OK ||
	    (e = waits_drop(d, post->id)) != OK ||
	    (e = stands_load(d->txn, post->id, d->arena, &stands, &count)) !=
	    OK)
		return e;
	for (i = 0; e == OK && i < count; i++) {
		key = key_u64_u64(post->id, stands[i].member);
		e = db_del(d->txn, DB_STAND, key_str(&key));
	}
	return e;
}
