/*
 * act_flag: a member flags a post, by an article of the charter and in words.
 * All flags of a post are one case until it is decided; some mask the post
 * provisionally.
 */
#include "store/forum/casefile.h"
#include "store/forum/charter.h"
#include "store/forum/judged.h"
#include "store/forum/mask.h"
#include "store/forum/setting.h"

#include <string.h>

enum { REASON_MIN = 20, REASON_MAX = 500, AGAIN_HOURS = 24, HOUR = 3600 };

static const char	illegal[] = "illegal";

/* "4a" of the charter that stands, or "illegal". */
enum err
article_suits(struct deed *d)
{
	char		*word = arena_memdup0(d->arena, d->in.name.p,
			     d->in.name.len);
	unsigned	 article;
	char		 clause;

	if (strcmp(word, illegal) == 0 || strcmp(word, "illicite") == 0) {
		d->in.name = str_of(illegal);
		return OK;
	}
	if (charter_quoted(word, &article, &clause) &&
	    charter_has(charter_within(d->store, d->txn), article, clause))
		return OK;
	return deed_refuse(d, N_("An article of the charter is needed, as 4a;"
	    " the charter lists them."), 0, NULL);
}

enum err
flag_accept(struct deed *d)
{
	return deed_signs(d, d->in.reason, REASON_MIN, REASON_MAX,
	    NN_("Say in a few words what leads you to it: %ld sign more.",
	    "Say in a few words what leads you to it: %ld signs more."),
	    NN_("The reason is %ld character too long.",
	    "The reason is %ld characters too long."));
}

static enum err
may_flag(struct deed *d)
{
	long	most = setting_get(d->store, d->txn, SETTING_FLAGS_DAY);
	uint64_t day = (uint64_t)d->caller.now / FORUM_DAY;

	if (d->post.author == d->caller.member)
		return deed_refuse(d, N_("This post is your own: you may"
		    " change or remove it."), 0, NULL);
	if (d->post.state != POST_LIVE)
		return deed_refuse(d, N_("This post was removed by its"
		    " author."), 0, NULL);
	if (rate_get(d->txn, d->caller.member, RATE_FLAGS, 0, day) <
	    (uint64_t)most)
		return rate_bump(d->txn, d->caller.member, RATE_FLAGS, 0, day);
	refusal_set(d->why, N_("A day has %ld flags; the next one can be sent"
	    " tomorrow."), most, NULL);
	return ERR_LIMIT;
}

/* The case that is open about the post, or a new one. */
static enum err
case_of(struct deed *d, struct casefile *c)
{
	struct post	*post = &d->post;
	struct key	 key;
	struct str	 val;
	int64_t		 until;
	enum err	 e = OK;

	if (post->casefile != 0 &&
	    (e = case_load(d->txn, post->casefile, d->arena, c)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	key = key_u64_u64(c->id, d->caller.member);
	if (post->casefile != 0 && db_get(d->txn, DB_FLAG, key_str(&key),
	    &val) == OK && (c->decided == 0 || d->caller.now < c->decided +
	    AGAIN_HOURS * HOUR || str_equal(c->article, d->in.name)))
		return deed_refuse(d, c->decided == 0 ?
		    N_("You flagged this post already.") :
		    N_("It was decided: it can be flagged again a day later,"
		    " by another article."), 0, NULL);
	if (post->casefile != 0 && !case_closed(case_now(d->store, d->txn, c,
	    d->caller.now, &until)))
		return OK;
	*c = (struct casefile){ .post = post->id, .room = post->room,
	    .thread = post->thread, .author = post->author,
	    .opened = d->caller.now, .article = d->in.name };
	if ((e = db_sequence_next(d->txn, "case", &c->id)) != OK)
		return e;
	post->casefile = c->id;
	return load_text(d->txn, post->id, post->revision, d->arena,
	    &c->snapshot);
}

/* Three members of two profiles, none of whom wrote in the branch. */
static enum err
enough(struct deed *d, uint64_t id, bool *out)
{
	struct flag	*flags;
	uint32_t	 profiles = 0;
	size_t		 count, i, n = 0;
	enum err	 e = case_flags(d->txn, id, d->arena, &flags, &count);

	for (i = 0; e == OK && i < count; i++) {
		if (!flags[i].counts)
			continue;
		n++;
		if (flags[i].profile != 0)
			profiles |= 1u << flags[i].profile;
	}
	*out = n >= (size_t)setting_get(d->store, d->txn,
	    SETTING_MASK_MEMBERS) && __builtin_popcount(profiles) >=
	    setting_get(d->store, d->txn, SETTING_MASK_PROFILES);
	return e;
}

/* Does the caller shape this room, or all? */
static bool
is_team(const struct deed *d)
{
	return d->caller.moderator || u64s_has(&d->caller.facilitates,
	    d->room.id);
}

static enum err
mask_if(struct deed *d, const struct flag *flag, uint64_t id, bool urgent)
{
	bool		many;
	enum err	e = enough(d, id, &many);

	if (e != OK)
		return e;
	if (is_team(d))
		return mask_provisional(d, &d->post, MASK_TEAM, flag->article,
		    &d->result->masked);
	if (many)
		return mask_provisional(d, &d->post, MASK_FLAGS,
		    flag->article, &d->result->masked);
	if (urgent && flag_urgent(flag->article) &&
	    d->caller.status == STATUS_MEMBER)
		return mask_provisional(d, &d->post, MASK_URGENT,
		    flag->article, &d->result->masked);
	return OK;
}

enum err
flag_apply(struct deed *d)
{
	struct casefile	c = { 0 };
	struct flag	flag = { .member = d->caller.member,
			    .article = d->in.name,
			    .reason = deed_trimmed(d->in.reason),
			    .at = d->caller.now,
			    .profile = profile_counted(d, &d->self) };
	struct key	key;
	bool		wrote, masks, urgent;
	enum err	e;

	if ((e = judged_counts(d, d->caller.member, &masks, &urgent)) != OK ||
	    (e = article_suits(d)) != OK || (e = may_flag(d)) != OK ||
	    (e = case_of(d, &c)) != OK || (e = case_in_branch(d->txn,
	    d->thread.id, d->post.id, d->caller.member, d->arena, &wrote)) !=
	    OK)
		return e;
	flag.casefile = c.id;
	flag.counts = !wrote && masks && d->caller.status == STATUS_MEMBER;
	key = key_u64_u64(c.id, d->caller.member);
	if ((e = record_put(d->txn, &record_types[RECORD_FLAG],
	    key_str(&key), &flag)) != OK ||
	    (e = case_put(d, &c, true)) != OK ||
	    (e = mask_if(d, &flag, c.id, urgent)) != OK ||
	    (e = post_put(d, &d->post)) != OK)
		return e;
	d->result->id = c.id;
	return deed_bump(d, CHANGE_THREAD, d->post.thread);
}
