/* mask: see mask.h. */
#include "store/forum/mask.h"
#include "store/forum/setting.h"

enum { HOUR = 3600 };

enum mask
mask_now(uint8_t mask, int64_t until, int64_t now)
{
	return mask != MASK_NOT && now < until ? (enum mask)mask : MASK_NOT;
}

bool
mask_opens(enum mask mask, struct str article)
{
	return mask != MASK_NOT && mask != MASK_URGENT &&
	    mask != MASK_REMOVED &&
	    !str_equal(article, str_of("6b")) &&
	    !str_equal(article, str_of("illegal"));
}

static int64_t
lasts(struct deed *d, enum mask mask)
{
	static const enum setting	hours[MASK_COUNT] = {
		[MASK_FLAGS] = SETTING_MASK_HOURS,
		[MASK_TEAM] = SETTING_MASK_TEAM,
		[MASK_URGENT] = SETTING_MASK_URGENT,
	};

	return HOUR * (int64_t)setting_get(d->store, d->txn, hours[mask]);
}

enum err
mask_provisional(struct deed *d, struct post *post, enum mask mask,
    struct str article, bool *done)
{
	int64_t		now = d->caller.now, until = now + lasts(d, mask);
	bool		is = mask_now(post->mask, post->masked_until, now) !=
			    MASK_NOT;
	enum err	e = OK;

	*done = false;
	if ((post->masks & 1u << mask) != 0 || (post->masks != 0 && !is) ||
	    (is && until <= post->masked_until))
		return OK;
	post->masks |= (uint8_t)(1u << mask);
	post->masked_until = until;
	*done = true;
	if (is)
		return OK;
	post->mask = (uint8_t)mask;
	post->masked = now;
	post->article = article;
	/* Its author, wherever they are: they are concerned. */
	e = deed_notice(d, post->author, NOTICE_MASKED, post->id, article);
	return e;
}
