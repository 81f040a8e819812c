/* mailing: who gets a mail when, of what; never twice of the same. */
#include "forum_fixture.h"

#include "store/base/mime.h"
#include "store/forum/due.h"
#include "store/forum/mailing.h"
#include "store/forum/wait.h"

#include <string.h>

enum { DAY = FORUM_DAY, HOUR = 3600, SOON = 10 };

static struct mail_walk	walk;

/* A member with an address, told nothing yet. */
static uint64_t
mailed(struct forum *f, const char *handle, const char *address)
{
	uint64_t		id = member_add(f, handle);
	struct who		who = as(id);
	struct member_view	me;

	assert_err(OK, query_member(f->store, &who, id, f->arena, &me));
	me.member.mail = str_of(address);
	assert_err(OK, try_act(f, who, ACT_PROFILE_SET,
	    (struct act_args){ .profile = &me.member }, NULL));
	return id;
}

static void
switched(struct forum *f, uint64_t id, bool off)
{
	struct who		who = as(id);
	struct member_view	me;

	assert_err(OK, query_member(f->store, &who, id, f->arena, &me));
	me.member.unmailed = off;
	assert_err(OK, try_act(f, who, ACT_PROFILE_SET,
	    (struct act_args){ .profile = &me.member }, NULL));
}

/* Asks the member for an answer within so many seconds. */
static void
ask(struct forum *f, uint64_t member, uint64_t id, int64_t seconds)
{
	struct who	who = { .machine = true };
	struct deed	d = { .store = f->store, .who = &who,
			    .arena = f->arena };
	struct wait	wait = { .member = member, .kind = WAIT_SYNTHESIS,
			    .id = id, .until = clock_now() + seconds };

	d.caller.now = clock_now();
	assert_err(OK, db_begin_write(store_db(f->store), &d.txn));
	assert_err(OK, wait_put(&d, &wait));
	assert_err(OK, db_commit(d.txn));
}

static void
later(int64_t seconds)
{
	clock_pin(clock_now() + seconds);
}

/* The next mail, if one is due, handed over. */
static bool
sent(struct forum *f, struct mail *mail)
{
	enum err	e = mailing_next(f->store, &walk, f->arena, mail);

	if (e == ERR_NOT_FOUND)
		return false;
	assert_err(OK, e);
	assert_err(OK, mailing_sent(f->store, mail));
	return true;
}

static void
one_a_day_of_all_that_waits(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = mailed(f, "anna", "anna@example.org");
	struct mail	 mail;

	assert_false(sent(f, &mail));
	ask(f, anna, 1, 7 * DAY);
	later(SOON);
	assert_true(sent(f, &mail));
	assert_int_equal(mail.member, anna);
	assert_int_equal(mail.count, 1);
	assert_true(str_equal(mail.address, str_of("anna@example.org")));
	assert_false(sent(f, &mail));
	ask(f, anna, 2, 7 * DAY);
	later(12 * HOUR);
	ask(f, anna, 3, 7 * DAY);
	later(HOUR);
	assert_false(sent(f, &mail));
	later(12 * HOUR);
	assert_true(sent(f, &mail));
	assert_int_equal(mail.count, 3);	/* with what still waits */
	later(2 * DAY);
	assert_false(sent(f, &mail));		/* nothing new */
	assert_sound(f);
}

static void
at_once_when_less_than_three_days_remain(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = mailed(f, "anna", "anna@example.org");
	struct mail	 mail;

	ask(f, anna, 1, 7 * DAY);
	later(SOON);
	assert_true(sent(f, &mail));
	ask(f, anna, 2, 2 * DAY);		/* an hour after that one */
	later(HOUR);
	assert_true(sent(f, &mail));
	assert_int_equal(mail.count, 2);
	later(2 * DAY);
	assert_false(sent(f, &mail));
	later(2 * DAY);				/* the first: 72 hours left */
	assert_true(sent(f, &mail));
	assert_int_equal(mail.count, 1);
	later(2 * DAY);
	assert_false(sent(f, &mail));		/* said twice is enough */
	later(10 * DAY);
	assert_false(sent(f, &mail));
}

static void
nobody_who_does_not_want_it(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = mailed(f, "anna", "anna@example.org");
	uint64_t	 bela = member_add(f, "bela");
	struct mail	 mail;

	switched(f, anna, true);
	ask(f, anna, 1, 2 * DAY);
	ask(f, bela, 1, 2 * DAY);
	later(HOUR);
	assert_false(sent(f, &mail));
	switched(f, anna, false);		/* and it comes at once */
	later(SOON);
	assert_true(sent(f, &mail));
	assert_int_equal(mail.member, anna);
	assert_false(sent(f, &mail));
}

