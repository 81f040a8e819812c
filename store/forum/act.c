/*
 * act: runs the rows.  Texts first, then one transaction: load, visible?,
 * policy, apply, commit.  Nothing else in the program writes to the store.
 */
#include "store/forum/deed.h"
#include "store/forum/restate.h"
#include "store/forum/round.h"
#include "store/forum/search.h"
#include "store/forum/unsent.h"
#include "store/forum/views.h"

#include <sodium.h>

static const struct act_row act_rows[ACT_COUNT] = {
#define X(id, word, title, cap, flags) { word, title, cap, flags },
	ACTS(X)
#undef X
};

/* clang-format off */
static const struct deed_row rows[ACT_COUNT] = {
	[ACT_THREAD_NEW] = { .texts = TAKES_TITLE | TAKES_TEXT | TAKES_HAT |
		TAKES_RESTATE | TAKES_AGREE,
		.loads = LOADS_ROOM, .accept = post_accept,
		.cap = thread_new_cap, .apply = thread_new_apply },
	[ACT_POST_REPLY] = { .texts = TAKES_TEXT | TAKES_HAT | TAKES_RESTATE |
		TAKES_AGREE, .loads = LOADS_POST, .accept = post_accept,
		.load = post_reply_load, .cap = post_reply_cap,
		.apply = post_reply_apply },
	[ACT_POST_EDIT] = { .texts = TAKES_TEXT | TAKES_TITLE |
		MAY_LACK_TITLE | TAKES_RESTATE | TAKES_AGREE,
		.loads = LOADS_POST, .load = round_target,
		.apply = post_edit_apply },
	[ACT_POST_DELETE] = { .loads = LOADS_POST | LOADS_WITHHELD | RESERVE,
		.apply = post_delete_apply },
	[ACT_READ_MARK] = { .load = read_mark_load,
		.apply = read_mark_apply },
	[ACT_READ_UNMARK] = { .load = read_mark_load,
		.apply = read_unmark_apply },
	[ACT_CATCHUP] = { .apply = catchup_apply },
	[ACT_ROOM_FORGET] = { .loads = LOADS_ROOM,
		.apply = room_forget_apply },
	[ACT_WATCH_SET] = { .load = watch_set_load,
		.apply = watch_set_apply },
	[ACT_IGNORE] = { .loads = LOADS_OTHER, .apply = ignore_apply },
	[ACT_DRAFT_SAVE] = { .accept = draft_save_accept,
		.apply = draft_save_apply },
	[ACT_DRAFT_DROP] = { .apply = draft_drop_apply },
	[ACT_UNSENT_KEEP] = { .accept = unsent_accept,
		.apply = unsent_keep_apply },
	[ACT_WORD_ADD] = { .texts = TAKES_NAME, .accept = word_accept,
		.apply = word_add_apply },
	[ACT_WORD_DROP] = { .texts = TAKES_NAME, .accept = word_accept,
		.apply = word_drop_apply },
	[ACT_SPELLING_SET] = { .apply = spelling_set_apply },
	[ACT_NOTICE_SEEN] = { .apply = notice_seen_apply },
	[ACT_CHARTER_ACCEPT] = { .apply = charter_accept_apply },
	[ACT_PROFILE_SET] = { .accept = profile_set_accept,
		.apply = profile_set_apply },
	[ACT_SEEN] = { .apply = seen_apply },
	[ACT_KEY_ADD] = { .texts = TAKES_NAME, .accept = key_accept,
		.apply = key_add_apply },
	[ACT_KEY_REMOVE] = { .apply = key_remove_apply },
	[ACT_PASSWORD_SET] = { .accept = password_set_accept,
		.apply = password_set_apply },
	[ACT_RESET] = { .loads = LOADS_OTHER | RIGHT_FIRST,
		.accept = reset_accept, .apply = reset_apply },
	[ACT_ERASE] = { .apply = erase_apply },
	[ACT_INVITE] = { .apply = invite_apply },
	[ACT_REGISTER] = { .accept = register_accept,
		.apply = register_apply },
	[ACT_ADMIT] = { .loads = LOADS_OTHER | RIGHT_FIRST,
		.apply = admit_apply },
	[ACT_REFUSE] = { .texts = TAKES_REASON, .loads = LOADS_OTHER |
		RIGHT_FIRST, .apply = refuse_apply },
	[ACT_MEMBER_ADD] = { .accept = member_add_accept,
		.apply = member_add_apply },
	[ACT_ROOM_ADD] = { .texts = TAKES_TITLE | TAKES_DESCRIPTION |
		TAKES_NAME, .accept = room_add_accept,
		.apply = room_add_apply },
	[ACT_ROOM_ALLOW] = { .loads = LOADS_ROOM | LOADS_OTHER | RIGHT_FIRST,
		.load = room_allow_load, .apply = room_allow_apply },
	[ACT_MANDATE_ADD] = { .loads = LOADS_OTHER | RIGHT_FIRST,
		.load = mandate_add_load, .apply = mandate_add_apply },
	/* What the reserve is for may be done under a member's name. */
	[ACT_ACT_AS] = { .texts = TAKES_NAME, .loads = LOADS_OTHER |
		RIGHT_FIRST | RESERVE, .apply = act_as_apply },
	[ACT_MANDATE_END] = { .apply = mandate_end_apply },
	[ACT_MANDATE_RENEW] = { .loads = RIGHT_FIRST,
		.load = mandate_renew_load, .apply = mandate_renew_apply },
	[ACT_MESSAGE_SEND] = { .texts = TAKES_TEXT, .loads = LOADS_OTHER,
		.load = message_load, .apply = message_send_apply },
	[ACT_MESSAGE_READ] = { .loads = LOADS_OTHER, .load = message_load,
		.apply = message_read_apply },
	[ACT_MESSAGE_REMOVE] = { .loads = LOADS_OTHER | RESERVE,
		.load = message_load, .apply = message_remove_apply },
	[ACT_SETTING_SET] = { .texts = TAKES_NAME,
		.apply = setting_set_apply },
	[ACT_SPONSOR] = { .loads = LOADS_OTHER, .load = sponsor_load,
		.apply = sponsor_apply },
	[ACT_VOUCH] = { .loads = LOADS_OTHER, .load = sponsor_load,
		.apply = vouch_apply },
	[ACT_TERM_PROPOSE] = { .texts = TAKES_NAME | TAKES_TEXT,
		.accept = term_accept, .apply = term_propose_apply,
		.sends = UNSENT_TERM },
	[ACT_TERM_APPROVE] = { .load = term_load,
		.apply = term_approve_apply },
	[ACT_TERM_WITHDRAW] = { .load = term_load,
		.apply = term_withdraw_apply },
	[ACT_THANK] = { .loads = LOADS_POST, .load = thank_load,
		.apply = thank_apply },
	[ACT_ANSWER] = { .texts = TAKES_TEXT | MAY_LACK_TEXT,
		.loads = LOADS_POST | LOADS_WITHHELD,
		.accept = answer_accept,
		.load = answer_load, .apply = answer_apply },
	[ACT_VIEW_INVITE] = { .loads = LOADS_POST,
		.accept = view_invite_accept, .load = views_load,
		.cap = view_invite_cap, .apply = view_invite_apply },
	[ACT_PAIR_CALM] = { .loads = LOADS_POST, .apply = pair_calm_apply },
	[ACT_WAIT_PASS] = { .loads = LOADS_POST, .apply = wait_pass_apply },
	[ACT_STAND] = { .texts = TAKES_TEXT | MAY_LACK_TEXT,
		.loads = LOADS_POST, .accept = stand_accept,
		.load = stand_cite_load, .apply = stand_apply },
	[ACT_THREAD_CLOSE] = { .loads = LOADS_POST,
		.apply = thread_close_apply },
	[ACT_ROUND_SET] = { .loads = LOADS_POST, .accept = round_set_accept,
		.load = round_target, .apply = round_set_apply },
	[ACT_ROUND_TURN] = { .loads = LOADS_POST, .accept = round_turn_accept,
		.load = round_turn_load, .apply = round_turn_apply },
	[ACT_FLAG] = { .texts = TAKES_NAME | TAKES_REASON,
		.loads = LOADS_POST, .accept = flag_accept,
		.apply = flag_apply, .sends = UNSENT_FLAG },
	[ACT_CASE_TAKE] = { .loads = RIGHT_FIRST, .load = case_cite_load,
		.apply = case_take_apply },
	[ACT_CASE_DECIDE] = { .texts = TAKES_NAME | TAKES_TEXT | TAKES_REASON,
		.accept = case_decide_accept, .load = case_cite_load,
		.cap = case_decide_cap, .apply = case_decide_apply,
		.sends = UNSENT_DECISION },
	[ACT_COUNTERSIGN] = { .loads = RIGHT_FIRST, .load = case_cite_load,
		.apply = countersign_apply },
	[ACT_APPEAL] = { .texts = TAKES_TEXT, .accept = appeal_accept,
		.load = case_cite_load, .apply = appeal_apply,
		.sends = UNSENT_APPEAL },
	[ACT_JURY] = { .texts = TAKES_TEXT | MAY_LACK_TEXT,
		.accept = jury_accept_text, .load = jury_cite_load,
		.apply = jury_apply, .sends = UNSENT_JURY },
	[ACT_JURY_VOTE] = { .texts = TAKES_TEXT, .accept = jury_vote_accept,
		.load = jury_cite_load, .apply = jury_vote_apply,
		.sends = UNSENT_JURY },
	[ACT_NONCE] = { .apply = nonce_apply },
	[ACT_REPAIR] = { .load = case_cite_load, .apply = repair_apply },
	[ACT_STRICT_SET] = { .loads = LOADS_POST, .apply = strict_set_apply },
	[ACT_RHYTHM_SET] = { .texts = TAKES_REASON, .loads = LOADS_POST,
		.accept = rhythm_set_accept, .apply = rhythm_set_apply },
	[ACT_CHARTER_SET] = { .accept = charter_set_accept,
		.apply = charter_set_apply },
};

