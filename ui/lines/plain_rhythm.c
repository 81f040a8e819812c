/* plain_rhythm: a facilitator sets the rhythm of the thread in hand. */
#include "ui/core/pace.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

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

/* number: which of the thread's pairs. */
static void
pair_calm(struct plain *p, uint64_t number)
{
	struct act_args args = { .post = p->place.post };
	struct pair_view *pairs;
	size_t count = 0;

	if (query_pairs(p->call.store, p->call.who, p->place.thread,
	    p->call.arena, &pairs, &count) == OK && number < count) {
		args.member = pairs[number].members[0];
		args.number = pairs[number].members[1];
		plain_do(p, ACT_PAIR_CALM, &args, _("Both are told; for a "
		    "while the rhythm is calm for these two."));
	}
	plain_post(p, args.post);
}

void
plain_rhythm(struct plain *p, uint64_t post)
{
	struct pair_view *pairs;
	size_t count = 0;

	plain_begin(p);
	plain_say(p, "%s", _("Which rhythm for this thread?"));
	if (query_pairs(p->call.store, p->call.who, p->place.thread,
	    p->call.arena, &pairs, &count) != OK)
		count = 0;
	for (unsigned i = 0; i < RHYTHM_COUNT; i++)
		plain_offer(p, rhythm_set, i, "%s",
		    i18n_word(VOCABULARY_RHYTHM, i));
	for (size_t i = 0; i < count; i++)
		plain_offer(p, pair_calm, i, _("Calm for %.*s and %.*s only"),
		    STR(pairs[i].names[0]), STR(pairs[i].names[1]));
	plain_offer(p, plain_post, post, "%s", _("Back to the post"));
}