static void
what_cannot_be_sent_is_tried_again_and_given_up(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = mailed(f, "anna", "anna@example.org");
	struct mail	 mail;
	bool		 over = false;
	int		 tries = 0;

	ask(f, anna, 1, 30 * DAY);
	later(SOON);
	while (!over && tries < 50) {
		assert_err(OK, mailing_next(f->store, &walk, f->arena,
		    &mail));
		/* counted before it is sent: a crash doubles it at most */
		assert_err(ERR_NOT_FOUND, mailing_next(f->store, &walk,
		    f->arena, &mail));
		mail.member = anna;
		mail.tries = (uint8_t)++tries;
		mail.upto = clock_now();
		assert_err(OK, mailing_failed(f->store, &mail, &over));
		later(6 * HOUR);
	}
	assert_int_equal(tries, MAIL_TRIES_MOST);
	later(DAY);
	assert_false(sent(f, &mail));
}

static void
an_answer_or_a_clock_set_back_makes_no_mail(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = mailed(f, "anna", "anna@example.org");
	struct who	 who = { .machine = true };
	struct deed	 d = { .store = f->store, .who = &who,
			    .arena = f->arena };
	struct mail	 mail;

	ask(f, anna, 1, 7 * DAY);
	later(SOON);
	assert_true(sent(f, &mail));
	later(-HOUR);
	assert_false(sent(f, &mail));
	ask(f, anna, 2, 7 * DAY);
	d.caller.now = clock_now();
	assert_err(OK, db_begin_write(store_db(f->store), &d.txn));
	assert_err(OK, wait_drop(&d, anna, WAIT_SYNTHESIS, 1));
	assert_err(OK, wait_drop(&d, anna, WAIT_SYNTHESIS, 2));
	assert_err(OK, db_commit(d.txn));
	later(3 * DAY);
	assert_false(sent(f, &mail));
}

static void
a_mandate_that_ends_is_mailed_unless_it_is_renewed(void **state)
{
	struct forum	*f = *state;
	static struct due due;
	struct due_done	 done;
	uint64_t	 anna = mailed(f, "anna", "anna@example.org");
	int64_t		 end = FORUM_T0 + 100 * DAY;
	uint64_t	 id = mandate_add(f, anna, ROLE_SYSOP, 0, end);
	struct mail	 mail;

	clock_pin(end - 30 * DAY);
	due = (struct due){ 0 };
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.reminders, 1);
	later(SOON);
	assert_true(sent(f, &mail));
	assert_int_equal(mail.count, 1);
	assert_string_equal(mail.items[0].part, "sysop");
	assert_true(mail.items[0].until == end);
	assert_err(OK, try_act(f, the_machine, ACT_MANDATE_RENEW,
	    (struct act_args){ .mandate = id }, NULL));
	clock_pin(end - 7 * DAY);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.reminders, 0);
	later(4 * DAY + HOUR);
	assert_false(sent(f, &mail));
}

static void
a_letter_goes_once_to_an_address_outside(void **state)
{
	struct forum	*f = *state;
	struct who	 who = { .machine = true };
	struct refusal	 why = { 0 };
	struct deed	 d = { .store = f->store, .who = &who,
			    .arena = f->arena, .why = &why };
	struct letter	 letter = { .kind = LETTER_ANSWERED, .about = 12,
			    .address = str_of("-oQ/tmp@example.org"),
			    .word = str_of("mask"), .text = str_of("Motif.") };
	struct due	 due = { 0 };
	struct due_done	 done;
	struct mail	 mail;

	d.caller.now = clock_now();
	assert_err(OK, db_begin_write(store_db(f->store), &d.txn));
	assert_err(ERR_INPUT, letter_put(&d, &letter));
	letter.address = str_of("zoe@example.org");
	assert_err(OK, letter_put(&d, &letter));
	letter.address = str_of("yan@example.org");
	assert_err(OK, letter_put(&d, &letter));
	assert_err(OK, db_commit(d.txn));
	assert_sound(f);
	assert_true(sent(f, &mail));
	assert_int_equal(mail.member, 0);
	assert_int_equal(mail.letter.about, 12);
	assert_true(str_equal(mail.address, str_of("zoe@example.org")));
	/* the other one cannot be sent: it goes after two weeks */
	assert_err(OK, mailing_next(f->store, &walk, f->arena, &mail));
	assert_true(str_equal(mail.address, str_of("yan@example.org")));
	assert_false(sent(f, &mail));
	later(14 * DAY + 1);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.gone[DUE_LETTERS], 1);
	assert_false(sent(f, &mail));
}

