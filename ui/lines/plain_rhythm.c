/* plain_rhythm: a facilitator sets the rhythm of the thread in hand. */
#include "ui/core/pace.h"
#include "ui/lines/plain_own.h"

static void
rhythm_set(struct plain *p, uint64_t rhythm)
{
	struct act_args args = { .post = p->place.post, .number = rhythm };
	uint64_t post = p->place.post;

	plain_say(p, "%s", _("Why? On one line, for all who read it; an empty "
	    "line changes nothing."));
	if (plain_line(p, &args.reason) && args.reason.len > 0)
		plain_do(p, ACT_RHYTHM_SET, &args, _("The rhythm is set; all "
		    "who read the thread see it, with its reason."));
	if (!p->over)
		plain_post(p, post);
}

void
plain_rhythm(struct plain *p, uint64_t post)
{
	plain_begin(p);
	plain_say(p, "%s", _("Which rhythm for this thread?"));
	for (unsigned i = 0; i < RHYTHM_COUNT; i++)
		plain_offer(p, rhythm_set, i, "%s",
		    i18n_word(VOCABULARY_RHYTHM, i));
	plain_offer(p, plain_post, post, "%s", _("Back to the post"));
}
