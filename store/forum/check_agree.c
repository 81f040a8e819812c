/*
 * What records say about each other, but for those of threads
 * (check_thread.c).  See check.h.
 */
#include <inttypes.h>
#include <string.h>

#include "store/base/mime.h"
#include "store/base/text.h"
#include "store/forum/charter.h"
#include "store/forum/jury.h"
#include "store/forum/check.h"
#include "store/forum/glossary.h"
#include "store/forum/sponsor.h"
#include "store/forum/forum.h"
#include "store/forum/log.h"

static void
check_member(struct check *c, const struct member *m)
{
	struct str folded;

	if (!check_keyed(c, key_u64(m->id)))
		return;
	check_numbered(c, "member", m->id);
	if (text_handle_key(m->handle, c->arena, &folded) != OK)
		check_damage(c, "its name is no name");
	else if (m->status != STATUS_REFUSED && m->status != STATUS_GONE)
		check_leads(c, DB_HANDLE, folded, m->id);
	if (m->status == STATUS_GONE && (m->structure.len > 0 ||
	    m->mail.len > 0 || m->words.len > 0 || m->hats[0].len > 0))
		check_damage(c, "is gone, and still says who it was");
	if (m->blank && m->erase == 0)
		check_damage(c, "its texts go, and it stays");
	if (m->sponsor != 0 && !check_has(c, DB_GODCHILD, godchild_key(m)))
		check_damage(c, "table godchild does not lead to it");
	if (m->charter_version > 1)
		check_wants(c, DB_CHARTER, m->charter_version, "charter");
}

static void
check_readmark(struct check *c, const struct readmark *mark)
{
	struct rangeset set = {0};
	struct room room;

	if (!check_keyed(c, key_u64_u64(mark->member, mark->room)))
		return;
	check_wants(c, DB_MEMBER, mark->member, "member");
	if (!check_load(c, RECORD_ROOM, key_u64(mark->room), &room))
		check_damage(c, "its room does not exist");
	else if (check_ranges(c, mark->ranges, &set) && set.count > 0 &&
	    set.ranges[set.count - 1].last > room.posts)
		check_damage(c, "marks posts that its room does not have");
	rangeset_free(&set);
}

static void
check_mandate(struct check *c, const struct mandate *mandate)
{
	if (!check_keyed(c, key_u64(mandate->id)))
		return;
	check_numbered(c, "mandate", mandate->id);
	check_wants(c, DB_MEMBER, mandate->member, "member");
	if (mandate->room != 0)
		check_wants(c, DB_ROOM, mandate->room, "room");
}