/* --- cases --- */

/* ben's post, flagged by cleo; gina and hugo moderate. */
struct scene { uint64_t ben, gina, hugo, post, casefile; };

static struct scene
scene_set(struct forum *f)
{
	uint64_t		 cleo = member_with(f, "cleo", PROFILE_ELU);
	uint64_t		 room = room_add(f, "salon",
				     VISIBILITY_MEMBERS);
	struct act_result	 result;
	struct scene		 s;

	s.ben = mailed(f, "ben", "ben@example.org");
	s.gina = mailed(f, "gina", "gina@example.org");
	s.hugo = mailed(f, "hugo", "hugo@example.org");
	mandate_add(f, s.gina, ROLE_MODERATOR, 0, 0);
	mandate_add(f, s.hugo, ROLE_MODERATOR, 0, 0);
	s.post = thread_open(f, s.ben, room, "Titre", "Trois-Chênes triche.");
	assert_err(OK, try_act(f, as(cleo), ACT_FLAG, (struct act_args){
	    .post = s.post, .name = str_of("3a"),
	    .reason = str_of("Un cabinet est nommé, sans aucun fait.") },
	    &result));
	s.casefile = result.id;
	return s;
}

static void
decide(struct forum *f, const struct scene *s, enum measure measure,
    uint32_t days)
{
	assert_err(OK, try_act(f, as(s->gina), ACT_CASE_DECIDE,
	    (struct act_args){ .number = s->casefile,
	    .type = (uint8_t)measure, .name = str_of("3a"), .days = days,
	    .text = str_of("Le message nomme un cabinet et l’accuse."),
	    .reason = str_of("Nommer un confrère sans fait met des membres en"
	    " concurrence ; le doute sur une méthode, lui, a sa place ici.")
	    }, NULL));
}

/* What the keeper does each minute, then the mails that are due. */
static size_t
keep(struct forum *f, struct mail mails[static 4])
{
	struct due	due = { 0 };
	struct due_done	done;
	size_t		n = 0;

	assert_err(OK, due_run(f->store, &due, &done));
	later(SOON);
	while (n < 4 && sent(f, &mails[n]))
		n++;
	return n;
}

static void
moderators_are_mailed_of_a_case_after_three_days(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	struct mail	 mails[4];

	assert_int_equal(keep(f, mails), 0);
	later(2 * DAY);
	assert_int_equal(keep(f, mails), 0);
	later(DAY);
	assert_int_equal(keep(f, mails), 2);
	for (size_t i = 0; i < 2; i++) {
		assert_true(mails[i].member == s.gina ||
		    mails[i].member == s.hugo);
		assert_int_equal(mails[i].count, 1);
		assert_int_equal(mails[i].items[0].number, s.casefile);
		assert_true(mails[i].items[0].until == FORUM_T0 + 14 * DAY);
	}
	assert_int_equal(keep(f, mails), 0);
	decide(f, &s, MEASURE_NONE, 0);
	later(9 * DAY);
	assert_int_equal(keep(f, mails), 0);
}

static void
an_author_is_mailed_what_is_to_be_rephrased(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	struct mail	 mails[4];

	decide(f, &s, MEASURE_REPHRASE, 0);
	assert_int_equal(keep(f, mails), 1);
	assert_int_equal(mails[0].member, s.ben);
	assert_int_equal(mails[0].items[0].number, s.post);
	assert_true(mails[0].items[0].until == FORUM_T0 + 7 * DAY);
	assert_err(OK, try_act(f, as(s.ben), ACT_POST_EDIT, (struct act_args){
	    .post = s.post, .text = str_of("Je doute de la méthode.") },
	    NULL));
	later(5 * DAY);
	for (size_t i = keep(f, mails); i > 0; i--)
		assert_true(mails[i - 1].member != s.ben);
}

static void
the_other_moderator_is_mailed_what_is_to_be_signed(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	struct mail	 mails[4];

	ask(f, s.ben, 1, 5 * DAY);
	assert_int_equal(keep(f, mails), 1);
	decide(f, &s, MEASURE_SUSPENSION, 10);
	assert_int_equal(keep(f, mails), 1);
	assert_int_equal(mails[0].member, s.hugo);
	assert_int_equal(mails[0].items[0].number, s.casefile);
	assert_err(OK, try_act(f, as(s.hugo), ACT_COUNTERSIGN,
	    (struct act_args){ .number = s.casefile }, NULL));
	/* ben, suspended, is not asked for what he cannot answer */
	later(3 * DAY);
	assert_int_equal(keep(f, mails), 0);
	assert_sound(f);
}

