/* Erasure: asked for, called off, seen by the clock, and purged. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/erase.h"
#include "store/forum/query_export.h"
#include "store/forum/search_work.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WEEK = 7 * FORUM_DAY };
static const char secret[] = "zyxwombat";	/* in each text of theirs */

struct scene { uint64_t leaver, other, third, room, one, two, reply, draft;
	uint64_t casefile; };

static struct scene
scene_set(struct forum *f)
{
	struct scene		s;
	struct act_result	result;

	s.leaver = member_with(f, "quillefeuille", PROFILE_ELU);
	s.other = member_with(f, "ben", PROFILE_AGENT);
	s.third = member_with(f, "cleo", PROFILE_CITOYEN);
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	s.one = thread_open(f, s.leaver, s.room, "Titre zyxwombat",
	    "Un texte zyxwombat de plus.");
	s.two = thread_open(f, s.other, s.room, "Autre",
	    "Je pense à @quillefeuille, et @quillefeuilles n’est personne.");
	s.reply = reply_to(f, s.leaver, s.two, "Réponse zyxwombat ici.");
	assert_err(OK, try_act(f, as(s.leaver), ACT_POST_EDIT,
	    (struct act_args){ .post = s.one,
	    .text = str_of("Version zyxwombat deux.") }, NULL));
	assert_err(OK, try_act(f, as(s.leaver), ACT_MESSAGE_SEND,
	    (struct act_args){ .member = s.other,
	    .text = str_of("Privé zyxwombat.") }, NULL));
	assert_err(OK, try_act(f, as(s.other), ACT_MESSAGE_SEND,
	    (struct act_args){ .member = s.leaver,
	    .text = str_of("Bonjour à toi.") }, NULL));
	assert_err(OK, try_act(f, as(s.leaver), ACT_DRAFT_SAVE,
	    (struct act_args){ .draft = &(struct draft){ .room = s.room,
	    .text = str_of("Brouillon zyxwombat") } }, NULL));
	assert_err(OK, try_act(f, as(s.third), ACT_FLAG, (struct act_args){
	    .post = s.reply, .name = str_of("3a"),
	    .reason = str_of("Un cabinet est nommé, sans aucun fait.") },
	    &result));
	s.casefile = result.id;
	return s;
}

static enum err
ask(struct forum *f, uint64_t member, bool back, bool blank)
{
	return try_act(f, as(member), ACT_ERASE, (struct act_args){
	    .back = back, .number = blank }, NULL);
}

static void
purge(struct forum *f)
{
	struct erase	at = { 0 };
	size_t		done = 0, turns;
	bool		more = true;

	for (turns = 0; done == 0 && turns < 100; turns++) {
		assert_err(OK, erase_run(f->store, &at, 1000, &done));
		while (more || search_waits(f->store)) {
			assert_err(OK, search_work(f->store, 1000, &more));
		}
		more = true;
	}
	assert_int_equal(done, 1);
}

/* How often the bytes stand in the store's file. */
static size_t
in_file(struct forum *f, const char *word)
{
	int		 fd = openat(f->dirfd, "data.mdb", O_RDONLY);
	struct stat	 st;
	char		*all, *at;
	size_t		 n = 0;

	assert_int_equal(fstat(fd, &st), 0);
	all = malloc((size_t)st.st_size);
	assert_int_equal(read(fd, all, (size_t)st.st_size), st.st_size);
	close(fd);
	for (at = all; (at = memmem(at, (size_t)(all + st.st_size - at), word,
	    strlen(word))) != NULL; at++)
		n++;
	free(all);
	return n;
}

static void
it_can_be_called_off_for_a_week(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(ERR_INPUT, ask(f, s.leaver, true, false));
	assert_err(OK, ask(f, s.leaver, false, false));
	assert_int_equal(notices_of_kind(f, s.leaver, NOTICE_ERASE), 1);
	assert_err(ERR_INPUT, ask(f, s.leaver, false, true));
	clock_pin(FORUM_T0 + WEEK - 60);
	assert_string_equal(post_seen(f, s.other, s.one).author.p,
	    "quillefeuille");
	assert_err(OK, ask(f, s.leaver, true, false));
	clock_pin(FORUM_T0 + 3 * WEEK);
	assert_string_equal(post_seen(f, s.other, s.one).author.p,
	    "quillefeuille");
	assert_sound(f);
}

static void
readers_see_it_at_the_instant(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct member_view	 view;
	struct who		 other = as(s.other);

	assert_err(OK, ask(f, s.leaver, false, false));
	clock_pin(FORUM_T0 + WEEK);
	assert_non_null(strstr(post_seen(f, s.other, s.one).author.p,
	    "membre-parti-"));
	assert_string_not_equal(post_seen(f, s.other, s.one).author.p,
	    post_seen(f, s.other, s.reply).author.p);
	assert_err(ERR_NOT_FOUND, query_member_named(f->store, &other,
	    "quillefeuille", f->arena, &view));
	assert_err(ERR_NOT_FOUND, try_act(f, as(s.leaver), ACT_POST_REPLY,
	    (struct act_args){ .post = s.two, .text = str_of("Encore.") },
	    NULL));
}