/* Rows of one member: (member, number), numbers from one sequence. */
static void
check_owned(struct check *c, uint64_t member, uint64_t number,
    const char *sequence)
{
	if (!check_keyed(c, key_u64_u64(member, number)))
		return;
	check_numbered(c, sequence, number);
	check_wants(c, DB_MEMBER, member, "member");
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
	if (!check_keyed(c, key_u64_u64_u64(unsent->member, unsent->kind,
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
	if (check_keyed(c, key_u64(secret->member)))
		check_wants(c, DB_MEMBER, secret->member, "member");
}

static void
check_wordlist(struct check *c, const struct wordlist *list)
{
	if (check_keyed(c, key_u64(list->member)))
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

	if (!check_keyed(c, key_u64_u64_u64(watch->member, watch->room,
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
	if (!check_keyed(c, key_u64_u64(row->member, row->other)))
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

	if (!check_keyed(c, key_u64(entry->number)))
		return;
	check_numbered(c, "log", entry->number);
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
	if (!check_keyed(c, key_u64_u64_u64(message->low, message->high,
	    message->number)))
		return;
	check_numbered(c, "message", message->number);
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

	if (!check_keyed(c, key_u64_u64(talk->member, talk->other)))
		return;
	check_wants(c, DB_MEMBER, talk->member, "member");
	check_wants(c, DB_MEMBER, talk->other, "other member");
	if (!check_load(c, RECORD_MESSAGE, message_key(talk->member,
	    talk->other, talk->last), &last) ||
	    message_gone(&last, talk->member))
		check_damage(c, "its last message is not there");
	else
		check_counted(c, "unread messages", talk->unread,
		    unread_messages(c, talk));
}

static void
check_wait(struct check *c, const struct wait *wait)
{
	if (!check_keyed(c, key_u64_u64_u64(wait->member, wait->kind, wait->id)))
		return;
	check_wants(c, DB_MEMBER, wait->member, "member");
	if (wait->post != 0)
		check_wants(c, DB_POST, wait->post, "post");
	if (wait->by != 0)
		check_wants(c, DB_MEMBER, wait->by, "who waits");
}

static void
check_case(struct check *c, const struct casefile *file)
{
	struct key queued = key_u64_u64((uint64_t)case_since(file),
	    file->id);

	if (!check_keyed(c, key_u64(file->id)))
		return;
	check_numbered(c, "case", file->id);
	check_wants(c, DB_POST, file->post, "post");
	check_wants(c, DB_MEMBER, file->author, "author");
	if (file->by != 0)
		check_wants(c, DB_MEMBER, file->by, "who decided it");
	if (file->decision != 0)
		check_wants(c, DB_DECISION, file->decision, "decision");
	if (file->pending != 0)
		check_wants(c, DB_DECISION, file->pending,
		    "decision to be signed");
	if (file->state != CASE_DECIDED && file->state != CASE_OPEN &&
	    !check_has(c, DB_CASE_QUEUE,
	    queued))
		check_damage(c, "the queue does not hold it");
}

static void
check_flag(struct check *c, const struct flag *flag)
{
	if (!check_keyed(c, key_u64_u64(flag->casefile, flag->member)))
		return;
	check_wants(c, DB_CASE, flag->casefile, "case");
	check_wants(c, DB_MEMBER, flag->member, "member");
}

static void
check_decision(struct check *c, const struct decision *decision)
{
	struct key	index = key_u64_u64(decision->author, decision->id);

	if (!check_keyed(c, key_u64(decision->id)))
		return;
	check_numbered(c, "decision", decision->id);
	check_wants(c, DB_CASE, decision->casefile, "case");
	check_wants(c, DB_MEMBER, decision->author, "author");
	if (decision->replaces != 0)
		check_wants(c, DB_DECISION, decision->replaces,
		    "the decision it replaces");
	if (decision->decided == 0)
		return;		/* it was never signed twice */
	check_wants(c, DB_LOG, decision->entry, "entry of the log");
	if (!check_has(c, DB_DECIDED, index))
		check_damage(c, "table decided does not lead to it");
}

static void
check_appeal(struct check *c, const struct appeal *a)
{
	struct decision	decision;

	if (!check_keyed(c, key_u64(a->id)))
		return;
	check_numbered(c, "appeal", a->id);
	check_wants(c, DB_CASE, a->casefile, "case");
	check_wants(c, DB_MEMBER, a->by, "who appeals");
	if (!check_load(c, RECORD_DECISION, key_u64(a->decision), &decision) ||
	    decision.appealed != a->id)
		check_damage(c, "its decision says otherwise");
	if (a->answer != 0 && (!check_load(c, RECORD_DECISION,
	    key_u64(a->answer), &decision) || decision.answers != a->id))
		check_damage(c, "its answer says otherwise");
}

static void
check_jury(struct check *c, const struct jury *jury)
{
	struct jury_loaded all;

	if (!check_keyed(c, key_u64(jury->appeal)))
		return;
	check_wants(c, DB_APPEAL, jury->appeal, "appeal");
	check_wants(c, DB_CASE, jury->casefile, "case");
	check_wants(c, DB_LOG, jury->entry, "entry of the log");
	if (jury_load(c->txn, jury->appeal, c->arena, &all) != OK)
		check_damage(c, "its jurors are not all there");
}

static void
check_juror(struct check *c, const struct juror *juror)
{
	if (!check_keyed(c, key_u64_u64(juror->appeal, juror->member)))
		return;
	check_wants(c, DB_JURY, juror->appeal, "jury");
	check_wants(c, DB_MEMBER, juror->member, "member");
}

static void
check_jurysay(struct check *c, const struct jurysay *say)
{
	if (check_keyed(c, key_u64_u64(say->appeal, say->number)))
		check_wants(c, DB_JURY, say->appeal, "jury");
}

static void
check_nonce(struct check *c, const struct nonce *nonce)
{
	if (!check_keyed(c, key_u64(nonce->number)))
		return;
	check_numbered(c, "nonce", nonce->number);
	check_wants(c, DB_MEMBER, nonce->by, "who committed to it");
	if (nonce->bytes.len != DRAW_BYTES)
		check_damage(c, "it is of another length");
}

static void
check_restraint(struct check *c, const struct restraint *r)
{
	struct decision	decision;

	if (!check_keyed(c, key_u64_u64(r->member, r->decision)))
		return;
	if (!check_load(c, RECORD_DECISION, key_u64(r->decision), &decision) ||
	    decision.author != r->member || decision.measure != r->measure ||
	    decision.until < r->until || decision.ended != 0)
		check_damage(c, "its decision says otherwise");
}

static void
check_volunteer(struct check *c, const struct volunteer *row)
{
	struct member m;

	if (!check_keyed(c, key_u64(row->member)))
		return;
	if (!check_load(c, RECORD_MEMBER, key_u64(row->member), &m) ||
	    m.invited != row->on)
		check_damage(c, "its member says otherwise");
}

static void
check_term(struct check *c, const struct term *term)
{
	struct str words = glossary_words(term->word, c->arena);

	if (!check_keyed(c, key_u64(term->id)))
		return;
	check_numbered(c, "term", term->id);
	check_wants(c, DB_MEMBER, term->by, "who proposed it");
	if (words.len == 0 || !check_has(c, DB_GLOSSARY, glossary_key(words,
	    term->id)))
		check_damage(c, "table glossary does not lead to it");
}

static void
check_charter(struct check *c, const struct charter_row *row)
{
	struct charter charter;

	if (!check_keyed(c, key_u64(row->version)))
		return;
	if (charter_parse(row->text, c->arena, &charter, NULL) != OK)
		check_damage(c, "it cannot be read as a charter");
	if (row->version > 2)
		check_wants(c, DB_CHARTER, row->version - 1, "version");
	if (row->by != 0)
		check_wants(c, DB_MEMBER, row->by, "who gave it");
}

static void
check_mailing(struct check *c, const struct mailing *row)
{
	if (check_keyed(c, key_u64(row->member)))
		check_wants(c, DB_MEMBER, row->member, "member");
}

static void
check_letter(struct check *c, const struct letter *letter)
{
	if (!check_keyed(c, key_u64(letter->number)))
		return;
	check_numbered(c, "letter", letter->number);
	if (!mail_address_ok(letter->address))
		check_damage(c, "its address is none");
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
	CASE(RECORD_DECISION, check_decision);
	CASE(RECORD_RESTRAINT, check_restraint);
	CASE(RECORD_APPEAL, check_appeal);
	CASE(RECORD_JURY, check_jury);
	CASE(RECORD_JUROR, check_juror);
	CASE(RECORD_JURYSAY, check_jurysay);
	CASE(RECORD_NONCE, check_nonce);
	CASE(RECORD_MAILING, check_mailing);
	CASE(RECORD_LETTER, check_letter);
#undef CASE
	case RECORD_COUNT:
		break;
	}
}
