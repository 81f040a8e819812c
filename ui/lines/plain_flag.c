/* plain_flag: flagging the post in hand; an answer is offered first. */
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static void
flag_send(struct plain *p, struct act_args *args)
{
	uint64_t post = args->post;

	plain_do(p, ACT_FLAG, args, _("Flagged. You will hear what is "
	    "decided."));
	plain_post(p, post);
}

/* What was written before the line dropped, or was refused. */
static void
flag_again(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };
	struct unsent u;

	if (!plain_unsent(p, UNSENT_FLAG, post, &u)) {
		plain_post(p, post);
		return;
	}
	args.name = u.name;
	args.reason = u.reason;
	flag_send(p, &args);
}

static void
flag_write(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };
	bool whole;

	plain_say(p, "%s", _("Article of the charter, as 4a; “illegal” for "
	    "what the law forbids; an empty line flags nothing."));
	if (!plain_line(p, &args.name) || args.name.len == 0) {
		if (!p->over)
			plain_post(p, post);
		return;
	}
	plain_say(p, "%s", _("What leads you to it, 20 to 500 signs, on one "
	    "line."));
	whole = plain_line(p, &args.reason);
	plain_keep(p, UNSENT_FLAG, post, &args);
	if (whole && args.reason.len > 0)
		flag_send(p, &args);
	else if (!p->over)
		plain_post(p, post);
}

static void
flag_ask(struct plain *p, uint64_t post)
{
	struct unsent u;

	plain_begin(p);
	plain_say(p, "%s", _("The moderators see who flags, and its author "
	    "does not. You will hear what is decided. If you wrote in its "
	    "branch, this does not count toward masking."));
	plain_offer(p, plain_write_reply, post, "%s", _("Answer instead"));
	plain_offer(p, flag_write, post, "%s", _("Flag"));
	if (plain_unsent(p, UNSENT_FLAG, post, &u) && u.name.len > 0 &&
	    u.reason.len > 0)
		plain_offer(p, flag_again, post, _("Flag with what you had "
		    "written: %.*s, “%.*s”"), STR(u.name), STR(u.reason));
	plain_offer(p, plain_post, post, "%s", _("Back to the post"));
}

void
plain_offer_flag(struct plain *p, const struct post_view *v)
{
	struct case_view decided;

	if (v->own && v->post.casefile != 0 && query_case(p->call.store,
	    p->call.who, v->post.casefile, p->call.arena, &decided) == OK)
		plain_offer(p, plain_case, v->post.casefile, "%s",
		    _("What was decided of this post"));
	if (!v->own && v->post.state == POST_LIVE &&
	    store_may(p->call.store, p->call.who, ACT_FLAG,
	    &(struct act_args){ .post = v->post.id }, NULL) == OK)
		plain_offer(p, flag_ask, v->post.id, "%s",
		    _("Flag this post"));
}
