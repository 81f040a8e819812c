/*
 * The field table of every record of model.h.  Codec, check, dump, docs and
 * the round-trip test walk these.  A new field is a struct member and a row
 * with the next tag; a tag is never reused; rows stand in the order of tags.
 */
#include "store/base/text.h"
#include "store/forum/model.h"

/* clang-format off */
#define U8(tag, rec, member, bound) \
	{ tag, #member, FIELD_U8, offsetof(struct rec, member), bound, 1 }
#define U32(tag, rec, member) \
	{ tag, #member, FIELD_U32, offsetof(struct rec, member), 0, 1 }
#define U64(tag, rec, member) \
	{ tag, #member, FIELD_U64, offsetof(struct rec, member), 0, 1 }
#define TIME(tag, rec, member) \
	{ tag, #member, FIELD_I64, offsetof(struct rec, member), 0, 1 }
#define BOOL(tag, rec, member) \
	{ tag, #member, FIELD_BOOL, offsetof(struct rec, member), 0, 1 }
#define TEXT(tag, rec, member, bound) \
	{ tag, #member, FIELD_STR, offsetof(struct rec, member), bound, 1 }
#define U64S(tag, rec, member, bound) \
	{ tag, #member, FIELD_U64S, offsetof(struct rec, member), bound, 1 }
/* One of an array of the struct: `of` is the name, `as` the C expression. */
#define PART(tag, rec, of, kind, as, bound) \
	{ tag, of, kind, offsetof(struct rec, as), bound, 1 }

enum {
	HANDLE_BYTES = 96,	/* 24 characters of four bytes */
	EXCERPT_BYTES = 120,
	RANGES_BYTES = 1 << 20,	/* some 200,000 ranges */
	CHUNK_BYTES = 8192,	/* 256 ordinals apart from each other */
	QUOTE_BYTES = 8192,	/* restate, agree, answer: 400 characters */
	WORDS_BYTES = 4096,
	LOG_FIELDS_BYTES = 1 << 19,	/* a draw among some 7,000 people */
	ARTICLE_BYTES = 16,	/* "12a", "illegal" */
	ROUND_PEOPLE = 100,	/* the greatest setting */
	KEY_BLOB_BYTES = 4096,	/* RSA of 16,384 bits in base64 is 2,800 */
};

static const struct field member_fields[] = {
	U64(1, member, id),
	TEXT(2, member, handle, HANDLE_BYTES),
	U8(3, member, status, STATUS_COUNT - 1),
	PART(4, member, "profile1", FIELD_U8, profiles[0], PROFILE_COUNT),
	PART(5, member, "profile2", FIELD_U8, profiles[1], PROFILE_COUNT),
	TEXT(6, member, structure, TEXT_LINE_MAX),
	PART(7, member, "hat1", FIELD_STR, hats[0], TEXT_LINE_MAX),
	PART(8, member, "hat2", FIELD_STR, hats[1], TEXT_LINE_MAX),
	PART(9, member, "hat3", FIELD_STR, hats[2], TEXT_LINE_MAX),
	U8(10, member, experience, EXPERIENCE_LONG),
	U8(11, member, language, LANGUAGE_EN),
	U8(12, member, theme, THEME_NONE),
	BOOL(13, member, ascii),
	BOOL(14, member, plain),
	BOOL(15, member, mouse),
	U8(16, member, measure, 0),
	TEXT(17, member, mail, TEXT_LINE_MAX),
	TIME(18, member, joined),
	TIME(19, member, floor),
	TIME(20, member, charter_accepted),
	U32(21, member, charter_version),
	BOOL(22, member, toured),
	U64(23, member, sponsor),
	TIME(24, member, last_seen),
	TEXT(25, member, words, WORDS_BYTES),
	TIME(26, member, asked),
	U8(27, member, presence, PRESENCE_SHOWN),
	TIME(28, member, vouched),
	TIME(29, member, sponsored),
	BOOL(30, member, invited),
	BOOL(31, member, unmailed),
	TIME(32, member, erase),
	BOOL(33, member, blank),
	U8(34, member, profile_before, PROFILE_COUNT),
	TIME(35, member, profile_changed),
};

static const struct field sshkey_fields[] = {
	U64(1, sshkey, member),
	U64(2, sshkey, number),
	TEXT(3, sshkey, type, 64),
	TEXT(4, sshkey, blob, KEY_BLOB_BYTES),
	TEXT(5, sshkey, name, TEXT_LINE_MAX),
	TEXT(6, sshkey, fingerprint, 64),
	TIME(7, sshkey, added),
	TIME(8, sshkey, seen),
};

static const struct field secret_fields[] = {
	U64(1, secret, member),
	TEXT(2, secret, hash, 128),
	TIME(3, secret, changed),
	BOOL(4, secret, one_time),
	TIME(5, secret, expires),
	TIME(6, secret, cut),
};

static const struct field invite_fields[] = {
	U64(1, invite, by),
	TIME(2, invite, made),
	TIME(3, invite, expires),
	U64(4, invite, used_by),
};

static const struct field mandate_fields[] = {
	U64(1, mandate, id),
	U64(2, mandate, member),
	U8(3, mandate, role, ROLE_COUNT - 1),
	U64(4, mandate, room),
	TIME(5, mandate, starts),
	TIME(6, mandate, ends),
	U64(7, mandate, granted_by),
	BOOL(8, mandate, ended),
	U64(9, mandate, pseudonym),
	TIME(10, mandate, prolonged),
};

static const struct field room_fields[] = {
	U64(1, room, id),
	TEXT(2, room, name, 24),
	TEXT(3, room, title, TEXT_TITLE_MAX),
	TEXT(4, room, description, TEXT_BODY_MAX),
	U8(5, room, wing, WING_COUNT - 1),
	U8(6, room, visibility, VISIBILITY_COUNT - 1),
	U8(7, room, state, ROOM_STATE_COUNT - 1),
	TIME(8, room, created),
	TIME(9, room, last_post),
	U64(10, room, last_author),
	U64(11, room, posts),
	U64(12, room, threads),
};

static const struct field thread_fields[] = {
	U64(1, thread, id),
	U64(2, thread, room),
	U64(3, thread, author),
	TEXT(4, thread, title, TEXT_TITLE_MAX),
	U8(5, thread, type, TYPE_COUNT - 1),
	TIME(6, thread, created),
	TIME(7, thread, last_post),
	U64(8, thread, last_author),
	U64(9, thread, posts),
	U64(10, thread, voices),
	U64(11, thread, chunks),
	U64(12, thread, cleared),
	U64S(13, thread, shares, PROFILE_COUNT + 1),
	U64(14, thread, living),
	U8(15, thread, rhythm, RHYTHM_COUNT - 1),
	U64(16, thread, rhythm_by),
	TEXT(17, thread, rhythm_reason, WORDS_BYTES),
	TIME(18, thread, rhythm_until),
	U64(19, thread, synthesis),
	U64(20, thread, synthesised),
	TIME(21, thread, closed),
	U64(22, thread, closed_by),
	U64(23, thread, rounds),
	BOOL(24, thread, strict),
};

static const struct field post_fields[] = {
	U64(1, post, id),
	U64(2, post, thread),
	U64(3, post, parent),
	U64(4, post, room),
	U64(5, post, ordinal),
	U64(6, post, author),
	U8(7, post, type, TYPE_COUNT - 1),
	U8(8, post, state, POST_STATE_COUNT - 1),
	TEXT(9, post, hat, TEXT_LINE_MAX),
	TIME(10, post, created),
	TIME(11, post, edited),
	U32(12, post, revision),
	TEXT(13, post, restate, QUOTE_BYTES),
	TEXT(14, post, agree, QUOTE_BYTES),
	TEXT(15, post, excerpt, EXCERPT_BYTES),
	U64(16, post, answers_to),
	U8(17, post, restated, RESTATED_CLEARED),
	U8(18, post, attempts, 0),
	TIME(19, post, asked),
	TIME(20, post, answered),
	TEXT(21, post, answer, QUOTE_BYTES),
	U32(22, post, supports),
	U64(23, post, casefile),
	U8(24, post, mask, MASK_COUNT - 1),
	TIME(25, post, masked),
	TIME(26, post, masked_until),
	TEXT(27, post, article, ARTICLE_BYTES),
	U8(28, post, masks, 0),
	U32(29, post, rephrased),
};

static const struct field post_text_fields[] = {
	U64(1, post_text, post),
	U32(2, post_text, revision),
	TEXT(3, post_text, text, TEXT_BODY_MAX),
	TIME(4, post_text, written),
	TEXT(5, post_text, title, TEXT_TITLE_MAX),
	TEXT(6, post_text, restate, QUOTE_BYTES),
	TEXT(7, post_text, agree, QUOTE_BYTES),
};

static const struct field draft_fields[] = {
	U64(1, draft, member),
	U64(2, draft, number),
	U64(3, draft, room),
	U64(4, draft, parent),
	U64(5, draft, edits),
	U8(6, draft, type, TYPE_COUNT - 1),
	TEXT(7, draft, hat, TEXT_LINE_MAX),
	TEXT(8, draft, title, TEXT_BODY_MAX),
	TEXT(9, draft, restate, TEXT_BODY_MAX),
	TEXT(10, draft, agree, TEXT_BODY_MAX),
	/* What is being written may be longer than what may be sent. */
	TEXT(11, draft, text, 4 * TEXT_BODY_MAX),
	TIME(12, draft, saved),
	U32(13, draft, cursor),
	BOOL(14, draft, thrown),
	BOOL(15, draft, open),
	U64(16, draft, to),
};

static const struct field unsent_fields[] = {
	U64(1, unsent, member),
	U8(2, unsent, kind, UNSENT_COUNT - 1),
	U64(3, unsent, subject),
	U8(4, unsent, choice, 0),
	TEXT(5, unsent, name, UNSENT_BYTES),
	TEXT(6, unsent, text, UNSENT_BYTES),
	TEXT(7, unsent, reason, UNSENT_BYTES),
	TIME(8, unsent, saved),
};

static const struct field notice_fields[] = {
	U64(1, notice, member),
	U64(2, notice, number),
	U8(3, notice, kind, NOTICE_COUNT - 1),
	U64(4, notice, post),
	U64(5, notice, by),
	TEXT(6, notice, text, TEXT_LINE_MAX),
	TIME(7, notice, at),
	TIME(8, notice, seen),
};

static const struct field logentry_fields[] = {
	U64(1, logentry, number),
	TIME(2, logentry, at),
	TEXT(3, logentry, public_fields, LOG_FIELDS_BYTES),
	TEXT(4, logentry, previous, 32),
};

static const struct field branch_fields[] = {
	U64(1, branch, post),
	U64(2, branch, parent),
	U64(3, branch, ordinal),
	U64(4, branch, author),
	U8(5, branch, type, TYPE_COUNT - 1),
	U8(6, branch, state, POST_STATE_COUNT - 1),
	TIME(7, branch, created),
	TEXT(8, branch, hat, TEXT_LINE_MAX),
	TEXT(9, branch, excerpt, EXCERPT_BYTES),
	U8(10, branch, restated, RESTATED_CLEARED),
	TIME(11, branch, asked),
	U8(12, branch, mask, MASK_COUNT - 1),
	TIME(13, branch, masked),
	TIME(14, branch, masked_until),
	TEXT(15, branch, article, ARTICLE_BYTES),
};

static const struct field readmark_fields[] = {
	U64(1, readmark, member),
	U64(2, readmark, room),
	TEXT(3, readmark, ranges, RANGES_BYTES),
	BOOL(4, readmark, forgotten),
};

static const struct field talk_fields[] = {
	U64(1, talk, member),
	U64(2, talk, other),
	U64(3, talk, last),
	TIME(4, talk, last_at),
	U64(5, talk, read),
	U64(6, talk, unread),
	U64(7, talk, notice),
};

static const struct field message_fields[] = {
	U64(1, message, low),
	U64(2, message, high),
	U64(3, message, number),
	U64(4, message, from),
	TIME(5, message, at),
	TEXT(6, message, text, TEXT_BODY_MAX),
	BOOL(7, message, gone_low),
	BOOL(8, message, gone_high),
	BOOL(9, message, silent),
};

static const struct field thread_ord_fields[] = {
	TEXT(1, bytes_row, bytes, CHUNK_BYTES),
};

static const struct field dead_fields[] = {
	TEXT(1, bytes_row, bytes, RANGES_BYTES),
};

static const struct field watch_fields[] = {
	U64(1, watch, member),
	U64(2, watch, room),
	U64(3, watch, thread),
	U8(4, watch, kind, WATCH_MUTE),
	TIME(5, watch, since),
};

static const struct field ignored_fields[] = {
	U64(1, ignored, member),
	U64(2, ignored, other),
	TIME(3, ignored, since),
};

static const struct field wordlist_fields[] = {
	U64(1, wordlist, member),
	U8(2, wordlist, spelling, SPELLING_OFF),
	TEXT(3, wordlist, words, TEXT_BODY_MAX),
};

static const struct field segment_fields[] = {
	U64(1, segment, scope),
	U64(2, segment, id),
	U8(3, segment, state, SEGMENT_GONE),
	U64(4, segment, posts),
	U64(5, segment, words),
	U64(6, segment, dead),
	U64(7, segment, first),
	U64(8, segment, last),
	U64(9, segment, size),
	U64(10, segment, into),
	TEXT(11, segment, progress, 80),
	U64(12, segment, frozen),
};

static const struct field term_fields[] = {
	U64(1, term, id),
	TEXT(2, term, word, TEXT_LINE_MAX),
	TEXT(3, term, text, 4096),
	U64(4, term, by),
	TIME(5, term, proposed),
	TIME(6, term, approved),
	U64S(7, term, approvals, 20),
};

static const struct field wait_fields[] = {
	U64(1, wait, member),
	U8(2, wait, kind, WAIT_KIND_COUNT - 1),
	U64(3, wait, id),
	U64(4, wait, post),
	U64(5, wait, by),
	TIME(6, wait, since),
	TIME(7, wait, until),
	U8(8, wait, profile, PROFILE_COUNT),
};

static const struct field duel_fields[] = {
	U64(1, duel, thread),
	U64(2, duel, low),
	U64(3, duel, high),
	TIME(4, duel, said),
	TIME(5, duel, told),
	TIME(6, duel, calm_until),
	U64(7, duel, calm_by),
};

static const struct field stand_fields[] = {
	U64(1, stand, post),
	U64(2, stand, member),
	U8(3, stand, kind, STAND_COUNT - 1),
	U8(4, stand, profile, PROFILE_COUNT),
	TEXT(5, stand, text, QUOTE_BYTES),
	TIME(6, stand, at),
	TIME(7, stand, until),
};

static const struct field round_fields[] = {
	U64(1, round, thread),
	U64(2, round, by),
	TIME(3, round, opened),
	TIME(4, round, starts),
	TIME(5, round, first),
	TIME(6, round, second),
	TIME(7, round, ends),
	BOOL(8, round, blind),
	BOOL(9, round, ended),
	U64S(10, round, members, ROUND_PEOPLE),
	U64S(11, round, spoke_first, ROUND_PEOPLE),
	U64S(12, round, spoke_second, ROUND_PEOPLE),
	U64S(13, round, said_first, ROUND_PEOPLE),
	U64S(14, round, said_second, ROUND_PEOPLE),
	U8(15, round, reminded, 2),
};

static const struct field casefile_fields[] = {
	U64(1, casefile, id),
	U64(2, casefile, post),
	U64(3, casefile, room),
	U64(4, casefile, thread),
	U64(5, casefile, author),
	U8(6, casefile, state, CASE_STATE_COUNT - 1),
	TIME(7, casefile, opened),
	TEXT(8, casefile, snapshot, TEXT_BODY_MAX),
	TEXT(9, casefile, article, ARTICLE_BYTES),
	U64(10, casefile, taken_by),
	TIME(11, casefile, taken),
	U8(12, casefile, measure, MEASURE_COUNT - 1),
	TIME(13, casefile, decided),
	TIME(14, casefile, until),
	U64(15, casefile, by),
	TEXT(16, casefile, facts, TEXT_BODY_MAX),
	TEXT(17, casefile, reasons, TEXT_BODY_MAX),
	U64(18, casefile, entry),
	BOOL(19, casefile, reread),
	U32(20, casefile, version),
	U64(21, casefile, decision),
	U64(22, casefile, pending),
	TIME(23, casefile, queued),
	BOOL(24, casefile, late),
};

static const struct field decision_fields[] = {
	U64(1, decision, id),
	U64(2, decision, casefile),
	U64(3, decision, post),
	U64(4, decision, room),
	U64(5, decision, author),
	U8(6, decision, measure, MEASURE_COUNT - 1),
	U8(7, decision, origin, ORIGIN_COUNT - 1),
	TEXT(8, decision, article, ARTICLE_BYTES),
	TEXT(9, decision, facts, TEXT_BODY_MAX),
	TEXT(10, decision, reasons, TEXT_BODY_MAX),
	U64(11, decision, by),
	U64(12, decision, second),
	TIME(13, decision, proposed),
	TIME(14, decision, decided),
	U32(15, decision, days),
	TIME(16, decision, until),
	U64(17, decision, replaces),
	TIME(18, decision, ended),
	U64(19, decision, entry),
	U64(20, decision, with),
	BOOL(21, decision, author_agrees),
	BOOL(22, decision, with_agrees),
	TIME(23, decision, done),
	U64(24, decision, appealed),
	U64(25, decision, answers),
};

static const struct field appeal_fields[] = {
	U64(1, appeal, id),
	U64(2, appeal, decision),
	U64(3, appeal, casefile),
	U64(4, appeal, by),
	TEXT(5, appeal, text, TEXT_BODY_MAX),
	TIME(6, appeal, filed),
	TIME(7, appeal, until),
	BOOL(8, appeal, jury),
	U64(9, appeal, answer),
	TEXT(10, appeal, seed, 32),
};

static const struct field jury_fields[] = {
	U64(1, jury, appeal),
	U64(2, jury, casefile),
	TIME(3, jury, drawn),
	U64(4, jury, entry),
	U64(5, jury, says),
	TIME(6, jury, closed),
};

static const struct field juror_fields[] = {
	U64(1, juror, appeal),
	U64(2, juror, member),
	U8(3, juror, place, 6),
	U8(4, juror, answer, 2),
	TEXT(5, juror, opinion, TEXT_BODY_MAX),
	TIME(6, juror, opined),
	U8(7, juror, measure, MEASURE_COUNT),
	U32(8, juror, days),
	TEXT(9, juror, reasons, TEXT_BODY_MAX),
	TIME(10, juror, drawn),
};

static const struct field jurysay_fields[] = {
	U64(1, jurysay, appeal),
	U64(2, jurysay, number),
	U8(3, jurysay, place, 6),
	TIME(4, jurysay, at),
	TEXT(5, jurysay, text, TEXT_BODY_MAX),
};

static const struct field nonce_fields[] = {
	U64(1, nonce, number),
	U64(2, nonce, by),
	TIME(3, nonce, at),
	TEXT(4, nonce, bytes, 32),
	U64(5, nonce, appeal),
};

static const struct field restraint_fields[] = {
	U64(1, restraint, member),
	U64(2, restraint, decision),
	U64(3, restraint, casefile),
	U8(4, restraint, measure, MEASURE_COUNT - 1),
	U64(5, restraint, room),
	TIME(6, restraint, since),
	TIME(7, restraint, until),
};

static const struct field flag_fields[] = {
	U64(1, flag, casefile),
	U64(2, flag, member),
	TEXT(3, flag, article, ARTICLE_BYTES),
	TEXT(4, flag, reason, WORDS_BYTES),
	TIME(5, flag, at),
	BOOL(6, flag, counts),
	U8(7, flag, profile, PROFILE_COUNT),
};

static const struct field volunteer_fields[] = {
	U64(1, volunteer, member),
	BOOL(2, volunteer, on),
	U64(3, volunteer, count),
	U64S(4, volunteer, times, 100),
};

static const struct field charter_fields[] = {
	U64(1, charter_row, version),
	TIME(2, charter_row, at),
	U64(3, charter_row, by),
	TEXT(4, charter_row, text, TEXT_BODY_MAX),
};

static const struct field mailing_fields[] = {
	U64(1, mailing, member),
	TIME(2, mailing, look),
	TIME(3, mailing, told),
	TIME(4, mailing, last),
	U8(5, mailing, tries, 0),
};

static const struct field letter_fields[] = {
	U64(1, letter, number),
	U8(2, letter, kind, LETTER_COUNT - 1),
	TEXT(3, letter, address, TEXT_LINE_MAX),
	U8(4, letter, language, LANGUAGE_EN),
	U64(5, letter, about),
	TEXT(6, letter, word, 32),
	TEXT(7, letter, text, TEXT_BODY_MAX),
	TIME(8, letter, at),
	TIME(9, letter, look),
	U8(10, letter, tries, 0),
};

#define RECORD(id, name, table, rec, fields) \
	[id] = { name, table, 1, sizeof(struct rec), fields, LENGTH(fields) }

const struct record_type record_types[RECORD_COUNT] = {
	RECORD(RECORD_MEMBER, "member", DB_MEMBER, member, member_fields),
	RECORD(RECORD_SSHKEY, "key", DB_KEY, sshkey, sshkey_fields),
	RECORD(RECORD_SECRET, "secret", DB_SECRET, secret, secret_fields),
	RECORD(RECORD_INVITE, "invite", DB_INVITE, invite, invite_fields),
	RECORD(RECORD_MANDATE, "mandate", DB_MANDATE, mandate, mandate_fields),
	RECORD(RECORD_ROOM, "room", DB_ROOM, room, room_fields),
	RECORD(RECORD_THREAD, "thread", DB_THREAD, thread, thread_fields),
	RECORD(RECORD_POST, "post", DB_POST, post, post_fields),
	RECORD(RECORD_POST_TEXT, "text", DB_TEXT, post_text, post_text_fields),
	RECORD(RECORD_DRAFT, "draft", DB_DRAFT, draft, draft_fields),
	RECORD(RECORD_UNSENT, "unsent", DB_UNSENT, unsent, unsent_fields),
	RECORD(RECORD_NOTICE, "notice", DB_NOTICE, notice, notice_fields),
	RECORD(RECORD_LOGENTRY, "log", DB_LOG, logentry, logentry_fields),
	RECORD(RECORD_BRANCH, "branch", DB_THREAD_POST, branch, branch_fields),
	RECORD(RECORD_READMARK, "readmark", DB_READ, readmark, readmark_fields),
	RECORD(RECORD_THREAD_ORD, "thread-ordinals", DB_THREAD_ORD, bytes_row,
	    thread_ord_fields),
	RECORD(RECORD_DEAD, "dead", DB_DEAD, bytes_row, dead_fields),
	RECORD(RECORD_WATCH, "watch", DB_WATCH, watch, watch_fields),
	RECORD(RECORD_IGNORED, "ignored", DB_IGNORE, ignored, ignored_fields),
	RECORD(RECORD_TALK, "talk", DB_TALK, talk, talk_fields),
	RECORD(RECORD_MESSAGE, "message", DB_MESSAGE, message, message_fields),
	RECORD(RECORD_WORDLIST, "wordlist", DB_WORDLIST, wordlist,
	    wordlist_fields),
	RECORD(RECORD_SEGMENT, "segment", DB_SEARCH_SEGMENT, segment,
	    segment_fields),
	RECORD(RECORD_TERM, "term", DB_TERM, term, term_fields),
	RECORD(RECORD_WAIT, "wait", DB_WAIT, wait, wait_fields),
	RECORD(RECORD_DUEL, "duel", DB_DUEL, duel, duel_fields),
	RECORD(RECORD_VOLUNTEER, "volunteer", DB_VOLUNTEER, volunteer,
	    volunteer_fields),
	RECORD(RECORD_STAND, "stand", DB_STAND, stand, stand_fields),
	RECORD(RECORD_ROUND, "round", DB_ROUND, round, round_fields),
	RECORD(RECORD_CASE, "case", DB_CASE, casefile, casefile_fields),
	RECORD(RECORD_FLAG, "flag", DB_FLAG, flag, flag_fields),
	RECORD(RECORD_CHARTER, "charter", DB_CHARTER, charter_row,
	    charter_fields),
	RECORD(RECORD_DECISION, "decision", DB_DECISION, decision,
	    decision_fields),
	RECORD(RECORD_JURY, "jury", DB_JURY, jury, jury_fields),
	RECORD(RECORD_JUROR, "juror", DB_JUROR, juror, juror_fields),
	RECORD(RECORD_JURYSAY, "jury-say", DB_JURYSAY, jurysay,
	    jurysay_fields),
	RECORD(RECORD_NONCE, "nonce", DB_NONCE, nonce, nonce_fields),
	RECORD(RECORD_APPEAL, "appeal", DB_APPEAL, appeal, appeal_fields),
	RECORD(RECORD_RESTRAINT, "restraint", DB_RESTRAINT, restraint,
	    restraint_fields),
	RECORD(RECORD_MAILING, "mailing", DB_MAILING, mailing, mailing_fields),
	RECORD(RECORD_LETTER, "letter", DB_LETTER, letter, letter_fields),
};
/* clang-format on */