enum { NEVER = 0, ALWAYS = ~0 };
static const struct text_arg {
	unsigned bit;
	size_t offset;
	enum text_kind kind;
	unsigned may_lack;	/* always; never; or in rows with this bit */
} text_args[] = {
	{ TAKES_TITLE,	offsetof(struct act_args, title), TEXT_TITLE,
	    MAY_LACK_TITLE },
	{ TAKES_TEXT,	offsetof(struct act_args, text), TEXT_BODY,
	    MAY_LACK_TEXT },
	{ TAKES_HAT,	offsetof(struct act_args, hat), TEXT_LINE, ALWAYS },
	{ TAKES_RESTATE, offsetof(struct act_args, restate), TEXT_BODY,
	    ALWAYS },
	{ TAKES_AGREE,	offsetof(struct act_args, agree), TEXT_BODY, ALWAYS },
	{ TAKES_NAME,	offsetof(struct act_args, name), TEXT_LINE, ALWAYS },
	{ TAKES_DESCRIPTION, offsetof(struct act_args, description),
	    TEXT_LINE, ALWAYS },
	{ TAKES_REASON,	offsetof(struct act_args, reason), TEXT_BODY, NEVER },
};
/* clang-format on */

const struct act_row *
act_row(enum act act)
{
	return &act_rows[act];
}

