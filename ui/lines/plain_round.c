/* plain_round: taking part in a round table, announcing one. */
#include "ui/core/round_words.h"
#include "ui/lines/plain_own.h"

static void
take_turn(struct plain *p, uint64_t post, enum round_turn what,
    const char *done)
{
	struct act_args args = { .post = post, .number = what };

	plain_do(p, ACT_ROUND_TURN, &args, done);
	plain_post(p, post);
}

static void
turn_join(struct plain *p, uint64_t post)
{
	take_turn(p, post, TURN_JOIN, _("You take part; your turn will stand "
	    "on your home."));
}

static void
turn_leave(struct plain *p, uint64_t post)
{
	take_turn(p, post, TURN_LEAVE, _("You take no part any more."));
}

static void
turn_pass(struct plain *p, uint64_t post)
{
	take_turn(p, post, TURN_PASS, _("You passed: the others may go on."));
}

static bool
round_of(struct plain *p, uint64_t post, struct round_view *out,
    uint64_t *thread)
{
	struct post_view at;
	struct thread_view view;

	if (query_post(p->call.store, p->call.who, post, p->call.arena,
	    &at) != OK || query_thread(p->call.store, p->call.who,
	    at.post.thread, p->call.arena, &view) != OK)
		return false;
	*out = view.round;
	*thread = view.thread.id;
	return true;
}

void
plain_round(struct plain *p, uint64_t post)
{
	struct round_view round;
	uint64_t thread;

	plain_begin(p);
	if (!round_of(p, post, &round, &thread) || !round_asks(&round)) {
		plain_for_you(p, 0);
		return;
	}
	plain_say(p, "%s", round_sentence(&round, p->call.arena));
	if (round.may_join)
		plain_offer(p, turn_join, thread, "%s", _("I take part"));
	if (round.state == ROUND_SIGNUP && round.mine)
		plain_offer(p, turn_leave, thread, "%s",
		    _("I take no part any more"));
	if (round.may_pass) {
		plain_offer(p, plain_write_reply, thread, "%s",
		    _("Speak: answer the opening post"));
		plain_offer(p, turn_pass, thread, "%s", _("Pass my turn"));
	}
	plain_offer(p, plain_thread, thread, "%s", _("Read the thread"));
}

static void
announce(struct plain *p, uint64_t form)
{
	struct act_args args = { .post = p->place.post, .number = form };
	uint64_t post = p->place.post;

	plain_do(p, ACT_ROUND_SET, &args, _("The round table is announced."));
	plain_post(p, post);
}

static void
call_off(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post, .back = true };

	plain_do(p, ACT_ROUND_SET, &args, _("The round table is called "
	    "off."));
	plain_post(p, post);
}

static void
choose_form(struct plain *p, uint64_t post)
{
	plain_begin(p);
	plain_say(p, "%s", _("Which round table?"));
	plain_offer(p, announce, 0, "%s", _("one round"));
	plain_offer(p, announce, ROUND_TWO, "%s", _("two rounds"));
	plain_offer(p, announce, ROUND_BLIND, "%s", _("one round, blind: one "
	    "reads the others after having spoken"));
	plain_offer(p, announce, ROUND_TWO | ROUND_BLIND, "%s",
	    _("two rounds, blind"));
	plain_offer(p, plain_post, post, "%s", _("Back to the post"));
}

void
plain_offer_round(struct plain *p, const struct post_view *v)
{
	struct round_view round;
	uint64_t thread;
	bool on;

	if (!round_of(p, v->post.id, &round, &thread))
		return;
	on = round_shown(&round) && round.state != ROUND_SHORT;
	if (round_asks(&round))
		plain_offer(p, plain_round, v->post.id, "%s",
		    _("Round table"));
	if (store_may(p->call.store, p->call.who, ACT_ROUND_SET,
	    &(struct act_args){ .post = v->post.id }, NULL) == OK)
		plain_offer(p, on ? call_off : choose_form, v->post.id, "%s",
		    on ? _("Call the round table off") :
		    _("Announce a round table"));
}
