/* plain_post: threads and posts, said in sentences. */
#include <string.h>

#include "ui/core/mask_words.h"
#include "ui/core/pace.h"
#include "ui/core/restatement.h"
#include "ui/core/round_words.h"
#include "ui/core/synthesis_words.h"
#include "ui/core/voices.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { SAID_BYTES = 1500 };		/* of a text at once */

/* --- threads --- */

/* Opens where reading goes on: the first unread post, or the beginning. */
void
plain_thread(struct plain *p, uint64_t thread)
{
	struct branch_view *tree;
	size_t count = 0;
	uint64_t at = thread;

	if (query_tree(p->call.store, p->call.who, thread, p->call.arena,
	    &tree, &count) == OK)
		for (size_t i = 0; i < count; i++)
			if (tree[i].unread) {
				at = tree[i].branch.post;
				break;
			}
	plain_post(p, at);
}

static void
branch_offers(struct plain *p, uint64_t parent, bool all)
{
	struct branch_view *tree;
	size_t count = 0;
	enum err e = query_tree(p->call.store, p->call.who, p->place.thread,
	    p->call.arena, &tree, &count);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct branch *b = &tree[i].branch;
		if (!all && b->parent != parent)
			continue;
		if (tree[i].ignored) {
			plain_offer(p, plain_post, b->post,
			    _("Post %llu, level %u, by %.*s, whom you ignore"),
			    (unsigned long long)b->post, tree[i].depth,
			    STR(tree[i].author));
			continue;
		}
		plain_offer(p, plain_post, b->post,
		    _("Post %llu, level %u, %s, by %.*s%s. %.*s"),
		    (unsigned long long)b->post, tree[i].depth,
		    i18n_word(VOCABULARY_TYPE, b->type), STR(tree[i].author),
		    tree[i].unread ? _(", unread") : "", STR(b->excerpt));
	}
	if (p->offer_count == 0)
		plain_say(p, "%s", _("No answer yet."));
	plain_offer(p, plain_post, p->place.post, "%s", _("Back to the post"));
}

static void
post_answers(struct plain *p, uint64_t post)
{
	branch_offers(p, post, false);
}

static void
thread_posts(struct plain *p, uint64_t thread)
{
	branch_offers(p, 0, true);
}

/* --- posts --- */

/* Says text from p->offset on, quotes opened and closed in words; the end of
 * what was said goes to p->offset, 0 when all is said. */
static void
text_say(struct plain *p, struct str text, size_t most)
{
	size_t at = p->offset, start = at, left = 0;
	bool quoted = false;

	while (at < text.len && at - start < most) {
		const char *line = text.p + at;
		const char *end = memchr(line, '\n', text.len - at);
		size_t len = end ? (size_t)(end - line) : text.len - at;
		bool quote = len > 0 && line[0] == '>';
		at += len + (end != NULL);
		if (quote != quoted && len > 0)
			plain_say(p, "%s", quote ? _("Quotation.") :
			    _("End of quotation."));
		quoted = len > 0 ? quote : quoted;
		/* "> " at most: deeper quotes keep their own signs. */
		for (int i = 0; quote && len > 0 && i < 2 &&
		    *line == "> "[i]; i++) {
			line++;
			len--;
		}
		if (len > 0)
			plain_say(p, "%.*s", (int)len, line);
	}
	if (quoted)
		plain_say(p, "%s", _("End of quotation."));
	p->offset = at < text.len ? at : 0;
	for (; at < text.len; at++)
		left += text.p[at] != '\n' &&
		    (at + 1 == text.len || text.p[at + 1] == '\n');
	if (p->offset != 0)
		plain_say(p, ngettext_("(more: %zu paragraph)",
		    "(more: %zu paragraphs)", left), left);
}

void
plain_text(struct plain *p, struct str text)
{
	p->offset = 0;
	text_say(p, text, text.len + 1);
}

static void
post_unread(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, ACT_READ_UNMARK,
	    &args, &result);

	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else
		plain_say(p, _("Post %llu is unread again."),
		    (unsigned long long)post);
}

static void
thread_read(struct plain *p, uint64_t thread)
{
	struct act_args args = { .thread = thread };
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, ACT_CATCHUP, &args,
	    &result);

	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else
		plain_say(p, "%s", _("All is marked as read."));
}

