/*
 * What rooms, threads, posts and what belongs to them say about each other.
 * See check.h; check_agree.c has the other records.
 */
#include <inttypes.h>

#include "store/forum/check.h"
#include "store/forum/forum.h"
#include "store/forum/share.h"
#include "store/forum/strict.h"

void
check_room(struct check *c, const struct room *room)
{
	if (!check_keyed(c, key_u64(room->id)))
		return;
	check_numbered(c, "room", room->id);
	check_leads(c, DB_ROOM_NAME, room->name, room->id);
	check_counted(c, "posts", room->posts,
	    check_rows(c, DB_ROOM_POST, room->id));
	check_counted(c, "threads", room->threads,
	    check_rows(c, DB_ROOM_THREAD, room->id));
}

/* What the rows of a thread's tree say together. */
struct tree_sum { struct rangeset ordinals; uint64_t cleared, living; };

static bool
tree_add(struct check *c, uint64_t thread, struct tree_sum *sum)
{
	struct arena *rows = arena_new();
	struct key prefix = key_u64(thread);
	struct cursor *cursor;
	struct str key, val;
	bool whole = true;
	enum err e;

	if (db_cursor_open(c->txn, DB_THREAD_POST, &cursor) != OK) {
		arena_free(rows);
		return false;
	}
	for (e = db_seek(cursor, key_str(&prefix), &key, &val); e == OK &&
	    key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		struct branch row;

		if (record_read(c->txn, &record_types[RECORD_BRANCH], key,
		    val, rows, &row) == OK) {
			rangeset_add(&sum->ordinals, row.ordinal, row.ordinal);
			sum->cleared += row.restated == RESTATED_CLEARED;
			sum->living += row.state == POST_LIVE;
		} else
			whole = false;
		arena_reset(rows);
	}
	db_cursor_close(cursor);
	arena_free(rows);
	return whole;
}

static void
check_tree(struct check *c, const struct thread *thread)
{
	struct rangeset chunks = {0}, one = {0};
	struct tree_sum tree = {0};
	bool whole = tree_add(c, thread->id, &tree);

	for (uint64_t i = 0; i < thread->chunks; i++) {
		struct bytes_row row;

		if (!check_load(c, RECORD_THREAD_ORD,
		    key_u64_u64(thread->id, i), &row) ||
		    rangeset_decode(&one, (const uint8_t *)row.bytes.p,
		    row.bytes.len) != OK)
			whole = false;
		else
			rangeset_union(&chunks, &one);
	}
	/* A damaged row has its own line; this one is for whole rows. */
	if (whole && (rangeset_missing(&tree.ordinals, &chunks) != 0 ||
	    rangeset_missing(&chunks, &tree.ordinals) != 0))
		check_damage(c, "its ordinals are not those of its posts");
	if (whole) {
		check_counted(c, "cleared", thread->cleared, tree.cleared);
		if (share_counted(c->txn, thread))
			check_counted(c, "living", thread->living, tree.living);
	}
	rangeset_free(&tree.ordinals);
	rangeset_free(&chunks);
	rangeset_free(&one);
}

/* Who speaks how much, from each person's row. */
static void
check_voices(struct check *c, const struct thread *thread)
{
	uint64_t shares[SHARE_PROFILES] = { 0 }, posts = 0, voices = 0;
	struct key prefix = key_u64(thread->id);
	struct cursor *cursor;
	struct str key, val;
	struct voice voice;
	enum err e;

	if (db_cursor_open(c->txn, DB_VOICE, &cursor) != OK)
		return;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val); e == OK &&
	    key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		if (voice_read(val, &voice) != OK)
			continue;	/* said where the row is checked */
		if (voice.posts == 0)
			continue;
		voices++;
		posts += voice.posts;
		shares[voice.profile]++;
	}
	db_cursor_close(cursor);
	check_counted(c, "voices", thread->voices, voices);
	check_counted(c, "posts of its voices", thread->living, posts);
	for (size_t i = 0; i < SHARE_PROFILES; i++)
		check_counted(c, "voices of a profile", i < thread->shares.count ?
		    thread->shares.at[i] : 0, shares[i]);
}

