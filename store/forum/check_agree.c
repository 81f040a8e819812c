/* What records say about each other.  See check.h. */
#include <inttypes.h>
#include <string.h>

#include "store/base/text.h"
#include "store/forum/charter.h"
#include "store/forum/check.h"
#include "store/forum/glossary.h"
#include "store/forum/sponsor.h"
#include "store/forum/forum.h"
#include "store/forum/log.h"
#include "store/forum/share.h"
#include "store/forum/strict.h"

/* The key is these numbers, as the record says them, too. */
static bool
keyed(struct check *c, struct key wanted)
{
	if (str_equal(c->key, key_str(&wanted)))
		return true;
	check_damage(c, "the record names another key");
	return false;
}

/* The last number given out is not behind id. */
static void
numbered(struct check *c, const char *sequence, uint64_t id)
{
	struct str val;

	if (db_get(c->txn, DB_SEQUENCE, str_of(sequence), &val) != OK ||
	    key_get_u64(val, 0) < id)
		check_damage(c, "sequence \"%s\" is behind it", sequence);
}

/* Rows of a table whose key begins with id; the last of them in *last. */
static uint64_t
count_rows(struct check *c, enum db_table t, uint64_t id)
{
	struct key prefix = key_u64(id);
	struct cursor *cursor;
	struct str key, val;
	uint64_t n = 0;
	enum err e;

	if (db_cursor_open(c->txn, t, &cursor) != OK)
		return 0;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val); e == OK &&
	    key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val))
		n++;
	db_cursor_close(cursor);
	return n;
}

static void
counted(struct check *c, const char *what, uint64_t says, uint64_t are)
{
	if (says != are)
		check_damage(c, "says %" PRIu64 " %s, there are %" PRIu64,
		    says, what, are);
}

static bool
ranges_of(struct check *c, struct str bytes, struct rangeset *out)
{
	if (rangeset_decode(out, (const uint8_t *)bytes.p, bytes.len) == OK)
		return true;
	check_damage(c, "its ranges are damaged");
	return false;
}

/* An index of eight bytes says id under this key. */
static void
indexed(struct check *c, enum db_table t, struct str key, uint64_t id)
{
	struct str val;

	if (db_get(c->txn, t, key, &val) != OK || val.len != 8 ||
	    key_get_u64(val, 0) != id)
		check_damage(c, "table %s does not lead to it",
		    db_table_name(t));
}

/* --- records --- */

static void
check_member(struct check *c, const struct member *m)
{
	struct str folded;

	if (!keyed(c, key_u64(m->id)))
		return;
	numbered(c, "member", m->id);
	if (text_handle_key(m->handle, c->arena, &folded) != OK)
		check_damage(c, "its name is no name");
	else if (m->status != STATUS_REFUSED && m->status != STATUS_GONE)
		indexed(c, DB_HANDLE, folded, m->id);
	if (m->sponsor != 0 && !check_has(c, DB_GODCHILD, godchild_key(m)))
		check_damage(c, "table godchild does not lead to it");
	if (m->charter_version > 1)
		check_wants(c, DB_CHARTER, m->charter_version, "charter");
}

static void
check_room(struct check *c, const struct room *room)
{
	if (!keyed(c, key_u64(room->id)))
		return;
	numbered(c, "room", room->id);
	indexed(c, DB_ROOM_NAME, room->name, room->id);
	counted(c, "posts", room->posts,
	    count_rows(c, DB_ROOM_POST, room->id));
	counted(c, "threads", room->threads,
	    count_rows(c, DB_ROOM_THREAD, room->id));
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
		counted(c, "cleared", thread->cleared, tree.cleared);
		if (share_counted(c->txn, thread))
			counted(c, "living", thread->living, tree.living);
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
	counted(c, "voices", thread->voices, voices);
	counted(c, "posts of its voices", thread->living, posts);
	for (size_t i = 0; i < SHARE_PROFILES; i++)
		counted(c, "voices of a profile", i < thread->shares.count ?
		    thread->shares.at[i] : 0, shares[i]);
}

