/* plain_shape: what a facilitator does to a thread, and takes back. */
#include "ui/lines/plain_own.h"

static void
shape(struct plain *p, uint64_t post, enum act act, bool back,
    const char *done)
{
	struct act_args args = { .post = post, .back = back };

	plain_do(p, act, &args, done);
	plain_post(p, post);
}

static void
thread_close(struct plain *p, uint64_t post)
{
	shape(p, post, ACT_THREAD_CLOSE, false, _("The thread is closed."));
}

static void
thread_reopen(struct plain *p, uint64_t post)
{
	shape(p, post, ACT_THREAD_CLOSE, true,
	    _("The thread is open again."));
}

static void
thread_strict(struct plain *p, uint64_t post)
{
	shape(p, post, ACT_STRICT_SET, false, _("The thread is strict."));
}

static void
thread_lax(struct plain *p, uint64_t post)
{
	shape(p, post, ACT_STRICT_SET, true,
	    _("The thread is strict no longer."));
}

void
plain_offer_shape(struct plain *p, const struct post_view *v)
{
	uint64_t id = v->post.id;
	struct thread_view view;

	if (store_may(p->call.store, p->call.who, ACT_THREAD_CLOSE,
	    &(struct act_args){ .post = id }, NULL) != OK ||
	    query_thread(p->call.store, p->call.who, v->post.thread,
	    p->call.arena, &view) != OK)
		return;
	plain_offer(p, view.thread.closed != 0 ? thread_reopen : thread_close,
	    id, "%s", view.thread.closed != 0 ? _("Open this thread again") :
	    _("Close this thread"));
	plain_offer(p, view.thread.strict ? thread_lax : thread_strict, id,
	    "%s", view.thread.strict ? _("Publish disagreements at once "
	    "again") : _("Publish disagreements once they are answered"));
}
