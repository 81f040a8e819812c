/* plain_synthesis: whether one finds oneself in a synthesis. */
#include "ui/lines/plain_own.h"

static void
stand(struct plain *p, uint64_t post, enum stand_kind kind, struct str words,
    const char *done)
{
	struct act_args args = { .post = post, .number = kind,
	    .text = words };

	plain_do(p, ACT_STAND, &args, done);
	plain_post(p, post);
}

static void
stand_found(struct plain *p, uint64_t post)
{
	stand(p, post, STAND_FOUND, str_of(""), _("Said: your profile is "
	    "among those that find themselves in it."));
}

static void
stand_none(struct plain *p, uint64_t post)
{
	stand(p, post, STAND_NONE, str_of(""), _("What you had said of it is "
	    "taken back."));
}

static void
stand_lacks(struct plain *p, uint64_t post)
{
	struct str words;

	plain_say(p, "%s", _("What is missing, on one line; an empty line "
	    "says nothing."));
	if (plain_line(p, &words) && words.len > 0)
		stand(p, post, STAND_LACKS, words, _("Said; it stands under "
		    "the synthesis."));
	else if (!p->over)
		plain_post(p, post);
}

void
plain_offer_synthesis(struct plain *p, const struct post_view *v)
{
	uint64_t id = v->post.id;

	if (v->may_stand && v->stands != STAND_FOUND)
		plain_offer(p, stand_found, id, "%s",
		    _("I find myself in this synthesis"));
	if (v->may_stand && v->answer_until > clock_now())
		plain_offer(p, stand_lacks, id, "%s",
		    _("Something is missing in it"));
	if (v->may_stand && v->stands != STAND_NONE)
		plain_offer(p, stand_none, id, "%s",
		    _("Take back what I said of it"));
}