static void
previous_unread(struct plain *p, uint64_t number)
{
	struct place at;
	enum err e = query_previous_unread(p->call.store, p->call.who,
	    p->place, &at);

	if (e == OK)
		plain_post(p, at.post);
	else if (e == ERR_NOT_FOUND)
		plain_say(p, "%s", _("Nothing is unread before this post."));
	else
		plain_refused(p, e, NULL, NULL);
}

static void
post_reveal(struct plain *p, uint64_t post)
{
	p->revealed = post;
	plain_post(p, post);
}

static bool
post_hidden(const struct plain *p, const struct post_view *v)
{
	return v->post.state == POST_LIVE && p->revealed != v->post.id &&
	    (v->ignored || (v->mask != MASK_NOT && !v->own));
}

static void
post_offers(struct plain *p, const struct post_view *v)
{
	uint64_t id = v->post.id;

	plain_begin(p);
	if (post_hidden(p, v) && (v->ignored || v->opens))
		plain_offer(p, post_reveal, id, "%s",
		    _("Hear it all the same"));
	if (p->offset != 0)
		plain_offer(p, plain_post_more, id, "%s", _("Continue"));
	if (p->call.me != NULL) {
		plain_offer(p, plain_write_reply, id, "%s", _("Reply"));
		plain_offer(p, plain_next_unread, id, "%s", _("Next unread"));
	}
	plain_offer(p, post_answers, id, "%s", _("Hear the answers"));
	if (v->post.parent != 0)
		plain_offer(p, plain_post, v->post.parent,
		    _("The post it answers, %llu"),
		    (unsigned long long)v->post.parent);
	plain_offer(p, thread_posts, v->post.thread, "%s", _("All of the thread"));
	if (p->call.me != NULL) {
		if (v->watch != WATCH_MUTE)
			plain_offer(p, post_unread, id, "%s",
			    _("Mark as unread"));
		plain_offer(p, previous_unread, id, "%s",
		    _("Previous unread"));
		plain_offer(p, thread_read, v->post.thread, "%s",
		    _("Mark the whole thread as read"));
	}
	if (p->call.me != NULL)
		plain_offer_attend(p, v);
	if (p->call.me != NULL)
		plain_offer_deeds(p, v);
	if (v->post.edited != 0 && v->post.state == POST_LIVE)
		plain_offer(p, plain_history, id, "%s",
		    _("What it said before it was changed"));
	if (v->may_edit)
		plain_offer(p, plain_write_edit, id, "%s", _("Edit"));
	if (v->may_delete)
		plain_offer(p, plain_delete, id, "%s", _("Delete"));
	plain_offer(p, plain_room, v->post.room, _("Room %.*s"),
	    STR(v->room_title));
	plain_offer(p, plain_home, 0, "%s", _("Home"));
}

/* Its rhythm, who speaks in it, and what was cleared. */
static void
plain_thread_head(struct plain *p, uint64_t thread)
{
	struct thread_view view;

	if (query_thread(p->call.store, p->call.who, thread, p->call.arena,
	    &view) != OK)
		return;
	if (round_shown(&view.round))
		plain_say(p, "%s", round_words(&view.round, 0,
		    p->call.arena));
	if (view.thread.closed != 0)
		plain_say(p, "%s", closed_words(&view, p->call.arena));
	if (view.thread.strict)
		plain_say(p, "%s", _("Strict thread: a disagreement waits for "
		    "its answer."));
	if (view.synthesise)
		plain_say(p, "%s", synthesis_wished(&view, p->call.arena));
	if (view.rhythm != RHYTHM_FREE)
		plain_say(p, "%s %.*s", pace_words(&view, 0,
		    p->call.arena), STR(view.thread.rhythm_reason));
	if (view.thread.voices > 1)
		plain_say(p, "%s", voices_words(&view.thread, 0,
		    p->call.arena));
	if (view.much > 0)
		plain_say(p, "%s", voices_much(&view, p->call.arena));
	if (view.thread.cleared > 0)
		plain_say(p, "%s", arena_printf(p->call.arena, ngettext_(
		    "%s misunderstanding cleared here.",
		    "%s misunderstandings cleared here.",
		    view.thread.cleared), i18n_number(view.thread.cleared,
		    p->call.arena)));
}

