#include "forum_fixture.h"

#include <string.h>

#define LONG_TEXT \
	"Ce texte est assez long pour dire ce qui ne va pas, et sur quoi " \
	"repose ce désaccord argumenté."
#define RESTATED "Vous pensez que le hasard suffit à rendre un jury juste."

static struct post_view
post_of(struct forum *f, uint64_t member, uint64_t id)
{
	struct who		who = as(member);
	struct post_view	view;

	assert_err(OK, query_post(f->store, &who, id, f->arena, &view));
	return view;
}

static bool
shown(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

/* --- the table --- */

static void
each_act_is_wholly_declared(void **state)
{
	int	a, b;

	for (a = 0; a < ACT_COUNT; a++) {
		const struct act_row	*row = act_row((enum act)a);

		assert_non_null(row->word);
		assert_non_null(row->title);
		assert_in_range(row->cap, 0, CAP_COUNT - 1);
		if (deed_row((enum act)a)->apply == NULL)
			fail_msg("%s has no apply", row->word);
		if ((row->flags & ACT_REASON) != 0)
			assert_true(deed_row((enum act)a)->texts &
			    TAKES_REASON);
		for (b = 0; b < a; b++)
			assert_string_not_equal(row->word,
			    act_row((enum act)b)->word);
	}
}

/* --- writing --- */

static void
a_thread_and_its_replies_can_be_read_by_others(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 top = thread_open(f, anna, room, "Un fil", "Un.");
	uint64_t		 two = reply_to(f, bela, top, "Deux.");
	uint64_t		 three = reply_to(f, anna, two, "Trois.");
	struct who		 who = as(bela);
	struct branch_view	*tree;
	struct thread_view	*threads;
	struct post_view	*posts;
	size_t			 count;

	assert_err(OK, query_threads(f->store, &who, room, 0, 50,
	    THREADS_BY_ACTIVITY, f->arena, &threads, &count));
	assert_int_equal(count, 1);
	assert_int_equal(threads[0].thread.posts, 3);
	assert_int_equal(threads[0].thread.voices, 2);
	assert_int_equal(threads[0].unread, 2);
	assert_true(shown(threads[0].last_author, "anna"));
	assert_err(OK, query_tree(f->store, &who, top, f->arena, &tree,
	    &count));
	assert_int_equal(count, 3);
	assert_int_equal(tree[2].branch.post, three);
	assert_int_equal(tree[2].depth, 2);
	assert_int_equal(tree[0].below, 2);
	assert_int_equal(tree[0].unread_below, 1);
	assert_true(tree[0].unread && !tree[1].unread && tree[2].unread);
	assert_true(shown(tree[2].branch.excerpt, "Trois."));
	assert_err(OK, query_thread_posts(f->store, &who, top, f->arena,
	    &posts, &count));
	assert_int_equal(count, 3);
	assert_true(shown(posts[1].text, "Deux."));
	assert_true(shown(posts[2].parent_author, "bela"));
	assert_true(shown(post_of(f, bela, top).title, "Un fil"));
}

static void
a_thread_moves_to_the_top_of_its_room(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	struct who		 who = as(anna);
	struct thread_view	*threads;
	uint64_t		 ids[5];
	size_t			 count, i;

	for (i = 0; i < 5; i++) {
		clock_pin(FORUM_T0 + (int64_t)i * 10);
		ids[i] = thread_open(f, anna, room, "Fil", "Texte.");
	}
	clock_pin(FORUM_T0 + 100);
	reply_to(f, anna, ids[1], "Suite.");
	assert_err(OK, query_threads(f->store, &who, room, 0, 2,
	    THREADS_BY_ACTIVITY, f->arena, &threads, &count));
	assert_int_equal(count, 2);
	assert_int_equal(threads[0].thread.id, ids[1]);
	assert_int_equal(threads[1].thread.id, ids[4]);
	assert_err(OK, query_threads(f->store, &who, room, ids[4], 9,
	    THREADS_BY_ACTIVITY, f->arena, &threads, &count));
	assert_int_equal(count, 3);
	assert_int_equal(threads[0].thread.id, ids[3]);
	assert_int_equal(threads[2].thread.id, ids[0]);
}

static void
a_disagreement_needs_a_restatement(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 top = thread_open(f, anna, room, "Fil", "Un.");
	struct act_args		 args = { .post = top, .type = TYPE_D,
				    .text = str_of(LONG_TEXT) };
	struct act_result	 result;

	assert_err(ERR_INPUT, try_act(f, as(anna), ACT_POST_REPLY, args,
	    &result));
	assert_non_null(result.why.msgid);
	args.restate = str_of("Trop court.");
	assert_err(ERR_INPUT, try_act(f, as(anna), ACT_POST_REPLY, args,
	    &result));
	assert_int_equal(result.why.number, 29);
	args.restate = str_of(RESTATED);
	args.text = str_of("Non.");
	assert_err(ERR_INPUT, try_act(f, as(anna), ACT_POST_REPLY, args,
	    &result));
	assert_int_equal(result.why.number, 76);
	args.text = str_of(LONG_TEXT);
	args.agree = str_of("Le tirage.");
	assert_err(OK, try_act(f, as(anna), ACT_POST_REPLY, args, &result));
	assert_true(shown(post_of(f, anna, result.id).post.restate,
	    RESTATED));
	assert_true(shown(post_of(f, anna, result.id).post.agree,
	    "Le tirage."));
	args.type = TYPE_C;
	assert_err(ERR_INPUT, try_act(f, as(anna), ACT_POST_REPLY, args,
	    &result));
}

static void
a_thread_that_opens_with_a_disagreement_restates_first(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	struct act_args	 args = { .room = room, .title = str_of("Non"),
			    .text = str_of(LONG_TEXT), .type = TYPE_D };

	assert_err(ERR_INPUT, try_act(f, as(anna), ACT_THREAD_NEW, args,
	    NULL));
	args.restate = str_of(RESTATED "\033[2J");
	assert_err(ERR_INPUT, try_act(f, as(anna), ACT_THREAD_NEW, args,
	    NULL));
	args.restate = str_of(RESTATED);
	assert_err(OK, try_act(f, as(anna), ACT_THREAD_NEW, args, NULL));
}

static void
a_hat_is_one_of_ones_own(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	struct who		 who = as(anna);
	struct member_view	 me;
	struct act_args		 args = { .room = room,
				    .title = str_of("Fil"),
				    .text = str_of("Un."),
				    .hat = str_of("élue") };
	struct act_result	 result;

	assert_err(ERR_INPUT, try_act(f, who, ACT_THREAD_NEW, args, &result));
	assert_string_equal(result.why.word, "élue");
	assert_err(OK, query_member(f->store, &who, anna, f->arena, &me));
	me.member.hats[1] = str_of("élue");
	assert_err(OK, try_act(f, who, ACT_PROFILE_SET, (struct act_args){
	    .profile = &me.member }, NULL));
	assert_err(OK, try_act(f, who, ACT_THREAD_NEW, args, &result));
	assert_true(shown(post_of(f, anna, result.id).post.hat, "élue"));
}

static void
a_newcomer_opens_questions_only(void **state)
{
	struct forum		*f = *state;
	uint64_t		 nino = newcomer_add(f, "nino");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	struct act_args		 args = { .room = room,
				    .title = str_of("Fil"),
				    .text = str_of("Un.") };
	struct act_result	 result;
	struct who		 who = as(nino);
	int			 i;

	assert_err(ERR_DENIED, try_act(f, who, ACT_THREAD_NEW, args,
	    &result));
	assert_non_null(result.why.msgid);
	assert_err(ERR_DENIED, store_may(f->store, &who, ACT_THREAD_NEW,
	    &args, NULL));
	args.type = TYPE_Q;
	assert_err(OK, store_may(f->store, &who, ACT_THREAD_NEW, &args,
	    NULL));
	for (i = 0; i < 3; i++)
		assert_err(OK, try_act(f, who, ACT_THREAD_NEW, args,
		    &result));
	assert_err(ERR_LIMIT, try_act(f, who, ACT_THREAD_NEW, args, &result));
	for (i = 0; i < 10; i++)
		reply_to(f, nino, 1, "Suite.");
	assert_err(ERR_LIMIT, try_act(f, who, ACT_POST_REPLY,
	    (struct act_args){ .post = 1, .text = str_of("Encore.") }, NULL));
	clock_pin(FORUM_T0 + FORUM_DAY);
	for (i = 0; i < 3; i++)
		reply_to(f, nino, 1, "Suite.");
	assert_err(ERR_LIMIT, try_act(f, who, ACT_POST_REPLY,
	    (struct act_args){ .post = 1, .text = str_of("Encore.") }, NULL));
	reply_to(f, nino, 2, "Ailleurs.");
	/* 14 days, three posts: a member from the next deed on */
	clock_pin(FORUM_T0 + 14 * FORUM_DAY);
	args.type = TYPE_C;
	assert_err(OK, try_act(f, who, ACT_THREAD_NEW, args, NULL));
}

static void
a_young_store_waives_the_days_and_not_the_charter(void **state)
{
	struct forum		*f = *state;
	uint64_t		 nino = newcomer_add(f, "nino");
	uint64_t		 room = room_add(f, "place", VISIBILITY_PUBLIC);
	struct who		 who = as(nino);
	struct act_result	 result;
	struct act_args		 args = { .room = room, .type = TYPE_Q,
				    .title = str_of("Titre"),
				    .text = str_of("Un texte.") };
	int			 i;

	assert_int_equal(f->store->young_until, FORUM_T0);
	for (i = 0; i < 3; i++)
		assert_err(OK, try_act(f, who, ACT_THREAD_NEW, args, NULL));
	args.type = TYPE_N;
	assert_err(ERR_DENIED, try_act(f, who, ACT_THREAD_NEW, args, NULL));
	f->store->young_until = FORUM_T0 + 1;
	assert_err(ERR_DENIED, try_act(f, who, ACT_THREAD_NEW, args,
	    &result));
	assert_non_null(strstr(result.why.msgid, "%s"));
	assert_err(OK, try_act(f, who, ACT_CHARTER_ACCEPT,
	    (struct act_args){ 0 }, NULL));
	assert_err(OK, try_act(f, who, ACT_THREAD_NEW, args, NULL));
}

/* --- hidden --- */

static void
what_one_may_not_see_does_not_exist(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 root = member_add(f, "racine");
	uint64_t		 room = room_add(f, "intime", VISIBILITY_PRIVATE);
	struct who		 who;
	struct post_view	 view;
	struct room_view	*rooms;
	struct act_args		 args = { .text = str_of("Non.") };
	uint64_t		 top;
	size_t			 count, i;
	const uint64_t		 others[] = { bela, root, 0 };

	mandate_add(f, root, ROLE_SYSOP, 0, 0);
	room_allow(f, room, anna);
	top = thread_open(f, anna, room, "Secret", "Chut @bela, @racine.");
	for (i = 0; i < LENGTH(others); i++) {
		who = as(others[i]);
		args.post = top;
		assert_err(ERR_NOT_FOUND, query_post(f->store, &who, top,
		    f->arena, &view));
		assert_err(ERR_NOT_FOUND, try_act(f, who, ACT_POST_REPLY,
		    args, NULL));
		assert_err(ERR_NOT_FOUND, try_act(f, who, ACT_POST_EDIT,
		    args, NULL));
		assert_err(ERR_NOT_FOUND, try_act(f, who, ACT_POST_DELETE,
		    args, NULL));
		args.post = 4321;
		assert_err(ERR_NOT_FOUND, try_act(f, who, ACT_POST_REPLY,
		    args, NULL));
		assert_err(OK, query_rooms(f->store, &who, f->arena, &rooms,
		    &count));
		assert_int_equal(count, 0);
	}
	/* nobody hears of a room they cannot see */
	for (i = 0; i < 2; i++) {
		struct notice_view	*notices;

		who = as(others[i]);
		assert_err(OK, query_notices(f->store, &who, true, 20,
		    f->arena, &notices, &count));
		while (count-- > 0)
			assert_int_equal(notices[count].notice.post, 0);
	}
}

static void
a_guest_reads_public_rooms_only(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 open = room_add(f, "place", VISIBILITY_PUBLIC);
	uint64_t		 top, hidden;
	struct room_view	*rooms;
	struct post_view	 view;
	size_t			 count;

	room_add(f, "salon", VISIBILITY_MEMBERS);
	top = thread_open(f, anna, open, "Fil", "Un.");
	hidden = thread_open(f, anna, 2, "Fil", "Un.");
	assert_err(OK, query_rooms(f->store, &a_guest, f->arena, &rooms,
	    &count));
	assert_int_equal(count, 1);
	assert_int_equal(rooms[0].unread, 0);
	assert_false(rooms[0].may_post);
	assert_err(OK, query_post(f->store, &a_guest, top, f->arena, &view));
	assert_false(view.unread);
	assert_err(ERR_NOT_FOUND, query_post(f->store, &a_guest, hidden,
	    f->arena, &view));
	assert_err(ERR_DENIED, try_act(f, a_guest, ACT_POST_REPLY,
	    (struct act_args){ .post = top, .text = str_of("x") }, NULL));
	assert_err(ERR_DENIED, try_act(f, a_guest, ACT_ROOM_ADD,
	    (struct act_args){ .name = str_of("abc"),
	    .title = str_of("x") }, NULL));
}

/* --- changing --- */

static void
an_edit_keeps_its_revisions_and_shows_after_a_quarter_of_an_hour(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 top = thread_open(f, anna, room, "Fil", "Un.");
	struct act_args	 args = { .post = top, .text = str_of("Deux."),
			    .revision = 1 };

	assert_err(ERR_DENIED, try_act(f, as(bela), ACT_POST_EDIT, args,
	    NULL));
	assert_err(OK, try_act(f, as(anna), ACT_POST_EDIT, args, NULL));
	assert_true(shown(post_of(f, bela, top).text, "Deux."));
	assert_int_equal(post_of(f, bela, top).post.edited, 0);
	assert_err(ERR_STALE, try_act(f, as(anna), ACT_POST_EDIT, args,
	    NULL));
	clock_pin(FORUM_T0 + 16 * 60);
	args.revision = 0;
	args.title = str_of("Autre titre");
	assert_err(OK, try_act(f, as(anna), ACT_POST_EDIT, args, NULL));
	assert_int_equal(post_of(f, bela, top).post.edited,
	    FORUM_T0 + 16 * 60);
	assert_int_equal(post_of(f, bela, top).post.revision, 3);
	assert_true(shown(post_of(f, bela, top).title, "Autre titre"));
}

static void
a_deleted_post_leaves_a_tombstone_without_words(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 top = thread_open(f, anna, room, "Fil", "Un.");
	uint64_t		 two = reply_to(f, anna, top, "Deux.");
	struct who		 who = as(bela);
	struct branch_view	*tree;
	struct txn		*txn;
	struct str		 text;
	size_t			 count;

	assert_err(OK, try_act(f, as(anna), ACT_POST_EDIT, (struct act_args){
	    .post = two, .text = str_of("Deux bis.") }, NULL));
	reply_to(f, bela, two, "Trois.");
	assert_err(OK, try_act(f, as(anna), ACT_POST_DELETE,
	    (struct act_args){ .post = two }, NULL));
	assert_int_equal(post_of(f, bela, two).text.len, 0);
	assert_int_equal(post_of(f, bela, two).post.state, POST_DELETED);
	assert_false(post_of(f, bela, two).unread);
	assert_int_equal(room_unread(f, bela, room), 1);
	assert_err(OK, query_tree(f->store, &who, top, f->arena, &tree,
	    &count));
	assert_int_equal(count, 3);
	assert_int_equal(tree[1].branch.state, POST_DELETED);
	assert_int_equal(tree[1].branch.excerpt.len, 0);
	assert_err(OK, db_begin_read(store_db(f->store), &txn));
	assert_err(ERR_NOT_FOUND, load_text(txn, two, 1, f->arena, &text));
	assert_err(ERR_NOT_FOUND, load_text(txn, two, 2, f->arena, &text));
	db_abort(txn);
	assert_err(ERR_DENIED, try_act(f, as(anna), ACT_POST_DELETE,
	    (struct act_args){ .post = two }, NULL));
	assert_err(ERR_DENIED, try_act(f, as(anna), ACT_POST_EDIT,
	    (struct act_args){ .post = two, .text = str_of("x") }, NULL));
}

/* --- told --- */

static void
replies_and_mentions_are_told_once(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 eloise = member_add(f, "Éloïse");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 top = thread_open(f, anna, room, "Fil", "Un.");
	uint64_t		 two;
	struct who		 who;
	struct notice_view	*notices;
	size_t			 count;

	two = reply_to(f, bela, top, "Bonjour @anna, et (@eloise). "
	    "Écrire à x@bela ? @personne @bela @éloïse.\n> @anna a dit");
	who = as(anna);
	assert_err(OK, query_notices(f->store, &who, true, 20, f->arena,
	    &notices, &count));
	assert_int_equal(count, 1);
	assert_int_equal(notices[0].notice.kind, NOTICE_REPLY);
	assert_int_equal(notices[0].notice.post, two);
	assert_int_equal(notices[0].thread, top);
	assert_true(shown(notices[0].by, "bela"));
	who = as(eloise);
	assert_err(OK, query_notices(f->store, &who, true, 20, f->arena,
	    &notices, &count));
	assert_int_equal(count, 1);
	assert_int_equal(notices[0].notice.kind, NOTICE_MENTION);
	who = as(bela);
	assert_err(OK, query_notices(f->store, &who, true, 20, f->arena,
	    &notices, &count));
	assert_int_equal(count, 0);
	assert_err(OK, try_act(f, as(anna), ACT_NOTICE_SEEN,
	    (struct act_args){ .post = two }, NULL));
	who = as(anna);
	assert_err(OK, query_notices(f->store, &who, true, 20, f->arena,
	    &notices, &count));
	assert_int_equal(count, 0);
}

static void
counters_move_for_those_who_watch(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 top = thread_open(f, anna, room, "Fil", "Un.");
	uint64_t	 thread = query_counter(f->store, CHANGE_THREAD, top);
	uint64_t	 txn = query_last_txn(f->store);

	assert_err(OK, try_act(f, as(anna), ACT_READ_UNMARK,
	    (struct act_args){ .post = top }, NULL));
	assert_true(query_last_txn(f->store) > txn);
	assert_int_equal(query_counter(f->store, CHANGE_THREAD, top), thread);
	reply_to(f, anna, top, "Deux.");
	assert_int_equal(query_counter(f->store, CHANGE_THREAD, top),
	    thread + 1);
}

static void
an_excerpt_is_the_first_words_without_quotes(void **state)
{
	struct forum	*f = *state;
	struct str	 s;
	char		 text[301];
	size_t		 i;

	s = text_excerpt(str_of("> cité\n\n  Un  deux\ntrois\n"), f->arena);
	assert_string_equal(s.p, "Un deux trois");
	s = text_excerpt(str_of("> tout cité\n"), f->arena);
	assert_string_equal(s.p, "> tout cité");
	for (i = 0; i + 1 < sizeof(text); i += 2)
		memcpy(text + i, "é", 2);
	s = text_excerpt((struct str){ text, 300 }, f->arena);
	assert_true(s.len <= 120 && text_valid(s));
	assert_string_equal(s.p + s.len - 3, "…");
}

static void
an_excerpt_has_no_marks(void **state)
{
	static const char *const texts[][2] = {
		{ "**Points d’accord** - personne", "Points d’accord - personne" },
		{ "## Titre\n\n- un *mot*,\n- deux", "Titre un mot, deux" },
		{ "1. `make run`\n12) puis _rien_.", "make run puis rien." },
		{ "2*3 et 4*5, un_nom_long", "2*3 et 4*5, un_nom_long" },
		{ "* seul, et *ouvert", "seul, et *ouvert" },
		{ "« *Cité* », **(gras)** !", "« Cité », (gras) !" },
		{ "***", "***" },
		{ "#1204 et 1.5", "#1204 et 1.5" },
		{ "```\ncode\n```\nfin", "code fin" },
	};
	struct forum	*f = *state;
	size_t		 i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_string_equal(text_excerpt(str_of(texts[i][0]),
		    f->arena).p, texts[i][1]);
}

static void
a_draft_goes_with_the_post_it_became(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 top = thread_open(f, anna, room, "Fil", "Un.");
	struct draft		 draft = { .parent = top,
				    .text = str_of("Deux, pas fini") }, got;
	struct draft_view	*drafts;
	struct act_result	 result;
	struct who		 who = as(anna);
	size_t			 count;

	assert_err(OK, try_act(f, who, ACT_DRAFT_SAVE, (struct act_args){
	    .draft = &draft }, &result));
	assert_err(OK, query_draft(f->store, &who, 0, top, 0, f->arena,
	    &got));
	assert_true(shown(got.text, "Deux, pas fini"));
	assert_err(OK, try_act(f, who, ACT_POST_REPLY, (struct act_args){
	    .post = top, .text = str_of("Deux."), .number = result.id },
	    NULL));
	assert_err(ERR_NOT_FOUND, query_draft(f->store, &who, 0, top, 0,
	    f->arena, &got));
	draft.number = 0;
	assert_err(OK, try_act(f, who, ACT_DRAFT_SAVE, (struct act_args){
	    .draft = &draft }, &result));
	assert_err(OK, try_act(f, who, ACT_DRAFT_DROP, (struct act_args){
	    .number = result.id }, NULL));
	assert_err(ERR_NOT_FOUND, query_draft(f->store, &who, 0, top, 0,
	    f->arena, &got));
	assert_err(OK, query_drafts(f->store, &who, f->arena, &drafts,
	    &count));
	assert_int_equal(count, 1);
	assert_true(drafts[0].draft.thrown);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_act_is_wholly_declared),
		with_forum(a_thread_and_its_replies_can_be_read_by_others),
		with_forum(a_thread_moves_to_the_top_of_its_room),
		with_forum(a_disagreement_needs_a_restatement),
		with_forum(a_thread_that_opens_with_a_disagreement_restates_first),
		with_forum(a_hat_is_one_of_ones_own),
		with_forum(a_newcomer_opens_questions_only),
		with_forum(a_young_store_waives_the_days_and_not_the_charter),
		with_forum(what_one_may_not_see_does_not_exist),
		with_forum(a_guest_reads_public_rooms_only),
		with_forum(
	    an_edit_keeps_its_revisions_and_shows_after_a_quarter_of_an_hour),
		with_forum(a_deleted_post_leaves_a_tombstone_without_words),
		with_forum(replies_and_mentions_are_told_once),
		with_forum(counters_move_for_those_who_watch),
		with_forum(an_excerpt_is_the_first_words_without_quotes),
		with_forum(an_excerpt_has_no_marks),
		with_forum(a_draft_goes_with_the_post_it_became),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
