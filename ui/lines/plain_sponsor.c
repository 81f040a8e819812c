/* plain_sponsor: sponsoring a newcomer, giving one's word for one. */
#include "ui/lines/plain_own.h"

static void
answer(struct plain *p, enum act act, uint64_t member, const char *done)
{
	struct act_args args = { .member = member };

	plain_do(p, act, &args, done);
	plain_person(p, member);
}

static void
sponsor(struct plain *p, uint64_t member)
{
	answer(p, ACT_SPONSOR, member, _("You sponsor this person: their "
	    "first posts are told to you."));
}

static void
vouch(struct plain *p, uint64_t member)
{
	answer(p, ACT_VOUCH, member, _("Your word stands for first posts."));
}

void
plain_offer_sponsor(struct plain *p, uint64_t member)
{
	struct act_args args = { .member = member };

	if (store_may(p->call.store, p->call.who, ACT_SPONSOR, &args, NULL) ==
	    OK)
		plain_offer(p, sponsor, member, "%s",
		    _("Sponsor this newcomer"));
	if (store_may(p->call.store, p->call.who, ACT_VOUCH, &args, NULL) ==
	    OK)
		plain_offer(p, vouch, member, "%s",
		    _("Give your word for this person"));
}