void
check_thread(struct check *c, const struct thread *thread)
{
	if (!check_keyed(c, key_u64(thread->id)))
		return;
	check_wants(c, DB_ROOM, thread->room, "room");
	check_wants(c, DB_POST, thread->id, "opening post");
	if (!check_has(c, DB_ROOM_THREAD, room_thread_key(thread)))
		check_damage(c, "table room_thread does not lead to it");
	check_counted(c, "posts", thread->posts,
	    check_rows(c, DB_THREAD_POST, thread->id));
	if (share_counted(c->txn, thread))
		check_voices(c, thread);
	if (thread->rhythm_by != 0)
		check_wants(c, DB_MEMBER, thread->rhythm_by, "who set its "
		    "rhythm");
	if (thread->synthesis != 0)
		check_wants(c, DB_POST, thread->synthesis, "its synthesis");
	if (thread->closed_by != 0)
		check_wants(c, DB_MEMBER, thread->closed_by, "who closed it");
	check_counted(c, "chunks", thread->chunks,
	    check_rows(c, DB_THREAD_ORD, thread->id));
	check_tree(c, thread);
}

static const struct rangeset *
dead_of(struct check *c, uint64_t room)
{
	struct bytes_row row;

	if (c->dead_room == room)
		return &c->dead;
	c->dead_room = room;
	rangeset_clear(&c->dead);
	if (check_load(c, RECORD_DEAD, key_u64(room), &row) &&
	    rangeset_decode(&c->dead, (const uint8_t *)row.bytes.p,
	    row.bytes.len) != OK)
		rangeset_clear(&c->dead);
	return &c->dead;
}

static void
check_branch_of(struct check *c, const struct post *post)
{
	struct branch row;

	if (!check_load(c, RECORD_BRANCH, key_u64_u64(post->thread, post->id),
	    &row))
		check_damage(c, "its row in thread_post is not there");
	else if (row.post != post->id || row.parent != post->parent ||
	    row.ordinal != post->ordinal || row.author != post->author ||
	    row.type != post->type || row.state != post->state ||
	    row.created != post->created || row.restated != post->restated ||
	    row.asked != post->asked || row.mask != post->mask ||
	    row.masked != post->masked ||
	    row.masked_until != post->masked_until ||
	    !str_equal(row.article, post->article) ||
	    !str_equal(row.hat, post->hat) ||
	    !str_equal(row.excerpt, post->excerpt))
		check_damage(c, "its row in thread_post says otherwise");
}

void
check_post(struct check *c, const struct post *post)
{
	struct key at = key_u64_u64(post->room, post->ordinal);
	struct post parent;
	struct str val;

	if (!check_keyed(c, key_u64(post->id)))
		return;
	check_numbered(c, "post", post->id);
	check_wants(c, DB_THREAD, post->thread, "thread");
	check_wants(c, DB_MEMBER, post->author, "author");
	if (post->state == POST_WITHHELD) {
		if (strict_of(c->txn, post->thread, post->author) != post->id)
			check_damage(c, "table withheld does not lead to it");
		return;
	}
	if (db_get(c->txn, DB_ROOM_POST, key_str(&at), &val) != OK ||
	    val.len != 16 || key_get_u64(val, 0) != post->id ||
	    key_get_u64(val, 1) != post->thread)
		check_damage(c, "table room_post does not lead to it");
	if ((post->parent == 0) != (post->id == post->thread))
		check_damage(c, "it has no place in its thread");
	else if (post->parent != 0 && (!check_load(c, RECORD_POST,
	    key_u64(post->parent), &parent) ||
	    parent.thread != post->thread))
		check_damage(c, "the post it answers is not in its thread");
	check_branch_of(c, post);
	if (post->state != POST_DELETED && !check_has(c, DB_TEXT,
	    key_u64_u64(post->id, post->revision)))
		check_damage(c, "its text is not there");
	if (rangeset_has(dead_of(c, post->room), post->ordinal) !=
	    (post->state == POST_DELETED))
		check_damage(c, "table dead says otherwise of it");
	check_indexed(c, post);
}

