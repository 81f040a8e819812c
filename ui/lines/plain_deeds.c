/*
 * plain_deeds: what a member may do to a post, or to its thread, beside
 * reading and answering.  Each mechanism of the cooperative frame offers its
 * own, from its own file.
 */
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static void
thank(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };

	plain_do(p, ACT_THANK, &args, _("Your thanks are told to the author, "
	    "and to nobody else."));
	plain_post(p, post);
}

void
plain_offer_deeds(struct plain *p, const struct post_view *v)
{
	if (!v->own)
		plain_offer(p, plain_write_message, v->post.author,
		    _("Write a private message to %.*s"), STR(v->author));
	if (v->may_answer)
		plain_offer(p, plain_answer, v->post.id, "%s",
		    _("Say whether this restates your view"));
	plain_offer_synthesis(p, v);
	plain_offer_round(p, v);
	plain_offer_shape(p, v);
	plain_offer_views(p, v);
	if (store_may(p->call.store, p->call.who, ACT_RHYTHM_SET,
	    &(struct act_args){ .post = v->post.id }, NULL) == OK)
		plain_offer(p, plain_rhythm, v->post.id, "%s",
		    _("Set the rhythm of this thread"));
	if (store_may(p->call.store, p->call.who, ACT_THANK,
	    &(struct act_args){ .post = v->post.id }, NULL) == OK)
		plain_offer(p, thank, v->post.id, _("Thank %.*s in private"),
		    STR(v->author));
	plain_offer_flag(p, v);
}