const struct deed_row *
deed_row(enum act act)
{
	return &rows[act];
}

static enum err
accept_texts(struct deed *d, const struct deed_row *row)
{
	const struct text_arg	*arg;
	struct str		*s;
	size_t			 i;
	enum err		 e;

	for (i = 0; i < LENGTH(text_args); i++) {
		arg = &text_args[i];
		if ((row->texts & arg->bit) == 0)
			continue;
		s = (struct str *)((char *)&d->in + arg->offset);
		if (s->len == 0 && (row->texts & arg->may_lack) != 0)
			continue;
		e = text_accept(arg->kind, *s, d->arena, s, d->why);
		if (e != OK)
			return e;
	}
	if ((act_rows[d->act].flags & ACT_REASON) != 0)
		return deed_signs(d, d->in.reason, 10, 500,
		    NN_("The reason takes %ld more character, so that the"
		    " person knows why.", "The reason takes %ld more"
		    " characters, so that the person knows why."),
		    NN_("The reason is %ld character too long.",
		    "The reason is %ld characters too long."));
	return OK;
}

/* Loads what the row names; what the caller may not see does not exist. */
enum err
deed_load(struct deed *d)
{
	const struct deed_row	*row = &rows[d->act];
	uint64_t		 room = d->in.room;
	enum err		 e;

	if ((row->loads & LOADS_POST) != 0) {
		if ((e = load_post(d->txn, d->in.post, d->arena, &d->post)) !=
		    OK || (e = load_thread(d->txn, d->post.thread, d->arena,
		    &d->thread)) != OK)
			return e;
		if (d->post.state == POST_WITHHELD &&
		    ((row->loads & LOADS_WITHHELD) == 0 ||
		    !post_known(&d->post, d->caller.member)))
			return ERR_NOT_FOUND;
		d->target.post = &d->post;
		d->target.thread = &d->thread;
		room = d->post.room;
	}
	if ((row->loads & (LOADS_POST | LOADS_ROOM)) != 0) {
		if ((e = load_room(d->txn, room, d->arena, &d->room)) != OK)
			return e;
		if ((row->loads & RIGHT_FIRST) == 0 &&
		    (e = room_visible(d->txn, &d->caller, &d->room)) != OK)
			return e;
		d->target.room = &d->room;
		d->target.room_member = room_listed(d->txn, room,
		    d->caller.member);
	}
	if ((row->loads & LOADS_OTHER) != 0 &&
	    (e = load_member(d->txn, d->in.member, d->arena, &d->other)) != OK)
		return e;
	d->target.type = d->in.type;
	if (row->load != NULL && (e = row->load(d)) != OK)
		return e;
	return caller_day(d->txn, &d->caller, d->thread.id);
}