static void
post_head(struct plain *p, const struct post_view *v)
{
	const struct post *post = &v->post;
	struct branch_view *tree;
	size_t count = 0;

	if (p->place.thread != post->thread) {
		plain_say(p, _("Room %.*s. Thread %llu, %.*s"),
		    STR(v->room_title), (unsigned long long)post->thread,
		    STR(v->title));
		if (v->watch != WATCH_NONE)
			plain_say(p, "%s", v->watch == WATCH_FOLLOW ?
			    _("You follow this thread.") :
			    _("Muted: nothing here counts as unread."));
		plain_thread_head(p, post->thread);
		plain_readers_say(p, post->thread);
	}
	plain_say(p, _("Post %llu%s, %s, by %.*s, %s."),
	    (unsigned long long)post->id, v->unread ? _(", unread") : "",
	    i18n_word(VOCABULARY_TYPE, post->type), STR(v->author),
	    i18n_date_hour(post->created, clock_now(), p->call.arena));
	if (post->hat.len > 0)
		plain_say(p, _("Speaking as: %.*s."), STR(post->hat));
	if (post->edited != 0 && post->state == POST_LIVE)
		plain_say(p, _("Changed, %s."), i18n_date_hour(post->edited,
		    clock_now(), p->call.arena));
	if (post->parent == 0 || query_tree(p->call.store, p->call.who,
	    post->thread, p->call.arena, &tree, &count) != OK)
		return;
	for (size_t i = 0; i < count; i++)
		if (tree[i].branch.post == post->id)
			plain_say(p, _("In answer to %llu, of %.*s. Level "
			    "%u."), (unsigned long long)post->parent,
			    STR(v->parent_author), tree[i].depth);
}

static void
post_say(struct plain *p, uint64_t id, bool more)
{
	struct post_view v;
	enum err e = query_post(p->call.store, p->call.who, id,
	    p->call.arena, &v);
	char number[24];

	if (e != OK) {
		snprintf(number, sizeof(number), "%llu",
		    (unsigned long long)id);
		plain_refused(p, e, NULL, number);
		return;
	}
	if (!more) {
		p->offset = 0;
		post_head(p, &v);
		if (v.mask != MASK_NOT)
			plain_say(p, "%s", mask_sentence(&v, p->call.arena));
		else if (post_hidden(p, &v))
			plain_say(p, _("From %.*s, whom you ignore."),
			    STR(v.author));
		if (v.post.restate.len > 0 && !post_hidden(p, &v))
			plain_say(p, "%s %.*s", _("What I understand of your "
			    "point of view:"), STR(v.post.restate));
		if (v.restated != RESTATED_NOT && !post_hidden(p, &v))
			plain_say(p, "%s", restatement_words(&v,
			    p->call.arena));
		if (v.post.agree.len > 0 && !post_hidden(p, &v))
			plain_say(p, "%s %.*s", _("Where we meet:"),
			    STR(v.post.agree));
		lines_mark_read(&p->call, &v, 1);
	}
	p->place = (struct place){ v.post.room, v.post.thread, id };
	if (post_hidden(p, &v))
		p->offset = 0;
	else if (v.blind)
		plain_say(p, "%s", _("[Said in the round: to be read after "
		    "your turn]"));
	else if (v.post.state != POST_DELETED)
		text_say(p, v.text, SAID_BYTES);
	else
		plain_say(p, "%s.", i18n_word(VOCABULARY_POST_STATE,
		    v.post.state));
	if (v.present > 0 && p->offset == 0 && !post_hidden(p, &v))
		plain_say(p, "%s", synthesis_words(&v, p->call.arena));
	plain_present(p, 0);
	post_offers(p, &v);
}

/* Nothing of it is said again. */
void
plain_post_again(struct plain *p)
{
	struct post_view v;

	if (query_post(p->call.store, p->call.who, p->place.post,
	    p->call.arena, &v) == OK)
		post_offers(p, &v);
	else
		plain_home(p, 0);
}

void
plain_post(struct plain *p, uint64_t id)
{
	post_say(p, id, false);
}

void
plain_post_more(struct plain *p, uint64_t id)
{
	post_say(p, id, true);
}

void
plain_next_unread(struct plain *p, uint64_t number)
{
	struct place next;
	enum err e = query_next_unread(p->call.store, p->call.who, p->place,
	    false, &next);

	if (e == OK)
		plain_post(p, next.post);
	else if (e == ERR_NOT_FOUND)
		plain_say(p, "%s", _("You have read everything."));
	else
		plain_refused(p, e, NULL, NULL);
}