static void
another_moderator_is_mailed_an_appeal(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	struct mail	 mails[4];

	decide(f, &s, MEASURE_REPHRASE, 0);
	assert_int_equal(keep(f, mails), 1);
	assert_err(OK, try_act(f, as(s.ben), ACT_APPEAL, (struct act_args){
	    .number = s.casefile, .text = str_of("Je citais un rapport public,"
	    " et je peux le dire autrement.") }, NULL));
	assert_int_equal(keep(f, mails), 1);
	assert_int_equal(mails[0].member, s.hugo);
	assert_string_equal(mails[0].items[0].words,
	    "An appeal to be answered: %s");
	assert_true(mails[0].items[0].until > clock_now() + 13 * DAY);
	later(12 * DAY);
	assert_int_equal(keep(f, mails), 1);	/* again, as it ends */
	assert_int_equal(mails[0].member, s.hugo);
}

static void
addresses_are_those_that_no_option_can_hide_in(void **state)
{
	static const char *const good[] = { "a@b", "anna.b+x@mail.example.org",
		"o'neil@example.org" };
	static const char *const bad[] = { "", "a", "@b", "a@", "-f@b",
		"a b@c", "a@b@c", "a@-b", "a@b-", "a@b..c", ".a@b", "a.@b",
		"a@b\nBcc: c@d", "\"a b\"@c", "<a@b>", "a@b,c@d", "a@[::1]",
		"é@b", "a@b." };
	char	local[70 + 8];

	for (size_t i = 0; i < LENGTH(good); i++)
		assert_true(mail_address_ok(str_of(good[i])));
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_false(mail_address_ok(str_of(bad[i])));
	memset(local, 'a', 65);
	strcpy(local + 65, "@b");
	assert_false(mail_address_ok(str_of(local)));
	assert_true(mail_address_ok(str_of(local + 1)));
	(void)state;
}

static void
a_message_has_headers_that_all_can_read(void **state)
{
	struct forum	*f = *state;
	struct mime	 mime = { .from_name = "palabre, l’arbre",
			    .from = "palabre@example.org",
			    .to = "anna@example.org",
			    .subject = "Ce qui vous attend : l’été, à répondre"
			    " à la même heure, où que vous soyez, déjà",
			    .id = "1.2", .at = 1750000000,
			    .text = "Bonjour,\n.\nFrom ici\nà = bientôt \n" };
	struct str	 all = mime_message(&mime, f->arena);
	const char	*p = all.p, *feed;

	for (; *p != '\0'; p = feed + 1) {
		feed = strchr(p, '\n');
		assert_non_null(feed);
		assert_true(feed - p <= 78);
		for (const char *c = p; c < feed; c++)
			assert_true(*c >= ' ' && *c <= '~');
	}
	assert_non_null(strstr(all.p, "\nTo: <anna@example.org>\n"));
	assert_non_null(strstr(all.p,
	    "\nDate: Sun, 15 Jun 2025 15:06:40 +0000\n"));
	assert_non_null(strstr(all.p,
	    "\nMessage-ID: <1.2@example.org>\n"));
	assert_non_null(strstr(all.p,
	    "\nAuto-Submitted: auto-generated\n"));
	assert_non_null(strstr(all.p, "\n\nBonjour,\n=2E\n=46rom ici\n"
	    "=C3=A0 =3D bient=C3=B4t=20\n"));
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(one_a_day_of_all_that_waits),
		with_forum(at_once_when_less_than_three_days_remain),
		with_forum(nobody_who_does_not_want_it),
		with_forum(what_cannot_be_sent_is_tried_again_and_given_up),
		with_forum(an_answer_or_a_clock_set_back_makes_no_mail),
		with_forum(a_mandate_that_ends_is_mailed_unless_it_is_renewed),
		with_forum(a_letter_goes_once_to_an_address_outside),
		with_forum(moderators_are_mailed_of_a_case_after_three_days),
		with_forum(an_author_is_mailed_what_is_to_be_rephrased),
		with_forum(the_other_moderator_is_mailed_what_is_to_be_signed),
		with_forum(another_moderator_is_mailed_an_appeal),
		with_forum(addresses_are_those_that_no_option_can_hide_in),
		with_forum(a_message_has_headers_that_all_can_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
