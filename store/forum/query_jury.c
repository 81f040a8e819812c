/* query_jury: a case as those who were drawn read it, without names; and the
 * draws in which one's own name was. */
#include "store/forum/jury.h"
#include "store/forum/reader.h"

#include <sodium.h>
#include <string.h>

/* --- without names --- */

struct alias { struct str handle; const char *letter; };

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The letter of the handle that stands at p, and how long it is there. */
static const char *
alias_at(const struct alias *aliases, size_t count, struct str text,
    size_t at, size_t *len)
{
	size_t	i;

	if (at > 0 && is_word(text.p[at - 1]))
		return NULL;
	for (i = 0; i < count; i++) {
		*len = aliases[i].handle.len;
		if (*len > 0 && at + *len <= text.len &&
		    strncasecmp(text.p + at, aliases[i].handle.p, *len) == 0 &&
		    (at + *len == text.len || !is_word(text.p[at + *len])))
			return aliases[i].letter;
	}
	return NULL;
}

/* The parties' names as letters; what else is in the text stays. */
static struct str
nameless(struct reader *r, const struct alias *aliases, size_t count,
    struct str text)
{
	char		*out = arena_alloc(r->arena, text.len + 1);
	const char	*letter;
	size_t		 at = 0, n = 0, len;

	while (at < text.len) {
		letter = alias_at(aliases, count, text, at, &len);
		if (letter != NULL) {
			out[n++] = *letter;
			at += len;
		} else
			out[n++] = text.p[at++];
	}
	return (struct str){ out, n };
}

static enum err
aliases_of(struct reader *r, const struct casefile *c, struct alias **out,
    size_t *count)
{
	struct flag	*flags;
	size_t		 n, i;
	enum err	 e = case_flags(r->txn, c->id, r->scratch, &flags, &n);

	*out = NULL;
	*count = 0;
	*ARENA_PUSH(r->scratch, *out, *count) = (struct alias){
	    reader_handle(r, c->author), "A" };
	for (i = 0; e == OK && i < n; i++)
		*ARENA_PUSH(r->scratch, *out, *count) = (struct alias){
		    reader_handle(r, flags[i].member), "B" };
	return e;
}

/* --- what was said --- */

static enum err
says_view(struct reader *r, uint64_t appeal, struct jury_view *out)
{
	struct key	 prefix = key_u64(appeal);
	struct cursor	*cursor;
	struct jurysay	 say;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_JURYSAY, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_JURYSAY], key,
		    val, r->arena, &say);
		if (e != OK)
			break;
		*ARENA_PUSH(r->arena, out->says, out->say_count) = say;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Each reads the others' once all have written, or their time is over. */
static void
opinions_view(struct reader *r, const struct jury_loaded *j,
    struct jury_view *out)
{
	bool			 open = out->phase == JURY_TALKING ||
				     out->phase == JURY_OVER;
	const struct juror	*juror;
	size_t			 i;

	for (i = 0; i < j->count; i++) {
		juror = &j->jurors[i];
		if ((out->seated & 1u << i) == 0 || juror->opined == 0 ||
		    (!open && (int)i != out->place))
			continue;
		*ARENA_PUSH(r->arena, out->opinions, out->opinion_count) =
		    (struct jurysay){ .place = juror->place,
		    .at = juror->opined, .text = juror->opinion };
	}
}

static enum err
texts_view(struct reader *r, const struct casefile *c,
    const struct decision *before, const struct appeal *a,
    struct jury_view *out)
{
	struct alias	*aliases;
	size_t		 count;
	enum err	 e = aliases_of(r, c, &aliases, &count);

	out->snapshot = nameless(r, aliases, count, c->snapshot);
	out->facts = nameless(r, aliases, count, before->facts);
	out->reasons = nameless(r, aliases, count, before->reasons);
	out->appeal = nameless(r, aliases, count, a->text);
	out->article = before->article;
	out->measure = (enum measure)before->measure;
	out->days = before->days;
	return e;
}

/* The decision that was appealed: the one that stands, or, once the jury has
 * said, the one before. */
static enum err
appealed(struct reader *r, const struct casefile *c, struct decision *before)
{
	enum err	e;

	if (c->decision == 0)
		return ERR_NOT_FOUND;
	e = decision_load(r->txn, c->decision, r->arena, before);
	if (e == OK && before->answers != 0)
		e = decision_load(r->txn, before->replaces, r->arena, before);
	return e == OK && before->appealed == 0 ? ERR_NOT_FOUND : e;
}

static enum err
one(struct reader *r, uint64_t id, struct jury_view *out)
{
	struct casefile		c;
	struct decision		before;
	struct appeal		a;
	struct jury_loaded	j;
	enum err		e;

	*out = (struct jury_view){ .casefile = id };
	if ((e = case_load(r->txn, id, r->arena, &c)) != OK ||
	    (e = appealed(r, &c, &before)) != OK ||
	    (e = appeal_load(r->txn, before.appealed, r->arena, &a)) != OK ||
	    (e = jury_load(r->txn, a.id, r->arena, &j)) != OK)
		return e;
	out->place = jury_place(&j, r->self.id);
	if (r->self.id == 0 || out->place < 0)
		return ERR_NOT_FOUND;
	out->phase = jury_now(&j, r->caller.now, &out->until, &out->seated);
	if (c.state != CASE_JURY)
		out->phase = JURY_OVER;
	out->own = j.jurors[out->place];
	out->entry = j.jury.entry;
	opinions_view(r, &j, out);
	if (out->phase != JURY_ASKING && (out->seated & 1u << out->place) !=
	    0 && (e = says_view(r, a.id, out)) != OK)
		return e;
	return texts_view(r, &c, &before, &a, out);
}

enum err
query_jury(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct jury_view *out)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, one(&r, id, out));
}

/* --- one's own salts --- */

static enum err
salts(struct reader *r, struct draw_salt **out, size_t *count)
{
	struct key		 prefix = key_u64(r->self.id);
	struct cursor		*cursor;
	struct jury		 jury;
	struct key		 at;
	struct str		 key, val;
	struct draw_salt	*salt;
	uint8_t			 tag[DRAW_BYTES];
	enum err		 e;

	if ((e = db_cursor_open(r->txn, DB_SALT, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		at = key_u64(key_get_u64(key, 1));
		if (val.len != DRAW_BYTES || (e = record_get(r->txn,
		    &record_types[RECORD_JURY], key_str(&at), r->scratch,
		    &jury)) != OK)
			break;
		salt = ARENA_PUSH(r->arena, *out, *count);
		salt->entry = jury.entry;
		draw_tag((const uint8_t *)val.p, r->self.id, tag);
		sodium_bin2hex(salt->salt, sizeof(salt->salt),
		    (const uint8_t *)val.p, DRAW_BYTES);
		sodium_bin2hex(salt->tag, sizeof(salt->tag), tag, DRAW_BYTES);
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_salts(struct store *store, const struct who *who, struct arena *arena,
    struct draw_salt **out, size_t *count)
{
	struct reader	r;
	enum err	e;

	*out = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, r.self.id == 0 ? ERR_DENIED :
	    salts(&r, out, count));
}