void
check_branch(struct check *c, const struct branch *row)
{
	struct post post;

	/* The post says all else; here only that there is one. */
	if (key_get_u64(c->key, 1) != row->post || c->key.len != 16)
		check_damage(c, "the record names another key");
	else if (!check_load(c, RECORD_POST, key_u64(row->post), &post) ||
	    post.thread != key_get_u64(c->key, 0))
		check_damage(c, "its post is not in this thread");
}

void
check_chunk(struct check *c, const struct bytes_row *row)
{
	struct rangeset set = {0};
	struct thread thread;

	if (c->key.len != 16 || !check_load(c, RECORD_THREAD,
	    key_u64(key_get_u64(c->key, 0)), &thread))
		check_damage(c, "its thread does not exist");
	else if (key_get_u64(c->key, 1) >= thread.chunks)
		check_damage(c, "its thread does not know this chunk");
	check_ranges(c, row->bytes, &set);
	rangeset_free(&set);
}

/* Each tombstone is one; that none is missing is seen at the posts. */
void
check_dead(struct check *c, const struct bytes_row *row)
{
	uint64_t id = key_get_u64(c->key, 0);
	struct rangeset set = {0};
	struct room room;

	if (c->key.len != 8 || !check_load(c, RECORD_ROOM, key_u64(id), &room))
		check_damage(c, "its room does not exist");
	else if (check_ranges(c, row->bytes, &set) && set.count > 0 &&
	    set.ranges[set.count - 1].last > room.posts)
		check_damage(c, "holds posts that its room does not have");
	rangeset_free(&set);
}

void
check_text(struct check *c, const struct post_text *row)
{
	struct post post;

	if (!check_keyed(c, key_u64_u64(row->post, row->revision)))
		return;
	if (!check_load(c, RECORD_POST, key_u64(row->post), &post))
		check_wants(c, DB_POST, row->post, "post");
	else if (post.state == POST_DELETED)
		check_damage(c, "its post was deleted");
	else if (row->revision > post.revision)
		check_damage(c, "its post does not know this revision");
}

void
check_duel(struct check *c, const struct duel *duel)
{
	if (!check_keyed(c, key_u64_u64_u64(duel->thread, duel->low, duel->high)))
		return;
	check_wants(c, DB_THREAD, duel->thread, "thread");
	check_wants(c, DB_MEMBER, duel->low, "one of two");
	check_wants(c, DB_MEMBER, duel->high, "the other of two");
	if (duel->calm_by != 0)
		check_wants(c, DB_MEMBER, duel->calm_by, "who calms them");
}

void
check_stand(struct check *c, const struct stand *stand)
{
	struct post post;

	if (!check_keyed(c, key_u64_u64(stand->post, stand->member)))
		return;
	check_wants(c, DB_MEMBER, stand->member, "member");
	if (!check_load(c, RECORD_POST, key_u64(stand->post), &post) ||
	    post.type != TYPE_S || post.state != POST_LIVE)
		check_damage(c, "it is said of no synthesis");
	else if (stand->kind == STAND_FOUND && stand->profile != 0 &&
	    (post.supports & 1u << (stand->profile - 1)) == 0)
		check_damage(c, "its synthesis does not count it");
}

void
check_round(struct check *c, const struct round *round)
{
	size_t i;

	if (!check_keyed(c, key_u64(round->thread)))
		return;
	check_wants(c, DB_THREAD, round->thread, "thread");
	check_wants(c, DB_MEMBER, round->by, "who announced it");
	for (i = 0; i < round->members.count; i++)
		check_wants(c, DB_MEMBER, round->members.at[i], "member");
	if (round->starts < round->opened || round->first < round->starts ||
	    round->second < round->first || round->ends < round->second)
		check_damage(c, "its times are not in order");
}
