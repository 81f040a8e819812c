/*
 * plain_deeds: what a member may do to a post, or to its thread, beside
 * reading and answering.  Each mechanism of the cooperative frame offers its
 * own, from its own file.
 */
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

void
plain_offer_deeds(struct plain *p, const struct post_view *v)
{
	if (!v->own)
		plain_offer(p, plain_write_message, v->post.author,
		    _("Write a private message to %.*s"), STR(v->author));
}