enum capability
deed_capability(const struct deed *d)
{
	const struct deed_row	*row = &rows[d->act];

	return row->cap != NULL ? row->cap(d) : act_rows[d->act].cap;
}

static enum err
before(struct deed *d)
{
	const struct deed_row	*row = &rows[d->act];
	enum err		 e;

	if ((e = accept_texts(d, row)) != OK)
		return e;
	if ((act_rows[d->act].flags & ACT_PASSWORD) != 0 &&
	    (e = password_asked(d)) != OK)
		return e;
	return row->accept != NULL ? row->accept(d) : OK;
}

static enum err
allowed(struct deed *d)
{
	return policy_check(&d->caller, deed_capability(d), &d->target,
	    d->why);
}

/* Removed since the login, the key that came in must do nothing more. */
static enum err
key_stands(struct deed *d)
{
	struct key	key = key_u64_u64(d->who->member, d->who->key);
	struct str	val;
	enum err	e;

	if (d->who->key == 0)
		return OK;
	e = db_get(d->txn, DB_KEY, key_str(&key), &val);
	if (e != ERR_NOT_FOUND)
		return e;
	refusal_set(d->why, N_("The key that came in has been removed."), 0,
	    NULL);
	return ERR_DENIED;
}

static enum err
within(struct deed *d)
{
	enum err	e;

	if ((e = key_stands(d)) != OK)
		return e;
	e = caller_load(d->store, d->txn, d->who, d->arena, &d->caller,
	    &d->self, &d->risen);
	if (e != OK)
		return e;
	if ((rows[d->act].loads & RIGHT_FIRST) != 0 && (e = allowed(d)) != OK)
		return e;
	if ((e = deed_load(d)) != OK || (e = allowed(d)) != OK)
		return e;
	if (d->risen && ((e = deed_put_member(d, &d->self)) != OK ||
	    (e = deed_notice(d, d->self.id, NOTICE_RISEN, 0, str_of(""))) !=
	    OK))
		return e;
	if ((e = rows[d->act].apply(d)) != OK ||
	    rows[d->act].sends == UNSENT_NONE)
		return e;
	return unsent_drop(d, rows[d->act].sends, d->in.post != 0 ?
	    d->in.post : d->in.number);
}

static enum err
transact(struct deed *d)
{
	enum err	e;

	e = (rows[d->act].loads & RESERVE) != 0 ?
	    db_begin_reserve(store_db(d->store), &d->txn) :
	    db_begin_write(store_db(d->store), &d->txn);
	if (e != OK)
		return e;
	if ((e = within(d)) == OK)
		e = db_commit(d->txn);
	else
		db_abort(d->txn);
	/* What was remembered of rows that never came to be. */
	if (e != OK)
		store_forget(d->store);
	return e;
}

static void
wipe(struct str s)
{
	if (s.p != NULL && s.len > 0)
		sodium_memzero((void *)(uintptr_t)s.p, s.len);
}

enum err
act_run(struct store *store, const struct who *who, enum act act,
    struct act_args *args, struct act_result *result)
{
	struct act_result	ignored = { 0 };
	struct deed		d = { .store = store, .who = who, .act = act };
	enum err		e;

	if (result == NULL)
		result = &ignored;
	*result = (struct act_result){ 0 };
	d.result = result;
	d.why = &result->why;
	d.in = *args;
	d.arena = arena_new();
	if ((e = before(&d)) == OK)
		e = transact(&d);
	wipe(args->password);
	wipe(args->new_password);
	wipe(d.in.new_password);
	arena_free(d.arena);
	if (e == OK && d.touched)
		search_help(store);
	return e;
}