static void
nothing_of_theirs_is_in_the_file_afterwards(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct post_view	 post;

	assert_true(in_file(f, secret) > 0);
	assert_err(OK, ask(f, s.leaver, false, true));
	clock_pin(FORUM_T0 + WEEK + 60);
	purge(f);
	assert_int_equal(in_file(f, secret), 0);
	assert_int_equal(in_file(f, "quillefeuille "), 0);
	assert_int_equal(in_file(f, "@quillefeuille,"), 0);
	post = post_seen(f, s.third, s.two);
	assert_non_null(strstr(arena_memdup0(f->arena, post.text.p,
	    post.text.len), "@membre-parti, et @quillefeuilles "));
	assert_string_equal(post_seen(f, s.other, s.reply).text.p, "…");
	assert_sound(f);
	/* The handle is nobody's again. */
	assert_err(ERR_EXISTS, try_act(f, the_machine, ACT_MEMBER_ADD,
	    (struct act_args){ .profile = &(struct member){
	    .handle = str_of("Quillefeuille"),
	    .profiles = { PROFILE_ELU + 1 } } }, NULL));
}

static void
posts_stay_unless_their_texts_were_to_go(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct case_view	 file;
	struct who		 mod;
	uint64_t		 judge = member_with(f, "gina",
				     PROFILE_CHERCHEUR);

	mandate_add(f, judge, ROLE_MODERATOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	assert_err(OK, ask(f, s.leaver, false, false));
	clock_pin(FORUM_T0 + WEEK + 60);
	purge(f);
	assert_string_equal(post_seen(f, s.other, s.one).text.p,
	    "Version zyxwombat deux.");
	assert_int_equal(in_file(f, "Un texte zyxwombat"), 0);
	assert_int_equal(in_file(f, "Brouillon zyxwombat"), 0);
	assert_int_equal(in_file(f, "zyxwombat."), 0);	/* the message */
	/* The case goes on under the name of one who left. */
	mod = as(judge);
	assert_err(OK, query_case(f->store, &mod, s.casefile, f->arena,
	    &file));
	assert_non_null(strstr(file.author.p, "membre-parti-"));
	assert_err(OK, try_act(f, mod, ACT_CASE_DECIDE, (struct act_args){
	    .number = s.casefile, .type = MEASURE_MASK, .name = str_of("3a"),
	    .text = str_of("Le message nomme un cabinet et l’accuse."),
	    .reason = str_of("Nommer un confrère sans fait met des membres en"
	    " concurrence ; le doute sur une méthode, lui, a sa place ici.")
	    }, NULL));
	assert_sound(f);
}

static void
check_finds_what_one_who_is_gone_still_says(void **state)
{
	struct forum	*f = *state;
	uint64_t	 id = member_add(f, "anna");
	struct key	 key = key_u64(id);
	struct member	 m;
	struct txn	*txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, load_member(txn, id, f->arena, &m));
	m.blank = true;
	m.mail = str_of("anna@example.org");
	m.status = STATUS_GONE;
	assert_err(OK, record_put(txn, &record_types[RECORD_MEMBER],
	    key_str(&key), &m));
	assert_err(OK, db_commit(txn));
	assert_int_equal(damages_of(f), 2);
}

static void
count_one(void *arg, enum record type, const void *rec)
{
	const struct post_text	*text = rec;
	size_t			*seen = arg;

	seen[type]++;
	if (type == RECORD_POST_TEXT)
		assert_non_null(memmem(text->text.p, text->text.len, secret,
		    strlen(secret)));
}

static void
an_export_holds_what_is_ones_own(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	struct who	 me = as(s.leaver);
	size_t		 seen[RECORD_COUNT] = { 0 };

	assert_err(OK, query_export(f->store, &me, count_one, seen));
	assert_int_equal(seen[RECORD_MEMBER], 1);
	assert_int_equal(seen[RECORD_POST], 2);
	assert_true(seen[RECORD_POST_TEXT] >= 2);
	assert_int_equal(seen[RECORD_DRAFT], 1);
	assert_int_equal(seen[RECORD_MESSAGE], 2);
	assert_int_equal(seen[RECORD_FLAG], 0);
	assert_int_equal(seen[RECORD_SECRET], 0);
	assert_err(ERR_DENIED, query_export(f->store, &a_guest, count_one,
	    seen));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, forum_setup, \
	forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_can_be_called_off_for_a_week),
		TEST(readers_see_it_at_the_instant),
		TEST(nothing_of_theirs_is_in_the_file_afterwards),
		TEST(posts_stay_unless_their_texts_were_to_go),
		TEST(check_finds_what_one_who_is_gone_still_says),
		TEST(an_export_holds_what_is_ones_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
