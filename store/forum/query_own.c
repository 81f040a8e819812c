/*
 * query_own: what one wrote last, for the look before sending, and one's own
 * list of words.
 */
#include "store/forum/reader.h"
#include "store/forum/recent.h"

enum {
	LOOKED_AT = 500,		/* the forum's last posts */
	QUICK_LOOKED_AT = 200,		/* the thread's */
};

/* The number of one's newest post among the last ones; ERR_NOT_FOUND. */
static enum err
find_last(struct reader *r, uint64_t *number)
{
	struct arena	*row = arena_new();
	struct key	 end = key_u64(UINT64_MAX);
	struct cursor	*cursor;
	struct str	 key, val;
	struct post	 post;
	size_t		 looked = 0;
	bool		 found = false;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_POST, &cursor)) != OK)
		goto out;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && looked++ < LOOKED_AT; e = db_prev(cursor, &key, &val)) {
		arena_reset(row);
		e = record_read(r->txn, &record_types[RECORD_POST], key, val,
		    row, &post);
		if (e != OK)
			break;
		if (post.author != r->self.id || post.state != POST_LIVE)
			continue;
		*number = post.id;
		found = true;
		break;
	}
	db_cursor_close(cursor);
	if (e == OK && !found)
		e = ERR_NOT_FOUND;
out:
	arena_free(row);
	return e;
}

enum err
query_last_own(struct store *store, const struct who *who,
    struct arena *arena, struct post_view *out)
{
	struct reader	r;
	uint64_t	number = 0;
	enum err	e;

	if (who->member == 0)
		return ERR_NOT_FOUND;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	e = reader_close(&r, find_last(&r, &number));
	return e == OK ? query_post(store, who, number, arena, out) : e;
}

/* Of the thread's last posts, those of the reader that answered that author
 * within the seconds. */
static enum err
count_quick(struct reader *r, const struct post *to, int64_t seconds,
    size_t *count)
{
	struct branch	*rows, parent;
	size_t		 n, i;
	enum err	 e;

	e = recent_load(r->txn, to->thread, QUICK_LOOKED_AT, false,
	    r->scratch, &rows, &n);
	for (i = 0; e == OK && i < n; i++) {
		if (rows[i].author != r->self.id || rows[i].parent == 0)
			continue;
		e = recent_row(r->txn, rows, n, to->thread, rows[i].parent,
		    r->scratch, &parent);
		if (e == OK)
			*count += parent.author == to->author &&
			    rows[i].created - parent.created <= seconds;
		else if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e;
}

enum err
query_quick_replies(struct store *store, const struct who *who,
    uint64_t post, int64_t seconds, size_t *count)
{
	struct arena	*arena = arena_new();
	struct reader	 r;
	struct post	 to;
	struct thread	 thread;
	struct room	 room;
	enum err	 e;

	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK) {
		arena_free(arena);
		return e;
	}
	e = reader_post(&r, post, &to, &thread, &room);
	if (e == OK && to.author != r.self.id &&
	    r.caller.now - to.created <= seconds) {
		*count = 1;
		e = count_quick(&r, &to, seconds, count);
	}
	e = reader_close(&r, e);
	arena_free(arena);
	return e;
}

enum err
query_wordlist(struct store *store, const struct who *who,
    struct arena *arena, struct wordlist *out)
{
	struct reader	r;
	struct key	key = key_u64(who->member);
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	e = record_get(r.txn, &record_types[RECORD_WORDLIST], key_str(&key),
	    arena, out);
	if (e == ERR_NOT_FOUND) {
		*out = (struct wordlist){ .member = who->member,
		    .words = str_of("") };
		e = OK;
	}
	return reader_close(&r, e);
}
