/* plain_answer: somebody restated one's view: is that it? */
#include "ui/core/restatement.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static void
answer(struct plain *p, uint64_t post, enum restated with, struct str words)
{
	struct act_args args = { .post = post, .number = with, .text = words };
	uint64_t id = plain_do(p, ACT_ANSWER, &args, _("Said; the author is "
	    "told, and it stands beside the post."));

	/* An answer may publish it, under another number. */
	plain_post(p, id != 0 ? id : post);
}

static void
answer_yes(struct plain *p, uint64_t post)
{
	answer(p, post, RESTATED_CONFIRMED, str_of(""));
}

/* Asks for the words; an empty line, and nothing is said. */
static void
answer_words(struct plain *p, uint64_t post, enum restated with)
{
	struct str words;

	plain_say(p, "%s", _("Your view in a few words, on one line; an empty "
	    "line says nothing."));
	if (plain_line(p, &words) && words.len > 0)
		answer(p, post, with, words);
	else if (!p->over)
		plain_post(p, post);
}

static void
answer_almost(struct plain *p, uint64_t post)
{
	answer_words(p, post, RESTATED_CLARIFIED);
}

static void
answer_no(struct plain *p, uint64_t post)
{
	answer_words(p, post, RESTATED_CONTESTED);
}

static void
answer_cleared(struct plain *p, uint64_t post)
{
	answer(p, post, RESTATED_CLEARED, str_of(""));
}

static const struct { plain_run *run; enum restated with; const char *text; }
    answers[] = {
	{ answer_yes, RESTATED_CONFIRMED, N_("Yes, this is my view") },
	{ answer_almost, RESTATED_CLARIFIED, N_("Almost: I clarify") },
	{ answer_no, RESTATED_CONTESTED, N_("No: I say it differently") },
	{ answer_cleared, RESTATED_CLEARED,
	    N_("It was a misunderstanding, it is cleared") },
};

/* What is restated is said again, then the answers that can be given. */
void
plain_answer(struct plain *p, uint64_t post)
{
	struct post_view v;
	enum err e = query_post(p->call.store, p->call.who, post,
	    p->call.arena, &v);

	plain_begin(p);
	if (e != OK) {
		plain_refused(p, e, NULL, NULL);
		return;
	}
	plain_say(p, _("What %.*s understands of your view:"), STR(v.author));
	plain_text(p, v.post.restate);
	plain_say(p, "%s", restatement_words(&v, p->call.arena));
	for (size_t i = 0; i < LENGTH(answers); i++)
		if (store_may(p->call.store, p->call.who, ACT_ANSWER,
		    &(struct act_args){ .post = post,
		    .number = answers[i].with }, NULL) == OK)
			plain_offer(p, answers[i].run, post, "%s",
			    _(answers[i].text));
	plain_offer(p, plain_post, post, "%s", _("Back to the post"));
}
