/* the history of a post: what stays readable of what was changed, and what
 * shows nowhere. */
#include "forum_fixture.h"

static void
edit(struct forum *f, uint64_t member, uint64_t post, const char *text,
    const char *restate)
{
	assert_err(OK, try_act(f, as(member), ACT_POST_EDIT,
	    (struct act_args){ .post = post, .text = str_of(text),
	    .restate = str_of(restate) }, NULL));
}

static struct version_view *
versions(struct forum *f, uint64_t member, uint64_t post, size_t *count)
{
	struct version_view	*out;
	struct who		 who = as(member);

	assert_err(OK, query_history(f->store, &who, post, f->arena, &out,
	    count));
	return out;
}

static void
changes_of_the_first_minutes_leave_one_version(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon",
				    VISIBILITY_MEMBERS);
	uint64_t		 post = thread_open(f, anna, room, "Fil", "Un.");
	struct version_view	*list;
	struct who		 who = as(anna);
	struct post_text	 text;
	size_t			 count;

	versions(f, anna, post, &count);
	assert_int_equal(count, 1);
	clock_pin(FORUM_T0 + FORUM_EDIT_FREELY);
	edit(f, anna, post, "Deux.", "");
	list = versions(f, anna, post, &count);
	assert_int_equal(count, 1);
	assert_int_equal(list[0].revision, 2);
	assert_err(ERR_NOT_FOUND, query_version(f->store, &who, post, 1,
	    f->arena, &text));
}

/* How many texts the store holds in all. */
static uint64_t
texts_kept(struct forum *f)
{
	struct db_info	info;

	assert_err(OK, db_info(store_db(f->store), &info));
	return info.entries[DB_TEXT];
}

static void
a_text_of_the_first_minutes_is_not_kept_beside_what_replaced_it(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 post = thread_open(f, anna, room, "Fil", "Un.");

	clock_pin(FORUM_T0 + FORUM_EDIT_FREELY);
	edit(f, anna, post, "Deux.", "");
	edit(f, anna, post, "Trois.", "");
	assert_int_equal(texts_kept(f), 1);
	clock_pin(FORUM_T0 + FORUM_EDIT_FREELY + 1);
	edit(f, anna, post, "Quatre.", "");
	edit(f, anna, post, "Cinq.", "");
	assert_int_equal(texts_kept(f), 3);
	assert_err(OK, try_act(f, as(anna), ACT_POST_DELETE,
	    (struct act_args){ .post = post }, NULL));
	assert_int_equal(texts_kept(f), 0);
}

static void
later_changes_keep_every_version_readable(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 room = room_add(f, "salon",
				    VISIBILITY_MEMBERS);
	uint64_t		 post = thread_open(f, anna, room, "Fil", "Un.");
	struct version_view	*list;
	struct who		 who = as(bela);
	struct post_text	 text;
	size_t			 count;

	edit(f, anna, post, "Un et demi.", "");
	clock_pin(FORUM_T0 + FORUM_EDIT_FREELY + 1);
	edit(f, anna, post, "Deux.", "");
	assert_err(OK, try_act(f, as(anna), ACT_POST_EDIT, (struct act_args){
	    .post = post, .text = str_of("Trois."),
	    .title = str_of("Autre fil") }, NULL));
	list = versions(f, bela, post, &count);
	assert_int_equal(count, 3);
	assert_int_equal(list[0].revision, 2);
	assert_int_equal(list[0].written, FORUM_T0);
	assert_int_equal(list[0].bytes, 11);
	assert_int_equal(list[2].revision, 4);
	assert_err(OK, query_version(f->store, &who, post, 2, f->arena,
	    &text));
	assert_true(str_equal(text.text, str_of("Un et demi.")));
	assert_true(str_equal(text.title, str_of("Fil")));
	assert_err(OK, query_version(f->store, &who, post, 4, f->arena,
	    &text));
	assert_true(str_equal(text.title, str_of("Autre fil")));
}

static void
a_restatement_has_its_versions_too(void **state)
{
	static const char	 one[] = "Vous dites que le hasard suffit, et"
				    " qu’il est juste.";
	static const char	 two[] = "Vous dites que le hasard est juste"
				    " quand il est payé.";
	static const char	 rest[] = "Je ne le crois pas, pour l’avoir vu"
				    " trois fois sans que personne y trouve son"
				    " compte ni le dise.";
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon",
				    VISIBILITY_MEMBERS);
	uint64_t		 top = thread_open(f, anna, room, "Fil", "Un.");
	struct who		 who = as(anna);
	struct act_result	 result;
	struct post_text	 text;

	assert_err(OK, try_act(f, who, ACT_POST_REPLY, (struct act_args){
	    .post = top, .type = TYPE_D, .text = str_of(rest),
	    .restate = str_of(one) }, &result));
	clock_pin(FORUM_T0 + FORUM_EDIT_FREELY + 1);
	edit(f, anna, result.id, rest, two);
	assert_err(OK, query_version(f->store, &who, result.id, 1, f->arena,
	    &text));
	assert_true(str_equal(text.restate, str_of(one)));
	assert_err(OK, query_version(f->store, &who, result.id, 2, f->arena,
	    &text));
	assert_true(str_equal(text.restate, str_of(two)));
	assert_int_equal(text.title.len, 0);
}

static void
the_history_of_a_deleted_or_hidden_post_does_not_exist(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 room = room_add(f, "cercle",
				    VISIBILITY_PRIVATE);
	struct who		 outside = as(bela), inside = as(anna);
	struct version_view	*list;
	struct post_text	 text;
	uint64_t		 post;
	size_t			 count;

	room_allow(f, room, anna);
	post = thread_open(f, anna, room, "Fil", "Un.");
	clock_pin(FORUM_T0 + FORUM_EDIT_FREELY + 1);
	edit(f, anna, post, "Deux.", "");
	assert_err(ERR_NOT_FOUND, query_history(f->store, &outside, post,
	    f->arena, &list, &count));
	assert_err(ERR_NOT_FOUND, query_version(f->store, &outside, post, 1,
	    f->arena, &text));
	versions(f, anna, post, &count);
	assert_int_equal(count, 2);
	assert_err(OK, try_act(f, inside, ACT_POST_DELETE,
	    (struct act_args){ .post = post }, NULL));
	assert_err(ERR_NOT_FOUND, query_history(f->store, &inside, post,
	    f->arena, &list, &count));
	assert_err(ERR_NOT_FOUND, query_version(f->store, &inside, post, 2,
	    f->arena, &text));
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(changes_of_the_first_minutes_leave_one_version),
		with_forum(
		    a_text_of_the_first_minutes_is_not_kept_beside_what_replaced_it),
		with_forum(later_changes_keep_every_version_readable),
		with_forum(a_restatement_has_its_versions_too),
		with_forum(
	    the_history_of_a_deleted_or_hidden_post_does_not_exist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
