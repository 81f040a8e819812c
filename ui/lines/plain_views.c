/* plain_views: what a thread asks of the reader alone, and views invited. */
#include "ui/core/asked_words.h"
#include "ui/lines/plain_own.h"

static void
third_invite(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };

	plain_do(p, ACT_VIEW_INVITE, &args, _("A third view is invited; it "
	    "comes if the person likes."));
	plain_post(p, post);
}

static void
pass(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };

	plain_do(p, ACT_WAIT_PASS, &args, _("Put aside; nobody is told."));
	plain_post(p, post);
}

void
plain_asked(struct plain *p, uint64_t post)
{
	struct post_view at;
	struct wait_view view;

	plain_begin(p);
	if (query_post(p->call.store, p->call.who, post, p->call.arena,
	    &at) != OK || query_asked(p->call.store, p->call.who,
	    at.post.thread, p->call.arena, &view) != OK) {
		plain_for_you(p, 0);
		return;
	}
	plain_say(p, "%s", asked_sentence(&view, p->call.arena));
	if (view.wait.kind == WAIT_DUEL) {
		plain_offer(p, plain_write_reply, post, "%s",
		    _("Restate: say their view again, then answer"));
		plain_offer(p, third_invite, post, "%s", _("Invite a third "
		    "view: of another profile, drawn by lot"));
		plain_offer(p, pass, post, "%s", _("Go on: no more is said of "
		    "it this week"));
	} else {
		plain_offer(p, plain_thread, at.post.thread, "%s",
		    _("Read the thread"));
		plain_offer(p, pass, post, "%s", _("No, thank you: nobody is "
		    "told"));
	}
}

static void
missing_invite(struct plain *p, uint64_t profile)
{
	struct act_args args = { .post = p->place.post, .number = profile };
	uint64_t post = p->place.post;

	plain_do(p, ACT_VIEW_INVITE, &args, _("They are invited; nobody hears "
	    "of a no."));
	plain_post(p, post);
}

/* Profiles whose view one may invite into the thread, as bits. */
static unsigned
missing_of(struct plain *p, uint64_t thread)
{
	struct thread_view view;

	return query_thread(p->call.store, p->call.who, thread,
	    p->call.arena, &view) == OK ? view.missing : 0;
}

static void
missing(struct plain *p, uint64_t post)
{
	unsigned views = missing_of(p, p->place.thread);

	plain_begin(p);
	for (unsigned i = 0; i < PROFILE_COUNT; i++)
		if ((views & 1u << i) != 0)
			plain_offer(p, missing_invite, i + 1, "%s",
			    i18n_word(VOCABULARY_PROFILE, i));
	plain_offer(p, plain_post, post, "%s", _("Back to the post"));
}

void
plain_offer_views(struct plain *p, const struct post_view *v)
{
	struct wait_view view;

	if (query_asked(p->call.store, p->call.who, v->post.thread,
	    p->call.arena, &view) == OK)
		plain_offer(p, plain_asked, view.wait.post, "%s",
		    i18n_word(VOCABULARY_WAIT, view.wait.kind));
	if (missing_of(p, v->post.thread) != 0)
		plain_offer(p, missing, v->post.id, "%s",
		    _("Invite a view that is missing here"));
}