static void
check_thread(struct check *c, const struct thread *thread)
{
	if (!keyed(c, key_u64(thread->id)))
		return;
	check_wants(c, DB_ROOM, thread->room, "room");
	check_wants(c, DB_POST, thread->id, "opening post");
	if (!check_has(c, DB_ROOM_THREAD, room_thread_key(thread)))
		check_damage(c, "table room_thread does not lead to it");
	counted(c, "posts", thread->posts,
	    count_rows(c, DB_THREAD_POST, thread->id));
	if (share_counted(c->txn, thread))
		check_voices(c, thread);
	if (thread->rhythm_by != 0)
		check_wants(c, DB_MEMBER, thread->rhythm_by, "who set its "
		    "rhythm");
	if (thread->synthesis != 0)
		check_wants(c, DB_POST, thread->synthesis, "its synthesis");
	if (thread->closed_by != 0)
		check_wants(c, DB_MEMBER, thread->closed_by, "who closed it");
	counted(c, "chunks", thread->chunks,
	    count_rows(c, DB_THREAD_ORD, thread->id));
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
	    !str_equal(row.article, post->article) || !str_equal(row.hat, post->hat) ||
	    !str_equal(row.excerpt, post->excerpt))
		check_damage(c, "its row in thread_post says otherwise");
}

static void
check_post(struct check *c, const struct post *post)
{
	struct key at = key_u64_u64(post->room, post->ordinal);
	struct post parent;
	struct str val;

	if (!keyed(c, key_u64(post->id)))
		return;
	numbered(c, "post", post->id);
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

static void
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

static void
check_readmark(struct check *c, const struct readmark *mark)
{
	struct rangeset set = {0};
	struct room room;

	if (!keyed(c, key_u64_u64(mark->member, mark->room)))
		return;
	check_wants(c, DB_MEMBER, mark->member, "member");
	if (!check_load(c, RECORD_ROOM, key_u64(mark->room), &room))
		check_damage(c, "its room does not exist");
	else if (ranges_of(c, mark->ranges, &set) && set.count > 0 &&
	    set.ranges[set.count - 1].last > room.posts)
		check_damage(c, "marks posts that its room does not have");
	rangeset_free(&set);
}

static void
check_chunk(struct check *c, const struct bytes_row *row)
{
	struct rangeset set = {0};
	struct thread thread;

	if (c->key.len != 16 || !check_load(c, RECORD_THREAD,
	    key_u64(key_get_u64(c->key, 0)), &thread))
		check_damage(c, "its thread does not exist");
	else if (key_get_u64(c->key, 1) >= thread.chunks)
		check_damage(c, "its thread does not know this chunk");
	ranges_of(c, row->bytes, &set);
	rangeset_free(&set);
}

/* Each tombstone is one; that none is missing is seen at the posts. */
static void
check_dead(struct check *c, const struct bytes_row *row)
{
	uint64_t id = key_get_u64(c->key, 0);
	struct rangeset set = {0};
	struct room room;

	if (c->key.len != 8 || !check_load(c, RECORD_ROOM, key_u64(id), &room))
		check_damage(c, "its room does not exist");
	else if (ranges_of(c, row->bytes, &set) && set.count > 0 &&
	    set.ranges[set.count - 1].last > room.posts)
		check_damage(c, "holds posts that its room does not have");
	rangeset_free(&set);
}

static void
check_mandate(struct check *c, const struct mandate *mandate)
{
	if (!keyed(c, key_u64(mandate->id)))
		return;
	numbered(c, "mandate", mandate->id);
	check_wants(c, DB_MEMBER, mandate->member, "member");
	if (mandate->room != 0)
		check_wants(c, DB_ROOM, mandate->room, "room");
}

/* Rows of one member: (member, number), numbers from one sequence. */
static void
check_owned(struct check *c, uint64_t member, uint64_t number,
    const char *sequence)
{
	if (!keyed(c, key_u64_u64(member, number)))
		return;
	numbered(c, sequence, number);
	check_wants(c, DB_MEMBER, member, "member");
}

static void
check_text(struct check *c, const struct post_text *row)
{
	struct post post;

	if (!keyed(c, key_u64_u64(row->post, row->revision)))
		return;
	if (!check_load(c, RECORD_POST, key_u64(row->post), &post))
		check_wants(c, DB_POST, row->post, "post");
	else if (post.state == POST_DELETED)
		check_damage(c, "its post was deleted");
	else if (row->revision > post.revision)
		check_damage(c, "its post does not know this revision");
}

static void
check_sshkey(struct check *c, const struct sshkey *key)
{
	check_owned(c, key->member, key->number, "key");
}

static void
check_draft(struct check *c, const struct draft *draft)
{
	check_owned(c, draft->member, draft->number, "draft");
}

static void
check_unsent(struct check *c, const struct unsent *unsent)
{
	if (!keyed(c, key_u64_u64_u64(unsent->member, unsent->kind,
	    unsent->subject)))
		return;
	check_wants(c, DB_MEMBER, unsent->member, "member");
	if (unsent->kind == UNSENT_NONE)
		check_damage(c, "it is of no form");
}

static void
check_notice(struct check *c, const struct notice *notice)
{
	check_owned(c, notice->member, notice->number, "notice");
}

static void
check_secret(struct check *c, const struct secret *secret)
{
	if (keyed(c, key_u64(secret->member)))
		check_wants(c, DB_MEMBER, secret->member, "member");
}

static void
check_wordlist(struct check *c, const struct wordlist *list)
{
	if (keyed(c, key_u64(list->member)))
		check_wants(c, DB_MEMBER, list->member, "member");
}

static void
check_invite(struct check *c, const struct invite *invite)
{
	if (invite->by != 0)
		check_wants(c, DB_MEMBER, invite->by, "sponsor");
}

static void
check_watch(struct check *c, const struct watch *watch)
{
	struct thread thread;

	if (!keyed(c, key_u64_u64_u64(watch->member, watch->room,
	    watch->thread)))
		return;
	check_wants(c, DB_MEMBER, watch->member, "member");
	check_wants(c, DB_ROOM, watch->room, "room");
	if (watch->thread != 0 && (!check_load(c, RECORD_THREAD,
	    key_u64(watch->thread), &thread) || thread.room != watch->room))
		check_damage(c, "its thread is not in this room");
	if (watch->kind == WATCH_NONE || (watch->kind == WATCH_MUTE &&
	    watch->thread == 0))
		check_damage(c, "says neither follow nor mute");
}

static void
check_ignored(struct check *c, const struct ignored *row)
{
	if (!keyed(c, key_u64_u64(row->member, row->other)))
		return;
	check_wants(c, DB_MEMBER, row->member, "member");
	check_wants(c, DB_MEMBER, row->other, "ignored member");
	if (row->member == row->other)
		check_damage(c, "ignores itself");
}

static void
check_logentry(struct check *c, const struct logentry *entry)
{
	struct logentry before;
	uint8_t hash[LOG_HASH] = { 0 };

	if (!keyed(c, key_u64(entry->number)))
		return;
	numbered(c, "log", entry->number);
	if (entry->number > 1) {
		if (!check_load(c, RECORD_LOGENTRY, key_u64(entry->number - 1),
		    &before)) {
			check_damage(c, "the entry before it is not there");
			return;
		}
		log_hash(&before, hash);
	}
	if (!str_equal(entry->previous, (struct str){ (char *)hash,
	    LOG_HASH }))
		check_damage(c, "the chain is broken before it");
}

/* --- private messages --- */

/* One of the two still has it: their side says so, and is not behind it. */
static void
check_side(struct check *c, const struct message *message, uint64_t member,
    uint64_t other)
{
	struct talk talk;

	if (message_gone(message, member))
		return;
	if (!check_load(c, RECORD_TALK, key_u64_u64(member, other), &talk))
		check_damage(c, "member %" PRIu64 " has no side of it", member);
	else if (talk.last < message->number)
		check_damage(c, "the side of member %" PRIu64 " is behind it",
		    member);
}

static void
check_message(struct check *c, const struct message *message)
{
	if (!keyed(c, key_u64_u64_u64(message->low, message->high,
	    message->number)))
		return;
	numbered(c, "message", message->number);
	check_wants(c, DB_MEMBER, message->low, "member");
	check_wants(c, DB_MEMBER, message->high, "member");
	if (message->low >= message->high || (message->from != message->low &&
	    message->from != message->high))
		check_damage(c, "it is not between two members");
	if (message->gone_low && message->gone_high)
		check_damage(c, "both have removed it");
	check_side(c, message, message->low, message->high);
	check_side(c, message, message->high, message->low);
}

/* What a side of a conversation has not read, by its messages. */
static uint64_t
unread_messages(struct check *c, const struct talk *talk)
{
	struct key from = message_key(talk->member, talk->other,
	    talk->read + 1);
	struct key prefix = from;
	struct arena *rows = arena_new();
	struct cursor *cursor;
	struct message message;
	struct str key, val;
	uint64_t n = 0;
	enum err e;

	prefix.len = 16;
	if ((e = db_cursor_open(c->txn, DB_MESSAGE, &cursor)) != OK) {
		arena_free(rows);
		return 0;
	}
	for (e = db_seek(cursor, key_str(&from), &key, &val); e == OK &&
	    key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		if (record_read(c->txn, &record_types[RECORD_MESSAGE], key,
		    val, rows, &message) == OK)
			n += message.from == talk->other && !message.silent &&
			    !message_gone(&message, talk->member);
		arena_reset(rows);
	}
	db_cursor_close(cursor);
	arena_free(rows);
	return n;
}

static void
check_talk(struct check *c, const struct talk *talk)
{
	struct message last;

	if (!keyed(c, key_u64_u64(talk->member, talk->other)))
		return;
	check_wants(c, DB_MEMBER, talk->member, "member");
	check_wants(c, DB_MEMBER, talk->other, "other member");
	if (!check_load(c, RECORD_MESSAGE, message_key(talk->member,
	    talk->other, talk->last), &last) ||
	    message_gone(&last, talk->member))
		check_damage(c, "its last message is not there");
	else
		counted(c, "unread messages", talk->unread,
		    unread_messages(c, talk));
}

static void
check_wait(struct check *c, const struct wait *wait)
{
	if (!keyed(c, key_u64_u64_u64(wait->member, wait->kind, wait->id)))
		return;
	check_wants(c, DB_MEMBER, wait->member, "member");
	if (wait->post != 0)
		check_wants(c, DB_POST, wait->post, "post");
	if (wait->by != 0)
		check_wants(c, DB_MEMBER, wait->by, "who waits");
}

static void
check_duel(struct check *c, const struct duel *duel)
{
	if (!keyed(c, key_u64_u64_u64(duel->thread, duel->low, duel->high)))
		return;
	check_wants(c, DB_THREAD, duel->thread, "thread");
	check_wants(c, DB_MEMBER, duel->low, "one of two");
	check_wants(c, DB_MEMBER, duel->high, "the other of two");
	if (duel->calm_by != 0)
		check_wants(c, DB_MEMBER, duel->calm_by, "who calms them");
}

static void
check_stand(struct check *c, const struct stand *stand)
{
	struct post post;

	if (!keyed(c, key_u64_u64(stand->post, stand->member)))
		return;
	check_wants(c, DB_MEMBER, stand->member, "member");
	if (!check_load(c, RECORD_POST, key_u64(stand->post), &post) ||
	    post.type != TYPE_S || post.state != POST_LIVE)
		check_damage(c, "it is said of no synthesis");
	else if (stand->kind == STAND_FOUND && stand->profile != 0 &&
	    (post.supports & 1u << (stand->profile - 1)) == 0)
		check_damage(c, "its synthesis does not count it");
}

static void
check_round(struct check *c, const struct round *round)
{
	size_t i;

	if (!keyed(c, key_u64(round->thread)))
		return;
	check_wants(c, DB_THREAD, round->thread, "thread");
	check_wants(c, DB_MEMBER, round->by, "who announced it");
	for (i = 0; i < round->members.count; i++)
		check_wants(c, DB_MEMBER, round->members.at[i], "member");
	if (round->starts < round->opened || round->first < round->starts ||
	    round->second < round->first || round->ends < round->second)
		check_damage(c, "its times are not in order");
}

static void
check_case(struct check *c, const struct casefile *file)
{
	struct key queued = key_u64_u64((uint64_t)file->opened, file->id);

	if (!keyed(c, key_u64(file->id)))
		return;
	numbered(c, "case", file->id);
	check_wants(c, DB_POST, file->post, "post");
	check_wants(c, DB_MEMBER, file->author, "author");
	if (file->by != 0)
		check_wants(c, DB_MEMBER, file->by, "who decided it");
	if (file->state == CASE_REPHRASE && !check_has(c, DB_CASE_QUEUE,
	    queued))
		check_damage(c, "the queue does not hold it");
}

static void
check_flag(struct check *c, const struct flag *flag)
{
	if (!keyed(c, key_u64_u64(flag->casefile, flag->member)))
		return;
	check_wants(c, DB_CASE, flag->casefile, "case");
	check_wants(c, DB_MEMBER, flag->member, "member");
}

static void
check_volunteer(struct check *c, const struct volunteer *row)
{
	struct member m;

	if (!keyed(c, key_u64(row->member)))
		return;
	if (!check_load(c, RECORD_MEMBER, key_u64(row->member), &m) ||
	    m.invited != row->on)
		check_damage(c, "its member says otherwise");
}

static void
check_term(struct check *c, const struct term *term)
{
	struct str words = glossary_words(term->word, c->arena);

	if (!keyed(c, key_u64(term->id)))
		return;
	numbered(c, "term", term->id);
	check_wants(c, DB_MEMBER, term->by, "who proposed it");
	if (words.len == 0 || !check_has(c, DB_GLOSSARY, glossary_key(words,
	    term->id)))
		check_damage(c, "table glossary does not lead to it");
}

static void
check_charter(struct check *c, const struct charter_row *row)
{
	struct charter charter;

	if (!keyed(c, key_u64(row->version)))
		return;
	if (charter_parse(row->text, c->arena, &charter, NULL) != OK)
		check_damage(c, "it cannot be read as a charter");
	if (row->version > 2)
		check_wants(c, DB_CHARTER, row->version - 1, "version");
	if (row->by != 0)
		check_wants(c, DB_MEMBER, row->by, "who gave it");
}

void
check_record(struct check *c, enum record type, const void *rec)
{
	switch (type) {
#define CASE(id, function) case id: function(c, rec); break
	CASE(RECORD_MEMBER, check_member);
	CASE(RECORD_SSHKEY, check_sshkey);
	CASE(RECORD_SECRET, check_secret);
	CASE(RECORD_INVITE, check_invite);
	CASE(RECORD_MANDATE, check_mandate);
	CASE(RECORD_ROOM, check_room);
	CASE(RECORD_THREAD, check_thread);
	CASE(RECORD_POST, check_post);
	CASE(RECORD_POST_TEXT, check_text);
	CASE(RECORD_DRAFT, check_draft);
	CASE(RECORD_UNSENT, check_unsent);
	CASE(RECORD_NOTICE, check_notice);
	CASE(RECORD_LOGENTRY, check_logentry);
	CASE(RECORD_BRANCH, check_branch);
	CASE(RECORD_READMARK, check_readmark);
	CASE(RECORD_THREAD_ORD, check_chunk);
	CASE(RECORD_DEAD, check_dead);
	CASE(RECORD_WATCH, check_watch);
	CASE(RECORD_IGNORED, check_ignored);
	CASE(RECORD_TALK, check_talk);
	CASE(RECORD_MESSAGE, check_message);
	CASE(RECORD_WORDLIST, check_wordlist);
	CASE(RECORD_SEGMENT, check_segment);
	CASE(RECORD_TERM, check_term);
	CASE(RECORD_WAIT, check_wait);
	CASE(RECORD_DUEL, check_duel);
	CASE(RECORD_VOLUNTEER, check_volunteer);
	CASE(RECORD_STAND, check_stand);
	CASE(RECORD_ROUND, check_round);
	CASE(RECORD_CASE, check_case);
	CASE(RECORD_FLAG, check_flag);
	CASE(RECORD_CHARTER, check_charter);
#undef CASE
	case RECORD_COUNT:
		break;
	}
}
